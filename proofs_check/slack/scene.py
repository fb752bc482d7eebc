"""What a figure shows of a claim: the comparisons in it, the letters that move, and the values of those that stand still."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proofs_check.goal import Point
from proofs_check.instances.equalities import size_letters, solve_equalities
from proofs_check.instances.letters import Letters
from proofs_check.instances.numpy_eval import Evaluator
from proofs_check.instances.values import Array, NotNumeric, constant
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.formal import Formal
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    At,
    Compare,
    Connective,
    Diff,
    Limit,
    Quantified,
    Term,
    free_letters,
    walk,
)

ORDERS = ("<", "<=", ">", ">=")
MOST_PARTS = 4


@dataclass(frozen=True)
class Scene:
    """The comparisons of a claim over its letters.

    parts: the comparisons as they are evaluated, shown: the same as they are printed. facts: what makes a point
    admissible. moving: one or two real or whole letters. fixed: the other letters, (1,) or (1, m, n).
    """

    formal: Formal
    parts: tuple[Compare, ...]
    shown: tuple[Compare, ...]
    facts: tuple[Term, ...]
    moving: tuple[tuple[str, Domain], ...]
    fixed: Mapping[str, Array]
    whole: bool

    @property
    def is_equality(self) -> bool:
        return self.parts[0].relation == "=="


def scene_of(formal: Formal, witness: Point | None) -> Scene | None:
    """The scene of a claim with at most two letters; of one with more, its section through the witness.

    None where the claim compares no numbers, or has too many letters and no witness.
    """
    solved = solve_equalities(formal).formal
    letters, premises, conclusion = _peeled(solved)
    _, _, printed = _peeled(formal)
    chosen = _comparisons(conclusion, printed)
    wanted = [pair for pair in chosen if pair[0].relation in ORDERS]
    if not wanted and witness is not None:
        wanted = [pair for pair in chosen if pair[0].relation == "=="][:1]
    if not wanted or len(wanted) > MOST_PARTS:
        return None
    whole = Formal(letters, solved.given, solved.sequences, conclusion)
    terms = (*(term for _, term in solved.given), *premises, *(pair[0] for pair in wanted))
    used = _used(whole, terms)
    still = {} if len(used) <= 2 and all(map(_movable, used)) else _values(whole, witness)
    moving = _moving(whole, used, still, one=wanted[0][0].relation == "==")
    fixed = {name: still[name] for name, _ in used if name in still and (name, _) not in moving}
    if not moving or len(moving) + len(fixed) < len(used):
        return None
    facts = tuple(fact for name, domain in used if domain.is_scalar for fact in membership(name, domain))
    return Scene(
        whole,
        tuple(pair[0] for pair in wanted),
        tuple(pair[1] for pair in wanted),
        (*facts, *terms[: len(terms) - len(wanted)]),
        moving,
        fixed,
        len(wanted) == len(list(_conjuncts(conclusion))),
    )


def _peeled(formal: Formal) -> tuple[tuple[tuple[str, Domain], ...], tuple[Term, ...], Term]:
    """The letters, premises and conclusion of a claim `forall(x, ..., implies(premise, conclusion))`."""
    letters, premises, claim = formal.letters, [], formal.claim
    while True:
        match claim:
            case Connective(op="implies", parts=(premise, conclusion)):
                premises.append(premise)
                claim = conclusion
            case Quantified(op="forall", letter=name, domain=domain, body=body) if name not in dict(letters):
                letters, claim = (*letters, (name, domain)), body
            case _:
                return letters, tuple(premises), claim


def _conjuncts(term: Term) -> Iterator[Term]:
    if isinstance(term, Connective) and term.op == "and":
        for part in term.parts:
            yield from _conjuncts(part)
    else:
        yield term


def _comparisons(conclusion: Term, printed: Term) -> list[tuple[Compare, Compare]]:
    """The comparisons by arithmetic, each with its printed form."""
    return [
        (part, shown)
        for part, shown in zip(_conjuncts(conclusion), _conjuncts(printed), strict=True)
        if isinstance(part, Compare) and isinstance(shown, Compare) and _is_arithmetic(part)
    ]


def _is_arithmetic(term: Term) -> bool:
    return not any(isinstance(node, Limit | Diff | Quantified) for node in walk(term))


def _used(formal: Formal, terms: tuple[Term, ...]) -> list[tuple[str, Domain]]:
    """The letters that the terms and the sequences in them depend on, and those of their domains."""
    names = {name for term in terms for name in free_letters(term)}
    if any(isinstance(node, At) for term in terms for node in walk(term)):
        for sequence in formal.sequences:
            names |= {name for start in sequence.start for name in free_letters(start)}
            names |= free_letters(sequence.step) - {sequence.index}
    for name, domain in reversed(formal.letters):
        if name in names:
            names |= {letter for term in domain.terms() for letter in free_letters(term)}
    return [(name, domain) for name, domain in formal.letters if name in names]


def _movable(letter: tuple[str, Domain]) -> bool:
    return letter[1].kind in ("real", "integer")


def _values(formal: Formal, witness: Point | None) -> dict[str, Array]:
    """The witness as numbers; a value that has none is left out."""
    found = {}
    for name, term in (witness or {}).items():
        try:
            found[name] = value_of(formal, term, {})
        except NotNumeric:
            continue
    return found


def value_of(formal: Formal, term: Term, fixed: Mapping[str, Array]) -> Array:
    """The value of a term in letters that stand still. Raises NotNumeric."""
    letters = Letters({"": constant(0.0).value, **fixed})
    found = Evaluator(formal, letters, careful=False).value(term)
    if len(found.value) != 1 or (found.status is not None and found.status[0] < 1):
        raise NotNumeric("no value")
    return found.value


def _moving(
    formal: Formal, used: list[tuple[str, Domain]], still: Mapping[str, Array], one: bool
) -> tuple[tuple[str, Domain], ...]:
    """The letters to move: real ones first, of those that are no dimension; with values to stand still one or two."""
    sizes = size_letters(formal)
    free = [letter for letter in used if _movable(letter) and letter[0] not in sizes]
    if not still:
        return tuple(free) if len(free) == len(used) <= 2 else ()
    real = [letter for letter in free if letter[1].kind == "real"]
    return tuple((real or free)[: 1 if one or not real else 2])


def is_scalar(scene: Scene) -> bool:
    """Whether the sides of every comparison are numbers."""
    scope = scene.formal.scope
    return all(sort_of(part.left, scope) == SCALAR for part in scene.parts)
