"""Which page of a report shows what: one page for all, or an index and a page for each topic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from proofs_check.report.section import Section
from proofs_check.report.view import Page
from proofs_check.report.words import spaced

INDEX = "index.html"
_LONGEST = 60
Topic = tuple[str, tuple[Section, ...]]


@dataclass(frozen=True)
class Sheet:
    """One file of a report: its name, the front page or not, the topics shown in full, its neighbours by name and title."""

    file: str
    front: bool
    topics: tuple[Topic, ...]
    before: tuple[str, str] = ("", "")
    after: tuple[str, str] = ("", "")

    @property
    def title(self) -> str:
        """What the page is called, "" for the front page."""
        return "" if self.front else title_of(self.topics[0][0])


@dataclass(frozen=True)
class Sheets:
    """All files of a report, the front page first."""

    sheets: tuple[Sheet, ...]
    homes: Mapping[str, str] = field(default_factory=dict)

    def address(self, anchor: str, here: str) -> str:
        """The address of an anchor for a link on the page `here`; one that no other page holds is on this one."""
        root = anchor
        while root and root not in self.homes:
            root = root.rpartition("--")[0]
        home = self.homes.get(root, here)
        return f"#{anchor}" if home == here else f"{home}#{anchor}"


def one_sheet(page: Page) -> Sheets:
    """Everything on one page."""
    return Sheets((Sheet(INDEX, True, page.topics),))


def sheets_by_topic(page: Page) -> Sheets:
    """A front page without claims in full, and a page for each topic."""
    files = _files([topic for topic, _ in page.topics])
    named = list(zip(files, page.topics, strict=True))
    ends = ("", "")
    sheets = [
        Sheet(
            file,
            False,
            (topic,),
            (files[n - 1], title_of(page.topics[n - 1][0])) if n else ends,
            (files[n + 1], title_of(page.topics[n + 1][0])) if n + 1 < len(files) else ends,
        )
        for n, (file, topic) in enumerate(named)
    ]
    homes = {section.anchor: file for file, (_, sections) in named for section in sections}
    return Sheets((Sheet(INDEX, True, ()), *sheets), homes)


def title_of(topic: str) -> str:
    """A topic as a heading."""
    shown = spaced(topic) or "without a topic"
    return shown[:1].upper() + shown[1:]


def _files(topics: list[str]) -> list[str]:
    """A name for each page, of letters that every file system takes, no two alike where case does not count."""
    taken: set[str] = set()
    files = []
    for topic in topics:
        stem = "topic-" + (re.sub(r"[^A-Za-z0-9_-]+", "-", topic)[:_LONGEST] or "none")
        name, number = stem, 1
        while name.lower() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.lower())
        files.append(f"{name}.html")
    return files
