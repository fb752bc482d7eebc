"""The steps that bound the move of a scale: they are proved, and their near neighbours are not."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from proofs_check.goal import Budget
from proofs_check.prove import Session
from proofs_check.statement.claim import Claim
from proofs_check.statement.derivation import Step
from proofs_check.steps import Derivation
from proofs_check.verdict import CheckedStep
from theory.nearby_scale import KNOWN, nearby_steps

BOUNDED, SMALL = nearby_steps()


def checked(*steps: Step) -> CheckedStep:
    """The last step, after the others."""
    claim = Claim("on_letters", "x == x", let={"x": "real"})
    return Derivation(claim, claim.formal, Session(Budget()), {}).check(steps)[-1]


def test_both_steps_carry_certificates() -> None:
    assert [checked(*steps).trust for steps in ((BOUNDED,), (BOUNDED, SMALL))] == ["certificate"] * 2


@pytest.mark.parametrize("missing", range(len(KNOWN)))
def test_each_hypothesis_is_needed(missing: int) -> None:
    short = tuple(text for place, text in enumerate(KNOWN) if place != missing)
    assert checked(replace(BOUNDED, given=short)).status == "failed"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("2*eps", "eps"),
        lambda text: text.replace("shift < eps", "2*shift < eps"),
        lambda text: text.replace("(old + 2*eps)", "2*eps"),
    ],
    ids=["a larger move", "half the distance", "whatever the old scale"],
)
def test_a_weaker_condition_does_not_do(change: Callable[[str], str]) -> None:
    wrong = change(SMALL.says)
    assert wrong != SMALL.says
    assert checked(BOUNDED, replace(SMALL, says=wrong)).status == "failed"
