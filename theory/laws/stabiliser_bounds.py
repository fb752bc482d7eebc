"""How far apart the two places of the stabiliser can put a step: lemmas of the suite's own, judged like any claim.

Notation: s = sqrt(r) the root of the accumulator, S a number that it does not fall below, delta the stabiliser, u = sqrt(r + delta).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Mutant

LET = {"S": "positive", "s": "real >= S", "delta": "positive", "u": "positive"}
ROOT = {"root": "u**2 == s**2 + delta"}
OUTSIDE_LONGER = "1/(delta + s) - 1/u <= delta/(2*S**3)"
INSIDE_LONGER = "1/u - 1/(delta + s) <= delta/S**2"


outside_longer = Claim(
    id="stabiliser_outside_longer",
    title="With the stabiliser outside the step is hardly longer",
    says="1/(delta + sqrt(r)) exceeds 1/sqrt(r + delta) by at most delta/(2 S**3), sqrt(r) being at least S.",
    let=LET,
    given=ROOT,
    claim=OUTSIDE_LONGER,
    mutants=(
        Mutant("never longer", "1/(delta + s) - 1/u <= 0"),
        Mutant("u is any number", without="root"),
    ),
)
inside_longer = Claim(
    id="stabiliser_inside_longer",
    title="With the stabiliser inside the step is hardly longer",
    says="1/sqrt(r + delta) exceeds 1/(delta + sqrt(r)) by at most delta/S**2, sqrt(r) being at least S.",
    let=LET,
    given=ROOT,
    claim=INSIDE_LONGER,
    mutants=(
        Mutant("never longer", "1/u - 1/(delta + s) <= 0"),
        Mutant("u is any number", without="root"),
    ),
)

either_below_inverse = Claim(
    id="stabiliser_below_inverse",
    title="Wherever the stabiliser stands, the step is not longer than without it",
    says="1/(delta + sqrt(r)) and 1/sqrt(r + delta) differ by less than 1/sqrt(r).",
    let={"s": "positive", "delta": "positive", "u": "positive"},
    given=ROOT,
    claim="abs(1/(delta + s) - 1/u) <= 1/s",
    mutants=(
        Mutant("half of it", "abs(1/(delta + s) - 1/u) <= 1/(2*s)"),
        Mutant("u is any number", without="root"),
    ),
)

CLAIMS = (outside_longer, inside_longer, either_below_inverse)
