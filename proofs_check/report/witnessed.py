"""What stands against a claim: an exact point, or, where runs were counted, their counts in words.

A claim about what usually happens is refuted by counting. Its counts stand in the record where a point stands otherwise; they are no
exact counterexample, and nothing here gives them out for one.
"""

from __future__ import annotations

import re

from proofs_check.report.reading import Object, object_at, objects_at, text_at
from proofs_check.report.words import measured, sentence

READING = "Read as 'in more than half of the runs' and decided by counting: neither a proof nor an exact counterexample."
_RATE = re.compile(r"\b\d+(?:\.\d+)?e[+-]?\d+\b")


def is_counted(claim: Object) -> bool:
    """Whether the verdict rests on counted runs: of a claim about what usually happens, or of an entry with such a part."""
    if text_at(claim, "scope") == "empirical":
        return True
    counted = text_at(object_at(claim, "counterexample_detail"), "found_by") == "the experiments"
    return counted and not text_at(claim, "trust")


def point_at(claim: Object) -> Object:
    """The letters of the exact counterexample and their values, empty where there is none."""
    return {} if is_counted(claim) else object_at(claim, "counterexample")


def detail_at(claim: Object) -> Object:
    """The `counterexample_detail` of an exact counterexample, empty where there is none."""
    return {} if is_counted(claim) else object_at(claim, "counterexample_detail")


def counted_sentence(claim: Object) -> str:
    """The counts of a claim about what usually happens, in words: how many runs it holds in, between which shares."""
    words = text_at(object_at(claim, "counterexample_detail"), "explanation") or text_at(claim, "reason")
    return sentence(_RATE.sub(lambda found: measured(float(found[0])), words))


def explanation_text(detail: Object) -> str:
    """Why a claim fails, as a line for a terminal: terms as they are printed elsewhere, not as the language writes them."""
    parts = objects_at(detail, "explanation_parts")
    shown = "".join(
        text_at(part, "unicode") or text_at(part, "text") or text_at(part, "value") for part in parts
    )
    return shown or text_at(detail, "explanation")
