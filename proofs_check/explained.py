"""Why a statement fails, for a page: the words as they are, the terms in them as formulas.

The words are those of `witness.recheck`: terms stand in them as they are written in the language. A term of the
statement is found again by its text, and shown with its abbreviations put back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from proofs_check.statement.fold import Pattern, fold
from proofs_check.statement.formal import Formal
from proofs_check.statement.latex import latex
from proofs_check.statement.terms import Letter, Number, Term, walk
from proofs_check.statement.text import text
from proofs_check.statement.unicode_text import pretty
from proofs_check.written_terms import terms_in

Part = dict[str, str]
_LETTER = r"value of (?P<letter>[A-Za-z_]\w*)"
_VALUE = r"(?:left|right) side (?P<value>.+?)(?=, right side |; |$)"


def terms_of(formal: Formal) -> dict[str, Term]:
    """The terms of the claim and of its hypotheses by their text; letters and numbers left out."""
    roots = (formal.claim, *(hypothesis for _, hypothesis in formal.given))
    nodes = (node for root in roots for node in walk(root) if not isinstance(node, Letter | Number))
    return {text(node): node for node in nodes}


def side_shown(side: str, terms: Mapping[str, Term], known: tuple[Pattern, ...]) -> Part:
    """A side that was compared as LaTeX and in Unicode; nothing where it is no term of the statement."""
    term = terms.get(side)
    if term is None:
        return {}
    shown = fold(term, known)
    return {"latex": latex(shown), "unicode": pretty(shown)}


def explained(
    words: str, terms: Mapping[str, Term], known: tuple[Pattern, ...], formal: Formal | None = None
) -> list[Part]:
    """The words in parts: {"text"}, {"text", "latex"} for a term, {"value"} for an exact value.

    formal: the statement, where terms that it has not itself are to be found too.
    """
    longest_first = sorted((re.escape(written) for written in terms), key=len, reverse=True)
    patterns = [_VALUE, _LETTER, *([rf"(?P<term>{'|'.join(longest_first)})"] if longest_first else [])]
    found = _split(words, re.compile("|".join(patterns)))
    return [one for kind, part in found if part for one in _parts(kind, part, terms, known, formal)]


def _parts(
    kind: str, part: str, terms: Mapping[str, Term], known: tuple[Pattern, ...], formal: Formal | None
) -> Iterator[Part]:
    if kind != "text" or formal is None:
        yield _shown(kind, part, terms, known)
        return
    for written, term in terms_in(part, formal):
        shown = fold(term, known) if term is not None else None
        yield {
            "text": written,
            **({"latex": latex(shown), "unicode": pretty(shown)} if shown is not None else {}),
        }


def _split(words: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    place = 0
    for match in pattern.finditer(words):
        kind = str(match.lastgroup)
        start, end = match.span(kind)
        yield "text", words[place:start]
        yield kind, words[start:end]
        place = end
    yield "text", words[place:]


def _shown(kind: str, part: str, terms: Mapping[str, Term], known: tuple[Pattern, ...]) -> Part:
    if kind == "value":
        return {"value": part}
    if kind == "letter":
        return {"text": part, "latex": latex(Letter(part))}
    return {"text": part, **(side_shown(part, terms, known) if kind == "term" else {})}
