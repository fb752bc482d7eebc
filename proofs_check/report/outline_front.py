"""The outline of a whole report: the counts, the errata, the list of claims, the claims by topic, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proofs_check.report import reading
from proofs_check.report.graph import graph_of
from proofs_check.report.outline import (
    Block,
    Bullets,
    Chapter,
    Display,
    Heading,
    Line,
    Link,
    Outline,
    Paragraph,
    Plain,
    Strong,
    Table,
)
from proofs_check.report.outline_claim import claim_outline, source, statement, supposed_by
from proofs_check.report.outline_grounds import witness_point
from proofs_check.report.reading import Object, number_at, object_at, text_at
from proofs_check.report.view import Page, Section, page_of
from proofs_check.report.words import Trust, Verdict, measured, plural, spaced, trust_named, verdict_named


def outline_of(record: Mapping[str, object]) -> Outline:
    """The outline of a record of schema 1. Raises ValueError as `reading.opened` does."""
    opened = reading.opened(record)
    page = page_of(opened)
    header = object_at(opened, "header")
    subject = text_at(header, "subject")
    return Outline(
        title=f"Derivation report: {subject}" if subject else "Derivation report",
        front=tuple(_front(page, header)),
        chapters=tuple(
            Chapter(topic, chapter_title(topic), tuple(map(claim_outline, sections)))
            for topic, sections in page.topics
        ),
        run=tuple(_run(opened, header)),
    )


def chapter_title(topic: str) -> str:
    """A topic as a heading: "Taylor step" for taylor_step."""
    words = spaced(topic)
    return words[:1].upper() + words[1:] if words else "Claims without a topic"


def ruling_words(verdict: Verdict, trust: Trust | None) -> str:
    """Icon, word and trust label."""
    return f"{verdict.sign} {verdict.word}" + (f" ({trust.key})" if trust else "")


def _front(page: Page, header: Object) -> Iterator[Block]:
    quick = (Strong(" A quick run: fewer instances than usual."),) if header.get("quick") is True else ()
    said = (
        f"{plural(len(page.sections), 'claim')}, each taken as its text prints it, derived, re-checked step by step, "
        "attacked with exact counterexamples and run on random instances."
    )
    yield Paragraph((Plain(said), *quick), "lead")
    counted = tuple(
        ((Strong(f"{verdict.sign} {verdict.word}"),), (Plain(str(count)),), (Plain(verdict.meaning),))
        for verdict, count in page.verdicts
    )
    yield Table(("Verdict", "Claims", "Meaning"), counted)
    if page.trusts:
        rested = tuple(
            ((Strong(trust.key),), (Plain(str(count)),), (Plain(trust.meaning),))
            for trust, count in page.trusts
        )
        yield Table(("What the verdicts rest on", "Claims", "Meaning"), rested)
    if page.errata:
        yield Heading(1, (Plain("Errata"),), "errata")
        yield Paragraph(
            (
                Plain(
                    "What is false or undefined as it is printed, with the smallest exact witness found and the corrected form."
                ),
            )
        )
        for entry in page.errata:
            yield from _erratum(entry)
    yield Heading(1, (Plain("All claims"),), "claims")
    yield Table(("Claim", "Topic", "Verdict", "Trust"), tuple(map(_row, page.sections)))
    if uses := graph_of(page).uses:
        yield Heading(1, (Plain("How the claims hang together"),), "graph")
        yield Bullets(
            tuple(
                (Link(user.anchor, user.name), Plain(" uses "), Link(used.anchor, used.name))
                for user, used in uses
            )
        )


def _row(section: Section) -> tuple[Line, ...]:
    mended = f" (corrected: {section.repaired.verdict.word.lower()})" if section.repaired else ""
    return (
        (Link(section.anchor, section.title),),
        (Plain(spaced(text_at(section.claim, "topic"))),),
        (Plain(f"{section.verdict.sign} {section.verdict.word}{mended}"),),
        (Plain(section.trust.key if section.trust else "none"),),
    )


def _erratum(section: Section) -> Iterator[Block]:
    claim = section.claim
    parent = text_at(section.parent, "title") or text_at(section.parent, "id")
    named = f"{parent}: {section.name.lower()}, {section.title}" if section.name else section.title
    says = text_at(claim, "says") or text_at(section.parent, "says")
    stated = object_at(claim, "statement")
    yield Heading(2, (Link(section.anchor, named),))
    yield from source(object_at(claim, "source"))
    yield Paragraph((Strong("The text says. "), Plain(says)))
    if section.has_statement:
        yield Display(text_at(stated, "latex"), text_at(stated, "claim"))
    wrong = text_at(object_at(claim, "counterexample_detail"), "explanation") or text_at(claim, "reason")
    yield Paragraph((Strong("What is wrong. "), Plain(wrong)))
    if point := witness_point(section):
        yield Paragraph((Strong("Smallest witness. "), *point, Plain(".")))
    yield from _corrected(section)


def _corrected(section: Section) -> Iterator[Block]:
    mended = object_at(section.claim, "repair")
    if not mended:
        yield Paragraph((Strong("Corrected. "), Plain("No correction is known.")))
        return
    found = ruling_words(verdict_named(text_at(mended, "verdict")), trust_named(text_at(mended, "trust")))
    yield Paragraph(
        (
            Strong("Corrected. "),
            Plain(f"{text_at(mended, 'says')} "),
            Link(f"{section.anchor}--repair", found),
        )
    )
    if section.repaired and section.repaired.has_statement:
        yield from conditions(section.repaired)
    else:
        yield from supposed_by(mended)
        yield Display(text_at(mended, "latex"), text_at(mended, "claim"))


def conditions(section: Section) -> Iterator[Block]:
    """Under which conditions a correction holds; without anchors, which the claim itself has."""
    for block in statement(section):
        yield Bullets(block.items) if isinstance(block, Bullets) else block


def _run(record: Object, header: Object) -> Iterator[Block]:
    yield Heading(1, (Plain("How this report was made"),), "run")
    rows = [
        ("Program", f"{text_at(header, 'program')} {text_at(header, 'version')}"),
        ("Subject", text_at(header, "subject") or "not named"),
        ("Seed", text_at(header, "seed")),
        *((f"Budget: {spaced(name)}", str(value)) for name, value in object_at(header, "budgets").items()),
        *((name, str(value)) for name, value in object_at(header, "versions").items()),
    ]
    if (seconds := number_at(record, "seconds")) is not None:
        rows.append(("Time", f"{measured(seconds)} s"))
    yield Table(("", ""), tuple(((Plain(name),), (Plain(value),)) for name, value in rows))
    yield Paragraph(
        (
            Plain(
                "The report is made from the record of that run and from nothing else. The same seed and budgets give the same verdicts."
            ),
        )
    )
