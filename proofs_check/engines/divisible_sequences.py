"""Values of linear recurrences of order two that divide each other: u(n) divides u(m*n) where u(0) = 0.

    exists(k, 'integer', fibonacci(m*n) == k*fibonacci(n))          u(n + 1) = P*u(n) + Q*u(n - 1), u(0) = 0, u(1), P and Q whole

With U = u/u(1): U(a + b) = U(a)*U(b + 1) + Q*U(a - 1)*U(b) for a >= 1, b >= 0, by induction on b. So U(n) divides U(m*n + n) if it divides
U(m*n), and it divides U(0) = 0: the induction on m. A divisor may also be written out: P divides u(2*n). Where P, Q and u(1) are not negative, no
value of u is, and k may be chosen so too.

Certificate: the form of the recurrence, that the index is the product of the other and a natural number.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_normal import difference_is_zero, tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import folded, over, times
from proofs_check.engines.known_sequences import with_sequences
from proofs_check.engines.linear_pairs import Pair, pair_of
from proofs_check.engines.polynomial_quotients import asked_by, is_defined
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import ONE, ZERO, Apply, At, Compare, Letter, Term, free_letters, number
from proofs_check.statement.text import text

ENGINE = "divisible sequences"
MAX_WRITTEN = 6
Form = tuple[Term, Term]


def applies(goal: Goal) -> bool:
    """Whether a whole number is asked for by u(i) == k*B, u a recurrence of order two from u(0) = 0 on."""
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    form = _form(with_sequences(goal))
    return form is not None and _pair(with_sequences(goal), form) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that the value divides the other, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    goal = with_sequences(goal)
    form, asked = _form(goal), asked_by(goal)
    pair = _pair(goal, form) if form is not None else None
    assert form is not None and pair is not None and asked is not None
    ask = Questions(replace(goal, conclusion=form[0]), prove)
    if not _may_be_chosen(asked.letters[0][1], pair, ask):
        return undecided(ENGINE, "the number is not any whole number")
    meant = is_defined(goal, asked, prove)
    if meant is None:
        return undecided(ENGINE, "the equation is not shown to be defined")
    for place in _places(goal, form[1], pair):
        quotient = _quotient(form[0], place, ask)
        if quotient is not None:
            detail = f"{text(form[0])}: the index is {text(place)} times {text(quotient)}, and the recurrence starts with 0"
            return proved(ENGINE, detail[:300], "certificate", (meant, *ask.used))
    return undecided(ENGINE, "the index is not seen to be a multiple of the other")


def _form(goal: Goal) -> Form | None:
    """(A, B) where a conclusion asks for a whole k with A == k*B, A a value of a sequence, and B free of k."""
    asked = asked_by(goal)
    if asked is None or len(asked.letters) != 1:
        return None
    (name, _), equation = asked.letters[0], asked.equation
    for one, other in ((equation.left, equation.right), (equation.right, equation.left)):
        match other:
            case Apply(op="mul", args=(Letter(name=said), divisor)) if said == name:
                pass
            case Apply(op="mul", args=(divisor, Letter(name=said))) if said == name:
                pass
            case _:
                continue
        if isinstance(one, At) and name not in free_letters(one) | free_letters(divisor):
            return one, divisor
    return None


def _pair(goal: Goal, form: Form) -> Pair | None:
    """The recurrence as a step of pairs, from 0 at 0 on, with whole weights; None for others."""
    whole, _ = form
    pair = pair_of(goal, whole)
    if pair is None or pair.first != 0 or pair.at[0][0] != pair.at[1][0]:
        return None
    (p, q, rest), _ = pair.rows
    is_whole = all(is_integral(term, goal.scope) for term in (p, q, pair.start[0]))
    return pair if is_whole and folded(rest) == folded(pair.start[1]) == ZERO else None


def _may_be_chosen(domain: Domain, pair: Pair, ask: Questions) -> bool:
    """Whether the domain has all whole numbers, or all natural ones and no value of the sequence is negative."""
    if domain.high is not None or domain.nonzero:
        return False
    if domain.low is None:
        return True
    terms = (*pair.rows[0][:2], pair.start[0])
    natural = domain.low.closed and domain.low.at == ZERO
    return natural and all(ask.holds(Compare(">=", term, ZERO)) for term in terms)


def _places(goal: Goal, divisor: Term, pair: Pair) -> list[Term]:
    """Indices at which the sequence is the divisor."""
    name = pair.at[1][0]
    if isinstance(divisor, At):
        return [divisor.index] if divisor.name == name else []
    found: list[Term] = []
    for place in range(1, MAX_WRITTEN + 1):
        value = pair.value(name, place, (pair.start[0], pair.start[1]))
        if value is not None and difference_is_zero(value, divisor, goal.scope):
            found.append(number(place))
    return found


def _quotient(value: Term, place: Term, ask: Questions) -> Term | None:
    """The natural number by which the place is multiplied in the value's index; None where there is none."""
    assert isinstance(value, At)
    scope = ask.goal.scope
    found = ONE if value.index == place else tidy(over(value.index, place), scope)
    if not is_integral(found, scope) or not is_integral(place, scope):
        return None
    same = difference_is_zero(value.index, times(place, found), scope)
    natural = same and all(ask.holds(Compare(">=", term, ZERO)) for term in (place, found))
    return found if natural else None


__all__ = ["applies", "attempt"]
