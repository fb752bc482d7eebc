"""Derivatives where abs, relu, sign, max and min have their kinks: x*abs(x) is differentiable at 0.

Near a point where k = 0 the term f with abs(k) in it is, at every place, one of the terms f+ and f- with k and -k instead. Where
all of them are differentiable with the same slope, and have the value of f, that slope is the derivative of f. So it is shown
that the formula found away from the kinks gives this slope at them too.

    abs(k): k, -k     relu(k): k, 0     sign(k): 1, -1, 0     max(a, b), min(a, b): a, b, with k = a - b

Certificate: that of these goals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, product

from proofs_check.engines.calculus_terms import negate
from proofs_check.engines.derivatives import Conditions, NotDifferentiable, carry_out, differentiate
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Diff,
    Limit,
    Quantified,
    Sum,
    Term,
    binder,
    children,
    free_letters,
    rebuild,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "derivatives"
KINKED = ("abs", "relu", "sign", "max", "min")
MAX_KINKS = 2
Formula = tuple[Term, Conditions]
Kink = tuple[Term, Term]  # k = 0 as the two sides of an equation


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Carries the derivatives out and proves what is left, and that they exist; then again with a look at the kinks."""
    smooth = _away_from_kinks(goal, prove)
    if smooth.proved or not any(isinstance(node, Apply) and node.op in KINKED for node in _nodes(goal)):
        return smooth
    answers: list[Answer] = []
    bare = replace(goal, hypotheses=tuple(one for one in goal.hypotheses if not _has_derivative(one)))
    while (node := _innermost(bare)) is not None:
        slope, used = _slope(node, _around(node, bare), prove)
        if any(not answer.proved for answer in used):
            return undecided(ENGINE, f"the derivative of {text(node.body)} at its kinks is not shown")
        answers += used
        bare = _put(bare, node, slope)
    answers.append(prove(bare))
    return (
        proved(ENGINE, "differentiated piece by piece", "certificate", tuple(answers))
        if answers[-1].proved
        else answers[-1]
    )


def _away_from_kinks(goal: Goal, prove: Prover) -> Answer:
    carried, conditions = carry_out(goal.conclusion, goal.scope)
    plain = replace(goal, hypotheses=tuple(one for one in goal.hypotheses if not _has_derivative(one)))
    bare = replace(plain, conclusion=carried)
    for hypothesis in goal.hypotheses:
        if _has_derivative(hypothesis):
            bare = bare.assuming(*_carried_hypothesis(hypothesis, plain, prove))
    answers = []
    for statement in (carried, *conditions):
        answers.append(prove(bare.concluding(statement)))
        if not answers[-1].proved:
            return answers[-1]
    return proved(ENGINE, "differentiated term by term", "certificate", tuple(answers))


def _has_derivative(term: Term) -> bool:
    return any(isinstance(node, Diff) for node in walk(term))


def _carried_hypothesis(hypothesis: Term, plain: Goal, prove: Prover) -> tuple[Term, ...]:
    """The hypothesis with its derivatives carried out; () where they may have other values, and it is left out."""
    try:
        carried, conditions = carry_out(hypothesis, plain.scope)
    except NotDifferentiable:
        return ()
    known = all(prove(plain.concluding(condition)).proved for condition in conditions)
    return (carried,) if known else ()


def _nodes(goal: Goal) -> Iterator[Term]:
    return chain.from_iterable(walk(term) for term in (goal.conclusion, *goal.hypotheses))


def _innermost(goal: Goal) -> Diff | None:
    """A derivative without another one in it."""
    for node in _nodes(goal):
        if isinstance(node, Diff) and not any(isinstance(part, Diff) for part in walk(node.body)):
            return node
    return None


def _around(node: Diff, goal: Goal) -> Goal:
    """Where the slope must be known: at the goal's points; for a derivative within another one, for every real value of
    the letters of both. Raises NotDifferentiable for one that speaks of the letter of a sum around it."""
    if any(binder(other) in free_letters(node) and node in walk(other) for other in _nodes(goal)):
        raise NotDifferentiable(f"the kinks of {text(node.body)} under a binder")
    outer = {other.letter for other in _nodes(goal) if isinstance(other, Diff) and node in walk(other.body)}
    if not outer:
        return goal
    moving = outer | {node.letter}
    letters = tuple((name, REAL if name in moving else domain) for name, domain in goal.letters)
    if any(moving & free_letters(term) for _, domain in letters for term in domain.terms()):
        raise NotDifferentiable(f"a domain that moves with {node.letter}")
    kept = tuple(one for one in goal.hypotheses if not moving & free_letters(one))
    return replace(goal, letters=letters, hypotheses=kept)


