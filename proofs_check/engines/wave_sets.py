"""Statements about one real letter in sines and cosines and in whole multiples of pi, decided place by place.

    iff(cos(2*x) == cos(x), exists(k, 'integer', x == 2*pi*k/3))

With x = pi*s, comparisons between rational functions of sin(q*x + r*pi), cos(q*x + r*pi) with rational q, r change at zeros of trigonometric polynomials
only (`wave_places.py`), exists(k, 'integer', ...) at thresholds c + d*k, and x R c*pi at c. All but the last are periodic: one period of s does, or one on
each side of all such c. The goal is decided at every place and once between neighbours; where the truth of a part is not known,
it holds only if it holds either way.

Whole letters of which hypotheses alone speak exist: they are bound again. Places at which a quotient has no value are left out, for the terms of
the goal are taken as defined. Hypotheses of another kind are left out.

Certificate: the places, and the truth of the goal at and between them.
"""

from __future__ import annotations

from fractions import Fraction

import flint

from proofs_check.engines.wave_conditions import Bounded, Joined, Node, NoValue, Repeated, Sided, places_of
from proofs_check.engines.wave_places import BITS, zeros
from proofs_check.engines.wave_polynomials import (
    OutOfReach,
    Ratio,
    added,
    multiplied,
    read_gap,
    read_ratio,
)
from proofs_check.goal import Answer, Goal, proved, undecided
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Connective,
    Constant,
    Quantified,
    Term,
    apply,
    free_letters,
    number,
    walk,
)

ENGINE = "sets of angles"
WAVES = ("sin", "cos", "tan", "cot")
MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def applies(goal: Goal) -> bool:
    """Whether sines or cosines and places of one real letter are spoken of, and other letters are whole ones of hypotheses."""
    name = _letter(goal)
    if name is None:
        return False
    terms = (goal.conclusion, *goal.hypotheses)
    nodes = [node for term in terms for node in walk(term)]
    if not any(isinstance(node, Apply) and node.op in WAVES for node in nodes):
        return False
    return any(isinstance(node, Quantified | Connective) or _is_line(node) for node in nodes)


def attempt(goal: Goal) -> Answer:
    """Decides the goal, or says why not. A point that refutes it is one where all hypotheses were read."""
    name = _letter(goal)
    if name is None:
        return undecided(ENGINE, "")
    try:
        with flint.ctx.workprec(BITS):
            return _decided(goal, name)
    except (OutOfReach, RecursionError) as reason:
        return undecided(ENGINE, str(reason)[:200])


def _letter(goal: Goal) -> str | None:
    if goal.sequences or any(domain.kind not in ("real", "integer") for _, domain in goal.letters):
        return None
    spoken = free_letters(goal.conclusion)
    real = [name for name, domain in goal.letters if domain.kind == "real"]
    whole = {name: domain for name, domain in goal.letters if domain.kind == "integer"}
    if len(real) != 1 or spoken - set(real) or any(domain != INTEGER for domain in whole.values()):
        return None
    return real[0]


def _is_line(node: Term) -> bool:
    if not isinstance(node, Compare):
        return False
    return not any(isinstance(part, Apply) and part.op in WAVES for part in walk(node))


def _decided(goal: Goal, name: str) -> Answer:
    conclusion = read(goal.conclusion, name)
    facts, is_whole = _facts(goal, name)
    places = places_of((conclusion, *facts))
    for place in places:
        try:
            if any(fact.truth(place) is False for fact in facts):
                continue
            truth = conclusion.truth(place)
            surely = is_whole and truth is False and all(fact.truth(place) for fact in facts)
        except NoValue:
            continue
        if truth is True:
            continue
        if surely and place.exact is not None:
            point = {name: _of_pi(place.exact)}
            return Answer(ENGINE, "refuted", f"it fails at {place.exact}*pi", point=point)
        return undecided(ENGINE, f"not shown at {place.ball.str(6)} times pi")
    return proved(ENGINE, f"{len(places)} places of {name}/pi and between them", "certificate")


