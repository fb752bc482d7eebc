"""Recurrences that are not linear: an interval that the step maps into itself holds all later values.

So it holds the limit, if there is one; that there is one is not shown. Each value at another index is a number of its own,
for the values may go on changing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import acb, arb, ctx

from proofs_check.recheck.complexes import Complex, decided
from proofs_check.recheck.enclosures import enclose
from proofs_check.recheck.growth import Expansion, constant
from proofs_check.recheck.numbers import make
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.symbolic import derivative
from proofs_check.recheck.tables import number
from proofs_check.recheck.term_balls import ball_of
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    Apply,
    At,
    Letter,
    Number,
    Term,
    children,
    free_letters,
    fresh,
    transform,
)
from proofs_check.statement.text import text

if TYPE_CHECKING:
    from proofs_check.recheck.expand import Expander

BITS = 200
STEPS = 300
SHRINKS = 60
WIDTHS = (-60, -30, -20, -10, -7, -4)
DIGITS = 2**80


def value_within(term: At, expander: Expander) -> Expansion:
    """The value at a moving index, as a number known to lie in an interval. Raises Open."""
    evaluation = expander.evaluation
    sequence = evaluation.sequences.by_name[term.name]
    evaluation.is_conditional = True
    with ctx.workprec(BITS):
        held = _interval(sequence, expander)
        middle, radius = _rational(held.mid()), _rational(held.rad()) + Fraction(2, DIGITS)
    named = f"{text(term)} {expander.approach}"
    return constant(make("within", (), (middle, radius, named)))


def _rational(x: arb) -> Fraction:
    whole = (x * DIGITS).floor().unique_fmpz()
    if whole is None:
        raise Open("an interval that is not found")
    return Fraction(int(whole), DIGITS)


@dataclass(frozen=True)
class Step:
    """The step as a term in letters for the earlier values, the newest first, with its slopes by them."""

    body: Term
    names: tuple[str, ...]
    slopes: tuple[Term, ...]
    known: Mapping[str, acb]

    def image(self, values: list[arb]) -> arb:
        """Encloses the next value (values: the oldest first), also by the theorem of the mean value. Raises Open."""
        here = dict(zip(self.names, reversed(values), strict=False))
        plain = self._ball(self.body, here)
        middle = {name: arb(x.mid()) for name, x in here.items()}
        mean = self._ball(self.body, middle)
        for name, slope in zip(self.names, self.slopes, strict=True):
            mean += self._ball(slope, here) * (here[name] - middle[name])
        return plain.intersection(mean)

    def _ball(self, term: Term, here: Mapping[str, arb]) -> arb:
        found = ball_of(term, {**self.known, **{name: acb(x) for name, x in here.items()}})
        if not found.is_finite() or not found.imag.is_zero():
            raise Open("a step that may be undefined")
        return arb(found.real)


def _interval(sequence: Sequence, expander: Expander) -> arb:
    step = _as_step(sequence, expander)
    values = [_start(sequence, k, expander) for k in range(len(sequence.start))]
    for _ in range(STEPS):
        values = [*values[1:], step.image(values)]
    hull = values[0]
    for value in values[1:]:
        hull = hull.union(value)
    for width in WIDTHS:
        held = hull + arb(0, 2.0**width)
        if held.contains(step.image([held] * len(values))):
            for _ in range(SHRINKS):
                held = held.intersection(step.image([held] * len(values)))
            return held
    raise Open("a recurrence without an interval that it does not leave")


def _as_step(sequence: Sequence, expander: Expander) -> Step:
    ages = _ages(sequence)
    names = tuple(fresh(f"x{k}", free_letters(sequence.step)) for k in range(len(sequence.start)))
    body = transform(
        sequence.step, lambda node: Letter(names[ages[text(node)]]) if isinstance(node, At) else node
    )
    slopes = tuple(derivative(body, name) for name in names)
    return Step(body, names, slopes, _letters(sequence, expander))


def _ages(sequence: Sequence) -> dict[str, int]:
    """How far back each value lies that the step uses, by its text."""
    found: dict[str, int] = {}
    waiting: list[Term] = [sequence.step]
    while waiting:
        node = waiting.pop()
        if isinstance(node, At):
            age = _age(node, sequence)
            if node.name != sequence.name or age is None or age >= len(sequence.start):
                raise Open("a recurrence of another form")
            found[text(node)] = age
        elif node == Letter(sequence.index):
            raise Open("a recurrence that speaks of its index")
        else:
            waiting += children(node)
    if sequence.shape != SCALAR:
        raise Open("a recurrence for vectors that is not linear")
    return found


def _age(node: At, sequence: Sequence) -> int | None:
    index = Letter(sequence.index)
    if node.index == index:
        return 0
    match node.index:
        case Apply(op="sub", args=(left, Number(value=value))) if left == index and value.denominator == 1:
            return int(value) if value >= 0 else None
    return None


def _letters(sequence: Sequence, expander: Expander) -> dict[str, acb]:
    base = expander.evaluation.base
    found = {}
    for name in free_letters(sequence.step) - {sequence.index}:
        value = decided(expander.evaluation.number(Letter(name), base))
        if isinstance(value, Complex):
            raise Open("a recurrence with a letter that is not real")
        found[name] = acb(enclose(value, BITS))
    return found


def _start(sequence: Sequence, k: int, expander: Expander) -> arb:
    value = decided(
        number(expander.evaluation.sequences.at(sequence.name, sequence.first + k, expander.evaluation.base))
    )
    if isinstance(value, Complex):
        raise Open("a recurrence whose start is not real")
    return enclose(value, BITS)
