"""Goals for the calculus engines, in the letters of the optimizers, and a prover for their side conditions."""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.goal import Answer, Budget, Goal, Prover, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Limit, Term

LETTERS = {
    "rho": "real in (0, 1)",
    "alpha": "real in [0, 1)",
    "eps": "positive",
    "delta": "positive",
    "g": "real",
    "a": "real",
    "b": "real",
    "c": "real",
    "d": "real",
    "l": "real",
    "x": "real",
    "lam": "real",
    "k": "integer >= 1",
    "n": "integer >= 1",
    "t": "natural",
    "m": "integer >= 1",
    "w": "vector(m)",
    "W": "matrix(m, m)",
}
AVERAGE = {"r": {"start": ["0"], "step": "rho*r(t) + (1 - rho)*g**2"}}
TOTAL = {"r": {"start": ["0"], "step": "r(t) + g**2"}}
VELOCITY = {"v": {"start": ["0"], "step": "alpha*v(t) - eps*g"}}
MOMENTUM = {**VELOCITY, "theta": {"start": ["x"], "step": "theta(t) + v(t + 1)"}}


def goal(
    claim: str,
    *given: str,
    define: Mapping[str, object] | None = None,
    let: Mapping[str, str] | None = None,
) -> Goal:
    """The goal of a claim over LETTERS and `let`."""
    hypotheses = {f"h{place}": text for place, text in enumerate(given)}
    return goal_of(formalize({**LETTERS, **(let or {})}, hypotheses, define or {}, claim))


def limit_of(source: str, *given: str) -> tuple[Limit, Goal]:
    """The limit that `source` writes, and the goal whose facts hold."""
    found = goal(f"{source} == 0", *given)
    assert isinstance(found.conclusion, Compare) and isinstance(found.conclusion.left, Limit)
    return found.conclusion.left, found


def term(source: str, define: Mapping[str, object] | None = None) -> Term:
    """A scalar term over LETTERS."""
    found = goal(f"({source}) == 0", define=define).conclusion
    assert isinstance(found, Compare)
    return found.left


def prover() -> Prover:
    """The judge's own prover, with a small budget."""
    return Session(Budget(z3_rlimit=500_000)).prover()


def nothing(_: Goal) -> Answer:
    """A prover that proves nothing: what an engine shows with it, it shows by itself."""
    return undecided("nothing", "")
