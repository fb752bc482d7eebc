"""The quadratic-increment claim, which several benchmarks measure.

Notation: H symmetric, J(y) = y.H.y/2 + b.y, g = H x + b its gradient at x, eps the step size.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.instances.run import prepare_sampled, run_trial
from proofs_check.instances.trial import Trial
from proofs_check.statement.formal import Formal, formalize

LET = {
    "n": "integer >= 1",
    "H": "symmetric(n)",
    "x": "vector(n)",
    "b": "vector(n)",
    "eps": "real",
}
DEFINE = {"J(y)": "dot(y, H @ y)/2 + dot(b, y)", "g": "H @ x + b"}
CURVATURE, LINEAR = "eps**2*dot(g, H @ g)/2", "eps*dot(g, g)"
CLAIM = f"J(x - eps*g) - J(x) == {CURVATURE} - {LINEAR}"
FALSE = (
    f"J(x - eps*g) - J(x) == {CURVATURE} + {LINEAR}",
    f"J(x + eps*g) - J(x) == {CURVATURE} - {LINEAR}",
    f"J(x - eps*g) - J(x) == eps**2*dot(g, H @ g) - {LINEAR}",
    f"J(x - eps*g) - J(x) == {CURVATURE} - {LINEAR}/2",
    f"J(x - eps*g) - J(x) == -{CURVATURE} - {LINEAR}",
    f"J(x - eps*g) - J(x) == eps*dot(g, H @ g)/2 - {LINEAR}",
    f"J(x - eps*g) - J(x) == {CURVATURE} - eps**2*dot(g, g)",
    f"J(x - eps*g) - J(x) == eps**2*dot(x, H @ x)/2 - {LINEAR}",
    f"J(x - eps*g) - J(x) <= {CURVATURE} - 2*{LINEAR}",
    f"J(x - eps*g) == {CURVATURE} - {LINEAR}",
)


def formal(claim: str = CLAIM) -> Formal:
    """The claim, or one of its mutants."""
    return formalize(LET, {}, DEFINE, claim)


def trial(mutants: int = 0) -> Trial:
    """The claim with the first `mutants` of FALSE."""
    return prepare_sampled(formal(), tuple(map(formal, FALSE[:mutants])))


def run_instances(subject: Trial, n: int, instances: int) -> None:
    """Judges so many instances of dimension n, mutants as in an experiment. Raises AssertionError if one fails."""
    one_size = replace(subject, world=replace(subject.world, sizes=(n,)))
    result = run_trial(one_size, instances, 1)
    if result.failed:
        raise AssertionError(f"the quadratic increment fails: {result.first_failure}")
