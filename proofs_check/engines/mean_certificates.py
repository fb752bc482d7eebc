"""Inequalities between sums of products of powers, by weighted means with equality at a point.

    a + sqrt(a*b) + root(a*b*c, 3) <= 4/3*(a + b + c)       a, b, c >= 0; equality at a = 16, b = 4, c = 1

The difference of the sides is a sum of terms c*x**a with rational exponents (`signomials.py`), times what is positive. Where it is smallest
beside its positive terms is found in floating point (`mean_points.py`); at that point p the letters become y = x/p, the exponents
whole numbers by y = u**n, and the coefficients rational: exactly where they are, else the positive ones rounded down and the others away from 0. Then
every negative term is at most a sum of means (`mean_instances.py`).

Letters that may be 0 have exponents that are not negative, so that what holds for positive ones holds in the limit. A strict inequality needs a
positive term that is not used up and does not vanish. Hypotheses x**d == r are used as such: y**d = 1.

Reference: Hardy, Littlewood and Polya, Inequalities, 2.5; Reznick, Forms derived from the arithmetic-geometric inequality, Math. Ann. 283, 1989.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import exp, lcm

import numpy as np

from proofs_check.engines import signomials
from proofs_check.engines.jets import NoJet
from proofs_check.engines.mean_instances import Certificate, Form, Powers
from proofs_check.engines.mean_points import Landscape, lowest, some_places
from proofs_check.engines.mean_programs import certificate_for, near
from proofs_check.engines.mean_shares import Point, by_shares, value_in
from proofs_check.engines.signomials import Monomial, NoSignomial, Signomial, ratio_of
from proofs_check.exact import closed, roots
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.signs import approximate, ball, sign
from proofs_check.exact.written import term_of
from proofs_check.goal import Answer, Budget, Goal, Prover, proved, undecided
from proofs_check.narrow import narrowed
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import Apply, Compare, Number, apply, free_letters, walk
from proofs_check.statement.text import text

ENGINE = "weighted means"
OPS = ("add", "sub", "neg", "mul", "div", "pow", "sqrt", "root", "exp")
MAX_LETTERS = 6
MAX_FORM = 40
MAX_DEGREE = 120
PLACES = 60
BITS = 64
FAILS = -1e-9  # a height below this is taken for a failure
TIGHT = 1e-8  # one below this for equality
COARSE = 1e-3


@dataclass(frozen=True)
class Question:
    """Whether the sum is not negative (strict: positive). positive: the letters that are not 0; units: (d, r) with x**d = r."""

    total: Signomial
    names: tuple[str, ...]
    positive: frozenset[str]
    units: tuple[tuple[Monomial, Closed], ...]
    strict: bool


def applies(goal: Goal) -> bool:
    """Whether an inequality between real terms of a few letters is made by arithmetic, roots and exp alone."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!=") or goal.sequences:
        return False
    if (
        any(domain.is_complex for _, domain in goal.letters)
        or not 1 <= len(free_letters(conclusion)) <= MAX_LETTERS
    ):
        return False
    return all(node.op in OPS for node in walk(conclusion) if isinstance(node, Apply))


