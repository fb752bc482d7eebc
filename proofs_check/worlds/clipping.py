"""Clipped gradients and noisy ones.

Notation: g gradient, v threshold; clipped is g cut to the norm v (clip) or with every entry cut to [-v, v] (clip_entries); plain the step
eps g; z noise, estimate = c (g + z).
"""

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.rounding import Tracked, choose, exact, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3, 8, 32)


def clip(g: Tracked, v: Tracked) -> Tracked:
    """g where its norm is at most v, else g v/|g|."""
    length = g.norm()
    long = length.value > v.value
    safe = choose(long, length, exact(np.ones_like(length.value), 1.0))
    return choose(long, g * (v / safe), g)


def run_clip(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Clips the norm."""
    kinds = draw.kinds(rng, instances)
    g = draw.edged(
        draw.letter(rng, kinds, (n,), reach=6, denominator=2),
        kinds.edge & draw.chance(rng, instances, 0.5),
        0.0,
    )
    v, eps = draw.positive(rng, kinds, denominator=2), draw.positive(rng, kinds, denominator=4)
    drawn = {"g": g.value, "v": v.value, "eps": eps.value}
    return measured(drawn, {"clipped": clip(g, v), "plain": eps * g})


def run_entries(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Clips every entry."""
    kinds = draw.kinds(rng, instances)
    g, v = draw.letter(rng, kinds, (n,), reach=6, denominator=2), draw.positive(rng, kinds, denominator=2)
    cut = np.clip(g.value, -v.value[:, None], v.value[:, None])
    return measured({"g": g.value, "v": v.value}, {"clipped": exact(cut, np.minimum(g.grid, v.grid))})


def run_noisy(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A gradient with noise of about its own size, times a factor below or above 1."""
    kinds = draw.kinds(rng, instances)
    g, z = (draw.letter(rng, kinds, (n,), reach=4) for _ in range(2))
    c = exact(2.0 ** rng.integers(-6, 7, instances), 2.0**-6)
    return measured({"g": g.value, "z": z.value, "c": c.value}, {"estimate": c * (g + z)})


WORLDS = (
    World("clip", "Clips a gradient by its norm.", ("g", "v", "eps", "clipped", "plain"), SIZES, run_clip),
    World("clip_entries", "Clips every entry of a gradient.", ("g", "v", "clipped"), SIZES, run_entries),
    World(
        "noisy",
        "Adds noise to a gradient and multiplies it by a factor.",
        ("g", "z", "c", "estimate"),
        SIZES,
        run_noisy,
    ),
)
