"""Equalities: the exact algebra proves the true ones with a certificate, and none of the false ones."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import algebra, modular
from proofs_check.engines.simplify_terms import conclude
from proofs_check.goal import Answer
from tests.engines.scalar.statements import FALSE_IDENTITIES, TRUE_IDENTITIES, goal

R = "real"


@pytest.mark.parametrize(("let", "claim"), TRUE_IDENTITIES, ids=[claim for _, claim in TRUE_IDENTITIES])
def test_true_identity_has_a_certificate_and_no_conflict(let: Mapping[str, str], claim: str) -> None:
    for one in conclude(goal(let, claim)):
        answer = algebra.attempt(one)
        assert answer.proved and answer.trust == "certificate", answer.detail
        modular.guard(one, answer)


@pytest.mark.parametrize(("let", "claim"), FALSE_IDENTITIES, ids=[claim for _, claim in FALSE_IDENTITIES])
def test_false_identity_is_not_proved(let: Mapping[str, str], claim: str) -> None:
    for one in conclude(goal(let, claim)):
        assert not algebra.attempt(one).proved
        assert not modular.attempt(one).proved


def test_equality_hypotheses_are_used() -> None:
    r3 = {"x": R, "y": R, "z": R}
    assert algebra.attempt(goal(r3, "y == z", "x*y == x*z", "x != 0")).proved
    assert not algebra.attempt(goal(r3, "y == z", "x*y == x*z")).proved
    assert algebra.attempt(goal(r3, "x**2 - y**2 == 0", "x + y == 1", "x - y == 0")).proved
    cubes = goal(r3, "x**4 + y**4 + z**4 == (x**2 + y**2 + z**2)**2/2", "x + y + z == 0")
    assert algebra.attempt(cubes).trust == "certificate"
    assert algebra.attempt(goal(r3, "x*y == z", "x == z/y")).proved


def test_limits_and_derivatives_are_not_taken_to_exist() -> None:
    let = {"x": R, "t": "natural"}
    for claim in ("limit(x**t, t, oo) == limit(x**t, t, oo)", "diff(abs(x), x) == diff(abs(x), x)"):
        assert not algebra.attempt(goal(let, claim)).proved
    known = goal(let, "2*limit(x**t, t, oo) == 2", "limit(x**t, t, oo) == 1")
    assert algebra.attempt(known).proved
    unbounded = goal(let, "limit(x**t, t, oo) == limit(x**t, t, oo)", "limit(x**t, t, oo) == oo")
    assert not algebra.attempt(unbounded).proved


def test_a_wrong_proof_raises_an_alarm() -> None:
    wrong = goal({"x": R, "y": R}, "(x + y)**2 == x**2 + y**2")
    with pytest.raises(modular.EngineConflict):
        modular.guard(wrong, Answer("algebra", "proved"))


def test_agreement_counts_its_points() -> None:
    g = goal({"x": R, "t": "natural"}, "x**(t + 1) == x*x**t")
    found = modular.agree(g.conclusion.left, g.conclusion.right, g)
    assert found.agrees and found.points == modular.POINTS


small = st.integers(-3, 3)


@st.composite
def rational_terms(draw: st.DrawFn, depth: int = 3) -> str:
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(["x", "y", str(draw(small))]))
    left, right = draw(rational_terms(depth - 1)), draw(rational_terms(depth - 1))
    op = draw(st.sampled_from(["+", "-", "*", "/", "**2"]))
    return f"({left})**2" if op == "**2" else f"({left}) {op} ({right})"


def _value(source: str, x: Fraction, y: Fraction) -> Fraction | None:
    try:
        return Fraction(eval(_exact(source), {"x": x, "y": y, "F": Fraction}))
    except ZeroDivisionError:
        return None


def _exact(source: str) -> str:
    import re

    return re.sub(r"(?<![\w*])(\d+)", r"F(\1)", source)


@settings(max_examples=150, deadline=None)
@given(rational_terms(), rational_terms(), st.lists(st.tuples(small, small), min_size=4, max_size=8))
def test_proved_equalities_hold_at_rational_points(
    left: str, right: str, points: list[tuple[int, int]]
) -> None:
    one = goal({"x": R, "y": R}, f"{left} == {right}")
    answer = algebra.attempt(one)
    pairs = [
        (_value(left, Fraction(a, 3), Fraction(b, 2)), _value(right, Fraction(a, 3), Fraction(b, 2)))
        for a, b in [*points, (5, 7), (8, -9), (2, 11)]
    ]
    defined = [(a, b) for a, b in pairs if a is not None and b is not None]
    if answer.proved:
        assert all(a == b for a, b in defined)
        modular.guard(one, answer)
    elif len(defined) > 8:
        assert any(a != b for a, b in defined) or "zero" in answer.detail
