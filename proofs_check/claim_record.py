"""One judged claim, entry or prose as plain JSON data: its part of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proofs_check.empirical import COUNTED_BY
from proofs_check.explained import explained, side_shown, terms_of
from proofs_check.instances import ExperimentResult
from proofs_check.needed import Need
from proofs_check.slack import slack_figures
from proofs_check.statement.claim import Claim, Entry, Prose, Source
from proofs_check.statement.errors import StatementError
from proofs_check.statement.fold import Pattern, fold, patterns
from proofs_check.statement.formal import Formal, extend
from proofs_check.statement.latex import latex
from proofs_check.statement.parse import parse_statement
from proofs_check.statement.text import text
from proofs_check.statement.unicode_text import pretty
from proofs_check.statement_record import Record, statement_record
from proofs_check.step_record import reduction_record, step_record
from proofs_check.verdict import Judged, MutantFate, Witness
from proofs_check.witness import RECHECKED_BY


def claim_record(judged: Judged, topic: str = "") -> Record:
    """The record of one judged claim, entry or prose."""
    subject = judged.subject
    formal = _formal(subject)
    known = patterns(formal, subject.define) if isinstance(subject, Claim) and formal else ()
    return {
        "id": subject.id,
        "topic": topic,
        "tier": subject.tier,
        "title": subject.title or subject.id,
        "says": subject.says,
        "source": _source(subject.source),
        "about": subject.about if isinstance(subject, Claim) else "",
        "scope": subject.scope if isinstance(subject, Claim) else "whole",
        "statement": statement_record(subject, formal, known),
        "verdict": judged.verdict,
        "trust": judged.trust,
        "reason": judged.reason,
        "derivation": [
            *_steps(judged, formal, known),
            *reduction_record(judged),
        ],
        "evidence": [
            {"engine": answer.engine, "outcome": answer.outcome, "detail": answer.detail}
            for answer in judged.evidence
        ],
        "hypotheses": [_need(need, known) for need in judged.hypotheses],
        "instances": instances_record(judged.experiments, _observed(subject, formal, known)),
        "counterexample": _point(judged.witness),
        "counterexample_detail": _witness(judged.witness, formal, known),
        "repair": _repair(judged.repair, topic, in_full=not judged.readings),
        "mutants": [_mutant(fate, known) for fate in judged.mutants],
        "readings": [claim_record(reading, topic) for reading in judged.readings],
        "readings_join": ("each" if subject.join == "readings" else "all")
        if isinstance(subject, Entry)
        else "",
        "figures": figures_of(judged, known),
        "seconds": judged.seconds,
    }


def _steps(judged: Judged, formal: Formal | None, known: tuple[Pattern, ...]) -> Iterator[Record]:
    names = [step.step.name for step in judged.steps]
    for place, step in enumerate(judged.steps):
        yield step_record(step, formal, judged.subject, known, frozenset(names[:place]))


def _need(need: Need, known: tuple[Pattern, ...]) -> Record:
    """A hypothesis of a proved claim: needed (with a point that breaks the claim without it), not needed, or open (None)."""
    shown = fold(need.says, known)
    point = {name: text(value) for name, value in (need.point or {}).items()}
    return {
        "name": need.name,
        "unicode": pretty(shown),
        "latex": latex(shown),
        "needed": need.needed,
        "witness": point,
    }


def _formal(subject: Claim | Entry | Prose) -> Formal | None:
    if not isinstance(subject, Claim):
        return None
    try:
        return subject.formal
    except StatementError:
        return None


def figures_of(judged: Judged, known: tuple[Pattern, ...]) -> list[Record]:
    """The figures of a subject, as data: its own, and the general one of a scalar claim."""
    subject = judged.subject
    if isinstance(subject, Prose):
        return []
    own = [dict(figure) for figure in subject.figures()] if subject.figures is not None else []
    return own + slack_figures(judged, known)


def _source(source: Source) -> Record:
    return {"key": source.key, "place": source.place, "citation": ""}


def _observed(
    subject: Claim | Entry | Prose, formal: Formal | None, known: tuple[Pattern, ...]
) -> dict[str, str]:
    """What the experiments compare as LaTeX, by its text; what cannot be read without its world is left out."""
    found: dict[str, str] = {}
    if not isinstance(subject, Claim) or formal is None:
        return found
    for experiment in subject.experiments:
        try:
            context = extend(formal, experiment.let, subject.define)
            term = parse_statement(experiment.observes, context) if experiment.observes else formal.claim
            found[text(term)] = latex(fold(term, known))
        except StatementError:
            continue
    return found


def instances_record(runs: tuple[ExperimentResult, ...], shown: Mapping[str, str] | None = None) -> Record:
    """The instance meter: sums over the worlds, and each world by itself; `shown` has the LaTeX of what they compare."""
    return {
        "world": ", ".join(dict.fromkeys(run.world for run in runs)),
        "tried": sum(run.tried for run in runs),
        "admissible": sum(run.admissible for run in runs),
        "inconclusive": sum(run.inconclusive for run in runs),
        "failed": sum(run.failed for run in runs),
        "worst_ratio": max((run.worst_ratio for run in runs), default=0.0),
        "by_world": [_world(run, shown or {}) for run in runs],
    }


def _world(run: ExperimentResult, shown: Mapping[str, str]) -> Record:
    first = run.first_failure
    return {
        "world": run.world,
        "says": run.says,
        "observes": run.observes,
        "observes_latex": shown.get(run.observes, ""),
        "tried": run.tried,
        "admissible": run.admissible,
        "inconclusive": run.inconclusive,
        "failed": run.failed,
        "worst_ratio": run.worst_ratio,
        "first_failure": None if first is None else {name: text(value) for name, value in first.items()},
    }


def _point(witness: Witness | None) -> dict[str, str] | None:
    return None if witness is None else {name: text(value) for name, value in witness.point.items()}


def _witness(witness: Witness | None, formal: Formal | None, known: tuple[Pattern, ...]) -> Record | None:
    """The fault; its words and sides are given for a page too, where they are terms of the statement."""
    if witness is None:
        return None
    terms = terms_of(formal) if formal is not None else {}
    return {
        "fault": witness.fault,
        "explanation": witness.explanation,
        "explanation_parts": explained(witness.explanation, terms, known, formal),
        "sides": [
            {"text": side, **side_shown(side, terms, known), "value": value, "approx": approx}
            for side, value, approx in witness.sides
        ],
        "found_by": witness.found_by,
        "rechecked_by": RECHECKED_BY if witness.found_by != COUNTED_BY else "",
        "latex": {name: latex(value) for name, value in witness.point.items()},
    }


def _repair(judged: Judged | None, topic: str, in_full: bool) -> Record | None:
    """The repair; an entry of several readings only names it, for the reading that it mends holds it in full."""
    if judged is None or not isinstance(judged.subject, Claim):
        return None
    record = {**claim_record(judged, topic), "figures": []}
    statement = record["statement"]
    shown = statement if isinstance(statement, dict) else {}
    return {
        "says": judged.subject.says,
        "given": dict(judged.subject.given),
        "let": {name: domain for name, domain in judged.subject.let.items()},
        "claim": judged.subject.claim,
        "latex": shown.get("latex", ""),
        "unicode": shown.get("unicode", ""),
        "verdict": judged.verdict,
        "trust": judged.trust,
        "counterexample": _point(judged.witness),
        "record": record if in_full else None,
    }


def _mutant(fate: MutantFate, known: tuple[Pattern, ...]) -> Record:
    shown = fold(fate.statement, known) if fate.statement is not None else None
    return {
        "id": fate.mutant.says,
        "claim": fate.claim,
        "latex": latex(shown) if shown is not None else "",
        "unicode": pretty(shown) if shown is not None else fate.claim,
        "without": fate.mutant.without,
        "let": dict(fate.mutant.let),
        "killed_by": fate.killed_by or None,
        "alive": not fate.killed_by,
    }
