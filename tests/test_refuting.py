"""A claim's own refutation: accepted where its derivation proves the negation at an admissible point, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofs_check.conflict import EngineConflict
from proofs_check.goal import Budget
from proofs_check.prove import Session
from proofs_check.refuting import refuted
from proofs_check.statement.claim import Claim, Recurrence, Refutation
from proofs_check.statement.derivation import Step
from proofs_check.verdict import Witness

BEYOND = "exists(k, 'natural', x(k) > B)"


def doubling() -> tuple[Step, ...]:
    """2^k > k, so that no bound holds."""
    return (
        Step("grows", "x(k) >= k + 1", "induction", on="k"),
        Step("beyond", BEYOND, "witness", uses=("grows",), at="ceil(B)"),
        Step("never", f"forall(B, 'positive', {BEYOND})", "algebra", uses=("beyond",)),
    )


BOUNDED = Claim(
    id="doubling_stays_bounded",
    let={"x0": "positive", "k": "natural", "B": "positive"},
    define={"x": Recurrence(("x0",), "2*x(k)", index="k")},
    claim="exists(B, 'positive', forall(k, 'natural', x(k) <= B))",
    refutation=Refutation({"x0": "1"}, doubling),
)


def witness(claim: Claim) -> Witness | None:
    return refuted(claim, claim.formal, Session(Budget()), {})[0]


def test_a_proved_negation_refutes() -> None:
    found = witness(BOUNDED)
    assert found is not None and found.fault == "false"


def test_a_point_outside_the_domain_refutes_nothing() -> None:
    assert witness(replace(BOUNDED, refutation=Refutation({"x0": "-1"}, doubling))) is None


def test_a_point_against_the_hypotheses_refutes_nothing() -> None:
    assert witness(replace(BOUNDED, given={"large": "x0 >= 2"})) is None


def test_a_point_that_leaves_a_letter_open_refutes_nothing() -> None:
    assert witness(replace(BOUNDED, refutation=Refutation({}, doubling))) is None


def test_a_failing_derivation_refutes_nothing() -> None:
    def steps() -> tuple[Step, ...]:
        return (Step("grows", "x(k) >= k + 2", "induction", on="k"), *doubling()[1:])

    assert witness(replace(BOUNDED, refutation=Refutation({"x0": "1"}, steps))) is None


def test_a_derivation_of_something_else_refutes_nothing() -> None:
    assert witness(replace(BOUNDED, refutation=Refutation({"x0": "1"}, lambda: doubling()[:2]))) is None


def test_a_cited_negation_refutes_nothing() -> None:
    def steps() -> tuple[Step, ...]:
        return (Step("never", f"forall(B, 'positive', {BEYOND})", "cited", "said somewhere"),)

    assert witness(replace(BOUNDED, refutation=Refutation({"x0": "1"}, steps))) is None


def test_a_point_where_the_claim_holds_is_a_conflict() -> None:
    claim = Claim(
        id="square", let={"x": "real"}, claim="x**2 >= 0", refutation=Refutation({"x": "1"}, lambda: ())
    )
    with pytest.raises(EngineConflict):
        witness(claim)
