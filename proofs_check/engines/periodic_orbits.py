"""Sequences that return to their first values: x(n + p) is x(n), and finitely many values are all of them.

    x(n + 1) = 1 - 1/x(n)      a, 1 - 1/a, 1/(1 - a), a, ...      x(n + 1) = (1 + x(n))/x(n - 1)      period 5

The step looks back at a fixed number of values and at nothing that moves; once as many neighbouring values as it looks back at are the first ones again, by
arithmetic, all repeat. A statement about values is shown for each residue of the letters in their indices. Certificate: the return, that the
values of one period are defined, and the statement for each residue.
"""

from __future__ import annotations

from itertools import product
from math import lcm, prod

from proofs_check.definedness import obligations
from proofs_check.engines.affine import affine_of
from proofs_check.engines.calculus_normal import difference_is_zero, tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import NATURAL
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR, Scope
from proofs_check.statement.terms import (
    At,
    Compare,
    Letter,
    Limit,
    Quantified,
    Sum,
    Term,
    free_letters,
    number,
    sequence_names,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "periodic orbits"
LONGEST = 8
MAX_CASES = 64
MAX_NODES = 400


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares values of sequences whose steps do not move by themselves, under no binder."""
    if not isinstance(goal.conclusion, Compare) or any(domain.is_complex for _, domain in goal.letters):
        return False
    nodes = tuple(walk(goal.conclusion))
    if any(isinstance(node, Sum | Limit | Quantified) for node in nodes):
        return False
    names = {node.name for node in nodes if isinstance(node, At)}
    by_name = {sequence.name: sequence for sequence in goal.sequences}
    return bool(names) and all(_is_plain(by_name[name]) for name in names)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the conclusion for every residue."""
    if not applies(goal):
        return undecided(ENGINE, "")
    by_name = {sequence.name: sequence for sequence in goal.sequences}
    cycles: dict[str, tuple[Term, ...]] = {}
    used: list[Answer] = []
    for name in sorted(sequence_names(goal.conclusion)):
        found = cycle(by_name[name], goal)
        shown = is_defined(by_name[name], goal, prove) if found is not None else None
        if found is None or shown is None:
            return undecided(ENGINE, f"'{name}' is not seen to return to its first values")
        cycles[name] = found
        used.append(shown)
    cases = _cases(goal, cycles)
    for case in cases:
        says = _at_residues(goal.conclusion, case, cycles, by_name, goal.scope)
        if says is None:
            return undecided(ENGINE, "an index that is no whole multiple of letters")
        used.append(prove(goal.concluding(says)))
        if not used[-1].proved:
            return undecided(ENGINE, f"not shown: {text(says)}"[:200])
    detail = ", ".join(f"{name} has the period {len(found)}" for name, found in cycles.items())
    return proved(ENGINE, detail, "certificate", tuple(used))


def _is_plain(sequence: Sequence) -> bool:
    """Whether the step uses values of its own sequence and nothing that moves."""
    if sequence.shape != SCALAR or sequence_names(sequence.step) - {sequence.name}:
        return False
    if any(isinstance(node, Sum | Limit | Quantified) for node in walk(sequence.step)):
        return False
    backs = [_back(node, sequence) for node in walk(sequence.step) if isinstance(node, At)]
    bare = transform(sequence.step, lambda node: number(1) if isinstance(node, At) else node)
    return bool(backs) and None not in backs and sequence.index not in free_letters(bare)


def _back(value: At, sequence: Sequence) -> int | None:
    """b of x(n - b), where that is one of the values that the step may use."""
    scope = Scope({sequence.index: NATURAL}, {})
    index, here = affine_of(value.index, scope), affine_of(Letter(sequence.index), scope)
    if index is None or here is None:
        return None
    back = here - index
    return back.constant if back.is_constant and 0 <= back.constant < len(sequence.start) else None


def _stepped(sequence: Sequence, values: list[Term]) -> Term:
    """The step after these values, the last of which is x(n)."""

    def put(node: Term) -> Term:
        return values[-1 - (_back(node, sequence) or 0)] if isinstance(node, At) else node

    return transform(sequence.step, put)


def cycle(sequence: Sequence, goal: Goal) -> tuple[Term, ...] | None:
    """The values of one period; None where none is seen."""
    if not _is_plain(sequence):
        return None
    values = list(sequence.start)
    length = len(values)
    for _ in range(LONGEST):
        following = tidy(_stepped(sequence, values), goal.scope)
        if sum(1 for _ in walk(following)) > MAX_NODES:
            return None
        values.append(following)
        period = len(values) - length
        if all(difference_is_zero(values[period + i], values[i], goal.scope) for i in range(length)):
            return tuple(values[:period])
    return None


def is_defined(sequence: Sequence, goal: Goal, prove: Prover) -> Answer | None:
    """That all values are defined: those of one period are; None where that is not shown."""
    found = cycle(sequence, goal)
    if found is None:
        return None
    length = len(sequence.start)
    asked = Questions(goal, prove)
    values = [found[i % len(found)] for i in range(len(found) + length)]
    for end in range(length, len(values)):
        step = _stepped(sequence, values[:end])
        needs = obligations(step, goal.scope, {})
        if not all(not need.letters and not need.under and need.limit is None for need in needs):
            return None
        if not all(asked.holds(need.says) for need in needs):
            return None
    return asked.answer("definedness", f"the values of one period of {sequence.name}")


def _cases(goal: Goal, cycles: dict[str, tuple[Term, ...]]) -> list[dict[str, tuple[int, int]]]:
    """letter -> (residue, modulus), for all residues of the letters in the indices; none where they are too many."""
    moduli: dict[str, int] = {}
    for node in walk(goal.conclusion):
        if isinstance(node, At):
            for name in free_letters(node.index):
                moduli[name] = lcm(moduli.get(name, 1), len(cycles[node.name]))
    if prod(moduli.values()) > MAX_CASES:
        return [{}]
    choices = product(*(range(modulus) for modulus in moduli.values()))
    return [{n: (r, m) for (n, m), r in zip(moduli.items(), choice, strict=True)} for choice in choices]


def _at_residues(
    says: Term,
    case: dict[str, tuple[int, int]],
    cycles: dict[str, tuple[Term, ...]],
    by_name: dict[str, Sequence],
    scope: Scope,
) -> Term | None:
    """The statement with the values of the periods; None where an index is no sum of multiples of the letters."""
    put: dict[At, Term] = {}
    for node in walk(says):
        if isinstance(node, At):
            place = _residue(node.index, case, scope)
            if place is None:
                return None
            values = cycles[node.name]
            put[node] = values[(place - by_name[node.name].first) % len(values)]
    return transform(says, lambda node: put[node] if isinstance(node, At) else node)


def _residue(index: Term, case: dict[str, tuple[int, int]], scope: Scope) -> int | None:
    """The index where each letter is its residue."""
    found = affine_of(index, scope)
    if found is None or any(not isinstance(part, Letter) or part.name not in case for part, _ in found.parts):
        return None
    return found.constant + sum(
        many * case[part.name][0] for part, many in found.parts if isinstance(part, Letter)
    )
