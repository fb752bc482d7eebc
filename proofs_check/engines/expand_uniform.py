"""Expansions that hold uniformly along the range of a sum: the index is k = t*b with a letter t in [-1, 1].

The calculus of `expansion.py` takes t for a parameter: its constants C and T might depend on t. They do not where no denominator, no size
and no point of a Taylor polynomial has t in it: sums and products have the sums and products of the constants; 1/(c*S*(1 + u)),
f(L + u) and the like are power series in u with coefficients free of t, and |u| <= C*(a size) for all t at once. Of a function that is
continuous on the whole line a bound is known where L has t in it: L is continuous in t. All other steps stop here.

    sqrt(1 + k/n**2) at k = t*n:   1 + t/(2*n) + O(1/n**2) for all t in [0, 1] at once

Notation: s is the letter that tends to infinity, k the index, b the upper end, t = k/b the place.
"""

from __future__ import annotations

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.expansion import Expansion, Lead, Series
from proofs_check.engines.scales import CONSTANT, Scale, Scaling, Undecided
from proofs_check.statement.terms import Term, free_letters

CONTINUOUS = ("sin", "cos", "sinh", "cosh", "tanh", "atan", "asinh", "sigmoid", "softplus")
REASON = "the leading term depends on the index of a sum"


class UniformScaling(Scaling):
    """Sizes whose order does not depend on the place; `place`: the letter t."""

    def __init__(self, questions: Questions, whole: bool, place: str) -> None:
        super().__init__(questions, whole)
        self.place = place

    def order(self, scale: Scale) -> int:
        """As for parameters. Raises Undecided where the size has t in it."""
        if self.place in letters_of(scale):
            raise Undecided("the sizes depend on the index of a sum")
        return super().order(scale)

    def need_nonzero(self, term: Term) -> None:
        """As for parameters. Raises Undecided for a term with t in it: it need not stay away from 0."""
        if self.place in free_letters(term):
            raise Undecided(REASON)
        super().need_nonzero(term)


class UniformSeries(Series):
    """Arithmetic of expansions whose constants do not depend on the place. rough: bounds will do where no limit is free of it."""

    def __init__(self, scaling: UniformScaling, cap: int, sharp: bool, rough: bool = False) -> None:
        super().__init__(scaling, cap, sharp)
        self.place, self.rough = scaling.place, rough

    def lead(self, part: Expansion) -> Lead | None:
        """The largest term; quotients, roots, logarithms and signs ask for it. Raises Undecided where it has t in it."""
        found = super().lead(part)
        if found is not None and self.place in free_letters(found.coefficient) | letters_of(found.scale):
            raise Undecided(REASON)
        return found

    def finite(self, part: Expansion) -> tuple[Term, Expansion]:
        """The finite limit at which functions are expanded. Raises Undecided where it has t in it."""
        value, rest = super().finite(part)
        if self.place in free_letters(value):
            raise Undecided(REASON)
        return value, rest

    def bounded(self, op: str, part: Expansion) -> Expansion | None:
        """O(1) for a function that is continuous everywhere, of what tends to a number for every t; None of what tends to none.

        Raises Undecided where a bound will not do.
        """
        try:
            super().finite(part)
        except Undecided:
            if op in ("sin", "cos") and not self.rough:
                raise
            return None
        if not self.rough or op not in CONTINUOUS:
            raise Undecided(REASON)
        return Expansion((), (CONSTANT,))


def letters_of(scale: Scale) -> frozenset[str]:
    """The parameters of a size."""
    parts = (scale.power, scale.more, *(b for b, _ in scale.bases), *(c for _, c in scale.growth))
    return frozenset().union(*(free_letters(part) for part in parts))
