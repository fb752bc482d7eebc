"""Points whose square matrices are of a known structure (see `structured_tables.py`), sizes up to four."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from proofs_check.exact.closed import TooLarge
from proofs_check.exact.values import Undecidable, UndefinedTerm, Value
from proofs_check.witness.draws import Draws, Values
from proofs_check.witness.plan import Choice
from proofs_check.witness.recheck import belongs
from proofs_check.witness.structured_tables import structured

SIZES = (2, 3, 4)
KEPT = {1: 200, 2: 16, 3: 6}
FEW = 3
SIMPLE = 6
DRAWS = 2


@dataclass
class Structured:
    """Points for the claim of `draws`: structured matrices, simple values of the other letters."""

    draws: Draws

    def points(self) -> Iterator[Values | None]:
        """Every combination of a few matrices each; None where a hypothesis fails."""
        choices = self.draws.plan.choices
        square = [choice for choice in choices if is_square(choice) and choice.by is None]
        if not square:
            return
        others = [c for c in choices if c not in square and c.by is None and not c.is_size]
        random = Random(self.draws.seed + 2)
        kept = KEPT.get(len(square), FEW)
        sized = any(choice.is_size and choice.by is None for choice in choices)
        for size in SIZES if sized else SIZES[:1]:
            for _ in range(DRAWS if others else 1):
                yield from self._from({}, 0, size, kept, random)

    def _from(
        self, values: Values, depth: int, size: int, kept: int, random: Random
    ) -> Iterator[Values | None]:
        choices = self.draws.plan.choices
        if depth == len(choices):
            yield values
            return
        choice = choices[depth]
        count = 0
        for value in self._options(choice, values, size, random):
            chosen = {**values, choice.name: value}
            if not self.draws.asked(choice.ask, chosen):
                yield None
                continue
            count += 1
            yield from self._from(chosen, depth + 1, size, kept, random)
            if count >= kept:
                return

    def _options(self, choice: Choice, values: Values, size: int, random: Random) -> Iterator[Value]:
        place = self.draws.evaluator.at(values)
        try:
            if choice.by is None and choice.is_size and choice.name not in self.draws.fixed:
                yield Fraction(size)
                return
            if choice.by is None and is_square(choice) and choice.name not in self.draws.fixed:
                rows, columns = self.draws.shape(choice.domain, place)
                for value in structured(choice.domain.kind, rows) if rows == columns else ():
                    if belongs(value, choice.domain, place, self.draws.evaluator):
                        yield value
                return
            options = self.draws.options(choice, values)
            simple = options[:SIMPLE]
            if simple:
                yield simple[random.randrange(len(simple))]
        except (UndefinedTerm, Undecidable, TooLarge):
            return


def is_square(choice: Choice) -> bool:
    """Whether the letter is a matrix that is square by its domain."""
    size = choice.domain.size
    return not choice.domain.is_scalar and len(size) == 2 and size[0] == size[1]
