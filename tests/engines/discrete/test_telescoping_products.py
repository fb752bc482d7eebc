"""Products that telescope: inside inequalities, equations and limits, on short ranges, and with factors that vanish."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import telescoping_products
from proofs_check.engines.hypergeometric import Field
from proofs_check.engines.product_telescopes import telescope
from proofs_check.engines.ring import rational
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Number, Sum, Term, number, substitute

NATURAL = {"n": "natural"}
WHOLE = {"n": "integer"}


def goal(let: Mapping[str, str], claim: str) -> Goal:
    return goal_of(formalize(let, {}, {}, claim))


def decided(let: Mapping[str, str], claim: str) -> bool:
    """The prover alone, with all that has to be defined."""
    return Session(Budget()).prove_claim(goal(let, claim)).proved


def product(text: str, high: str = "n") -> Sum:
    compared = goal({"n": "natural", "x": "positive"}, f"prod({text}, k, 1, {high}) == 0").conclusion
    assert isinstance(compared, Compare) and isinstance(compared.left, Sum)
    return compared.left


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        ({"n": "integer >= 2"}, "prod((k**3 - 1)/(k**3 + 1), k, 2, n) > 2/3"),
        (WHOLE, "prod((k**3 - 1)/(k**3 + 1), k, 2, n) > 2/3"),
        (NATURAL, "prod(1 - 1/k**2, k, 2, n) >= 1/2"),
        (NATURAL, "prod(1 + 1/(k*(k + 2)), k, 1, n) < 2"),
        (NATURAL, "prod((k**2 + k + 1)/(k**2 - k + 1), k, 1, n) > n**2"),
        (NATURAL, "prod((k + 1)/(2*k), k, 1, n) <= 1"),
        ({"n": "natural", "x": "positive"}, "prod((k + x)/(k + x + 1), k, 1, n) >= 1/(n + 1)"),
        ({"n": "integer >= 1"}, "prod((n + k)/(n + k + 1), k, 1, n) > 1/2"),
        ({"m": "integer >= 1", "n": "integer"}, "prod(1 + 1/k, k, m, n) <= max(1, (n + 1)/m)"),
        ({"n": "integer >= 1"}, "sqrt(prod((k + 1)**2/(k*(k + 2)), k, 1, n)) < sqrt(2)"),
        ({"n": "integer >= 1"}, "log(prod(1 + 1/k, k, 1, n)) <= n"),
        (NATURAL, "prod((k - 3)/(k + 1), k, 1, n) <= 1"),
        (NATURAL, "prod((2*k - 5)/(2*k - 3), k, 1, n) == 3/(3 - 2*n)"),
        (NATURAL, "limit(prod(1 - 1/k**2, k, 2, n), n, oo) == 1/2"),
        (WHOLE, "limit(prod((k**3 - 1)/(k**3 + 1), k, 2, n), n, oo) == 2/3"),
        (NATURAL, "limit(n*prod((2*k - 1)/(2*k + 1), k, 1, n), n, oo) == 1/2"),
        (NATURAL, "limit(prod((k - 3)/(k + 1), k, 1, n), n, oo) == 0"),
        ({"n": "natural", "x": "positive"}, "limit(n*prod((k + x)/(k + x + 1), k, 1, n), n, oo) == 1 + x"),
    ],
)
def test_proved(let: Mapping[str, str], claim: str) -> None:
    assert decided(let, claim)


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        ({"n": "integer >= 2"}, "prod((k**3 - 1)/(k**3 + 1), k, 2, n) > 67/100"),
        ({"n": "integer >= 2"}, "prod((k**3 - 1)/(k**3 + 1), k, 2, n) < 7/9"),
        (NATURAL, "prod((k**3 - 1)/(k**3 + 1), k, 2, n) < 1"),
        (NATURAL, "prod((k**3 - 1)/(k**3 + 1), k, 1, n) == 0"),
        (WHOLE, "prod(1 + 1/k, k, 1, n) == n + 1"),
        (WHOLE, "prod(1 + 1/k, k, 1, n) <= n + 1"),
        (NATURAL, "prod(1 - 2/(k*(k + 1)), k, 2, n) < 1/2"),
        (NATURAL, "prod((k + 1)/(2*k), k, 1, n) < 1"),
        (NATURAL, "prod((k + 1)/k, k, 0, n) <= n + 1"),
        ({"n": "natural", "x": "nonnegative"}, "prod((k + x)/(k + x + 1), k, 1, n) > 1/(n + 1)"),
        ({"n": "natural", "x": "real"}, "prod((k + x)/(k + x + 1), k, 1, n) == (1 + x)/(n + 1 + x)"),
        ({"m": "integer", "n": "integer >= m"}, "prod(1 + 1/k, k, m, n) == (n + 1)/m"),
        (NATURAL, "prod((k - 3)/(k + 1), k, 1, n) >= 0"),
        (NATURAL, "prod((2*k - 5)/(2*k - 3), k, 1, n) == 3/(2*n - 3)"),
        (NATURAL, "limit(prod(1 - 1/k**2, k, 2, n), n, oo) == 1/3"),
        (NATURAL, "limit(prod((k + 1)/(2*k), k, 1, n), n, oo) == 1"),
    ],
)
def test_false_ones_are_not(let: Mapping[str, str], claim: str) -> None:
    assert not decided(let, claim)


@pytest.mark.parametrize(
    "claim",
    [
        "prod((k - 5)*(k + 1)/((k - 5)*k), k, 1, n) >= 1",
        "limit(prod((k - 5)*(k + 1)/((k - 5)*k), k, 1, n)/n, n, oo) == 1",
        "limit(sum((k - 5)/(k - 5), k, 1, n)/n, n, oo) == 1",
        "limit(prod((k + 1)/k, k, 0, n)/n, n, oo) == 1",
    ],
)
def test_a_factor_that_is_undefined_on_the_range_has_no_closed_form(claim: str) -> None:
    assert not decided(NATURAL, claim)


@pytest.mark.parametrize(
    ("factor", "a"),
    [
        ("(k + 1 - a)/(k - a)", "integer >= 2"),  # undefined at k = a
        ("(k + 1 - a)*(k + 3)/((k - a)*(k + 2))", "integer >= 2"),
        ("(k + 1/2 - a)/(k - 1/2 - a)", "real > 3/4"),
    ],
)
def test_a_letter_at_which_a_factor_vanishes_has_no_closed_form(factor: str, a: str) -> None:
    whole = goal({"n": "natural", "a": a}, f"prod({factor}, k, 1, n) >= 0")
    assert isinstance(whole.conclusion, Compare) and isinstance(whole.conclusion.left, Sum)
    assert telescope(whole.conclusion.left) is not None
    assert telescoping_products.closed_product(whole.conclusion.left, whole, Session(Budget()).prove) is None


def test_no_letter_of_the_goal_is_taken_for_the_index() -> None:
    outer = goal({"n": "natural", "j": "natural"}, "prod((k + 2)/(k + 1), k, j, n) <= n + 2")
    assert isinstance(outer.conclusion, Compare) and isinstance(outer.conclusion.left, Sum)
    own = outer.conclusion.left
    captured = Sum("prod", "j", substitute(own.body, {"k": own.low}), own.low, own.high)
    assert telescoping_products.applies(outer)
    assert not telescoping_products.applies(outer.concluding(Compare("<=", captured, number(9))))


@pytest.mark.parametrize(
    "factor",
    [
        "(k + 1)/(k + 1/2)",
        "k/(k**2 + 1)",
        "(k**2 + k + 1)/(k**2 + 1)",
        "(k + x)/(k + 1)",
        "2",
        "x",
        "sqrt(k + 1)/sqrt(k)",
        "(k + 1)**n/k**n",
        "(k + 50)/k",
        "0*k/(k + 1)",
    ],
)
def test_what_does_not_telescope_is_left(factor: str) -> None:
    assert telescope(product(factor)) is None


@pytest.mark.parametrize(
    ("factor", "start"),
    [("(k - 3)/(k + 1)", 4), ("(k + 1)/(k + 4)", 1), ("k*(k - 5/2)/((k - 1/2)*(k + 2))", 1)],
)
def test_the_start_is_beyond_the_zeros(factor: str, start: int) -> None:
    found = telescoping_products.closed_product(
        product(factor), goal(NATURAL, "n == n"), Session(Budget()).prove
    )
    assert found is not None and found[0].start == number(start)


def test_complex_letters_and_sums_are_left() -> None:
    assert not telescoping_products.applies(
        goal({"n": "natural", "z": "complex"}, "prod((k + 1)/k, k, 1, n) + z == z + n + 1")
    )
    assert not telescoping_products.applies(goal(NATURAL, "sum(1/(k*(k + 1)), k, 1, n) < 1"))


@settings(max_examples=25, deadline=None)
@given(
    shifts=st.lists(st.integers(-4, 4), min_size=1, max_size=4),
    slope=st.integers(1, 3),
    squares=st.booleans(),
    high=st.integers(-1, 9),
)
def test_closed_forms_have_the_values_of_the_products(
    shifts: list[int], slope: int, squares: bool, high: int
) -> None:
    """Numerator and denominator with the shifts of one polynomial in another order; whole numbers decide."""
    base = f"({slope}*(k + {{}})" + ("**2 + 1)" if squares else "- 1)")
    above, below = ("*".join(base.format(shift) for shift in part) for part in (shifts, sorted(shifts)[1:]))
    one = product(f"({above})/({base.format(5)}*({below or 1}))")
    whole = goal(NATURAL, "n == n")
    found = telescoping_products.closed_product(one, whole, Session(Budget()).prove)
    if found is None:
        return
    closed = found[0]
    short = dict(enumerate(closed.early[:-1], start=1))
    assert isinstance(closed.start, Number)
    last = high if high in short else max(high, int(closed.start.value) - 1)
    form = short.get(last, substitute(closed.form, {"n": number(last)}))
    expected = Fraction(1)
    for k in range(1, last + 1):
        expected *= value(substitute(one.body, {"k": number(k)}))
    assert value(form) == expected


def value(term: Term) -> Fraction:
    """The value of a closed rational term."""
    found = Field(("n",)).rational(term)
    return rational(found.num) / rational(found.den)
