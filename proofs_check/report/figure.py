"""A figure of the record as an SVG element for the page.

Drawn with matplotlib's SVG backend, without the state of pyplot, a date or a random id: the same figure gives the same bytes.
Every colour is a variable of the page's style sheet, so that a figure is readable on light and on dark ground.
The hues are those of Okabe and Ito, and each series has a marker or dash of its own besides its colour.
"""

from __future__ import annotations

import base64
import hashlib
import io
import math
import re
import textwrap
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
from proofs_check.report.slim_svg import slim
from proofs_check.report.words import measured, plural, superscript

_DASHES = {"solid": "-", "dashed": "--", "dotted": ":", "points": "none"}
_MARKERS = ("o", "s", "^", "D", "v", "P")
_FONT = "font-family: 'DejaVu Sans', sans-serif; "
_TEXT = {
    "font-family": "'DejaVu Sans', sans-serif",
    "font-size": "10",
    "style": "fill:var(--ink)",
}
_MEASURES = ("d", "x", "y", "transform", "points", "width", "height", "cx", "cy", "r")
MOST_LINES = 4
_ABOVE, _ALONG, _UPWARDS, _IN_LEGEND, _HALF_LEGEND = 62, 56, 32, 66, 30  # letters of a line
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
        f"level {text_at(line, 'label')} at {_told(line, 'y')}" for line in objects_at(figure, "hlines")
    ]
    parts += [f"mark {text_at(line, 'label')} at {_told(line, 'x')}" for line in objects_at(figure, "vlines")]
    parts += [
        f"{text_at(span, 'label')} from {_told(span, 'from')} to {_told(span, 'to')}"
        for span in objects_at(figure, "spans")
    ]
    return "; ".join(parts) + "."


def _told(item: Object, key: str) -> str:
    value = number_at(item, key)
    return measured(value) if value is not None else text_at(item, key)


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
    axes.set_xlabel(_in_lines(text_at(figure, "xlabel"), _ALONG))
    axes.set_ylabel(_in_lines(text_at(figure, "ylabel"), _UPWARDS))
    if title := text_at(figure, "title"):
        axes.figure.suptitle(_in_lines(title, _ABOVE), fontsize=10.5, x=0.01, ha="left")
    _name(axes)


def _name(axes: Axes) -> None:
    """The legend below the axes, in two columns where all labels are short."""
    named = dict(zip(*reversed(axes.get_legend_handles_labels()), strict=True))
    labels = [_in_lines(label, _IN_LEGEND) for label in named]
    if labels:
        axes.figure.legend(
            list(named.values()),
            labels,
            loc="outside lower center",
            ncols=2 if max(map(len, labels)) <= _HALF_LEGEND else 1,
            frameon=False,
            fontsize=9,
        )


def _in_lines(text: str, letters: int) -> str:
    """The text in lines that fit into the figure; a fifth line and all after it are left out, which a sign tells."""
    lines = textwrap.wrap(text, letters)
    return "\n".join([*lines[:MOST_LINES], *(["…"] if len(lines) > MOST_LINES else [])])


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
    short = _short_name(name)
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2]
        node.attrib = {
            key.rpartition("}")[2]: _renamed(key, value, short) for key, value in node.attrib.items()
        }
    slim(root)
    view = root.get("viewBox", "0 0 388.8 244.8")
    root.attrib = {"viewBox": view, "role": "img", "aria-label": alternative, "class": "plot", **_TEXT}
    return ElementTree.tostring(root, encoding="unicode").replace(" />", "/>")


def _short_name(name: str) -> str:
    """The beginning of the ids of a figure: other figures of a page have another one, and it is short."""
    digest = hashlib.blake2s(name.encode("utf-8"), digest_size=5).digest()
    return f"f{base64.b32encode(digest).decode('ascii').lower()}"


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
    if key == "style":
        value = value.replace(_FONT, "")
    value = value.replace("url(#", f"url(#{name}-")
    return as_variables(_rounded(value) if key in _MEASURES else value)
