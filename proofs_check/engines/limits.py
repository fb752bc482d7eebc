"""Proofs of statements about limits: their values are found and put in, what is left is proved.

A limit whose value splits on a condition on the parameters is decided case by case. Trust: 'certificate' where an inequality for
all large t certifies the value (`limit_bounds`), 'two engines' where SymPy's limit agrees with the calculus, else 'one engine'.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines import limit_systems
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import folded_in, integer_of, truth
from proofs_check.engines.closed_forms import with_closed_forms
from proofs_check.engines.existence_intro import introduce, negation
from proofs_check.engines.halved_angles import with_halved_angles
from proofs_check.engines.known_sequences import in_powers
from proofs_check.engines.limit_averages import averaged
from proofs_check.engines.limit_cases import cases_of, solved, splits_on
from proofs_check.engines.limit_certificates import trusted
from proofs_check.engines.limit_compositions import composed
from proofs_check.engines.limit_euler import euler_letter, knowing_euler
from proofs_check.engines.limit_perturbed import perturbed
from proofs_check.engines.limit_readings import LimitValue
from proofs_check.engines.limit_sequences import Settled, limit_of_sequence
from proofs_check.engines.limit_values import value
from proofs_check.engines.scales import Undecided
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.terms import (
    FALSE,
    INFINITY,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Limit,
    Sum,
    Term,
    apply,
    binder,
    children,
    free_letters,
    number,
    rebuild,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "limits"
MAX_CASES = 3
TAIL = 100  # how far beyond the lower ends of sums a tail begins: their first terms may be exceptions


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a goal whose conclusion speaks of limits; 'undecided' names the condition on which a limit splits."""
    parts = introduce(goal)
    if parts != (goal,):
        return _all_of(parts, prove)
    if not any(isinstance(node, Limit) for node in walk(goal.conclusion)):
        return undecided(ENGINE, "no limit in the conclusion")
    return _by_cases(goal, prove, MAX_CASES)


def exists(limit: Limit, goal: Goal, prove: Prover, finite: bool = False) -> Answer:
    """That the limit has a value, finite or (unless `finite`) infinite: what its definedness asks."""
    answer = _exists(limit, goal, prove, finite, MAX_CASES)
    return answer if answer.proved else limit_systems.exists(limit, goal, prove, answer)


def _exists(limit: Limit, goal: Goal, prove: Prover, finite: bool, cases: int) -> Answer:
    settled = _by_iteration(limit, goal, prove, ())
    if settled is not None and finite and is_infinite(settled.value):
        return undecided(ENGINE, f"{text(limit)} is infinite")
    if settled is not None:
        detail = f"{text(limit)} = {text(settled.value)}: {settled.way}"
        return proved(ENGINE, detail, "certificate", settled.proofs)
    prepared, parts = _prepared(limit, goal, prove)
    euler = euler_letter(goal.concluding(Compare("==", prepared, ZERO)))
    found = value(prepared, goal, prove, euler)
    if finite and found.kind in ("+oo", "-oo"):
        return undecided(ENGINE, f"{text(limit)} is infinite")
    if found.known:
        return trusted(prepared, found, knowing_euler(goal, euler, found.as_term), prove, parts)
    condition = found.condition
    if condition is None or cases == 0 or not splits_on(condition, goal):
        return undecided(ENGINE, f"{text(limit)}: {found.reason or found.kind}")
    cases_here = cases_of(condition, goal.concluding(Compare("==", limit, ZERO)), prove)
    answers = list(cases_here.excluded)
    for case, inner in cases_here.goals:
        assert isinstance(inner.conclusion, Compare) and isinstance(inner.conclusion.left, Limit)
        answers.append(_exists(inner.conclusion.left, inner, prove, finite, cases - 1))
        if not answers[-1].proved:
            return undecided(ENGINE, f"{found.reason}; where {text(case)}: {answers[-1].detail}")
    return proved(
        ENGINE, f"{text(limit)} exists by the cases of {text(condition)}", "certificate", tuple(answers)
    )


def value_of(limit: Limit, goal: Goal, prove: Prover) -> Term | None:
    """The value, `oo` and `-oo` included, where one term gives it for all values of the parameters; else None."""
    prepared, _ = _prepared(limit, goal, prove)
    found = value(prepared, goal, prove)
    return found.as_term if found.known else None


