"""Inequalities with exponentials, logarithms and the like.

Elementary inequalities (`inequalities.py`) at the arguments that occur become hypotheses: with them the goal is given to the
linear program, and in the end to z3, for which the functions are unknown values. Between the two, the signs of
derivatives are tried (`ladder.py`).
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines import ladder, positivity, second_solver, smt
from proofs_check.engines.calculus_terms import integer_of
from proofs_check.engines.inequalities import instances
from proofs_check.engines.simplify_terms import literals
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.terms import Apply, Compare, Term, walk
from proofs_check.statement.text import text

ENGINE = "transcendental"
FUNCTIONS = (
    *(
        "exp",
        "log",
        "sin",
        "cos",
        "tan",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "sigmoid",
        "softplus",
        "atan",
        "asinh",
    ),
    *("atanh", "acosh", "asin", "acos", "pow", "sqrt"),
)


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves an inequality of transcendental terms, or says why not."""
    allowed = budget or Budget()
    if not isinstance(goal.conclusion, Compare) or any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "only comparisons of real terms are proved here")
    if not speaks(goal.conclusion):
        return undecided(ENGINE, "no transcendental function in the conclusion")
    lemmas = instances(goal)
    by_multipliers = _by_multipliers(goal, lemmas, allowed)
    if by_multipliers.proved:
        return by_multipliers
    by_slopes = ladder.attempt(goal, allowed)
    if by_slopes.proved:
        return by_slopes
    return _by_z3(goal, lemmas, allowed)


def speaks(term: Term) -> bool:
    """Whether a transcendental function, a root or a power occurs."""
    return any(isinstance(node, Apply) and node.op in FUNCTIONS for node in walk(term))


def is_transcendental(term: Term) -> bool:
    """Whether a function occurs that is not algebraic: a power counts where its exponent is no whole number."""
    for node in walk(term):
        if isinstance(node, Apply) and node.op == "pow" and integer_of(node.args[1]) is None:
            return True
        if isinstance(node, Apply) and node.op in FUNCTIONS and node.op not in ("pow", "sqrt"):
            return True
    return False


def _by_multipliers(goal: Goal, lemmas: tuple[Term, ...], budget: Budget) -> Answer:
    plain = tuple(lemma for lemma in lemmas if literals(lemma))
    if not plain:
        return undecided(ENGINE, "no inequality applies")
    used = ", ".join(text(lemma) for lemma in plain[:6])
    answer = positivity.attempt(goal.assuming(*plain), budget, squares=False)
    if answer.proved:
        return proved(ENGINE, f"{answer.detail} with {used}"[:600], "certificate", (answer,))
    return undecided(ENGINE, "the elementary inequalities at the arguments do not give it")


def _by_z3(goal: Goal, lemmas: tuple[Term, ...], budget: Budget) -> Answer:
    if not lemmas:
        return undecided(ENGINE, "no inequality applies")
    if not any(map(is_transcendental, (goal.conclusion, *goal.hypotheses))):
        # z3 was asked already: of powers and roots it knows all, and the inequalities only make the question longer.
        return undecided(ENGINE, "an algebraic goal says all of its functions")
    answer = smt.attempt(goal.assuming(*lemmas), replace(budget, z3_rlimit=budget.z3_rlimit // 2))
    if answer.proved:
        answer = second_solver.seconded(goal, answer, lemmas)
        said = f"{answer.detail}, elementary inequalities assumed at the arguments"
        return proved(ENGINE, said, answer.trust, (answer,))
    return undecided(ENGINE, "the elementary inequalities at the arguments do not give it")
