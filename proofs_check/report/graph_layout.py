"""A layered drawing of a graph: every edge runs to the right, every component has a place of its own.

The layer of a node is the length of the longest way to it; within a layer the nodes are ordered by the mean place of
their neighbours (Sugiyama, Tagawa and Toda, 1981). Edges that would close a circle do not count for the layers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ROW = 44.0
GAP = 56.0
BETWEEN = 26.0
SWEEPS = 4


@dataclass(frozen=True)
class Box:
    """Where a node is drawn: its left edge, its middle height and its width."""

    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Layout:
    """The boxes by name and the size of the drawing."""

    boxes: Mapping[str, Box]
    width: float
    height: float


def layout(widths: Mapping[str, float], edges: Sequence[tuple[str, str]], room: float) -> Layout:
    """The drawing of nodes of these widths, at most `room` wide where no component is wider."""
    boxes: dict[str, Box] = {}
    x = y = deepest = widest = 0.0
    leaving: dict[str, list[tuple[str, str]]] = {name: [] for name in widths}
    for edge in edges:
        leaving[edge[0]].append(edge)
    for component in _components(tuple(widths), edges):
        inner = [edge for name in component for edge in leaving[name]]
        placed = _component(component, inner, widths)
        if x and x + placed.width > room:
            x, y, deepest = 0.0, y + deepest + BETWEEN, 0.0
        for name, box in placed.boxes.items():
            boxes[name] = Box(x + box.x, y + box.y, box.width)
        widest = max(widest, x + placed.width)
        x, deepest = x + placed.width + BETWEEN, max(deepest, placed.height)
    return Layout(boxes, widest, y + deepest)


def _components(names: tuple[str, ...], edges: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The connected parts, large ones first, else in the order of their first nodes."""
    near: dict[str, list[str]] = {name: [] for name in names}
    for start, end in edges:
        near[start].append(end)
        near[end].append(start)
    place = {name: number for number, name in enumerate(names)}
    found: list[list[str]] = []
    seen: set[str] = set()
    for name in names:
        if name in seen:
            continue
        seen.add(name)
        part, waiting = [name], [name]
        while waiting:
            fresh = [other for other in dict.fromkeys(near[waiting.pop()]) if other not in seen]
            seen.update(fresh)
            part += fresh
            waiting += fresh
        found.append(sorted(part, key=place.__getitem__))
    return sorted(found, key=lambda part: -len(part))


def _component(names: list[str], edges: list[tuple[str, str]], widths: Mapping[str, float]) -> Layout:
    layers = _ordered(_layers(names, edges), edges)
    height = max(len(layer) for layer in layers) * ROW
    boxes, x = {}, 0.0
    for layer in layers:
        wide = max(widths[name] for name in layer)
        top = (height - len(layer) * ROW) / 2
        for number, name in enumerate(layer):
            boxes[name] = Box(x, top + (number + 0.5) * ROW, widths[name])
        x += wide + GAP
    return Layout(boxes, x - GAP, height)


def _layers(names: list[str], edges: list[tuple[str, str]]) -> list[list[str]]:
    before: dict[str, list[str]] = {name: [] for name in names}
    for start, end in edges:
        before[end].append(start)
    depth: dict[str, int] = {}
    for name in names:
        _deepen(name, before, depth)
    for name in reversed(names):  # a node without anything before it stands next to what follows it
        after = [depth[end] for start, end in edges if start == name and depth[end] > depth[name]]
        if not before[name] and after:
            depth[name] = min(after) - 1
    layers: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for name in names:
        layers[depth[name]].append(name)
    return [layer for layer in layers if layer]


def _deepen(name: str, before: Mapping[str, list[str]], depth: dict[str, int]) -> None:
    """Sets the depth of a node and of all before it, without recursion; an edge that closes a circle is passed over."""
    path, opened = [name], {name}
    while path:
        top = path[-1]
        waiting = [other for other in before[top] if other not in depth and other not in opened]
        if top not in depth and waiting:
            path.append(waiting[0])
            opened.add(waiting[0])
            continue
        depth.setdefault(top, max((depth[other] + 1 for other in before[top] if other in depth), default=0))
        path.pop()


def _ordered(layers: list[list[str]], edges: list[tuple[str, str]]) -> list[list[str]]:
    near: dict[str, list[str]] = {name: [] for layer in layers for name in layer}
    for start, end in edges:
        near[start].append(end)
        near[end].append(start)
    for sweep in range(SWEEPS):
        place = _places(layers)
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            means = {
                name: sum(place[other] for other in near[name]) / len(near[name])
                if near[name]
                else place[name]
                for name in layer
            }
            layer.sort(key=means.__getitem__)
            place |= _places([layer])
    return layers


def _places(layers: list[list[str]]) -> dict[str, float]:
    """How far down its layer each node stands, from 0 to 1."""
    return {name: (number + 0.5) / len(layer) for layer in layers for number, name in enumerate(layer)}
