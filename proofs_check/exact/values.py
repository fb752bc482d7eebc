"""Values of terms at exact points, and verdicts on statements.

A value is a closed real number, a `Complex` pair that is not real, an `Infinite`, or a `MatrixValue` of numbers. While
evaluating, `UndefinedTerm` and `Undecidable` are raised; the public functions turn them into `Undefined` and `Undecided`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from proofs_check.exact.closed_numbers import Closed
from proofs_check.statement.terms import Term


@dataclass(frozen=True)
class Complex:
    """re + im*i with closed parts, im not zero."""

    re: Closed
    im: Closed


@dataclass(frozen=True)
class Infinite:
    """The value oo (sign 1) or -oo (sign -1) of a limit."""

    sign: int


Scalar = Closed | Complex


@dataclass(frozen=True)
class MatrixValue:
    """A matrix of numbers, row by row; never 1 by 1, for that is a scalar."""

    rows: tuple[tuple[Scalar, ...], ...]

    @property
    def size(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])


Value = Closed | Complex | Infinite | MatrixValue


@dataclass(frozen=True)
class Undefined:
    """The term has no value at the point; `reason` says why, in plain words, `term` is the part that has none."""

    reason: str
    term: Term | None = None


@dataclass(frozen=True)
class Undecided:
    """Neither a value nor its absence was established."""

    reason: str


@dataclass(frozen=True)
class Verdict:
    """What holds of a statement at a point; `reason` explains 'undefined' and 'undecided'."""

    outcome: Literal["true", "false", "undefined", "undecided"]
    reason: str = ""
    term: Term | None = None

    @property
    def refutes(self) -> bool:
        """Whether a claim with this verdict at an admissible point is refuted."""
        return self.outcome in ("false", "undefined")


TRUE_VERDICT = Verdict("true")
FALSE_VERDICT = Verdict("false")


class UndefinedTerm(Exception):
    """Raised where a term has no value."""

    def __init__(self, reason: str, term: Term | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.term = term


class Undecidable(Exception):
    """Raised where a question stays open."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
