"""Forms made homogeneous by a bound, and weighted means that a bound shifts."""

from __future__ import annotations

from collections.abc import Mapping

import flint
import pytest

from proofs_check.engines import successive_differences
from proofs_check.engines.one_sided_forms import OneSided, by_bound, one_sided, rising_units
from proofs_check.engines.weighted_means import Means, Powers, holds, means_for
from proofs_check.goal import Budget, goal_of
from proofs_check.statement.formal import formalize

ABC = dict.fromkeys("abc", "positive")
AB = dict.fromkeys("ab", "positive")
FROM_ZERO = dict.fromkeys("abc", "nonnegative")


def form(terms: Mapping[Powers, int]) -> dict[Powers, flint.fmpq]:
    return {powers: flint.fmpq(value) for powers, value in terms.items()}


def is_proved(let: Mapping[str, str], claim: str, *given: str) -> bool:
    named = {f"h{place}": fact for place, fact in enumerate(given)}
    return successive_differences.attempt(goal_of(formalize(let, named, {}, claim)), Budget()).proved


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABC, "a**3 + b**3 + c**3 >= a*b + b*c + c*a", "a*b*c >= 1"),
        (ABC, "a**2 + b**2 + c**2 >= a + b + c", "a*b*c >= 1"),
        (ABC, "a**4 + b**4 + c**4 >= a**2*b + b**2*c + c**2*a", "1 <= a*b*c"),
        (ABC, "a**3 + b**3 + c**3 >= 2*(a*b + b*c + c*a)", "a*b*c >= 8"),
        (ABC, "a + b + c >= 6", "a*b*c >= 8"),
        (ABC, "1/a + 1/b + 1/c >= 3", "a*b*c <= 1"),
        (ABC, "a*b*c <= 1", "a + b + c <= 3"),
        (FROM_ZERO, "a*b*c <= 1", "a + b + c <= 3"),
        (ABC, "a**2 + b**2 + c**2 >= 3", "a + b + c >= 3"),
        (ABC, "a**2/(b + c) + b**2/(c + a) + c**2/(a + b) >= 3/2", "a + b + c >= 3"),
        (AB, "a**3 + b**3 >= a + b", "a*b >= 1"),
        (AB, "a**2 + b**2 >= 4", "a*b >= 2"),
    ],
)
def test_holds(let: dict[str, str], claim: str, given: str) -> None:
    assert is_proved(let, claim, given)


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABC, "a**2 + b**2 + c**2 >= a**2*b + b**2*c + c**2*a", "a*b*c >= 1"),
        (ABC, "a**3 + b**3 + c**3 >= a*b + b*c + c*a", "a*b*c <= 1"),
        (ABC, "a**3 + b**3 + c**3 >= a*b + b*c + c*a", "a*b*c >= 99/100"),
        (ABC, "a**3 + b**3 + c**3 > a*b + b*c + c*a", "a*b*c >= 1"),
        (ABC, "a**3 + b**3 + c**3 >= 2*(a*b + b*c + c*a)", "a*b*c >= 7"),
        (ABC, "a + b + c >= 6", "a*b*c >= 79/10"),
        (ABC, "a*b*c <= 1", "a + b + c >= 3"),
        (ABC, "a*b*c < 1", "a + b + c <= 3"),
        (ABC, "a**2 + b**2 + c**2 <= 3", "a + b + c <= 3"),
        (ABC, "a + b + c >= 3", "a*b + b*c + c*a >= 29/10"),
        (dict.fromkeys("ab", "real"), "a**3 + b**3 >= a + b", "a*b >= 1"),
        (FROM_ZERO, "a*b <= 1", "a - b + c <= 1"),  # a form that may be negative is no bound
    ],
)
def test_near_misses_are_not_proved(let: dict[str, str], claim: str, given: str) -> None:
    assert not is_proved(let, claim, given)


def test_bounds_are_read() -> None:
    one = one_sided(form({(1, 1): 2, (0, 0): -4}))  # 2*x*y >= 4
    assert one == OneSided((((1, 1), flint.fmpq(1, 2)),), True)
    other = one_sided(form({(1, 0): -1, (0, 1): -2, (0, 0): 4}))  # x + 2*y <= 4
    assert other is not None
    assert not other.at_least
    assert other.whole == {(0, 1): flint.fmpq(1, 2), (1, 0): flint.fmpq(1, 4)}
    assert (
        one_sided(form({(1, 0): -1, (0, 1): 2, (0, 0): 4})) is None
    )  # x - 2*y <= 4: its powers may be large
    assert one_sided(form({(1, 0): 1, (0, 1): -1})) is None
    assert one_sided(form({(2, 0): 1, (0, 1): 1, (0, 0): -1})) is None


def test_units_that_rise() -> None:
    up = OneSided((((1, 1), flint.fmpq(1)),), True)
    down = OneSided((((2, 0), flint.fmpq(1)),), False)
    double = OneSided((((1, 1), flint.fmpq(2)),), True)
    assert rising_units((up, down, double)) == ((1, 1), (-2, 0))


def test_only_terms_of_the_right_sign_are_lifted() -> None:
    at_least = OneSided((((1, 1), flint.fmpq(1)),), True)
    at_most = OneSided((((1, 1), flint.fmpq(1)),), False)
    falling = form({(4, 0): 1, (0, 4): 1, (1, 1): -2})
    rising = form({(4, 0): 1, (0, 4): -1, (1, 1): 2})
    assert by_bound(falling, at_least, True) == form({(4, 0): 1, (0, 4): 1, (2, 2): -2})
    assert by_bound(falling, at_most, True) is None
    assert by_bound(rising, at_most, True) == form({(4, 0): 1, (0, 4): -1, (2, 2): 2})
    assert by_bound(rising, at_least, True) is None


def test_means_shift_upwards_only() -> None:
    squares = form({(2, 0): 1, (0, 2): 1, (1, 0): -1, (0, 1): -1})
    assert means_for(squares, (), ((1, 1),)) is not None
    assert means_for(squares, (), ((-1, -1),)) is None
    assert means_for(squares) is None
    cubes = form({(2, 0): 1, (0, 2): 1, (3, 3): -2})  # false where x*y is large
    assert means_for(cubes, ((1, 1),)) is not None
    assert means_for(cubes, (), ((1, 1),)) is None
    assert means_for(cubes, (), ((-1, -1),)) is not None


def test_a_forged_shift_is_seen() -> None:
    cubes = form({(2, 0): 1, (0, 2): 1, (3, 3): -2})
    found = means_for(cubes, ((1, 1),))
    assert found is not None
    assert holds(found, cubes, ((1, 1),))
    assert not holds(found, cubes, (), ((1, 1),))
    assert not holds(Means(found.weights, {}, found.left), cubes, ((1, 1),))
