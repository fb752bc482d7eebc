"""The report as Markdown for a repository: `render_markdown` and `write_markdown`.

A folder: `README.md` with the counts, the errata and the table of claims; one file a topic; the figures as SVG files that follow
the reader's light or dark page. The same record gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from proofs_check.report.markdown_text import MarkdownWriter
from proofs_check.report.outline import Block, Bullets, Chapter, Heading, Line, Link, Outline, Picture, Plain
from proofs_check.report.outline_front import outline_of
from proofs_check.report.picture import inner_blocks, svg_file

FRONT = "README.md"
_LONGEST_NAME = 60


def render_markdown(record: Mapping[str, object]) -> dict[str, str]:
    """The files of the report by their paths within its folder.

    Raises ValueError if the record has another schema or no list of claims.
    """
    outline = outline_of(record)
    names = chapter_files(outline)
    homes = {
        claim.anchor: names[number] for number, part in enumerate(outline.chapters) for claim in part.claims
    }
    pictures = {picture.anchor: picture for picture in _pictures(outline)}
    addresses = {anchor: f"figures/{number}.svg" for number, anchor in enumerate(pictures, start=1)}
    files = {FRONT: _front(outline, names, _writer(FRONT, homes, addresses))}
    for name, chapter in zip(names, outline.chapters, strict=True):
        files[name] = _chapter(chapter, _writer(name, homes, addresses))
    return files | {addresses[anchor]: svg_file(picture) for anchor, picture in pictures.items()}


def write_markdown(record: Mapping[str, object], out_dir: Path) -> Path:
    """Writes the files to `out_dir` and returns the path of README.md. Raises ValueError and OSError."""
    for name, text in render_markdown(record).items():
        path = out_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return out_dir / FRONT


def chapter_files(outline: Outline) -> tuple[str, ...]:
    """A file name for each topic: its number, so that no two are alike, and its name as far as it has plain letters."""
    return tuple(
        f"{number}-{re.sub(r'[^A-Za-z0-9_-]', '', part.topic)[:_LONGEST_NAME] or 'claims'}.md"
        for number, part in enumerate(outline.chapters, start=1)
    )


def claim_anchor(anchor: str) -> str:
    """The anchor of the claim that holds an anchor: `claim-ID` of `claim-ID--step-NAME`."""
    return anchor.partition("--")[0]


def _writer(home: str, homes: Mapping[str, str], addresses: Mapping[str, str]) -> MarkdownWriter:
    def target(anchor: str) -> str:
        file = homes.get(claim_anchor(anchor)) or homes.get(anchor)
        return f"{'' if file == home or file is None else file}#{anchor}"

    return MarkdownWriter(target, lambda picture: addresses.get(picture.anchor, ""))


def _front(outline: Outline, names: tuple[str, ...], writer: MarkdownWriter) -> str:
    topics: list[Line] = [
        (Link(part.claims[0].anchor, part.title), Plain(f" ({len(part.claims)})"))
        for part in outline.chapters
    ]
    contents: tuple[Block, ...] = (Heading(2, (Plain("Topics"),)), Bullets(tuple(topics))) if topics else ()
    title = Heading(1, (Plain(outline.title),))
    blocks = (title, *map(_lowered, outline.front), *contents, *map(_lowered, outline.run))
    return writer.blocks(blocks) + "\n"


def _lowered(block: Block) -> Block:
    """A heading one level down, below the title of the file."""
    return Heading(block.level + 1, block.line, block.anchor) if isinstance(block, Heading) else block


def _chapter(chapter: Chapter, writer: MarkdownWriter) -> str:
    title = writer.blocks((Heading(1, (Plain(chapter.title),)),))
    parts = [title, f"[All topics]({FRONT})", *(writer.blocks(claim.blocks) for claim in chapter.claims)]
    return "\n\n".join(parts) + "\n"


def _pictures(outline: Outline) -> Iterator[Picture]:
    for chapter in outline.chapters:
        for claim in chapter.claims:
            yield from (block for block in inner_blocks(claim.blocks) if isinstance(block, Picture))
