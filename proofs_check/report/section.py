"""A claim, reading or correction as a section of the page: its steps with their links, its evidence by kind.

An anchor is `claim-ID` and never changes while the id stays. Readings, repairs, steps, hypotheses and definitions have anchors
below that of their claim (`claim-ID--step-NAME`), so that two readings may use the same names.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from proofs_check.report.claim_file import claim_block
from proofs_check.report.reading import Object, object_at, objects_at, text_at
from proofs_check.report.witnessed import READING, counted_sentence, detail_at, is_counted, point_at
from proofs_check.report.words import (
    Trust,
    Verdict,
    is_sampled,
    member_word,
    sentence,
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
    def reason(self) -> str:
        """The reason of the verdict in words; a witness has a place of its own, and so has each reading."""
        if self.readings and not self.has_statement:
            return sentence("; ".join(f"{one.title}: {one.verdict.word.lower()}" for one in self.readings))
        if self.has_statement and is_counted(self.claim):
            return f"{counted_sentence(self.claim)} {READING}"
        if self.has_statement and (fault := text_at(self.detail, "fault")):
            what = "A term is undefined" if fault == "undefined" else "It is false"
            return f"{what} at the witness below."
        return sentence(text_at(self.claim, "reason") or self.verdict.meaning)

    @property
    def point(self) -> Object:
        """The exact counterexample, empty where there is none."""
        return point_at(self.claim)

    @property
    def detail(self) -> Object:
        """What is known of the exact counterexample, empty where there is none."""
        return detail_at(self.claim)

    @property
    def figures(self) -> tuple[Object, ...]:
        """The figures that are shown: its own, and the general ones of a core or refuted claim, where a picture says most."""
        every = objects_at(self.claim, "figures")
        tier = text_at(self.claim, "tier") or text_at(self.parent, "tier")
        if tier in ("core", "") or self.verdict.key == "refuted":
            return every
        return tuple(figure for figure in every if figure.get("general") is not True)

    @property
    def joins(self) -> bool:
        """Whether it only joins its readings, which hold all that it rests on."""
        return bool(self.readings) and not self.has_statement

    @property
    def has_statement(self) -> bool:
        statement = object_at(self.claim, "statement")
        return bool(text_at(statement, "latex") or text_at(statement, "claim"))


# Anchors and links


def anchor_part(name: str) -> str:
    """A name as a part of an anchor: other characters than letters, digits, `_ . -` become `~hex~`, one to one."""
    return re.sub(r"[^A-Za-z0-9_.-]", lambda found: f"~{ord(found[0]):x}~", name)


def anchors_of(claims: tuple[Object, ...]) -> tuple[str, ...]:
    """One anchor a claim; the second claim of an id is `claim-ID~2`."""
    seen: Counter[str] = Counter()
    anchors = []
    for claim in claims:
        base = f"claim-{anchor_part(text_at(claim, 'id'))}"
        seen[base] += 1
        anchors.append(base if seen[base] == 1 else f"{base}~{seen[base]}")
    return tuple(anchors)


def links_to(claims: tuple[Object, ...], anchors: tuple[str, ...]) -> Mapping[str, str]:
    """The anchor of every id in the record; a claim's own id wins over that of a reading or repair."""
    links: dict[str, str] = {}
    for claim, anchor in zip(claims, anchors, strict=True):
        links.setdefault(text_at(claim, "id"), anchor)
    for claim, anchor in zip(claims, anchors, strict=True):
        for below, below_anchor in _below(claim, anchor):
            links.setdefault(text_at(below, "id"), below_anchor)
    return links


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


def section_of(
    claim: Object,
    anchor: str,
    links: Mapping[str, str],
    name: str = "",
    parent: Object = MappingProxyType({}),
) -> Section:
    """The section of a claim at an anchor; `links` has the anchor of every id in the record."""
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
            section_of(reading, f"{anchor}--reading-{n}", links, f"{member} {n}", claim)
            for n, reading in enumerate(objects_at(claim, "readings"), start=1)
        ),
        repaired=section_of(repaired, f"{anchor}--repair", links, "Corrected", claim) if repaired else None,
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
