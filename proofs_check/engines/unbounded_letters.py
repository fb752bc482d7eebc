"""A whole letter at the end of a sum whose greatest value is a term: what holds without that bound holds below it.

    k in [0, n]:   sum(binomial(k, j), j, 0, k) == 2**k           from the same for every natural k, which induction shows

Certificate: the statement for the wider letter, in which all of its terms are defined; no hypothesis speaks of the letter.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_questions import defined
from proofs_check.engines.outer_sums import outer_sums
from proofs_check.engines.shifted_letters import is_bound_elsewhere
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import Number, free_letters

ENGINE = "wider letters"


def applies(goal: Goal) -> bool:
    """Whether a sum ends at a whole letter below a term."""
    return wider(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement for all values of the letter from its least one on."""
    found = wider(goal)
    meant = None if found is None else defined((found.conclusion,), found, prove)
    if found is None or meant is None:
        return undecided(ENGINE, "" if found is None else "not defined beyond the bound")
    answer = prove(found)
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(ENGINE, f"without the upper bound: {answer.detail}"[:400], "certificate", (meant, answer))


def wider(goal: Goal) -> Goal | None:
    """The goal without such a bound, or None where there is none."""
    ends = {name for one in outer_sums(goal.conclusion) for name in free_letters(one.high)}
    spoken = {name for fact in goal.hypotheses for name in free_letters(fact)}
    for name, domain in goal.letters:
        if domain.kind != "integer" or domain.high is None or isinstance(domain.high.at, Number):
            continue
        if name in ends - spoken and not is_bound_elsewhere(goal, name):
            letters = tuple(
                (known, replace(its, high=None) if known == name else its) for known, its in goal.letters
            )
            return replace(goal, letters=letters)
    return None
