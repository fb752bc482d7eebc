"""Signs of real terms by their form and by the facts of a goal: a square is not negative, a product of positives is positive.

`Facts.signs(term)` is the set of signs (-1, 0, 1) that are left, given that the term is defined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from proofs_check.engines.calculus_terms import compare, flat_conjunction, integer_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Connective,
    Constant,
    Letter,
    Number,
    Term,
    children,
)

Signs = frozenset[int]
ANY: Signs = frozenset((-1, 0, 1))
POSITIVE: Signs = frozenset((1,))
NEGATIVE: Signs = frozenset((-1,))
NONNEGATIVE: Signs = frozenset((0, 1))
SIGNS_OF: Mapping[str, Signs] = {
    "==": frozenset((0,)),
    "!=": frozenset((-1, 1)),
    "<": NEGATIVE,
    "<=": frozenset((-1, 0)),
    ">": POSITIVE,
    ">=": NONNEGATIVE,
}
ODD = ("sinh", "tanh", "asinh", "atan", "sign")  # of the sign of their argument
NEVER_NEGATIVE = ("sqrt", "norm", "relu", "abs", "spectral_radius")
ALWAYS_POSITIVE = ("exp", "cosh", "sigmoid", "softplus")
MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


class Facts:
    """What a list of facts says of the signs of terms and differences."""

    def __init__(self, facts: Iterable[Term], complex_letters: frozenset[str] = frozenset()) -> None:
        self.complex_letters = complex_letters
        self.known: dict[Term, Signs] = {}
        self.low: dict[Term, tuple[Fraction, bool]] = {}  # the bound and whether it is reached
        self.high: dict[Term, tuple[Fraction, bool]] = {}
        self.pairs: dict[tuple[Term, Term], Signs] = {}
        for fact in facts:
            for part in flat_conjunction(fact):
                self._learn(part)

    def _learn(self, fact: Term) -> None:
        if not isinstance(fact, Compare):
            return
        left, right = fact.left, fact.right
        if isinstance(left, Number):
            left, right = right, left
            fact = Compare(MIRROR[fact.relation], left, right)
        self._difference(left, right, SIGNS_OF[fact.relation])
        if isinstance(right, Number):
            implied = [s for s in (-1, 0, 1) if _possible(s, fact.relation, right)]
            self.known[left] = self.known.get(left, ANY) & frozenset(implied)
            self._bound(left, fact.relation, right.value)

    def _bound(self, term: Term, relation: str, value: Fraction) -> None:
        if relation in (">", ">=", "=="):
            self.low[term] = _tighter(self.low.get(term), (value, relation != ">"), 1)
        if relation in ("<", "<=", "=="):
            self.high[term] = _tighter(self.high.get(term), (value, relation != "<"), -1)

    def _difference(self, left: Term, right: Term, signs: Signs) -> None:
        self.pairs[left, right] = self.pairs.get((left, right), ANY) & signs
        mirrored = frozenset(-s for s in signs)
        self.pairs[right, left] = self.pairs.get((right, left), ANY) & mirrored

    def difference(self, left: Term, right: Term) -> Signs:
        """The possible signs of left - right that the facts leave."""
        return self.pairs.get((left, right), ANY)

    def signs(self, term: Term) -> Signs:
        """The possible signs of a real term, given that it is defined."""
        found = self.known.get(term, ANY)
        return found & self._by_form(term) if len(found) > 1 else found

    def _by_form(self, term: Term) -> Signs:
        if isinstance(term, Number):
            return frozenset(((term.value > 0) - (term.value < 0),))
        if isinstance(term, Constant):
            return POSITIVE if term.name in ("pi", "e") else ANY
        if not isinstance(term, Apply) or not self.is_real(term):
            return NONNEGATIVE if isinstance(term, Apply) and term.op in ("abs", "norm") else ANY
        return self._apply(term)

    def is_real(self, term: Term) -> bool:
        """Whether the term is real by its form."""
        return not self.complex_letters or is_real(term, self.complex_letters, self.signs)

    def _apply(self, term: Apply) -> Signs:
        op, args = term.op, term.args
        if op in ALWAYS_POSITIVE:
            return POSITIVE
        if op in ("abs", "sqrt"):
            inner = self.signs(args[0])
            return NONNEGATIVE if 0 in inner else POSITIVE
        if op in NEVER_NEGATIVE:
            return NONNEGATIVE
        if op in ODD:
            return self.signs(args[0])
        if op == "neg":
            return frozenset(-s for s in self.signs(args[0]))
        if op in ("mul", "div"):
            return frozenset(
                a * b for a in self.signs(args[0]) for b in self.signs(args[1]) if op == "mul" or b
            )
        if op == "pow":
            return self._power(args[0], args[1])
        if op == "dot" and args[0] == args[1]:
            return NONNEGATIVE
        if op == "add":
            found = _sum_of_signs(self.signs(args[0]), self.signs(args[1]))
            return found & self._shifted(args[0], args[1], 1) & self._shifted(args[1], args[0], 1)
        if op == "sub":
            return self._subtraction(args[0], args[1])
        if op in ("max", "min") and len(args) > 1:
            pick = max if op == "max" else min
            found = self.signs(args[0])
            for arg in args[1:]:
                found = frozenset(pick(a, b) for a in found for b in self.signs(arg))
            return found
        return ANY

    def _subtraction(self, left: Term, right: Term) -> Signs:
        found = self.difference(left, right) & _sum_of_signs(
            self.signs(left), frozenset(-s for s in self.signs(right))
        )
        found &= self._shifted(left, right, -1)
        if left == ONE and isinstance(right, Apply) and right.op == "pow":
            found &= self._one_minus_power(right.args[0], right.args[1])
        return found

    def _shifted(self, term: Term, by: Term, sign: int) -> Signs:
        """The signs of term + sign*by for a number `by`, from the bounds of the term."""
        if not isinstance(by, Number):
            return ANY
        found: Signs = ANY
        for bounds, side in ((self.low, 1), (self.high, -1)):
            if term in bounds:
                value = (bounds[term][0] + sign * by.value) * side
                if value > 0 or (value == 0 and not bounds[term][1]):
                    found &= frozenset((side,))
                elif value == 0:
                    found &= frozenset((0, side))
        return found

    def _one_minus_power(self, base: Term, exponent: Term) -> Signs:
        """1 - b**t is positive for 0 <= b < 1 and t > 0, not negative for 0 <= b <= 1 and t >= 0."""
        if not self.signs(base) <= NONNEGATIVE:
            return ANY
        below = self.difference(ONE, base)
        if below <= POSITIVE and self.signs(exponent) <= POSITIVE:
            return POSITIVE
        return NONNEGATIVE if below <= NONNEGATIVE and self.signs(exponent) <= NONNEGATIVE else ANY

    def _power(self, base: Term, exponent: Term) -> Signs:
        signs = self.signs(base)
        if signs <= POSITIVE:
            return POSITIVE
        whole = integer_of(exponent)
        if whole is not None and whole % 2 == 0:
            return POSITIVE if 0 not in signs else NONNEGATIVE
        if whole is not None and whole > 0:
            return signs
        return NONNEGATIVE if signs <= NONNEGATIVE else ANY


def _tighter(
    old: tuple[Fraction, bool] | None, new: tuple[Fraction, bool], side: int
) -> tuple[Fraction, bool]:
    """The stronger of two lower (side 1) or upper (side -1) bounds."""
    if old is None or (new[0] - old[0]) * side > 0:
        return new
    return (old[0], old[1] and new[1]) if old[0] == new[0] else old


Reads = Callable[[Term], Signs]


def is_real(term: Term, complex_letters: frozenset[str], signs: Reads | None = None) -> bool:
    """Whether a term is real by its form: complex letters and i stand only inside abs, re, im, arg and norm.

    In a claim with complex letters a root, a logarithm or a power may leave the real line, and a sequence may. signs: what is
    known of the signs of parts.
    """
    match term:
        case Letter(name=name):
            return name not in complex_letters
        case Constant(name=name):
            return name != "i"
        case Apply(op=("abs" | "re" | "im" | "arg" | "norm" | "spectral_radius")):
            return True
        case At() | Apply(op=("asin" | "acos" | "acosh" | "atanh" | "acoth" | "eigenvalues")) if (
            complex_letters
        ):
            return False
        case Apply(args=args) if complex_letters and _leaves_below_zero(term):
            read = signs or Facts((), complex_letters).signs
            if not read(args[0]) <= NONNEGATIVE:
                return False
    return all(is_real(part, complex_letters, signs) for part in children(term))


def _leaves_below_zero(term: Apply) -> bool:
    """Whether a number that is not negative goes to a real one, and others may not."""
    return term.op in ("sqrt", "log") or (term.op == "pow" and integer_of(term.args[1]) is None)


def _possible(sign: int, relation: str, right: Number) -> bool:
    """Whether some x of this sign satisfies `x relation right`."""
    value = right.value
    if sign == 0:
        return compare(value * 0, relation, value)
    if relation == "!=":
        return True
    if relation == "==":
        return value * sign > 0
    larger = relation in (">", ">=")
    if larger == (sign > 0):
        return True
    return value * sign > 0


def _sum_of_signs(left: Signs, right: Signs) -> Signs:
    found: set[int] = set()
    for a in left:
        for b in right:
            found |= {-1, 0, 1} if a * b < 0 else {a or b}
    return frozenset(found)


def zero_condition(term: Term, facts: Facts) -> Term:
    """The simplest statement that says `term == 0`: of `2*abs(g)**3` it is `g == 0`."""
    match term:
        case Apply(op=("abs" | "neg" | "sqrt"), args=(inner,)):
            return zero_condition(inner, facts)
        case Apply(op="pow", args=(base, Number(value=value))) if value > 0:
            return zero_condition(base, facts)
        case Apply(op="div", args=(top, _)):
            return zero_condition(top, facts)
        case Apply(op="mul", args=args):
            open_parts = [arg for arg in args if 0 in facts.signs(arg)]
            if len(open_parts) == 1:
                return zero_condition(open_parts[0], facts)
            if len(open_parts) == 2:
                return Connective("or", tuple(zero_condition(part, facts) for part in open_parts))
    return Compare("==", term, ZERO)
