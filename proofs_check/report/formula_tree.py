"""The tree of a formula: signs, numerals and names, and what is built of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class Sign:
    """One character that stands for itself: a letter, a relation, an operator, a bracket."""

    character: str


@dataclass(frozen=True)
class Numeral:
    """Digits, with a decimal point or without."""

    digits: str


@dataclass(frozen=True)
class Name:
    """The name of a function; `limits` where an index stands below it."""

    word: str
    limits: bool


@dataclass(frozen=True)
class Prose:
    """Words of ordinary text within a formula."""

    words: str


@dataclass(frozen=True)
class Space:
    """A space of one of the widths of `SPACES`."""

    width: str


@dataclass(frozen=True)
class Styled:
    """A body in upright, bold, blackboard or script letters, or under an accent; `style` is the LaTeX word."""

    style: str
    body: Row


@dataclass(frozen=True)
class Fraction:
    """A quotient, or a binomial coefficient."""

    kind: Literal["frac", "binom"]
    top: Row
    bottom: Row


@dataclass(frozen=True)
class Root:
    """A root; the degree is empty for the square root."""

    degree: Row
    body: Row


@dataclass(frozen=True)
class Fenced:
    """A body between brackets that grow with it; "" is an invisible one."""

    left: str
    body: Row
    right: str


@dataclass(frozen=True)
class Scripts:
    """A base with an index, an exponent or both."""

    base: Node
    below: Row | None
    above: Row | None


@dataclass(frozen=True)
class Grid:
    """A matrix or a list of cases; `kind` is the name of the environment."""

    kind: str
    rows: tuple[tuple[Row, ...], ...]


Node: TypeAlias = Sign | Numeral | Name | Prose | Space | Styled | Fraction | Root | Fenced | Scripts | Grid
Row: TypeAlias = tuple[Node, ...]
