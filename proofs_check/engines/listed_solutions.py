"""Equations in a real or whole letter whose solutions are listed: `2**x == x**2` gives x == 2 or x == 4 for x >= 0.

The listed numbers are those that the conclusion x == a and hypotheses x != b name (a disjunction comes here as x == a under x != b). They cut the
line into open pieces; on each of them one side of the equation is shown to be less than the other, so that they are not equal there. Where that is
not shown at once, the logarithms of sides that are products of powers are compared, or the piece is cut at 0, 1 or -1, or where it begins; the first
whole numbers of a piece are tried one after the other.
A conclusion A != B under x != b, ... is shown in the same way.

Certificate: a proof of a strict inequality on every piece, and that the sides differ at further cuts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cmp_to_key
from math import ceil, floor

import flint

from proofs_check.engines.calculus_terms import minus
from proofs_check.engines.enclosures import BITS, certain, enclosed
from proofs_check.engines.sides_apart import one_sign
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.narrow import narrowed
from proofs_check.statement.terms import (
    Apply,
    At,
    Compare,
    Connective,
    Diff,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    free_letters,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "listed solutions"
MAX_LISTED = 6
MAX_EQUATIONS = 2
CUTS = (0, 1, -1)
MAX_VALUES = 8


def applies(goal: Goal) -> bool:
    """Whether a letter is said to be a number, or not to be one, and an equation is left that is not algebraic."""
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters) or goal.sequences:
        return False
    return next(_questions(goal), None) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal because the sides of an equation differ on every piece of the line, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    for letter, equation, listed in _questions(goal):
        ordered = _ordered(listed, goal)
        if ordered is None:
            continue
        answer = _differ(goal, letter, equation, ordered, prove)
        if answer.proved:
            return answer
    return undecided(ENGINE, "the sides of no equation are seen to differ between the numbers")


def _questions(goal: Goal) -> Iterator[tuple[str, Compare, tuple[Term, ...]]]:
    """(letter, equation, the numbers at which it may hold)."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ("==", "!="):
        return
    excluded = [value for fact in goal.hypotheses for value in _values(fact, "!=")]
    if conclusion.relation == "!=":
        equations, values = [Compare("==", conclusion.left, conclusion.right)], excluded
    else:
        equations = [fact for fact in goal.hypotheses if isinstance(fact, Compare) and fact.relation == "=="]
        values = [*_values(conclusion, "=="), *excluded]
        excluded = list(_values(conclusion, "=="))
    for letter in dict.fromkeys(name for name, _ in excluded):
        if dict(goal.letters)[letter].kind not in ("real", "integer"):
            continue
        listed = tuple(dict.fromkeys(value for name, value in values if name == letter))
        for equation in [one for one in equations if letter in free_letters(one)][:MAX_EQUATIONS]:
            plain = not any(isinstance(node, At | Diff | Limit | Quantified | Sum) for node in walk(equation))
            if plain and not _is_algebraic(equation) and len(listed) <= MAX_LISTED:
                yield letter, equation, listed


def _is_algebraic(equation: Compare) -> bool:
    """Whether the equation is one between quotients of polynomials, for which there are better ways."""
    return all(
        node.op in ("add", "sub", "mul", "div", "neg")
        or (node.op == "pow" and isinstance(node.args[1], Number))
        for node in walk(equation)
        if isinstance(node, Apply)
    )


def _values(fact: Term, relation: str) -> Iterator[tuple[str, Term]]:
    """(x, a) for a comparison of a letter with a closed term."""
    if isinstance(fact, Compare) and fact.relation == relation:
        for one, other in ((fact.left, fact.right), (fact.right, fact.left)):
            if isinstance(one, Letter) and not free_letters(other):
                yield one.name, other


def _ordered(listed: tuple[Term, ...], goal: Goal) -> list[Term] | None:
    """The numbers in ascending order, certainly apart; None where that is not seen."""

    def order(one: Term, other: Term) -> int:
        gap = enclosed(minus(one, other), {}, goal.scope)
        if gap is None or not (certain("<", gap) or certain(">", gap)):
            raise ValueError("numbers that are not told apart")
        return 1 if certain(">", gap) else -1

    with flint.ctx.workprec(BITS):
        if any(enclosed(one, {}, goal.scope) is None for one in listed):
            return None
        try:
            return sorted(listed, key=cmp_to_key(order))
        except ValueError:
            return None


