"""Real solutions of an equation by changes of its sign: without its poles, in an interval that stands still, in cases of the sign of a letter.

`early` asks for signs only. It comes before values are looked for where SymPy would solve for them long: in equations with several letters
and functions of the unknown that are not algebraic. `late` asks for all that is known.
"""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.engines.existence_between import by_signs
from proofs_check.engines.existence_crossing import by_crossing
from proofs_check.engines.existence_poles import by_clearing_poles
from proofs_check.engines.existence_sign_cases import by_cases_of_sign
from proofs_check.engines.existence_turns import by_turning_back
from proofs_check.engines.transcendental import is_transcendental
from proofs_check.goal import Answer, Goal, Prover, undecided
from proofs_check.statement.terms import Compare, Quantified, free_letters

ENGINE = "existence"
SEVERAL = 2

Way = Callable[[Quantified, Goal, Prover], Answer]


def early(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """Proves an existence by signs, if values are dear to find. The letter must be new to the goal."""
    others = free_letters(statement.body) - {statement.letter}
    if len(others) < SEVERAL or not is_transcendental(statement.body):
        return undecided(ENGINE, "")
    return _first_of((_by_signs_only, _by_cases_only), statement, goal, prove)


def late(statement: Quantified, goal: Goal, prove: Prover, by_values: Way) -> Answer:
    """Proves an existence by signs or by the mean value theorem. The letter must be new to the goal."""

    def in_a_case(one: Quantified, case: Goal, ask: Prover) -> Answer:
        # Values are sought in all cases at once; where a letter is 0, it was put in.
        answer = _by_signs_only(one, case, ask)
        is_zero = any(isinstance(fact, Compare) and fact.relation == "==" for fact in case.hypotheses[-1:])
        return answer if answer.proved or not is_zero else by_values(one, case, ask)

    ways: tuple[Way, ...] = (
        _between,
        by_crossing,
        lambda one, goal, prove: by_turning_back(one, goal, prove, _between),
        lambda one, goal, prove: by_cases_of_sign(one, goal, prove, in_a_case),
        lambda one, goal, prove: by_cases_of_sign(one, goal, prove, _by_plain_places),
    )
    return _first_of(ways, statement, goal, prove)


def _by_cases_only(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """The cases of the sign of a letter, each by signs of the equation."""
    return by_cases_of_sign(statement, goal, prove, _by_signs_only)


def _between(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    answer = by_clearing_poles(statement, goal, prove, by_signs)
    return answer if answer.proved else by_signs(statement, goal, prove)


def _by_plain_places(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """In a case of a sign: SymPy was asked before."""
    return by_crossing(statement, goal, prove, thorough=False)


def _by_signs_only(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """By signs; Rolle's theorem asks for none, and is dear where it fails."""
    return by_signs(statement, goal, prove, tries_rolle=False)


def _first_of(ways: tuple[Way, ...], statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    reasons = []
    for way in ways:
        answer = way(statement, goal, prove)
        if answer.proved:
            return answer
        reasons.append(answer.detail)
    return undecided(ENGINE, "; ".join(reasons)[:300])


__all__ = ["early", "late"]
