"""Compared pairs: the machine says whether both can hold, and shows why."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO

import pytest
from rich.console import Console

from proofs_check.claim_record import claim_record
from proofs_check.goal import Budget
from proofs_check.judging import judge
from proofs_check.record import record_of
from proofs_check.report.pairs import render_pairs
from proofs_check.report.reading import objects_at
from proofs_check.settings import Settings
from proofs_check.statement_record import Record
from theory.catalog import TOPICS
from theory.pairs import PAIRS, TOPIC, Pair
from theory.tasks import catalogue, tasks_of

SETTINGS = Settings(Budget(instances=500, search_points=2_000), 0)


def compared(one: str, other: str, given: Mapping[str, str] | None = None) -> Record:
    """The record of a run on one pair over a real x."""
    pair = Pair("first", "second", "At every x.", {"x": "real"}, one, other, given or {})
    judged = claim_record(judge(pair.entry, SETTINGS), TOPIC)
    return record_of([], SETTINGS, "pairs", {}, True, 0.0, [judged])


@pytest.mark.parametrize(
    ("one", "other", "given", "outcome"),
    [
        ("x > 0", "x < 0", {}, "conflict"),
        ("x >= 0", "x <= 0", {}, "conflict at a point"),
        ("x >= 0", "abs(x) == x", {"known": "x >= 0"}, "compatible"),
        ("x >= 0", "x <= 0", {"away": "x != 0"}, "conflict"),
        ("x > 1", "x < 0", {"none": "x**2 < 0"}, "open"),
    ],
)
def test_the_outcome_is_what_the_judge_finds(
    one: str, other: str, given: Mapping[str, str], outcome: str
) -> None:
    """Where nothing satisfies the hypotheses of both, nothing is said."""
    (pair,) = objects_at(compared(one, other, given), "pairs")
    assert pair["outcome"] == outcome


def test_what_shows_it_is_printed() -> None:
    out = StringIO()
    Console(file=out, width=100).print(render_pairs(compared("x >= 0", "x <= 0")))
    assert "first / second  ✗ cannot both hold for all values" in out.getvalue()
    assert "Both hold at x = 0." in out.getvalue()
    assert "Not both hold at x = 1." in out.getvalue()


def test_every_pair_names_two_entries_of_the_catalogue_once() -> None:
    known = {claim.id for _, claims in TOPICS for claim in claims}
    named = [frozenset((pair.first, pair.second)) for pair in PAIRS]
    assert all(both <= known and len(both) == 2 for both in named)
    assert len(named) == len(set(named))


def test_pairs_are_judged_with_the_catalogue_and_by_themselves() -> None:
    everything, _ = tasks_of([])
    chosen, _ = tasks_of([TOPIC])
    assert [task for task in everything if task.topic == TOPIC] == list(chosen)
    assert len(catalogue()) == len(everything)
