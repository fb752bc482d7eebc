"""Moduli of polynomials on the unit circle: with z*conj(z) = 1 and c = re(z), which runs through [-1, 1],

    abs(p(z))**2 = p_0**2 + p_1**2 + ... + 2*(p_0*p_1 + p_1*p_2 + ...)*T_1(c) + 2*(p_0*p_2 + ...)*T_2(c) + ...

for real coefficients p_k, T_d being Chebyshev's polynomials: re(z**d) = T_d(c). A statement about such moduli and re(z) is one about c,
for every c in [-1, 1] is the real part of a point of the circle.

Where no complex letter is left the goal in c is a real one, in which sqrt(c - 2) would say that c >= 2. Roots, logarithms and powers that may leave the
real line must have values there, where both readings agree; hypotheses with such terms are left out.

Certificate: that of the goal in c, and that these terms are defined.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from flint import fmpq_poly

from proofs_check.complex_domains import MAY_LEAVE_REALS, is_seen_real
from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.calculus_terms import plus, power, times
from proofs_check.engines.complex_numbers import BRANCHED
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.rational_systems import rational
from proofs_check.engines.ring import OutOfReach, Ring, exact
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Letter,
    Number,
    Term,
    apply,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    walk,
)

ENGINE = "unit circle"
SEGMENT = Domain("real", Bound(number(-1), True), Bound(ONE, True))
PLAIN = (Apply, Compare, Connective, Letter, Number)
MAX_TERMS = 60
MAX_DEGREE = 24


class NotMoved(ValueError):
    """The letter stands elsewhere than in moduli of polynomials and in real parts."""


@dataclass(frozen=True)
class Circle:
    """The complex letter, and the real one for its real part."""

    letter: str
    real: Letter

    def moved(self, term: Term) -> Term:
        """The term in the real part. Raises NotMoved."""
        if self.letter not in free_letters(term):
            return term
        match term:
            case Apply(op="abs", args=(inner,)) if _is_polynomial(inner):
                return self._modulus(inner)
            case Apply(op="re", args=(Letter(name=name),)) if name == self.letter:
                return self.real
            case Compare(relation=("==" | "!=") as relation, left=left, right=right):
                return self._equation(relation, left, right)
            case Letter():
                raise NotMoved
            case _ if isinstance(term, PLAIN):
                return rebuild(term, tuple(map(self.moved, children(term))))
        raise NotMoved

    def _equation(self, relation: str, left: Term, right: Term) -> Term:
        """p(z) == q(z) as abs(p(z) - q(z)) == 0, where the sides are no real terms."""
        try:
            return Compare(relation, self.moved(left), self.moved(right))
        except NotMoved:
            return Compare(relation, self.moved(apply("abs", apply("sub", left, right))), ZERO)

    def _modulus(self, inner: Term) -> Term:
        """The product of the moduli of the irreducible factors. Raises NotMoved."""
        constant, factors = poly_of(inner, Ring(MAX_TERMS)).factor()
        found: Term = number(abs(exact(constant)))
        for factor, often in factors:
            coefficients = {int(powers[0]): exact(one) for powers, one in factor.to_dict().items()}
            if max(coefficients) > MAX_DEGREE:
                raise NotMoved
            found = times(found, power(self._of_factor(coefficients), number(int(often))))
        return found

    def _of_factor(self, coefficients: dict[int, Fraction]) -> Term:
        """abs(u(c)) where the square of the modulus is u(c)**2, else its root."""
        square = squared_modulus(coefficients)
        content, factors = square.factor()
        if exact(content) > 0 and all(often % 2 == 0 for _, often in factors):
            root = fmpq_poly([1])
            for factor, often in factors:
                root *= factor ** (often // 2)
            return times(apply("sqrt", number(exact(content))), apply("abs", self._term(root)))
        return apply("sqrt", self._term(square))

    def _term(self, poly: fmpq_poly) -> Term:
        parts = [
            times(number(exact(one)), power(self.real, number(k))) if k else number(exact(one))
            for k, one in enumerate(poly.coeffs())
            if one
        ]
        return plus(*parts) if parts else ZERO


def _is_polynomial(term: Term) -> bool:
    """Whether it is one in one letter with rational coefficients."""
    try:
        poly_of(term, Ring(MAX_TERMS))
    except OutOfReach:
        return False
    return len(free_letters(term)) == 1


def squared_modulus(coefficients: dict[int, Fraction]) -> fmpq_poly:
    """abs(p(z))**2 on the unit circle as a polynomial in re(z). coefficients: exponent -> coefficient of p."""
    total = fmpq_poly([0])
    for j, first in coefficients.items():
        for k, second in coefficients.items():
            both = first * second
            total += chebyshev(abs(j - k)) * fmpq_poly([rational(both)])
    return total


def chebyshev(degree: int) -> fmpq_poly:
    """T_d: T_0 = 1, T_1 = c, T_(d + 1) = 2*c*T_d - T_(d - 1)."""
    last, this = fmpq_poly([1]), fmpq_poly([0, 1])
    for _ in range(degree):
        last, this = this, fmpq_poly([0, 2]) * this - last
    return last


def applies(goal: Goal) -> bool:
    """Whether a hypothesis puts a complex letter on the unit circle and the conclusion is about moduli of polynomials in it."""
    return in_real_part(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal about the real part, or says why not."""
    changed = in_real_part(goal)
    if changed is None:
        return undecided(ENGINE, "")
    meant: tuple[Answer, ...] = ()
    if _becomes_real(changed) and _leaves_reals(goal.conclusion, goal.scope):
        shown = defined((changed.conclusion,), changed, prove)
        if shown is None:
            return undecided(ENGINE, "a term that may leave the real line")
        meant = (shown,)
    answer = prove(changed)
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(ENGINE, f"in the real part: {answer.detail}"[:400], "certificate", (answer, *meant))


