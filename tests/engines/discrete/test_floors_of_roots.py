"""Floors of root sums as whole letters: the conditions themselves, what follows, and what must not."""

from fractions import Fraction
from itertools import product

import pytest

from proofs_check.engines import between_powers, floors_of_roots
from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_terms import compare, plus, times
from proofs_check.engines.root_sums import RootSum, bounds, least, read, sharpened, threshold
from proofs_check.engines.whole_samples import value_at
from proofs_check.statement.domains import INTEGER, REAL
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Compare, Letter, Term, number
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

N, N1, X = {"n": "natural"}, {"n": "integer >= 1"}, {"x": "nonnegative"}
NM, NK = {"n": "integer >= 1", "m": "integer"}, {"n": "natural", "k": "natural"}
PROVED: list[Case] = [
    (NM, "n + floor(1/2 + sqrt(n)) != m**2"),
    (N, "floor(sqrt(n) + sqrt(n + 1)) == floor(sqrt(4*n + 2))"),
    (N, "floor(sqrt(n))**2 <= n < (floor(sqrt(n)) + 1)**2"),
    (N, "n - floor(sqrt(n))**2 <= 2*floor(sqrt(n))"),
    (N1, "n <= floor((1 + sqrt(8*n - 7))/2)*(floor((1 + sqrt(8*n - 7))/2) + 1)/2"),
    (N, "n < (floor((sqrt(8*n + 1) - 1)/2) + 1)*(floor((sqrt(8*n + 1) - 1)/2) + 2)/2"),
    (N, "abs(n - floor(sqrt(n) + 1/2)**2) <= floor(sqrt(n) + 1/2)"),
    (N, "floor(sqrt(n) + 1/2) == ceil((sqrt(4*n + 1) - 1)/2)"),
    ({"n": "integer"}, "floor(root(n, 3))**3 <= n < (floor(root(n, 3)) + 1)**3"),
    ({"x": "real"}, "floor(root(floor(x), 3)) == floor(root(x, 3))"),
    (N1, "(ceil(sqrt(n)) - 1)**2 < n <= ceil(sqrt(n))**2"),
    (X, "(floor(sqrt(x) - 5) + 5)**2 <= x"),
    (X, "floor(2 - sqrt(x))**2 <= x + 4"),
    (X, "floor(x) < (floor(sqrt(x)) + 1)**2"),
    (NK, "iff(floor(sqrt(n)) == k, k**2 <= n and n < (k + 1)**2)"),
    (N, "iff(floor(sqrt(n + 1)) > floor(sqrt(n)), exists(k, 'integer', n + 1 == k**2))"),
    (N, "floor(n - 2*sqrt(n)) == n - ceil(2*sqrt(n))"),
]
FALSE: list[Case] = [
    ({"x": "nonnegative"}, "[[floor(sqrt(x)), 0], [0, 1]] == [[floor(sqrt(x)), 1], [0, 1]]"),
    (NM, "n + floor(sqrt(n)) != m**2"),
    ({"n": "natural", "m": "integer"}, "n + floor(1/2 + sqrt(n)) != m**2"),
    (NM, "n + ceil(sqrt(n)) != m**2"),
    (N, "floor(sqrt(n) + sqrt(n + 1)) == floor(sqrt(4*n))"),
    (N, "n - floor(sqrt(n))**2 <= 2*floor(sqrt(n)) - 1"),
    (N1, "n < floor((1 + sqrt(8*n - 7))/2)*(floor((1 + sqrt(8*n - 7))/2) + 1)/2"),
    (N, "floor(sqrt(n) + 1/2)**2 <= n"),
    ({"n": "integer"}, "floor(root(n, 3))**3 < n"),
    ({"n": "integer"}, "floor(sqrt(n))**2 <= n"),  # not defined below 0
    (X, "floor(sqrt(x) - 3/2)**2 <= x"),
    (X, "ceil(sqrt(x) - 3/2)**2 <= x"),
    (X, "ceil(sqrt(floor(x))) == ceil(sqrt(x))"),
    (X, "floor(sqrt(x))**2 <= x - 1/1000"),
    (NK, "iff(floor(sqrt(n)) == k, k**2 <= n and n <= (k + 1)**2)"),
    (N, "iff(floor(sqrt(n + 1)) >= floor(sqrt(n)), exists(k, 'integer', n + 1 == k**2))"),
    (N, "floor(n - 2*sqrt(n)) == n - floor(2*sqrt(n))"),
]


