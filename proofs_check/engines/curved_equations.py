"""Sums of functions of one letter each under an equation between such sums, by Lagrange's multiplier.

With sum of g_i(x_i) = d and a point p where sum of g_i(p) = d, f(x) = sum of f_i(x_i) >= 0 follows from f(p) >= 0 and, for every
letter, f_i(x) - f_i(p) - m*(g_i(x) - g_i(p)) >= 0 on the range of x_i: the m-terms add up to zero. Each of these is a goal in one
letter. An equation between products of positive factors is read in logarithms, and so are the sides of the goal. A strict comparison
follows from f(p) > 0.

    a*b*c = 1, all positive: log(1 + a) + log(1 + b) + log(1 + c) >= 3*log(2), for log(1 + x) - log(2) >= log(x)/2

Reference: the tangent line trick, e.g. Steele, The Cauchy-Schwarz Master Class, 2004.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from flint import ctx

from proofs_check.engines import one_letter, positivity, reductions
from proofs_check.engines.calculus_terms import folded, minus, negate, number_of, over, plus, power, times
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.enclosures import BITS, NoEnclosure
from proofs_check.engines.jet_fields import exact_sign, exact_value
from proofs_check.engines.jets import NoJet
from proofs_check.engines.tangent_lines import separated
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
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
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "curved equations"
MAX_LETTERS = 6


@dataclass(frozen=True)
class Equation:
    """sum of parts[x](x) + constant == 0 wherever `needs` hold."""

    parts: tuple[tuple[str, Term], ...]
    constant: Term
    needs: tuple[Term, ...]


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves an inequality by a multiplier, or says why not."""
    allowed = budget or Budget()
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return undecided(ENGINE, "only inequalities are proved here")
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "only real letters are looked at here")
    equations = [one for fact in goal.hypotheses for one in _equations(fact)]
    if not equations or not all(map(one_letter.is_known, walk(conclusion))):
        return undecided(ENGINE, "no equation between sums of functions of one letter each")
    for body, needs in _bodies(goal):
        parts = separated(body)
        if parts is None or not 1 <= len(parts[0]) <= MAX_LETTERS:
            continue
        for equation in equations:
            if set(parts[0]) != {name for name, _ in equation.parts}:
                continue
            answer = _by_equation(goal, equation, parts, needs, allowed)
            if answer is not None:
                return answer
    return undecided(ENGINE, "no multiplier decides it")


def _bodies(goal: Goal) -> Iterator[tuple[Term, tuple[Term, ...]]]:
    """What must not be negative, as it stands and by the logarithms of both sides."""
    raised = reductions.in_logarithms(goal)
    for form, needs in ((goal, ()), *((raised,) if raised is not None else ())):
        conclusion = form.conclusion
        assert isinstance(conclusion, Compare)
        difference = minus(conclusion.left, conclusion.right)
        yield (negate(difference) if conclusion.relation in ("<", "<=") else difference), needs


def _equations(fact: Term) -> Iterator[Equation]:
    if (
        not isinstance(fact, Compare)
        or fact.relation != "=="
        or not all(map(one_letter.is_known, walk(fact)))
    ):
        return
    plain = separated(minus(fact.left, fact.right))
    if plain is not None and len(plain[0]) >= 2:
        yield Equation(tuple(plain[0].items()), plain[1], ())
        return
    needs: list[Term] = []
    sides = [reductions.expanded_logarithm(side, needs) for side in (fact.left, fact.right)]
    raised = separated(minus(*sides))
    if raised is not None and len(raised[0]) >= 2:
        yield Equation(tuple(raised[0].items()), raised[1], tuple(needs))


def _by_equation(
    goal: Goal,
    equation: Equation,
    parts: tuple[dict[str, Term], Term],
    needs: tuple[Term, ...],
    budget: Budget,
) -> Answer | None:
    with ctx.workprec(BITS):
        for point in _places(equation):
            try:
                owed = _owed(goal, equation, parts, point)
            except (NoJet, NoEnclosure, NotDifferentiable):
                continue
            wanted = (*needs, *equation.needs)
            if not all(
                positivity.attempt(goal.concluding(one), budget, squares=False).proved for one in wanted
            ):
                return None
            answers = []
            for one in owed:
                answers.append(one_letter.attempt(one, budget))
                if not answers[-1].proved:
                    return None
            says = f"the multiplier at {text(point)}: " + "; ".join(answer.detail for answer in answers)
            return proved(ENGINE, says[:600], "certificate", tuple(answers))
    return None


