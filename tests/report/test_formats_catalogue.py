"""Every formula of the catalogue in every format: read, written, broken into lines, typeset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.report import typst_page
from proofs_check.report.claim_file import claim_block
from proofs_check.report.formula import NotReadable, read_formula
from proofs_check.report.formula_lines import lines
from proofs_check.report.formula_tex import portable_tex
from proofs_check.report.formula_tree import Space
from proofs_check.report.formula_typst import typst_math
from proofs_check.report.markdown import render_markdown
from proofs_check.report.mathml import display_math
from proofs_check.statement.claim_file import BadClaim, read_claims
from tests.report.unjudged import catalogue_record


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Any]:
    return catalogue_record()


def formulas(value: object, inside: bool = False) -> Iterator[str]:
    """Every LaTeX text of a record."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from formulas(item, inside or "latex" in key)
    elif isinstance(value, list):
        for item in value:
            yield from formulas(item, inside)
    elif isinstance(value, str) and inside and value:
        yield value


# Every formula of the catalogue


def test_every_formula_of_the_catalogue_is_read_and_written_the_same_again(catalogue: dict[str, Any]) -> None:
    every = list(dict.fromkeys(formulas(catalogue)))
    assert len(every) > 400
    for latex in every:
        row = read_formula(latex)
        assert row, latex
        assert read_formula(portable_tex(row)) == row, latex
        assert not re.search(r"[<>$]|\\[^A-Za-z]", portable_tex(row)), latex


def test_every_formula_of_the_catalogue_renders_in_html(catalogue: dict[str, Any]) -> None:
    for latex in dict.fromkeys(formulas(catalogue)):
        assert "<math" in display_math(latex) and 'class="source"' not in display_math(latex), latex


def test_the_catalogue_becomes_markdown_without_a_formula_as_source(catalogue: dict[str, Any]) -> None:
    files = render_markdown(catalogue)
    topics = {claim["topic"] for claim in catalogue["claims"]}
    assert sum(name.endswith(".md") for name in files) == 1 + len(topics)
    assert not any("```text" in text for text in files.values())
    ids = {claim["id"] for claim in catalogue["claims"]}
    assert all(any(f'id="claim-{name}"' in text for text in files.values()) for name in ids)


def test_links_of_the_markdown_files_have_their_targets(catalogue: dict[str, Any]) -> None:
    files = render_markdown(catalogue)
    places = {
        (name, anchor) for name, text in files.items() for anchor in re.findall(r'<a id="([^"]+)">', text)
    }
    for home, text in files.items():
        for file, anchor in re.findall(r"\]\(([^)#]*)#([^)]+)\)", text):
            assert (file or home, anchor) in places, (home, file, anchor)


def test_the_catalogue_becomes_a_pdf(catalogue: dict[str, Any]) -> None:
    source = typst_page.render_typst(catalogue)
    assert "#shown-source(" not in source.partition("#show: it")[2]
    assert typst_page.typeset(source, "pdf").startswith(b"%PDF")


def test_claim_files_of_the_catalogue_are_read_as_the_same_statement(catalogue: dict[str, Any]) -> None:
    for claim in catalogue["claims"]:
        for stated in (claim, *claim["readings"]):
            if stated["statement"]["claim"]:
                (read,) = read_claims(claim_block(stated), "x.claims.toml")
                assert not isinstance(read, BadClaim), (stated["id"], str(read))
                assert read.claim == stated["statement"]["claim"]


# Reading formulas


@given(st.text(alphabet="\\{}()[]_^&xyf12 ,.$<#\"'|*-:", max_size=40))
@settings(max_examples=300)
def test_a_text_is_refused_or_written_in_the_closed_vocabulary(text: str) -> None:
    try:
        row = read_formula(text)
    except NotReadable:
        return
    assert read_formula(portable_tex(row)) == row
    assert not re.search(r"[<>$]", portable_tex(row))
    assert not re.search(r"[#$](?!h\(|true|false|left|none)|//|/\*", re.sub(r'"[^"]*"', "", typst_math(row)))


@pytest.mark.parametrize(
    "text", [r"\text{<b>}", r"\href{x}{y}", r"\frac{x", "}", r"\input{x}", r"\left(x", "x^1^2", "é"]
)
def test_what_is_no_formula_of_the_list_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        read_formula(text)


def test_a_formula_that_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(NotReadable, match="deeply"):
        read_formula(r"\sqrt{" * 500 + "x" + "}" * 500)


def test_a_long_formula_is_broken_and_nothing_is_lost(catalogue: dict[str, Any]) -> None:
    broken = 0
    for latex in dict.fromkeys(formulas(catalogue)):
        row = read_formula(latex)
        parts = lines(row, 40.0)
        broken += len(parts) > 1
        kept = [node for part in parts for node in part if not isinstance(node, Space)]
        assert kept == [node for node in row if not isinstance(node, Space)], latex
    assert broken > 20
