"""The record: everything that was found, as plain JSON data (schema 1). Reports are made from it and from nothing else."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib import metadata

from proofs_check.goal import TRUSTS
from proofs_check.instances import ExperimentResult
from proofs_check.needed import Need
from proofs_check.settings import Settings
from proofs_check.slack import slack_figures
from proofs_check.statement.claim import Claim, Entry, Prose, Source
from proofs_check.statement.derivation import Step, Use
from proofs_check.statement.domains import Domain
from proofs_check.statement.errors import StatementError
from proofs_check.statement.fold import Pattern, fold, patterns
from proofs_check.statement.formal import Formal, Sequence, extend
from proofs_check.statement.latex import latex, latex_domain, latex_sequence
from proofs_check.statement.parse import parse_statement
from proofs_check.statement.terms import CALL, Apply, At, Compare, Letter, Limit, Term, apply, number, walk
from proofs_check.statement.text import domain_text, text
from proofs_check.statement.unicode_text import pretty
from proofs_check.steps import as_use
from proofs_check.verdict import VERDICTS, CheckedStep, Judged, MutantFate, Witness
from proofs_check.witness import RECHECKED_BY

SCHEMA = 1
PACKAGES = ("theory-checker", "sympy", "numpy", "scipy", "python-flint", "z3-solver")
Record = dict[str, object]


def record_of(
    claims: Iterable[Record],
    settings: Settings,
    subject: str,
    citations: Mapping[str, str],
    quick: bool,
    seconds: float,
    pairs: Iterable[Record] = (),
) -> Record:
    """The whole record from those of the claims; `pairs` are those of the compared pairs, see `pair_record`."""
    listed = [cite(claim, citations) for claim in claims]
    verdicts = Counter(str(claim["verdict"]) for claim in listed)
    trusts = Counter(str(claim["trust"]) for claim in listed if claim["trust"])
    return {
        "schema": SCHEMA,
        "header": {
            "program": "theory",
            "version": _version("theory-checker"),
            "subject": subject,
            "seed": settings.seed,
            "quick": quick,
            "budgets": {
                "instances": settings.budget.instances,
                "z3_rlimit": settings.budget.z3_rlimit,
                "search_points": settings.budget.search_points,
                "polynomial_terms": settings.budget.polynomial_terms,
                "precision_bits": settings.budget.precision_bits,
                "depth": settings.budget.depth,
            },
            "versions": {
                "python": platform.python_version(),
                **{name: _version(name) for name in PACKAGES[1:]},
            },
        },
        "summary": {
            "claims": len(listed),
            "verdicts": {verdict: verdicts.get(verdict, 0) for verdict in VERDICTS},
            "trust": {trust: trusts.get(trust, 0) for trust in TRUSTS},
        },
        "claims": listed,
        "pairs": [pair_record(pair) for pair in pairs],
        "seconds": seconds,
    }


def pair_record(judged: Record) -> Record:
    """A compared pair, from the record of its two claims: that the statements contradict each other, and that both hold.

    outcome: 'conflict' - they contradict each other wherever both apply; 'conflict at a point' - not both hold at the point `apart`;
    'compatible' - both hold wherever both apply; 'open'. together: a point at which both hold.
    """
    first, _, second = str(judged["id"]).partition("__against__")
    readings = judged["readings"]
    contradict, hold = readings if isinstance(readings, list) else ({}, {})
    outcome = "open"
    if contradict["verdict"] == "proved":
        outcome = "conflict"
    elif hold["verdict"] == "refuted":
        outcome = "conflict at a point"
    elif hold["verdict"] == "proved":
        outcome = "compatible"
    return {
        "first": first,
        "second": second,
        "outcome": outcome,
        "says": judged["says"],
        "apart": hold["counterexample"],
        "together": contradict["counterexample"],
        "contradict": contradict,
        "hold": hold,
    }


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def cite(claim: Record, citations: Mapping[str, str]) -> Record:
    """The claim's record with the full citation of its source filled in, for its readings and its repair too."""
    source = claim["source"]
    if isinstance(source, dict):
        source["citation"] = citations.get(str(source["key"]), "")
    readings = claim["readings"]
    for reading in readings if isinstance(readings, list) else []:
        cite(reading, citations)
    repair = claim["repair"]
    if isinstance(repair, dict) and repair["record"]:
        cite(repair["record"], citations)
    return claim


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
            *(step_record(step, formal, subject, known) for step in judged.steps),
            *reduction_record(judged),
        ],
        "evidence": [
            {"engine": answer.engine, "outcome": answer.outcome, "detail": answer.detail}
            for answer in judged.evidence
        ],
        "hypotheses": [_need(need, known) for need in judged.hypotheses],
        "instances": instances_record(judged.experiments),
        "counterexample": _point(judged.witness),
        "counterexample_detail": _witness(judged.witness, known),
        "repair": _repair(judged.repair, topic, in_full=not judged.readings),
        "mutants": [_mutant(fate, known) for fate in judged.mutants],
        "readings": [claim_record(reading, topic) for reading in judged.readings],
        "readings_join": ("each" if subject.join == "readings" else "all")
        if isinstance(subject, Entry)
        else "",
        "figures": figures_of(judged, known),
        "seconds": judged.seconds,
    }


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


