"""Sums of values of one convex function, those of one side at means of the arguments of the other (Karamata, Popoviciu).

    sum n_j*f(v_j) <= sum c_i*f(u_i)    f convex where the arguments are, sum_i w_ij = n_j, sum_i w_ij*u_i = n_j*v_j, w_ij >= 0,
                                        and sum_j w_ij = c_i (<= c_i where f is not negative)

The arguments are linear in the letters with rational coefficients; linear equations among the hypotheses may be used. What weights there
are is the question of `weighted_means.py`, with coefficients in place of exponents. Concave functions are the negatives of convex ones; sides that are
products of powers are compared by their logarithms.

    sqrt(a + b - c) + sqrt(b + c - a) + sqrt(c + a - b) <= sqrt(a) + sqrt(b) + sqrt(c)

Certificate: the weights; that the arguments are in the interval. Reference: Hardy, Littlewood and Polya, Inequalities, 3.17.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import flint

from proofs_check.engines import reductions
from proofs_check.engines.calculus_terms import minus
from proofs_check.engines.power_products import oriented
from proofs_check.engines.tangent_lines import summands
from proofs_check.engines.weighted_means import Form, Powers, means_for
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
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
    number,
)
from proofs_check.statement.text import text

ENGINE = "Karamata"
Line = Mapping[Term, Fraction]
"""Letter, constant or 1 -> coefficient."""
MAX_VALUES = 12
PI = Constant("pi")


@dataclass(frozen=True)
class Shape:
    """sign*f is convex between the ends (None: wherever f is defined); is_positive: and sign*f >= 0 there."""

    sign: int
    low: Term | None = None
    high: Term | None = None
    is_positive: bool = False


SHAPES: Mapping[str, Shape] = {
    "sqrt": Shape(-1),
    "log": Shape(-1),
    "exp": Shape(1, is_positive=True),
    "abs": Shape(1, is_positive=True),
    "relu": Shape(1, is_positive=True),
    "softplus": Shape(1, is_positive=True),
    "cosh": Shape(1, is_positive=True),
    "1/u": Shape(1, ZERO, is_positive=True),
    "u**2": Shape(1, is_positive=True),
    "u*log(u)": Shape(1),
    "sin": Shape(-1, ZERO, PI),
    "cos": Shape(-1, apply("neg", apply("div", PI, number(2))), apply("div", PI, number(2))),
    "tanh": Shape(-1, ZERO),
    "atan": Shape(-1, ZERO),
    "sinh": Shape(1, ZERO, is_positive=True),
}


@dataclass(frozen=True)
class Value:
    """factor * f(argument), f being named by a key of `SHAPES`."""

    factor: Fraction
    function: str
    argument: Term


def applies(goal: Goal) -> bool:
    """Whether two sums of values of one function are compared."""
    if goal.sequences or any(domain.kind != "real" for _, domain in goal.letters):
        return False
    return oriented(goal) is not None and any(True for _ in _readings(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves such a goal by means of arguments, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    for values, needs in _readings(goal):
        shape = SHAPES[values[0].function]
        ends = tuple(_ends(shape, values))
        if not _is_balanced(goal, values, shape):
            continue
        answers = []
        for part in (*needs, *ends):
            answers.append(prove(goal.concluding(part)))
            if not answers[-1].proved:
                break
        else:
            says = f"arguments of {values[0].function} as means of the others: {text(goal.conclusion)}"
            return proved(ENGINE, says[:400], "certificate", tuple(answers))
    return undecided(ENGINE, "the arguments of one side are no means of those of the other")


def _readings(goal: Goal) -> Iterator[tuple[tuple[Value, ...], tuple[Term, ...]]]:
    """What must be at least 0 as a sum of values of one function, and what must hold besides."""
    raised = reductions.in_logarithms(goal)
    for form, needs in ((goal, ()), *((raised,) if raised is not None else ())):
        sides = oriented(form)
        if sides is None or sides[2]:
            continue
        values = tuple(_value(one, sign) for one, sign in summands(minus(sides[1], sides[0]), 1))
        known = tuple(value for value in values if value is not None)
        functions = {value.function for value in known}
        signs = {value.factor > 0 for value in known if value.factor}
        if len(known) == len(values) <= MAX_VALUES and len(functions) == 1 and len(signs) == 2:
            yield known, needs


def _value(term: Term, sign: int) -> Value | None:
    """The summand as a number times a value of a function that is known here."""
    match term:
        case Apply(op="neg", args=(inner,)):
            return _value(inner, -sign)
        case (
            Apply(op="mul", args=(Number(value=factor), inner))
            | Apply(op="mul", args=(inner, Number(value=factor)))
        ):
            return _scaled(_value(inner, sign), factor)
        case Apply(op="div", args=(Number(value=factor), below)) if not isinstance(below, Number):
            return Value(sign * factor, "1/u", below)
        case Apply(op="div", args=(inner, Number(value=factor))) if factor:
            return _scaled(_value(inner, sign), 1 / factor)
        case Apply(op="pow", args=(base, Number(value=exponent))) if exponent == 2:
            return Value(Fraction(sign), "u**2", base)
        case Apply(op="mul", args=(one, Apply(op="log", args=(other,)))) if one == other:
            return Value(Fraction(sign), "u*log(u)", one)
        case Apply(op=op, args=(argument,)) if op in SHAPES:
            return Value(Fraction(sign), op, argument)
        case _:
            return None


def _scaled(value: Value | None, factor: Fraction) -> Value | None:
    return None if value is None else Value(value.factor * factor, value.function, value.argument)


def _ends(shape: Shape, values: tuple[Value, ...]) -> Iterator[Term]:
    """That the arguments are between the ends; those of the smaller side are means of the others."""
    is_open = values[0].function == "1/u"
    for value in values:
        if value.factor * shape.sign > 0:
            if shape.low is not None:
                yield Compare(">" if is_open else ">=", value.argument, shape.low)
            if shape.high is not None:
                yield Compare("<=", value.argument, shape.high)


def _is_balanced(goal: Goal, values: tuple[Value, ...], shape: Shape) -> bool:
    """Whether there are weights. With a concave function the signs are changed on both sides."""
    lines = [linear(value.argument) for value in values]
    equations = [
        linear(minus(fact.left, fact.right))
        for fact in goal.hypotheses
        if isinstance(fact, Compare) and fact.relation == "=="
    ]
    known = [line for line in (*lines, *equations) if line is not None]
    if len(known) < len(lines) or None in lines:
        return False
    atoms = tuple(dict.fromkeys(atom for line in known for atom in line))
    common = lcm(*(factor.denominator for line in known for factor in line.values()))
    rows = [tuple(int(line.get(atom, Fraction(0)) * common) for atom in atoms) for line in known]
    form: dict[Powers, flint.fmpq] = {}
    for row, value in zip(rows, values, strict=False):
        factor = shape.sign * value.factor
        form[row] = form.get(row, flint.fmpq(0)) + flint.fmpq(factor.numerator, factor.denominator)
    form = {row: factor for row, factor in form.items() if factor != 0}
    return _is_exhausted(form, tuple(rows[len(lines) :]), shape)


def _is_exhausted(form: Form, units: tuple[Powers, ...], shape: Shape) -> bool:
    if not form:
        return True
    found = means_for(form, units)
    return found is not None and (shape.is_positive or all(value == 0 for value in found.left.values()))


def linear(term: Term) -> Line | None:
    """The rational coefficients of letters, constants and 1; None where the term is not linear by its form."""
    match term:
        case Number(value=value):
            return {ONE: value}
        case Letter() | Constant(name=("pi" | "e")):
            return {term: Fraction(1)}
        case Apply(op="neg", args=(inner,)):
            return _times(linear(inner), Fraction(-1))
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one, two = linear(left), _times(linear(right), Fraction(1 if op == "add" else -1))
            if one is None or two is None:
                return None
            return {atom: one.get(atom, Fraction(0)) + two.get(atom, Fraction(0)) for atom in (*one, *two)}
        case (
            Apply(op="mul", args=(Number(value=factor), inner))
            | Apply(op="mul", args=(inner, Number(value=factor)))
        ):
            return _times(linear(inner), factor)
        case Apply(op="div", args=(inner, Number(value=factor))) if factor:
            return _times(linear(inner), 1 / factor)
        case _:
            return None


def _times(line: Line | None, factor: Fraction) -> Line | None:
    return None if line is None else {atom: factor * own for atom, own in line.items()}
