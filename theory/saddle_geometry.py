"""Saddles as points: how they are defined, what the Hessian says about them, where values are higher and lower.

Main claims: saddle_hessian_signs, saddle_eigendirections, saddle_cross_sections.

Notation: f the cost, x_s a critical point; f(h) = a h^2 + b h^3 a cubic with its critical point at 0; D, E differences of values at the
distance h or t from it, p > 0 and -q < 0 second derivatives; s and S the smallest and the largest eigenvalue of the Hessian.

References: notes000 (saddles), notes001 (2.3), notes004 (comments).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step
from theory.critical_points import CURVED, HIGHEST, LOWEST, TAYLOR, line, plane

SADDLES = Source("notes000", "saddles; notes001 2.3")


CUBIC = {"f(h)": "a*h**2 + b*h**3"}


NOT_EXTREMAL = {"no_minimum": f"not {LOWEST}", "no_maximum": f"not {HIGHEST}"}


SIGNS = {"p": "positive", "q": "positive", "h": "nonzero", "D": "real", "E": "real"}


UP_AND_DOWN = {"up": "abs(D - p*h**2/2) <= p*h**2/4", "down": "abs(E + q*h**2/2) <= q*h**2/4"}


def up_and_down() -> tuple[Step, ...]:
    """The square wins against the remainder."""
    return (
        Step("above", "D >= p*h**2/4", "algebra", "The remainder takes at most half.", ("up",)),
        Step("below", "E <= -q*h**2/4", "algebra", "The same below.", ("down",)),
        Step("both", "D > 0 and E < 0", "algebra", "h is not 0.", ("above", "below")),
    )


saddle_definition = Claim(
    id="saddle_definition",
    title="Higher and lower points near a saddle",
    says="A critical point that is neither a local minimum nor a local maximum has higher and lower points in every neighbourhood.",
    about="v holds the differences of values at the points of a neighbourhood, as many as one likes. Where the point is no minimum on it, not all are "
    "at least 0; where it is no maximum, not all are at most 0.",
    scope="reduction",
    source=SADDLES,
    tier="minor",
    let={"m": "integer >= 1", "v": "vector(m)"},
    given={
        "no_minimum": "not forall(k, 'integer in [0, m - 1]', v[k] >= 0)",
        "no_maximum": "not forall(k, 'integer in [0, m - 1]', v[k] <= 0)",
    },
    claim="exists(k, 'integer in [0, m - 1]', v[k] < 0) and exists(k, 'integer in [0, m - 1]', v[k] > 0)",
    derivation=lambda: (
        Step(
            "lower",
            "exists(k, 'integer in [0, m - 1]', v[k] < 0)",
            "algebra",
            "Else all are at least 0.",
            ("no_minimum",),
        ),
        Step(
            "higher",
            "exists(k, 'integer in [0, m - 1]', v[k] > 0)",
            "algebra",
            "Else all are at most 0.",
            ("no_maximum",),
        ),
        Step(
            "both",
            "exists(k, 'integer in [0, m - 1]', v[k] < 0) and exists(k, 'integer in [0, m - 1]', v[k] > 0)",
            "algebra",
            "Both.",
            ("lower", "higher"),
        ),
    ),
    experiments=plane("implies(lowest == 0, way_down == 1)"),
    mutants=(
        Mutant("also at a minimum", without="no_minimum"),
        Mutant("also at a maximum", without="no_maximum"),
    ),
)


saddle_hessian_signs = Claim(
    id="saddle_hessian_signs",
    title="The Hessian at a saddle",
    says="At a saddle the Hessian has a positive and a negative eigenvalue.",
    about="The statement is the claim for the cubics of one variable with a critical point at 0, where the only eigenvalue is 2a.",
    scope="instance",
    source=SADDLES,
    tier="main",
    let={"a": "real", "b": "real"},
    define=CUBIC,
    given=NOT_EXTREMAL,
    claim="2*a > 0 and 2*a < 0",
    experiments=plane("implies(lowest == 0 and highest == 0, a*b - c**2 < 0)"),
    mutants=(Mutant("positive", "2*a > 0"), Mutant("negative", "2*a < 0")),
    repair=Repair(
        says="It has where it is invertible: the smallest eigenvalue is negative and the largest positive.",
        let={"s": "nonzero", "S": "nonzero"},
        given={"no_minimum": "not s > 0", "no_maximum": "not S < 0"},
        claim="s < 0 and S > 0",
        scope="reduction",
        about="s and S are the smallest and the largest eigenvalue. Were s > 0, the point would be a local minimum, and a local maximum were S < 0 "
        f"(along every direction the difference of values has the sign of the second derivative). {TAYLOR}",
        derivation=lambda: (
            Step("negative", "s < 0", "algebra", "Not positive and not zero.", ("no_minimum",)),
            Step("positive", "S > 0", "algebra", "Not negative and not zero.", ("no_maximum",)),
            Step("both", "s < 0 and S > 0", "algebra", "Both.", ("negative", "positive")),
        ),
        experiments=plane("implies(lowest == 0 and highest == 0 and a*b - c**2 != 0, a*b - c**2 < 0)"),
        mutants=(
            Mutant("also where it is singular", let={"s": "real"}),
            Mutant("at a minimum too", without="no_minimum"),
        ),
    ),
)


saddle_eigendirections = Claim(
    id="saddle_eigendirections",
    title="Along the eigenvectors of a saddle",
    says="Along an eigenvector with positive eigenvalue all points are higher than the saddle, with negative eigenvalue all are lower.",
    about="The statement is the claim for functions that are l t^2/2 + c t^3 along the eigenvector.",
    scope="instance",
    source=SADDLES,
    tier="main",
    let={"l": "real", "c": "real", "t": "nonzero"},
    define={"f(t)": "l*t**2/2 + c*t**3"},
    claim="implies(l > 0, f(t) > f(0)) and implies(l < 0, f(t) < f(0))",
    mutants=(
        Mutant("the other way round", "implies(l > 0, f(t) < f(0))"),
        Mutant("whatever l is", "f(t) > f(0)"),
    ),
    repair=Repair(
        says="Near the saddle they are; for a quadratic, of any size, everywhere.",
        let={"n": "integer >= 1", "H": "symmetric(n)", "v": "vector(n)", "l": "real", "t": "nonzero"},
        given={"eigenvector": "H @ v == l*v", "nonzero": "v != zeros(n, 1)"},
        define={"q(z)": "dot(z, H @ z)/2"},
        claim="implies(l > 0, q(t*v) > 0) and implies(l < 0, q(t*v) < 0)",
        about="Stated for quadratics; that it holds near any saddle is the repair of one_variable_critical along the line.",
        derivation=lambda: (
            Step("value", "q(t*v) == l*t**2*dot(v, v)/2", "words", "H v = l v.", ("eigenvector",)),
            Step("length", "dot(v, v) > 0", "words", "v is not 0.", ("nonzero",)),
            Step(
                "signs",
                "implies(l > 0, q(t*v) > 0) and implies(l < 0, q(t*v) < 0)",
                "algebra",
                "The sign is that of l.",
                ("value", "length"),
            ),
        ),
        mutants=(
            Mutant("the other sign", "implies(l > 0, q(t*v) < 0)"),
            Mutant("any vector", without="eigenvector"),
        ),
    ),
)


saddle_cross_sections = Claim(
    id="saddle_cross_sections",
    title="Cross-sections of a saddle",
    says="On some line through a saddle it is a strict local minimum, on another a strict local maximum.",
    about="The statement is the claim for the cubics of one variable that have a saddle at 0: there is only one line, and on it the point would have to "
    "be a strict local minimum.",
    scope="instance",
    source=SADDLES,
    tier="minor",
    let={"a": "real", "b": "real"},
    define=CUBIC,
    given=NOT_EXTREMAL,
    claim="exists(r, 'positive', forall(h, 'real in (0, r)', f(h) > 0 and f(-h) > 0))",
    mutants=(
        Mutant(
            "a strict maximum", "exists(r, 'positive', forall(h, 'real in (0, r)', f(h) < 0 and f(-h) < 0))"
        ),
        Mutant("flat", "exists(r, 'positive', forall(h, 'real in (0, r)', f(h) == 0))"),
    ),
    repair=Repair(
        says="It is where the Hessian has eigenvalues of both signs: along an eigenvector of each.",
        let=SIGNS,
        given=UP_AND_DOWN,
        without=("no_minimum", "no_maximum"),
        claim="D > 0 and E < 0",
        scope="reduction",
        about=f"p and -q are eigenvalues, D and E the differences of values at the distance h along their eigenvectors. {TAYLOR}",
        derivation=up_and_down,
        experiments=plane("implies(a > 0 and b < 0, lowest == 0 and highest == 0)"),
        mutants=(Mutant("both up", "D > 0 and E > 0"), Mutant("no bound of the remainder", without="up")),
    ),
)


saddle_small_gradient = Claim(
    id="saddle_small_gradient",
    title="Small gradients near a saddle",
    says="Near a saddle the gradient is small, and so are the steps of gradient descent: both tend to 0 with the distance.",
    about="The second derivatives are continuous, so they are bounded by some L next to the saddle: there |g| <= L d at the distance d, and the step is at "
    "most eps L d.",
    scope="reduction",
    source=SADDLES,
    tier="minor",
    let={"L": "positive", "eps": "positive", "d": "real"},
    claim="limit(L*d, d, 0, '+') == 0 and limit(eps*(L*d), d, 0, '+') == 0",
    derivation=lambda: (
        Step("gradient", "limit(L*d, d, 0, '+') == 0", "limit", "L is fixed."),
        Step("step", "limit(eps*(L*d), d, 0, '+') == 0", "limit", "So are eps and L."),
        Step(
            "both",
            "limit(L*d, d, 0, '+') == 0 and limit(eps*(L*d), d, 0, '+') == 0",
            "algebra",
            "Both.",
            ("gradient", "step"),
        ),
    ),
    experiments=(
        Experiment(
            "gradient_signals.quadratic_bowls",
            "g2 <= L**2*d2",
            {"g2": "nonnegative", "d2": "nonnegative", "L": "positive"},
        ),
    ),
    mutants=(
        Mutant("it tends to L", "limit(L*d, d, 0, '+') == L"),
        Mutant("the step stays", "limit(eps*(L*d), d, 0, '+') == eps"),
    ),
)


saddle_dimension = Claim(
    id="saddle_dimension",
    title="No saddles in one variable",
    says="A function of one variable has no saddles: every critical point is a local extremum.",
    about="The statement is the claim for the cubics with a critical point at 0.",
    scope="instance",
    source=Source("notes004", "comments"),
    tier="minor",
    let={"a": "real", "b": "real"},
    define=CUBIC,
    claim=f"{LOWEST} or {HIGHEST}",
    experiments=line("lowest == 1 or highest == 1"),
    mutants=(Mutant("a minimum", LOWEST), Mutant("a maximum", HIGHEST)),
    repair=CURVED,
)


CLAIMS = (
    saddle_definition,
    saddle_hessian_signs,
    saddle_eigendirections,
    saddle_cross_sections,
    saddle_small_gradient,
    saddle_dimension,
)
