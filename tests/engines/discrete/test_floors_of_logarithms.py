"""Floors of logarithms as whole letters: the bounds themselves, what follows, and what must not."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pytest

from proofs_check.engines import floors_of_logarithms
from proofs_check.engines.logarithm_floors import LogFloor, above, below, facts, read
from proofs_check.engines.whole_samples import value_at
from proofs_check.statement.domains import INTEGER, REAL
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Apply, Letter, Number, Term, apply, number, transform
from tests.engines.stated_cases import Case, shown_by

N, N2, X, K = {"n": "integer >= 1"}, {"n": "integer >= 2"}, {"x": "positive"}, {"k": "integer >= 1"}
MN = {"m": "integer >= 1", "n": "integer >= 1"}
BN = {"b": "integer >= 2", "n": "integer >= 1"}
LOG = "floor(log({})/log(2))"
CEIL = "ceil(log({})/log(2))"
PROVED: list[Case] = [
    (N, f"{LOG.format('n')} + 1 == {CEIL.format('n + 1')}"),
    (N, f"{LOG.format('2*n')} == {LOG.format('n')} + 1"),
    (N, f"{LOG.format('2*n + 1')} == {LOG.format('n')} + 1"),
    (N2, f"{LOG.format('floor(n/2)')} == {LOG.format('n')} - 1"),
    (N2, f"{CEIL.format('ceil(n/2)')} == {CEIL.format('n')} - 1"),
    ({"x": "real >= 1"}, f"{LOG.format('floor(x)')} == {LOG.format('x')}"),
    (BN, "floor(log(n)/log(b)) + 1 == ceil(log(n + 1)/log(b))"),
    (MN, f"{LOG.format('m*n')} >= {LOG.format('m')} + {LOG.format('n')}"),
    (MN, f"{LOG.format('m*n')} <= {LOG.format('m')} + {LOG.format('n')} + 1"),
    (MN, f"{LOG.format('m')} <= {LOG.format('n')}", "m <= n"),
    (N, "floor(2*log(n)/log(2)) <= 2*floor(log(n)/log(2)) + 1"),
    (K, f"{LOG.format('2**k - 1')} == k - 1"),
    (K, f"{CEIL.format('2**k + 1')} == k + 1"),
    (X, f"{LOG.format('2*x')} == {LOG.format('x')} + 1"),
    (X, f"floor(-log(x)/log(2)) == -{CEIL.format('x')}"),
    ({"b": "real > 1", "x": "positive"}, "floor(log(b*x)/log(b)) == floor(log(x)/log(b)) + 1"),
    (N, f"2**{LOG.format('n')} <= n"),
    (N, f"2**{CEIL.format('n')} < 2*n"),
    ({"n": "integer >= 1", "m": "integer"}, "n < 2**(m + 1)", f"{LOG.format('n')} == m"),
]
FALSE: list[Case] = [
    ({"n": "real >= 1"}, f"{LOG.format('n')} + 1 == {CEIL.format('n + 1')}"),
    (N, f"{LOG.format('3*n')} == {LOG.format('n')} + 1"),
    (N, f"{LOG.format('2*n + 2')} == {LOG.format('n')} + 1"),
    (N2, f"{LOG.format('ceil(n/2)')} == {LOG.format('n')} - 1"),
    (N2, f"{CEIL.format('floor(n/2)')} == {CEIL.format('n')} - 1"),
    ({"x": "real >= 1"}, f"{LOG.format('ceil(x)')} == {LOG.format('x')}"),
    ({"b": "real > 1", "n": "integer >= 1"}, "floor(log(n)/log(b)) + 1 == ceil(log(n + 1)/log(b))"),
    (MN, f"{LOG.format('m*n')} == {LOG.format('m')} + {LOG.format('n')}"),
    (MN, f"{LOG.format('m')} < {LOG.format('n')}", "m < n"),
    (K, f"{LOG.format('2**k - 1')} == k"),
    (N, f"{CEIL.format('n')} == {LOG.format('n')} + 1"),
    (N, f"2**{CEIL.format('n')} <= 2*n - 2"),
    (X, f"floor(-log(x)/log(2)) == -{LOG.format('x')}"),
    (
        {"b": "real in (0, 1)", "x": "positive", "y": "positive"},
        "floor(log(x)/log(b)) <= floor(log(y)/log(b))",
        "x <= y",
    ),
    ({"x": "real in (0, 1]"}, f"{LOG.format('x')} >= 0"),
    # false at few places, which samples do not meet
    (
        {"b": "real in (0, 1)", "x": "positive", "y": "positive"},
        "floor(log(x)/log(b)) <= floor(log(y)/log(b))",
        "x <= y",
        "y <= x + 1/10**9",
    ),
    (
        {"b": "real in (1000, 1001)", "n": "integer >= 1"},
        "floor(log(n)/log(b)) + 1 == ceil(log(n + 1)/log(b))",
    ),
    (
        {"n": "integer"},
        "ceil(log(abs(n - 1234) + 1)/log(2)) <= floor(log(2*abs(n - 1234) + 1/2)/log(2))",
    ),
]


@pytest.mark.parametrize("case", PROVED)
def test_proved(case: Case) -> None:
    assert shown_by(floors_of_logarithms, case)


@pytest.mark.parametrize("case", FALSE)
def test_false_is_not_proved(case: Case) -> None:
    assert not shown_by(floors_of_logarithms, case)


def logarithm(value: Fraction, base: int) -> tuple[int, int]:
    """The floor and the ceiling of the logarithm."""
    low = -20
    while Fraction(base) ** (low + 1) <= value:
        low += 1
    return low, low if Fraction(base) ** low == value else low + 1


@pytest.mark.parametrize("is_ceiling", [False, True])
def test_bounds(is_ceiling: bool) -> None:
    """At all values; the sharp bounds where the powers that they are about are whole."""
    scope, letter = Scope({"t": REAL, "m": INTEGER}, {}), Letter("m")
    for base in (2, 3):
        one = LogFloor(is_ceiling, Letter("t"), number(base))
        for value in (Fraction(a, b) for a in range(1, 40) for b in (1, 2, 3)):
            m = logarithm(value, base)[is_ceiling]
            at = {"t": value, "m": Fraction(m)}
            for fact in facts(letter, one):
                left, right = (value_of(side, at) for side in (fact.left, fact.right))
                assert left < right if fact.relation == "<" else left <= right
            wholes = [False] + [True] * (value > 1 if is_ceiling else value >= 1)
            for whole in wholes:
                bounds = above(one, whole, scope), below(one, whole, scope)
                top, bottom = (rounded(bound.at, value) for bound in bounds)
                power = Fraction(base) ** m
                assert power < top if bounds[0].strict else power <= top
                assert bottom < power if bounds[1].strict else bottom <= power


def value_of(term: Term, at: dict[str, Fraction]) -> Fraction:
    """The value of a term whose powers may have negative exponents."""

    def power(node: Term) -> Term:
        match node:
            case Apply(op="pow", args=(Number(value=base), exponent)):
                return number(base ** int(value_at(exponent, at)))
        return node

    return value_at(transform(term, power), at)


def rounded(term: Term, value: Fraction) -> Fraction:
    """The value of a bound, in which floors and ceilings of t stand."""
    known: dict[Term, int] = {
        apply("floor", Letter("t")): floor(value),
        apply("ceil", Letter("t")): ceil(value),
    }
    return value_at(
        transform(term, lambda node: number(known[node]) if node in known else node), {"t": value}
    )


def test_what_is_read() -> None:
    scope = Scope({"n": INTEGER, "x": REAL}, {})
    n, x, two = Letter("n"), Letter("x"), number(2)
    logarithm_of_n = apply("div", apply("log", n), apply("log", two))
    found = read(apply("floor", apply("neg", logarithm_of_n)), scope)
    assert found is not None and found.sign == -1 and found.inner.is_ceiling
    assert read(apply("floor", apply("add", logarithm_of_n, x)), scope) is None
    other = apply("div", apply("log", n), apply("log", number(3)))
    assert read(apply("floor", apply("add", logarithm_of_n, other)), scope) is None
    assert read(apply("floor", apply("mul", number(Fraction(1, 2)), logarithm_of_n)), scope) is None
