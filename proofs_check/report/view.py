"""What the page shows, put in order: sections by topic, the errata, and the counts of the front page."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from proofs_check.report.reading import Object, object_at, objects_at, text_at
from proofs_check.report.section import Section, anchors_of, links_to, section_of
from proofs_check.report.words import TRUSTS, VERDICTS, Trust, Verdict


@dataclass(frozen=True)
class Page:
    """The whole page: sections by topic, errata, and the counts of the front page."""

    topics: tuple[tuple[str, tuple[Section, ...]], ...]
    errata: tuple[Section, ...]
    verdicts: tuple[tuple[Verdict, int], ...]
    trusts: tuple[tuple[Trust, int], ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(section for _, sections in self.topics for section in sections)

    @property
    def errata_by_source(self) -> tuple[tuple[str, tuple[Section, ...]], ...]:
        """The errata of each text, under its citation, in the order of the claims."""
        cited = [cited_text(entry) for entry in self.errata]
        return tuple(
            (text, tuple(entry for entry, of in zip(self.errata, cited, strict=True) if of == text))
            for text in dict.fromkeys(cited)
        )

    def values(self, field: str) -> tuple[tuple[str, int], ...]:
        """The sources or tiers of the claims, with how many have each."""
        holders = [section.claim for section in self.sections]
        if field == "source":
            return tuple(Counter(text_at(object_at(claim, "source"), "key") for claim in holders).items())
        return tuple(Counter(text_at(claim, field) for claim in holders).items())


def cited_text(section: Section) -> str:
    """The text that a claim stands in: its citation, else its key."""
    source = object_at(section.claim, "source")
    return text_at(source, "citation") or text_at(source, "key")


def page_of(record: Object) -> Page:
    """The page of a record that `reading.opened` has opened."""
    claims = objects_at(record, "claims")
    anchors = anchors_of(claims)
    links = links_to(claims, anchors)
    subject = text_at(object_at(record, "header"), "subject")
    sections = tuple(
        _reproduced(section_of(claim, anchor, links), subject)
        for claim, anchor in zip(claims, anchors, strict=True)
    )
    topics = dict.fromkeys(text_at(section.claim, "topic") for section in sections)
    grouped = tuple(
        (topic, tuple(one for one in sections if text_at(one.claim, "topic") == topic)) for topic in topics
    )
    return Page(
        topics=grouped,
        errata=tuple(entry for section in sections for entry in _errata(section)),
        verdicts=_counted_verdicts(sections),
        trusts=_counted_trusts(sections),
    )


def _reproduced(section: Section, subject: str) -> Section:
    """A claim of the catalogue is asked for by its id; others, which have no topic, by the file that they came from."""
    if text_at(section.claim, "topic") or not subject:
        return section
    return replace(section, command=" ".join(["theory check", *map(shlex.quote, subject.split(", "))]))


def _counted_verdicts(sections: tuple[Section, ...]) -> tuple[tuple[Verdict, int], ...]:
    counts = Counter(section.verdict.key for section in sections)
    return tuple((verdict, counts[verdict.key]) for verdict in VERDICTS)


def _counted_trusts(sections: tuple[Section, ...]) -> tuple[tuple[Trust, int], ...]:
    counts = Counter(section.trust for section in sections)
    return tuple((trust, counts[trust]) for trust in TRUSTS if counts[trust])


def _errata(section: Section) -> tuple[Section, ...]:
    """The claim itself, or those of its readings, that the text prints and that are refuted."""
    below = tuple(entry for reading in section.readings for entry in _errata(reading))
    if section.verdict.key == "refuted" and (section.has_statement or not below):
        return (section, *below)
    return below


def links_of(page: Page) -> Mapping[str, str]:
    """The anchor of every id on the page."""
    return links_to(
        tuple(section.claim for section in page.sections), tuple(section.anchor for section in page.sections)
    )
