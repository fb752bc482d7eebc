"""Antiderivatives of the terms that stand under sums: proposed by a small table, to be checked by differentiation.

Notation: k is the letter, u = alpha*k + beta a term linear in k.
"""

from __future__ import annotations

from proofs_check.engines.calculus_terms import fold, minus, negate, over, plus, power, times
from proofs_check.statement.terms import ONE, ZERO, Apply, Letter, Number, Term, apply, free_letters, number

TWO = number(2)


def antiderivative(term: Term, k: str) -> Term | None:
    """A term whose derivative by k should be `term`, or None. Nothing is claimed of where it is defined."""
    if k not in free_letters(term):
        return times(term, Letter(k))
    if isinstance(term, Apply) and term.op in ("add", "sub"):
        parts = [antiderivative(arg, k) for arg in term.args]
        known = [part for part in parts if part is not None]
        return apply(term.op, *known) if len(known) == 2 else None
    if isinstance(term, Apply) and term.op == "neg":
        inner = antiderivative(term.args[0], k)
        return None if inner is None else negate(inner)
    above, below = _factors(term, k)
    fixed = over(times(*above[0]), times(*below[0]))
    found = _core(above[1], below[1], k)
    return None if found is None else times(fixed, found)


Parted = tuple[list[Term], list[Term]]
"""The factors free of k, and the others."""


def _factors(term: Term, k: str) -> tuple[Parted, Parted]:
    """The factors above and below the line."""
    above: Parted = ([], [])
    below: Parted = ([], [])
    waiting = [(term, True)]
    while waiting:
        node, upper = waiting.pop()
        if isinstance(node, Apply) and node.op == "mul":
            waiting += [(arg, upper) for arg in node.args]
        elif isinstance(node, Apply) and node.op == "div":
            waiting += [(node.args[0], upper), (node.args[1], not upper)]
        elif isinstance(node, Apply) and node.op == "neg":
            waiting += [(node.args[0], upper), (number(-1), upper)]
        elif isinstance(node, Apply) and node.op == "pow" and _is_whole_quotient(node):
            top, bottom = node.args[0].args  # type: ignore[attr-defined]
            waiting += [
                (Apply("pow", (top, node.args[1])), upper),
                (Apply("pow", (bottom, node.args[1])), not upper),
            ]
        elif node != ONE:
            side = above if upper else below
            side[k in free_letters(node)].append(node)
    return above, below


def _is_whole_quotient(node: Apply) -> bool:
    base, exponent = node.args
    whole = isinstance(exponent, Number) and exponent.value.denominator == 1
    return whole and isinstance(base, Apply) and base.op == "div"


def _core(above: list[Term], below: list[Term], k: str) -> Term | None:
    """An antiderivative of a product of factors that all have k in them."""
    if len(above) == 1 and not below:
        return _of_one(above[0], k)
    if not above and len(below) == 1:
        return _of_reciprocal(below[0], k)
    if len(above) == 1 and len(below) == 1 and above[0] == Letter(k):
        square = _square(below[0], k)  # k/(A + B*k**2)
        return over(apply("log", below[0]), times(TWO, square[1])) if square is not None else None
    if above and not below and all(node == Letter(k) or _is_power_of(node, k) for node in above):
        total = plus(*(ONE if node == Letter(k) else node.args[1] for node in above))  # type: ignore[attr-defined]
        return _of_power(Letter(k), total, ONE)
    return None


def _is_power_of(node: Term, k: str) -> bool:
    return (
        isinstance(node, Apply)
        and node.op == "pow"
        and node.args[0] == Letter(k)
        and k not in free_letters(node.args[1])
    )


def _of_one(term: Term, k: str) -> Term | None:
    if term == Letter(k):
        return over(times(term, term), TWO)
    if not isinstance(term, Apply):
        return None
    u = term.args[0]
    line = linear(u, k)
    if term.op == "pow" and line is None:
        exponent = linear(term.args[1], k)
        if exponent is None or k in free_letters(u):
            return None
        return over(term, times(exponent[0], apply("log", u)))
    if line is None:
        return None
    slope = line[0]
    match term.op:
        case "pow" if k not in free_letters(term.args[1]):
            return _of_power(u, term.args[1], slope)
        case "sqrt":
            return over(times(TWO, u, term), times(number(3), slope))
        case "exp":
            return over(term, slope)
        case "sin":
            return negate(over(apply("cos", u), slope))
        case "cos":
            return over(apply("sin", u), slope)
        case "log":
            return over(minus(times(u, term), u), slope)
    return None


