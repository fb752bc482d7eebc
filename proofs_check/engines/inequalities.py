"""Elementary inequalities of the transcendental functions, put at the arguments that occur in a goal.

Each is a statement in the letter u (and v for two arguments); `premise` says where it holds. The test suite proves every one
of one letter by derivatives (`ladder.py`) or checks it by balls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from proofs_check.engines.intervals import range_of
from proofs_check.engines.simplify_terms import negation
from proofs_check.goal import Goal
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Domain
from proofs_check.statement.parse import Context, parse_statement
from proofs_check.statement.sorts import SCALAR, Scope, SortError, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Diff,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    apply,
    children,
    number,
    substitute,
)

MAX_ARGUMENTS = 5


@dataclass(frozen=True)
class Inequality:
    """`says` holds for every real u that satisfies `premise` ('' is every u where it is defined)."""

    op: str
    says: str
    premise: str = ""


ONE_ARGUMENT: tuple[Inequality, ...] = (
    Inequality("exp", "exp(u) >= 1 + u"),
    Inequality("exp", "(1 - u)*exp(u) <= 1"),
    Inequality("exp", "exp(u) > 1 + u", "u != 0"),
    Inequality("exp", "exp(u) >= 1 + u + u**2/2", "u >= 0"),
    Inequality("exp", "exp(u) <= 1 + u + u**2/2", "u <= 0"),
    Inequality("log", "log(u) <= u - 1", "u > 0"),
    Inequality("log", "log(u) >= 1 - 1/u", "u > 0"),
    Inequality("log", "log(u) < u - 1", "u > 0 and u != 1"),
    Inequality("log", "log(u) >= 2*(u - 1)/(u + 1)", "u >= 1"),
    Inequality("log", "2*log(u) <= u - 1/u", "u >= 1"),
    Inequality("sinh", "sinh(u) >= u", "u >= 0"),
    Inequality("sinh", "sinh(u) <= u", "u <= 0"),
    Inequality("cosh", "cosh(u) >= 1 + u**2/2"),
    Inequality("tanh", "tanh(u) <= u", "u >= 0"),
    Inequality("tanh", "tanh(u) >= u", "u <= 0"),
    Inequality("tanh", "tanh(u) >= u - u**3/3", "u >= 0"),
    Inequality("sin", "sin(u) <= u", "u >= 0"),
    Inequality("sin", "sin(u) >= -u", "u >= 0"),
    Inequality("sin", "sin(u) >= u", "u <= 0"),
    Inequality("sin", "sin(u) <= -u", "u <= 0"),
    Inequality("sin", "sin(u) >= u - u**3/6", "u >= 0"),
    Inequality("cos", "cos(u) >= 1 - u**2/2"),
    Inequality("cos", "cos(u) <= 1 - u**2/2 + u**4/24"),
    Inequality("atan", "atan(u) <= u", "u >= 0"),
    Inequality("atan", "atan(u) >= u", "u <= 0"),
    Inequality("softplus", "softplus(u) >= u/2"),
)
EXPONENTIAL = ("exp", "sinh", "cosh", "tanh", "sigmoid", "softplus")


def instances(goal: Goal) -> tuple[Term, ...]:
    """The inequalities at the arguments that occur in the goal, premises decided where the domains decide them."""
    found: list[Term] = []
    arguments = _arguments(goal)
    for op, inner in arguments[: 3 * MAX_ARGUMENTS]:
        for one in ONE_ARGUMENT:
            if one.op == op:
                found += _instance(one, inner, goal.scope)
        found += _identities(op, inner)
    exponents = [inner for op, inner in arguments if op == "exp"][:MAX_ARGUMENTS]
    found += [_tangent(one, two) for one, two in permutations(exponents, 2)]
    logs = [inner for op, inner in arguments if op == "log"][:MAX_ARGUMENTS]
    found += [_chord(one, two) for one, two in permutations(logs, 2)]
    found += [fact for base, exponent in _powers(goal) for fact in _bernoulli(base, exponent, goal.scope)]
    return tuple(dict.fromkeys(found))


def statement(source: str) -> Term:
    """A statement in the real letter u."""
    return parse_statement(source, Context(Scope({"u": Domain("real")}, {}), {}, {}))


def _instance(one: Inequality, inner: Term, scope: Scope) -> list[Term]:
    put = {"u": inner}
    says = substitute(statement(one.says), put)
    if not one.premise:
        return [says]
    open_parts = [
        part for part in _parts(substitute(statement(one.premise), put)) if not decided(part, scope)
    ]
    if any(decided(negation(part), scope) for part in open_parts):
        return []
    if not open_parts:
        return [says]
    return [
        Connective(
            "implies", (open_parts[0] if len(open_parts) == 1 else Connective("and", tuple(open_parts)), says)
        )
    ]


def _parts(premise: Term) -> tuple[Term, ...]:
    return premise.parts if isinstance(premise, Connective) and premise.op == "and" else (premise,)


def decided(part: Term, scope: Scope) -> bool:
    """Whether the domains alone show a comparison with a number."""
    if not isinstance(part, Compare):
        return False
    found = range_of(apply("sub", part.left, part.right), scope)
    down = found.negated()
    shown = {
        ">": found.positive,
        ">=": found.nonnegative,
        "<": down.positive,
        "<=": down.nonnegative,
        "!=": found.nonzero,
        "==": found.low == 0 == found.high,
    }
    return shown[part.relation]


def _identities(op: str, inner: Term) -> list[Term]:
    """What ties the functions to one another."""
    if op in ("sinh", "cosh"):
        squares = [apply("pow", apply(name, inner), number(2)) for name in ("cosh", "sinh")]
        return [Compare("==", apply("sub", *squares), ONE)]
    if op in ("sin", "cos"):
        squares = [apply("pow", apply(name, inner), number(2)) for name in ("sin", "cos")]
        return [Compare("==", apply("add", *squares), ONE)]
    if op == "tanh":
        double = apply("exp", apply("mul", number(2), inner))
        side = apply("mul", apply("tanh", inner), apply("add", double, ONE))
        return [Compare("==", side, apply("sub", double, ONE))]
    if op == "sigmoid":
        up = apply("exp", inner)
        return [Compare("==", apply("mul", apply("sigmoid", inner), apply("add", ONE, up)), up)]
    if op == "softplus":
        inside = apply("add", ONE, apply("exp", inner))
        return [Compare("==", apply("softplus", inner), apply("log", inside))]
    return []


def _tangent(one: Term, two: Term) -> Term:
    """exp(u) >= exp(v)*(1 + u - v)."""
    slope = apply("add", ONE, apply("sub", one, two))
    return Compare(">=", apply("exp", one), apply("mul", apply("exp", two), slope))


def _chord(one: Term, two: Term) -> Term:
    """log(u) - log(v) <= u/v - 1."""
    left = apply("sub", apply("log", one), apply("log", two))
    return Compare("<=", left, apply("sub", apply("div", one, two), ONE))


def _bernoulli(base: Term, exponent: Term, scope: Scope) -> list[Term]:
    """For a base >= 0 and a whole n >= 0: base**n >= 1 + n*(base - 1); for a base <= 1 also base**n*(1 + n*(1 - base)) <= 1."""
    known, above = range_of(base, scope), range_of(exponent, scope)
    if known.positive and above.nonnegative and not is_integral(exponent, scope):
        return _real_bernoulli(base, exponent, above.at_most(1))
    if not (known.nonnegative and above.nonnegative and is_integral(exponent, scope)):
        return []
    power = Apply("pow", (base, exponent))
    line = apply("add", ONE, apply("mul", exponent, apply("sub", base, ONE)))
    found: list[Term] = [Compare(">=", power, line)]
    if known.at_most(1):
        other = apply("add", ONE, apply("mul", exponent, apply("sub", ONE, base)))
        found.append(Compare("<=", apply("mul", power, other), ONE))
    return found


def _real_bernoulli(base: Term, exponent: Term, below_one: bool) -> list[Term]:
    """For base > 0 and 0 <= r <= 1: base**r <= 1 + r*(base - 1) and base**r*(base + r*(1 - base)) >= base; for base >= 1 also base**r >= 1."""
    power = Apply("pow", (base, exponent))
    gap = apply("mul", exponent, apply("sub", base, ONE))
    line = Compare("<=", power, apply("add", ONE, gap))
    curve = Compare(">=", apply("mul", power, apply("sub", base, gap)), base)
    found: list[Term] = [Compare(">", power, ZERO)]
    if below_one:
        found += [line, curve]
    elif not isinstance(exponent, Number):
        small = Compare("<=", exponent, ONE)
        found += [Connective("implies", (small, line)), Connective("implies", (small, curve))]
    found.append(Connective("implies", (Compare(">=", base, ONE), Compare(">=", power, ONE))))
    return found


def _nodes(goal: Goal) -> Iterator[Apply]:
    """The applications outside of binders, whose terms are defined."""
    stack: list[Term] = [goal.conclusion, *goal.hypotheses]
    while stack:
        term = stack.pop()
        if isinstance(term, Quantified | Sum | Limit | Diff):
            continue
        stack.extend(children(term))
        if isinstance(term, Apply):
            yield term


def _arguments(goal: Goal) -> list[tuple[str, Term]]:
    found: dict[tuple[str, Term], None] = {}
    for node in _nodes(goal):
        if len(node.args) == 1 and _is_scalar(node.args[0], goal.scope):
            found[node.op, node.args[0]] = None
            if node.op in EXPONENTIAL:
                found["exp", node.args[0]] = None
            if node.op == "softplus":
                found["log", apply("add", ONE, apply("exp", node.args[0]))] = None
        if node.op == "pow" and node.args[0] == apply("exp", ONE):
            found["exp", node.args[1]] = None
    return sorted(found, key=repr)


def _powers(goal: Goal) -> list[tuple[Term, Term]]:
    found = {
        (node.args[0], node.args[1]): None
        for node in _nodes(goal)
        if node.op == "pow" and _is_scalar(node.args[0], goal.scope) and node.args[1] != ZERO
    }
    return sorted(found, key=repr)[: 2 * MAX_ARGUMENTS]


def _is_scalar(term: Term, scope: Scope) -> bool:
    try:
        return sort_of(term, scope) == SCALAR
    except (SortError, KeyError):
        return False