def _differ(goal: Goal, letter: str, equation: Compare, listed: list[Term], prove: Prover) -> Answer:
    """That the sides differ everywhere but at the listed numbers."""
    kept = tuple(fact for fact in goal.hypotheses if fact != equation and (letter, fact) not in _said(goal))
    rest = replace(goal, hypotheses=kept)
    pieces = [_between(letter, low, high) for low, high in zip([None, *listed], [*listed, None], strict=True)]
    answers: list[Answer] = []
    for piece in pieces:
        found = _on_piece(rest.assuming(*piece), letter, equation, prove)
        if found is None:
            return undecided(ENGINE, f"not shown where {text(Connective('and', piece))}")
        answers += found
    numbers = ", ".join(map(text, listed))
    return proved(ENGINE, f"the sides differ but for {letter} = {numbers}", "certificate", tuple(answers))


def _said(goal: Goal) -> set[tuple[str, Term]]:
    """The hypotheses that say that a letter is not a number: the cuts say so."""
    return {(name, fact) for fact in goal.hypotheses for name, _ in _values(fact, "!=")}


def _between(letter: str, low: Term | None, high: Term | None) -> tuple[Compare, ...]:
    found = () if low is None else (Compare(">", Letter(letter), low),)
    return found if high is None else (*found, Compare("<", Letter(letter), high))


def _on_piece(piece: Goal, letter: str, equation: Compare, prove: Prover) -> tuple[Answer, ...] | None:
    """Proofs that the sides differ on a piece."""
    at_once = one_sign(piece, equation, prove)
    if at_once is not None:
        return (at_once,)
    first = _first(piece, letter)
    if first is not None:
        return _one_by_one(piece, letter, equation, first, prove)
    for cut in _cuts(piece, letter):
        there = _differs_at(piece, letter, equation, cut, prove)
        if not there.proved:
            continue
        sides = [one_sign(piece.assuming(*part), equation, prove) for part in _parts(letter, cut)]
        shown = tuple(side for side in sides if side is not None)
        if len(shown) == len(sides):
            return (there, *shown)
    return None


def _differs_at(piece: Goal, letter: str, equation: Compare, value: Term, prove: Prover) -> Answer:
    """That the sides differ at a value of the piece."""
    sides = (substitute(side, {letter: value}) for side in (equation.left, equation.right))
    return prove(piece.assuming(Compare("==", Letter(letter), value)).concluding(Compare("!=", *sides)))


def _first(piece: Goal, letter: str) -> int | None:
    """The least whole number of a piece of whole numbers."""
    domain = dict(narrowed(piece).letters)[letter]
    low = domain.low
    if domain.kind != "integer" or low is None or not isinstance(low.at, Number):
        return None
    return ceil(low.at.value) if low.closed else floor(low.at.value) + 1


def _one_by_one(
    piece: Goal, letter: str, equation: Compare, first: int, prove: Prover
) -> tuple[Answer, ...] | None:
    """The first whole numbers of a piece one after the other, until the sides differ on the rest."""
    answers: list[Answer] = []
    for value in range(first, first + MAX_VALUES):
        answers.append(_differs_at(piece, letter, equation, number(value), prove))
        if not answers[-1].proved:
            return None
        rest = one_sign(piece.assuming(Compare(">", Letter(letter), number(value))), equation, prove)
        if rest is not None:
            return (*answers, rest)
    return None


def _parts(letter: str, cut: Term) -> tuple[tuple[Compare, ...], ...]:
    return _between(letter, None, cut), _between(letter, cut, None)


def _cuts(piece: Goal, letter: str) -> Iterator[Term]:
    """Where the domain begins or ends, and a few numbers."""
    domain = dict(piece.letters)[letter]
    yield from (end.at for end in (domain.low, domain.high) if end is not None and end.closed)
    yield from (number(cut) for cut in CUTS)


__all__ = ["applies", "attempt"]
