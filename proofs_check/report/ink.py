"""The inks of figures: colours that occur nowhere else, written in the page as variables of its style sheet."""

from __future__ import annotations

import re

SERIES_COLOURS = 6

INK, FAINT, BROKEN, GROUND = "#010203", "#040506", "#070809", "#0c0d0e"
SERIES = tuple(f"#0a0b{0x10 + number:02x}" for number in range(SERIES_COLOURS))
_VARIABLES = {
    INK: "var(--ink)",
    FAINT: "var(--line)",
    BROKEN: "var(--refuted)",
    GROUND: "var(--supported)",
} | {colour: f"var(--series-{number + 1})" for number, colour in enumerate(SERIES)}


def as_variables(text: str) -> str:
    """The text of an attribute with every ink replaced by its variable."""
    return re.sub(r"#0[0-9a-f]{5}", lambda found: _VARIABLES.get(found[0], found[0]), text)