def _of_power(u: Term, exponent: Term, slope: Term) -> Term:
    raised = fold(plus(exponent, ONE))
    if raised == ZERO:
        return over(apply("log", u), slope)
    return over(power(u, raised), times(raised, slope))


def _of_reciprocal(term: Term, k: str) -> Term | None:
    line = linear(term, k)
    if line is not None:
        return over(apply("log", term), line[0])
    square = _square(term, k)
    if square is not None:  # 1/(A + B*k**2)
        a, b = square
        return over(apply("atan", times(Letter(k), apply("sqrt", over(b, a)))), apply("sqrt", times(a, b)))
    if not isinstance(term, Apply):
        return None
    inner = linear(term.args[0], k)
    if term.op == "sqrt" and inner is not None:
        return over(times(TWO, term), inner[0])
    if term.op == "pow" and inner is not None and k not in free_letters(term.args[1]):
        return _of_power(term.args[0], negate(term.args[1]), inner[0])
    if term.op == "sqrt":
        return _of_root(term.args[0], k)
    return None


def _of_root(term: Term, k: str) -> Term | None:
    """1/sqrt(A + B*k**2) and 1/sqrt(A - B*k**2)."""
    square = _square(term, k)
    if square is None:
        return None
    a, b = square
    turned = (isinstance(b, Number) and b.value < 0) or (isinstance(b, Apply) and b.op == "neg")
    size = fold(negate(b)) if turned else b
    angle = times(Letter(k), apply("sqrt", over(size, a)))
    return over(apply("asin" if turned else "asinh", angle), apply("sqrt", size))


def linear(term: Term, k: str) -> tuple[Term, Term] | None:
    """(alpha, beta) of alpha*k + beta, alpha not written as 0."""
    found = coefficients(term, k, 1)
    return (found[1], found[0]) if found is not None and found[1] != ZERO else None


def _square(term: Term, k: str) -> tuple[Term, Term] | None:
    """(A, B) of A + B*k**2, neither written as 0."""
    found = coefficients(term, k, 2)
    if found is None or found[1] != ZERO or ZERO in (found[0], found[2]):
        return None
    return found[0], found[2]


def coefficients(term: Term, k: str, degree: int) -> list[Term] | None:
    """The coefficients of a polynomial in k of at most this degree, from degree 0 on; None of other terms."""
    none: list[Term] = [ZERO] * (degree + 1)
    if k not in free_letters(term):
        return [term, *none[1:]]
    if term == Letter(k):
        return [ZERO, ONE, *none[2:]] if degree else None
    if not isinstance(term, Apply):
        return None
    if term.op == "pow" and isinstance(term.args[1], Number) and term.args[1].value in (2, 3):
        found = coefficients(term.args[0], k, degree)
        total = found
        for _ in range(int(term.args[1].value) - 1):
            total = _multiplied(total, found, degree)
        return total
    if term.op == "div":
        above = coefficients(term.args[0], k, degree)
        if above is None or k in free_letters(term.args[1]):
            return None
        return [over(c, term.args[1]) if c != ZERO else ZERO for c in above]
    if term.op not in ("add", "sub", "neg", "mul"):
        return None
    parts = [coefficients(arg, k, degree) for arg in term.args]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if term.op == "mul":
        return _multiplied(known[0], known[1], degree)
    if term.op == "neg":
        return [negate(c) for c in known[0]]
    join = plus if term.op == "add" else minus
    return [fold(join(a, b)) for a, b in zip(known[0], known[1], strict=True)]


def _multiplied(left: list[Term] | None, right: list[Term] | None, degree: int) -> list[Term] | None:
    if left is None or right is None:
        return None
    found: list[Term] = [ZERO] * (degree + 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            if a == ZERO or b == ZERO:
                continue
            if i + j > degree:
                return None
            found[i + j] = plus(found[i + j], times(a, b))
    return found
