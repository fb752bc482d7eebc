"""One name has one meaning within a statement."""

from __future__ import annotations

import pytest

from proofs_check import Claim, judge
from proofs_check.goal import goal_of
from proofs_check.statement.bound_letters import apart
from proofs_check.statement.errors import StatementError
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Term, binder, free_letters, walk

LET = {"x": "real", "y": "real", "n": "natural", "k": "natural"}


def read(claim: str, **given: str) -> Term:
    return goal_of(formalize(LET, given, {}, claim)).conclusion


def bound(term: Term) -> list[str]:
    return [name for name in map(binder, walk(term)) if name is not None]


@pytest.mark.parametrize(
    ("claim", "same"),
    [
        ("sum(k, k, 0, k) == k*(k + 1)/2", "sum(j, j, 0, k) == k*(k + 1)/2"),
        ("limit(x*n, x, x) == x*n", "limit(y*n, y, x) == x*n"),
        ("sum(sum(n, n, 0, n), n, 0, 3) == 10", "sum(sum(m, m, 0, j), j, 0, 3) == 10"),
        ("exists(x, 'real', exists(x, 'real', x > 0))", "exists(y, 'real', exists(z, 'real', z > 0))"),
    ],
)
def test_names_are_apart(claim: str, same: str) -> None:
    mine = read(claim)
    names = bound(mine)
    assert len(set(names)) == len(names) and not set(names) & free_letters(mine)
    assert free_letters(mine) == free_letters(read(same))
    assert len(list(walk(mine))) == len(list(walk(read(same))))


@pytest.mark.parametrize("claim", ["sum(k, k, 0, n) >= 0", "limit(x, x, 0) == 0", "exists(x, 'real', x > n)"])
def test_names_that_are_apart_stay(claim: str) -> None:
    term = read(claim)
    assert apart(term, free_letters(term)) is not None and bound(term) in (["k"], ["x"])


def test_free_letters_of_hypotheses_count() -> None:
    assert bound(read("sum(k, k, 0, n) >= 0", h="k > 3")) == ["k_"]


def test_a_renamed_letter_takes_no_other_name() -> None:
    let = {"k": "natural", "k_": "natural"}
    term = goal_of(formalize(let, {}, {}, "sum(k*k_, k, 0, k) >= 0")).conclusion
    assert bound(term) == ["k__"] and free_letters(term) == {"k", "k_"}


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [("sum(k, k, 0, k) == k*(k + 1)/2", "proved"), ("sum(k, k, 0, k) == k**2", "refuted")],
)
def test_judged_as_with_other_names(claim: str, verdict: str) -> None:
    assert judge(Claim("c", claim, let={"k": "natural"})).verdict == verdict


DEPENDS_ON_G = {"r": {"index": "k", "first": 0, "start": ["0"], "step": "r(k) + g"}}
THROUGH_ANOTHER = {**DEPENDS_ON_G, "s": {"index": "k", "first": 0, "start": ["1"], "step": "s(k) + r(k)"}}


@pytest.mark.parametrize(
    ("define", "claim"),
    [
        (DEPENDS_ON_G, "limit(r(5)/g, g, oo) == 5"),
        (DEPENDS_ON_G, "sum(r(1), g, 1, 3) == 6"),
        (DEPENDS_ON_G, "exists(g, 'real', r(1) == 7)"),
        (THROUGH_ANOTHER, "limit(s(5)/g, g, oo) == 10"),
        ({"r": {"index": "k", "first": 0, "start": ["g"], "step": "r(k)/2"}}, "forall(g, 'real', r(0) == g)"),
    ],
)
def test_no_letter_is_bound_around_a_sequence_that_depends_on_it(
    define: dict[str, object], claim: str
) -> None:
    with pytest.raises(StatementError) as found:
        formalize({"g": "real"}, {}, define, claim)
    assert found.value.where == "claim" and "which depends on 'g'" in str(found.value)
    formalize({"g": "real", "u": "real"}, {}, define, claim.replace("g", "u"))


def test_the_index_of_a_sequence_is_no_letter_that_it_depends_on() -> None:
    let = {"k": "natural", "g": "real"}
    assert formalize(let, {}, DEPENDS_ON_G, "limit(r(k)/(k + 1), k, oo) == g") is not None
