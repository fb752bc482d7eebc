"""Inequalities between waves of several angles as inequalities between rational functions, in the tangents of half the angles.

With t = tan(a/2) every sin(k*a) and cos(k*a) is a rational function of t (a/4 where halves of angles occur); one angle of a triangle is given by
the others. What bounds a sum of angles bounds the sine of half of it: that is a polynomial in the tangents times something positive.
Certificate: the substitution, and the proof of the inequality between rational functions.
Reference: Hardy, The integration of functions of a single variable, section V.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import folded, minus, negate, over, plus, power, times
from proofs_check.engines.half_angles import angles_of, outside, solved, waves
from proofs_check.engines.linear_terms import difference
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Term,
    apply,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
)

ENGINE = "half tangents"
PI = Constant("pi")
MAX_ANGLES = 2
MAX_POWER = 4
HALF = Fraction(1, 2)
SQUARE_ROOTS = {n: apply("sqrt", number(n)) for n in (2, 3)}
COSINES = {
    Fraction(0): ONE,
    Fraction(1, 6): over(SQUARE_ROOTS[3], number(2)),
    Fraction(1, 4): over(SQUARE_ROOTS[2], number(2)),
    Fraction(1, 3): number(HALF),
    Fraction(1, 2): ZERO,
}
TANGENTS = {
    Fraction(0): ZERO,
    Fraction(1, 12): minus(number(2), SQUARE_ROOTS[3]),
    Fraction(1, 8): minus(SQUARE_ROOTS[2], ONE),
    Fraction(1, 6): over(ONE, SQUARE_ROOTS[3]),
    Fraction(1, 4): ONE,
    Fraction(1, 3): SQUARE_ROOTS[3],
}


@dataclass(frozen=True)
class Angle:
    """An angle strictly between low*pi and high*pi, and the letter for the tangent of its part."""

    name: str
    low: Fraction
    high: Fraction
    tangent: Letter


@dataclass(frozen=True)
class Combination:
    """The sum of weight*angle and turn*pi."""

    weights: dict[str, Fraction]
    turn: Fraction


def applies(goal: Goal) -> bool:
    """Whether a comparison has waves of two letters or of three in a linear equation, and nothing else of these letters."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!=") or goal.sequences:
        return False
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    angles = angles_of(goal)
    if not 2 <= len(angles) <= MAX_ANGLES + 1 or not free_letters(outside(conclusion)).isdisjoint(angles):
        return False
    domains = dict(goal.letters)
    if any(name not in domains or domains[name].kind != "real" for name in angles):
        return False
    ends = [end for domain in domains.values() for end in domain.terms()]
    if not all(free_letters(end).isdisjoint(angles) for end in ends):
        return False
    left = solved(goal)
    return 2 <= len(angles_of(left)) <= MAX_ANGLES and _part(left) is not None