def in_real_part(goal: Goal) -> Goal | None:
    """The goal about the real part, without the hypotheses that say more; None where the conclusion does."""
    letter = _on_circle(goal)
    if letter is None or goal.sequences or letter not in free_letters(goal.conclusion):
        return None
    if _speaks_of_i(goal.conclusion):  # without a complex letter that constant has no meaning
        return None
    circle = Circle(letter, Letter(fresh(f"{letter}_re", names_of(goal))))
    try:
        conclusion = circle.moved(goal.conclusion)
    except NotMoved:
        return None
    letters = tuple(one for one in goal.letters if one[0] != letter)
    changed = replace(goal, letters=(*letters, (circle.real.name, SEGMENT)), conclusion=conclusion)
    facts = []
    for fact in goal.hypotheses:
        if _speaks_of_i(fact) or (_becomes_real(changed) and _leaves_reals(fact, goal.scope)):
            continue
        try:
            facts.append(circle.moved(fact))
        except NotMoved:
            continue
    return replace(changed, hypotheses=tuple(facts))


def _becomes_real(changed: Goal) -> bool:
    """Whether no complex letter is left."""
    return not any(domain.is_complex for _, domain in changed.letters)


def _leaves_reals(term: Term, scope: Scope) -> bool:
    """Whether an operation in the term may have a value where the real one has none."""
    return any(_is_branched(node, scope) for node in walk(term) if isinstance(node, Apply))


def _is_branched(node: Apply, scope: Scope) -> bool:
    if node.op == "pow" and is_integral(node.args[1], scope):
        return False
    return node.op in BRANCHED or (node.op in MAY_LEAVE_REALS and not is_seen_real(node, scope))


def _speaks_of_i(term: Term) -> bool:
    return any(node == Constant("i") for node in walk(term))


def _on_circle(goal: Goal) -> str | None:
    """The complex letter whose modulus is 1 by a hypothesis, and of which no domain speaks."""
    bounds = {one for _, domain in goal.letters for term in domain.terms() for one in free_letters(term)}
    names = {name for name, domain in goal.letters if domain.kind == "complex"} - bounds
    for fact in goal.hypotheses:
        match fact:
            case (
                Compare(
                    relation="==", left=Apply(op="abs", args=(Letter(name=name),)), right=Number(value=value)
                )
                | Compare(
                    relation="==", left=Number(value=value), right=Apply(op="abs", args=(Letter(name=name),))
                )
            ) if value == 1 and name in names:
                return name
    return None
