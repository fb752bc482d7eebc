"""Differences of powers by differences of bases: abs(u**n - v**n) <= n*M**(n - 1)*abs(u - v) where abs(u) <= M and abs(v) <= M.

For u**n - v**n is (u - v) times the sum of the n products u**j*v**(n - 1 - j). The bound M is 1, or what a hypothesis puts above a modulus;
for M other than 1 the exponent is at least 1. A quotient is multiplied out first: abs(p/q) <= c says abs(p) <= c*abs(q).
Certificate: that n >= 0, or n >= 1, that both moduli are at most M, and the inequality with the bound in place, its moduli as letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofs_check.engines.calculus_terms import integer_of, minus, power, times
from proofs_check.engines.complex_sizes import Sizes
from proofs_check.engines.opaque_moduli import NotModuli, in_moduli
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Number,
    Term,
    apply,
    free_letters,
)
from proofs_check.statement.text import text

ENGINE = "differences of powers"
MAX_BOUNDS = 3


@dataclass(frozen=True)
class Powers:
    """u**n - v**n."""

    first: Term
    second: Term
    exponent: Term


def applies(goal: Goal) -> bool:
    """Whether the smaller side of an order is the modulus of a difference of equal powers, or a multiple of it."""
    scalars = all(domain.kind in ("complex", "real", "integer") for _, domain in goal.letters)
    sides = _sides(goal)
    return scalars and not goal.sequences and sides is not None and any(True for _ in _moduli(sides[0], goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the order with the bound in place of the modulus, or says that it is not shown; it never refutes."""
    sides = _sides(goal) if applies(goal) else None
    if sides is None:
        return undecided(ENGINE, "")
    low, high, relation = sides
    for node, powers in _moduli(low, goal):
        for bound in _bounds(goal):
            parts = _conditions(goal, powers, bound, prove)
            if parts is None:
                continue
            put = _with(low, node, _bounded(powers, bound))
            answer = _shown(goal.concluding(Compare(relation, put, high)), prove)
            if answer.proved:
                detail = f"{text(node)} <= {text(_bounded(powers, bound))}"
                return proved(ENGINE, detail[:300], "certificate", (*parts, answer))
    return undecided(ENGINE, "no bound of the bases gives the inequality")


def _sides(goal: Goal) -> tuple[Term, Term, str] | None:
    """(low, high, relation) of the conclusion, quotients of moduli on the smaller side multiplied out."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return None
    low, high, relation = conclusion.left, conclusion.right, conclusion.relation
    if relation[0] == ">":
        low, high, relation = high, low, relation.replace(">", "<")
    match low:
        case Apply(op="abs", args=(Apply(op="div", args=(top, bottom)),)):
            return apply("abs", top), times(high, apply("abs", bottom)), relation
        case Apply(op="div", args=(top, Apply(op="abs", args=(bottom,)))):
            return top, times(high, apply("abs", bottom)), relation
    return low, high, relation


def _moduli(low: Term, goal: Goal) -> Iterator[tuple[Apply, Powers]]:
    """The moduli of differences of powers that the side is a sum of multiples of, the factors not negative by their form."""
    match low:
        case Apply(op="abs", args=(inner,)):
            powers = _powers(inner, goal)
            if powers is not None:
                yield low, powers
        case Apply(op="add", args=(left, right)):
            yield from _moduli(left, goal)
            yield from _moduli(right, goal)
        case Apply(op="mul", args=(left, right)):
            for part, other in ((left, right), (right, left)):
                if isinstance(other, Number | Apply) and _is_not_negative(other):
                    yield from _moduli(part, goal)


def _is_not_negative(term: Term) -> bool:
    return term.value >= 0 if isinstance(term, Number) else isinstance(term, Apply) and term.op == "abs"


def _powers(term: Term, goal: Goal) -> Powers | None:
    match term:
        case Apply(op="sub", args=(left, right)):
            pass
        case Apply(op="add", args=(left, Number(value=value))) if value == -1:
            right = ONE
        case _:
            return None
    match left, right:
        case Apply(op="pow", args=(u, n)), Apply(op="pow", args=(v, m)) if n == m:
            found = Powers(u, v, n)
        case Apply(op="pow", args=(u, n)), Number(value=value) if value == 1:
            found = Powers(u, ONE, n)
        case Number(value=value), Apply(op="pow", args=(v, n)) if value == 1:
            found = Powers(ONE, v, n)
        case _:
            return None
    whole = integer_of(found.exponent)
    if whole is not None:
        return found if whole > 1 else None
    return found if is_integral(found.exponent, goal.scope) else None


def _bounds(goal: Goal) -> Iterator[Term]:
    """1, and the real terms that hypotheses and domains put above moduli."""
    sizes = Sizes(dict(goal.letters), {})
    found: list[Term] = [ONE]
    for fact in goal.hypotheses:
        match fact:
            case Compare(relation=("<" | "<=" | "=="), left=Apply(op="abs"), right=bound):
                found.append(bound)
            case Compare(relation=(">" | ">=" | "=="), left=bound, right=Apply(op="abs")):
                found.append(bound)
    yield from [one for one in dict.fromkeys(found) if sizes.is_real(one)][:MAX_BOUNDS]


def _conditions(goal: Goal, powers: Powers, bound: Term, prove: Prover) -> tuple[Answer, ...] | None:
    """That the exponent is large enough and both bases lie in the disc; None where that is not shown."""
    needs = [Compare(">=", powers.exponent, ZERO if bound == ONE else ONE)]
    needs += [Compare("<=", apply("abs", base), bound) for base in (powers.first, powers.second)]
    answers = []
    for need in needs:
        if need.left == apply("abs", ONE) and bound == ONE:
            continue
        answers.append(prove(goal.concluding(need)))
        if not answers[-1].proved:
            return None
    return tuple(answers)


def _bounded(powers: Powers, bound: Term) -> Term:
    """n*M**(n - 1)*abs(u - v)."""
    gap = apply("abs", apply("sub", powers.first, powers.second))
    growth = ONE if bound == ONE else power(bound, minus(powers.exponent, ONE))
    return times(powers.exponent, growth, gap)


def _with(low: Term, node: Apply, value: Term) -> Term:
    """The side with the modulus replaced, at the places where `_moduli` finds it."""
    if low == node:
        return value
    match low:
        case Apply(op="add", args=args):
            return apply("add", *(_with(arg, node, value) for arg in args))
        case Apply(op="mul", args=(left, right)):
            if isinstance(right, Number | Apply) and _is_not_negative(right) and right != node:
                return apply("mul", _with(left, node, value), right)
            if isinstance(left, Number | Apply) and _is_not_negative(left) and left != node:
                return apply("mul", left, _with(right, node, value))
    return low


def _shown(goal: Goal, prove: Prover) -> Answer:
    """The inequality with moduli as letters; of real numbers only as it stands."""
    names = {name for name, domain in goal.letters if domain.is_complex}
    if not names & free_letters(goal.conclusion):
        return prove(goal)
    try:
        real, _ = in_moduli(goal)
    except NotModuli as reason:
        return undecided(ENGINE, str(reason))
    return prove(real)
