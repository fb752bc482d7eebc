"""Inequalities between sums of products of powers, by weighted means with equality at a point."""

from __future__ import annotations

from fractions import Fraction
from math import exp, prod
from random import Random

import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import mean_certificates
from proofs_check.engines.mean_certificates import applies, form_at, points_of, question_of
from proofs_check.engines.mean_shares import value_in
from proofs_check.engines.signomials import NoSignomial, ratio_of
from proofs_check.exact.signs import ball
from proofs_check.goal import Budget
from proofs_check.prove import Session
from proofs_check.statement.terms import Compare, Term
from tests.engines.stated_cases import Case, goal_from

X, XY, XYZ, AB, ABC = ({name: "positive" for name in names} for names in ("x", "xy", "xyz", "ab", "abc"))
FROM_ZERO = dict.fromkeys("abc", "nonnegative")
FOUR = dict.fromkeys("abcd", "nonnegative")
FIVE = dict.fromkeys("abcde", "nonnegative")
REAL = dict.fromkeys("xy", "real")
CARLEMAN = "a + sqrt(a*b) + root(a*b*c, 3)"
TRUE: tuple[Case, ...] = (
    (FROM_ZERO, f"{CARLEMAN} <= 4/3*(a + b + c)"),  # equality at 16, 4, 1
    (FROM_ZERO, f"{CARLEMAN} <= 7/5*(a + b + c)"),
    (FROM_ZERO, f"{CARLEMAN} <= e*(a + b + c)"),
    (FOUR, f"{CARLEMAN} + root(a*b*c*d, 4) <= 1.45*(a + b + c + d)"),
    (XYZ, "x**4*y**2 + x**2*y**4 + z**6 >= 3*x**2*y**2*z**2"),
    (XYZ, "x**7*y + y**7*z + z**7*x >= x**3*y**3*z**2 + x**2*y**3*z**3 + x**3*y**2*z**3"),
    (X, "x + 4/x**2 >= 3"),
    (AB, "a**(3/2) + b**(3/2) >= sqrt(a*b)*(sqrt(a) + sqrt(b))"),
    (XYZ, "x + 2*y + 4*z + 27/(x*y*z) >= 4*root(216, 4)"),  # equality where no letter is rational
    (XY, "x**2 + y**2 + sqrt(2)/(x*y) >= 2*root(8, 4)"),
    (FIVE, "a**5 + 32*b**5 + c**5 + d**5 + e**5 >= 10*a*b*c*d*e"),
    (AB, "a**2*sqrt(b) + b**2/sqrt(a) + 16/(a*b) >= 6*(a*b)**(1/12)"),
    (ABC, "root(a*b**2, 3) + sqrt(b*c) + root(a*b*c, 3) <= a + 13/9*b + c"),
    (AB, "a + 4*b + a**2/1000 > 4*sqrt(a*b)"),
    (XYZ, "x/y + 2*y/z + 4*z/x >= 6"),
    (XYZ, "x/y + 2*y/z + 4*z/x > 5.9"),
    (FROM_ZERO, "a + b + c + 1/100 > sqrt(a*b)"),
    (AB, "a + 4*b + 1/1000 > 4*sqrt(a*b)"),
    ({**AB, "c": "nonnegative"}, "a + 4*b + c + b**2 > 4*sqrt(a*b)"),  # what is left over is positive
    (XY, "pi*x**2 + y**2/x + e/y >= 4"),
    (XY, "x**5 + y**5 + 2*x**2 >= x**3*y + x**2*y**2"),
    (XY, "1/(sqrt(x) + sqrt(y)) <= (1/sqrt(x) + 1/sqrt(y))/4"),
    (XY, "(sqrt(x) + sqrt(y))**4 <= 8*(x**2 + y**2)"),
    (ABC, "a/(b + c) + b/(c + a) + c/(a + b) >= 3/2"),
    (ABC, "sqrt(a) + 2*sqrt(b) + 4*root(c, 3) >= 6", "a*b*c == 1"),
    (FROM_ZERO, "a + 4*b + 16*c >= 12", "a*b*c == 1"),
    (AB, "sqrt(a) + 2*b >= 2*sqrt(2)", "a*b**2 == 1"),
    ({"x": "real", "y": "real"}, "x + 16/(x**2*y) + y/2 >= 4*root(2, 4)", "x > 0", "y > 0"),
    ({"x": "nonnegative", "y": "integer >= 1"}, "x**2/y + y**3 >= 2*x*y"),
    (REAL, "exp(x) + 2*exp(y) + 4*exp(-x - y) >= 6"),
    (REAL, "exp(2*x) + 4*e**(-x) >= 3*root(4, 3)"),
    ({"x": "real"}, "exp(x + 1) + exp(1 - x) >= 2*e"),
)
FALSE: tuple[Case, ...] = (
    (FROM_ZERO, f"{CARLEMAN} <= 1.333*(a + b + c)"),
    (FROM_ZERO, f"{CARLEMAN} < 4/3*(a + b + c)"),
    (ABC, f"{CARLEMAN} < 4/3*(a + b + c)"),
    (FROM_ZERO, f"{CARLEMAN} < 7/5*(a + b + c)"),  # all 0
    (XYZ, "x**4*y**2 + x**2*y**4 + z**6 >= 3.001*x**2*y**2*z**2"),
    (XYZ, "x**4*y**2 + x**2*y**4 + z**6 >= 3*x**2*y**2*z"),
    (X, "x + 4/x**2 > 3"),
    (X, "x + 4/x >= 4.001"),
    ({"x": "real"}, "x + 4/x**2 >= 3"),
    (REAL, "x**4 + y**4 + 2 >= 4*x*y + (x - abs(x))**2*100"),
    (XYZ, "x + 2*y + 4*z + 27/(x*y*z) >= 15.335"),
    (XYZ, "x/y + 2*y/z + 4*z/x > 6"),
    (FROM_ZERO, "a + b + c > sqrt(a*b)"),
    (FROM_ZERO, "a + 4*b + c >= 4*sqrt(a*c)"),
    (FROM_ZERO, "a + 4*b + c > 4*sqrt(a*b)"),
    ({**AB, "c": "nonnegative"}, "a + 4*b + c > 4*sqrt(a*b)"),
    (FROM_ZERO, "a + 1/b >= 0"),  # undefined at b = 0
    (ABC, "a + 4*b + 16*c > 12", "a*b*c == 1"),
    (ABC, "a + 4*b + 16*c >= 12", "a*b*c == 0.999"),
    (ABC, "a + 4*b + 16*c >= 12"),
    (AB, "a + b >= 2", "a*b**2 == 1"),
    (REAL, "exp(x) + 2*exp(y) + 4*exp(-x - y) > 6"),
    ({"x": "real"}, "exp(sqrt(x**2)) <= exp(x)"),  # the root of a square is no letter of any sign
    ({"x": "real"}, "sqrt(x**2) + 1 >= 2*x"),
    ({"x": "real >= -1"}, "x**2 + x + 1/8 >= 0"),
    (XY, "x - 1/(x*y) >= -2"),
)


