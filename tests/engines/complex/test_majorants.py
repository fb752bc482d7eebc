"""Bounds of complex functions by their power series: majorants from above, the lowest term from below."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpq_series

from proofs_check.engines import majorants
from proofs_check.engines.majorant_series import Head
from proofs_check.goal import Budget, Goal, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare


def goal(claim: str, *given: str) -> Goal:
    return goal_of(formalize({"z": "complex"}, {f"h{k}": fact for k, fact in enumerate(given)}, {}, claim))


def proves(claim: str, *given: str) -> bool:
    return Session(Budget()).prove_claim(goal(claim, *given)).proved


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("abs(log(1 + z) - z) <= abs(z)**2", ("abs(z) <= 1/2",)),
        ("abs(log(1 + z)) <= -log(1 - abs(z))", ("abs(z) < 1",)),
        ("abs(log(1 + z)) >= abs(z)/2", ("abs(z) <= 1/2",)),
        ("abs(log(1 + z)/z - 1) <= abs(z)", ("abs(z) <= 1/2", "z != 0")),
        ("abs(1/(1 - z) - 1 - z) <= abs(z)**2/(1 - abs(z))", ("abs(z) < 1",)),
        ("abs(1/(1 - z)**2 - 1) <= 6*abs(z)", ("abs(z) <= 1/2",)),
        ("abs(sqrt(1 + z) - 1 - z/2) <= abs(z)**2/4", ("abs(z) <= 1/2",)),
        ("abs((1 + z)**(1/3) - 1) <= abs(z)/2", ("abs(z) <= 1/2",)),
        ("abs((1 + z)**(-1/2)) <= (1 - abs(z))**(-1/2)", ("abs(z) < 1",)),
        ("abs(atan(z) - z) <= abs(z)**3/2", ("abs(z) <= 1/2",)),
        ("abs(tan(z)) <= tan(abs(z))", ("abs(z) <= 1",)),
        ("abs(exp(z) - 1) <= exp(abs(z)) - 1", ()),
        ("abs(exp(z) - 1) >= abs(z)/4", ("abs(z) < 1",)),
        ("abs(exp(z) - 1) > 0", ("abs(z) < 1", "z != 0")),
        ("abs(exp(z**2) - 1) <= 2*abs(z)**2", ("abs(z) <= 1/2",)),
        ("abs(sin(z)/z - 1) < abs(z)**2/5", ("abs(z) < 1", "z != 0")),
    ],
)
def test_bounds_in_a_disc(claim: str, given: tuple[str, ...]) -> None:
    assert proves(claim, *given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("abs(log(1 + z) - z) <= abs(z)**2/2", ("abs(z) <= 1/2",)),
        ("abs(log(1 + z) - z) <= abs(z)**2", ("abs(z) <= 1",)),
        ("abs(log(1 + z)) <= -log(1 - abs(z))", ()),
        ("abs(log(1 + z)) <= abs(z)", ("abs(z) <= 1/2",)),
        ("abs(log(1 + z)) >= 9*abs(z)/10", ("abs(z) <= 1/2",)),
        ("abs(1/(1 - z)) >= 1/(1 - abs(z))", ("abs(z) < 1",)),
        ("abs(sqrt(1 + z) - 1) <= abs(z)/2", ("abs(z) <= 1/2",)),
        ("abs(exp(z) - 1) <= 2*abs(z)", ()),
        ("abs(exp(z) - 1 - z) <= abs(z)**2/2", ("abs(z) <= 1",)),
        ("abs(exp(z) - 1) > abs(z)/4", ("abs(z) <= 1",)),
        ("abs(exp(z) - 1/(1 - z)) <= abs(z)**2", ("abs(z) <= 1/2",)),
        ("abs(sin(z)) <= sin(abs(z))", ()),
        ("abs(tan(z)) <= tan(abs(z))", ("abs(z) <= 2",)),
    ],
)
def test_what_fails_somewhere_in_the_disc(claim: str, given: tuple[str, ...]) -> None:
    assert not proves(claim, *given)


@pytest.mark.parametrize(
    "op", ["exp", "sinh", "cosh", "sin", "cos", "tan", "tanh", "atan", "atanh", "asin", "asinh"]
)
def test_coefficients(op: str) -> None:
    expected = getattr(fmpq_series([0, 1]), op)()
    head = Head(op, Fraction(1))
    assert [head.coefficient(k) for k in range(10)] == [Fraction(str(expected[k])) for k in range(10)]


@pytest.mark.parametrize(
    "exponent", [Fraction(-3, 2), Fraction(1, 2), Fraction(1, 3), Fraction(3, 2), Fraction(-2)]
)
def test_majorants_of_powers_have_the_moduli_of_the_coefficients(exponent: Fraction) -> None:
    """The moduli of the first coefficients at r = 1/16, and a tail of less than 2**(-40)."""
    from proofs_check.engines.enclosures import enclose
    from proofs_check.engines.jet_fields import NOWHERE
    from proofs_check.statement.terms import number

    head = Head("pow", Fraction(1), 1, exponent)
    partial = sum(abs(head.coefficient(k)) * Fraction(1, 16) ** k for k in range(24))
    value = enclose(head.majorant(number(Fraction(1, 16))), {}, NOWHERE.scope)
    assert abs(float(value.mid()) - float(partial)) < 2.0**-40


def test_a_quotient_has_no_value_at_zero() -> None:
    asked = goal("abs(sin(z)/z - 1) <= abs(z)**2/5", "abs(z) < 1")
    told = asked.conclusion
    assert isinstance(told, Compare)
    assert not majorants.attempt(
        asked, told.left, told.relation, told.right, Session(Budget()).prover(3)
    ).proved


def test_what_does_not_apply() -> None:
    for claim in (
        "abs(log(z) - z) <= 5",
        "abs(gamma(z)) <= abs(z)",
        "abs(exp(z)) <= re(z)",
        "abs(exp(z)*sin(z)) <= abs(z)",
    ):
        told = goal(claim).conclusion
        assert isinstance(told, Compare)
        found = majorants.attempt(
            goal(claim), told.left, told.relation, told.right, lambda _: undecided("nobody", "")
        )
        assert (found.outcome, found.detail) == ("undecided", "")
