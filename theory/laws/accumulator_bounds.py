"""How far a first accumulator, or epsilon hat, can put a step from the one without: lemmas of the suite's own, judged like any claim.

Notation: g[t] the gradient at step t + 1, r(t) the accumulator that starts at 0, q(t) the one that starts at a; s a root of r, S a number
that it does not fall below, u the root with b added, U that of S with a added, delta the stabiliser, h epsilon hat's, rho the decay rate.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Mutant, Recurrence
from proofs_check.statement.derivation import Step, Use

HISTORY = {"T": "integer >= 1", "g": "vector(T)", "t": "integer in [0, T]", "a": "nonnegative"}

start_is_added = Claim(
    id="start_is_added",
    title="AdaGrad's first accumulator stays",
    says="An accumulator that starts at a is at every step by a larger than the one that starts at 0.",
    let=HISTORY,
    define={"r": Recurrence(("0",), "r(t) + g[t]**2"), "q": Recurrence(("a",), "q(t) + g[t]**2")},
    claim="q(t) == r(t) + a",
    mutants=(
        Mutant("once more at every step", "q(t) == r(t) + a*(t + 1)"),
        Mutant("it is forgotten", "implies(t >= 1, q(t) == r(t))"),
    ),
)
start_fades = Claim(
    id="start_fades",
    title="RMSProp's first accumulator fades",
    says="An average of squares that starts at a is after t steps by rho**t a larger than the one that starts at 0.",
    let={**HISTORY, "rho": "real in [0, 1)"},
    define={
        "r": Recurrence(("0",), "rho*r(t) + (1 - rho)*g[t]**2"),
        "q": Recurrence(("a",), "rho*q(t) + (1 - rho)*g[t]**2"),
    },
    claim="q(t) == r(t) + rho**t*a",
    mutants=(
        Mutant("it stays", "q(t) == r(t) + a"),
        Mutant("it fades with the weight of new squares", "q(t) == r(t) + (1 - rho)**t*a"),
    ),
)


def start_steps() -> tuple[Step, ...]:
    """Where u stays below U each part is clear; else the two roots differ by less than the first ones, over a larger product."""
    return (
        Step("inverses", "1/(delta + s) <= 1/(delta + S)", "algebra", "s is at least S."),
        Step("small_inverse", "implies(u <= U, 1/(delta + U) <= 1/(delta + u))", "algebra", ""),
        Step("small", f"implies(u <= U, {AT_FIRST})", "algebra", "", ("inverses", "small_inverse")),
        Step(
            "products",
            "(u - s)*(u + s) <= (U - S)*(U + S)",
            "algebra",
            "b is at most a.",
            ("roots", "first_roots"),
        ),
        Step("orders", "u >= s and U >= S", "algebra", "", ("roots", "first_roots")),
        Step("shrunk", "implies(u >= U, (u - s)*(U + S) <= (u - s)*(u + s))", "algebra", "", ("orders",)),
        Step(
            "gap_times",
            "implies(u >= U, (u - s)*(U + S) <= (U - S)*(U + S))",
            "algebra",
            "",
            ("shrunk", "products"),
        ),
        Step(
            "cancel",
            "implies(x*z <= y*z, x <= y)",
            "algebra",
            "",
            let={"x": "real", "y": "real", "z": "positive"},
        ),
        Step(
            "gap",
            "implies(u >= U, u - s <= U - S)",
            "algebra",
            "The product is smaller, and its second factor larger.",
            ("gap_times", Use("cancel", {"x": "u - s", "y": "U - S", "z": "U + S"})),
        ),
        Step(
            "denominators",
            "implies(u >= U, (delta + s)*(delta + u) >= (delta + S)*(delta + U) and (delta + S)*(delta + U) > 0)",
            "algebra",
            "",
        ),
        Step(
            "fractions",
            "implies(x <= y and z >= w, x/z <= y/w)",
            "algebra",
            "",
            let={"x": "real", "y": "nonnegative", "z": "positive", "w": "positive"},
        ),
        Step(
            "over_products",
            "implies(u >= U, (u - s)/((delta + s)*(delta + u)) <= (U - S)/((delta + S)*(delta + U)))",
            "algebra",
            "",
            (
                "orders",
                "gap",
                "denominators",
                Use(
                    "fractions",
                    {
                        "x": "u - s",
                        "y": "U - S",
                        "z": "(delta + s)*(delta + u)",
                        "w": "(delta + S)*(delta + U)",
                    },
                ),
            ),
        ),
        Step("left", "1/(delta + s) - 1/(delta + u) == (u - s)/((delta + s)*(delta + u))", "algebra"),
        Step("right", "1/(delta + S) - 1/(delta + U) == (U - S)/((delta + S)*(delta + U))", "algebra"),
        Step(
            "large",
            f"implies(u >= U, {AT_FIRST})",
            "algebra",
            "",
            ("over_products", "left", "right"),
        ),
        Step("both", AT_FIRST, "algebra", "", ("small", "large")),
        Step("first_difference", "(U - S)*(U + S) == a and U + S > 0", "algebra", "", ("first_roots",)),
        Step(
            "written_out",
            f"(U - S)/((delta + S)*(delta + U)) == {BY_START}",
            "algebra",
            "",
            ("first_difference",),
        ),
        Step("together", START_MATTERS_LESS, "algebra", "", ("both", "right", "written_out")),
    )


BY_START = "a/((S + U)*(delta + S)*(delta + U))"
AT_FIRST = "1/(delta + s) - 1/(delta + u) <= 1/(delta + S) - 1/(delta + U)"
START_MATTERS_LESS = f"1/(delta + s) - 1/(delta + u) <= {BY_START}"
start_matters_less = Claim(
    id="start_matters_less",
    title="The larger the accumulator, the less its start matters",
    says="What adding b to r takes from 1/(delta + sqrt(r)) is at most what adding a >= b takes at the least root S.",
    let={
        "delta": "nonnegative",
        "a": "nonnegative",
        "b": "real in [0, a]",
        "S": "positive",
        "s": "real >= S",
        "U": "positive",
        "u": "positive",
    },
    given={"roots": "u**2 == s**2 + b", "first_roots": "U**2 == S**2 + a"},
    claim=START_MATTERS_LESS,
    derivation=start_steps,
    mutants=(
        Mutant("u is any number", without="roots"),
        Mutant("half as much", f"1/(delta + s) - 1/(delta + u) <= {BY_START}/2"),
    ),
)
START_DIFFERENCE = "1/(delta + s) - 1/(delta + u) <= b/(2*S**3)"
start_difference = Claim(
    id="start_difference",
    title="What a larger accumulator takes from the rate",
    says="Adding b to r takes at most b/(2 S**3) from 1/(delta + sqrt(r)), sqrt(r) being at least S, and never adds to it.",
    let={
        "delta": "nonnegative",
        "b": "nonnegative",
        "S": "positive",
        "s": "real >= S",
        "u": "positive",
    },
    given={"roots": "u**2 == s**2 + b"},
    claim=f"0 <= 1/(delta + s) - 1/(delta + u) and {START_DIFFERENCE}",
    mutants=(
        Mutant("half as much", "1/(delta + s) - 1/(delta + u) <= b/(4*S**3)"),
        Mutant("u is any number", without="roots"),
    ),
)
BY_HAT = "(h - delta)/((delta + S)*(h + S))"
HAT_SHORTER = f"1/(delta + s) - 1/(h + s) <= {BY_HAT}"
hat_shorter = Claim(
    id="hat_shorter",
    title="Epsilon hat shortens the step, the less the larger the root",
    says="With a larger stabiliser h beside the root, 1/(delta + s) falls by at most what it falls by at the least root S.",
    let={"delta": "positive", "h": "real >= delta", "S": "nonnegative", "s": "real >= S"},
    claim=f"0 <= 1/(delta + s) - 1/(h + s) and {HAT_SHORTER}",
    mutants=(
        Mutant("it lengthens", "1/(delta + s) - 1/(h + s) <= 0"),
        Mutant("a smaller stabiliser too", "0 <= 1/(delta + s) - 1/(h + s)", let={"h": "positive"}),
    ),
)
hat_at_worst = Claim(
    id="hat_at_worst",
    title="Where epsilon hat matters most",
    says="Relative to a step without stabiliser two stabilisers p**2 <= q**2 beside the root s differ by at most (q - p)/(q + p), at s = p q.",
    let={"p": "positive", "q": "real >= p", "s": "nonnegative"},
    claim="s*(1/(p**2 + s) - 1/(q**2 + s)) <= (q - p)/(q + p) and p*q*(1/(p**2 + p*q) - 1/(q**2 + p*q)) == (q - p)/(q + p)",
    mutants=(
        Mutant("half as much", "s*(1/(p**2 + s) - 1/(q**2 + s)) <= (q - p)/(q + p)/2"),
        Mutant("where the root is q squared", "q**2*(1/(p**2 + q**2) - 1/(2*q**2)) == (q - p)/(q + p)"),
    ),
)
root_of_sum = Claim(
    id="root_of_sum",
    title="No gradient is larger than the root of the sum",
    says="The last gradient's square is at most AdaGrad's accumulator, and 1 - rho times it at most RMSProp's.",
    let={"T": "integer >= 1", "g": "vector(T)", "t": "integer in [0, T - 1]", "rho": "real in [0, 1)"},
    define={
        "r": Recurrence(("0",), "r(t) + g[t]**2"),
        "m": Recurrence(("0",), "rho*m(t) + (1 - rho)*g[t]**2"),
    },
    claim="g[t]**2 <= r(t + 1) and (1 - rho)*g[t]**2 <= m(t + 1)",
    mutants=(
        Mutant("the average bounds it too", "g[t]**2 <= m(t + 1)"),
        Mutant("strictly", "g[t]**2 < r(t + 1)"),
    ),
)

CLAIMS = (
    start_is_added,
    start_fades,
    start_matters_less,
    start_difference,
    hat_shorter,
    hat_at_worst,
    root_of_sum,
)
