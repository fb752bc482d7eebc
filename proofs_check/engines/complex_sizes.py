"""Bounds of moduli by moduli of letters: abs(u + v) <= abs(u) + abs(v), products and powers factor by factor.

Every complex letter z becomes a real one, r = abs(z) >= 0; the smaller side is bounded from above in these letters, the larger
side and the hypotheses are kept where they speak of moduli of letters alone.
Certificate: the proof of the real inequality that is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import integer_of, plus, times
from proofs_check.engines.linear_terms import difference
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Number,
    Sum,
    Term,
    apply,
    fresh,
    number,
)
from proofs_check.statement.text import text

ENGINE = "moduli"
MAX_SUMMANDS = 5
REAL = frozenset(
    ("add", "sub", "mul", "div", "neg", "abs", "sign", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh")
) | {"atan", "asinh"}
PARTIAL = frozenset(("log", "sqrt", "asin", "acos", "atanh", "pow"))
"""They are real functions where `real_where` holds, and complex ones elsewhere."""


class NoSize(ValueError):
    """The modulus is not bounded by those of the letters by the rules here."""


def attempt(goal: Goal, low: Term, relation: str, high: Term, prove: Prover) -> Answer:
    """low <= high, low < high, or low == high, from the same between sums of products of moduli of letters."""
    domains = dict(goal.letters)
    radii: dict[str, str] = {}
    for name, domain in goal.letters:
        if domain.kind == "complex":
            radii[name] = fresh(f"{name}_abs", names_of(goal) | set(radii.values()))
    sizes = Sizes(domains, radii)
    try:
        bound = sizes.kept(low) if relation == "==" else sizes.above(low)
        conclusion = Compare(relation, bound, sizes.kept(high))
    except NoSize as reason:
        return undecided(ENGINE, str(reason))
    letters = tuple(
        (radii[name], Domain("real", Bound(ZERO, not domain.nonzero))) if name in radii else (name, domain)
        for name, domain in goal.letters
    )
    answer = prove(Goal(letters, tuple(facts_about(sizes, goal)), conclusion))
    if not answer.proved:
        return undecided(ENGINE, f"{text(conclusion)} is not shown"[:200])
    return proved(ENGINE, f"{text(conclusion)} in moduli"[:300], "certificate", (answer,))


def facts_about(sizes: Sizes, goal: Goal) -> list[Term]:
    """The hypotheses that speak of moduli of letters alone, in the letters of the moduli; what is equal has one modulus."""
    found: list[Term] = []
    for fact in goal.hypotheses:
        if isinstance(fact, Compare):
            try:
                found.append(Compare(fact.relation, sizes.kept(fact.left), sizes.kept(fact.right)))
            except NoSize:
                found += _moduli_of_equal(sizes, fact)
    return found


def _moduli_of_equal(sizes: Sizes, fact: Compare) -> list[Term]:
    if fact.relation != "==" and not (fact.relation == "!=" and fact.right == ZERO):
        return _of_summands(sizes, fact)
    try:
        return [Compare(fact.relation, sizes.size(fact.left, exact=True), sizes.size(fact.right, exact=True))]
    except NoSize:
        return _of_summands(sizes, fact)


def _of_summands(sizes: Sizes, fact: Compare) -> list[Term]:
    """What a sum that is bounded, or equal to something, says of each of its summands: it is at most all the others together.

    z**3 == -z - 1 gives r**3 <= r + 1 and r <= r**3 + 1; abs(z - 2) < 1 gives r < 1 + 2 and 2 < 1 + r.
    """
    left, right, relation = fact.left, fact.right, fact.relation
    if relation[0] == ">":
        left, right, relation = right, left, relation.replace(">", "<")
    try:
        if relation in ("<", "<=") and isinstance(left, Apply) and left.op == "abs":
            parts, rest = difference(Compare("==", left.args[0], ZERO)), sizes.kept(right)
        elif relation == "==":
            parts, rest, relation = difference(Compare("==", left, right)), ZERO, "<="
        else:
            return []
        whole = [times(number(abs(weight)), sizes.size(part, exact=True)) for part, weight in parts.items()]
    except NoSize:
        return []
    if len(whole) > MAX_SUMMANDS:
        return []
    return [
        Compare(relation, one, plus(rest, *(other for k, other in enumerate(whole) if k != place)))
        for place, one in enumerate(whole)
    ]


def real_where(node: Term) -> tuple[Compare, ...]:
    """Under which conditions a function of real numbers has the same value in real and in complex claims."""
    match node:
        case Apply(op="log", args=(u,)):
            return (Compare(">", u, ZERO),)
        case Apply(op="sqrt", args=(u,)):
            return (Compare(">=", u, ZERO),)
        case Apply(op="atanh", args=(u,)):
            return (Compare("<", apply("abs", u), ONE),)
        case Apply(op=("asin" | "acos"), args=(u,)):
            return (Compare("<=", apply("abs", u), ONE),)
        case Apply(op="pow", args=(u, exponent)) if integer_of(exponent) is None:
            return (Compare(">", u, ZERO),)
    return ()


@dataclass(frozen=True)
class Sizes:
    """Moduli in terms of those of the letters; radii: the name of the modulus of each complex letter.

    partial: functions that are kept too; that they are real there, `real_where`, is owed by whoever asks for them.
    """

    domains: Mapping[str, Domain]
    radii: Mapping[str, str]
    partial: frozenset[str] = frozenset()

    def is_real(self, term: Term) -> bool:
        """Whether the term is real by its form, and says the same where there are no complex numbers (sqrt(x) does not)."""
        match term:
            case Number():
                return True
            case Letter(name=name):
                return name in self.domains and self.domains[name].kind in ("real", "integer")
            case Constant(name=name):
                return name in ("pi", "e")
            case Apply(op="pow", args=(base, exponent)):
                return self.is_real(base) and (self._is_natural(exponent) or integer_of(exponent) is not None)
            case Apply(op=op, args=args):
                return op in REAL and all(self.is_real(arg) for arg in args)
        return False

    def above(self, term: Term) -> Term:
        """A real term in the moduli that is at least this real one. Raises NoSize."""
        if self.is_real(term):
            return term
        match term:
            case Apply(op=("abs" | "re" | "im"), args=(inner,)):
                return self.size(inner, exact=False)
            case Apply(op="add", args=(left, right)):
                return plus(self.above(left), self.above(right))
            case Apply(op="mul", args=(Number(value=value) as factor, inner)) if value >= 0:
                return times(factor, self.above(inner))
            case Apply(op="pow", args=(Apply(op="abs", args=(inner,)), exponent)) if (
                integer_of(exponent) or 0
            ) > 0:
                return apply("pow", self.size(inner, exact=False), exponent)
        raise NoSize("no sum of moduli")

    def kept(self, term: Term) -> Term:
        """The same real term in the moduli of the letters. Raises NoSize."""
        if self.is_real(term):
            return term
        match term:
            case Apply(op="abs", args=(inner,)):
                return self.size(inner, exact=True)
            case Apply(op="pow", args=(base, exponent)) if self._is_natural(exponent):
                return apply("pow", self.kept(base), exponent)
            case Apply(op=op, args=args) if op in REAL or op in self.partial:
                return apply(op, *(self.kept(arg) for arg in args))
        raise NoSize("more than moduli of letters")

    def size(self, term: Term, exact: bool) -> Term:
        """The modulus of the term; where it need not be exact, one that is at least as large. Raises NoSize."""
        if self.is_real(term):
            return number(abs(term.value)) if isinstance(term, Number) else apply("abs", term)
        match term:
            case Letter(name=name) if name in self.radii:
                return Letter(self.radii[name])
            case Constant(name="i"):
                return ONE
            case Apply(op=("neg" | "conj" | "abs"), args=(inner,)):
                return self.size(inner, exact)
            case Apply(op=("re" | "im"), args=(inner,)) if not exact:
                return self.size(inner, exact)
            case Apply(op="mul", args=(left, right)):
                return times(self.size(left, exact), self.size(right, exact))
            case Apply(op="div", args=(left, right)):
                return apply("div", self.size(left, exact), self.size(right, True))
            case Apply(op=("add" | "sub"), args=(left, right)) if not exact:
                return plus(self.size(left, exact), self.size(right, exact))
            case Apply(op="pow", args=(base, exponent)) if self._is_natural(exponent):
                return apply("pow", self.size(base, exact), exponent)
            case Apply(op="exp", args=(inner,)) if _is_turn(inner, self):
                return ONE
            case Sum(op="sum", letter=letter) if not exact and letter not in self.domains:
                return self._of_sum(term)
        raise NoSize("a modulus that the letters' do not bound")

    def _of_sum(self, term: Sum) -> Term:
        """The sum of the moduli, or more."""
        if not self.is_real(term.low) or not self.is_real(term.high) or term.letter in self.radii.values():
            raise NoSize("a sum between such ends")
        start = Bound(term.low, True) if isinstance(term.low, Number) else None
        inner = Sizes({**self.domains, term.letter: Domain("integer", start)}, self.radii, self.partial)
        return Sum("sum", term.letter, inner.size(term.body, exact=False), term.low, term.high)

    def _is_natural(self, exponent: Term) -> bool:
        if isinstance(exponent, Number):
            return exponent.value.denominator == 1 and exponent.value >= 0
        if not isinstance(exponent, Letter):
            return False
        domain = self.domains[exponent.name]
        low = domain.low.at if domain.low is not None else None
        return domain.kind == "integer" and isinstance(low, Number) and low.value >= 0


def _is_turn(exponent: Term, sizes: Sizes) -> bool:
    """Whether the exponent is i times a real term."""
    match exponent:
        case Constant(name="i"):
            return True
        case Apply(op="mul", args=(left, right)):
            return any(
                _is_turn(one, sizes) and sizes.is_real(other) for one, other in ((left, right), (right, left))
            )
        case Apply(op="div", args=(top, bottom)):
            return _is_turn(top, sizes) and sizes.is_real(bottom)
        case Apply(op="neg", args=(inner,)):
            return _is_turn(inner, sizes)
    return False