def _of_pi(value: Fraction) -> Term:
    return apply("mul", number(value), Constant("pi")) if value else number(0)


def _facts(goal: Goal, name: str) -> tuple[list[Node], bool]:
    """The hypotheses that are read, those with the same whole letters together; whether they are all."""
    whole = {letter for letter, domain in goal.letters if domain.kind == "integer"}
    found: list[Node] = []
    is_whole = True
    bound: dict[str, list[Term]] = {}
    for fact in goal.facts():
        inner = sorted(free_letters(fact) & whole)
        if inner:
            bound.setdefault(inner[0], []).append(fact)
            continue
        try:
            found.append(read(fact, name))
        except OutOfReach:
            is_whole = False
    for letter, facts in bound.items():
        try:
            found.append(read(Quantified("exists", letter, INTEGER, Connective("and", tuple(facts))), name))
        except OutOfReach:
            is_whole = False
    return found, is_whole


def read(statement: Term, name: str) -> Node:
    """Raises OutOfReach."""
    match statement:
        case Connective(op=op, parts=parts):
            return Joined(op, tuple(read(part, name) for part in parts))
        case Quantified(op="exists", domain=domain) if domain == INTEGER:
            return _repeated(statement, name)
        case Quantified(op="forall", letter=letter, domain=domain, body=body) if domain == INTEGER:
            some = Quantified("exists", letter, domain, Connective("not", (body,)))
            return Joined("not", (read(some, name),))
        case Compare(relation=relation, left=left, right=right) if _is_line(statement):
            gap = read_gap(left, right, name, "")
            if not gap.by_letter:
                raise OutOfReach("a comparison of numbers")
            turned = relation if gap.by_letter > 0 else MIRROR[relation]
            return Bounded(turned, -gap.alone / gap.by_letter)
        case Compare(relation=relation, left=left, right=right):
            return _sided(relation, read_ratio(left, name), read_ratio(right, name))
    raise OutOfReach("a statement of another kind")


def _sided(relation: str, left: Ratio, right: Ratio) -> Sided:
    top = added(multiplied(left.top, right.below), multiplied(right.top, left.below), -1)
    below = zeros(multiplied(left.below, right.below))
    if below is None:
        raise OutOfReach("a quotient that has no value")
    return Sided(relation, zeros(top), below)


def _repeated(statement: Quantified, name: str) -> Node:
    """exists(k, A or B) as exists(k, A) or exists(k, B): the periods of A and B may differ."""
    match statement.body:
        case Connective(op="or", parts=parts) if parts:
            each = (Quantified("exists", statement.letter, INTEGER, part) for part in parts)
            return Joined("or", tuple(_repeated(one, name) for one in each))
    periods: set[Fraction] = set()
    body = _shifted(statement.body, name, statement.letter, periods)
    if len(periods) != 1:
        raise OutOfReach("no period, or several")
    period = periods.pop()
    if not period:
        raise OutOfReach("no period")
    return Repeated(abs(period), body)


def _shifted(body: Term, name: str, whole: str, periods: set[Fraction]) -> Node:
    """The body as one about s - d*k; d is added to the periods."""
    match body:
        case Connective(op=op, parts=parts):
            return Joined(op, tuple(_shifted(part, name, whole, periods) for part in parts))
        case Compare(relation=relation, left=left, right=right) if name != whole:
            gap = read_gap(left, right, name, whole)
            if not gap.by_letter:
                raise OutOfReach("a condition on the whole number alone")
            periods.add(-gap.by_whole / gap.by_letter)
            turned = relation if gap.by_letter > 0 else MIRROR[relation]
            return Bounded(turned, -gap.alone / gap.by_letter)
    raise OutOfReach("no bound of the letter")


__all__ = ["ENGINE", "applies", "attempt"]
