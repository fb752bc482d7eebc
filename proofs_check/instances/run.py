"""Experiments: a claim and its mutants judged on the instances that a world, or the sampler, draws.

`prepare` reads the texts once, `plan_blocks` cuts the work, `run_block` does one block and is a pure function of its
arguments, `merge` adds up; `run_experiment` does all of it in one process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

import numpy as np

from proofs_check.instances.equalities import size_letters, solve_equalities
from proofs_check.instances.letters import Letters
from proofs_check.instances.plan import Block
from proofs_check.instances.result import ExperimentResult, merge
from proofs_check.instances.sampling import Sampler, sampler_of
from proofs_check.instances.tally import Open, Tally, together
from proofs_check.instances.trial import Trial, trial_of
from proofs_check.instances.values import Array, NotNumeric
from proofs_check.statement.claim import Claim, Experiment
from proofs_check.statement.errors import StatementError
from proofs_check.statement.formal import Formal, extend
from proofs_check.statement.parse import Context, parse_statement
from proofs_check.statement.sorts import SCALAR, Shape
from proofs_check.statement.terms import (
    Diff,
    Letter,
    Limit,
    Quantified,
    Term,
    free_letters,
    substitute,
    walk,
)
from proofs_check.statement.text import text
from proofs_check.worlds.world import Measured, World

SAMPLED_SIZES = (1, 2, 3, 8)
KEPT_BYTES = 24_000_000


def find_world(world: object) -> World:
    """The world itself, or the one that 'module.name' names. Raises ValueError."""
    if isinstance(world, World):
        return world
    module, _, name = str(world).rpartition(".")
    worlds: tuple[World, ...] = import_module(f"proofs_check.worlds.{module}").WORLDS
    found = next((known for known in worlds if known.name == name), None)
    if found is None:
        raise ValueError(f"no world '{world}': the module has {', '.join(known.name for known in worlds)}")
    return found


def prepare(claim: Claim, experiment: Experiment, mutants: tuple[Formal, ...]) -> Trial:
    """The trial of an experiment: its texts parsed, a measured letter in the place of a definition of its name.

    Where the experiment observes a statement of its own, the claim's hypotheses over letters that the world does not
    return, or that have no value by arithmetic, are what the world is built to satisfy. Raises StatementError.
    """
    formal, world = claim.formal, find_world(experiment.world)
    kept = {
        key: value
        for key, value in claim.define.items()
        if key.partition("(")[0].strip() not in experiment.let
    }
    context = extend(formal, experiment.let, kept)
    statement = formal.claim
    given = list(formal.given)
    if experiment.observes:
        statement = _parsed(experiment.observes, claim.id, "observes", context)
        known = {*world.letters, *size_letters(formal), *(found.name for found in formal.sequences)}
        given = [(name, term) for name, term in given if free_letters(term) <= known and is_numeric(term)]
    for name, source in experiment.given.items():
        given.append((name, _parsed(source, claim.id, name, context)))
    observed = Formal(tuple(context.scope.letters.items()), tuple(given), formal.sequences, statement)
    return trial_of(world, observed, text(statement), mutants)


def is_numeric(term: Term) -> bool:
    """Whether no limit, derivative or quantifier stands in the term."""
    return not any(isinstance(node, Limit | Diff | Quantified) for node in walk(term))


def _parsed(source: str, claim: str, field: str, context: Context) -> Term:
    try:
        return parse_statement(source, context)
    except StatementError as problem:
        raise problem.at(where=f"{claim}.experiments.{field}") from None


@dataclass(frozen=True)
class Drawing:
    """What a world runs that only draws letters from their domains."""

    sampler: Sampler

    def __call__(self, rng: np.random.Generator, instances: int, n: int) -> Measured:
        letters = self.sampler.draw(rng, instances, n)
        return Measured(letters.values, letters.errors)


def prepare_sampled(formal: Formal, mutants: tuple[Formal, ...]) -> Trial:
    """The trial of a claim on letters drawn from their domains."""
    solved = solve_equalities(formal)
    sampler = sampler_of(solved.formal)
    names = tuple(name for name, _ in sampler.letters)
    sizes = SAMPLED_SIZES if sampler.sizes else (1,)
    run = Drawing(sampler)
    world = World("random letters", "Draws the letters at random from their domains.", names, sizes, run)
    put = dict(solved.put)
    changed = tuple(_put(mutant, put) for mutant in mutants)
    return trial_of(world, solved.formal, text(formal.claim), changed, solved.put)


def _put(formal: Formal, put: Mapping[str, Term]) -> Formal:
    """The mutant on the same letters: what the claim's hypotheses fix is fixed for it, too."""
    if not put:
        return formal
    given = tuple((name, substitute(term, put)) for name, term in formal.given)
    return Formal(formal.letters, given, formal.sequences, substitute(formal.claim, put))


