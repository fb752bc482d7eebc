"""Wells: descent that leads away from the best point, and steps that leave a well.

Main claims: greedy_descent_moves_away, trapped_in_well, local_good_global_bad.

Notation: x(k) iterates, eps learning rate, g gradient, J cost, xs minimum, L constant of co-coercivity.

References: notes000 (local-global), notes001 (2.7), notes002 (2), nesterov2004 (co-coercive gradients).
"""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_descent
from theory.descent_paths import LOCAL_GLOBAL, WELLS

DOWNHILL = "x(k) - eps*(x(k)**3 - x(k)**2 - 2*x(k))"
QUARTIC: Mapping[str, str | Recurrence] = {
    "J(y)": "y**4/4 - y**3/3 - y**2",
    "x": Recurrence(("-1/2",), DOWNHILL, index="k"),
}
QUARTIC_LET = {"eps": "real in (0, 1/8]", "k": "natural"}
QUARTIC_ABOUT = (
    "J(y) = y^4/4 - y^3/3 - y^2 has minima at -1 and 2; the start is -1/2, the learning rate any up to 1/8."
)
FACTOR = Step(
    "factor",
    "x(k + 1) + 1 == (x(k) + 1)*(1 - eps*x(k)*(x(k) - 2))",
    "definition",
    "The derivative is y (y + 1) (y - 2).",
)
INSIDE = Step("inside", "-1 < x(k) and x(k) <= -1/2", "induction", "The factor lies between 0 and 1.", on="k")
SLOPE = Step(
    "slope",
    "5/4 <= y*(y - 2) and y*(y - 2) < 3",
    "algebra",
    "y (y - 2) falls from 3 to 5/4 there.",
    let={"y": "real in (-1, -1/2]"},
)
SHARE = Step(
    "share",
    "0 < 1 - eps*x(k)*(x(k) - 2) and 1 - eps*x(k)*(x(k) - 2) <= 1 - eps*(5/4)",
    "algebra",
    "The learning rate is at most 1/8.",
    ("inside", Use("slope", {"y": "x(k)"})),
)
BEST = "forall(y, 'real', J(y) >= J(2)) and forall(y, 'real', implies(J(y) == J(2), y == 2))"
AWAY = f"J(x(k + 1)) < J(x(k)) and abs(x(k + 1) - 2) >= abs(x(k) - 2) and {BEST}"


def downhill_and_away() -> tuple[Step, ...]:
    """To the left of the hump every step goes to the left."""
    return (
        FACTOR,
        INSIDE,
        SLOPE,
        SHARE,
        Step(
            "left",
            "x(k + 1) < x(k) and x(k + 1) > -1",
            "algebra",
            "The distance to -1 is multiplied by a factor between 0 and 1.",
            ("inside", "factor", "share"),
        ),
        Step(
            "rises",
            "J(y) < J(z)",
            "algebra",
            "J rises from -1 to 0.",
            let={"y": "real in (-1, -1/2]", "z": "real in (-1, -1/2]"},
            given=("y < z",),
        ),
        Step(
            "lower",
            "J(x(k + 1)) < J(x(k))",
            "algebra",
            "So the cost falls.",
            ("inside", "left", Use("rises", {"y": "x(k + 1)", "z": "x(k)"})),
        ),
        Step(
            "farther",
            "abs(x(k + 1) - 2) >= abs(x(k) - 2)",
            "algebra",
            "To the left is away from 2.",
            ("inside", "left"),
        ),
        Step(
            "gap",
            "J(y) - J(2) == (y - 2)**2*((y + 4/3)**2/4 + 2/9)",
            "algebra",
            "J lies above its value at 2.",
            let={"y": "real"},
        ),
        Step("above", "J(y) >= J(2)", "algebra", "Squares are not negative.", ("gap",), let={"y": "real"}),
        Step(
            "only",
            "implies((y - 2)**2*((y + 4/3)**2/4 + 2/9) == 0, y == 2)",
            "algebra",
            "The second factor is positive.",
            let={"y": "real"},
        ),
        Step(
            "unique",
            "implies(J(y) == J(2), y == 2)",
            "algebra",
            "Only at 2 is the gap 0.",
            ("gap", "only"),
            let={"y": "real"},
        ),
        Step("best", BEST, "algebra", "2 is the only best point.", ("above", "unique")),
        Step("together", AWAY, "algebra", "All parts.", ("lower", "farther", "best")),
    )


greedy_descent_moves_away = Claim(
    id="greedy_descent_moves_away",
    title="Downhill, and away from the solution",
    says="There are a cost and a start from which every step of gradient descent lowers the cost while the distance to the best point grows.",
    about=QUARTIC_ABOUT,
    source=LOCAL_GLOBAL,
    tier="main",
    figures=figures_descent.two_wells,
    let=QUARTIC_LET,
    define=QUARTIC,
    claim=AWAY,
    derivation=downhill_and_away,
    experiments=(
        Experiment(
            "scalar_descent.two_wells",
            "J_next < J_now and abs(x_next - 2) >= abs(x_now - 2)",
            {"J_next": "real", "J_now": "real", "x_next": "real", "x_now": "real"},
        ),
    ),
    mutants=(
        Mutant(
            "from the other side of the hump",
            define={"x": Recurrence(("1/2",), DOWNHILL, index="k")},
        ),
        Mutant("towards the best point", "abs(x(k + 1) - 2) <= abs(x(k) - 2)"),
    ),
)

