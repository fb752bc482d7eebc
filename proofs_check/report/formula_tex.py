r"""Formulas as LaTeX that survives Markdown: no backslash before punctuation, no `<`, no `$`, no line break.

A Markdown reader that does not know mathematics takes `\{`, `\\` and `\,` for escapes of its own and drops the backslash.
The words used here are understood by MathJax and by KaTeX.
"""

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
from proofs_check.report.formula_words import OPERATORS, SPACES, SYMBOLS

_COMMANDS = {character: f"\\{word}" for word, character in reversed(tuple(SYMBOLS.items())) if word.isalpha()}
_SIGNS = {**_COMMANDS, "−": "-", "∗": "*", "′": "'", ":": ":"}
_BRACKETS = {**{sign: sign for sign in "()[]"}, **_COMMANDS, "": "."}


def portable_tex(row: Row) -> str:
    """The row as LaTeX."""
    return " ".join(written for node in row if (written := _written(node)))


def _written(node: Node) -> str:
    match node:
        case Sign(character=character):
            return _SIGNS.get(character, character)
        case Numeral(digits=digits):
            return digits
        case Name(word=word, limits=limits):
            return f"\\{word}" if OPERATORS.get(word) == limits else rf"\mathrm{{{word}}}"
        case Prose(words=words):
            return rf"\text{{{words}}}"
        case Space(width=width):
            return f"\\{width}" if SPACES[width] else ""
        case Styled(style=style, body=body):
            return f"\\{style}{{{portable_tex(body)}}}"
        case Fraction(kind=kind, top=top, bottom=bottom):
            return f"\\{kind}{{{portable_tex(top)}}}{{{portable_tex(bottom)}}}"
        case _:
            return _structure(node)


def _structure(node: Node) -> str:
    match node:
        case Root(degree=degree, body=body):
            return rf"\sqrt{f'[{portable_tex(degree)}]' if degree else ''}{{{portable_tex(body)}}}"
        case Fenced(left=left, body=body, right=right):
            return rf"\left{_BRACKETS[left]} {portable_tex(body)} \right{_BRACKETS[right]}"
        case Scripts(base=base, below=below, above=above):
            marks = [
                f"{mark}{{{portable_tex(row)}}}"
                for mark, row in (("_", below), ("^", above))
                if row is not None
            ]
            return f"{_written(base) or '{}'}{''.join(marks)}"
        case Grid(kind=kind, rows=rows):
            cells = r" \cr ".join(" & ".join(map(portable_tex, row)) for row in rows)
            return rf"\begin{{{kind}}}{cells}\end{{{kind}}}"
        case _:
            raise NotReadable(f"no LaTeX for {type(node).__name__}")
