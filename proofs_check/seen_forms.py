"""What is seen of a term by its form, without a proof: whole numbers, numbers from 0 on, invertible and definite matrices."""

from __future__ import annotations

from proofs_check.statement.sorts import SCALAR, Scope, is_counting, sort_of
from proofs_check.statement.terms import Apply, Constant, Letter, Number, Term, free_letters


def is_integral(term: Term, scope: Scope) -> bool:
    """Whether `term` is a whole number by its form: integers, integer letters, sums, products, powers of them."""
    match term:
        case Number(value=value):
            return value.denominator == 1
        case Letter(name=name):
            return name in scope.letters and scope.letters[name].kind == "integer"
        case Apply(op=("add" | "sub" | "mul" | "neg" | "abs" | "sign" | "min" | "max"), args=args):
            return all(is_integral(arg, scope) for arg in args)
        case Apply(op=("floor" | "ceil" | "fibonacci" | "factorial")):
            return True
        case Apply(op="binomial", args=(n, _)):
            return is_integral(n, scope)
        case Apply(op="pow", args=(base, Number(value=value))):
            return is_integral(base, scope) and value.denominator == 1 and value >= 0
        case Apply(op="pow", args=(base, exponent)):
            natural = is_integral(exponent, scope) and is_nonnegative(exponent, scope)
            return is_integral(base, scope) and natural
        case _:
            return False


def is_nonnegative(term: Term, scope: Scope) -> bool:
    """Whether a real `term` is at least 0 by its form: such numbers and letters, their sums, products and powers."""
    match term:
        case Number(value=value):
            return value >= 0
        case Letter(name=name):
            low = scope.letters[name].low if name in scope.letters else None
            return low is not None and isinstance(low.at, Number) and low.at.value >= 0
        case Apply(op=("add" | "mul" | "max"), args=args):
            return all(is_nonnegative(arg, scope) for arg in args)
        case Apply(op=("abs" | "norm")) | Constant(name=("e" | "pi")):
            return True
        case _:
            return False


def is_size(term: Term, scope: Scope) -> bool:
    """Whether `term` is whole and at least 1 by its form, or as the size of a vector or a matrix among the letters."""
    return any(term in domain.size for domain in scope.letters.values()) or is_counting(term, scope)


def is_principal(power: Apply, scope: Scope) -> bool:
    """Whether a power is exp(exponent*log(base)): in a claim with complex letters, of a scalar that is not seen to be 0 or more."""
    base, exponent = power.args
    return (
        any(domain.is_complex for domain in scope.letters.values())
        and sort_of(base, scope) == SCALAR
        and not is_integral(exponent, scope)
        and not is_nonnegative(base, scope)
    )


def is_invertible(term: Term, scope: Scope) -> bool:
    """Whether a matrix is invertible by the kinds of its letters."""
    match term:
        case Letter(name=name):
            return name in scope.letters and scope.letters[name].kind in ("spd", "orthogonal", "invertible")
        case Apply(op=("transpose" | "inv" | "neg"), args=args):
            return is_invertible(args[0], scope)
        case Apply(op="matmul", args=(left, right)):
            return is_invertible(left, scope) and is_invertible(right, scope)
        case Apply(op="pow", args=(base, _)):
            return is_invertible(base, scope)
        case Apply(op="identity"):
            return True
        case _:
            return False


def is_definite(term: Term, scope: Scope) -> bool:
    """Whether a matrix is symmetric and positive definite by the kind of its letter."""
    if isinstance(term, Apply) and term.op in ("inv", "transpose"):
        return is_definite(term.args[0], scope)
    return isinstance(term, Letter) and term.name in scope.letters and scope.letters[term.name].kind == "spd"


def growth(index: Term, name: str) -> int | None:
    """The whole number, at least 1, by which an index grows with the letter; None else."""
    match index:
        case Letter(name=known):
            return 1 if known == name else None
        case Apply(op="add", args=(left, right)):
            if name not in free_letters(left):
                return growth(right, name)
            return growth(left, name) if name not in free_letters(right) else None
        case Apply(op="sub", args=(left, right)) if name not in free_letters(right):
            return growth(left, name)
        case Apply(op="mul", args=(left, right)):
            for one, other in ((left, right), (right, left)):
                inner = growth(other, name)
                if (
                    isinstance(one, Number)
                    and one.value.denominator == 1
                    and one.value > 0
                    and inner is not None
                ):
                    return int(one.value) * inner
    return None
