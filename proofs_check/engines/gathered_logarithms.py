"""Weighted logarithms gathered by their weights: sum of w*log(U) >= -r from w*log(U) >= w*(1 - U**(-s))/s for weights w >= 0.

The difference of the sides is taken apart into weights times logarithms and a rest; logarithms of products become sums, and those
that share a weight become the logarithm of one product U. The bound is equality where all the U are 1, which is where inequalities of
entropies, divergences and weighted means are tight; s is 1, or 1/2 for bounds by square roots.

    a*log(x) + b*log(1 - x) <= a*log(a/(a + b)) + b*log(b/(a + b))      weights a and b, U = a/((a + b)*x) and b/((a + b)*(1 - x))

Certificate: that the weights are not negative, and that of the inequality without logarithms.
Reference: Cover and Thomas, Elements of Information Theory, section 2.6 (log u <= u - 1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import gcd, lcm

from proofs_check.engines import positivity, reductions, sampling
from proofs_check.engines.calculus_terms import folded, integer_of, minus, number_of, over, plus, power, times
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Number,
    Term,
    apply,
    free_letters,
    number,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "gathered logarithms"
MAX_SUMMANDS = 40
MAX_WEIGHTS = 8
MAX_EXPONENT = 4

Factors = tuple[tuple[Term, int], ...]


@dataclass(frozen=True)
class Weighted:
    """factor * product of the powers of `weight` * log(argument)."""

    factor: Fraction
    weight: Factors
    argument: Term


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves an inequality between weighted logarithms, or says why not."""
    allowed = budget or Budget()
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return undecided(ENGINE, "only inequalities are proved here")
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "only real letters are looked at here")
    for form, needs in _forms(goal):
        for bound, owed in dict.fromkeys(_bounds(form, goal)):
            answer = _shown(goal, bound, (*needs, *owed), allowed)
            if answer is not None:
                says = f"without logarithms: {text(bound)}; {answer.detail}"
                return proved(ENGINE, says[:600], "certificate", (answer,))
    return undecided(ENGINE, "the logarithms gathered by their weights do not give it")


def _shown(goal: Goal, bound: Compare, needs: tuple[Term, ...], budget: Budget) -> Answer | None:
    """A proof of the inequality without logarithms, and of what it needs; the sampled points are asked first."""
    if sampling.refuting_point(goal.concluding(bound)) is not None:
        return None
    if not all(positivity.attempt(goal.concluding(need), budget, squares=False).proved for need in needs):
        return None
    for squares in (False, True):
        answer = positivity.attempt(goal.concluding(bound), budget, squares=squares)
        if answer.proved:
            return answer
    return None


def _forms(goal: Goal) -> Iterator[tuple[Goal, tuple[Term, ...]]]:
    if _arguments(goal.conclusion):
        yield goal, ()
    raised = reductions.in_logarithms(goal)
    if raised is not None:
        yield raised


def _arguments(term: Term) -> bool:
    return any(
        isinstance(node, Apply) and node.op == "log" and bool(free_letters(node.args[0]))
        for node in walk(term)
    )


def _bounds(form: Goal, goal: Goal) -> Iterator[tuple[Compare, tuple[Term, ...]]]:
    """Inequalities without logarithms that give the form, and what must hold for that."""
    conclusion = form.conclusion
    assert isinstance(conclusion, Compare)
    sides = (conclusion.left, conclusion.right)
    difference = minus(*(sides if conclusion.relation in (">", ">=") else sides[::-1]))
    relation = ">" if conclusion.relation in ("<", ">") else ">="
    for spread in (False, True):
        needs: list[Term] = []
        taken = _taken_apart(difference, spread, needs)
        if taken is None or not taken[0]:
            continue
        groups = _gathered(taken[0])
        if not 1 <= len(groups) <= MAX_WEIGHTS:
            continue
        weights = [_product(weight) for weight in groups]
        owed = (*needs, *(Compare(">=", one, ZERO) for one in weights if one != ONE))
        for half in (False, True):
            below = [
                times(weight, bound)
                for weight, powers in zip(weights, groups.values(), strict=True)
                if (bound := _below(powers, half)) is not None
            ]
            if len(below) == len(groups):
                yield Compare(relation, folded(plus(taken[1], *below)), ZERO), owed


def _taken_apart(term: Term, spread: bool, needs: list[Term]) -> tuple[list[Weighted], Term] | None:
    """Weighted logarithms, and the rest without them. spread: weights that are sums are multiplied out."""
    weighted: list[Weighted] = []
    rest: Term = ZERO
    for factor, factors in _summands(term, spread):
        logs = [one for one in factors if _arguments(one[0])]
        others = tuple(one for one in factors if one not in logs)
        if not logs:
            rest = plus(rest, times(number_of(factor), _product(others)))
            continue
        if len(logs) > 1 or logs[0][1] != 1 or not isinstance(logs[0][0], Apply) or logs[0][0].op != "log":
            return None
        inner = reductions.expanded_logarithm(logs[0][0].args[0], needs)
        for own, parts in _summands(inner, True):
            inside = tuple(part for part in parts if _has_logarithm(part[0]))
            weight = _sorted((*others, *(part for part in parts if part not in inside)))
            if not any(_arguments(one) for one, _ in inside) and not _is_one_logarithm(inside):
                rest = plus(rest, times(number_of(factor * own), _product(_sorted((*weight, *inside)))))
                continue
            if not _is_one_logarithm(inside):
                return None
            head = inside[0][0]
            assert isinstance(head, Apply)
            weighted.append(Weighted(factor * own, weight, head.args[0]))
        if len(weighted) > MAX_SUMMANDS:
            return None
    return weighted, rest


