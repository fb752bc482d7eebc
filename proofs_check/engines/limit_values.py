"""Limits with symbolic parameters, by expansion in scales.

`value` finds the limit of a term for all admissible values of the parameters at once. Every sign that the calculation
needs is proved from the facts of the goal; where one is not, the value is 'unknown' and `condition` names the statement
on which it splits: that is the hypothesis which the claim lacks. A point a is approached as a + 1/s and a - 1/s with s to
infinity; both sides must agree. The expansion shows as well that the term is defined for all large s.

Notation: s is the letter that tends to infinity, L the limit.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.derivatives import NotDifferentiable, carry_out
from proofs_check.engines.expand_terms import Expander
from proofs_check.engines.expansion import BEYOND_ORDER, DEEP_ORDER, USUAL_ORDER, TooLong
from proofs_check.engines.limit_euler import EULER
from proofs_check.engines.limit_oscillations import differ, held_waves, wave_argument
from proofs_check.engines.limit_readings import LimitValue, read
from proofs_check.engines.scales import Undecided, Undefined
from proofs_check.goal import Goal, Prover
from proofs_check.statement.domains import REAL, is_infinite
from proofs_check.statement.terms import (
    INFINITY,
    ZERO,
    Apply,
    Compare,
    Diff,
    Letter,
    Limit,
    Term,
    apply,
    binder,
    free_letters,
    fresh,
    number,
    sequence_names,
    substitute,
    walk,
)

KINKED = ("abs", "max", "min", "relu")
"""Where their pieces meet depends on signs: the limit splits on those that are not known."""


def value(limit: Limit, goal: Goal, prove: Prover, euler: str = "") -> LimitValue:
    """The limit under the facts of `goal`, its other letters being parameters.

    euler: a letter, from `limit_euler.py`, that may stand for Euler's constant in the value; without it such a value is unknown.
    """
    inside = sequence_names(limit.body)
    for sequence in goal.sequences:
        letters = free_letters(sequence.step).union(*map(free_letters, sequence.start)) - {sequence.index}
        if sequence.name in inside and limit.letter in letters:
            return LimitValue("unknown", reason=f"the sequence '{sequence.name}' depends on {limit.letter}")
    if is_infinite(limit.point):
        return _one_sided(limit, goal, prove, 1 if limit.point == INFINITY else -1, euler)
    if limit.domain.kind != "real":
        return LimitValue("unknown", reason=f"an {limit.domain.kind} letter does not tend to a finite point")
    if limit.side:
        return _one_sided(limit, goal, prove, 1 if limit.side == "+" else -1, euler)
    right, left = (_one_sided(limit, goal, prove, sign, euler) for sign in (1, -1))
    return _joined(left, right, limit, goal, prove)


def _joined(left: LimitValue, right: LimitValue, limit: Limit, goal: Goal, prove: Prover) -> LimitValue:
    """Both sides together; a side that the letter's domain leaves out decides nothing."""
    for side in (right, left):
        if side.kind == "unknown":
            return side
    asked = Questions(goal, prove)
    both = replace(right, rules=(*left.rules, *right.rules), proofs=(*left.proofs, *right.proofs))
    if left.kind == right.kind == "none":
        return both
    same = left.kind == right.kind
    if same and left.kind == "finite":
        same = asked.holds(Compare("==", left.term, right.term))
        both = replace(both, proofs=(*both.proofs, *asked.used))
    if same:
        return both
    differ = left.kind != right.kind or asked.holds(Compare("!=", left.term, right.term))
    whole_line = limit.domain.low is None and limit.domain.high is None and not limit.domain.nonzero
    if not differ or not whole_line:
        return LimitValue("unknown", reason="the two sides are not shown to agree")
    return replace(both, kind="none", term=ZERO, reason="the two sides differ")


