"""The conditions of an existence: the bounds that they put on the letter, and what is left.

`narrowed(exists(c, D, a < c and c < b and p))` is the existence of c in D with a < c < b, and p: bounds become ends of the interval.

Notation: c is the letter of `exists(c, D, p)`, p its body.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines.calculus_questions import Questions, defined, names_of, within
from proofs_check.engines.calculus_terms import flat_conjunction, minus, over, plus, times
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.goal import Goal, Prover
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Number,
    Quantified,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    substitute,
)

SWAPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True)
class Narrowed:
    """lows, highs: the bounds on the letter; rest: the conditions that bound it in no such way."""

    letter: str
    domain: Domain
    lows: tuple[Bound, ...]
    highs: tuple[Bound, ...]
    rest: tuple[Term, ...]


def renamed_apart(statement: Quantified, goal: Goal) -> Quantified:
    """The statement with a letter that the goal does not use."""
    taken = names_of(goal)
    if statement.letter not in taken:
        return statement
    name = fresh(statement.letter, taken | free_letters(statement.body))
    body = substitute(statement.body, {statement.letter: Letter(name)})
    return Quantified(statement.op, name, statement.domain, body)


def narrowed(statement: Quantified, asked: Questions) -> Narrowed:
    """The bounds from the domain and from conditions that are linear in the letter with a coefficient of known sign."""
    letter, domain = statement.letter, statement.domain
    lows = [end for end in (domain.low,) if end is not None and not is_infinite(end.at)]
    highs = [end for end in (domain.high,) if end is not None and not is_infinite(end.at)]
    rest: list[Term] = []
    for condition in flat_conjunction(statement.body):
        parts = tuple(_without_modulus(condition, letter))
        found = [_bound(part, letter, asked) for part in parts]
        if any(bound is None for bound in found):
            rest.append(condition)
            continue
        for bound in found:
            if bound is not None:
                (lows if bound[0] == ">" else highs).append(bound[1])
    return Narrowed(letter, domain, tuple(dict.fromkeys(lows)), tuple(dict.fromkeys(highs)), tuple(rest))


def bounds_are_defined(statement: Quantified, found: Narrowed, goal: Goal, prove: Prover) -> bool:
    """Whether the conditions that became bounds are defined for all values of the letter, as they are written."""
    used = tuple(part for part in flat_conjunction(statement.body) if part not in found.rest)
    inner = within(goal, ((statement.letter, Domain(statement.domain.kind)),), (), Connective("and", used))
    return defined(used, inner, prove) is not None


def _without_modulus(condition: Term, letter: str) -> tuple[Term, ...]:
    """c*abs(u) < s as the two conditions -s < c*u and c*u < s, for numbers c > 0."""
    match condition:
        case Compare(relation=("<" | "<=") as relation, left=left, right=right):
            inner = inside_modulus(left)
            if inner is not None and letter in free_letters(inner):
                return (Compare(relation, inner, right), Compare(relation, apply("neg", right), inner))
        case Compare(relation=(">" | ">=") as relation, left=left, right=right) if inside_modulus(right):
            return _without_modulus(Compare(SWAPPED[relation], right, left), letter)
    return (condition,)


def inside_modulus(term: Term) -> Term | None:
    """c*u for a term c*abs(u) with a number c > 0, which is its size; None for other terms."""
    match term:
        case Apply(op="abs", args=(inner,)):
            return inner
        case Apply(op="mul", args=(Number(value=value) as factor, Apply(op="abs", args=(inner,)))):
            return times(factor, inner) if value > 0 else None
        case Apply(op=("mul" | "div") as op, args=(Apply(op="abs", args=(inner,)), Number(value=value))):
            return times(number(value if op == "mul" else 1 / value), inner) if value > 0 else None
    return None


def _bound(condition: Term, letter: str, asked: Questions) -> tuple[str, Bound] | None:
    """('>', bound) for a condition c > t or c >= t, ('<', bound) for c < t or c <= t."""
    if not isinstance(condition, Compare) or condition.relation not in SWAPPED:
        return None
    found = linear(minus(condition.left, condition.right), letter, asked)
    if found is None:
        return None
    slope, constant = found
    sign = 1 if asked.positive(slope) else -1 if asked.negative(slope) else 0
    if sign == 0:
        return None
    relation = condition.relation if sign > 0 else SWAPPED[condition.relation]
    at = asked.tidy(over(apply("neg", constant), slope)) if constant != ZERO else ZERO
    return relation[0], Bound(at, relation.endswith("="))


def linear(term: Term, letter: str, asked: Questions) -> tuple[Term, Term] | None:
    """(slope, constant) of a term that is linear in the letter, or None."""
    try:
        slope, conditions = differentiate(term, letter)
    except (NotDifferentiable, ValueError):
        return None
    slope = asked.tidy(slope)
    if letter in free_letters(slope) or not _is_polynomial(term, letter):
        return None
    if not all(letter not in free_letters(one) and asked.holds(one) for one in conditions):
        return None
    return slope, substitute(term, {letter: ZERO})


def _is_polynomial(term: Term, letter: str) -> bool:
    """Whether the letter stands under sums, products and whole powers only, and never below a fraction line."""
    if letter not in free_letters(term):
        return True
    match term:
        case Letter():
            return True
        case Apply(op=("add" | "sub" | "mul" | "neg"), args=args):
            return all(_is_polynomial(arg, letter) for arg in args)
        case Apply(op=("div" | "pow"), args=(first, second)):
            return letter not in free_letters(second) and _is_polynomial(first, letter)
        case _:
            return False


def gap_suffices(low: Bound, high: Bound, asked: Questions) -> bool:
    """Whether a whole number lies between the bounds since they are far enough apart."""
    strict = not (low.closed or high.closed)
    far = Compare(">" if strict else ">=", minus(high.at, low.at), ONE)
    return asked.holds(far)


def gap_condition(low: Bound, high: Bound) -> Term:
    """A condition under which a whole number lies between the bounds."""
    strict = not (low.closed or high.closed)
    return Compare(">" if strict else ">=", minus(high.at, low.at), ONE)


def just_above(low: Bound) -> Term:
    """The least whole number that the bound allows."""
    return apply("ceil", low.at) if low.closed else plus(apply("floor", low.at), ONE)


def just_below(high: Bound) -> Term:
    """The greatest whole number that the bound allows."""
    return apply("floor", high.at) if high.closed else plus(apply("ceil", high.at), number(-1))
