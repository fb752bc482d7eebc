"""Whole numbers as values of a polynomial: every whole n is a**2 + b**2 - c**2, every multiple of 6 a sum of four cubes with signs.

    exists(a, D, exists(b, D, ... P(a, b, ...) == G and further conditions))        G free of the letters that are asked for

P is linear along some lines (`linear_form_values.py`), each of which takes all values of one class d modulo c. For a modulus M the classes of
G are gone through: where a line takes it, G == M*q + r gives the values of a, b, ..., linear in q; a class without one is shown not to
occur.

Certificate: P(u*t + v) == c*t + d, multiplied out; in each class the domains and further conditions at these values; the classes that do not
occur.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.calculus_terms import folded, plus, times
from proofs_check.engines.existence_chains import Chain, chain_of
from proofs_check.engines.linear_form_values import Line, Monomial, lines, monomials
from proofs_check.engines.linear_terms import difference
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Ring
from proofs_check.engines.whole_values import is_whole
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import INTEGER, membership
from proofs_check.statement.terms import (
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    conjunction,
    free_letters,
    fresh,
    number,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "represented numbers"
MODULI = (1, 2, 3, 4, 6, 8, 12, 24)
MAX_LINES = 4_000
MAX_EACH = 6
MAX_MODULI = 2
MAX_MONOMIALS = 60


@dataclass(frozen=True)
class Representation:
    """P == G is asked for, with further conditions. lines: those found, each once."""

    chain: Chain
    others: tuple[Term, ...]
    value: Term
    lines: tuple[Line, ...]


def applies(goal: Goal) -> bool:
    """Whether several whole numbers are asked for by an equation of degree two or more that separates them from the goal's letters."""
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters) or goal.sequences:
        return False
    return _separated(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence class by class, or says why not."""
    found = _representation(goal) if applies(goal) else None
    if found is None or not found.lines:
        return undecided(ENGINE, "the polynomial is linear along no line that was tried")
    inner = goal
    for name, domain in found.chain.letters:
        inner = inner.with_letter(name, domain).assuming(*membership(name, domain))
    meant = defined((conjunction(found.chain.conditions),), inner, prove)
    if meant is None:
        return undecided(ENGINE, "the conditions are not shown to be defined")
    reason = undecided(ENGINE, "the lines leave classes out")
    for modulus in _moduli(found):
        reason = _by_classes(goal, found, modulus, prove)
        if reason.proved:
            return proved(ENGINE, reason.detail, "certificate", (meant, reason))
    return reason


def _separated(goal: Goal) -> tuple[Chain, Compare, tuple[Term, ...], Term, Term] | None:
    """The letters asked for, the equation, the other conditions, and P, G with P == G; None for another form."""
    statement = goal.conclusion
    if not isinstance(statement, Quantified) or statement.op != "exists":
        return None
    chain = chain_of(statement, goal)
    if chain is None or len(chain.letters) < 2 or any(its.kind != "integer" for _, its in chain.letters):
        return None
    equations = [one for one in chain.conditions if isinstance(one, Compare) and one.relation == "=="]
    if len(equations) != 1:
        return None
    asked = frozenset(name for name, _ in chain.letters)
    form: list[Term] = []
    rest: list[Term] = []
    for term, weight in difference(equations[0]).items():
        names = free_letters(term)
        if names & asked and not names <= asked:
            return None
        (form if names & asked else rest).append(times(number(weight if names & asked else -weight), term))
    value = plus(*rest) if rest else number(0)
    others = tuple(one for one in chain.conditions if one != equations[0])
    if not form or not free_letters(value) or not (is_integral(value, goal.scope) or is_whole(goal, value)):
        return None
    return chain, equations[0], others, plus(*form), value


def _representation(goal: Goal) -> Representation | None:
    found = _separated(goal)
    if found is None:
        return None
    chain, _, others, form, value = found
    ring = Ring(MAX_MONOMIALS)
    try:
        for name, _ in chain.letters:
            poly_of(Letter(name), ring)
        poly = poly_of(form, ring)
    except OutOfReach:
        return None
    read = monomials(poly, tuple(range(len(chain.letters))))
    if max((sum(powers) for powers, _ in read), default=0) < 2:
        return None
    return Representation(chain, others, value, _enough(read, bool(others) or _is_bounded(chain)))


def _is_bounded(chain: Chain) -> bool:
    return any(domain != INTEGER for _, domain in chain.letters)


def _enough(read: tuple[Monomial, ...], several: bool) -> tuple[Line, ...]:
    """A line for each class modulo each rise, until all classes are taken; several of each where there are further conditions."""
    found: dict[tuple[int, int], list[Line]] = {}
    for line in islice(lines(read), MAX_LINES):
        known = found.setdefault((line.rise, line.start % line.rise), [])
        if len(known) < (MAX_EACH if several else 1):
            known.append(line)
            if not several and any(not left_out(found, modulus) for modulus in MODULI):
                break
    return tuple(line for known in found.values() for line in known)


def left_out(classes: Iterable[tuple[int, int]], modulus: int) -> set[int]:
    """The remainders modulo `modulus` in none of the classes (rise, start)."""
    return {
        remainder
        for remainder in range(modulus)
        if not any(modulus % rise == 0 and (remainder - start) % rise == 0 for rise, start in classes)
    }


def _moduli(found: Representation) -> list[int]:
    """The moduli to try, those first of which fewer classes are left out."""
    classes = [(line.rise, line.start) for line in found.lines]
    open_ = {modulus: len(left_out(classes, modulus)) for modulus in MODULI}
    some = [modulus for modulus in MODULI if open_[modulus] < modulus]
    return sorted(some, key=lambda modulus: open_[modulus] / modulus)[:MAX_MODULI]


def _by_classes(goal: Goal, found: Representation, modulus: int, prove: Prover) -> Answer:
    answers: list[Answer] = []
    for remainder in range(modulus):
        name = fresh("q", names_of(goal) | {name for name, _ in found.chain.letters})
        equation = Compare("==", found.value, plus(times(number(modulus), Letter(name)), number(remainder)))
        case = goal.with_letter(name, INTEGER).assuming(equation)
        answers.append(_in_class(case, found, modulus, remainder, name, prove))
        if not answers[-1].proved:
            denied = Connective("not", (Quantified("exists", name, INTEGER, equation),))
            answers[-1] = prove(goal.concluding(denied))
        if not answers[-1].proved:
            return undecided(ENGINE, f"no values where {text(equation)}"[:250])
    return proved(ENGINE, "; ".join(one.detail for one in answers)[:400], "certificate", tuple(answers))


def _in_class(
    case: Goal, found: Representation, modulus: int, remainder: int, name: str, prove: Prover
) -> Answer:
    """The domains and further conditions at the values that a line gives in the class of `remainder`."""
    for line in found.lines:
        if modulus % line.rise or (remainder - line.start) % line.rise:
            continue
        at = plus(
            times(number(modulus // line.rise), Letter(name)), number((remainder - line.start) // line.rise)
        )
        put = {
            asked: folded(plus(times(number(u), at), number(v)))
            for (asked, _), u, v in zip(found.chain.letters, line.slope, line.offset, strict=True)
        }
        facts = [fact for asked, its in found.chain.letters for fact in membership(asked, its)]
        needs = [substitute(need, put) for need in (*facts, *found.others)]
        parts = _all(case, needs, prove)
        if parts is not None:
            shown = ", ".join(f"{asked} = {text(value)}" for asked, value in put.items())
            return proved(ENGINE, f"{modulus}*{name} + {remainder}: {shown}", "certificate", parts)
    return undecided(ENGINE, "no line fits")


def _all(goal: Goal, needs: list[Term], prove: Prover) -> tuple[Answer, ...] | None:
    answers: list[Answer] = []
    for need in needs:
        answers.append(prove(goal.concluding(need)))
        if not answers[-1].proved:
            return None
    return tuple(answers)


__all__ = ["applies", "attempt"]
