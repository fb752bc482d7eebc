"""Inequalities between waves of several angles, in the halves of the angles and with the signs that these have.

The angles of a triangle are the case in point: A + B + C = pi is solved for one of them, A = 2*a and B = 2*b, and then sin(a), cos(a), ...,
cos(a + b) are positive, of which the sides are sums of products. Certificate: the substitutions, and the proof of every sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from proofs_check.engines import wave_signs
from proofs_check.engines.calculus_terms import folded, over, plus, times
from proofs_check.engines.linear_terms import solved_for
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain, is_infinite, membership
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    free_letters,
    number,
    substitute,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "half angles"
WAVES = ("sin", "cos", "tan", "cot")
MAX_ANGLES = 3
TWO = number(2)


def applies(goal: Goal) -> bool:
    """Whether an inequality has waves of two or three letters that lie between finite ends, and nothing else of these letters."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!=") or goal.sequences:
        return False
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    angles = angles_of(goal)
    domains = dict(goal.letters)
    ends = [end for domain in domains.values() for end in domain.terms()]
    return (
        2 <= len(angles) <= MAX_ANGLES
        and free_letters(outside(conclusion)).isdisjoint(angles)
        and all(name in domains and _is_bounded(domains[name]) for name in angles)
        and all(free_letters(end).isdisjoint(angles) for end in ends)
        and any(len(free_letters(wave)) > 1 for wave in waves(solved(goal).conclusion))
    )


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the inequality in the halves; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    halved = _halved(solved(goal))
    shown = _signs(halved, prove)
    if shown is None:  # with flat triangles among them the search takes long and finds little
        return undecided(ENGINE, "not all sines and cosines of the halves are seen to be positive")
    facts, answers = shown
    answer = prove(halved.assuming(*facts))
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    said = f"in halves of the angles, with {', '.join(map(text, facts))}: {answer.detail}"
    return proved(ENGINE, said[:400], "certificate", (*answers, answer))


def waves(term: Term) -> Iterator[Apply]:
    return (node for node in walk(term) if isinstance(node, Apply) and node.op in WAVES)


def angles_of(goal: Goal) -> set[str]:
    return {name for wave in waves(goal.conclusion) for name in free_letters(wave)}


def outside(term: Term) -> Term:
    """The term with zeros for its waves."""
    return transform(term, lambda node: ZERO if isinstance(node, Apply) and node.op in WAVES else node)


def _is_bounded(domain: Domain) -> bool:
    ends = [end.at for end in (domain.low, domain.high) if end is not None]
    finite = len(ends) == 2 and not any(is_infinite(end) or free_letters(end) for end in ends)
    return domain.kind == "real" and finite and not domain.nonzero


def solved(goal: Goal) -> Goal:
    """The goal without an angle that a linear equation gives by the others; its range becomes a hypothesis."""
    angles, domains = angles_of(goal), dict(goal.letters)
    for fact in goal.hypotheses:
        if not isinstance(fact, Compare) or fact.relation != "==":
            continue
        for name in sorted(angles, reverse=True):
            value = solved_for(Letter(name), fact)
            if value is None or name in free_letters(value) or not free_letters(value) <= angles:
                continue
            put = {name: value}
            kept = (*(h for h in goal.hypotheses if h != fact), *membership(name, domains[name]))
            hypotheses = tuple(folded(substitute(one, put)) for one in kept)
            letters = tuple(pair for pair in goal.letters if pair[0] != name)
            return Goal(letters, hypotheses, folded(substitute(goal.conclusion, put)))
    return goal


def _halved(goal: Goal) -> Goal:
    """The goal with 2*a for every angle, under its name."""
    angles = angles_of(goal)
    put: dict[str, Term] = {name: times(TWO, Letter(name)) for name in angles}
    letters = tuple((n, _half(d) if n in angles else d) for n, d in goal.letters)
    hypotheses = tuple(folded(substitute(fact, put)) for fact in goal.hypotheses)
    return replace(
        goal, letters=letters, hypotheses=hypotheses, conclusion=folded(substitute(goal.conclusion, put))
    )


def _half(domain: Domain) -> Domain:
    ends = [
        None if end is None else Bound(over(end.at, TWO), end.closed) for end in (domain.low, domain.high)
    ]
    return replace(domain, low=ends[0], high=ends[1])


def _signs(goal: Goal, prove: Prover) -> tuple[tuple[Term, ...], tuple[Answer, ...]] | None:
    """That sine and cosine of the angles and of their sums are positive; None where one of them is not seen to be."""
    letters = [Letter(name) for name in sorted(angles_of(goal))]
    sums = [apply("add", one, other) for one, other in combinations(letters, 2)]
    angles = (*letters, *sums, *([plus(*letters)] if len(letters) > 2 else []))
    facts = tuple(Compare(">", apply(op, angle), ZERO) for angle in angles for op in ("sin", "cos"))
    answers: list[Answer] = []
    for fact in facts:
        answers.append(wave_signs.attempt(goal.concluding(fact), prove))
        if not answers[-1].proved:
            return None
    return facts, tuple(answers)