def statement_record(
    subject: Claim | Entry | Prose, formal: Formal | None, known: tuple[Pattern, ...]
) -> Record:
    """The statement in the language, in LaTeX and in Unicode; abbreviations are shown folded."""
    if formal is None or not isinstance(subject, Claim):
        claim = subject.claim if isinstance(subject, Claim) else ""
        return {"let": {}, "given": {}, "define": {}, "claim": claim, "latex": "", "unicode": claim}
    shown = fold(formal.claim, known)
    letters = shown_letters(formal)
    given = {name: fold(term, known) for name, term in formal.given}
    return {
        "let": {name: domain_text(domain) for name, domain in letters},
        "given": {name: subject.given[name] for name in given},
        "define": {name: define_text(value) for name, value in subject.define.items()},
        "define_fields": {
            name: fields_of(value) for name, value in subject.define.items() if not isinstance(value, str)
        },
        "claim": subject.claim,
        "latex": latex(shown),
        "unicode": pretty(shown),
        "let_latex": {name: latex_domain(name, domain) for name, domain in letters},
        "given_latex": {name: latex(term) for name, term in given.items()},
        "given_unicode": {name: pretty(term) for name, term in given.items()},
        "define_latex": _define_latex(formal, known),
        "define_unicode": _define_unicode(formal, known),
    }


def shown_letters(formal: Formal) -> list[tuple[str, Domain]]:
    """The letters that the statement speaks of: those it depends on, and those that its limits run through."""
    free = {name for name, _ in formal.free()}
    moving = {node.letter for node in walk(formal.claim) if isinstance(node, Limit)}
    return [(name, domain) for name, domain in formal.letters if name in free | moving]


def define_text(value: object) -> str:
    """A definition in one line."""
    if isinstance(value, str):
        return value
    fields = value if isinstance(value, Mapping) else vars(value)
    index, first = fields.get("index", "t"), fields.get("first", 0)
    starts = ", ".join(str(start) for start in fields.get("start", ()))
    return f"from {index} = {first}: {starts}; then at {index} + 1: {fields.get('step', '')}"


def _define_latex(formal: Formal, known: tuple[Pattern, ...]) -> dict[str, str]:
    found = {sequence.name: latex_sequence(sequence) for sequence in formal.sequences}
    for pattern in known:
        found[key_of(pattern)] = latex(Compare("==", _abbreviated(pattern), pattern.body))
    return found


def _define_unicode(formal: Formal, known: tuple[Pattern, ...]) -> dict[str, str]:
    found = {
        sequence.name: "; ".join(pretty(line) for line in sequence_lines(sequence))
        for sequence in formal.sequences
    }
    for pattern in known:
        found[key_of(pattern)] = pretty(Compare("==", _abbreviated(pattern), pattern.body))
    return found


def key_of(pattern: Pattern) -> str:
    """The key of `define` that the abbreviation stands under: J(y)."""
    return f"{pattern.name}({', '.join(pattern.parameters)})" if pattern.parameters else pattern.name


def fields_of(value: object) -> Record:
    """A recurrence as the fields of a claim file."""
    fields = value if isinstance(value, Mapping) else vars(value)
    defaults: Record = {"index": "t", "first": 0}
    return {**defaults, **{key: list(found) if key == "start" else found for key, found in fields.items()}}


def _abbreviated(pattern: Pattern) -> Term:
    if not pattern.parameters:
        return Letter(pattern.name)
    return Apply(CALL + pattern.name, tuple(Letter(parameter) for parameter in pattern.parameters))


def sequence_lines(sequence: Sequence) -> tuple[Term, ...]:
    """The recurrence as equations: the first values, then the step."""
    starts = tuple(
        Compare("==", At(sequence.name, number(sequence.first + place)), start)
        for place, start in enumerate(sequence.start)
    )
    following = apply("add", Letter(sequence.index), number(1))
    return (*starts, Compare("==", At(sequence.name, following), sequence.step))


def step_record(
    step: CheckedStep, formal: Formal | None, subject: Claim | Entry | Prose, known: tuple[Pattern, ...]
) -> Record:
    """One line of a derivation."""
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
        "uses": [_use(as_use(use), names) for use in proposed.uses],
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


def _use(use: Use, hypotheses: set[str]) -> Record:
    kind = "hypothesis" if use.name in hypotheses else "claim" if "__" in use.name else "step"
    return {"name": use.name, "kind": kind, "with": dict(use.put)}


def instances_record(runs: tuple[ExperimentResult, ...]) -> Record:
    """The instance meter: sums over the worlds, and each world by itself."""
    return {
        "world": ", ".join(dict.fromkeys(run.world for run in runs)),
        "tried": sum(run.tried for run in runs),
        "admissible": sum(run.admissible for run in runs),
        "inconclusive": sum(run.inconclusive for run in runs),
        "failed": sum(run.failed for run in runs),
        "worst_ratio": max((run.worst_ratio for run in runs), default=0.0),
        "by_world": [_world(run) for run in runs],
    }


def _world(run: ExperimentResult) -> Record:
    first = run.first_failure
    return {
        "world": run.world,
        "says": run.says,
        "observes": run.observes,
        "tried": run.tried,
        "admissible": run.admissible,
        "inconclusive": run.inconclusive,
        "failed": run.failed,
        "worst_ratio": run.worst_ratio,
        "first_failure": None if first is None else {name: text(value) for name, value in first.items()},
    }


def _point(witness: Witness | None) -> dict[str, str] | None:
    return None if witness is None else {name: text(value) for name, value in witness.point.items()}


def _witness(witness: Witness | None, known: tuple[Pattern, ...]) -> Record | None:
    if witness is None:
        return None
    return {
        "fault": witness.fault,
        "explanation": witness.explanation,
        "sides": [{"text": side, "value": value, "approx": approx} for side, value, approx in witness.sides],
        "found_by": witness.found_by,
        "rechecked_by": RECHECKED_BY,
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
