"""The algebra of signs against numbers, and facts about complex atoms that say nothing of squares."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from proofs_check.engines.ring import Ring, factored
from proofs_check.engines.signs import ANY, NEGATIVE, NONNEGATIVE, POSITIVE, Sign, Signs, plus, times

SIGNS = [frozenset(some) for some in ({-1}, {0}, {1}, {-1, 0}, {0, 1}, {-1, 1}, {-1, 0, 1})]


def sign_of(value: int) -> int:
    return (value > 0) - (value < 0)


def numbers_of(sign: Sign) -> list[int]:
    return [value for value in (-3, -2, -1, 0, 1, 2, 3) if sign_of(value) in sign]


@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=3))
def test_sums_and_products_have_the_signs_that_numbers_show(signs: list[Sign]) -> None:
    choices = list(product(*map(numbers_of, signs)))
    assert plus(signs) == {sign_of(sum(choice)) for choice in choices}
    products = {1}
    for sign in signs:
        products = {one * other for one in products for other in sign}
    assert times(*signs) == products


def test_the_square_of_a_complex_atom_has_no_sign() -> None:
    ring = Ring(1000)
    x = ring.gens[ring.add("letter", "x").index]
    for real, expected in ((True, NEGATIVE), (False, ANY)):
        z = ring.gens[ring.add("letter", f"z{real}", real=real).index]
        signs = Signs(ring)
        signs.register(x, NEGATIVE, "given")
        signs.register(
            -z * z - 1, NONNEGATIVE, "given"
        )  # no real number has it: then x + 1 may be said to be negative
        assert signs.of(x + 1) == expected


def test_what_is_learned_later_counts() -> None:
    ring = Ring(1000)
    x, y = (ring.gens[ring.add("letter", name).index] for name in "xy")
    signs = Signs(ring)
    signs.register(x, POSITIVE, "given")
    assert signs.of(x + y) == ANY
    signs.register(y, NONNEGATIVE, "given")
    assert signs.of(x + y) == POSITIVE


def test_factors_are_kept_and_right() -> None:
    ring = Ring(1000)
    x, y = (ring.gens[ring.add("letter", name).index] for name in "xy")
    for poly in ((x - y) ** 2 * (x + 1) * 6, (x - y) ** 2 * (x + 2) * 6, (x - y) ** 2 * (x + 1) * 6):
        constant, factors = factored(poly)
        whole = ring.one * constant
        for factor, power in factors:
            whole *= factor**power
        assert whole == poly
