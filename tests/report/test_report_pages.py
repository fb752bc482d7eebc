"""The report as a folder of pages: every link leads to an anchor that is there, nothing refers outside."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from proofs_check.report.html import render_html, render_pages, write_report

SAMPLE = Path(__file__).with_name("sample_record.json")


def claim(name: str, topic: str, *uses: str, **more: object) -> dict[str, Any]:
    step = {"name": "s", "uses": [{"name": used, "kind": "claim"} for used in uses], "status": "checked"}
    base = {"id": name, "topic": topic, "title": name, "verdict": "proved", "statement": {"claim": "1"}}
    return base | {"derivation": [step]} | more


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    record = json.loads(SAMPLE.read_text("utf-8"))
    record["claims"] += [
        claim("one", "A topic"),
        claim("two", "a topic", "one", repair={"record": claim("two__repaired", "a topic", "one")}),
        claim("three", "../<b>", "two__repaired"),
        claim("four", "x" * 300),
    ]
    return dict(render_pages(record))


def ids(page: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]*)"', page))


def test_every_link_has_its_target(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        for target in re.findall(r'\bhref="([^"]*)"', page):
            file, _, anchor = target.partition("#")
            assert (file or name) in pages, (name, target)
            assert not anchor or anchor in ids(pages[file or name]), (name, target)


def test_links_cross_pages(pages: dict[str, str]) -> None:
    (three,) = (page for page in pages.values() if 'id="claim-three"' in page)
    assert re.search(r'href="topic-a-topic[^"]*\.html#claim-two--repair"', three)


def test_file_names_are_plain_and_differ_without_case(pages: dict[str, str]) -> None:
    assert next(iter(pages)) == "index.html"
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,80}\.html", name) for name in pages)
    assert len({name.lower() for name in pages}) == len(pages)


def test_every_claim_stands_on_one_page(pages: dict[str, str]) -> None:
    for name in ("one", "two", "three", "four"):
        assert sum(f'id="claim-{name}"' in page for page in pages.values()) == 1
    assert '<article class="claim"' not in pages["index.html"]


def test_pages_need_nothing_else(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert "default-src 'none'" in page and "@import" not in page
        assert not re.search(r"<(link|img|iframe|object|embed|base)\b", page)
        assert len(ids(page)) == len(re.findall(r'\bid="', page))


def test_same_record_same_bytes(pages: dict[str, str]) -> None:
    record = json.loads(SAMPLE.read_text("utf-8"))
    assert dict(render_pages(record)) == dict(render_pages(record))


def test_one_page_has_no_link_to_another() -> None:
    page = render_html(json.loads(SAMPLE.read_text("utf-8")))
    assert all(target.startswith("#") for target in re.findall(r'\bhref="([^"]*)"', page))


def test_folder_is_written(tmp_path: Path) -> None:
    index = write_report(json.loads(SAMPLE.read_text("utf-8")), tmp_path / "out", pages=True)
    assert index.name == "index.html" and len(list(index.parent.iterdir())) > 1
