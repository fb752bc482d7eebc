"""A claim of the record as a block of a claim file, to copy.

The block has the fields that a claim file has: `id, says, source, let, given, define, claim`. The strings are written
as basic strings of TOML, so that any text of a record comes back from `tomllib` as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from proofs_check.report.reading import Object, object_at, text_at

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def claim_block(claim: Object) -> str:
    """The claim as TOML. A recurrence of which the record has the prose only is a comment."""
    statement = object_at(claim, "statement")
    # The judge puts two underscores between an entry and its part; a file takes single ones only.
    lines = ["[[claim]]", f"id = {_string(re.sub('_{2,}', '_', text_at(claim, 'id')))}"]
    lines += [f"{key} = {_string(text)}" for key in ("title", "says") if (text := text_at(claim, key))]
    source = object_at(claim, "source")
    place = ", ".join(part for part in (text_at(source, "key"), text_at(source, "place")) if part)
    lines += [f"source = {_string(place)}"] if place else []
    for key in ("let", "given"):
        if entries := object_at(statement, key):
            lines.append(f"{key} = {_value(entries)}")
    lines += _definitions(statement)
    lines.append(f"claim = {_string(text_at(statement, 'claim'))}")
    return "\n".join(lines) + "\n"


def _definitions(statement: Object) -> list[str]:
    fields = object_at(statement, "define_fields")
    lines = []
    for name, definition in object_at(statement, "define").items():
        parts = fields.get(name, definition)
        if isinstance(parts, Mapping):
            lines.append(f"define.{_key(name)} = {_value(parts)}")
        elif "define_fields" in statement:  # recurrences are there; what is not is an abbreviation
            lines.append(f"define.{_key(name)} = {_string(str(parts))}")
        else:
            lines += [f"# {name}: {line}" for line in str(parts).splitlines()]
    return lines


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(str(key))} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, (bool, int)):
        return json.dumps(value)
    return _string(str(value))


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    # A JSON string is a basic string of TOML, but for the delete character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
