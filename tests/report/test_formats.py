"""The formats of the report: the same for the same record, a notebook that runs, and the command line."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from proofs_check.report import notebook, typst_page
from proofs_check.report.markdown import render_markdown
from theory import again
from theory.report_formats import FormatError, formats_of, writer_of

SAMPLE = Path(__file__).with_name("sample_record.json")


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
    return found


# The same record, the same bytes


def test_the_same_record_gives_the_same_bytes(sample: dict[str, Any]) -> None:
    again_read = copy.deepcopy(sample)
    assert render_markdown(sample) == render_markdown(again_read)
    assert notebook.render_notebook(sample) == notebook.render_notebook(again_read)
    assert typst_page.render_pdf(sample) == typst_page.render_pdf(again_read)


# The notebook runs


def test_the_cells_of_a_notebook_judge_again(sample: dict[str, Any]) -> None:
    own = {
        "id": "half_square",
        "verdict": "refuted",
        "statement": {
            "let": {"x": "real"},
            "given": {"up": "x > 0"},
            "define": {"f": "x**2"},
            "claim": "f >= x",
        },
    }
    listed = {"id": "rmsprop_accumulator", "topic": "adagrad_rmsprop", "verdict": "proved", "statement": {}}
    record = {"schema": 1, "header": {"budgets": {"instances": 500}}, "claims": [own, listed]}
    cells = json.loads(notebook.render_notebook(record))["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    code = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    names: dict[str, Any] = {}
    found = []
    for source in code:
        exec("".join(source), names)
        found.append(names.get("judged"))
    assert [judged.verdict for judged in found[1:] if judged] == ["refuted", "proved"]
    assert all(step.status == "checked" for step in names["judged"].steps)


def test_a_cell_fails_where_the_verdict_is_another(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(again.Disagreement, match="is proved now, the report says refuted"):
        again.again("jordan_block_power", "refuted")
    assert "checked by" in capsys.readouterr().out


def test_a_claim_that_the_catalogue_does_not_have_is_named() -> None:
    with pytest.raises(KeyError, match="no claim 'nowhere'"):
        again.again("nowhere", "proved")


# The command line


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (None, ("html",)),
        (["pdf,html"], ("pdf", "html")),
        (["markdown", "Markdown, notebook"], ("markdown", "notebook")),
    ],
)
def test_formats_are_a_list_or_repeated(asked: list[str] | None, found: tuple[str, ...]) -> None:
    assert formats_of(asked) == found


@pytest.mark.parametrize("asked", [["docx"], [""], [","]])
def test_an_unknown_format_is_refused(asked: list[str]) -> None:
    with pytest.raises(FormatError, match="html, markdown, notebook, pdf"):
        formats_of(asked)


@pytest.mark.parametrize(
    ("name", "package", "module"), [("pdf", "typst", "typst_page"), ("notebook", "nbformat", "notebook")]
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(
    name: str, package: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, f"proofs_check.report.{module}", raising=False)
    with pytest.raises(FormatError, match=re.escape(f"pip install 'theory-checker[{name}]'")):
        writer_of(name)


def test_report_writes_every_format(sample: dict[str, Any], tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    record.write_text(json.dumps({**sample, "claims": sample["claims"][2:3]}), "utf-8")
    command = [
        sys.executable,
        "-m",
        "theory",
        "report",
        "--from",
        str(record),
        "--out",
        str(tmp_path / "out"),
    ]
    done = subprocess.run(
        [*command, "--format", "html,markdown", "--format", "notebook,pdf"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    names = ("index.html", "README.md", "report.ipynb", "report.pdf")
    assert done.stdout.split() == [str(tmp_path / "out" / name) for name in names]
    assert all((tmp_path / "out" / name).stat().st_size > 500 for name in names)
