"""What the page shows, put in order: sections with their anchors, steps with their links, the errata.

An anchor is `claim-ID` and never changes while the id stays. Readings, repairs, steps, hypotheses and definitions have anchors
below that of their claim (`claim-ID--step-NAME`), so that two readings may use the same names.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from proofs_check.report.claim_file import claim_block
from proofs_check.report.reading import Object, object_at, objects_at, text_at
from proofs_check.report.words import (
    TRUSTS,
    VERDICTS,
    Trust,
    Verdict,
    is_sampled,
    member_word,
    spaced,
    trust_named,
    verdict_named,
)


@dataclass(frozen=True)
class Use:
    """Something that a step uses: its name, its kind, its anchor ("" outside the page) and what is put in."""

    name: str
    kind: str
    anchor: str
    put: str


@dataclass(frozen=True)
class Step:
    """A step of a derivation, numbered from 1."""

    step: Object
    number: int
    anchor: str
    uses: tuple[Use, ...]
    trust: Trust | None


@dataclass(frozen=True)
class Section:
    """A claim, one of its readings or its repair, with everything that hangs on it.

    `name` is what a reading or repair is called within its `parent`; a claim of the record has "" and {}.
    """

    claim: Object
    anchor: str
    name: str
    parent: Object
    verdict: Verdict
    trust: Trust | None
    steps: tuple[Step, ...]
    decided: tuple[Object, ...]
    undecided: tuple[Object, ...]
    sampled: tuple[Object, ...]
    readings: tuple[Section, ...]
    repaired: Section | None
    command: str
    block: str

    @property
    def title(self) -> str:
        """The title, the id where there is none."""
        return text_at(self.claim, "title") or text_at(self.claim, "id")

    @property
    def has_statement(self) -> bool:
        statement = object_at(self.claim, "statement")
        return bool(text_at(statement, "latex") or text_at(statement, "claim"))


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

    def values(self, field: str) -> tuple[tuple[str, int], ...]:
        """The sources or tiers of the claims, with how many have each."""
        holders = [section.claim for section in self.sections]
        if field == "source":
            return tuple(Counter(text_at(object_at(claim, "source"), "key") for claim in holders).items())
        return tuple(Counter(text_at(claim, field) for claim in holders).items())


def page_of(record: Object) -> Page:
    """The page of a record that `reading.opened` has opened."""
    claims = objects_at(record, "claims")
    anchors = _anchors(claims)
    links = _links(claims, anchors)
    subject = text_at(object_at(record, "header"), "subject")
    sections = tuple(
        _reproduced(_section(claim, anchor, links), subject)
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


# Anchors and links


def anchor_part(name: str) -> str:
    """A name as a part of an anchor: other characters than letters, digits, `_ . -` become `~hex~`, one to one."""
    return re.sub(r"[^A-Za-z0-9_.-]", lambda found: f"~{ord(found[0]):x}~", name)


def _anchors(claims: tuple[Object, ...]) -> tuple[str, ...]:
    """One anchor a claim; the second claim of an id is `claim-ID~2`."""
    seen: Counter[str] = Counter()
    anchors = []
    for claim in claims:
        base = f"claim-{anchor_part(text_at(claim, 'id'))}"
        seen[base] += 1
        anchors.append(base if seen[base] == 1 else f"{base}~{seen[base]}")
    return tuple(anchors)


def _links(claims: tuple[Object, ...], anchors: tuple[str, ...]) -> Mapping[str, str]:
    """The anchor of every id in the record; a claim's own id wins over that of a reading or repair."""
    links: dict[str, str] = {}
    for claim, anchor in zip(claims, anchors, strict=True):
        links.setdefault(text_at(claim, "id"), anchor)
    for claim, anchor in zip(claims, anchors, strict=True):
        for below, below_anchor in _below(claim, anchor):
            links.setdefault(text_at(below, "id"), below_anchor)
    return links


def links_of(page: Page) -> Mapping[str, str]:
    """The anchor of every id on the page."""
    return _links(
        tuple(section.claim for section in page.sections), tuple(section.anchor for section in page.sections)
    )