def engine_proves(case: Case) -> bool:
    return mean_certificates.attempt(goal_from(case)).proved


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_holds(case: Case) -> None:
    assert engine_proves(case)
    assert Session(Budget()).prove_claim(goal_from(case)).trust == "certificate"


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_near_misses_are_not_proved(case: Case) -> None:
    assert not engine_proves(case)
    if CARLEMAN not in str(case[1]):  # of these the other engines do not tell for minutes
        assert not Session(Budget(thorough=False)).prove_claim(goal_from(case)).proved


@pytest.mark.parametrize(
    "case",
    [
        (ABC, "a + b == 2*sqrt(a*b)"),
        ({"a": "complex", "b": "positive"}, "b + 1/b >= 2"),
        (ABC, "a + log(b) <= a + b"),
        (
            {name: "positive" for name in "abcdefg"},
            "a*b*c*d*e*f*g <= a**7 + b**7 + c**7 + d**7 + e**7 + f**7 + g**7",
        ),
        ({"x": "real"}, "2 >= 1"),
    ],
)
def test_others_are_left(case: Case) -> None:
    assert not applies(goal_from(case))


Signomial = dict[tuple[Fraction, ...], Fraction]


def means_at_one_point(seed: int) -> Signomial:
    """A sum of differences sum l_i * p**(b - a_i) * x**a_i - x**b with weights l_i in halves, thirds or quarters, p a power of a rational point."""
    random = Random(seed)
    letters, whole = random.randint(1, 3), random.randint(2, 4)
    roots = [Fraction(random.randint(1, 3), random.randint(1, 2)) for _ in range(letters)]
    form: Signomial = {}
    for _ in range(random.randint(1, 2)):
        sources = [tuple(Fraction(random.randint(0, 4)) for _ in roots) for _ in range(whole)]
        target = tuple(sum(column, Fraction(0)) / whole for column in zip(*sources, strict=True))
        factor = Fraction(random.randint(1, 5))
        form[target] = form.get(target, Fraction(0)) - factor
        for source in sources:
            moved = [int((b - a) * whole) for a, b in zip(source, target, strict=True)]
            gain = prod((root**power for root, power in zip(roots, moved, strict=True)), start=Fraction(1))
            form[source] = form.get(source, Fraction(0)) + factor * gain / whole
    return {powers: factor for powers, factor in form.items() if factor}


