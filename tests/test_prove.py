"""The planner alone: it must not prove what is false, whatever the search for witnesses would say."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from bad_claims import BAD, Bad

from proofs_check import prove as prove_module
from proofs_check.conflict import EngineConflict
from proofs_check.engine_choice import engines_for
from proofs_check.goal import Answer, Budget, Goal, Prover, goal_of
from proofs_check.prove import Session
from proofs_check.run import claims_of
from proofs_check.statement.claim import Claim
from proofs_check.statement.formal import formalize
from theory.catalog import TOPICS

FALSE = [bad for bad in BAD if bad.verdict == "refuted"]
SMALL = Budget(thorough=False, z3_rlimit=500_000)
CORE = [subject for _, subjects in TOPICS for subject in subjects if subject.tier == "core"]
CLAIMS = [claim for subject in CORE for claim in claims_of(subject)]
NEIGHBOURS = [
    pytest.param(claim.mutated(mutant), id=f"{claim.id}-{place}")
    for claim in CLAIMS
    for place, mutant in enumerate(claim.mutants)
]


@pytest.mark.parametrize("bad", FALSE, ids=lambda bad: bad.claim.id)
def test_the_planner_does_not_prove_a_false_claim(bad: Bad) -> None:
    assert not Session(Budget()).prove_claim(goal_of(bad.claim.formal)).proved


@pytest.mark.parametrize("mutant", NEIGHBOURS)
def test_the_planner_does_not_prove_a_mutant(mutant: Claim) -> None:
    assert not Session(SMALL).prove_claim(goal_of(mutant.formal)).proved


def test_an_engine_that_fails_costs_its_own_answer_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it raises, the engines after it are asked; a contradiction between engines is no failure and is passed on."""
    goal = goal_of(formalize({"x": "real"}, {}, {}, "x**2 + 1 > 0"))

    def fails(problem: Exception) -> None:
        def attempt(goal: Goal, prove: Prover) -> Answer:
            raise problem

        monkeypatch.setattr(
            prove_module, "engines_for", lambda *given: [("failing", attempt), *engines_for(*given)]
        )

    fails(RuntimeError("generator raised StopIteration"))
    assert Session(Budget()).prove(goal).proved
    fails(EngineConflict("two answers"))
    with pytest.raises(EngineConflict):
        Session(Budget()).prove(goal)


def test_values_of_sequences_in_hypotheses_are_no_numbers_to_evaluate() -> None:
    """An evaluator that knows no sequences is asked for w(1) here; it once ended the run."""
    define = {"w": {"start": ["0"], "step": "w(t) + (1 + c - w(t))/(1 + c)"}}
    given = {"first": "w(1) == 1"}
    formal = formalize({"c": "positive"}, given, define, "w(1) - (1 + c) == -c")
    assert Session(Budget()).prove_claim(goal_of(formal)).proved


def shown(let: Mapping[str, str], given: Mapping[str, str], claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_of(formalize(let, given, {}, claim))).proved


SOME_X, SOME_Y = "exists(x, 'real', x > a and x < b)", "exists(x, 'real', x > b and x < a)"
BY_CASES = {"one": f"implies(a < b, {SOME_X})", "two": f"implies(b < a, {SOME_Y})"}


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        ({**BY_CASES, "apart": "a != b"}, True),
        (BY_CASES, False),
        ({"one": BY_CASES["one"], "apart": "a != b"}, True),
    ],
)
def test_a_disjunction_by_the_implications_that_are_known(given: Mapping[str, str], holds: bool) -> None:
    """Where the premises leave a case out nothing follows; the last holds for the second existence is proved by itself."""
    known = {name: "real" for name in ("a", "b")}
    assert shown(known, given, f"{SOME_X} or {SOME_Y}") is holds


def test_existences_among_the_hypotheses_can_be_put_together() -> None:
    """Each is one of the hypotheses; another one of the same shape is not."""
    let = {"m": "integer >= 1", "v": "vector(m)"}
    low, high, zero = (f"exists(k, 'integer in [0, m - 1]', v[k] {sign} 0)" for sign in ("<", ">", "=="))
    assert shown(let, {"low": low, "high": high}, f"{low} and {high}")
    assert not shown(let, {"low": low, "high": high}, f"{low} and {zero}")


@pytest.mark.parametrize(("low", "holds"), [("0", True), ("-1", False)])
def test_the_index_of_a_product_is_a_whole_number_from_its_lower_end_on(low: str, holds: bool) -> None:
    """x^(2^k) has a whole exponent for k >= 0; x^(1/2) needs x >= 0."""
    term = f"prod(1 + x**(2**k), k, {low}, n)"
    assert shown({"x": "real", "n": "natural"}, {}, f"{term} == {term}") is holds


def test_an_existence_that_is_known_is_concluded_under_any_premise() -> None:
    """The premise goes first; opened, the hypothesis would have to be proved anew, of vectors of any length."""
    let = {"n": "integer >= 1", "g": "vector(n)", "c": "vector(n)", "b": "real"}
    scaled = "exists(a, 'positive', c == a*g)"
    assert shown(let, {"known": scaled}, f"implies(g != zeros(n, 1), {scaled})")
    assert shown(let, {"known": scaled}, f"implies(b > 1, implies(g != zeros(n, 1), {scaled}))")
    assert not shown(let, {"known": scaled}, f"implies(g != zeros(n, 1), {scaled} and b > 0)")


WILD = {"s": {"start": ["1"], "step": "s(t)**2 + cos(s(t))"}}
TENDS = "limit(s(t)/t, t, oo)"


@pytest.mark.parametrize(
    ("value", "claim", "holds"),
    [
        ("c + 2", f"{TENDS} > c", True),
        ("c + 2", f"2*{TENDS} == 4 + 2*c", True),
        ("c + 2", f"{TENDS} < c", False),
        ("c + 2", "limit(s(t)/(t + 1), t, oo) > c", False),
        ("oo", f"{TENDS} > c", False),
    ],
)
def test_a_limit_that_is_known_is_put_in(value: str, claim: str, holds: bool) -> None:
    """Nothing else is known of the sequence; an infinite one takes part in no arithmetic."""
    let = {"c": "real", "t": "integer >= 1"}
    formal = formalize(let, {"limit": f"{TENDS} == {value}"}, WILD, claim)
    assert Session(Budget()).prove(goal_of(formal)).proved is holds


def test_a_premise_helps_and_is_needed() -> None:
    let = {"x": "real", "y": "real"}
    assert shown(let, {}, "implies(x > 1, implies(y > x, x*y > 1))")
    assert not shown(let, {}, "implies(x > 1, x*y > 1)")
