"""The import rules of the design, read from the source with `ast`; nothing is imported here.

Each rule is a function from a module's name and its imports to those that the module must not have. `test_*_offender`
shows for each rule that it finds one.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("proofs_check", "theory")
SYMBOLIC = ("sympy", "mpmath")
SYMPY_ENGINE = "proofs_check.engines.sympy_engine"
WORLD_PACKAGES = ("numpy", "scipy", "flint", "sklearn", "proofs_check.worlds")
REPORT_PACKAGES = (
    "jinja2",
    "rich",
    "matplotlib",
    "latex2mathml",
    "markupsafe",
    "fontTools",
    "nbformat",
    "typst",
    "proofs_check.report",
)
# `theory laws my_package.optim:make` imports what it is told to: the one import whose package cannot be fixed.
GIVEN_BY_THE_USER = "theory.laws.targets"
# What lists and explains must start at once.
LIGHT = ("proofs_check.statement", "proofs_check.goal", "proofs_check.verdict")
HEAVY = ("numpy", "scipy", "sympy", "matplotlib", "z3", "cvc5", "flint", "sklearn")


def imports(source: str, module: str, is_package: bool = False) -> Iterator[str]:
    """The modules that a source imports, wherever the import stands; dynamic ones with a fixed name included.

    A dynamic import of which not even the package is fixed is given as '?'.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, module, is_package)
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _name(node.func) in ("import_module", "__import__"):
            yield _dynamic(node.args[0] if node.args else None)


def _dynamic(name: ast.expr | None) -> str:
    """The name of a dynamic import, or what it begins with where a dot ends the fixed part."""
    if isinstance(name, ast.JoinedStr) and name.values and isinstance(name.values[0], ast.Constant):
        prefix = str(name.values[0].value)
        return prefix if prefix.endswith(".") else "?"
    return name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else "?"


