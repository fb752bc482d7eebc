"""Equations of which no solver is asked: those in which a letter stands in functions of different kinds.

`cot(x) == a*x + b`, `exp(x) == a*x` and the like have solutions that no term of the language writes (Lambert's function, or none
that has a name), but SymPy searches for them for seconds. Nothing is decided here: what is asked less is only a source of proposals.

Notation: x is the letter that is to be found; every other letter is a parameter.
"""

from __future__ import annotations

from proofs_check.engines.calculus_normal import atoms_of_factors
from proofs_check.engines.calculus_terms import minus
from proofs_check.statement.domains import Domain
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Apply, Compare, Letter, Term, free_letters

WAVES = ("sin", "cos", "tan", "cot")
EXPONENTIALS = ("exp", "sinh", "cosh", "tanh", "coth", "sigmoid", "softplus")
ALGEBRAIC = ("add", "sub", "mul", "div", "neg", "sqrt", "abs", "sign", "min", "max", "floor", "ceil")
# Lambert's function has values with a name at some numbers: x + log(x) == 1 has the solution 1.
MILD = frozenset({"rational", "exponential", "logarithm"})


def is_beyond_solvers(statement: Compare, letter: str, scope: Scope) -> bool:
    """Whether no solver would write a value at which both sides are equal: in every factor of the difference the letter is mixed."""
    inner = scope if letter in scope.letters else scope.with_letter(letter, Domain("real"))
    factors = atoms_of_factors(minus(statement.left, statement.right), inner)
    return factors is not None and all(
        _is_mixed(atoms, letter) for atoms in factors if any(letter in free_letters(atom) for atom in atoms)
    )


def _is_mixed(atoms: tuple[Term, ...], letter: str) -> bool:
    kinds = frozenset(kind for atom in atoms for kind in _kinds(atom, letter))
    spoken = frozenset(name for atom in atoms for name in free_letters(atom))
    return _are_mixed(kinds, has_parameters=spoken != {letter})


def _are_mixed(kinds: frozenset[str], has_parameters: bool) -> bool:
    return len(kinds) > 1 and (has_parameters or not kinds <= MILD)


def _kinds(term: Term, letter: str) -> frozenset[str]:
    """The kinds of the outermost functions in which the letter stands."""
    if letter not in free_letters(term):
        return frozenset()
    match term:
        case Letter():
            return frozenset({"rational"})
        case Apply(op="pow", args=(base, exponent)):
            return _kinds(base, letter) | ({"exponential"} if letter in free_letters(exponent) else set())
        case Apply(op=op, args=args) if op in ALGEBRAIC:
            return frozenset(kind for arg in args for kind in _kinds(arg, letter))
        case Apply(op=op):
            return frozenset({_kind_of(op)})
    return frozenset({"other"})


def _kind_of(op: str) -> str:
    if op in WAVES:
        return "wave"
    if op in EXPONENTIALS:
        return "exponential"
    return "logarithm" if op == "log" else op


__all__ = ["is_beyond_solvers"]