def attempt(goal: Goal, _: Prover | Budget | None = None) -> Answer:
    """Proves such an inequality by weighted means, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    try:
        question = question_of(narrowed(goal))
        for point in points_of(question):
            form, powers = form_at(question, point)
            found = _shown(question, form, powers)
            if found is not None:
                return proved(ENGINE, _says(found, point), "certificate")
            if sum(form.values()) == 0:  # both sides are equal at the point: means with others will not do
                break
    except (NoSignomial, closed.TooLarge, NoJet, OverflowError, np.linalg.LinAlgError) as reason:
        return undecided(ENGINE, str(reason))
    return undecided(ENGINE, "no weighted means are found")


def _says(found: Certificate, point: Point) -> str:
    terms = ((name, term_of(value)) for name, value in point.items())
    where = ", ".join(f"{name} = {text(term) if term else '...'}" for name, term in terms)
    return f"{len(found.instances)} weighted means of terms, in letters divided by {where}"[:400]


def question_of(goal: Goal) -> Question:
    """What is asked of the difference of the sides. Raises NoSignomial."""
    conclusion = goal.conclusion
    assert isinstance(conclusion, Compare)
    sides = (conclusion.left, conclusion.right)
    greater, smaller = sides if conclusion.relation[0] == ">" else sides[::-1]
    domains = dict(goal.letters)
    letters = {name for name, domain in goal.letters if _starts_at_zero(domain)}
    real = {name for name, domain in goal.letters if domain.kind in ("real", "integer")}
    total = ratio_of(apply("sub", greater, smaller), letters, real).over
    names = tuple(sorted({name for monomial in total for name, _ in monomial}))
    units = tuple(_units(goal, letters, names))
    positive = {name for name in names if name not in domains or _leaves_out_zero(domains[name])}
    positive |= {name for unit, _ in units for name, _ in unit}
    _check(total, names, positive)
    return Question(total, names, frozenset(positive), units, not conclusion.relation.endswith("="))


def _check(total: Signomial, names: tuple[str, ...], positive: set[str]) -> None:
    if not names or len(names) > MAX_LETTERS or len(total) > MAX_FORM:
        raise NoSignomial("no letters, or too many of them or of terms")
    if any(sign(factor) not in (1, -1) for factor in total.values()):
        raise NoSignomial("a coefficient of unknown sign")
    if any(exponent < 0 and name not in positive for monomial in total for name, exponent in monomial):
        raise NoSignomial("a negative power of a letter that may be 0")


def _starts_at_zero(domain: Domain) -> bool:
    low = domain.low
    return (
        domain.kind in ("real", "integer")
        and low is not None
        and isinstance(low.at, Number)
        and low.at.value >= 0
    )


def _leaves_out_zero(domain: Domain) -> bool:
    low = domain.low
    assert low is not None and isinstance(low.at, Number)
    return low.at.value > 0 or not low.closed or domain.nonzero


def _units(goal: Goal, letters: set[str], names: tuple[str, ...]) -> Iterator[tuple[Monomial, Closed]]:
    """The equations between a product of powers and a positive number among the hypotheses: its letters are not 0."""
    for fact in goal.hypotheses:
        if not isinstance(fact, Compare) or fact.relation != "==":
            continue
        try:
            over = dict(ratio_of(apply("sub", fact.left, fact.right), letters, ()).over)
        except NoSignomial:
            continue
        constant = over.pop(signomials.ONE_MONOMIAL, Fraction(0))
        if len(over) == 1 and constant != 0:
            ((monomial, factor),) = over.items()
            value = closed.neg(roots.divide(constant, factor))
            if sign(value) == 1 and all(name in names for name, _ in monomial):
                yield monomial, value


def landscape_of(question: Question) -> Landscape:
    """The question in logarithms and floating point."""
    values = np.array([approximate(factor) for factor in question.total.values()])
    if not (np.isfinite(values).all() and np.abs(values).min() > 0):
        raise NoSignomial("coefficients that floats do not hold")
    surfaces = tuple(
        (_row(unit, question.names), float(np.log(approximate(value)))) for unit, value in question.units
    )
    rows = np.array([_row(monomial, question.names) for monomial in question.total])
    return Landscape(rows, np.log(np.abs(values)), values > 0, surfaces)


def _row(monomial: Monomial, names: tuple[str, ...]) -> np.ndarray:
    powers = dict(monomial)
    return np.array([float(powers.get(name, 0)) for name in names])


def points_of(question: Question) -> Iterator[Point]:
    """Points at which the means may stand, likely ones first. Raises NoSignomial where the claim seems to fail."""
    ones: Point = dict.fromkeys(question.names, Fraction(1))
    landscape = landscape_of(question)
    if landscape.positive.all():
        yield ones
        return
    if not landscape.positive.any():
        raise NoSignomial("no positive terms")
    along = landscape.directions()
    moved = (
        landscape.start() + along @ (along.T @ place) for place in some_places(len(question.names), PLACES)
    )
    if any(landscape.height(place) < FAILS for place in moved):
        raise NoSignomial("it fails at a point")
    place = lowest(landscape)
    height = landscape.height(place)
    if height < FAILS:
        raise NoSignomial("it fails near a point")
    edge = lowest(landscape.near(place)) if height < TIGHT else place
    seen: list[Point] = []
    for point in (*_near(question, place, height), *_near(question, edge, 0.0), ones):
        if point not in seen and all(_is_on(point, *unit) for unit in question.units):
            seen.append(point)
            yield point


def _near(question: Question, place: np.ndarray, height: float) -> Iterator[Point]:
    """The point in exact numbers; where there is room, a rational one close to it."""
    exact = by_shares(question.total, question.names, question.units, place)
    if exact is not None:
        yield exact
    if height > TIGHT:
        rough: Point = {
            name: near(exp(float(np.clip(own, -12, 12))), COARSE)
            for name, own in zip(question.names, place, strict=True)
        }
        yield _brought_on(rough, *question.units[0]) if question.units else rough


def _brought_on(point: Point, unit: Monomial, value: Closed) -> Point:
    """The point with its last letter in the unit such that point**unit is the value."""
    *others, (name, exponent) = unit
    rest = roots.divide(value, value_in(point, tuple(others)))
    return {**point, name: roots.power(rest, 1 / exponent)}


def _is_on(point: Point, unit: Monomial, value: Closed) -> bool:
    return roots.divide(value_in(point, unit), value) == 1


def form_at(question: Question, point: Point) -> tuple[Form, Mapping[Monomial, Powers]]:
    """The form in the letters divided by the point, and the powers there of the monomials. Raises NoSignomial."""
    monomials = [*question.total, *(unit for unit, _ in question.units)]
    degrees = {
        name: lcm(*(dict(one).get(name, Fraction(0)).denominator for one in monomials))
        for name in question.names
    }
    powers = {one: _whole(one, degrees) for one in monomials}
    if max(abs(power) for one in powers.values() for power in one) > MAX_DEGREE:
        raise NoSignomial("high powers")
    return _rational_form(question.total, point, powers), powers


def _shown(question: Question, form: Form, powers: Mapping[Monomial, Powers]) -> Certificate | None:
    """The certificate for the form, if there is one; for a strict inequality something that does not vanish is left."""
    units = tuple(powers[unit] for unit, _ in question.units)
    kept = frozenset(
        powers[one] for one in question.total if all(name in question.positive for name, _ in one)
    )
    found = certificate_for(form, units, kept if question.strict else frozenset())
    if found is None or (question.strict and not any(found.left.get(one, 0) > 0 for one in kept)):
        return None
    return found


def _whole(monomial: Monomial, degrees: Mapping[str, int]) -> Powers:
    powers = dict(monomial)
    return tuple(int(powers.get(name, Fraction(0)) * degree) for name, degree in degrees.items())


def _rational_form(total: Signomial, point: Point, powers: Mapping[Monomial, Powers]) -> Form:
    """A form that is at most the sum in the letters divided by the point, up to a positive factor; the sum itself where that is rational."""
    values = {one: closed.mul(factor, value_in(point, one)) for one, factor in total.items()}
    unit = next(value for value in values.values() if sign(value) == 1)
    return {powers[one]: _rounded_down(roots.divide(value, unit)) for one, value in values.items()}


def _rounded_down(value: Closed) -> Fraction:
    if isinstance(value, Fraction):
        return value
    mantissa, exponent = ball(value, BITS).lower().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
