"""The graph of claims: which derivation uses which claim, which claim has which readings and which correction.

Nodes are sections of the page, edges run from what is used to what uses it, and from a claim to its readings and its
correction. What has no edge is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofs_check.report.reading import text_at
from proofs_check.report.section import Section
from proofs_check.report.view import Page
from proofs_check.report.words import Verdict, spaced

LONGEST = 34


@dataclass(frozen=True)
class Node:
    """A section as a node: its anchor, a short label, its full name, its verdict."""

    anchor: str
    label: str
    name: str
    verdict: Verdict


@dataclass(frozen=True)
class Edge:
    """From one anchor to another; kind is 'use', 'reading' or 'correction'."""

    start: str
    end: str
    kind: str


@dataclass(frozen=True)
class Graph:
    """Nodes and edges in the order of the page; empty where no claim is tied to another."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @property
    def uses(self) -> tuple[tuple[Node, Node], ...]:
        """Every pair (what uses, what is used)."""
        known = {node.anchor: node for node in self.nodes}
        return tuple((known[edge.end], known[edge.start]) for edge in self.edges if edge.kind == "use")


def graph_of(page: Page) -> Graph:
    """The graph of a page's claims."""
    sections = {found.anchor: found for section in page.sections for found in _tree(section)}
    edges = dict.fromkeys(
        edge
        for section in sections.values()
        for edge in (*_below(section), *_used(section))
        if edge.start in sections and edge.end in sections and edge.start != edge.end
    )
    tied = {anchor for edge in edges for anchor in (edge.start, edge.end)}
    nodes = tuple(_node(section) for anchor, section in sections.items() if anchor in tied)
    return Graph(nodes, tuple(edges))


def _tree(section: Section) -> Iterator[Section]:
    yield section
    for below in (*section.readings, *((section.repaired,) if section.repaired else ())):
        yield from _tree(below)


def _below(section: Section) -> Iterator[Edge]:
    for reading in section.readings:
        yield Edge(section.anchor, reading.anchor, "reading")
    if section.repaired:
        yield Edge(section.anchor, section.repaired.anchor, "correction")


def _used(section: Section) -> Iterator[Edge]:
    for step in section.steps:
        for use in step.uses:
            if use.kind in ("claim", "lemma") and use.anchor:
                yield Edge(use.anchor, section.anchor, "use")


def _node(section: Section) -> Node:
    name = text_at(section.claim, "id")
    title = text_at(section.claim, "title")
    if section.name:
        short = spaced(name.rpartition("__")[2]) if section.name != "Corrected" else "corrected"
        name = f"{text_at(section.parent, 'id')}, {section.name.lower()}"
    else:
        short = title if title and title != name else spaced(name)
    label = short if len(short) <= LONGEST else short[: LONGEST - 1].rstrip() + "…"
    return Node(
        section.anchor, label, f"{name}: {title}" if title and not section.name else name, section.verdict
    )
