"""Inequalities whose margin falls with n and stays above what it can still lose.

For left >= right let D = left - right (or log(left/right), both positive), and let d(n) be at least what D loses from n to n + 1. If
g(n) = w(n)*d(n) >= 0 has g(n) - g(n + 1) >= d(n) for n >= N, then D - g rises from N on; so D(N) >= g(N) gives D(n) >= g(n) >= 0 for
all n >= N. With r(n) = d(n + 1)/d(n) the condition is w(n) - w(n + 1)*r(n) >= 1. The weights w are constants (terms that shrink
geometrically) and multiples of n and n + 1 (terms that shrink like powers), chosen by numbers and then proved; with multiples of n + s they come
close to what is lost in all, for bounds a little beyond the limit.

For quotients d(n) = q(n) - 1 >= log(q(n)), q the quotient's loss, and (1 - g(N))*left(N) >= right(N) gives D(N) >= g(N).
Certificate: the values up to N, d > 0, and the inequality of the weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.calculus_terms import folded_in, minus, negate, number_of, plus, times
from proofs_check.engines.discrete_growth import first_of, later, moving_letters, opened
from proofs_check.engines.discrete_steps import Factor, Moves, NoStep
from proofs_check.engines.enclosures import ball, certain, enclosed
from proofs_check.engines.moving_sums import settled_everywhere
from proofs_check.engines.tangent_lines import summands
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ONE,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    free_letters,
    number,
    substitute,
    transform,
)
from proofs_check.statement.text import text

ENGINE = "falling margin"
WEIGHTS = tuple(Fraction(w) for w in ("1", "3/2", "2", "3", "4", "1/2", "1/3", "2/3", "1/4", "6"))
CLOSE = tuple(
    Fraction(w) for w in ("1", "1/2", "1/3", "1/4")
)  # what terms like n**-2, ..., n**-5 leave in the limit
SHIFTS = tuple(Fraction(w) for w in ("3/2", "2", "3"))
LAST_START = 11
PROBES = (0, 1, 2, 5, 13, 40, 200)
FLIPPED = {"<": ">", "<=": ">="}


@dataclass(frozen=True)
class Margin:
    """A comparison left >= right (or >) in the letter `name` alone, and what it loses with each step.

    loss: d(n) > 0. needs: conditions of the equalities behind it. is_quotient: whether the margin is log(left/right).
    """

    says: Compare
    name: str
    loss: Term
    needs: tuple[Term, ...]
    is_quotient: bool

    def beyond(self, at: Term, reserve: Term) -> Compare:
        """What gives D >= reserve at a number, or D > reserve where the comparison is strict."""
        put = {self.name: at}
        left, right = substitute(self.says.left, put), substitute(self.says.right, put)
        kept = times(left, minus(ONE, reserve)) if self.is_quotient else minus(left, reserve)
        return Compare(self.says.relation, kept, right)


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares sizes that move with a whole letter, and nothing else enters."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return False
    return len(free_letters(conclusion)) == 1 and bool(moving_letters(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the comparison by a reserve that covers all later losses; it never refutes."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or not applies(goal):
        return undecided(ENGINE, "")
    if conclusion.relation in FLIPPED:
        conclusion = Compare(FLIPPED[conclusion.relation], conclusion.right, conclusion.left)
    name = moving_letters(goal)[0]
    first = first_of(goal, name)
    if first is None or first < 0:  # below 0 the weights are not all positive
        return undecided(ENGINE, f"the values of '{name}' are not all whole numbers from some number on")
    sides = [settled_everywhere(side, name, goal.scope) for side in (conclusion.left, conclusion.right)]
    says = Compare(conclusion.relation, *sides)
    for margin in _margins(says, name):
        answer = _by_reserve(margin, goal, first, prove)
        if answer is not None:
            return answer
    return undecided(ENGINE, "no reserve covers the losses")


def _margins(says: Compare, name: str) -> Iterator[Margin]:
    moves = Moves(name)
    try:
        loss = minus(moves.change(says.right), moves.change(says.left))
        yield Margin(says, name, _tidy(loss), tuple(moves.needs), False)
    except NoStep:
        pass
    moves = Moves(name)
    try:
        upward, downward = moves.ratio(says.right), moves.ratio(says.left)
    except NoStep:
        return
    factors = [*upward, *((base, negate(exponent)) for base, exponent in downward)]
    yield Margin(says, name, _beyond_one(factors), tuple(moves.needs), True)


def _beyond_one(factors: list[Factor]) -> Term:
    """The product less one; as one quotient where factors stand below, so that its own steps are seen."""
    turned = [one for base, exponent in factors for one in _split(base, exponent)]
    below = [one for one in turned if one[1] == number_of(Fraction(-1))]
    if not below:
        return _tidy(minus(_product(factors), ONE))
    above = _product([one for one in turned if one not in below])
    return times(_tidy(minus(above, times(*(base for base, _ in below)))), _product(below))


def _tidy(term: Term) -> Term:
    """The term with the numbers of every sum in it added up."""

    def joined(node: Term) -> Term:
        if not isinstance(node, Apply) or node.op not in ("add", "sub"):
            return node
        return plus(*(part if sign > 0 else negate(part) for part, sign in summands(node, 1)))

    return transform(term, joined)


def _product(factors: list[Factor]) -> Term:
    turned = [_turned(base, exponent) for base, exponent in factors]
    return times(*(base if exponent == ONE else Apply("pow", (base, exponent)) for base, exponent in turned))


def _split(base: Term, exponent: Term) -> Iterator[Factor]:
    """A power of u/v as powers of u and of v."""
    if isinstance(base, Apply) and base.op == "div":
        above, below = base.args
        yield from ((above, exponent),) if above != ONE else ()
        yield below, negate(exponent)
    else:
        yield base, exponent


def _turned(base: Term, exponent: Term) -> Factor:
    """A power of 1/u as a power of u."""
    match base:
        case Apply(op="div", args=(Number(value=Fraction(numerator=1, denominator=1)), below)):
            return below, negate(exponent)
    return base, exponent


def _by_reserve(margin: Margin, goal: Goal, first: int, prove: Prover) -> Answer | None:
    moves = Moves(margin.name)
    try:
        ratio = _product(moves.ratio(margin.loss))
    except NoStep:
        return None
    needs = (*margin.needs, *moves.needs, Compare(">", margin.loss, ZERO))
    before: list[Answer] = []
    for start in range(first, first + LAST_START + 1):
        if start > first:
            put = substitute(margin.says, {margin.name: number(start - 1)})
            before.append(prove(goal.concluding(folded_in(put, goal.scope))))
            if not before[-1].proved:
                return None
        for weight in _weights(margin.name):
            shrinks = Compare(
                ">=", minus(weight, times(substitute(weight, {margin.name: _next(margin.name)}), ratio)), ONE
            )
            reserve = times(weight, margin.loss)
            at_start = substitute(reserve, {margin.name: number(start)})
            enough = folded_in(margin.beyond(number(start), at_start), goal.scope)
            if _may_hold(enough, goal) and all(
                _may_hold(shrinks, goal, margin.name, start + more) for more in PROBES
            ):
                answer = _shown(margin, goal, start, (enough, shrinks, *needs), before, prove)
                if answer is not None:
                    return answer
                break
    return None


def _next(name: str) -> Term:
    return plus(Letter(name), ONE)


def _weights(name: str) -> Iterator[Term]:
    for weight in WEIGHTS:
        yield number_of(weight)
    for weight in WEIGHTS:
        yield times(number_of(weight), Letter(name))
        yield times(number_of(weight), _next(name))
    for weight in CLOSE:
        for shift in SHIFTS:
            yield times(number_of(weight), plus(Letter(name), number_of(shift)))


def _may_hold(says: Term, goal: Goal, name: str = "", value: int = 0) -> bool:
    """Whether the comparison is certain, or too close to tell, at a number."""
    if not isinstance(says, Compare):
        return says == TRUE
    values = {name: ball(Fraction(value))} if name else {}
    found = enclosed(minus(says.left, says.right), values, goal.scope)
    return found is not None and not certain("<", found)


def _shown(
    margin: Margin, goal: Goal, start: int, says: tuple[Term, ...], before: list[Answer], prove: Prover
) -> Answer | None:
    """The reserve at the start, and the rest for all later n. before: the proofs for the values before the start."""
    enough, *always = says
    answers = [*before, prove(goal.concluding(enough))]
    inner = later(goal, margin.name, start)
    for one in dict.fromkeys(always):
        if not answers[-1].proved:
            return None
        answers.append(prove(opened(inner, one)))
    if not answers[-1].proved:
        return None
    lost = "factor" if margin.is_quotient else "difference"
    detail = f"from {margin.name} = {start} on the {lost} keeps more than it can lose: {text(says[1])}"
    return proved(ENGINE, detail[:400], "certificate", tuple(answers))
