"""Gradients through a recurrent computation, by real back-propagation.

The states are computed forward and stored; then the gradient is carried back one step at a time. Powers of W
are never formed.

Notation: h_t = W h_(t-1) (linear) or tanh(W h_(t-1)), t = 1..tau; J = c.h_tau + |h_tau|^2/2; d the gradient
of J with respect to h_tau; grad_ht the one with respect to h_t, grad_W the one with respect to W; V, L
eigenvectors and diagonal matrix of eigenvalues of W. In the tanh and growth worlds t counts the steps back
from the end: grad is the gradient with respect to h_(tau-t), norm_grad and norm_t its norm, norm_d and norm_0
the norm of d; overlap = |v1.d|, v1 the first column of V, which is the coefficient of d along the left
eigenvector of the eigenvalue of largest modulus.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds import draw, spectra
from proofs_check.worlds.products import Array, empty
from proofs_check.worlds.rounding import Tracked, choose, concatenate, exact, iterate, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3, 8)
OFTEN, SELDOM = 5, 12


@dataclass(frozen=True)
class Run:
    """A forward run whose instances all end at the last index, so that back-propagation starts together.

    states: tracked (B, n), index 0..steps; an instance with fewer steps keeps its first state until it
    starts.
    first: first[j] is the first instance (they ascend in tau) that steps from index j to j + 1.
    """

    W: Tracked
    states: tuple[Tracked, ...]
    first: tuple[int, ...]
    squash: bool


def forward(W: Tracked, h0: Tracked, tau: NDArray[np.int64], squash: bool) -> Run:
    """h_t = W h_(t-1), through tanh if squash; tau (B,) ascending."""
    steps = int(tau[-1])
    first = tuple(int(np.searchsorted(tau, steps - j)) for j in range(steps))
    states = [h0]
    for start in first:
        fresh = W[start:] @ states[-1][start:]
        fresh = fresh.tanh() if squash else fresh
        states.append(_join(states[-1], fresh, start))
    return Run(W, tuple(states), first, squash)


def _join(old: Tracked, fresh: Tracked, start: int) -> Tracked:
    return fresh if start == 0 else concatenate([old[:start], fresh])


def back_step(run: Run, index: int, delta: Tracked) -> tuple[Tracked, Tracked, int]:
    """One step of reverse mode, from the state at index + 1 to the one at index.

    delta: the gradient (B, n) with respect to the state at index + 1. Returns the same for index, the step's
    share of the gradient with respect to W (for the instances that took it) and the first such instance.
    """
    start = run.first[index]
    moving, state = delta[start:], run.states[index + 1][start:]
    if run.squash:
        one = exact(np.ones_like(state.value), 1.0)
        moving = moving * (one - state * state)
    share = moving.map(lambda a: a[:, :, None]) * run.states[index][start:].map(lambda a: a[:, None, :])
    return _join(delta, moving @ run.W[start:], start), share, start


def end_gradient(c: Tracked, run: Run) -> Tracked:
    """The gradient c + h_tau of J = c.h_tau + |h_tau|^2/2."""
    return c + run.states[-1]


def back_propagate(run: Run, d: Tracked, when: NDArray[np.int64]) -> tuple[Tracked, Tracked]:
    """The gradient with respect to the state at index `when` (B,), and with respect to W."""
    instances, n = d.value.shape
    delta, found = d, d
    zero = empty(instances, (n, n))
    zero[...] = 0.0
    total = exact(zero, 1.0)
    for index in range(len(run.first) - 1, -1, -1):
        delta, share, start = back_step(run, index, delta)
        total = _join(total, total[start:] + share, start)
        found = choose(when == index, delta, found)
    return found, total


def _start(rng: np.random.Generator, kinds: draw.Kinds, n: int) -> tuple[Tracked, Tracked, NDArray[np.int64]]:
    h0, c = (draw.letter(rng, kinds, (n,), reach=3, decades=0.5) for _ in range(2))
    h0 = draw.edged(h0, kinds.edge & draw.chance(rng, len(kinds.real), 0.5), 0.0)
    tau = np.maximum(draw.ascending_times(rng, len(kinds.real), OFTEN, SELDOM), 1)
    return h0, c, tau


def _linear(
    rng: np.random.Generator, kinds: draw.Kinds, W: Tracked, n: int
) -> tuple[dict[str, Array], dict[str, Tracked]]:
    h0, c, tau = _start(rng, kinds, n)
    t = rng.integers(0, tau + 1)
    run = forward(W, h0, tau, squash=False)
    d = end_gradient(c, run)
    grad_ht, grad_W = back_propagate(run, d, len(run.first) - tau + t)
    return {"h0": h0.value, "tau": tau, "t": t}, {"d": d, "grad_ht": grad_ht, "grad_W": grad_W}


def run_linear(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Back-propagation through a linear recurrence with any W."""
    kinds = draw.kinds(rng, instances)
    W = draw.letter(rng, kinds, (n, n), reach=4, denominator=2, decades=0.2)
    drawn, found = _linear(rng, kinds, W, n)
    return measured({"W": W.value, **drawn}, found)


