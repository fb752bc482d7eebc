"""Reading the claims of a file: `*.claims.toml`, or the fenced `claim` blocks of a Markdown file.

The file is untrusted. What is wrong with one claim is reported for that claim, with file, line and field; the others
are read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from proofs_check.statement.claim import Claim
from proofs_check.statement.claim_fields import FIELDS, FieldError, Table, claim_of
from proofs_check.statement.claim_source import (
    Block,
    Problem,
    claim_blocks,
    fences,
    file_text,
    is_markdown,
    plain,
    toml_table,
)
from proofs_check.statement.errors import StatementError
from proofs_check.statement.parse_tokens import shown

MAX_CLAIMS = 2_000


@dataclass(frozen=True)
class BadClaim:
    """A claim, or a whole file, that cannot be read. `line` and `column` count from 1, 0 means unknown."""

    id: str
    file: str
    line: int
    message: str
    column: int = 0

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place}: " + (f"claim '{self.id}': " if self.id else "") + self.message


def read_claims(source: Path | str, name: str = "") -> tuple[Claim | BadClaim, ...]:
    """The claims of a file, in their order; what cannot be read stands at its place as a BadClaim.

    source: a path, or the text itself (standard input). name: what messages call the file; its ending tells TOML from
    Markdown. Never raises for what the file contains.
    """
    return tuple(claim for claim, _ in placed_claims(source, name))


def placed_claims(source: Path | str, name: str = "") -> tuple[tuple[Claim | BadClaim, int], ...]:
    """As `read_claims`, each with the line of its id or of what is wrong with it; 0 where that is not known."""
    file = name or (str(source) if isinstance(source, Path) else "-")
    try:
        text = plain(file_text(source) if isinstance(source, Path) else source)
    except Problem as problem:
        return ((BadClaim("", file, problem.line, problem.message, problem.column), problem.line),)
    found = _Reading(file)
    for entry in _markdown(text) if is_markdown(file, text) else _toml(Block(text, 1)):
        if len(found.read) >= MAX_CLAIMS:
            found.bad("", Problem(f"more than {MAX_CLAIMS} claims; the rest is not read", entry.block.line))
            break
        found.add(entry)
    if not found.read:
        found.bad("", Problem("holds no claim; a claim begins with [[claim]], in Markdown with ```claim", 1))
    return tuple(
        (read, read.line if isinstance(read, BadClaim) else found.lines[read.id]) for read in found.read
    )


@dataclass(frozen=True)
class _Entry:
    """What stands where a claim is expected: its table, or the problem with it."""

    block: Block
    content: Table | Problem


def _toml(block: Block) -> Iterator[_Entry]:
    """The claims of a TOML text; where it has an error, each [[claim]] is read by itself."""
    head, pieces = claim_blocks(block)
    try:
        table = toml_table(block)
    except Problem as problem:
        if not pieces:
            yield _Entry(block, problem)
            return
        if re.sub(r"(?m)^[ \t]*(#.*)?$", "", head.text).strip():
            yield from _top(head, _table_or_problem(head))
        for piece in pieces:
            content = _table_or_problem(piece)
            yield from [_Entry(piece, content)] if isinstance(content, Problem) else _top(piece, content)
        return
    yield from _top(block, table)


def _table_or_problem(block: Block) -> Table | Problem:
    try:
        return toml_table(block)
    except Problem as problem:
        return problem


def _top(block: Block, table: Table | Problem) -> Iterator[_Entry]:
    """The claims of a table that was parsed as a whole, and what else stands in it."""
    if isinstance(table, Problem):
        yield _Entry(block, table)
        return
    claims: object = table.get("claim", [])
    listed: list[object] = claims if isinstance(claims, list) else []
    pieces = claim_blocks(block)[1]
    for key in table:
        if key != "claim" or not isinstance(claims, list):
            yield _Entry(Block("", block.line), Problem(_stray(key), _key_line(block, key)))
            break
    for place, claim in enumerate(listed):
        # A line [[claim]] inside a text: the places of the blocks are not known then.
        piece = pieces[place] if len(pieces) == len(listed) else Block("", block.line)
        wrong = Problem("a claim is a table: [[claim]] with its fields below", piece.line)
        yield _Entry(piece, claim if isinstance(claim, Mapping) else wrong)


def _stray(key: str) -> str:
    if key in FIELDS:
        return f"'{key}' stands outside a claim; write [[claim]], in two pairs of brackets, above each claim's fields"
    return f"'{shown(key)}' is not known here; each claim begins with [[claim]]"


def _key_line(block: Block, key: str) -> int:
    match = re.search(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}\b", block.text, re.MULTILINE)
    return block.place(match.start())[0] if match else block.line


def _markdown(text: str) -> Iterator[_Entry]:
    for word, block in fences(text):
        if word == "claim":
            content = _table_or_problem(block)
            single = not isinstance(content, Problem) and not isinstance(content.get("claim"), list)
            pieces = claim_blocks(block)[1]
            yield from [_Entry(block, content)] if single or not pieces else _toml(block)
        elif word.lower() in ("claim", "claims", "[claim]", "{claim}", "{.claim}"):
            yield _Entry(
                block, Problem(f"a block marked '{shown(word)}' is not read; mark it claim", block.line - 1)
            )


class _Reading:
    """The claims that were read so far, and the lines of their ids."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.read: list[Claim | BadClaim] = []
        self.lines: dict[str, int] = {}

    def bad(self, identity: str, problem: Problem) -> None:
        self.read.append(BadClaim(identity, self.file, problem.line, problem.message, problem.column))

    def add(self, entry: _Entry) -> None:
        block, content = entry.block, entry.content
        if isinstance(content, Problem):
            self.bad(_id_in(block), content)
            return
        identity = content.get("id")
        name = shown(identity) if isinstance(identity, str) else ""
        try:
            claim = claim_of(content)
            line = _position(block, "id", claim.id)[0]
            if claim.id in self.lines:
                message = f"the id '{claim.id}' is used in line {self.lines[claim.id]} already; rename one"
                raise FieldError("id", message)
            self.lines[claim.id] = line
            self.read.append(claim)
        except FieldError as problem:
            line = _position(block, problem.field, "")[0]
            self.bad(name, Problem(f"field '{problem.field}': {problem.message}", line))
        except StatementError as problem:
            self.bad(name, _statement_problem(block, content, problem))


