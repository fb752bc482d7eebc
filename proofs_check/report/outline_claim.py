"""The outline of one claim, with its readings and its correction."""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.report.outline import (
    Block,
    Box,
    Bullets,
    ClaimOutline,
    Code,
    Display,
    Faint,
    Heading,
    Inline,
    Listing,
    Maths,
    Paragraph,
    Picture,
    Plain,
    Ruling,
    Strong,
    joined,
)
from proofs_check.report.outline_evidence import evidence, mutants
from proofs_check.report.outline_grounds import grounds
from proofs_check.report.reading import Object, number_at, object_at, text_at
from proofs_check.report.section import Section, anchor_part
from proofs_check.report.words import measured, spaced, trust_named, verdict_named

ALL_PARTS = "The text claims several things. Each part is judged by itself; all of them must hold."
OPEN_READING = (
    "The text leaves open how it is to be read. Each reading is judged by itself and has its own verdict."
)


def claim_outline(section: Section) -> ClaimOutline:
    """The blocks of a claim, its heading first."""
    claim = section.claim
    identity: tuple[Inline, ...] = (Code(text_at(claim, "id")),)
    if tier := text_at(claim, "tier"):
        identity += (Faint(f" tier {tier}"),)
    blocks = (
        Heading(2, (Plain(section.title),), section.anchor),
        Paragraph(identity, "note"),
        *source(object_at(claim, "source")),
        *body(section, 3),
    )
    return ClaimOutline(section.anchor, section.title, claim, blocks)


def source(origin: Object) -> Iterator[Block]:
    """Where the claim stands."""
    citation, key, place = (text_at(origin, name) for name in ("citation", "key", "place"))
    if citation or key or place:
        said = ", ".join(part for part in (citation or key, place) if part)
        yield Paragraph((Plain(said), *((Faint(f" [{key}]"),) if citation and key else ())), "source")


def body(section: Section, level: int) -> Iterator[Block]:
    """Everything below the heading of a claim or a reading."""
    claim = section.claim
    if says := text_at(claim, "says"):
        yield Paragraph((Plain(says),), "says")
    yield from statement(section)
    yield Ruling(section.verdict, section.trust, section.reason)
    if about := text_at(claim, "about"):
        yield Paragraph((Strong("What the letters stand for. "), Plain(about)))
    if not section.joins:
        yield from grounds(section, level)
        yield from repair(section, level)
    yield from readings(section, level)
    yield from pictures(section)
    if not section.joins:
        yield from evidence(section, level)
    yield from mutants(section, level)
    yield from reproduce(section)


def statement(section: Section) -> Iterator[Block]:
    """Let ..., define ..., suppose ..., then ..."""
    stated = object_at(section.claim, "statement")
    if not section.has_statement:
        if section.readings:
            every = text_at(section.claim, "readings_join") == "all"
            yield Paragraph((Plain(ALL_PARTS if every else OPEN_READING),))
        return
    yield from declared(stated)
    for word, field, names in (("Define", "define", False), ("Suppose", "given", True)):
        entries = object_at(stated, field)
        latex = object_at(stated, f"{field}_latex")
        if entries:
            anchors = tuple(f"{section.anchor}--{field}-{anchor_part(name)}" for name in entries)
            yield Bullets(
                tuple(
                    (
                        Faint(f"{word} "),
                        Maths(text_at(latex, name), str(text) if names else f"{name} = {text}"),
                        *((Faint(f" ({spaced(name)})"),) if names else ()),
                    )
                    for name, text in entries.items()
                ),
                anchors,
            )
    yield Display(text_at(stated, "latex"), text_at(stated, "claim"))


def declared(stated: Object) -> Iterator[Block]:
    """The letters and their domains."""
    latex = object_at(stated, "let_latex")
    letters = [
        (Maths(text_at(latex, name), f"{name}: {domain}"),)
        for name, domain in object_at(stated, "let").items()
    ]
    if letters:
        yield Paragraph((Plain("Let "), *joined(letters), Plain(".")), "let")


def repair(section: Section, level: int) -> Iterator[Block]:
    """The corrected statement with its own proof."""
    mended = object_at(section.claim, "repair")
    if not mended:
        return
    blocks: list[Block] = [Heading(level, (Plain("Corrected statement"),), f"{section.anchor}--repair")]
    if says := text_at(mended, "says"):
        blocks.append(Paragraph((Plain(says),), "says"))
    if section.repaired:
        blocks += repaired(section.repaired, level + 1)
    else:
        blocks += supposed_by(mended)
        blocks.append(Display(text_at(mended, "latex"), text_at(mended, "claim")))
        verdict = verdict_named(text_at(mended, "verdict"))
        blocks.append(Ruling(verdict, trust_named(text_at(mended, "trust")), verdict.meaning))
    yield Box("repair", tuple(blocks))


def repaired(section: Section, level: int) -> Iterator[Block]:
    """A correction: like a claim, without saying twice what it says."""
    yield from statement(section)
    yield Ruling(section.verdict, section.trust, section.reason)
    yield from grounds(section, level)
    yield from readings(section, level)
    yield from pictures(section)
    yield from evidence(section, level)
    yield from mutants(section, level)
    yield Listing(section.block, "toml", "The correction as a claim file")


def supposed_by(mended: Object) -> tuple[Block, ...]:
    """The hypotheses of a correction of which there is no record of its own."""
    given = object_at(mended, "given")
    items = tuple(
        (Faint("Suppose "), Code(str(text)), Faint(f" ({spaced(name)})")) for name, text in given.items()
    )
    return (Bullets(items),) if items else ()


def readings(section: Section, level: int) -> Iterator[Block]:
    """The parts or readings of an entry."""
    for reading in section.readings:
        heading = Heading(level, (Plain(f"{reading.name}: {reading.title}"),), reading.anchor)
        yield Box("reading", (heading, *body(reading, level + 1)))


def pictures(section: Section) -> Iterator[Block]:
    """The figures."""
    for number, figure in enumerate(section.figures, start=1):
        yield Picture(
            figure, f"{section.anchor}--figure-{number}", text_at(figure, "title"), text_at(figure, "caption")
        )


def reproduce(section: Section) -> Iterator[Block]:
    """The claim as a claim file, and the command that judges it again."""
    if section.has_statement:
        yield Listing(section.block, "toml", "As a claim file")
    if not section.name:
        seconds = number_at(section.claim, "seconds")
        took = (Faint(f" ({measured(seconds)} s)"),) if seconds else ()
        yield Paragraph((Faint("Reproduce with "), Code(section.command), *took), "note")