def _base(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    parts = parts[: len(parts) - node.level + is_package]
    return ".".join([*parts, node.module] if node.module else parts)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def any_within(name: str, packages: tuple[str, ...]) -> bool:
    return any(within(name, package) for package in packages)


def standard(name: str) -> bool:
    return name.split(".")[0] in sys.stdlib_module_names


def judge_knows_no_textbook(module: str, found: list[str]) -> list[str]:
    """proofs_check never imports theory."""
    return [name for name in found if within(module, "proofs_check") and within(name, "theory")]


def sympy_is_one_engine(module: str, found: list[str]) -> list[str]:
    """The judge imports SymPy in one module, the engine of that name."""
    if not within(module, "proofs_check") or module == SYMPY_ENGINE:
        return []
    return [name for name in found if any_within(name, SYMBOLIC)]


def verdicts_do_not_import_the_sympy_engine(module: str, found: list[str]) -> list[str]:
    """What states, searches and decides does not reach SymPy through its engine either."""
    deciding = (
        "statement",
        "exact",
        "witness",
        "goal",
        "definedness",
        "verdict",
        "steps",
        "citations",
        "instances",
    )
    if not any_within(module, tuple(f"proofs_check.{name}" for name in deciding)):
        return []
    return [name for name in found if within(name, SYMPY_ENGINE)]


def worlds_can_contradict(module: str, found: list[str]) -> list[str]:
    """Worlds import NumPy, SciPy, exact arithmetic and data: no statements, no claims, no SymPy."""
    if not within(module, "proofs_check.worlds"):
        return []
    return [name for name in found if not standard(name) and not any_within(name, WORLD_PACKAGES)]


def report_reads_the_record_only(module: str, found: list[str]) -> list[str]:
    """The report imports renderers and itself."""
    if not within(module, "proofs_check.report"):
        return []
    return [name for name in found if not standard(name) and not any_within(name, REPORT_PACKAGES)]


def statements_are_plain(module: str, found: list[str]) -> list[str]:
    """The statement language imports nothing of the judge but itself, and no package that computes."""
    if not within(module, "proofs_check.statement"):
        return []
    return [name for name in found if not standard(name) and not within(name, "proofs_check.statement")]


def listing_is_light(module: str, found: list[str]) -> list[str]:
    """What the catalogue's list needs imports no heavy package."""
    return [name for name in found if any_within(module, LIGHT) and any_within(name, HEAVY)]


def no_hidden_imports(module: str, found: list[str]) -> list[str]:
    """A dynamic import fixes its package, so that these rules can be read; one command is given a module of the user's own."""
    return [name for name in found if name == "?" and module != GIVEN_BY_THE_USER]


Rule = Callable[[str, list[str]], list[str]]
RULES: tuple[Rule, ...] = (
    judge_knows_no_textbook,
    sympy_is_one_engine,
    verdicts_do_not_import_the_sympy_engine,
    worlds_can_contradict,
    report_reads_the_record_only,
    statements_are_plain,
    listing_is_light,
    no_hidden_imports,
)


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(rule: Rule) -> None:
    offences = []
    for module, path in modules():
        found = list(imports(path.read_text(encoding="utf-8"), module, path.name == "__init__.py"))
        offences += [f"{module} imports {name}" for name in rule(module, found)]
    assert not offences, f"{rule.__doc__} But: " + "; ".join(offences)


def test_there_are_modules_to_read() -> None:
    names = {module for module, _ in modules()}
    assert {
        "proofs_check.statement.parse",
        "proofs_check.goal",
        "proofs_check.worlds",
        "proofs_check.report",
    } <= names


OFFENDERS: tuple[tuple[Rule, str, str], ...] = (
    (judge_knows_no_textbook, "proofs_check.judging", "from theory import catalog"),
    (judge_knows_no_textbook, "proofs_check.run", "def f():\n    import theory.taylor_step as t"),
    (
        judge_knows_no_textbook,
        "proofs_check.run",
        "import importlib\nimportlib.import_module('theory.momentum')",
    ),
    (
        judge_knows_no_textbook,
        "proofs_check.run",
        "import importlib\nimportlib.import_module(f'theory.{name}')",
    ),
    (worlds_can_contradict, "proofs_check.worlds.named", "__import__(f'proofs_check.{name}')"),
    (sympy_is_one_engine, "proofs_check.engines.limits", "if True:\n    from sympy import limit"),
    (sympy_is_one_engine, "proofs_check.exact.evaluate", "import mpmath.libmp"),
    (sympy_is_one_engine, "proofs_check.statement.parse", "__import__('sympy')"),
    (
        verdicts_do_not_import_the_sympy_engine,
        "proofs_check.verdict",
        "from proofs_check.engines import sympy_engine",
    ),
    (
        verdicts_do_not_import_the_sympy_engine,
        "proofs_check.witness.search",
        "from ..engines.sympy_engine import x",
    ),
    (worlds_can_contradict, "proofs_check.worlds.world", "from proofs_check.statement import terms"),
    (worlds_can_contradict, "proofs_check.worlds.world", "import sympy"),
    (worlds_can_contradict, "proofs_check.worlds.world", "from ..statement.claim import Claim"),
    (report_reads_the_record_only, "proofs_check.report.html", "from proofs_check.record import Record"),
    (report_reads_the_record_only, "proofs_check.report.html", "import numpy as np"),
    (statements_are_plain, "proofs_check.statement.parse", "from proofs_check.goal import Goal"),
    (listing_is_light, "proofs_check.goal", "import numpy"),
    (no_hidden_imports, "proofs_check.judging", "import importlib\nimportlib.import_module(name)"),
)


@pytest.mark.parametrize(("rule", "module", "source"), OFFENDERS)
def test_rule_finds_an_offender(rule: Rule, module: str, source: str) -> None:
    assert rule(module, list(imports(source, module)))


def test_rules_let_the_right_ones_through() -> None:
    fine = (
        ("theory.taylor_step", "import sympy\nfrom proofs_check.statement.claim import Claim"),
        (SYMPY_ENGINE, "import sympy"),
        (
            "proofs_check.worlds.draw",
            "import numpy as np\nfrom scipy import linalg\nfrom .world import World\nimport math",
        ),
        ("proofs_check.report.html", "import json\nfrom jinja2 import Environment\nfrom .view import view"),
        ("proofs_check.judging", "from proofs_check.goal import Goal\nimport theory_of_everything"),
    )
    for module, source in fine:
        assert not [name for rule in RULES for name in rule(module, list(imports(source, module)))]
