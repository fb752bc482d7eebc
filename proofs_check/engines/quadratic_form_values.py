"""Values of quadratic forms at whole numbers, by maps that multiply the form: a**2 + b**2 == 5**n, x**2 - 2*y**2 == 1 with x > N.

    Q(M*v) == t*Q(v) for all v     Q(2*a - b, a + 2*b) == 5*Q(a, b)     Q(3*x + 4*y, 2*x + 3*y) == Q(x, y) for Q = x**2 - 2*y**2

Powers: if R(n + 1) == t*R(n), then from Q(v) == R(n) follows Q(M*v) == R(n + 1); a solution at the least n starts the induction.

Large solutions: if t == 1, M has no negative entry and each of its rows sums up to 2 at least, then from v with entries >= 1 the values
M*v, M*M*v, ... grow beyond all bounds, and Q keeps its value at them.

Certificate: the matrix M, whose three coefficients are compared exactly, and the first solution.

Reference: Hardy and Wright, An Introduction to the Theory of Numbers, chapter 14 (Pell's equation), 20.3 (sums of two squares).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.calculus_signs import is_real
from proofs_check.engines.calculus_terms import flat_conjunction, folded, minus, plus, times
from proofs_check.engines.existence_coefficients import NoSum, coefficients
from proofs_check.engines.induction_core import first_value
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Letter,
    Number,
    Quantified,
    Term,
    free_letters,
    fresh,
    number,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "quadratic form values"
REACH = 30
MAX_RATIO = 400
SWAPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}

Pair = tuple[int, int]


@dataclass(frozen=True)
class Form:
    """a*x**2 + b*x*y + c*y**2."""

    a: Fraction
    b: Fraction
    c: Fraction

    def at(self, v: Pair) -> Fraction:
        x, y = v
        return self.a * x * x + self.b * x * y + self.c * y * y

    def between(self, v: Pair, w: Pair) -> Fraction:
        """The coefficient of s*r in the form at s*v + r*w."""
        return 2 * self.a * v[0] * w[0] + self.b * (v[0] * w[1] + v[1] * w[0]) + 2 * self.c * v[1] * w[1]


@dataclass(frozen=True)
class Asked:
    """Whole x and y with form(x, y) == value, in their domains, beyond the bounds."""

    letters: tuple[tuple[str, Domain], tuple[str, Domain]]
    form: Form
    value: Term
    equation: Compare
    bounds: tuple[Term, ...]


def applies(goal: Goal) -> bool:
    """Whether two whole numbers are asked for at which a quadratic form has a value."""
    return not any(domain.is_complex for _, domain in goal.letters) and asked_by(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence by a map that multiplies the form, or says why not."""
    asked = asked_by(goal) if applies(goal) else None
    if asked is None:
        return undecided(ENGINE, "")
    inner = goal
    for name, domain in asked.letters:
        inner = inner.with_letter(name, domain).assuming(*membership(name, domain))
    meant = defined((asked.equation, *asked.bounds), inner, prove)
    ends = tuple(end for _, domain in asked.letters for end in domain.terms())
    if meant is None or defined(ends, goal, prove) is None:
        return undecided(ENGINE, "not shown to be defined")
    found = _large(asked) if isinstance(asked.value, Number) else _powers(asked, goal, prove)
    return proved(ENGINE, found.detail, "certificate", (found, meant)) if found.proved else found


def asked_by(goal: Goal) -> Asked | None:
    """What the conclusion asks for; None where it has another form. The letters are new to the goal."""
    taken, letters, conditions, waiting = names_of(goal), [], [], [goal.conclusion]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Quantified) and part.op == "exists" and part.domain.kind == "integer":
            name = fresh(part.letter, taken | free_letters(part.body) - {part.letter})
            taken |= {name}
            letters.append((name, part.domain))
            waiting += flat_conjunction(substitute(part.body, {part.letter: Letter(name)}))
        elif isinstance(part, Compare) and letters:
            conditions.append(part)
        else:
            return None
    if len(letters) != 2 or any(domain.high is not None or domain.nonzero for _, domain in letters):
        return None
    return _read(letters[0], letters[1], tuple(conditions))


def _read(x: tuple[str, Domain], y: tuple[str, Domain], conditions: tuple[Compare, ...]) -> Asked | None:
    names = {x[0], y[0]}
    if any(names & free_letters(end) for _, domain in (x, y) for end in domain.terms()):
        return None
    equations = [one for one in conditions if one.relation == "==" and free_letters(one) & names]
    bounds = [_bound(one, names) for one in conditions if one not in equations]
    if len(equations) != 1 or None in bounds:
        return None
    found = _form(minus(equations[0].left, equations[0].right), x[0], y[0])
    if found is None:
        return None
    form, rest = found
    said = tuple(bound for bound in bounds if bound is not None)
    return Asked((x, y), form, folded(minus(ZERO, rest)), equations[0], said)


def _bound(condition: Compare, names: set[str]) -> Term | None:
    """L of x > L or x >= L."""
    left, right, relation = condition.left, condition.right, condition.relation
    if isinstance(right, Letter) and right.name in names and relation in SWAPPED:
        left, right, relation = right, left, SWAPPED[relation]
    above = isinstance(left, Letter) and left.name in names and relation in (">", ">=")
    return right if above and not free_letters(right) & names and is_real(right, frozenset()) else None


