"""Induction: closed forms, monotone rates, coupled and vector sequences; and what it must refuse."""

import pytest
from calculus_goals import AVERAGE, MOMENTUM, TOTAL, VELOCITY, goal, nothing, prover

from proofs_check.engines import induction
from proofs_check.engines.induction_core import by_induction
from proofs_check.goal import Budget, goal_of
from proofs_check.goal_forms import trim
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

FIBONACCI = {"f": {"start": ["0", "1"], "step": "f(t) + f(t - 1)"}}
VECTOR = {"v": {"start": ["zeros(m, 1)"], "step": "alpha*v(t) - eps*w"}}

BY_ITSELF = [
    ("r(t) == (1 - rho**t)*g**2", AVERAGE),
    ("r(k) == k*g**2", TOTAL),
    ("v(t) == -eps*g*(1 - alpha**t)/(1 - alpha)", VELOCITY),
    ("f(t) >= 0", FIBONACCI),
    ("sum(k, k, 1, n) == n*(n + 1)/2", {}),
]


@pytest.mark.parametrize(("claim", "define"), BY_ITSELF)
def test_proved_without_a_prover(claim: str, define: dict[str, object]) -> None:
    answer = induction.attempt(goal(claim, define=define), nothing)
    assert answer.proved and answer.trust == "certificate", answer.detail


PROVED = [
    ("v(t) == -(eps*(1 - alpha**t)/(1 - alpha))*w", (), VECTOR),
    ("theta(t) == x - eps*g*(t/(1 - alpha) - alpha*(1 - alpha**t)/(1 - alpha)**2)", (), MOMENTUM),
    ("eps/(delta + sqrt(r(k + 1))) < eps/(delta + sqrt(r(k)))", ("g != 0",), AVERAGE),
    ("eps/(delta + sqrt(r(k + 1))) < eps/(delta + sqrt(r(k)))", ("g != 0",), TOTAL),
    ("r(t) <= g**2", (), AVERAGE),
    ("r(t + 1) >= r(t)", (), AVERAGE),
    ("f(t + 1) <= f(t + 2)", (), FIBONACCI),
    ("(1 + x)**n >= 1 + n*x", ("x >= -1",), {}),
    ("W**t @ W == W @ W**t", (), {}),
]


@pytest.mark.parametrize(("claim", "facts", "define"), PROVED)
def test_proved(claim: str, facts: tuple[str, ...], define: dict[str, object]) -> None:
    answer = induction.attempt(goal(claim, *facts, define=define), prover())
    assert answer.proved, answer.detail


FALSE = [
    ("r(t) == (1 + rho**t)*g**2", (), AVERAGE),
    ("r(t) == (1 - rho**(t + 1))*g**2", (), AVERAGE),
    ("r(t) == (1 - rho**t)*g", (), AVERAGE),
    ("r(k) == (k - 1)*g**2", (), TOTAL),
    ("v(t) == -eps*g*(1 - alpha**t)/(1 + alpha)", (), VELOCITY),
    ("eps/(delta + sqrt(r(k + 1))) < eps/(delta + sqrt(r(k)))", (), AVERAGE),
    ("r(t) < g**2", (), AVERAGE),
    ("f(t) <= f(t + 1) and f(t) >= 1", (), FIBONACCI),
    ("f(t) < f(t + 1)", (), FIBONACCI),
    ("2**n >= n + 2", (), {}),
    ("sum(k, k, 1, n) == n*(n - 1)/2", (), {}),
    ("(1 + x)**n >= 1 + n*x", (), {}),
]


@pytest.mark.parametrize(("claim", "facts", "define"), FALSE)
def test_false_is_not_proved(claim: str, facts: tuple[str, ...], define: dict[str, object]) -> None:
    assert not induction.attempt(trim(goal(claim, *facts, define=define)), prover()).proved


def test_a_wrong_base_is_seen() -> None:
    """The step of r(t + 1) == r(t) holds for r constant, the value does not."""
    answer = induction.attempt(goal("r(t) == 1", define={"r": {"start": ["0"], "step": "r(t)"}}), nothing)
    assert not answer.proved and "base t = 0" in answer.detail


def test_order_two_needs_two_bases() -> None:
    """f(t) == 0 passes the first base and every step but not the second base."""
    assert not induction.attempt(trim(goal("f(t) == 0", define=FIBONACCI)), prover()).proved


def test_hypothesis_on_the_letter_is_refused() -> None:
    """r is 0, 1, 1, ...: r(0) == 0, and from t >= 1 on the step keeps what it has; yet r(1) == 1."""
    define = {"r": {"start": ["0"], "step": "r(t) + relu(1 - t)"}}
    assert not by_induction(goal("r(t) == 0", "t >= 1", define=define), prover(), on="t").proved


def test_a_late_start_still_looks_back() -> None:
    let = {"j": "integer >= 5"}
    assert by_induction(goal("f(j) >= 0", define=FIBONACCI, let=let), nothing, on="j").proved


def test_a_sequence_that_depends_on_the_letter_is_refused() -> None:
    define = {"r": {"index": "j", "start": ["0"], "step": "r(j) + t"}}
    assert not by_induction(goal("r(3) <= 3*t", define=define), nothing, on="t").proved


def test_generalised_letters() -> None:
    """s(t + 1, x) is s(t, W x): the hypothesis is needed at W @ w."""
    claim = goal("(W**t) @ (W @ w) == W @ ((W**t) @ w)")
    assert induction.attempt(claim, prover(), on="t", generalise=("w",)).proved


def test_bounded_letters_stop_at_their_end() -> None:
    let = {"j": "integer in [0, 3]"}
    assert induction.attempt(goal("2*j <= 6", let=let), prover(), on="j").proved
    assert not induction.attempt(goal("2**j <= 7", let=let), prover(), on="j").proved


def test_shifted_start() -> None:
    define = {"s": {"index": "t", "first": 1, "start": ["1"], "step": "s(t) + 2*t + 1"}}
    assert induction.attempt(goal("s(k) == k**2", define=define), nothing).proved


WAVES = {
    "s": {"start": ["c"], "step": "sin(s(t))*exp(c*s(t)) + t"},
    "r": {"start": ["c**2 + c"], "step": "cos(r(t)) + s(t)*r(t)"},
}
ORDERED = "sin(s(k))*exp(c*s(k)) + k <= cos(r(k)) + s(k)*r(k)"


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("forall(k, 'natural', implies(s(k) <= r(k), s(k + 1) <= r(k + 1)))", True),
        (f"forall(k, 'natural', implies(s(k) <= r(k), {ORDERED}))", True),
        (f"forall(k, 'natural', {ORDERED})", True),
        ("forall(k, 'integer >= 1', implies(s(k) <= r(k), s(k + 1) <= r(k + 1)))", False),
        ("forall(k, 'natural', implies(s(k) < r(k), s(k + 1) <= r(k + 1)))", False),
        ("forall(k, 'natural', implies(s(k) <= r(k), s(k + 1) <= r(k)))", False),
    ],
)
def test_a_step_that_the_hypotheses_say_is_not_searched_for(said: str, holds: bool) -> None:
    """Of these sequences no engine knows anything; only what is said word for word can be the step."""
    formal = formalize({"n": "natural", "c": "real"}, {"step": said}, WAVES, "s(n) <= r(n)")
    assert Session(Budget()).prove(goal_of(formal)).proved is holds
