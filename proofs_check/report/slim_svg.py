"""A drawing of matplotlib as a small SVG: the same picture in about a third of the letters.

Lines keep the points that a reader can see, coordinates are relative and in tenths of a point, what is drawn in one
style is one path or one group, tick marks are part of a path, and a hatch is one stroke that repeats.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from proofs_check.report.svg_path import Path, inside, joined, moved, read_path, slender, written

_DEFAULTS = frozenset(
    {
        "stroke-linejoin:miter",
        "stroke-linecap:butt",
        "stroke-dashoffset:0",
        "font-size:10px",
        "text-anchor:start",
    }
)
_INHERITED = ("fill:var(--ink)",)
_LINE_ONLY = re.compile(r"fill:none(;|$)")
_NO_TURN = re.compile(r"rotate\(-?0 [^)]*\)")
_HATCH_STEP = "5.7"


@dataclass
class _Group:
    """What is drawn in one style: lines of one path, or elements of one group."""

    tag: str
    style: str
    clip: str
    lines: Path = ()
    elements: list[Element] = field(default_factory=list)


def slim(root: Element) -> None:
    """Rewrites the children of an `<svg>` element of matplotlib whose names have no name spaces, in place."""
    shapes = {node.get("id", ""): node for node in root.iter() if node.get("id")}
    frames = {name: _frame(node) for name, node in shapes.items() if node.tag == "clipPath"}
    groups: dict[tuple[str, ...], _Group] = {}
    _collect(root, "", shapes, frames, groups)
    root[:] = [_element(group) for group in groups.values()]
    used = " ".join(value for node in root.iter() for value in node.attrib.values())
    needed = dict.fromkeys(re.findall(r"#([^)\s]+)", used))
    kept = [made for name in needed if (made := _definition(shapes.get(name))) is not None]
    if kept:
        definitions = Element("defs")
        definitions.extend(kept)
        root.insert(0, definitions)


def _collect(
    node: Element,
    clip: str,
    shapes: Mapping[str, Element],
    frames: Mapping[str, tuple[float, float, float, float]],
    groups: dict[tuple[str, ...], _Group],
) -> None:
    for child in node:
        within = child.get("clip-path", clip)
        if child.tag == "g":
            _collect(child, within, shapes, frames, groups)
        elif child.tag == "path":
            _add_path(read_path(child.get("d", "")), _style(child), within, frames, groups)
        elif child.tag == "use":
            _add_use(child, within, shapes, frames, groups)
        elif child.tag == "text":
            _add_element(_text(child), "text", _style(child), "", groups)


def _add_use(
    use: Element,
    clip: str,
    shapes: Mapping[str, Element],
    frames: Mapping[str, tuple[float, float, float, float]],
    groups: dict[tuple[str, ...], _Group],
) -> None:
    """A tick mark becomes part of a path; a marker stays a use of its shape."""
    shape = shapes.get(use.get("href", "").lstrip("#"))
    if shape is None:
        return
    at = float(use.get("x", "0")), float(use.get("y", "0"))
    drawn = read_path(shape.get("d", ""))
    if len(drawn) == 1 and len(drawn[0].points) == 2 and not drawn[0].closed:
        style = ";".join(part for part in _style(use).split(";") if not part.startswith("fill:"))
        _add_path(moved(drawn, *at), f"fill:none;{style}", clip, frames, groups)
        return
    kept = Element("use", {"href": use.get("href", ""), "x": use.get("x", "0"), "y": use.get("y", "0")})
    _add_element(kept, "use", _style(use), _needed_clip(((at[0], at[1]),), clip, frames), groups)


def _add_path(
    path: Path,
    style: str,
    clip: str,
    frames: Mapping[str, tuple[float, float, float, float]],
    groups: dict[tuple[str, ...], _Group],
) -> None:
    if not path or style == "fill:none":
        return
    points = tuple(point for part in path for point in part.points)
    clip = _needed_clip(points, clip, frames)
    alone = (
        "" if _LINE_ONLY.match(style) else str(len(groups))
    )  # two grounds in one path would cut each other
    group = groups.setdefault(("path", style, clip, alone), _Group("path", style, clip))
    group.lines = joined(group.lines, slender(path))


def _add_element(
    element: Element, tag: str, style: str, clip: str, groups: dict[tuple[str, ...], _Group]
) -> None:
    groups.setdefault((tag, style, clip), _Group(tag, style, clip)).elements.append(element)


def _needed_clip(
    points: tuple[tuple[float, float], ...],
    clip: str,
    frames: Mapping[str, tuple[float, float, float, float]],
) -> str:
    frame = frames.get(clip.removeprefix("url(#").removesuffix(")"))
    return "" if frame is not None and inside(points, frame) else clip


def _element(group: _Group) -> Element:
    given = {"style": group.style} if group.style else {}
    given |= {"clip-path": group.clip} if group.clip else {}
    if group.tag == "path":
        return Element("path", {"d": written(group.lines), **given})
    if len(group.elements) == 1 or not given:
        for element in group.elements:
            element.attrib |= given
    if len(group.elements) == 1:
        return group.elements[0]
    made = Element("g", given)
    made.extend(group.elements)
    return made


def _text(node: Element) -> Element:
    kept = Element("text", {"x": node.get("x", "0"), "y": node.get("y", "0")})
    turn = node.get("transform", "")
    if turn and not _NO_TURN.fullmatch(turn):
        kept.set("transform", turn)
    kept.text = "".join(node.itertext())
    return kept


def _style(node: Element) -> str:
    """The style without what is the default or comes from the drawing itself."""
    parts = node.get("style", "").replace("; ", ";").replace(": ", ":").strip(";").split(";")
    dropped = _DEFAULTS | (frozenset(_INHERITED) if node.tag == "text" else frozenset())
    return ";".join(part for part in parts if part and part not in dropped)


def _frame(clip: Element) -> tuple[float, float, float, float]:
    """The sides of a rectangular clip: left, top, right, bottom."""
    for node in clip.iter("rect"):
        x, y, width, height = (float(node.get(name, "0")) for name in ("x", "y", "width", "height"))
        return x, y, x + width, y + height
    return 0.0, 0.0, 0.0, 0.0


def _definition(node: Element | None) -> Element | None:
    if node is None:
        return None
    if node.tag == "pattern":
        return _hatch(node)
    if node.tag == "path":  # a marker takes the style of its use
        return Element("path", {"id": node.get("id", ""), "d": written(read_path(node.get("d", "")))})
    return node


def _hatch(pattern: Element) -> Element:
    """Slanted lines at the distance that matplotlib's have, as one line that repeats."""
    style = next((node.get("style", "") for node in pattern.iter("path")), "")
    given = {"id": pattern.get("id", ""), "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    made = Element("pattern", {**given, "width": _HATCH_STEP, "height": _HATCH_STEP})
    colour = re.search(r"stroke:([^;]+)", style)
    SubElement(
        made,
        "path",
        {
            "d": f"M1 0v{_HATCH_STEP}",
            "style": f"fill:none;stroke:{colour[1] if colour else 'currentColor'};stroke-width:0.8",
        },
    )
    return made
