"""A claim about what usually happens: its counts in words in every format, never as an exact counterexample."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from proofs_check.claim_record import claim_record
from proofs_check.empirical import judge_empirical
from proofs_check.instances import ExperimentResult
from proofs_check.report import notebook, typst_page
from proofs_check.report.findings import render_findings
from proofs_check.report.html import render_html
from proofs_check.report.markdown import render_markdown
from proofs_check.report.table import render_table
from proofs_check.report.terminal import render_claim
from proofs_check.report.witnessed import counted_sentence, detail_at, is_counted, point_at
from proofs_check.statement.claim import Claim

COUNTS = "holds in 42 of 192 runs"
EXACT = (
    "Smallest witness",
    "at the witness below",
    "Evaluated again",
    "evaluated again",
    "held = ",
    "a second evaluator",
)


def counted(failed: int = 150) -> dict[str, Any]:
    """The record of a claim that holds in 192 - failed of 192 runs, made as the checker makes it."""
    claim = Claim(
        id="usual", claim="x > 0", says="Usually x is positive.", let={"x": "real"}, scope="empirical"
    )
    run = ExperimentResult(
        world="w",
        says="runs",
        observes="",
        tried=192,
        admissible=192,
        inconclusive=0,
        failed=failed,
        worst_ratio=1.0,
    )
    made: dict[str, Any] = claim_record(judge_empirical(claim, (run,)), "global_structure")
    return made


def record(claim: dict[str, Any]) -> dict[str, Any]:
    return {"schema": 1, "header": {}, "claims": [claim]}


def pages_of(found: dict[str, Any]) -> dict[str, str]:
    claim = found["claims"][0]
    console = Console(width=1000, record=True, file=io.StringIO())
    for shown in (render_claim(claim), render_findings(found), render_table(found)):
        console.print(shown)
    return {
        "html": render_html(found),
        "markdown": "\n".join(render_markdown(found).values()),
        "notebook": notebook.render_notebook(found),
        "pdf": typst_page.render_typst(found),
        "terminal": console.export_text(),
    }


def test_the_record_says_that_nothing_was_evaluated_again() -> None:
    found = counted()
    assert found["verdict"] == "refuted" and not found["trust"]
    assert found["counterexample_detail"]["rechecked_by"] == ""


@pytest.mark.parametrize("name", ["html", "markdown", "notebook", "pdf", "terminal"])
def test_counts_are_told_in_words_and_not_as_a_witness(name: str) -> None:
    page = pages_of(record(counted()))[name]
    assert COUNTS in page
    assert "in 10% to 39% of such runs, at an error rate of 1×10⁻⁶" in page
    assert "neither a proof nor an exact counterexample" in page
    assert not [words for words in EXACT if words in page]
    assert "held=42" not in page and "<mi>held</mi>" not in page and "mathrm{held}" not in page


@pytest.mark.parametrize("name", ["html", "markdown", "notebook", "pdf"])
def test_the_errata_tell_that_counts_are_no_witness(name: str) -> None:
    assert "counts are no exact witness" in pages_of(record(counted()))[name]


def test_support_is_told_in_words_too() -> None:
    page = render_html(record(counted(failed=2)))
    assert "It holds in 190 of 192 runs" in page and "verdict-supported" in page


def test_an_exact_witness_stays_one() -> None:
    exact = {
        "verdict": "refuted",
        "trust": "certificate",
        "counterexample": {"held": "1", "runs": "2"},
        "counterexample_detail": {"fault": "false", "found_by": "search"},
    }
    assert not is_counted(exact)
    assert point_at(exact) == {"held": "1", "runs": "2"} and detail_at(exact)["found_by"] == "search"
    assert not is_counted({**exact, "counterexample_detail": {"found_by": "the experiments"}})


def test_an_entry_hands_on_the_counts_of_its_part() -> None:
    entry = {"scope": "whole", "verdict": "refuted", "trust": None, "reason": "part: refuted"}
    entry |= {key: counted()[key] for key in ("counterexample", "counterexample_detail")}
    assert is_counted(entry) and not point_at(entry)
    assert counted_sentence(entry).startswith("It holds in 42 of 192 runs: in 10%")
