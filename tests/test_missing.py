"""Hypotheses that a text forgot, those that it did not need, and bounds that move into domains."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check import judging
from proofs_check.conflict import EngineConflict
from proofs_check.goal import Budget, goal_of
from proofs_check.hypotheses import natural
from proofs_check.judging import judge
from proofs_check.narrow import narrowed
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim, Repair
from proofs_check.statement.terms import Compare, Letter, number
from proofs_check.statement.text import domain_text, text
from proofs_check.verdict import Judged

QUICK = Settings(Budget(instances=1_000, search_points=2_000))

FORGOTTEN = (
    ({"x": "real"}, "x/x == 1", "x != 0"),
    ({"x": "real"}, "sqrt(x**2) == x", "x >= 0"),
    ({"x": "real", "y": "real"}, "log(x*y) == log(x) + log(y)", "x > 0 and y > 0"),
    ({"x": "real", "n": "natural"}, "(1 + x)**n >= 1 + n*x", "x >= -1"),
    ({"n": "natural"}, "2**n >= n**2", "n >= 4"),
    (
        {"eps": "positive", "delta": "positive", "g": "real", "t": "natural"},
        "limit(eps/(delta + sqrt(t)*abs(g)), t, oo) == 0",
        "g != 0",
    ),
    ({"r": "real", "t": "natural"}, "limit(r**t, t, oo) == 0", "abs(r) < 1"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "inv(A) @ A == identity(n)", "det(A) != 0"),
    ({"n": "integer >= 1", "A": "symmetric(n)", "B": "symmetric(n)"}, "(A @ B).T == A @ B", "A @ B == B @ A"),
)


def judged(let: Mapping[str, str], claim: str, given: Mapping[str, str] | None = None) -> Judged:
    return judge(Claim("claim", claim, let=let, given=given or {}), QUICK)


@pytest.mark.parametrize(("let", "claim", "hypothesis"), FORGOTTEN)
def test_the_missing_hypothesis_is_named_with_both_halves(
    let: Mapping[str, str], claim: str, hypothesis: str
) -> None:
    found = judged(let, claim)
    assert found.verdict == "refuted" and found.witness is not None
    assert found.repair is not None and found.repair.verdict == "proved"
    assert isinstance(found.repair.subject, Claim)
    assert hypothesis in found.repair.subject.given.values()


def test_a_strict_relation_is_weakened() -> None:
    found = judged({"x": "real"}, "exp(x) > 1 + x").repair
    assert found is not None and isinstance(found.subject, Claim) and found.subject.claim == "exp(x) >= 1 + x"


def test_a_matrix_of_a_narrower_kind() -> None:
    let = {"n": "integer >= 1", "A": "symmetric(n)", "x": "vector(n)"}
    found = judged(let, "dot(x, A @ x) >= 0").repair
    assert found is not None and isinstance(found.subject, Claim) and found.subject.let["A"] == "psd(n)"


@pytest.mark.parametrize("claim", ["x == x + 1", "x**2 < 0", "x < y"])
def test_what_no_hypothesis_mends_gets_none(claim: str) -> None:
    found = judged({"x": "real", "y": "real"}, claim)
    assert found.verdict == "refuted" and found.repair is None


def test_hypotheses_that_are_needed_and_those_that_are_not() -> None:
    found = judged({"x": "real", "y": "real"}, "x*(y**2 + 1) > 0", {"sign": "x > 0", "idle": "y >= -3"})
    assert [(need.name, need.needed) for need in found.hypotheses] == [("sign", True), ("idle", False)]
    point = found.hypotheses[0].point
    assert point is not None and text(point["x"]) in ("0", "-1")


@given(
    kind=st.sampled_from(["real", "integer", "nonnegative", "real in [-1, 2)", "integer in [-2, 2]"]),
    relation=st.sampled_from(["<", "<=", ">", ">=", "!="]),
    at=st.fractions(-3, 3, max_denominator=2),
    swap=st.booleans(),
    value=st.fractions(-3, 3, max_denominator=4),
)
def test_a_bound_says_the_same_in_the_domain(
    kind: str, relation: str, at: object, swap: bool, value: object
) -> None:
    sides = f"({at}) {relation} x" if swap else f"x {relation} ({at})"
    claim = Claim("claim", "x == x", let={"x": kind}, given={"bound": sides})
    point = {"x": number(value)}  # type: ignore[arg-type]
    before = admissible(claim, point)
    goal = narrowed(goal_of(claim.formal))
    kept = {f"h{place}": text(term) for place, term in enumerate(goal.hypotheses)}
    after = Claim("claim", "x == x", let={"x": domain_text(dict(goal.letters)["x"])}, given=kept)
    assert admissible(after, point) == before


def admissible(claim: Claim, point: Mapping[str, object]) -> bool:
    from proofs_check.witness.recheck import HOLDS, recheck

    return recheck(claim.formal, point).explanation == HOLDS  # type: ignore[arg-type]


def test_a_bound_by_another_letter_stays_a_hypothesis() -> None:
    claim = Claim("claim", "x == x", let={"x": "real", "y": "real"}, given={"order": "x < y"})
    assert narrowed(goal_of(claim.formal)).hypotheses == (Compare("<", Letter("x"), Letter("y")),)


def test_an_instance_that_fails_in_floats_becomes_a_witness() -> None:
    """False at one integer that the search does not come to by itself."""
    judged = judge(Claim("one", "n**2 + n + 41 > 1681 or n < 40", let={"n": "natural"}))
    assert judged.witness is not None and text(judged.witness.point["n"]) == "40"


def test_no_hypothesis_leaves_a_single_point() -> None:
    """u^2/(1 + u^2) is not convex; that the inequality is an equation at t = 1 is no repair."""
    claim = Claim(
        "chord",
        "f((1 - t)*x + t*y) <= (1 - t)*f(x) + t*f(y)",
        let={"x": "real", "y": "real", "t": "real in [0, 1]"},
        define={"f(u)": "u**2/(1 + u**2)"},
    )
    tried = {text(term) for term in natural(claim.formal, {})}
    assert not tried & {"t >= 1", "t > 1", "t <= 0", "t < 0"}
    assert {"t < 1", "t > 0", "x >= 0"} <= tried


def test_a_repair_that_is_proved_and_refuted_is_an_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Repair(given={"late": "x > -5"}, says="")
    monkeypatch.setattr(judging, "missing_hypothesis", lambda claim, point, budget: wrong)
    with pytest.raises(EngineConflict, match="x > -5"):
        judged({"x": "real"}, "x >= 0")
