"""Inequalities with gamma functions whose margin falls with every step x -> x + 1, and tends to a limit that is not negative.

Let D(x) be the logarithm of the greater side over the smaller one. gamma(u + 1) = u*gamma(u) makes D(x + 1) - D(x) elementary;
if it is negative for all x, then D(x) > D(x + 1) > D(x + 2) > ... > limit of D(x + k), which by Stirling's formula is the limit of an
elementary term: log(gamma(u)) - (u - 1/2)*log(u) + u - log(2*pi)/2 tends to 0 as u grows. So D(x) > 0.
Certificate: the inequality of the step, and the limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from proofs_check.engines import gamma_convexity
from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_terms import minus, number_of, plus, times
from proofs_check.engines.continuity import Opened
from proofs_check.engines.gamma_convexity import Gammas, climb, gathered, whole_steps
from proofs_check.engines.power_products import NoProduct, Reader
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain, is_infinite
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    ZERO,
    Compare,
    Constant,
    Letter,
    Limit,
    Term,
    apply,
    free_letters,
    number,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "gamma in the limit"
HALF = number_of(Fraction(1, 2))


def applies(goal: Goal) -> bool:
    """Whether an order of real numbers has a gamma function, and a letter without upper end that nothing else speaks of."""
    return gamma_convexity.applies(goal) and any(True for _ in _unbounded(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the inequality by the step and the limit; it never refutes."""
    reader = Reader(Opened(goal, frozenset()), prove)
    try:
        found = gathered(goal, reader)
    except NoProduct as problem:
        return undecided(ENGINE, f"not positive: {problem}")
    for name in _unbounded(goal):
        change = _change(found, name, reader)
        if change is None or not reader.holds(Compare("<", change, ZERO)):
            continue
        end = _end(found, name, goal, prove)
        if end is not None:
            says = f"with every step of {name} it changes by {text(change)} < 0; {end.detail}"
            return proved(ENGINE, says[:500], "certificate", (*reader.answers(), end))
    return undecided(ENGINE, "no letter makes it fall to a limit")


def _unbounded(goal: Goal) -> Iterator[str]:
    """The letters whose domain has x + 1 with every x, and of which no hypothesis and no other domain speaks."""
    spoken = {name for fact in goal.hypotheses for name in free_letters(fact)}
    spoken |= {name for _, domain in goal.letters for end in domain.terms() for name in free_letters(end)}
    for name, domain in goal.letters:
        open_above = domain.high is None or is_infinite(domain.high.at)
        if domain.kind in ("real", "integer") and open_above and name not in spoken and not domain.nonzero:
            yield name


def _change(found: Gammas, name: str, reader: Reader) -> Term | None:
    """D(x + 1) - D(x); None where an argument does not grow by a whole number of steps, at least one."""
    later = {name: plus(Letter(name), ONE)}
    parts = [minus(substitute(found.rest, later), found.rest)]
    for argument, exponent in found.exponents:
        step = whole_steps(minus(substitute(argument, later), argument), reader)
        if step is None or step < 1 or name in free_letters(exponent):
            return None
        parts.append(times(exponent, climb(argument, step)))
    return tidy(plus(*parts), reader.goal.scope)


def _end(found: Gammas, name: str, goal: Goal, prove: Prover) -> Answer | None:
    """That the limit of D is not negative: it is that of an elementary term."""
    rest = tidy(
        plus(found.rest, *(times(exponent, _stirling(u)) for u, exponent in found.exponents)), goal.scope
    )
    domain = dict(goal.letters)[name]
    limit = Limit(name, Domain(domain.kind, domain.low), rest, INFINITY)
    ends = (Compare("==", limit, ZERO), Compare("==", limit, INFINITY), Compare(">=", limit, ZERO))
    answers = (prove(goal.concluding(end)) for end in ends)
    shown = next((answer for answer in answers if answer.proved), None)
    return (
        None
        if shown is None
        else proved(ENGINE, f"{text(rest)} has no negative limit", "certificate", (shown,))
    )


def _stirling(u: Term) -> Term:
    """What log(gamma(u)) approaches as u grows."""
    log_two_pi = apply("log", times(number(2), Constant("pi")))
    return plus(times(minus(u, HALF), apply("log", u)), times(number(-1), u), times(HALF, log_two_pi))