def run_experiment(
    claim: Claim, experiment: Experiment, mutants: tuple[Formal, ...], instances: int, seed: int
) -> ExperimentResult:
    """An experiment of a claim, with the claim's mutants on the same instances.

    The outcome depends on the arguments alone. Raises StatementError for a text of the experiment that cannot be read,
    NotNumeric where its statement has no value by arithmetic, ValueError for an unknown world.
    """
    return run_trial(prepare(claim, experiment, mutants), instances, seed)


def run_sampled(
    formal: Formal, mutants: tuple[Formal, ...], instances: int, seed: int
) -> ExperimentResult | None:
    """A claim on instances drawn from the domains of its letters; None where it has no value by arithmetic."""
    try:
        return run_trial(prepare_sampled(formal, mutants), instances, seed)
    except (NotNumeric, OverflowError):
        return None


def run_trial(trial: Trial, instances: int, seed: int) -> ExperimentResult:
    """All blocks of a trial, one after the other. Raises NotNumeric."""
    blocks = trial.blocks(instances, seed)
    everyone = tuple(range(len(trial.mutants)))
    total = merge([run_block(trial, block, everyone) for block in blocks if block.pilot])
    alive = total.alive
    for block in blocks:
        if not block.pilot:
            total = merge([total, run_block(trial, block, alive)])
    return total


def run_block(trial: Trial, block: Block, alive: tuple[int, ...]) -> ExperimentResult:
    """One block; of the mutants those that `alive` numbers. Raises NotNumeric where the claim has no value.

    Each chunk is judged quickly; what rounding hides is collected and judged again with care.
    """
    keep_freed_memory()
    rng, tally = block.generator(), Tally(trial, alive, thorough=block.pilot)
    left: list[Open] = []
    with np.errstate(all="ignore"):
        for count in block.chunks():
            found = tally.quick(arrange(trial.claim.formal, trial.world.run(rng, count, block.n)))
            left += [found] if found else []
            if sum(part.instances for part in left) >= block.chunk:
                settle(tally, left)
                left = []
        settle(tally, left)
    return tally.result(block.instances)


def settle(tally: Tally, left: list[Open]) -> None:
    """Judges with care what was left open."""
    for block in together(left):
        tally.careful(block)


def keep_freed_memory() -> None:
    """Lets the allocator keep what a chunk frees for the next one.

    glibc hands freed memory back beyond a threshold of 128 kB to 1 MB, and getting it again costs a page fault every
    4 kB: half of the time of a chunk. Freeing one large array raises the threshold for good (mallopt(3),
    M_TRIM_THRESHOLD: it follows the largest block that was freed); elsewhere this does nothing.
    """
    np.empty(KEPT_BYTES, dtype=np.uint8)


def arrange(formal: Formal, measured: Measured) -> Letters:
    """What a world returned as the letters of a claim: sequences told from letters, dimensions read off the shapes."""
    values, trajectories = dict(measured.values), {}
    for sequence in formal.sequences:
        array = values.get(sequence.name)
        if array is not None and array.ndim > _axes(sequence.shape):
            trajectories[sequence.name] = values.pop(sequence.name)
    for name, domain in formal.letters:
        if name in values and values[name].ndim == 2 and len(domain.size) == 2:
            values[name] = values[name][:, None, :]  # one row
        for place, size in enumerate(domain.size):
            if name in values and isinstance(size, Letter) and size.name not in values:
                values[size.name] = np.array([float(_side(values[name], place))])
    return Letters(values, measured.errors, trajectories)


def _axes(shape: Shape) -> int:
    return 1 if shape == SCALAR else 2 if shape.columns == SCALAR.columns else 3


def _side(array: Array, place: int) -> int:
    return array.shape[1 + place] if array.ndim > 1 + place else 1


__all__ = [
    "Trial",
    "find_world",
    "prepare",
    "prepare_sampled",
    "run_block",
    "run_experiment",
    "run_sampled",
    "run_trial",
]
