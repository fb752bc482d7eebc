"""All critical points of small linear networks, exactly: Groebner bases of the partial derivatives over the rational numbers.

A point is found from the basis, variable by variable; where the basis leaves a variable free it gets a random value. The Hessian at a point is exact, and so are the
signs of its eigenvalues (by the characteristic polynomial, all of whose roots are real).

Notation: a, b the weights of the hidden unit, p, q, r the eigenvalues of the covariance; L the loss, up and down the numbers of positive and negative
eigenvalues of the Hessian. u, v, w weights in a product, x an input, y a target.

References: Baldi and Hornik, Neural networks and principal component analysis, 1989; Cox, Little and O'Shea, Ideals, Varieties, and Algorithms (chapters 2, 3).
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import cast

import numpy as np
from flint import Ordering, acb, fmpq, fmpq_mat, fmpz_mpoly, fmpz_mpoly_ctx, fmpz_mpoly_vec, fmpz_poly

from proofs_check.worlds.world import Measured, World

Point = tuple[Fraction, ...]
Matrix = tuple[tuple[Fraction, ...], ...]
SCALES = (Fraction(1), Fraction(-2), Fraction(1, 2), Fraction(4), Fraction(0), Fraction(-1))
RUNS = 60
TRIPLES = ((1, 0, 1), (3, 4, 5), (5, 12, 13), (8, 15, 17))


def ring(size: int) -> fmpz_mpoly_ctx:
    """Polynomials in `size` variables with the lexicographic order."""
    return fmpz_mpoly_ctx.get([f"z{place}" for place in range(size)], Ordering.lex)


def cleared(poly: dict[tuple[int, ...], Fraction], context: fmpz_mpoly_ctx) -> fmpz_mpoly:
    """The polynomial times the product of the denominators of its coefficients."""
    scale = np.lcm.reduce([value.denominator for value in poly.values()] or [1])
    return context.from_dict({powers: int(value * int(scale)) for powers, value in poly.items() if value})


def put(poly: fmpz_mpoly, place: int, value: Fraction) -> dict[tuple[int, ...], Fraction]:
    """The polynomial with a value for one variable, as exponents and coefficients."""
    found: dict[tuple[int, ...], Fraction] = {}
    for powers, coefficient in poly.to_dict().items():
        rest = tuple(0 if at == place else power for at, power in enumerate(powers))
        found[rest] = found.get(rest, Fraction(0)) + int(coefficient) * value ** int(powers[place])
    return found


def solutions(system: list[fmpz_mpoly], size: int, rng: np.random.Generator) -> Iterator[Point]:
    """Rational common zeros: all of them for the random values of the variables that the basis leaves free.

    Raises ArithmeticError at a real zero that is not rational, unless it belongs to a random value.
    """
    yield from _solved(system, dict[int, Fraction](), size, rng, False)


def _solved(
    system: list[fmpz_mpoly], known: dict[int, Fraction], size: int, rng: np.random.Generator, guessed: bool
) -> Iterator[Point]:
    context = ring(size)
    live = [poly for poly in system if not poly.is_zero()]
    if any(poly.is_constant() for poly in live):
        return
    if len(known) == size:
        yield tuple(known[place] for place in range(size))
        return
    basis = list(fmpz_mpoly_vec(live, context).buchberger_naive().autoreduction()) if live else []
    if any(poly.is_constant() for poly in basis):
        return
    place = max(at for at in range(size) if at not in known)
    alone = next((poly for poly in basis if _only(poly, place)), None)
    if alone is None:
        values = [SCALES[at] for at in rng.choice(len(SCALES), 3, replace=False)]
    else:
        values = sorted(set(_roots(alone, place, guessed)))
    for value in values:
        rest = [cleared(put(poly, place, value), context) for poly in basis]
        yield from _solved(rest, {**known, place: value}, size, rng, guessed or alone is None)


def _only(poly: fmpz_mpoly, place: int) -> bool:
    return all(not power or at == place for powers in poly.to_dict() for at, power in enumerate(powers))


def _roots(poly: fmpz_mpoly, place: int, guessed: bool) -> Iterator[Fraction]:
    for factor, _ in poly.factor()[1]:
        coefficients = {int(powers[place]): int(value) for powers, value in factor.to_dict().items()}
        degree = max(coefficients)
        if degree == 1:
            yield Fraction(-coefficients.get(0, 0), coefficients[1])
        elif not guessed and has_real_root([coefficients.get(k, 0) for k in range(degree + 1)]):
            raise ArithmeticError(f"a real zero of {factor} that is not rational")


def has_real_root(coefficients: list[int]) -> bool:
    """Whether a polynomial, its constant first, has a real zero: the enclosures of real ones have no imaginary part at all."""
    found = cast(list[tuple[acb, int]], fmpz_poly(coefficients).complex_roots())
    return any(bool(root.imag == 0) for root, _ in found)


def loss(covariance: Matrix, size: int) -> fmpz_mpoly:
    """tr((I - a b^T) S (I - a b^T)^T) times the common denominator of S."""
    context = ring(2 * size)
    a, b = context.gens()[:size], context.gens()[size:]
    total = context.constant(0)
    errors = [[int(i == j) - a[i] * b[j] for j in range(size)] for i in range(size)]
    for row in errors:
        for j in range(size):
            for k in range(size):
                total += int(covariance[j][k]) * row[j] * row[k]
    return total


def partials(poly: fmpz_mpoly, size: int) -> list[fmpz_mpoly]:
    """All partial derivatives."""
    return [poly.derivative(place) for place in range(size)]


def value_at(poly: fmpz_mpoly, point: Point) -> Fraction:
    """The value at a rational point."""
    total = Fraction(0)
    for powers, coefficient in poly.to_dict().items():
        term = Fraction(int(coefficient))
        for base, power in zip(point, powers, strict=True):
            term *= base ** int(power)
        total += term
    return total


def inertia(poly: fmpz_mpoly, point: Point) -> tuple[int, int]:
    """How many eigenvalues of the Hessian are positive and negative: sign changes of the characteristic polynomial (Descartes)."""
    size = len(point)
    entries = [
        [fmpq(*value_at(one.derivative(place), point).as_integer_ratio()) for place in range(size)]
        for one in partials(poly, size)
    ]
    found = [one for one in fmpq_mat(entries).charpoly().coeffs()]
    mirrored = [one * (-1) ** at for at, one in enumerate(found)]
    return _changes(found), _changes(mirrored)


def _changes(coefficients: list[fmpq]) -> int:
    signs = [one > 0 for one in coefficients if one != 0]
    return sum(one != two for one, two in pairwise(signs))


def critical_points(covariance: Matrix, size: int, rng: np.random.Generator) -> list[Point]:
    """The critical points of the loss, up to the scale of the unit: a has a power of 2 as its first entry that is not 0, or is 0."""
    context = ring(2 * size)
    system = partials(loss(covariance, size), 2 * size)
    found: list[Point] = []
    for first in range(size + 1):
        known = {place: Fraction(0) for place in range(first)}
        if first < size:
            known[first] = SCALES[int(rng.integers(0, 4))]
        rest = system
        for place, value in known.items():
            rest = [cleared(put(poly, place, value), context) for poly in rest]
        found += _solved(rest, known, 2 * size, rng, False)
    return found


def diagonal(values: list[int]) -> Matrix:
    """A covariance in its axes."""
    return tuple(
        tuple(Fraction(v if i == j else 0) for j in range(len(values))) for i, v in enumerate(values)
    )


def _in_axes(rng: np.random.Generator, instances: int, size: int) -> Measured:
    """Every critical point for random variances, in turn, until there are enough; a part of the variances are equal."""
    rows: list[list[float]] = []
    while len(rows) < instances:
        variances = sorted((int(one) for one in rng.integers(1, 10, size)), reverse=True)
        for point in critical_points(diagonal(variances), size, rng):
            rows.append([*map(float, variances), *map(float, point)])
    names = (*"pqr"[:size], *(f"{side}{at}" for side in "ab" for at in range(1, size + 1)))
    table = np.array(rows[:instances])
    return Measured({name: table[:, at] for at, name in enumerate(names)}, {})


def run_two_inputs(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Critical points of autoencoders with two inputs and one hidden unit."""
    return _in_axes(rng, instances, 2)


