"""The worlds of risks: expectations over all samples, the 0-1 loss, early stopping."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.worlds import risks

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS, st.sampled_from(risks.SAMPLE_RISKS.sizes))
def test_a_fitted_mean_looks_too_good_by_the_known_factors(seed: int, size: int) -> None:
    """Variance p(1 - p)(a - b)^2: the sample sees (1 - 1/m) of it, the population (1 + 1/m)."""
    found = risks.run_samples(np.random.default_rng(seed), 50, size).values
    variance = found["p"] * (1 - found["p"]) * (found["a"] - found["b"]) ** 2
    assert found["hat_fitted"] == pytest.approx(variance * (1 - 1 / size), abs=1e-12)
    assert found["true_fitted"] == pytest.approx(variance * (1 + 1 / size), abs=1e-12)
    assert found["hat_fixed"] == pytest.approx(found["true_fixed"], abs=1e-12)


@given(SEEDS, st.sampled_from(risks.ZERO_ONE_LOSS.sizes))
def test_the_zero_one_loss_is_flat_off_its_boundary(seed: int, size: int) -> None:
    found = risks.run_zero_one(np.random.default_rng(seed), 200, size).values
    assert not found["quotient"][np.abs(found["z"]) > 1 / 16].any()
    assert np.array_equal(found["l"] == 1, found["z"] <= 0)
    assert np.all(found["nll"] >= np.log(2) * found["l"])


def test_a_quotient_across_the_boundary_is_seen() -> None:
    """With a step of 1 the boundary is crossed: the flatness is no accident of the code."""
    wide = risks.H
    try:
        risks.H = 1.0
        found = risks.run_zero_one(np.random.default_rng(0), 200, 1).values
    finally:
        risks.H = wide
    assert found["quotient"].any()


@given(SEEDS)
def test_early_stopping_stops_near_the_validation_minimum(seed: int) -> None:
    found = risks.run_early_stopping(np.random.default_rng(seed), 200, 1).values
    overshoot = found["w_stop"] - found["near"]
    assert np.all(np.abs(overshoot) <= found["rate"] * (found["near"] + found["c"]))
    assert found["slope"] == pytest.approx(found["w_stop"] - found["near"] - found["c"])
