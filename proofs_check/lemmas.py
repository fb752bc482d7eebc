"""Elementary facts that derivations cite by name.

Each is a statement of the language. A lemma with a `reference` is cited, not proved, and caps the trust of what uses it; the
others are proved by the judge in the test suite.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from proofs_check.statement.formal import Formal, formalize


@dataclass(frozen=True)
class Lemma:
    """A named fact; `reference` is empty where the judge proves it."""

    name: str
    says: str
    claim: str
    let: Mapping[str, str]
    given: Mapping[str, str] = field(default_factory=dict)
    reference: str = ""

    @cached_property
    def formal(self) -> Formal:
        return formalize(self.let, self.given, {}, self.claim)


_ALL = (
    Lemma(
        "cauchy_schwarz",
        "The product of two vectors is at most the product of their norms.",
        "abs(dot(u, v)) <= norm(u)*norm(v)",
        {"n": "integer >= 1", "u": "vector(n)", "v": "vector(n)"},
    ),
    Lemma(
        "square_nonnegative",
        "A square is not negative.",
        "x**2 >= 0",
        {"x": "real"},
    ),
    Lemma(
        "size_of_power",
        "The size of a power times a number.",
        "abs(x**t*y) == abs(x)**t*abs(y)",
        {"x": "real", "y": "real", "t": "natural"},
    ),
    Lemma(
        "size_of_ratio",
        "The size of a quotient of powers times a number.",
        "abs(x**t*y/z**t) == abs(y)*(abs(x)/abs(z))**t",
        {"x": "real", "y": "real", "z": "nonzero", "t": "natural"},
    ),
    Lemma(
        "convex_chord",
        "A convex function of c >= 0 that has risen above its value at 0 by a point c keeps rising beyond it.",
        "q >= p + (d - c)*(p - a)/c",
        {"a": "real", "p": "real", "q": "real", "c": "positive", "d": "real"},
        {"beyond": "d >= c", "convex": "p <= (1 - c/d)*a + (c/d)*q", "above": "p >= a"},
    ),
)

LEMMAS: Mapping[str, Lemma] = MappingProxyType({lemma.name: lemma for lemma in _ALL})
