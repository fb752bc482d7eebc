"""Formulas as Typst mathematics. Every character but letters and digits is written as an escape, so none can act as markup."""

from __future__ import annotations

from proofs_check.report.formula import NotReadable
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
from proofs_check.report.formula_words import GRIDS, SPACES

_STYLES = {
    "mathrm": "upright({})",
    "mathbf": "bold(upright({}))",
    "boldsymbol": "bold({})",
    "mathbb": "bb({})",
    "mathcal": "cal({})",
    "mathit": "italic({})",
    "hat": "hat({})",
    "widehat": "hat({})",
    "bar": "macron({})",
    "tilde": "tilde({})",
    "widetilde": "tilde({})",
    "dot": "dot({})",
    "ddot": "dot.double({})",
    "vec": "arrow({})",
    "overline": "overline({})",
    "underline": "underline({})",
}


def typst_math(row: Row) -> str:
    """The row as the inside of a Typst equation."""
    return " ".join(_written(node) for node in row) or '""'


def typst_string(text: str) -> str:
    """The text as a string of Typst: characters, never markup."""
    safe = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + safe.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "") + '"'


def _escape(characters: str) -> str:
    return "".join(f"\\u{{{ord(character):x}}}" for character in characters)


def _written(node: Node) -> str:
    match node:
        case Sign(character=character):
            plain = character.isascii() and character.isalnum()
            return character if plain else _escape(character)
        case Numeral(digits=digits):
            return digits
        case Name(word=word, limits=limits):
            return f"op({typst_string(word)}, limits: #{'true' if limits else 'false'})"
        case Prose(words=words):
            return typst_string(words)
        case Space(width=width):
            return f"#h({SPACES[width]:.3f}em)" if SPACES[width] else '""'
        case Styled(style=style, body=body):
            return _STYLES[style].format(typst_math(body))
        case Fraction(kind=kind, top=top, bottom=bottom):
            return f"{kind}({typst_math(top)}, {typst_math(bottom)})"
        case _:
            return _structure(node)


def _structure(node: Node) -> str:
    match node:
        case Root(degree=degree, body=body):
            return (
                f"root({typst_math(degree)}, {typst_math(body)})" if degree else f"sqrt({typst_math(body)})"
            )
        case Fenced(left=left, body=body, right=right):
            return f"lr({_escape(left)} {typst_math(body)} {_escape(right)})"
        case Scripts(base=base, below=below, above=above):
            marks = [
                f"{place}: {typst_math(row)}"
                for place, row in (("b", below), ("t", above))
                if row is not None
            ]
            return f"attach({_written(base)}, {', '.join(marks)})"
        case Grid(kind=kind, rows=rows):
            return _grid(kind, rows)
        case _:
            raise NotReadable(f"no Typst for {type(node).__name__}")


def _grid(kind: str, rows: tuple[tuple[Row, ...], ...]) -> str:
    left, right = GRIDS[kind]
    cells = "; ".join(", ".join(map(typst_math, row)) for row in rows)
    place = ", align: #left" if kind == "cases" else ""
    return f"lr({_escape(left)} mat(delim: #none{place}, {cells}) {_escape(right)})"
