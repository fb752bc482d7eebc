"""Natural hypotheses that a text may have forgotten, weakest first: what `missing` tries on a refuted claim."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from proofs_check.definedness import obligations
from proofs_check.goal import Point
from proofs_check.statement.claim import Claim, Repair
from proofs_check.statement.domains import Domain
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Connective,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    number,
    rebuild,
)
from proofs_check.statement.text import domain_text, text

WEAKER = {"<": "<=", ">": ">="}
MATRIX_LADDER = {
    "matrix": ("invertible", "symmetric", "psd", "spd", "orthogonal", "diagonal"),
    "invertible": ("spd", "orthogonal"),
    "symmetric": ("psd", "spd", "diagonal"),
    "psd": ("spd",),
}
MAX_PAIRS = 120


def single_mends(claim: Claim, formal: Formal, point: Point) -> Iterator[Repair]:
    """The claim with one thing changed: a weak relation for a strict one, one more hypothesis, a narrower domain.

    point: where the claim breaks; its values are among what may have to be excluded.
    """
    weak = weakened(formal.claim)
    if weak != formal.claim:
        yield Repair("The relation is not strict.", claim=text(weak))
    for condition in natural(formal, point):
        yield assuming(condition)
    yield from narrower(claim, formal)


def double_mends(formal: Formal, point: Point) -> Iterator[Repair]:
    """The claim with two more hypotheses."""
    for pair in list(combinations(natural(formal, point), 2))[:MAX_PAIRS]:
        yield assuming(*pair)


def natural(formal: Formal, point: Point) -> tuple[Term, ...]:
    """The hypotheses to try, each once, without those that assume the claim."""
    return tuple(
        condition for condition in dict.fromkeys(conditions(formal, point)) if not trivial(condition, formal)
    )


def assuming(*conditions: Term) -> Repair:
    """The repair that adds hypotheses."""
    said = " and ".join(text(condition) for condition in conditions)
    given = {f"missing_{place}": text(condition) for place, condition in enumerate(conditions, 1)}
    return Repair(f"It needs the hypothesis {said}.", given=given)


def weakened(statement: Term) -> Term:
    """The statement with `<=` for `<` and `>=` for `>`, in conjunctions and conclusions."""
    match statement:
        case Compare(relation=relation, left=left, right=right) if relation in WEAKER:
            return Compare(WEAKER[relation], left, right)
        case Connective(op="and", parts=parts):
            return rebuild(statement, tuple(map(weakened, parts)))
        case Connective(op="implies", parts=(premise, conclusion)):
            return rebuild(statement, (premise, weakened(conclusion)))
        case _:
            return statement


def conditions(formal: Formal, point: Point) -> Iterator[Term]:
    """Hypotheses in the order in which they are tried: a point left out, then half-lines, then intervals, then pairs."""
    scalars = [(name, domain) for name, domain in formal.free() if domain.is_scalar]
    reals = [(Letter(name), domain) for name, domain in scalars if domain.kind != "complex"]
    yield from points_left_out(formal, scalars, point)
    yield from defined_parts(formal)
    for letter, _ in reals:
        yield from (Compare(relation, letter, number(-1)) for relation in (">=", ">"))
    for relation in (">=", "<=", ">", "<"):
        for letter, domain in reals:
            if leaves_an_interval(relation, ZERO, domain):
                yield Compare(relation, letter, ZERO)
    for letter, domain in reals:
        yield from bounds(letter, domain)
    for (first, _), (second, _) in combinations(reals, 2):
        yield from related(first, second)
    if len(reals) > 2:
        letters = [letter for letter, _ in reals]
        yield from (
            Connective("and", tuple(Compare(r, letter, ZERO) for letter in letters)) for r in (">=", ">")
        )
    yield from commuting(formal)


def trivial(condition: Term, formal: Formal) -> bool:
    """Whether a hypothesis compares what the claim compares: that would assume what is to be shown."""
    said = formal.claim
    if isinstance(condition, Compare) and isinstance(said, Compare):
        return {condition.left, condition.right} == {said.left, said.right}
    return condition == said


def points_left_out(formal: Formal, scalars: list[tuple[str, Domain]], point: Point) -> Iterator[Term]:
    for name, _ in scalars:
        yield Compare("!=", Letter(name), ZERO)
    for name, _ in scalars:
        value = point.get(name)
        if isinstance(value, Number) and value != ZERO:
            yield Compare("!=", Letter(name), value)


def defined_parts(formal: Formal) -> Iterator[Term]:
    """What the terms of the claim need in order to be defined, where it can be said in the claim's own letters."""
    first = {sequence.name: sequence.first for sequence in formal.sequences}
    names = {name for name, _ in formal.letters}
    for obligation in obligations(formal.claim, formal.scope, first):
        plain = not obligation.letters and not obligation.under and obligation.limit is None
        if plain and free_letters(obligation.says) and free_letters(obligation.says) <= names:
            yield obligation.says


