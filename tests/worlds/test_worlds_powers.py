"""The worlds of matrix powers against exact arithmetic, and against formulas that are right and wrong."""

from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from worlds_reference import check_errors, norm, precise

from proofs_check.worlds import powers, spectra
from proofs_check.worlds.rounding import exact, iterate

SEEDS = st.integers(0, 2**32 - 1)


def int_power(matrix: NDArray[Any], t: int) -> NDArray[Any]:
    n = len(matrix)
    result = precise(np.identity(n))
    for _ in range(int(t)):
        result = result @ matrix
    return result


def diagonal_power(L: NDArray[Any], t: int) -> NDArray[Any]:
    return np.diag([x ** int(t) if int(t) else mpmath.mpf(1) for x in np.diag(L)])


def inverse(V: NDArray[Any]) -> NDArray[Any]:
    return np.array((mpmath.matrix(V.tolist()) ** -1).tolist(), dtype=object).reshape(V.shape)


def eigen_reference(letters: dict[str, Any]) -> dict[str, Any]:
    V, L = letters["V"], letters["L"]
    back = inverse(V)
    return {"W": V @ L @ back, "Wt": V @ diagonal_power(L, letters["t"].real) @ back}


@given(SEEDS, st.sampled_from([1, 2, 3, 8]))
@settings(max_examples=12, deadline=None)
def test_eigen_power_within_its_bounds(seed: int, n: int) -> None:
    check_errors(powers.EIGEN_POWER, n, eigen_reference, count=6, seed=seed)


@given(SEEDS, st.sampled_from([2, 3, 4]))
@settings(max_examples=12, deadline=None)
def test_complex_power_within_its_bounds(seed: int, n: int) -> None:
    # mpmath's inverse is only good to 600 bits, so exact instances need its roundoff
    measured = powers.EIGEN_POWER_COMPLEX.run(np.random.default_rng(seed), 200, n)
    for index in range(0, 200, 25):
        letters = {name: precise(values[index]) for name, values in measured.values.items()}
        for name, expected in eigen_reference(letters).items():
            gap = max(abs(x) for x in np.ravel(letters[name] - expected))
            assert gap <= measured.errors[name][index] + mpmath.mpf(2) ** -400, (name, index)


def jordan_reference(letters: dict[str, Any]) -> dict[str, Any]:
    lam, N, t = letters["lam"], letters["N"], int(letters["t"])
    n = len(N)
    total, power = precise(np.zeros((n, n))), precise(np.identity(n))
    for k in range(min(t, n - 1) + 1):
        rest = lam ** (t - k) if t > k else mpmath.mpf(1)
        total, power = total + mpmath.binomial(t, k) * rest * power, power @ N
    return {"Wt": total, "W": lam * precise(np.identity(n)) + N}


@given(SEEDS, st.sampled_from([1, 2, 3, 4, 8]))
@settings(max_examples=12, deadline=None)
def test_jordan_power_within_its_bounds(seed: int, n: int) -> None:
    check_errors(powers.JORDAN_POWER, n, jordan_reference, count=10, seed=seed)
    N = powers.JORDAN_POWER.run(np.random.default_rng(seed), 50, n).values["N"]
    assert not np.linalg.matrix_power(N, n).any()
    assert n == 1 or np.linalg.matrix_power(N, n - 1).any(axis=(1, 2)).all()


@given(SEEDS, st.integers(1, 33))
@settings(max_examples=40, deadline=None)
def test_bases_have_exact_inverses(seed: int, size: int) -> None:
    pair = spectra.basis(np.random.default_rng(seed), 32, size)
    product = np.matmul(pair.V.value, pair.inverse.value)
    np.testing.assert_array_equal(product, np.broadcast_to(np.identity(size), product.shape))
    for array in (pair.V, pair.inverse):
        assert ((array.value / array.grid[:, None, None]) % 1 == 0).all()


@pytest.mark.parametrize("n", [2, 8])
def test_eigen_power_refutes_wrong_exponents(n: int) -> None:
    measured = powers.EIGEN_POWER.run(np.random.default_rng(1), 500, n)
    v, e = measured.values, measured.errors
    spectrum = np.diagonal(v["L"], axis1=1, axis2=2)

    def claimed(exponent: NDArray[Any]) -> NDArray[Any]:
        inner = spectrum ** exponent[:, None]
        return np.asarray(np.matmul(v["V"] * inner[:, None, :], np.linalg.inv(v["V"])))

    right, wrong = (np.abs(v["Wt"] - claimed(t)).max(axis=(1, 2)) for t in (v["t"], v["t"] + 1))
    scale = np.abs(v["Wt"]).max(axis=(1, 2)) + 1
    assert (right <= e["Wt"] + 1e-9 * scale).all()
    assert (wrong > e["Wt"] + 1e-3 * scale).mean() > 0.3


def test_transients_grow_before_they_vanish() -> None:
    v = powers.NONNORMAL_TRANSIENT.run(np.random.default_rng(2), 4000, 3).values
    spectrum = np.diagonal(v["W"], axis1=1, axis2=2)
    assert (np.abs(spectrum) < 1).all() and not np.tril(v["W"], -1).any()
    early, late = v["t"] == 3, v["t"] > 90
    assert (v["norm_t"] > 100 * v["norm_0"])[early].mean() > 0.3
    assert late.any()


