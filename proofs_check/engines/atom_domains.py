"""What letters that stand for terms are known to be: whole, natural or positive; and the numbers whose powers are taken.

Notation: see `whole_atoms.py`.
"""

from __future__ import annotations

from math import gcd

from proofs_check.engines.calculus_terms import folded
from proofs_check.engines.letter_classes import least_of
from proofs_check.goal import Goal
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import INTEGER, NATURAL, REAL, Bound, Domain, index_domain
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import ONE, Apply, At, Letter, Number, Sum, Term, number, transform, walk

COUNTING = Domain("integer", Bound(ONE, True))
SIGN = Domain("integer", Bound(number(-1), True), Bound(ONE, True), nonzero=True)


def domain_of(term: Term, goal: Goal) -> Domain | None:
    """The domain of a sequence value, a sum or a whole function value; None for terms of other forms."""
    match term:
        case At(name=name):
            sequence = next(one for one in goal.sequences if one.name == name)
            if sequence.shape != SCALAR:
                return None
            return INTEGER if _is_whole_sequence(sequence, goal) else REAL
        case Sum(letter=letter, body=body):
            whole = is_integral(body, goal.scope.with_letter(letter, index_domain(term)))
            return INTEGER if whole else None
        case Apply():
            return INTEGER if is_integral(term, goal.scope) else None
    return None


def bases(goal: Goal) -> set[int]:
    """The numbers other than 0, 1 and -1 with exponents that move."""
    found = {1}
    for node in (part for term in (goal.conclusion, *goal.facts()) for part in walk(term)):
        if isinstance(node, Apply) and node.op == "pow" and not isinstance(node.args[1], Number):
            base = folded(node.args[0])
            for number_ in (part for part in walk(base) if isinstance(part, Number)):
                if number_.value.denominator == 1:
                    found.add(abs(int(number_.value)))
    return found - {0, 1}


def coprime(numbers: set[int]) -> list[int]:
    """Numbers without common factors of which the given ones are products."""
    waiting = sorted(numbers)
    found: list[int] = []
    while waiting:
        one = waiting.pop()
        other = next((known for known in found if gcd(one, known) > 1), None)
        if other is None:
            found.append(one)
        elif other != one:
            common = gcd(one, other)
            found.remove(other)
            waiting += [part for part in (common, one // common, other // common) if part > 1]
    return sorted(found)


def power_domain(domain: Domain) -> Domain:
    """Where the powers with natural exponents of a letter lie."""
    if domain.kind != "integer":
        return REAL
    least = least_of(domain)
    return INTEGER if least is None or least < 0 else NATURAL if least == 0 else COUNTING


def _is_whole_sequence(sequence: Sequence, goal: Goal) -> bool:
    """Whether start and step are whole by their form, the values before being whole: then all are, by induction."""
    scope = goal.scope.with_letter(sequence.index, INTEGER)
    scope = scope.with_letter("value before", INTEGER)
    own = transform(
        sequence.step,
        lambda node: Letter("value before") if isinstance(node, At) and node.name == sequence.name else node,
    )
    return is_integral(own, scope) and all(is_integral(one, scope) for one in sequence.start)


__all__ = ["COUNTING", "SIGN", "bases", "coprime", "domain_of", "power_domain"]