def missing(limit: Limit, goal: Goal, prove: Prover) -> str:
    """Why the limit does not exist for any values of the parameters; '' where that is not shown."""
    prepared, _ = _prepared(limit, goal, prove)
    found = value(prepared, goal, prove)
    return found.reason or "it has no value" if found.kind == "none" else ""


def _all_of(parts: tuple[Goal, ...], prove: Prover) -> Answer:
    answers = []
    for part in parts:
        has_limit = any(isinstance(node, Limit) for node in walk(part.conclusion))
        answers.append(attempt(part, prove) if has_limit else prove(part))
        if not answers[-1].proved:
            return undecided(ENGINE, answers[-1].detail)
    return proved(ENGINE, "; ".join(answer.detail for answer in answers), "certificate", tuple(answers))


def _by_cases(goal: Goal, prove: Prover, cases: int) -> Answer:
    """The goal, or both cases of the condition on which a limit splits."""
    try:
        return _direct(goal, prove)
    except Undecided as stop:
        condition = stop.condition
        settled = condition is None or {condition, negation(condition)} & set(goal.hypotheses)
        if condition is None or settled or cases == 0 or not splits_on(condition, goal):
            return _by_equations(goal, prove, cases, stop.reason)
        found = cases_of(condition, goal, prove)
        answers = list(found.excluded)
        for case, inner in found.goals:
            answers.append(_by_cases(inner, prove, cases - 1))
            if not answers[-1].proved:
                return undecided(ENGINE, f"{stop.reason}; where {text(case)}: {answers[-1].detail}")
        return proved(ENGINE, f"by the cases of {text(condition)}", "certificate", tuple(answers))


def _by_equations(goal: Goal, prove: Prover, cases: int, reason: str) -> Answer:
    """The goal with an equation among its hypotheses put in."""
    parts = solved(goal)
    answers = []
    for part in parts:
        answers.append(_by_cases(part, prove, cases))
        if not answers[-1].proved:
            return undecided(ENGINE, reason)
    if not parts:
        return undecided(ENGINE, reason)
    return proved(ENGINE, "; ".join(answer.detail for answer in answers), "certificate", tuple(answers))


def _direct(goal: Goal, prove: Prover) -> Answer:
    """Puts the values of the limits in; Euler's constant is any number near it. Raises Undecided."""
    answers: list[Answer] = []
    euler = euler_letter(goal)
    rest = folded_in(_put_in(goal.conclusion, goal, prove, answers, frozenset(), euler), goal.scope)
    if truth(rest) is False:
        return undecided(
            ENGINE, f"{'; '.join(answer.detail for answer in answers)}: this contradicts the statement"
        )
    asked = Questions(knowing_euler(goal, euler, rest), prove)
    if truth(rest) is not True and not asked.holds(rest):
        return undecided(ENGINE, f"{'; '.join(a.detail for a in answers)}: not shown that {text(rest)}")
    return proved(ENGINE, "; ".join(a.detail for a in answers), "certificate", (*answers, *asked.used))


def _put_in(
    term: Term, goal: Goal, prove: Prover, answers: list[Answer], bound: frozenset[str], euler: str
) -> Term:
    if isinstance(term, Compare) and (isinstance(term.left, Limit) or isinstance(term.right, Limit)):
        return _comparison(term, goal, prove, answers, bound, euler)
    if isinstance(term, Limit):
        found = _value(term, goal, prove, answers, bound, euler)
        if found.kind != "finite":
            raise Undecided(f"{text(term)} is infinite inside a term")
        return found.term
    name = binder(term)
    inner = bound | {name} if name else bound
    parts = tuple(_put_in(part, goal, prove, answers, inner, euler) for part in children(term))
    return rebuild(term, parts) if parts else term


def _comparison(
    term: Compare, goal: Goal, prove: Prover, answers: list[Answer], bound: frozenset[str], euler: str
) -> Term:
    """A comparison with limits as its sides: infinite values are compared here."""
    sides = []
    for side in (term.left, term.right):
        if isinstance(side, Limit):
            sides.append(_value(side, goal, prove, answers, bound, euler).as_term)
        else:
            sides.append(_put_in(side, goal, prove, answers, bound, euler))
    left, right = (_rank(side) for side in sides)
    if left == right == 0:
        return Compare(term.relation, sides[0], sides[1])
    holds = {
        "==": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }
    return TRUE if holds[term.relation] else FALSE


