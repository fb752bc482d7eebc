"""Letters for the eigenvalues of matrices that are written out, and the equations that fix them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise

from proofs_check.engines.entry_algebra import Rows, characteristic, minus, plus, times, total, transpose
from proofs_check.engines.word_terms import Unsupported
from proofs_check.statement.domains import REAL, Domain
from proofs_check.statement.terms import ONE, ZERO, Compare, Connective, Letter, Term, apply, number


class Spectra:
    """The letters that one goal needs; `facts` hold of them wherever the eigenvalues are real, `bounds` too, but rarely help.

    `fresh` names a letter.
    """

    def __init__(self, fresh: Callable[[str], str]) -> None:
        self.fresh = fresh
        self.letters: list[tuple[str, Domain]] = []
        self.facts: list[Term] = []
        self.bounds: list[Term] = []
        self.known: dict[Rows, tuple[Term, ...]] = {}
        self.radii: dict[Rows, Term] = {}

    def eigenvalues(self, rows: Rows) -> tuple[Term, ...]:
        """Letters in ascending order whose elementary symmetric functions are the sums of principal minors."""
        plain = _plain_eigenvalues(rows)
        if plain is not None:
            return plain
        if rows not in self.known:
            names = [self.fresh(f"eigenvalue_{place}") for place in range(len(rows))]
            self.letters += [(name, REAL) for name in names]
            found = tuple(Letter(name) for name in names)
            self.facts += [Compare("<=", one, two) for one, two in pairwise(found)]
            for value in (found[0], found[-1]):
                sizes = discs(rows)[:1] if rows == transpose(rows) else discs(rows)
                self.bounds += [Compare("<=", apply("abs", value), size) for size in sizes]
            for count, coefficient in enumerate(characteristic(rows), 1):
                self.facts.append(Compare("==", _symmetric(found, count), coefficient))
            self.known[rows] = found
        return self.known[rows]

    def radius(self, rows: Rows) -> Term:
        """The spectral radius: of symmetric matrices from the extreme eigenvalues; of 2 x 2 ones from trace and det."""
        if _is_triangular(rows):
            sizes = tuple(apply("abs", rows[place][place]) for place in range(len(rows)))
            return sizes[0] if len(sizes) == 1 else apply("max", *sizes)
        if rows == transpose(rows):
            values = self.eigenvalues(rows)
            return apply("max", apply("abs", values[0]), apply("abs", values[-1]))
        if len(rows) > 2:
            raise Unsupported("the spectral radius of a matrix that is not symmetric")
        if rows not in self.radii:
            name = self.fresh("spectral_radius")
            self.letters.append((name, REAL))
            self.facts += _radius_facts(Letter(name), *characteristic(rows))
            self.bounds += [Compare("<=", Letter(name), bound) for bound in discs(rows)]
            self.radii[rows] = Letter(name)
        return self.radii[rows]


def _is_triangular(rows: Rows) -> bool:
    """Whether all entries on one side of the diagonal are written 0."""
    places = [(i, j) for i in range(len(rows)) for j in range(i)]
    return all(rows[i][j] == ZERO for i, j in places) or all(rows[j][i] == ZERO for i, j in places)


def _plain_eigenvalues(rows: Rows) -> tuple[Term, ...] | None:
    """The eigenvalues in ascending order where they have a short form: of one entry, of triangles, of [[a, b], [b, a]]."""
    if len(rows) == 1:
        return (rows[0][0],)
    if len(rows) != 2:
        return None
    (a, b), (c, d) = rows
    if _is_triangular(rows):
        return apply("min", a, d), apply("max", a, d)
    if b == c and a == d:
        return minus(a, apply("abs", b)), plus(a, apply("abs", b))
    return None


def discs(rows: Rows) -> tuple[Term, ...]:
    """Gershgorin's bounds on the spectral radius: it is at most the greatest sum of moduli in a row, and in a column.

    Reference: Horn and Johnson, Matrix Analysis, corollary 6.1.5.
    """
    found = []
    for lines in (rows, transpose(rows)):
        sums = tuple(total(apply("abs", entry) for entry in line if entry != ZERO) for line in lines)
        found.append(apply("max", *sums))
    return tuple(found)


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
    """max |z| over the roots of z**2 - trace*z + det: real ones are, up to a common sign, the radius r and |trace| - r; of a pair sqrt(det)."""
    discriminant = minus(_square(trace), times(number(4), det))
    other = minus(apply("abs", trace), radius)
    real = Connective(
        "and",
        (
            Compare(">=", discriminant, ZERO),
            Compare("<=", other, radius),
            Compare("==", times(radius, other), det),
        ),
    )
    pair = Connective("and", (Compare("<", discriminant, ZERO), Compare("==", _square(radius), det)))
    return [Compare(">=", radius, ZERO), Connective("or", (real, pair))]


def _square(term: Term) -> Term:
    return apply("pow", term, number(2))
