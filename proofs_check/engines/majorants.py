"""Bounds of abs(f(z)) by power series: abs(f(z)) <= F(r) and abs(f(z)) >= 2*abs(c)*r**m - F(r) with r = abs(z).

f is a sum of z**j times rational numbers and of z**j times functions whose series are known (`majorant_reading.py`); F is a series whose
coefficients are at least the moduli of those of f, c*z**m the lowest term of f.
Certificate: the coefficients, the radii of convergence, and the proof of the real inequality that is left.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import negate, plus, power, times
from proofs_check.engines.complex_sizes import PARTIAL, NoSize, Sizes, facts_about, real_where
from proofs_check.engines.majorant_reading import MAX_DEGREE, NoSeries, Series, series_of
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Term,
    free_letters,
    fresh,
    number,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "moduli"


def attempt(goal: Goal, low: Term, relation: str, high: Term, prove: Prover) -> Answer:
    """low <= high or low < high where one side is abs(f(z)) and the other says something of abs(z)."""
    for side, other, above in ((low, high, True), (high, low, False)):
        answer = _one_side(goal, side, relation, other, above, prove)
        if answer.proved or answer.detail:
            return answer
    return undecided(ENGINE, "")


def _one_side(goal: Goal, side: Term, relation: str, other: Term, above: bool, prove: Prover) -> Answer:
    name = _letter_of(side, goal)
    if name is None or not isinstance(side, Apply):
        return undecided(ENGINE, "")
    radius = fresh(f"{name}_abs", names_of(goal))
    sizes = Sizes(dict(goal.letters), {name: radius})
    try:
        series = series_of(side.args[0], name)
        kept = Sizes(dict(goal.letters), {name: radius}, PARTIAL).kept(other)
    except (NoSeries, NoSize):
        return undecided(ENGINE, "")
    bound = majorant(series, Letter(radius)) if above else minorant(series, Letter(radius))
    if bound is None:
        return undecided(ENGINE, "")
    nonzero = dict(goal.letters)[name].nonzero or Compare("!=", Letter(name), ZERO) in goal.hypotheses
    domain = Domain("real", Bound(ZERO, not nonzero))
    letters = (*(pair for pair in goal.letters if not pair[1].is_complex), (radius, domain))
    real = Goal(letters, tuple(facts_about(sizes, goal)), Compare(relation, *_ordered(bound, kept, above)))
    detail = f"{text(side)} {'<=' if above else '>='} {text(bound)} with {radius} = abs({name})"
    return _by_real_goal(real, series, Letter(radius), kept, detail, prove)


def _ordered(bound: Term, kept: Term, above: bool) -> tuple[Term, Term]:
    return (bound, kept) if above else (kept, bound)


def _by_real_goal(
    real: Goal, series: Series, radius: Term, other: Term, detail: str, prove: Prover
) -> Answer:
    """The real inequality, and that z lies in the discs of convergence, under negative powers not at 0, and that the functions
    of the other side are real ones."""
    needs = [
        Compare("<", head.size(radius), reach)
        for head, _ in series.parts
        if head is not None and (reach := head.reach()) is not None
    ]
    needs += [need for node in walk(other) for need in real_where(node)]
    if any(shift < 0 for _, shift in series.parts):
        needs.append(Compare(">", radius, ZERO))
    answers = []
    for statement in (*dict.fromkeys(needs), real.conclusion):
        answers.append(prove(real.concluding(statement)))
        if not answers[-1].proved:
            return undecided(ENGINE, f"{text(statement)} is not shown"[:200])
    detail = f"{detail}, by the moduli of the coefficients"
    return proved(ENGINE, detail[:300], "certificate", tuple(answers))


def _letter_of(side: Term, goal: Goal) -> str | None:
    """The one complex letter of abs(f)."""
    if not isinstance(side, Apply) or side.op != "abs":
        return None
    domains, names = dict(goal.letters), sorted(free_letters(side))
    if len(names) != 1 or domains[names[0]].kind != "complex":
        return None
    return names[0]


def majorant(series: Series, radius: Term) -> Term:
    """F(radius)."""
    found = [
        times(number(abs(weight)), power(radius, number(shift)), head.majorant(radius))
        for (head, shift), weight in series.parts.items()
        if head is not None
    ]
    for degree in _degrees(series):
        change = abs(_coefficient(series, degree)) - sum(abs(own) for own in _own(series, degree))
        if change:
            found.append(times(number(change), power(radius, number(degree))))
    return plus(*found)


def minorant(series: Series, radius: Term) -> Term | None:
    """2*abs(c)*r**m - F(r), for the lowest term of f."""
    lowest = next((d for d in _degrees(series) if _coefficient(series, d)), None)
    if lowest is None:
        return None
    lead = times(number(2 * abs(_coefficient(series, lowest))), power(radius, number(lowest)))
    return plus(lead, negate(majorant(series, radius)))


def _degrees(series: Series) -> range:
    """The degrees at which coefficients are put together; beyond them the moduli are added up."""
    shifts = [shift for _, shift in series.parts] or [0]
    return range(min(shifts), max(*shifts, MAX_DEGREE) + 1)


def _own(series: Series, degree: int) -> list[Fraction]:
    """What the functions have at a degree."""
    return [
        weight * head.coefficient(degree - shift)
        for (head, shift), weight in series.parts.items()
        if head is not None
    ]


def _coefficient(series: Series, degree: int) -> Fraction:
    return sum(_own(series, degree), series.parts.get((None, degree), Fraction(0)))
