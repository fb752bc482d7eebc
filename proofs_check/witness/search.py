"""The search for admissible points at which a claim is false or undefined.

Edges first: points made of the simplest values of every domain, in order of their total rank; then points that solve
equations which the claim suggests (a denominator that is 0, a hypothesis that holds with equality, both sides equal);
then matrices of a known structure; then random small values. Bounded by counts, the same for the same seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Sequence as Listing
from dataclasses import dataclass, replace
from typing import Literal

from proofs_check.exact.closed import TooLarge
from proofs_check.exact.evaluate import Evaluator, Place
from proofs_check.exact.values import Undecidable, UndefinedTerm, Value
from proofs_check.goal import Budget, Point
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Connective, Limit, Quantified, Term, walk
from proofs_check.witness.draws import Draws, Values, as_point
from proofs_check.witness.plan import plan_of
from proofs_check.witness.recheck import belongs
from proofs_check.witness.spending import Exhausted, Spent
from proofs_check.witness.structured import Structured
from proofs_check.witness.targets import Targets

LIMIT_STEPS = 1_500
BASES = 25
OPEN_POINTS = 16  # points at which a claim with a quantifier may stay open before the search ends; fewer for nested ones


@dataclass(frozen=True)
class Candidate:
    """An admissible point at which the claim was found false or undefined; `reason` says what is undefined."""

    point: Point
    fault: Literal["false", "undefined"]
    reason: str = ""


@dataclass(frozen=True)
class Search:
    """What a search found. tried: points whose hypotheses were asked; admissible: those that satisfy them; undecided:
    admissible points at which the claim stayed open; first: the first admissible point."""

    candidate: Candidate | None
    tried: int
    admissible: int
    undecided: int
    first: Point | None


def search(
    formal: Formal,
    budget: Budget,
    seed: int = 0,
    hints: Listing[Point] = (),
    fixed: Values | None = None,
    accepts: Callable[[Candidate], bool] = lambda candidate: True,
) -> Search:
    """Looks for an admissible point that breaks the claim; `hints` are tried first. `fixed` holds letters to a value.

    accepts: asked of every such point; the search goes on until it says yes.
    """
    hunt = _Hunt(formal, budget, seed, fixed or {}, accepts)
    candidate = hunt.run(hints)
    return Search(candidate, hunt.spent.tried, hunt.admissible, hunt.spent.undecided, hunt.first)


def admissible_points(formal: Formal, budget: Budget, count: int, seed: int = 0) -> tuple[Point, ...]:
    """Up to `count` of the first admissible points that a search meets, the simplest first; not those where the claim holds by
    a part without quantifiers and limits."""
    found: list[Point] = []
    hunt = _Hunt(formal, replace(budget, search_points=20 * count), seed, {}, lambda candidate: False)
    try:
        for values in hunt._points(()):
            place = hunt.evaluator.at(values)
            hunt.spent.tried += 1
            hunt.spent.account()
            point = as_point(values) if hunt._admissible(values, place) else None
            if point is not None and hunt.holds_at_sight(formal.claim, place):
                continue
            if point is not None and point not in found:
                found.append(point)
            if len(found) >= count:
                break
    except Exhausted:
        pass
    return tuple(found)


@dataclass
class _Hunt:
    formal: Formal
    budget: Budget
    seed: int
    fixed: Values
    accepts: Callable[[Candidate], bool]
    admissible: int = 0
    first: Point | None = None

    def __post_init__(self) -> None:
        self.evaluator = Evaluator(self.formal, self.budget)
        self.spent = Spent(self.budget.search_points, self.evaluator)
        self.draws = Draws(
            self.formal, plan_of(self.formal), self.evaluator, self.fixed, self.seed, self.spent
        )
        self.targets = Targets(self.draws, self.spent)
        self.price = sum(
            LIMIT_STEPS for node in walk(self.formal.claim) if isinstance(node, Limit | Quantified)
        )
        self.quantifiers = sum(isinstance(node, Quantified) for node in walk(self.formal.claim))
        self.seen: set[tuple[tuple[str, Value], ...]] = set()

    def run(self, hints: Listing[Point]) -> Candidate | None:
        try:
            for values in self._points(hints):
                found = self._try(values)
                if found is not None and self.accepts(found):
                    return found
        except Exhausted:
            pass
        return None

    def _points(self, hints: Listing[Point]) -> Iterator[Values]:
        for hint in hints:
            values = self.draws.read(hint)
            if values is not None:
                yield values
        ordered = self.draws.ordered()
        yield from self._share(ordered, 0.02)
        yield from self._share(self.targets.satisfied(), 0.06)
        yield from self._share(self.targets.named(), 0.07)
        yield from self._share(self.targets.targeted(), 0.1)
        yield from self._share(self.targets.far(), 0.17)
        yield from self._share(self.targets.whole(), 0.2)
        yield from self._share(self.targets.solved(), 0.25)
        yield from self._share(self.targets.summands(), 0.27)
        yield from self._share(ordered, 0.5)
        yield from self._share(Structured(self.draws).points(), 0.6)
        yield from self._share(self.targets.targeted(), 0.65)
        yield from self._share(self.draws.random(), 1.0)

    def _share(self, values: Iterator[Values | None], share: float) -> Iterator[Values]:
        """Values as long as less than a share of the budget is spent; None stands for a draw that came to nothing."""
        for found in values:
            if found is not None:
                yield found
            if self.spent.share() > share:
                return

    def _try(self, values: Values) -> Candidate | None:
        """The candidate, if the point is admissible and breaks the claim."""
        key = tuple(sorted(values.items()))
        if key in self.seen:
            return None
        self.seen.add(key)
        self.spent.tried += 1
        self.spent.account()
        place = self.evaluator.at(values)
        if not self._admissible(values, place):
            return None
        self.admissible += 1
        self.spent.account(self.price)
        if self.first is None:
            self.first = as_point(values)
        if len(self.targets.bases) < BASES:
            self.targets.bases.append(values)
        try:
            holds = self.evaluator.truth(self.formal.claim, place)
        except UndefinedTerm as problem:
            return self._candidate(values, "undefined", problem.reason)
        except (Undecidable, TooLarge):
            self.spent.undecided += 1
            if self.quantifiers and self.spent.undecided >= OPEN_POINTS // self.quantifiers:
                raise Exhausted from None  # grids under quantifiers are dear, and what follows is no easier
            return None
        finally:
            self.spent.account()
        return None if holds else self._candidate(values, "false", "")

    def _candidate(
        self, values: Values, fault: Literal["false", "undefined"], reason: str
    ) -> Candidate | None:
        point = as_point(values)
        return None if point is None else Candidate(point, fault, reason)

    def holds_at_sight(self, statement: Term, place: Place) -> bool:
        """Whether a premise is false, or a case true, that has no quantifier and no limit."""
        match statement:
            case Connective(op="implies", parts=(premise, then)):
                return self._is_seen(premise, place, False) or self.holds_at_sight(then, place)
            case Connective(op="or", parts=parts):
                return any(self._is_seen(part, place, True) for part in parts)
            case _:
                return False

    def _is_seen(self, statement: Term, place: Place, truth: bool) -> bool:
        if any(isinstance(node, Limit | Quantified) for node in walk(statement)):
            return False
        try:
            return self.evaluator.truth(statement, place) == truth
        except (UndefinedTerm, Undecidable, TooLarge):
            return False

    def _admissible(self, values: Values, place: Place) -> bool:
        try:
            return all(
                belongs(values[choice.name], choice.domain, place, self.evaluator)
                for choice in self.draws.plan.choices
            ) and all(self.evaluator.truth(term, place) for _, term in self.formal.given)
        except (UndefinedTerm, Undecidable, TooLarge):
            return False
