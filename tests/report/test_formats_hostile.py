"""Text of strangers stays text: in Markdown, in the PDF and in the cells of a notebook."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from proofs_check.report import notebook, typst_page
from proofs_check.report.formula_typst import typst_string
from proofs_check.report.html import render_html, render_pages
from proofs_check.report.markdown import render_markdown
from proofs_check.report.markdown_text import anchor_mark, code_block, code_span, line_start, plain_text
from proofs_check.report.typst_text import covered

NASTY = (
    ']#panic("x")[',
    '"#panic()',
    '\\"); #panic(); ("',
    "$ #panic() $",
    "*/ #panic() /*",
    "<a> @a #a",
    "{{ 7*7 }}",
    "`` ` ```",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "\\(x\\) \\[y\\] \\begin{equation}",
    "&lt;script&gt;",
    "# heading",
    "- [ ] item",
    "1. item",
    "a | b\n--- | ---",
    "<!-- comment",
    "https://example.org",
    "'''\"\"\"\\",
    "</noscript><script>alert(1)</script>",
    "</template></article><img src=x onerror=alert(1)>",
    '#import "x.typ": *',
    '#read("/etc/passwd")',
    "\\input{/etc/passwd}",
    "\\href{javascript:alert(1)}{x}",
    "\\def\\x{\\x}\\x",
    "witness a = </p><b>, b = 1",
)


def nasty_record(text: str) -> dict[str, Any]:
    """A record of one claim with the text in every place that has one."""
    step = {"name": text, "rule": text, "text": text, "latex": text, "because": text, "status": "checked"}
    step |= {
        "uses": [{"name": text, "kind": "claim", "with": {text: text}}],
        "checked_by": [text],
        "given": [text],
    }
    parts = [{"text": text}, {"text": text, "latex": text}, {"text": "left side "}, {"value": text}]
    sides = [{"text": text, "latex": text, "value": text, "approx": text}]
    statement: dict[str, Any] = {"claim": text, "latex": text}
    for field in ("let", "given", "define"):
        statement |= {field: {text: text}, f"{field}_latex": {text: text}}
    world = {"world": text, "says": text, "observes": text, "tried": 3, "first_failure": {text: text}}
    claim = {
        **{key: text for key in ("id", "title", "topic", "tier", "says", "about", "reason")},
        "source": {"key": text, "place": text, "citation": text},
        "statement": statement,
        "verdict": "refuted",
        "trust": "one engine",
        "derivation": [step],
        "evidence": [{"engine": text, "outcome": text, "detail": text}],
        "hypotheses": [{"latex": text, "unicode": text, "needed": True, "witness": {text: text}}],
        "instances": {"tried": 3, "by_world": [world]},
        "counterexample": {text: text},
        "counterexample_detail": {
            "explanation": text,
            "explanation_parts": parts,
            "sides": sides,
            "found_by": text,
        },
        "repair": {"says": text, "given": {text: text}, "claim": text, "latex": text, "verdict": "unknown"},
        "mutants": [
            {"id": text, "claim": text, "latex": text, "alive": True},
            {"id": text, "claim": text, "unicode": text, "killed_by": text},
            {"id": text, "claim": text, "latex": text, "killed_by": f"witness {text}"},
        ],
        "figures": [
            {
                "title": text,
                "caption": text,
                "xlabel": text,
                "series": [{"label": text, "x": [1, 2], "y": [1, 2]}],
            }
        ],
    }
    header = {"subject": text, "program": text, "budgets": {text: text}, "versions": {text: text}}
    outcomes = ("conflict", "conflict at a point", "compatible", text)
    pair = {"first": text, "second": text, "says": text, "contradict": claim, "hold": claim}
    pair |= {"apart": {text: text}, "together": {text: text}}
    pairs = [{**pair, "outcome": outcome} for outcome in outcomes]
    return {"schema": 1, "header": header, "claims": [claim], "pairs": pairs}


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_is_text_in_markdown(text: str) -> None:
    for name, page in render_markdown(nasty_record(text)).items():
        if not name.endswith(".md"):
            continue
        for token in _tokens(page):
            if token.type in ("html_inline", "html_block"):
                assert re.fullmatch(r'<a id="[A-Za-z0-9_.~-]+">|</a>', token.content), (name, token.content)
            if token.type == "link_open":
                assert re.match(r"(\d-[A-Za-z0-9_-]+\.md|README\.md)?(#|$)", str(token.attrs["href"])), (
                    token.attrs
                )
            assert token.type != "image" or re.fullmatch(r"figures/\d+\.svg", str(token.attrs["src"]))


class _Elements(HTMLParser):
    """The elements of a page and their attributes, as a browser without scripts reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_is_text_in_html(text: str) -> None:
    pages = [render_html(nasty_record(text)), *(page for _, page in render_pages(nasty_record(text)))]
    for page in pages:
        parsed = _Elements(page)
        assert not {tag for tag, _ in parsed.found} & {"img", "iframe", "object", "link", "base", "b:"}
        assert [tag for tag, _ in parsed.found].count("script") == 1
        assert not [name for _, names in parsed.found for name in names if name.startswith("on")]
        # what a browser with scripts takes for the end of the inert part is that end
        assert page.count("<noscript") == page.lower().count("</noscript")