@pytest.mark.parametrize("case", PROVED)
def test_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE)
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize(
    "case",
    [
        (
            N,
            "floor(sqrt(n) + 1/2)*(floor(sqrt(n) + 1/2) - 1) + 1 <= n",
        ),  # false at 0 only, below the threshold
        (N, "floor(sqrt(n) + 1/2) <= 0"),  # true there only
        (X, "ceil(sqrt(x)) >= 1"),
        (X, "ceil(sqrt(x)) <= 0"),
        (N, "floor(n - 2*sqrt(n)) == n - floor(2*sqrt(n))"),
        (N, "floor(n/2 + sqrt(n)) == n/2 + floor(sqrt(n))"),
        (X, "[[floor(sqrt(x)), 0], [0, 1]] == [[floor(sqrt(x)), 1], [0, 1]]"),  # matrices have no order
        (X, "[[floor(sqrt(x))], [1]] == [[ceil(sqrt(x))], [1]]"),
    ],
)
def test_every_case_is_shown(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the samples that see these to be false before the engine has said anything."""
    monkeypatch.setattr(floors_of_roots, "refuting_point", lambda goal: None)
    assert not shown_by(floors_of_roots, case)


@pytest.mark.parametrize("op", ["floor", "ceil"])
@pytest.mark.parametrize(
    ("inside", "whole", "sign", "offset", "scale"),
    [
        ("n - 2*sqrt(x) + 1/2", "n", -1, Fraction(-1, 2), 2),
        ("(3*sqrt(x) - 1)/2 - 3*n", "-3*n", 1, Fraction(-1, 2), Fraction(3, 2)),
        ("sqrt(x)/2 + sqrt(x)", "0", 1, 0, Fraction(3, 2)),
    ],
)
def test_read(op: str, inside: str, whole: str, sign: int, offset: Fraction, scale: Fraction) -> None:
    goal = goal_from(({"n": "integer", "x": "nonnegative"}, f"{inside} == {whole}"))
    assert isinstance(goal.conclusion, Compare)
    found = read(op, goal.conclusion.left, goal.scope)
    assert found is not None
    assert difference_is_zero(found.whole, goal.conclusion.right, goal.scope)
    assert (found.sign, found.inner.offset, found.inner.scale) == (sign, offset, scale)
    assert found.inner.is_ceiling == ((op == "ceil") == (sign > 0))  # floor(-u) == -ceil(u)


@pytest.mark.parametrize(
    "inside",
    [
        "n/2 + sqrt(x)",
        "sqrt(x) + sqrt(x + 1)",
        "n*sqrt(x)",
        "sqrt(x) - sqrt(x)",
        "x + 1",
        "x*n + sqrt(x)",
        "root(x, 5/2)",
    ],
)
def test_not_read(inside: str) -> None:
    goal = goal_from(({"n": "integer", "x": "nonnegative"}, f"{inside} == 0"))
    assert isinstance(goal.conclusion, Compare)
    assert read("floor", goal.conclusion.left, goal.scope) is None


BETWEEN = {"n": "integer", "k": "integer", "m": "integer"}
POWERS: list[Case] = [
    (BETWEEN, "n + k != m**2", "1 <= k", "k**2 - k + 1 <= n", "n <= k**2 + k"),
    (BETWEEN, "n != m**3", "0 <= k", "k**3 < n", "n < (k + 1)**3"),
    (BETWEEN, "4*n != m*(m + 2) + k", "k < 4*n + 1 - k", "k**2 < 4*n - k + 1", "4*n - k + 1 < (k + 1)**2"),
]
NOT_BETWEEN: list[Case] = [
    (BETWEEN, "n + k != m**2", "1 <= k", "k**2 - k <= n", "n <= k**2 + k"),
    (BETWEEN, "n + k != m**2", "1 <= k", "k**2 - k + 1 <= n", "n <= k**2 + k + 1"),
    (BETWEEN, "n + k != m**2", "k**2 - k + 1 <= n", "n <= k**2 + k + 1"),
    (BETWEEN, "n != m**2", "0 <= k", "k**2 < n", "n < (k + 2)**2"),
    (BETWEEN, "n != m**3", "0 <= k", "k**2 < n", "n < (k + 1)**2"),
    (BETWEEN, "4*n != m*(m + 2) + k", "k**2 < 4*n - k + 1", "4*n - k + 1 <= (k + 1)**2"),
    (
        BETWEEN,
        "n != m**2",
        "0 <= k",
        "k**2 < n",
        "20*n < 20*k**2 + 41*k - 14",
    ),  # (k + 1)**2 is reached beyond 34
    ({**BETWEEN, "m": "real"}, "n != m**2", "0 <= k", "k**2 < n", "n < (k + 1)**2"),
]


@pytest.mark.parametrize("case", POWERS)
def test_no_power_between_neighbours(case: Case) -> None:
    assert shown_by(between_powers, case)


@pytest.mark.parametrize("case", NOT_BETWEEN)
def test_what_may_be_a_power(case: Case) -> None:
    assert not shown_by(between_powers, case)


VALUES = [Fraction(top, 6) for top in range(-9, 40)]
OFFSETS = [Fraction(top, 6) for top in range(-8, 9)]
SCALES = [Fraction(1), Fraction(1, 2), Fraction(3, 2), Fraction(2)]


def rounded(one: RootSum, value: Fraction) -> int:
    """floor(offset + scale*root(value)), ceil of the same: the last (first) whole k on the right side of the root."""

    def at_most_the_root(k: Fraction) -> tuple[bool, bool]:
        """k <= root(value), k < root(value)"""
        if one.degree % 2 == 0 and k < 0:
            return True, True
        return k**one.degree <= value, k**one.degree < value

    place = 1 if one.is_ceiling else 0
    found = -60
    while at_most_the_root((found + 1 - one.offset) / one.scale)[place]:
        found += 1
    return found + place


@pytest.mark.parametrize("degree", [2, 3])
@pytest.mark.parametrize("is_ceiling", [True, False])
def test_conditions_hold_at_the_value_and_nowhere_else(degree: int, is_ceiling: bool) -> None:
    scope = Scope({"k": INTEGER, "p": REAL}, {})
    for offset, scale, value in product(OFFSETS, SCALES, VALUES):
        if degree == 2 and value < 0:
            continue
        one = RootSum(is_ceiling, offset, scale, Letter("p"), degree)
        true = rounded(one, value)
        need = threshold(one)
        if need is not None and not holds(need, {"p": value}):
            assert least(one) == true
            continue
        conditions = bounds(Letter("k"), one, scope)
        fitting = [
            k
            for k in range(-9, 22)
            if all(holds(says, {"p": value, "k": Fraction(k)}) for says in conditions)
        ]
        assert fitting == [true]


def holds(says: Term, at: dict[str, Fraction]) -> bool:
    assert isinstance(says, Compare)
    return compare(value_at(says.left, at), says.relation, value_at(says.right, at))


@pytest.mark.parametrize("relation", ["<", "<="])
@pytest.mark.parametrize("weights", [(1, 1, 0), (4, 4, -8), (6, 0, 9), (3, -1, 2), (2, 2, 4)])
def test_sharpened_bounds_say_the_same_of_whole_numbers(relation: str, weights: tuple[int, ...]) -> None:
    scope = Scope({"k": INTEGER, "n": INTEGER}, {})
    a, b, c = map(number, weights)
    k, n = Letter("k"), Letter("n")
    left = _sum(a, b, c, k, n)
    for end in (Fraction(-7, 2), Fraction(0), Fraction(5, 3), Fraction(13)):
        for fact in (Compare(relation, left, number(end)), Compare(relation, number(end), left)):
            sharp = sharpened(fact, scope)
            for at in product(range(-6, 7), repeat=2):
                point = dict(zip("kn", map(Fraction, at), strict=True))
                assert holds(fact, point) == holds(sharp, point)


def _sum(a: Term, b: Term, c: Term, k: Term, n: Term) -> Term:
    return plus(times(a, k, k), times(b, k), times(c, n))


def test_parity_raises_the_bound() -> None:
    scope = Scope({"k": INTEGER, "n": INTEGER}, {})
    k, n = Letter("k"), Letter("n")
    left = _sum(number(1), number(1), number(-2), k, n)
    assert sharpened(Compare("<=", number(-1), left), scope).right == number(0)
    assert sharpened(Compare("<=", number(-1), left), Scope({"k": INTEGER, "n": REAL}, {})).right != number(0)
