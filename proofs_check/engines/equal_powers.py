"""What equal powers say of their bases: u**k == v**k gives u == v or u**2 == v**2, and abs(u) == abs(v) for complex ones.

    u**k == v**k      k odd: u == v           k >= 1: u**2 == v**2, and u == v where neither is negative
    u**k == 1, 0      the same with v = 1, 0
    u**k == u**m      k != m: u == 0 or u**2 == 1
    complex           u**k == v**k with k >= 1: abs(u) == abs(v)

for whole exponents: t -> t**k is strictly increasing on the nonnegative numbers, and for odd k on all. What follows from the hypotheses is added to
them. Certificate: what the exponents have to be, and the proof of the goal with the new hypotheses.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from proofs_check.engines.calculus_terms import integer_of, power
from proofs_check.engines.linear_terms import difference
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Letter,
    Number,
    Term,
    number,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "equal powers"
TWO = number(2)
PLAIN = frozenset(("add", "sub", "mul", "neg", "pow", "abs"))
COMPLEX = frozenset(("add", "sub", "mul", "div", "neg", "conj"))

Power = tuple[Term, Term]


def applies(goal: Goal) -> bool:
    """Whether a hypothesis equates powers of numbers, and the conclusion is a comparison."""
    if not isinstance(goal.conclusion, Compare) or goal.sequences:
        return False
    if any(not domain.is_scalar for _, domain in goal.letters):
        return False
    return next(_pairs(goal), None) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with what equal powers say, or says why not; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    found: list[Term] = []
    used: list[Answer] = []
    for one, other in _pairs(goal):
        said = _said(one, other, goal, prove)
        if said is not None and said[0] not in goal.hypotheses:
            found.append(said[0])
            used += said[1]
    if not found:
        return undecided(ENGINE, "nothing new follows from equal powers")
    answer = prove(goal.assuming(*found))
    if not answer.proved:
        return undecided(ENGINE, f"with {', '.join(map(text, found))}: {answer.detail}"[:300])
    detail = f"with {', '.join(map(text, found))}: {answer.detail}"
    return proved(ENGINE, detail[:300], "certificate", (*used, answer))


def _pairs(goal: Goal) -> Iterator[tuple[Power, Power]]:
    """The powers that hypotheses equate, those with a moving exponent or an exponent above 2."""
    for fact in goal.hypotheses:
        if not isinstance(fact, Compare) or fact.relation != "==":
            continue
        parts = {part: weight for part, weight in difference(fact).items() if weight}
        if not 1 <= len(parts) <= 2 or (len(parts) == 2 and sum(parts.values(), Fraction(0)) != 0):
            continue
        powers = [_power(part, goal) for part in parts]
        if any(one is None for one in powers):
            continue
        one, other = [one for one in powers if one is not None] + [(ZERO, ONE)] * (2 - len(powers))
        if any((integer_of(exponent) or 3) > 2 for _, exponent in (one, other)):
            yield one, other


def _power(part: Term, goal: Goal) -> Power | None:
    """(u, k) of u**k with a polynomial u in real letters and a whole k."""
    base: Term = part
    exponent: Term = ONE
    match part:
        case Apply(op="pow", args=(inner, above)) if is_integral(above, goal.scope):
            base, exponent = inner, above
        case Apply(op="mul", args=(Apply(op="pow", args=(Letter(), _)), Apply(op="pow", args=(Letter(), _)))):
            return None
    is_complex = any(domain.is_complex for _, domain in goal.letters)
    plain = all(
        isinstance(node, Number | Letter)
        or (isinstance(node, Constant) and (node.name in ("pi", "e") or (is_complex and node.name == "i")))
        or (isinstance(node, Apply) and node.op in (COMPLEX if is_complex else PLAIN))
        for node in walk(base)
    )
    return (base, exponent) if plain else None


def _said(one: Power, other: Power, goal: Goal, prove: Prover) -> tuple[Term, list[Answer]] | None:
    """What follows, with the proofs of what it needs."""
    (u, k), (v, m) = one, other
    is_complex = any(domain.is_complex for _, domain in goal.letters)
    if u == v and is_complex:
        return None
    if u == v:
        return _same_base(u, k, m, goal, prove)
    if v in (ZERO, ONE):  # powers of them are themselves
        m = k
    elif u in (ZERO, ONE):
        k = m
    if k != m:
        return None
    if is_complex:
        return _equal_moduli(u, v, k, goal, prove)
    exponent = integer_of(k)
    if exponent is not None and exponent > 0 and exponent % 2 == 1:
        return Compare("==", u, v), []
    needs = prove(goal.concluding(Compare(">=", k, ONE)))
    if not needs.proved:
        return None
    signs = [prove(goal.concluding(Compare(">=", base, ZERO))) for base in (u, v)]
    if all(sign.proved for sign in signs):
        return Compare("==", u, v), [needs, *signs]
    return Compare("==", power(u, TWO), power(v, TWO)), [needs]


def _equal_moduli(u: Term, v: Term, k: Term, goal: Goal, prove: Prover) -> tuple[Term, list[Answer]] | None:
    needs = prove(goal.concluding(Compare(">=", k, ONE)))
    sizes = (one if one in (ZERO, ONE) else Apply("abs", (one,)) for one in (u, v))
    return (Compare("==", *sizes), [needs]) if needs.proved else None


def _same_base(u: Term, k: Term, m: Term, goal: Goal, prove: Prover) -> tuple[Term, list[Answer]] | None:
    """u == 0 or u**2 == 1, or what of it is possible."""
    needs = prove(goal.concluding(Compare("!=", k, m)))
    if not needs.proved:
        return None
    unit: Term = Compare("==", power(u, TWO), ONE)
    nonzero = prove(goal.concluding(Compare("!=", u, ZERO)))
    sign = prove(goal.concluding(Compare(">=", u, ZERO)))
    used = [needs]
    if sign.proved:
        unit, used = Compare("==", u, ONE), [*used, sign]
    if nonzero.proved:
        return unit, [*used, nonzero]
    return Connective("or", (Compare("==", u, ZERO), unit)), used


__all__ = ["ENGINE", "applies", "attempt"]