def bounds(letter: Letter, domain: Domain) -> Iterator[Term]:
    if domain.kind == "integer":
        yield from (Compare(">=", letter, number(least)) for least in (1, 2, 3, 4, 5))
        return
    size = apply("abs", letter)
    for relation in ("<=", ">=", "<", ">"):
        if leaves_an_interval(relation, ONE, domain):
            yield Compare(relation, letter, ONE)
    yield from (Compare(relation, size, ONE) for relation in ("<=", "<"))


def leaves_an_interval(relation: str, value: Number, domain: Domain) -> bool:
    """Whether more than one point of the domain can satisfy letter relation value, as far as its ends tell."""
    end = domain.high if relation in (">=", ">") else domain.low
    if end is None or not isinstance(end.at, Number):
        return True
    return end.at.value > value.value if relation in (">=", ">") else end.at.value < value.value


def related(first: Letter, second: Letter) -> Iterator[Term]:
    yield Compare("!=", first, second)
    yield from (Compare(relation, first, second) for relation in ("<=", ">=", "<", ">"))
    product = apply("mul", first, second)
    yield from (Compare(relation, product, ZERO) for relation in (">=", ">"))
    yield from (Compare(relation, product, ONE) for relation in ("<", ">"))
    for relation in (">=", ">"):
        yield Connective("and", (Compare(relation, first, ZERO), Compare(relation, second, ZERO)))


def commuting(formal: Formal) -> Iterator[Term]:
    square = [
        Letter(name)
        for name, domain in formal.free()
        if not domain.is_scalar and domain.kind != "vector" and len(set(domain.size)) == 1
    ]
    for first, second in combinations(square, 2):
        if dict(formal.letters)[first.name].size[0] == dict(formal.letters)[second.name].size[0]:
            yield Compare("==", apply("matmul", first, second), apply("matmul", second, first))


def narrower(claim: Claim, formal: Formal) -> Iterator[Repair]:
    """A letter that should be whole, or a matrix of a narrower kind; for all matrices of the claim at once too."""
    for name, domain in formal.free():
        if domain.kind == "real" and "real" in claim.let.get(name, ""):
            yield Repair(
                f"{name} has to be an integer.", let={name: claim.let[name].replace("real", "integer")}
            )
    square = [(name, domain) for name, domain in formal.free() if domain.kind in MATRIX_LADDER]
    square = [(name, domain) for name, domain in square if len(set(domain.size)) == 1]
    for kind in MATRIX_LADDER["matrix"]:
        put = {name: kind_text(kind, domain) for name, domain in square if kind in MATRIX_LADDER[domain.kind]}
        for name, written in put.items():
            yield Repair(f"{name} has to be {kind}.", let={name: written})
        if len(put) > 1:
            yield Repair(f"{', '.join(put)} have to be {kind}.", let=put)


def kind_text(kind: str, domain: Domain) -> str:
    """The domain of that kind and of the size and entries of `domain`, as text."""
    return domain_text(Domain(kind, size=domain.size[:1], over=domain.over))
