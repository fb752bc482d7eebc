"""Proofs of statements about limits: the values put in, cases, certificates."""

import pytest
from calculus_goals import AVERAGE, TOTAL, VELOCITY, goal, nothing, prover

from proofs_check.engines import limits
from proofs_check.engines.limit_bounds import limit_by_bound, limit_from_fact, to_infinity
from proofs_check.statement.terms import Compare, Limit

PROVED = [
    ("limit(eps/(delta + sqrt(k)*abs(g)), k, oo) == 0", ("g != 0",), None, "certificate"),
    ("limit(eps/(delta + sqrt(r(k))), k, oo) == 0", ("g != 0",), TOTAL, "certificate"),
    ("limit(sqrt((1 - rho**k)*g**2), k, oo) == abs(g)", (), None, "two engines"),
    ("limit(sqrt(r(k)), k, oo) == abs(g)", (), AVERAGE, "two engines"),
    ("limit(eps*g/(delta + sqrt(1 - rho**k)*g), g, oo) == eps/sqrt(1 - rho**k)", (), None, "certificate"),
    ("limit(1/(2*k), k, oo) == 0", (), None, "certificate"),
    ("limit(a*c**2 - 2*b*c + d, c, oo) == oo", ("a > 0",), None, "certificate"),
    ("limit(abs(lam)**t, t, oo) == oo", ("abs(lam) > 1",), None, "certificate"),
    ("limit(abs(lam)**t, t, oo) == 0", ("abs(lam) < 1",), None, "certificate"),
    ("limit(v(t), t, oo) == -eps*g/(1 - alpha)", (), VELOCITY, "certificate"),
    ("limit(sum(rho**c, c, 0, t), t, oo) == 1/(1 - rho)", (), None, "certificate"),
    ("limit(g**2/k, k, oo) < limit(k, k, oo)", (), None, "certificate"),
    ("implies(g != 0, limit(eps/(k*g**2), k, oo) == 0)", (), None, "certificate"),
    ("limit(a*k/(abs(a)*k + 1), k, oo) == sign(a)", (), None, "one engine"),
    ("limit(exp(k + a**2 + 1) - exp(k) - d, k, oo) == oo", (), None, "certificate"),
    ("limit(c - d - exp(k + a**2 + 1) + exp(k), k, oo) == -oo", (), None, "certificate"),
]
ORDER = ("certificate", "two engines", "one engine")


@pytest.mark.parametrize(("claim", "facts", "define", "trust"), PROVED)
def test_proved(claim: str, facts: tuple[str, ...], define: dict[str, object] | None, trust: str) -> None:
    answer = limits.attempt(goal(claim, *facts, define=define), prover())
    assert answer.proved, answer.detail
    assert ORDER.index(answer.trust) <= ORDER.index(trust), answer


FALSE = [
    ("limit(eps/(delta + sqrt(k)*abs(g)), k, oo) == 0", (), None),
    ("limit((a*t + 1)/(b*t + 1), t, oo) == a/b", (), None),
    ("limit(sqrt(r(k)), k, oo) == g", (), AVERAGE),
    ("limit(v(t), t, oo) == -eps*g/(1 + alpha)", (), VELOCITY),
    ("limit(v(t), t, oo) == -eps*g", (), VELOCITY),
    ("limit(abs(lam)**t, t, oo) == 0", ("abs(lam) <= 1",), None),
    ("limit(abs(lam)**t, t, oo) == oo", ("abs(lam) >= 1",), None),
    ("limit((-1)**t, t, oo) == 1", (), None),
    ("limit((-1)**t, t, oo) != 1", (), None),
    ("limit(abs(x)/x, x, 0) == 1", (), None),
    ("limit(k, k, oo) == 0", (), None),
    ("limit(a*c**2 - 2*b*c + d, c, oo) == oo", ("a >= 0",), None),
    ("limit(k, k, oo) - limit(k, k, oo) == 0", (), None),
    ("limit(exp(k + a**2) - exp(k) - d, k, oo) == oo", (), None),
]


@pytest.mark.parametrize(("claim", "facts", "define"), FALSE)
def test_false_is_not_proved(claim: str, facts: tuple[str, ...], define: dict[str, object] | None) -> None:
    assert not limits.attempt(goal(claim, *facts, define=define), prover()).proved


def test_the_answer_names_the_condition() -> None:
    answer = limits.attempt(goal("limit(eps/(delta + sqrt(k)*abs(g)), k, oo) == 0"), prover())
    assert answer.detail.startswith("splits on g == 0")


def test_existence_of_limits() -> None:
    found = goal("limit(eps/(delta + sqrt(k)*abs(g)), k, oo) >= 0").conclusion
    assert isinstance(found, Compare) and isinstance(found.left, Limit)
    free = goal("g == g")
    assert limits.exists(found.left, free, prover()).proved  # by the cases g == 0 and g != 0
    growing = goal("limit(k, k, oo) >= 0").conclusion
    assert isinstance(growing, Compare) and isinstance(growing.left, Limit)
    assert limits.exists(growing.left, free, prover()).proved
    assert not limits.exists(growing.left, free, prover(), finite=True).proved


