"""Where complex sines and cosines do not vanish: their zeros are those of the real ones.

    cos(u) == 0   only where im(u) == 0 and cos(re(u)) == 0          cosh(u) == 0   only where re(u) == 0 and cos(im(u)) == 0
    sin(u) == 0   only where im(u) == 0 and sin(re(u)) == 0          sinh(u) == 0   only where re(u) == 0 and sin(im(u)) == 0

Likewise 1 + tan(u)**2 and 1 - tanh(u)**2, reciprocals of squares, never vanish. Certificate: the proof that one of the two parts is not zero.

Reference: DLMF 4.21(iv), abs(cos(x + i*y))**2 == cos(x)**2 + sinh(y)**2.
"""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Term, apply, number
from proofs_check.statement.text import text

ENGINE = "zeros of complex waves"
PARTS: Mapping[str, tuple[str, str, str]] = {
    "cos": ("cos", "re", "im"),
    "sin": ("sin", "re", "im"),
    "cosh": ("cos", "im", "re"),
    "sinh": ("sin", "im", "re"),
}
"""The real wave, the part that it takes, and the part that is zero at every zero."""
NEVER_ZERO: Mapping[str, str] = {"tan": "add", "tanh": "sub"}


def applies(goal: Goal) -> bool:
    """Whether the conclusion says that such a function of complex numbers is not 0."""
    if not any(domain.is_complex for _, domain in goal.letters):
        return False
    match goal.conclusion:
        case Compare(relation="!=", left=Apply(op=op, args=args), right=right) if right == ZERO:
            return op in PARTS or (op in ("add", "sub") and _is_reciprocal(op, args))
    return False


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that a sine or cosine of a complex number is not 0, from one of its parts."""
    conclusion = goal.conclusion
    if not applies(goal) or not isinstance(conclusion, Compare) or not isinstance(conclusion.left, Apply):
        return undecided(ENGINE, "")
    wave = conclusion.left
    if wave.op not in PARTS:
        return proved(ENGINE, f"{text(wave)} is the reciprocal of a square", "certificate")
    real, along, across = PARTS[wave.op]
    (argument,) = wave.args
    for part in (apply(real, apply(along, argument)), apply(across, argument)):
        answer = prove(goal.concluding(Compare("!=", part, ZERO)))
        if answer.proved:
            detail = f"{text(wave)} is not 0 where {text(part)} is not"
            return proved(ENGINE, detail, "certificate", (answer,))
    return undecided(ENGINE, f"no part of {text(argument)[:80]} keeps {wave.op} from 0")


def _is_reciprocal(op: str, args: tuple[Term, ...]) -> bool:
    """1 + tan(u)**2 or 1 - tanh(u)**2, which are 1/cos(u)**2 and 1/cosh(u)**2."""
    match args:
        case (left, Apply(op="pow", args=(Apply(op=inner), exponent))):
            return left == ONE and exponent == number(2) and NEVER_ZERO.get(inner) == op
    return False
