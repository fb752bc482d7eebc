"""The search finds what is false or undefined, in the core claims and elsewhere, and nothing in true claims."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.goal import Budget
from proofs_check.statement.formal import formalize
from proofs_check.statement.parse import EMPTY, parse_term
from proofs_check.statement.text import text
from proofs_check.witness import find_witness, recheck, search
from proofs_check.witness.shrink import shrink

Declared = Mapping[str, str]
SMALL = Budget(search_points=2_000)

POWERS = {
    "n": "integer >= 1",
    "V": "invertible(n)",
    "L": "diagonal(n)",
    "d": "vector(n)",
    "i": "integer in [0, n - 1]",
    "t": "natural",
}
GROWS = "limit(norm(((V @ L @ inv(V)).T)**t @ d), t, oo) == oo"
RMSPROP = {"r": {"start": ["0"], "step": "rho*r(t) + (1 - rho)*g**2"}}

BROKEN: dict[str, tuple[Declared, Declared, Mapping[str, object], str, str, Declared]] = {
    "best step of a singular quadratic": (
        {"n": "integer >= 1", "H": "symmetric(n)", "g": "vector(n)"},
        {"slope": "g != zeros(n, 1)"},
        {},
        "dot(g, g)**2/(2*dot(g, H @ g)) >= 0",
        "undefined",
        {"n": "1", "H": "0", "g": "1"},
    ),
    "rate without gradient": (
        {"eps": "positive", "delta": "positive", "g": "real", "k": "integer >= 1"},
        {},
        {},
        "limit(eps/(delta + sqrt(k)*abs(g)), k, oo) == 0",
        "false",
        {"eps": "1", "delta": "1", "g": "0"},
    ),
    "modulus one": (
        {"lam": "complex", "delta": "positive", "t": "natural"},
        {"far": "abs(lam - 1) >= delta"},
        {},
        "limit(abs(lam**t), t, oo) == oo or limit(abs(lam**t), t, oo) == 0",
        "false",
        {"lam": "-1", "delta": "1"},
    ),
    "gradient that is zero": (
        POWERS,
        {"big": "abs(L[i, i]) > 1"},
        {},
        GROWS,
        "false",
        {"n": "1", "V": "1", "L": "2", "d": "0", "i": "0"},
    ),
    "gradient in another eigenspace": (
        POWERS,
        {"big": "abs(L[i, i]) > 1", "some": "d != zeros(n, 1)"},
        {},
        GROWS,
        "false",
        {"n": "2", "V": "[[1, 0], [0, 1]]", "L": "[[2, 0], [0, 0]]", "d": "[[0], [1]]", "i": "0"},
    ),
    "tiny steps raise the cost": (
        {"n": "integer >= 1", "H": "symmetric(n)", "x": "vector(n)"},
        {"slope": "H @ x != zeros(n, 1)"},
        {"J(y)": "dot(y, H @ y)/2"},
        "exists(eps0, 'positive', forall(eps, 'real in (0, eps0)', J(x - eps*(H @ x)) > J(x)))",
        "false",
        {"n": "1", "H": "1", "x": "1"},
    ),
    "mean of squares": (
        {"m": "integer >= 1", "y": "vector(m)"},
        {},
        {},
        "sum(y[k]**2, k, 0, m - 1)/m == sum(y[k], k, 0, m - 1)/m",
        "false",
        {"m": "1", "y": "-1"},
    ),
    "levels of a constant": (
        {"N": "real", "y": "real", "l": "real"},
        {"level": "l >= y"},
        {},
        "exists(c, 'nonnegative', (c*N - y)**2 == l)",
        "false",
        {"N": "0", "y": "0", "l": "1"},
    ),
    "strict growth": (
        {"rho": "real in (0, 1)", "g": "real", "k": "integer >= 1"},
        {},
        RMSPROP,
        "r(k + 1) > r(k)",
        "false",
        {"rho": "1/2", "g": "0", "k": "1"},
    ),
    "eigenvectors on the wrong side": (
        {"n": "integer >= 1", "W": "matrix(n, n)", "V": "invertible(n)", "L": "diagonal(n)", "t": "natural"},
        {"eigen": "W == V @ L @ inv(V)"},
        {},
        "W**t == inv(V) @ L**t @ V",
        "false",
        {},
    ),
    "a pole between the edges": (
        {"x": "real", "y": "real"},
        {},
        {},
        "1/(3*x - 7*y + 5/11) < 10**9",
        "undefined",
        {},
    ),
    "equality is reached": (
        {"x": "real", "y": "real"},
        {"sum": "17*x + 3*y >= 29/7"},
        {},
        "17*x + 3*y > 29/7",
        "false",
        {},
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_claims_are_refuted(name: str) -> None:
    let, hypotheses, define, claim, fault, expected = BROKEN[name]
    formal = formalize(let, hypotheses, define, claim)
    found = find_witness(formal, Budget())
    assert found.witness is not None
    assert found.witness.fault == fault
    assert recheck(formal, found.witness.point).fault == fault
    if expected:
        assert found.described == expected
    assert find_witness(formal, Budget()).described == found.described


TRUE: list[tuple[Declared, Declared, Mapping[str, object], str]] = [
    ({"x": "real", "y": "real"}, {}, {}, "x**2 + y**2 >= 2*x*y"),
    ({"rho": "real in [0, 1)", "g": "real", "t": "natural"}, {}, RMSPROP, "r(t) == (1 - rho**t)*g**2"),
    (
        {"n": "integer >= 1", "W": "matrix(n, n)", "V": "invertible(n)", "L": "diagonal(n)", "t": "natural"},
        {"eigen": "W == V @ L @ inv(V)"},
        {},
        "W**t == V @ L**t @ inv(V)",
    ),
    ({"n": "integer >= 1", "Q": "orthogonal(n)", "v": "vector(n)"}, {}, {}, "norm(Q @ v) == norm(v)"),
    ({"n": "integer >= 1", "H": "psd(n)", "v": "vector(n)"}, {}, {}, "dot(v, H @ v) >= 0"),
    (
        {"n": "integer >= 1", "H": "spd(n)", "v": "vector(n)"},
        {"v": "v != zeros(n, 1)"},
        {},
        "dot(v, H @ v) > 0",
    ),
    ({"x": "positive"}, {}, {}, "exp(log(x)) == x and x**(1/2) == sqrt(x)"),
    ({"g": "real", "delta": "positive"}, {}, {}, "abs(g)/(delta + abs(g)) < 1"),
    (
        {"eps": "positive", "delta": "positive", "g": "real", "rho": "real in (0, 1)", "t": "natural"},
        {},
        {},
        "limit(eps/sqrt(delta + (1 - rho**t)*g**2), t, oo) == eps/sqrt(delta + g**2)",
    ),
]


@pytest.mark.parametrize(("let", "hypotheses", "define", "claim"), TRUE)
def test_true_claims_have_no_witness(
    let: Declared, hypotheses: Declared, define: Mapping[str, object], claim: str
) -> None:
    found = search(formalize(let, hypotheses, define, claim), SMALL)
    assert found.candidate is None
    assert found.admissible > 5 and found.first is not None and found.undecided == 0


def test_contradicting_hypotheses_leave_no_admissible_point() -> None:
    found = search(formalize({"x": "real"}, {"a": "x > 1", "b": "x < 0"}, {}, "x == x"), SMALL)
    assert found.candidate is None and found.first is None and found.admissible == 0 and found.tried > 0


def test_an_undefined_hypothesis_is_not_satisfied() -> None:
    found = search(formalize({"x": "real in [0, 0]"}, {"a": "1/x > 0"}, {}, "x == 5"), SMALL)
    assert found.candidate is None and found.admissible == 0


def test_hints_come_first() -> None:
    formal = formalize({"x": "real", "y": "real"}, {}, {}, "x**2 + y**2 != 25/4")
    hint = {"x": parse_term("3/2", EMPTY), "y": parse_term("2", EMPTY)}
    found = search(formal, SMALL, hints=(hint,))
    assert found.candidate is not None and found.tried == 1
    assert recheck(formal, found.candidate.point).fault == "false"


def test_an_undecided_point_is_no_witness() -> None:
    formal = formalize({"x": "real in [1, 1]"}, {}, {}, "sin(2*x) == 2*sin(x)*cos(x)")
    found = search(formal, SMALL)
    assert found.candidate is None and found.undecided > 0


DOMAINS = [
    ("psd(2)", "[[1, 2], [2, 1]]", False),
    ("psd(2)", "[[1, 1], [1, 1]]", True),
    ("psd(2)", "[[0, 1], [1, 0]]", False),
    ("spd(2)", "[[1, 1], [1, 1]]", False),
    ("spd(2)", "[[2, 1], [1, 1]]", True),
    ("spd(2)", "[[2, 1], [0, 1]]", False),
    ("orthogonal(2)", "[[3/5, -4/5], [4/5, 3/5]]", True),
    ("orthogonal(2)", "[[3/5, 4/5], [4/5, 3/5]]", False),
    ("orthogonal(2)", "[[sqrt(2)/2, sqrt(2)/2], [sqrt(2)/2, -sqrt(2)/2]]", True),
    ("diagonal(2)", "[[1, 0], [1, 1]]", False),
    ("invertible(2)", "[[1, 2], [2, 4]]", False),
    ("symmetric(2)", "[[1, 2], [3, 4]]", False),
    ("symmetric(2)", "[[1, 2], [2, 4]]", True),
    ("matrix(2, 1)", "[[1, 2], [2, 4]]", False),
    ("integer", "1/2", False),
    ("integer in [0, 3)", "3", False),
    ("real in (0, 1]", "1", True),
    ("real in (0, 1]", "0", False),
    ("nonzero real", "0", False),
    ("positive", "sqrt(2) - 1", True),
    ("positive", "1 - sqrt(2)", False),
]


@pytest.mark.parametrize(("domain", "value", "inside"), DOMAINS)
def test_recheck_asks_the_domain(domain: str, value: str, inside: bool) -> None:
    formal = formalize({"A": domain}, {}, {}, "A != A")
    found = recheck(formal, {"A": parse_term(value, EMPTY)})
    assert (found.fault == "false") == inside


def test_recheck_asks_the_hypotheses_and_all_letters() -> None:
    formal = formalize({"x": "real", "y": "real"}, {"h": "x > y"}, {}, "x < 0")
    one, two = parse_term("1", EMPTY), parse_term("2", EMPTY)
    assert recheck(formal, {"x": one, "y": two}).fault is None
    assert recheck(formal, {"x": one}).fault is None
    assert recheck(formal, {"x": two, "y": one}).fault == "false"


def test_explanations_are_plain_words() -> None:
    formal = formalize({"delta": "nonnegative", "g": "real"}, {}, {}, "1/(delta + abs(g)) > 0")
    zero = parse_term("0", EMPTY)
    found = recheck(formal, {"delta": zero, "g": zero})
    assert found.fault == "undefined"
    assert "the denominator delta + abs(g) is 0" in found.explanation
    formal = formalize({"x": "real"}, {}, {}, "x**2 == x")
    found = recheck(formal, {"x": parse_term("2", EMPTY)})
    assert found.explanation == "left side 4, right side 2"
    assert found.sides == (("x**2", "4", "4"), ("x", "2", "2"))


@settings(max_examples=40, deadline=None)
@given(st.integers(-60, 60), st.integers(1, 12), st.integers(-60, 60), st.integers(1, 12))
def test_shrinking_keeps_the_fault_and_never_grows(a: int, b: int, c: int, d: int) -> None:
    formal = formalize({"x": "real", "y": "real"}, {}, {}, "x*y <= x + y")
    point = {"x": parse_term(f"({a})/{b}", EMPTY), "y": parse_term(f"({c})/{d}", EMPTY)}
    before = recheck(formal, point)
    smaller = shrink(formal, point)
    after = recheck(formal, smaller)
    assert after.fault == before.fault
    if before.fault == "false":
        assert {name: text(term) for name, term in smaller.items()} in (
            {"x": "0", "y": "-1"},
            {"x": "-1", "y": "0"},
            {"x": "-1", "y": "-1"},
        )


def test_shrinking_matrices_drops_dimensions() -> None:
    formal = formalize(
        {"n": "integer >= 1", "H": "symmetric(n)", "v": "vector(n)"}, {}, {}, "dot(v, H @ v) >= 0"
    )
    point = {
        "n": parse_term("3", EMPTY),
        "H": parse_term("[[2, 1, 0], [1, -5, 1/2], [0, 1/2, 3]]", EMPTY),
        "v": parse_term("[[1/2], [7], [1]]", EMPTY),
    }
    found = {name: text(term) for name, term in shrink(formal, point).items()}
    assert found == {"n": "1", "H": "-1", "v": "1"}
