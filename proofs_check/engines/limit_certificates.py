"""Certificates for limits: an inequality for all large t between the term and a basic sequence.

|f(t) - L| <= C*h(t) with h a null sequence (rho**t with |rho| < 1, 1/t, t**(-a), ...) and C free of t gives limit f = L;
f(t) >= C*h(t) with C > 0 and h growing without end gives limit f = oo. The inequality is proved like any goal, so that the
limit is trusted as far as the inequality is.

Notation: f the body of the limit, t its letter, L its value, h the basic sequence, C a factor free of t.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs_check.engines import sympy_engine
from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import (
    folded,
    minus,
    number_of,
    over,
    plus,
    times,
)
from proofs_check.engines.doubling_products import by_doubling
from proofs_check.engines.expand_near_whole import NEAR_WHOLE
from proofs_check.engines.expand_parameters import FAR
from proofs_check.engines.expand_products import is_moving_product
from proofs_check.engines.expand_ranges import DOUBLED
from proofs_check.engines.expand_small_terms import ALONG
from proofs_check.engines.limit_agreements import is_closed, is_slow_to_sympy, second_evaluator_agrees
from proofs_check.engines.limit_readings import LimitValue
from proofs_check.engines.limit_small_terms import by_small_terms
from proofs_check.engines.limit_values import value
from proofs_check.engines.scales import CONSTANT, Scale, Scaling, Undecided, scale_term
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Limit,
    Term,
    apply,
    fresh,
    number,
    substitute,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "limit by a bound"
BEYOND_BOUNDS = (
    "Stirling's series",
    "waves along the whole numbers",
    "comparison with an integral",
    ALONG,
    DOUBLED,
    NEAR_WHOLE,
)
"""Limits found by these rules are not certified: no engine has bounds so sharp, and SymPy takes minutes."""
UNBOUNDED = "moving power"
"""No engine has bounds for such powers; SymPy may know the limit."""
MIRROR = {"<=": ">=", "<": ">", ">=": "<=", ">": "<", "==": "=="}


def limit_by_bound(
    goal: Goal, limit: Limit, result: Term, bound: Term, prove: Prover, start: Term = ONE
) -> Answer:
    """That the limit at oo is `result`, by |f - result| <= bound for all t >= start and bound -> 0."""
    null = value(Limit(limit.letter, limit.domain, bound, limit.point), goal, prove)
    if null.kind != "finite" or null.term != ZERO or not null.expansion.exact:
        return undecided(ENGINE, f"{text(bound)} is not shown to be null")
    says = Compare("<=", apply("abs", minus(limit.body, result)), bound)
    return _for_all_large(
        goal, limit, says, start, prove, null, f"{text(says)} for all {limit.letter} >= {text(start)}"
    )


def to_infinity(goal: Goal, limit: Limit, bound: Term, prove: Prover, start: Term = ONE) -> Answer:
    """That the limit at oo is oo, by f >= bound for all t >= start and bound -> oo."""
    growing = value(Limit(limit.letter, limit.domain, bound, limit.point), goal, prove)
    if growing.kind != "+oo" or not growing.expansion.exact:
        return undecided(ENGINE, f"{text(bound)} is not shown to grow without end")
    says = Compare(">=", limit.body, bound)
    return _for_all_large(
        goal, limit, says, start, prove, growing, f"{text(says)} for all {limit.letter} >= {text(start)}"
    )


def _for_all_large(
    goal: Goal, limit: Limit, says: Term, start: Term, prove: Prover, basic: LimitValue, detail: str
) -> Answer:
    """`says` for all t >= start; the basic sequence's side conditions take part in the trust."""
    if limit.point != INFINITY or limit.domain.kind not in ("real", "integer"):
        return undecided(ENGINE, "the letter does not run to oo")
    letter = fresh(limit.letter, names_of(goal))
    put: dict[str, Term] = {limit.letter: Letter(letter)}
    inner = goal.with_letter(letter, limit.domain)
    inner = inner.assuming(Compare(">=", Letter(letter), substitute(start, put)))
    statement = substitute(says, put)
    candidates = [inner.concluding(statement)]
    if Questions(goal, prove).holds(Compare(">=", start, ONE)):
        candidates.append(_without_powers(candidates[0], letter))
    for candidate in dict.fromkeys(candidates):
        asked = Questions(candidate, prove)
        if asked.holds(candidate.conclusion):
            return proved(ENGINE, detail, "certificate", (*asked.used, *basic.proofs))
    return undecided(ENGINE, f"not shown: {detail}")


