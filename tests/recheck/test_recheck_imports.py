"""The second evaluator shares no code with the search: held by the imports, direct and indirect."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = ("proofs_check.recheck", "proofs_check.statement")


def imported(source: str) -> Iterator[str]:
    """What a source imports from the judge, wherever the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            yield "proofs_check.dynamic"


def foreign(source: str) -> list[str]:
    """Imports from the judge that are neither the second evaluator's own nor the statement language's."""
    return [
        name
        for name in imported(source)
        if name.split(".")[0] in ("proofs_check", "theory", "sympy", "mpmath")
        and not any(name == package or name.startswith(package + ".") for package in ALLOWED)
    ]


MODULES = sorted((ROOT / "proofs_check" / "recheck").glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_second_evaluator_stands_alone(path: Path) -> None:
    assert foreign(path.read_text(encoding="utf-8")) == []


def test_there_are_modules() -> None:
    assert {"evaluate", "numbers", "opinion"} <= {path.stem for path in MODULES}


@pytest.mark.parametrize(
    "source",
    [
        "from proofs_check.exact import scalars",
        "def f():\n    from proofs_check.exact.evaluate import Evaluator",
        "import proofs_check.engines.balls",
        "from proofs_check.definedness import is_integral",
        "import importlib\nimportlib.import_module('proofs_check.exact')",
        "import sympy",
    ],
)
def test_an_offender_is_found(source: str) -> None:
    assert foreign(source)


def test_the_search_does_not_use_the_second_evaluator() -> None:
    """Nor the other way round: what finds and shrinks reads terms with its own evaluator only."""
    for folder in ("exact", "witness"):
        for path in (ROOT / "proofs_check" / folder).glob("*.py"):
            if path.stem in ("agreement", "__init__"):
                continue
            assert not any("proofs_check.recheck" in name for name in imported(path.read_text("utf-8"))), path
