"""Certificates of weighted means: what is checked of them, and that means may have points of their own."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.mean_instances import Certificate, Form, Instance, holds
from proofs_check.engines.mean_programs import certificate_for, near


def test_room_lets_means_have_points_of_their_own() -> None:
    """1000*(x - 1)**2 + (x**3 - 8)**2*x**9 and room: no single point will do."""
    parts = {(2,): 1000, (1,): -2000, (0,): 1000, (15,): 1, (12,): -16, (9,): 64}
    whole: Form = {powers: Fraction(own * (101 if own > 0 else 100)) for powers, own in parts.items()}
    found = certificate_for(whole)
    assert found is not None
    assert len({one.point for one in found.instances}) > 1
    assert holds(found, whole)


HALF = Fraction(1, 2)
SQUARE: Form = {(2, 0): Fraction(1), (1, 1): Fraction(-4), (0, 2): Fraction(4)}
MEAN = Instance((1, 1), (Fraction(2), Fraction(1)), {(2, 0): Fraction(1), (0, 2): Fraction(4)})


def test_a_certificate_is_checked() -> None:
    assert holds(Certificate((MEAN,), {}), SQUARE)
    assert not holds(Certificate((), {}), SQUARE)
    assert not holds(Certificate((MEAN,), {}), {**SQUARE, (1, 1): Fraction(-5)})
    assert not holds(Certificate((MEAN,), {}), {**SQUARE, (2, 0): Fraction(1, 2)})
    assert not holds(Certificate((MEAN,), {(0, 0): Fraction(1)}), SQUARE)
    one_sided = replace(MEAN, parts={(2, 0): Fraction(2)})  # 4*x*y is no multiple of x**2
    assert not holds(Certificate((one_sided,), {}), {**SQUARE, (2, 0): Fraction(2), (0, 2): Fraction(1)})
    elsewhere = replace(MEAN, point=(Fraction(3), Fraction(1)))
    assert not holds(Certificate((elsewhere,), {}), SQUARE)
    extrapolated = Instance((0,), (Fraction(1),), {(1,): Fraction(2), (2,): Fraction(-1)})
    assert not holds(
        Certificate((extrapolated,), {}), {(0,): Fraction(-1), (1,): Fraction(2), (2,): Fraction(-1)}
    )
    assert not holds(Certificate((MEAN,), {(2, 0): -HALF}), {**SQUARE, (2, 0): HALF})
    mirrored = replace(MEAN, point=(Fraction(-2), Fraction(-1)))
    assert not holds(Certificate((mirrored,), {}), SQUARE)


def test_units_are_checked() -> None:
    """x + y >= 2 where x*y = 1; with x*y = 4 the point of all ones is no admissible one, and nothing follows."""
    form: Form = {(1, 0): Fraction(1), (0, 1): Fraction(1), (0, 0): Fraction(-2)}
    ones = Instance((0, 0), (Fraction(1), Fraction(1)), {(1, 0): Fraction(1), (0, 1): Fraction(1)})
    assert holds(Certificate((ones,), {}), form, ((1, 1),))
    assert not holds(Certificate((ones,), {}), form)
    assert not holds(Certificate((ones,), {}), form, ((1, 2),))
    halves: Form = {(1, 0): HALF, (0, 1): HALF, (0, 0): Fraction(-2)}
    moved = Instance((0, 0), (Fraction(2), Fraction(2)), {(1, 0): HALF, (0, 1): HALF})
    assert not holds(Certificate((moved,), {}), halves, ((1, 1),))


def test_numbers_near() -> None:
    assert near(0.3333, 0.01) == Fraction(1, 3)
    assert abs(near(54321.6, 1e-3) - 54321) < 60
