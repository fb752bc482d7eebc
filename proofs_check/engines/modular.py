"""A second opinion on identities: both sides at random points of a finite field.

It never proves alone. Where the exact algebra claims an identity and a point breaks it, one of the two engines is wrong:
EngineConflict. Points at which a root or an absolute value had to choose a sign are no grounds for an alarm, because the
squares of a finite field stand in for the positive numbers for products only, not for sums.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from proofs_check.conflict import EngineConflict
from proofs_check.engines.residues import (
    ORDER,
    ZERO,
    FieldPoint,
    NoValue,
    P,
    Value,
    evaluate,
    is_square,
    sub,
)
from proofs_check.goal import Answer, Goal, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import Apply, Compare, Connective, Number, Term, walk

ENGINE = "modular"
POINTS = 12
TRIES = 40
SIGN_CHOOSING = ("sqrt", "abs", "sign", "max", "min", "relu", "root", "log", "sin", "cos", "tan", "cot")
INEXACT = (*SIGN_CHOOSING, "floor", "ceil", "asin", "acos", "atan", "asinh", "acosh", "atanh", "arg", "atan2")


@dataclass(frozen=True)
class Agreement:
    """At `points` points both sides had values; at `broken` of them the values differed. degree: a bound on the degree."""

    points: int
    broken: int
    degree: int
    reason: str = ""

    @property
    def agrees(self) -> bool:
        return self.points > 0 and self.broken == 0


def attempt(goal: Goal, seed: int = 0) -> Answer:
    """Never a proof: agreement at N points, or the news that a point breaks the identity."""
    if not isinstance(goal.conclusion, Compare) or goal.conclusion.relation != "==":
        return undecided(ENGINE, "only equalities are evaluated in a finite field")
    found = agree(goal.conclusion.left, goal.conclusion.right, goal, seed)
    if not found.points:
        return undecided(ENGINE, found.reason or "no point of the field was found")
    if found.agrees:
        return undecided(
            ENGINE,
            f"agrees modulo {P} at {found.points} points, false accept at most {found.degree}/{P} each",
        )
    if _is_decisive(goal):
        return Answer(ENGINE, "refuted", f"differs modulo {P} at {found.broken} of {found.points} points")
    return undecided(ENGINE, "differs in a finite field, where roots have other signs")


def guard(goal: Goal, claimed: Answer, seed: int = 0) -> Answer:
    """The answer of `attempt`. Raises EngineConflict where `claimed` is a proof and a decisive point breaks it."""
    answer = attempt(goal, seed)
    if claimed.proved and answer.outcome == "refuted":
        raise EngineConflict(f"{claimed.engine} proved an equality that {answer.detail}")
    return answer


def _is_decisive(goal: Goal) -> bool:
    """Whether a point that breaks the equality refutes it: no hypotheses to use, no choice of signs, no hashed values."""
    equalities = any(_mentions_equality(hypothesis) for hypothesis in goal.hypotheses)
    inexact = any(isinstance(node, Apply) and node.op in INEXACT for node in walk(goal.conclusion))
    return not equalities and not inexact


def _mentions_equality(statement: Term) -> bool:
    if isinstance(statement, Compare):
        return statement.relation in ("==", "<=", ">=")
    return isinstance(statement, Connective)


def agree(left: Term, right: Term, goal: Goal, seed: int = 0, points: int = POINTS) -> Agreement:
    """Both terms at up to `points` points of the field that satisfy the facts of the goal, as far as the field knows them.

    Raises nothing: without a point at which both have values, `points` is 0 and `reason` says why.
    """
    source = random.Random(f"{seed} modular")
    met, broken, reason = 0, 0, ""
    for _ in range(TRIES * points):
        point = _draw(goal, source)
        try:
            if not _satisfies(goal, point):
                reason = "no point of the field satisfies the facts"
                continue
            difference = sub(evaluate(left, point), evaluate(right, point))
        except NoValue as problem:
            reason = str(problem)
            continue
        met, broken = met + 1, broken + (difference != ZERO)
        if met == points:
            break
    return Agreement(met, broken, degree(left) + degree(right), reason)


def _draw(goal: Goal, source: random.Random) -> FieldPoint:
    values: dict[str, Value] = {}
    exponents: dict[str, int] = {}
    for name, domain in goal.letters:
        if domain.is_scalar:
            values[name] = (_residue(domain, source), source.randrange(P) if domain.kind == "complex" else 0)
            if domain.kind != "complex":
                exponents[name] = source.randrange(ORDER)
    return FieldPoint(values, exponents, goal.scope)


def _residue(domain: Domain, source: random.Random) -> int:
    """A random residue, a square for letters that are positive."""
    value = source.randrange(1, P)
    if domain.low and isinstance(domain.low.at, Number) and domain.low.at.value >= 0:
        return value * value % P
    return value


def _satisfies(goal: Goal, point: FieldPoint) -> bool:
    """Whether the comparisons among the facts hold, squares standing in for positive numbers; others are passed over."""
    return all(_holds(fact, point) for fact in goal.facts() if isinstance(fact, Compare))


def _holds(fact: Compare, point: FieldPoint) -> bool:
    difference = sub(evaluate(fact.left, point), evaluate(fact.right, point))
    if fact.relation == "==":
        return difference == ZERO
    if difference[1]:
        return fact.relation == "!="
    up = fact.relation in (">", ">=")
    turned = difference[0] if up else -difference[0] % P
    return difference != ZERO if fact.relation == "!=" else turned == 0 or is_square(turned)


def degree(term: Term) -> int:
    """A bound on the degree of numerator and denominator together; symbolic powers count by their size in the field."""
    match term:
        case Apply(op=("add" | "sub" | "mul" | "div"), args=(left, right)):
            return degree(left) + degree(right)
        case Apply(op="pow", args=(base, Number(value=value))):
            return degree(base) * max(1, abs(value.numerator))
        case Apply(args=args):
            return 1 + sum(degree(arg) for arg in args)
        case Number():
            return 0
        case _:
            return 1
