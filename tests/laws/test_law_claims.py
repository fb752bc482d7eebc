"""What the laws take from the catalogue is there: claims by id, formulas word for word, and verdicts."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from proofs_check.goal import Budget
from proofs_check.judging import judge
from proofs_check.settings import Settings
from tests.bench.laws_proved import verdicts
from theory.laws import (
    difference_parts,
    laws_adadelta,
    laws_adagrad,
    laws_adam,
    laws_amsgrad,
    laws_descent,
    laws_rmsprop,
    laws_rmsprop_steps,
    laws_velocity,
    lemmas,
    steady_steps,
)
from theory.laws.formulas import Formula, NoFormula, claims_by_id, occurs, right_of, term
from theory.laws.suite import LAWS

MODULES = (
    difference_parts,
    laws_adadelta,
    laws_adagrad,
    laws_adam,
    laws_amsgrad,
    laws_descent,
    laws_rmsprop,
    laws_rmsprop_steps,
    laws_velocity,
    steady_steps,
)
# Values of a claim's own sequences, at an index of their own.
SEQUENCES = {"z(t) - z(t - 1)", "m(t)"}


def formulas(module: ModuleType) -> list[Formula]:
    values = [value for value in vars(module).values()]
    nested = [part for value in values if isinstance(value, dict) for part in value.values()]
    return [value for value in (*values, *nested) if isinstance(value, Formula)]


FORMULAS = sorted({one for module in MODULES for one in formulas(module)}, key=repr)
CLAIMS = sorted({claim for law in LAWS for claim in law.claims})


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_claim_of_a_law_is_in_the_catalogue(claim: str) -> None:
    assert claim in claims_by_id()


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda one: f"{one.claim}: {one.says}")
def test_every_formula_stands_in_its_claim(formula: Formula) -> None:
    assert occurs(formula) or formula.says in SEQUENCES


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.__name__)
def test_a_law_names_the_claims_whose_formulas_its_module_takes(module: ModuleType) -> None:
    named = {claim for law in getattr(module, "LAWS", ()) for claim in law.claims} | {
        claim for law in LAWS for claim in law.claims
    }
    assert {one.claim for one in formulas(module)} <= named | {claim.id for claim in lemmas.CLAIMS}


def test_a_wrong_reference_is_refused() -> None:
    with pytest.raises(NoFormula, match="no claim 'rmsprop_acumulator'"):
        term("rmsprop_acumulator", "r(k)").at(k=1)
    with pytest.raises(NoFormula, match="does not say what r"):
        right_of("rmsprop_accumulator", "r(k + 1)").at(k=1)


def test_values_are_exact_to_a_float() -> None:
    assert right_of("rmsprop_accumulator", "r(k)").at(rho=0.5, g=3.0, k=2) == 6.75


def test_the_claims_of_the_core_are_proved(judged: Any) -> None:
    """All of them: `python -m tests.bench.laws_proved`, which takes some minutes."""
    known = {claim: verdict for claim, verdict in verdicts(judged).items() if claim in CLAIMS}
    assert len(known) >= 5
    assert set(known.values()) == {"proved"}, known


@pytest.mark.parametrize("claim", lemmas.CLAIMS, ids=lambda one: one.id)
def test_the_lemmas_of_the_suite_are_proved_and_their_neighbours_are_not(claim) -> None:
    found = judge(claim, Settings(Budget(instances=2_000, search_points=2_000)))
    assert found.verdict == "proved" and found.trust in ("certificate", "two engines")
    assert len(found.mutants) >= 2 and all(fate.killed_by for fate in found.mutants)
