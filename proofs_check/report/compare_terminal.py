"""The comparison of two records for the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.text import Text

from proofs_check.report.compare import Change, Comparison
from proofs_check.report.table import MAX_WIDTH

_SIGNS = {-1: ("▼", "bold red", "worse"), 0: ("•", "bold", ""), 1: ("▲", "bold green", "better")}


def render_comparison(found: Comparison) -> RenderableType:
    """A line for every change, worse ones first; then what differs in the settings, then the sum."""
    lines: list[RenderableType] = [_line(change) for change in found.changes]
    if found.settings:
        lines.append(Text("The records were made with different settings:"))
        lines += [Text(f"  {setting}") for setting in found.settings]
    return Constrain(Group(*lines, Text(found.summary, "bold")), MAX_WIDTH)


def _line(change: Change) -> RenderableType:
    sign, style, word = _SIGNS[change.direction]
    said = Text.assemble((f"{sign} ", style), (change.id, "bold"), f"  {change.in_words}")
    return said.append(f"  {word}", style) if word else said
