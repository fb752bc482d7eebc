"""Equalities between powers of cos(t) + i*sin(t) and waves of multiple angles, by Euler's formulas.

    (cos(x) + i*sin(x))**n == cos(n*x) + i*sin(n*x)          (de Moivre)

Every sine and cosine is written with exponentials, cos(t) = (exp(i*t) + exp(-i*t))/2 and sin(t) = (exp(i*t) - exp(-i*t))/(2*i), and
(cos(t) + i*sin(t))**n is exp(n*i*t) for a whole n, whatever complex number t is.
Certificate: the proof of the statement with exponentials.
"""

from __future__ import annotations

from proofs_check.engines.calculus_terms import integer_of, negate, over, times
from proofs_check.engines.linear_terms import difference
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Constant,
    Term,
    apply,
    binder,
    children,
    number,
    rebuild,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "Euler's formulas"
IMAGINARY = Constant("i")
TWO = number(2)


def applies(goal: Goal) -> bool:
    """Whether an equation with waves has a power of cos(t) + i*sin(t) whose exponent is a whole letter or term."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==" or goal.sequences:
        return False
    if not any(domain.is_complex for _, domain in goal.letters):
        return False
    return any(_turn_of_power(node, goal) is not None for node in walk(conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the equation with exponentials, or says that it is not shown; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    says = _with_exponentials(goal.conclusion, goal)
    answer = prove(goal.concluding(says))
    if not answer.proved:
        return undecided(ENGINE, f"not shown: {text(says)}"[:250])
    return proved(ENGINE, f"with exponentials: {text(says)}"[:300], "certificate", (answer,))


def _turn_of_power(node: Term, goal: Goal) -> Term | None:
    """n*u where the node is (exp(u) as cos(t) + i*sin(t))**n with a whole n that is no number; else None."""
    match node:
        case Apply(op="pow", args=(base, exponent)) if integer_of(exponent) is None:
            if not is_integral(exponent, goal.scope):
                return None
            angle = _angle(base)
            return None if angle is None else times(exponent, IMAGINARY, angle)
    return None


def _angle(base: Term) -> Term | None:
    """t where the base is cos(t) + i*sin(t), or cos(s) - i*sin(s) with t == -s."""
    parts = {part: weight for part, weight in difference(Compare("==", base, ZERO)).items() if weight}
    for part in parts:
        if not isinstance(part, Apply) or part.op != "cos" or parts[part] != 1 or len(parts) != 2:
            continue
        (angle,) = part.args
        sine = apply("sin", angle)
        (other,) = (one for one in parts if one != part)
        if other in (apply("mul", IMAGINARY, sine), apply("mul", sine, IMAGINARY)) and abs(parts[other]) == 1:
            return angle if parts[other] == 1 else negate(angle)
    return None


def _with_exponentials(term: Term, goal: Goal) -> Term:
    """The term with exponentials for its waves, outside of all binders."""
    turned = _turn_of_power(term, goal)
    if turned is not None:
        return apply("exp", turned)
    if binder(term) is not None:
        return term
    parts = tuple(_with_exponentials(part, goal) for part in children(term))
    match term:
        case Apply(op=("sin" | "cos") as op):
            return WAVES[op](times(IMAGINARY, parts[0]))
    return rebuild(term, parts) if parts else term


def _cosine(turn: Term) -> Term:
    return over(apply("add", apply("exp", turn), apply("exp", negate(turn))), TWO)


def _sine(turn: Term) -> Term:
    return over(apply("sub", apply("exp", turn), apply("exp", negate(turn))), times(TWO, IMAGINARY))


WAVES = {"cos": _cosine, "sin": _sine}
