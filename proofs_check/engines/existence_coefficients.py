"""Numbers for which an equation holds for all x, by comparing coefficients: a*cos(x) + b*sin(x) == c*cos(x - d).

    exists(c, exists(d, forall(x, F == G)))     from     exists(c, exists(d, every coefficient of F - G is 0))

F - G is written as a sum of powers and products of x, sin(x), cos(x), exp(x), ... with coefficients without x; the theorems of addition
take x out of sin(x + d), cos(x + d) and exp(x + d).

Certificate: the sum is F - G by algebra and the theorems of addition; F and G are defined for all values of the letters.
"""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.engines.calculus_questions import defined, within
from proofs_check.engines.calculus_signs import is_real
from proofs_check.engines.calculus_terms import flat_conjunction, minus, negate, over, plus, times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Quantified,
    Term,
    apply,
    binder,
    conjunction,
    free_letters,
    walk,
)

ENGINE = "existence"
MAX_POWER = 8
MAX_MONOMIALS = 30

Attempt = Callable[[Goal, Prover], Answer]
Monomial = tuple[Term, ...]
"""Factors that depend on x, in a fixed order."""
Coefficients = dict[Monomial, Term]


class NoSum(Exception):
    """The term is no sum of products that could be compared."""


def by_coefficients(statement: Quantified, goal: Goal, prove: Prover, attempt: Attempt) -> Answer:
    """Proves an existence of numbers for an equation for all x through its coefficients. The letter must be new to the goal."""
    letters, bottom = _chain(statement)
    if not isinstance(bottom, Quantified) or bottom.op != "forall" or not bottom.domain.is_scalar:
        return undecided(ENGINE, "no equation for all x")
    if any(
        domain.kind not in ("real", "integer") for _, domain in (*letters, (bottom.letter, bottom.domain))
    ):
        return undecided(ENGINE, "a letter that is no real number")
    names = [name for name, _ in letters] + [bottom.letter]
    hidden = {binder(node) for node in walk(bottom.body)} & set(names)
    if any(domain.is_complex for _, domain in goal.letters) or len(set(names)) < len(names) or hidden:
        return undecided(ENGINE, "letters that are not told apart")
    try:
        conditions = _conditions(bottom)
    except NoSum as stop:
        return undecided(ENGINE, str(stop))
    under = tuple(fact for name, domain in letters for fact in membership(name, domain))
    everywhere = within(goal, letters, under, bottom)
    shown = defined((everywhere.conclusion,), everywhere, prove)
    if shown is None:
        return undecided(ENGINE, "the equation is not shown to be defined everywhere")
    simpler: Term = conjunction(conditions)
    for name, domain in reversed(letters):
        simpler = Quantified("exists", name, domain, simpler)
    answer = attempt(goal.concluding(simpler), prove)
    if not answer.proved:
        return undecided(ENGINE, f"by coefficients: {answer.detail}"[:300])
    return proved(ENGINE, f"equal coefficients: {answer.detail}"[:300], "certificate", (shown, answer))


def _chain(statement: Quantified) -> tuple[tuple[tuple[str, Domain], ...], Term]:
    """The letters of nested existences, and what they are for."""
    letters: list[tuple[str, Domain]] = []
    body: Term = statement
    while isinstance(body, Quantified) and body.op == "exists":
        letters.append((body.letter, body.domain))
        body = body.body
    return tuple(letters), body


def _conditions(bottom: Quantified) -> tuple[Term, ...]:
    """That every coefficient of every equation is 0. Raises NoSum."""
    found: dict[Term, None] = {}
    for equation in flat_conjunction(bottom.body):
        if not isinstance(equation, Compare) or equation.relation != "==":
            raise NoSum("no equation")
        difference = minus(equation.left, equation.right)
        if not is_real(difference, frozenset()):
            raise NoSum("a term that is not seen to be real")
        for coefficient in coefficients(difference, bottom.letter).values():
            if coefficient != ZERO:
                found[Compare("==", coefficient, ZERO)] = None
    return tuple(found)


