"""Linear equations with rational coefficients, solved near a solution that is known in floating point."""

from __future__ import annotations

from fractions import Fraction

import flint

GRAINS = 10**8  # the parts of 1 to which free values are rounded
Column = dict[int, Fraction]
"""Row -> entry."""


def solved_near(columns: list[Column], right: list[Fraction], guesses: list[float]) -> list[Fraction] | None:
    """The solution of the equations near the guesses, rounded where it is free, or None; the largest guesses give way."""
    order = sorted(range(len(columns)), key=lambda place: -abs(guesses[place]))
    table = flint.fmpq_mat(len(right), len(columns) + 1)
    for number, place in enumerate(order):
        for row, entry in columns[place].items():
            table[row, number] = rational(entry)
    for row, side in enumerate(right):
        table[row, len(columns)] = rational(side)
    reduced, rank = table.rref()
    leads = [next(k for k in range(len(columns) + 1) if reduced[row, k] != 0) for row in range(rank)]
    if len(columns) in leads:
        return None
    free = [number for number in range(len(columns)) if number not in leads]
    values = {number: Fraction(round(guesses[order[number]] * GRAINS), GRAINS) for number in free}
    for row, lead in enumerate(leads):
        entries = [(number, reduced[row, number]) for number in free]
        moved = sum(
            (_fraction(entry) * values[number] for number, entry in entries if entry != 0), Fraction(0)
        )
        values[lead] = _fraction(reduced[row, len(columns)]) - moved
    found = dict(zip(order, (values[number] for number in range(len(columns))), strict=True))
    return [found[place] for place in range(len(columns))]


def _fraction(value: flint.fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def rational(value: Fraction) -> flint.fmpq:
    """The number as flint has it."""
    return flint.fmpq(value.numerator, value.denominator)
