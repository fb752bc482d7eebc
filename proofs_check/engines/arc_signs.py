"""Signs of coordinates of directions, in the simplest form: what the facts decide is true or false, the rest a comparison with 0."""

from __future__ import annotations

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import fold, integer_of, negate, power, times
from proofs_check.engines.separation import MIRROR
from proofs_check.engines.simplify_terms import negation
from proofs_check.goal import Goal, undecided
from proofs_check.statement.terms import (
    FALSE,
    ONE,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Number,
    Term,
    number,
    transform,
)


class Signs:
    """Comparisons of terms with 0 at the admissible points of a goal; they are decided by form alone."""

    def __init__(self, goal: Goal) -> None:
        self.scope = goal.scope
        self.asked = Questions(goal, lambda goal: undecided("form", ""))

    def __call__(self, term: Term, relation: str) -> Term:
        """term R 0; its denominator is one of the goal's, and does not vanish.

        An even number of square roots of one term is that term.
        """
        plain = self.reduced(term)
        if isinstance(plain, Apply) and plain.op == "div":
            above, below = plain.args
            plain = above if relation == "==" else self.reduced(times(above, below))
        if _leads_with_minus(plain):
            plain, relation = tidy(negate(plain), self.scope), MIRROR[relation]
        found = fold(Compare(relation, _without_number(plain), ZERO))
        if found in (TRUE, FALSE):
            return found
        if self.asked.holds(found):
            return TRUE
        return FALSE if self.asked.holds(negation(found)) else found

    def reduced(self, term: Term) -> Term:
        """The term as a reduced quotient of polynomials in its atoms."""
        return tidy(transform(tidy(term, self.scope), _without_squared_root), self.scope)


def _without_squared_root(node: Term) -> Term:
    match node:
        case Apply(op="pow", args=(Apply(op="sqrt", args=(inner,)) as root, exponent)):
            often = integer_of(exponent) or 0
            rest = root if often % 2 else ONE
            return times(power(inner, number(often // 2)), rest) if often > 1 else node
    return node


def _without_number(term: Term) -> Term:
    """The term without a positive number as its factor."""
    match term:
        case Apply(op="mul", args=(Number(value=value), rest)) if value > 0:
            return rest
    return term


def _leads_with_minus(term: Term) -> bool:
    """Whether the first summand has a negative number as its factor."""
    match term:
        case Apply(op=("add" | "sub" | "mul"), args=(first, _)):
            return _leads_with_minus(first)
        case Apply(op="neg"):
            return True
        case Number(value=value):
            return value < 0
    return False