def _one_sided(limit: Limit, goal: Goal, prove: Prover, sign: int, named: str = "") -> LimitValue:
    """The limit from one side, by a letter s that tends to infinity."""
    if limit.domain.kind not in ("real", "integer"):
        return LimitValue("unknown", reason=f"a {limit.domain.kind} letter does not tend to a point")
    end = limit.domain.high if sign > 0 else limit.domain.low
    if is_infinite(limit.point) and end is not None and not is_infinite(end.at):
        return LimitValue("unknown", reason=f"the domain of {limit.letter} is bounded")
    if limit.letter in free_letters(limit.point):
        return LimitValue("unknown", reason=f"the point of the limit depends on {limit.letter}")
    taken = frozenset(name for name, _ in goal.letters) | free_letters(limit) | {limit.letter}
    taken |= frozenset(name for fact in goal.hypotheses for name in free_letters(fact))
    taken |= frozenset(name for node in walk(limit) if (name := binder(node)) is not None)
    letter = fresh("s", taken)
    euler = named or fresh("euler", taken | {letter})
    goal = goal.with_letter(euler, EULER) if _has(("harmonic",), limit.body) else goal
    whole = limit.domain.kind == "integer"
    questions = Questions(goal, prove)

    def inner(nested: Limit, deeper: Goal) -> Term:
        found = value(nested, deeper, prove, euler)
        if found.kind != "finite":
            raise Undecided(f"the inner limit: {found.reason or found.kind}", found.condition)
        questions.used.extend(found.proofs)
        return found.term

    expander = Expander(questions, letter, whole, inner, euler)
    try:
        body = moved(limit, letter, sign)
    except NotDifferentiable as stop:
        return LimitValue("unknown", reason=str(stop))
    try:
        try:
            found = _expanded(body, expander)
        except TooLong:
            expander = Expander(questions, letter, whole, inner, euler, cap=1)
            found = _expanded(body, expander)
        except Undecided as stop:
            cap, sharp = _second_try(stop, body)
            expander = Expander(questions, letter, whole, inner, euler, cap, sharp)
            found = _expanded(body, expander)
    except Undecided as stop:
        if not whole and _turns_for_ever(limit, body, letter, expander, prove):
            return LimitValue("none", reason="it oscillates", proofs=tuple(questions.used))
        condition = stop.condition
        speaks = condition is not None and euler in free_letters(condition)
        return LimitValue("unknown", reason=stop.reason, condition=None if speaks else condition)
    except Undefined as stop:
        found = LimitValue("none", reason=str(stop))
    except NotDifferentiable as stop:
        return LimitValue("unknown", reason=str(stop))
    if found.kind == "unknown":
        return found
    if found.kind in ("+oo", "-oo") and not questions.facts.is_real(limit.body):
        return LimitValue("unknown", reason="a growing term that is not seen to be real")
    if not named and euler in free_letters(found.term):
        return LimitValue("unknown", reason="the value has Euler's constant in it")
    constant = euler if euler in free_letters(found.term) else ""
    return replace(found, rules=tuple(expander.rules), proofs=tuple(questions.used), euler=constant)


def _second_try(stop: Undecided, body: Term) -> tuple[int, bool]:
    """How an expander sees more where one has stopped. Raises Undecided where none does."""
    if stop.condition is None and _has(KINKED, body):
        return USUAL_ORDER, True
    if stop.reason == BEYOND_ORDER:
        return DEEP_ORDER, False
    raise stop


def _turns_for_ever(limit: Limit, body: Term, letter: str, expander: Expander, prove: Prover) -> bool:
    """Whether waves in the body turn for ever and the limits along two of their phases differ."""
    argument = wave_argument(body, letter)
    if argument is None or expander.is_complex:
        return False
    if not free_letters(argument) <= free_letters(body):  # of the waves of a sum each has phases of its own
        return False
    try:
        expander.elementary.direction(expander.expand(argument))
    except (Undecided, Undefined, NotDifferentiable):
        return False
    goal, found = expander.ask.goal, list[Term | None]()
    for held in held_waves(body, letter):
        outward = Limit(letter, limit.domain if is_infinite(limit.point) else REAL, held, INFINITY)
        along = _one_sided(outward, goal, prove, 1)
        expander.ask.used.extend(along.proofs)
        found.append(along.as_term if along.known else None)
    return differ(found, expander.ask, is_infinite)


def _has(ops: tuple[str, ...], body: Term) -> bool:
    return any(isinstance(node, Apply) and node.op in ops for node in walk(body))


def _expanded(body: Term, expander: Expander) -> LimitValue:
    """The limit from the expansion; oo for a product whose logarithm tends to oo faster than every power."""
    try:
        return read(expander.expand(body), expander)
    except Undecided:
        if expander.is_unbounded(body):
            return LimitValue("+oo")
        raise


def moved(limit: Limit, letter: str, sign: int) -> Term:
    """The body with its letter replaced so that `letter` tends to infinity."""
    body = limit.body
    while any(isinstance(node, Diff) and limit.letter == node.letter for node in walk(body)):
        body, conditions = carry_out(body)
        if any(limit.letter in free_letters(condition) for condition in conditions):
            raise NotDifferentiable("a derivative by the letter of the limit")
    s = Letter(letter)
    if is_infinite(limit.point):
        return substitute(body, {limit.letter: s if sign > 0 else apply("neg", s)})
    step = apply("div", number(sign), s)
    return substitute(body, {limit.letter: step if limit.point == ZERO else apply("add", limit.point, step)})
