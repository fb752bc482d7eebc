"""A figure of the record as an SVG element for the page.

Drawn with matplotlib's SVG backend, without the state of pyplot, a date or a random id: the same figure gives the same bytes.
Every colour is a variable of the page's style sheet, so that a figure is readable on light and on dark ground.
The hues are those of Okabe and Ito, and each series has a marker or dash of its own besides its colour.
"""

from __future__ import annotations

import io
import math
import re
import warnings
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from proofs_check.report.ink import BROKEN, FAINT, INK, SERIES, SERIES_COLOURS, as_variables
from proofs_check.report.map_figure import draw_map, map_in_words
from proofs_check.report.reading import Object, number_at, objects_at, text_at
from proofs_check.report.words import measured, plural, superscript

_DASHES = {"solid": "-", "dashed": "--", "dotted": ":", "points": "none"}
_MARKERS = ("o", "s", "^", "D", "v", "P")
_FONT = "font-family: 'DejaVu Sans', sans-serif; "
_MEASURES = ("d", "x", "y", "transform", "points", "width", "height", "cx", "cy", "r")
_SCALES = ("linear", "log", "symlog")
_SETTINGS: Any = {  # matplotlib types its settings by a list of 300 names
    "svg.fonttype": "none",
    "svg.hashsalt": "report",
    "text.parse_math": False,
    "axes.unicode_minus": True,
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 10.0,
    "lines.markersize": 5.0,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": FAINT,
    "hatch.color": BROKEN,
    "hatch.linewidth": 0.8,
    "axes.grid": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.constrained_layout.use": True,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "figure.edgecolor": "none",
}


def svg_figure(figure: Object, name: str) -> Markup:
    """The figure as an `<svg>` element whose ids begin with `name`, with a text alternative.

    `figure` has the fields `title, xlabel, ylabel, xscale, yscale, series, hlines, vlines`; values that are no finite
    numbers leave a gap.
    """
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        # A missing glyph or an empty logarithmic axis: the reader's browser has its own fonts, the gap is visible.
        warnings.simplefilter("ignore", UserWarning)
        drawn = Figure(figsize=(5.4, 3.4))
        canvas: Any = FigureCanvasSVG(drawn)  # its methods have no types
        _draw(drawn.add_subplot(), figure)
        out = io.BytesIO()
        canvas.print_svg(out, metadata={"Date": None})  # savefig would draw twice
    return Markup(_embedded(out.getvalue(), name, description(figure)))


def description(figure: Object) -> str:
    """What the figure shows, in words, for a reader who cannot see it."""
    axes = f"{text_at(figure, 'ylabel') or 'vertical axis'} against {text_at(figure, 'xlabel') or 'horizontal axis'}"
    scales = [
        f"{axis} axis {kind}" for axis in "xy" if (kind := text_at(figure, f"{axis}scale")) in _SCALES[1:]
    ]
    parts = [text_at(figure, "title") or "Figure", ", ".join([axes, *scales])]
    parts += [map_in_words(figure)] if text_at(figure, "kind") == "map" else []
    parts += [_series_in_words(series) for series in objects_at(figure, "series")]
    parts += [
        f"level {text_at(line, 'label')} at {text_at(line, 'y')}" for line in objects_at(figure, "hlines")
    ]
    parts += [
        f"mark {text_at(line, 'label')} at {text_at(line, 'x')}" for line in objects_at(figure, "vlines")
    ]
    parts += [
        f"{text_at(span, 'label')} from {text_at(span, 'from')} to {text_at(span, 'to')}"
        for span in objects_at(figure, "spans")
    ]
    return "; ".join(parts) + "."


def _series_in_words(series: Object) -> str:
    xs, ys = _points(series)
    finite = [(x, y) for x, y in zip(xs, ys, strict=True) if math.isfinite(x) and math.isfinite(y)]
    label = text_at(series, "label") or "series"
    if not finite:
        return f"{label}: no points"
    (first_x, first_y), (last_x, last_y) = finite[0], finite[-1]
    ends = f"from {measured(first_y)} at {measured(first_x)} to {measured(last_y)} at {measured(last_x)}"
    low, high = (measured(bound(y for _, y in finite)) for bound in (min, max))
    return f"{label}: {plural(len(finite), 'point')} {ends}, between {low} and {high}"


