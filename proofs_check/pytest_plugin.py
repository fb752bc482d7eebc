"""Claims as tests: pytest collects `*.claims.toml` and the `claim` blocks of Markdown files, one test a claim.

A test passes when the claim is proved; a claim with `expect = "refuted"` is an expected failure, strict: refuted it is
reported as xfailed, with any other verdict as failed. `unknown` never passes. Judging is that of `theory check`: same
budgets, same cache, a worker with limits for each claim. Nothing heavy is imported here: the engines load in a process of
their own, when the first claim is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from proofs_check.judging_apart import JudgeApart
    from proofs_check.statement.claim import Claim
    from proofs_check.statement.claim_file import BadClaim

CLAIM_FILES = ("*.claims.toml", "*.md", "*.markdown", "*.mdx", "*.qmd", "*.rmd")
SECONDS = "600"
JUDGE = pytest.StashKey["JudgeApart"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options and settings of the plugin."""
    group = parser.getgroup("claims", "mathematical claims in *.claims.toml and Markdown files")
    group.addoption(
        "--claims-quick", action="store_true", help="judge claims with few instances and small searches"
    )
    group.addoption("--no-claims", action="store_true", help="collect no claims")
    parser.addini(
        "claims_files",
        "patterns of the files whose claims are collected; those named on the command line always are",
        type="args",
        default=list(CLAIM_FILES),
    )
    parser.addini("claims_seconds", "processor time that a claim may take, in seconds", default=SECONDS)


def pytest_configure(config: pytest.Config) -> None:
    """The mark that every claim carries: `-m claim`, `-m 'not claim'`. Raises UsageError for a setting that is none."""
    _seconds(config)
    config.addinivalue_line("markers", "claim: a mathematical claim of a file, judged by theory-checker")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Ends the process that judges, if one was started."""
    judge = config.stash.get(JUDGE, None)
    if judge is not None:
        judge.close()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A claim file, or a Markdown file with at least one claim block."""
    if parent.config.getoption("no_claims") or not _is_asked_for(file_path, parent):
        return None
    if not file_path.name.endswith(".claims.toml") and not _has_claim_block(file_path):
        return None
    return ClaimFile.from_parent(parent, path=file_path)


def _is_asked_for(path: Path, parent: pytest.Collector) -> bool:
    """Whether the file is named on the command line, or its name (for a pattern with a slash, its path) fits a pattern."""
    if parent.session.isinitpath(path):
        return any(fnmatch(path.name.lower(), pattern) for pattern in CLAIM_FILES)
    return any(
        fnmatch(path.as_posix(), f"*/{pattern.removeprefix('./')}")
        if "/" in pattern
        else fnmatch(path.name, pattern)
        for pattern in parent.config.getini("claims_files")
    )


def _has_claim_block(path: Path) -> bool:
    """Whether a text holds a block fenced as `claim`. What cannot be read as text holds none."""
    from proofs_check.statement.claim_source import Problem, fences, file_text, plain

    try:
        text = plain(file_text(path))
    except Problem:
        return False
    return "claim" in text and any(word == "claim" for word, _ in fences(text))


class ClaimFile(pytest.File):
    """A file of claims. What is wrong with one of them is the failure of that one."""

    def collect(self) -> Iterator[ClaimItem]:
        """One test for each claim, in the order of the file."""
        from proofs_check.statement.claim_file import placed_claims

        taken: set[str] = set()
        for claim, line in placed_claims(self.path, _shown(self.path, self.config)):
            name = claim.id or (f"line_{line}" if line else "file")
            if name in taken:  # the second of two claims with one id, which cannot be read
                name = f"{name}_line_{line}"
            taken.add(name)
            yield ClaimItem.from_parent(self, name=name, claim=claim, line=line)


class ClaimItem(pytest.Item):
    """One claim of a file, or the place of one that cannot be read."""

    def __init__(self, *, claim: Claim | BadClaim, line: int, **rest: Any) -> None:
        super().__init__(**rest)
        self.claim, self.line = claim, line
        self.add_marker("claim")

    def runtest(self) -> None:
        """Judges the claim. Raises NotAsExpected, or pytest's outcome of an expected failure."""
        from proofs_check.claim_failure import in_one_line, not_as_expected, unreadable
        from proofs_check.judging_apart import Asked
        from proofs_check.statement.claim_file import BadClaim

        if isinstance(self.claim, BadClaim):
            raise unreadable(self.claim, self._place())
        quick = bool(self.config.getoption("claims_quick"))
        record = _judge(self.config).record(Asked(self.claim, quick, _seconds(self.config)))
        self.user_properties += [("verdict", str(record["verdict"])), ("trust", str(record["trust"] or ""))]
        failure = not_as_expected(self.claim, record, self._place(), quick)
        if record["verdict"] != (self.claim.expect or "proved"):
            raise failure
        if record["verdict"] in ("refuted", "unknown"):
            pytest.xfail(f"as expected {in_one_line(record)}")
            raise failure  # reached under --runxfail, where an expected failure is to be shown as a failure

    def _place(self) -> Any:
        from proofs_check.claim_failure import Place

        file = _shown(self.path, self.config)
        options = ("--claims-quick",) if self.config.getoption("claims_quick") else ()
        return Place(file, self.line, (*options, f"{file}::{self.name}"))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What is wrong, in words; pytest's own account of anything but a verdict."""
        from proofs_check.claim_failure import NotAsExpected

        failure = excinfo.value
        if not isinstance(failure, NotAsExpected):
            return super().repr_failure(excinfo, style)
        shown = excinfo.getrepr(style="value")
        if shown.reprcrash is not None:  # what the summary and JUnit show: the place and one line
            shown.reprcrash.path, shown.reprcrash.lineno = failure.path, failure.line
            shown.reprcrash.message = failure.head
        return shown

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the claim stands; pytest counts lines from 0."""
        return self.path, max(self.line - 1, 0), f"claim {self.name}"


def _shown(path: Path, config: pytest.Config) -> str:
    """The file as it is named from where pytest was started."""
    try:
        return path.relative_to(config.invocation_params.dir).as_posix()
    except ValueError:
        return path.as_posix()


def _judge(config: pytest.Config) -> JudgeApart:
    """The process that judges for this run; each process of a distributed run has its own."""
    from proofs_check.judging_apart import JudgeApart

    return config.stash.setdefault(JUDGE, JudgeApart())


def _seconds(config: pytest.Config) -> int:
    given = str(config.getini("claims_seconds"))
    if not given.isascii() or not given.isdigit() or int(given) < 1:
        raise pytest.UsageError(f"claims_seconds = {given!r}: write a whole number of seconds, at least 1")
    return int(given)
