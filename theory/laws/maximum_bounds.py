"""AMSGrad's maximum over raw and over corrected moments: how far apart the two can be, for any gradients; lemmas, judged like any claim.

Notation: v(t) the average of squares after t steps, w(t) the largest one so far, c(t) the largest of v(s)/(1 - beta2**s); the raw convention
divides by the root of w(t)/(1 - beta2**t), the corrected one by that of c(t). p, q >= p the two roots, F a bound of their ratio.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Mutant, Recurrence
from proofs_check.statement.derivation import Step, Use

V_NEXT = "(beta2*v(t) + (1 - beta2)*g[t]**2)"
RUN = {
    "v": Recurrence(("0",), V_NEXT[1:-1]),
    "w": Recurrence(("0",), f"max(w(t), {V_NEXT})"),
    "c": Recurrence(("0",), f"max(c(t), {V_NEXT}/(1 - beta2**(t + 1)))"),
}
LET = {"T": "integer >= 1", "g": "vector(T)", "beta2": "real in [0, 1)", "t": "integer in [1, T]"}
RAW_BELOW = "w(t)/(1 - beta2**t) <= c(t)"
RATIO = "c(t) <= w(t)/(1 - beta2)"

PLACE = {"j": "integer in [0, T - 1]"}
SQUARE = "(beta2*v(j) + (1 - beta2)*g[j]**2)"
NUMBERS = {"a": "real", "b": "nonnegative", "x": "nonnegative", "y": "nonnegative", "z": "positive"}


NOT_NEGATIVE = (
    Step("squares", "v(j) >= 0", "induction", "An average of squares.", on="j", let=PLACE),
    Step("tops", "c(j) >= 0", "induction", "A maximum from 0 on.", on="j", let=PLACE),
    Step("newest", f"{SQUARE} >= 0", "algebra", "", ("squares",), let=PLACE),
)


def raw_steps() -> tuple[Step, ...]:
    """Multiplied by the correction, which grows with every step."""
    return (
        *NOT_NEGATIVE,
        Step("old", "implies(a <= x*b and x <= z, a <= z*max(b, y/z))", "algebra", "", let=NUMBERS),
        Step("new", "y <= z*max(b, y/z)", "algebra", "", let=NUMBERS),
        Step(
            "larger",
            "implies(a <= x*b and x <= z, max(a, y) <= z*max(b, y/z))",
            "algebra",
            "",
            ("old", "new"),
            let=NUMBERS,
        ),
        Step(
            "corrections",
            "1 - beta2**j >= 0 and 1 - beta2**j <= 1 - beta2**(j + 1) and 1 - beta2**(j + 1) > 0",
            "algebra",
            "Powers of a number below 1.",
            let=PLACE,
        ),
        Step(
            "next",
            f"implies(w(j) <= (1 - beta2**j)*c(j), max(w(j), {SQUARE}) <= (1 - beta2**(j + 1))*max(c(j), {SQUARE}/(1 - beta2**(j + 1))))",
            "algebra",
            "The correction grows.",
            (
                "tops",
                "corrections",
                "newest",
                Use(
                    "larger",
                    {"a": "w(j)", "b": "c(j)", "x": "1 - beta2**j", "y": SQUARE, "z": "1 - beta2**(j + 1)"},
                ),
            ),
            let=PLACE,
        ),
        Step("product", "w(t) <= (1 - beta2**t)*c(t)", "induction", "", ("next",), on="t"),
        Step("last_correction", "1 - beta2**t > 0", "algebra"),
        Step("quotient", RAW_BELOW, "algebra", "", ("product", "last_correction")),
    )


def corrected_steps() -> tuple[Step, ...]:
    """No correction is smaller than the first one."""
    letters = {**NUMBERS, "x": "positive"}
    return (
        *NOT_NEGATIVE,
        Step("share", "implies(x <= z, x*(y/z) <= y)", "algebra", "", let=letters),
        Step(
            "larger",
            "implies(x*b <= a and x <= z, x*max(b, y/z) <= max(a, y))",
            "algebra",
            "",
            ("share",),
            let=letters,
        ),
        Step(
            "first",
            "1 - beta2 > 0 and 1 - beta2 <= 1 - beta2**(j + 1)",
            "algebra",
            "The first is the least.",
            let=PLACE,
        ),
        Step(
            "next",
            f"implies((1 - beta2)*c(j) <= w(j), (1 - beta2)*max(c(j), {SQUARE}/(1 - beta2**(j + 1))) <= max(w(j), {SQUARE}))",
            "algebra",
            "Each average over the least correction.",
            (
                "tops",
                "first",
                "newest",
                Use(
                    "larger",
                    {"a": "w(j)", "b": "c(j)", "x": "1 - beta2", "y": SQUARE, "z": "1 - beta2**(j + 1)"},
                ),
            ),
            let=PLACE,
        ),
        Step("product", "(1 - beta2)*c(t) <= w(t)", "induction", "", ("next",), on="t"),
        Step("quotient", RATIO, "algebra", "", ("product",)),
    )


raw_below_corrected = Claim(
    id="raw_below_corrected",
    title="AMSGrad's raw maximum, corrected late, is the smaller one",
    says="The corrected largest raw moment is at most the largest corrected moment.",
    let=LET,
    define=RUN,
    claim=RAW_BELOW,
    derivation=raw_steps,
    mutants=(
        Mutant("they are equal", "w(t)/(1 - beta2**t) == c(t)"),
        Mutant("the other way round", "c(t) <= w(t)/(1 - beta2**t)"),
    ),
)
corrected_below_first = Claim(
    id="corrected_below_first",
    title="How large AMSGrad's corrected maximum can be",
    says="The largest corrected moment is at most the largest raw one over 1 - beta2.",
    let=LET,
    define=RUN,
    claim=RATIO,
    derivation=corrected_steps,
    mutants=(
        Mutant("over the last correction", "c(t) <= w(t)/(1 - beta2**t)"),
        Mutant("half of it", "c(t) <= w(t)/(1 - beta2)/2"),
    ),
)
BETWEEN = "1/(delta + p) - 1/(delta + q)"
maximum_shortens = Claim(
    id="maximum_shortens",
    title="The larger maximum makes the shorter step",
    says="Of two roots p <= q <= F p the larger one takes at most the share 1 - 1/F of 1/(delta + p).",
    let={"delta": "nonnegative", "p": "positive", "F": "real >= 1", "q": "real in [p, F*p]"},
    claim=f"0 <= {BETWEEN} and {BETWEEN} <= (1 - 1/F)/(delta + p)",
    mutants=(
        Mutant("half of it", f"{BETWEEN} <= (1 - 1/F)/(2*(delta + p))"),
        Mutant("q is at least p only", let={"q": "real >= p"}),
    ),
)

CLAIMS = (raw_below_corrected, corrected_below_first, maximum_shortens)