def _draw(axes: Axes, figure: Object) -> None:
    if text_at(figure, "kind") == "map":
        draw_map(axes, figure)
    for span in objects_at(figure, "spans"):
        start, end = number_at(span, "from"), number_at(span, "to")
        if start is not None and end is not None:
            axes.axvspan(start, end, facecolor=BROKEN, alpha=0.18, linewidth=0)
            axes.axvspan(
                start, end, facecolor="none", edgecolor=BROKEN, hatch="///", linewidth=0, label=_label(span)
            )
    for number, series in enumerate(objects_at(figure, "series")):
        xs, ys = _points(series)
        style = text_at(series, "style")
        colour = SERIES[number % SERIES_COLOURS]
        line, marker = (_DASHES.get(style, "-"), "")
        if style == "points":
            line, marker = "none", _MARKERS[number % len(_MARKERS)]
        elif style == "witness":
            line, marker, colour = "none", "*", INK
        axes.plot(xs, ys, linestyle=line, marker=marker, color=colour, linewidth=1.8, label=_label(series))
    for level in objects_at(figure, "hlines"):
        if (y := number_at(level, "y")) is not None:
            axes.axhline(y, color=INK, linewidth=0.9, linestyle="-.", label=_label(level))
    for mark in objects_at(figure, "vlines"):
        if (x := number_at(mark, "x")) is not None:
            axes.axvline(x, color=INK, linewidth=0.9, linestyle=(0, (1, 2)), label=_label(mark))
    _scale(axes, figure)
    axes.set_xlabel(text_at(figure, "xlabel"))
    axes.set_ylabel(text_at(figure, "ylabel"))
    axes.set_title(text_at(figure, "title"), fontsize=11, loc="left")
    named = dict(zip(*reversed(axes.get_legend_handles_labels()), strict=True))
    if named:
        axes.figure.legend(
            list(named.values()),
            list(named),
            loc="outside lower center",
            ncols=2,
            frameon=False,
            fontsize=9,
        )


def _scale(axes: Axes, figure: Object) -> None:
    for axis, name, put in ((axes.xaxis, "xscale", axes.set_xscale), (axes.yaxis, "yscale", axes.set_yscale)):
        scale = text_at(figure, name)
        if scale in _SCALES[1:]:
            put(scale, **({"nonpositive": "mask"} if scale == "log" else {}))
            axis.set_major_formatter(FuncFormatter(_power))
            axis.set_minor_formatter(FuncFormatter(lambda value, position: ""))


def _power(value: float, position: int | None) -> str:
    """A tick of a logarithmic axis: 10³, or the number where it is no power of ten."""
    if value == 0:
        return "0"
    exponent = math.log10(abs(value))
    if abs(exponent - round(exponent)) > 1e-9 or abs(exponent) < 2:
        return f"{value:g}"
    return f"{'−' if value < 0 else ''}10{superscript(round(exponent))}"


def _label(item: Object) -> str:
    """The legend text; matplotlib leaves out labels that begin with an underscore."""
    return text_at(item, "label").lstrip("_") or "_"


def _points(series: Object) -> tuple[list[float], list[float]]:
    xs, ys = _numbers(series.get("x")), _numbers(series.get("y"))
    length = min(len(xs), len(ys))
    return xs[:length], ys[:length]


def _numbers(values: object) -> list[float]:
    if not isinstance(values, Sequence) or isinstance(values, str):
        return []
    return [
        found if (found := number_at({"value": value}, "value")) is not None else math.nan for value in values
    ]


# From matplotlib's file to an element of the page


def _embedded(svg: bytes, name: str, alternative: str) -> str:
    root = ElementTree.fromstring(svg)
    for parent in root.iter():
        for child in list(parent):
            if child.tag.rpartition("}")[2] in (
                "metadata",
                "style",
            ):  # namespaces as addresses; a style for the whole page
                parent.remove(child)
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2]
        node.attrib = {
            key.rpartition("}")[2]: _renamed(key, value, name) for key, value in node.attrib.items()
        }
    _without_needless(root)
    view = root.get("viewBox", "0 0 388.8 244.8")
    root.attrib = {
        "viewBox": view,
        "role": "img",
        "aria-label": alternative,
        "class": "plot",
        "font-family": "'DejaVu Sans', sans-serif",
    }
    return ElementTree.tostring(root, encoding="unicode")


def _without_needless(root: ElementTree.Element) -> None:
    """Drops ids that nothing refers to, groups that group nothing, invisible shapes and line breaks between elements."""
    values = " ".join(
        value
        for node in root.iter()
        for key, value in node.attrib.items()
        if key.endswith("href") or "url(" in value
    )
    referred = set(re.findall(r"#([^\s\")]+)", values))
    for node in root.iter():
        if node.get("id", "") not in referred:
            node.attrib.pop("id", None)
        if not (node.text or "").strip():
            node.text = None
        node.tail = None
        if "style" in node.attrib:
            node.set("style", node.attrib["style"].replace(_FONT, "").replace(": ", ":").replace("; ", ";"))
    _flatten(root)


def _flatten(node: ElementTree.Element) -> None:
    children = []
    for child in node:
        _flatten(child)
        if child.tag == "g" and not child.attrib:
            children += list(child)
        elif not (child.tag == "path" and child.get("style") == "fill:none") and (
            child.tag != "defs" or len(child)
        ):
            children.append(child)
    node[:] = children


def _rounded(numbers: str) -> str:
    """Coordinates in tenths of a point: finer than a screen shows."""
    plain = re.sub(r"-?\d+\.\d+", lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), numbers)
    return re.sub(r"\s+", " ", plain).strip()


def _renamed(key: str, value: str, name: str) -> str:
    """An attribute with its ids made unique in the page and its colours made variables."""
    if key == "id":
        return f"{name}-{value}"
    if key.endswith("href"):
        return value.replace("#", f"#{name}-", 1)
    value = value.replace("url(#", f"url(#{name}-")
    return as_variables(_rounded(value) if key in _MEASURES else value)
