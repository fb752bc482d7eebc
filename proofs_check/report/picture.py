"""Figures of the record as SVG files of their own: with light and dark colours, or in fixed colours for print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from proofs_check.report.figure import svg_figure
from proofs_check.report.outline import Block, Box, Picture

# The colours of the page's style sheet, for a figure that stands alone.
LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "--paper": "#fcfbf8",
        "--ink": "#1e2024",
        "--soft": "#5a5e66",
        "--line": "#dcd8ce",
        "--proved": "#00694c",
        "--refuted": "#a83c06",
        "--supported": "#21589f",
        "--unknown": "#765800",
        "--series-1": "#0072b2",
        "--series-2": "#d55e00",
        "--series-3": "#00805c",
        "--series-4": "#b0528a",
        "--series-5": "#946600",
        "--series-6": "#4d5c6b",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "--paper": "#15171b",
        "--ink": "#e7e5df",
        "--soft": "#a3a7af",
        "--line": "#363a43",
        "--proved": "#52c9a2",
        "--refuted": "#ff9a6b",
        "--supported": "#86b9f5",
        "--unknown": "#e0bd55",
        "--series-1": "#56b4e9",
        "--series-2": "#f08c4a",
        "--series-3": "#2fc79b",
        "--series-4": "#e59ac4",
        "--series-5": "#e6b23c",
        "--series-6": "#a9b7c6",
    }
)
_VARIABLE = re.compile(r"var\((--[a-z0-9-]+)\)")


def inner_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """All blocks, those in boxes after their box."""
    for block in blocks:
        yield block
        if isinstance(block, Box):
            yield from inner_blocks(block.blocks)


def _variables(colours: Mapping[str, str]) -> str:
    """The colours as variables of a style sheet."""
    return ";".join(f"{name}:{colour}" for name, colour in colours.items())


def svg_file(picture: Picture) -> str:
    """The figure as an SVG file that takes the colours of a light or a dark page."""
    style = f"svg{{{_variables(LIGHT)}}}@media (prefers-color-scheme: dark){{svg{{{_variables(DARK)}}}}}"
    return _alone(picture, f"<style>{style}</style>") + "\n"


def svg_in_print(picture: Picture, font: str) -> str:
    """The figure in the fixed colours of a light page, its text in `font`."""
    drawn = _VARIABLE.sub(lambda found: LIGHT.get(found[1], LIGHT["--ink"]), _alone(picture, ""))
    drawn = re.sub(r"font-family: [^;\"]*", f"font-family: '{font}'", drawn)
    return re.sub(r'font-family="[^"]*"', f'font-family="{font}"', drawn)


def _alone(picture: Picture, style: str) -> str:
    """The element as a document: with its name space, its font and its size in pixels; its title stands in the text."""
    head, _, rest = str(svg_figure({**picture.figure, "title": ""}, "figure")).partition(">")
    view = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', head)
    given = {"xmlns": "http://www.w3.org/2000/svg", "font-family": "DejaVu Sans, sans-serif"}
    given |= {"width": view[1], "height": view[2]} if view else {}
    added = "".join(f' {name}="{value}"' for name, value in given.items() if f" {name}=" not in head)
    return f"{head}{added}>{style}{rest}"
