"""Domains: what a declared letter may be.

A domain is written as text (`real in [0, 1)`, `integer >= 1`, `spd(n)`); `parse.py` reads it. Bounds and sizes are terms
and may use letters declared before.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Letter,
    Number,
    Sum,
    Term,
)

SCALAR_KINDS = ("real", "integer", "complex")
MATRIX_KINDS = ("matrix", "symmetric", "psd", "spd", "diagonal", "orthogonal", "invertible")
SYMMETRIC_KINDS = ("symmetric", "psd", "spd", "diagonal")
INVERTIBLE_KINDS = ("spd", "orthogonal", "invertible")


@dataclass(frozen=True)
class Bound:
    """One end of an interval; `closed` says whether the end belongs to it."""

    at: Term
    closed: bool


@dataclass(frozen=True)
class Domain:
    """The admissible values of a letter.

    kind: one of SCALAR_KINDS, 'vector' or one of MATRIX_KINDS. low, high: ends of the interval of a real or an integer.
    nonzero: zero is excluded. size: (n,) of a vector, (rows, columns) of a matrix. over: 'real' or 'complex' entries.
    """

    kind: str
    low: Bound | None = None
    high: Bound | None = None
    nonzero: bool = False
    size: tuple[Term, ...] = ()
    over: str = "real"

    @property
    def is_scalar(self) -> bool:
        return self.kind in SCALAR_KINDS

    @property
    def is_complex(self) -> bool:
        return self.kind == "complex" or self.over == "complex"

    def terms(self) -> tuple[Term, ...]:
        """Bounds and sizes, in a fixed order."""
        ends = tuple(end.at for end in (self.low, self.high) if end is not None)
        return ends + self.size

    def with_terms(self, terms: tuple[Term, ...]) -> Domain:
        """The same domain with the terms of `terms()` replaced."""
        left = list(terms)
        low = Bound(left.pop(0), self.low.closed) if self.low else None
        high = Bound(left.pop(0), self.high.closed) if self.high else None
        return Domain(self.kind, low, high, self.nonzero, tuple(left), self.over)


REAL = Domain("real")
INTEGER = Domain("integer")
NATURAL = Domain("integer", low=Bound(ZERO, True))
POSITIVE = Domain("real", low=Bound(ZERO, False))
COMPLEX = Domain("complex")


def membership(name: str, domain: Domain) -> tuple[Term, ...]:
    """What the domain says of a scalar letter beyond its kind, as statements; empty for vectors and matrices.

    Definiteness, orthogonality and the like are not statements about entries; engines ask `Domain.kind` for them.
    """
    letter = Letter(name)
    facts: list[Term] = []
    if domain.low and not is_infinite(domain.low.at):
        facts.append(Compare(">=" if domain.low.closed else ">", letter, domain.low.at))
    if domain.high and not is_infinite(domain.high.at):
        facts.append(Compare("<=" if domain.high.closed else "<", letter, domain.high.at))
    if domain.nonzero and domain.is_scalar:
        facts.append(Compare("!=", letter, ZERO))
    return tuple(facts)


def index_domain(term: Sum) -> Domain:
    """What the letter of a sum or product runs through: the whole numbers, from the lower end on where that is a number."""
    if isinstance(term.low, Number) and term.low.value.denominator == 1:
        return Domain("integer", low=Bound(term.low, True))
    return INTEGER


def is_infinite(term: Term) -> bool:
    """Whether a bound is `oo` or `-oo`."""
    if isinstance(term, Apply) and term.op == "neg":
        term = term.args[0]
    return isinstance(term, Constant) and term.name == "oo"


def always(parts: tuple[Term, ...]) -> Term:
    """The conjunction of facts, true when there are none."""
    return parts[0] if len(parts) == 1 else Connective("and", parts)
