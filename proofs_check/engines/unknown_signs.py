"""Unknowns that are 1, 0 or -1, with equations x == y and x == -y between them.

Notation: a place is (variable, sign); variable 0 is the number 1, variable 1 the number 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from proofs_check.engines.word_terms import Unsupported

Place = tuple[int, int]
MOVED: Place = (0, 1)
STILL: Place = (1, 1)


@dataclass
class Signs:
    """Equations x == y and x == -y between unknown signs; an unknown that is opposite to itself is 0."""

    above: list[Place] = field(default_factory=lambda: [MOVED, STILL])

    def copy(self) -> Signs:
        return Signs(list(self.above))

    def new(self) -> Place:
        """An unknown of its own."""
        self.above.append((len(self.above), 1))
        return len(self.above) - 1, 1

    def root(self, place: Place) -> Place:
        """The unknown that stands for all that are equal or opposite to this one, with the sign."""
        variable, sign = place
        while self.above[variable][0] != variable:
            variable, turn = self.above[variable]
            sign *= turn
        return variable, sign

    def equal(self, one: Place, two: Place) -> None:
        """The two are equal. Raises Unsupported where 1 would be 0 or -1."""
        (left, sign), (right, other) = self.root(one), self.root(two)
        if left == right:
            if sign != other and left != STILL[0]:
                self._join(left, STILL)
        elif right > left:
            self._join(right, (left, sign * other))
        else:
            self._join(left, (right, sign * other))

    def _join(self, variable: int, place: Place) -> None:
        if variable <= STILL[0]:
            raise Unsupported("a part that no change of basis keeps")
        self.above[variable] = place


def opposite(place: Place) -> Place:
    return place[0], -place[1]
