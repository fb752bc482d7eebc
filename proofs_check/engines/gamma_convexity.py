"""Inequalities between products of gamma functions, by the convexity of the logarithm of gamma for positive arguments.

    neighbours    gamma(u + k) = u*(u + 1)*...*(u + k - 1)*gamma(u): arguments whole steps apart share one gamma
    Jensen        gamma(t_1*u_1 + t_2*u_2 + ...) <= gamma(u_1)**t_1 * gamma(u_2)**t_2 * ...    t_j >= 0, t_1 + t_2 + ... = 1
    Gautschi      gamma(v) <= gamma(u)*u**(v - u)    u <= v <= u + 1

Factorials are gamma functions. What is left is an inequality without gamma, in logarithms. Strict where arguments differ.
Certificate: the weights, and the proof of what is left. Reference: Artin, The Gamma Function, 1964; Gautschi 1959.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_terms import minus, negate, over, plus, times
from proofs_check.engines.continuity import Opened
from proofs_check.engines.power_products import NoProduct, Product, Reader, logarithm_term, oriented
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Number,
    Term,
    apply,
    number,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "convexity of gamma"
LONG = ("gamma", "factorial")
MAX_STEPS = 12
MAX_CLASSES = 5
MAX_UP = 1


@dataclass(frozen=True)
class Gammas:
    """log(gamma(u))*e + ... + rest >= 0, or > 0, is asked; no two arguments are whole steps apart. exponents: the pairs (u, e)."""

    exponents: tuple[tuple[Term, Term], ...]
    rest: Term
    strict: bool


@dataclass(frozen=True)
class Bound:
    """log(product) is at least `rest`, without gamma, and more than it where `strict`; says: by what."""

    rest: Term
    strict: bool
    says: str


def applies(goal: Goal) -> bool:
    """Whether an order of real numbers has a gamma function."""
    are_real = all(domain.is_scalar and not domain.is_complex for _, domain in goal.letters)
    if oriented(goal) is None or goal.sequences or not are_real:
        return False
    return any(isinstance(node, Apply) and node.op == "gamma" for node in walk(goal.conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the inequality by convexity; it never refutes."""
    reader = Reader(Opened(goal, frozenset()), prove)
    try:
        found = gathered(goal, reader)
    except NoProduct as problem:
        return undecided(ENGINE, f"not positive: {problem}")
    for bound in _bounds(found, reader):
        wanted = ">" if found.strict and not bound.strict else ">="
        if reader.holds(Compare(wanted, bound.rest, ZERO)):
            return proved(ENGINE, bound.says[:400], "certificate", reader.answers())
    return undecided(ENGINE, "no means of arguments are seen")


def without_factorial(node: Term) -> Term:
    if isinstance(node, Apply) and node.op == "factorial":
        return apply("gamma", plus(node.args[0], ONE))
    return node


def gathered(goal: Goal, reader: Reader) -> Gammas:
    """The greater side over the smaller one, with one gamma for all arguments that are whole steps apart. Raises NoProduct."""
    sides = oriented(goal.concluding(transform(goal.conclusion, without_factorial)))
    if sides is None:
        raise NoProduct("no order")
    lower, upper, strict = sides
    return _in_classes(reader.joined(reader.read(upper), reader.read(lower), -1), strict, reader)


def _in_classes(margin: Product, strict: bool, reader: Reader) -> Gammas:
    classes: list[tuple[Term, Term]] = []
    rest: list[Term] = [logarithm_term({a: e for a, e in margin.items() if not _is_gamma(a)})]
    for atom, exponent in margin.items():
        if not isinstance(atom, Apply) or not _is_gamma(atom):
            continue
        argument = atom.args[0]
        for place, (base, weight) in enumerate(classes):
            step = whole_steps(minus(argument, base), reader)
            if step is not None:
                low = base if step >= 0 else argument
                rest.append(times(exponent if step >= 0 else weight, climb(low, abs(step))))
                classes[place] = low, _tidy(plus(weight, exponent), reader)
                break
        else:
            classes.append((argument, exponent))
    left = tuple((base, weight) for base, weight in classes if not reader.is_zero(weight))
    return Gammas(left, plus(*rest), strict)


def _is_gamma(atom: object) -> bool:
    return isinstance(atom, Apply) and atom.op == "gamma"


def whole_steps(difference: Term, reader: Reader) -> int | None:
    found = _tidy(difference, reader)
    is_whole = isinstance(found, Number) and found.value.denominator == 1 and abs(found.value) <= MAX_STEPS
    return int(found.value) if is_whole and isinstance(found, Number) else None


def climb(low: Term, steps: int) -> Term:
    """log(gamma(low + steps)/gamma(low))."""
    return plus(*(apply("log", plus(low, number(k))) for k in range(steps)))


def _tidy(term: Term, reader: Reader) -> Term:
    return tidy(term, reader.goal.scope)


def _bounds(found: Gammas, reader: Reader) -> Iterator[Bound]:
    """Lower bounds of the logarithm of the product that have no gamma."""
    if not found.exponents:
        yield Bound(found.rest, False, "arguments whole steps apart")
        return
    if not 2 <= len(found.exponents) <= MAX_CLASSES:
        return
    for middle, exponent in found.exponents:
        if reader.holds(Compare("<", exponent, ZERO)):
            others = [pair for pair in found.exponents if pair[0] != middle]
            weights = [(u, _tidy(over(e, negate(exponent)), reader)) for u, e in others]
            yield from _by_mean(middle, weights, found.rest, reader)
            if len(others) == 1 and reader.is_zero(minus(weights[0][1], ONE)):
                yield from _by_neighbours(middle, weights[0][0], negate(exponent), found.rest, reader)


def _by_mean(middle: Term, weights: list[tuple[Term, Term]], rest: Term, reader: Reader) -> Iterator[Bound]:
    """Jensen's inequality, where the middle is the mean."""
    total = plus(*(weight for _, weight in weights))
    mean = plus(*(times(weight, u) for u, weight in weights))
    if not reader.is_zero(_tidy(minus(total, ONE), reader)) or not reader.is_zero(
        _tidy(minus(mean, middle), reader)
    ):
        return
    if all(reader.holds(Compare(">=", weight, ZERO)) for _, weight in weights):
        heavy = [u for u, weight in weights if reader.holds(Compare(">", weight, ZERO))]
        strict = any(reader.holds(Compare("!=", one, two)) for one, two in combinations(heavy, 2))
        yield Bound(rest, strict, f"log(gamma) at the mean {text(middle)}")


def _by_neighbours(middle: Term, other: Term, scale: Term, rest: Term, reader: Reader) -> Iterator[Bound]:
    """log(gamma(other)/gamma(middle)) from below: `other` is shifted until it is at most a step below the middle, which may be shifted too."""
    for up, shift in product(range(MAX_UP + 1), (0, -1, 1, -2, 2)):
        start = _tidy(plus(other, number(shift)), reader)
        part = _tidy(plus(minus(middle, start), number(up)), reader)
        needs = (Compare(">", start, ZERO), Compare(">=", part, ZERO), Compare("<=", part, ONE))
        if all(map(reader.holds, needs)):
            strict = reader.holds(Compare(">", part, ZERO)) and reader.holds(Compare("<", part, ONE))
            climbed = negate(climb(other, shift)) if shift >= 0 else climb(start, -shift)
            least = plus(climbed, climb(middle, up), negate(times(part, apply("log", start))))
            says = f"log(gamma) at {text(plus(middle, number(up)))} between {text(start)} and the next"
            yield Bound(plus(rest, times(scale, least)), strict, says)
