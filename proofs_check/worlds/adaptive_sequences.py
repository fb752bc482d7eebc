"""The update loops of AdaGrad and RMSProp on gradients that change from step to step.

A quarter of the instances each: alternating in sign, sparse (zero seven times in eight), random, and halved
at every step. The gradients are made as the loop goes, so that memory does not grow with the number of steps.

Notation: g_1, g_2, ... the gradients; g_k and g_next the ones at steps k and k + 1; gmin the smallest |g_j|,
j <= k; r_k = r_(k-1) + g_k^2 (AdaGrad) or rho r_(k-1) + (1 - rho) g_k^2 (RMSProp), r_0 = 0; rate = eps/(delta
+ sqrt r_k) at step k, rate_next at step k + 1, rate_first at step 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.adaptive import decay_rates, few_steps
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, concatenate, exact, measured
from proofs_check.worlds.world import Measured, World

ALTERNATING, SPARSE, RANDOM, SHRINKING = range(4)


@dataclass(frozen=True)
class Stream:
    """Where the gradient sequences are: pattern (B,), the amplitude they started from, the present
    gradient.
    """

    pattern: Array
    amplitude: Tracked
    g: Tracked

    def tail(self, first: int) -> Stream:
        """The instances from `first` on."""
        return Stream(self.pattern[first:], self.amplitude[first:], self.g[first:])

    def head(self, count: int) -> Stream:
        """The first `count` instances."""
        return Stream(self.pattern[:count], self.amplitude[:count], self.g[:count])


@dataclass(frozen=True)
class State:
    """The loop after some steps: stream, accumulator and the smallest |g| so far."""

    stream: Stream
    r: Tracked
    gmin: Array


def start_stream(rng: np.random.Generator, kinds: draw.Kinds) -> Stream:
    """The first gradients; 0 on some edges."""
    amplitude = draw.letter(rng, kinds, reach=8, denominator=2, decades=2.0)
    amplitude = draw.edged(amplitude, kinds.edge & draw.chance(rng, len(kinds.real), 0.5), 0.0)
    pattern = rng.integers(0, 4, len(kinds.real), dtype=np.uint8)
    first = np.where((pattern == SPARSE) & ~draw.chance(rng, len(pattern), 1 / 8), 0.0, amplitude.value)
    return Stream(pattern, amplitude, exact(first, amplitude.grid))


def advance(rng: np.random.Generator, stream: Stream) -> Stream:
    """The next gradients."""
    g, size = stream.g, len(stream.pattern)
    sparse = np.where(draw.chance(rng, size, 1 / 8), stream.amplitude.value, 0.0)
    random = stream.amplitude.value * draw.integers(rng, size, (), -4, 4) / 4
    value = np.choose(stream.pattern, [-g.value, sparse, random, g.value / 2])
    grid = np.choose(stream.pattern, [g.grid, g.grid, stream.amplitude.grid / 4, g.grid / 2])
    return Stream(stream.pattern, stream.amplitude, exact(value, grid))


def _accumulated(r: Tracked | None, g: Tracked, rho: Tracked | None) -> Tracked:
    square = g * g
    if rho is None:
        return square if r is None else r + square
    gain = (exact(np.ones(len(rho.value)), 1.0) - rho) * square
    return gain if r is None else rho * r + gain


def _run(rng: np.random.Generator, instances: int, rho: Tracked | None) -> Measured:
    kinds = draw.kinds(rng, instances)
    k = few_steps(rng, instances)
    eps = draw.edged(draw.positive(rng, kinds, denominator=4, decades=1.0), kinds.edge, 1.0)
    delta = draw.positive(rng, kinds, denominator=8, decades=2.0)
    stream = start_stream(rng, kinds)
    first = State(stream, _accumulated(None, stream.g, rho), np.abs(stream.g.value))
    last = _loop(rng, first, k, rho)
    after = advance(rng, last.stream)
    r_next = _accumulated(last.r, after.g, rho)
    stages = (("rate", last.r), ("rate_next", r_next), ("rate_first", first.r))
    drawn = {
        "g_k": last.stream.g.value,
        "g_next": after.g.value,
        "gmin": last.gmin,
        "k": k,
        "eps": eps.value,
        "delta": delta.value,
    }
    if rho is not None:
        drawn["rho"] = rho.value
    return measured(drawn, {"r_k": last.r, **{name: eps / (delta + r.sqrt()) for name, r in stages}})


def _loop(rng: np.random.Generator, state: State, k: Array, rho: Tracked | None) -> State:
    """From the state after step 1 to the one after step k, k ascending."""
    pieces: list[State] = []
    begin, done = 0, 1
    while begin < len(k):
        end = int(np.searchsorted(k, done, side="right"))
        count = end - begin
        if count:
            pieces.append(State(state.stream.head(count), state.r[:count], state.gmin[:count]))
            state = State(state.stream.tail(count), state.r[count:], state.gmin[count:])
            begin = end
        if begin < len(k):
            stream = advance(rng, state.stream)
            r = _accumulated(state.r, stream.g, None if rho is None else rho[begin:])
            state = State(stream, r, np.minimum(state.gmin, np.abs(stream.g.value)))
        done += 1
    return _gather(pieces)


def _gather(pieces: list[State]) -> State:
    streams = [piece.stream for piece in pieces]
    stream = Stream(
        np.concatenate([part.pattern for part in streams]),
        _exactly([part.amplitude for part in streams]),
        _exactly([part.g for part in streams]),
    )
    return State(
        stream, concatenate([piece.r for piece in pieces]), np.concatenate([piece.gmin for piece in pieces])
    )


def _exactly(pieces: list[Tracked]) -> Tracked:
    joined = concatenate(pieces)
    return exact(joined.value, joined.grid)


def run_adagrad(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """AdaGrad on changing gradients."""
    return _run(rng, instances, None)


def run_rmsprop(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """RMSProp on changing gradients."""
    return _run(rng, instances, decay_rates(rng, instances, 8))


_LETTERS = ("g_k", "g_next", "gmin", "k", "eps", "delta", "r_k", "rate", "rate_next", "rate_first")
ADAGRAD_SEQUENCES = World(
    "adagrad_sequences",
    "Runs AdaGrad on alternating, sparse, random and shrinking gradients.",
    _LETTERS,
    (1,),
    run_adagrad,
)
RMSPROP_SEQUENCES = World(
    "rmsprop_sequences",
    "Runs RMSProp on alternating, sparse, random and shrinking gradients.",
    (*_LETTERS, "rho"),
    (1,),
    run_rmsprop,
)
WORLDS = (ADAGRAD_SEQUENCES, RMSPROP_SEQUENCES)
