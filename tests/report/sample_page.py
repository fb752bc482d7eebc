"""The record that the tests of the page show, records of one claim, and the elements of a page."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).with_name("sample_record.json")
ROOT = Path(__file__).parents[2]
VOID = {"meta", "br", "img", "input", "hr", "link"}


class Parsed(HTMLParser):
    """The elements of a page with their attributes and texts, as a browser would read them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))

    def having(self, attribute: str) -> list[str]:
        return [
            value or ""
            for _, attributes in self.elements
            for key, value in attributes.items()
            if key == attribute
        ]

    def text(self) -> str:
        return "".join(data for path, data in self.texts if "script" not in path and "style" not in path)


def small_record(**fields: object) -> dict[str, Any]:
    claim: dict[str, Any] = {"id": "a", "title": "t", "verdict": "unknown", "statement": {"claim": "1 == 1"}}
    return {"schema": 1, "header": {}, "claims": [claim | fields]}
