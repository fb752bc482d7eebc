"""A claim: one frozen value, written once, from which everything else is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    from proofs_check.statement.derivation import Step
    from proofs_check.statement.formal import Formal

REPAIRED = "__repaired"
Scope = Literal["whole", "instance", "reduction", "empirical"]


def merge_let(base: Mapping[str, str], changed: Mapping[str, str]) -> dict[str, str]:
    """The declarations of both, `changed` winning, each after those that its domain mentions."""
    merged = {**base, **changed}
    order: dict[str, str] = {}
    waiting = list(merged)
    while waiting:
        ready = [name for name in waiting if not _mentions(merged[name], set(waiting) - {name})]
        for name in (
            ready or waiting
        ):  # a circle is left as it stands: reading it reports the undeclared letter
            order[name] = merged[name]
        waiting = [name for name in waiting if name not in order]
    return order


def base_name(key: str) -> str:
    """The name that a key of `define` defines: J for 'J(y)'."""
    return key.partition("(")[0].strip()


def _mentions(domain: str, names: set[str]) -> bool:
    return bool(names & set(re.findall(r"[A-Za-z_]\w*", domain)))


@dataclass(frozen=True)
class Source:
    """Where a claim stands: a key of references.bib and a place in that work."""

    key: str
    place: str


@dataclass(frozen=True)
class Recurrence:
    """A sequence as a claim writes it: see `proofs_check.statement.formal.Sequence`."""

    start: tuple[str, ...]
    step: str
    index: str = "t"
    first: int = 0


Definition: TypeAlias = str | Recurrence | Mapping[str, object]


def merge_define(
    base: Mapping[str, Definition], changed: Mapping[str, str | Recurrence], let: Mapping[str, str]
) -> dict[str, Definition]:
    """The definitions of both; one of `base` gives way to a definition or a letter of its name: J(u, v) to J(y)."""
    names = {base_name(key) for key in changed} | set(let)
    return {**{key: value for key, value in base.items() if base_name(key) not in names}, **changed}


class RunsExperiments(Protocol):
    """A world: see `proofs_check.worlds.world.World`."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Experiment:
    """A world and what is compared with what it measured.

    world: 'module.name' in proofs_check.worlds (a name, so that a catalogue loads without NumPy), or the world itself.
    observes: a statement over the measured letters; '' is the claim itself. let: measured letters that the claim
    does not declare. Values that the world measured under a letter or a sequence's name replace it.
    """

    world: RunsExperiments | str
    observes: str = ""
    let: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mutant:
    """A near neighbour that is false. What is not given is as in the claim; `without` names a hypothesis to drop."""

    says: str
    claim: str = ""
    let: Mapping[str, str] = field(default_factory=dict)
    define: Mapping[str, str | Recurrence] = field(default_factory=dict)
    without: str = ""


@dataclass(frozen=True)
class Repair:
    """What the text should have said: hypotheses added, letters restricted, or another statement. Judged like any claim.

    A letter in `let` replaces a letter or a definition of its name; `without` names hypotheses that are given up.
    """

    says: str
    let: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    define: Mapping[str, str | Recurrence] = field(default_factory=dict)
    claim: str = ""
    without: tuple[str, ...] = ()
    scope: Scope = "whole"
    about: str = ""
    derivation: Callable[[], tuple[Step, ...]] | None = None
    experiments: tuple[Experiment, ...] = ()
    mutants: tuple[Mutant, ...] = ()


@dataclass(frozen=True)
class Refutation:
    """Where a claim fails though no evaluation shows it, as with a limit or a bound for all times: see `proofs_check.refuting`.

    at: values for all letters that the claim is about. derivation: steps in which these letters stand for their values; the last
    one states the negation of the claim.
    """

    at: Mapping[str, str]
    derivation: Callable[[], tuple[Step, ...]]


@dataclass(frozen=True)
class Claim:
    """A claim of a text.

    let, given, define, claim: the statement, in the language of design section 3.
    about: which objects the letters stand for, where the text speaks of objects that the language has no letters for.
    scope: 'whole' - the statement is the claim; 'instance' - the claim implies the statement (a refutation carries
    over, a proof does not); 'reduction' - the statement implies the claim by the argument in `about` (a proof carries
    over with the trust of a cited theorem, a refutation does not); 'empirical' - the statement says what usually happens in
    runs of the experiments, which alone decide.
    """

    id: str
    claim: str
    says: str = ""
    title: str = ""
    source: Source = Source("", "")
    tier: str = ""
    let: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    define: Mapping[str, str | Recurrence | Mapping[str, object]] = field(default_factory=dict)
    about: str = ""
    scope: Scope = "whole"
    derivation: Callable[[], tuple[Step, ...]] | None = None
    experiments: tuple[Experiment, ...] = ()
    mutants: tuple[Mutant, ...] = ()
    repair: Repair | None = None
    figures: Callable[[], tuple[Mapping[str, object], ...]] | None = None
    expect: str = ""
    refutation: Refutation | None = None

    @cached_property
    def formal(self) -> Formal:
        """The parsed statement. Raises StatementError."""
        # Imported here: listing a catalogue of claims needs no parser and must start at once.
        from proofs_check.statement.formal import formalize

        return formalize(self.let, self.given, self.define, self.claim)

    def repaired(self) -> Claim:
        """The claim that the repair states. Raises ValueError when there is none."""
        if self.repair is None:
            raise ValueError(f"claim '{self.id}' has no repair")
        mend = self.repair
        return replace(
            self,
            id=f"{self.id}{REPAIRED}",
            says=mend.says,
            let=merge_let(self.let, mend.let),
            given={
                **{name: text for name, text in self.given.items() if name not in mend.without},
                **mend.given,
            },
            define=merge_define(self.define, mend.define, mend.let),
            scope=mend.scope,
            about=mend.about,
            claim=mend.claim or self.claim,
            derivation=mend.derivation,
            experiments=mend.experiments,
            mutants=mend.mutants,
            repair=None,
            figures=None,
            refutation=None,
        )

    def mutated(self, mutant: Mutant) -> Claim:
        """The false neighbour as a claim of its own."""
        return replace(
            self,
            id=f"{self.id}__mutant",
            let=merge_let(self.let, mutant.let),
            given={name: text for name, text in self.given.items() if name != mutant.without},
            define=merge_define(self.define, mutant.define, mutant.let),
            claim=mutant.claim or self.claim,
            derivation=None,
            mutants=(),
            repair=None,
            figures=None,
            refutation=None,
        )


@dataclass(frozen=True)
class Entry:
    """An entry of the texts that takes several claims to state.

    join: 'parts' - the text claims all of them; 'readings' - the text leaves open which one it means.
    Each member's id is the entry's id, two underscores and a suffix.
    """

    id: str
    says: str
    source: Source
    members: tuple[Claim, ...]
    join: Literal["parts", "readings"] = "parts"
    title: str = ""
    tier: str = ""
    figures: Callable[[], tuple[Mapping[str, object], ...]] | None = None


@dataclass(frozen=True)
class Prose:
    """An entry without a formal reading, and the reason, in words that help the reader."""

    id: str
    says: str
    source: Source
    reason: str
    title: str = ""
    tier: str = ""
