"""Comparisons of determinants of functions of one symmetric matrix, eigenvalue by eigenvalue.

det(p(S)) is the product of p(lam) over the eigenvalues, so 0 <= det(p(S)) <= det(q(S)) where 0 <= p(lam) <= q(lam) for every eigenvalue. Several
symmetric matrices may take part if they commute. Real entries only.

Reference: Horn and Johnson, Matrix Analysis, theorems 1.2.16 and 2.5.6.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines.spectral_goals import Asked
from proofs_check.engines.spectral_reading import Reading, check_family, letters_of
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting, ruled_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    TooLarge,
    Unsupported,
    scalars_term,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Number, Term, apply, number, walk

ENGINE = "determinants"
TURNED = {">=": "<=", ">": "<"}
MAX_POWER = 8


@dataclass(frozen=True)
class Side:
    """The product of the determinants of the matrices to the powers, or 0 where `is_zero`."""

    powers: tuple[tuple[MatrixPolynomial, int], ...] = ()
    is_zero: bool = False


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves comparisons of products of determinants; it never refutes."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation == "!=" or not _has_determinant(conclusion):
        return undecided(ENGINE, "")
    if any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "")
    relation, left, right = conclusion.relation, conclusion.left, conclusion.right
    if relation in TURNED:
        relation, left, right = TURNED[relation], right, left
    setting = _replaced(plain_setting(goal, prove), ruled_setting(goal))
    try:
        one, two = _side(left, setting), _side(right, setting)
        factors = _family((one, two), setting)
        return _compared(
            Asked(goal, setting, Reading((), (), frozenset(), factors), prove), one, two, relation
        )
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))


def _has_determinant(term: Term) -> bool:
    return any(isinstance(node, Apply) and node.op == "det" for node in walk(term))


def _replaced(plain: Setting, ruled: Setting) -> Setting:
    """The plain setting with the pairs of matrices that commute."""
    return Setting(plain.scope, commuting=ruled.commuting, known=plain.known, decide=plain.decide)


def _side(term: Term, setting: Setting) -> Side:
    """Takes a product of determinants apart. Raises Unsupported."""
    match term:
        case Number(value=value) if value in (0, 1):
            return Side(is_zero=value == 0)
        case Apply(op="det", args=(inner,)):
            return Side(((convert(inner, setting), 1),))
        case Apply(op=("mul" | "div") as op, args=(left, right)):
            one, two = _side(left, setting), _side(right, setting)
            if one.is_zero or two.is_zero:
                raise Unsupported("a factor 0")
            sign = 1 if op == "mul" else -1
            return Side((*one.powers, *((base, sign * power) for base, power in two.powers)))
        case Apply(op="pow", args=(base, Number(value=value))) if (
            value.denominator == 1 and 0 < value <= MAX_POWER
        ):
            inner_side = _side(base, setting)
            return Side(
                tuple((one, power * int(value)) for one, power in inner_side.powers), inner_side.is_zero
            )
        case _:
            raise Unsupported("no product of determinants")


def _family(sides: tuple[Side, Side], setting: Setting) -> tuple[Factor, ...]:
    """The letters, which must be symmetric, of one size, and commute pairwise."""
    wholes = [whole for side in sides for whole, _ in side.powers]
    if len({whole.rows for whole in wholes}) != 1:
        raise Unsupported("determinants of different sizes")
    words = [monomial.word for whole in wholes for monomial, _ in whole.terms]
    if any(monomial.binders for whole in wholes for monomial, _ in whole.terms):
        raise Unsupported("sums over an index")
    if any(not factor.square for word in words for factor in word):
        raise Unsupported("a factor that is not square")
    factors = tuple(dict.fromkeys(factor for word in words for factor in letters_of(word)))
    check_family(factors, setting)
    return factors


def _compared(asked: Asked, left: Side, right: Side, relation: str) -> Answer:
    low, high = _value(left, asked), _value(right, asked)
    wanted = [Compare(relation, low, high)]
    if relation != "==" and low != ZERO:
        wanted.append(Compare(">=", low, ZERO))
    answers = []
    for one in wanted:
        answers.append(asked.prove(asked.scalar(one)))
        if not answers[-1].proved:
            return undecided(ENGINE, f"for one eigenvalue: {answers[-1].detail}"[:300])
    return proved(ENGINE, f"eigenvalue by eigenvalue: {answers[0].detail}", "certificate", tuple(answers))


def _value(side: Side, asked: Asked) -> Term:
    """The product at one eigenvalue."""
    if side.is_zero:
        return ZERO
    value: Term = ONE
    for whole, power in side.powers:
        parts = [(scalars_term(monomial.scalars, c) or ONE, (monomial.word,)) for monomial, c in whole.terms]
        base = asked.sum_of(parts, asked.here)
        if power < 0:
            asked.conditions[Compare("!=", base, ZERO)] = None
            value = apply("div", value, apply("pow", base, number(-power)))
        else:
            value = apply("mul", value, apply("pow", base, number(power)))
    return value
