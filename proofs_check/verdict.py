"""What the judge says of a claim, and all that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from proofs_check.goal import Answer, Point, Trust
from proofs_check.statement.claim import Claim, Entry, Mutant, Prose
from proofs_check.statement.derivation import Step
from proofs_check.statement.terms import Term

if TYPE_CHECKING:
    from proofs_check.instances import ExperimentResult
    from proofs_check.needed import Need

Verdict = Literal["proved", "refuted", "supported", "unknown", "not_checkable"]
VERDICTS: tuple[Verdict, ...] = ("proved", "refuted", "supported", "unknown", "not_checkable")


@dataclass(frozen=True)
class CheckedStep:
    """A step of a derivation after its check; `statement` is None where the text could not be read."""

    step: Step
    statement: Term | None
    status: Literal["checked", "cited", "failed"]
    trust: Trust
    checked_by: tuple[str, ...]
    detail: str = ""


@dataclass(frozen=True)
class Witness:
    """An exact admissible point that makes a statement false or undefined, re-evaluated by code that did not find it.

    sides: (what, exact value, decimal value) of the parts that were compared.
    """

    point: Point
    fault: Literal["false", "undefined"]
    explanation: str
    sides: tuple[tuple[str, str, str], ...]
    found_by: str


@dataclass(frozen=True)
class MutantFate:
    """What became of a mutant; `killed_by` is empty where it lives."""

    mutant: Mutant
    claim: str
    statement: Term | None
    killed_by: str


@dataclass(frozen=True)
class Judged:
    """A claim, an entry of several claims, or prose, with its verdict and the grounds for it."""

    subject: Claim | Entry | Prose
    verdict: Verdict
    reason: str
    trust: Trust | None = None
    steps: tuple[CheckedStep, ...] = ()
    evidence: tuple[Answer, ...] = ()
    experiments: tuple[ExperimentResult, ...] = ()
    witness: Witness | None = None
    admissible: Point | None = None
    repair: Judged | None = None
    mutants: tuple[MutantFate, ...] = ()
    readings: tuple[Judged, ...] = ()
    hypotheses: tuple[Need, ...] = ()
    seconds: float = 0.0
