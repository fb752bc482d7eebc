"""Equations with the floor of one quotient by division with remainder: remainders written as A - B*floor(A/B).

    floor(A/B) is the k with A - R == k*B and 0 <= R < B

An equation that is linear in floor(A/B), with a number or a multiple of B as its weight, gives R; that a whole k exists and that R is a remainder are goals of
their own. So (n + 1)**2 leaves 1 modulo n >= 2, and fibonacci(m*n) leaves 0 modulo fibonacci(n), n >= 1.

Certificate: the existence of k, and 0 <= R < B.
"""

from __future__ import annotations

from proofs_check.engines.calculus_normal import difference_is_zero, tidy
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import folded, minus, over, plus, times
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Diff,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    apply,
    free_letters,
    fresh,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "division with remainder"


def applies(goal: Goal) -> bool:
    """Whether an equation has one floor, that of a quotient by what is no number, and no binders."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return False
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    if any(isinstance(node, Sum | Limit | Quantified | Diff) for node in walk(conclusion)):
        return False
    return _floor_of(conclusion) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the equation by the remainder, or says why not."""
    floor = _floor_of(goal.conclusion) if applies(goal) else None
    if floor is None:
        return undecided(ENGINE, "")
    above, below = _quotient(floor)
    remainder = _remainder(goal, floor, above, below)
    if remainder is None:
        return undecided(
            ENGINE,
            "the equation is not linear in the floor, or its weight is neither a number nor a multiple of the divisor",
        )
    inside = Connective("and", (Compare("<=", ZERO, remainder), Compare("<", remainder, below)))
    name = fresh("k", names_of(goal))
    whole = above if remainder == ZERO else minus(above, remainder)
    equation = Compare("==", whole, apply("mul", Letter(name), below))
    answers = []
    for says in (inside, Quantified("exists", name, INTEGER, equation)):
        answers.append(prove(goal.concluding(says)))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown: {text(says)}"[:250])
    detail = f"{text(above)} leaves {text(remainder)} modulo {text(below)}"
    return proved(ENGINE, detail[:300], "certificate", tuple(answers))


def _floor_of(conclusion: Term) -> Apply | None:
    """The only floor, of a quotient by what is no number; None where there are others."""
    floors = {node for node in walk(conclusion) if isinstance(node, Apply) and node.op in ("floor", "ceil")}
    floor = floors.pop() if len(floors) == 1 else None
    if floor is None or floor.op != "floor":
        return None
    inner = floor.args[0]
    is_quotient = isinstance(inner, Apply) and inner.op == "div" and not isinstance(inner.args[1], Number)
    return floor if is_quotient else None


def _quotient(floor: Apply) -> tuple[Term, Term]:
    inner = floor.args[0]
    assert isinstance(inner, Apply)
    return inner.args[0], inner.args[1]


def _remainder(goal: Goal, floor: Apply, above: Term, below: Term) -> Term | None:
    """R, where the equation says A - R == floor(A/B)*B; None where it says nothing of the kind."""
    assert isinstance(goal.conclusion, Compare)
    letter = Letter(fresh("q", names_of(goal)))
    gap = replace_all(minus(goal.conclusion.left, goal.conclusion.right), floor, letter)
    if not _is_linear(gap, letter.name):
        return None
    rest = folded(substitute(gap, {letter.name: ZERO}))
    weight = minus(folded(substitute(gap, {letter.name: ONE})), rest)
    # rest + weight*q == 0 is q == V, and A - R == V*B gives R; the weight must not be 0 anywhere.
    factor = tidy(over(weight, below), goal.scope)
    constant = tidy(weight, goal.scope)
    if isinstance(factor, Number) and factor != ZERO:
        same, remainder = times(factor, below), plus(above, over(rest, factor))
    elif isinstance(constant, Number) and constant != ZERO:
        same, remainder = constant, plus(above, over(times(below, rest), constant))
    else:
        return None
    return tidy(remainder, goal.scope) if difference_is_zero(weight, same, goal.scope) else None


def _is_linear(term: Term, name: str) -> bool:
    """Whether the letter stands in sums, differences and single factors only."""
    if name not in free_letters(term) or isinstance(term, Letter):
        return True
    match term:
        case Apply(op=("add" | "sub" | "neg"), args=args):
            return all(_is_linear(part, name) for part in args)
        case Apply(op="mul", args=(left, right)):
            factors = [part for part in (left, right) if name in free_letters(part)]
            return len(factors) == 1 and _is_linear(factors[0], name)
    return False


__all__ = ["applies", "attempt"]
