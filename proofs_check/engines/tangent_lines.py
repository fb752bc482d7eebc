"""Sums of functions of one letter each under a linear equation, by their tangent lines (Lagrange's multiplier).

With sum of c_i*x_i = d and a point p that satisfies it, f(x) = sum of f_i(x_i) >= 0 follows from f(p) >= 0 and, for every letter,
f_i(x) - f_i(p_i) - m*c_i*(x - p_i) >= 0 on the range of x_i: the m-terms add up to zero. Each of these is a goal in one letter.
Products of two letters become squares of the letters, by the square of the equation, where they are a multiple of those in it.

Reference: the tangent line trick, e.g. Steele, The Cauchy-Schwarz Master Class, 2004.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from flint import ctx

from proofs_check.engines import one_letter
from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_terms import folded, minus, negate, plus, power, times
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.enclosures import BITS, NoEnclosure
from proofs_check.engines.jet_fields import exact_sign, exact_value
from proofs_check.engines.jets import NoJet
from proofs_check.engines.region_sides import Line, Side, bounded, sides_of, value_of
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.domains import Domain, is_infinite
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
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "tangent lines"
MAX_LETTERS = 8


def attempt(goal: Goal, _: Budget | None = None) -> Answer:
    """Proves an inequality by tangent lines, or says why not."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return undecided(ENGINE, "only inequalities are proved here")
    equations = [line for line in sides_of(goal) if not line.strict and _is_equation(goal, line)]
    if not equations or not all(map(one_letter.is_known, walk(conclusion))):
        return undecided(ENGINE, "no linear equation among the hypotheses")
    difference = minus(conclusion.left, conclusion.right)
    body = negate(difference) if conclusion.relation in ("<", "<=") else difference
    strict = conclusion.relation in ("<", ">")
    for line in equations:
        parts = separated(body) or separated(in_squares(body, line, goal))
        if parts is None or not 2 <= len(parts[0]) <= MAX_LETTERS:
            continue
        try:
            with ctx.workprec(BITS):
                return _by_line(goal, line, parts[0], parts[1], strict)
        except (NoJet, NoEnclosure, NotDifferentiable):
            continue
    return undecided(ENGINE, "the tangent lines do not decide it")


def _is_equation(goal: Goal, line: Line) -> bool:
    """Whether the opposite side is a side too."""
    return any(
        other is not line
        and other.slopes.keys() == line.slopes.keys()
        and all(_sum_is_zero(other.slopes[name], slope) for name, slope in line.slopes.items())
        and _sum_is_zero(other.rest, line.rest)
        for other in sides_of(goal)
    )


def _sum_is_zero(one: Term, two: Term) -> bool:
    try:
        return exact_sign(exact_value(apply("add", one, two))) == 0
    except NoJet:
        return False


def separated(term: Term) -> tuple[dict[str, Term], Term] | None:
    """The summands by their only letter, and the constant; None where a summand has several letters."""
    found: dict[str, Term] = {}
    constant: Term = ZERO
    for summand, sign in summands(term, 1):
        names = free_letters(summand)
        own = summand if sign > 0 else apply("neg", summand)
        if not names:
            constant = own if constant == ZERO else apply("add", constant, own)
        elif len(names) == 1:
            (name,) = names
            found[name] = apply("add", found[name], own) if name in found else own
        else:
            return None
    return found, constant


def in_squares(body: Term, line: Line, goal: Goal) -> Term:
    """The body without products of two letters, where they add up to a multiple of those in the square of the equation.

    From sum of c_i*x_i = d follows 2*(sum over i < j of c_i*c_j*x_i*x_j) = d**2 - sum of c_i**2*x_i**2.
    """
    mixed = [(own, sign) for own, sign in summands(body, 1) if len(free_letters(own)) > 1]
    terms = [times(slope, Letter(name)) for name, slope in line.slopes.items()]
    products = plus(*(times(one, other) for one, other in combinations(terms, 2)))
    whole = plus(*(own if sign > 0 else negate(own) for own, sign in mixed))
    ones = dict.fromkeys(free_letters(whole) | set(line.slopes), ONE)
    value, level = (folded(substitute(term, ones)) for term in (whole, products))
    if not isinstance(value, Number) or not isinstance(level, Number) or level.value == 0:
        return body
    factor = number(value.value / level.value)
    if not difference_is_zero(whole, times(factor, products), goal.scope):
        return body
    rest = [(own, sign) for own, sign in summands(body, 1) if len(free_letters(own)) <= 1]
    squares = minus(power(line.rest, number(2)), plus(*(power(term, number(2)) for term in terms)))
    kept = plus(*(own if sign > 0 else negate(own) for own, sign in rest))
    return _apart(plus(kept, times(factor, number(Fraction(1, 2)), squares)))


