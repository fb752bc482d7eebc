"""Equations and inequalities with logarithms or exponentials against their solved forms."""

from __future__ import annotations

import pytest

from proofs_check.engines import exponentials_as_letters, letters_as_exponentials
from proofs_check.engines.logarithm_forms import exponential
from proofs_check.goal import undecided
from proofs_check.statement.domains import REAL
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import FALSE as FALSE_ONE
from proofs_check.statement.terms import TRUE as TRUE_ONE
from proofs_check.statement.terms import Compare, Term
from proofs_check.statement.text import text
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

X = {"x": "real"}
POSITIVE = {"x": "positive"}
TWO = {"a": "positive", "b": "positive"}
THREE = {"a": "positive", "b": "positive", "c": "positive"}
COSH = {"a": "real >= 1", "x": "real"}
SHARE = "1/(1 + log(b)/log(a)) == log(a)/log(a*b)"

TRUE: list[Case] = [
    (POSITIVE, "iff(log(x)**2 > 1, x > e or x < 1/e)"),
    (POSITIVE, "iff(abs(log(x)) < 1, 1/e < x and x < e)"),
    (POSITIVE, "iff(log(x)**2 - log(x) - 2 < 0, 1/e < x and x < e**2)"),
    (POSITIVE, "iff(log(abs(log(x))) < 0, 1/e < x and x < e)", "x != 1"),
    (POSITIVE, "iff(1/log(x) > 1, 1 < x and x < e)", "x != 1"),
    (POSITIVE, "iff(x**log(x) > e, x > e or x < 1/e)"),
    (POSITIVE, "iff(log(x/2)**2 < 1, x - 2/e > 0 and x < 2*e)"),
    ({"x": "real >= 1"}, "iff(log(x)**2 > 1, x > e)"),
    ({"x": "positive", "p": "real in (0, 1)"}, "iff(x**p > 2, x > 2**(1/p))"),
    ({"x": "positive", "y": "positive"}, "iff(log(x) + log(y) > 2, x*y > e**2)"),
    (POSITIVE, "x > e or x < 1/e", "log(x)**2 > 1"),
    (TWO, SHARE, "a != 1", "a*b != 1"),
    (TWO, "1/(log(a) - 2*log(b) + 1) > 0", "a != 1", "a*e/b**2 > 1"),
    (COSH, "iff(exp(x) + exp(-x) == 2*a, x == log(a + sqrt(a**2 - 1)) or x == log(a - sqrt(a**2 - 1)))"),
    (X, "iff(exp(2*x) - 3*exp(x) + 2 < 0, 0 < x and x < log(2))"),
    (X, "iff(2**x + 2**(-x) <= 5/2, -1 <= x and x <= 1)"),
    (X, "iff(4**x - 6*2**x + 8 < 0, 1 < x and x < 2)"),
    (X, "iff(exp(x) - 3*exp(x/2) + 2 < 0, 0 < x and x < 2*log(2))"),
    (X, "iff(cosh(x) < 5/4, -log(2) < x and x < log(2))"),
    (
        {"x": "real", "b": "positive", "c": "positive"},
        "iff((exp(x) - b)*(exp(x) - c) == 0, x == log(b) or x == log(c))",
    ),
    (X, "iff(exp(-x**2) < 1/2, x > sqrt(log(2)) or x < -sqrt(log(2)))"),
    (X, "iff(2**(x**2 - 3*x) > 1/4, x < 1 or x > 2)"),
    (X, "0 < x and x < log(2)", "exp(2*x) - 3*exp(x) + 2 < 0"),
]
FALSE: list[Case] = [
    (POSITIVE, "iff(log(x)**2 > 1, x > e)"),
    (POSITIVE, "iff(log(x)**2 >= 1, x > e or x < 1/e)"),
    (POSITIVE, "iff(abs(log(x)) < 1, 1/e <= x and x < e)"),
    (POSITIVE, "iff(log(abs(log(x))) < 0, x < e)", "x != 1"),
    (POSITIVE, "iff(log(abs(log(x))) < 0, 1/e < x and x < e)"),  # not defined at 1
    (POSITIVE, "iff(1/log(x) > 1, x < e)", "x != 1"),
    ({"x": "positive", "p": "real in (-1, 1)"}, "iff(x**p > 2, x > 2**(1/p))", "p != 0"),
    ({"x": "positive", "y": "positive"}, "iff(log(x) + log(y) > 2, x*y > e)"),
    (TWO, SHARE, "a != 1"),
    (TWO, SHARE, "a != 1", "a*b**2 != 1"),
    (TWO, SHARE, "a != 1", "a + b != 2"),
    (COSH, "iff(exp(x) + exp(-x) == 2*a, x == log(a + sqrt(a**2 - 1)))"),
    (X, "iff(exp(2*x) - 3*exp(x) + 2 <= 0, 0 < x and x < log(2))"),
    (X, "iff(2**x + 2**(-x) <= 5/2, -1 <= x and x < 1)"),
    (X, "iff(cosh(x) < 5/4, x < log(2))"),
    (X, "iff(exp(-x**2) < 1/2, x > sqrt(log(2)))"),
    (X, "iff(2**(x**2 - 3*x) >= 1/4, x < 1 or x > 2)"),
    ({"x": "real", "c": "real"}, "iff(exp(-x**2) < c, -x**2 < log(c))"),
]


@pytest.mark.parametrize("case", TRUE, ids=str)
def test_true_ones(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=str)
def test_false_ones_are_not_proved(case: Case) -> None:
    assert not shown(case)