def run_three_inputs(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Critical points of autoencoders with three inputs and one hidden unit."""
    return _in_axes(rng, instances, 3)


def rotated(values: list[int], rng: np.random.Generator) -> tuple[Matrix, int]:
    """A covariance with these eigenvalues, turned in a random plane of two axes, times the number that makes it whole."""
    size = len(values)
    found = [list(row) for row in diagonal([values[at] for at in rng.permutation(size)])]
    x, y, z = TRIPLES[int(rng.integers(0, len(TRIPLES)))]
    first, second = sorted(int(at) for at in rng.choice(size, 2, replace=False))
    turn = [[Fraction(z * (i == j)) for j in range(size)] for i in range(size)]
    turn[first][first] = turn[second][second] = Fraction(x)
    turn[first][second], turn[second][first] = Fraction(-y), Fraction(y)
    half = [[sum(row[k] * found[k][j] for k in range(size)) for j in range(size)] for row in turn]
    full = tuple(
        tuple(sum((row[k] * other[k] for k in range(size)), Fraction(0)) for other in turn) for row in half
    )
    return full, z * z


def _types(rng: np.random.Generator, instances: int, size: int) -> Measured:
    rows: list[list[float]] = []
    while len(rows) < instances:
        values = sorted((int(one) + 1 for one in rng.choice(9, size, replace=False)), reverse=True)
        covariance, scale = rotated(values, rng)
        total = loss(covariance, size)
        for point in critical_points(covariance, size, rng):
            rows.append([*map(float, values), float(value_at(total, point) / scale), *inertia(total, point)])
    table = np.array(rows[:instances])
    return Measured({name: table[:, at] for at, name in enumerate((*"pqr"[:size], "L", "up", "down"))}, {})


def run_types_2(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Loss and inertia at every critical point for random covariances of two inputs with different eigenvalues."""
    return _types(rng, instances, 2)


def run_types_3(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Loss and inertia at every critical point for random covariances of three inputs, with different eigenvalues, turned in a plane."""
    return _types(rng, instances, 3)


def run_three_weights(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Critical points of (u v w x - y)^2 with random x and y."""
    context = ring(3)
    u, v, w = context.gens()
    rows: list[list[float]] = []
    while len(rows) < instances:
        x, y = 2 ** int(rng.integers(0, 3)), int(rng.integers(-4, 5))
        for point in solutions(partials((u * v * w * x - y) ** 2, 3), 3, rng):
            rows.append([x, y, *map(float, point)])
    table = np.array(rows[:instances])
    return Measured({name: table[:, at] for at, name in enumerate("xyuvw")}, {})


WORLDS = (
    World(
        "two_inputs",
        "Solves the critical equations of autoencoders with two inputs exactly, by Groebner bases.",
        ("p", "q", "a1", "a2", "b1", "b2"),
        (1,),
        run_two_inputs,
        RUNS,
    ),
    World(
        "three_inputs",
        "Solves the critical equations of autoencoders with three inputs exactly, by Groebner bases.",
        ("p", "q", "r", "a1", "a2", "a3", "b1", "b2", "b3"),
        (1,),
        run_three_inputs,
        RUNS,
    ),
    World(
        "types_2",
        "Finds loss and inertia of the Hessian at every critical point for random covariances of two inputs, exactly.",
        ("p", "q", "L", "up", "down"),
        (1,),
        run_types_2,
        RUNS,
    ),
    World(
        "types_3",
        "Finds loss and inertia of the Hessian at every critical point for random covariances of three inputs, exactly.",
        ("p", "q", "r", "L", "up", "down"),
        (1,),
        run_types_3,
        RUNS,
    ),
    World(
        "three_weights",
        "Solves the critical equations of a product of three weights exactly, by Groebner bases.",
        ("x", "y", "u", "v", "w"),
        (1,),
        run_three_weights,
        RUNS,
    ),
)
