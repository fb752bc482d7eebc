"""Inequalities by the signs of derivatives.

f >= 0 on an interval follows from f(a) >= 0 at its left end and f' >= 0 inside (or from the right end and f' <= 0); the sign
of f' is shown the same way, as deep as the budget goes. An interval without ends is cut at 0. In between, f is replaced
by what is left of it when denominators and factors of known sign are taken away.

Every term must be defined on the whole interval, end included, and the conditions of the derivative must hold inside: both are
proved, for hypotheses about the letter are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check.definedness import obligations
from proofs_check.engines import balls, positivity, sampling
from proofs_check.engines.back import exponentiated, term_of
from proofs_check.engines.cone import core_of
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.polynomials import convert_goal
from proofs_check.engines.ring import OutOfReach
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Term,
    free_letters,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "derivatives"
DEPTH = 4
CONTINUOUS = (
    *(
        "add",
        "sub",
        "mul",
        "div",
        "neg",
        "sqrt",
        "exp",
        "log",
        "sin",
        "cos",
        "tan",
        "cot",
        "atan",
        "asin",
        "acos",
    ),
    *("sinh", "cosh", "tanh", "coth", "asinh", "acosh", "atanh", "sigmoid", "softplus", "root"),
)
MAX_NODES = 300


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves an inequality by the signs of derivatives, or says why not."""
    allowed = budget or Budget()
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return undecided(ENGINE, "only inequalities are proved here")
    if any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "complex letters have no order")
    found = _Ladder(allowed).prove(goal, DEPTH)
    return found or undecided(ENGINE, "no ladder of derivatives was found")


@dataclass
class _Ladder:
    budget: Budget
    left: int = 60  # how many goals may still be looked at

    def prove(self, goal: Goal, depth: int) -> Answer | None:
        """A proof of a strict or weak inequality, or None."""
        self.left -= 1
        if self.left < 0 or sampling.refuting_point(goal) is not None:
            return None
        known = self.settle(goal)
        if known is not None or depth == 0:
            return known
        try:
            converted = convert_goal(goal, self.budget)
            polynomial = core_of(converted, converted.conclusion)
            core = term_of(polynomial, converted.work.ring)
            raised = exponentiated(polynomial, converted.work.ring)
        except OutOfReach:
            return None
        if raised is not None:
            answer = self.prove(goal.concluding(Compare(converted.conclusion.relation, *raised)), depth - 1)
            if answer is not None:
                return proved(
                    ENGINE, f"by the exponential of both sides: {answer.detail}", "certificate", (answer,)
                )
        if sum(1 for _ in walk(core)) > MAX_NODES:
            return None
        strict = converted.conclusion.relation == ">"
        for name, region in _regions(goal, core):
            steps = [self._step(goal, core, strict, name, one, depth) for one in region]
            if all(step is not None for step in steps):
                parts = tuple(step for step in steps if step is not None)
                detail = "; ".join(part.detail for part in parts)
                return proved(ENGINE, detail[:600], "certificate", parts)
        return None

    def settle(self, goal: Goal) -> Answer | None:
        """A proof without derivatives."""
        answer = positivity.attempt(goal, self.budget, squares=False)
        if answer.proved:
            return answer
        closed = isinstance(goal.conclusion, Compare) and not free_letters(goal.conclusion)
        enclosed = balls.attempt(goal, self.budget) if closed else None
        return enclosed if enclosed is not None and enclosed.proved else None

    def _step(
        self, goal: Goal, core: Term, strict: bool, name: str, domain: Domain, depth: int
    ) -> Answer | None:
        """core > 0 (or >= 0) for the letter in an interval."""
        inside = _within(goal, name, domain)
        try:
            slope, conditions = differentiate(core, name)
        except NotDifferentiable:
            return None
        for end, rising in ((domain.low, True), (domain.high, False)):
            if end is not None:
                found = self._from_end(inside, core, strict, name, end, rising, slope, conditions, depth)
                if found is not None:
                    return found
        return None

    def _from_end(
        self,
        inside: Goal,
        core: Term,
        strict: bool,
        name: str,
        end: Bound,
        rising: bool,
        slope: Term,
        conditions: tuple[Term, ...],
        depth: int,
    ) -> Answer | None:
        closed = _closed_at(inside, name, end)
        owed = obligations(core, closed.scope, inside.first_indices)
        needed = [one.says for one in owed]
        open_ = replace(closed, letters=_opened(closed, name))
        goals = [closed.concluding(says) for says in needed] + [open_.concluding(says) for says in conditions]
        if any(one.letters or one.under for one in owed):
            return None
        at_end = _without(inside, name).concluding(Compare(">", substitute(core, {name: end.at}), ZERO))
        relation = ">" if rising else "<"
        first = self.prove(at_end, depth - 1)
        if first is not None or not strict:
            first = first or self.prove(_weak(at_end), depth - 1)
            moving = open_.concluding(Compare(f"{relation}=", slope, ZERO))
        elif not end.closed:
            first = self.prove(_weak(at_end), depth - 1)
            moving = open_.concluding(Compare(relation, slope, ZERO))
        else:
            return None
        second = self.prove(moving, depth - 1) if first is not None else None
        if first is None or second is None:
            return None
        others = [self.settle_any(one) for one in goals]
        if any(other is None for other in others):
            return None
        way = "rises" if rising else "falls"
        detail = f"{text(core)[:120]} {way} in {name} and is {'positive' if strict else 'not negative'} from {name} = {text(end.at)}"
        return proved(ENGINE, detail, "certificate", (first, second, *(other for other in others if other)))

    def settle_any(self, goal: Goal) -> Answer | None:
        """Side conditions: comparisons, and conjunctions and disjunctions of them."""
        from proofs_check.engines.simplify_terms import conclude

        parts = [self.settle(one) for one in conclude(goal)]
        return (
            None
            if any(part is None for part in parts)
            else proved(ENGINE, "a side condition", "certificate", tuple(part for part in parts if part))
        )


