"""The regimes of the learning rate on a parabola.

Gradient descent on h x^2/2 multiplies x by 1 - c at every step, c = eps h; the five regimes are those of the powers of that factor.

Main claims: learning_rate_regimes.

Notation: h curvature, eps learning rate, c = eps h, x0 start, x(k) the iterate after k steps, delta the fraction to be reached.

References: notes001 (4.1.2).
"""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures_descent

PLACE = Source("notes001", "4.1.2(4)")
LET = {"h": "positive", "eps": "positive", "x0": "real", "k": "natural"}
RUN = {"x": Recurrence(("x0",), "x(k) - eps*(h*x(k))", index="k")}
CLOSED = Step(
    "closed", "x(k) == (1 - eps*h)**k*x0", "induction", "Every step multiplies by 1 - eps h.", on="k"
)
MEASURED = {"x_k": "real", "x_next": "real", "x_two": "real", "x_long": "real"}


def regime(claim: str, *steps: Step) -> Callable[[], tuple[Step, ...]]:
    """The closed form, the parts of a conjunction, and all of them together."""

    def derivation() -> tuple[Step, ...]:
        names = tuple(step.name for step in steps)
        return (CLOSED, *steps, Step("together", claim, "algebra", "All parts.", names))

    return derivation


def vanishing(*uses: str) -> Step:
    """The iterates tend to 0."""
    return Step("vanishes", "limit(x(k), k, oo) == 0", "limit", "|1 - c| is below 1.", ("closed", *uses))


MONOTONE = "abs(x(k + 1)) <= abs(x(k)) and x(k + 1)*x(k) >= 0 and limit(x(k), k, oo) == 0"
monotone = Claim(
    id="learning_rate_regimes__monotone",
    title="c below 1: monotone convergence",
    says="For 0 < c < 1 the iterates fall to 0 from one side.",
    source=PLACE,
    let=LET,
    define=RUN,
    given={"slow": "eps*h < 1"},
    claim=MONOTONE,
    derivation=regime(
        MONOTONE,
        Step("next", "x(k + 1) == (1 - eps*h)*x(k)", "definition", "One step."),
        Step("smaller", "abs(x(k + 1)) <= abs(x(k))", "algebra", "0 < 1 - c < 1.", ("next", "slow")),
        Step("one_side", "x(k + 1)*x(k) >= 0", "algebra", "1 - c is positive.", ("next", "slow")),
        vanishing("slow"),
    ),
    experiments=(
        Experiment("scalar_descent.parabola", "abs(x_next) <= abs(x_k) and x_next*x_k >= 0", MEASURED),
    ),
    mutants=(
        Mutant("alternating", "x(k + 1)*x(k) <= 0"),
        Mutant("any rate", without="slow"),
    ),
)

one_step = Claim(
    id="learning_rate_regimes__one_step",
    title="c = 1: one step",
    says="For c = 1 the first step reaches the minimum.",
    source=PLACE,
    let=LET,
    define=RUN,
    given={"newton": "eps*h == 1"},
    claim="x(1) == 0",
    derivation=lambda: (
        Step("first", "x(1) == (1 - eps*h)*x0", "definition", "One step."),
        Step("there", "x(1) == 0", "algebra", "The factor is 0.", ("first", "newton")),
    ),
    experiments=(Experiment("scalar_descent.parabola", "implies(k >= 1, x_k == 0)", MEASURED),),
    mutants=(
        Mutant("already at the start", "x(0) == 0"),
        Mutant("any rate", without="newton"),
    ),
)

ALTERNATING = "x(k + 1)*x(k) <= 0 and limit(x(k), k, oo) == 0"
alternating = Claim(
    id="learning_rate_regimes__alternating",
    title="c between 1 and 2: alternating convergence",
    says="For 1 < c < 2 the iterates alternate and tend to 0.",
    source=PLACE,
    let=LET,
    define=RUN,
    given={"fast": "eps*h > 1", "bounded": "eps*h < 2"},
    claim=ALTERNATING,
    derivation=regime(
        ALTERNATING,
        Step("next", "x(k + 1) == (1 - eps*h)*x(k)", "definition", "One step."),
        Step("sides", "x(k + 1)*x(k) <= 0", "algebra", "1 - c is negative.", ("next", "fast")),
        vanishing("fast", "bounded"),
    ),
    experiments=(
        Experiment("scalar_descent.parabola", "x_next*x_k <= 0 and abs(x_next) <= abs(x_k)", MEASURED),
    ),
    mutants=(
        Mutant("on one side", "x(k + 1)*x(k) >= 0"),
        Mutant("also from 2 on", without="bounded"),
    ),
)

