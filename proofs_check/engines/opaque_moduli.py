"""Goals about moduli and norms as goals about real numbers: every modulus of a sum becomes a letter m >= 0.

    abs(z)*abs(z - w) <= 1   becomes   m1*m2 <= 1

What stands inside is read as a combination of complex numbers, or of vectors, with rational weights; products, quotients, powers and
conjugates are taken apart first. Two moduli of multiples of one combination share a letter. What the letters have to do with each other
is in `relations_of_moduli.py`; here it is forgotten, so that a proof of the real goal proves the goal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import over, power, times
from proofs_check.engines.complex_sizes import REAL, Sizes
from proofs_check.engines.linear_terms import difference
from proofs_check.goal import Goal
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Number,
    Term,
    apply,
    binder,
    free_letters,
    fresh,
    number,
    walk,
)
from proofs_check.statement.text import text

MAX_MODULI = 9
NOT_NEGATIVE = Domain("real", Bound(ZERO, True))
Combination = tuple[tuple[Term, Fraction], ...]  # terms with their weights, the first of which is 1


class NotModuli(ValueError):
    """The term says more of its complex numbers or vectors than moduli of combinations."""


@dataclass
class Moduli:
    """Reads the terms of one goal; names: the combinations that have a letter. It grows while terms are read."""

    goal: Goal
    names: dict[Combination, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sizes = Sizes(dict(self.goal.letters), {})
        terms = (*self.goal.hypotheses, self.goal.conclusion)
        bound = {name for term in terms for node in walk(term) if (name := binder(node)) is not None}
        self.taken = names_of(self.goal) | bound
        self.vectors = {name for name, domain in self.goal.letters if domain.kind == "vector"}

    def comparison(self, statement: Term) -> Compare:
        """The statement about the letters. Raises NotModuli."""
        if not isinstance(statement, Compare):
            raise NotModuli("no comparison")
        return Compare(statement.relation, self.real(statement.left), self.real(statement.right))

    def real(self, term: Term) -> Term:
        """A real term with its moduli replaced. Raises NotModuli."""
        if self.sizes.is_real(term):
            return term
        match term:
            case Apply(op=("abs" | "norm"), args=(inner,)):
                return self.modulus(inner)
            case Apply(op="pow", args=(base, exponent)) if is_integral(exponent, self.goal.scope):
                return power(self.real(base), exponent)
            case Apply(op=op, args=args) if op in REAL:
                return apply(op, *map(self.real, args))
        raise NotModuli(f"{text(term)[:60]} is no modulus")

    def modulus(self, term: Term) -> Term:
        """abs(term), or norm(term), in the letters. Raises NotModuli."""
        if self.sizes.is_real(term):
            return apply("abs", term)
        match term:
            case Constant(name="i"):
                return ONE
            case Apply(op=("neg" | "conj"), args=(inner,)):
                return self.modulus(inner)
            case Apply(op="abs"):
                return self.real(term)
            case Apply(op="mul", args=(left, right)):
                return times(self.modulus(left), self.modulus(right))
            case Apply(op="div", args=(left, right)):
                return over(self.modulus(left), self.modulus(right))
            case Apply(op="pow", args=(base, exponent)) if is_integral(exponent, self.goal.scope):
                return power(self.modulus(base), exponent)
        return self._letter(term)

    def _letter(self, term: Term) -> Term:
        weights = {part: weight for part, weight in difference(Compare("==", term, ZERO)).items() if weight}
        if any(binder(node) is not None for part in weights for node in walk(part)):
            raise NotModuli("a bound letter")
        ordered = sorted(weights.items(), key=lambda pair: (pair[0] == ONE, text(pair[0])))
        if not ordered:
            return ZERO
        lead = ordered[0][1]
        if len(ordered) == 1 and ordered[0][0] != term and not isinstance(ordered[0][0], Number):
            return times(number(abs(lead)), self.modulus(ordered[0][0]))
        return times(number(abs(lead)), self._named(tuple((part, weight / lead) for part, weight in ordered)))

    def _named(self, parts: Combination) -> Term:
        if parts == ((ONE, Fraction(1)),):
            return ONE
        if parts not in self.names:
            if len(self.names) >= MAX_MODULI:
                raise NotModuli("too many moduli")
            self.names[parts] = fresh(f"m{len(self.names) + 1}", self.taken | set(self.names.values()))
        return Letter(self.names[parts])


def speaks_of_moduli(goal: Goal) -> bool:
    """Whether the conclusion compares terms in moduli of complex numbers or in norms of vectors, and nothing else is about matrices."""
    kinds = {domain.kind for _, domain in goal.letters}
    if not isinstance(goal.conclusion, Compare) or goal.conclusion.relation == "!=" or goal.sequences:
        return False
    if not kinds <= {"complex", "vector", "real", "integer"} or not kinds & {"complex", "vector"}:
        return False
    head = "norm" if "vector" in kinds else "abs"
    return any(isinstance(node, Apply) and node.op == head for node in walk(goal.conclusion))


def in_moduli(goal: Goal) -> tuple[Goal, Mapping[Combination, str]]:
    """The goal about the moduli, and their letters; hypotheses that say more are left out. Raises NotModuli."""
    moduli = Moduli(goal)
    conclusion = moduli.comparison(goal.conclusion)
    facts = [fact for hypothesis in goal.hypotheses for fact in _facts(moduli, hypothesis)]
    for name, domain in goal.letters:
        if domain.is_complex and domain.nonzero:
            facts.append(Compare(">", moduli.modulus(Letter(name)), ZERO))
    letters = [(name, domain) for name, domain in goal.letters if domain.kind in ("real", "integer")]
    known = {name for name, _ in letters}
    if any(free_letters(end) - known for _, domain in letters for end in domain.terms()):
        raise NotModuli("an end of a domain that is about complex numbers")
    letters += [(name, NOT_NEGATIVE) for name in moduli.names.values()]
    return Goal(tuple(letters), tuple(facts), conclusion), moduli.names


def _facts(moduli: Moduli, hypothesis: Term) -> tuple[Compare, ...]:
    """The hypothesis in the letters; u != v says that a modulus is positive."""
    try:
        return (moduli.comparison(hypothesis),)
    except NotModuli:
        if not isinstance(hypothesis, Compare) or hypothesis.relation != "!=":
            return ()
    try:
        return (Compare(">", moduli.modulus(apply("sub", hypothesis.left, hypothesis.right)), ZERO),)
    except NotModuli:
        return ()
