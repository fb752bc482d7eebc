"""Nested absolute values multiply into polynomials of millions of terms; products that large are never formed."""

from __future__ import annotations

import resource

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def test_convexity_of_a_flat_bottom_stays_small() -> None:
    """Conjugates of nested roots once took more than six gigabytes here."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    let = {"x": "real", "y": "real", "t": "real in [0, 1]"}
    flat = formalize(let, {}, {"f(u)": "max(abs(u) - 1, 0)"}, "f((1 - t)*x + t*y) <= (1 - t)*f(x) + t*f(y)")
    assert Session(Budget()).prove_claim(goal_of(flat)).proved
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000  # kilobytes