def _without_powers(goal: Goal, letter: str) -> Goal:
    """The goal with each `b**t`, 0 <= b <= 1, replaced by a letter in [0, min(1, b)]: weaker facts, simpler terms."""
    from proofs_check.statement.domains import REAL

    asked = Questions(goal, lambda _: undecided(ENGINE, ""))
    powers = {
        node
        for node in walk(goal.conclusion)
        if isinstance(node, Apply) and node.op == "pow" and node.args[1] == Letter(letter)
    }
    for node in sorted(powers, key=text):
        base = node.args[0]
        if not asked.holds(Compare(">=", base, ZERO)) or not asked.holds(Compare("<=", base, ONE)):
            continue
        name = fresh("p", names_of(goal))
        new = Letter(name)
        conclusion = _replaced(goal.conclusion, node, new)
        facts = (Compare(">=", new, ZERO), Compare("<=", new, ONE), Compare("<=", new, base))
        goal = goal.with_letter(name, REAL).assuming(*facts).concluding(conclusion)
    return goal


def _replaced(term: Term, old: Term, new: Term) -> Term:
    return transform(term, lambda node: new if node == old else node)


def certify(limit: Limit, found: LimitValue, goal: Goal, prove: Prover) -> Answer:
    """A bound read off the expansion of `found`, proved. Limits at oo of real claims only."""
    questions = Questions(goal, prove)
    if limit.point != INFINITY or not found.known or not questions.facts.is_real(limit.body):
        return undecided(ENGINE, "no bound of a known form")
    scaling = Scaling(questions, limit.domain.kind == "integer")
    try:
        if found.kind == "finite":
            return _certify_finite(limit, found, scaling, prove)
        return _certify_growing(limit, found, scaling, prove)
    except Undecided as stop:
        return undecided(ENGINE, stop.reason)


def _certify_finite(limit: Limit, found: LimitValue, scaling: Scaling, prove: Prover) -> Answer:
    goal = scaling.ask.goal
    null = [(c, scale) for c, scale in found.expansion.terms if scale != CONSTANT]
    if not null and found.expansion.exact:
        return limit_by_bound(goal, limit, found.term, ZERO, prove)
    if not null:
        return undecided(ENGINE, "the expansion gives no factor for a bound")
    largest = null[0]
    for pair in null[1:]:
        largest = pair if scaling.quotient_order(pair[1], largest[1]) > 0 else largest
    size = scale_term(scaling.magnitude(largest[1]), Letter(limit.letter))
    answer = undecided(ENGINE, "no bound found")
    for factor in (1, 2):
        head = times(number(factor), scaling.absolute(largest[0]))
        answer = limit_by_bound(goal, limit, found.term, times(head, size), prove)
        if answer.proved:
            return answer
    return answer


def _certify_growing(limit: Limit, found: LimitValue, scaling: Scaling, prove: Prover) -> Answer:
    """From f ~ c*S: f >= c*S/2 from a start at which the other terms are at most half of it."""
    goal = scaling.ask.goal
    terms = list(found.expansion.terms)
    if not terms or not found.expansion.exact:
        return undecided(ENGINE, "the expansion gives no factor for a bound")
    lead = terms[0]
    for pair in terms[1:]:
        lead = pair if scaling.quotient_order(pair[1], lead[1]) > 0 else lead
    sign = 1 if found.kind == "+oo" else -1
    body = limit.body if sign > 0 else folded(apply("neg", limit.body))
    head = lead[0] if sign > 0 else folded(apply("neg", lead[0]))
    rest = [scaling.absolute(c) for c, scale in terms if scale != lead[1]]
    half = number_of(Fraction(1, 2)) if rest else ONE
    start = _start(head, rest)
    upward = Limit(limit.letter, limit.domain, body, limit.point)
    constants = [c if sign > 0 else folded(apply("neg", c)) for c, scale in terms if scale == CONSTANT]
    if rest and len(constants) == len(rest):  # what is constant may stand on both sides
        answer = to_infinity(goal, upward, plus(times(head, _size(lead[1], limit)), *constants), prove)
        if answer.proved:
            return answer
    return to_infinity(goal, upward, times(half, head, _size(lead[1], limit)), prove, start)


def _size(scale: Scale, limit: Limit) -> Term:
    return scale_term(scale, Letter(limit.letter))


def _start(head: Term, rest: list[Term]) -> Term:
    """1 + 2*(sum of the other coefficients)/head."""
    return plus(ONE, over(times(number(2), plus(*rest)), head)) if rest else ONE


