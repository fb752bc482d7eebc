"""The update loops of Adam and its relatives on gradients that change from step to step.

Nothing here knows a closed form: averages, corrections and steps come from the loop.

Notation: T the number of steps (the size of the world), g1 the first gradient, step = -eps mhat/(sqrt vhat + delta) the last step, first the
first one, bare the last without stabiliser, plain the last without corrections and stabiliser; early = -eps_T m/(sqrt v + delta) with the
corrections in the step size, mended the same with delta times sqrt(1 - beta2^T).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.gradient_runs import Averages, averages, constant, gradients, largest, rates, size
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

LENGTHS = (1, 2, 3, 5, 9)


@dataclass(frozen=True)
class Constants:
    """The constants of the optimizer, each (B,)."""

    kinds: draw.Kinds
    beta1: Tracked
    beta2: Tracked
    eps: Tracked
    delta: Tracked

    def drawn(self) -> dict[str, np.ndarray]:
        """By letter."""
        return {
            "beta1": self.beta1.value,
            "beta2": self.beta2.value,
            "eps": self.eps.value,
            "delta": self.delta.value,
        }


def constants(rng: np.random.Generator, instances: int, least2: float = 0.0) -> Constants:
    """Random ones; beta2 from `least2` on."""
    kinds = draw.kinds(rng, instances)
    return Constants(
        kinds,
        rates(rng, instances),
        rates(rng, instances, least2),
        draw.positive(rng, kinds, denominator=4, decades=1.0),
        draw.positive(rng, kinds, denominator=8, decades=2.0),
    )


def adam_step(with_: Constants, now: Averages) -> Tracked:
    """Adam's step."""
    return -(with_.eps * now.m_hat / (now.v_hat.sqrt() + with_.delta))


