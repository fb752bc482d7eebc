"""Long formulas in several lines: how wide a formula is, and where it may break."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from proofs_check.report.formula_tree import (
    Fenced,
    Fraction,
    Grid,
    Name,
    Node,
    Numeral,
    Prose,
    Root,
    Row,
    Scripts,
    Sign,
    Space,
    Styled,
)
from proofs_check.report.formula_words import ARROWS, CONNECTIVES, RELATIONS, SPACES

SMALL = 0.7
"""The size of an exponent against its base."""


def width(row: Row) -> float:
    """About how wide the row is when typeset, in letters."""
    return sum(map(_width, row))


def lines(row: Row, limit: float) -> tuple[Row, ...]:
    """The row in lines of at most `limit` letters where it can be broken: at arrows and words first, then at relations."""
    if width(row) <= limit:
        return (trimmed(row),)
    found: list[Row] = []
    for statement in _cut(row, _is_joint):
        pieces = _cut(statement, _is_relation) if width(statement) > limit else (statement,)
        line: Row = ()
        for piece in pieces:
            if line and width(line) + width(piece) > limit:
                found.append(line)
                line = ()
            line += piece
        found.append(line)
    return tuple(filter(None, map(trimmed, _joined(tuple(found), limit))))


def trimmed(row: Row) -> Row:
    """The row without the spaces at its ends."""
    first, last = 0, len(row)
    while first < last and isinstance(row[first], Space):
        first += 1
    while last > first and isinstance(row[last - 1], Space):
        last -= 1
    return row[first:last]


def _joined(parts: tuple[Row, ...], limit: float) -> tuple[Row, ...]:
    """Neighbours on one line where they fit."""
    found: list[Row] = []
    for part in parts:
        if found and width(found[-1]) + width(part) <= limit:
            found[-1] += part
        else:
            found.append(part)
    return tuple(found)


def _cut(row: Row, before: Callable[[Node], bool]) -> tuple[Row, ...]:
    """The row in pieces that begin where `before` holds, outside brackets."""
    depth = 0
    places = [0]
    for place, node in enumerate(row):
        if place and depth == 0 and before(node):
            places.append(place)
        if isinstance(node, Sign):
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(node.character, 0)
    return tuple(row[start:end] for start, end in pairwise([*places, len(row)]))


def _is_joint(node: Node) -> bool:
    """Whether a statement ends before this: a wide space, an arrow, a word that joins."""
    match node:
        case Space(width=width):
            return SPACES[width] >= 1
        case Prose(words=words):
            return words.strip() in CONNECTIVES
        case Sign(character=character):
            return character in ARROWS
        case _:
            return False


def _is_relation(node: Node) -> bool:
    return isinstance(node, Sign) and node.character in RELATIONS


def _width(node: Node) -> float:
    match node:
        case Sign(character=character):
            return (
                2.2
                if character in RELATIONS or character in "+−"
                else 0.5
                if character in ".,;:()[]|!"
                else 1.0
            )
        case Numeral(digits=text) | Name(word=text) | Prose(words=text):
            return float(len(text))
        case Space(width=name):
            return 2 * SPACES[name]
        case Fraction(top=top, bottom=bottom):
            return max(width(top), width(bottom)) + 0.5
        case Scripts(base=base, below=below, above=above):
            return _width(base) + SMALL * max(width(below or ()), width(above or ()))
        case _:
            return _enclosed(node)


def _enclosed(node: Node) -> float:
    match node:
        case Styled(body=body) | Fenced(body=body):
            return width(body) + 1.0
        case Root(degree=degree, body=body):
            return SMALL * width(degree) + width(body) + 1.5
        case Grid(rows=rows):
            columns = max(map(len, rows), default=0)
            wide = [max((width(row[n]) for row in rows if n < len(row)), default=0.0) for n in range(columns)]
            return sum(wide) + columns + 1
        case _:
            return 1.0
