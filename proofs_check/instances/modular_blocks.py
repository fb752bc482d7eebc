"""Polynomial and rational identities checked modulo a prime on random residues: exact, without a tolerance.

An identity that fails modulo p on one instance is no identity. One that is none passes an instance with probability at
most degree/2^21, the residues being drawn uniformly from 2^21 of them (Schwartz-Zippel; the degree is that of the
difference of the two sides, cleared of denominators), provided that p does not divide all coefficients, which is why
the prime is drawn, too. Bounds and inequalities play no part: real points of an open set are dense. Definite matrices
are dense among the symmetric ones; orthogonal matrices are drawn by Cayley's formula.

Integer letters in exponents, ends of sums, sizes and indices are small whole numbers, the same for a whole chunk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from proofs_check.instances.degree import Setting, degree_of
from proofs_check.instances.equalities import size_letters, solve_equalities
from proofs_check.instances.modular_eval import ModularBlock
from proofs_check.instances.plan import chunk_size
from proofs_check.instances.residues import DRAWN_BITS, Field, Residue, random_field
from proofs_check.instances.values import NotNumeric, scalar_if_one
from proofs_check.statement.domains import SYMMETRIC_KINDS, Domain
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Connective,
    Number,
    Sum,
    Term,
    free_letters,
    walk,
)


@dataclass(frozen=True)
class ModularResult:
    """tried: instances; undefined: those with a denominator or pivot of 0, not counted further; failed: the identity
    does not hold there. false_accept: bound on the chance that a false identity passes one instance."""

    prime: int
    tried: int
    undefined: int
    failed: int
    degree: int

    @property
    def false_accept(self) -> float:
        return min(1.0, self.degree / 2.0**DRAWN_BITS)

    @property
    def holds(self) -> bool:
        """No instance failed, and at least one was decided."""
        return self.failed == 0 and self.tried > self.undefined


def check_modular(formal: Formal, instances: int, n: int, seed: int) -> ModularResult:
    """Checks the equalities of a claim, dimension n, on that many instances. Raises NotNumeric where it is no identity
    of rational functions, or rests on an equality that cannot be solved for a letter."""
    identity = prepare_modular(formal)
    rng = np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(n,))))
    return check_identity(identity, instances, n, rng)


@dataclass(frozen=True)
class Identity:
    """The equalities of a claim, its letters, and which of them are small whole numbers."""

    letters: tuple[tuple[str, Domain], ...]
    sides: tuple[tuple[Term, Term], ...]
    whole: tuple[str, ...]


def prepare_modular(formal: Formal) -> Identity:
    """The identity that a claim states. Raises NotNumeric."""
    solved = solve_equalities(formal).formal
    if any(
        isinstance(part, Compare) and part.relation == "==" for _, term in solved.given for part in walk(term)
    ):
        raise NotNumeric("a hypothesis is an equality that is not solved for a letter")
    sides = tuple((part.left, part.right) for part in _equalities(solved.claim))
    terms = [side for pair in sides for side in pair]
    whole = {name for term in terms for name in _structural(term)} | set(size_letters(solved))
    return Identity(solved.free(), sides, tuple(name for name, _ in solved.letters if name in whole))


def _equalities(term: Term) -> Iterator[Compare]:
    match term:
        case Compare(relation="=="):
            yield term
        case Connective(op="and", parts=parts):
            for part in parts:
                yield from _equalities(part)
        case _:
            raise NotNumeric("only equalities are checked modulo a prime")


def _structural(term: Term) -> Iterator[str]:
    for node in walk(term):
        match node:
            case Apply(op="pow", args=(_, exponent)):
                yield from free_letters(exponent)
            case Apply(op="entry" | "row" | "column", args=(_, *indices)):
                for index in indices:
                    yield from free_letters(index)
            case Sum(low=low, high=high):
                yield from free_letters(low) | free_letters(high)


def check_identity(identity: Identity, instances: int, n: int, rng: np.random.Generator) -> ModularResult:
    """The check in chunks that fit the cache. Raises NotNumeric."""
    field, undefined, failed, degree = random_field(rng), 0, 0, 0
    orthogonal = frozenset(name for name, domain in identity.letters if domain.kind == "orthogonal")
    chunk, left = chunk_size(n * n if any(domain.size for _, domain in identity.letters) else 1), instances
    while left:
        count = min(chunk, left)
        block = draw_residues(identity, field, rng, count, n)
        good, defined = np.ones(count, dtype=bool), np.ones(count, dtype=bool)
        for one, other in identity.sides:
            difference = field.add(block.value(one), block.value(other), -1)
            good &= field.is_zero(difference)
            degree = max(degree, degree_of(one, other, Setting(block.whole, orthogonal, n)))
        defined &= block.defined
        undefined += int((~defined).sum())
        failed += int((defined & ~good).sum())
        left -= count
    return ModularResult(field.p, instances, undefined, failed, degree)


def draw_residues(
    identity: Identity, field: Field, rng: np.random.Generator, instances: int, n: int
) -> ModularBlock:
    """Random residues for all letters. Raises NotNumeric."""
    domains = dict(identity.letters)
    whole = {
        name: _small_number(identity, domains[name], name, place, n, rng)
        for place, name in enumerate(identity.whole)
        if name in domains
    }
    block = ModularBlock(field, {}, whole, instances)
    for name, domain in identity.letters:
        if name not in whole:
            block.letters[name] = _residues(field, rng, block, domain)
    return block


def _small_number(
    identity: Identity, domain: Domain, name: str, place: int, n: int, rng: np.random.Generator
) -> int:
    """n, n + 1, n - 1, ... for dimensions; from 1 to 5 above the lower end for other whole numbers."""
    if _is_size(identity, name):
        return max(n + (place + 1) // 2 * (1 if place % 2 else -1), 1)
    low = domain.low.at if domain.low else Number(Fraction(0))
    return (int(low.value) if isinstance(low, Number) else 0) + 1 + int(rng.integers(0, 5))


def _is_size(identity: Identity, name: str) -> bool:
    return any(name in free_letters(size) for _, domain in identity.letters for size in domain.size)


def _residues(field: Field, rng: np.random.Generator, block: ModularBlock, domain: Domain) -> Residue:
    rows, columns = ([block.integer(size) for size in domain.size] + [1, 1])[:2]
    if not domain.size:
        columns = 1
    drawn = field.draw(rng, block.instances, rows, columns)
    if domain.kind == "diagonal":
        return Residue(scalar_if_one(drawn.value * np.identity(rows)), drawn.bound)
    if domain.kind in SYMMETRIC_KINDS:
        return Residue(scalar_if_one(drawn.value + drawn.value.swapaxes(1, 2)), 2 * drawn.bound)
    if domain.kind == "orthogonal":
        return block.cayley(drawn, rng)
    return Residue(scalar_if_one(drawn.value), drawn.bound)