def _slope(node: Diff, goal: Goal, prove: Prover) -> tuple[Term, list[Answer]]:
    """The formula of the derivative, and the proofs that it is right: away from the kinks, and for each set of them."""
    kinks = _kinks_of(node.body, node.letter)
    slope, conditions = differentiate(node.body, node.letter, goal.scope)
    away = goal.assuming(*(Compare("!=", *kink) for kink in kinks))
    answers: list[Answer] = []
    for statement in conditions:
        answers.append(prove(away.concluding(statement)))
        if not answers[-1].proved:
            return slope, answers
    for size in range(1, len(kinks) + 1):
        for met in combinations(kinks, size):
            for goal_at in _at(node, (slope, conditions), met, goal, kinks):
                answers.append(prove(goal_at))
                if not answers[-1].proved:
                    return slope, answers
    return slope, answers


def _kinks_of(body: Term, letter: str) -> tuple[Kink, ...]:
    """The kinks that depend on the letter, each once. Raises NotDifferentiable where one lies within another."""
    found: list[Kink] = []
    for node in walk(body):
        if not isinstance(node, Apply) or node.op not in KINKED or letter not in free_letters(node):
            if isinstance(node, Sum | Limit | Quantified) and letter in free_letters(node):
                raise NotDifferentiable("kinks under a binder are not looked at")
            continue
        inside = chain.from_iterable(walk(arg) for arg in node.args)
        if any(isinstance(part, Apply) and part.op in KINKED for part in inside):
            raise NotDifferentiable(f"a kink within {text(node)}")
        if node.op in ("max", "min") and len(node.args) != 2:
            raise NotDifferentiable(f"the kinks of {text(node)}")
        found.append(_kink(node))
    kinks = tuple(dict.fromkeys(found))
    if len(kinks) > MAX_KINKS:
        raise NotDifferentiable(f"more than {MAX_KINKS} kinks")
    return kinks


def _kink(node: Apply) -> Kink:
    return (node.args[0], node.args[1]) if node.op in ("max", "min") else (node.args[0], ZERO)


def _at(
    node: Diff, formula: Formula, met: tuple[Kink, ...], goal: Goal, kinks: tuple[Kink, ...]
) -> Iterator[Goal]:
    """What must hold where just the kinks of `met` are met: every choice has this slope and the value of the term."""
    slope, conditions = formula
    met_here = [Compare("==", *kink) for kink in met]
    others = [Compare("!=", *kink) for kink in kinks if kink not in met]
    here = goal.assuming(*met_here, *others)
    for statement in conditions:
        if all(statement != Compare("!=", *kink) for kink in met):
            yield here.concluding(statement)
    signed = any(isinstance(part, Apply) and part.op == "sign" for part in walk(node.body))
    for sides in product((1, -1, 0) if signed else (1, -1), repeat=len(met)):
        chosen = _chosen(node.body, dict(zip(met, sides, strict=True)))
        found, needed = differentiate(chosen, node.letter, goal.scope)
        for statement in needed:
            yield here.concluding(statement)
        yield here.concluding(Compare("==", found, slope))
        if signed:
            yield here.concluding(Compare("==", chosen, node.body))


def _chosen(term: Term, sides: dict[Kink, int]) -> Term:
    """The term on one side of the kinks."""
    if isinstance(term, Apply) and term.op in KINKED and _kink(term) in sides:
        return _on_side(term, sides[_kink(term)])
    parts = children(term)
    return rebuild(term, tuple(_chosen(part, sides) for part in parts)) if parts else term


def _on_side(node: Apply, side: int) -> Term:
    first = node.args[0]
    match node.op:
        case "abs":
            return negate(first) if side < 0 else first
        case "relu":
            return ZERO if side < 0 else first
        case "sign":
            return ZERO if side == 0 else ONE if side > 0 else negate(ONE)
        case _:
            return node.args[1] if (side < 0) == (node.op == "max") else first


def _put(goal: Goal, node: Diff, slope: Term) -> Goal:
    return replace(
        goal,
        conclusion=_replaced(goal.conclusion, node, slope),
        hypotheses=tuple(_replaced(one, node, slope) for one in goal.hypotheses),
    )


def _replaced(term: Term, node: Diff, slope: Term) -> Term:
    if term == node:
        return slope
    parts = children(term)
    return rebuild(term, tuple(_replaced(part, node, slope) for part in parts)) if parts else term
