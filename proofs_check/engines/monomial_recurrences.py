"""Closed forms of recurrences that multiply: r(n + 1) = r(n)**3/r(n - 1)**2 gives r(n) == b**(2**n - 1)/a**(2**n - 2).

Where a step is a product of whole powers of the values before it, the closed form is a product of powers whose exponents satisfy a linear
recurrence. By induction: the first values are read off, as many as the step looks back; later

    F(n + d)  =  step with F(n + d - 1), ..., F(n) for the values before it,     n from the first value on

both sides being products of whole powers of the same factors, none of them 0, with equal exponents. The exponents are written at n and
later only: 2**(n - 1) would be no whole number by its form. Certificate: the factors are not 0, the exponents are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import flint

from proofs_check.engines.calculus_questions import Questions, defined
from proofs_check.engines.calculus_terms import folded_in, minus, plus, times
from proofs_check.engines.induction_core import first_value
from proofs_check.exact.evaluate import holds
from proofs_check.exact.values import TRUE_VERDICT
from proofs_check.goal import Answer, Budget, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.formal import Sequence, offset
from proofs_check.statement.sorts import SCALAR, Scope
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    number,
    sequence_names,
    substitute,
    transform,
    walk,
)

ENGINE = "multiplying recurrences"
MAX_LATER = 8
MINUS_ONE = number(-1)

Monomial = Mapping[Term, Term]
"""Factors that are no products, each with the sum of its exponents."""


@dataclass(frozen=True)
class Claimed:
    """x(n + shift) == form for the whole letter n from `first` on."""

    sequence: Sequence
    letter: str
    shift: int
    first: int
    form: Term

    @property
    def width(self) -> int:
        return len(self.sequence.start)

    def at(self, place: Term) -> Term:
        """The form at another value of its letter."""
        return substitute(self.form, {self.letter: place})


def applies(goal: Goal) -> bool:
    """Whether the conclusion gives a product of powers as the value of a sequence that multiplies."""
    return _claimed(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the form by its exponents."""
    claimed = _claimed(goal)
    if claimed is None:
        return undecided(ENGINE, "no product as the value of a sequence that multiplies")
    asked = Questions(goal, prove)
    for place in range(claimed.first, claimed.first + claimed.width):
        value, says = _unrolled(claimed.sequence, place + claimed.shift), claimed.at(number(place))
        if value is None or not _agree(value, says, asked):
            return undecided(ENGINE, f"the value at {claimed.letter} = {place} is not shown")
    if not _agree(_following(claimed), claimed.at(_later(claimed.letter, claimed.width)), asked):
        return undecided(ENGINE, "the exponents of the step are not shown to be equal")
    return asked.answer(ENGINE, f"on {claimed.letter}: first values; equal exponents in the step")


def is_defined(sequence: Sequence, goal: Goal, prove: Prover) -> Answer | None:
    """That all values are defined: products and quotients of numbers that are not 0 are such numbers again."""
    if not _multiplies(sequence):
        return None
    asked = Questions(goal, prove)
    factors = (*sequence.start, *_fixed_factors(sequence.step))
    shown = defined(factors, goal, prove)
    if shown is None or not all(asked.nonzero(factor) for factor in factors):
        return None
    return proved(ENGINE, f"no value of {sequence.name} is 0", "certificate", (shown, *asked.used))


def _fixed_factors(step: Term) -> tuple[Term, ...]:
    """The factors of a step that are no values of a sequence."""
    match step:
        case At():
            return ()
        case Apply(op="pow", args=(base, _)) if sequence_names(base):
            return _fixed_factors(base)
        case Apply(op=("mul" | "div" | "neg"), args=args) if sequence_names(step):
            return tuple(factor for part in args for factor in _fixed_factors(part))
        case _:
            return (step,)


def _claimed(goal: Goal) -> Claimed | None:
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return None
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return None
    for value, form in ((conclusion.left, conclusion.right), (conclusion.right, conclusion.left)):
        if isinstance(value, At) and not sequence_names(form):
            sequence = next((s for s in goal.sequences if s.name == value.name), None)
            if sequence is not None and _multiplies(sequence):
                return _of_letter(value, form, sequence, goal)
    return None


def _of_letter(value: At, form: Term, sequence: Sequence, goal: Goal) -> Claimed | None:
    """The claim by the whole letter of the index; None unless nothing else depends on that letter."""
    for name, domain in goal.letters:
        shift, first = offset(value.index, name), first_value(domain) if domain.kind == "integer" else None
        if shift is None or first is None:
            continue
        tied = [*goal.hypotheses, *sequence.start, *(t for _, its in goal.letters for t in its.terms())]
        step_letters = free_letters(sequence.step) - {sequence.index}
        is_tied = name in step_letters or any(name in free_letters(term) for term in tied)
        ends = domain.high is not None or domain.nonzero
        if not is_tied and not ends and first + shift >= sequence.first:
            return Claimed(sequence, name, shift, first, form)
    return None


