"""The compared pairs of a record as the page shows them: two entries, whether both can hold, and what shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from proofs_check.report.reading import Object, object_at, objects_at, text_at
from proofs_check.report.section import Section, anchor_part, section_of
from proofs_check.report.view import Page, links_of
from proofs_check.report.words import Trust, Verdict, trust_named

OPEN = Verdict("unknown", "Open", "?", "bold yellow", "Whether both can hold was not decided.")
OUTCOMES: Mapping[str, Verdict] = {
    "conflict": Verdict(
        "refuted",
        "Cannot both hold",
        "✗",
        "bold red",
        "The two statements contradict each other wherever both apply.",
    ),
    "conflict at a point": Verdict(
        "refuted",
        "Cannot both hold for all values",
        "✗",
        "bold red",
        "At the point below, where both apply, one of the two statements fails.",
    ),
    "open": OPEN,
    "compatible": Verdict(
        "proved", "Both hold", "✓", "bold green", "Both statements hold wherever both apply."
    ),
}
"""What each outcome is called and in which colours it is shown; conflicts first, as on the page."""


@dataclass(frozen=True)
class Side:
    """One of the two entries: its id, its title and its anchor, "" where the record has no such claim."""

    id: str
    title: str
    anchor: str


@dataclass(frozen=True)
class Compared:
    """A pair. `judged` is the statement that decides it, with its derivation; apart, together: points at which not both, and both, hold."""

    anchor: str
    sides: tuple[Side, Side]
    outcome: str
    verdict: Verdict
    trust: Trust | None
    reason: str
    says: str
    judged: Section
    apart: Object
    together: Object


def compared_pairs(record: Object, page: Page) -> tuple[Compared, ...]:
    """The pairs of an opened record, conflicts first; empty for a record that knows of none."""
    titles = {text_at(section.claim, "id"): section.title for section in page.sections}
    links = links_of(page)
    seen: Counter[str] = Counter()
    found = []
    for pair in objects_at(record, "pairs"):
        name = "~~".join(anchor_part(text_at(pair, key)) for key in ("first", "second"))
        seen[name] += 1
        anchor = f"pair-{name}" if seen[name] == 1 else f"pair-{name}~{seen[name]}"
        found.append(_compared(pair, anchor, titles, links))
    order = tuple(OUTCOMES)
    return tuple(sorted(found, key=lambda one: order.index(one.outcome)))


def _compared(pair: Object, anchor: str, titles: Mapping[str, str], links: Mapping[str, str]) -> Compared:
    outcome = text_at(pair, "outcome")
    outcome = outcome if outcome in OUTCOMES else "open"
    decisive = object_at(pair, "contradict" if outcome == "conflict" else "hold")
    judged = section_of(decisive, anchor, links)
    first, second = (
        Side(name, titles.get(name, name), links.get(name, ""))
        for name in (text_at(pair, "first"), text_at(pair, "second"))
    )
    return Compared(
        anchor,
        (first, second),
        outcome,
        OUTCOMES[outcome],
        trust_named(text_at(decisive, "trust")),
        judged.reason if outcome == "open" else OUTCOMES[outcome].meaning,
        text_at(pair, "says"),
        judged,
        object_at(pair, "apart") if outcome == "conflict at a point" else {},
        object_at(pair, "together"),
    )


def title_of_pairs(pairs: tuple[Compared, ...]) -> str:
    """What the part of the page is called."""
    conflicts = any(pair.verdict.key == "refuted" for pair in pairs)
    return "Statements that cannot both hold" if conflicts else "Statements compared with each other"


def counted_pairs(pairs: tuple[Compared, ...]) -> tuple[tuple[str, Verdict, int], ...]:
    """The outcomes that occur, with how many pairs have each."""
    counts = Counter(pair.outcome for pair in pairs)
    return tuple((key, verdict, counts[key]) for key, verdict in OUTCOMES.items() if counts[key])


LEAD = (
    "Pairs of statements from the texts, over common letters: does one contradict the other where both apply?"
)
