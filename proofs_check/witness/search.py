"""The search for admissible points at which a claim is false or undefined.

Edges first: points made of the simplest values of every domain, in order of their total rank; then points that solve
equations which the claim suggests (a denominator that is 0, a hypothesis that holds with equality, both sides equal);
then random small values. Bounded by counts, the same for the same seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Sequence as Listing
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice
from random import Random
from typing import Literal

from proofs_check.engines.derivatives import NotDifferentiable, carry_out
from proofs_check.exact.closed import TooLarge
from proofs_check.exact.evaluate import Evaluator, Place
from proofs_check.exact.functions import whole
from proofs_check.exact.quantifiers import interval_of
from proofs_check.exact.values import Undecidable, UndefinedTerm, Value
from proofs_check.exact.written import value_term
from proofs_check.goal import Budget, Point
from proofs_check.statement.domains import REAL, Domain
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Diff,
    Limit,
    Number,
    Quantified,
    Term,
    apply,
    binder,
    children,
    free_letters,
    walk,
)
from proofs_check.witness import candidates
from proofs_check.witness.equations import affine_zero, equations_of, satisfied
from proofs_check.witness.plan import Choice, Plan, plan_of
from proofs_check.witness.recheck import belongs
from proofs_check.witness.solving import UNKNOWN, ValueAt, zeros

STEPS_PER_POINT = 25
LIMIT_STEPS = 1_500
BASES = 25
MAX_SIZE = 3
SOLVED_BASES = 4
FAR_BASES = 3
FAR_STEPS = 20_000
"""Steps of the evaluator at one point, after which no larger number is tried."""
ANGULAR = frozenset(("sin", "cos", "tan", "cot"))
PERIODIC = frozenset(("exp", "log", "arg", "sinh", "cosh", "tanh", "coth"))

Values = Mapping[str, Value]
OPEN_POINTS = 16  # points at which a claim with quantifiers may stay open before the search ends


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
    return Search(candidate, hunt.tried, hunt.admissible, hunt.undecided, hunt.first)


def admissible_points(formal: Formal, budget: Budget, count: int, seed: int = 0) -> tuple[Point, ...]:
    """Up to `count` of the first admissible points that a search meets, the simplest first."""
    found: list[Point] = []
    hunt = _Hunt(formal, replace(budget, search_points=20 * count), seed, {}, lambda candidate: False)
    try:
        for values in hunt._points(()):
            place = hunt.evaluator.at(values)
            hunt.tried += 1
            hunt.account()
            point = as_point(values) if hunt._admissible(values, place) else None
            if point is not None and point not in found:
                found.append(point)
            if len(found) >= count:
                break
    except _Exhausted:
        pass
    return tuple(found)


RATIONAL = frozenset({"add", "sub", "mul", "div", "neg", "min", "max", "abs", "sign", "floor", "ceil"})


def is_rational(step: Term) -> bool:
    """Whether a step leads from rational values to rational ones by arithmetic alone, with powers to whole numbers."""
    return all(
        node.op in RATIONAL or (node.op == "pow" and _is_whole(node.args[1]))
        for node in walk(step)
        if isinstance(node, Apply)
    )


def _is_whole(exponent: Term) -> bool:
    return isinstance(exponent, Number) and exponent.value.denominator == 1


class _Exhausted(Exception):
    """The budget is spent."""


@dataclass
class _Hunt:
    formal: Formal
    budget: Budget
    seed: int
    fixed: Values
    accepts: Callable[[Candidate], bool]
    tried: int = 0
    admissible: int = 0
    undecided: int = 0
    first: Point | None = None
    bases: list[Values] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.plan: Plan = plan_of(self.formal)
        self.evaluator = Evaluator(self.formal, self.budget)
        self.domains = dict(self.formal.letters)
        self.steps = 0
        self.price = sum(
            LIMIT_STEPS for node in walk(self.formal.claim) if isinstance(node, Limit | Quantified)
        )
        self.quantified = any(isinstance(node, Quantified) for node in walk(self.formal.claim))
        self.seen: set[tuple[tuple[str, Value], ...]] = set()
        self.angles = speaks_of_angles(self.formal)

    def run(self, hints: Listing[Point]) -> Candidate | None:
        try:
            for values in self._points(hints):
                found = self._try(values)
                if found is not None and self.accepts(found):
                    return found
        except _Exhausted:
            pass
        return None

    def _points(self, hints: Listing[Point]) -> Iterator[Values]:
        for hint in hints:
            values = self._read(hint)
            if values is not None:
                yield values
        ordered = self._ordered()
        yield from self._share(ordered, 0.02)
        yield from self._share(self._satisfied(), 0.06)
        yield from self._share(self._targeted(), 0.1)
        yield from self._share(self._far(), 0.17)
        yield from self._share(self._solved(), 0.25)
        yield from self._share(ordered, 0.5)
        yield from self._share(self._targeted(), 0.65)
        yield from self._share(self._random(), 1.0)

    def _share(self, values: Iterator[Values | None], share: float) -> Iterator[Values]:
        """Values as long as less than a share of the budget is spent; None stands for a draw that came to nothing."""
        for found in values:
            if found is not None:
                yield found
            if max(self.tried, self.steps / STEPS_PER_POINT) > share * self.budget.search_points:
                return

    def _far(self) -> Iterator[Values]:
        """Admissible points with one whole letter farther out, as long as that is cheap."""
        if not all(is_rational(sequence.step) for sequence in self.formal.sequences):
            return  # roots nested many times over are exact numbers of enormous degree
        letters = [
            choice
            for choice in self.plan.choices
            if choice.domain.kind == "integer"
            and choice.by is None
            and not choice.is_size
            and choice.name not in self.fixed
        ]
        for base in tuple(self.bases[:FAR_BASES]):
            for choice in letters:
                for value in self._far_values(choice, base):
                    spent, undecided = self.steps, self.undecided
                    values = self.completed({**base, choice.name: value})
                    if values is not None:
                        yield values
                    if self.steps - spent > FAR_STEPS or self.undecided > undecided:
                        self.undecided = undecided  # what is too large there says nothing of the claim
                        break

    def _far_values(self, choice: Choice, base: Values) -> Listing[Value]:
        try:
            return candidates.far_wholes(interval_of(choice.domain, self.evaluator.at(base), self.evaluator))
        except (UndefinedTerm, Undecidable, TooLarge):
            return ()

    def _read(self, hint: Point) -> Values | None:
        """The values of a hint, the letters that hypotheses determine computed anew where they are missing."""
        try:
            given = {name: self.evaluator.value(term, Place({}, self.domains)) for name, term in hint.items()}
        except (UndefinedTerm, Undecidable, TooLarge):
            return None
        return self.completed(given)

    def completed(self, given: Values) -> Values | None:
        """A point from values of its free letters: letters that hypotheses determine are computed."""
        values: dict[str, Value] = {}
        for choice in self.plan.choices:
            options = self._options(choice, values) if choice.by is not None else None
            if options is not None:
                if not options:
                    return None
                values[choice.name] = options[0]
            elif choice.name in given:
                values[choice.name] = given[choice.name]
            else:
                return None
        return values

    def account(self, extra: int = 0) -> None:
        """Books the steps of the evaluator, and `extra`. Raises _Exhausted when the budget is spent."""
        self.steps += self.evaluator.spent + extra
        self.evaluator.spent = 0
        if (
            self.tried >= self.budget.search_points
            or self.steps > self.budget.search_points * STEPS_PER_POINT
        ):
            raise _Exhausted

    def _ordered(self) -> Iterator[Values | None]:
        """Points by their total rank, the rank of a value being its place in the list of its letter; None for a dead end."""
        if not self.plan.choices:
            yield {}
            return
        for total in range(80):
            found = False
            for values in self._of_rank({}, 0, total):
                found = found or values is not None
                yield values
            if total > 40 and not found:
                return

    def _of_rank(self, values: dict[str, Value], depth: int, total: int) -> Iterator[Values | None]:
        choice = self.plan.choices[depth]
        options = self._options(choice, values)
        last = depth == len(self.plan.choices) - 1
        if choice.by is not None:
            ranks = range(min(1, len(options)))
        elif last or all(later.by is not None for later in self.plan.choices[depth + 1 :]):
            ranks = range(total, min(total + 1, len(options)))
        else:
            ranks = range(min(total + 1, len(options)))
        for rank in ranks:
            chosen = {**values, choice.name: options[rank]}
            if not self._asked(choice.ask, chosen):
                yield None
                continue
            left = total - (0 if choice.by is not None else rank)
            if not last:
                yield from self._of_rank(chosen, depth + 1, left)
            elif left == 0 or choice.by is None:
                yield chosen

    def _asked(self, hypotheses: tuple[Term, ...], values: Values) -> bool:
        """Whether the hypotheses are defined and hold."""
        if not hypotheses:
            return True
        self.tried += 1
        place = self.evaluator.at(values)
        try:
            return all(self.evaluator.truth(hypothesis, place) for hypothesis in hypotheses)
        except (UndefinedTerm, Undecidable, TooLarge):
            return False
        finally:
            self.account()

    def _options(self, choice: Choice, values: Values) -> Listing[Value]:
        """The values to try for a letter, those before it having values."""
        place = self.evaluator.at(values)
        try:
            if choice.by is not None:
                value = self.evaluator.value(choice.by, place)
                return (value,) if belongs(value, choice.domain, place, self.evaluator) else ()
            if choice.name in self.fixed:
                return (self.fixed[choice.name],)
            return self._of_domain(choice, place)
        except (UndefinedTerm, Undecidable, TooLarge):
            return ()

    def _of_domain(self, choice: Choice, place: Place) -> Listing[Value]:
        domain = choice.domain
        if domain.kind == "complex":
            return candidates.complexes(domain.nonzero, self.angles)
        if domain.kind == "integer":
            found = candidates.wholes(interval_of(domain, place, self.evaluator))
            return (
                [x for x in found if isinstance(x, Fraction) and 1 <= x <= MAX_SIZE]
                if choice.is_size
                else found
            )
        if domain.is_scalar:
            return candidates.reals(interval_of(domain, place, self.evaluator), self.angles)
        rows, columns = self._shape(domain, place)
        return candidates.tables(domain.kind, rows, columns, domain.over)

    def _shape(self, domain: Domain, place: Place) -> tuple[int, int]:
        sizes = [whole(self.evaluator.scalar(size, place), "a size") for size in domain.size]
        if min(sizes) < 1 or max(sizes) > 12:
            raise Undecidable("a size that is not tried")
        return (sizes[0], 1) if len(sizes) == 1 else (sizes[0], sizes[1])

    def _try(self, values: Values) -> Candidate | None:
        """The candidate, if the point is admissible and breaks the claim."""
        key = tuple(sorted(values.items()))
        if key in self.seen:
            return None
        self.seen.add(key)
        self.tried += 1
        self.account()
        place = self.evaluator.at(values)
        if not self._admissible(values, place):
            return None
        self.admissible += 1
        self.account(self.price)
        if self.first is None:
            self.first = as_point(values)
        if len(self.bases) < BASES:
            self.bases.append(values)
        try:
            holds = self.evaluator.truth(self.formal.claim, place)
        except UndefinedTerm as problem:
            return self._candidate(values, "undefined", problem.reason)
        except (Undecidable, TooLarge):
            self.undecided += 1
            if self.quantified and self.undecided >= OPEN_POINTS:
                raise _Exhausted from None  # grids under quantifiers are dear, and what follows is no easier
            return None
        finally:
            self.account()
        return None if holds else self._candidate(values, "false", "")

    def _candidate(
        self, values: Values, fault: Literal["false", "undefined"], reason: str
    ) -> Candidate | None:
        point = as_point(values)
        return None if point is None else Candidate(point, fault, reason)

    def _admissible(self, values: Values, place: Place) -> bool:
        try:
            return all(
                belongs(values[choice.name], choice.domain, place, self.evaluator)
                for choice in self.plan.choices
            ) and all(self.evaluator.truth(term, place) for _, term in self.formal.given)
        except (UndefinedTerm, Undecidable, TooLarge):
            return False

    def _targeted(self) -> Iterator[Values]:
        """Points near admissible ones at which one of the critical terms is 0."""
        critical = tuple(dict.fromkeys(self._critical()))[:24]
        numbers = [c.name for c in self.plan.choices if c.domain.kind == "real" and c.by is None]
        for base in self._near():
            for term in critical:
                for name in numbers:
                    for value in self._zeros(term, name, base):
                        values = self.completed({**base, name: value})
                        if values is not None:
                            yield values

    def _near(self) -> tuple[Values, ...]:
        """The first admissible points, or else a few that lie in the domains: a hypothesis may hold at its zeros only."""
        return tuple(self.bases) or tuple(islice(self._in_domains(), SOLVED_BASES))

    def _in_domains(self) -> Iterator[Values]:
        """Points whose letters are the first, second, ... value of their lists, whatever the hypotheses say."""
        for rank in range(SOLVED_BASES):
            values: dict[str, Value] = {}
            for place, choice in enumerate(self.plan.choices):
                options = self._options(choice, values)
                if not options:
                    break
                values[choice.name] = options[min(rank + place, len(options) - 1)]
            else:
                yield values

    def _satisfied(self) -> Iterator[Values | None]:
        """Points of the domains, moved so that the equations among the hypotheses hold."""
        equations = equations_of(self.formal, self.plan)
        for base in self._drawn(self.seed + 1) if equations else ():
            values = None if base is None else satisfied(equations, base, self._zero_of)
            yield None if values is None else self.completed(values)

    def _solved(self) -> Iterator[Values]:
        """Points near admissible ones at which a critical term, or the slope of one, is 0 at an irrational value."""
        critical = tuple(dict.fromkeys((*self._critical(), *self._slopes())))[:24]
        letters = [c for c in self.plan.choices if c.domain.kind in ("real", "complex") and c.by is None]
        for base in self._near()[:SOLVED_BASES]:
            for term in critical:
                for choice in (c for c in letters if c.name in free_letters(term)):
                    for root in zeros(
                        term, choice.name, self._value_at(base), choice.domain.kind == "complex"
                    ):
                        value = self._value_of(root)
                        values = None if value is None else self.completed({**base, choice.name: value})
                        if values is not None:
                            yield values

    def _slopes(self) -> Iterator[Term]:
        """Derivatives of the differences of compared sides: extreme points are where strict inequalities fail."""
        letters = [choice.name for choice in self.plan.choices if choice.domain.kind == "real"]
        for node in _outside_binders(self.formal.claim):
            if isinstance(node, Compare) and node.relation in ("<", ">"):
                for name in letters:
                    try:
                        yield carry_out(Diff(apply("sub", node.left, node.right), name))[0]
                    except NotDifferentiable:
                        continue

    def _value_at(self, base: Values) -> ValueAt:
        """Rational values of terms in the unknown letter of `solving`, the other letters as in `base`."""
        domains = {**self.domains, UNKNOWN.name: REAL}

        def value_at(term: Term, x: Fraction) -> Fraction | None:
            try:
                found = self.evaluator.table(term, Place({**base, UNKNOWN.name: x}, domains))
            except (UndefinedTerm, Undecidable, TooLarge, TypeError, KeyError, ValueError):
                return None  # a sequence may still hold values of another size: what is found here is only a hint
            self.account()
            return found if isinstance(found, Fraction) else None

        return value_at

    def _value_of(self, root: Term) -> Value | None:
        try:
            return self.evaluator.table(root, Place({}, {}))
        except (UndefinedTerm, Undecidable, TooLarge, TypeError):
            return None

    def _critical(self) -> Iterator[Term]:
        """Differences of compared sides, denominators, and arguments of functions with an edge at 0."""
        for statement in (*(term for _, term in self.formal.given), self.formal.claim):
            for node in _outside_binders(statement):
                if isinstance(node, Compare) and not isinstance(node.left, Limit):
                    yield apply("sub", node.left, node.right)
                elif isinstance(node, Apply) and node.op == "div":
                    yield node.args[1]
                elif isinstance(node, Apply) and node.op in ("floor", "ceil"):
                    yield node.args[0]
                    yield apply("sub", node.args[0], ONE)
                elif isinstance(node, Apply) and node.op in ("sqrt", "log", "abs", "sign", "relu"):
                    yield node.args[0]

    def _zeros(self, term: Term, name: str, base: Values) -> list[Fraction]:
        """The zero of `term` as a function of one letter, where it is affine, and a number on either side."""
        zero = self._zero_of(term, name, base)
        nudge = Fraction(1, 10)
        return [] if zero is None else [zero, zero + nudge, zero - nudge]

    def _zero_of(self, term: Term, name: str, values: Values) -> Fraction | None:
        zero = affine_zero(term, name, values, self.evaluator)
        self.account()
        return zero

    def _random(self) -> Iterator[Values | None]:
        """Random small values that satisfy the hypotheses; later letters see the earlier ones."""
        return self._drawn(self.seed, asks=True)

    def _drawn(self, seed: int, asks: bool = False) -> Iterator[Values | None]:
        """Random small values of the domains. asks: a point is given up (None) as soon as a hypothesis fails."""
        random = Random(seed)
        for _ in range(self.budget.search_points):
            found, values = None, dict[str, Value]()
            for choice in self.plan.choices:
                options = self._options(choice, values)
                if not options:
                    break
                value = options[random.randrange(len(options))]
                if choice.domain.kind == "real" and choice.by is None and random.random() < 0.5:
                    value = Fraction(random.randint(-12, 12), random.choice((1, 1, 2, 3, 5, 7, 10)))
                values[choice.name] = value
                if asks and not self._asked(choice.ask, values):
                    break
            else:
                found = values
            yield found
            self.tried += 1
            self.account()


def speaks_of_angles(formal: Formal) -> bool:
    """Whether circular functions occur, or exponentials and logarithms of complex numbers: parts of pi are worth trying."""
    ops = ANGULAR | (PERIODIC if formal.is_complex else frozenset())
    statements = (formal.claim, *(term for _, term in formal.given))
    return any(isinstance(node, Apply) and node.op in ops for term in statements for node in walk(term))


def _outside_binders(term: Term) -> Iterator[Term]:
    """Subterms that depend on no bound letter."""
    yield term
    if binder(term) is None:
        for part in children(term):
            yield from _outside_binders(part)


def as_point(values: Values) -> Point | None:
    """The point as terms; None where a value has no form in the language."""
    terms = {name: value_term(value) for name, value in values.items()}
    if any(term is None for term in terms.values()):
        return None
    return {name: term for name, term in terms.items() if term is not None}
