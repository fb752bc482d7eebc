"""Points that the claim suggests: near admissible ones, where a denominator is 0, a hypothesis holds with equality, both sides are equal.

Also points at which the equations among the hypotheses hold, and admissible points with one whole letter farther out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Listing
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice

from proofs_check.engines.derivatives import NotDifferentiable, carry_out
from proofs_check.exact.closed import TooLarge
from proofs_check.exact.evaluate import Place
from proofs_check.exact.quantifiers import interval_of
from proofs_check.exact.values import Undecidable, UndefinedTerm, Value
from proofs_check.statement.domains import REAL
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Diff,
    Letter,
    Limit,
    Number,
    Term,
    apply,
    binder,
    children,
    free_letters,
    sequence_names,
    walk,
)
from proofs_check.witness import candidates
from proofs_check.witness.draws import SOLVED_BASES, Draws, Values
from proofs_check.witness.equations import affine_zero, equations_of, satisfied
from proofs_check.witness.orbits import turning_starts
from proofs_check.witness.plan import Choice, linear_letters
from proofs_check.witness.solving import UNKNOWN, ValueAt, zeros
from proofs_check.witness.spending import Spent
from proofs_check.witness.whole_zeros import whole_zeros

FAR_BASES = 3
FAR_STEPS = 20_000
"""Steps of the evaluator at one point, after which no larger number is tried."""


@dataclass
class Targets:
    """Points for the claim of `draws`; bases: admissible points that have been met, which the search adds to."""

    draws: Draws
    spent: Spent
    bases: list[Values] = field(default_factory=list)

    def far(self) -> Iterator[Values]:
        """Admissible points with one whole letter farther out, as long as that is cheap."""
        if not all(is_rational(sequence.step) for sequence in self.draws.formal.sequences):
            return  # roots nested many times over are exact numbers of enormous degree
        letters = [
            choice
            for choice in self.draws.plan.choices
            if choice.domain.kind == "integer"
            and choice.by is None
            and not choice.is_size
            and choice.name not in self.draws.fixed
        ]
        for base in tuple(self.bases[:FAR_BASES]):
            for choice in letters:
                for value in self.far_values(choice, base):
                    spent, undecided = self.spent.steps, self.spent.undecided
                    values = self.draws.completed({**base, choice.name: value})
                    if values is not None:
                        yield values
                    if self.spent.steps - spent > FAR_STEPS or self.spent.undecided > undecided:
                        self.spent.undecided = undecided  # what is too large there says nothing of the claim
                        break

    def far_values(self, choice: Choice, base: Values) -> Listing[Value]:
        try:
            return candidates.far_wholes(
                interval_of(choice.domain, self.draws.evaluator.at(base), self.draws.evaluator)
            )
        except (UndefinedTerm, Undecidable, TooLarge):
            return ()

    def targeted(self) -> Iterator[Values]:
        """Points near admissible ones at which one of the critical terms is 0."""
        critical = tuple(dict.fromkeys(self.critical()))[:24]
        numbers = [c.name for c in self.draws.plan.choices if c.domain.kind == "real" and c.by is None]
        for base in self.near():
            for term in critical:
                for name in numbers:
                    for value in self.zeros(term, name, base):
                        values = self.draws.completed({**base, name: value})
                        if values is not None:
                            yield values

    def named(self) -> Iterator[Values]:
        """Points near admissible ones at which a letter has the very value that it is compared with."""
        plan = self.draws.plan.choices
        letters = {
            c.name for c in plan if c.domain.kind in ("real", "integer") and c.by is None and not c.is_size
        }
        statements = (*(term for _, term in self.draws.formal.given), self.draws.formal.claim)
        pairs = dict.fromkeys(
            (one.name, other)
            for statement in statements
            for node in _outside_binders(statement)
            if isinstance(node, Compare)
            for one, other in ((node.left, node.right), (node.right, node.left))
            if isinstance(one, Letter) and one.name in letters and one.name not in free_letters(other)
        )
        yield from self._put_in(pairs, self.near()[:SOLVED_BASES])

    def summands(self) -> Iterator[Values]:
        """Points near admissible ones at which both sides are equal by the value of a letter that is a summand: a = (exp(x) + exp(-x))/2."""
        plan = self.draws.plan.choices
        letters = {c.name: c.domain for c in plan if c.domain.kind == "real" and c.by is None}
        yield from self._put_in(
            dict.fromkeys(
                pair
                for node in _outside_binders(self.draws.formal.claim)
                if isinstance(node, Compare) and not sequence_names(node)
                for pair in linear_letters(letters, node)
            ),
            self.near(),
        )

    def _put_in(self, pairs: Iterable[tuple[str, Term]], bases: Listing[Values]) -> Iterator[Values]:
        """The bases with one letter at a given value."""
        for base in bases:
            for name, other in pairs:
                value = self.value_of(other, base)
                values = None if value is None else self.draws.completed({**base, name: value})
                if values is not None:
                    yield values

    def near(self) -> tuple[Values, ...]:
        """The first admissible points, or else a few that lie in the domains: a hypothesis may hold at its zeros only."""
        return tuple(self.bases) or tuple(islice(self.draws.in_domains(), SOLVED_BASES))

    def satisfied(self) -> Iterator[Values | None]:
        """Points of the domains, moved so that the equations among the hypotheses hold."""
        equations = equations_of(self.draws.formal, self.draws.plan)
        for base in self.draws.drawn(self.draws.seed + 1) if equations else ():
            values = None if base is None else satisfied(equations, base, self.zero_of)
            yield None if values is None else self.draws.completed(values)

    def solved(self) -> Iterator[Values]:
        """Points near admissible ones at which a critical term, or the slope of one, is 0 at an irrational value."""
        critical = tuple(dict.fromkeys((*self.critical(), *self.slopes())))[:24]
        letters = [
            c for c in self.draws.plan.choices if c.domain.kind in ("real", "complex") and c.by is None
        ]
        for base in self.near()[:SOLVED_BASES]:
            for term in critical:
                for choice in (c for c in letters if c.name in free_letters(term)):
                    for root in zeros(
                        term, choice.name, self.value_at(base), choice.domain.kind == "complex"
                    ):
                        value = self.value_of(root)
                        values = None if value is None else self.draws.completed({**base, choice.name: value})
                        if values is not None:
                            yield values

    def whole(self) -> Iterator[Values]:
        """Points at which a critical polynomial in whole letters is 0, one of them farther out."""
        letters = frozenset(
            choice.name
            for choice in self.draws.plan.choices
            if choice.domain.kind == "integer" and choice.by is None and not choice.is_size
        )
        letters -= self.draws.fixed.keys()
        critical = tuple(dict.fromkeys(self.critical()))[:24] if len(letters) > 1 else ()
        for base in self.near()[:SOLVED_BASES]:
            for term in critical:
                for zero in whole_zeros(term, letters, dict(base)):
                    values = self.draws.completed({**base, **zero})
                    self.spent.account()
                    if values is not None:
                        yield values

    def slopes(self) -> Iterator[Term]:
        """Derivatives of the differences of compared sides: extreme points are where strict inequalities fail."""
        letters = [choice.name for choice in self.draws.plan.choices if choice.domain.kind == "real"]
        for node in _outside_binders(self.draws.formal.claim):
            if isinstance(node, Compare) and node.relation in ("<", ">"):
                for name in letters:
                    try:
                        yield carry_out(Diff(apply("sub", node.left, node.right), name))[0]
                    except NotDifferentiable:
                        continue

    def value_at(self, base: Values) -> ValueAt:
        """Rational values of terms in the unknown letter of `solving`, the other letters as in `base`."""
        domains = {**self.draws.domains, UNKNOWN.name: REAL}

        def value_at(term: Term, x: Fraction) -> Fraction | None:
            try:
                found = self.draws.evaluator.table(term, Place({**base, UNKNOWN.name: x}, domains))
            except (UndefinedTerm, Undecidable, TooLarge, TypeError, KeyError, ValueError):
                return None  # a sequence may still hold values of another size: what is found here is only a hint
            self.spent.account()
            return found if isinstance(found, Fraction) else None

        return value_at

    def value_of(self, term: Term, base: Values | None = None) -> Value | None:
        try:
            return self.draws.evaluator.table(term, Place(base or {}, self.draws.domains if base else {}))
        except (UndefinedTerm, Undecidable, TooLarge, TypeError):
            return None

    def critical(self) -> Iterator[Term]:
        """Differences of compared sides, denominators, and arguments of functions with an edge at 0."""
        for statement in (*(term for _, term in self.draws.formal.given), self.draws.formal.claim):
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
        yield from turning_starts(self.draws.formal.sequences)

    def zeros(self, term: Term, name: str, base: Values) -> list[Fraction]:
        """The zero of `term` as a function of one letter, where it is affine, and a number on either side."""
        zero = self.zero_of(term, name, base)
        nudge = Fraction(1, 10)
        return [] if zero is None else [zero, zero + nudge, zero - nudge]

    def zero_of(self, term: Term, name: str, values: Values) -> Fraction | None:
        zero = affine_zero(term, name, values, self.draws.evaluator)
        self.spent.account()
        return zero


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


def _outside_binders(term: Term) -> Iterator[Term]:
    """Subterms that depend on no bound letter."""
    yield term
    if binder(term) is None:
        for part in children(term):
            yield from _outside_binders(part)
