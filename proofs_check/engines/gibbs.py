"""Weighted logarithms: w*log(u) - w*log(v) <= w*(u/v - 1) for pairs of arguments, by multipliers.

With these the inequalities of Gibbs, of the weighted means and of sums of logarithms are linear combinations. The goal is taken as it
stands and by the logarithms of its sides; weights are what logarithms are multiplied with.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from proofs_check.engines import positivity, reductions
from proofs_check.engines.branch_values import open_nodes
from proofs_check.engines.calculus_terms import folded
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Number,
    Term,
    apply,
    free_letters,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "weighted logarithms"
MAX_LOGARITHMS = 6
MAX_PAIRS = 8
MAX_BATCHES = 5


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves an inequality by weighted logarithms, or says why not."""
    allowed = budget or Budget()
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return undecided(ENGINE, "only inequalities are proved here")
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "only real letters are looked at here")
    for form, needs in _forms(goal):
        if not all(_holds(goal.concluding(need), allowed) for need in needs):
            continue
        for lemmas in islice(_batches(form, allowed), MAX_BATCHES):
            answer = positivity.attempt(form.assuming(*lemmas), allowed, squares=False)
            if answer.proved:
                says = f"{answer.detail} with {', '.join(map(text, lemmas))}"
                return proved(ENGINE, says[:600], "certificate", (answer,))
    return undecided(ENGINE, "the weighted logarithms do not give it")


def _forms(goal: Goal) -> Iterator[tuple[Goal, tuple[Term, ...]]]:
    yield goal, ()
    raised = reductions.in_logarithms(goal)
    if raised is not None:
        yield raised


def _holds(goal: Goal, budget: Budget) -> bool:
    return positivity.attempt(goal, budget, squares=False).proved


def _batches(goal: Goal, budget: Budget) -> Iterator[tuple[Term, ...]]:
    """The inequalities that compare all logarithms with one of them, or with log(1), from one side.

    Arguments of logarithms are positive where the goal is defined; weights are shown not to be negative.
    """
    logs = _arguments(goal.conclusion)
    pairs = _weighted(goal.conclusion)
    if not 1 <= len(logs) <= MAX_LOGARITHMS or len(pairs) > MAX_PAIRS:
        return
    weights = {weight for weight, _ in pairs}
    known = {one for one in weights if _holds(goal.concluding(Compare(">=", one, ZERO)), budget)}
    longest = sorted(logs, key=lambda one: -sum(1 for _ in walk(one)))
    for v in (ONE, *longest):
        for above in (True, False):
            lemmas = [
                _lemma(w, u, v) if above else _lemma(w, v, u) for w, u in pairs if w in known and u != v
            ]
            if lemmas:
                yield tuple(lemmas)


def _lemma(weight: Term, u: Term, v: Term) -> Term:
    """weight*(log(u) - log(v)) <= weight*(u/v - 1)."""
    gap = apply("sub", _log(u), _log(v))
    bound = apply("sub", apply("div", u, v), ONE)
    return folded(Compare("<=", apply("mul", weight, gap), apply("mul", weight, bound)))


def _log(term: Term) -> Term:
    return ZERO if term == ONE else apply("log", term)


def _arguments(term: Term) -> tuple[Term, ...]:
    """Those outside of binders: over an empty range the body of a sum need not be defined, and bound letters are no letters of the goal."""
    found = (node.args[0] for node in open_nodes(term) if isinstance(node, Apply) and node.op == "log")
    return tuple(dict.fromkeys(one for one in found if free_letters(one)))


def _weighted(term: Term) -> tuple[tuple[Term, Term], ...]:
    """Weights and the arguments of the logarithms that they are multiplied with; logarithms that stand alone have weight 1."""
    found: dict[tuple[Term, Term], None] = {}
    for node in open_nodes(term):
        if isinstance(node, Apply) and node.op == "mul":
            for weight, other in (node.args, node.args[::-1]):
                if not _arguments(weight) and not isinstance(weight, Number):
                    found.update({(weight, one): None for one in _arguments(other)})
    alone = [one for one in _arguments(term) if all(own != one for _, own in found)]
    return (*found, *((ONE, one) for one in alone))
