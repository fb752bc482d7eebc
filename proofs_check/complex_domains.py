"""Where functions are defined in claims with complex letters: their poles, and what is seen to be real."""

from __future__ import annotations

from proofs_check.seen_forms import is_integral, is_nonnegative
from proofs_check.statement.domains import index_domain
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    ONE,
    TRUE,
    ZERO,
    Apply,
    At,
    Compare,
    Constant,
    Letter,
    Limit,
    Quantified,
    Sum,
    Term,
    apply,
    children,
    number,
)


def poles(op: str, z: Term) -> Term:
    """That a number which may be complex is no pole of an elementary function; TRUE for functions without a rule of their own."""
    match op:
        case "tanh":
            return Compare("!=", apply("cosh", z), ZERO)
        case "coth":
            return Compare("!=", apply("sinh", z), ZERO)
        case "sigmoid" | "softplus":
            return Compare("!=", apply("add", ONE, apply("exp", z)), ZERO)
        case "atan" | "acot":
            return Compare("!=", apply("add", ONE, apply("pow", z, number(2))), ZERO)
        case _:
            return TRUE


MAY_LEAVE_REALS = (
    "sqrt",
    "log",
    "pow",
    "eigenvalues",
)  # the ranges asked of the inverse functions keep those real


def is_seen_real(term: Term, scope: Scope) -> bool:
    """Whether a term of a claim with complex letters is real by its form: sqrt, log and powers may leave the real line."""
    match term:
        case Constant(name=name):
            return name != "i"
        case Letter(name=name):
            return name not in scope.letters or not scope.letters[name].is_complex
        case At() | Quantified():
            return False
        case Apply(op=("abs" | "re" | "im" | "arg" | "norm" | "spectral_radius")):
            return True
        case Apply(op="pow", args=(base, exponent)) if is_integral(exponent, scope):
            return is_seen_real(base, scope)
        case Apply(op=op, args=args) if op in MAY_LEAVE_REALS:
            return is_nonnegative(args[0], scope) and all(is_seen_real(arg, scope) for arg in args)
        case Sum(letter=letter) | Limit(letter=letter):
            scope = scope.with_letter(letter, index_domain(term) if isinstance(term, Sum) else term.domain)
    return all(is_seen_real(part, scope) for part in children(term))
