"""What an experiment found, block by block and in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from proofs_check.statement.terms import Term


@dataclass(frozen=True)
class ExperimentResult:
    """Instances of a claim, counted. admissible - inconclusive - failed of them agree with it.

    says: what the world runs. observes: the statement that was compared, as text. inconclusive: admissible, but rounding
    hides the answer. failed: false or undefined in floating point: a hint, and no more. worst_ratio: the largest
    |l - r|/tolerance among the equalities that hold. first_failure: the drawn letters of the first instance that
    failed, as exact numbers (a float is a binary rational), for an exact re-check; measured: what else was known there,
    rounded. mutant_failures, mutants_judged: for each mutant, on how many instances it failed, and out of how many;
    a mutant that fails early is not judged further, one that cannot be judged here has 0 of both.
    """

    world: str
    says: str
    observes: str
    tried: int = 0
    admissible: int = 0
    inconclusive: int = 0
    failed: int = 0
    worst_ratio: float = 0.0
    first_failure: Mapping[str, Term] | None = None
    mutant_failures: tuple[int, ...] = ()
    mutants_judged: tuple[int, ...] = ()
    measured: Mapping[str, object] = field(default_factory=dict)

    @property
    def alive(self) -> tuple[int, ...]:
        """The mutants that no instance has killed yet."""
        return tuple(index for index, failures in enumerate(self.mutant_failures) if failures == 0)


def merge(results: Iterable[ExperimentResult]) -> ExperimentResult:
    """The blocks of one experiment together, given in the order of their numbers. Raises ValueError when there is none."""
    parts = tuple(results)
    if not parts:
        raise ValueError("there is no block to merge")
    first = parts[0]
    failing = next((part for part in parts if part.first_failure is not None), first)
    return ExperimentResult(
        first.world,
        first.says,
        first.observes,
        tried=sum(part.tried for part in parts),
        admissible=sum(part.admissible for part in parts),
        inconclusive=sum(part.inconclusive for part in parts),
        failed=sum(part.failed for part in parts),
        worst_ratio=max(part.worst_ratio for part in parts),
        first_failure=failing.first_failure,
        mutant_failures=_sums(part.mutant_failures for part in parts),
        mutants_judged=_sums(part.mutants_judged for part in parts),
        measured=failing.measured,
    )


def _sums(rows: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))
