"""Compared pairs in every format: outcome in word and colour, links to both entries, the proof or the points; old records have none."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from proofs_check.report import notebook, pairs, typst_page
from proofs_check.report.compared_pairs import OUTCOMES, compared_pairs, title_of_pairs
from proofs_check.report.html import render_html, render_pages
from proofs_check.report.markdown import render_markdown
from proofs_check.report.reading import opened
from proofs_check.report.view import page_of

HOSTILE = "</noscript><script>alert(1)</script> | *x* ` $\\frac"
LATEX = {"contradict": r"x \ne 1 \lor y > 2", "hold": r"x = 1 \land y \le 2"}


def claim(name: str, topic: str) -> dict[str, Any]:
    return {
        "id": name,
        "title": f"Title of {name}",
        "topic": topic,
        "verdict": "proved",
        "statement": {"claim": "1 == 1"},
    }


def judged(question: str, verdict: str, point: dict[str, str] | None) -> dict[str, Any]:
    step = {"name": "last", "rule": "algebra", "latex": "0 < 1", "status": "checked", "checked_by": ["flint"]}
    return {
        "id": f"a__against__b__{question}",
        "verdict": verdict,
        "trust": "certificate" if verdict != "unknown" else None,
        "reason": "no engine decides it",
        "statement": {
            "let": {"x": "real"},
            "let_latex": {"x": r"x \in \mathbb{R}"},
            "claim": "x == 1",
            "latex": LATEX[question],
        },
        "derivation": [step] if verdict == "proved" else [],
        "counterexample": point,
    }


def pair(outcome: str, first: str = "a", second: str = "b") -> dict[str, Any]:
    apart = {"x": "7/9"} if outcome == "conflict at a point" else None
    together = None if outcome == "conflict" else {"x": "5/3"}
    proved = {"conflict": "contradict", "compatible": "hold"}.get(outcome)
    return {
        "first": first,
        "second": second,
        "outcome": outcome,
        "says": f"Where both apply: {outcome}.",
        "apart": apart,
        "together": together,
        "contradict": judged("contradict", "proved" if proved == "contradict" else "unknown", together),
        "hold": judged("hold", "proved" if proved == "hold" else "unknown", apart),
    }


def record(*pairs: dict[str, Any]) -> dict[str, Any]:
    claims = [claim("a", "first topic"), claim("b", "second topic")]
    return {"schema": 1, "header": {}, "claims": claims, "pairs": list(pairs)}


def pairs_part(page: str) -> str:
    return page[page.index('<section id="pairs">') : page.index('<section id="claims">')]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_pair_tells_its_outcome_by_word_and_colour_and_links_both_entries(outcome: str) -> None:
    verdict = OUTCOMES[outcome]
    part = pairs_part(render_html(record(pair(outcome))))
    assert f'<span class="badge verdict-{verdict.key}">{verdict.word}</span>' in part
    assert '<a href="#claim-a">Title of a</a>' in part and '<a href="#claim-b">Title of b</a>' in part
    assert f"Where both apply: {outcome}." in part
    assert ("Not both hold at" in part) == (outcome == "conflict at a point")
    assert ("Both hold at" in part) == (outcome != "conflict")
    assert ("The proof, in 1 step" in part) == (outcome in ("conflict", "compatible"))


def test_the_statement_that_decides_is_typeset() -> None:
    assert "<mo>∨</mo>" in pairs_part(render_html(record(pair("conflict"))))
    for outcome in ("compatible", "conflict at a point"):
        assert "<mo>∧</mo>" in pairs_part(render_html(record(pair(outcome)))), outcome


def test_points_stand_as_formulas() -> None:
    part = pairs_part(render_html(record(pair("conflict at a point"))))
    apart, together = (f"<mfrac><mn>{a}</mn><mn>{b}</mn></mfrac>" for a, b in ((7, 9), (5, 3)))
    assert part.index("Not both hold") < part.index(apart) < part.index("Both hold at") < part.index(together)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_format_has_the_pair(outcome: str) -> None:
    found = record(pair(outcome))
    pages = {
        "markdown": render_markdown(found)["README.md"],
        "notebook": notebook.render_notebook(found),
        "pdf": typst_page.render_typst(found),
    }
    for name, page in pages.items():
        assert f"{OUTCOMES[outcome].sign} {OUTCOMES[outcome].word}" in page, name
        assert f"Where both apply: {outcome}." in page, name
        assert ("Not both hold at" in page) == (outcome == "conflict at a point"), name
    assert typst_page.render_pdf(found).startswith(b"%PDF")


def test_links_of_markdown_lead_to_the_files_of_the_entries() -> None:
    front = render_markdown(record(pair("conflict")))["README.md"]
    assert "[Title of a](1-firsttopic.md#claim-a) against [Title of b](2-secondtopic.md#claim-b)" in front


def test_conflicts_stand_first_and_outcomes_can_be_chosen() -> None:
    part = pairs_part(render_html(record(*map(pair, reversed(tuple(OUTCOMES))))))
    shown = re.findall(r'data-outcome="([^"]*)"', part)
    assert shown == list(OUTCOMES)
    assert re.findall(r'<option value="([^"]*)"', part) == ["", *OUTCOMES]
    assert "<select" not in pairs_part(render_html(record(pair("open"))))


def test_the_title_promises_no_conflict_where_there_is_none() -> None:
    for outcomes, title in (
        (("compatible", "open"), "Statements compared with each other"),
        (("open", "conflict at a point"), "Statements that cannot both hold"),
    ):
        found = opened(record(*map(pair, outcomes)))
        assert title_of_pairs(compared_pairs(found, page_of(found))) == title


def test_anchors_differ_for_pairs_that_are_named_alike() -> None:
    found = record(pair("open"), pair("open"), pair("open", "a~", "b"), pair("open", "a", "~b"))
    anchors = re.findall(r'<article class="pair[^"]*" id="([^"]*)"', render_html(found))
    assert len(anchors) == len(set(anchors)) == 4


def test_a_record_without_pairs_has_no_such_part() -> None:
    old = record()
    del old["pairs"]
    for found in (old, record()):
        assert 'id="pairs"' not in render_html(found)
        assert "pairs" not in render_markdown(found)["README.md"]


def test_entries_that_were_not_judged_are_named_without_a_link() -> None:
    found = record(pair("conflict", "elsewhere", "b"))
    part = pairs_part(render_html(found))
    assert "elsewhere <span" in part and "claim-elsewhere" not in part
    assert "elsewhere against [Title of b]" in render_markdown(found)["README.md"]


def test_on_several_pages_the_links_lead_to_the_topics() -> None:
    pages = dict(render_pages(record(pair("conflict"))))
    assert '<a href="topic-first-topic.html#claim-a">' in pairs_part(pages["index.html"])
    assert all('id="pairs"' not in page for name, page in pages.items() if name != "index.html")


def test_hostile_text_of_a_pair_stays_text() -> None:
    made = pair("conflict at a point", HOSTILE, HOSTILE)
    made |= {
        "says": HOSTILE,
        "apart": {HOSTILE: HOSTILE},
        "hold": {"statement": {"claim": HOSTILE, "let": {"x": HOSTILE}}},
    }
    page = render_html(record(made, pair(HOSTILE)))
    assert page.count("<script>") == 1 and page.count("<noscript") == page.count("</noscript")
    assert typst_page.render_pdf(record(made)).startswith(b"%PDF")


def test_same_record_same_bytes() -> None:
    found = record(*map(pair, OUTCOMES))
    assert render_html(found) == render_html(found)
    assert render_markdown(found) == render_markdown(found)
    assert notebook.render_notebook(found) == notebook.render_notebook(found)


@pytest.mark.parametrize("outcome", [*pairs.OUTCOMES, "of another version"])
def test_a_terminal_shows_every_pair(outcome: str) -> None:
    """An outcome that this version does not know is open."""
    console = Console(width=100, file=StringIO())
    console.print(pairs.render_pairs(record(pair(outcome))))
    assert isinstance(console.file, StringIO)
    shown = console.file.getvalue()
    assert pairs.OUTCOMES.get(outcome, pairs.OUTCOMES["open"]) in shown
    assert ("Proved [certificate]" in shown) == (outcome in ("conflict", "compatible"))
    assert ("Not both hold at x = 7/9" in shown) == (outcome == "conflict at a point")
    assert ("no engine decides it" in shown) == (outcome == "open")