LOGARITHMS: list[tuple[Case, str, tuple[str, ...]]] = [
    ((POSITIVE, "log(x)**2 > 1", "x > e"), "x**2 > 1", ("x > 1",)),
    ((POSITIVE, "log(x) > 1", "x > 1/2"), "x > 1", ("x > -log(2)",)),
    ((THREE, "log(a*b) != 0", "a*b**2/sqrt(c) != 3"), "a + b != 0", ("a + 2 * b - 1/2 * log(c) != log(3)",)),
    ((POSITIVE, "x**log(x) > e"), "x * x > 1", ()),
    (({"x": "positive", "c": "real"}, "log(x) > 1", "x > c"), "x > 1", ()),  # log(c) may have no value
    ((POSITIVE, "log(x) > 1", "x + 1 > 2"), "x > 1", ()),  # no product
    ((POSITIVE, "log(x) > 1", "x > -1", "x**2 != 0"), "x > 1", ()),
    (({"x": "real in [1, 2]"}, "log(x) >= 0"), "x >= 0", ("x >= 0", "x <= log(2)")),
]
EXPONENTIALS: list[tuple[Case, str, tuple[str, ...]]] = [
    ((X, "exp(2*x) > 1", "x < 0"), "x**2 > 1", ("x < 1",)),
    ((X, "exp(x/2) > 1", "x < log(3)"), "x > 1", ("x < sqrt(3)",)),
    ((X, "4**x > 2**x", "1 - 2*x < 0"), "x**2 > x", ("x > sqrt(2)",)),
    ((X, "exp(3 - x) > 1"), "1 / x * exp(3) > 1", ()),
    ((X, "exp(x) > 1", "sin(x) < 0"), "x > 1", ()),
    (({"x": "real in [0, 2)"}, "exp(x) >= 1"), "x >= 1", ("x >= 1", "x < exp(2)")),
]


@pytest.mark.parametrize(("case", "says", "given"), LOGARITHMS, ids=str)
def test_the_goal_in_logarithms(case: Case, says: str, given: tuple[str, ...]) -> None:
    (changed, _), *_ = letters_as_exponentials.changes(goal_from(case), lambda _: undecided("", ""))
    assert text(changed.conclusion) == says
    assert tuple(map(text, changed.hypotheses)) == given
    assert all(domain == REAL for name, domain in changed.letters if name != "c")


@pytest.mark.parametrize(
    ("claim", "says"),
    [("x < 0", FALSE_ONE), ("0 < x", TRUE_ONE), ("-1 > x", FALSE_ONE), ("x >= -2", TRUE_ONE)],
)
def test_products_are_positive(claim: str, says: Term) -> None:
    goal = goal_from((POSITIVE, claim, "log(x) > 1"))
    (changed, _), *_ = letters_as_exponentials.changes(goal, lambda _: undecided("", ""))
    assert changed.conclusion == says


@pytest.mark.parametrize(("case", "says", "given"), EXPONENTIALS, ids=str)
def test_the_goal_in_exponentials(case: Case, says: str, given: tuple[str, ...]) -> None:
    (changed, _), *_ = exponentials_as_letters.changes(goal_from(case), lambda _: undecided("", ""))
    assert text(changed.conclusion) == says
    assert tuple(map(text, changed.hypotheses)) == given


@pytest.mark.parametrize(
    "case",
    [
        (POSITIVE, "log(x) > x - 2"),
        (POSITIVE, "log(1 + x) > 0"),
        ({"x": "real"}, "log(x) > 0", "x > 1"),
        ({"x": "nonnegative"}, "log(x) > 0", "x > 1"),
        ({"x": "positive", "y": "real in (0, x)"}, "log(x) > 0"),
    ],
    ids=str,
)
def test_letters_that_are_no_exponentials(case: Case) -> None:
    assert not list(letters_as_exponentials.changes(goal_from(case), lambda _: undecided("", "")))


@pytest.mark.parametrize(
    "case",
    [
        (X, "exp(x) > x**2"),
        (X, "2**x > 3**x"),
        (X, "2**x > exp(x)"),
        (X, "exp(x**2) > exp(x)"),
        ({"x": "real", "y": "real"}, "exp(x*y) > exp(y)"),
        ({"x": "integer"}, "exp(x) > 1"),
        ({"x": "real", "y": "real in (0, x)"}, "exp(x) > 1"),
    ],
    ids=str,
)
def test_exponentials_that_are_no_letters(case: Case) -> None:
    found = list(exponentials_as_letters.changes(goal_from(case), lambda _: undecided("", "")))
    assert not [changed for changed, _ in found if "exp" not in text(changed.conclusion)]
    assert not [changed for changed, _ in found if "x" in dict(changed.letters) and changed.letters[0][1].low]


@pytest.mark.parametrize(
    ("exponent", "value"),
    [
        ("-log(w)", "1 / w"),
        ("log(w)/2", "sqrt(w)"),
        ("2*log(w) - log(3)", "1/3 * w**2"),
        ("w", "exp(w)"),
        ("0", "1"),
    ],
)
def test_exponentials_of_logarithms(exponent: str, value: str) -> None:
    claim = formalize({"w": "positive"}, {}, {}, f"{exponent} == 0").claim
    assert isinstance(claim, Compare)
    assert text(exponential(claim.left)) == value


def test_a_letter_compared_with_itself_has_no_exponential() -> None:
    case: Case = ({"x": "real"}, "iff(2**x <= 0, x != x)")
    assert not shown_by(exponentials_as_letters, case)
