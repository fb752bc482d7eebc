"""Judging in a process beside the caller's: the same record as `theory check`, limits, and a process that ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from proofs_check.judging_apart import Asked, JudgeApart
from proofs_check.statement.claim import Claim
from proofs_check.statement.claim_file import read_claims

TEXT = '[[claim]]\nid = "half_square"\nlet = { x = "real" }\nclaim = "x**2 >= x"\n'
HALF = Claim("half_square", "x**2 >= x", let={"x": "real"})
SLOW = Claim(
    "slow",
    "trace(a@b@c) <= norm(a)*norm(b)*norm(c) + exp(-trace(a@a))",
    let={name: "symmetric(3)" for name in "abc"},
)


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[JudgeApart]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    apart = JudgeApart()
    yield apart
    apart.close()


def test_the_record_is_that_of_theory_check(judge: JudgeApart, tmp_path: Path) -> None:
    (claim,) = read_claims(TEXT, "chapter.claims.toml")
    assert isinstance(claim, Claim)
    record = judge.record(Asked(claim, quick=True))
    assert (record["verdict"], record["trust"], record["counterexample"]) == (
        "refuted",
        "certificate",
        {"x": "1/2"},
    )
    path = tmp_path / "chapter.claims.toml"
    path.write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "theory", "check", "--quick", "--json", "-", str(path)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    # Equal to the last digit of the seconds: it was taken from the cache that both share.
    assert json.loads(done.stdout)["claims"] == [record]


def test_the_budget_is_the_one_that_is_asked_for(judge: JudgeApart) -> None:
    for quick, instances in ((True, 4_000), (False, 100_000)):
        record = judge.record(Asked(Claim("sum", "x + 1 > x", let={"x": "real"}), quick))
        counted = record["instances"]
        assert isinstance(counted, dict) and counted["tried"] == instances


def test_a_claim_that_takes_too_long_is_stopped_and_not_kept(judge: JudgeApart, tmp_path: Path) -> None:
    record = judge.record(Asked(SLOW, seconds=1))
    assert record["verdict"] == "unknown" and str(record["reason"]).startswith("time limit")
    assert not list(tmp_path.rglob("*.json"))
    assert judge.record(Asked(HALF, quick=True))["verdict"] == "refuted"


def test_an_interrupted_caller_leaves_no_process_and_no_late_answer(judge: JudgeApart) -> None:
    judge.record(Asked(HALF, quick=True))
    group = started(judge)
    assert os.getpgid(group) == group != os.getpgrp() and alive(group)
    signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    with pytest.raises(KeyboardInterrupt):
        judge.record(Asked(SLOW))
    assert not alive(group)
    assert judge.record(Asked(HALF, quick=True))["id"] == "half_square"


def alive(group: int) -> list[str]:
    """The processes of a group that still run; one that was killed stays listed until its parent has heard of it."""
    shown = subprocess.run(
        ["ps", "-e", "-o", "pgid=,stat=,args="], capture_output=True, text=True, check=True
    )
    lines = [line.split(maxsplit=2) for line in shown.stdout.splitlines()]
    return [" ".join(rest) for own, state, *rest in lines if int(own) == group and not state.startswith("Z")]


def interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def started(judge: JudgeApart) -> int:
    process = judge._process
    assert process is not None
    return process.pid


def test_a_process_that_dies_is_reported_and_replaced(judge: JudgeApart) -> None:
    judge.record(Asked(HALF, quick=True))
    os.kill(started(judge), signal.SIGKILL)
    with pytest.raises(RuntimeError, match="claim 'half_square': the process that judges claims ended"):
        judge.record(Asked(HALF, quick=True))
    assert judge.record(Asked(HALF, quick=True))["verdict"] == "refuted"


def test_what_lies_beside_the_caller_does_not_touch_the_judge(
    judge: JudgeApart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('not numpy')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert judge.record(Asked(HALF, quick=True))["verdict"] == "refuted"
