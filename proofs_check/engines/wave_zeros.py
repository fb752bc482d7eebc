"""Products and powers of sines and cosines that are not zero, factor by factor.

    sin(u) != 0      where -pi < u < pi and u != 0; and where a hypothesis says sin(v) != 0 with v == n*u + m*pi, n and m whole,
                     for sin(u) == 0 makes u, hence v, a whole multiple of pi
    cos(u) != 0      is sin(u + pi/2) != 0

Whatever else is a factor is asked for by itself. Certificate: the proofs about the factors.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import integer_of, minus, negate, over, plus, times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Number,
    Term,
    binder,
    free_letters,
    number,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "zeros of waves"
PI = Constant("pi")
QUARTER = over(PI, number(2))
WAVES = ("sin", "cos")


def applies(goal: Goal) -> bool:
    """Whether the conclusion says that a product of real numbers with a sine or a cosine of several letters is not zero."""
    if goal.sequences or any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    product = _product(goal.conclusion)
    return product is not None and any(_is_wave(one) for one in _factors(product))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that no factor is zero, or says which is not shown; it never refutes."""
    product = _product(goal.conclusion) if applies(goal) else None
    if product is None:
        return undecided(ENGINE, "")
    factors = list(dict.fromkeys(_factors(product)))
    asked = Questions(goal, prove)
    answers: list[Answer] = []
    for one in factors:
        if _is_wave(one) and _is_nonzero(one, goal, asked):
            continue
        if factors == [product]:
            return undecided(ENGINE, "the argument may be a whole multiple of pi")
        answers.append(prove(goal.concluding(Compare("!=", one, ZERO))))
        if not answers[-1].proved:
            return undecided(ENGINE, f"{text(one)} may be 0"[:200])
    detail = ", ".join(map(text, factors))
    return proved(ENGINE, f"not zero: {detail}"[:300], "certificate", (*asked.used, *answers))


def _product(conclusion: Term) -> Term | None:
    """F of F != 0."""
    if not isinstance(conclusion, Compare) or conclusion.relation != "!=":
        return None
    if any(binder(node) is not None for node in walk(conclusion)):
        return None
    if conclusion.right == ZERO:
        return conclusion.left
    return conclusion.right if conclusion.left == ZERO else None


def _factors(term: Term) -> Iterator[Term]:
    """Terms that are not zero only if the product is not; numbers that are not zero are left out."""
    match term:
        case Apply(op="mul", args=(left, right)):
            yield from _factors(left)
            yield from _factors(right)
        case Apply(op="div", args=(top, _)):  # what it is divided by is not zero where it is defined
            yield from _factors(top)
        case Apply(op="neg", args=(inner,)):
            yield from _factors(inner)
        case Apply(op="pow", args=(base, exponent)) if (integer_of(exponent) or 0) > 0:
            yield from _factors(base)
        case Number(value=value) if value:
            return
        case _:
            yield term


def _is_wave(term: Term) -> bool:
    return isinstance(term, Apply) and term.op in WAVES and bool(free_letters(term))


def _is_nonzero(wave: Term, goal: Goal, asked: Questions) -> bool:
    assert isinstance(wave, Apply)
    angle = wave.args[0] if wave.op == "sin" else tidy(plus(wave.args[0], QUARTER), goal.scope)
    if any(_is_multiple(other, angle, goal) for other in _known(goal)):
        return True
    shown = (
        Compare("<", angle, PI),
        Compare(">", angle, negate(PI)),
        Compare("!=", tidy(over(angle, PI), goal.scope), ZERO),
    )
    return all(asked.holds(one) for one in shown)


def _known(goal: Goal) -> Iterator[Term]:
    """The angles whose sine is not zero by a hypothesis."""
    for fact in goal.hypotheses:
        product = _product(fact)
        for one in _factors(product) if product is not None else ():
            if _is_wave(one):
                assert isinstance(one, Apply)
                yield one.args[0] if one.op == "sin" else plus(one.args[0], QUARTER)


def _is_multiple(other: Term, angle: Term, goal: Goal) -> bool:
    """Whether other == n*angle + m*pi with whole n and m: n a whole letter of the goal, or 1 or 2 times one."""
    letters = [Letter(name) for name, domain in goal.letters if domain.kind == "integer"]
    for many in (ONE, number(2), *letters, *(times(number(2), one) for one in letters)):
        turns = tidy(over(minus(other, times(many, angle)), PI), goal.scope)
        if is_integral(turns, goal.scope):
            return True
    return False


__all__ = ["ENGINE", "applies", "attempt"]
