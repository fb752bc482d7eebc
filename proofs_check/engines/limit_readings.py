"""What the limit of an expansion is: a number, oo, -oo, or none.

Notation: s is the letter that tends to infinity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_signs import zero_condition
from proofs_check.engines.calculus_terms import fold, plus
from proofs_check.engines.expand_terms import Expander
from proofs_check.engines.expansion import Expansion
from proofs_check.engines.scales import CONSTANT, Scale, Undecided
from proofs_check.goal import Answer
from proofs_check.statement.terms import INFINITY, ONE, ZERO, Compare, Term, apply, number
from proofs_check.statement.text import text

Kind = Literal["finite", "+oo", "-oo", "none", "unknown"]
EXACT_ZERO = Expansion()


@dataclass(frozen=True)
class LimitValue:
    """What a limit is.

    kind: 'finite' (its value in `term`), '+oo', '-oo', 'none' (proved not to exist), 'unknown' (why: `reason`).
    condition: the statement on which an unknown limit splits. rules: what was used. proofs: the answers for the side
    conditions. expansion: the expansion in the letter `letter` that tends to infinity, for a certificate by a bound.
    euler: the letter in the value that stands for Euler's constant, or ''.
    """

    kind: Kind
    term: Term = ZERO
    reason: str = ""
    condition: Term | None = None
    rules: tuple[str, ...] = ()
    proofs: tuple[Answer, ...] = ()
    expansion: Expansion = EXACT_ZERO
    euler: str = ""

    @property
    def known(self) -> bool:
        return self.kind in ("finite", "+oo", "-oo")

    @property
    def as_term(self) -> Term:
        """The value as a term, `oo` and `-oo` included. Raises ValueError where it is not known."""
        if not self.known:
            raise ValueError(f"the limit is {self.kind}: {self.reason}")
        return {"finite": self.term, "+oo": INFINITY}.get(self.kind, apply("neg", INFINITY))


def read(expansion: Expansion, expander: Expander) -> LimitValue:
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