def run_sequences(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Adam's first and last step, and the two other ways to write the last."""
    chosen = constants(rng, instances)
    gs = gradients(rng, chosen.kinds, n)
    run = averages(gs, chosen.beta1, chosen.beta2)
    now = run[-1]
    root = now.of_v.sqrt()
    rate = chosen.eps * root / now.of_m
    found = {
        "first": adam_step(chosen, run[0]),
        "step": adam_step(chosen, now),
        "early": -(rate * now.m / (now.v.sqrt() + chosen.delta)),
        "mended": -(rate * now.m / (now.v.sqrt() + chosen.delta * root)),
        "size": size(chosen.eps * now.m_hat),
        "root": now.v_hat.sqrt(),
    }
    return measured({**chosen.drawn(), "g1": gs[0].value, "g_last": gs[-1].value}, found)


def run_constant(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Adam under a constant gradient that is not 0."""
    chosen = constants(rng, instances)
    g = gradients(rng, chosen.kinds, 1, nonzero_first=True)[0]
    now = averages([g] * n, chosen.beta1, chosen.beta2)[-1]
    found = {"step": adam_step(chosen, now), "plain": -(chosen.eps * now.m / now.v.sqrt())}
    return measured({**chosen.drawn(), "g": g.value, "t": np.full(instances, n)}, found)


def run_rescaled(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Adam without stabiliser, and once more with all gradients multiplied by c."""
    chosen = constants(rng, instances, 1 / 16)
    c = draw.positive(rng, chosen.kinds, denominator=4, decades=2.0)
    gs = gradients(rng, chosen.kinds, n, nonzero_first=True)
    one, other = (averages(run, chosen.beta1, chosen.beta2)[-1] for run in (gs, [c * g for g in gs]))
    found = {
        name: -(chosen.eps * now.m_hat / now.v_hat.sqrt()) for name, now in (("bare", one), ("scaled", other))
    }
    return measured({**chosen.drawn(), "c": c.value}, found)


def run_without_average(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Adam with beta1 = 0 and RMSProp with rho = beta2, from the same point."""
    chosen = constants(rng, instances)
    gs = gradients(rng, chosen.kinds, n)
    nothing, one = constant(instances, 0.0), constant(instances, 1.0)
    x_adam = x_rms = draw.letter(rng, chosen.kinds, denominator=2, decades=1.0)
    r, start = nothing, x_adam
    for g, now in zip(gs, averages(gs, nothing, chosen.beta2), strict=True):
        r = chosen.beta2 * r + (one - chosen.beta2) * (g * g)
        x_adam = x_adam - chosen.eps * now.m / (now.v.sqrt() + chosen.delta)
        x_rms = x_rms - chosen.eps / (r.sqrt() + chosen.delta) * g
    drawn = {**chosen.drawn(), "beta1": nothing.value, "rho": chosen.beta2.value, "x0": start.value}
    return measured(drawn, {"x_adam": x_adam, "x_rms": x_rms})


def run_decay(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Adam's first step with lambda x in the gradient, and with the decay apart; no gradient but the regulariser's."""
    chosen = constants(rng, instances)
    lambda_ = draw.positive(rng, chosen.kinds, denominator=4, decades=1.0)
    x = draw.letter(rng, chosen.kinds, denominator=2, decades=1.0)
    pull = lambda_ * x
    now = averages([pull], chosen.beta1, chosen.beta2)[-1]
    found = {"coupled": x + adam_step(chosen, now), "decayed": x - chosen.eps * pull}
    return measured({**chosen.drawn(), "lambda_": lambda_.value, "x": x.value}, found)


def run_amsgrad(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """AMSGrad's rates at two consecutive steps, with step sizes eps/sqrt(t)."""
    chosen = constants(rng, instances)
    gs = gradients(rng, chosen.kinds, n + 1, nonzero_first=True)
    top, found = constant(instances, 0.0), {}
    for t, now in enumerate(averages(gs, chosen.beta1, chosen.beta2), start=1):
        top = largest(top, now.v)
        name = {n: "rate", n + 1: "rate_next"}.get(t)
        if name:
            found[name] = chosen.eps / exact(np.full(instances, float(t))).sqrt() / top.sqrt()
    return measured(chosen.drawn(), found)


def run_spike(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Averages after one gradient and j zeros."""
    chosen = constants(rng, instances, 1 / 16)
    g = gradients(rng, chosen.kinds, 1, nonzero_first=True)[0]
    now = averages([g, *[constant(instances, 0.0)] * n], chosen.beta1, chosen.beta2)[-1]
    drawn = {**chosen.drawn(), "g": g.value, "j": np.full(instances, n)}
    return measured(drawn, {"ratio": size(now.m) / now.v.sqrt()})


ADAM = ("beta1", "beta2", "eps", "delta")
WORLDS = (
    World(
        "adam_sequences",
        "Runs Adam on alternating, sparse, random and shrinking gradients.",
        (*ADAM, "g1", "g_last", "first", "step", "early", "mended", "size", "root"),
        LENGTHS,
        run_sequences,
    ),
    World(
        "adam_constant",
        "Runs Adam under a constant gradient, with and without the corrections.",
        (*ADAM, "g", "t", "step", "plain"),
        LENGTHS,
        run_constant,
    ),
    World(
        "adam_rescaled",
        "Runs Adam without stabiliser on gradients and on their multiples.",
        (*ADAM, "c", "bare", "scaled"),
        LENGTHS,
        run_rescaled,
    ),
    World(
        "adam_without_average",
        "Runs Adam with beta1 = 0, without corrections, beside RMSProp.",
        (*ADAM, "rho", "x0", "x_adam", "x_rms"),
        LENGTHS,
        run_without_average,
    ),
    World(
        "adam_decay",
        "Takes Adam's first step with the regulariser in the gradient and with the decay apart.",
        (*ADAM, "lambda_", "x", "coupled", "decayed"),
        (1,),
        run_decay,
    ),
    World(
        "amsgrad_sequences",
        "Runs AMSGrad on alternating, sparse, random and shrinking gradients.",
        (*ADAM, "rate", "rate_next"),
        LENGTHS,
        run_amsgrad,
    ),
    World(
        "adam_spike",
        "Runs Adam's averages over one gradient and zeros after it.",
        (*ADAM, "g", "j", "ratio"),
        LENGTHS,
        run_spike,
    ),
)
