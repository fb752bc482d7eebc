"""What a worker has decided outlives what happens to it while it looks for an explanation."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from proofs_check import judging
from proofs_check.conflict import EngineConflict, TimeUp
from proofs_check.goal import Budget
from proofs_check.run import Task, run
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim
from proofs_check.statement_record import Record

FALSE = Claim("square", "x**2 > 0", let={"x": "real"})
TRUE = Claim("square", "x**2 >= 0", let={"x": "real"})


def judged(claim: Claim, monkeypatch: pytest.MonkeyPatch, fault: Callable[[], object]) -> Record:
    monkeypatch.setattr(judging, "explained", lambda *arguments: fault())
    (record,) = run((Task(claim, "own"),), Settings(Budget(instances=10)))
    return record


def raising(problem: BaseException) -> Callable[[], object]:
    def fault() -> object:
        raise problem

    return fault


@pytest.mark.parametrize(
    "fault",
    [
        raising(OverflowError("too large")),
        raising(MemoryError()),
        raising(RecursionError()),
        raising(TimeUp()),
        lambda: os._exit(1),
    ],
)
@pytest.mark.parametrize(("claim", "verdict"), [(FALSE, "refuted"), (TRUE, "proved")])
def test_the_verdict_stands(
    fault: Callable[[], object], claim: Claim, verdict: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = judged(claim, monkeypatch, fault)
    assert record["verdict"] == verdict
    assert (record["counterexample"] is None) is (verdict == "proved")
    assert record["repair"] is None


def test_a_conflict_takes_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    record = judged(TRUE, monkeypatch, raising(EngineConflict("proved and refuted")))
    assert record["verdict"] == "unknown" and "disagree" in str(record["reason"])


def test_a_fault_before_the_verdict_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "seek", lambda *arguments: raising(OverflowError("too large"))())
    (record,) = run((Task(TRUE, "own"),), Settings(Budget(instances=10)))
    assert record["verdict"] == "unknown" and "OverflowError: too large" in str(record["reason"])
