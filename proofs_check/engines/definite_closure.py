"""Positive semidefinite matrices as limits of definite ones: a comparison <=, >= or == holds for psd letters if it holds for spd ones.

    A + I/k is positive definite and tends to A; both sides are continuous where they are defined, and they are defined on the way

The sides are made of operations that are continuous on their domains (determinants, traces, products, roots, eigenvalues as `max` and
`min` of them). No hypothesis, bound or sequence speaks of the letters. Certificate: the goal for spd letters, and that its sides are defined.

Reference: Horn and Johnson, Matrix Analysis, section 7.1 and appendix D (continuity of eigenvalues).
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.affine import affine_of
from proofs_check.engines.calculus_questions import defined
from proofs_check.engines.calculus_terms import integer_of
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.sorts import SCALAR, SortError, sort_of
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Constant,
    Letter,
    Matrix,
    Number,
    Sum,
    Term,
    children,
    free_letters,
)

ENGINE = "limits of definite matrices"
CONTINUOUS = frozenset(
    (
        *("add", "sub", "mul", "div", "neg", "matmul", "transpose", "inv", "det", "trace", "norm", "dot"),
        *("spectral_radius", "abs", "sqrt", "exp", "log", "min", "max", "sin", "cos", "tanh", "sinh", "cosh"),
    )
)


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares, not strictly, what is continuous in a psd letter."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ("<=", ">=", "=="):
        return False
    if goal.sequences or any(domain.is_complex for _, domain in goal.letters):
        return False
    names = _semidefinite(goal)
    elsewhere = [*goal.hypotheses, *(end for _, domain in goal.letters for end in domain.terms())]
    if not names or any(free_letters(term) & names for term in elsewhere):
        return False
    return is_continuous(conclusion.left, names, goal) and is_continuous(conclusion.right, names, goal)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with definite letters in place of semidefinite ones, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    names = _semidefinite(goal)
    letters = tuple((name, replace(its, kind="spd") if name in names else its) for name, its in goal.letters)
    inner = replace(goal, letters=letters)
    answer = prove(inner)
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    meant = defined((inner.conclusion,), inner, prove)
    if meant is None:
        return undecided(ENGINE, "the sides are not shown to be defined for definite matrices")
    said = ", ".join(sorted(names))
    return proved(
        ENGINE, f"{said} + identity/k, k to oo: {answer.detail}"[:400], "certificate", (answer, meant)
    )


def _semidefinite(goal: Goal) -> frozenset[str]:
    """The psd letters that the conclusion mentions."""
    free = free_letters(goal.conclusion)
    return frozenset(name for name, domain in goal.letters if domain.kind == "psd" and name in free)


def is_continuous(term: Term, names: frozenset[str], goal: Goal) -> bool:
    """Whether the term is a continuous function of the matrices wherever it is defined, by its form."""
    if not free_letters(term) & names or isinstance(term, Letter | Number | Constant):
        return True
    match term:
        case Apply(op=("max" | "min"), args=(Apply(op="eigenvalues", args=(inner,)),)):
            return is_continuous(inner, names, goal) and _is_letter(inner)
        case Apply(op="pow", args=(base, exponent)):
            steady = not free_letters(exponent) & names and _is_steady(base, exponent, goal)
            return steady and is_continuous(base, names, goal)
        case Apply(op=("entry" | "row" | "column"), args=(inner, *places)):
            return not any(free_letters(place) & names for place in places) and is_continuous(
                inner, names, goal
            )
        case Sum(low=low, high=high, body=body, letter=letter):
            fixed = not (free_letters(low) | free_letters(high)) & names and letter not in names
            return fixed and is_continuous(body, names, goal)
        case Matrix():
            return all(is_continuous(part, names, goal) for part in children(term))
        case Apply(op=op, args=args) if op in CONTINUOUS:
            return all(is_continuous(part, names, goal) for part in args)
    return False


def _is_letter(term: Term) -> bool:
    """The eigenvalues of one letter, or of a sum of letters: they are real, and depend on them continuously."""
    match term:
        case Letter():
            return True
        case Apply(op=("add" | "sub"), args=(left, right)):
            return _is_letter(left) and _is_letter(right)
    return False


def _is_steady(base: Term, exponent: Term, goal: Goal) -> bool:
    """Whether base**exponent is continuous in the base: a whole exponent, or 1/m with whole m >= 1 and a number as base.

    A power with whole exponent below 0 is so where it is defined; z**(1/m) is on z >= 0.
    """
    match exponent:
        case Letter(name=name):
            return dict(goal.letters)[name].kind == "integer" if name in dict(goal.letters) else False
        case Apply(op="div", args=(Number(value=above), Letter(name=name))) if above == 1:
            domain = dict(goal.letters).get(name)
            low = domain.low if domain is not None and domain.kind == "integer" else None
            positive = low is not None and isinstance(low.at, Number) and low.at.value >= 1
            return positive and _is_number(base, goal)
        case Number(value=value) if integer_of(exponent) is None:
            return value > 0 and _is_number(base, goal)
    return affine_of(exponent, goal.scope) is not None


def _is_number(term: Term, goal: Goal) -> bool:
    try:
        return sort_of(term, goal.scope) == SCALAR
    except (SortError, KeyError):
        return False
