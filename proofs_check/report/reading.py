"""Reading the record: typed access to its fields, and text that is safe to show.

A record holds text of strangers. `cleaned` replaces what could disguise it (terminal escapes, characters
that reverse the direction of a line, half surrogate pairs); escaping for HTML is left to the template.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Object: TypeAlias = Mapping[str, object]

SCHEMA = 1
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# C0 and C1 controls except tab and newline, direction overrides and isolates, surrogates, noncharacters.
_DISGUISES = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def cleaned(value: object) -> object:
    """The same JSON value with every disguising character of its texts and keys replaced by U+FFFD."""
    if isinstance(value, str):
        return _DISGUISES.sub(_REPLACEMENT, value)
    if isinstance(value, Mapping):
        return cleaned_object(value)
    if isinstance(value, Sequence):
        return [cleaned(item) for item in value]
    return value


def cleaned_object(value: Object) -> Object:
    """`cleaned` for an object: the same keys, every text cleaned."""
    return {str(cleaned(str(key))): cleaned(item) for key, item in value.items()}


def opened(record: Mapping[str, object]) -> dict[str, object]:
    """The cleaned record. Raises ValueError if it has another schema, or no list of claims."""
    if record.get("schema") != SCHEMA:
        raise ValueError(
            f'the record has "schema" {record.get("schema")!r}, this report reads {SCHEMA}; check again'
        )
    claims = record.get("claims")
    if not isinstance(claims, list) or not all(isinstance(claim, Mapping) for claim in claims):
        raise ValueError(
            'the record\'s "claims" is not a list of objects; write the record anew with "theory check"'
        )
    return {str(key): cleaned(value) for key, value in record.items()}


def text_at(holder: Object, key: str) -> str:
    """The text at `key`, numbers as text, and "" where there is none."""
    value = holder.get(key)
    if value is None or isinstance(value, (Mapping, list)):
        return ""
    return str(value)


def object_at(holder: Object, key: str) -> Object:
    """The object at `key`, empty where there is none."""
    value = holder.get(key)
    return value if isinstance(value, Mapping) else {}


def objects_at(holder: Object, key: str) -> tuple[Object, ...]:
    """The objects of the list at `key`; entries that are no objects are left out."""
    value = holder.get(key)
    return tuple(item for item in value if isinstance(item, Mapping)) if isinstance(value, list) else ()


def texts_at(holder: Object, key: str) -> tuple[str, ...]:
    """The texts of the list at `key`."""
    value = holder.get(key)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def count_at(holder: Object, key: str) -> int:
    """The whole number at `key`, 0 where there is none."""
    value = holder.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def number_at(holder: Object, key: str) -> float | None:
    """The finite number at `key`, None where there is none."""
    value = holder.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return float(value)
