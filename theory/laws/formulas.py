"""Closed forms of the catalogue's claims, evaluated exactly at the letters of a law.

A law types no formula: it names a claim and the side of an equality, or a term, of that claim's own statement. A claim with a repair
is meant as repaired when its id ends in '__repaired'.

Notation: eps is the rate and delta the stabiliser in the claims, lr and eps in the suite.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from proofs_check.exact.algebraic import near
from proofs_check.exact.evaluate import Evaluator
from proofs_check.exact.matrices import rows_of, table
from proofs_check.exact.values import Infinite, Value
from proofs_check.goal import Budget
from proofs_check.statement.claim import Claim, Entry
from proofs_check.statement.formal import Formal, extend
from proofs_check.statement.parse import parse_term
from proofs_check.statement.terms import Compare, Connective, Quantified, Term, children, walk
from proofs_check.statement.text import text
from theory.laws import lemmas
from theory.laws.subject import Array

REPAIRED = "__repaired"
LETTERS = (
    ("lr", "eps"),
    ("eps", "delta"),
    ("momentum", "alpha"),
    ("decay", "rho"),
    ("beta1", "beta1"),
    ("beta2", "beta2"),
    ("weight_decay", "lambda_"),
)
Given: TypeAlias = float | int | Array


class NoFormula(LookupError):
    """The claim does not say that; the message says what it does say."""


@dataclass(frozen=True)
class Formula:
    """A term of a claim. `claim`: the id; `says`: the term, or the left side whose right side is meant."""

    claim: str
    says: str
    right: bool = False

    def at(self, **letters: Given) -> float:
        """The value, rounded once. Whole numbers are indices and counts; arrays (n,) are columns, (n, T) matrices."""
        (found,) = self.column(**letters)
        return found

    def column(self, **letters: Given) -> tuple[float, ...]:
        """The entries of a column."""
        return _evaluated(self, tuple(sorted((name, _frozen(value)) for name, value in letters.items())))


def term(claim: str, says: str) -> Formula:
    """A term of the claim's statement or in its letters and sequences."""
    return Formula(claim, says)


def right_of(claim: str, left: str) -> Formula:
    """What the claim says that `left` equals."""
    return Formula(claim, left, True)


def letters_of(hyper: Mapping[str, float]) -> dict[str, float]:
    """The hyperparameters under the names that the claims give them."""
    return {letter: hyper[name] for name, letter in LETTERS if name in hyper}


@lru_cache(maxsize=1)
def claims_by_id() -> Mapping[str, Claim]:
    """Every claim of the catalogue, members of entries and repaired statements among them, and the suite's own lemmas."""
    from theory.catalog import TOPICS

    found: dict[str, Claim] = {}
    for entries in (*(claims for _, claims in TOPICS), lemmas.CLAIMS):
        for entry in entries:
            members = entry.members if isinstance(entry, Entry) else (entry,)
            for claim in (member for member in members if isinstance(member, Claim)):
                found[claim.id] = claim
                if claim.repair is not None:
                    found[claim.id + REPAIRED] = claim.repaired()
    return found


def claim_of(name: str) -> Claim:
    """The claim of this id. Raises NoFormula."""
    known = claims_by_id()
    if name not in known:
        raise NoFormula(f"the catalogue has no claim '{name}'")
    return known[name]


@lru_cache(maxsize=256)
def _read(formula: Formula) -> Term:
    """The term that a formula means. Raises NoFormula."""
    formal = opened(formula.claim)
    meant = parse_term(formula.says, extend(formal, {}, dict(claim_of(formula.claim).define)))
    if not formula.right:
        return meant
    equalities = [part for part in parts_of(formal.claim) if part.relation == "=="]
    for part in equalities:
        if part.left == meant:
            return part.right
    known = "; ".join(text(part.left) for part in equalities) or "no equality"
    raise NoFormula(f"claim '{formula.claim}' does not say what {formula.says} is; it has {known}")


@lru_cache(maxsize=256)
def opened(name: str) -> Formal:
    """The claim's statement, with the letters of its quantifiers among its letters: terms under them are terms of the claim too."""
    formal = claim_of(name).formal
    bound = [(part.letter, part.domain) for part in walk(formal.claim) if isinstance(part, Quantified)]
    known = {letter for letter, _ in formal.letters}
    return replace(formal, letters=formal.letters + tuple(pair for pair in bound if pair[0] not in known))


def parts_of(statement: Term) -> tuple[Compare, ...]:
    """The comparisons of a statement, whatever joins them."""
    if isinstance(statement, Compare):
        return (statement,)
    if isinstance(statement, Connective):
        return tuple(part for child in statement.parts for part in parts_of(child))
    return ()


def occurs(formula: Formula) -> bool:
    """Whether the term stands in the claim's statement, or in the hypotheses, word for word."""
    formal, meant = opened(formula.claim), _read(formula)
    statements = (formal.claim, *(given for _, given in formal.given))
    return any(_contains(statement, meant) for statement in statements)


def _contains(whole: Term, part: Term) -> bool:
    return whole == part or any(_contains(child, part) for child in children(whole))


def _frozen(value: Given) -> Any:
    if isinstance(value, np.ndarray):
        rows = value.reshape(len(value), -1)
        return tuple(tuple(Fraction(float(x)) for x in row) for row in rows)
    return Fraction(int(value)) if isinstance(value, int | np.integer) else Fraction(float(value))


@lru_cache(maxsize=20_000)
def _evaluated(formula: Formula, letters: tuple[tuple[str, Any], ...]) -> tuple[float, ...]:
    evaluator = Evaluator(opened(formula.claim), Budget())
    values = {name: table(value) if isinstance(value, tuple) else value for name, value in letters}
    found = evaluator.value(_read(formula), evaluator.at(values))
    return tuple(_rounded(entry) for entry in _entries(found))


def _entries(value: Value) -> list[Any]:
    if isinstance(value, Infinite):
        raise NoFormula("the value is infinite")
    return [entry for row in rows_of(value) for entry in row]


def _rounded(value: Any) -> float:
    return float(near(value, 160).real.mid())