def _apart(term: Term) -> Term:
    """A number times a sum as the sum of the products, at the outermost sums."""
    match term:
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            return apply(op, _apart(left), _apart(right))
        case Apply(op="neg", args=(inner,)):
            return negate(_apart(inner))
        case Apply(op="mul", args=(Number() as factor, Apply(op=("add" | "sub") as op, args=(left, right)))):
            return apply(op, _apart(times(factor, left)), _apart(times(factor, right)))
        case _:
            return term


def summands(term: Term, sign: int) -> Iterator[tuple[Term, int]]:
    """The summands with their signs."""
    match term:
        case Apply(op="add", args=(left, right)):
            yield from summands(left, sign)
            yield from summands(right, sign)
        case Apply(op="sub", args=(left, right)):
            yield from summands(left, sign)
            yield from summands(right, -sign)
        case Apply(op="neg", args=(inner,)):
            yield from summands(inner, -sign)
        case _:
            yield term, sign


def _by_line(goal: Goal, line: Line, parts: Mapping[str, Term], constant: Term, strict: bool) -> Answer:
    """Raises NoJet where it does not decide."""
    names = tuple(line.slopes)
    if set(parts) - set(names):
        raise NoJet("a letter that the equation does not have")
    point = _balanced(line, names)
    place = dict.fromkeys(names, point)
    value = constant
    for name, part in parts.items():
        value = apply("add", value, substitute(part, {name: place[name]}))
    sign = exact_sign(exact_value(value))
    if sign is None or sign < (1 if strict else 0):
        raise NoJet("the value where the letters are equal")
    multiplier = _multiplier(line, parts, place)
    wide = bounded(goal)
    answers = [
        _above_tangent(goal, name, parts.get(name, ZERO), line.slopes[name], place[name], multiplier, wide)
        for name in names
    ]
    says = f"the tangent lines at {text(point)} under {' + '.join(names)}: "
    return proved(
        ENGINE, (says + "; ".join(answer.detail for answer in answers))[:600], "certificate", tuple(answers)
    )


def _balanced(line: Line, names: tuple[str, ...]) -> Term:
    """The common value of the letters that satisfies the equation."""
    total = line.slopes[names[0]]
    for name in names[1:]:
        total = apply("add", total, line.slopes[name])
    if not exact_sign(exact_value(total)):
        raise NoJet("equal letters do not satisfy the equation")
    return folded(apply("div", apply("neg", line.rest), total))


def _multiplier(line: Line, parts: Mapping[str, Term], place: Mapping[str, Term]) -> Term:
    name = next(iter(parts))
    slope, _ = differentiate(parts[name], name)
    return folded(apply("div", substitute(slope, {name: place[name]}), line.slopes[name]))


def _above_tangent(
    goal: Goal, name: str, part: Term, slope: Term, at: Term, multiplier: Term, wide: Mapping[str, Side]
) -> Answer:
    letter = Letter(name)
    rise = apply("mul", apply("mul", multiplier, slope), apply("sub", letter, at))
    own = apply("sub", apply("sub", part, substitute(part, {name: at})), rise)
    domain = _range(goal, name, wide)
    answer = one_letter.attempt(Goal(((name, domain),), (), Compare(">=", own, ZERO)))
    if not answer.proved:
        raise NoJet(f"the tangent line of {text(part)[:80]}")
    return answer


def _range(goal: Goal, name: str, wide: Mapping[str, Side]) -> Domain:
    """What the linear sides say of the letter, else its domain."""
    if name in wide and value_of(wide[name].low) < value_of(wide[name].high):
        return wide[name].domain()
    domain = dict(goal.letters)[name]
    ends = [
        end if end is not None and (is_infinite(end.at) or not free_letters(end.at)) else None
        for end in (domain.low, domain.high)
    ]
    return Domain("real", low=ends[0], high=ends[1])
