"""Signs of terms by form, and questions about parameters that fall back on the prover.

`possible_signs` reads signs off the form of a term and the facts of a goal (a square is not negative, a product of
positives is positive). `Questions` asks it first, then the prover, and remembers what was proved: an engine that splits a
goal reports the weakest trust among the answers that it used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from proofs_check.definedness import obligations
from proofs_check.engines.calculus_normal import difference_is_zero, tidy
from proofs_check.engines.calculus_terms import compare, flat_conjunction, fold, integer_of, minus
from proofs_check.goal import Answer, Goal, Prover, proved
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    ONE,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Letter,
    Limit,
    Number,
    Quantified,
    Term,
    children,
    free_letters,
    fresh,
    substitute,
    walk,
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
        return not self.complex_letters or is_real(term, self.complex_letters)

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


def is_real(term: Term, complex_letters: frozenset[str]) -> bool:
    """Whether a term is real by its form: complex letters and i stand only inside abs, re, im, arg and norm."""
    match term:
        case Letter(name=name):
            return name not in complex_letters
        case Constant(name=name):
            return name != "i"
        case Apply(op=("abs" | "re" | "im" | "arg" | "norm" | "spectral_radius")):
            return True
    return all(is_real(part, complex_letters) for part in children(term))


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


class Questions:
    """Asks what holds for all admissible values of a goal's letters, by form first, then from the prover."""

    def __init__(self, goal: Goal, prove: Prover) -> None:
        self.goal, self.prove = goal, prove
        complex_letters = frozenset(name for name, domain in goal.letters if domain.is_complex)
        self.facts = Facts(goal.facts(), complex_letters)
        self.used: list[Answer] = []
        self._asked: dict[Term, bool] = {}

    def holds(self, statement: Term) -> bool:
        """Whether `statement` is proved for all admissible values; the proof is remembered in `used`."""
        if statement not in self._asked:
            self._asked[statement] = self._decide(statement)
        return self._asked[statement]

    def _decide(self, statement: Term) -> bool:
        if isinstance(statement, Connective) and statement.op == "and":
            return all(self.holds(part) for part in statement.parts)
        if self._by_form(statement):
            return True
        if any(isinstance(node, Limit | Quantified) for node in walk(statement)):
            return False
        answer = self.prove(self.goal.concluding(statement))
        if answer.proved:
            self.used.append(answer)
        return answer.proved

    def _by_form(self, statement: Term) -> bool:
        if fold(statement) == TRUE or statement in self.goal.hypotheses:
            return True
        if isinstance(statement, Connective) and statement.op == "or":
            return any(self._by_form(part) for part in statement.parts)
        if not isinstance(statement, Compare):
            return False
        left, right = self._bare(statement.left), self._bare(statement.right)
        allowed = SIGNS_OF[statement.relation]
        if self.facts.difference(left, right) <= allowed or self.facts.difference(right, left) <= frozenset(
            -s for s in allowed
        ):
            return True
        if 0 in allowed and difference_is_zero(left, right, self.goal.scope):
            return True
        difference = minus(left, right)
        return self.facts.signs(difference) <= allowed or self.facts.signs(self.tidy(difference)) <= allowed

    def _bare(self, term: Term) -> Term:
        """x for abs(x) with an x that is not negative."""
        if isinstance(term, Apply) and term.op == "abs" and self.facts.signs(term.args[0]) <= NONNEGATIVE:
            return term.args[0]
        return term

    def positive(self, term: Term) -> bool:
        """Whether `term > 0` is proved."""
        return self.holds(Compare(">", term, ZERO))

    def negative(self, term: Term) -> bool:
        """Whether `term < 0` is proved."""
        return self.holds(Compare("<", term, ZERO))

    def zero(self, term: Term) -> bool:
        """Whether `term == 0` is proved."""
        return self.holds(Compare("==", term, ZERO))

    def nonzero(self, term: Term) -> bool:
        """Whether `term != 0` is proved."""
        return self.holds(Compare("!=", term, ZERO))

    def tidy(self, term: Term) -> Term:
        """`term` reduced as a rational function."""
        return tidy(term, self.goal.scope)

    def answer(self, engine: str, detail: str) -> Answer:
        """A proof that rests on everything that was asked and proved."""
        return proved(engine, detail, "certificate", tuple(self.used))


def within(goal: Goal, letters: tuple[tuple[str, Domain], ...], under: tuple[Term, ...], says: Term) -> Goal:
    """`says` as a goal with further letters and hypotheses; letters that hide others are renamed apart."""
    taken = names_of(goal) | {name for name, _ in letters}
    renamed: dict[str, Term] = {}
    for name, domain in letters:
        new = fresh(name, taken) if name in names_of(goal) or name in renamed else name
        taken |= {new}
        goal = goal.with_letter(new, domain.with_terms(tuple(substitute(t, renamed) for t in domain.terms())))
        renamed[name] = Letter(new)
    return goal.assuming(*(substitute(u, renamed) for u in under)).concluding(substitute(says, renamed))


def names_of(goal: Goal) -> frozenset[str]:
    """Every letter that the goal declares or mentions, sequences and their indices too."""
    terms = (*goal.hypotheses, goal.conclusion, *(t for s in goal.sequences for t in (*s.start, s.step)))
    found = frozenset(name for name, _ in goal.letters) | {s.name for s in goal.sequences}
    return found | {s.index for s in goal.sequences} | {n for term in terms for n in free_letters(term)}


def defined(terms: tuple[Term, ...], goal: Goal, prove: Prover) -> Answer | None:
    """That all of `terms` are defined under the goal's facts, or None. Limits in them are not shown to exist here."""
    first = {sequence.name: sequence.first for sequence in goal.sequences}
    used: list[Answer] = []
    for term in terms:
        for need in obligations(term, goal.scope, first):
            inner = within(goal, need.letters, need.under, need.says)
            asked = Questions(inner, prove)
            if need.limit is not None or not asked.holds(inner.conclusion):
                return None
            used += asked.used
    return proved("definedness", "each partial operation is in its domain", "certificate", tuple(used))


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