def _form(term: Term, x: str, y: str) -> tuple[Form, Term] | None:
    """(form, rest) with term == form(x, y) + rest, where the rest has neither letter in it."""
    parts: dict[Pair, Term] = {}
    try:
        for powers, outer in coefficients(term, x).items():
            for others, inner in coefficients(outer, y).items():
                if any(not isinstance(factor, Letter) for factor in (*powers, *others)):
                    return None
                place = (len(powers), len(others))
                parts[place] = plus(parts.get(place, ZERO), inner)
    except NoSum:
        return None
    rest = parts.pop((0, 0), ZERO)
    weights = {place: folded(part) for place, part in parts.items()}
    numbers = {place: part.value for place, part in weights.items() if isinstance(part, Number)}
    if len(numbers) < len(weights) or any(sum(place) != 2 and value for place, value in numbers.items()):
        return None
    a, b, c = (numbers.get(place, Fraction(0)) for place in ((2, 0), (1, 1), (0, 2)))
    return (Form(a, b, c), rest) if a and c else None


def _size(k: int) -> tuple[int, bool]:
    """Small numbers come first, of two opposite ones that without a sign."""
    return abs(k), k < 0


def maps(form: Form, ratio: Fraction, least: int) -> Iterator[tuple[Pair, Pair]]:
    """The images of (1, 0) and (0, 1) under whole maps that multiply the form by the ratio; entries from `least` on, small ones first."""
    sizes = sorted(range(max(least, -REACH), REACH + 1), key=_size)
    pairs = sorted(product(sizes, sizes), key=lambda v: abs(v[0]) + abs(v[1]))
    firsts = [v for v in pairs if form.at(v) == ratio * form.a]
    seconds = [w for w in pairs if form.at(w) == ratio * form.c]
    for v, w in product(firsts, seconds):
        if form.between(v, w) == ratio * form.b:
            yield v, w


def _large(asked: Asked) -> Answer:
    """Solutions beyond all bounds."""
    if not isinstance(asked.value, Number):
        return undecided(ENGINE, "the form's value is no number")
    start = _solution(asked.form, asked.value.value, 1)
    if start is None:
        return undecided(ENGINE, "no first solution is found")
    for v, w in maps(asked.form, Fraction(1), 0):
        if v[0] + w[0] >= 2 and v[1] + w[1] >= 2:
            said = f"from {start} on by ({v[0]}, {w[0]}; {v[1]}, {w[1]}), which keeps the form and at least doubles"
            return proved(ENGINE, said, "certificate")
    return undecided(ENGINE, "no map that keeps the form is found")


def _powers(asked: Asked, goal: Goal, prove: Prover) -> Answer:
    """Induction on a letter that the form's value grows with by a factor."""
    if asked.bounds:
        return undecided(ENGINE, "bounds on a value that moves")
    if not all(_is_allowed(domain, asked.form) for _, domain in asked.letters):
        return undecided(ENGINE, "domains that the map may leave")
    reason = undecided(ENGINE, "no letter that the value grows with")
    for name, domain in goal.letters:
        first = first_value(domain)
        if domain.kind != "integer" or domain.high is not None or domain.nonzero or first is None:
            continue
        if name in free_letters(asked.value) and not _is_spoken_of(name, goal):
            reason = _by_factor(asked, name, first, goal, prove)
            if reason.proved:
                return reason
    return reason


def _is_spoken_of(name: str, goal: Goal) -> bool:
    ends = (end for _, domain in goal.letters for end in domain.terms())
    return any(name in free_letters(term) for term in (*goal.hypotheses, *ends))


def _is_allowed(domain: Domain, form: Form) -> bool:
    """All whole numbers; those from 0 on if signs do not matter to the form."""
    return domain.low is None or (domain.low.at == ZERO and domain.low.closed and not form.b)


def _by_factor(asked: Asked, name: str, first: int, goal: Goal, prove: Prover) -> Answer:
    here, there = (folded(substitute(asked.value, {name: number(first + k)})) for k in (0, 1))
    if not isinstance(here, Number) or not isinstance(there, Number) or not here.value:
        return undecided(ENGINE, "the value is not seen to grow by a factor")
    ratio = there.value / here.value
    start = _solution(asked.form, here.value, -REACH)
    found = next(maps(asked.form, ratio, -REACH), None) if 0 < ratio <= MAX_RATIO else None
    if start is None or found is None:
        return undecided(ENGINE, f"no solution at {name} = {first}, or no map that multiplies by {ratio}")
    next_value = substitute(asked.value, {name: plus(Letter(name), ONE)})
    grows = prove(goal.concluding(Compare("==", next_value, times(number(ratio), asked.value))))
    if not grows.proved:
        return undecided(ENGINE, f"{text(next_value)} is not shown to be {ratio} times as large")
    v, w = found
    said = f"on {name}: {start} at {first}, then by ({v[0]}, {w[0]}; {v[1]}, {w[1]})"
    return proved(ENGINE, said, "certificate", (grows,))


def _solution(form: Form, value: Fraction, least: int) -> Pair | None:
    """Small whole numbers at which the form has the value."""
    sizes = sorted(range(least, REACH + 1), key=_size)
    pairs = sorted(product(sizes, sizes), key=lambda v: abs(v[0]) + abs(v[1]))
    return next((v for v in pairs if form.at(v) == value), None)


__all__ = ["Form", "applies", "attempt", "maps"]