def test_transient_norms_are_those_of_the_powers() -> None:
    rng = np.random.default_rng(3)
    W, x = rng.integers(-3, 4, (3, 2, 2)).astype(float), rng.integers(-3, 4, (3, 2)).astype(float)
    last = iterate(lambda state, tail: exact(W)[tail] @ state, exact(x), np.array([0, 2, 5]))
    expected = [np.linalg.matrix_power(W[i], t) @ x[i] for i, t in enumerate([0, 2, 5])]
    np.testing.assert_allclose(last.value, expected, rtol=1e-14)


@given(SEEDS, st.sampled_from([2, 3, 8]))
@settings(max_examples=20, deadline=None)
def test_transient_norms_lie_between_the_singular_values_of_the_power(seed: int, n: int) -> None:
    measured = powers.NONNORMAL_TRANSIENT.run(np.random.default_rng(seed), 300, n)
    v, e = measured.values, measured.errors
    short = np.flatnonzero(v["t"] <= 6)
    stretch = np.stack([np.linalg.matrix_power(v["W"][i], int(v["t"][i])) for i in short])
    least, most = (np.linalg.norm(stretch, order, axis=(1, 2)) for order in (-2, 2))
    norm_t, norm_0, slack = v["norm_t"][short], v["norm_0"][short], e["norm_t"][short]
    assert (norm_t <= most * norm_0 * (1 + 1e-9) + slack).all()
    assert (norm_t >= least * norm_0 * (1 - 1e-9) - slack - 1e-12 * most * norm_0).all()
    still = v["t"] == 0
    np.testing.assert_array_equal(v["norm_t"][still], v["norm_0"][still])


def row_reference(letters: dict[str, Any]) -> dict[str, Any]:
    W = letters["V"] @ letters["L"] @ inverse(letters["V"])
    return {"contribution": norm(letters["w"] @ int_power(W, letters["t"]))}


def column_reference(letters: dict[str, Any]) -> dict[str, Any]:
    W = letters["V"] @ letters["L"] @ inverse(letters["V"])
    return {"contribution": norm(int_power(W, letters["t"]) @ letters["w"])}


@given(SEEDS, st.sampled_from([2, 3, 8]))
@settings(max_examples=10, deadline=None)
def test_power_method_within_its_bounds(seed: int, n: int) -> None:
    check_errors(powers.POWER_METHOD_ROW, n, row_reference, count=6, seed=seed)
    check_errors(powers.POWER_METHOD_COLUMN, n, column_reference, count=6, seed=seed)


@given(SEEDS, st.sampled_from([2, 3, 8, 32]))
@settings(max_examples=8, deadline=None)
def test_power_method_letters(seed: int, n: int) -> None:
    for world in (powers.POWER_METHOD_ROW, powers.POWER_METHOD_COLUMN):
        v = world.run(np.random.default_rng(seed), 300, n).values
        spectrum = np.diagonal(v["L"], axis1=1, axis2=2)
        np.testing.assert_array_equal(v["lam1"], spectrum[:, 0])
        np.testing.assert_array_equal(v["v1"], v["V"][:, :, 0])
        np.testing.assert_array_equal(np.einsum("bi,bi->b", v["v1"], v["w"]), 0)
        assert (v["rest"] < np.abs(v["lam1"])).all()
        assert (v["cond"] >= np.linalg.cond(v["V"]) * (1 - 1e-9)).all()
        assert (
            (np.abs(v["lam1"]) > 1).any() and (np.abs(v["lam1"]) == 1).any() and (np.abs(v["lam1"]) < 1).any()
        )


def test_row_discards_what_column_keeps() -> None:
    found = {}
    for world in (powers.POWER_METHOD_ROW, powers.POWER_METHOD_COLUMN):
        measured = world.run(np.random.default_rng(6), 4000, 3)
        v = measured.values
        bound = v["cond"] * v["rest"] ** v["t"] * np.linalg.norm(v["w"], axis=1)
        found[world.name] = (v["contribution"] - measured.errors["contribution"] > bound * (1 + 1e-9)).mean()
    assert found["power_method_row"] == 0
    assert found["power_method_column"] > 0.1


def test_eigenvalue_edges_occur() -> None:
    measured = powers.EIGEN_POWER.run(np.random.default_rng(7), 4000, 3)
    spectrum = np.diagonal(measured.values["L"], axis1=1, axis2=2)
    assert 0.05 < (np.ptp(spectrum, axis=1) == 0).mean() < 0.3
    for value in (0.0, 1.0, -1.0):
        assert (spectrum == value).any(axis=1).mean() > 0.05
    assert (np.abs(spectrum) > 1).any(axis=1).mean() > 0.1
    assert (measured.values["t"] == 0).mean() > 0.05 and (measured.values["t"] > 8).any()
    pairs = powers.EIGEN_POWER_COMPLEX.run(np.random.default_rng(7), 500, 2).values["L"]
    assert (pairs.imag != 0).any(axis=(1, 2)).mean() > 0.5
