"""The graph of claims as an SVG element with links. A verdict is told by shape, sign and colour."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from markupsafe import Markup

from proofs_check.report.graph import Edge, Graph, Node
from proofs_check.report.graph_layout import Box, layout

ROOM = 850.0
HALF = 14.0
MARGIN = 4.0
_LETTER, _WIDE_LETTER = 6.9, 12.5


def graph_svg(graph: Graph, href: Callable[[str], str]) -> Markup:
    """The drawing; `href` gives the address of an anchor. Empty for an empty graph."""
    if not graph.edges:
        return Markup("")
    placed = layout(
        {node.anchor: _width(node) for node in graph.nodes},
        [(edge.start, edge.end) for edge in graph.edges],
        ROOM,
    )
    edges = Markup("").join(
        _edge(edge, placed.boxes[edge.start], placed.boxes[edge.end]) for edge in graph.edges
    )
    nodes = Markup("").join(_node(node, placed.boxes[node.anchor], href(node.anchor)) for node in graph.nodes)
    width, height = placed.width + 2 * MARGIN, placed.height
    return Markup(
        '<svg class="graph" role="group" aria-label="Graph of claims" viewBox="{} 0 {} {}" width="{}">{}{}{}</svg>'
    ).format(_number(-MARGIN), _number(width), _number(height), _number(width), _ARROW, edges, nodes)


_ARROW = Markup(
    '<defs><marker id="graph-arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 .8L7.5 4L0 7.2z"/></marker></defs>'
)


def _width(node: Node) -> float:
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in node.label)
    return 34 + (len(node.label) - wide) * _LETTER + wide * _WIDE_LETTER


def _node(node: Node, box: Box, address: str) -> Markup:
    key = node.verdict.key
    return Markup(
        '<a href="{}" class="node verdict-{}"><title>{} ({})</title><path class="shape" d="{}"/>'
        '<text class="sign" x="{}" y="{}">{}</text><text x="{}" y="{}">{}</text></a>'
    ).format(
        address,
        key,
        node.name,
        node.verdict.word.lower(),
        _shape(key, box),
        _number(box.x + 11),
        _number(box.y + 4.2),
        node.verdict.sign,
        _number(box.x + 25),
        _number(box.y + 4.2),
        node.label,
    )


def _shape(verdict: str, box: Box) -> str:
    """Proved: a pill; refuted: cut corners; supported: round corners; unknown: slanted; not checkable: a sheet."""
    x, y, w, h = box.x, box.y - HALF, box.width, 2 * HALF
    corner = {"proved": HALF, "supported": 5.0}.get(verdict)
    if corner is not None:
        arc = f"a{corner:g} {corner:g} 0 0 1"
        sides = [f"M{_number(x + corner)} {_number(y)}h{_number(w - 2 * corner)}"]
        sides += [f"{arc} {corner:g} {corner:g}v{h - 2 * corner:g}{arc} {-corner:g} {corner:g}"]
        sides += [
            f"h{_number(2 * corner - w)}{arc} {-corner:g} {-corner:g}v{2 * corner - h:g}{arc} {corner:g} {-corner:g}z"
        ]
        return "".join(sides)
    points = {
        "refuted": [(8, 0), (w - 8, 0), (w, 8), (w, h - 8), (w - 8, h), (8, h), (0, h - 8), (0, 8)],
        "unknown": [(7, 0), (w + 3, 0), (w - 7, h), (-3, h)],
    }.get(verdict, [(0, 0), (w - 7, 0), (w, 7), (w, h), (0, h)])
    return "M" + "L".join(f"{_number(x + dx)} {_number(y + dy)}" for dx, dy in points) + "z"


def _edge(edge: Edge, start: Box, end: Box) -> Markup:
    ahead = end.x >= start.x + start.width
    x1, x2 = start.x + start.width, end.x if ahead else end.x + end.width
    bend = max((x2 - x1) / 2, 24.0) if ahead else 40.0
    path = (
        f"M{_number(x1)} {_number(start.y)}C{_number(x1 + bend)} {_number(start.y)} "
        f"{_number(x2 - bend if ahead else x2 + bend)} {_number(end.y)} {_number(x2)} {_number(end.y)}"
    )
    return Markup('<path class="edge {}" d="{}" marker-end="url(#graph-arrow)"/>').format(edge.kind, path)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