def _places(equation: Equation) -> Iterator[Term]:
    """Common values of the letters that may satisfy the equation."""
    yield ONE
    yield ZERO
    x = Letter(equation.parts[0][0])
    total = plus(*(substitute(part, {name: x}) for name, part in equation.parts))
    factors, head = Fraction(0), None
    for name, part in equation.parts:
        factor, core = _scaled(folded(substitute(part, {name: x})))
        if head is not None and core != head:
            return
        factors, head = factors + factor, core
    if head is None or not factors or not free_letters(total):
        return
    level = over(negate(equation.constant), number_of(factors))
    match head:
        case Letter():
            yield folded(level)
        case Apply(op="pow", args=(Letter(), Number(value=value))) if value == 2:
            yield folded(apply("sqrt", level))
        case Apply(op="pow", args=(Letter(), Number(value=value))) if value:
            yield folded(power(level, number_of(1 / value)))
        case Apply(op="div", args=(Number(value=value), Letter())):
            yield folded(over(number_of(value), level))
        case Apply(op="sqrt", args=(Letter(),)):
            yield folded(power(level, number(2)))
        case Apply(op="log", args=(Letter(),)):
            yield from _roots(level)
        case Apply(op="exp", args=(Letter(),)):
            yield folded(apply("log", level))


def _roots(level: Term) -> Iterator[Term]:
    """exp(level); of c*log(u) it is u**c."""
    factor, core = _scaled(level)
    if isinstance(core, Apply) and core.op == "log":
        yield folded(power(core.args[0], number_of(factor)))
    else:
        yield folded(apply("exp", level))


def _scaled(term: Term) -> tuple[Fraction, Term]:
    """A rational factor and the rest."""
    match term:
        case Apply(op="neg", args=(inner,)):
            factor, core = _scaled(inner)
            return -factor, core
        case Apply(op="mul", args=(Number(value=value), inner)):
            factor, core = _scaled(inner)
            return value * factor, core
        case Apply(op="div", args=(inner, Number(value=value))) if value and not isinstance(inner, Number):
            factor, core = _scaled(inner)
            return factor / value, core
        case _:
            return Fraction(1), term


def _owed(goal: Goal, equation: Equation, parts: tuple[dict[str, Term], Term], point: Term) -> list[Goal]:
    """The goals in one letter; raises NoJet where the point is not one that the equation and the goal allow."""
    put = {name: point for name, _ in equation.parts}
    ends = plus(equation.constant, *(substitute(part, put) for _, part in equation.parts))
    if exact_sign(exact_value(ends)) != 0:
        raise NoJet("not a point of the equation")
    assert isinstance(goal.conclusion, Compare)
    strict = goal.conclusion.relation in ("<", ">")
    value = plus(parts[1], *(substitute(part, put) for part in parts[0].values()))
    sign = exact_sign(exact_value(value))
    if sign is None or sign < (1 if strict else 0):
        raise NoJet("the value where the letters are equal")
    own = dict(equation.parts)
    name = next(iter(own))
    slopes = [substitute(differentiate(one[name], name)[0], {name: point}) for one in (parts[0], own)]
    if exact_sign(exact_value(slopes[1])) in (0, None):
        raise NoJet("no multiplier")
    multiplier = folded(over(slopes[0], slopes[1]))
    found = []
    for name in own:
        gaps = [minus(one[name], substitute(one[name], {name: point})) for one in (parts[0], own)]
        gap = minus(gaps[0], times(multiplier, gaps[1]))
        domain = _range(goal, equation, name)
        found.append(Goal(((name, domain),), (), Compare(">=", gap, ZERO)))
    return found


def _range(goal: Goal, equation: Equation, name: str) -> Domain:
    """The values of the letter: its domain, as far as its ends are closed terms, and below what the equation allows.

    A sum of positive multiples of even powers leaves to each of them no more than the whole sum, and less where another one is not 0.
    """
    domains = dict(goal.letters)
    domain = domains[name]
    ends = [None if end is None or free_letters(end.at) else end for end in (domain.low, domain.high)]
    low, high = ends
    bound = _largest(equation, name)
    if bound is not None:
        closed = not any(_is_never_zero(domains[other]) for other, _ in equation.parts if other != name)
        low = Bound(negate(bound), closed) if low is None else low
        high = Bound(bound, closed) if high is None else high
    return Domain("real", low=low, high=high)


def _is_never_zero(domain: Domain) -> bool:
    return domain.nonzero or Bound(ZERO, False) in (domain.low, domain.high)


def _largest(equation: Equation, name: str) -> Term | None:
    """A bound of the modulus of the letter, where all parts are positive multiples of squares."""
    found = None
    for letter, part in equation.parts:
        factor, core = _scaled(part)
        if factor <= 0 or core != apply("pow", Letter(letter), number(2)):
            return None
        if letter == name:
            found = apply("sqrt", over(negate(equation.constant), number_of(factor)))
    return None if found is None else folded(found)
