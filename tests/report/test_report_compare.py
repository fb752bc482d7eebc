"""Two records compared: every kind of change is told, and only a worse verdict fails the command."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from proofs_check.report.compare import Change, compared
from proofs_check.report.compare_terminal import render_comparison
from proofs_check.report.html import render_html
from theory.__main__ import main

Claim = dict[str, Any]


def claim(name: str, verdict: str = "proved", trust: str | None = "certificate", **more: object) -> Claim:
    return {"id": name, "title": name, "verdict": verdict, "trust": trust, "statement": {"claim": "1"}} | more


def record(*claims: Claim, **header: object) -> dict[str, Any]:
    return {"schema": 1, "header": header, "claims": list(claims)}


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(change.id, change.what, change.direction) for change in compared(old, new).changes]


def test_same_record_has_no_change() -> None:
    one = record(claim("a"), claim("b", "refuted", counterexample={"x": "1"}))
    found = compared(one, copy.deepcopy(one))
    assert (found.changes, found.settings, found.same, found.got_worse) == ((), (), 2, False)


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ("proved", "unknown", -1),
        ("proved", "refuted", -1),
        ("refuted", "supported", -1),
        ("supported", "unknown", -1),
        ("unknown", "refuted", 1),
        ("refuted", "proved", 1),
    ],
)
def test_direction_of_a_verdict(old: str, new: str, direction: int) -> None:
    found = compared(record(claim("a", old)), record(claim("a", new)))
    assert [change.direction for change in found.changes] == [direction]
    assert found.got_worse == (direction < 0)


def test_trust_witness_and_statement() -> None:
    old = record(claim("a"), claim("b", "refuted", counterexample={"x": "1"}), claim("c"))
    new = record(
        claim("a", trust="one engine"),
        claim("b", "refuted", counterexample={"x": "1/2"}),
        claim("c", statement={"claim": "2"}),
    )
    assert changes(old, new) == [("a", "trust", -1), ("b", "witness", 0), ("c", "statement", 0)]
    assert not compared(old, new).got_worse


def test_appeared_and_disappeared() -> None:
    found = compared(record(claim("a")), record(claim("b", "unknown", None))).changes
    assert [change.in_words for change in found] == ["disappeared (proved)", "appeared (unknown)"]


def test_readings_and_corrections_are_compared() -> None:
    def parent(verdict: str) -> Claim:
        return claim("p", readings=[claim("p__r", verdict)], repair={"record": claim("p__repaired", verdict)})

    found = changes(record(parent("proved")), record(parent("unknown")))
    assert [name for name, _, _ in found] == ["p__r", "p__repaired"]


def test_worse_verdicts_come_first_and_settings_are_told() -> None:
    old = record(claim("a", "unknown"), claim("b"), seed=0)
    new = record(claim("a"), claim("b", "unknown"), seed=1)
    found = compared(old, new)
    assert [change.id for change in found.changes] == ["b", "a"]
    assert found.settings == ("seed: 0 → 1",)


def test_terminal_says_it_in_words() -> None:
    console = Console(width=100, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(render_comparison(compared(record(claim("a")), record(claim("a", "unknown")))))
    shown = console.export_text()
    assert "▼ a  verdict: proved → unknown  worse" in shown
    assert "1 verdict got worse" in shown


def test_page_has_the_section_and_links_to_what_is_there() -> None:
    old, new = record(claim("a"), claim("gone")), record(claim("a", "unknown"), claim("<b>"))
    page = render_html(new, since=old)
    section = page.partition('id="changes"')[2].partition("</section>")[0]
    assert '<a href="#claim-a">' in section and "<b>gone</b>" in section
    assert "&lt;b&gt;" in section and 'id="changes"' not in render_html(new)


@pytest.mark.parametrize(("after", "expected"), [("proved", 0), ("unknown", 1)])
def test_exit_status(tmp_path: Path, capsys: pytest.CaptureFixture[str], after: str, expected: int) -> None:
    paths = []
    for name, verdict in (("old", "proved"), ("new", after)):
        paths.append(tmp_path / f"{name}.json")
        paths[-1].write_text(json.dumps(record(claim("a", verdict))), encoding="utf-8")
    assert main(["compare", *map(str, paths)]) == expected
    assert "a" in capsys.readouterr().out


def test_unreadable_record_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{}", encoding="utf-8")
    assert main(["compare", str(bad), str(bad)]) == 2
    assert "schema" in capsys.readouterr().err


def test_change_in_words_names_both_sides() -> None:
    assert Change("a", "", "witness", "", "x = 1").in_words == "witness: none → x = 1"