def any_form(seed: int) -> Signomial:
    """Terms of both signs; many such sums are negative somewhere."""
    random = Random(seed)
    letters = random.randint(1, 3)
    terms = random.randint(2, 5)
    powers = (
        tuple(Fraction(random.randint(0, 8), random.choice((1, 2))) for _ in range(letters))
        for _ in range(terms)
    )
    return {one: Fraction(random.choice((-1, 1, 1, 2, 3))) for one in powers}


def stated(form: Signomial) -> Case | None:
    """The claim that the sum is not negative; None where it has no letters."""
    used = {place for powers in form for place, power in enumerate(powers) if power}
    terms = [
        "*".join([f"({factor})", *(f"x{place}**({power})" for place, power in enumerate(powers) if power)])
        for powers, factor in form.items()
    ]
    letters = {f"x{place}": "nonnegative" for place in sorted(used)}
    return (letters, f"{' + '.join(terms)} >= 0") if used else None


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9))
def test_sums_of_means_with_one_point_of_equality_are_proved(seed: int) -> None:
    case = stated(means_at_one_point(seed))
    assert case is None or engine_proves(case), case


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_what_is_proved_holds_at_points(seed: int) -> None:
    form = any_form(seed)
    case = stated(form)
    if case is None or not engine_proves(case):
        return
    random = Random(seed)
    for _ in range(200):
        place = [random.choice((0.0, 1.0, exp(random.gauss(0, 2)))) for _ in next(iter(form))]
        values = [
            float(factor) * prod(x ** float(power) for x, power in zip(place, powers, strict=True))
            for powers, factor in form.items()
        ]
        assert sum(values) >= -1e-9 * sum(map(abs, values)), (case, place)


def test_points_lie_on_the_surfaces_of_the_hypotheses() -> None:
    question = question_of(goal_from((AB, "a + b >= 3.9", "a*b == 4")))
    points = list(points_of(question))
    assert points
    assert all(value_in(point, unit) == value == 4 for point in points for unit, value in question.units)


def test_irrational_coefficients_are_rounded_downwards() -> None:
    question = question_of(goal_from((XY, "pi*x**2 + y**2/x + e/y >= 4")))
    form, powers = form_at(question, dict.fromkeys("xy", Fraction(1)))
    with ctx.workprec(200):
        for monomial, factor in question.total.items():
            rounded = form[powers[monomial]]
            lost = ball(factor, 200) / arb.pi() - arb(rounded.numerator) / rounded.denominator
            assert rounded == 1 or 0 < lost < 1e-12


def test_points_are_found_by_the_shares_of_the_terms() -> None:
    """At 2**(1/4)*3**(3/4)/2**k no letter is rational, and the terms are equal."""
    question = question_of(goal_from((XYZ, "x + 2*y + 4*z + 27/(x*y*z) >= 4*root(216, 4)")))
    point = next(iter(points_of(question)))
    form, _ = form_at(question, point)
    assert sorted(form.values()) == [-4, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("term", "over"),
    [
        ("sqrt(4*a*b**3)", {(("a", Fraction(1, 2)), ("b", Fraction(3, 2))): 2}),
        ("(a + 1)*(a - 1)", {(("a", Fraction(2)),): 1, (): -1}),
        ("a/b - 1/b*a", {}),
        ("exp(x - 2*y + x)", {(("exp(x)", Fraction(2)), ("exp(y)", Fraction(-2))): 1}),
        ("a/(-a - b)", {(("a", Fraction(1)),): -1}),
        ("root(8*a, 3)", {(("a", Fraction(1, 3)),): 2}),
        ("1/(a + b) - 1/a", {(("b", Fraction(1)), ("a", Fraction(-1))): -1}),
    ],
)
def test_terms_are_read(term: str, over: dict[tuple[tuple[str, Fraction], ...], int]) -> None:
    found = ratio_of(read(term), ("a", "b"), ("x", "y")).over
    assert found == {tuple(sorted(powers)): factor for powers, factor in over.items()}


@pytest.mark.parametrize(
    "term",
    [
        "x",
        "sqrt(a + b)",
        "1/(a - b)",
        "sqrt(-a)",
        "exp(x**2)",
        "exp(sqrt(x**2))",
        "exp(abs(x))",
        "a**b",
        "log(a)",
    ],
)
def test_other_terms_are_not_read(term: str) -> None:
    with pytest.raises(NoSignomial):
        ratio_of(read(term), ("a", "b"), ("x", "y"))


def read(term: str) -> Term:
    letters = {"a": "positive", "b": "positive", "x": "real", "y": "real"}
    conclusion = goal_from((letters, f"{term} >= 0")).conclusion
    assert isinstance(conclusion, Compare)
    return conclusion.left
