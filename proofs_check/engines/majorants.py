"""abs(f(z)) <= F(abs(z)) where the coefficients of the power series F are the moduli of those of f.

f is a polynomial in z with rational coefficients plus a multiple of exp, sinh, cosh, sin or cos.
Certificate: the coefficients, and the proof of the real inequality F(r) <= bound that is left, r being abs(z).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import factorial

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import plus, power, times
from proofs_check.engines.complex_sizes import NoSize, Sizes, facts_about
from proofs_check.engines.linear_terms import difference
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    fresh,
    number,
)
from proofs_check.statement.text import text

ENGINE = "moduli"
MAX_DEGREE = 8
SERIES: Mapping[str, str] = {"exp": "exp", "sinh": "sinh", "cosh": "cosh", "sin": "sinh", "cos": "cosh"}


def attempt(goal: Goal, low: Term, high: Term, prove: Prover) -> Answer:
    """abs(f(z)) <= high from F(r) <= high with r for abs(z)."""
    if not isinstance(low, Apply) or low.op != "abs":
        return undecided(ENGINE, "")
    names = [name for name in free_letters(low) if dict(goal.letters)[name].kind == "complex"]
    if len(names) != 1 or free_letters(low) != set(names):
        return undecided(ENGINE, "")
    (name,) = names
    radius = fresh(f"{name}_abs", names_of(goal))
    bound = _majorised(low.args[0], name, Letter(radius))
    if bound is None:
        return undecided(ENGINE, "")
    sizes = Sizes(dict(goal.letters), {name: radius})
    try:
        above = sizes.kept(high)
    except NoSize as reason:
        return undecided(ENGINE, str(reason))
    letters = (
        *(pair for pair in goal.letters if pair[0] != name),
        (radius, Domain("real", Bound(ZERO, True))),
    )
    answer = prove(Goal(letters, tuple(facts_about(sizes, goal)), Compare("<=", bound, above)))
    if not answer.proved:
        return undecided(ENGINE, f"{text(bound)} is not shown to be at most {text(above)}"[:200])
    detail = f"{text(low)} <= {text(bound)} with {radius} = abs({name}), by the moduli of the coefficients"
    return proved(ENGINE, detail[:300], "certificate", (answer,))


def _majorised(term: Term, name: str, radius: Term) -> Term | None:
    """F(radius) for f = p + c*g with a polynomial p over the rationals and g one of SERIES, else None."""
    parts = difference(Compare("==", term, ZERO))
    heads = [
        part
        for part in parts
        if isinstance(part, Apply) and part.op in SERIES and part.args == (Letter(name),)
    ]
    if len(heads) > 1:
        return None
    coefficients = _coefficients({part: w for part, w in parts.items() if part not in heads}, name)
    if coefficients is None:
        return None
    op = heads[0].op if heads else ""
    scale = parts[heads[0]] if heads else Fraction(0)
    found = [times(number(abs(scale)), apply(SERIES[op], radius))] if heads else []
    for degree, coefficient in coefficients.items():
        own = scale * _taylor(op, degree)
        change = abs(own + coefficient) - abs(own)
        found.append(times(number(change), power(radius, number(degree))))
    return plus(*found)


def _coefficients(parts: Mapping[Term, Fraction], name: str) -> dict[int, Fraction] | None:
    found: dict[int, Fraction] = {}
    for part, weight in parts.items():
        match part:
            case Number(value=value) if part == ONE:
                degree, weight = 0, weight * value
            case Letter(name=letter) if letter == name:
                degree = 1
            case Apply(op="pow", args=(Letter(name=letter), Number(value=value))) if (
                letter == name and value.denominator == 1 and 0 < value <= MAX_DEGREE
            ):
                degree = int(value)
            case _:
                return None
        found[degree] = found.get(degree, Fraction(0)) + weight
    return found


def _taylor(op: str, degree: int) -> Fraction:
    """The coefficient of a series at a degree."""
    size = Fraction(1, factorial(degree))
    even = degree % 2 == 0
    turned = -size if degree // 2 % 2 else size
    match op:
        case "exp":
            return size
        case "cosh":
            return size if even else Fraction(0)
        case "sinh":
            return Fraction(0) if even else size
        case "cos":
            return turned if even else Fraction(0)
        case "sin":
            return Fraction(0) if even else turned
    return Fraction(0)
