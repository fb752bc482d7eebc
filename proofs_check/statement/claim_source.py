"""Where claims stand in a file: its text, the blocks of a TOML file, the fenced blocks of a Markdown file.

The file may come from anybody: size, length of lines and depth of keys are bounded before it is parsed.
"""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

MAX_BYTES = 5_000_000
MAX_LINE = 20_000
MAX_KEYS = 8

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*[\"']?claim[\"']?[ \t]*\]\]", re.MULTILINE)
_FENCE = re.compile(r"(?P<indent> {0,3})(?P<mark>`{3,}|~{3,})(?P<info>[^\n]*)")
# tomllib takes quadratic time on a key of very many parts.
_PART = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*"
_DEEP_KEY = re.compile(rf"^[ \t]*\[{{0,2}}[ \t]*(?:{_PART}){{{MAX_KEYS}}}", re.MULTILINE)
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")

Table = Mapping[str, object]


@dataclass(eq=False)
class Problem(Exception):
    """What is wrong with the text of a file; `line` and `column` count from 1, 0 means unknown."""

    message: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True)
class Block:
    """A piece of a file with the number of its first line, and how far it stood from the margin."""

    text: str
    line: int
    indent: int = 0

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of a character of the block."""
        before = self.text[:offset]
        return self.line + before.count("\n"), offset - (before.rfind("\n") + 1) + 1 + self.indent


def file_text(path: Path) -> str:
    """The text of a claim file. Raises Problem."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Problem("is a directory; name the claim file in it, such as chapter.claims.toml")
        if not stat.S_ISREG(found.st_mode):
            raise Problem("is not a regular file; copy its text to one, or give it on standard input")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Problem("does not exist; check its name") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Problem(f"cannot be read: {reason}") from None
    if len(data) > MAX_BYTES:
        raise Problem(f"is larger than {MAX_BYTES // 1_000_000} MB; split it into several files")
    return decoded(data)


def decoded(data: bytes) -> str:
    """The text of a file's bytes. Raises Problem where they are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8: byte 0x{data[error.start]:02x}; save it with the encoding UTF-8"
        raise Problem(message, line) from None


def plain(text: str) -> str:
    """Text that was read elsewhere, with one kind of line end. Raises Problem where it is no text."""
    if len(text) > MAX_BYTES:
        raise Problem(f"is larger than {MAX_BYTES // 1_000_000} MB; split it into several files")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise Problem("is not UTF-8; save it with the encoding UTF-8", line) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def toml_table(block: Block) -> dict[str, object]:
    """The TOML of a block. Raises Problem at its place in the file."""
    for number, written in enumerate(block.text.split("\n"), block.line):
        if len(written) > MAX_LINE:
            message = f"a line of more than {MAX_LINE} characters; break it, in a text between triple quotes"
            raise Problem(message, number, MAX_LINE)
    if deep := _DEEP_KEY.search(block.text):
        raise Problem(
            f"a key of more than {MAX_KEYS} parts; fields are like define.r", *block.place(deep.start())
        )
    try:
        return tomllib.loads(block.text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        where = _PLACE.search(message)
        line, column = (int(where[1]), int(where[2])) if where and where[1] else (0, 0)
        last = block.line + block.text.rstrip("\n").count("\n")
        message = _PLACE.sub("", message)
        hint = 'a text stands in quotes, a table is { name = "..." }, each field once'
        raise Problem(
            f"not TOML: {message} ({hint})", block.line + line - 1 if line else last, column
        ) from None
    except RecursionError:
        raise Problem("not TOML that can be read: nested too deeply", block.line) from None
    except (ValueError, OverflowError):
        message = "not TOML that can be read: a number of too many digits; write it in quotes, as a power"
        raise Problem(message, block.line) from None


def claim_blocks(block: Block) -> tuple[Block, tuple[Block, ...]]:
    """What stands above the first [[claim]], and one block from each [[claim]] to the next."""
    starts = [match.start() for match in _HEADER.finditer(block.text)]
    ends = [*starts[1:], len(block.text)]
    pieces = [block.text[start:end] for start, end in zip(starts, ends, strict=False)]
    head = block.text[: starts[0]] if starts else block.text
    lines = accumulate((piece.count("\n") for piece in (head, *pieces)), initial=block.line)
    first, *others = (
        Block(piece, line, block.indent) for piece, line in zip((head, *pieces), lines, strict=False)
    )
    return first, tuple(others)


def is_markdown(name: str, text: str) -> bool:
    """Whether a text is Markdown: by the name of its file, or by a claim block where the name says nothing."""
    suffix = Path(name).suffix.lower()
    if suffix in (".md", ".markdown", ".mdx", ".qmd", ".rmd"):
        return True
    return suffix != ".toml" and any(info == "claim" for info, _ in fences(text))


def fences(text: str) -> tuple[tuple[str, Block], ...]:
    """The fenced blocks of a Markdown text: the first word after the fence, and what stands inside."""
    found: list[tuple[str, Block]] = []
    opened: re.Match[str] | None = None
    start, inside = 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        fence = _FENCE.match(line)
        if opened is None:
            if fence and not (fence["mark"][0] == "`" and "`" in fence["info"]):
                opened, start, inside = fence, number + 1, []
        elif fence and fence["mark"].startswith(opened["mark"]) and not fence["info"].strip():
            found.append((_word(opened["info"]), Block("\n".join(inside), start, len(opened["indent"]))))
            opened = None
        else:
            indent = len(opened["indent"])
            inside.append(line[indent:] if not line[:indent].strip() else line)
    if opened is not None:
        found.append((_word(opened["info"]), Block("\n".join(inside), start, len(opened["indent"]))))
    return tuple(found)


def _word(info: str) -> str:
    return (info.split() or [""])[0]
