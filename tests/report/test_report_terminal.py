"""The terminal page and table: complete, within the width, safe with hostile text, and light to import."""

from __future__ import annotations

import ast
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from proofs_check.report.terminal import render_claim, render_table

SAMPLE = Path(__file__).with_name("sample_record.json")
ROOT = Path(__file__).parents[2]
RECORD: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
CLAIMS: list[dict[str, Any]] = RECORD["claims"]


def shown(renderable: RenderableType, width: int = 100, **options: Any) -> str:
    out = io.StringIO()
    Console(width=width, file=out, **options).print(renderable)
    return out.getvalue()


def claim_named(name: str) -> dict[str, Any]:
    return next(claim for claim in CLAIMS if claim["id"] == name)


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("number", range(len(CLAIMS)))
def test_a_claim_fits_the_terminal(number: int, width: int) -> None:
    lines = shown(render_claim(CLAIMS[number]), width).splitlines()
    assert max(cell_len(line.rstrip()) for line in lines) <= width


@pytest.mark.parametrize("width", [80, 100, 200])
def test_the_table_fits_and_has_every_claim_and_verdict(width: int) -> None:
    page = shown(render_table(RECORD), width)
    lines = page.splitlines()
    assert max(cell_len(line.rstrip()) for line in lines) <= min(width, 100)
    for word in ("✓ Proved", "✗ Refuted", "≈ Supported", "? Unknown", "¶ Not checkable"):
        assert word in page
    for claim in CLAIMS[:-1]:
        assert claim["id"][:26] in page
    assert "8 claims: ✓ 1 proved, ✗ 4 refuted" in page


def test_a_page_tells_everything_of_a_refuted_claim() -> None:
    page = " ".join(shown(render_claim(claim_named("quadratic_best_step"))).split())
    for text in (
        "Let n be an integer ≥ 1, H be a symmetric n×n matrix",
        "½·s²·gᵀHg − s·gᵀg ≥ −(gᵀg)² / (2·gᵀHg)",
        "✗ Refuted [certificate",
        "n = 1, H = [[-1]], g = [[1]], s = 0",
        "left side = 0",
        "right side = 1/2",
        "Corrected statement",
        "✓ Proved [certificate",
        "✓ checked by flint, z3",
        "48 211 failed".replace(" ", "\N{NARROW NO-BREAK SPACE}", 1),
        "upside down: caught by",
        "theory check quadratic_best_step",
    ):
        assert " ".join(text.split()) in page, text


def test_cited_and_failed_steps_are_not_called_checked() -> None:
    page = shown(render_claim(claim_named("tanh_recurrent_transient")))
    assert "cited, not proved" in page and "not established" in page
    assert "✓" not in page


def test_a_step_shows_its_own_letters_and_hypotheses() -> None:
    claim = claim_named("quadratic_best_step")
    step = {
        "name": "s",
        "rule": "algebra",
        "text": "p < q",
        "let": {"p": "positive"},
        "given": ["p < r", "r < q"],
    }
    page = shown(render_claim({**claim, "derivation": [step]}))
    assert "with p a positive number" in page and "if p < r, and r < q" in page


def test_readings_have_their_own_verdicts() -> None:
    page = shown(render_claim(claim_named("rmsprop_rate_range")))
    first, second = page.split("Reading 2: stabiliser outside the root")
    assert "✓ Proved" in first and "✗ Refuted" in second
    assert "without the stabiliser: alive" in first


def test_escapes_and_markup_of_strangers_stay_text() -> None:
    page = shown(render_claim(CLAIMS[-1]), force_terminal=True, no_color=True)
    assert "\x1b]" not in page and "\x1b[31m" not in page and "\x07" not in page and "\u202e" not in page
    assert "[bold]markup[/bold]" in page


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    page = shown(render_table(RECORD), force_terminal=True, color_system="truecolor")
    assert "\x1b[1m" in page
    assert not re.search(r"\x1b\[[0-9;]*\b3[0-7]\b", page)


# Imports


def test_the_report_reads_the_record_only() -> None:
    for path in (ROOT / "proofs_check/report").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, path
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                assert name.split(".")[0] not in ("theory", "sympy"), (path, name)
                assert not name.startswith("proofs_check") or name.startswith("proofs_check.report."), (
                    path,
                    name,
                )


def test_the_terminal_does_not_load_the_plotting_library() -> None:
    code = (
        "import sys, proofs_check.report.terminal;"
        "print([name for name in ('matplotlib', 'numpy', 'jinja2', 'sympy', 'fontTools') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
