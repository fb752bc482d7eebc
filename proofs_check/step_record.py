"""The lines of a derivation as plain JSON data."""

from __future__ import annotations

from proofs_check.lemmas import LEMMAS
from proofs_check.statement.claim import Claim, Entry, Prose
from proofs_check.statement.derivation import Step, Use
from proofs_check.statement.errors import StatementError
from proofs_check.statement.fold import Pattern, fold
from proofs_check.statement.formal import Formal, extend
from proofs_check.statement.latex import latex
from proofs_check.statement.parse import parse_statement
from proofs_check.statement.unicode_text import pretty
from proofs_check.statement_record import Record
from proofs_check.steps import as_use
from proofs_check.verdict import CheckedStep, Judged


def step_record(
    step: CheckedStep,
    formal: Formal | None,
    subject: Claim | Entry | Prose,
    known: tuple[Pattern, ...],
    earlier: frozenset[str],
) -> Record:
    """One line of a derivation; `earlier`: the names of the lines before it."""
    shown = fold(step.statement, known) if step.statement is not None else None
    proposed = step.step
    names = {name for name, _ in formal.given} if formal else set()
    return {
        "name": proposed.name,
        "rule": proposed.rule,
        "text": proposed.says,
        "latex": latex(shown) if shown is not None else "",
        "unicode": pretty(shown) if shown is not None else proposed.says,
        "because": proposed.because,
        "let": dict(proposed.let),
        "given": list(proposed.given),
        "given_latex": _given_latex(proposed, formal, subject, known),
        "uses": [_use(as_use(use), names, earlier) for use in proposed.uses],
        "status": step.status,
        "trust": step.trust,
        "checked_by": list(step.checked_by),
        "detail": step.detail,
    }


def reduction_record(judged: Judged) -> list[Record]:
    """The step from the statement about letters to the claim about objects: an argument with cited theorems, no check."""
    subject = judged.subject
    if not isinstance(subject, Claim) or subject.scope != "reduction" or not judged.steps:
        return []
    said = {
        "name": "reduction",
        "rule": "reduction",
        "text": subject.says,
        "latex": "",
        "unicode": subject.says,
    }
    rest = {
        "let": {},
        "given": [],
        "given_latex": [],
        "status": "cited",
        "trust": "one engine",
        "checked_by": [],
    }
    uses = [{"name": judged.steps[-1].step.name, "kind": "step", "with": {}}]
    return [{**said, **rest, "because": subject.about, "uses": uses, "detail": "cited, not checked"}]


def _given_latex(step: Step, formal: Formal | None, subject: object, known: tuple[Pattern, ...]) -> list[str]:
    if formal is None or not isinstance(subject, Claim):
        return []
    try:
        context = extend(formal, step.let, subject.define)
        return [latex(fold(parse_statement(given, context), known)) for given in step.given]
    except StatementError:
        return []


def _use(use: Use, hypotheses: set[str], earlier: frozenset[str]) -> Record:
    kind = "hypothesis" if use.name in hypotheses else "step" if use.name in earlier else "claim"
    return {
        "name": use.name,
        "kind": "lemma" if kind == "claim" and use.name in LEMMAS else kind,
        "with": dict(use.put),
    }
