"""What the language says when it cannot read something: where, what was expected, what was meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(eq=False)  # not frozen: Python sets the traceback of an exception that passes a context manager
class StatementError(Exception):
    """Text that is not of the language. `line` and `column` count from 1; 0 means unknown.

    `where` names the claim and its field, `file` the file; both are filled in by whoever knows them.
    """

    message: str
    line: int = 0
    column: int = 0
    hint: str = ""
    where: str = ""
    file: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        parts = [part for part in (place, self.where, self.message) if part]
        return ": ".join(parts) + (f" ({self.hint})" if self.hint else "")

    def __reduce__(self) -> tuple[type[StatementError], tuple[object, ...]]:
        fields = (self.message, self.line, self.column, self.hint, self.where, self.file)
        return type(self), fields  # so that it passes from a worker process to the one that asked

    def at(self, *, where: str = "", file: str = "", line: int = 0) -> StatementError:
        """The same error with its place completed; what is known already stays."""
        return replace(
            self,
            where=self.where or where,
            file=self.file or file,
            line=max(self.line - 1, 0) + line if line else self.line,
        )


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`did you mean 'x'?` where a known name is close, else ''."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else ""
