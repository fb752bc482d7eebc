"""Critical points of linear autoencoders built exactly, and the losses of the real network there and nearby.

Notation: X = frame diag(s) V^T data with dyadic orthogonal matrices, so that every product is exact; A, B decoder and encoder, p hidden units; J the columns of the frame
that the decoder uses. Losses are added up example by example.

Reference: Baldi and Hornik, Neural networks and principal component analysis, 1989.
"""

from collections.abc import Callable

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import UNIT
from proofs_check.worlds.world import Measured, World

RUNS = 400
SIZES = (2, 4, 8, 32)
HADAMARD = np.array([[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 1]]) / 2
TINY = 1e-30


def frame(rng: np.random.Generator, instances: int, n: int) -> Array:
    """Orthogonal matrices with dyadic entries, (B, n, n): signed permutations, for multiples of 4 between Hadamard blocks."""
    turned = np.eye(n)[np.argsort(rng.random((instances, n)), axis=1)]
    turned = turned * np.where(draw.chance(rng, instances * n, 0.5), -1.0, 1.0).reshape(instances, n, 1)
    blocks = np.kron(np.eye(n // 4), HADAMARD) if n % 4 == 0 else np.eye(n)
    return np.asarray(blocks @ turned @ blocks)


def flip(matrices: Array) -> Array:
    """The transposes."""
    return np.asarray(matrices.swapaxes(1, 2))


def network_loss(x: Array, decoder: Array, encoder: Array) -> Array:
    """|x - A B x|^2, example by example, (B,)."""
    total = np.zeros(len(x))
    for example in np.moveaxis(x, 2, 0):
        codes = np.einsum("bpn,bn->bp", encoder, example)
        total += ((example - np.einsum("bnp,bp->bn", decoder, codes)) ** 2).sum(axis=1)
    return total


def slope(x: Array, decoder: Array, encoder: Array, along: Array, across: Array) -> Array:
    """The derivative of the loss along (D, F) by a complex step, (B,)."""
    code = (encoder + 1j * TINY * across) @ x
    errors = x - (decoder + 1j * TINY * along) @ code
    return np.asarray((errors**2).sum(axis=(1, 2)).imag / TINY)


def run_slopes(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Slopes of the loss at random weights in random directions."""
    p = max(n // 2, 1)
    shapes = {"X": (n, n + 1), "A": (n, p), "B": (p, n), "D": (n, p), "F": (p, n)}
    values = {name: draw.integers(rng, instances, shape, -2, 2) for name, shape in shapes.items()}
    measured = slope(*values.values())
    return Measured({**values, "slope": measured}, {"slope": 64 * n * UNIT * np.full(instances, 64.0 * n**4)})


def _codes(rng: np.random.Generator, instances: int, p: int) -> tuple[Array, Array]:
    """Integer matrices with determinant 1 or -1 and their inverses, (B, p, p)."""
    shear = np.eye(p) + np.zeros((instances, 1, 1))
    if p > 1:
        shear[:, 0, 1] = rng.integers(-1, 2, instances)
    back = 2 * np.eye(p) - shear
    turned = np.eye(p)[np.argsort(rng.random((instances, p)), axis=1)]
    return np.asarray(turned @ shear), np.asarray(back @ flip(turned))


def _data(rng: np.random.Generator, spread: Array) -> tuple[Array, Array]:
    """The frame and X = frame diag(s) V^T."""
    instances, n = spread.shape
    basis = frame(rng, instances, n)
    return basis, np.asarray((basis * spread[:, None, :]) @ flip(frame(rng, instances, n)))


def _full(rng: np.random.Generator, basis: Array, p: int) -> dict[str, Array]:
    """A critical point whose decoder uses the first p columns of the frame."""
    codes, inverse = _codes(rng, len(basis), p)
    used = basis[:, :, :p]
    decoder, encoder = used @ codes, inverse @ flip(used)
    return {"A": decoder, "B": encoder, "K": encoder, "P": used @ flip(used)}


def run_projections(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Products A B that are projections on columns of the frame; a part of them oblique, or of another frame."""
    p, count = max(n // 2, 1), instances
    basis, x = _data(rng, draw.integers(rng, count, (n,), 1, 3))
    kind = rng.integers(0, 8, count)[:, None, None]
    other = np.where(kind == 0, frame(rng, count, n), basis)
    live = (np.arange(p) < rng.integers(0, p + 1, count)[:, None]).astype(float)
    decoder = other[:, :, :p] * live[:, None, :]
    encoder = flip(decoder) + np.where(kind == 1, 1.0, 0.0) * flip(other[:, :, n - p :])
    encoder = encoder + np.where(kind == 2, 1.0, 0.0) * (1 - live)[:, :, None] * flip(other[:, :, :1])
    product = decoder @ encoder
    return Measured({"S": x @ flip(x), "A": decoder, "B": encoder, "P": product}, {})


def run_unused_units(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Critical points with an idle hidden unit w (a part without, or elsewhere), and the losses after small changes along w and v, down and up."""
    p, count = max(n // 2, 1), instances
    spread = draw.integers(rng, count, (n,), 0, 3)
    spread[:, -1] = rng.integers(1, 4, count)
    basis, x = _data(rng, spread)
    idle = np.where(draw.chance(rng, count, 0.125), p, p - 1)
    live = (np.arange(p) < idle[:, None]).astype(float)
    mixed = np.eye(p) * live[:, None, :]
    mixed[:, p - 1, : p - 1] = draw.integers(rng, count, (max(p - 1, 1),), -2, 2)[:, : p - 1]
    turned = np.eye(p)[np.argsort(rng.random((count, p)), axis=1)]
    decoder = basis[:, :, :p] * live[:, None, :] @ turned
    encoder = flip(turned) @ mixed @ flip(basis[:, :, :p])
    aside = draw.chance(rng, count, 0.125)[:, None, None]
    encoder = encoder + np.where(aside, draw.integers(rng, count, (p, n), -1, 1), 0.0)
    w, v = turned[:, p - 1, :], basis[:, :, n - 1]
    seen = np.einsum("bpn,bp->bn", encoder @ x, w), np.einsum("bnm,bn->bm", x - decoder @ encoder @ x, v)
    c2, h2 = ((one**2).sum(axis=1) for one in seen)
    t = 2.0 ** np.floor(np.log2(np.sqrt(h2 / (c2 + 1)))) * 2.0 ** -rng.integers(0, 3, count)
    t = np.where(draw.chance(rng, count, 0.125), 8 * t, t)
    errors_of_v = v - np.einsum("bnm,bn->bm", decoder @ encoder, v)
    outer = w[:, :, None] * errors_of_v[:, None, :]
    moved = decoder + t[:, None, None] * v[:, :, None] * w[:, None, :]
    s = (c2 + 1) / h2
    down = network_loss(x, moved, encoder + (t * s)[:, None, None] * outer)
    up = network_loss(x, moved, encoder - t[:, None, None] * outer)
    here = network_loss(x, decoder, encoder)
    values = {
        "X": x,
        "E": x - decoder @ encoder @ x,
        "c": seen[0],
        "A": decoder,
        "B": encoder,
        "w": w,
        "v": v,
        "s": s,
        "t": t,
        "here": here,
        "down": down,
        "up": up,
    }
    return Measured(
        values, {"s": UNIT * s, "down": 64 * n * UNIT * (here + 1), "up": 64 * n * UNIT * (up + 1)}
    )


def run_turned_codes(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Decoders of full rank on eigenvectors (a part on other directions), and the loss after turning a used direction u towards an unused one v."""
    p, count = max(n // 2, 1), instances
    spread = draw.integers(rng, count, (n,), 0, 3)
    basis, x = _data(rng, spread)
    aslant = draw.chance(rng, count, 0.25)[:, None, None]
    basis = np.where(aslant, frame(rng, count, n), basis)
    point = _full(rng, basis, p)
    u, v = basis[:, :, 0], basis[:, :, n - 1]
    theta = rng.integers(1, 13, count) / 8
    cos, sin = np.cos(theta), np.sin(theta)
    d = (cos - 1)[:, None] * u + sin[:, None] * v
    moved = point["A"] + d[:, :, None] * np.einsum("bn,bnp->bp", u, point["A"])[:, None, :]
    encoder = point["B"] + np.einsum("bpn,bn->bp", point["K"], u)[:, :, None] * d[:, None, :]
    values = {"X": x, "S": x @ flip(x), **point, "u": u, "v": v, "d": d, "theta": theta}
    losses = {"here": network_loss(x, point["A"], point["B"]), "there": network_loss(x, moved, encoder)}
    size = 64 * n * UNIT * ((x**2).sum(axis=(1, 2)) + 1)
    return Measured({**values, **losses}, {"there": size, "d": np.full(count, 8 * UNIT)})


def run_best_codes(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Critical points that use the directions with most data (a part of them the least), and random other weights of at most, or more, directions."""
    p, count = max(n // 2, 1), instances
    most = np.arange(n) < p
    spread = np.where(most, rng.choice((3.0, 5.0), (count, n)), rng.choice((0.0, 3.0), (count, n)))
    spread[:, 0], spread[:, p], spread[:, n - 1] = 5, 3, 0
    missed = draw.chance(rng, count, 0.25).reshape(-1, 1) & most
    spread = np.where(
        missed, 0.0, np.where(missed.any(axis=1, keepdims=True) & (np.arange(n) == p), 3.0, spread)
    )
    basis, x = _data(rng, spread)
    point = _full(rng, basis, p)
    inner = np.where(most & (spread == 5), 4.0, 0.0)[:, :, None] * flip(basis)
    outer = np.where(~most & (spread == 0), 3.0, 0.0)[:, :, None] * flip(basis)
    other = frame(rng, count, n)
    wide = draw.chance(rng, count, 0.25)
    live = np.arange(n) < np.where(wide, n - 1, rng.integers(0, p + 1, count))[:, None]
    shown = other * live[:, None, :]
    v = np.where(
        draw.chance(rng, count, 0.5)[:, None, None], flip(shown), draw.integers(rng, count, (n, n), -1, 1)
    )
    values = {
        "X": x,
        **point,
        "C": inner,
        "D": outer,
        "mu": np.full(count, 9.0),
        "Q": shown @ flip(shown),
        "U": shown,
        "V": v,
    }
    return Measured(
        {**values, "here": network_loss(x, point["A"], point["B"]), "other": network_loss(x, shown, v)}, {}
    )


def _world(
    name: str, says: str, letters: str, run: Callable[[np.random.Generator, int, int], Measured]
) -> World:
    return World(name, says, tuple(letters.split()), SIZES, run, RUNS)


WORLDS = (
    _world(
        "slopes",
        "Measures slopes of the loss of random linear autoencoders by complex steps.",
        "X A B D F slope",
        run_slopes,
    ),
    _world(
        "projections",
        "Builds projections on eigenvectors of random covariances, and others beside them.",
        "S A B P",
        run_projections,
    ),
    _world(
        "unused_units",
        "Builds critical points with an idle hidden unit and runs the network there and nearby.",
        "X E c A B w v s t here down up",
        run_unused_units,
    ),
    _world(
        "turned_codes",
        "Builds critical points with a decoder of full rank and runs the network there and after a turn.",
        "X S A B K P u v d theta here there",
        run_turned_codes,
    ),
    _world(
        "best_codes",
        "Builds critical points on the directions with most data and runs the network with them and with random other weights.",
        "X A B K P C D mu Q U V here other",
        run_best_codes,
    ),
)
