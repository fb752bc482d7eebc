"""Letters for the eigenvalues of matrices that are written out, and the equations that fix them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise

from proofs_check.engines.entry_algebra import Rows, characteristic, minus, times, total, transpose
from proofs_check.engines.word_terms import Unsupported
from proofs_check.statement.domains import REAL, Domain
from proofs_check.statement.terms import ONE, ZERO, Compare, Connective, Letter, Term, apply, number


class Spectra:
    """The letters that one goal needs; `facts` hold of them wherever the eigenvalues are real. `fresh` names a letter."""

    def __init__(self, fresh: Callable[[str], str]) -> None:
        self.fresh = fresh
        self.letters: list[tuple[str, Domain]] = []
        self.facts: list[Term] = []
        self.known: dict[Rows, tuple[Term, ...]] = {}
        self.radii: dict[Rows, Term] = {}

    def eigenvalues(self, rows: Rows) -> tuple[Term, ...]:
        """Letters in ascending order whose elementary symmetric functions are the sums of principal minors."""
        if len(rows) == 1:
            return (rows[0][0],)
        if rows not in self.known:
            names = [self.fresh(f"eigenvalue_{place}") for place in range(len(rows))]
            self.letters += [(name, REAL) for name in names]
            found = tuple(Letter(name) for name in names)
            self.facts += [Compare("<=", one, two) for one, two in pairwise(found)]
            for count, coefficient in enumerate(characteristic(rows), 1):
                self.facts.append(Compare("==", _symmetric(found, count), coefficient))
            self.known[rows] = found
        return self.known[rows]

    def radius(self, rows: Rows) -> Term:
        """The spectral radius: of symmetric matrices from the extreme eigenvalues; of 2 x 2 ones from trace and det."""
        if len(rows) == 1:
            return apply("abs", rows[0][0])
        if rows == transpose(rows):
            values = self.eigenvalues(rows)
            return apply("max", apply("abs", values[0]), apply("abs", values[-1]))
        if len(rows) > 2:
            raise Unsupported("the spectral radius of a matrix that is not symmetric")
        if rows not in self.radii:
            name = self.fresh("spectral_radius")
            self.letters.append((name, REAL))
            self.facts += _radius_facts(Letter(name), *characteristic(rows))
            self.radii[rows] = Letter(name)
        return self.radii[rows]


def _symmetric(values: tuple[Term, ...], count: int) -> Term:
    """The elementary symmetric function of degree `count`."""
    products: list[Term] = []
    for chosen in combinations(values, count):
        result: Term = ONE
        for value in chosen:
            result = times(result, value)
        products.append(result)
    return total(products)


def _radius_facts(radius: Term, trace: Term, det: Term) -> list[Term]:
    """max |z| over the roots of z**2 - trace*z + det: (|trace| + sqrt(trace**2 - 4 det))/2, or sqrt(det) of a pair."""
    discriminant = minus(_square(trace), times(number(4), det))
    root = minus(times(number(2), radius), apply("abs", trace))
    real = Connective(
        "and",
        (
            Compare(">=", discriminant, ZERO),
            Compare(">=", root, ZERO),
            Compare("==", _square(root), discriminant),
        ),
    )
    pair = Connective("and", (Compare("<", discriminant, ZERO), Compare("==", _square(radius), det)))
    return [Compare(">=", radius, ZERO), Connective("or", (real, pair))]


def _square(term: Term) -> Term:
    return apply("pow", term, number(2))
