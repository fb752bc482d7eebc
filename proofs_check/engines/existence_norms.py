"""Two whole numbers at which x**2 + b*x*y + c*y**2 is a polynomial, a power or a product of such: 5*(s**2 + t**2) as a sum of two squares.

    exists(x, D, exists(y, E, x**2 + b*x*y + c*y**2 == P))

`norm_products.py` proposes values; hypotheses that give whole letters (m == s**2 + t**2) are put into P first. Powers like 5**n are squares for
every other n: the goal is proved for n = a + 2*q and for n = a + 1 + 2*q, from the least value a of n on. A value that does not lie in the domain for
all letters is used where it does, and another one elsewhere.

Certificate: that of the values (`existence.witness`), in each case.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import minus, plus, times
from proofs_check.engines.existence import witness
from proofs_check.engines.existence_bounds import renamed_apart
from proofs_check.engines.existence_factors import with_letters_for_powers
from proofs_check.engines.existence_intro import negation
from proofs_check.engines.existence_pairs import Pair, by_pair
from proofs_check.engines.induction_core import first_value
from proofs_check.engines.norm_products import Norm, elements_of_norm
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.quadratic_form_values import asked_by
from proofs_check.engines.ring import OutOfReach, Ring
from proofs_check.engines.shifted_letters import is_bound_elsewhere
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import NATURAL, membership
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Quantified,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)

ENGINE = "values of norms"
MAX_TERMS = 400
MAX_POWERS = 2


def applies(goal: Goal) -> bool:
    """Whether two whole numbers are asked for at which a norm form has a value that letters move."""
    return not any(domain.is_complex for _, domain in goal.letters) and _asked(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence by elements whose norm is the value, or says why not."""
    return _by_parity(goal, prove, MAX_POWERS) if applies(goal) else undecided(ENGINE, "")


def _asked(goal: Goal) -> tuple[Norm, Term] | None:
    """The form and the value that are asked for."""
    asked = asked_by(goal)
    if asked is None or isinstance(asked.value, Number) or abs(asked.form.a) != 1:
        return None
    sign = asked.form.a  # the equation may have its form at the right
    b, c = sign * asked.form.b, sign * asked.form.c
    if b.denominator != 1 or c.denominator != 1 or 4 * c == b**2:
        return None
    return Norm(int(b), int(c)), asked.value if sign > 0 else minus(ZERO, asked.value)


def _by_parity(goal: Goal, prove: Prover, left: int) -> Answer:
    """The goal with even and odd exponents apart."""
    name = _exponent(goal)
    if name is None:
        return _covered(goal, _pairs(goal), prove)
    first = first_value(dict(goal.letters)[name])
    if first is None or not left or is_bound_elsewhere(goal, name):
        return undecided(ENGINE, f"{name} is not counted from a number on")
    answers: list[Answer] = []
    for start in (first, first + 1):
        case = _counted(goal, name, start)
        answers.append(_by_parity(case, prove, left - 1))
        if not answers[-1].proved:
            return undecided(ENGINE, f"{name} = {start}, {start + 2}, ...: {answers[-1].detail}"[:300])
    detail = "; ".join(f"from {first + k}: {answer.detail}" for k, answer in enumerate(answers))
    return proved(ENGINE, f"every other {name} {detail}"[:400], "certificate", tuple(answers))


def _exponent(goal: Goal) -> str | None:
    """A whole letter that an exponent of the value moves with by odd steps: 5**n, not 5**(2*n)."""
    asked = _asked(goal)
    whole = {name for name, domain in goal.letters if domain.kind == "integer"}
    for node in walk(asked[1]) if asked is not None else ():
        if not isinstance(node, Apply) or node.op != "pow":
            continue
        for name in sorted(free_letters(node.args[1]) & whole):
            if not _is_doubled(node.args[1], name):
                return name
    return None


def _is_doubled(exponent: Term, name: str) -> bool:
    """Whether the letter stands with a factor 2, as `_counted` writes it."""
    found = [node for node in walk(exponent) if node == times(number(2), Letter(name))]
    return len(found) == sum(node == Letter(name) for node in walk(exponent))


def _counted(goal: Goal, name: str, start: int) -> Goal:
    """The goal for name = start + 2*q, q = 0, 1, ..."""
    new = fresh("q", names_of(goal))
    put = {name: plus(times(number(2), Letter(new)), number(start))}
    domain = dict(goal.letters)[name]
    facts = tuple(substitute(fact, put) for fact in (*membership(name, domain), *goal.hypotheses))
    letters = tuple((new, NATURAL) if known == name else (known, its) for known, its in goal.letters)
    return replace(goal, letters=letters, hypotheses=facts, conclusion=substitute(goal.conclusion, put))


def _pairs(goal: Goal) -> tuple[Pair, ...]:
    """Values for the two numbers."""
    asked = _asked(goal)
    if asked is None:
        return ()
    norm, value = asked
    atoms: dict[Term, Term] = {}
    ring = Ring(MAX_TERMS)
    try:
        poly = poly_of(with_letters_for_powers(substitute(value, _given(goal, value)), atoms), ring)
        found = tuple(elements_of_norm(poly, norm, ring))
        back = {letter.name: power for power, letter in atoms.items() if isinstance(letter, Letter)}
        return tuple(
            (substitute(term_of(one.x, ring), back), substitute(term_of(one.y, ring), back)) for one in found
        )
    except (OutOfReach, ValueError):
        return ()


def _given(goal: Goal, value: Term) -> dict[str, Term]:
    """What equations among the hypotheses give for the letters of the value."""
    found: dict[str, Term] = {}
    for fact in goal.hypotheses:
        if not isinstance(fact, Compare) or fact.relation != "==":
            continue
        for side, other in ((fact.left, fact.right), (fact.right, fact.left)):
            if isinstance(side, Letter) and side.name in free_letters(value) - free_letters(other):
                found.setdefault(side.name, other)
    return found


def _covered(goal: Goal, pairs: tuple[Pair, ...], prove: Prover) -> Answer:
    """One pair of values after the other, each where it lies in the domains."""
    statement = goal.conclusion
    if not pairs or not isinstance(statement, Quantified):
        return undecided(ENGINE, "no values are left")
    outer = renamed_apart(statement, goal)
    if not isinstance(outer.body, Quantified):
        return undecided(ENGINE, "no second number")
    signs = [
        _with_sign(part.domain.low is not None, value)
        for part, value in zip((outer, outer.body), pairs[0], strict=True)
    ]
    values = (signs[0], signs[1])
    asked = Questions(goal, prove)
    needs = [
        substitute(fact, {part.letter: value})
        for part, value in zip((outer, outer.body), values, strict=True)
        for fact in membership(part.letter, part.domain)
    ]
    missing = [need for need in needs if not asked.holds(need)]
    if len(missing) > 1 or any(negation(one) in goal.hypotheses for one in missing):
        return _covered(goal, pairs[1:], prove)
    there = by_pair(outer, values, goal.assuming(*missing), prove, witness)
    if not there.proved or not missing:
        return there if there.proved else _covered(goal, pairs[1:], prove)
    elsewhere = _covered(goal.assuming(negation(missing[0])), pairs[1:], prove)
    if not elsewhere.proved:
        return elsewhere
    return proved(ENGINE, f"{there.detail}; else {elsewhere.detail}"[:400], "certificate", (there, elsewhere))


def _with_sign(is_bounded: bool, value: Term) -> Term:
    if isinstance(value, Number):
        return number(abs(value.value)) if is_bounded else value
    return apply("abs", value) if is_bounded else value


__all__ = ["applies", "attempt"]
