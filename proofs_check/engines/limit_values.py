"""Limits with symbolic parameters, by expansion in scales.

`value` finds the limit of a term for all admissible values of the parameters at once. Every sign that the calculation
needs is proved from the facts of the goal; where one is not, the value is 'unknown' and `condition` names the statement
on which it splits: that is the hypothesis which the claim lacks. A point a is approached as a + 1/s and a - 1/s with s to
infinity; both sides must agree. The expansion shows as well that the term is defined for all large s.

Notation: s is the letter that tends to infinity, L the limit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_signs import zero_condition
from proofs_check.engines.calculus_terms import fold, plus
from proofs_check.engines.derivatives import NotDifferentiable, carry_out
from proofs_check.engines.expand_terms import Expander
from proofs_check.engines.expansion import BEYOND_ORDER, DEEP_ORDER, USUAL_ORDER, Expansion, TooLong
from proofs_check.engines.limit_oscillations import differ, held_waves, wave_argument
from proofs_check.engines.scales import CONSTANT, Scale, Undecided, Undefined
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.domains import REAL, Bound, Domain, is_infinite
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    ZERO,
    Apply,
    Compare,
    Diff,
    Letter,
    Limit,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    sequence_names,
    substitute,
    walk,
)
from proofs_check.statement.text import text

Kind = Literal["finite", "+oo", "-oo", "none", "unknown"]
EXACT_ZERO = Expansion()
KINKED = ("abs", "max", "min", "relu")
"""Where their pieces meet depends on signs: the limit splits on those that are not known."""
EULER = Domain("real", Bound(number(Fraction(577, 1000)), False), Bound(number(Fraction(578, 1000)), False))
"""Where Euler's constant lies: what is proved for all of it holds for the constant."""


@dataclass(frozen=True)
class LimitValue:
    """What a limit is.

    kind: 'finite' (its value in `term`), '+oo', '-oo', 'none' (proved not to exist), 'unknown' (why: `reason`).
    condition: the statement on which an unknown limit splits. rules: what was used. proofs: the answers for the side
    conditions. expansion: the expansion in the letter `letter` that tends to infinity, for a certificate by a bound.
    """

    kind: Kind
    term: Term = ZERO
    reason: str = ""
    condition: Term | None = None
    rules: tuple[str, ...] = ()
    proofs: tuple[Answer, ...] = ()
    expansion: Expansion = EXACT_ZERO

    @property
    def known(self) -> bool:
        return self.kind in ("finite", "+oo", "-oo")

    @property
    def as_term(self) -> Term:
        """The value as a term, `oo` and `-oo` included. Raises ValueError where it is not known."""
        if not self.known:
            raise ValueError(f"the limit is {self.kind}: {self.reason}")
        return {"finite": self.term, "+oo": INFINITY}.get(self.kind, apply("neg", INFINITY))


def value(limit: Limit, goal: Goal, prove: Prover) -> LimitValue:
    """The limit under the facts of `goal`, its other letters being parameters."""
    inside = sequence_names(limit.body)
    for sequence in goal.sequences:
        letters = free_letters(sequence.step).union(*map(free_letters, sequence.start)) - {sequence.index}
        if sequence.name in inside and limit.letter in letters:
            return LimitValue("unknown", reason=f"the sequence '{sequence.name}' depends on {limit.letter}")
    if is_infinite(limit.point):
        return _one_sided(limit, goal, prove, 1 if limit.point == INFINITY else -1)
    if limit.domain.kind != "real":
        return LimitValue("unknown", reason=f"an {limit.domain.kind} letter does not tend to a finite point")
    if limit.side:
        return _one_sided(limit, goal, prove, 1 if limit.side == "+" else -1)
    right, left = (_one_sided(limit, goal, prove, sign) for sign in (1, -1))
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


