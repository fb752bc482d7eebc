"""The smooth world against 600-bit arithmetic, its Lipschitz constant, and formulas that are right and wrong."""

from typing import Any

import mpmath
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_reference import norm, precise

from proofs_check.worlds.rounding import Tracked
from proofs_check.worlds.smooth import Case, apply, draw_case, measure, run

SEEDS = st.integers(0, 2**32 - 1)


def functions(u: list[Any]) -> tuple[list[Any], ...]:
    """f_i and its three derivatives at u_i."""
    a, b, c, d = u
    t, sigmoid = mpmath.tanh(a), 1 / (1 + mpmath.exp(-c))
    tail = sigmoid * (1 - sigmoid)
    return (
        [mpmath.log(mpmath.cosh(a)), mpmath.sin(b), mpmath.log(1 + mpmath.exp(c)), d**4 / 24],
        [t, mpmath.cos(b), sigmoid, d**3 / 6],
        [1 - t**2, -mpmath.sin(b), tail, d**2 / 2],
        [-2 * t * (1 - t**2), -mpmath.cos(b), tail * (1 - 2 * sigmoid), d],
    )


def reference(case: Case, index: int) -> tuple[dict[str, Any], mpmath.mpf]:
    """The letters, and the largest third derivative of J along unit directions that the segment shows."""
    w, c, a = (precise(t.value[index]) for t in (case.ridges.w, case.ridges.c, case.ridges.a))
    x, eps = precise(case.x.value[index]), precise(case.eps.value)[index]
    u = w @ x + c
    f0, f1, f2, _ = (np.array(row, dtype=object) for row in functions(list(u)))
    g = w.T @ (a * f1)
    moved = w @ (x - eps * g) + c
    letters = {
        "q": g @ g,
        "s": sum(a * f2 * (w @ g) ** 2),
        "ng": norm(g),
        "J0": a @ f0,
        "J1": a @ np.array(functions(list(moved))[0], dtype=object),
    }
    size = norm(g)
    steepest = mpmath.mpf(0)
    for share in range(9):
        third = np.array(functions(list(u + (moved - u) * share / 8))[3], dtype=object)
        if size > 0:
            steepest = max(steepest, abs(sum(a * third * (w @ g / size) ** 3)))
    return letters, steepest


@given(SEEDS, st.sampled_from([1, 2, 3, 8]))
@settings(max_examples=10, deadline=None)
def test_errors_bound_the_precise_values(seed: int, n: int) -> None:
    case = draw_case(np.random.default_rng(seed), 12, n)
    measured = measure(case)
    for index in range(12):
        letters, steepest = reference(case, index)
        for name, expected in letters.items():
            gap = abs(precise(measured.values[name])[index] - expected)
            assert gap <= measured.errors[name][index], (name, index, float(gap))
        assert steepest <= measured.values["L"][index]


@given(SEEDS, st.sampled_from([1, 2, 8]))
@settings(max_examples=8, deadline=None)
def test_remainder_bound_holds_and_mutants_fail(seed: int, n: int) -> None:
    measured = run(np.random.default_rng(seed), 3000, n)
    v, e = measured.values, measured.errors
    model = v["eps"] ** 2 * v["s"] / 2 - v["eps"] * v["q"]
    slack = 2 * (e["J0"] + e["J1"] + v["eps"] ** 2 * e["s"] + np.abs(v["eps"]) * e["q"]) + 1e-12 * np.abs(
        model
    )
    bound = v["L"] * np.abs(v["eps"]) ** 3 * v["ng"] ** 3
    remainder = np.abs(v["J1"] - v["J0"] - model)
    assert (remainder <= bound / 6 * (1 + 1e-9) + slack).all()
    # a bound that is eight times too small, and a model with the wrong sign of the curvature
    assert (remainder > bound / 48 + slack).any()
    wrong = np.abs(v["J1"] - v["J0"] + v["eps"] ** 2 * v["s"] / 2 + v["eps"] * v["q"])
    assert (wrong > bound / 6 + slack).any()


@given(SEEDS, st.integers(0, 2))
@settings(max_examples=12, deadline=None)
def test_errors_of_the_argument_are_passed_on(seed: int, order: int) -> None:
    rng = np.random.default_rng(seed)
    u = 2 * rng.standard_normal((20, 4))
    off = 1e-3
    found = apply(order, Tracked(u, np.full(u.shape, off), np.zeros(20)))
    for index in range(20):
        for sign in (-1, 1):
            moved = precise(u[index]) + sign * mpmath.mpf(off)
            true = np.array(functions(list(moved))[order], dtype=object)
            gap = abs(precise(found.value[index]) - true)
            assert (gap <= precise(found.bound[index])).all()
    # not so wide that it says nothing
    assert (found.bound < off * (10 + np.abs(u) ** 3)).all()


def test_edges_occur() -> None:
    v = run(np.random.default_rng(0), 4000, 2).values
    assert 0.02 < (v["q"] == 0).mean() < 0.3
    assert (v["eps"] == 0).any() and (v["eps"] < 0).mean() > 0.1 and (np.abs(v["eps"]) >= 1).mean() > 0.1
    assert (v["s"] < 0).mean() > 0.1 and (v["s"] > 0).mean() > 0.1