def _below(claim: Object, anchor: str) -> list[tuple[Object, str]]:
    found: list[tuple[Object, str]] = []
    inner = [
        (reading, f"{anchor}--reading-{n}")
        for n, reading in enumerate(objects_at(claim, "readings"), start=1)
    ]
    if repaired := object_at(object_at(claim, "repair"), "record"):
        inner.append((repaired, f"{anchor}--repair"))
    for below, below_anchor in inner:
        found += [(below, below_anchor), *_below(below, below_anchor)]
    return found


# Sections


def _section(
    claim: Object,
    anchor: str,
    links: Mapping[str, str],
    name: str = "",
    parent: Object = MappingProxyType({}),
) -> Section:
    repaired = object_at(object_at(claim, "repair"), "record")
    evidence = objects_at(claim, "evidence")
    sampled = tuple(
        item for item in evidence if is_sampled(text_at(item, "engine"), text_at(item, "outcome"))
    )
    firm = tuple(item for item in evidence if item not in sampled)
    member = member_word(claim)
    return Section(
        claim=claim,
        anchor=anchor,
        name=name,
        parent=parent,
        verdict=verdict_named(text_at(claim, "verdict")),
        trust=trust_named(text_at(claim, "trust")),
        steps=_steps(claim, anchor, links),
        decided=tuple(item for item in firm if text_at(item, "outcome") in ("proved", "refuted")),
        undecided=tuple(item for item in firm if text_at(item, "outcome") not in ("proved", "refuted")),
        sampled=sampled,
        readings=tuple(
            _section(reading, f"{anchor}--reading-{n}", links, f"{member} {n}", claim)
            for n, reading in enumerate(objects_at(claim, "readings"), start=1)
        ),
        repaired=_section(repaired, f"{anchor}--repair", links, "Corrected", claim) if repaired else None,
        command=f"theory check {shlex.quote(text_at(claim, 'id'))}",
        block=claim_block(claim),
    )


def _steps(claim: Object, anchor: str, links: Mapping[str, str]) -> tuple[Step, ...]:
    steps = objects_at(claim, "derivation")
    targets = _targets(claim, anchor)
    return tuple(
        Step(
            step=step,
            number=number,
            anchor=f"{anchor}--step-{anchor_part(text_at(step, 'name') or str(number))}",
            uses=tuple(_use(use, targets, links) for use in objects_at(step, "uses")),
            trust=trust_named(text_at(step, "trust")),
        )
        for number, step in enumerate(steps, start=1)
    )


def _targets(claim: Object, anchor: str) -> Mapping[tuple[str, str], tuple[str, str]]:
    """The anchor and the shown name of everything in the claim that a step may use, by kind and name."""
    statement = object_at(claim, "statement")
    targets: dict[tuple[str, str], tuple[str, str]] = {}
    for kind, field, mark in (("hypothesis", "given", "given"), ("definition", "define", "define")):
        for name in object_at(statement, field):
            targets[kind, name] = (f"{anchor}--{mark}-{anchor_part(name)}", spaced(name))
    for number, step in enumerate(objects_at(claim, "derivation"), start=1):
        name = text_at(step, "name") or str(number)
        targets["step", name] = (f"{anchor}--step-{anchor_part(name)}", f"({number}) {spaced(name)}")
    return targets


def _use(use: Object, targets: Mapping[tuple[str, str], tuple[str, str]], links: Mapping[str, str]) -> Use:
    name, kind = text_at(use, "name"), text_at(use, "kind")
    anchor, shown = targets.get((kind, name), ("", ""))
    if not anchor and kind in ("claim", "lemma", "step"):
        anchor = links.get(name, "")
        kind = "claim" if anchor and kind == "step" else kind
    put = ", ".join(
        f"{letter} := {term}" for letter, term in object_at(use, "with").items() if str(term) != letter
    )
    return Use(name=shown or name, kind=kind, anchor=anchor, put=put)