CYCLE = "x(k + 1) == -x(k) and x(k + 2) == x(k)"
cycle = Claim(
    id="learning_rate_regimes__cycle",
    title="c = 2: a perpetual cycle",
    says="For c = 2 the iterates jump between two points for ever.",
    source=PLACE,
    let=LET,
    define=RUN,
    given={"edge": "eps*h == 2"},
    claim=CYCLE,
    derivation=lambda: (
        Step("next", "x(k + 1) == (1 - eps*h)*x(k)", "definition", "One step."),
        Step("second", "x(k + 2) == (1 - eps*h)**2*x(k)", "definition", "Two steps."),
        Step("other", "x(k + 1) == -x(k)", "algebra", "1 - c is -1.", ("next", "edge")),
        Step("back", "x(k + 2) == x(k)", "algebra", "Its square is 1.", ("second", "edge")),
        Step("together", CYCLE, "algebra", "Both.", ("other", "back")),
    ),
    experiments=(Experiment("scalar_descent.parabola", "x_next == -x_k and x_two == x_k", MEASURED),),
    mutants=(
        Mutant("a fixed point", "x(k + 1) == x(k)"),
        Mutant("any rate", without="edge"),
    ),
)

divergence = Claim(
    id="learning_rate_regimes__divergence",
    title="c above 2: divergence",
    says="For c > 2 the iterates grow without end.",
    source=PLACE,
    let=LET,
    define=RUN,
    given={"violent": "eps*h > 2"},
    claim="limit(abs(x(k)), k, oo) == oo",
    mutants=(
        Mutant("they vanish", "limit(abs(x(k)), k, oo) == 0"),
        Mutant("any rate", without="violent"),
    ),
    repair=Repair(
        says="Unless the start is the minimum itself, where every gradient is 0.",
        let={"x0": "nonzero"},
        derivation=lambda: (
            CLOSED,
            Step(
                "size",
                "abs(x(k)) == abs(1 - eps*h)**k*abs(x0)",
                "algebra",
                "The size of a power.",
                ("closed",),
            ),
            Step("factor", "abs(1 - eps*h) > 1", "algebra", "c - 1 is above 1.", ("violent",)),
            Step(
                "explodes",
                "limit(abs(x(k)), k, oo) == oo",
                "limit",
                "A geometric sequence with a ratio above 1.",
                ("size", "factor"),
            ),
        ),
        experiments=(Experiment("scalar_descent.parabola", "implies(k >= 1, abs(x_k) > abs(x0))", MEASURED),),
        mutants=(
            Mutant("from 1 on", "implies(eps*h > 1, limit(abs(x(k)), k, oo) == oo)", without="violent"),
            Mutant("any start", let={"x0": "real"}),
        ),
    ),
)

slow = Claim(
    id="learning_rate_regimes__slow",
    title="c to 0: the number of steps is unbounded",
    says="As c falls to 0 the number of steps that it takes to come down to a fraction delta grows without end.",
    about="|x(k)| <= delta |x0| means (1 - c)^k <= delta, that is k >= log(delta)/log(1 - c), for a start that is not 0.",
    source=PLACE,
    let={"c": "real in (0, 1)", "delta": "real in (0, 1)"},
    claim="limit(log(delta)/log(1 - c), c, 0, '+') == oo",
    derivation=lambda: (
        Step("slope", "-log(1 - c) <= c/(1 - c)", "algebra", "The logarithm lies below its tangent."),
        Step(
            "many",
            "log(delta)/log(1 - c) >= -log(delta)*(1 - c)/c",
            "algebra",
            "Both logarithms are negative.",
            ("slope",),
        ),
        Step(
            "unbounded",
            "limit(log(delta)/log(1 - c), c, 0, '+') == oo",
            "limit",
            "log(1 - c) tends to 0 from below.",
        ),
    ),
    mutants=(
        Mutant("bounded", "limit(log(delta)/log(1 - c), c, 0, '+') == 0"),
        Mutant("for large c", "limit(log(delta)/log(1 - c), c, 1, '-') == oo"),
    ),
)

learning_rate_regimes = Entry(
    id="learning_rate_regimes",
    title="The regimes of the learning rate",
    says="On a parabola, with c = eps h: monotone below 1, one step at 1, alternating up to 2, a cycle at 2, divergence above, and slower "
    "without bound as c falls to 0.",
    source=PLACE,
    tier="main",
    figures=figures_descent.regimes,
    members=(monotone, one_step, alternating, cycle, divergence, slow),
)

CLAIMS = (learning_rate_regimes,)
