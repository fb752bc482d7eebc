"""Empirical claims: counting decides at a stated error rate, and what is close to a half is left open."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from proofs_check.empirical import interval
from proofs_check.goal import Budget
from proofs_check.judging import judge
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim, Experiment, Mutant
from proofs_check.worlds.world import Measured, World


def coin(share: float, most: int = 400) -> World:
    """A world whose letter x is 1 in that share of the runs, else 0."""

    def run(rng: np.random.Generator, instances: int, n: int) -> Measured:
        return Measured({"x": (rng.random(instances) < share).astype(np.float64)}, {})

    return World("coin", "Throws a coin.", ("x",), (1,), run, most)


def claim(share: float) -> Claim:
    return Claim(
        id="heads",
        claim="x == 1",
        let={"x": "real"},
        scope="empirical",
        experiments=(Experiment(coin(share)),),
        mutants=(Mutant("tails", "x == 0"),),
    )


@pytest.mark.parametrize(
    ("share", "verdict"),
    [(1.0, "supported"), (0.8, "supported"), (0.5, "unknown"), (0.2, "refuted"), (0.0, "refuted")],
)
def test_counting_decides(share: float, verdict: str) -> None:
    """The letter is free: a search would find x = 0 at once, and it must not be asked."""
    judged = judge(claim(share), Settings(Budget(instances=100_000), 0))
    assert judged.verdict == verdict, judged.reason
    assert judged.trust is None
    assert judged.experiments[0].tried == 400
    assert (judged.witness is not None) == (verdict == "refuted")


@pytest.mark.parametrize(("share", "dies"), [(0.9, True), (0.1, False)])
def test_a_mutant_dies_by_counting_too(share: float, dies: bool) -> None:
    judged = judge(claim(share), Settings(Budget(instances=1_000), 0))
    assert bool(judged.mutants[0].killed_by) is dies


def test_the_interval_covers_the_share_and_shrinks() -> None:
    assert interval(0, 0) == (0.0, 1.0)
    assert interval(10, 10)[1] == 1.0 and interval(0, 10)[0] == 0.0
    wide, narrow = interval(5, 10), interval(500, 1000)
    assert wide[0] < narrow[0] < 0.5 < narrow[1] < wide[1]
    assert interval(16, 16)[0] < 0.5 < interval(24, 24)[0]  # 24 runs are needed where all agree


def test_data_that_are_not_installed_are_named_and_decide_nothing() -> None:
    def run(rng: np.random.Generator, instances: int, n: int) -> Measured:
        raise ModuleNotFoundError(
            'the data come with scikit-learn, which is not installed; install the extra "data"'
        )

    absent = replace(claim(1.0), experiments=(Experiment(World("absent", "Needs data.", ("x",), (1,), run)),))
    judged = judge(absent, Settings(Budget(instances=100), 0))
    assert judged.verdict == "unknown"
    assert 'install the extra "data"' in judged.reason


def test_a_statement_without_a_value_in_its_world_decides_nothing() -> None:
    """The claim asks for a letter that the world does not return; the entry is judged all the same."""
    other = replace(claim(1.0), let={"x": "real", "y": "real"}, claim="x == y", mutants=())
    judged = judge(other, Settings(Budget(instances=100), 0))
    assert judged.verdict == "unknown"
    assert "has no values" in judged.reason
