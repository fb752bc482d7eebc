"""The outline of a whole report: the counts, the errata, the list of claims, the claims by topic, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from proofs_check.report import reading
from proofs_check.report.compared_pairs import compared_pairs
from proofs_check.report.errata import correction_of, lead_of
from proofs_check.report.fault import fault_line
from proofs_check.report.graph import graph_of
from proofs_check.report.outline import (
    Block,
    Bullets,
    Chapter,
    Display,
    Faint,
    Heading,
    Line,
    Link,
    Maths,
    Outline,
    Paragraph,
    Plain,
    Strong,
    Table,
    joined,
)
from proofs_check.report.outline_claim import claim_outline
from proofs_check.report.outline_grounds import witness_point
from proofs_check.report.outline_pairs import pairs_outline
from proofs_check.report.reading import Object, number_at, object_at, text_at
from proofs_check.report.section import Section
from proofs_check.report.view import Page, page_of
from proofs_check.report.words import Trust, Verdict, measured, plural, spaced, trust_named, verdict_named


def outline_of(record: Mapping[str, object]) -> Outline:
    """The outline of a record of schema 1. Raises ValueError as `reading.opened` does."""
    opened = reading.opened(record)
    page = page_of(opened)
    header = object_at(opened, "header")
    subject = text_at(header, "subject")
    return Outline(
        title=f"Derivation report: {subject}" if subject else "Derivation report",
        front=tuple(_front(opened, page, header)),
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


def _front(record: Object, page: Page, header: Object) -> Iterator[Block]:
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
        yield Paragraph((Plain(lead_of(page.errata)),))
        for cited, entries in page.errata_by_source:
            if cited:
                yield Paragraph((Strong(cited),), "source")
            for entry in entries:
                yield from _erratum(entry)
    yield from pairs_outline(compared_pairs(record, page))
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
    """One line each: as printed, what is wrong, the smallest witness, the corrected form; the place stands in the heading."""
    claim = section.claim
    parent = text_at(section.parent, "title") or text_at(section.parent, "id")
    named = f"{parent}: {section.name.lower()}, {section.title}" if section.name else section.title
    says = text_at(claim, "says") or text_at(section.parent, "says")
    stated = object_at(claim, "statement")
    place = text_at(object_at(claim, "source"), "place")
    yield Heading(2, (Link(section.anchor, named), *((Faint(f" {place}"),) if place else ())))
    yield Paragraph((Strong("As printed. "), Plain(says)))
    if section.has_statement:
        yield Display(text_at(stated, "latex"), text_at(stated, "claim"))
    wrong = fault_line(section.detail, sides=True) or (Plain(section.reason),)
    yield Paragraph((Strong("What is wrong. "), *wrong))
    if point := witness_point(section):
        yield Paragraph((Strong("Smallest witness. "), *point, Plain(".")))
    yield from _corrected(section)


def _corrected(section: Section) -> Iterator[Block]:
    mended = object_at(section.claim, "repair")
    found = correction_of(section)
    if found is None:
        yield Paragraph((Strong("Corrected. "), Plain("No correction is known.")))
        return
    ruling = ruling_words(verdict_named(text_at(mended, "verdict")), trust_named(text_at(mended, "trust")))
    says = Plain(f"{text_at(mended, 'says')} ")
    yield Paragraph((Strong("Corrected. "), says, Link(f"{section.anchor}--repair", ruling)))
    if found.letters:
        letters = joined((Maths(one.latex, f"{one.name}: {one.text}"),) for one in found.letters)
        yield Paragraph((Plain("Let "), *letters, Plain(".")), "let")
    news = [("Define", one) for one in found.defined] + [("Suppose", one) for one in found.given]
    if news:
        yield Bullets(tuple((Faint(f"{word} "), Maths(one.latex, one.text)) for word, one in news))
    if found.same:
        yield Paragraph((Plain("The formula stays as printed."),), "note")
    else:
        yield Display(found.latex, found.claim)


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
