"""What a correction changes: the letters, the definitions, the hypotheses and the formula that are not as the text prints them."""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.report.reading import Object, object_at, text_at
from proofs_check.report.section import Section
from proofs_check.report.witnessed import is_counted


@dataclass(frozen=True)
class Entry:
    """A letter or a hypothesis of a correction: its name, its text in the language and its LaTeX, "" where there is none."""

    name: str
    text: str
    latex: str


@dataclass(frozen=True)
class Correction:
    """What is new in a correction; `latex` and `claim` are its formula, `same` tells that it is the printed one."""

    letters: tuple[Entry, ...]
    defined: tuple[Entry, ...]
    given: tuple[Entry, ...]
    latex: str
    claim: str
    same: bool


def lead_of(errata: tuple[Section, ...]) -> str:
    """What the errata are, in words."""
    said = "What is false or undefined as it is printed, with the smallest exact witness found and the corrected form."
    counted = any(is_counted(entry.claim) for entry in errata)
    return (
        f"{said} What usually happens was counted in runs; counts are no exact witness." if counted else said
    )


def correction_of(section: Section) -> Correction | None:
    """What the correction of a claim changes, None where it has none."""
    mended = object_at(section.claim, "repair")
    if not mended:
        return None
    printed = object_at(section.claim, "statement")
    stated = object_at(section.repaired.claim, "statement") if section.repaired is not None else mended
    latex, claim = text_at(stated, "latex"), text_at(stated, "claim")
    return Correction(
        letters=_new(printed, stated, "let", by_name=True),
        defined=_new(printed, stated, "define", by_name=True),
        given=_new(printed, stated, "given", by_name=False),
        latex=latex,
        claim=claim,
        same=(latex, claim) == (text_at(printed, "latex"), text_at(printed, "claim")),
    )


def _new(printed: Object, stated: Object, field: str, by_name: bool) -> tuple[Entry, ...]:
    """The entries that the printed statement has not: by name and text, or by text alone."""
    before = object_at(printed, field)
    latex = object_at(stated, f"{field}_latex")
    return tuple(
        Entry(name, str(text), text_at(latex, name))
        for name, text in object_at(stated, field).items()
        if (before.get(name) != text if by_name else text not in before.values())
    )