def run_linear_eigen(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Back-propagation through a linear recurrence with W = V L inv(V)."""
    kinds = draw.kinds(rng, instances)
    vectors, values = spectra.basis(rng, instances, n), spectra.eigenvalues(rng, kinds, n)
    W = spectra.compose(vectors, values)
    drawn, found = _linear(rng, kinds, W, n)
    spectrum = {"V": vectors.V.value, "L": spectra.diagonal(values).value}
    return measured({**drawn, **spectrum}, {"W": W, **found})


def run_tanh(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Back-propagation through a tanh recurrence with W = V L inv(V)."""
    kinds = draw.kinds(rng, instances)
    vectors, values = spectra.basis(rng, instances, n), spectra.eigenvalues(rng, kinds, n)
    W = spectra.compose(vectors, values)
    h0, c, tau = _start(rng, kinds, n)
    t = rng.integers(0, tau + 1)
    run = forward(W, h0.scaled(0.25), tau, squash=True)
    d = end_gradient(c, run)
    grad, _ = back_propagate(run, d, len(run.first) - t)
    drawn = {"V": vectors.V.value, "L": spectra.diagonal(values).value, "t": t}
    return measured(drawn, {"W": W, "d": d, "grad": grad, "norm_grad": grad.norm(), "norm_d": d.norm()})


def run_growth(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The gradient carried back many steps through a linear recurrence; its norm after t steps."""
    kinds = draw.kinds(rng, instances)
    vectors, values = spectra.basis(rng, instances, n), spectra.eigenvalues(rng, kinds, n)
    values = _largest_first(values)
    W = spectra.compose(vectors, values)
    d = draw.letter(rng, kinds, (n,), reach=3, decades=0.5)
    d = draw.edged(d, kinds.edge, np.eye(1, n, n - 1))
    t = np.sort(64 + rng.integers(0, 64, instances, dtype=np.int64))
    back = iterate(lambda delta, tail: delta @ W[tail], d, t)
    v1 = vectors.V.map(lambda array: array[:, :, 0])
    overlap = v1 @ d
    overlap = Tracked(np.abs(overlap.value), overlap.error, overlap.grid)
    drawn = {"V": vectors.V.value, "L": spectra.diagonal(values).value, "d": d.value, "t": t}
    return measured(drawn, {"W": W, "norm_t": back.norm(), "norm_0": d.norm(), "overlap": overlap})


def _largest_first(values: Tracked) -> Tracked:
    order = np.argsort(-np.abs(values.value), axis=1, kind="stable")
    return exact(np.take_along_axis(values.value, order, axis=1), values.grid)


LINEAR_RNN = World(
    "linear_rnn",
    "Back-propagates through a linear recurrent network with any weight matrix.",
    ("W", "h0", "d", "tau", "t", "grad_ht", "grad_W"),
    SIZES,
    run_linear,
)
LINEAR_RNN_EIGEN = World(
    "linear_rnn_eigen",
    "Back-propagates through a linear recurrent network whose weight matrix has known eigenvectors.",
    ("W", "h0", "d", "tau", "t", "grad_ht", "grad_W", "V", "L"),
    SIZES,
    run_linear_eigen,
)
TANH_RNN = World(
    "tanh_rnn",
    "Back-propagates t steps through a tanh recurrent network.",
    ("W", "d", "t", "V", "L", "grad", "norm_grad", "norm_d"),
    SIZES,
    run_tanh,
)
LINEAR_RNN_GROWTH = World(
    "linear_rnn_growth",
    "Carries a gradient back 64 to 127 steps through a linear recurrent network and measures its norm.",
    ("W", "V", "L", "d", "t", "norm_t", "norm_0", "overlap"),
    SIZES,
    run_growth,
)
WORLDS = (LINEAR_RNN, LINEAR_RNN_EIGEN, TANH_RNN, LINEAR_RNN_GROWTH)