def _weak(goal: Goal) -> Goal:
    conclusion = goal.conclusion
    assert isinstance(conclusion, Compare)
    return goal.concluding(Compare(">=", conclusion.left, conclusion.right))


def _regions(goal: Goal, core: Term) -> Iterator[tuple[str, tuple[Domain, ...]]]:
    """Letters to differentiate by, each with the intervals that cover its domain."""
    bound = {name for _, domain in goal.letters for term in domain.terms() for name in free_letters(term)}
    if any(isinstance(node, Apply) and not _continuous(node) for node in walk(core)):
        return
    used = free_letters(core)
    for name, domain in goal.letters:
        if name not in used or name in bound or domain.kind != "real" or _in_exponent(core, name):
            continue
        if domain.low is not None or domain.high is not None:
            yield name, (replace(domain, nonzero=False),)
            if domain.high is None and domain.low is not None and domain.low.at == ZERO:
                middle = Bound(ONE, True)
                yield name, (replace(domain, nonzero=False, high=middle), Domain("real", low=middle))
        else:
            here = not domain.nonzero
            yield name, (Domain("real", low=Bound(ZERO, here)), Domain("real", high=Bound(ZERO, here)))


def _continuous(node: Apply) -> bool:
    """Operations that are continuous wherever they are defined."""
    return node.op in CONTINUOUS or node.op == "pow"


def _in_exponent(core: Term, name: str) -> bool:
    """Whether the letter occurs in the exponent of a power: 0**x jumps at 0."""
    return any(
        isinstance(node, Apply) and node.op == "pow" and name in free_letters(node.args[1])
        for node in walk(core)
    )


def _within(goal: Goal, name: str, domain: Domain) -> Goal:
    """The goal with the letter in an interval, without the hypotheses that mention it."""
    kept = tuple(fact for fact in goal.hypotheses if name not in free_letters(fact))
    letters = tuple((known, domain if known == name else its) for known, its in goal.letters)
    return replace(goal, letters=letters, hypotheses=kept)


def _without(goal: Goal, name: str) -> Goal:
    return replace(goal, letters=tuple((known, its) for known, its in goal.letters if known != name))


def _closed_at(goal: Goal, name: str, end: Bound) -> Goal:
    """The interval together with its end."""
    letters = []
    for known, domain in goal.letters:
        if known == name:
            closed = Bound(end.at, True)
            domain = replace(domain, low=closed) if domain.low == end else replace(domain, high=closed)
        letters.append((known, domain))
    return replace(goal, letters=tuple(letters))


def _opened(goal: Goal, name: str) -> tuple[tuple[str, Domain], ...]:
    """The letters with the interval of one of them open at both ends."""
    found = []
    for known, domain in goal.letters:
        if known == name:
            low = Bound(domain.low.at, False) if domain.low else None
            high = Bound(domain.high.at, False) if domain.high else None
            domain = replace(domain, low=low, high=high)
        found.append((known, domain))
    return tuple(found)
