"""Bounds, Lipschitz constants and uniform continuity from bounds of parts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines.bounds_by_parts import Varying, bound, least, limits_of
from proofs_check.engines.existence_attained import by_compactness
from proofs_check.engines.existence_bounds import renamed_apart
from proofs_check.engines.existence_majorants import by_majorants
from proofs_check.goal import Answer, Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.domains import Domain
from proofs_check.statement.formal import formalize
from proofs_check.statement.parse import Context, parse_domain, parse_term
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Quantified
from proofs_check.statement.text import text

AB = {"a": "real", "b": "real"}
EPS = {"eps": "positive", "a": "real"}


def answer(let: Mapping[str, str], claim: str) -> Answer:
    goal = goal_of(formalize(let, {}, {}, claim))
    assert isinstance(goal.conclusion, Quantified)
    return by_majorants(
        renamed_apart(goal.conclusion, goal), goal, Session(Budget(z3_rlimit=400_000)).prover()
    )


def lipschitz(f: str, of: str, domain: str = "real", relation: str = "<=") -> str:
    return f"exists(L, 'real', forall(x, '{domain}', forall(y, '{domain}', abs({f} - {of}) {relation} L*abs(x - y))))"


def continuous(f: str, of: str, domain: str = "real", eps: str = "eps") -> str:
    inner = f"implies(abs(x - y) < d, abs({f} - {of}) < {eps})"
    return f"exists(d, 'positive', forall(x, '{domain}', forall(y, '{domain}', {inner})))"


TRUE = (
    (AB, "exists(M, 'real', forall(x, 'real', abs(a*cos(x) + b*sin(x)) <= M))"),
    (AB, "exists(M, 'positive', forall(x, 'real', forall(y, 'real', a*cos(x)*sin(y) + b*atan(x*y) < M)))"),
    ({}, "exists(M, 'real', forall(n, 'natural', (3*n + 5*(-1)**n)/(n + 1) <= M))"),
    ({}, "exists(m, 'real', forall(x, 'real', forall(y, 'real', m <= (x**2 - sin(y))/(1 + x**2 + y**2))))"),
    (AB, "exists(M, 'real', forall(x, 'real in [-1, 1]', abs(a*x**2 + b*x + 1) <= M))"),
    (AB, "exists(M, 'real', forall(x, 'real', implies(abs(x) <= a, x*cos(b*x) <= M)))"),
    (AB, "exists(M, 'negative', forall(x, 'real', forall(y, 'real', M < tanh(x*y)*a)))"),
    ({}, "exists(M, 'real', forall(x, 'real', exp(-x**2/2)*cos(x) + 1/(2 + sin(x)) < M))"),
    ({}, "exists(M, 'real', forall(n, 'natural', forall(x, 'real', (1/2)**n*sin(n*x) <= M)))"),
    ({"n": "natural"}, "exists(M, 'real', forall(x, 'real', sum(sin(k*x)/k, k, 1, n) <= M))"),
    ({}, lipschitz("sin(x)", "sin(y)")),
    ({}, lipschitz("sqrt(x)", "sqrt(y)", "real >= 1")),
    ({}, lipschitz("exp(x)", "exp(y)", "real in [0, 3]")),
    (AB, lipschitz("a*x**3", "a*y**3", "real in [0, b]")),
    ({}, continuous("1/x", "1/y", "real >= 1", "1/10")),
    (EPS, continuous("cos(a*x)", "cos(a*y)")),
    (EPS, continuous("log(x)", "log(y)", "real >= 2")),
)

FALSE = (
    (AB, "exists(M, 'real', forall(x, 'real', a*x + b*sin(x) <= M))"),
    ({}, "exists(M, 'real', forall(n, 'natural', (3*n**2 + 5*(-1)**n)/(n + 1) <= M))"),
    ({}, "exists(M, 'real', forall(n, 'natural', 2**n/(n + 1) <= M))"),
    ({}, "exists(M, 'real', forall(n, 'integer', (1/2)**n <= M))"),
    ({}, "exists(M, 'real', forall(x, 'real', sin(x)/x <= M))"),  # 0/0
    ({}, "exists(M, 'real', forall(x, 'positive', sin(x)/x**2 <= M))"),
    ({}, "exists(M, 'real', forall(x, 'real', 1/(1 + sin(x)) <= M))"),
    ({}, "exists(M, 'real in (-oo, 1]', forall(x, 'real', 2*sin(x) <= M))"),
    (AB, "exists(M, 'real', forall(x, 'real', implies(abs(x*a) <= 1, x <= M)))"),
    ({}, "exists(M, 'real', forall(x, 'real >= -3', x/(x + 4) <= M and x/(x + 2) <= M))"),
    ({}, "exists(M, 'real', forall(x, 'real >= -3', x/(x + 2) <= M))"),
    ({}, "exists(M, 'real', forall(x, 'real', exp(-x) <= M))"),
    ({}, "exists(M, 'real', forall(n, 'natural', sum(sin(k)**2, k, 1, n) <= M))"),
    ({"n": "natural"}, "exists(M, 'real', forall(x, 'real', sum(cos(k*x)/k, k, 0, n) <= M))"),
    ({"a": "real"}, "exists(M, 'real', forall(x, 'real in [0, 1/a]', sin(x) <= M))"),
    ({"a": "real"}, lipschitz("sin(x)", "sin(y)", "real in [0, 1/a]")),
    ({}, lipschitz("atan(x)", "atan(y)", relation="<")),  # x may be y
    ({}, lipschitz("sqrt(x)", "sqrt(y)", "positive")),
    ({}, lipschitz("x**2", "y**2")),
    ({}, lipschitz("sign(x)", "sign(y)")),
    ({}, lipschitz("floor(x)", "floor(y)")),
    ({}, lipschitz("abs(x)/x", "abs(y)/y", "nonzero")),
    (EPS, continuous("x**2", "y**2")),
    ({"eps": "nonnegative"}, continuous("cos(x)", "cos(y)")),
    ({}, continuous("1/x", "1/y", "positive", "1/10")),
    ({"eps": "real"}, continuous("cos(x)", "cos(y)")),
    (EPS, continuous("cos(x)", "cos(y)").replace("abs(x - y) < d", "abs(x + y) < d")),
    (EPS, continuous("cos(x)", "sin(y)")),
    (EPS, continuous("cos(x)", "cos(y)").replace("< eps", "< eps*d*d")),
)


@pytest.mark.parametrize(("let", "claim"), TRUE)
def test_bounds_that_exist(let: dict[str, str], claim: str) -> None:
    found = answer(let, claim)
    assert found.proved and found.trust == "certificate", found.detail


@pytest.mark.parametrize(("let", "claim"), FALSE)
def test_bounds_that_do_not(let: dict[str, str], claim: str) -> None:
    assert not answer(let, claim).proved


def test_complex_letters_have_no_order() -> None:
    assert not answer({"z": "complex"}, "exists(M, 'real', forall(x, 'real', abs(sin(x)*z) <= M))").proved


def test_the_planner_asks_it() -> None:
    let, claim = TRUE[0]
    assert Session(Budget()).prove_claim(goal_of(formalize(let, {}, {}, claim))).proved


def varying(**domains: str) -> Varying:
    context = Context(Scope({}, {}), {}, {})
    return Varying({name: parse_domain(domain, context) for name, domain in domains.items()}, {})


@pytest.mark.parametrize(
    ("term", "domain", "size"),
    (
        ("3*sin(x) - 2", "real", "5"),
        ("x/(x + 3)", "nonnegative", "1"),
        ("x/(x + 3)", "real", None),
        ("2*x/(x + 3)", "real >= -1", None),
        ("5/x", "real >= 2", "5/2"),
        ("5/x**2", "real >= 2", "5/4"),
        ("x**2", "real in [-1, 2]", "9"),
        ("x**(-1)", "real in [-1, 2]", None),
        ("floor(x)", "real in [0, 1/2]", "3/2"),
        ("sqrt(x)", "real in [0, 3]", "4"),
        ("tan(x)", "real in [0, 3]", None),
        ("5/(x - 3)", "nonnegative", None),
        ("5/x", "nonnegative", None),
        ("(1/2)**x", "integer >= -5", None),
        ("(1/2)**x", "natural", "1"),
        ("(-1)**x", "integer", "1"),
        ("exp(-x)", "nonnegative", "1"),
        ("exp(x)", "nonnegative", None),
    ),
)
def test_bounds_of_terms(term: str, domain: str, size: str | None) -> None:
    read = parse_term(term, Context(Scope({"x": Domain("real")}, {}), {}, {}))
    found = bound(read, varying(x=domain))
    assert (found and text(found)) == size


@pytest.mark.parametrize(
    ("term", "domain", "value"),
    (
        ("x**2 - 3", "real", -3),
        ("x**3", "real", None),
        ("x**3", "real >= 2", 8),
        ("2 + cos(x)", "real", 1),
        ("-(1 - x**2)", "real", -1),
        ("-x", "real >= 2", None),
        ("sqrt(x)", "real >= 9", 1),
        ("sqrt(x)", "nonnegative", 0),
        ("x*cosh(x)", "real >= 2", 2),
        ("x*x", "real", None),
    ),
)
def test_least_values_of_terms(term: str, domain: str, value: int | None) -> None:
    read = parse_term(term, Context(Scope({"x": Domain("real")}, {}), {}, {}))
    assert least(read, varying(x=domain)) == value


def test_small_matrices_are_put_to_numbers_before_a_value_is_proved() -> None:
    """Roots of the characteristic polynomial were looked at for minutes, each where it has a value and elsewhere."""
    claim = "exists(c, 'real', det(A - c*identity(2)) == 0)"
    formal = formalize({"A": "matrix(2, 2)"}, {}, {}, claim)
    assert not Session(Budget(z3_rlimit=400_000)).prove_claim(goal_of(formal)).proved
    symmetric = formalize({"A": "symmetric(2)"}, {}, {}, claim)
    assert Session(Budget(z3_rlimit=400_000)).prove_claim(goal_of(symmetric)).proved


def test_waves_of_a_sum_have_phases_of_their_own() -> None:
    """The index of a sum is no letter of the goal: asking for its sign broke the search."""
    goal = goal_of(formalize({}, {}, {}, "exists(M, 'real', forall(x, 'real', sum(sin(k*x), k, 1, 3) <= M))"))
    assert isinstance(goal.conclusion, Quantified)
    prover = Session(Budget(z3_rlimit=400_000)).prover()
    assert not by_compactness(renamed_apart(goal.conclusion, goal), goal, prover).proved


def test_limits_by_premises_are_fixed() -> None:
    scope = Scope({name: Domain("real") for name in "xya"}, {})
    read = parse_term("abs(x) <= a and abs(x) <= y", Context(scope, {}, {}))
    known = limits_of(tuple(read.parts), {"x": Domain("real"), "y": Domain("real")})  # type: ignore[attr-defined]
    assert [text(limit) for limit in known.values()] == ["abs(a)"]