TRAPPED = "limit(x(k), k, oo) == -1 and J(2) < J(-1) and forall(y, 'real in [-2, 0]', J(y) >= J(-1))"


def into_the_worse_well() -> tuple[Step, ...]:
    """The distance to -1 shrinks by 1 - eps at least."""
    return (
        FACTOR,
        INSIDE,
        SLOPE,
        SHARE,
        Step(
            "near",
            "-1 < x(k) and x(k) <= -1/2 and x(k) + 1 <= (1 - eps)**k/2",
            "induction",
            "The factor is at most 1 - 5 eps/4.",
            on="k",
        ),
        Step("distance", "abs(x(k) - (-1)) <= (1 - eps)**k/2", "algebra", "x(k) lies above -1.", ("near",)),
        Step("limit", "limit(x(k), k, oo) == -1", "limit", "A geometric sequence.", ("distance",)),
        Step(
            "wells",
            "J(2) < J(-1) and forall(y, 'real in [-2, 0]', J(y) >= J(-1))",
            "algebra",
            "The well at -1 is the shallow one.",
        ),
        Step("together", TRAPPED, "algebra", "All parts.", ("limit", "wells")),
    )


local_good_global_bad = Claim(
    id="local_good_global_bad",
    title="A local minimum far above the best value",
    says="Gradient descent may converge to a local minimum whose cost exceeds the least.",
    about=QUARTIC_ABOUT,
    source=Source("notes001", "2.7(1); notes000 local-global"),
    tier="minor",
    figures=figures_descent.two_wells,
    let=QUARTIC_LET,
    define=QUARTIC,
    claim=TRAPPED,
    derivation=into_the_worse_well,
    experiments=(Experiment("scalar_descent.two_wells", "abs(x_long + 1) <= 10**(-6)", {"x_long": "real"}),),
    mutants=(
        Mutant("to the better well", "limit(x(k), k, oo) == 2"),
        Mutant("no better value", "J(2) >= J(-1)"),
    ),
)


def nearer_in_a_well() -> tuple[Step, ...]:
    """The step gains 2 eps g.(x - xs) and loses eps^2 g.g."""
    return (
        Step(
            "square",
            "dot(x - eps*g - xs, x - eps*g - xs) == dot(x - xs, x - xs) - 2*eps*dot(g, x - xs) + eps**2*dot(g, g)",
            "words",
            "Expand the square of the new distance.",
        ),
        Step("positive", "dot(g, g) > 0", "algebra", "The gradient is not 0.", ("moving",)),
        Step(
            "gain",
            "2*eps*dot(g, x - xs) - eps**2*dot(g, g) >= eps*(2/L - eps)*dot(g, g)",
            "algebra",
            "By co-coercivity.",
            ("cocoercive",),
        ),
        Step(
            "nearer",
            "norm(x - eps*g - xs) < norm(x - xs)",
            "algebra",
            "2/L - eps is positive.",
            ("square", "positive", "gain", "short"),
        ),
    )


trapped_in_well = Claim(
    id="trapped_in_well",
    title="Trapped in a well",
    says="Inside the basin of a strict local minimum every exact gradient step, of any size, stays in the basin and comes nearer.",
    about="The statement is the claim for J(y) = h y^2/2 - c y^3/3, whose strict local minimum 0 has the basin y < h/c.",
    scope="instance",
    source=WELLS,
    tier="main",
    figures=figures_descent.regimes,
    let={"h": "positive", "c": "positive", "x": "real", "eps": "positive"},
    define={"x1": "x - eps*(h*x - c*x**2)"},
    given={"basin": "x < h/c", "away": "x != 0"},
    claim="x1 < h/c and abs(x1) < abs(x)",
    mutants=(
        Mutant("it leaves", "x1 > h/c"),
        Mutant("it may keep its distance", "abs(x1) <= abs(x)"),
    ),
    repair=Repair(
        says="The step must be short: in a well with co-coercive gradient, g.(x - xs) >= |g|^2/L (as for convex J with L-Lipschitz gradient), "
        "every step below 2/L comes nearer, in any dimension.",
        let={
            "n": "integer >= 1",
            "x": "vector(n)",
            "xs": "vector(n)",
            "g": "vector(n)",
            "L": "positive",
            "eps": "positive",
        },
        without=("basin", "away"),
        given={
            "cocoercive": "dot(g, x - xs) >= dot(g, g)/L",
            "short": "eps < 2/L",
            "moving": "g != zeros(n, 1)",
        },
        claim="norm(x - eps*g - xs) < norm(x - xs)",
        derivation=nearer_in_a_well,
        experiments=(
            Experiment(
                "descent.descent_on_quadratic",
                "implies(eps*hi < 2, distance1 <= distance0)",
                {"hi": "positive", "distance0": "nonnegative", "distance1": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("steps of any size", without="short"),
            Mutant("any well", without="cocoercive"),
        ),
    ),
)


CLAIMS = (greedy_descent_moves_away, trapped_in_well, local_good_global_bad)
