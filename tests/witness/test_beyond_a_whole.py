"""Ends of domains that are no whole numbers: what holds up to the whole number before fails half way."""

from __future__ import annotations

from fractions import Fraction

import pytest

from proofs_check.exact.quantifiers import Interval
from proofs_check.witness.candidates import reals


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [("0", "401/100", "801/200"), ("0", "21/10", "41/20"), ("9/10", "2", "19/20"), ("-21/10", "0", "-41/20")],
)
def test_half_way_from_the_end(low: str, high: str, value: str) -> None:
    inside = Interval((Fraction(low), False), (Fraction(high), False), False)
    assert Fraction(value) in reals(inside)[:12]


def test_nothing_beside_whole_ends() -> None:
    inside = Interval((Fraction(0), True), (Fraction(2), True), False)
    moved = Interval((Fraction(0), True), (Fraction(21, 10), True), False)
    assert Fraction(41, 20) in reals(moved)
    assert not any(2 - x < Fraction(1, 100) for x in reals(inside) if isinstance(x, Fraction) and x != 2)
