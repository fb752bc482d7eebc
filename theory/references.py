"""The sources that claims cite, read from references.bib."""

from __future__ import annotations

import re
from importlib import resources


def citations() -> dict[str, str]:
    """Key -> one line for the reader: authors, title, year, note."""
    source = resources.files("theory").joinpath("references.bib").read_text(encoding="utf-8")
    found = {}
    for match in re.finditer(r"@\w+\{\s*([^,\s]+)\s*,(.*?)\n\}", source, re.DOTALL):
        fields = dict(re.findall(r"(\w+)\s*=\s*\{(.*?)\}\s*,?\s*(?:\n|$)", match[2]))
        parts = (
            fields.get("author", ""),
            fields.get("title", ""),
            fields.get("year", ""),
            fields.get("note", ""),
        )
        found[match[1]] = ". ".join(part for part in parts if part)
    return found
