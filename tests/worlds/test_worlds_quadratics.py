"""The quadratic worlds against exact arithmetic, and against formulas that are right and wrong."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from worlds_reference import check_errors

from proofs_check.worlds.quadratics import (
    QUADRATIC_BEST_STEP,
    QUADRATIC_DEFINITE,
    QUADRATIC_INDEFINITE,
    QUADRATIC_SINGULAR,
)
from proofs_check.worlds.world import Measured, World

PLAIN = (QUADRATIC_DEFINITE, QUADRATIC_INDEFINITE, QUADRATIC_SINGULAR)


def reference(letters: dict[str, Any]) -> dict[str, Any]:
    H, b, x, eps = (letters[name] for name in ("H", "b", "x", "eps"))

    def cost(point: NDArray[Any]) -> Any:
        return point @ (H @ point) / 2 + b @ point

    g = H @ x + b
    return {"g": g, "J0": cost(x), "J1": cost(x - eps * g)}


def best_reference(letters: dict[str, Any]) -> dict[str, Any]:
    H, b, x = (letters[name] for name in ("H", "b", "x"))
    g = H @ x + b
    best = (g @ g) / (g @ (H @ g))
    point = x - best * g
    return {**reference(letters), "e_best": best, "J_best": point @ (H @ point) / 2 + b @ point}


def gap(measured: Measured, factor: float) -> NDArray[Any]:
    """J1 - J0 - (factor eps^2 s - eps q), over the error that the measured values explain."""
    v, e = measured.values, measured.errors
    q = np.einsum("bi,bi->b", v["g"], v["g"])
    s = np.einsum("bi,bij,bj->b", v["g"], v["H"], v["g"])
    size = np.abs(v["g"]).sum(axis=1) * (1 + np.abs(v["H"]).sum(axis=(1, 2)) * (1 + np.abs(v["eps"])))
    own = 1e-13 * (
        np.abs(factor * v["eps"] ** 2 * s) + np.abs(v["eps"]) * q + np.abs(v["J0"]) + np.abs(v["J1"])
    )
    slack = e["J0"] + e["J1"] + 4 * np.abs(v["eps"]) * size * e["g"] + own + 1e-300
    return np.asarray(np.abs(v["J1"] - v["J0"] - (factor * v["eps"] ** 2 * s - v["eps"] * q)) / slack)


@pytest.mark.parametrize("world", PLAIN, ids=lambda world: world.name)
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32), n=st.sampled_from([1, 2, 3, 8]))
def test_errors_bound_the_exact_values(world: World, seed: int, n: int) -> None:
    check_errors(world, n, reference, count=15, seed=seed)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32), n=st.sampled_from([1, 2, 3, 8]))
def test_best_step_lies_within_its_bound(seed: int, n: int) -> None:
    check_errors(QUADRATIC_BEST_STEP, n, best_reference, count=15, seed=seed)


@pytest.mark.parametrize("world", PLAIN, ids=lambda world: world.name)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32), n=st.sampled_from([1, 2, 3, 8, 32]))
def test_increment_agrees_and_mutants_fail(world: World, seed: int, n: int) -> None:
    measured = world.run(np.random.default_rng(seed), 200, n)
    assert (gap(measured, 0.5) <= 1).all()
    if n > 1 or world is not QUADRATIC_SINGULAR:
        assert (gap(measured, -0.5) > 10).any()
        assert (gap(measured, 1.0) > 10).any()


def test_edges_occur() -> None:
    for world in PLAIN:
        measured = world.run(np.random.default_rng(3), 4000, 2)
        v, exact = measured.values, measured.errors["J1"] == 0
        critical = (v["g"] == 0).all(axis=1) & (measured.errors["g"] == 0)
        assert 0.02 < critical.mean() < 0.3
        assert (v["eps"] == 0).any() and (v["eps"] == 1).any() and (v["eps"] < 0).mean() > 0.05
        assert 0.5 < exact.mean() < 0.95
        np.testing.assert_array_equal(v["J1"][critical & exact], v["J0"][critical & exact])


def test_ties_of_the_cost_are_exact() -> None:
    v, e = (lambda m: (m.values, m.errors))(QUADRATIC_DEFINITE.run(np.random.default_rng(3), 4000, 3))
    back = (v["H"] == np.identity(3)).all(axis=(1, 2)) & (v["eps"] == 2) & ~(v["g"] == 0).all(axis=1)
    assert back.any()
    assert (v["J1"][back] == v["J0"][back]).all() and (e["J1"][back] == 0).all()


@pytest.mark.parametrize("n", [1, 2, 3, 8, 32])
def test_signatures(n: int) -> None:
    spectra = {}
    for world in PLAIN:
        H = world.run(np.random.default_rng(0), 200, n).values["H"]
        np.testing.assert_array_equal(H, H.swapaxes(1, 2))
        spectra[world.name] = np.linalg.eigvalsh(H) / np.maximum(np.abs(H).max(axis=(1, 2)), 1e-300)[:, None]
    assert (spectra["quadratic_definite"][:, 0] > 1e-9).all()
    assert (spectra["quadratic_indefinite"][:, 0] < 0).all()
    assert n == 1 or (spectra["quadratic_indefinite"][:, -1] > 0).all()
    assert (np.abs(spectra["quadratic_singular"]).min(axis=1) < 1e-12).all()
    if n > 1:
        equal = np.ptp(spectra["quadratic_definite"], axis=1) == 0
        assert 0.005 < equal.mean() < 0.3
