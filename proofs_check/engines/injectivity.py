"""Strictly monotone functions in implications: g(x) R g(y) gives x R y, and x R y gives g(x) R g(y).

A hypothesis or the conclusion is taken apart to g(x) R g(y) (`separation.py`), or two say the same of x and of y; g rises or falls strictly on an interval that
holds both values (`strictly_monotone.py`). The second value may be a closed term: x*exp(x) == e gives x == 1.
Certificate: the separated sides, and the sign of the slope.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines import algebra
from proofs_check.engines.calculus_terms import minus
from proofs_check.engines.separation import MIRROR, Separated, oriented, separations
from proofs_check.engines.strictly_monotone import direction, is_interval
from proofs_check.goal import Answer, Budget, Goal, Prover, proved, undecided
from proofs_check.statement.domains import POSITIVE, Domain, membership
from proofs_check.statement.terms import (
    INFINITY,
    Apply,
    Compare,
    Constant,
    Letter,
    Number,
    Term,
    free_letters,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "injectivity"
GIVES = {
    "<": ("<", "<=", "!="),
    ">": (">", ">=", "!="),
    "==": ("==", "<=", ">="),
    "<=": ("<=",),
    ">=": (">=",),
    "!=": ("!=",),
}
MAX_FACTS = 4
MAX_PARAMETERS = 3
"""Letters beside the two: the sign of a slope with many parameters is a question as hard as the goal."""
SIMPLE = ("add", "sub", "neg", "mul", "div")


def applies(goal: Goal) -> bool:
    """Whether a letter is compared with a letter or a closed term, and a fact or the conclusion could be taken apart."""
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return False
    return isinstance(goal.conclusion, Compare) and next(_pairs(goal), None) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the conclusion from one hypothesis by a strictly monotone function."""
    if not applies(goal):
        return undecided(ENGINE, "")
    for plain, other, backwards in _pairs(goal):
        answer = _through(goal, plain, other, backwards, prove)
        if answer is not None:
            return answer
    return undecided(ENGINE, "no strictly monotone function is seen")


def _pairs(goal: Goal) -> Iterator[tuple[Compare, Compare, bool]]:
    """(x R y, the statement about values, whether x R y is the conclusion)."""
    facts = [one for one in goal.hypotheses if isinstance(one, Compare)][:MAX_FACTS]
    ends = [one for name, domain in goal.letters for one in membership(name, domain)]
    facts += [one for one in ends if isinstance(one, Compare) and _is_of_letters(one)][:MAX_FACTS]
    conclusion = goal.conclusion
    assert isinstance(conclusion, Compare)
    for plain in oriented(conclusion):
        if isinstance(plain.left, Letter):
            for fact in (*facts, *_same_value(plain, facts)):
                if _concerns(fact, plain):
                    yield plain, fact, True
    for fact in facts:
        for plain in oriented(fact):
            if (
                isinstance(plain.left, Letter)
                and isinstance(plain.right, Letter)
                and _concerns(conclusion, plain)
            ):
                yield plain, conclusion, False


def _same_value(plain: Compare, facts: list[Compare]) -> Iterator[Compare]:
    """g(x) == g(y), where the facts say g(x) == 0 and g(y) == 0 in any form: x == cos(x) and y == cos(y)."""
    if not isinstance(plain.left, Letter) or not isinstance(plain.right, Letter):
        return
    x, y = plain.left.name, plain.right
    for fact in facts:
        names = free_letters(fact)
        if fact.relation == "==" and x in names and y.name not in names:
            other = substitute(fact, {x: y})
            if isinstance(other, Compare) and other in facts:
                yield Compare("==", minus(fact.left, fact.right), minus(other.left, other.right))


def _is_of_letters(fact: Compare) -> bool:
    """Whether it compares two letters, as a domain does that ends at another letter."""
    return isinstance(fact.left, Letter) and isinstance(fact.right, Letter)


def _concerns(statement: Compare, plain: Compare) -> bool:
    """Whether the statement is about both sides of the plain one, and more than a linear relation."""
    right = free_letters(plain.right)
    if not isinstance(plain.right, Letter) and right:
        return False
    names = free_letters(statement)
    both = free_letters(plain.left) | right
    if not both <= names or len(names - both) > MAX_PARAMETERS:
        return False
    return any(isinstance(node, Apply) and not _is_linear(node) for node in walk(statement))


def _is_linear(node: Apply) -> bool:
    return node.op in SIMPLE and sum(1 for arg in node.args if free_letters(arg)) <= (
        2 if node.op in ("add", "sub") else 1
    )


def _through(goal: Goal, plain: Compare, other: Compare, backwards: bool, prove: Prover) -> Answer | None:
    assert isinstance(plain.left, Letter)
    x = plain.left.name
    y = plain.right.name if isinstance(plain.right, Letter) else ""
    for found in separations(other, x, y):
        mirrored = _is_mirrored(goal, found, x, plain.right, prove)
        if mirrored is None:
            continue
        needs = tuple(prove(goal.concluding(need)) for need in found.needs)
        if not all(answer.proved for answer in needs):
            continue
        shown = _monotone(goal, found.left, x, plain.right, prove)
        if shown is None:
            continue
        side, answers = shown
        values = found.relation if side > 0 else MIRROR[found.relation]
        given, wanted = (values, plain.relation) if backwards else (plain.relation, values)
        if wanted in GIVES[given]:
            word = "rises" if side > 0 else "falls"
            detail = f"{text(found.left)} {word} strictly in {x}"
            return proved(ENGINE, detail[:300], "certificate", (mirrored, *needs, *answers))
    return None


def _is_mirrored(goal: Goal, found: Separated, x: str, y: Term, prove: Prover) -> Answer | None:
    """That the right side is the value at y of the function on the left; of closed terms any engine may show it."""
    same = Compare("==", found.right, substitute(found.left, {x: y}))
    if same.left == same.right:
        return proved(ENGINE, "the sides are values of one function", "certificate")
    answer = algebra.attempt(goal.concluding(same), Budget())
    if not answer.proved and _is_number(same):
        answer = prove(Goal((), (), same))
    return answer if answer.proved else None


def _is_number(same: Compare) -> bool:
    """Whether both sides are plain numbers, of which nothing else needs to be known."""
    plain = all(isinstance(node, Compare | Apply | Number | Constant) for node in walk(same))
    return plain and INFINITY not in tuple(walk(same))


def _monotone(
    goal: Goal, term: Term, x: str, y: Term, prove: Prover
) -> tuple[int, tuple[Answer, ...]] | None:
    """The direction on an interval that holds x and y, with the proofs."""
    domains = dict(goal.letters)
    own = domains[x]
    tried = [own]
    if isinstance(y, Letter) and domains[y.name] != own:
        tried.append(domains[y.name])
    tried.append(POSITIVE)  # where the facts give it
    for domain in dict.fromkeys(tried):
        if not is_interval(domain):
            continue
        inside = _inside(goal, (Letter(x), y), domain, prove)
        found = None if inside is None else direction(goal, term, x, domain, prove)
        if inside is not None and found is not None:
            return found[0], (*inside, *found[1])
    return None


def _inside(goal: Goal, values: tuple[Term, ...], domain: Domain, prove: Prover) -> tuple[Answer, ...] | None:
    """Proofs that the values lie in the interval."""
    domains = dict(goal.letters)
    answers = []
    for value in values:
        if isinstance(value, Letter) and domains[value.name] == domain:
            continue
        for bound in membership("_", domain):
            answers.append(prove(goal.concluding(substitute(bound, {"_": value}))))
            if not answers[-1].proved:
                return None
    return tuple(answers)
