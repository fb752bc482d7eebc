"""Products of powers of positive terms, the exponents being terms themselves: what inequalities between power sums are made of.

    (a**p + b**p)**(1/p)/2**(1/p)    {a**p + b**p: 1/p, 2: -1/p}

A factor is a number that is prime, a letter or another term that is shown to be positive, or a sum of products of powers
(`PowerSum`), of two terms or more or of any length. Reading a term shows that it is defined and positive, exponents apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_signs import POSITIVE
from proofs_check.engines.calculus_terms import minus, negate, over, plus, power, times
from proofs_check.engines.continuity import Opened
from proofs_check.engines.polynomials import ARITHMETIC
from proofs_check.engines.sampling import seems_broken
from proofs_check.engines.sums_as_letters import instances
from proofs_check.engines.tangent_lines import summands
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.domains import index_domain
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
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

MAX_NUMBER = 10_000
MAX_TERMS = 6


class NoProduct(ValueError):
    """The term is not shown to be a product of powers of positive terms."""


@dataclass(frozen=True)
class PowerSum:
    """A sum of products of powers; `written` is the term. ends: those of a sum of any length, whose one term is `terms[0]`."""

    terms: tuple[tuple[tuple[Atom, Term], ...], ...]
    ends: tuple[Term, Term] | None = None
    written: Term = field(compare=False, default=ZERO)

    def products(self) -> tuple[Product, ...]:
        return tuple(dict(one) for one in self.terms)

    @property
    def count(self) -> Term:
        """The number of terms."""
        if self.ends is None:
            return number(len(self.terms))
        low, high = self.ends
        return plus(minus(high, low), ONE)


Atom = Term | PowerSum
Product = Mapping[Atom, Term]
"""Factor -> exponent."""


class Reader:
    """Reads terms of a goal as products of powers, and asks what holds of their exponents."""

    def __init__(self, setting: Opened, prove: Prover) -> None:
        self.goal, self.vectors, self.prove = setting.goal, setting.vectors, prove
        self.asked = Questions(self.goal, prove)
        self.inner: list[Reader] = []

    def holds(self, statement: Term) -> bool:
        """Whether it is proved; most that is asked of matched terms is false, so the numbers are asked first.

        Nothing is said of an index, which the goal does not declare.
        """
        declared = frozenset(name for name, _ in self.goal.letters)
        if not free_letters(statement) <= declared:
            return False
        return not seems_broken(self.goal.concluding(statement)) and self.asked.holds(statement)

    def is_zero(self, term: Term) -> bool:
        return term == ZERO or self.holds(Compare("==", term, ZERO))

    def read(self, term: Term) -> Product:
        """The factors. Raises NoProduct."""
        match term:
            case Number(value=value) if value > 0:
                return self.joined(_primes(value.numerator), _primes(value.denominator), -1)
            case Constant(name=("pi" | "e")):
                return {term: ONE}
            case Apply(op=("mul" | "div") as op, args=(left, right)):
                return self.joined(self.read(left), self.read(right), 1 if op == "mul" else -1)
            case Apply(op="pow", args=(base, exponent)):
                return self.raised(self.read(base), exponent)
            case Apply(op="sqrt", args=(base,)):
                return self.raised(self.read(base), over(ONE, number(2)))
            case Apply(op="root", args=(base, degree)):
                return self.raised(self.read(base), over(ONE, degree))
            case Apply(op="exp", args=(exponent,)):
                return {Constant("e"): exponent}
            case Apply(op="abs", args=(inner,)):
                return self._size(inner)
            case Apply(op="gamma", args=(inner,)):
                if self.asked.positive(inner):
                    return {term: ONE}
                raise NoProduct(text(term)[:100])  # it may be positive, but its logarithm is not convex there
            case Apply(op="add"):
                return self._sum(term)
            case Sum(op="sum"):
                return self._long_sum(term)
        return self._opaque(term)

    def joined(self, one: Product, two: Product, sign: int) -> Product:
        """The product or, for the sign -1, the quotient; factors whose exponents cancel are left out."""
        found = dict(one)
        for atom, exponent in two.items():
            own = exponent if sign > 0 else negate(exponent)
            found[atom] = tidy(plus(found[atom], own), self.goal.scope) if atom in found else own
        return {atom: exponent for atom, exponent in found.items() if exponent != ZERO}

    def raised(self, one: Product, exponent: Term) -> Product:
        return {atom: tidy(times(own, exponent), self.goal.scope) for atom, own in one.items()}

    def _size(self, inner: Term) -> Product:
        match inner:
            case Apply(op=("mul" | "div") as op, args=(left, right)):
                return self.joined(self._size(left), self._size(right), 1 if op == "mul" else -1)
            case Apply(op="neg", args=(other,)):
                return self._size(other)
            case Apply(op="entry", args=(Letter(name=name), *_)) if name in self.vectors:
                return {apply("abs", inner): ONE}
        if self.asked.facts.signs(inner) == POSITIVE or self.asked.positive(inner):
            return self.read(inner)
        if 0 not in self.asked.facts.signs(inner):
            return {apply("abs", inner): ONE}
        raise NoProduct(text(inner)[:100])

    def _sum(self, term: Term) -> Product:
        parts = list(summands(term, 1))
        if any(sign < 0 for _, sign in parts) or len(parts) > MAX_TERMS:
            return self._opaque(term)
        try:
            found = sorted((_frozen(self.read(part)) for part, _ in parts), key=_key)
        except NoProduct:
            return self._opaque(term)
        return {PowerSum(tuple(found), None, term): ONE}

    def _long_sum(self, term: Sum) -> Product:
        if not self.holds(Compare("<=", term.low, term.high)):
            raise NoProduct("a sum that may be empty")
        inner, body = self.under(term)
        return {PowerSum((_frozen(inner.read(body)),), (term.low, term.high), term): ONE}

    def under(self, term: Sum) -> tuple[Reader, Term]:
        """A reader for the body of a sum, and the body in the letter that this reader has for the index."""
        index = fresh("index", names_of(self.goal))
        inside = (Compare("<=", term.low, Letter(index)), Compare("<=", Letter(index), term.high))
        goal = self.goal.with_letter(index, index_domain(term)).assuming(*inside)
        goal = goal.assuming(
            *(one for fact in goal.hypotheses for one in instances(fact, [Letter(index)], goal))
        )
        self.inner.append(Reader(Opened(goal, self.vectors), self.prove))
        return self.inner[-1], substitute(term.body, {term.letter: Letter(index)})

    def _opaque(self, term: Term) -> Product:
        """The term itself; of what is no rational function only the form is asked, for the answer is mostly no."""
        is_plain = all(node.op in ARITHMETIC for node in walk(term) if isinstance(node, Apply))
        if self.asked.facts.signs(term) == POSITIVE or (is_plain and self.asked.positive(term)):
            return {term: ONE}
        raise NoProduct(text(term)[:100])

    def answers(self) -> tuple[Answer, ...]:
        """The proofs that what was read and asked rests on."""
        return (*self.asked.used, *(one for reader in self.inner for one in reader.answers()))


def _primes(value: int) -> Product:
    if value > MAX_NUMBER:
        return {number(value): ONE}
    found: dict[Atom, Term] = {}
    prime = 2
    while value > 1:
        count = 0
        while value % prime == 0:
            value, count = value // prime, count + 1
        if count:
            found[number(prime)] = number(count)
        prime += 1
    return found


def _frozen(one: Product) -> tuple[tuple[Atom, Term], ...]:
    return tuple(sorted(one.items(), key=lambda item: (_name(item[0]), text(item[1]))))


def _key(one: tuple[tuple[Atom, Term], ...]) -> str:
    return " ".join(f"{_name(atom)} {text(exponent)}" for atom, exponent in one)


def _name(atom: Atom) -> str:
    return text(written(atom))


def written(atom: Atom) -> Term:
    """The factor as a term."""
    return atom.written if isinstance(atom, PowerSum) else atom


def product_term(one: Product) -> Term:
    """The product as a term."""
    return times(*(power(written(atom), exponent) for atom, exponent in one.items()))


def logarithm_term(one: Product) -> Term:
    """The logarithm of the product as a term."""
    return plus(*(times(exponent, apply("log", written(atom))) for atom, exponent in one.items()))


def oriented(goal: Goal) -> tuple[Term, Term, bool] | None:
    """(lower, upper, whether strictly so); a difference against 0 is taken apart."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ("<", "<=", ">", ">="):
        return None
    lower, upper = conclusion.left, conclusion.right
    if conclusion.relation[0] == ">":
        lower, upper = upper, lower
    match lower, upper:
        case Number(value=value), Apply(op="sub", args=(left, right)) if value == 0:
            lower, upper = right, left
        case Apply(op="sub", args=(left, right)), Number(value=value) if value == 0:
            lower, upper = left, right
    return lower, upper, not conclusion.relation.endswith("=")
