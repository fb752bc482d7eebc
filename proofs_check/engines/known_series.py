"""Partial sums of a few known series, between their value and their value less a simple term.

    sum(1/k**2, k, 1, m)              pi**2/6 - 1/m       < S < pi**2/6 - 1/(m + 1)
    sum(1/(2*k + 1)**2, k, 0, m)      pi**2/8 - 1/(4*m+2) < S < pi**2/8 - 1/(4*m + 6)
    sum((-1)**(k + 1)/k, k, 1, m)     log(2) - 1/(m + 1)  < S < log(2) + 1/(m + 1)
    sum((-1)**k/(2*k + 1), k, 0, m)   pi/4 - 1/(2*m + 3)  < S < pi/4 + 1/(2*m + 3)
    sum(x**k/k!, k, 0, m), x > 0      exp(x)*(1 - x**(m + 1)/(m + 1)!) <= S < exp(x), and S <= exp(x) for x >= 0

The first two by 1/(k*(k + 1)) < 1/k**2 < 1/((k - 1)*k) and 1/((2*k + 1)*(2*k + 3)) < 1/(2*k + 1)**2 < 1/((2*k - 1)*(2*k + 1)), which telescope; the alternating ones
by the first term that is left out (Leibniz); the last by Taylor's formula. A sum is proposed by the quotient of neighbouring terms;
the first term is a positive factor. Certificate: the equality of the terms, that the upper end is not below the lower one, the signs, and
the comparison with a letter for the sum.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.calculus_questions import Questions, defined, names_of, within
from proofs_check.engines.calculus_terms import folded_in, integer_of, minus, negate, over, plus, power, times
from proofs_check.engines.hypergeometric import Field, NotHypergeometric, Poly, Ratio
from proofs_check.engines.outer_sums import outer_sums
from proofs_check.engines.unfolding import replace_all
from proofs_check.engines.zeilberger import term_in
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, index_domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Sum,
    Term,
    free_letters,
    fresh,
    number,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "known series"
PI = Constant("pi")


@dataclass(frozen=True)
class Series:
    """A series by the quotient top(k)/bottom(k) of neighbouring terms, begun at `low` with 1: S lies between value - below and value - above."""

    low: int
    term: Callable[[Term], Term]
    top: Callable[[Poly], Poly]
    bottom: Callable[[Poly], Poly]
    value: Term
    below: Callable[[Term], Term]
    above: Callable[[Term], Term]


def _inverse(term: Term) -> Term:
    return over(ONE, term)


def _odd(k: Term) -> Term:
    return plus(times(number(2), k), ONE)


def _sign(exponent: Term) -> Term:
    return Apply("pow", (number(-1), exponent))


def _part(of: int, slope: int, start: int) -> Callable[[Term], Term]:
    """m -> of/(slope*m + start)."""
    return lambda m: over(number(of), plus(times(number(slope), m), number(start)))


SERIES = (
    Series(
        1,
        lambda k: _inverse(power(k, number(2))),
        lambda k: k**2,
        lambda k: (k + 1) ** 2,
        times(number(Fraction(1, 6)), power(PI, number(2))),
        _part(1, 1, 0),
        _part(1, 1, 1),
    ),
    Series(
        0,
        lambda k: _inverse(power(_odd(k), number(2))),
        lambda k: (2 * k + 1) ** 2,
        lambda k: (2 * k + 3) ** 2,
        times(number(Fraction(1, 8)), power(PI, number(2))),
        _part(1, 4, 2),
        _part(1, 4, 6),
    ),
    Series(
        1,
        lambda k: over(_sign(plus(k, ONE)), k),
        lambda k: -k,
        lambda k: k + 1,
        Apply("log", (number(2),)),
        _part(1, 1, 1),
        _part(-1, 1, 1),
    ),
    Series(
        0,
        lambda k: over(_sign(k), _odd(k)),
        lambda k: -(2 * k + 1),
        lambda k: 2 * k + 3,
        times(number(Fraction(1, 4)), PI),
        _part(1, 2, 3),
        _part(-1, 2, 3),
    ),
)


def applies(goal: Goal) -> bool:
    """Whether sizes of real numbers are compared, one of them with a sum whose quotients are those of a known series."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return False
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    return any(_ratio(one, goal) is not None for one in _sums(conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the comparison with what is known of its sums."""
    if not applies(goal):
        return undecided(ENGINE, "")
    asked = Questions(goal, prove)
    facts: list[Term] = []
    says, letters = goal.conclusion, goal
    for one in dict.fromkeys(_sums(goal.conclusion)):
        found = _facts(one, goal, asked)
        if found:
            s = fresh("s", names_of(letters))
            letters = letters.with_letter(s, REAL)
            facts += [replace_all(fact, one, Letter(s)) for fact in found]
            says = replace_all(says, one, Letter(s))
    if not facts:
        return undecided(ENGINE, "the ends or the signs are not shown")
    answer = prove(letters.assuming(*facts).concluding(says))
    if not answer.proved:
        return undecided(ENGINE, "the values of the series do not give it")
    detail = ", ".join(text(fact) for fact in facts)
    return proved(ENGINE, f"with {detail}"[:300], "certificate", (*asked.used, answer))


def _sums(term: Term) -> list[Sum]:
    """The sums that no binder encloses."""
    return [one for one in outer_sums(term) if one.op == "sum"]


def _ratio(one: Sum, goal: Goal) -> tuple[Field, Ratio] | None:
    """The quotient of neighbouring terms, where it is one of those that are known here."""
    if one.letter in dict(goal.letters) or integer_of(one.low) not in (0, 1):
        return None
    try:
        field = Field((one.letter, *sorted(free_letters(one.body))))
        ratio = field.ratio(one.body, one.letter)
    except (NotHypergeometric, ValueError, ZeroDivisionError):
        return None
    known = any(_is(series, one, field, ratio) for series in SERIES)
    read = (_exponent(one, field, ratio), _logarithmic(one, field, ratio))
    return (field, ratio) if known or any(x is not None for x in read) else None


def _is(series: Series, one: Sum, field: Field, ratio: Ratio) -> bool:
    k = field.gens[one.letter]
    return one.low == number(series.low) and ratio.num * series.bottom(k) == ratio.den * series.top(k)


def _exponent(one: Sum, field: Field, ratio: Ratio) -> Term | None:
    """The x of a quotient x/(k + 1), the sum begun at 0."""
    top, bottom = ratio.num * (field.gens[one.letter] + 1), ratio.den
    common = top.gcd(bottom)
    x = over(term_in(field, divmod(top, common)[0]), term_in(field, divmod(bottom, common)[0]))
    return None if one.letter in free_letters(x) or one.low != ZERO or x == ZERO else x


def _logarithmic(one: Sum, field: Field, ratio: Ratio) -> Term | None:
    """The x of a quotient x*k/(k + 1), the sum begun at 1."""
    k = field.gens[one.letter]
    top, bottom = ratio.num * (k + 1), ratio.den * k
    common = top.gcd(bottom)
    x = over(term_in(field, divmod(top, common)[0]), term_in(field, divmod(bottom, common)[0]))
    return None if one.letter in free_letters(x) or one.low != ONE or x == ZERO else x


def _logarithm_facts(one: Sum, x: Term, first: Term, goal: Goal, asked: Questions) -> tuple[Term, ...]:
    """Of the sum of c*x**k/k, 0 <= x < 1: it is at most -c*log(1 - x), and lacks at most c*x**(m + 1)/((m + 1)*(1 - x)); strictly for x > 0."""
    factor = asked.tidy(over(first, x))
    meant = defined((x, factor), goal, asked.prove)  # a/x is none of a*x**(k - 1)/k at x == 0
    if meant is None:
        return ()
    asked.used.append(meant)
    between = (Compare(">=", x, ZERO), Compare("<", x, ONE), Compare(">", factor, ZERO))
    if not all(map(asked.holds, between)):
        return ()
    if not _terms_are(one, factor, lambda k: over(Apply("pow", (x, k)), k), goal, asked):
        return ()
    following = plus(one.high, ONE)
    whole = negate(Apply("log", (minus(ONE, x),)))
    tail = over(Apply("pow", (x, following)), times(following, minus(ONE, x)))
    less, more = ("<", ">") if asked.holds(Compare(">", x, ZERO)) else ("<=", ">=")
    return Compare(less, one, times(factor, whole)), Compare(more, one, times(factor, minus(whole, tail)))


def _facts(one: Sum, goal: Goal, asked: Questions) -> tuple[Term, ...]:
    """What is known of the sum, as far as its conditions are shown."""
    found = _ratio(one, goal)
    first = folded_in(substitute(one.body, {one.letter: one.low}), goal.scope)
    if found is None or not asked.holds(Compare("<=", one.low, one.high)):
        return ()
    x = _logarithmic(one, *found)
    if x is not None and x not in (ONE, number(-1)):
        return _logarithm_facts(one, x, first, goal, asked)
    if not asked.positive(first):
        return ()
    for series in SERIES:
        if _is(series, one, *found) and _terms_are(one, first, series.term, goal, asked):
            low, high = (minus(series.value, part(one.high)) for part in (series.below, series.above))
            return Compare("<", times(first, low), one), Compare("<", one, times(first, high))
    x = _exponent(one, *found)
    # The quotient of neighbours may have no value where the terms have one: a/b of a**k*b**(n - k) at b == 0.
    meant = None if x is None else defined((x,), goal, asked.prove)
    if x is None or meant is None or not asked.holds(Compare(">=", x, ZERO)):
        return ()
    asked.used.append(meant)
    strict = asked.positive(x)
    if not _terms_are(
        one, first, lambda k: over(Apply("pow", (x, k)), Apply("factorial", (k,))), goal, asked
    ):
        return ()
    following = plus(one.high, ONE)
    tail = over(power(x, following), Apply("factorial", (following,)))
    whole = times(first, Apply("exp", (x,)))
    return Compare("<" if strict else "<=", one, whole), Compare(">=", one, times(whole, minus(ONE, tail)))


def _terms_are(one: Sum, first: Term, term: Callable[[Term], Term], goal: Goal, asked: Questions) -> bool:
    """Whether every term of the sum is the first one times that of the series; the proof is remembered."""
    index = Letter(one.letter)
    inner = within(
        goal,
        ((one.letter, index_domain(one)),),
        (Compare("<=", index, one.high),),
        Compare("==", one.body, times(first, term(index))),
    )
    answer = asked.prove(inner)
    if answer.proved:
        asked.used.append(answer)
    return answer.proved
