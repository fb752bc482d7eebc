"""The library of elementary inequalities: each one is proved by derivatives, without the library."""

from __future__ import annotations

import pytest

from proofs_check.engines import ladder
from proofs_check.engines.inequalities import ONE_ARGUMENT, Inequality, instances
from proofs_check.engines.simplify_terms import conclude
from tests.engines.scalar.statements import goal

DOMAINS = {
    "": "real",
    "u >= 0": "real >= 0",
    "u <= 0": "real <= 0",
    "u > 0": "positive",
    "u >= 1": "real >= 1",
}
PUNCTURED = {"u != 0": ("positive", "negative"), "u > 0 and u != 1": ("real in (0, 1)", "real > 1")}


@pytest.mark.parametrize("one", ONE_ARGUMENT, ids=[f"{one.says} if {one.premise}" for one in ONE_ARGUMENT])
def test_inequality_is_proved_by_derivatives(one: Inequality) -> None:
    for domain in PUNCTURED.get(one.premise) or (DOMAINS[one.premise],):
        for part in conclude(goal({"u": domain}, one.says)):
            assert ladder.attempt(part).proved, domain


def test_premises_are_kept_where_they_are_not_known() -> None:
    found = instances(goal({"x": "real"}, "tanh(x) <= x"))
    assert not any(str(one) == "tanh(x) <= x" for one in found)
    known = instances(goal({"x": "nonnegative"}, "tanh(x) <= x"))
    assert goal({"x": "nonnegative"}, "tanh(x) <= x").conclusion in known
    assert goal({"x": "real"}, "tanh(x) <= x").conclusion not in found
