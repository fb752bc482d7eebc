"""The laws catch broken optimizers, and say which law, where, what was expected and what came."""

from __future__ import annotations

import numpy as np
import pytest
from broken_optimizers import BROKEN, Broken
from reference_makers import maker

from theory.laws.conventions import Convention
from theory.laws.suite import LawRecord, check_optimizer

ALLOWED_TO_ESCAPE = 2


def broken_records(one: Broken) -> list[LawRecord]:
    with np.errstate(all="ignore"):
        return [record for record in check_optimizer(one.make, one.family) if record.outcome == "broken"]


@pytest.fixture(scope="module")
def found() -> dict[str, list[LawRecord]]:
    return {one.name: broken_records(one) for one in BROKEN}


def test_there_are_enough_of_them() -> None:
    assert len(BROKEN) >= 45
    assert len({one.name for one in BROKEN}) == len(BROKEN)


def test_all_but_two_are_caught(found: dict[str, list[LawRecord]]) -> None:
    missed = [name for name, records in found.items() if not records]
    assert len(missed) <= ALLOWED_TO_ESCAPE, missed


def test_messages_name_law_step_expected_and_got(found: dict[str, list[LawRecord]]) -> None:
    for records in found.values():
        for record in records:
            assert f"law '{record.law}'" in record.message
            assert f"step {record.step}," in record.message
            assert f"{record.expected!r}, got {record.got!r}" in record.message
            assert "Gradients up to there: " in record.message and "lr=" in record.message
            assert "convention" in record.message


def test_most_are_caught_by_a_claim(found: dict[str, list[LawRecord]]) -> None:
    """Not by the reference rule alone: else the laws would add nothing to it."""
    by_claims = [name for name, records in found.items() if any(one.claims for one in records)]
    assert len(by_claims) >= 0.9 * len(BROKEN), sorted(set(found) - set(by_claims))


@pytest.mark.parametrize(
    ("fault", "convention"),
    [
        ("nesterov: correction missing", "Nesterov as look-ahead"),
        ("amsgrad: maximum not kept", "adam: stabiliser outside the root"),
        ("adamw: decay coupled where decoupled is promised", "coupled weight decay"),
    ],
)
def test_a_message_names_the_convention_that_would_explain(
    fault: str, convention: str, found: dict[str, list[LawRecord]]
) -> None:
    said = [one.message for one in found[fault] if "another convention gives: " in one.message]
    assert any(convention in message for message in said)


def test_what_no_convention_explains_is_said_to_be_so(found: dict[str, list[LawRecord]]) -> None:
    messages = [one.message for one in found["adam: no bias correction"]]
    assert all(message.endswith("no known convention gives that.") for message in messages)


def test_an_optimizer_that_raises_is_broken_not_an_error() -> None:
    class Raises:
        def __init__(self) -> None:
            self.steps = 0

        def step(self, gradient):
            self.steps += 1
            if self.steps > 100 or np.max(np.abs(gradient)) > 2.0**20:
                raise OverflowError("too large")
            return -0.125 * gradient

    (record,) = [
        one
        for one in check_optimizer(lambda *, lr: Raises(), "sgd")
        if one.outcome == "broken" and "raised" in one.message
    ][:1]
    assert "OverflowError: too large" in record.message


def test_a_convention_is_not_a_fault() -> None:
    """Adam with epsilon hat, taken for Adam, is Adam."""
    hat = Convention("adam", stabiliser="hat")
    assert all(one.outcome == "kept" for one in check_optimizer(maker(hat), "adam"))
