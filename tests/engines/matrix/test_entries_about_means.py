"""Sums over the entries of vectors of any size, by means and deviations."""

from __future__ import annotations

import pytest

from proofs_check.engines import entries_about_means
from proofs_check.goal import Budget
from proofs_check.prove import Session
from proofs_check.statement.domains import INTEGER
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

V = {"n": "integer >= 1", "v": "vector(n)"}
VC = {**V, "c": "real"}
VW = {**V, "w": "vector(n)"}
SUM_V, SUM_W = "sum(v[k], k, 0, n - 1)", "sum(w[k], k, 0, n - 1)"

PROVED: list[Case] = [
    (VC, f"sum((v[k] - c)**2, k, 0, n - 1) >= dot(v, v) - {SUM_V}**2/n"),
    (
        VC,
        f"sum((v[j] - c)**2, j, 0, n - 1) == sum((v[k] - {SUM_V}/n)**2, k, 0, n - 1) + n*(c - {SUM_V}/n)**2",
    ),
    (V, f"{SUM_V}**2 <= n*dot(v, v)"),
    (VW, "sum((v[k] + w[k])**2, k, 0, n - 1) <= 2*dot(v, v) + 2*dot(w, w)"),
    (VW, f"(n*dot(v, w) - {SUM_V}*{SUM_W})**2 <= (n*dot(v, v) - {SUM_V}**2)*(n*norm(w)**2 - {SUM_W}**2)"),
    (V, "dot(v, v) >= 1/n", f"{SUM_V} == 1"),
    (VC, "norm(v)**2 >= n*c**2", f"{SUM_V} == n*c"),
    (VC, "sum(sum((v[j] - v[k])**2, j, 0, n - 1), k, 0, n - 1) <= 2*n*sum((v[k] - c)**2, k, 0, n - 1)"),
    (V, "sum(v[k] - 1, k, 0, n - 1)**2 <= n*sum((v[k] - 1)**2, k, 0, n - 1)"),
    (VW, f"dot(v - w, v - w) >= ({SUM_V} - {SUM_W})**2/n"),
    ({**VW, "c": "nonzero"}, f"sum((v[k]/c - w[k])**2, k, 0, n - 1) >= ({SUM_V}/c - {SUM_W})**2/n"),
]

FALSE: list[Case] = [
    (VC, f"sum((v[k] - c)**2, k, 0, n - 1) >= dot(v, v) - {SUM_V}**2/(2*n)"),
    (V, f"{SUM_V}**2 <= (n - 1)*dot(v, v)"),
    (VW, f"(n*dot(v, w) - {SUM_V}*{SUM_W})**2 <= (n*dot(v, v) - {SUM_V}**2)*(dot(w, w) - {SUM_W}**2)"),
    (V, "dot(v, v) >= 2/(n + 1)", f"{SUM_V} == 1"),
    (VC, "sum(sum((v[j] - v[k])**2, j, 0, n - 1), k, 0, n - 1) <= n*sum((v[k] - c)**2, k, 0, n - 1)"),
    # some entries only
    (V, "n*sum(v[k], k, 0, n - 2)**2 >= n*sum(v[k], k, 0, n - 1)**2"),
    (V, "sum(v[k], k, 1, n - 1)**2 >= sum(v[k], k, 0, n - 1)**2"),
    # n + 1 terms, and a range of another size
    (V, f"sum(sum(v[j]**2, j, 0, n - 1), k, 0, n) == n*dot(v, v) + {SUM_V}*0"),
    ({**V, "m": "integer"}, f"sum({SUM_V}**2, j, 0, m) == (m + 1)*{SUM_V}**2"),
    ({**V, "m": "integer"}, "sum(sum(v[k]**2, j, 0, m), k, 0, n - 1) == (m + 1)*dot(v, v)"),
    # the index is not free of weight
    (V, f"sum(k*v[k], k, 0, n - 1) <= n*{SUM_V}"),
    (VW, f"sum((k*v)[k], k, 0, n - 1)*{SUM_W} == {SUM_V}*sum((k*w)[k], k, 0, n - 1)"),
    # the deviations of one vector are not those of another
    (VW, f"n*dot(v, w) >= {SUM_V}*{SUM_W}"),
]


@pytest.mark.parametrize("case", PROVED)
def test_proved(case: Case) -> None:
    assert shown_by(entries_about_means, case)
    assert shown(case)


@pytest.mark.parametrize("case", FALSE)
def test_false_is_not_proved(case: Case) -> None:
    assert not shown_by(entries_about_means, case)


def test_an_index_does_not_hide_a_letter() -> None:
    goal, prove = goal_from((V, f"{SUM_V}**2 <= n*dot(v, v)")), Session(Budget()).prover()
    assert entries_about_means.attempt(goal, prove).proved
    assert not entries_about_means.attempt(goal.with_letter("k", INTEGER), prove).proved


def test_vectors_that_are_spoken_of_otherwise() -> None:
    case: Case = ({**V, "A": "matrix(n, n)"}, f"dot(v, A @ v) <= {SUM_V}**2")
    assert not shown_by(entries_about_means, case)
    complex_: Case = ({"n": "integer >= 1", "v": "complex vector(n)"}, f"abs({SUM_V})**2 <= n*norm(v)**2")
    assert not entries_about_means.applies(goal_from(complex_))
