"""A statement as plain JSON data: in the language, in LaTeX and in Unicode."""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.statement.claim import Claim, Entry, Prose
from proofs_check.statement.domains import Domain
from proofs_check.statement.fold import Pattern, fold
from proofs_check.statement.formal import Formal, Sequence
from proofs_check.statement.latex import latex, latex_domain, latex_sequence
from proofs_check.statement.terms import CALL, Apply, At, Compare, Letter, Limit, Term, apply, number, walk
from proofs_check.statement.text import domain_text
from proofs_check.statement.unicode_text import pretty

Record = dict[str, object]


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
