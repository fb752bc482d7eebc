"""Random instances from the domains of a claim: for claims without a world, or beside one.

A hypothesis `letter == term` is met by putting the term for the letter; the others are met by rejection, where the
instances are judged. Most instances are small dyadic numbers, one in ten lies on an edge (an end of the interval, 0,
1, -1), the last quarter of a block is real over several magnitudes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofs_check.instances import matrices
from proofs_check.instances.equalities import size_letters
from proofs_check.instances.letters import Letters
from proofs_check.instances.numpy_eval import Evaluator
from proofs_check.instances.values import Array, NotNumeric, Value, constant, exact_value
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import (
    Letter,
    Number,
    Term,
)
from proofs_check.statement.text import text

Floats = NDArray[np.float64]
EDGE = 26  # of 256
LARGEST = 1_000  # dimension
INTEGER_REACH = 2.0**31


@dataclass(frozen=True)
class Sampler:
    """Draws instances of all free letters of a claim; the first dimension is n, the others are near it."""

    formal: Formal
    letters: tuple[tuple[str, Domain], ...]
    sizes: tuple[str, ...]

    def draw(self, rng: np.random.Generator, instances: int, n: int) -> Letters:
        """The letters of a block.

        What the domains say beyond kind and size is judged with the hypotheses, for ends can be rounded. Raises
        NotNumeric.
        """
        values: dict[str, Array] = {}
        errors: dict[str, Array] = {}
        so_far = _Known(self.formal, values, errors)
        for name, domain in self.letters:
            if name in self.sizes:
                values[name] = _dimension(domain, so_far, n, self.sizes.index(name))
            elif domain.kind == "complex":
                values[name] = _complex(rng, instances, ())
            elif domain.is_scalar:
                values[name] = _scalar(rng, instances, domain, so_far)
            else:
                _draw_matrix(rng, instances, name, domain, so_far, values, errors)
        return Letters(values, errors)


@dataclass(frozen=True)
class _Known:
    """The letters drawn so far, in which bounds and sizes are evaluated."""

    formal: Formal
    values: dict[str, Array]
    errors: dict[str, Array]

    def value(self, term: Term) -> Value:
        match term:
            case Number(value=number):
                return constant(float(number))
            case Letter(name=name) if name not in self.errors and self.values[name].ndim == 1:
                return exact_value(self.values[name])
            case _:
                letters = Letters({"": np.zeros(1), **self.values}, self.errors)
                return Evaluator(self.formal, letters).value(term)

    def size(self, term: Term) -> int:
        found = self.value(term).value
        if (
            found.ndim != 1
            or np.iscomplexobj(found)
            or (found != found[0]).any()
            or not 1 <= found[0] <= LARGEST
        ):
            raise NotNumeric(f"the size {text(term)} is not one number from 1 to {LARGEST}")
        return int(found[0])


def sampler_of(formal: Formal) -> Sampler:
    """The sampler of a claim whose equality hypotheses are solved."""
    return Sampler(formal, formal.free(), size_letters(formal))


def _dimension(domain: Domain, so_far: _Known, n: int, place: int) -> Array:
    """n for the first dimension of a claim, n + 1, n - 1, n + 2, ... for the next, moved into the domain."""
    wanted = n + (place + 1) // 2 * (1 if place % 2 else -1)
    low, high = _end(domain.low, so_far), _end(domain.high, so_far)
    least = 1.0 if low is None else max(np.ceil(low.max()), 1.0)
    most = INTEGER_REACH if high is None else np.floor(high.min())
    return np.array([min(max(wanted, least), most)])


def _end(bound: Bound | None, so_far: _Known) -> Floats | None:
    """The values of an end of the interval."""
    if bound is None or is_infinite(bound.at):
        return None
    found = so_far.value(bound.at)
    if found.value.ndim != 1 or np.iscomplexobj(found.value):
        raise NotNumeric("the end of an interval is not a real number")
    return np.asarray(found.value, dtype=np.float64)


def _scalar(rng: np.random.Generator, instances: int, domain: Domain, so_far: _Known) -> Floats:
    low, high = _end(domain.low, so_far), _end(domain.high, so_far)
    if domain.kind == "integer":
        return _integer(rng, instances, domain, low, high)
    found = _dyadic(matrices.random_bytes(rng, instances), domain, low, high)
    found = _on_edges(rng, found, domain, low, high)
    first = matrices.real_from(instances)
    ends = (
        None if low is None else low[-(instances - first) :],
        None if high is None else high[-(instances - first) :],
    )
    if instances > first:
        found[first:] = _real(rng, instances - first, *ends)
    return np.where(found == 0, 1.0, found) if domain.nonzero else found


def _dyadic(lot: NDArray[np.int8], domain: Domain, low: Floats | None, high: Floats | None) -> Floats:
    """Sixteenths: of the interval, or of one from its only end."""
    steps = lot.view(np.uint8).astype(np.float64)
    if low is not None and high is not None:
        open_low, open_high = not (domain.low and domain.low.closed), not (domain.high and domain.high.closed)
        count = 17 - open_low - open_high
        return np.asarray(low + (high - low) * ((steps % count + open_low) / 16))
    if low is not None:
        return np.asarray(low + (steps + (not (domain.low and domain.low.closed))) / 16)
    if high is not None:
        return np.asarray(high - (steps + (not (domain.high and domain.high.closed))) / 16)
    return lot.astype(np.float64) / 16


def _on_edges(
    rng: np.random.Generator, found: Floats, domain: Domain, low: Floats | None, high: Floats | None
) -> Floats:
    """A tenth of the instances moved to 0, 1, -1, an end, or close to one."""
    lot = matrices.random_bytes(rng, len(found)).view(np.uint8)
    places = np.flatnonzero(lot < EDGE)
    if not len(places):
        return found
    edges: list[Array] = [np.zeros(1), np.ones(1), -np.ones(1)]
    for end, bound, inward in ((low, domain.low, 1.0), (high, domain.high, -1.0)):
        if end is not None and bound is not None:
            room = np.ones(1) if low is None or high is None else high - low
            edges += (
                [end, end + inward * room * 2.0**-12] if bound.closed else [end + inward * room * 2.0**-12]
            )
    choice = lot[places] % len(edges)
    rows = np.stack([_at(edge, places) for edge in edges])
    picked = rows[choice, np.arange(len(places))]
    good = np.isfinite(picked)
    for end, bound, sign in ((low, domain.low, 1.0), (high, domain.high, -1.0)):
        if end is not None and bound is not None:
            gap = sign * (picked - _at(end, places))
            good &= gap >= 0 if bound.closed else gap > 0
    found[places[good]] = picked[good]
    return found


def _at(values: Array, places: NDArray[np.intp]) -> Array:
    return values[places] if len(values) > 1 else np.full(len(places), values[0])


def _real(rng: np.random.Generator, instances: int, low: Floats | None, high: Floats | None) -> Floats:
    if low is not None and high is not None:
        part = rng.random(instances)
        shrunk = part * np.ldexp(1.0, -(matrices.random_bytes(rng, instances) & 15).astype(np.int64))
        lot = matrices.random_bytes(rng, instances)
        part = np.where(lot < -64, shrunk, np.where(lot > 63, 1 - shrunk, part))
        return np.asarray(low + (high - low) * part)
    wide = rng.standard_normal(instances) * matrices.magnitudes(rng, instances, 3.0)
    if low is not None:
        return np.asarray(low + np.abs(wide))
    return np.asarray(high - np.abs(wide)) if high is not None else wide


def _integer(
    rng: np.random.Generator, instances: int, domain: Domain, low: Floats | None, high: Floats | None
) -> Floats:
    """Mostly within 8 of the end or of zero, one in sixteen within 64."""
    lot, far = matrices.random_bytes(rng, instances).view(np.uint8), matrices.random_bytes(rng, instances)
    step = np.where((far & 15) == 0, lot & 63, lot & 7).astype(np.float64)
    if low is not None:
        least = np.floor(low) + 1 if domain.low and not domain.low.closed else np.ceil(low)
        if high is not None:
            most = np.ceil(high) - 1 if domain.high and not domain.high.closed else np.floor(high)
            step = step % np.maximum(most - least + 1, 1)
        found = least + step
    elif high is not None:
        most = np.ceil(high) - 1 if domain.high and not domain.high.closed else np.floor(high)
        found = most - step
    else:
        found = np.where(far < 0, -step, step)
    return np.where(found == 0, 1.0, found) if domain.nonzero else np.asarray(found)


def _complex(rng: np.random.Generator, instances: int, shape: tuple[int, ...]) -> Array:
    rows, columns = (*shape, 1, 1)[:2]
    parts = [matrices.entries(rng, instances, rows, columns) for _ in range(2)]
    found = parts[0] + 1j * parts[1]
    return found if shape else found[:, 0, 0]


def _draw_matrix(
    rng: np.random.Generator,
    instances: int,
    name: str,
    domain: Domain,
    so_far: _Known,
    values: dict[str, Array],
    errors: dict[str, Array],
) -> None:
    rows, columns = ([so_far.size(size) for size in domain.size] + [1])[:2]
    if domain.over == "complex":
        if domain.kind not in ("vector", "matrix"):
            raise NotNumeric(f"no sampler for complex {domain.kind} matrices")
        values[name] = _complex(rng, instances, (rows, columns))
    elif domain.kind in ("vector", "matrix"):
        values[name] = matrices.entries(rng, instances, rows, columns)
    elif domain.kind == "orthogonal":
        values[name], errors[name] = matrices.orthogonal(rng, instances, rows)
    else:
        values[name] = matrices.KINDS[domain.kind](rng, instances, rows)
    if domain.kind == "vector":
        values[name] = values[name][:, :, 0]


__all__ = ["Sampler", "sampler_of"]
