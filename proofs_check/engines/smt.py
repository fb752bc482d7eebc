"""z3: the negation of the goal has no solution.

The amount of work is bounded by z3's own count (`rlimit`), and every attempt has a context of its own, so that the same goal gives
the same answer; a clock ends only what that count does not see (products of integers, for many minutes). A solution of the negation is a candidate for a counterexample; where something was
abstracted it is only a hint.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import z3

from proofs_check.engines.simplify_terms import literals
from proofs_check.engines.smt_encode import Encoder, Expr, Unencodable
from proofs_check.engines.smt_powers import lowest_offsets
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.terms import INFINITY, Diff, Limit, Term, number, walk

ENGINE = "z3"
MILLISECONDS = 20_000  # what the count bounds takes a few seconds
MAX_NODES = 1200  # products of many letters take longer than the count tells


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves the goal where z3 finds its negation unsatisfiable."""
    allowed = budget or Budget()
    if any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "complex letters are not encoded")
    if _size(goal) > MAX_NODES:
        return undecided(ENGINE, "too many terms")
    answer = _attempt(goal, allowed.z3_rlimit, whole=False)
    integers = any(domain.kind == "integer" for _, domain in goal.letters)
    if not answer.proved and integers and "not encoded" not in answer.detail:
        whole = _attempt(goal, allowed.z3_rlimit // 4, whole=True)
        return whole if whole.outcome != "undecided" else _only_hint(answer)
    return answer


def _size(goal: Goal) -> int:
    return sum(1 for term in (*goal.facts(), goal.conclusion) for _ in walk(term))


def _only_hint(answer: Answer) -> Answer:
    """A solution over the reals is no candidate where letters are integers."""
    return Answer(ENGINE, "undecided", answer.detail, point=answer.point)


def _attempt(goal: Goal, rlimit: int, whole: bool) -> Answer:
    encoder = Encoder(goal.scope, _known_values(goal), whole)
    encoder.lowest = lowest_offsets((*goal.facts(), goal.conclusion))
    try:
        negation = encoder.negated(goal.conclusion)
        facts, dropped = _encoded_facts(encoder, goal)
        constraints = [*facts, *encoder.side, negation]
        return _decide(encoder, constraints, rlimit, dropped)
    except Unencodable as reason:
        return undecided(ENGINE, f"not encoded: {reason}")
    except z3.Z3Exception as problem:
        return undecided(ENGINE, f"z3 gave up: {str(problem)[:80]}")


def _encoded_facts(encoder: Encoder, goal: Goal) -> tuple[list[Expr], int]:
    """The facts that have an encoding, and how many have none."""
    facts, dropped = [], 0
    for fact in goal.facts():
        try:
            facts.append(encoder.statement(fact))
        except Unencodable:
            dropped += 1
    return facts, dropped


def _decide(encoder: Encoder, constraints: list[Expr], rlimit: int, dropped: int) -> Answer:
    reason = ""
    for solver in _solvers(encoder):
        solver.set("rlimit", rlimit)
        solver.set("timeout", MILLISECONDS)
        solver.add(*constraints)
        result = solver.check()
        if result == z3.unsat:
            return proved(ENGINE, "the negation has no solution")
        if result == z3.sat:
            return _candidate(encoder, solver.model(), dropped)
        reason = solver.reason_unknown()
    return undecided(ENGINE, f"z3 does not know: {reason}")


def _solvers(encoder: Encoder) -> list[z3.Solver]:
    """Nonlinear real arithmetic first where it applies, then the general solver."""
    general = z3.Solver(ctx=encoder.context)
    general.set("random_seed", 0)
    if encoder.has_quantifiers:
        return [z3.SolverFor("NRA", ctx=encoder.context), general]
    if encoder.has_integers:
        return [general]
    return [z3.SolverFor("QF_NRA", ctx=encoder.context), general]


def _candidate(encoder: Encoder, model: z3.ModelRef, dropped: int) -> Answer:
    point = _point(encoder.letters, model)
    if encoder.abstracted or dropped:
        return Answer(
            ENGINE, "undecided", "a solution of an abstraction, which may be none of the goal", point=point
        )
    return Answer(ENGINE, "refuted", "a candidate that breaks the goal", point=point)


def _point(letters: Mapping[str, Expr], model: z3.ModelRef) -> dict[str, Term]:
    """The values of the letters; irrational algebraic ones to twenty digits."""
    found: dict[str, Term] = {}
    for name, variable in letters.items():
        value = model.eval(variable, model_completion=True)
        if z3.is_algebraic_value(value):
            value = value.approx(20)
        if z3.is_rational_value(value) or z3.is_int_value(value):
            found[name] = number(Fraction(value.as_string()))
    return found


def _known_values(goal: Goal) -> frozenset[Term]:
    """Limits and derivatives that a hypothesis equates with a finite value."""
    found: set[Term] = set()
    for hypothesis in goal.hypotheses:
        for literal in literals(hypothesis):
            for one, other in ((literal.left, literal.right), (literal.right, literal.left)):
                finite = not any(node == INFINITY or isinstance(node, Limit | Diff) for node in walk(other))
                if literal.relation == "==" and isinstance(one, Limit | Diff) and finite:
                    found.add(one)
    return frozenset(found)
