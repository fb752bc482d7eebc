"""Points near each other: radii for statements of uniform continuity, and neighbours that break one.

exists(r, 'positive', forall(x, forall(y, implies(abs(x - y) < r, ...))))     r = a power of a positive letter
exists(x, exists(y, abs(x - y) < r and ...))                                  y = x + r/2 or x - r/2
exists(x, 'positive', exists(y, 'positive', abs(x - y) < r and ...))      also y = x/2
exists(x, exists(y, 'real in (x - r, x + r)', ...))                           likewise
exists(x, D, exists(y, D, abs(f(x) - f(y)) > r*abs(x - y)))                   y = 4*x
exists(n, 'integer', n > a and abs((-1)**n - 1) > 0)                          n odd, and n even
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from proofs_check.engines.calculus_signs import is_real
from proofs_check.engines.calculus_terms import flat_conjunction, minus, over, plus, times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import membership
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Number,
    Quantified,
    Term,
    apply,
    free_letters,
    number,
    substitute,
    walk,
)

ENGINE = "existence"
HALF = Number(Fraction(1, 2))
FOUR = number(4)
POWERS = (1, 2, 3)

Attempt = Callable[[Goal, Prover], Answer]


def radii(statement: Quantified, goal: Goal) -> Iterator[Term]:
    """Radii to try where the letter bounds the distance of two points that are both free."""
    body = statement.body
    while isinstance(body, Quantified) and body.op == "forall":
        body = body.body
    if body == statement.body or not isinstance(body, Connective) or body.op != "implies":
        return
    if not any(_radius(part) == Letter(statement.letter) for part in flat_conjunction(body.parts[0])):
        return
    for name, domain in goal.letters:
        low = domain.low
        if domain.kind == "real" and low is not None and low.at == ZERO and name in free_letters(body):
            for power in POWERS:
                raised = Letter(name) if power == 1 else apply("pow", Letter(name), number(power))
                yield from (raised, over(raised, number(2)))


def by_a_neighbour(statement: Quantified, goal: Goal, prove: Prover, attempt: Attempt) -> Answer:
    """Proves an existence of two points by one half a radius away from the other."""
    inner = statement.body
    if not isinstance(inner, Quantified) or inner.op != "exists" or inner.domain.kind != "real":
        return undecided(ENGINE, "no two points")
    if statement.domain.kind not in ("real", "integer"):
        return undecided(ENGINE, "a point that is no real number")
    complex_letters = frozenset(name for name, domain in goal.letters if domain.is_complex)
    for near, said in _neighbours(statement, inner, complex_letters):
        facts = (*membership(inner.letter, inner.domain), inner.body)
        body = Connective("and", tuple(substitute(fact, {inner.letter: near}) for fact in facts))
        simpler = Quantified("exists", statement.letter, statement.domain, body)
        answer = attempt(goal.concluding(simpler), prove)
        if answer.proved:
            return proved(ENGINE, f"{inner.letter} {said}; {answer.detail}", "certificate", (answer,))
    return undecided(ENGINE, "no neighbour is found")


def _neighbours(
    statement: Quantified, inner: Quantified, complex_letters: frozenset[str]
) -> Iterator[tuple[Term, str]]:
    """Terms in the outer letter for the inner one, and what they are in words."""
    x = Letter(statement.letter)
    from_zero = statement.domain.low is not None and statement.domain.low.at == ZERO
    near = any(_radius(part) is not None for part in flat_conjunction(inner.body))
    if near and from_zero and statement.domain == inner.domain:
        yield times(HALF, x), "half as large"
    for radius in _radii_between(statement, inner):
        if not free_letters(radius) & {statement.letter, inner.letter} and is_real(radius, complex_letters):
            yield from ((move(x, times(HALF, radius)), "half a radius away") for move in (plus, minus))
    gaps = {
        apply("abs", apply("sub", *pair)) for pair in ((x, Letter(inner.letter)), (Letter(inner.letter), x))
    }
    compares = isinstance(inner.body, Compare) and inner.body.relation not in ("==", "!=")
    same = statement.domain == inner.domain and statement.domain.kind == "real"
    if (
        compares
        and same
        and not complex_letters
        and any(
            isinstance(node, Apply) and node.op == "mul" and gaps & set(node.args)
            for node in walk(inner.body)
        )
    ):
        yield times(FOUR, x), "four times as large"


def _radii_between(statement: Quantified, inner: Quantified) -> Iterator[Term]:
    """Radii within which the inner letter is to be near the outer one, by its domain or by a condition."""
    low, high = inner.domain.low, inner.domain.high
    if low is not None and high is not None:
        match low.at, high.at:
            case Apply(op="sub", args=(Letter(name=one), r)), Apply(op="add", args=(Letter(name=two), s)):
                if one == two == statement.letter and r == s:
                    yield r
    for part in flat_conjunction(inner.body):
        radius = _radius(part)
        if radius is not None and free_letters(part) >= {statement.letter, inner.letter}:
            yield radius


def _radius(part: Term) -> Term | None:
    """r of abs(x - y) < r."""
    match part:
        case Compare(
            relation=("<" | "<="), left=Apply(op="abs", args=(Apply(op="sub", args=(Letter(), Letter())),))
        ):
            return part.right
        case Compare(
            relation=(">" | ">="), right=Apply(op="abs", args=(Apply(op="sub", args=(Letter(), Letter())),))
        ):
            return part.left
    return None


def of_each_parity(low: Term, conditions: list[Compare]) -> Iterator[Term]:
    """An odd and an even number beyond a bound, for conditions with a power of a negative number."""
    nodes = [node for condition in conditions for node in walk(condition)]
    if any(isinstance(node, Apply) and node.op == "pow" and _is_negative(node.args[0]) for node in nodes):
        beyond = apply("abs", apply("ceil", low))
        yield from (plus(times(number(2), beyond), number(step)) for step in (1, 2))


def _is_negative(base: Term) -> bool:
    if isinstance(base, Number):
        return base.value < 0
    return isinstance(base, Apply) and base.op == "neg" and isinstance(base.args[0], Number)