def _multiplies(sequence: Sequence) -> bool:
    """Whether the step is a product of powers, with numbers as exponents, of values before it and terms without the index."""
    if sequence.shape != SCALAR:
        return False
    held = transform(sequence.step, lambda node: ONE if isinstance(node, At) else node)
    places = [node for node in walk(sequence.step) if isinstance(node, At)]
    backs = [offset(node.index, sequence.index) for node in places]
    own = all(node.name == sequence.name for node in places)
    near = all(back is not None and -len(sequence.start) < back <= 0 for back in backs)
    return (
        bool(places)
        and own
        and near
        and sequence.index not in free_letters(held)
        and _is_product(sequence.step)
    )


def _is_product(term: Term) -> bool:
    match term:
        case At():
            return True
        case Apply(op=("mul" | "div"), args=(left, right)):
            return _is_product(left) and _is_product(right)
        case Apply(op="neg", args=(inner,)):
            return _is_product(inner)
        case Apply(op="pow", args=(base, Number(value=value))) if value.denominator == 1:
            return _is_product(base)
        case _:
            return not sequence_names(term)


def _unrolled(sequence: Sequence, index: int) -> Term | None:
    """The value at a number, in the start values; None far from the start."""
    if index - sequence.first > len(sequence.start) + MAX_LATER:
        return None
    values = list(sequence.start)
    while len(values) <= index - sequence.first:
        known = dict(enumerate(reversed(values)))
        values.append(_stepped(sequence, known))
    return values[index - sequence.first]


def _stepped(sequence: Sequence, before: Mapping[int, Term]) -> Term:
    """The step with terms for the values before it, the newest at 0."""

    def put(node: Term) -> Term:
        back = offset(node.index, sequence.index) if isinstance(node, At) else None
        return node if back is None else before[-back]

    return transform(sequence.step, put)


def _following(claimed: Claimed) -> Term:
    """What the step says of n + d, by the form at n, ..., n + d - 1."""
    last = claimed.width - 1
    before = {back: claimed.at(_later(claimed.letter, last - back)) for back in range(claimed.width)}
    return _stepped(claimed.sequence, before)


def _later(letter: str, by: int) -> Term:
    return apply("add", Letter(letter), number(by)) if by else Letter(letter)


def _agree(left: Term, right: Term, asked: Questions) -> bool:
    """Whether two products of powers have equal exponents at every factor, and no factor is 0."""
    scope = asked.goal.scope
    one, other = monomial(folded_in(left, scope), scope), monomial(folded_in(right, scope), scope)
    for factor in dict.fromkeys((*one, *other)):
        if factor == ZERO or (not isinstance(factor, Number) and not asked.nonzero(factor)):
            return False
        exponents = Compare("==", one.get(factor, ZERO), other.get(factor, ZERO))
        if not _is_seen(exponents, asked.goal) and not asked.holds(exponents):
            return False
    return True


def _is_seen(exponents: Compare, goal: Goal) -> bool:
    """Whether two exponents are the same term, or numbers that the evaluator finds equal: fibonacci(0) == 0."""
    if free_letters(exponents):
        return exponents.left == exponents.right
    return holds(exponents, {}, goal, Budget()) == TRUE_VERDICT


def monomial(term: Term, scope: Scope) -> Monomial:
    """A term as a product of whole powers; what is no product is one factor. A number gives its primes and its sign."""
    match term:
        case Number(value=value) if value != 0:
            return _of_number(int(value.numerator), int(value.denominator))
        case Apply(op="mul", args=(left, right)):
            return _joined(monomial(left, scope), monomial(right, scope), plus)
        case Apply(op="div", args=(left, right)):
            return _joined(monomial(left, scope), monomial(right, scope), minus)
        case Apply(op="neg", args=(inner,)):
            return _joined({MINUS_ONE: ONE}, monomial(inner, scope), plus)
        case Apply(op="pow", args=(base, exponent)) if is_integral(exponent, scope):
            return {factor: times(power, exponent) for factor, power in monomial(base, scope).items()}
        case _:
            return {term: ONE}


def _joined(left: Monomial, right: Monomial, join: Callable[[Term, Term], Term]) -> Monomial:
    factors = dict.fromkeys((*left, *right))
    return {factor: join(left.get(factor, ZERO), right.get(factor, ZERO)) for factor in factors}


def _of_number(top: int, bottom: int) -> Monomial:
    found: dict[Term, Term] = {MINUS_ONE: ONE} if top < 0 else {}
    for value, sign in ((abs(top), 1), (bottom, -1)):
        for prime, times_ in flint.fmpz(value).factor():
            found[number(int(prime))] = number(sign * int(times_))
    return found


__all__ = ["applies", "attempt", "monomial"]
