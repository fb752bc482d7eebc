r"""A formula of the record as a tree: what reads LaTeX once for the formats that are not HTML.

The record's LaTeX is made by us from terms, yet a record may come from a stranger. So only the words of a closed list are read,
and each format writes the tree in its own way; whatever else stands in the text raises `NotReadable`, and the page shows the
source instead. `\text{...}` holds plain characters only.
"""

from __future__ import annotations

import re

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
from proofs_check.report.formula_words import (
    ACCENTS,
    DELIMITERS,
    GRIDS,
    IGNORED,
    OPERATORS,
    SHORT_SPACES,
    SPACES,
    STYLES,
    SYMBOLS,
)

MAX_LENGTH = 20_000
MAX_DEPTH = 60


class NotReadable(ValueError):
    """The text is no formula of the closed list."""


_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[0-9]+(?:\.[0-9]+)?|\s+|.", re.DOTALL)
_PROSE = re.compile(r"[A-Za-z0-9 ,.;:!?()+=/'-]*", re.ASCII)
_BETWEEN_CELLS = ("&", "\\\\", "\\cr", "\\end")
_TAKES_TEXT = ("\\text", "\\textbf", "\\textit", "\\operatorname", "\\operatorname*", "\\mathrm")


def read_formula(latex: str) -> Row:
    """The tree of a formula. Raises NotReadable."""
    if len(latex) > MAX_LENGTH:
        raise NotReadable("too long")
    reader = _Reader(latex)
    row = reader.row(())
    if reader.at < len(reader.tokens):
        raise NotReadable(f"'{reader.tokens[reader.at]}' has no beginning")
    return row


class _Reader:
    """Reads the tokens of one formula from left to right."""

    def __init__(self, latex: str) -> None:
        self.tokens: list[str] = _TOKEN.findall(latex)
        self.at = 0
        self.depth = 0

    def row(self, ends: tuple[str, ...]) -> Row:
        """Nodes up to one of `ends`, which is not taken, or to the end of the text."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotReadable("nested too deeply")
        nodes: list[Node] = []
        while self.at < len(self.tokens) and self.tokens[self.at] not in (
            *ends,
            "}",
            "\\right",
            *_BETWEEN_CELLS,
        ):
            token = self.next()
            if token in ("^", "_"):
                nodes.append(self.scripts(nodes.pop() if nodes else Prose(""), token))
            elif token == "{":
                nodes += self.rest_of_group()
            elif not token.isspace() and token not in IGNORED:
                nodes.append(self.node(token))
        self.depth -= 1
        return tuple(nodes)

    def next(self) -> str:
        if self.at >= len(self.tokens):
            raise NotReadable("the text ends too soon")
        self.at += 1
        return self.tokens[self.at - 1]

    def skip(self, token: str) -> None:
        if (found := self.next()) != token:
            raise NotReadable(f"'{found}' in place of '{token}'")

    def skip_space(self) -> None:
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1

    def rest_of_group(self) -> Row:
        row = self.row(())
        self.skip("}")
        return row

    def argument(self) -> Row:
        """What stands in braces, or a single token."""
        self.skip_space()
        token = self.next()
        return self.rest_of_group() if token == "{" else (self.node(token),)

    def text_argument(self) -> str:
        """The plain text in braces, its spaces kept."""
        self.skip_space()
        self.skip("{")
        parts: list[str] = []
        while (token := self.next()) != "}":
            parts.append(token)
        text = "".join(parts)
        if not _PROSE.fullmatch(text):
            raise NotReadable(f"text with other characters than letters: {text}")
        return text

    def scripts(self, base: Node, first: str) -> Scripts:
        marks: dict[str, Row] = {first: self.argument()}
        self.skip_space()
        if isinstance(base, Scripts):  # x_{1}^{2} comes in two turns
            marks |= {"_": base.below} if base.below is not None and "_" not in marks else {}
            marks |= {"^": base.above} if base.above is not None and "^" not in marks else {}
            if len(marks) == 1:
                raise NotReadable("two exponents or two indices")
            base = base.base
        return Scripts(base, marks.get("_"), marks.get("^"))

    def node(self, token: str) -> Node:
        if not token.startswith("\\"):
            return self.character(token)
        word = token[1:]
        if token in _TAKES_TEXT:
            return self.words(word)
        if word in SYMBOLS:
            return Sign(SYMBOLS[word])
        if (space := SHORT_SPACES.get(word, word)) in SPACES:
            return Space(space)
        if word in OPERATORS:
            return Name(word, OPERATORS[word])
        if word in STYLES or word in ACCENTS:
            return Styled(word, self.argument())
        return self.structure(word)

    def character(self, token: str) -> Node:
        if token[0].isdigit():
            return Numeral(token)
        if re.fullmatch(r"[A-Za-z+*/=<>()\[\]|,.;:!'-]", token):
            return Sign({"-": "−", "*": "∗", "'": "′"}.get(token, token))
        raise NotReadable(f"character '{token}'")

    def words(self, word: str) -> Node:
        text = self.text_argument()
        if word.startswith("operatorname"):
            return Name(text, word.endswith("*"))
        if word == "mathrm":
            return Name(text, False) if len(text) > 1 else Styled("mathrm", (Sign(text),) if text else ())
        return Prose(text)

    def structure(self, word: str) -> Node:
        match word:
            case "frac" | "dfrac" | "tfrac":
                return Fraction("frac", self.argument(), self.argument())
            case "binom":
                return Fraction("binom", self.argument(), self.argument())
            case "sqrt":
                return Root(self.degree(), self.argument())
            case "left":
                return self.fenced()
            case "begin":
                return self.grid()
            case _:
                raise NotReadable(f"command \\{word}")

    def degree(self) -> Row:
        self.skip_space()
        if self.at >= len(self.tokens) or self.tokens[self.at] != "[":
            return ()
        self.skip("[")
        row = self.row(("]",))
        self.skip("]")
        return row

    def fenced(self) -> Fenced:
        left = self.delimiter()
        body = self.row(())
        self.skip("\\right")
        return Fenced(left, body, self.delimiter())

    def delimiter(self) -> str:
        self.skip_space()
        token = self.next()
        if token not in DELIMITERS:
            raise NotReadable(f"bracket '{token}'")
        return DELIMITERS[token]

    def grid(self) -> Grid:
        kind = self.text_argument()
        if kind not in GRIDS:
            raise NotReadable(f"environment '{kind}'")
        rows: list[list[Row]] = [[self.row(())]]
        while (token := self.next()) != "\\end":
            if token == "&":
                rows[-1].append(self.row(()))
            elif token in ("\\\\", "\\cr"):
                rows.append([self.row(())])
            else:
                raise NotReadable(f"'{token}' in a matrix")
        if self.text_argument() != kind:
            raise NotReadable(f"environment '{kind}' has no end")
        if len(rows) > 1 and rows[-1] == [()]:
            rows.pop()
        return Grid(kind, tuple(map(tuple, rows)))
