"""Waves of whole multiples of an angle, of real numbers: |sin(n*t)| <= |n|*|sin(t)| and 1 - cos(n*t) <= n**2*(1 - cos(t)).

The first is an induction on n: |sin((n + 1)*t)| <= |sin(n*t)|*|cos(t)| + |cos(n*t)|*|sin(t)|. The second is its square at t/2. Both are put to
the facts for every pair of angles in the goal of which one is a whole multiple of the other; then the waves become letters with
s**2 + c**2 == 1, and multipliers are looked for.
Certificate: the multipliers, re-checked exactly.

Reference: Mitrinovic, Analytic Inequalities, 1970, 3.4.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines import positivity
from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import minus, over, power, times
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Budget, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    number,
)
from proofs_check.statement.text import text

ENGINE = "multiple angles"
MAX_WAVES = 6
TWO = number(2)
UNIT = Domain("real", Bound(number(-1), True), Bound(ONE, True))


def applies(goal: Goal) -> bool:
    """Whether an order of real numbers speaks of the sine or cosine of an angle times a whole letter."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!=") or goal.sequences:
        return False
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    found = tuple(_waves(conclusion))
    whole = {name for name, domain in goal.letters if domain.kind == "integer"}
    return 0 < len(found) <= MAX_WAVES and any(free_letters(wave) & whole for wave in found)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the inequality with multipliers for the bounds, or says that none were found; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    facts = tuple(dict.fromkeys(_facts(goal)))
    if not facts:
        return undecided(ENGINE, "no angle is a whole multiple of another one")
    answer = positivity.attempt(_in_letters(goal, facts), Budget(), squares=False)
    if not answer.proved:
        return undecided(ENGINE, "no multipliers for the bounds were found")
    shown = "; ".join(map(text, facts))
    return proved(ENGINE, f"by {shown}: {answer.detail}"[:400], "certificate", (answer,))


def _waves(term: Term) -> Iterator[Apply]:
    """The sines and cosines that no binder encloses, each as often as it occurs."""
    if isinstance(term, Apply) and term.op in ("sin", "cos"):
        yield term
    elif binder(term) is None:
        for part in children(term):
            yield from _waves(part)


def _facts(goal: Goal) -> Iterator[Term]:
    waves = tuple(dict.fromkeys(_waves(goal.conclusion)))
    for large in waves:
        for small in waves:
            if large == small or not free_letters(small.args[0]):
                continue
            many = _multiple(large, small, goal)
            if many is not None:
                yield from _bounds(large, small, many)


def _multiple(large: Apply, small: Apply, goal: Goal) -> Term | None:
    """The whole n with E == n*t, where E and t are the angles of two sines, or halves of those of cosines; None for a number."""
    above, below = (wave.args[0] if wave.op == "sin" else over(wave.args[0], TWO) for wave in (large, small))
    many = tidy(over(above, below), goal.scope)
    return many if is_integral(many, goal.scope) and not isinstance(many, Number) else None


def _bounds(large: Apply, small: Apply, many: Term) -> Iterator[Term]:
    """|sin(E)| <= |n|*|sin(t)| and its square, in the waves that the goal has."""
    if large.op == small.op == "sin":
        yield Compare("<=", apply("abs", large), times(apply("abs", many), apply("abs", small)))
    yield Compare("<=", _size(large), times(power(many, TWO), _size(small)))


def _size(wave: Apply) -> Term:
    """The square of the sine of the angle, or of half the angle: sin(t)**2 for a sine, (1 - cos(t))/2 for a cosine."""
    return power(wave, TWO) if wave.op == "sin" else over(minus(ONE, wave), TWO)


def _in_letters(goal: Goal, facts: tuple[Term, ...]) -> Goal:
    """The goal with letters between -1 and 1 for its waves."""
    taken = names_of(goal)
    inner = goal.assuming(*facts)
    terms = [inner.conclusion, *inner.hypotheses]
    named: dict[Apply, Letter] = {}
    for wave in dict.fromkeys(_waves(goal.conclusion)):
        name = fresh("w", taken)
        taken |= {name}
        named[wave] = Letter(name)
        terms = [replace_all(term, wave, Letter(name)) for term in terms]
    relations = []
    for wave, letter in named.items():
        partner = named.get(apply("cos", wave.args[0])) if wave.op == "sin" else None
        if partner is not None:
            relations.append(Compare("==", apply("add", power(letter, TWO), power(partner, TWO)), ONE))
    letters = (*goal.letters, *((letter.name, UNIT) for letter in named.values()))
    whole = [
        Compare(">=", apply("mul", Letter(name), apply("sub", Letter(name), ONE)), ZERO)
        for name, domain in goal.letters
        if domain.kind == "integer"
    ]
    kept = [term for term in terms[1:] if not any(True for _ in _waves(term))]
    return Goal(letters, (*kept, *relations, *whole), terms[0])
