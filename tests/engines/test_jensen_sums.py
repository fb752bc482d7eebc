"""Sums of any length over logarithms, exponentials, roots, quotients and moduli."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import jensen_sums
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

N = {"n": "integer >= 1"}
X = {**N, "x": "vector(n)"}
PQ = {**N, "p": "vector(n)", "q": "vector(n)"}


def all_of(statement: str, first: str = "0", last: str = "n - 1") -> str:
    return f"forall(j, 'integer in [{first}, {last}]', {statement})"


def total(body: str, first: str = "0", last: str = "n - 1") -> str:
    return f"sum({body}, k, {first}, {last})"


POSITIVE = all_of("x[j] > 0")
PAIRS = (all_of("p[j] > 0"), all_of("q[j] > 0"))
ONE_EACH = (f"{total('p[k]')} == 1", f"{total('q[k]')} == 1")
KL = total("p[k]*log(p[k]/q[k])")


def goal(let: Mapping[str, str], claim: str, *given: str) -> Goal:
    named = {f"h{place}": fact for place, fact in enumerate(given)}
    return goal_of(formalize(let, named, {}, claim))


def is_proved(let: Mapping[str, str], claim: str, *given: str) -> bool:
    whole = goal(let, claim, *given)
    return jensen_sums.applies(whole) and jensen_sums.attempt(whole, Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (PQ, f"{KL} >= 0", [*PAIRS, *ONE_EACH]),
        (PQ, f"{total('p[k]*(log(p[k]) - log(q[k]))')} >= 0", [*PAIRS, *ONE_EACH]),
        (PQ, f"{total('p[k]*log(q[k])')} <= {total('p[k]*log(p[k])')}", [*PAIRS, *ONE_EACH]),
        (PQ, f"{KL} >= {total('p[k]')}*log({total('p[k]')}/{total('q[k]')})", PAIRS),
        (PQ, f"{KL} <= {total('p[k]**2/q[k]')} - 1", [*PAIRS, *ONE_EACH]),
        (X, f"-{total('x[k]*log(x[k])')} <= log(n)", [POSITIVE, f"{total('x[k]')} == 1"]),
        (X, f"-{total('x[k]*log(x[k])')} >= 0", [POSITIVE, f"{total('x[k]')} == 1"]),
        (X, f"{total('x[k]*log(n*x[k])')} >= 0", [POSITIVE, f"{total('x[k]')} == 1"]),
        (X, f"exp({total('x[k]')}/n) <= {total('exp(x[k])')}/n", []),
        (
            {**X, "w": "vector(n)"},
            f"exp({total('w[k]*x[k]')}) <= {total('w[k]*exp(x[k])')}",
            [all_of("w[j] >= 0"), f"{total('w[k]')} == 1"],
        ),
        (X, f"{total('log(x[k])')}/n <= log({total('x[k]')}/n)", [POSITIVE]),
        (X, f"log({total('exp(x[k])')}) >= {total('x[k]')}/n + log(n)", []),
        ({**X, "m": "real"}, f"log({total('exp(x[k])')}) <= m + log(n)", [all_of("x[j] <= m")]),
        (
            {"n": "integer >= 2", "x": "vector(n)", "j": "integer in [0, n - 1]"},
            f"exp(x[j]) < {total('exp(x[k])')}",
            [],
        ),
        (X, f"{total('1/x[k]')} >= n**2", [POSITIVE, f"{total('x[k]')} == 1"]),
        (PQ, f"{total('p[k]**2/q[k]')} >= {total('p[k]')}**2/{total('q[k]')}", [PAIRS[1]]),
        (PQ, f"{total('sqrt(p[k]*q[k])')} <= 1", [*PAIRS, *ONE_EACH]),
        (PQ, f"{total('abs(p[k] - q[k])')} <= 2", [*PAIRS, *ONE_EACH]),
        (N, f"{total('log(k)', '1', 'n')} <= n*log((n + 1)/2)", []),
    ],
)
def test_true_sums(let: Mapping[str, str], claim: str, given: list[str]) -> None:
    assert is_proved(let, claim, *given)


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (PQ, f"{KL} > 0", [*PAIRS, *ONE_EACH]),
        (PQ, f"{KL} >= 0", [*PAIRS, ONE_EACH[0]]),
        (PQ, f"{KL} <= 0", [*PAIRS, *ONE_EACH]),
        (PQ, f"{KL} > {total('p[k]')}*log({total('p[k]')}/{total('q[k]')})", PAIRS),
        (PQ, f"{total('p[k]*log(q[k])')} >= {total('p[k]*log(p[k])')}", [*PAIRS, *ONE_EACH]),
        (X, f"-{total('x[k]*log(x[k])')} < log(n)", [POSITIVE, f"{total('x[k]')} == 1"]),
        (X, f"-{total('x[k]*log(x[k])')} >= 0", [POSITIVE, f"{total('x[k]')} == 2"]),
        (X, f"exp({total('x[k]')}) <= {total('exp(x[k])')}", []),
        (X, f"exp({total('x[k]')}/n) < {total('exp(x[k])')}/n", []),
        (
            {**X, "w": "vector(n)"},
            f"exp({total('w[k]*x[k]')}) <= {total('w[k]*exp(x[k])')}",
            [f"{total('w[k]')} == 1"],
        ),
        ({**X, "m": "real"}, f"log({total('exp(x[k])')}) < m + log(n)", [all_of("x[j] <= m")]),
        ({**X, "m": "real"}, f"log({total('exp(x[k])')}) <= m + log(n)", [all_of("x[j] <= m", "1")]),
        (
            {**N, "x": "vector(n)", "j": "integer in [0, n - 1]"},
            f"exp(x[j]) < {total('exp(x[k])')}",
            [],
        ),
        (X, f"{total('1/x[k]')} > n**2", [POSITIVE, f"{total('x[k]')} == 1"]),
        (X, f"{total('1/x[k]')} <= n**2", [POSITIVE, f"{total('x[k]')} == 1"]),
        (PQ, f"{total('sqrt(p[k]*q[k])')} < 1", [*PAIRS, *ONE_EACH]),
        (PQ, f"{total('abs(p[k] - q[k])')} <= 2", ONE_EACH),
        (PQ, f"{total('p[k]*exp(q[k])')} > 0", [all_of("p[j] >= 0")]),
        (
            PQ,
            f"{total('p[k]**2/q[k]')} >= {total('p[k]')}**2/{total('q[k]')}",
            [all_of("q[j] != 0"), f"{total('q[k]')} > 0"],
        ),
    ],
)
def test_false_sums(let: Mapping[str, str], claim: str, given: list[str]) -> None:
    assert not is_proved(let, claim, *given)


@pytest.mark.parametrize(
    "claim",
    [
        "sum(sqrt(k), k, 5, n) <= sqrt((n - 4)*sum(k, k, 5, n))",  # n = 1: no terms, and -3 of them by the ends
        "sum(exp(k), k, 5, n) >= (n - 4)*exp(sum(k, k, 5, n)/(n - 4))",
        "sum(sqrt(k), k, 5, n) <= n - 4 - n + 4",
    ],
)
def test_empty_ranges_have_no_number_of_terms(claim: str) -> None:
    assert not is_proved(N, claim)


def test_a_bound_that_is_undefined_is_none() -> None:
    # 1/x_k <= 1/0 is no fact: from it everything would follow.
    assert not is_proved(X, f"{total('1/x[k]')} <= n", POSITIVE)


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        ({**N, "a": "real"}, "sum(exp(a), k, 1, 5) >= a"),
        (X, f"{total('exp(x[k])')} == n"),
        ({"z": "complex", "n": "integer >= 1"}, "abs(sum(exp(z*k), k, 1, n)) >= 0"),
    ],
)
def test_other_goals_are_left(let: Mapping[str, str], claim: str) -> None:
    assert not jensen_sums.applies(goal(let, claim))
