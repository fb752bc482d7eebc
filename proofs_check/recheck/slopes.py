"""Derivatives: by the chain rule where a term is smooth, else from its expansions on both sides of the point."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.recheck import complexes, growth
from proofs_check.recheck.complexes import Complex, Number, decided, is_zero
from proofs_check.recheck.expand import Expander
from proofs_check.recheck.growth import UNIT, Expansion, Scale, constant, outgrows, single
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.place import Place
from proofs_check.recheck.symbolic import derivative
from proofs_check.recheck.tables import Value, number
from proofs_check.statement import terms
from proofs_check.statement.terms import (
    Apply,
    At,
    Diff,
    Letter,
    Limit,
    Sum,
    Term,
    children,
    free_letters,
    rebuild,
)

if TYPE_CHECKING:
    from proofs_check.recheck.evaluate import Evaluation

ORDERS = (2, 4, 7)
STEP = Scale(power=Fraction(-1))


def slope(term: Diff, place: Place, evaluation: Evaluation) -> Value:
    """The derivative at the value of the letter. Raises NoValue where there is none, Open."""
    if place.domains[term.letter].kind != "real" or place.has_complex:
        raise Open("a derivative that is not by a real letter of a real claim")
    inner = [node for node in _derivatives(term.body) if _kinked(node.body)]
    if any(node.letter != term.letter for node in inner):
        raise Open("derivatives by two letters of a term with kinks")
    body = _carried_out(term.body, place, evaluation)
    if term.letter in evaluation.depends and _has(body, At):
        raise Open("a derivative of a sequence by a letter of its recurrence")
    here = decided(evaluation.number(body, place))
    at = decided(evaluation.number(Letter(term.letter), place))
    if isinstance(at, Complex):
        raise Open("a derivative at a point that is not real")
    if term.letter not in free_letters(body):
        return Fraction(0)
    smooth = _by_formula(body, term.letter, place, evaluation)
    if smooth is not None:
        return smooth
    found = [_one_sided(body, term.letter, at, here, side, place, evaluation) for side in (1, -1)]
    if not complexes.equal(found[0], found[1]):
        raise NoValue("the slopes from the two sides differ")
    return decided(found[0])


def _by_formula(body: Term, letter: str, place: Place, evaluation: Evaluation) -> Number | None:
    """The derivative of a defined term by the chain rule; None where the formula has no value, at kinks and at edges of the domain."""
    if _kinked(body):
        return None
    try:
        _need_no_edge(body, letter, place, evaluation)
        return decided(evaluation.number(derivative(body, letter), place))
    except (NoValue, Open):
        return None


def _derivatives(term: Term) -> list[Diff]:
    own = [term] if isinstance(term, Diff) else []
    return own + [node for part in children(term) for node in _derivatives(part)]


def _has(term: Term, kind: type[Term]) -> bool:
    return isinstance(term, kind) or any(_has(part, kind) for part in children(term))


def _carried_out(body: Term, place: Place, evaluation: Evaluation) -> Term:
    """The body with the derivatives in it written out, where it is smooth; what is differentiated must be defined.

    With kinks and jumps the formula is right near the point, since their zeros lie apart; at the point its value is compared.
    """
    if isinstance(body, Sum | Limit) and _has(body, Diff):
        raise Open("a derivative under a binder")
    parts = tuple(_carried_out(part, place, evaluation) for part in children(body))
    if isinstance(body, Diff):
        evaluation.number(body.body, place)
        _need_no_edge(body.body, body.letter, place, evaluation)
        formula = derivative(parts[0], body.letter)
        if _kinked(body.body):
            known = slope(body, place, evaluation)
            there = decided(evaluation.number(formula, place))
            if not complexes.equal(number(known), there):
                raise Open("a derivative at a kink that differs from its formula")
        else:
            _need_value(formula, body, place, evaluation)
        return formula
    return rebuild(body, parts) if parts != children(body) else body


def _need_value(formula: Term, body: Diff, place: Place, evaluation: Evaluation) -> None:
    """Raises NoValue where the derivative has none, Open where it has one and its formula has not: sqrt(x**4) at 0."""
    try:
        evaluation.number(formula, place)
    except NoValue:
        slope(body, place, evaluation)
        raise Open("a derivative at a point at which its formula has no value") from None


def _need_no_edge(body: Term, letter: str, place: Place, evaluation: Evaluation) -> None:
    """Raises Open at a zero of the base of a power whose exponent is not a whole number as written: it may be an end of the domain."""
    if isinstance(body, Apply) and body.op == "pow" and letter in free_letters(body.args[0]):
        base, exponent = body.args
        whole = isinstance(exponent, terms.Number) and exponent.value.denominator == 1
        if not whole and is_zero(decided(evaluation.number(base, place))):
            raise Open("a derivative of a power at a zero of its base")
    for part in children(body):
        _need_no_edge(part, letter, place, evaluation)


KINKED = ("abs", "relu", "sign", "acot", "atan2")


def _kinked(term: Term) -> bool:
    """Whether a function occurs that has a kink or a jump: acot at 0, atan2 on the negative axis."""
    inside = any(_kinked(part) for part in children(term))
    return inside or (isinstance(term, Apply) and term.op in KINKED)


def _one_sided(
    body: Term, letter: str, at: Number, here: Number, side: int, place: Place, evaluation: Evaluation
) -> Number:
    approach = growth.add(constant(at), single(STEP, Fraction(side)))
    inside = place.inside(letter, None, place.domains[letter])
    problem = Open("a derivative")
    for order in ORDERS:
        expander = Expander(letter, approach, inside, evaluation, order, False)
        try:
            return _first_order(growth.sub(expander.scalar(body), constant(here)), side)
        except Open as found:
            problem = found
    raise problem


def _first_order(x: Expansion, side: int) -> Number:
    """c where x is c*side/s up to what is smaller."""
    quotient = growth.scaled(x, Fraction(side), Scale(power=Fraction(1)))
    bound = quotient.bound()
    if bound is None or outgrows(bound, UNIT) < 0:
        return Fraction(0)
    if not quotient.terms:
        raise Open("a slope of which only a bound is known")
    scale, c = quotient.lead()
    if outgrows(scale, UNIT) > 0:
        raise NoValue("the term jumps or is infinitely steep there")
    if scale.spin != 0:
        raise Open("a slope that oscillates")
    return c
