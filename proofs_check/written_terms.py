"""Terms of the language that stand within words, as an engine writes them: `limit(2**(-K), K, oo) = 0 for all K >= 1`.

A stretch counts as a term where it reads as one, has an operator or a call in it, and speaks of letters of the statement or of single
letters: so no word is taken for a product of letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofs_check.statement.errors import StatementError
from proofs_check.statement.formal import Formal, extend
from proofs_check.statement.parse import CONNECTIVES, CONSTANTS, parse_term
from proofs_check.statement.parse_binders import BINDERS
from proofs_check.statement.sorts import FUNCTIONS
from proofs_check.statement.terms import Term

LONGEST = 600
MOST_WORDS = 5000  # letters; longer words are left as they are
MOST_ENDS = 6
_TOKEN = re.compile(
    r"(?P<space>\s*)(?:(?P<name>[A-Za-z_]\w*)|(?P<number>\d+(?:\.\d+)?(?!\w))|(?P<text>'[^']*')"
    r"|(?P<sign>\*\*|==|!=|<=|>=|[-+*/@<>])|(?P<open>[(\[])|(?P<close>[)\]])|(?P<comma>,))"
)
_NAME = re.compile(r"(?<!\w)[A-Za-z_]\w*")
_QUOTED = re.compile(r"'[^']*'")
_LETTER = re.compile(r"[A-Za-z]\d?")
_WORDS = frozenset({"and", "or", "not"})


def terms_in(words: str, formal: Formal) -> Iterator[tuple[str, Term | None]]:
    """The words in order, cut into what reads as a term (with the term) and what does not (None)."""
    if len(words) > MOST_WORDS:
        yield words, None
        return
    place = done = 0
    while place < len(words):
        found = _term_at(words, place, formal)
        if found is None:
            place += 1
            continue
        end, term = found
        if done < place:
            yield words[done:place], None
        yield words[place:end], term
        place = done = end
    if done < len(words):
        yield words[done:], None


def _term_at(words: str, start: int, formal: Formal) -> tuple[int, Term] | None:
    if words[start].isspace() or (start and (words[start - 1].isalnum() or words[start - 1] in "_.'")):
        return None
    for end in _ends(words, start)[:MOST_ENDS]:
        term = _read(words[start:end], formal)
        if term is not None:
            return end, term
    return None


def _ends(words: str, start: int) -> list[int]:
    """Where a term that starts here may end, the farthest first; only behind an operator or a call."""
    depth, operand, tells, place = 0, False, False, start
    ends: list[int] = []
    while (token := _TOKEN.match(words, place)) and token.end() - start <= LONGEST:
        kind = str(token.lastgroup)
        word = token[kind]
        if kind == "name" and word in _WORDS:
            if depth == 0:
                break
            operand = False
        elif kind in ("name", "number", "text"):
            if operand:
                break
            operand = True
        elif kind == "sign":
            if not operand and word != "-":
                break
            operand, tells = False, True
        elif kind == "open":
            if operand and (token["space"] or (word == "(" and words[place - 1] in ")]")):
                break
            tells = tells or operand
            depth, operand = depth + 1, False
        elif kind == "close":
            if not operand or depth == 0:
                break
            depth -= 1
        elif depth == 0 or not operand:
            break
        else:
            operand = False
        place = token.end()
        if operand and tells and depth == 0:
            ends.append(place)
    return ends[::-1]


def _read(source: str, formal: Formal) -> Term | None:
    known = {*dict(formal.letters), *(sequence.name for sequence in formal.sequences)}
    known |= {*FUNCTIONS, *BINDERS, *CONSTANTS, *CONNECTIVES, *_WORDS}
    outside, quoted = _QUOTED.sub("", source), " ".join(_QUOTED.findall(source))
    others = [name for name in dict.fromkeys(_NAME.findall(outside)) if name not in known]
    inside = [
        name for name in dict.fromkeys(_NAME.findall(quoted)) if name not in known and _LETTER.fullmatch(name)
    ]
    if not all(_LETTER.fullmatch(name) for name in others):
        return None
    for letters in _declarations(others, inside):
        try:
            return parse_term(source, extend(formal, dict.fromkeys(letters, "real"), {}))
        except (StatementError, ValueError, TypeError, RecursionError):
            continue
    return None


def _declarations(others: list[str], inside: list[str]) -> Iterator[list[str]]:
    """Which letters to declare: a letter that the term binds must not be, and which one that is only reading tells."""
    every = list(dict.fromkeys((*others, *inside)))
    yield []
    yield every
    yield inside
    for name in every[:MOST_ENDS]:
        yield [other for other in every if other != name]
