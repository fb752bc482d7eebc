"""Sums of fractions with symbolic whole poles in harmonic numbers, their limits, and each condition."""

from fractions import Fraction

import pytest

from proofs_check.engines.calculus_terms import fold
from proofs_check.engines.harmonic_sums import sum_in_harmonic_numbers
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Apply, Compare, Sum, Term, children, number, rebuild, substitute
from tests.engines.stated_cases import Case, shown

M = {"m": "integer >= 1", "n": "integer >= 1"}
AB = {"a": "natural", "b": "natural", "n": "integer"}
PROVED: list[Case] = [
    (M, "limit(sum(1/(k*(k + m)), k, 1, n), n, oo) == harmonic(m)/m"),
    (M, "limit(sum(1/((k + m)*(k + 2*m)), k, 1, n), n, oo) == (harmonic(2*m) - harmonic(m))/m"),
    (M, "limit(sum(1/(k*(k + m)*(k + 2*m)), k, 1, n), n, oo) == (2*harmonic(m) - harmonic(2*m))/(2*m**2)"),
    (AB, "limit(sum(1/((k + a)*(k + b)), k, 1, n), n, oo) == (harmonic(b) - harmonic(a))/(b - a)", "a != b"),
    (M, "limit(sum(1/(k + m) - 1/k, k, 1, n), n, oo) == -harmonic(m)"),
    (M, "limit(sum(1/(k + n), k, 1, n*m), n, oo) == log(m + 1)"),
    (M, "limit(sum(1/(k*(k + m)), k, 1, n), n, oo) <= 1"),
]
FALSE: list[Case] = [
    (M, "limit(sum(1/(k*(k + m)), k, 1, n), n, oo) == harmonic(m)/(m + 1)"),
    (M, "limit(sum(1/(k*(k + m)), k, 2, n), n, oo) == harmonic(m)/m"),
    (M, "limit(sum(1/(k*(k + m)), k, 1, n), n, oo) < 1"),
    (M, "limit(sum(k/(k*(k + m)), k, 1, n), n, oo) == 1"),
    (M, "limit(sum(1/(k + n), k, 1, n*m), n, oo) == log(m)"),
]


@pytest.mark.parametrize("case", PROVED)
def test_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE)
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


def closed(let: dict[str, str], sum_: str, *given: str) -> tuple[Sum, Term] | None:
    """The sum and the closed form."""
    facts = {f"h{place}": fact for place, fact in enumerate(given)}
    goal = goal_of(formalize(let, facts, {}, f"{sum_} == 0"))
    assert isinstance(goal.conclusion, Compare) and isinstance(goal.conclusion.left, Sum)
    found = sum_in_harmonic_numbers(goal.conclusion.left, goal, Session(Budget()).prover())
    return None if found is None else (goal.conclusion.left, found[0])


LETTERS = {"m": "integer >= 1", "n": "natural", "a": "integer", "b": "integer >= a - 1"}
CLOSED = [
    "sum(1/(k*(k + m)), k, 1, n)",
    "sum((2*k + 1)/(k*(k + m)), k, 1, n)",
    "sum((k**2 + m)/((k + m)*(k + m + 2)*(3*k + 3*m + 9)), k, 0, n)",
    "sum(1/(k + m), k, 0, n + 3)",
    "sum(k*m/((k + m)*(2*k + 2*m + 2)), k, m, m + n)",
    "sum(1/((k - a + 1)*(k + m - a + 1)), k, a, b)",
    "sum(1/(k + m) - n/(k + m)/(k + m + 1), k, 1 - m, n)",
    "sum((k + m)/(k + m)**2/(k + m + 1), k, 1, n)",
]
OPEN = [
    ("sum(1/(k*(k + m)), k, 0, n)", ()),  # 0 is a pole
    ("sum(1/(k + a), k, 1, n)", ()),
    ("sum(1/((k + m)*(k + n)), k, 1, n)", ()),  # equal where m == n
    ("sum(1/(k + m), k, 1, a)", ()),  # turned round
    ("sum(1/(k + m), k, 1, n - 2)", ()),
    ("sum(1/(a*(k + m)), k, 1, n)", ()),
    ("sum(1/(k + m)**2, k, 1, n)", ()),
    ("sum(1/(k + x), k, 1, n)", ()),
    ("sum(1/(2*k + m), k, 1, n)", ()),
    ("sum(k/(k + m), k, 1, n)", ()),
    ("prod(1/(k + m), k, 1, n)", ()),
    ("sum(1/(k + m), k, 1, n + x - x)", ()),
]


@pytest.mark.parametrize("sum_", CLOSED)
def test_the_form_has_the_values_of_the_sum(sum_: str) -> None:
    found = closed(LETTERS, sum_)
    assert found is not None
    for m, n, a in ((1, 0, -2), (1, 3, 0), (2, 1, 1), (4, 2, 5)):
        put = {name: number(value) for name, value in (("m", m), ("n", n), ("a", a), ("b", a + n - 1))}
        assert value(substitute(found[0], put)) == value(substitute(found[1], put))


@pytest.mark.parametrize(("sum_", "given"), OPEN)
def test_conditions(sum_: str, given: tuple[str, ...]) -> None:
    assert closed({**LETTERS, "x": "positive"}, sum_, *given) is None


@pytest.mark.parametrize(
    ("sum_", "given"),
    [
        ("sum(1/(k + a), k, 1, n)", "a >= 0"),
        ("sum(1/((k + m)*(k + n)), k, 1, n)", "m != n"),
        ("sum(1/(k + m), k, 1, a)", "a >= 0"),
        ("sum(1/(a*(k + m)), k, 1, n)", "a != 0"),
    ],
)
def test_with_the_condition(sum_: str, given: str) -> None:
    assert closed({**LETTERS, "x": "positive"}, sum_, given) is not None


def value(term: Term) -> Fraction:
    """The value of a sum, or of a form in harmonic numbers, at numbers."""
    match term:
        case Sum(low=low, high=high, body=body, letter=letter):
            places = range(int(value(low)), int(value(high)) + 1)
            return sum((value(substitute(body, {letter: number(place)})) for place in places), Fraction(0))
        case Apply(op="harmonic", args=(inner,)):
            assert value(inner) >= 0
            return sum((Fraction(1, place) for place in range(1, int(value(inner)) + 1)), Fraction(0))
    parts = tuple(number(value(part)) for part in children(term))
    found = fold(rebuild(term, parts)) if parts else term
    return found.value  # type: ignore[attr-defined, no-any-return]
