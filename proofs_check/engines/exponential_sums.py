"""Sums of complex exponentials whose exponents grow by a fixed step: geometric sums, and sums over whole turns, which are 0.

    sum(exp(a*k + b), k, l, m) == (exp(a*(m + 1) + b) - exp(a*l + b))/(exp(a) - 1)

where exp(a) != 1 and l <= m + 1; it is 0 where a*(m + 1 - l) is 2*pi*i times a whole number. For a == 2*pi*i*t with a real t, exp(a) != 1 is
sin(pi*t) != 0. So sum(exp(2*pi*i*j*k/n), k, 0, n - 1) == 0 for 0 < j < n.
Certificate: these conditions, and the statement with the closed forms.
"""

from __future__ import annotations

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import folded, integer_of, minus, negate, over, plus, times
from proofs_check.engines.outer_sums import in_closed_form, outer_sums
from proofs_check.engines.recursive_orders import is_affine
from proofs_check.goal import Answer, Goal, Prover, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Letter,
    Number,
    Sum,
    Term,
    apply,
    free_letters,
    number,
    substitute,
    walk,
)

ENGINE = "sums of exponentials"
IMAGINARY = Constant("i")
PI = Constant("pi")
REAL_OPS = frozenset(("add", "sub", "mul", "div", "neg", "abs"))


class NoExponential(ValueError):
    """The body is no exponential of even steps."""


def applies(goal: Goal) -> bool:
    """Whether a complex claim compares numbers, and a sum of exponentials that no binder encloses is in it."""
    if not isinstance(goal.conclusion, Compare) or goal.sequences:
        return False
    if not any(domain.is_complex for _, domain in goal.letters):
        return False
    if not all(domain.is_scalar for _, domain in goal.letters):
        return False
    return any(one.op == "sum" and _moves(one) for one in outer_sums(goal.conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement with the closed forms of its sums."""
    if not applies(goal):
        return undecided(ENGINE, "")

    def known(one: Sum, asked: Questions) -> Term | None:
        try:
            return _closed(one, goal, asked, prove)
        except NoExponential:
            return None

    return in_closed_form(goal, prove, "sum", known, ENGINE)


def _moves(one: Sum) -> bool:
    return any(
        isinstance(node, Apply)
        and one.letter in free_letters(node)
        and (node.op == "exp" or (node.op == "pow" and _is_exponential(node.args[0])))
        for node in walk(one.body)
    )


def _is_exponential(term: Term) -> bool:
    return isinstance(term, Apply) and term.op == "exp"


def _closed(one: Sum, goal: Goal, asked: Questions, prove: Prover) -> Term:
    """The value of the sum; that its step is no whole turn is among what was asked. Raises NoExponential."""
    if one.letter in free_letters(one.low) | free_letters(one.high):
        raise NoExponential("an end of its own letter")
    weight, exponent = _exponential(one.body, one.letter)
    if not is_affine(exponent, one.letter):
        raise NoExponential("an exponent of another form")
    start = folded(substitute(exponent, {one.letter: one.low}))
    after = folded(substitute(exponent, {one.letter: plus(one.low, ONE)}))
    step, count = tidy(minus(after, start), goal.scope), plus(minus(one.high, one.low), ONE)
    if not asked.holds(Compare(">=", count, ZERO)):
        raise NoExponential("a range that may be turned round")
    turns = tidy(over(step, times(number(2), PI, IMAGINARY)), goal.scope)
    nonzero = _is_no_turn(turns, step, goal, prove)
    if not nonzero.proved:
        raise NoExponential("a step that may be a whole turn")
    asked.used.append(nonzero)
    if _is_whole(times(turns, count), goal):
        return ZERO
    end = folded(substitute(exponent, {one.letter: plus(one.high, ONE)}))
    gap = minus(apply("exp", tidy(end, goal.scope)), apply("exp", tidy(start, goal.scope)))
    return times(weight, over(gap, minus(apply("exp", step), ONE)))


def _is_no_turn(turns: Term, step: Term, goal: Goal, prove: Prover) -> Answer:
    """That exp(step) is not 1."""
    if not all(_is_real(node, goal) for node in walk(turns)):
        return prove(goal.concluding(Compare("!=", apply("exp", step), ONE)))
    real = tuple(pair for pair in goal.letters if not pair[1].is_complex)
    facts = tuple(fact for fact in goal.hypotheses if _says_the_same(fact, goal))
    says = Compare("!=", apply("sin", times(PI, turns)), ZERO)
    return prove(Goal(real, facts, says))


def _says_the_same(fact: Term, goal: Goal) -> bool:
    """Whether a hypothesis says of real numbers what it says in the complex claim: a real sqrt(t) makes t >= 0, a complex one does not."""
    return all(isinstance(node, Compare | Connective) or _is_real(node, goal) for node in walk(fact))


def _is_real(node: Term, goal: Goal) -> bool:
    """Whether a node of a term stands for a real number, as its parts do."""
    match node:
        case Number():
            return True
        case Constant(name=name):
            return name in ("pi", "e")
        case Letter(name=name):
            domain = dict(goal.letters).get(name)
            return domain is not None and domain.is_scalar and not domain.is_complex
        case Apply(op=op, args=args):
            return op in REAL_OPS or (op == "pow" and integer_of(args[1]) is not None)
    return False


def _is_whole(turns: Term, goal: Goal) -> bool:
    return is_integral(tidy(turns, goal.scope), goal.scope)


def _exponential(body: Term, letter: str) -> tuple[Term, Term]:
    """(c, u) with c*exp(u), c free of the letter. Raises NoExponential."""
    if letter not in free_letters(body):
        return body, ZERO
    match body:
        case Apply(op="exp", args=(exponent,)):
            return ONE, exponent
        case Apply(op="mul", args=(left, right)):
            (c, u), (d, v) = _exponential(left, letter), _exponential(right, letter)
            return times(c, d), plus(u, v)
        case Apply(op="div", args=(left, right)):
            (c, u), (d, v) = _exponential(left, letter), _exponential(right, letter)
            return over(c, d), minus(u, v)
        case Apply(op="neg", args=(inner,)):
            c, u = _exponential(inner, letter)
            return negate(c), u
        case Apply(op="pow", args=(base, exponent)) if integer_of(exponent) is not None:
            c, u = _exponential(base, letter)
            return apply("pow", c, exponent), times(exponent, u)
        case Apply(op="pow", args=(Apply(op="exp", args=(inner,)), Letter(name=name))) if name == letter:
            return ONE, times(Letter(letter), inner)  # the index is whole
    raise NoExponential("more than exponentials")


__all__ = ["ENGINE", "applies", "attempt"]