def _has_logarithm(term: Term) -> bool:
    return any(isinstance(node, Apply) and node.op == "log" for node in walk(term))


def _is_one_logarithm(parts: Factors) -> bool:
    """Whether it is a logarithm alone, not a power of one and no product."""
    if len(parts) != 1 or parts[0][1] != 1:
        return False
    head = parts[0][0]
    return isinstance(head, Apply) and head.op == "log"


def _summands(term: Term, spread: bool) -> list[tuple[Fraction, Factors]]:
    """The term as a sum of rational numbers times powers of terms; sums with logarithms are always multiplied out."""
    match term:
        case Number(value=value):
            return [(value, ())] if value else []
        case Apply(op="add", args=(left, right)):
            return _summands(left, spread) + _summands(right, spread)
        case Apply(op="sub", args=(left, right)):
            return _summands(left, spread) + [(-own, parts) for own, parts in _summands(right, spread)]
        case Apply(op="neg", args=(inner,)):
            return [(-own, parts) for own, parts in _summands(inner, spread)]
        case Apply(op="mul", args=(left, right)):
            pairs = product(_factor(left, spread), _factor(right, spread))
            return [(one * two, _sorted((*some, *more))) for (one, some), (two, more) in pairs]
        case Apply(op="div", args=(left, Number(value=value))) if value:
            return [(own / value, parts) for own, parts in _factor(left, spread)]
        case Apply(op="div", args=(left, right)) if not _arguments(right):
            return [(own, _sorted((*parts, (right, -1)))) for own, parts in _factor(left, spread)]
        case Apply(op="pow", args=(base, exponent)):
            often = integer_of(exponent)
            if often is not None and 1 <= often <= MAX_EXPONENT:
                if often > 1 and spread and isinstance(base, Apply) and base.op in ("add", "sub"):
                    return _summands(times(base, power(base, number(often - 1))), spread)
                return [(Fraction(1), ((base, often),))]
    return [(Fraction(1), ((term, 1),))]


def _factor(term: Term, spread: bool) -> list[tuple[Fraction, Factors]]:
    """A factor: a sum without logarithms stays whole unless it is to be spread."""
    is_sum = isinstance(term, Apply) and term.op in ("add", "sub")
    return (
        [(Fraction(1), ((term, 1),))]
        if is_sum and not spread and not _arguments(term)
        else _summands(term, spread)
    )


def _sorted(parts: Factors) -> Factors:
    found: dict[Term, int] = {}
    for part, often in parts:
        found[part] = found.get(part, 0) + often
    return tuple(
        sorted(((part, often) for part, often in found.items() if often), key=lambda one: text(one[0]))
    )


def _product(parts: Factors) -> Term:
    found: Term = ONE
    for part, often in parts:
        found = (
            times(found, power(part, number(often)))
            if often > 0
            else over(found, power(part, number(-often)))
        )
    return found


def _gathered(weighted: list[Weighted]) -> dict[Factors, dict[Term, Fraction]]:
    """For each weight the exponents of the arguments in the product under its logarithm."""
    found: dict[Factors, dict[Term, Fraction]] = {}
    for one in weighted:
        powers = found.setdefault(one.weight, {})
        powers[one.argument] = powers.get(one.argument, Fraction(0)) + one.factor
    kept = {weight: {u: often for u, often in powers.items() if often} for weight, powers in found.items()}
    return {weight: powers for weight, powers in kept.items() if powers}


def _below(powers: dict[Term, Fraction], half: bool) -> Term | None:
    """A bound from below of the logarithm of U = product of u**often: (1 - U**(-s))/s, where U**s has the least whole exponents.

    half: U**s with halves of these.
    """
    bottom = lcm(*(often.denominator for often in powers.values()))
    top = gcd(*(int(often * bottom) for often in powers.values()))
    s = Fraction(bottom, top)
    inverse: Term = ONE
    for u, often in powers.items():
        exponent = int(-often * s)
        if abs(exponent) > MAX_EXPONENT:
            return None
        raised = power(u, number(abs(exponent)))
        raised = apply("sqrt", raised) if half and abs(exponent) > 1 else apply("sqrt", u) if half else raised
        inverse = times(inverse, raised) if exponent > 0 else over(inverse, raised)
    return over(minus(ONE, inverse), number_of(s / 2 if half else s))
