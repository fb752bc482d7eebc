"""Goals and answers: what engines are asked, and what they may say.

A goal is a statement to be proved for all admissible values of its letters. Engines may assume that every term of the
goal is defined: definedness is proved apart, as goals of its own (see `definedness.py`). Bodies of sums, quantifiers, limits and
derivatives are no such terms: a sum over an empty range has a value, though its body need not have one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from proofs_check.statement.bound_letters import apart
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.formal import Formal, Sequence
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Term, free_letters

Trust = Literal["kernel", "certificate", "two engines", "one engine"]
TRUSTS: tuple[Trust, ...] = ("kernel", "certificate", "two engines", "one engine")  # strongest first

Point = Mapping[str, Term]
"""An exact assignment: letter -> closed term (a Number, a Matrix of Numbers, or a closed expression like sqrt(2)/2)."""


@dataclass(frozen=True)
class Goal:
    """Prove `conclusion` for every value of `letters` (in their domains) that satisfies `hypotheses`."""

    letters: tuple[tuple[str, Domain], ...]
    hypotheses: tuple[Term, ...]
    conclusion: Term
    sequences: tuple[Sequence, ...] = ()

    @cached_property
    def scope(self) -> Scope:
        """What the names mean."""
        return Scope(dict(self.letters), {sequence.name: sequence.shape for sequence in self.sequences})

    @cached_property
    def first_indices(self) -> dict[str, int]:
        """The first index of each sequence."""
        return {sequence.name: sequence.first for sequence in self.sequences}

    def facts(self) -> tuple[Term, ...]:
        """The hypotheses and what the domains of the scalar letters say (bounds, nonzero; not that it is an integer)."""
        found = [fact for name, domain in self.letters for fact in membership(name, domain)]
        return (*found, *self.hypotheses)

    def concluding(self, conclusion: Term) -> Goal:
        """The same letters and hypotheses, another conclusion."""
        return replace(self, conclusion=conclusion)

    def assuming(self, *hypotheses: Term) -> Goal:
        """The goal with further hypotheses."""
        return replace(self, hypotheses=(*self.hypotheses, *hypotheses))

    def with_letter(self, name: str, domain: Domain) -> Goal:
        """The goal with one more letter, declared last; an earlier letter of that name is replaced."""
        kept = tuple((known, its) for known, its in self.letters if known != name)
        return replace(self, letters=(*kept, (name, domain)))


def goal_of(formal: Formal) -> Goal:
    """The goal that a parsed claim sets (definedness apart). No name is both free and bound in it.

    A letter that a sequence depends on is free: inside `limit(x(n), n, oo)` it keeps its value.
    """
    given = tuple(term for _, term in formal.given)
    ends = tuple(end for _, domain in formal.letters for end in domain.terms())
    taken = frozenset[str]().union(*map(free_letters, (formal.claim, *given, *ends)))
    for sequence in formal.sequences:
        taken |= (free_letters(sequence.step) - {sequence.index}).union(*map(free_letters, sequence.start))
    hypotheses = tuple(apart(fact, taken) for fact in given)
    return Goal(formal.letters, hypotheses, apart(formal.claim, taken), formal.sequences)


@dataclass(frozen=True)
class Answer:
    """What an engine found.

    outcome: 'proved'; 'refuted' - `point` is a candidate, worth nothing before it is re-checked exactly; 'undecided'.
    trust: how far a 'proved' may be trusted. engines: the names of all that took part. detail: one line for the
    record (the certificate, or the reason why nothing was decided).
    """

    engine: str
    outcome: Literal["proved", "refuted", "undecided"]
    detail: str = ""
    trust: Trust = "one engine"
    engines: tuple[str, ...] = ()
    point: Point = field(default_factory=dict)

    @property
    def proved(self) -> bool:
        return self.outcome == "proved"


def proved(engine: str, detail: str, trust: Trust = "one engine", parts: tuple[Answer, ...] = ()) -> Answer:
    """A proof by `engine` that rests on `parts`; it is trusted no further than the weakest of them."""
    engines = tuple(
        dict.fromkeys((engine, *(name for part in parts for name in part.engines or (part.engine,))))
    )
    return Answer(engine, "proved", detail, weakest((trust, *(part.trust for part in parts))), engines)


def undecided(engine: str, detail: str) -> Answer:
    """No decision, with the reason."""
    return Answer(engine, "undecided", detail)


def weakest(trusts: tuple[Trust, ...]) -> Trust:
    """The weakest of the labels; 'certificate' when there is none to weaken it."""
    return max(trusts, key=TRUSTS.index, default="certificate")


@dataclass(frozen=True)
class Budget:
    """How much an engine may spend, in counts: a verdict does not depend on the wall clock.

    thorough: whether costly engines are asked too; side conditions deep inside a proof are left to the quick ones.
    goals: how many different goals one proof may ask about.
    """

    z3_rlimit: int = 4_000_000
    polynomial_terms: int = 20_000
    precision_bits: int = 2_000
    search_points: int = 20_000
    depth: int = 6
    thorough: bool = True
    instances: int = 100_000
    goals: int = 100_000


Prover = Callable[[Goal], Answer]
"""Proves a smaller goal for an engine that splits its own; the judge hands it in and bounds its depth."""