def _id_in(block: Block) -> str:
    """The id of a claim whose TOML has an error, where it can be seen."""
    match = re.search(
        r"^[ \t]*id[ \t]*=[ \t]*[\"']([A-Za-z_]\w{0,59})[\"']", block.text, re.MULTILINE | re.ASCII
    )
    return match[1] if match else ""


def _statement_problem(block: Block, table: Table, problem: StatementError) -> Problem:
    """The error at its place in the file: where the text of the field begins, plus its place in the text."""
    line, column = _position(block, problem.where, _value(table, problem.where))
    inner = f" ({problem.hint})" if problem.hint else ""
    message = f"field '{problem.where}': {problem.message}{inner}"
    if not column or not problem.line:
        within = f", {problem.line}:{problem.column} of the text" if problem.line else ""
        return Problem(f"field '{problem.where}'{within}: {problem.message}{inner}", line)
    return Problem(
        message, line + problem.line - 1, problem.column + (column - 1 if problem.line == 1 else block.indent)
    )


def _value(table: Table, path: str) -> str:
    """The text of a field, '' where it is none."""
    value: object = table
    for part in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(part, "")
        elif isinstance(value, list) and (place := re.fullmatch(r"(?:given_)?(\d+)", part)):
            value = value[int(place[1]) - 1] if 0 < int(place[1]) <= len(value) else ""
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def _position(block: Block, path: str, value: str) -> tuple[int, int]:
    """Line of a field and, where its `value` stands there as it is, line and column of the value; else column 0."""
    offset, found = (block.text.find("\n") if block.text.lstrip().startswith("[[") else 0), False
    for depth, part in enumerate(path.split(".")):
        if part.isdigit():
            continue  # the place in a list, which has no key
        key = rf"[\"']?{re.escape(part)}[\"']?[ \t]*(?=[.=\]])"
        before = r"^[ \t]*(?:\[+[ \t]*(?:claim[ \t]*\.[ \t]*)?)?" if depth == 0 else r"(?<![\w-])"
        match = re.compile(before + key, re.MULTILINE).search(block.text, max(offset, 0))
        if match:
            offset, found = match.start(), True
    if not found:
        return block.line, 0
    line = block.place(offset)[0]
    start = block.text.find(value, offset) if value else -1
    return block.place(start) if start >= 0 else (line, 0)