def _one_sided(limit: Limit, goal: Goal, prove: Prover, sign: int) -> LimitValue:
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
    letter = fresh("s", taken)
    euler = fresh("euler", taken | {letter})
    goal = goal.with_letter(euler, EULER) if _has(("harmonic",), limit.body) else goal
    whole = limit.domain.kind == "integer"
    questions = Questions(goal, prove)

    def inner(nested: Limit, deeper: Goal) -> Term:
        found = value(nested, deeper, prove)
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
    if euler in free_letters(found.term):
        return LimitValue("unknown", reason="the value has Euler's constant in it")
    return replace(found, rules=tuple(expander.rules), proofs=tuple(questions.used))


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
        return _read(expander.expand(body), expander)
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


def _read(expansion: Expansion, expander: Expander) -> LimitValue:
    """The limit of an expansion."""
    series, ask = expander.series, expander.ask
    result: Term = ZERO
    for coefficient, scale in expansion.terms:
        if scale == CONSTANT:
            result = plus(result, coefficient)
        elif not _vanishes(coefficient, scale, expander):
            return _growing(expansion, expander)
    for error in expansion.errors:
        if not series.scaling.is_null(error):
            return _growing(expansion, expander)
    return LimitValue("finite", _short(result, ask), expansion=expansion)


def _short(term: Term, ask: Questions) -> Term:
    tidy = ask.tidy(term)
    return tidy if len(text(tidy)) < len(text(term)) else fold(term)


def _vanishes(coefficient: Term, scale: Scale, expander: Expander) -> bool:
    try:
        if expander.series.scaling.is_null(scale):
            return True
    except Undecided:
        if expander.ask.zero(coefficient):
            return True
        raise
    return expander.ask.zero(coefficient)


def _growing(expansion: Expansion, expander: Expander) -> LimitValue:
    """An expansion with a term that does not vanish."""
    series, ask = expander.series, expander.ask
    oscillating = _oscillation(expansion, expander)
    if oscillating is not None:
        return oscillating
    lead = series.lead(expansion)
    if lead is None:
        return LimitValue("finite", ZERO, expansion=expansion)
    order = series.scaling.order(lead.scale)
    bases = tuple(base for base, _ in lead.scale.bases)
    real = all(ask.facts.is_real(part) for part in (lead.coefficient, *bases))
    if order <= 0 or not real or not ask.facts.is_real(lead.scale.power):
        raise Undecided("the leading term neither vanishes nor grows")
    base = next(
        (b for b, k in lead.scale.bases if k.denominator == 1 and k % 2 and not ask.positive(b)), None
    )
    if base is not None and ask.negative(base):
        series.scaling.need_nonzero(lead.coefficient)
        return LimitValue("none", reason="it changes its sign and grows", expansion=expansion)
    if base is not None:
        raise Undecided(f"splits on {text(base)} > 0", Compare(">", base, ZERO))
    if ask.positive(lead.coefficient):
        return LimitValue("+oo", expansion=expansion)
    if ask.negative(lead.coefficient):
        return LimitValue("-oo", expansion=expansion)
    condition: Term = zero_condition(lead.coefficient, ask.facts)
    if not ask.nonzero(lead.coefficient):
        raise Undecided(f"splits on {text(condition)}", condition)
    condition = Compare(">", lead.coefficient, ZERO)
    raise Undecided(f"splits on {text(condition)}", condition)


def _oscillation(expansion: Expansion, expander: Expander) -> LimitValue | None:
    """L + c*(-1)**s + null with c != 0 has no limit."""
    flip = Scale(bases=((number(-1), ONE.value),))
    others = [scale for _, scale in expansion.terms if scale not in (CONSTANT, flip)]
    try:
        if not all(expander.series.scaling.is_null(scale) for scale in (*others, *expansion.errors)):
            return None
    except Undecided:
        return None
    coefficient = next((c for c, scale in expansion.terms if scale == flip), None)
    if coefficient is None or not expander.ask.nonzero(coefficient):
        return None
    return LimitValue("none", reason="it oscillates", expansion=expansion)
