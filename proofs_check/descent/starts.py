"""Tables of points: where a descent starts (values of the domains over several magnitudes, with their ends and ties), and their rows."""

from __future__ import annotations

import numpy as np

from proofs_check.descent.float_terms import Floats, FloatTerms
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.terms import free_letters

START = 600
Table = dict[str, Floats]


def started(random: np.random.Generator, letters: tuple[tuple[str, Domain], ...]) -> Table:
    """Values for the letters, those of later ones between ends that earlier ones give."""
    table: Table = {}
    for name, domain in letters:
        table[name] = _drawn(random, domain, FloatTerms(table))
    return _with_ties(table, letters)


def _end(bound: Bound | None, so_far: FloatTerms) -> Floats | None:
    if bound is None or is_infinite(bound.at):
        return None
    return np.broadcast_to(so_far.of(bound.at), (START,)).astype(np.float64)


def _drawn(random: np.random.Generator, domain: Domain, so_far: FloatTerms) -> Floats:
    """Values over several magnitudes, ends among them."""
    low, high = _end(domain.low, so_far), _end(domain.high, so_far)
    wide = np.exp(random.standard_normal(START) * np.where(random.random(START) < 0.25, 4.0, 1.0))
    part = random.random(START)
    if low is not None and high is not None:
        squeezed = np.where(random.random(START) < 0.3, np.minimum(1e-3 * wide, 1) * part, part)
        flipped = np.where(random.random(START) < 0.5, 1 - squeezed, squeezed)
        found = low + (high - low) * flipped
    elif low is not None:
        found = low + wide
    elif high is not None:
        found = high - wide
    else:
        found = wide * np.where(part < 0.5, -1, 1)
    ends = [
        e for e, b in ((low, domain.low), (high, domain.high)) if e is not None and b is not None and b.closed
    ]
    for place, end in enumerate(ends):
        found[place::30] = end[place::30]
    return np.round(found) if domain.kind == "integer" else found


def _with_ties(table: Table, letters: tuple[tuple[str, Domain], ...]) -> Table:
    """A twentieth of the points with zeros, ones, and all letters equal: strict inequalities fail there."""
    first = table[letters[0][0]]
    found = {}
    for place, (name, domain) in enumerate(letters):
        column = table[name].copy()
        column[7::40] = clipped(np.zeros_like(column), column, domain)[7::40]
        column[3 + 2 * place :: 40] = clipped(np.zeros_like(column), column, domain)[3 + 2 * place :: 40]
        column[9::40] = clipped(np.ones_like(column), column, domain)[9::40]
        column[5::20] = clipped(first, column, domain)[5::20]
        found[name] = column
    return found


def clipped(moved: Floats, column: Floats, domain: Domain) -> Floats:
    """Steps over a closed end stop there; steps over an open one are undone."""
    for end, sign in ((domain.low, 1), (domain.high, -1)):
        if end is None or is_infinite(end.at) or free_letters(end.at):
            continue
        at = float(FloatTerms({}).of(end.at))
        outside = (moved - at) * sign < 0 if end.closed else (moved - at) * sign <= 0
        moved = np.where(outside, at if end.closed else (column + at) / 2, moved)
    return moved


def row_of(table: Table, row: int) -> dict[str, float]:
    """One point."""
    return {name: float(column[row]) for name, column in table.items()}


def distinct(table: Table, margin: Floats) -> list[int]:
    """The points with the lowest margins and those closest to zero, no two close together."""
    found: list[int] = []
    for row in (*np.argsort(margin)[:4], *np.argsort(np.abs(margin))[:8]):
        apart = (
            any(abs(column[row] - column[other]) > 1e-3 * (1 + abs(column[row])) for column in table.values())
            for other in found
        )
        if np.isfinite(margin[row]) and all(apart):
            found.append(int(row))
    return found[:6]
