"""A positive letter is put to 1 only where a change of units leaves the goal as it is."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from proofs_check.engines.logarithmic_letters import with_exponentials, with_logarithms
from proofs_check.engines.scaling import NoScaling, attempt, scaling_of
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

AB = {"a": "positive", "b": "positive"}
A = {"a": "positive"}
MIXED = {"h": "positive", "L": "positive", "x": "real", "k": "natural"}


def goal(claim: str, let: Mapping[str, str], given: Mapping[str, str] | None = None) -> Goal:
    return goal_of(formalize(let, given or {}, {}, claim))


@pytest.mark.parametrize(
    ("claim", "let", "given", "weights"),
    [
        ("(b - a)/(log(b) - log(a)) <= (a + b)/2", AB, {"d": "a != b"}, {"a": 1, "b": 1}),
        ("a*log(a/b) >= a - b", AB, {}, {"a": 1, "b": 1}),
        ("sqrt(a*b) <= max(a, b)", AB, {}, {"a": 1, "b": 1}),
        ("a**3 + b**2 >= 2*a*b*sqrt(a)", AB, {}, {"a": Fraction(2, 3), "b": 1}),
        ("exp(log(a) - log(b))*b == a", AB, {}, {"a": 1}),
        ("max(0, log(a) - log(b) + log(a)) >= 0", AB, {}, {"a": Fraction(1, 2), "b": 1}),
        ("h*(1 - h*L/2) >= h/2", MIXED, {"s": "h*L <= 1"}, {"h": -1, "L": 1}),
        ("implies(a > b, (a - b)**2 < a**2)", AB, {}, {"a": 1, "b": 1}),
        ("-log(a) <= log(b)", AB, {}, {"a": -1, "b": 1}),
        ("log(a)/2 <= log(b)", AB, {}, {"a": 2, "b": 1}),
    ],
)
def test_weights(
    claim: str, let: Mapping[str, str], given: Mapping[str, str], weights: Mapping[str, object]
) -> None:
    assert scaling_of(goal(claim, let, given)) == weights


@pytest.mark.parametrize(
    ("claim", "let", "given"),
    [
        ("a + b >= a*b", AB, {}),
        ("a*log(a) >= a - b", AB, {}),
        ("exp(a/b) >= 1 + a", AB, {}),
        ("a + b >= 2*sqrt(a*b)", AB, {"s": "a <= 1"}),
        ("a + b >= 2*sqrt(a*b)", {"a": "real in (0, 1)", "b": "positive"}, {}),
        ("floor(a) + floor(b) <= floor(a + b)", AB, {}),
        ("x**2 + 1 >= 2*x", {"x": "positive"}, {}),
        ("a**k*b >= b**(k + 1)", {**AB, "k": "natural"}, {}),
        ("max(log(a), log(b)) >= 0", AB, {}),
        ("max(0, log(a) - log(b) + log(a)) >= log(a)", AB, {}),
        ("log(a) + b >= log(a) + a", AB, {}),
        ("2/log(a) >= 2/log(a) - 1", A, {}),
        ("log(log(a)) >= 0", A, {}),
        ("log(a)**2 >= 1", A, {}),
        ("sign(log(a)) >= 0", A, {}),
        ("cos(log(a)) >= 0", A, {}),
        ("abs(log(a)) <= log(a)", A, {}),
        ("a >= 0**0", A, {}),
        ("exists(c, 'real in (0, 1)', c > a)", A, {}),
        ("k + b/a >= 0", {**AB, "k": "integer >= a"}, {}),
        ("k + a >= a", {**A, "k": "natural"}, {}),
        ("a**2 + b**2 > 0", {"a": "real", "b": "real"}, {"s": "a >= 0"}),
        ("a**2 + b**2 > 0", {"b": "real", "a": "real > b"}, {}),
    ],
)
def test_no_scaling(claim: str, let: Mapping[str, str], given: Mapping[str, str]) -> None:
    with pytest.raises(NoScaling):
        scaling_of(goal(claim, let, given))


def test_a_letter_that_may_be_zero_is_not_put_to_one() -> None:
    """At a = b = 0 the quotient has no value, and x = 1 would say nothing of x < 0."""
    for kind in ("nonnegative", "real"):
        asked = goal("a*b <= a**2 + b**2 - (a - b)**2", {"a": kind, "b": kind})
        assert not attempt(asked, Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("(b - a)/log(b/a) <= ((root(a, 3) + root(b, 3))/2)**3", {"d": "a != b"}),
        ("(a**a*b**b)**(1/(a + b)) >= (a + b)/2", {}),
    ],
)
def test_proved(claim: str, given: Mapping[str, str]) -> None:
    assert Session(Budget()).prove_claim(goal(claim, AB, given)).trust == "certificate"


@pytest.mark.parametrize(
    ("claim", "let", "known"),
    [
        ("log(x)/x**a <= 1/(e*a)", {"x": "positive", "a": "positive"}, True),
        ("log(x)/x**a <= 1/(3*a)", {"x": "positive", "a": "positive"}, False),
        ("a*log(x) <= x**a - 1", {"x": "real > 1", "a": "positive"}, True),
        ("a*log(x) < x**a - 1", {"x": "positive", "a": "positive"}, False),
    ],
)
def test_logarithms_as_letters(claim: str, let: Mapping[str, str], known: bool) -> None:
    assert attempt(goal(claim, let), Session(Budget()).prover()).proved == known


@pytest.mark.parametrize(
    ("claim", "kind", "exponent"),
    [
        ("log(x) + x <= x**a", "positive", "positive"),
        ("log(x) <= x**a", "nonnegative", "positive"),
        ("x**a <= x**2", "positive", "positive"),
        ("log(x) <= x**x", "positive", "positive"),
        ("log(x) <= x**a", "real >= 1", "positive"),  # its logarithm may be 0
        ("log(x) <= x**a", "real in (1, 3)", "positive"),
        ("log(x) <= x**a", "positive", "real in (0, x)"),
    ],
)
def test_a_letter_that_stands_elsewhere_keeps_its_place(claim: str, kind: str, exponent: str) -> None:
    asked = goal(claim, {"x": kind, "a": exponent})
    assert with_logarithms(asked) == asked


@pytest.mark.parametrize(
    "given", [{"s": "0/log(a) == 0"}, {"s": "0*a/log(a) == 0"}, {"s": "0/(log(a) + log(a)) == 0"}]
)
def test_a_quotient_has_its_values_at_other_units(given: Mapping[str, str]) -> None:
    """At a = 1 the hypothesis has no value, and anything would follow."""
    asked = goal("exp(b) <= exp(0)", AB, given)
    assert not attempt(asked, Session(Budget()).prover()).proved


@pytest.mark.parametrize("claim", ["diff(log(x), x) == 1", "sum(log(x), x, 1, floor(log(x))) == 0"])
def test_a_letter_that_something_binds_is_no_logarithm(claim: str) -> None:
    formal = formalize({"x": "positive"}, {}, {}, claim)
    asked = Goal(formal.letters, (), formal.claim)  # goals of claims have their bound letters apart
    assert with_logarithms(asked) == asked


@pytest.mark.parametrize(
    ("claim", "known"),
    [
        ("x*log(x) - x + exp(y) >= x*y", True),
        ("exp(y) + x*log(x) >= x*(1 + y)", True),
        ("x*log(x) - x + exp(y) > x*y", False),
        ("x*log(x) - x + 0.99*exp(y) >= x*y", False),
    ],
)
def test_letters_beside_exponentials_are_exponentials(claim: str, known: bool) -> None:
    let = {"x": "positive", "y": "real"}
    assert attempt(goal(claim, let), Session(Budget()).prove).proved is known


@pytest.mark.parametrize(
    "claim", ["x*log(x) >= x - 1", "x**y + exp(x) > 0", "exp(x + y) + diff(log(x), x) > 0"]
)
def test_letters_without_logarithms_or_exponentials_beside_them_stay(claim: str) -> None:
    whole = goal(claim, {"x": "positive", "y": "real"})
    assert with_exponentials(whole) == whole
