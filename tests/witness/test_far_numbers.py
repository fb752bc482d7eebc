"""Whole letters far out: the ladder finds claims that fail late, and the shrinking finds the first such number."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.exact.quantifiers import Interval
from proofs_check.goal import Budget
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Number
from proofs_check.witness import find_witness
from proofs_check.witness.candidates import far_wholes, wholes
from proofs_check.witness.targets import is_rational

LATE: tuple[tuple[Mapping[str, str], Mapping[str, object], str, int], ...] = (
    ({"n": "natural"}, {}, "fibonacci(n) < (8/5)**n", 72),
    ({"n": "integer >= 1"}, {}, "harmonic(n) < 5", 83),
    ({"n": "integer >= 1"}, {}, "log(n) < 7", 1097),
    ({"n": "integer >= 1"}, {}, "factorial(n) < 50**n", 132),
    ({"t": "natural"}, {}, "(99/100)**t > 1/4", 138),
    ({"t": "natural"}, {"x": {"start": ["3"], "step": "x(t) + 2"}}, "x(t) < 203", 100),
)


@pytest.mark.parametrize(("let", "define", "claim", "first"), LATE)
def test_claims_that_fail_late(
    let: Mapping[str, str], define: Mapping[str, object], claim: str, first: int
) -> None:
    found = find_witness(formalize(let, {}, define, claim), Budget())
    assert found.witness is not None
    value = next(iter(found.witness.point.values()))
    assert isinstance(value, Number) and first <= value.value <= first + first // 5


def test_what_never_fails_is_not_refuted() -> None:
    for let, claim in (({"n": "natural"}, "fibonacci(n) < 2**n"), ({"t": "natural"}, "(99/100)**t > 0")):
        assert find_witness(formalize(let, {}, {}, claim), Budget(search_points=3_000)).witness is None


@given(st.integers(-50, 50), st.one_of(st.none(), st.integers(0, 3_000)))
@settings(max_examples=40, deadline=None)
def test_the_ladder_stays_inside_and_repeats_nothing(low: int, length: int | None) -> None:
    high = None if length is None else (Fraction(low + length), True)
    interval = Interval((Fraction(low), True), high, False)
    ladder = far_wholes(interval)
    assert all(interval.holds(x) for x in ladder)
    assert not set(ladder) & set(wholes(interval))
    assert list(ladder) == sorted(set(ladder))


@pytest.mark.parametrize(
    ("step", "far"),
    [
        ("2*s(t) - 1/3", True),
        ("s(t)**2/(1 + t)", True),
        ("(1 + sqrt(1 + 4*s(t)**2))/2", False),
        ("s(t)**(1/2)", False),
        ("exp(-s(t))", False),
    ],
)
def test_far_numbers_are_tried_where_values_stay_rational(step: str, far: bool) -> None:
    """Nested roots are exact numbers whose degree doubles with every step; they once took all memory."""
    formal = formalize({"t": "natural"}, {}, {"s": {"start": ["1"], "step": step}}, "s(t) >= 0")
    assert is_rational(formal.sequences[0].step) is far
