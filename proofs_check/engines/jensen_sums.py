"""Jensen's inequality for sums of any length: of logarithms and exponentials, with weights.

    sum w*log(u) <= W*log(A/W)      A = sum w*u, W = sum w
    sum w*log(u) >= -W*log(B/W)     B = sum w/u
    sum w*exp(u) >= W*exp(C/W)      C = sum w*u

where W > 0 and, at every index, w >= 0, and u > 0 under the logarithm. A body may have several logarithms, c_1*w*log(u_1) + c_2*w*log(u_2)
with whole numbers c_i being w*log(u_1**c_1 * u_2**c_2); so may the difference of two sums. The log-sum inequality,
Gibbs' inequality and bounds of entropies are of this form. What is shown is known of new letters that stand for the sums.

Roots, quotients and moduli: see `cauchy_sums.py`; bounds by single terms: `bounded_terms.py`.

Certificate: the signs of the terms, and the goal in the new letters. Reference: Hardy, Littlewood and Polya, Inequalities, 3.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from proofs_check.engines import positivity
from proofs_check.engines.bounded_terms import add_bounds
from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_terms import minus, negate, over, plus, power, times
from proofs_check.engines.cauchy_sums import add_products
from proofs_check.engines.sums_as_letters import KnownSums, is_scalar, open_sums, with_one_index
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Sum, Term, apply, number, walk
from proofs_check.statement.text import text

ENGINE = "Jensen for sums"
MAX_SUMS = 3
CURVED = ("log", "exp", "sqrt", "abs", "div", "pow")


def applies(goal: Goal) -> bool:
    """Whether an inequality has a sum of an open length over logarithms or exponentials in it."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ("<", "<=", ">", ">="):
        return False
    if goal.sequences or any(domain.is_complex for _, domain in goal.letters):
        return False
    sums = tuple(open_sums(conclusion))
    return any(map(_is_curved, sums)) and all(is_scalar(one, goal) for one in sums)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves an inequality with such sums by what Jensen says of them."""
    if not applies(goal):
        return undecided(ENGINE, "")
    goal = with_one_index(goal)
    sums = tuple(dict.fromkeys(one for one in open_sums(goal.conclusion) if _is_curved(one)))[:MAX_SUMS]
    known = KnownSums(goal, prove)
    for one in sums:
        _add_means(known, one, one, one.body)
        add_products(known, one)
        add_bounds(known, one)
    for one, other in permutations(sums, 2):
        if (one.low, one.high) == (other.low, other.high):
            _add_means(known, apply("sub", one, other), one, minus(one.body, other.body))
    if not known.facts:
        return undecided(ENGINE, "nothing is known of the weights")
    detail = f"with {', '.join(map(text, known.facts))}"
    forms = tuple(known.goals())
    asked: tuple[Prover, ...] = (positivity.attempt, prove)  # what is linear in the sums ends at once
    for answer in (ask(form) for ask in asked for form in forms):
        if answer.proved:
            return proved(ENGINE, detail[:300], "certificate", (*known.answers, answer))
    return undecided(ENGINE, detail[:300])


def _is_curved(one: Sum) -> bool:
    return any(isinstance(node, Apply) and node.op in CURVED for node in walk(one.body))


def _add_means(known: KnownSums, value: Term, one: Sum, body: Term) -> None:
    """What is known of `value`, the sum of the body over the range of `one`."""
    inside = known.inside(one)
    for form in _forms(body, inside):
        weight, argument = form.weight, form.argument
        if not known.holds(inside, Compare(">=", weight, ZERO)):
            continue
        if form.op == "log" and not known.holds(inside, Compare(">", argument, ZERO)):
            continue
        total = known.sum_of(one, weight, inside)
        if not known.is_positive(total, one, weight, inside):
            continue
        mean = known.sum_of(one, times(weight, argument), inside)
        known.facts.append(Compare(">", total, ZERO))
        if form.op == "exp":
            bound = times(total, apply("exp", over(mean, total)))
            known.bound(value, ">=", bound)
            continue
        inverse = known.sum_of(one, over(weight, argument), inside)
        known.facts += [Compare(">", mean, ZERO), Compare(">", inverse, ZERO)]
        known.bound(value, "<=", times(total, apply("log", over(mean, total))))
        known.bound(value, ">=", negate(times(total, apply("log", over(inverse, total)))))
        if difference_is_zero(weight, argument, inside.scope):
            known.facts.append(Compare("<=", mean, power(total, number(2))))


@dataclass(frozen=True)
class _Form:
    """weight * op(argument)."""

    op: str
    weight: Term
    argument: Term


def _forms(body: Term, inside: Goal) -> Iterator[_Form]:
    """The body as a weight times a logarithm, or times an exponential."""
    for op in ("log", "exp"):
        nodes = tuple(dict.fromkeys(node for node in walk(body) if isinstance(node, Apply) and node.op == op))
        if not nodes or len(nodes) > (2 if op == "log" else 1):
            continue
        nothing = {node: ZERO for node in nodes}
        weights = [_put(body, {**nothing, node: ONE}) for node in nodes]
        whole = plus(*(times(weight, node) for weight, node in zip(weights, nodes, strict=True)))
        if not difference_is_zero(body, whole, inside.scope):
            continue
        factors = [_ratio(weight, weights[0], inside) for weight in weights]
        argument = times(
            *(power(node.args[0], number(f)) for node, f in zip(nodes, factors, strict=True) if f is not None)
        )
        if None in factors:
            continue
        yield _Form(op, weights[0], argument)
        if op == "log":
            yield _Form(op, negate(weights[0]), over(ONE, argument))


def _ratio(one: Term, other: Term, inside: Goal) -> Fraction | None:
    """A whole number c with one = c*other, or None."""
    for value in (1, -1, 2, -2):
        if difference_is_zero(one, times(number(value), other), inside.scope):
            return Fraction(value)
    return None


def _put(body: Term, values: dict[Apply, Term]) -> Term:
    for node, value in values.items():
        body = replace_all(body, node, value)
    return body
