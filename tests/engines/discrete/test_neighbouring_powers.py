"""No power lies between two neighbouring ones; solutions that there are, are tried one by one, and no equation with others is denied."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines.neighbouring_powers import differ
from proofs_check.goal import Budget, Goal, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare
from proofs_check.witness.search import search


def goal(claim: str, n: str = "natural", m: str = "integer") -> Goal:
    return goal_of(formalize({"n": n, "m": m}, {}, {}, claim))


@pytest.mark.parametrize(
    ("claim", "n"),
    [
        ("n*(n + 1) != m**2", "integer >= 1"),
        ("n*(n + 1)*(n + 2)*(n + 3) != m**2", "integer >= 1"),
        ("n**2 + n + 1 != m**2", "integer >= 1"),
        ("n**2 + n + 1 != m**2", "integer < -1"),
        ("n**3 + 3*n**2 + 2*n + 1 != m**3", "integer >= 1"),
        ("n**4 + n**3 + n**2 + n + 1 != m**2", "integer >= 4"),
        ("n**4 + 2*n**3 + 2*n**2 + 2*n + 3 != m**2 + m", "integer >= 1"),
        ("4*m**2 + 4*m*n != 3*n + 7 + 3*n**2", "integer >= 5"),
        ("implies(n**2 + 5 == m**2, abs(m) == 3)", "integer"),
        ("implies(n**2 + n + 41 == m**2, n == 40)", "natural"),
        ("not exists(k, 'integer', n**2 + n + 1 == k**2)", "integer >= 1"),
    ],
)
def test_proved(claim: str, n: str) -> None:
    assert Session(Budget()).prove_claim(goal(claim, n)).proved


@pytest.mark.parametrize(
    ("claim", "n"),
    [
        ("n*(n + 1) != m**2", "natural"),
        ("n**2 + n + 1 != m**2", "integer < 0"),
        ("n**2 + n + 41 != m**2", "natural"),
        ("n**4 + n**3 + n**2 + n + 1 != m**2", "integer >= 3"),
        ("implies(n**2 + 16 == m**2, abs(m) == 5)", "integer"),
        ("n**2 + 2*n + 1 != m**2", "integer >= 1"),
        ("2*n**2 + 1 != m**2", "integer >= 1"),
        ("n**3 + 1 != m**3", "integer"),
        ("(n + 1)*m**2 != n**2 + n", "integer >= 1"),
        ("m**2 + n**2 != 4", "integer in [0, 1]"),
    ],
)
def test_not_proved_and_a_point_is_found(claim: str, n: str) -> None:
    assert not Session(Budget()).prove_claim(goal(claim, n)).proved
    assert search(formalize({"n": n, "m": "integer"}, {}, {}, claim), Budget()).candidate is not None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(-4, 4), min_size=1, max_size=3),
    st.integers(1, 3),
    st.sampled_from([2, 3]),
    st.integers(-30, 30),
    st.integers(-6, 6),
)
def test_an_equation_with_a_solution_is_never_denied(
    low: list[int], lead: int, degree: int, n: int, first: int
) -> None:
    """The polynomial is shifted so that n gives a power; nothing is proved where n is among the values."""
    terms = [f"({c})*n**{k}" for k, c in enumerate(low)] + [f"{lead**degree}*n**{degree}"]
    value = sum(c * n**k for k, c in enumerate(low)) + lead**degree * n**degree
    root = round(abs(value) ** (1 / degree))
    claim = f"{' + '.join(terms)} + ({root**degree - value}) != m**{degree}"
    asked = goal(claim, f"integer >= {first}")
    assert isinstance(asked.conclusion, Compare)
    answer = differ(asked, asked.conclusion, lambda goal: undecided("none", ""))
    assert not (answer.proved and n >= first)


@pytest.mark.parametrize(
    ("claim", "n"),
    [
        ("not exists(k, 'integer', n**2 + n + 1 == k**2)", "real >= 1"),
        ("not exists(k, 'real', n**2 + n + 1 == k**2)", "integer >= 1"),
        ("not exists(k, 'integer', 4*n + 1 == 2*k)", "real"),
        ("implies(exists(k, 'integer', n**2 + n + 1 == k**2), n <= 0)", "real >= -1"),
        ("n**2 + n + 1 != m**2", "real >= 1"),
    ],
)
def test_letters_that_are_not_whole(claim: str, n: str) -> None:
    assert not Session(Budget()).prove_claim(goal(claim, n)).proved


@pytest.mark.parametrize(("n", "m"), [("real >= 1", "integer"), ("integer >= 1", "real")])
def test_only_whole_letters_lie_between_powers(n: str, m: str) -> None:
    asked = goal("n**2 + n + 1 != m**2", n, m)
    assert isinstance(asked.conclusion, Compare)
    assert not differ(asked, asked.conclusion, Session(Budget()).prover()).proved


def test_coefficients_that_are_not_whole() -> None:
    """2 and 2 solve it; without m/2 no numbers would."""
    asked = goal("m**2 + m/2 != n**2 + n - 1", "integer >= 2")
    assert isinstance(asked.conclusion, Compare)
    assert not differ(asked, asked.conclusion, Session(Budget()).prover()).proved
