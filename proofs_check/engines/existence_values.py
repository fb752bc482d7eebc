"""Values that may show an existence: proposals only, whatever they are worth is proved elsewhere.

Proposals: solutions of the conditions (SymPy's too), ends and midpoints of intervals, whole numbers next to bounds, angles of points, terms of
the conditions.

Notation: c is the letter of `exists(c, D, p)`, p its body.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from proofs_check.engines import sympy_engine
from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import flat_conjunction, minus, number_of, over, plus, times
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.existence_angles import angles, by_sine_and_cosine, one_turn_on, polar
from proofs_check.engines.existence_extremes import extreme_places
from proofs_check.engines.existence_factors import factors
from proofs_check.engines.existence_integers import combinations_of
from proofs_check.engines.existence_matrices import matrix_values, norms, traces
from proofs_check.engines.existence_neighbours import of_each_parity, radii
from proofs_check.engines.existence_nontrivial import eigenvalues
from proofs_check.engines.linear_terms import solved_for
from proofs_check.goal import Goal
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Domain, is_infinite
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Diff,
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

MAX_CANDIDATES = 14
MAX_SIZE = 120
HALF = number_of(Fraction(1, 2))


def candidates_for(statement: Quantified, goal: Goal) -> tuple[Term, ...]:
    """Values to try, likely ones first."""
    return tuple(values_for(statement, goal))


def values_for(statement: Quantified, goal: Goal) -> Iterator[Term]:
    """Values to try, likely ones first, each looked for when it is asked for."""
    letter, domain = statement.letter, statement.domain
    if not domain.is_scalar:
        yield from matrix_values(statement, goal)
        return
    found: set[Term] = set()
    for proposal in islice(_proposals(statement, goal), 60):
        value = whole_form(proposal, goal) if domain.kind == "integer" else proposal
        if value is None or letter in free_letters(value) or sum(1 for _ in walk(value)) > MAX_SIZE:
            continue
        if value not in found and not any(isinstance(node, Diff) for node in walk(value)):
            found.add(value)
            yield value
        if len(found) >= MAX_CANDIDATES:
            return


def whole_form(value: Term, goal: Goal) -> Term | None:
    """The value in a form that shows that it is whole; None where its form shows that it is not always whole."""
    if is_integral(value, goal.scope):
        return value
    reduced = tidy(value, goal.scope)
    if is_integral(reduced, goal.scope):
        return reduced
    return None if _is_arithmetic(reduced) else value


def _is_arithmetic(term: Term) -> bool:
    """Whether a term is made of letters and numbers by arithmetic."""
    match term:
        case Number() | Letter():
            return True
        case Apply(op=("add" | "sub" | "mul" | "div" | "neg" | "pow"), args=args):
            return all(_is_arithmetic(arg) for arg in args)
        case _:
            return False


def _proposals(statement: Quantified, goal: Goal) -> Iterator[Term]:
    letter, domain = statement.letter, statement.domain
    body, inner = statement.body, goal
    if letter in names_of(goal):
        renamed = fresh(letter, names_of(goal) | free_letters(body))
        body, letter = substitute(body, {letter: Letter(renamed)}), renamed
    conditions = [part for part in flat_conjunction(body) if isinstance(part, Compare)]
    equations = [
        part for part in _comparisons(body) if part.relation == "==" and letter in free_letters(part)
    ]
    for condition in equations:
        yield from _isolated(condition, letter)
        yield from angles(condition, letter)
        yield from one_turn_on(condition, letter)
        yield from sympy_engine.solve_for(condition, letter, inner)
    yield from radii(statement, goal)
    yield from polar(equations, letter)
    yield from combinations_of(Quantified("exists", letter, domain, body), goal)
    yield from factors(body, letter)
    yield from _extremal(body, letter, inner)
    yield from extreme_places(body, letter, inner)
    yield from _between(domain, conditions, letter)
    yield from _small_enough(body, letter, inner)
    yield from _eliminated(body, letter, inner)
    yield from eigenvalues(body, letter, inner)
    for condition in conditions:
        if condition.relation != "==":
            for root in sympy_engine.solve_for(condition, letter, inner):
                yield from (
                    root,
                    times(HALF, root),
                    plus(root, ONE),
                    times(number(2), root),
                    minus(root, ONE),
                )
    for node in walk(body):
        if isinstance(node, Apply) and node.op == "abs" and letter in free_letters(node):
            yield from sympy_engine.solve_for(Compare("==", node.args[0], ZERO), letter, inner)
    yield from traces(goal) if domain.kind == "integer" else ()
    yield from norms(goal)
    yield from (ZERO, ONE)
    yield from (
        Letter(name) for name, its in goal.letters if its.is_scalar and name in free_letters(statement)
    )
    yield from (number(-1), HALF, number(2))
    spoken = free_letters(statement)
    for name, its in sorted(goal.letters, key=lambda pair: pair[0] not in spoken):
        if its.is_scalar:
            moved = (plus(Letter(name), ONE), minus(Letter(name), ONE), times(HALF, Letter(name)))
            yield from (Letter(name), *moved)


def _small_enough(body: Term, letter: str, goal: Goal) -> Iterator[Term]:
    """For `forall(x, 'real in (0, c)', p)`: where p turns into an equality at x = c, and values that are surely below."""
    for part in flat_conjunction(body):
        if not isinstance(part, Quantified) or part.op != "forall":
            continue
        for condition in flat_conjunction(part.body):
            at_end = substitute(condition, {part.letter: Letter(letter)})
            if not isinstance(at_end, Compare):
                continue
            for root in sympy_engine.solve_for(at_end, letter, goal):
                if root != ZERO:
                    yield from (root, apply("abs", root), *_surely_below(root))


def _eliminated(body: Term, letter: str, goal: Goal) -> Iterator[Term]:
    """For `exists(x, D, p and q)`: x from one equation put into the other, solved for c."""
    for part in flat_conjunction(body):
        if not isinstance(part, Quantified) or part.op != "exists":
            continue
        inner = fresh(part.letter, names_of(goal) | {letter} | free_letters(body))
        conditions = flat_conjunction(substitute(part.body, {part.letter: Letter(inner)}))
        equations = [c for c in conditions if isinstance(c, Compare) and c.relation == "=="]
        yield from _radius(equations, inner, letter)
        for first in equations:
            for value in sympy_engine.solve_for(first, inner, goal):
                for second in equations:
                    if second != first:
                        yield from sympy_engine.solve_for(substitute(second, {inner: value}), letter, goal)


def _radius(equations: list[Compare], angle: str, letter: str) -> Iterator[Term]:
    """sqrt(x**2 + y**2) for x == c*cos(t) and y == c*sin(t)."""
    sides = []
    for equation in equations:
        parts = by_sine_and_cosine(minus(equation.left, equation.right), Letter(angle))
        if parts is None or letter in free_letters(parts[2]):
            return
        sides.append(apply("pow", parts[2], number(2)))
    if len(sides) == 2:
        yield apply("sqrt", plus(*sides))


def _surely_below(root: Term) -> Iterator[Term]:
    """|p|/(1 + |q|) for a quotient p/q, which is defined whatever q is."""
    if isinstance(root, Apply) and root.op == "neg":
        root = root.args[0]
    if isinstance(root, Apply) and root.op == "div":
        top, bottom = (apply("abs", part) for part in root.args)
        yield over(top, plus(bottom, ONE))


def _extremal(body: Term, letter: str, goal: Goal) -> Iterator[Term]:
    """For `forall(x, D, f(x) <= c)`: the values of f where its derivative is 0."""
    for part in flat_conjunction(body):
        if not isinstance(part, Quantified) or part.op != "forall" or not isinstance(part.body, Compare):
            continue
        for f, bound in ((part.body.left, part.body.right), (part.body.right, part.body.left)):
            if bound != Letter(letter) or letter in free_letters(f):
                continue
            try:
                slope = differentiate(f, part.letter)[0]
            except (NotDifferentiable, ValueError):
                continue
            for root in sympy_engine.solve_for(Compare("==", slope, ZERO), part.letter, goal):
                yield substitute(f, {part.letter: root})


def _comparisons(body: Term) -> Iterator[Compare]:
    """The comparisons outside of inner quantifiers."""
    if isinstance(body, Compare):
        yield body
    elif isinstance(body, Connective):
        for part in body.parts:
            yield from _comparisons(part)


def _isolated(condition: Compare, letter: str) -> Iterator[Term]:
    solved = solved_for(Letter(letter), condition)
    if solved is not None and letter not in free_letters(solved):
        yield solved
    if condition.left == Letter(letter):
        yield condition.right
    if condition.right == Letter(letter):
        yield condition.left


def _between(domain: Domain, conditions: list[Compare], letter: str) -> Iterator[Term]:
    """Ends, midpoints and points beyond the ends of the interval that the domain and the bounds on c leave."""
    low = [end.at for end in (domain.low,) if end is not None and not is_infinite(end.at)]
    high = [end.at for end in (domain.high,) if end is not None and not is_infinite(end.at)]
    for condition in conditions:
        left, right, relation = condition.left, condition.right, condition.relation
        if right == Letter(letter):
            left, right, relation = (
                right,
                left,
                {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(relation, relation),
            )
        if left == Letter(letter) and letter not in free_letters(right):
            (low if relation in (">", ">=") else high if relation in ("<", "<=") else []).append(right)
    lower = low[0] if len(low) == 1 else Apply("max", tuple(low)) if low else None
    upper = high[0] if len(high) == 1 else Apply("min", tuple(high)) if high else None
    if lower is not None and upper is not None:
        yield over(plus(lower, upper), number(2))
        if domain.kind == "real":  # the middle may be the one point that does not do
            yield over(plus(lower, times(number(3), upper)), number(4))
            yield over(plus(times(number(3), lower), upper), number(4))
    if domain.kind == "integer" and lower is not None and upper is None:
        yield from of_each_parity(lower, conditions)
    for end, step in ((lower, ONE), (upper, number(-1))):
        if end is not None and domain.kind == "integer":
            nearest = apply("floor" if step == ONE else "ceil", end)
            yield from (plus(nearest, step), apply("ceil" if step == ONE else "floor", end))
        elif end is not None:
            yield from (end, plus(end, step))
    yield from (end for end in (*low, *high))