def _rank(term: Term) -> int:
    """-1 for -oo, 1 for oo, 0 for a number."""
    return 0 if not is_infinite(term) else 1 if term == INFINITY else -1


def _as_value(settled: Term) -> LimitValue:
    if not is_infinite(settled):
        return LimitValue("finite", settled)
    return LimitValue("+oo" if settled == INFINITY else "-oo")


def _value(
    term: Limit, goal: Goal, prove: Prover, answers: list[Answer], bound: frozenset[str], euler: str
) -> LimitValue:
    """The value of a limit in the conclusion, its proof added to `answers`. Raises Undecided."""
    if bound & free_letters(term):
        raise Undecided("a limit under a quantifier or a sum")
    settled = _by_iteration(term, goal, prove, _other_sides(goal.conclusion, term))
    if settled is not None:
        detail = f"{text(term)} = {text(settled.value)}: {settled.way}"
        answers.append(proved(ENGINE, detail, "certificate", settled.proofs))
        return _as_value(settled.value)
    limit, parts = _prepared(term, goal, prove)
    found = value(limit, goal, prove, euler)
    if not found.known:
        raise Undecided(found.reason or "it does not exist", found.condition)
    answers.append(trusted(limit, found, knowing_euler(goal, euler, found.as_term), prove, parts))
    return found


def _by_iteration(limit: Limit, goal: Goal, prove: Prover, suggested: tuple[Term, ...]) -> Settled | None:
    """The limit of a sequence that has no closed form, or of terms in it."""
    settled = limit_of_sequence(limit, goal, prove, suggested) or perturbed(limit, goal, prove)
    return settled or averaged(limit, goal, prove) or composed(limit, goal, prove)


def _other_sides(statement: Term, limit: Limit) -> tuple[Term, ...]:
    """What the statement compares the limit with."""
    found = []
    for node in walk(statement):
        if isinstance(node, Compare) and limit in (node.left, node.right):
            found.append(node.right if node.left == limit else node.left)
    return tuple(dict.fromkeys(found))


def _prepared(limit: Limit, goal: Goal, prove: Prover) -> tuple[Limit, tuple[Answer, ...]]:
    """The limit with sequences, moving sums and products in closed form, and the proofs of those."""
    limit, halved = with_halved_angles(limit, goal, prove)
    inner = goal.with_letter(limit.letter, _tail(limit))
    body = in_powers(_moduli(limit.body, inner), limit.letter)
    body, answers = with_closed_forms(body, limit.letter, inner, prove)
    return Limit(limit.letter, limit.domain, body, limit.point, limit.side), (*halved, *answers)


def _tail(limit: Limit) -> Domain:
    """What the letter runs through; where it runs to oo through whole numbers, those beyond the lower ends of the sums: they decide."""
    domain = limit.domain
    lows = [integer_of(node.low) or 0 for node in walk(limit.body) if isinstance(node, Sum)]
    first = ZERO if domain.low is None else domain.low.at
    if not lows or limit.point != INFINITY or domain.kind != "integer" or domain.high is not None:
        return domain
    return replace(domain, low=Bound(number(max(*lows, integer_of(first) or 0) + TAIL), True))


def _moduli(term: Term, goal: Goal) -> Term:
    """In a complex claim, the modulus of a product or a whole power as the product or power of the moduli."""
    if not any(domain.is_complex for _, domain in goal.letters):
        return term

    def change(node: Term) -> Term:
        match node:
            case Apply(op="abs", args=(Apply(op=("mul" | "div") as op, args=(left, right)),)):
                return Apply(op, (change(apply("abs", left)), change(apply("abs", right))))
            case Apply(op="abs", args=(Apply(op="pow", args=(base, exponent)),)) if is_integral(
                exponent, goal.scope
            ):
                return Apply("pow", (change(apply("abs", base)), exponent))
        return node

    return transform(term, change)


__all__ = ["LimitValue", "attempt", "exists", "missing", "value", "value_of"]
