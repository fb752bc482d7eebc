"""From text to a syntax tree: what Python's expression syntax allows and the language does not is refused here.

The text is cut into tokens first. A token that the language lacks, a bracket that does not close, two terms without an
operator between them are reported at their place, with what was probably meant; what is left is a plain expression, in
ASCII, of bounded length and nesting.
"""

from __future__ import annotations

import ast
import keyword
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from proofs_check.statement.errors import StatementError

MAX_LENGTH = 8_000
MAX_BRACKETS = 100
MAX_DIGITS = 400
MAX_NAME = 60

_TOKEN = re.compile(
    r"""(?P<space>[ \t\n]+)
    |(?P<name>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<number>(?:[0-9]|\.[0-9])[A-Za-z0-9_.]*)
    |(?P<string>'[^'\n]*'|"[^"\n]*")
    |(?P<wrong><=>|<->|===|==>|=>|->|=<|<>|!==|&&|\|\||//|<<|>>|:=|\*\*\*)
    |(?P<sign>\*\*|==|!=|<=|>=|[-+*/@()\[\],.:<>])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_PLAIN = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")
_SCIENTIFIC = re.compile(r"([0-9.]+)[eE]([-+]?[0-9]+)")
_WORDS = frozenset(keyword.kwlist) - {"and", "or", "not", "True", "False"}
_OPENING = {"(": ")", "[": "]"}

_SIGN_HINTS: Mapping[str, str] = {
    **dict.fromkeys(("=", "==="), "equality is =="),
    **dict.fromkeys(("=>", "==>", "->"), "write implies(p, q); 'at least' is >="),
    **dict.fromkeys(("<=>", "<->"), "write iff(p, q)"),
    **dict.fromkeys(("<>", "!=="), "'not equal' is !="),
    **dict.fromkeys(("&", "&&"), "write `and`"),
    **dict.fromkeys(("|", "||"), "write `or`; the absolute value is abs(x), the norm norm(x)"),
    **dict.fromkeys(("^", "***"), "powers are written **"),
    **dict.fromkeys(("{", "}"), "only ( ) and [ ] are brackets"),
    "=<": "'at most' is <=",
    "//": "write floor(a/b)",
    "%": "write a - b*floor(a/b)",
    "!": "write factorial(n), or `not`",
    "~": "write `not`",
    ":=": "nothing is assigned; definitions stand in `define`",
    "\\": "LaTeX is not read; write the formula as in Python, a/b, sqrt(x)",
    "$": "LaTeX is not read; write the formula as in Python, a/b, sqrt(x)",
    "#": "comments cannot stand in a statement",
    ";": "one statement at a time; join them with `and`",
    "'": "the quote is never closed; a derivative is diff(f, x)",
    '"': "the quote is never closed",
}
_WORD_HINTS: Mapping[str, str] = {
    "in": "a letter's domain stands in `let`, or in exists(x, 'real in [0, 1]', p)",
    "is": "equality is ==",
    "if": "write implies(p, q)",
    "else": "write implies(p, q)",
}
_UNICODE_HINTS: Mapping[str, str] = {
    **{"≤": "<=", "≥": ">=", "≠": "!=", "−": "-", "–": "-", "·": "*", "×": "*", "∗": "*", "÷": "/"},
    **{"∞": "oo", "√": "sqrt(x)", "∑": "sum(term, k, a, b)", "∏": "prod(term, k, a, b)", "∂": "diff(f, x)"},
    **{"∧": "and", "∨": "or", "¬": "not", "⇒": "implies(p, q)", "→": "implies(p, q)", "⇔": "iff(p, q)"},
    **{"∀": "forall(x, 'real', p)", "∃": "exists(x, 'real', p)", "ᵀ": ".T", "‖": "norm(x)", "²": "**2"},
    **{"³": "**3", "½": "1/2", "’": "'", "‘": "'", "“": '"', "”": '"', "′": "diff(f, x)"},
}


@dataclass(frozen=True)
class Source:
    """A text that was read: its tree and its lines."""

    tree: ast.expr
    lines: tuple[str, ...]


def read_source(text: str) -> Source:
    """The expression that `text` writes. Raises StatementError with line and column."""
    if len(text) > MAX_LENGTH:
        raise StatementError(f"longer than {MAX_LENGTH} characters", 1, 1, "name parts of it in `define`")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise StatementError(
            "nothing is written here", 1, 1, "a term or a statement, for instance a + b == c"
        )
    _Tokens(text).check()
    try:
        # In brackets, so that a text may run over several lines; the first line is one column to the right.
        tree = ast.parse(f"({text}\n)", mode="eval").body
    except SyntaxError as problem:
        lines = text.split("\n")
        line = min(max(problem.lineno or 1, 1), len(lines))
        column = (problem.offset or 1) - (line == 1)
        column = min(max(column, 1), len(lines[line - 1]) + 1)
        raise StatementError(f"cannot be read: {problem.msg}", line, column) from None
    except (RecursionError, MemoryError, ValueError, OverflowError):
        raise StatementError("nested too deeply", 1, 1, "name parts of it in `define`") from None
    return Source(tree, tuple(text.split("\n")))


def is_name(written: str) -> bool:
    """Whether `written` can name a letter, a sequence or a definition."""
    plain = written.isascii() and written.isidentifier() and not keyword.iskeyword(written)
    return plain and not written.startswith("__") and len(written) <= MAX_NAME


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character of `text`."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def shown(written: str) -> str:
    """A piece of the text for a message: short, and without characters that no terminal can print."""
    kept = written if len(written) <= 40 else written[:37] + "..."
    return "".join(
        sign if sign.isprintable() and not unicodedata.combining(sign) else f"U+{ord(sign):04X}"
        for sign in kept
    )


class _Tokens:
    """One pass over the tokens. `ended` is the token that ended a term just before, '' where a term must follow."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ended = ""
        self.before = ""
        self.open: list[tuple[str, int]] = []

    def check(self) -> None:
        for match in _TOKEN.finditer(self.text):
            kind, written, offset = match.lastgroup or "other", match[0], match.start()
            if kind == "space":
                continue
            if self.before == "." and written != "T":
                raise self.fail(
                    f"'.{shown(written)}' is not in the language", offset, "only .T, the transpose"
                )
            if kind == "name":
                self.name(written, offset)
            elif kind == "number":
                self.number(written, offset)
            elif kind == "string":
                self.string(written, offset)
            elif kind == "sign":
                self.sign(written, offset)
            else:
                raise self.unknown(written, offset)
            self.before = written
        self.finish()

    def fail(self, message: str, offset: int, hint: str = "") -> StatementError:
        return StatementError(message, *place(self.text, offset), hint)

    def unknown(self, written: str, offset: int) -> StatementError:
        if written == "\0":
            return self.fail("a NUL character", offset, "remove it")
        if written.isascii():
            return self.fail(
                f"'{shown(written)}' is not in the language", offset, _SIGN_HINTS.get(written, "")
            )
        return self.fail(f"'{shown(written)}' is not in the language", offset, _unicode_hint(written))

    def name(self, written: str, offset: int) -> None:
        if self.before == ".":
            self.ended = "T"
            return
        if written in ("and", "or"):
            self.infix(written, offset)
            return
        if written in _WORDS:
            hint = _WORD_HINTS.get(written, f"as a letter: {written}_")
            raise self.fail(f"'{written}' is a word of Python", offset, hint)
        if written.startswith("__") or len(written) > MAX_NAME:
            raise self.fail(f"'{shown(written)}' cannot be a name", offset, "a letter, such as x or eps_0")
        self.begin(written, offset)
        self.ended = "" if written == "not" else written

    def number(self, written: str, offset: int) -> None:
        self.begin(written, offset)
        if not _PLAIN.fullmatch(written):
            power = _SCIENTIFIC.match(self.text, offset, offset + MAX_NAME)
            written = power[0] if power else written
            hint = f"write {power[1]}*10**({power[2]})" if power else _number_hint(written)
            raise self.fail(f"'{shown(written)}' is not a plain decimal", offset, hint)
        if len(written) > MAX_DIGITS:
            raise self.fail(f"a number of more than {MAX_DIGITS} digits", offset, "write it as a power")
        if re.match(r"0[0-9]+\Z", written) and written.strip("0"):
            raise self.fail(
                f"'{shown(written)}' begins with 0", offset, f"write {shown(written.lstrip('0'))}"
            )
        self.ended = written

    def string(self, written: str, offset: int) -> None:
        if self.before.isidentifier():
            message = f"text cannot follow '{shown(self.before)}'"
            raise self.fail(message, offset, "a derivative is diff(f, x); a domain is a plain text in quotes")
        self.begin(written, offset)
        for place_, sign in enumerate(written):
            if not (" " <= sign <= "~") or sign == "\\":
                raise self.unknown(sign, offset + place_)
        self.ended = written

    def begin(self, written: str, offset: int) -> None:
        """A term begins here, so none may have ended just before."""
        if self.ended:
            message = f"an operator is missing between '{shown(self.ended)}' and '{shown(written)}'"
            raise self.fail(message, offset, "a product needs its *: 2*x")

    def infix(self, written: str, offset: int) -> None:
        if not self.ended:
            after = f" after '{shown(self.before)}'" if self.before else ""
            raise self.fail(f"a term was expected{after}, not '{shown(written)}'", offset)
        self.ended = ""

    def sign(self, written: str, offset: int) -> None:
        if written in "([":
            self.opening(written, offset)
        elif written in ")]":
            self.closing(written, offset)
        elif written == ":":
            if self.ended or not self.open or self.open[-1][0] != "[":
                raise self.fail("':' stands here", offset, "columns are A[:, j], rows A[i, :]")
            self.ended = ":"
        elif written in "+-" and not self.ended:
            pass  # a sign before a term
        elif written in ("*", "**") and self.before in ("(", ","):
            raise self.fail(f"'{written}' before an argument", offset, "arguments are given one by one")
        else:
            self.infix(written, offset)

    def opening(self, written: str, offset: int) -> None:
        callable_ = self.ended == self.before and self.ended.isidentifier()
        if self.ended and not callable_ and (written == "(" or self.ended[0] in "0123456789.'\":"):
            self.begin(written, offset)
        if len(self.open) >= MAX_BRACKETS:
            raise self.fail(f"more than {MAX_BRACKETS} brackets inside each other", offset, "use `define`")
        self.open.append((written, offset))
        self.ended = ""

    def closing(self, written: str, offset: int) -> None:
        if not self.open:
            raise self.fail(f"'{written}' closes a bracket that was never opened", offset)
        opened, start = self.open.pop()
        if _OPENING[opened] != written:
            line, column = place(self.text, start)
            message = f"'{written}' does not close the '{opened}' of line {line}, column {column}"
            raise self.fail(message, offset, f"write '{_OPENING[opened]}'")
        if not self.ended and not (written == ")" and self.before == "("):
            self.infix(written, offset)
        self.ended = written

    def finish(self) -> None:
        if self.open:
            opened, start = self.open[-1]
            raise self.fail(f"'{opened}' is never closed", start, f"write '{_OPENING[opened]}'")
        if not self.ended:
            end = len(self.text.rstrip())
            raise self.fail(f"a term was expected after '{shown(self.before)}'", end)


def _number_hint(written: str) -> str:
    if re.fullmatch(r"[0-9_.]+", written) and "_" in written:
        return f"write {shown(written.replace('_', ''))}"
    if re.fullmatch(r"[0-9.]+[jJ]", written):
        return f"the imaginary unit is i: write {shown(written[:-1])}*i"
    if product := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([A-Za-z_]\w*)", written):
        return f"a product needs its *: {shown(product[1])}*{shown(product[2])}"
    return "write digits, with at most one decimal point"


def _unicode_hint(sign: str) -> str:
    if sign in _UNICODE_HINTS:
        return f"write {_UNICODE_HINTS[sign]}"
    name = unicodedata.name(sign, "")
    greek = re.fullmatch(r"GREEK (SMALL|CAPITAL) LETTER ([A-Z]+)(?: SYMBOL)?", name)
    if greek:
        word = greek[2].lower() if greek[1] == "SMALL" else greek[2].capitalize()
        return "write " + {"lambda": "lambda_", "lamda": "lambda_", "epsilon": "eps"}.get(word, word)
    plain = unicodedata.normalize("NFKC", sign)
    if plain.isascii() and plain.isprintable() and plain.strip():
        return f"write {plain}"
    return "only ASCII is read; names are letters, digits and _"