def coefficients(term: Term, x: str) -> Coefficients:
    """The coefficients of a term as a sum of products of what depends on x. Raises NoSum."""
    if x not in free_letters(term):
        return {(): term}
    match term:
        case Letter():
            return {(term,): ONE}
        case Apply(op="add", args=(left, right)):
            return _added(coefficients(left, x), coefficients(right, x))
        case Apply(op="sub", args=(left, right)):
            return _added(coefficients(left, x), _scaled(coefficients(right, x), negate))
        case Apply(op="neg", args=(inner,)):
            return _scaled(coefficients(inner, x), negate)
        case Apply(op="mul", args=(left, right)):
            return _multiplied(coefficients(left, x), coefficients(right, x))
        case Apply(op="div", args=(left, right)) if x not in free_letters(right):
            return _scaled(coefficients(left, x), lambda part: over(part, right))
        case Apply(op="pow", args=(base, Number(value=value))) if (
            value.denominator == 1 and 0 < value <= MAX_POWER
        ):
            found = coefficients(base, x)
            whole = found
            for _ in range(int(value) - 1):
                whole = _multiplied(whole, found)
            return whole
        case Apply(op=("sin" | "cos" | "exp") as op, args=(arg,)):
            return _by_addition(op, arg, x)
        case Apply(args=args) if all(isinstance(arg, Letter) for arg in args):
            return {(term,): ONE}
        case _:
            raise NoSum("a function that is not taken apart")


def _by_addition(op: str, arg: Term, x: str) -> Coefficients:
    """sin, cos or exp of m + d, where d does not depend on x, and m is a sum with numbers as weights. Raises NoSum."""
    parts = coefficients(arg, x)
    rest = parts.pop((), ZERO)
    weights = [weight for weight in parts.values() if isinstance(weight, Number)]
    if len(weights) < len(parts):
        raise NoSum("a frequency that is no number")
    if not weights:
        return {(): apply(op, rest)}
    moving = plus(*(times(weight, *monomial) for monomial, weight in sorted(parts.items(), key=str)))
    if op == "exp":
        return {(apply("exp", moving),): apply("exp", rest) if rest != ZERO else ONE}
    is_turned = weights[0].value < 0  # sin(-m) and sin(m) are to be the same monomial
    sine, cosine = ((apply(name, negate(moving) if is_turned else moving),) for name in ("sin", "cos"))
    by_sine, by_cosine = _sine_and_cosine(rest)
    if op == "sin":
        return {sine: negate(by_cosine) if is_turned else by_cosine, cosine: by_sine}
    return {sine: by_sine if is_turned else negate(by_sine), cosine: by_cosine}


def _sine_and_cosine(angle: Term) -> tuple[Term, Term]:
    """The sine and the cosine, of the opposite angle where that is written without a sign."""
    if angle == ZERO:
        return ZERO, ONE
    if isinstance(angle, Apply) and angle.op == "neg":
        return negate(apply("sin", angle.args[0])), apply("cos", angle.args[0])
    return apply("sin", angle), apply("cos", angle)


def _added(one: Coefficients, two: Coefficients) -> Coefficients:
    found = dict(one)
    for monomial, coefficient in two.items():
        found[monomial] = plus(found[monomial], coefficient) if monomial in found else coefficient
    return found


def _scaled(one: Coefficients, change: Callable[[Term], Term]) -> Coefficients:
    return {monomial: change(coefficient) for monomial, coefficient in one.items()}


def _multiplied(one: Coefficients, two: Coefficients) -> Coefficients:
    if len(one) * len(two) > MAX_MONOMIALS:
        raise NoSum("too many products")
    found: Coefficients = {}
    for first, left in one.items():
        for second, right in two.items():
            product = tuple(sorted((*first, *second), key=str))
            found = _added(found, {product: times(left, right)})
    return found


__all__ = ["by_coefficients", "coefficients"]
