"""The update loops of AdaGrad and RMSProp under a constant gradient.

The accumulator is updated step by step; the rate and the change of the parameter are computed from it at the
steps that are asked for. No power of the decay rate and no multiple of the squared gradient is taken.

Notation: g the gradient, rho the decay rate, eps the step size, delta the stabiliser, k >= 1 the step,
r_k = rho r_(k-1) + (1 - rho) g^2 (RMSProp) or r_(k-1) + g^2 (AdaGrad), r_0 = 0;
rate = eps/(delta + sqrt r_k) and step = -rate g at step k; _next at step k + 1, _first at step 1; rate_in and
rate_in_next with the stabiliser inside the root, eps/sqrt(delta + r_k); tail >= rho^k.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import UNDERFLOW, UNIT, Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

RATES = ("rate", "rate_next", "rate_first", "rate_in", "rate_in_next")
STEPS = ("step", "step_first", "step_next")
OFTEN, SELDOM = 8, 64


@dataclass(frozen=True)
class Problem:
    """A constant gradient g and the constants of the optimiser, each (B,); decay None is AdaGrad; k
    ascends.
    """

    g: Tracked
    eps: Tracked
    delta: Tracked
    k: NDArray[np.int64]
    rho: Tracked | None


@dataclass(frozen=True)
class Accumulator:
    """r after 1, k and k + 1 steps, (B,)."""

    first: Tracked
    now: Tracked
    after: Tracked


def accumulate(problem: Problem) -> Accumulator:
    """Run the accumulator's loop.

    The running error of one step of r = rho r + a with r, a >= 0 is rho e + u (rho r) + u r + error(a), for
    AdaGrad u r + error(a). All r are at most g^2 (k + 1 times that for AdaGrad) and lie on the grid of g^2
    times that of rho
    to the number of steps: where 53 bits hold that, nothing was rounded.
    """
    square = problem.g * problem.g
    if problem.rho is None:
        decay, gain = None, square
    else:
        decay, gain = problem.rho.value, (exact(np.ones(len(problem.k)), 1.0) - problem.rho) * square
    steps = problem.k
    state, error = np.zeros(len(steps)), np.zeros(len(steps))
    add, add_error = gain.value, gain.bound + UNDERFLOW
    kept: list[tuple[Array, Array]] = []
    first_left, done = 0, 0
    while first_left < len(steps):
        last = int(np.searchsorted(steps, done, side="right"))
        if last > first_left:
            gone = last - first_left
            kept.append((state[:gone], error[:gone]))
            state, error, add, add_error = state[gone:], error[gone:], add[gone:], add_error[gone:]
            decay = None if decay is None else decay[gone:]
            first_left = last
        state, error = _step(decay, state, error, add, add_error)
        done += 1
    now, now_error = (np.concatenate(part) for part in zip(*kept, strict=True))
    after = _step(
        None if problem.rho is None else problem.rho.value, now, now_error, gain.value, gain.bound + UNDERFLOW
    )
    return Accumulator(
        gain, _settle(problem, square, now, now_error, steps), _settle(problem, square, *after, steps + 1)
    )


def _step(
    decay: Array | None, state: Array, error: Array, add: Array, add_error: Array
) -> tuple[Array, Array]:
    if decay is None:
        fresh = state + add
        return fresh, error + add_error + UNIT * fresh
    fresh = decay * state + add
    return fresh, decay * error + add_error + (2 * UNIT) * fresh


def _settle(
    problem: Problem, square: Tracked, value: Array, error: Array, steps: NDArray[np.int64]
) -> Tracked:
    grid, most = square.grid, square.value
    if problem.rho is None:
        most = most * steps
    else:
        _, exponent = np.frexp(np.where(problem.rho.grid > 0, problem.rho.grid, 1.0))
        reach = np.where(problem.rho.grid > 0, (exponent - 1) * np.minimum(steps, 2000), -2000)
        grid = grid * np.where(problem.rho.value == 0, 1.0, np.ldexp(1.0, np.maximum(reach, -1000)))
    known = (grid > 0) & (most <= grid * 2.0**53)
    return Tracked(value, np.where(known, 0.0, error), np.where(known, grid, 0.0))


def outside(problem: Problem, r: Tracked) -> Tracked:
    """The rate with the stabiliser outside the root."""
    return problem.eps / (problem.delta + r.sqrt())


def inside(problem: Problem, r: Tracked) -> Tracked:
    """The rate with the stabiliser inside the root."""
    return problem.eps / (problem.delta + r).sqrt()


def measure(problem: Problem) -> dict[str, Tracked]:
    """r_k, the rates and the steps."""
    r = accumulate(problem)
    rates = {
        "rate": outside(problem, r.now),
        "rate_next": outside(problem, r.after),
        "rate_first": outside(problem, r.first),
    }
    steps = {name.replace("rate", "step"): -(rate * problem.g) for name, rate in rates.items()}
    within = {"rate_in": inside(problem, r.now), "rate_in_next": inside(problem, r.after)}
    return {"r_k": r.now, **rates, **steps, **within}


def _problem(rng: np.random.Generator, instances: int, k: NDArray[np.int64], rho: Tracked | None) -> Problem:
    kinds = draw.kinds(rng, instances)
    g = draw.letter(rng, kinds, reach=8, denominator=2, decades=3.0)
    g = draw.edged(g, kinds.edge & draw.chance(rng, instances, 0.5), 0.0)
    eps = draw.positive(rng, kinds, reach=8, denominator=4, decades=1.0)
    eps = draw.edged(eps, kinds.edge, 1.0)
    delta = draw.positive(rng, kinds, reach=8, denominator=8, decades=3.0)
    small = draw.chance(rng, instances, 0.25)
    delta = draw.edged(delta, small, 2.0 ** -rng.integers(1, 24, instances), 2.0**-24)
    return Problem(g, eps, delta, k, rho)


def decay_rates(rng: np.random.Generator, instances: int, bits: int) -> Tracked:
    """rho in [0, 1) with few bits: sixteenths, 0 often enough, 1 - 2^-b close to 1; a quarter real."""
    value = rng.integers(0, 16, instances) / 16
    near = draw.chance(rng, instances, 1 / 16)
    value = np.where(near, 1 - 2.0 ** -rng.integers(4, bits + 1, instances), value)
    real = draw.chance(rng, instances, 0.25)
    value = np.where(real, rng.uniform(0, 0.99, instances), value)
    return exact(value, np.where(real, 0.0, np.where(near, 2.0**-bits, 2.0**-4)))


def _drawn(problem: Problem) -> dict[str, Array]:
    letters: dict[str, Array] = {
        "g": problem.g.value,
        "eps": problem.eps.value,
        "delta": problem.delta.value,
        "k": problem.k,
    }
    return letters if problem.rho is None else {**letters, "rho": problem.rho.value}


def few_steps(rng: np.random.Generator, instances: int) -> NDArray[np.int64]:
    """k >= 1, ascending, mostly at most 8."""
    return np.maximum(draw.ascending_times(rng, instances, OFTEN, SELDOM), 1)


def run_rmsprop(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """RMSProp under a constant gradient, few steps."""
    problem = _problem(rng, instances, few_steps(rng, instances), decay_rates(rng, instances, 20))
    return measured(_drawn(problem), measure(problem))


def run_rmsprop_long(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """RMSProp under a constant gradient until rho^k < 1e-18."""
    rho = decay_rates(rng, instances, 6)
    rho = exact(np.sort(rho.value), np.zeros(instances))
    k = steps_until(rho.value, 1e-18)
    problem = _problem(rng, instances, k, rho)
    return measured({**_drawn(problem), "tail": power_above(rho.value, k)}, measure(problem))


def steps_until(rho: Array, small: float) -> NDArray[np.int64]:
    """The fewest steps k >= 1, and two more, with rho^k < small; ascending in rho."""
    logarithm = np.log(np.maximum(rho, 1e-300))
    return np.asarray(np.maximum(np.ceil(np.log(small) / logarithm) + 2, 1), dtype=np.int64)


def power_above(base: Array, exponent: NDArray[np.int64]) -> Array:
    """An upper bound on base^exponent by repeated squaring; base in [0, 1), exponent < 2^20."""
    square, result = base.copy(), np.ones_like(base)
    for bit in range(20):
        result = np.where((exponent >> bit) & 1, result * square * (1 + 4 * UNIT), result)
        square = square * square * (1 + 4 * UNIT)
    return np.where(base == 0, 0.0, result + UNDERFLOW)


def run_adagrad(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """AdaGrad under a constant gradient, few steps."""
    problem = _problem(rng, instances, few_steps(rng, instances), None)
    return measured(_drawn(problem), measure(problem))


def run_adagrad_long(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """AdaGrad under a constant gradient, 64 to 4096 steps."""
    k = np.sort((2.0 ** (6 + 6 * rng.random(instances) ** 3)).astype(np.int64))
    problem = _problem(rng, instances, k, None)
    return measured(_drawn(problem), measure(problem))


def run_versus(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """AdaGrad and RMSProp side by side under the same constant gradient."""
    rms = _problem(rng, instances, few_steps(rng, instances), decay_rates(rng, instances, 20))
    ada = Problem(rms.g, rms.eps, rms.delta, rms.k, None)
    found: dict[str, Tracked] = {}
    for name, problem in (("ada", ada), ("rms", rms)):
        rate = outside(problem, accumulate(problem).now)
        found |= {f"rate_{name}": rate, f"step_{name}": -(rate * problem.g)}
    return measured(_drawn(rms), found)


_CONSTANTS = ("g", "eps", "delta", "k")
_FOUND = ("r_k", *RATES, *STEPS)
RMSPROP_CONSTANT = World(
    "rmsprop_constant",
    "Runs RMSProp under a constant gradient for a few steps.",
    (*_CONSTANTS, "rho", *_FOUND),
    (1,),
    run_rmsprop,
)
RMSPROP_LONG = World(
    "rmsprop_long",
    "Runs RMSProp under a constant gradient until its accumulator has converged.",
    (*_CONSTANTS, "rho", *_FOUND, "tail"),
    (1,),
    run_rmsprop_long,
)
ADAGRAD_CONSTANT = World(
    "adagrad_constant",
    "Runs AdaGrad under a constant gradient for a few steps.",
    (*_CONSTANTS, *_FOUND),
    (1,),
    run_adagrad,
)
ADAGRAD_LONG = World(
    "adagrad_long",
    "Runs AdaGrad under a constant gradient for 64 to 4096 steps.",
    (*_CONSTANTS, *_FOUND),
    (1,),
    run_adagrad_long,
)
RMSPROP_VERSUS_ADAGRAD = World(
    "rmsprop_versus_adagrad",
    "Runs AdaGrad and RMSProp on the same constant gradient.",
    (*_CONSTANTS, "rho", "rate_ada", "rate_rms", "step_ada", "step_rms"),
    (1,),
    run_versus,
)
WORLDS = (RMSPROP_CONSTANT, RMSPROP_LONG, ADAGRAD_CONSTANT, ADAGRAD_LONG, RMSPROP_VERSUS_ADAGRAD)
