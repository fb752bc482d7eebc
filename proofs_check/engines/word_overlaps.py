"""What equations between products say together: a product in which two of them overlap has two values, which are equal.

P @ P == P and P @ x == l*x give P @ P @ x two ways: l*x and l**2*x (D. Knuth and P. Bendix, 1970: critical pairs).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.word_algebra import reduce, subtract
from proofs_check.engines.word_rules import ruled_setting
from proofs_check.engines.word_setting import Rule, Setting
from proofs_check.engines.word_terms import MatrixPolynomial, TooLarge, Unsupported, Word, polynomial
from proofs_check.goal import Goal
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Letter, Number, apply, number

MAX_RULES = 8
MAX_EQUATIONS = 4


def overlap_equations(goal: Goal) -> tuple[Compare, ...]:
    """Equations that follow from two hypotheses each; few, and none where the rules do not overlap."""
    try:
        setting = ruled_setting(goal)
    except (Unsupported, TooLarge):
        return ()
    rules = setting.rules[:MAX_RULES]
    found: list[Compare] = []
    for first in rules:
        for second in rules:
            if first == second or len(found) >= MAX_EQUATIONS:
                continue
            for word in _overlaps(first, second):
                equation = _two_values(word, (first, second), setting, goal)
                if equation is not None and equation not in found:
                    found.append(equation)
    return tuple(found)


def _overlaps(first: Rule, second: Rule) -> Iterator[Word]:
    """The product of both patterns with the last factor of the first laid on the first factor of the second."""
    left, right = first.pattern, second.pattern
    end, start = left[-1], right[0]
    if (end.base, end.transposed) != (start.base, start.transposed) or len(left) + len(right) < 3:
        return
    if not (end.exponent.is_constant and start.exponent.is_constant):
        return
    longer = max(end.exponent, start.exponent, key=lambda one: one.constant)
    if len(left) > 1 and len(right) > 1 and end.exponent != start.exponent:
        return
    yield (*left[:-1], replace(end, exponent=longer), *right[1:])


def _two_values(word: Word, pair: tuple[Rule, Rule], setting: Setting, goal: Goal) -> Compare | None:
    rows, columns = word[0].height, word[-1].width
    values = []
    for rule in pair:
        others = tuple(one for one in setting.rules if one != rule)
        try:
            values.append(reduce(word, rows, columns, replace(setting, rules=(rule, *others))))
        except (Unsupported, TooLarge):
            return None
    if values[0] == values[1]:
        return None
    difference = subtract(values[0], values[1])
    return cancelled(difference, goal) or Compare("==", values[0].term, values[1].term)


def cancelled(difference: MatrixPolynomial, goal: Goal) -> Compare | None:
    """c == 0 where the difference is c*x with a vector x that a hypothesis says is not 0."""
    words = {monomial.word for monomial, _ in difference.terms}
    if len(words) != 1 or any(monomial.binders for monomial, _ in difference.terms):
        return None
    word = next(iter(words))
    if (
        len(word) != 1
        or not isinstance(word[0].base, Letter)
        or word[0].base.name not in nonzero_vectors(goal)
    ):
        return None
    bare = {replace(monomial, word=()): value for monomial, value in difference.terms}
    return Compare("==", polynomial(ONE, ONE, bare).term, ZERO)


def nonzero_vectors(goal: Goal) -> frozenset[str]:
    """The vectors x of which the hypotheses say that x != 0, or that their length is positive, not 0, or a positive number."""
    found = set()
    for fact in goal.hypotheses:
        if not isinstance(fact, Compare):
            continue
        for name, domain in goal.letters:
            if domain.kind == "vector" and domain.over == "real" and _says_nonzero(fact, Letter(name)):
                found.add(name)
    return frozenset(found)


def _says_nonzero(fact: Compare, vector: Letter) -> bool:
    length = apply("norm", vector)
    lengths = (length, apply("dot", vector, vector), apply("pow", length, number(2)))
    if fact.left in lengths and isinstance(fact.right, Number):
        known = fact.right.value
        strict = fact.relation in (">", "!=") and known == 0
        return strict or (fact.relation in ("==", ">=", ">") and known > 0)
    zero = isinstance(fact.right, Apply) and fact.right.op == "zeros"
    return fact.relation == "!=" and fact.left == vector and zero