def _is_sum_of_null_terms(limit: Limit, found: LimitValue, goal: Goal) -> bool:
    """Whether f equals its exact expansion by arithmetic: L and multiples of basic null sequences."""
    if limit.point != INFINITY or not found.expansion.exact:
        return False
    terms = [times(c, scale_term(scale, Letter(limit.letter))) for c, scale in found.expansion.terms]
    scope = goal.with_letter(limit.letter, limit.domain).scope
    return difference_is_zero(limit.body, plus(*terms), scope)


def trusted(limit: Limit, found: LimitValue, goal: Goal, prove: Prover, parts: tuple[Answer, ...]) -> Answer:
    """The proof of a known value: certified by a bound, agreed on by SymPy, or by the calculus alone."""
    detail = f"{text(limit)} = {text(found.as_term)}"
    if found.kind == "finite" and _is_sum_of_null_terms(limit, found, goal):
        detail = f"{detail}, being that plus terms that tend to 0"
        return proved(ENGINE, detail, "certificate", (*found.proofs, *parts))
    rough = is_closed(limit, found) and not found.expansion.exact
    if rough and second_evaluator_agrees(limit, found, goal):
        seconder = _opinion(detail, "second evaluator")
        return proved(ENGINE, detail, "two engines", (*found.proofs, *parts, seconder))
    if DOUBLED in found.rules:
        telescoped = _telescoped(limit, found, goal, prove, parts)
        if telescoped is not None:
            return telescoped
    if ALONG in found.rules:
        shown = by_small_terms(limit, found, goal, prove, lambda one, its: trusted(one, its, goal, prove, ()))
        if shown is not None:
            return proved(ENGINE, f"{detail}, as {shown.detail}", "certificate", (*parts, shown))
    sharp = any(rule in found.rules for rule in BEYOND_BOUNDS)
    bounded = not sharp and UNBOUNDED not in found.rules
    certified = certify(limit, found, goal, prove) if bounded else undecided(ENGINE, "")
    if certified.proved and certified.trust == "certificate":
        return proved(ENGINE, f"{detail}, as {certified.detail}", "certificate", (*parts, certified))
    by_form = all(answer.trust == "certificate" for answer in found.proofs)
    unasked = sharp or (certified.proved and by_form) or is_slow_to_sympy(limit)
    agrees = not unasked and sympy_engine.limit_agrees(limit, found.as_term, goal) == "agrees"
    if certified.proved and (agrees or by_form):
        seconded = replace(
            certified, trust="two engines"
        )  # the calculus, or SymPy, and whoever proved the bound
        supports = (*parts, seconded, _opinion(detail, "sympy")) if agrees else (*parts, seconded)
        return proved(ENGINE, f"{detail}, as {certified.detail}", "two engines", supports)
    if is_closed(limit, found) and second_evaluator_agrees(limit, found, goal):
        seconder = _opinion(detail, "second evaluator")
        return proved(ENGINE, detail, "two engines", (*found.proofs, *parts, seconder))
    if certified.proved:
        return proved(ENGINE, f"{detail}, as {certified.detail}", "one engine", (*parts, certified))
    if agrees:
        return proved(ENGINE, detail, "two engines", (*found.proofs, *parts, _opinion(detail, "sympy")))
    return proved(ENGINE, detail, "one engine", (*found.proofs, *parts))


def _telescoped(
    limit: Limit, found: LimitValue, goal: Goal, prove: Prover, parts: tuple[Answer, ...]
) -> Answer | None:
    """The proof of the value with moving products in closed form, whose divisors are not zero far out, as its expansion shows."""
    letter = limit.letter
    far = goal.with_letter(letter, replace(limit.domain, low=Bound(FAR, True)))
    body, answers = limit.body, list[Answer]()
    for node in walk(limit.body):
        product = by_doubling(node, far, prove) if is_moving_product(node, letter) else None
        if product is not None:
            body = replace_all(body, node, over(product.above, product.below))
            answers.append(product.shown)
    closed = Limit(letter, limit.domain, body, limit.point, limit.side)
    again = value(closed, goal, prove)
    if not answers or limit.point != INFINITY or not again.known or again.as_term != found.as_term:
        return None
    return trusted(closed, replace(again, rules=(*again.rules, DOUBLED)), goal, prove, (*parts, *answers))


def _opinion(detail: str, name: str) -> Answer:
    return Answer(name, "proved", f"it agrees: {detail}", "two engines", (name,))
