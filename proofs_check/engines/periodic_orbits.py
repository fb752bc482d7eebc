"""Sequences that return to their first values: x(n + p) is x(n), and finitely many values are all of them.

    x(n + 1) = 1 - 1/x(n)      a, 1 - 1/a, 1/(1 - a), a, ...      x(n + 1) = (1 + x(n))/x(n - 1)      period 5

The step looks back at a fixed number of values and at nothing that moves; once as many neighbouring values as it looks back at are the first ones again, by
arithmetic, all repeat. A statement about values is shown for each residue of the letters in their indices. Certificate: the return, that the
values of one period are defined, and the statement for each residue.
"""

from __future__ import annotations

from itertools import product

from proofs_check.definedness import obligations
from proofs_check.engines.calculus_normal import difference_is_zero, tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import integer_of, minus
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    Apply,
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
        says = _at_residues(goal.conclusion, case, cycles, by_name)
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
    back = integer_of(tidy_index(minus(Letter(sequence.index), value.index), sequence.index))
    return back if back is not None and 0 <= back < len(sequence.start) else None


def tidy_index(term: Term, name: str) -> Term:
    """The index with its letter's multiples put together."""
    parts = _affine(term, (name,))
    return number(parts[1]) if parts is not None and not parts[0].get(name) else term


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
                period = len(cycles[node.name])
                moduli[name] = moduli.get(name, 1) * period // _gcd(moduli.get(name, 1), period)
    total = 1
    for modulus in moduli.values():
        total *= modulus
    if total > MAX_CASES:
        return [{}]
    choices = product(*(range(modulus) for modulus in moduli.values()))
    return [{n: (r, m) for (n, m), r in zip(moduli.items(), choice, strict=True)} for choice in choices]


def _gcd(one: int, other: int) -> int:
    return one if other == 0 else _gcd(other, one % other)


def _at_residues(
    says: Term,
    case: dict[str, tuple[int, int]],
    cycles: dict[str, tuple[Term, ...]],
    by_name: dict[str, Sequence],
) -> Term | None:
    """The statement with the values of the periods; None where an index is of another kind."""
    put: dict[At, Term] = {}
    for node in walk(says):
        if isinstance(node, At):
            parts = _affine(node.index, tuple(case))
            if parts is None:
                return None
            place = parts[1] + sum(many * case[name][0] for name, many in parts[0].items())
            values = cycles[node.name]
            put[node] = values[(place - by_name[node.name].first) % len(values)]
    return transform(says, lambda node: put[node] if isinstance(node, At) else node)


def _affine(term: Term, names: tuple[str, ...]) -> tuple[dict[str, int], int] | None:
    """(multiples of the letters, constant) of a sum of whole multiples."""
    whole = integer_of(term)
    if whole is not None:
        return {}, whole
    match term:
        case Letter(name=name) if name in names:
            return {name: 1}, 0
        case Apply(op="neg", args=(inner,)):
            return _scaled(_affine(inner, names), -1)
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one, other = _affine(left, names), _affine(right, names)
            other = _scaled(other, 1 if op == "add" else -1)
            if one is None or other is None:
                return None
            keys = one[0].keys() | other[0].keys()
            return {k: one[0].get(k, 0) + other[0].get(k, 0) for k in keys}, one[1] + other[1]
        case Apply(op="mul", args=(left, right)):
            for factor, inner in ((left, right), (right, left)):
                many = integer_of(factor)
                if many is not None:
                    return _scaled(_affine(inner, names), many)
    return None


def _scaled(parts: tuple[dict[str, int], int] | None, by: int) -> tuple[dict[str, int], int] | None:
    return None if parts is None else ({name: by * many for name, many in parts[0].items()}, by * parts[1])


__all__ = ["applies", "attempt", "cycle", "is_defined"]
