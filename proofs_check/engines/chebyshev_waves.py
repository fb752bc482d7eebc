"""Chebyshev polynomials as waves: x = cos(t) makes chebyshev_t(n, x) the cosine of n*t, and chebyshev_u(n, x) sin((n + 1)*t)/sin(t).

What is shown for 0 < t < pi is shown for -1 < x < 1. Both sides are polynomials in x, for all values of the other letters: an equation between
them holds for all x then, and an inequality with <= or >= on the closed interval too. So 2*T(m)*T(n) == T(m + n) + T(m - n) and
chebyshev_t(m, chebyshev_t(n, x)) == chebyshev_t(m*n, x). Certificate: the proof of the goal about t.

Reference: DLMF 18.5.1, 18.5.2.
"""

from __future__ import annotations

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import over, plus, times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral, is_nonnegative
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "Chebyshev polynomials as waves"
POLYNOMIALS = ("chebyshev_t", "chebyshev_u")
EXACT = frozenset(("add", "sub", "mul", "neg"))
CONTINUOUS = EXACT | {"abs", "max", "min"}
ONE_BOUND, MINUS_ONE = number(1), number(-1)


class NoWaves(ValueError):
    """More than polynomials in the letter."""


def applies(goal: Goal) -> bool:
    """Whether real numbers are compared, with Chebyshev polynomials in a letter of which nothing else speaks."""
    return _letter(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the comparison for x = cos(t), or says why not; it never refutes."""
    name, conclusion = _letter(goal), goal.conclusion
    if name is None or not isinstance(conclusion, Compare):
        return undecided(ENGINE, "")
    angle = Letter(fresh("t", names_of(goal)))
    try:
        sides = [_in_waves(side, name, angle, goal) for side in (conclusion.left, conclusion.right)]
    except NoWaves as reason:
        return undecided(ENGINE, str(reason))
    kept = tuple(pair for pair in goal.letters if pair[0] != name)
    between = Domain("real", Bound(ZERO, False), Bound(Constant("pi"), False))
    says = Compare(conclusion.relation, *sides)
    answer = prove(Goal((*kept, (angle.name, between)), goal.hypotheses, says))
    if not answer.proved:
        return undecided(ENGINE, f"not shown: {text(says)}"[:250])
    return proved(ENGINE, f"{name} = cos({angle.name}): {text(says)}"[:300], "certificate", (answer,))


def _letter(goal: Goal) -> str | None:
    """The letter that the polynomials are in: any real number for equations, one from -1 to 1 for inequalities."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ("==", "<=", ">=") or goal.sequences:
        return None
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return None
    inner = [node for node in walk(conclusion) if isinstance(node, Apply) and node.op in POLYNOMIALS]
    names = {node.args[1].name for node in inner if isinstance(node.args[1], Letter)}
    if len(names) != 1:
        return None
    (name,) = names
    spoken = [*goal.hypotheses, *(end for _, domain in goal.letters for end in domain.terms())]
    domain = dict(goal.letters).get(name)
    if domain is None or domain.kind != "real" or any(name in free_letters(term) for term in spoken):
        return None
    low, high = domain.low, domain.high
    inside = low is not None and high is not None and low.at == MINUS_ONE and high.at == ONE_BOUND
    return name if inside or conclusion.relation == "==" else None


def _in_waves(term: Term, name: str, angle: Letter, goal: Goal) -> Term:
    """The polynomial at cos(angle). Raises NoWaves."""
    if name not in free_letters(term):
        return term
    assert isinstance(goal.conclusion, Compare)
    plain = EXACT if goal.conclusion.relation == "==" else CONTINUOUS
    match term:
        case Letter():
            return apply("cos", angle)
        case Apply(op="chebyshev_t", args=(index, inner)) if name not in free_letters(index):
            turned = _in_waves(inner, name, angle, goal)
            if isinstance(turned, Apply) and turned.op == "cos":
                return apply("cos", times(index, *turned.args))
        case Apply(op="chebyshev_u", args=(index, Letter())) if name not in free_letters(index):
            return over(apply("sin", times(plus(index, ONE), angle)), apply("sin", angle))
        case Apply(op="div", args=(top, below)) if name not in free_letters(below):
            return over(_in_waves(top, name, angle, goal), below)
        case Apply(op="pow", args=(base, exponent)) if name not in free_letters(exponent) and _is_natural(
            exponent, goal
        ):
            return apply("pow", _in_waves(base, name, angle, goal), exponent)
        case Apply(op=op, args=args) if op in plain:
            return apply(op, *(_in_waves(arg, name, angle, goal) for arg in args))
    raise NoWaves("more than polynomials in the letter")


def _is_natural(exponent: Term, goal: Goal) -> bool:
    if isinstance(exponent, Number):
        return exponent.value.denominator == 1 and exponent.value >= 0
    return is_integral(exponent, goal.scope) and is_nonnegative(exponent, goal.scope)


__all__ = ["ENGINE", "applies", "attempt"]