def is_unbounded(goal: Goal) -> bool:
    """Whether a tangent or a cotangent is among the waves, for which boxes of angles are of no use."""
    return any(wave.op in ("tan", "cot") for wave in waves(goal.conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the inequality in the tangents; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    whole = solved(goal)
    part = _part(whole) or 1
    taken = names_of(whole)
    angles: dict[str, Angle] = {}
    answers: list[Answer] = []
    for name in sorted(angles_of(whole)):
        found = _bounds(name, whole, part, prove)
        if found is None:
            return undecided(ENGINE, f"the angle {name} is not bounded")
        tangent = Letter(fresh("t", taken | {angle.tangent.name for angle in angles.values()}))
        angles[name] = Angle(name, found[0], found[1], tangent)
        answers += found[2]
    rational = _rational(whole.conclusion, angles, part)
    if rational is None:
        return undecided(ENGINE, "an angle without a short cosine")
    answer = prove(_in_tangents(whole, angles, part, rational))
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    said = ", ".join(f"{angle.tangent.name} = tan({angle.name}/{2 * part})" for angle in angles.values())
    return proved(ENGINE, f"with {said}: {answer.detail}"[:400], "certificate", (*answers, answer))


def _part(goal: Goal) -> int | None:
    """d, with the tangent of a/(2*d) for an angle a: 2 where halves of angles occur, else 1; None for other arguments."""
    part = 1
    for wave in waves(goal.conclusion):
        found = _combination(wave.args[0])
        if found is None:
            return None
        part = lcm(part, *(weight.denominator for weight in found.weights.values()))
    powers = [
        abs(weight * part)
        for wave in waves(goal.conclusion)
        if (found := _combination(wave.args[0])) is not None
        for weight in found.weights.values()
    ]
    return part if part <= 2 and all(one <= MAX_POWER for one in powers) else None


def _combination(term: Term) -> Combination | None:
    """A sum of rational multiples of letters and of pi, or None."""
    parts = difference(Compare("==", term, ZERO))
    weights = {one.name: weight for one, weight in parts.items() if isinstance(one, Letter) and weight}
    others = {one for one, weight in parts.items() if weight and not isinstance(one, Letter)}
    return Combination(weights, parts.get(PI, Fraction(0))) if others <= {PI} else None


def _bounds(
    name: str, goal: Goal, part: int, prove: Prover
) -> tuple[Fraction, Fraction, tuple[Answer, ...]] | None:
    """Bounds of an angle as multiples of pi, strict ones, and the proofs of those that its domain does not give."""
    domain = dict(goal.letters)[name]
    answers: list[Answer] = []
    ends: list[Fraction] = []
    for end, relation, usual in ((domain.low, ">", Fraction(0)), (domain.high, "<", Fraction(1))):
        found = None if end is None or end.closed else _combination(end.at)
        if found is not None and not found.weights and abs(found.turn) <= part:
            ends.append(found.turn)
            continue
        answers.append(prove(goal.concluding(Compare(relation, Letter(name), times(number(usual), PI)))))
        if not answers[-1].proved:
            return None
        ends.append(usual)
    return ends[0], ends[1], tuple(answers)


def _in_tangents(goal: Goal, angles: dict[str, Angle], part: int, conclusion: Term) -> Goal:
    """The goal about the tangents; hypotheses about angles that are no linear comparisons are left out."""
    facts: list[Term] = []
    for angle in angles.values():
        facts += _ends(angle, part)
    for fact in goal.hypotheses:
        if free_letters(fact).isdisjoint(angles):
            facts.append(fact)
        elif (told := _told(fact, angles, part)) is not None:
            facts.append(told)
    letters = tuple(pair for pair in goal.letters if pair[0] not in angles)
    tangents = tuple((angle.tangent.name, REAL) for angle in angles.values())
    return Goal((*tangents, *letters), tuple(facts), conclusion)


def _ends(angle: Angle, part: int) -> list[Term]:
    """What the bounds of the angle say of the tangent, where it has a short form there."""
    found: list[Term] = []
    for bound, relation in ((angle.low, ">"), (angle.high, "<")):
        at = bound / (2 * part)
        value = TANGENTS.get(abs(at))
        if value is not None:
            found.append(Compare(relation, angle.tangent, value if at >= 0 else negate(value)))
    return found


def _told(fact: Term, angles: dict[str, Angle], part: int) -> Term | None:
    """A linear comparison with 0 as one of the sine of a part of it, which lies between -pi and pi."""
    if not isinstance(fact, Compare) or fact.relation in ("==", "!="):
        return None
    found = _combination(minus(fact.left, fact.right))
    if found is None or not found.weights or not found.weights.keys() <= angles.keys():
        return None
    if any(weight.denominator != 1 or abs(weight) > MAX_POWER for weight in found.weights.values()):
        return None
    for side in (1, -1):  # the largest and the least value
        reach = found.turn
        for name, weight in found.weights.items():
            angle = angles[name]
            reach += max(side * weight * angle.low, side * weight * angle.high) * side
        if abs(reach) > 2 * part:
            return None
    turned = _constant(found.turn / (2 * part))
    if turned is None:
        return None
    value = turned
    for name, weight in found.weights.items():
        for _ in range(abs(int(weight))):
            value = _product(
                value, (ONE, angles[name].tangent if weight > 0 else negate(angles[name].tangent))
            )
    return Compare(fact.relation, folded(value[1]), ZERO)


Pair = tuple[Term, Term]
"""Real and imaginary part."""


def _rational(term: Term, angles: dict[str, Angle], part: int) -> Term | None:
    """The term with rational functions of the tangents for its waves."""
    if isinstance(term, Apply) and term.op in ("sin", "cos", "tan", "cot"):
        return _wave(term, angles, part)
    parts = [_rational(one, angles, part) for one in children(term)]
    if any(one is None for one in parts):
        return None
    return rebuild(term, tuple(one for one in parts if one is not None)) if parts else term


def _wave(wave: Apply, angles: dict[str, Angle], part: int) -> Term | None:
    found = _combination(wave.args[0])
    if found is None or not found.weights.keys() <= angles.keys():
        return wave if free_letters(wave).isdisjoint(angles) else None
    value = _constant(found.turn)
    if value is None:
        return None
    below: Term = ONE
    for name, weight in found.weights.items():
        tangent, count = angles[name].tangent, int(weight * part)
        square = power(tangent, number(2))
        turn = (minus(ONE, square), times(number(2 if count > 0 else -2), tangent))
        for _ in range(abs(count)):
            value = _product(value, turn)
        below = times(below, power(plus(ONE, square), number(abs(count))))
    cosine, sine = map(folded, value)
    quotient = {
        "cos": (cosine, below),
        "sin": (sine, below),
        "tan": (sine, cosine),
        "cot": (cosine, sine),
    }[wave.op]
    return over(*quotient)


def _product(one: Pair, two: Pair) -> Pair:
    real = minus(times(one[0], two[0]), times(one[1], two[1]))
    return real, plus(times(one[0], two[1]), times(one[1], two[0]))


def _constant(turn: Fraction) -> Pair | None:
    """Cosine and sine of turn*pi, where they have a short form."""
    cosine, sine = _cosine(turn), _cosine(turn - HALF)
    return None if cosine is None or sine is None else (cosine, sine)


def _cosine(turn: Fraction) -> Term | None:
    turn = abs(turn) % 2
    turn = 2 - turn if turn > 1 else turn
    if turn > HALF:
        value = COSINES.get(1 - turn)
        return None if value is None else negate(value)
    return COSINES.get(turn)
