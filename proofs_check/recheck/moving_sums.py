"""The growth of sums whose ends move.

Ways, the sharpest first: a fixed number of terms; multiples of a floor, by what it is of, up to the sizes of its factors; polynomials in the index times powers of numbers, summed by an
antidifference; powers of what is linear in the index, by their integral; terms that are N**c*g(k/N), by the integral of g;
monotone terms, between the first and the last.

Notation: k is the index, a and b the ends, f the summand, s what tends to infinity, N the letter of the limit.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import acb

from proofs_check.recheck import functions, growth, numbers
from proofs_check.recheck import growth_functions as gf
from proofs_check.recheck.antidifferences import by_antidifference, parts_of
from proofs_check.recheck.complexes import Complex, decided
from proofs_check.recheck.directions import Direction, direction
from proofs_check.recheck.enclosures import enclose
from proofs_check.recheck.growth import (
    UNIT,
    Expansion,
    add,
    constant,
    mul,
    outgrows,
    scaled,
    single,
    sub,
    unknown,
)
from proofs_check.recheck.homogeneous import degree
from proofs_check.recheck.numbers import Expression, make
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.place import is_whole
from proofs_check.recheck.term_balls import Integral
from proofs_check.statement.terms import (
    Apply,
    Letter,
    Sum,
    Term,
    apply,
    free_letters,
    number,
    substitute,
    walk,
)

if TYPE_CHECKING:
    from proofs_check.recheck.expand import Expander

ONE = Fraction(1)
MAX_TERMS = 40


def moving_sum(term: Sum, expander: Expander) -> Expansion:
    """Raises Open, NoValue."""
    domains = {**expander.place.domains}
    if not all(is_whole(end, domains) for end in (term.low, term.high)) or expander.place.has_complex:
        raise Open("a sum whose ends may not be whole")
    low, high = expander.scalar(term.low), expander.scalar(term.high)
    count = add(sub(high, low), constant(ONE))
    if count.is_nothing or gf.side_of(count) < 0:
        return Expansion(())
    bound = count.bound()
    if bound is not None and outgrows(bound, UNIT) <= 0:
        return _few(term, count, expander)
    problem = Open("a sum whose ends move")
    for way in (_floored, by_antidifference, _of_powers, _homogeneous, _squeezed):
        try:
            return way(term, low, high, expander)
        except Open as found:
            problem = found
    raise problem


def _few(term: Sum, count: Expansion, expander: Expander) -> Expansion:
    scale, c = count.lead()
    if scale != UNIT or count != single(scale, c):
        raise Open("a sum of a moving number of terms")
    many = functions.whole(c, "a number of terms")
    if many > MAX_TERMS:
        raise Open("a long sum")
    places = [apply("add", term.low, number(k)) for k in range(many)]
    found = Expansion(())
    for place in places:
        found = add(found, expander.scalar(substitute(term.body, {term.letter: place})))
    return found


# Integrals


def _of_powers(term: Sum, low: Expansion, high: Expansion, expander: Expander) -> Expansion:
    """Of c*(m*k + d)**p: between the ends the integral, up to the first and the last term."""
    factor, base, exponent = _power_form(term.body, term.letter)
    line = {j: c for j, z, c in parts_of(base, term.letter, expander)}
    slope = line.get(1)
    if slope is None or any(j > 1 for j in line) or gf.side_of(slope) <= 0:
        raise Open("a power of what is not linear in the index")
    at = {}
    for name, end in (("low", low), ("high", high)):
        at[name] = add(mul(slope, end), line.get(0, Expansion(())))
    if at["low"].is_nothing or gf.side_of(at["low"]) <= 0:
        raise Open("a power of what is not positive")
    p = decided(expander.evaluation.number(exponent, expander.place))
    if not isinstance(p, Fraction):
        raise Open("an irrational power of the index")
    order = expander.order
    ends = [
        gf.logarithm(x, order, False) if p == -1 else gf.real_power(x, p + 1, order)
        for x in (at["high"], at["low"])
    ]
    below = gf.inverse(scaled(slope, p + 1 if p != -1 else ONE), order)
    found = mul(sub(ends[0], ends[1]), below)
    edges = [gf.real_power(x, p, order).bound() for x in (at["low"], at["high"])]
    for edge in edges:
        found = add(found, unknown(edge))
    return mul(found, expander.scalar(factor))


def _power_form(term: Term, k: str) -> tuple[Term, Term, Term]:
    """(c, u, p) with the term c*u**p and c, p free of k. Raises Open."""
    one, minus = number(1), number(-1)
    if isinstance(term, Apply) and term.op == "mul" and k not in free_letters(term.args[0]):
        c, u, p = _power_form(term.args[1], k)
        return apply("mul", term.args[0], c), u, p
    if isinstance(term, Apply) and term.op in ("mul", "div") and k not in free_letters(term.args[1]):
        c, u, p = _power_form(term.args[0], k)
        return apply(term.op, c, term.args[1]), u, p
    if isinstance(term, Apply) and term.op == "div" and k not in free_letters(term.args[0]):
        c, u, p = _power_form(term.args[1], k)
        return apply("div", term.args[0], c), u, apply("mul", minus, p)
    if isinstance(term, Apply) and term.op == "sqrt":
        return one, term.args[0], number(Fraction(1, 2))
    if isinstance(term, Apply) and term.op == "pow" and k not in free_letters(term.args[1]):
        return one, term.args[0], term.args[1]
    if term == Letter(k) or (isinstance(term, Apply) and term.op in ("add", "sub")):
        return one, term, one
    raise Open("a summand that is no power")


def _homogeneous(term: Sum, low: Expansion, high: Expansion, expander: Expander) -> Expansion:
    """N**(c + 1) times the integral of g, up to a multiple of N**c: g is analytic around the range of k/N."""
    name = expander.letter
    c = degree(term.body, {term.letter, name}, expander)
    size = expander.scalar(Letter(name))
    if gf.side_of(size) <= 0 or size.rest is not None:
        raise Open("a letter that does not tend to oo")
    ends = []
    for end in (low, high):
        ratio = mul(end, gf.inverse(size, expander.order))
        large, centre, _ = growth.parted(ratio)
        middle = decided(centre)
        if large.terms or not isinstance(middle, Fraction):
            raise Open("an end that is not of the size of the letter")
        gap = sub(end, scaled(size, middle)).bound()
        if gap is not None and outgrows(gap, UNIT) > 0:
            raise Open("an end that is not close to a multiple of the letter")
        ends.append(middle)
    body = substitute(term.body, {name: number(1)})
    area = _integral(body, term.letter, ends[0], ends[1], expander)
    inner = gf.real_power(size, c, expander.order)
    total = mul(mul(inner, size), constant(area))
    bound = inner.bound()
    return add(total, unknown(bound))


def _integral(body: Term, k: str, low: Fraction, high: Fraction, expander: Expander) -> Expression:
    needed = sorted(free_letters(body) - {k})
    known: dict[str, numbers.Real] = {}
    for name in needed:
        value = decided(expander.evaluation.number(Letter(name), expander.place))
        if isinstance(value, Complex):
            raise Open("an integral with a letter that is not real")
        known[name] = value

    def values(precision: int) -> dict[str, acb]:
        return {name: acb(enclose(x, precision)) for name, x in known.items()}

    named = ",".join(f"{name}={_named(x)}" for name, x in known.items())
    integral = Integral(body, k, low, high, values, named)
    if not integral.is_smooth():
        raise Open("an integrand that may not be smooth")
    return make("integral", (), (integral,))


def _named(x: numbers.Real) -> str:
    return str(x) if isinstance(x, Fraction) else x.key.hex()


def _squeezed(term: Sum, low: Expansion, high: Expansion, expander: Expander) -> Expansion:
    """Between (b - a + 1)*f(a) and (b - a + 1)*f(b) for a monotone f."""
    known: Direction = direction(term.body, term.letter, low, expander)
    if known.way is None:
        raise Open("a summand that is not shown to be monotone")
    count = add(sub(high, low), constant(ONE))
    ends = [
        mul(count, expander.scalar(substitute(term.body, {term.letter: place})))
        for place in (term.low, term.high)
    ]
    gap = sub(ends[0], ends[1]).bound()
    return add(ends[0], unknown(gap)) if gap is not None else ends[0]


def _floored(term: Sum, low: Expansion, high: Expansion, expander: Expander) -> Expansion:
    """P*floor(g) is P*g up to abs(P), and a monotone P is largest at an end."""
    rest, inner = _floor_factor(term.body, term.letter)
    near = moving_sum(Sum("sum", term.letter, apply("mul", rest, inner), term.low, term.high), expander)
    if term.letter in free_letters(rest) and direction(rest, term.letter, low, expander).way is None:
        raise Open("a factor of a floor that is not shown to be monotone")
    count = add(sub(high, low), constant(ONE))
    for end in (term.low, term.high):
        size = mul(count, expander.scalar(substitute(rest, {term.letter: end}))).bound()
        near = near if size is None else add(near, unknown(size))
    return near


def _floor_factor(term: Term, k: str) -> tuple[Term, Term]:
    """(P, g) of P*floor(g) or P*ceil(g), no floor in P. Raises Open."""
    match term:
        case Apply(op=("floor" | "ceil"), args=(inner,)) if k in free_letters(inner):
            return number(1), inner
        case Apply(op="neg", args=(inner,)):
            rest, g = _floor_factor(inner, k)
            return apply("neg", rest), g
        case Apply(op="div", args=(top, below)) if not _has_floor(below):
            rest, g = _floor_factor(top, k)
            return apply("div", rest, below), g
        case Apply(op="mul", args=(left, right)) if not _has_floor(left):
            rest, g = _floor_factor(right, k)
            return apply("mul", left, rest), g
        case Apply(op="mul", args=(left, right)) if not _has_floor(right):
            rest, g = _floor_factor(left, k)
            return apply("mul", rest, right), g
    raise Open("no multiple of a floor")


def _has_floor(term: Term) -> bool:
    return any(isinstance(node, Apply) and node.op in ("floor", "ceil") for node in walk(term))