COMPLEX = {"z": "complex"}


def test_moduli_in_complex_claims() -> None:
    assert limits.attempt(goal("limit(abs(z**t), t, oo) == 0", "abs(z) < 1", let=COMPLEX), prover()).proved
    assert limits.attempt(goal("limit(abs(z**t), t, oo) == oo", "abs(z) > 1", let=COMPLEX), prover()).proved
    assert limits.attempt(goal("limit(z**t, t, oo) == 0", "abs(z) < 1", let=COMPLEX), prover()).proved
    assert limits.attempt(goal("limit(sqrt(k + abs(z))/k, k, oo) == 0", let=COMPLEX), prover()).proved
    assert not limits.attempt(goal("limit(z**t, t, oo) == oo", "abs(z) > 1", let=COMPLEX), prover()).proved
    assert not limits.attempt(goal("limit(abs(z**t), t, oo) == 0", let=COMPLEX), prover()).proved
    assert not limits.attempt(goal("limit(sqrt(-k)/k, k, oo) == 1", let=COMPLEX), prover()).proved


FROM_FACTS = [
    ("abs(v(t) - l) == c*alpha**t", "limit(v(t), t, oo) == l", (), True),
    ("abs(l - v(t)) <= c*alpha**t", "limit(v(t), t, oo) == l", (), True),
    ("(v(t) - l)**2 <= c/(t + 1)", "limit(v(t), t, oo) == l", (), True),
    (
        "norm((W**t) @ w) <= abs(lam)**t*norm(w)",
        "limit(norm((W**t) @ w), t, oo) == 0",
        ("abs(lam) < 1",),
        True,
    ),
    ("v(t) >= eps*(1 + delta)**t", "limit(v(t), t, oo) == oo", (), True),
    ("v(t) <= -eps*t", "limit(v(t), t, oo) == -oo", (), True),
    ("l - 1/(t + 1) <= v(t) and v(t) <= l + c/(t + 1)", "limit(v(t), t, oo) == l", (), True),
    (
        "v(t) == -eps*g*(1 - alpha**t)/(1 - alpha)",
        "limit(v(t)**2, t, oo) == (eps*g/(1 - alpha))**2",
        (),
        True,
    ),
    ("abs(v(t) - l) <= c*(1 + delta)**t", "limit(v(t), t, oo) == l", (), False),
    ("abs(v(t) - l) <= c*alpha**t", "limit(v(t), t, oo) == c", (), False),
    ("v(t) >= c*(1 + delta)**t", "limit(v(t), t, oo) == oo", (), False),
    ("v(t) <= eps*t", "limit(v(t), t, oo) == oo", (), False),
    ("v(t) <= l + c/(t + 1)", "limit(v(t), t, oo) == l", (), False),
    ("v(t) <= c*alpha**t", "limit(v(t), t, oo) == 0", (), False),
    ("abs(v(t) - l) <= c*alpha**t", "limit(v(t), t, oo) == l", ("t <= 5",), False),
    ("abs(v(t) - l) >= c*alpha**t", "limit(v(t), t, oo) == l", (), False),
]


@pytest.mark.parametrize(("fact", "claim", "facts", "holds"), FROM_FACTS)
def test_from_facts(fact: str, claim: str, facts: tuple[str, ...], holds: bool) -> None:
    says = goal(fact, define=VELOCITY).conclusion
    asked = goal(claim, *facts, define=VELOCITY)
    answer = limit_from_fact(asked, says, asked.conclusion, prover())
    assert answer.proved == holds, answer.detail
    assert not holds or answer.trust == "certificate"


def test_bounds() -> None:
    found = goal("limit(sin(k)/k, k, oo) == 0").conclusion
    assert isinstance(found, Compare) and isinstance(found.left, Limit)
    free = goal("g == g")
    bound, large = goal("1/k == 0").conclusion.left, goal("k + 0 == 0").conclusion.left  # type: ignore[attr-defined]
    assert not limit_by_bound(free, found.left, found.right, large, prover()).proved
    assert not limit_by_bound(free, found.left, found.right, bound, nothing).proved
    falling = goal("limit(-k, k, oo) == 0").conclusion
    assert isinstance(falling, Compare) and isinstance(falling.left, Limit)
    assert not limit_by_bound(free, falling.left, falling.right, bound, prover()).proved
    growing = goal("limit(k**2, k, oo) == 0").conclusion
    assert isinstance(growing, Compare) and isinstance(growing.left, Limit)
    assert to_infinity(free, growing.left, large, prover()).proved
    assert not to_infinity(free, growing.left, bound, prover()).proved
