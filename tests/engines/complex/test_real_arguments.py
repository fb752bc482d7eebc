"""In a claim with complex letters functions of real numbers may leave the reals, and functions have poles off the real line."""

from __future__ import annotations

import pytest

from proofs_check.engines.calculus_signs import is_real
from proofs_check.goal import Budget, goal_of
from proofs_check.judging import judge
from proofs_check.prove import Session
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim, Recurrence

SMALL = Settings(Budget(instances=500, search_points=1_000))
BOTH = {"x": "real", "z": "complex"}


def proves(claim: str, *given: str, step: str = "") -> bool:
    define = {"r": Recurrence(("z",), step)} if step else {}
    let = {**BOTH, "t": "natural"} if step else BOTH
    parsed = Claim("c", claim, let=let, given=dict(zip("abc", given, strict=False)), define=define)
    return Session(Budget()).prove_claim(goal_of(parsed.formal)).proved


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("tanh(z) == tanh(z)", ()),
        ("coth(z)*sinh(z) == cosh(z)", ("z != 0",)),
        ("sigmoid(z) + sigmoid(-z) == 1", ()),
        ("atan(z) == atan(z)", ("z != i",)),
        ("acot(z) == acot(z)", ()),
        ("tanh(sqrt(x)) + z == tanh(sqrt(x)) + z", ()),
        ("exists(y, 'real', y == sqrt(x))", ()),
        ("exists(y, 'real', y == log(x))", ("x != 0",)),
        ("x <= 1", ("asin(x) != 10",)),
        ("sqrt(x)**2 >= 0", ()),
        ("limit(x + z, x, oo) == oo", ()),
        ("z < 1 or z >= 1", ()),
        ("z**2 <= 5 or z**2 > 5", ()),
        ("limit(exp(x) + i, x, oo) > 5", ()),
    ],
)
def test_what_fails_off_the_real_line_is_not_proved(claim: str, given: tuple[str, ...]) -> None:
    assert not proves(claim, *given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("tanh(z)*cosh(z) == sinh(z)", ("cosh(z) != 0",)),
        ("sigmoid(z)*(1 + exp(-z)) == 1", ("1 + exp(z) != 0",)),
        ("atan(-z) == -atan(z)", ("1 + z**2 != 0",)),
        ("tanh(x)*cosh(x)*z == sinh(x)*z", ()),
        ("exists(y, 'real', y == sqrt(abs(x)))", ()),
        ("limit(abs(x + z), x, oo) == oo", ()),
        ("x < 1 or x >= 1", ()),
        ("(z + conj(z))/2 <= abs(z)", ()),
        ("log(1 + abs(z)) >= 0", ()),
        ("limit(x**2 + re(z)*x, x, oo) == oo", ()),
        ("exists(y, 'nonnegative', y == abs(z)**(1/3))", ()),
    ],
)
def test_what_stays_off_the_poles_is_proved(claim: str, given: tuple[str, ...]) -> None:
    assert proves(claim, *given)


def test_a_sequence_of_complex_numbers_is_no_real_number() -> None:
    assert not proves("exists(y, 'real', y == r(t))", step="r(t)*z")


@pytest.mark.parametrize(
    "claim",
    ["sin(asin(z)) == z", "cosh(acosh(z)) == z", "asin(x) + acos(x) + z == pi/2 + z", "cos(acos(z)) == z"],
)
def test_inverse_functions_have_values_beyond_the_real_domain(claim: str) -> None:
    assert judge(Claim("c", claim, let=BOTH), SMALL).verdict != "refuted"


@pytest.mark.parametrize("claim", ["tanh(atanh(z)) == z", "acoth(z) == acoth(z)", "tan(acot(z))*z == 1"])
def test_inverse_functions_have_poles(claim: str) -> None:
    assert judge(Claim("c", claim, let=BOTH), SMALL).verdict == "refuted"


def test_real_by_form() -> None:
    statement = Claim("c", "sqrt(x) + sqrt(abs(x)) + x**2 + z == 0", let=BOTH).formal.claim
    root, safe, square = (
        statement.left.args[0].args[0].args[0],
        statement.left.args[0].args[0].args[1],
        statement.left.args[0].args[1],
    )  # type: ignore[attr-defined]
    letters = frozenset({"z"})
    assert [is_real(one, letters) for one in (root, safe, square)] == [False, True, True]
    assert is_real(root, frozenset())
