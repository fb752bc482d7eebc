"""Forms in letters that are not negative: weighted means of monomials, orders of the letters, and how goals become forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import flint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import successive_differences
from proofs_check.engines.form_algebra import by_homogeneous, by_product, rational_root, simplicial
from proofs_check.engines.homogeneous_forms import Orthant
from proofs_check.engines.successive_differences import in_order, settled
from proofs_check.engines.weighted_means import Means, Powers, holds, means_for
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.statement.formal import formalize

ABC = dict.fromkeys("abc", "positive")
ABCD = dict.fromkeys("abcd", "positive")


def goal(let: Mapping[str, str], claim: str, *given: str) -> Goal:
    named = {f"h{place}": fact for place, fact in enumerate(given)}
    return goal_of(formalize(let, named, {}, claim))


def is_proved(let: Mapping[str, str], claim: str, *given: str) -> bool:
    return successive_differences.attempt(goal(let, claim, *given), Budget()).proved


TRIANGLE = ("a + b > c", "b + c > a", "c + a > b")
IMO_1995 = "1/(a**3*(b + c)) + 1/(b**3*(c + a)) + 1/(c**3*(a + b))"
SHORTLIST_1996 = "a*b/(a**5 + b**5 + a*b) + b*c/(b**5 + c**5 + b*c) + c*a/(c**5 + a**5 + c*a)"
NESBITT = "a/(b + c) + b/(c + a) + c/(a + b)"
SHAPIRO = "a/(b + c) + b/(c + d) + c/(d + a) + d/(a + b)"


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABC, f"{IMO_1995} >= 3/2", ["a*b*c == 1"]),
        (ABC, f"{SHORTLIST_1996} <= 1", ["a*b*c == 1"]),
        (ABC, f"{NESBITT} >= 3/2", []),
        (ABCD, f"{SHAPIRO} >= 2", []),
        (ABC, "a/(1 + a**2) + b/(1 + b**2) + c/(1 + c**2) <= 9/10", ["a + b + c == 1"]),
        (
            ABC,
            "1/(1 - a*b) + 1/(1 - b*c) + 1/(1 - c*a) <= 9/2",
            ["a**2 + b**2 + c**2 == 1", "a*b < 1", "b*c < 1", "c*a < 1"],
        ),
        (ABC, "a**2/(a + 2*b**2) + b**2/(b + 2*c**2) + c**2/(c + 2*a**2) >= 1", ["a + b + c == 3"]),
        (ABC, "a/(b + c - a) + b/(c + a - b) + c/(a + b - c) >= 3", TRIANGLE),
        (ABC, "a**2*(b + c - a) + b**2*(c + a - b) + c**2*(a + b - c) <= 3*a*b*c", TRIANGLE),
        (ABC, "a*(a - b)*(a - c) + b*(b - a)*(b - c) + c*(c - a)*(c - b) >= 0", []),
        (ABC, "a + b + c >= 6", ["a*b*c == 8"]),
        (ABC, "sqrt(a*b) + sqrt(b*c) + sqrt(c*a) <= a + b + c", []),
        ({"x": "positive", "y": "positive"}, "x**3 + y**3 + 1 >= 3*x*y", []),
        ({"x": "nonnegative", "y": "nonnegative"}, "x**4*y**2 + x**2*y**4 + 1 >= 3*x**2*y**2", []),
        ({"x": "positive", "y": "positive"}, "x**2 + 2*y**2 + 1 > 2*x*y", []),
        (
            dict.fromkeys("xyz", "nonnegative"),
            "(z - x)**2 >= (z - y)**2 + (y - x)**2",
            ["x <= y", "y <= z"],
        ),
        ({"u": "real", "v": "real"}, "exp(2*u) + exp(2*v) >= 2*exp(u + v)", []),
    ],
)
def test_true_inequalities(let: Mapping[str, str], claim: str, given: list[str]) -> None:
    assert is_proved(let, claim, *given)


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABC, f"{IMO_1995} > 3/2", ["a*b*c == 1"]),
        (ABC, f"{IMO_1995} >= 3/2", ["a*b*c == 2"]),
        (ABC, f"{IMO_1995} >= 3/2", []),
        (ABC, f"{NESBITT} > 3/2", []),
        (ABC, f"{NESBITT} >= 1.501", []),
        (ABCD, f"{SHAPIRO} > 2", []),
        (ABC, "a/(1 + a**2) + b/(1 + b**2) + c/(1 + c**2) <= 0.8999", ["a + b + c == 1"]),
        (ABC, "a/(1 + a**2) + b/(1 + b**2) + c/(1 + c**2) <= 9/10", ["a + b + c == 2"]),
        (ABC, "a/(b + c - a) + b/(c + a - b) + c/(a + b - c) >= 3", TRIANGLE[:2]),
        (ABC, "a*(a - b)*(a - c) + b*(b - a)*(b - c) + c*(c - a)*(c - b) > 0", []),
        (dict.fromkeys("abc", "real"), "a*(a - b)*(a - c) + b*(b - a)*(b - c) + c*(c - a)*(c - b) >= 0", []),
        (ABC, "a + b + c >= 6.001", ["a*b*c == 8"]),
        (ABC, "a + b + c > 6", ["a*b*c == 8"]),
        (dict.fromkeys("abc", "nonnegative"), "a**2 + b**2 + c**2 > 0", []),
        ({"x": "nonnegative", "y": "nonnegative"}, "x**3 + y**3 > 0", []),
        ({"x": "positive", "y": "positive"}, "x**3 + y**3 + 1 > 3*x*y", []),
        (dict.fromkeys("xyz", "nonnegative"), "(z - x)**2 >= (z - y)**2 + (y - x)**2", ["x <= y"]),
        ({"u": "real", "v": "real"}, "exp(2*u) + exp(2*v) > 2*exp(u + v)", []),
        ({"z": "complex", "w": "complex"}, "abs(z)**2 + abs(w)**2 >= 2*abs(z)*abs(w) + 1", []),
    ],
)
def test_false_inequalities(let: Mapping[str, str], claim: str, given: list[str]) -> None:
    assert not is_proved(let, claim, *given)


def test_equalities_are_left() -> None:
    assert not is_proved(ABC, "a*b == b*a")


def number(value: int | Fraction) -> flint.fmpq:
    exact = Fraction(value)
    return flint.fmpq(exact.numerator, exact.denominator)


def form(entries: Mapping[Powers, int]) -> dict[Powers, flint.fmpq]:
    return {powers: number(value) for powers, value in entries.items()}


MEAN = form({(2, 0): 1, (1, 1): -2, (0, 2): 1})


def test_a_certificate_with_another_weight_fails() -> None:
    found = means_for(MEAN)
    assert found is not None and holds(found, MEAN)
    (pair, weight), *_ = found.weights.items()
    for wrong in (weight + number(Fraction(1, 100)), -weight):
        assert not holds(replace(found, weights={**found.weights, pair: wrong}), MEAN)
    assert not holds(Means({}, {}, found.left), MEAN)


def test_a_certificate_with_a_negative_weight_fails() -> None:
    """2*x**2 + x**3 - x < 0 at 1/10, though 2*2 - 1*3 = 1 and 2 - 1 = 1."""
    cubic = form({(1,): -1, (2,): 2, (3,): 1})
    weights = {((1,), (2,)): number(2), ((1,), (3,)): number(-1)}
    left = {(2,): number(0), (3,): number(2)}
    assert not holds(Means(weights, {}, left), cubic)


def test_more_than_there_is_cannot_be_taken() -> None:
    assert means_for(form({(2, 0): 1, (1, 1): -3, (0, 2): 1})) is None
    assert means_for(form({(2, 0): 1, (1, 1): -1, (1, 0): -1, (0, 2): 1})) is None


def test_units_count_only_where_they_are_given() -> None:
    three = form({(1, 0, 0): 1, (0, 1, 0): 1, (0, 0, 1): 1, (0, 0, 0): -3})
    assert means_for(three) is None
    assert means_for(three, ((1, 1, 1),)) is not None
    assert means_for(three, ((1, 1, 0),)) is None


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)),
        st.integers(-3, 4),
        min_size=2,
        max_size=7,
    ),
    st.lists(st.tuples(*[st.integers(0, 6)] * 3), min_size=12, max_size=12),
    st.booleans(),
)
def test_what_is_settled_is_not_negative_at_points(
    entries: dict[Powers, int], points: list[tuple[int, int, int]], strict: bool
) -> None:
    kept = form({powers: value for powers, value in entries.items() if value})
    if len(kept) < 2:
        return
    positive = frozenset({0, 1, 2}) if strict else frozenset[int]()
    if not settled(Orthant(kept, positive, strict, (), "")):
        return
    for point in [*points, (0, 0, 0), (1, 1, 1), (0, 1, 1), (1, 0, 0)]:
        own = [Fraction(part, 3) for part in point]
        value = sum(
            (
                Fraction(int(c.p), int(c.q)) * own[0] ** a * own[1] ** b * own[2] ** d
                for (a, b, d), c in kept.items()
            ),
            Fraction(0),
        )
        assert value >= 0
        assert value > 0 or not strict or not all(own)


def test_orders_put_the_first_letter_on_top() -> None:
    assert in_order(form({(1, 0): 1, (0, 1): -1}), (0, 1)) == {(1, 0): number(1)}
    assert in_order(form({(1, 0): 1, (0, 1): -1}), (1, 0)) == {(1, 0): number(-1)}


def test_homogeneous_by_equations() -> None:
    line = {(1, 0): number(Fraction(1, 2)), (0, 1): number(Fraction(1, 2))}  # x + y = 2
    assert by_homogeneous(form({(1, 1): -1, (0, 0): 1}), line, 1) == {
        (2, 0): number(Fraction(1, 4)),
        (1, 1): number(Fraction(-1, 2)),
        (0, 2): number(Fraction(1, 4)),
    }
    assert by_homogeneous(form({(1, 0): 1, (0, 0): 1}), {(2, 0): number(1)}, 2) is None
    assert by_product(form({(1, 0): 1, (0, 1): 1, (0, 0): -4}), (1, 1), Fraction(4)) == form(
        {(2, 0): 1, (0, 2): 1, (1, 1): -2}
    )
    assert by_product(form({(1, 0): 1, (0, 0): -4}), (1, -1), Fraction(1)) is None
    assert by_product(form({(1, 0): 1, (0, 0): -4}), (1, 1), Fraction(2)) is None


def test_roots_and_cones() -> None:
    assert rational_root(Fraction(8, 27), 3) == Fraction(2, 3)
    assert rational_root(Fraction(8), 2) is None
    rows = tuple(tuple(map(number, row)) for row in ((1, 0), (0, 1), (-1, 1)))
    found = simplicial(rows, 2)
    assert found is not None and set(found[0]) == {rows[0], rows[2]}
    assert simplicial(rows[:2], 2) is None


def test_a_sign_is_no_root_of_another_letter() -> None:
    """A sign is its own third power: reading it as the root of a letter had no end."""
    let = {"x": "real", "y": "positive", "z": "positive"}
    assert not is_proved(let, "z*y + 1 >= sign(x - y)*y")
    assert not is_proved(let, "z*y + 1 >= sign(x - y)*sign(z - y)*y")
