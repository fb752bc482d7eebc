"""Tracked arithmetic against exact fractions: bounds that hold, zeros only where nothing was rounded."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.worlds.rounding import Tracked, exact, iterate

# overflow on the way to an infinite bound
QUIET = pytest.mark.filterwarnings("ignore::RuntimeWarning")
SMALL = st.fractions(-40, 40).map(lambda f: Fraction(round(f * 8), 8))
REAL = st.one_of(st.floats(1e-6, 1e6), st.floats(-1e6, -1e-6), st.floats(-1e6, 1e6)).map(Fraction)
NUMBERS = st.lists(st.one_of(SMALL, REAL), min_size=4, max_size=4)
OPERATIONS = st.lists(st.sampled_from("+-*/m"), min_size=1, max_size=4)


def tracked(number: Fraction) -> Tracked:
    grid = 1 / 8 if number.denominator <= 8 and abs(number) <= 40 else 0.0
    return exact(np.array([float(number)]), grid)


@QUIET
@settings(max_examples=300, deadline=None)
@given(numbers=NUMBERS, operations=OPERATIONS)
def test_bounds_hold_through_expressions(numbers: list[Fraction], operations: list[str]) -> None:
    true, found = numbers[0], tracked(numbers[0])
    for position, operation in enumerate(operations):
        number = numbers[(position + 1) % 4]
        other = tracked(number)
        if operation == "/" and number == 0:
            continue
        if operation == "+":
            true, found = true + number, found + other
        elif operation == "-":
            true, found = true - number, found - other
        elif operation == "*":
            true, found = true * number, found * other
        elif operation == "/":
            true, found = true / number, found / other
        else:
            true, found = max(true, Fraction(0)), found.relu()
    if not np.isfinite(found.bound[0]):
        return  # an overflow on the way: the bound says nothing, which is sound
    gap = abs(Fraction(float(found.value[0])) - true)
    assert gap <= Fraction(float(found.bound[0])) * (1 + Fraction(1, 10**9))
    if found.grid[0] > 0:
        assert gap == 0
        assert (Fraction(float(found.value[0])) / Fraction(float(found.grid[0]))).denominator == 1


@settings(max_examples=200, deadline=None)
@given(number=st.one_of(SMALL, REAL), noise=st.floats(0, 1e-3))
def test_root_of_a_perturbed_value(number: Fraction, noise: float) -> None:
    value = abs(float(number))
    root = Tracked(np.array([value]), np.array([noise]), np.array([0.0])).sqrt()
    for true in (Fraction(value) + Fraction(noise), max(Fraction(value) - Fraction(noise), Fraction(0))):
        low, high = (
            Fraction(float(root.value[0])) + sign * Fraction(float(root.bound[0])) for sign in (-1, 1)
        )
        # the bound itself is rounded, which `measured` allows for
        assert max(low, Fraction(0)) ** 2 <= true * (1 + Fraction(1, 10**9))
        assert true <= high**2 * (1 + Fraction(1, 10**9))


@given(k=st.integers(0, 2**20), bits=st.integers(0, 12))
def test_roots_of_dyadic_squares_stay_on_a_grid(k: int, bits: int) -> None:
    grid = 2.0 ** -(2 * bits)
    root = exact(np.array([(k * 2.0**-bits) ** 2]), grid).sqrt()
    assert root.value[0] == k * 2.0**-bits and root.bound[0] == 0
    assert root.grid[0] == 0 or (root.value[0] / root.grid[0]).is_integer()


def test_inexact_quotients_are_not_called_exact() -> None:
    one, three = exact(np.array([1.0]), 1.0), exact(np.array([3.0]), 1.0)
    third = one / three
    assert third.bound[0] > 0 and third.grid[0] == 0
    assert (three / one).bound[0] == 0
    assert exact(np.array([2.0]), 1.0).sqrt().bound[0] > 0


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), size=st.integers(1, 6))
def test_matrix_products(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    a, b = rng.standard_normal((2, 3, size, size))
    a[0], b[0] = rng.integers(-9, 9, (2, size, size))
    grid = np.array([1.0, 0.0, 0.0])
    product = exact(a, grid) @ exact(b, grid) @ exact(a, grid)
    as_fractions = np.vectorize(Fraction, otypes=[object])
    for i in range(3):
        left, right = as_fractions(a[i]), as_fractions(b[i])
        gap = np.abs(left @ right @ left - as_fractions(product.value[i]))
        assert (gap <= as_fractions(product.bound[i])).all()
    assert (product.bound[0] == 0).all() and (product.bound[1] > 0).all()


@given(times=st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_iterate_steps_each_instance_as_often_as_asked(times: list[int]) -> None:
    ascending = np.sort(np.array(times, dtype=np.int64))
    one = exact(np.ones(len(times)), 1.0)
    counted = iterate(lambda state, tail: state + one[tail], exact(np.zeros(len(times)), 1.0), ascending)
    np.testing.assert_array_equal(counted.value, ascending)


def test_the_norm_of_entries_whose_squares_are_lost_is_within_its_bound() -> None:
    tiny = Tracked(np.array([[1e-170, 0.0], [0.0, 0.0]]), np.zeros((2, 2)), np.zeros(2))
    found = tiny.norm()
    assert abs(found.value[0] - 1e-170) <= found.bound[0] < 1e-140
    assert found.value[1] == 0.0
