"""What is judged in every block of an experiment."""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofs_check.instances.plan import Block, plan_blocks
from proofs_check.instances.values import NotNumeric
from proofs_check.statement.domains import membership
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Number, Term, children, rebuild
from proofs_check.worlds.world import World

LARGEST_ENTRIES = 1_000_000


@dataclass(frozen=True)
class Question:
    """A claim as it is asked of instances: with what the domains of its letters say, letter by letter."""

    formal: Formal
    facts: tuple[tuple[str, tuple[Term, ...], bool], ...]
    """Letter, what its domain says, whether it must be whole."""


def question(formal: Formal) -> Question:
    """The claim with the facts of its domains."""
    facts = [(name, membership(name, domain), domain.kind == "integer") for name, domain in formal.letters]
    return Question(formal, tuple(fact for fact in facts if fact[1] or fact[2]))


@dataclass(frozen=True)
class Trial:
    """What is judged in every block: the claim's statement and the mutants, on the letters that `world` returns.

    put: letters of the claim that stand for terms, because a hypothesis says so; they are not drawn.
    """

    world: World
    claim: Question
    observes: str
    mutants: tuple[Question, ...] = ()
    put: tuple[tuple[str, Term], ...] = ()

    def entries(self, n: int) -> int:
        """How many entries the largest array of an instance has. Raises NotNumeric where they are too many."""
        sizes = {size for _, domain in self.claim.formal.letters for size in domain.size}
        symbolic = {size for size in sizes if not isinstance(size, Number)}
        sides = [1, n if len(self.world.sizes) > 1 else 1]
        sides += [int(size.value) for size in sizes if isinstance(size, Number)]
        sides += [n if len(symbolic) == 1 else n + 2] if symbolic else []
        if max(sides) ** 2 > LARGEST_ENTRIES:
            raise NotNumeric("matrices of more than a million entries")
        is_flat = (
            all(domain.is_scalar for _, domain in self.claim.formal.letters) and len(self.world.sizes) == 1
        )
        return 1 if is_flat else max(sides) ** 2

    def blocks(self, instances: int, seed: int) -> tuple[Block, ...]:
        """The blocks of this trial."""
        return plan_blocks(self.world.sizes, min(instances, self.world.most), seed, self.entries)


class Sharing:
    """Makes equal subterms of several statements one object: they are looked up in every block."""

    def __init__(self) -> None:
        self._known: dict[Term, Term] = {}

    def term(self, term: Term) -> Term:
        """The term, built of shared parts."""
        if term not in self._known:
            self._known[term] = rebuild(term, tuple(self.term(part) for part in children(term)))
        return self._known[term]

    def formal(self, formal: Formal) -> Formal:
        """The claim, built of shared parts."""
        sequences = tuple(
            replace(found, start=tuple(map(self.term, found.start)), step=self.term(found.step))
            for found in formal.sequences
        )
        given = tuple((name, self.term(term)) for name, term in formal.given)
        return Formal(formal.letters, given, sequences, self.term(formal.claim))

    def question(self, formal: Formal) -> Question:
        """The claim and its facts, built of shared parts."""
        found = question(self.formal(formal))
        facts = tuple((name, tuple(map(self.term, terms)), whole) for name, terms, whole in found.facts)
        return Question(found.formal, facts)


def trial_of(
    world: World,
    formal: Formal,
    observes: str,
    mutants: tuple[Formal, ...],
    put: tuple[tuple[str, Term], ...] = (),
) -> Trial:
    """The trial, with equal subterms of claim and mutants made one object."""
    sharing = Sharing()
    return Trial(world, sharing.question(formal), observes, tuple(map(sharing.question, mutants)), put)
