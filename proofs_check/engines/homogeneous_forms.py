"""Goals of rational terms as homogeneous forms in letters that are not negative.

The polynomial that decides a goal is read off (`cone.core_of`), roots of letters in place of the letters. It is made homogeneous

    by an equation h(x) = c, h homogeneous: a term of lower degree is multiplied by powers of h/c, which is 1
    by an equation x**d = c: the letters become x = (u, v, ...)**|d| with u**d as a factor
    by a bound h(x) >= c or h(x) <= c, where the terms of lower degree have the sign for it (`one_sided_forms.py`)
    by one more letter, which stands for 1

The letters are not negative by their signs, or they are sums u of such: where linear facts L(x) >= 0, as many as letters, have
an inverse that makes every other linear fact a combination of them, x = L**-1 u (triangles, ordered letters).

All other facts are dropped, and what the atoms of the polynomial mean besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import flint

from proofs_check.engines.cone import core_of
from proofs_check.engines.form_algebra import (
    Row,
    by_homogeneous,
    by_product,
    is_homogeneous,
    put,
    simplicial,
    with_one,
)
from proofs_check.engines.one_sided_forms import OneSided, by_bound, one_sided, rising_units
from proofs_check.engines.polynomials import Conversion, Converted, convert_goal
from proofs_check.engines.ring import Atom, OutOfReach, Poly
from proofs_check.engines.signs import NEGATIVE, NONNEGATIVE, NONPOSITIVE, POSITIVE
from proofs_check.engines.weighted_means import Form, Powers
from proofs_check.goal import Budget, Goal

MAX_LETTERS = 8
MAX_CORE_TERMS = 400
SIGNED = (POSITIVE, NONNEGATIVE, NEGATIVE, NONPOSITIVE)


@dataclass(frozen=True)
class Orthant:
    """form >= 0 (strict: > 0) is to be shown for letters >= 0, those in `positive` > 0, where x**d = 1 for d in `units`.

    rising: the d with x**d >= 1; all letters are positive where there is one.
    """

    form: Form
    positive: frozenset[int]
    strict: bool
    units: tuple[Powers, ...]
    says: str
    rising: tuple[Powers, ...] = ()


def orthants(goal: Goal, budget: Budget) -> Iterator[Orthant]:
    """The forms that decide the goal, each enough. Raises OutOfReach."""
    converted = convert_goal(goal, budget)
    work = converted.work
    if work.is_complex or converted.conclusion.relation not in (">", ">="):
        raise OutOfReach("only inequalities of real terms are read here")
    core = work.ring.reduce(core_of(converted, converted.conclusion))
    if core.is_constant() or len(core) > MAX_CORE_TERMS or not work.is_real(core):
        raise OutOfReach("nothing to read, or very much")
    reading = _Reading(converted, core)
    yield from reading.orthants()


class _Reading:
    """The atoms of a polynomial, and the facts about them."""

    def __init__(self, converted: Converted, core: Poly) -> None:
        self.work: Conversion = converted.work
        self.strict = converted.conclusion.relation == ">"
        self.equations = [
            fact.difference.num
            for fact in converted.facts
            if fact.relation == "==" and self.work.is_real(fact.difference.num)
        ]
        self.atoms = self._atoms(core)
        self.roots = self._roots()
        self.letters = tuple(atom for atom in self.atoms if atom.index not in self.roots)
        if not 2 <= len(self.letters) <= MAX_LETTERS:
            raise OutOfReach("one letter, or very many")
        self.form = self.read(core)

    def _atoms(self, core: Poly) -> tuple[Atom, ...]:
        """The atoms of the polynomial and of the equations about them."""
        found = {atom.index: atom for atom in self.work.ring.atoms_of(core)}
        for poly in self.equations:
            own = {atom.index: atom for atom in self.work.ring.atoms_of(poly)}
            if own.keys() & self._reached(found.values()):
                found |= own
        return tuple(found.values())

    def _reached(self, atoms: Iterable[Atom]) -> set[int]:
        """The numbers of the atoms, and of those that they are roots of."""
        inner = (atom.value for atom in atoms if atom.value is not None)
        return {atom.index for atom in atoms} | {
            atom.index for value in inner for atom in self.work.ring.atoms_of(value)
        }

    def _roots(self) -> dict[int, tuple[Atom, int]]:
        """The letters that are powers of a root: x = s**n, s being the only root of x."""
        found: dict[int, list[tuple[Atom, int]]] = {}
        for atom in self.atoms:
            if atom.degree and atom.value is not None:
                inner = self.work.single_atom(atom.value)
                if inner is not None and inner != atom:  # s = s**3 for a sign: no root of another letter
                    found.setdefault(inner.index, []).append((atom, atom.degree))
        return {index: known[0] for index, known in found.items() if len(known) == 1}

    def read(self, poly: Poly) -> Form:
        """The polynomial in the letters. Raises OutOfReach."""
        places = {atom.index: place for place, atom in enumerate(self.letters)}
        found: dict[Powers, flint.fmpq] = {}
        for powers, factor in poly.to_dict().items():
            own = [0] * len(self.letters)
            for index, power in enumerate(map(int, powers)):
                if power:
                    place, often = self._place(index, places)
                    own[place] += power * often
            key = tuple(own)
            found[key] = found.get(key, flint.fmpq(0)) + factor
        return {powers: factor for powers, factor in found.items() if factor != 0}

    def _place(self, index: int, places: dict[int, int]) -> tuple[int, int]:
        often = 1
        for _ in range(len(self.roots) + 1):
            if index not in self.roots:
                break
            atom, degree = self.roots[index]
            index, often = atom.index, often * degree
        if index not in places:
            raise OutOfReach("an atom that the conclusion does not have")
        return places[index], often

    def orthants(self) -> Iterator[Orthant]:
        signs = [self.work.signs.of(self.work.ring.gens[atom.index]) for atom in self.letters]
        positive = frozenset(place for place, sign in enumerate(signs) if sign == POSITIVE)
        if all(sign <= NONNEGATIVE for sign in signs):
            yield from self._in_signs(positive)
        yield from self._in_cones()

    def _in_signs(self, positive: frozenset[int]) -> Iterator[Orthant]:
        """The letters as they are."""
        products = [found for poly in self.equations if (found := self._product(poly)) is not None]
        everywhere = len(positive) == len(self.letters)
        units = tuple(d for d, value in products if value == 1) if everywhere else ()
        bounds = self._bounds()
        rising = rising_units(bounds) if everywhere else ()
        plain = "a polynomial in letters that are not negative"
        yield Orthant(self.form, positive, self.strict, units, plain, rising)
        homogeneous = is_homogeneous(self.form)
        if not homogeneous and everywhere:
            for d, value in products:
                form = by_product(self.form, d, value)
                if form is not None:
                    yield Orthant(form, positive, self.strict, (), "made homogeneous by a product")
        for poly in () if homogeneous else self.equations:
            form = self._by_equation(poly)
            if form is not None:
                yield Orthant(form, positive, self.strict, (), "made homogeneous by an equation")
        if homogeneous:
            return
        for bound in bounds:
            form = by_bound(self.form, bound, everywhere)
            if form is not None:
                yield Orthant(form, positive, self.strict, (), "made homogeneous by a bound")
        one = len(self.letters)
        yield Orthant(
            with_one(self.form), positive | {one}, self.strict, (), "homogeneous with a letter for 1"
        )

    def _product(self, poly: Poly) -> tuple[Powers, Fraction] | None:
        """(d, c) where the equation says that x**d = c > 0, the letters being positive."""
        try:
            form = self.read(poly)
        except OutOfReach:
            return None
        if len(form) != 2:
            return None
        (one, first), (two, second) = form.items()
        value = -second / first
        if value <= 0:
            return None
        return tuple(a - b for a, b in zip(one, two, strict=True)), Fraction(int(value.p), int(value.q))

    def _bounds(self) -> tuple[OneSided, ...]:
        """What the facts about the letters say of homogeneous forms and numbers."""
        found = []
        for fact in self.work.signs.facts:
            if not self.work.is_real(fact.poly) or fact.sign not in SIGNED:
                continue
            try:
                own = self.read(fact.poly if fact.sign >= POSITIVE else -fact.poly)
            except OutOfReach:
                continue
            found.append(one_sided(own))
        return tuple(dict.fromkeys(bound for bound in found if bound is not None))

    def _by_equation(self, poly: Poly) -> Form | None:
        """The form made homogeneous by h(x) = c."""
        try:
            whole = dict(self.read(poly))
        except OutOfReach:
            return None
        constant = -whole.pop((0,) * len(self.letters), flint.fmpq(0))
        if constant == 0 or not whole or not is_homogeneous(whole):
            return None
        degree = sum(next(iter(whole)))
        return by_homogeneous(
            self.form, {powers: value / constant for powers, value in whole.items()}, degree
        )

    def _in_cones(self) -> Iterator[Orthant]:
        """The letters as combinations of linear facts."""
        for form in self._homogeneous_forms():
            has_one = len(next(iter(form))) > len(self.letters)
            facts = self._linear_facts(has_one)
            found = simplicial(tuple(row for row, _ in facts), len(next(iter(form))))
            if found is None:
                continue
            rows, inverse = found
            cell = put(form, inverse)
            positive = frozenset(place for place, row in enumerate(rows) if (row, True) in facts)
            yield Orthant(cell, positive, self.strict, (), "in combinations of the linear facts")

    def _homogeneous_forms(self) -> Iterator[Form]:
        if is_homogeneous(self.form):
            yield self.form
            return
        for poly in self.equations:
            form = self._by_equation(poly)
            if form is not None:
                yield form
        yield with_one(self.form)

    def _linear_facts(self, has_one: bool) -> tuple[tuple[Row, bool], ...]:
        """(coefficients, whether the fact is strict) of the linear facts; with a letter for 1 the constants are among them."""
        found: dict[Row, bool] = {}
        count = len(self.letters)
        for fact in self.work.signs.facts:
            if fact.sign not in (POSITIVE, NONNEGATIVE) or not self.work.is_real(fact.poly):
                continue
            try:
                form = self.read(fact.poly)
            except OutOfReach:
                continue
            if not form or any(sum(powers) > 1 for powers in form):
                continue
            row = [
                form.get(tuple(int(k == place) for k in range(count)), flint.fmpq(0))
                for place in range(count)
            ]
            constant = form.get((0,) * count, flint.fmpq(0))
            if constant != 0 and not has_one:
                continue
            whole = tuple([*row, constant] if has_one else row)
            if any(entry != 0 for entry in whole[:count]):
                found[whole] = found.get(whole, False) or fact.sign == POSITIVE
        if has_one:
            found[tuple(flint.fmpq(int(place == count)) for place in range(count + 1))] = True
        return tuple(found.items())
