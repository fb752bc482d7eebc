"""Points at which the equations among the hypotheses hold: an equation that is affine in a letter is solved for it.

The plan computes letters that are a summand of their own; here one that occurs many times, as x in x = a x + b, gets its value. What
is found is a candidate only, for the value of one equation may break another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.exact.closed import TooLarge
from proofs_check.exact.evaluate import Evaluator
from proofs_check.exact.values import Undecidable, UndefinedTerm, Value
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Compare, Term, apply, free_letters
from proofs_check.witness.plan import Plan, conjuncts

ZeroOf = Callable[[Term, str, Mapping[str, Value]], Fraction | None]
"""Where a term is 0 as an affine function of one letter, the others being given; None where it is not affine."""


@dataclass(frozen=True)
class Equation:
    """A hypothesis `difference == 0` and the letters that can be moved to satisfy it, the ones declared last first."""

    difference: Term
    letters: tuple[str, ...]


def equations_of(formal: Formal, plan: Plan) -> tuple[Equation, ...]:
    """The equations among the hypotheses, with the real letters that the plan does not compute."""
    free = [choice.name for choice in plan.choices if choice.by is None and choice.domain.kind == "real"]
    found = []
    for part in (part for _, term in formal.given for part in conjuncts(term)):
        if isinstance(part, Compare) and part.relation == "==":
            names = tuple(name for name in reversed(free) if name in free_letters(part))
            if names:
                found.append(Equation(apply("sub", part.left, part.right), names))
    return tuple(found)


def satisfied(
    equations: tuple[Equation, ...], base: Mapping[str, Value], zero_of: ZeroOf
) -> dict[str, Value] | None:
    """The base with one letter moved for each equation, no letter twice; None where none can be."""
    values = dict(base)
    moved: set[str] = set()
    for equation in equations:
        for name in equation.letters:
            zero = zero_of(equation.difference, name, values) if name not in moved else None
            if zero is not None:
                values[name] = zero
                moved.add(name)
                break
        else:
            return None
    return values


def affine_zero(term: Term, name: str, base: Mapping[str, Value], evaluator: Evaluator) -> Fraction | None:
    """The zero of `term` as a function of one letter, where it is affine: judged from three of its values."""
    found: list[Fraction] = []
    try:
        for x in (Fraction(1), Fraction(2), Fraction(3)):
            value = evaluator.table(term, evaluator.at({**base, name: x}))
            if not isinstance(value, Fraction):
                return None
            found.append(value)
    except (UndefinedTerm, Undecidable, TooLarge, TypeError):
        return None
    first, second, third = found
    slope = second - first
    return None if slope == 0 or third - second != slope else 1 - first / slope
