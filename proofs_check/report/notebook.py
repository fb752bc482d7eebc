"""The report as a Jupyter notebook whose cells judge every claim again: `render_notebook` and `write_notebook`.

A text cell a claim has the derivation as Markdown; the code cell below it states the claim in Python (a claim of the catalogue is taken
from there by its id), has every step checked anew, and fails where the verdict is not that of the report.
The same record gives the same bytes. Needs the package nbformat.
"""

from __future__ import annotations

import ast
import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat

from proofs_check.report.markdown_text import MarkdownWriter
from proofs_check.report.outline import (
    Block,
    Bullets,
    ClaimOutline,
    Heading,
    Line,
    Link,
    Outline,
    Picture,
    Plain,
)
from proofs_check.report.outline_front import outline_of
from proofs_check.report.picture import inner_blocks, svg_file
from proofs_check.report.reading import Object, count_at, object_at, text_at

FILE = "report.ipynb"
_WIDTH = 100
_FORMAT: Any = nbformat.v4  # its makers have no types

SETUP = """\
from proofs_check import Claim, Settings
from proofs_check.goal import Budget
from theory.again import again

# What the report spent on a claim; fewer instances make the cells below faster.
settings = Settings(Budget(instances={instances}), seed={seed})"""


def render_notebook(record: Mapping[str, object]) -> str:
    """The notebook as JSON text (format 4.5). Raises ValueError if the record has another schema or no list of claims."""
    outline = outline_of(record)
    header = object_at(record, "header")
    cells = [_text_cell("title", _front(outline)), _code_cell("setup", _setup(header))]
    number = 0
    for chapter in outline.chapters:
        title = Heading(1, (Plain(chapter.title),))
        cells.append(_text_cell(f"topic-{len(cells)}", _writer({}).blocks((title,))))
        for claim in chapter.claims:
            number += 1
            cells += _claim_cells(claim, number)
    cells.append(_text_cell("run", _writer({}).blocks(outline.run)))
    made = _FORMAT.new_notebook(cells=cells, metadata=_metadata())
    nbformat.validate(made)
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def write_notebook(record: Mapping[str, object], out_dir: Path) -> Path:
    """Writes the notebook to `out_dir`/report.ipynb and returns that path. Raises ValueError and OSError."""
    written = render_notebook(record)
    out_dir.mkdir(parents=True, exist_ok=True)
    path = out_dir / FILE
    path.write_bytes(written.encode("utf-8"))
    return path


def recheck_code(claim: Object) -> str:
    """The Python lines that judge the claim again; "" for prose, which has nothing to judge."""
    verdict = text_at(claim, "verdict")
    if text_at(claim, "topic"):
        return f"judged = again({text_at(claim, 'id')!r}, verdict={verdict!r}, settings=settings)"
    if not text_at(object_at(claim, "statement"), "claim"):
        return ""
    return f"claim = {_claim_code(claim)}\njudged = again(claim, verdict={verdict!r}, settings=settings)"


def _claim_code(claim: Object) -> str:
    """The claim as a call of `Claim`; every text is written as a literal of Python."""
    statement = object_at(claim, "statement")
    fields: list[tuple[str, object]] = [("id", text_at(claim, "id"))]
    fields += [("says", text)] if (text := text_at(claim, "says")) else []
    fields += [(name, dict(found)) for name in ("let", "given") if (found := object_at(statement, name))]
    if defined := object_at(statement, "define"):
        exact = object_at(statement, "define_fields")
        fields.append(("define", {name: exact.get(name, text) for name, text in defined.items()}))
    fields.append(("claim", text_at(statement, "claim")))
    body = "".join(f"    {name}={_literal(value)},\n" for name, value in fields)
    return f"Claim(\n{body})"


def _literal(value: object) -> str:
    written = repr(value)
    if isinstance(value, dict) and len(written) > _WIDTH - 20:
        entries = "".join(f"        {key!r}: {found!r},\n" for key, found in value.items())
        written = f"{{\n{entries}    }}"
    if ast.literal_eval(written) != value:
        raise ValueError(f"no literal of Python for {value!r}")
    return written


def _setup(header: Object) -> str:
    return SETUP.format(
        instances=count_at(header_budgets(header), "instances") or 100_000, seed=count_at(header, "seed")
    )


def header_budgets(header: Object) -> Object:
    """The budgets of the run, empty where the record has none."""
    return object_at(header, "budgets")


def _claim_cells(claim: ClaimOutline, number: int) -> Iterator[Any]:
    pictures = [block for block in inner_blocks(claim.blocks) if isinstance(block, Picture)]
    names = {picture.anchor: f"{place}.svg" for place, picture in enumerate(pictures, start=1)}
    cell = _text_cell(f"claim-{number}", _writer(names).blocks(claim.blocks))
    if pictures:
        cell["attachments"] = {
            names[picture.anchor]: {"image/svg+xml": _encoded(picture)} for picture in pictures
        }
    yield cell
    if code := recheck_code(claim.claim):
        yield _code_cell(f"check-{number}", code)


def _encoded(picture: Picture) -> str:
    return base64.b64encode(svg_file(picture).encode("utf-8")).decode("ascii")


def _writer(names: Mapping[str, str]) -> MarkdownWriter:
    def address(picture: Picture) -> str:
        return f"attachment:{names[picture.anchor]}" if picture.anchor in names else ""

    return MarkdownWriter(lambda anchor: f"#{anchor}", address)


def _front(outline: Outline) -> str:
    topics: list[Line] = [
        (Link(part.claims[0].anchor, part.title), Plain(f" ({len(part.claims)})"))
        for part in outline.chapters
    ]
    said = "The text cells are the report; the code cells judge every claim again and check every step of its derivation."
    blocks: tuple[Block, ...] = (
        Heading(1, (Plain(outline.title),)),
        *outline.front,
        Heading(1, (Plain("Topics"),)),
        Bullets(tuple(topics)),
        Heading(1, (Plain("Judging again"),)),
    )
    return f"{_writer({}).blocks(blocks)}\n\n{said}"


def _text_cell(identity: str, text: str) -> Any:
    return _FORMAT.new_markdown_cell(text, id=identity)


def _code_cell(identity: str, code: str) -> Any:
    return _FORMAT.new_code_cell(code, id=identity)


def _metadata() -> dict[str, object]:
    return {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
