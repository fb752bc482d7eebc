"""Scalar claims about vectors and matrices of any size, through their scalar products.

Every scalar product, trace or determinant becomes a real letter (see `scalar_image.py`), with the facts about it that
`matrix_facts.py` lists as hypotheses; an equation between vectors says that the square of the difference is zero. What
is left is a scalar goal for the prover.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines import gram_norms
from proofs_check.engines.gram_equations import determinant_facts, equation_facts, facts_under_the_others
from proofs_check.engines.gram_facts import Tier, facts_about
from proofs_check.engines.gram_image import generalized, statement_image
from proofs_check.engines.scalar_image import Image, Namer, scalar_goal, touches_matrices
from proofs_check.engines.word_overlaps import overlap_equations
from proofs_check.engines.word_rules import conjuncts, plain_setting, ruled_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import TooLarge, Unsupported
from proofs_check.engines.words import simple_goals
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import Compare, Connective, Term

ENGINE = "gram"
TIERS: tuple[Tier, ...] = ("signs", "bounds", "all")


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves statements about scalar products, traces and determinants; it never refutes."""
    if not touches_matrices(goal.conclusion, goal.scope) and not any(
        touches_matrices(fact, goal.scope) for fact in goal.hypotheses
    ):
        return undecided(ENGINE, "no vectors or matrices")
    parts = []
    for one in simple_goals(goal):
        parts.append(_attempt(one, prove))
        if not parts[-1].proved:
            return parts[-1]
    return proved(ENGINE, "; ".join(part.detail for part in parts), "certificate", tuple(parts))


def _attempt(goal: Goal, prove: Prover) -> Answer:
    by_norms = gram_norms.attempt(goal, prove)
    if by_norms.proved:
        return by_norms
    reason = "no scalar image"
    seen: set[Goal] = set()
    try:
        for image in _images(goal, prove):
            if image.goal in seen:
                continue
            seen.add(image.goal)
            answer = prove(image.goal)
            if answer.proved:
                return proved(ENGINE, f"with {image.legend}", "certificate", (answer,))
            reason = f"the scalar image was not proved: {answer.detail}"
    except (Unsupported, TooLarge) as problem:
        reason = str(problem)
    return undecided(ENGINE, reason)


def _images(goal: Goal, prove: Prover) -> Iterator[Image]:
    """Scalar goals, each of which implies the goal; those with few facts first."""
    at_vectors = tuple(facts_under_the_others(goal))
    goal = goal.assuming(*overlap_equations(goal))
    wider = generalized(goal)
    if wider is not None:
        yield from _tiers(wider, plain_setting(wider, prove), TIERS[:2])
    ruled = ruled_setting(goal, prove)
    plain = plain_setting(goal, prove)
    certain = tuple(determinant_facts(goal, plain, prove))
    yield from _tiers(goal, ruled, TIERS, certain, at_vectors)
    if ruled.rules or ruled.commuting:
        yield from _tiers(goal, plain, TIERS, certain)


def _tiers(
    goal: Goal,
    setting: Setting,
    tiers: tuple[Tier, ...],
    certain: tuple[Term, ...] = (),
    at_vectors: tuple[tuple[Term, Setting], ...] = (),
) -> Iterator[Image]:
    bare = setting.bare
    for tier in tiers:
        namer = Namer(setting, goal)
        conclusion = statement_image(goal.conclusion, setting, namer)
        hypotheses = _hypotheses(goal, setting, namer)
        hypotheses += _statements((*equation_facts(goal), *certain), bare, namer)
        for fact, others in at_vectors:
            hypotheses += _statements((fact,), others, namer)
        known = frozenset(hypotheses)
        facts = tuple(_discharged(fact, known) for fact in facts_about(goal, setting, namer, tier))
        yield scalar_goal(goal, namer, (*hypotheses, *facts), conclusion)


def _discharged(fact: Term, known: frozenset[Term]) -> Term:
    """What an implication concludes whose premises are hypotheses, or of the form t <= t; any other fact as it is."""
    match fact:
        case Connective(op="implies", parts=(premise, then)) if all(
            part in known or _is_trivial(part) for part in conjuncts(premise)
        ):
            return then
        case _:
            return fact


def _is_trivial(fact: Term) -> bool:
    return isinstance(fact, Compare) and fact.left == fact.right and fact.relation in ("<=", ">=", "==")


def _hypotheses(goal: Goal, setting: Setting, namer: Namer) -> list[Term]:
    """The images of the hypotheses; one without an image is left out."""
    return _statements(goal.hypotheses, setting, namer)


def _statements(statements: tuple[Term, ...], setting: Setting, namer: Namer) -> list[Term]:
    found: list[Term] = []
    for hypothesis in statements:
        try:
            found.append(statement_image(hypothesis, setting, namer))
        except (Unsupported, TooLarge):
            continue
    return found
