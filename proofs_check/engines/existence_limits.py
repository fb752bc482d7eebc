"""Existence near an end: conditions that hold in the limit hold somewhere.

If f - g tends to a positive number or to oo as c tends to an end of the domain, f > g holds for all c near that end. So
do finitely many such conditions together. The same shows `exists(N, ..., forall(n, ..., implies(n >= N, p)))`, where n tends to oo, and
`exists(delta, ..., forall(x, ..., implies(abs(x - a) < delta, p)))`, where x tends to a.

A function that is positive near a finite end only to first or second order is divided by the distance from the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check.engines import limits
from proofs_check.engines.calculus_questions import Questions, defined, within
from proofs_check.engines.calculus_terms import flat_conjunction, minus, over, power
from proofs_check.engines.existence_bounds import Narrowed, bounds_are_defined, narrowed
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Limit,
    Quantified,
    Term,
    apply,
    conjunction,
    free_letters,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "existence"
FAR = number(10)
ORDERS = (0, 1, 2)


@dataclass(frozen=True)
class End:
    """Where the letter tends: `point` from `side`; `near`: conditions under which all that is asked must be defined."""

    point: Term
    side: str
    near: tuple[Term, ...] = ()

    def distance(self, letter: str) -> Term | None:
        """What a condition may be divided by near a finite end without a change of its sign."""
        if self.side == "":
            return None
        if self.side == "+":
            return minus(Letter(letter), self.point)
        return minus(self.point, Letter(letter))


def near_an_end(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """Proves an existence by what its conditions tend to at an end of the domain. The letter must be new to the goal."""
    if statement.domain.kind not in ("real", "integer"):
        return undecided(ENGINE, "no interval")
    asked = Questions(goal, prove)
    found = narrowed(statement, asked)
    if not all(isinstance(condition, Compare) and condition.relation != "==" for condition in found.rest):
        return undecided(ENGINE, "conditions that are no inequalities")
    conditions = tuple(condition for condition in found.rest if isinstance(condition, Compare))
    if not bounds_are_defined(statement, found, goal, prove):
        return undecided(ENGINE, "a bound that is not shown to be defined")
    for end, bounds in _ends(found, asked):
        answers = [_holds_near(one, found.letter, found.domain.kind, end, goal, prove) for one in conditions]
        parts = tuple(one for one in answers if one is not None)
        if len(parts) == len(answers) and defined(bounds, goal, prove) is not None:
            detail = f"every {found.letter} {place_of(end)}" if conditions else "the interval is not empty"
            return proved(ENGINE, detail, "certificate", (*asked.used, *parts))
    return undecided(ENGINE, "the conditions do not hold near an end")


def place_of(end: End) -> str:
    """Where the letter is when it is near the end, in words."""
    if end.point == INFINITY:
        return "that is large enough"
    if end.point == apply("neg", INFINITY):
        return "that is far enough below 0"
    side = {"+": " from above", "-": " from below"}.get(end.side, "")
    return f"close enough to {text(end.point)}{side}"


def _ends(found: Narrowed, asked: Questions) -> Iterator[tuple[End, tuple[Term, ...]]]:
    """The ends that the letter can tend to inside its bounds, with the bounds that must be defined."""
    letter = Letter(found.letter)
    bounds = tuple(bound.at for bound in (*found.lows, *found.highs))
    if not found.highs:
        yield End(INFINITY, "", (Compare(">=", letter, FAR),)), bounds
    if not found.lows:
        yield End(apply("neg", INFINITY), "", (Compare("<=", letter, number(-10)),)), bounds
    if found.domain.kind == "integer":
        return
    inside = [Compare(">", letter, bound.at) for bound in found.lows]
    inside += [Compare("<", letter, bound.at) for bound in found.highs]
    if len(found.lows) == 1 and _apart(found, asked):
        yield End(found.lows[0].at, "+", tuple(inside)), bounds
    if len(found.highs) == 1 and _apart(found, asked):
        yield End(found.highs[0].at, "-", tuple(inside)), bounds


def _apart(found: Narrowed, asked: Questions) -> bool:
    """Whether every lower bound is shown to be less than every upper one."""
    return all(asked.holds(Compare("<", low.at, high.at)) for low in found.lows for high in found.highs)


def _holds_near(
    condition: Compare, letter: str, kind: str, end: End, goal: Goal, prove: Prover
) -> Answer | None:
    """That an inequality is defined and true for all values near an end."""
    if letter not in free_letters(condition):
        holds = prove(goal.concluding(condition))
        return holds if holds.proved and defined((condition,), goal, prove) is not None else None
    inner = within(goal, ((letter, Domain(kind)),), end.near, condition)
    shown = defined((condition,), inner, prove)
    if shown is None:
        return None
    left, right = condition.left, condition.right
    gaps: dict[str, tuple[Term, ...]] = {"<": (minus(right, left),), ">": (minus(left, right),)}
    gaps |= {"<=": gaps["<"], ">=": gaps[">"], "!=": (minus(left, right), minus(right, left))}
    for gap in gaps[condition.relation]:
        for order in ORDERS if end.distance(letter) is not None else (0,):
            scale = end.distance(letter) if order else None
            scaled = gap if scale is None else over(gap, power(scale, number(order)))
            limit = Limit(letter, Domain(kind), scaled, end.point, end.side)
            answer = _positive(limit, goal, prove)
            if answer is not None:
                return proved(ENGINE, answer.detail, "certificate", (shown, answer))
    return _by_quotient(condition, letter, kind, end, goal, prove, shown)


def _by_quotient(
    condition: Compare, letter: str, kind: str, end: End, goal: Goal, prove: Prover, shown: Answer
) -> Answer | None:
    """u < v, v being positive near the end, where 1 - u/v tends to a positive number; v/u - 1 where u is positive."""
    if condition.relation not in ("<", "<=", ">", ">=") or end.distance(letter) is not None:
        return None
    upward = condition.relation in ("<", "<=")
    small, large = (condition.left, condition.right) if upward else (condition.right, condition.left)
    inner = within(goal, ((letter, Domain(kind)),), end.near, condition)
    for divisor, gap in ((large, minus(ONE, over(small, large))), (small, minus(over(large, small), ONE))):
        asked = Questions(inner, prove)
        if letter not in free_letters(divisor) or not asked.positive(divisor):
            continue
        answer = _positive(Limit(letter, Domain(kind), gap, end.point, end.side), goal, prove)
        if answer is not None:
            return proved(ENGINE, answer.detail, "certificate", (shown, *asked.used, answer))
    return None


def _positive(limit: Limit, goal: Goal, prove: Prover) -> Answer | None:
    """That a limit exists and is positive."""
    exists = limits.exists(limit, goal, prove)
    if not exists.proved:
        return None
    holds = prove(goal.concluding(Compare(">", limit, ZERO)))
    return proved(ENGINE, holds.detail, "certificate", (exists, holds)) if holds.proved else None


def _with_distance(body: Quantified) -> Quantified:
    """For all x in (c - d, c + d), or (-d, d), as a statement on all real x with |x - c| < d."""
    low, high = body.domain.low, body.domain.high
    if body.domain.kind != "real" or low is None or high is None or low.closed or high.closed:
        return body
    letter = Letter(body.letter)
    match low.at, high.at:
        case Apply(op="neg", args=(radius,)), other if radius == other:
            distance: Term = letter
        case Apply(op="sub", args=(centre, radius)), Apply(op="add", args=(same, other)) if (
            centre == same and radius == other
        ):
            distance = minus(letter, centre)
        case _:
            return body
    premise = Compare("<", apply("abs", distance), radius)
    facts = (Compare("!=", letter, ZERO),) if body.domain.nonzero else ()
    whole = Connective("implies", (conjunction((premise, *facts)), body.body))
    return Quantified("forall", body.letter, Domain("real"), whole)


def eventually(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """exists(N) forall(n >= N) p and exists(delta) forall(abs(x - a) < delta) p, by the limit of p."""
    body = statement.body
    if not isinstance(body, Quantified) or body.op != "forall" or body.domain.kind not in ("real", "integer"):
        return undecided(ENGINE, "not of the form exists, forall")
    if any(isinstance(node, Quantified) for node in walk(body.body)):
        return undecided(ENGINE, "more quantifiers")
    inner, tail = _with_tail(_with_distance(_apart_from(body, goal, statement.letter)), statement.letter)
    premises, conclusion = _implication(inner.body)
    premises = (*tail, *premises)
    spoken = [premise for premise in premises if statement.letter in free_letters(premise)]
    if len(spoken) != 1 or statement.letter in free_letters(conclusion):
        return undecided(ENGINE, "the letter bounds more than one premise")
    others = tuple(premise for premise in premises if premise not in spoken)
    end = _end_of(spoken[0], statement, inner)
    if end is None:
        return undecided(ENGINE, "no premise that bounds a tail or a neighbourhood")
    # A term that is undefined where the premise fails makes the whole statement undefined.
    both = ((statement.letter, statement.domain), (inner.letter, inner.domain))
    facts = (*membership(*both[0]), *membership(*both[1]))
    everywhere = within(goal, both, (*facts, *tail), Connective("and", (*premises, conclusion)))
    ends = within(goal, both[:1], membership(*both[0]), Quantified("exists", body.letter, body.domain, TRUE))
    if any(defined((one.conclusion,), one, prove) is None for one in (everywhere, ends)):
        return undecided(ENGINE, "not shown to be defined everywhere")
    return _near_all(inner, others, conclusion, end, goal, prove)


def _with_tail(body: Quantified, outer: str) -> tuple[Quantified, tuple[Term, ...]]:
    """For all n from N on, as a statement on all n, and the premise that n is from N on."""
    low = body.domain.low
    if low is None or low.at != Letter(outer):
        return body, ()
    premise = Compare(">=" if low.closed else ">", Letter(body.letter), low.at)
    return Quantified(body.op, body.letter, replace(body.domain, low=None), body.body), (premise,)


def _apart_from(body: Quantified, goal: Goal, outer: str) -> Quantified:
    from proofs_check.engines.existence_bounds import renamed_apart

    named = renamed_apart(body, goal)
    if named.letter != outer:
        return named
    name = outer + "_"
    return Quantified(named.op, name, named.domain, substitute(named.body, {outer: Letter(name)}))


def _implication(term: Term) -> tuple[tuple[Term, ...], Term]:
    """The premises and the conclusion of nested implications."""
    if isinstance(term, Connective) and term.op == "implies":
        more, conclusion = _implication(term.parts[1])
        return (*flat_conjunction(term.parts[0]), *more), conclusion
    return (), term


def _end_of(premise: Term, statement: Quantified, inner: Quantified) -> End | None:
    """The end that a premise `n >= N` or `abs(x - a) < delta` stands for, where N may be large and delta small."""
    if not isinstance(premise, Compare):
        return None
    left, right, relation = premise.left, premise.right, premise.relation
    swapped = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
    if relation not in swapped:
        return None
    if right == Letter(inner.letter) or left == Letter(statement.letter):
        left, right, relation = right, left, swapped[relation]
    if right != Letter(statement.letter):
        return None
    if left == Letter(inner.letter) and relation in (">", ">="):
        grows = statement.domain.high is None
        return End(INFINITY, "", (Compare(">=", left, FAR),)) if grows else None
    return _neighbourhood(left, relation, statement, inner)


def _neighbourhood(left: Term, relation: str, statement: Quantified, inner: Quantified) -> End | None:
    domain = statement.domain
    low = domain.low.at if domain.low is not None else ZERO
    small = domain.kind == "real" and low == ZERO and domain.high is None
    if not small or relation not in ("<", "<=") or inner.domain.kind != "real":
        return None
    x = Letter(inner.letter)
    match left:
        case Apply(op="abs", args=(Apply(op="sub", args=(one, two)),)) if x in (one, two):
            centre = two if one == x else one
        case Apply(op="abs", args=(one,)) if one == x:
            centre = ZERO
        case _:
            return None
    if inner.letter in free_letters(centre) or statement.letter in free_letters(centre):
        return None
    return End(centre, "")


def _near_all(
    inner: Quantified, others: tuple[Term, ...], conclusion: Term, end: End, goal: Goal, prove: Prover
) -> Answer:
    """That the conclusion holds for all values of the inner letter near the end, and at it where it is a point."""
    letter, domain = inner.letter, inner.domain
    around = replace(end, near=(*membership(letter, domain), *others, *end.near))
    parts: list[Answer] = []
    for condition in flat_conjunction(conclusion):
        if not isinstance(condition, Compare) or condition.relation == "==":
            return undecided(ENGINE, "a conclusion that is no inequality")
        found = _holds_near(condition, letter, domain.kind, around, goal, prove)
        if found is None:
            return undecided(ENGINE, f"{text(condition)} is not shown for {letter} {place_of(end)}")
        parts.append(found)
    if not any(node == INFINITY for node in walk(end.point)):
        put = {letter: end.point}
        there = goal.assuming(*(substitute(fact, put) for fact in (*membership(letter, domain), *others)))
        at_point = substitute(conclusion, put)
        holds = prove(there.concluding(at_point))
        if not holds.proved or defined((at_point,), there, prove) is None:
            return undecided(ENGINE, f"not shown at {text(end.point)} itself")
        parts.append(holds)
    return proved(ENGINE, f"for all {letter} {place_of(end)}", "certificate", tuple(parts))


__all__ = ["eventually", "near_an_end"]