def _tokens(page: str) -> Iterator[Any]:
    for token in MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").parse(page):
        yield token
        yield from token.children or ()


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    (opened, inline, closed) = page.parse(f"**Says.** {plain_text(text)}")
    assert (opened.type, closed.type) == ("paragraph_open", "paragraph_close")
    shown = "".join(token.content for token in inline.children or ())
    assert shown.split() == f"Says. {text.replace(chr(0), chr(0xFFFD))}".split()


@given(st.text(alphabet="-+=:#>1.) \tax", max_size=12))
def test_escaped_text_at_the_start_of_a_line_makes_a_paragraph(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(line_start(plain_text(text)))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}


@given(st.text(alphabet="`ab |\\<\n", min_size=1, max_size=20))
def test_code_keeps_every_character(text: str) -> None:
    if shown := " ".join(text.split()):
        (_, inline, _) = MarkdownIt("commonmark", {"html": True}).parse(code_span(text))
        assert [(token.type, token.content) for token in inline.children or ()] == [("code_inline", shown)]
    (block,) = MarkdownIt("commonmark").parse(code_block(text, "toml"))
    assert block.type == "fence" and block.content.strip() == text.strip()


def test_an_anchor_with_other_characters_is_left_out() -> None:
    assert anchor_mark('x"><script>') == "" and anchor_mark("claim-a~2--step-b") != ""


def test_hostile_text_is_text_in_the_pdf() -> None:
    for text in NASTY:
        assert typst_page.render_pdf(nasty_record(text)).startswith(b"%PDF"), text


@given(st.text(max_size=40))
def test_a_string_of_typst_ends_where_it_should(text: str) -> None:
    assert re.fullmatch(r'"(?:[^"\\]|\\["\\nt])*"', typst_string(text), re.DOTALL)


def test_characters_without_a_font_are_named() -> None:
    assert covered("a\u4e2d\u6587b ε ≤ ‖ é") == "a‹U+4E2D U+6587›b ε ≤ ‖ é"
    assert covered("\U0001f600" * 7) == "‹U+1F600 U+1F600 U+1F600 U+1F600 and 3 more›"
    noted = typst_page.render_typst(nasty_record("\u4e2d"))
    assert "are not in the fonts of this document" in noted.partition("#show: it")[2]


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_is_a_literal_in_the_notebook(text: str) -> None:
    record = nasty_record(text)
    record["claims"][0]["topic"] = ""
    for claim in (record["claims"][0], {**record["claims"][0], "topic": text}):
        for node in ast.parse(notebook.recheck_code(claim)).body:
            assert isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
            names = [found.id for found in ast.walk(node) if isinstance(found, ast.Name)]
            assert set(names) <= {"claim", "judged", "Claim", "again", "settings"}
