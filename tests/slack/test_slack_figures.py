"""The general figure of a claim: what it shows agrees with the claim, it is small, deterministic and cheap."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.claim_record import claim_record
from proofs_check.report.figure import description, svg_figure
from proofs_check.slack import slack_figures
from proofs_check.statement.claim import Claim
from proofs_check.statement.terms import number
from proofs_check.verdict import Judged, Verdict, Witness

Figure = dict[str, Any]


def judged(
    claim: str, verdict: Verdict = "proved", at: Mapping[str, Fraction | int] | None = None, **let: str
) -> Judged:
    point = {name: number(value) for name, value in at.items()} if at is not None else None
    witness = Witness(point, "false", "", (), "test") if point is not None else None
    return Judged(Claim(id="c", claim=claim, let=let), verdict, "", witness=witness)


def figure(claim: str, *rest: Any, **let: str) -> Figure:
    (found,) = slack_figures(judged(claim, *rest, **let), ())
    return found


def series(found: Figure, label: str) -> Figure:
    return next(one for one in found["series"] if one["label"] == label)


def test_slack_of_a_proved_claim_and_its_equality_point() -> None:
    found = figure("x**2 + 1 >= 2*x", x="real")
    slack = series(found, "slack")
    for x, y in zip(slack["x"], slack["y"], strict=True):
        assert y == pytest.approx((x - 1) ** 2, abs=1e-2)
    assert series(found, "both sides equal")["x"] == [1.0]
    assert found["ylabel"] == "left side − right side" and not found["spans"]


def test_equality_point_off_the_grid_is_found() -> None:
    found = figure("exp(x) >= e*x", x="real in [0.123, 1.777]")
    assert series(found, "both sides equal")["x"] == [pytest.approx(1, abs=1e-3)]


def test_strict_claims_have_no_equality_points() -> None:
    assert [one["label"] for one in figure("x**2 > -1", x="real")["series"]] == ["slack"]


def test_violated_stretch_and_witness() -> None:
    found = figure("x**2 >= x", "refuted", {"x": Fraction(1, 2)}, x="real")
    (span,) = found["spans"]
    assert span["from"] == pytest.approx(0, abs=0.1) and span["to"] == pytest.approx(1, abs=0.1)
    assert found["vlines"] == [{"x": 0.5, "label": "witness"}]
    assert "witness" in found["caption"]


def test_window_reaches_a_far_witness_and_a_tiny_region() -> None:
    far = figure("x <= 1000", "refuted", {"x": 1001}, x="real")
    assert min(far["series"][0]["x"]) < 1000 < max(far["series"][0]["x"])
    tiny = figure("x**2 >= x/100", "refuted", {"x": Fraction(1, 200)}, x="real")
    (span,) = tiny["spans"]
    assert 0.005 < span["to"] - span["from"] < 0.02


def test_map_of_two_letters() -> None:
    found = figure("2*x*y <= x**2 + y**2", x="real", y="real")
    assert found["kind"] == "map"
    for row, y in zip(found["z"], found["y"], strict=True):
        for value, x in zip(row, found["x"], strict=True):
            assert value == pytest.approx((x - y) ** 2, rel=2e-2, abs=1e-2)
    equal = series(found, "both sides equal")
    assert equal["x"] == equal["y"]


def test_map_rows_run_along_the_second_letter() -> None:
    found = figure("x <= 10 + y", "refuted", {"x": 20, "y": 1}, x="real", y="real in [0, 1]")
    assert found["z"][0][-1] < found["z"][-1][-1]


def test_section_through_the_witness_of_a_claim_with_more_letters() -> None:
    found = figure("x*y*z <= x + y + z", "refuted", {"x": 2, "y": 2, "z": 3}, x="real", y="real", z="real")
    assert found["kind"] == "map" and "z = 3" in found["caption"]


def test_curves_for_a_real_and_a_whole_letter() -> None:
    found = figure("(1 + x)**n >= 1 + n*x", x="real >= -1", n="integer >= 1")
    assert found["series"][0]["label"] == "n = 1"


def test_both_sides_of_a_refuted_equality() -> None:
    found = figure("abs(x) == x", "refuted", {"x": -1}, x="real")
    assert [one["label"] for one in found["series"]] == ["left side", "right side"]


def test_places_outside_the_domain_or_undefined_are_left_out() -> None:
    found = figure("x*log(x) >= -1/e", x="real")
    slack = series(found, "slack")
    assert all((y is None) == (x <= 0) for x, y in zip(slack["x"], slack["y"], strict=True))


@pytest.mark.parametrize(
    ("claim", "let"),
    [
        ("x == x", {"x": "real"}),
        ("x**2 >= 0 or x > 0", {"x": "real"}),
        ("0 <= 1", {}),
        ("x + 1 > x", {"x": "real"}),
        ("exists(y, 'real', y > x)", {"x": "real"}),
        ("x + y + z <= x + y + z + x**2", {"x": "real", "y": "real", "z": "real"}),
        ("norm(v) >= 0", {"n": "integer >= 1", "v": "vector(n)"}),
        ("abs(z) >= 0", {"z": "complex"}),
        ("x +", {"x": "real"}),
    ],
)
def test_no_figure_where_there_is_nothing_to_show(claim: str, let: dict[str, str]) -> None:
    assert slack_figures(judged(claim, **let), ()) == []


def test_no_figure_that_contradicts_a_proof() -> None:
    assert slack_figures(judged("x >= 0", x="real"), ()) == []


def test_undecided_claims_say_that_a_picture_is_no_proof() -> None:
    assert "no proof" in figure("x**2 + 1 >= 2*x", "unknown", x="real")["caption"]


def test_record_has_the_figure_and_the_page_draws_it() -> None:
    record = claim_record(judged("x*y <= x**2 + y**2", x="real", y="real"))
    figures: Any = record["figures"]
    json.dumps(figures, allow_nan=False)
    drawing = svg_figure(figures[0], "f")
    assert "var(--supported)" in drawing and "map of" in description(figures[0])


def test_failing_region_is_hatched_in_the_drawing() -> None:
    found = figure("x*y <= x + y", "refuted", {"x": 3, "y": 3}, x="positive", y="positive")
    drawing = svg_figure(found, "f")
    assert "<pattern" in drawing and "var(--refuted)" in drawing and "the claim fails at" in drawing


COEFFICIENTS = st.integers(-5, 5)


@settings(max_examples=40)
@given(COEFFICIENTS, COEFFICIENTS, COEFFICIENTS)
def test_slack_is_the_difference_of_the_sides(a: int, b: int, c: int) -> None:
    claim = judged(f"({a})*x**3 + ({b})*x <= ({c})*x**2 + 1", "unknown", x="real in [-2, 2]")
    for found in slack_figures(claim, ()):
        slack = found["series"][0]
        for x, y in zip(slack["x"], slack["y"], strict=True):
            exact = c * x**2 + 1 - a * x**3 - b * x
            assert y is None or math.isclose(y, exact, rel_tol=5e-3, abs_tol=5e-2)
        failing = [x for x, y in zip(slack["x"], slack["y"], strict=True) if y is not None and y < -1e-2]
        assert all(any(span["from"] <= x <= span["to"] for span in found["spans"]) for x in failing)


@pytest.mark.parametrize(
    ("claim", "let"),
    [("x**2 + 1 >= 2*x", {"x": "real"}), ("2*x*y <= x**2 + y**2", {"x": "real", "y": "real"})],
)
def test_same_claim_same_small_figure_at_little_cost(claim: str, let: dict[str, str]) -> None:
    first = slack_figures(judged(claim, **let), ())
    began = time.process_time()
    second = slack_figures(judged(claim, **let), ())
    assert time.process_time() - began < 0.05
    assert first == second and len(json.dumps(first)) < 6000


def test_general_figures_are_marked_and_runs_have_none() -> None:
    found = judged("x**2 >= 0", x="real")
    assert [one["general"] for one in slack_figures(found, ())] == [True]
    counted = Judged(Claim(id="c", claim="x**2 >= 0", let={"x": "real"}, scope="empirical"), "refuted", "")
    assert slack_figures(counted, ()) == []
