"""Balls around numbers, at any precision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import cast

from flint import acb, arb, ctx, fmpq, fmpz_poly

from proofs_check.recheck.numbers import Bounds, Expression, Real, bits, make
from proofs_check.recheck.outcome import Open

MAX_NODES = 20_000


def enclose(x: Real, precision: int) -> arb:
    """A ball that contains x, computed with `precision` bits. It may be unbounded."""
    if isinstance(x, Fraction):
        with ctx.workprec(precision):
            return arb(fmpq(x.numerator, x.denominator))
    if precision not in x.balls:
        found: dict[bytes, arb] = {}
        with ctx.workprec(precision):
            for node in _from_the_leaves(x, precision):
                found[node.key] = node.balls[precision] = _ball(node, precision, found)
    return x.balls[precision]


def _from_the_leaves(x: Expression, precision: int) -> list[Expression]:
    """The expressions in x without a ball yet, each after its parts."""
    found: list[Expression] = []
    seen: set[bytes] = set()
    stack: list[tuple[Expression, bool]] = [(x, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            found.append(node)
            continue
        if node.key in seen or precision in node.balls:
            continue
        seen.add(node.key)
        if len(seen) > MAX_NODES:
            raise Open("a very large expression")
        stack.append((node, True))
        stack += [(arg, False) for arg in node.args if isinstance(arg, Expression)]
    return found


def _ball(node: Expression, precision: int, found: dict[bytes, arb]) -> arb:
    args = [_known(arg, precision, found) for arg in node.args]
    if node.op == "pi":
        return arb.pi()
    if node.op == "within":
        middle, radius = (
            _known(part, precision, found) for part in node.data[:2] if isinstance(part, Fraction)
        )
        return middle + arb(0, 1) * radius
    if node.op == "integral":
        from proofs_check.recheck.term_balls import Integral

        (integral,) = node.data
        assert isinstance(integral, Integral)
        return integral.ball(precision)
    if node.op == "euler":
        return arb.const_euler()
    if node.op == "pow":
        return args[0] ** int(str(node.data[0]))
    if node.op == "root":
        return args[0].root(int(str(node.data[0])))
    if node.op == "cospi":
        p, q = (int(str(part)) for part in node.data)
        return arb.cos_pi_fmpq(fmpq(p, q))
    if node.op == "zero":
        return _root_ball(node, precision)
    return BALLS[node.op](*args)


def _known(x: Real, precision: int, found: dict[bytes, arb]) -> arb:
    """The ball of a part: kept with it, or with an equal expression that was built elsewhere."""
    if isinstance(x, Fraction):
        return arb(fmpq(x.numerator, x.denominator))
    return x.balls[precision] if precision in x.balls else found[x.key]


BALLS: Mapping[str, Callable[..., arb]] = {
    "add": lambda a, b: a + b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "exp": lambda a: a.exp(),
    "log": lambda a: a.log(),
    "sin": lambda a: a.sin(),
    "cos": lambda a: a.cos(),
    "atan": lambda a: a.atan(),
    "gamma": lambda a: a.gamma(),
}


def polynomial_root(coefficients: tuple[int, ...], index: int, part: str) -> Expression:
    """The real ('re') or the imaginary ('im') part of a root of an irreducible integer polynomial, from degree 0 on.

    index: its place among the roots as flint orders them (real ones ascending, then the others).
    """
    degree = len(coefficients) - 1
    is_real = bool(root_balls(coefficients)[index].imag.is_zero())
    lead, size = abs(coefficients[-1]), bits(max(map(abs, coefficients))) + 1  # |root| <= 1 + max|c|/|lead|
    fields: set[tuple[object, int]] = {(("zero", coefficients, index), degree)}
    twice = lead
    if not is_real:  # (z + conj z)/2 or -i*(z - conj z)/2
        fields = {(("pair", coefficients, index), degree * (degree - 1)), ("i", 2)}
        twice = 2 * lead
    known = Bounds(size + 1, bits(twice), twice, frozenset(fields))
    return make("zero", (), (coefficients, index, part), known)


def _root_ball(node: Expression, precision: int) -> arb:
    coefficients, index, part = node.data
    assert isinstance(coefficients, tuple) and isinstance(index, int)
    with ctx.workprec(64):
        coarse = root_balls(coefficients)[index]
    fine = [z for z in root_balls(coefficients) if z.overlaps(coarse)]
    if len(fine) != 1:
        return arb.nan()
    return arb(fine[0].real if part == "re" else fine[0].imag)


def root_balls(coefficients: tuple[int, ...]) -> list[acb]:
    """Balls that isolate the roots of a squarefree polynomial: the real ones first, ascending, their imaginary part 0."""
    found = cast(list[tuple[acb, int]], fmpz_poly(list(coefficients)).complex_roots())
    return [ball for ball, _ in found]
