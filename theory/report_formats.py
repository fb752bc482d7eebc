"""The formats of the report: which there are, what writes each, and which packages they need beyond the usual ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

Writer: TypeAlias = Callable[[Mapping[str, object], Path], Path]

FORMATS = ("html", "markdown", "notebook", "pdf")
PACKAGES = {"notebook": "nbformat", "pdf": "typst"}


class FormatError(Exception):
    """A format that does not exist, or a package that it needs; the message says what to do."""


def formats_of(asked: Iterable[str] | None) -> tuple[str, ...]:
    """The formats that were asked for, each once: `["html,pdf", "notebook"]`. Raises FormatError for an unknown one."""
    names = [name.strip().lower() for text in asked or ("html",) for name in text.split(",")]
    found = tuple(dict.fromkeys(filter(None, names)))
    for name in found:
        if name not in FORMATS:
            raise FormatError(f"'{name}' is no format of the report; choose from {', '.join(FORMATS)}")
    if not found:
        raise FormatError(f"--format needs a name: {', '.join(FORMATS)}")
    return found


def writer_of(name: str) -> Writer:
    """What writes a format of `FORMATS`. Raises FormatError where a package that it needs is not installed."""
    try:
        return _writer(name)
    except ModuleNotFoundError as problem:
        if problem.name != PACKAGES.get(name):
            raise
        raise FormatError(
            f"the {name} report needs the package {problem.name}, which is not installed; "
            f"install it with: pip install 'theory-checker[{name}]'"
        ) from None


def _writer(name: str) -> Writer:
    # Imported when asked for: the formats need packages that not everybody has.
    match name:
        case "markdown":
            from proofs_check.report.markdown import write_markdown

            return write_markdown
        case "notebook":
            from proofs_check.report.notebook import write_notebook

            return write_notebook
        case "pdf":
            from proofs_check.report.typst_page import write_pdf

            return write_pdf
        case _:
            from proofs_check.report.html import write_report

            return write_report
