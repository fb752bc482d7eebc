"""Both evaluators say the same where both decide; where one is broken, nothing is refuted on its word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.conflict import EngineConflict
from proofs_check.exact import closed, elementary, matrices, operations, roots, scalars
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.evaluate import holds
from proofs_check.goal import Budget
from proofs_check.judging import judge
from proofs_check.recheck.opinion import Opinion, opinion
from proofs_check.run import Task, run
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.parse import EMPTY, parse_term
from proofs_check.statement.terms import Apply, Compare, Constant, Letter, Number, Term
from proofs_check.statement.text import text
from proofs_check.witness import agreement, find_witness

REAL = formalize({"x": "real", "y": "real"}, {}, {}, "x == y")
UNARY = (
    *("neg", "abs", "sign", "sqrt", "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "acot"),
    *("sinh", "tanh", "asinh", "acosh", "atanh", "acoth", "floor", "ceil", "relu", "sigmoid", "softplus"),
)
BINARY = ("add", "sub", "mul", "div", "add", "mul", "min", "max", "atan2")
RATIONALS = [Fraction(p, q) for p in range(-4, 5) for q in (1, 2, 3)]

leaves = st.one_of(
    st.sampled_from(RATIONALS).map(Number),
    st.sampled_from([Letter("x"), Letter("y"), Constant("pi"), Constant("e")]),
)


def larger(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return st.one_of(
        st.builds(lambda op, a: Apply(op, (a,)), st.sampled_from(UNARY), inner),
        st.builds(lambda op, a, b: Apply(op, (a, b)), st.sampled_from(BINARY), inner, inner),
        st.builds(lambda a, n: Apply("pow", (a, Number(Fraction(n)))), inner, st.integers(-2, 3)),
        st.builds(lambda a, q: Apply("pow", (a, Number(q))), inner, st.sampled_from(RATIONALS)),
        st.builds(lambda a, n: Apply("root", (a, Number(Fraction(n)))), inner, st.integers(1, 4)),
    )


terms = st.recursive(leaves, larger, max_leaves=6)
points = st.sampled_from(
    [*map(Number, RATIONALS), parse_term("sqrt(2)", EMPTY), parse_term("1 - sqrt(3)/2", EMPTY)]
)


def said(claim: Term, point: Mapping[str, Term], formal: Formal) -> tuple[str, str]:
    """What the two evaluators say of a claim at a point."""
    asked = Formal(formal.letters, formal.given, formal.sequences, claim)
    first = holds(claim, point, asked, Budget()).outcome
    second = opinion(asked, point).outcome
    return first, {"holds": "true", "open": "undecided"}.get(second, second)


@settings(max_examples=400)
@given(terms, terms, st.sampled_from(("==", "<", "<=", "!=")), points, points)
def test_they_agree_on_real_claims(left: Term, right: Term, relation: str, x: Term, y: Term) -> None:
    first, second = said(Compare(relation, left, right), {"x": x, "y": y}, REAL)
    assert "undecided" in (first, second) or first == second


@settings(max_examples=200)
@given(terms, points, points)
def test_they_agree_that_equal_forms_are_equal(term: Term, x: Term, y: Term) -> None:
    """x + (term - x) == term: an equality that no ball decides."""
    same = Compare("==", Apply("add", (Letter("x"), Apply("sub", (term, Letter("x"))))), term)
    first, second = said(same, {"x": x, "y": y}, REAL)
    assert first in ("true", "undefined", "undecided") and second in ("true", "undefined", "undecided")
    assert "undecided" in (first, second) or first == second


small = st.integers(-3, 3)
tables = st.tuples(small, small, small, small)
MATRIX_CLAIMS = (
    "A @ B == B @ A",
    "det(A @ B) == det(A)*det(B)",
    "norm(A @ B) <= norm(A)*norm(B)",
    "spectral_radius(A) <= norm(A)",
    "spectral_radius(A @ B) <= spectral_radius(A)*spectral_radius(B)",
    "eigenvalues(A)[0] + eigenvalues(A)[1] == trace(A)",
    "inv(A) @ A == identity(2)",
    "eigenvalues(A + A.T)[0] >= 2*eigenvalues(A)[0]",
    "limit(norm(A**t), t, oo) == 0",
    "limit((A**t)[0, 1]/2**t, t, oo) == 0",
)


@settings(max_examples=150)
@given(tables, tables, st.sampled_from(MATRIX_CLAIMS))
def test_they_agree_on_matrices(a: tuple[int, ...], b: tuple[int, ...], claim: str) -> None:
    formal = formalize({"A": "matrix(2, 2)", "B": "matrix(2, 2)", "t": "natural"}, {}, {}, claim)
    point = {
        name: parse_term(f"[[{p}, {q}], [{r}, {s}]]", EMPTY) for name, (p, q, r, s) in (("A", a), ("B", b))
    }
    first, second = said(formal.claim, point, formal)
    assert "undecided" in (first, second) or first == second


RATIOS = (
    "({a}*x**2 + {b}*x + {c})/({b}*x**2 + {c}*x + 1)",
    "sqrt({a}*x**2 + {b}*x + 1) - {c}*x",
    "({a} + {b}/x)**x",
)


@settings(max_examples=100)
@given(st.sampled_from(RATIOS), small, small, small, st.sampled_from(("0", "1", "oo")))
def test_they_agree_on_limits(form: str, a: int, b: int, c: int, value: str) -> None:
    body = form.format(a=f"({a})", b=f"({b})", c=f"({c})")
    formal = formalize({"x": "real"}, {}, {}, f"limit({body}, x, oo) == {value}")
    first, second = said(formal.claim, {}, formal)
    assert "undecided" in (first, second) or first == second


# Broken evaluators


def wrong_sqrt(x: Closed) -> Closed:
    return closed.neg(roots.root(x, 2))


Fault = tuple[object, str, Callable[..., object], Mapping[str, str], str]
FAULTS: dict[str, Fault] = {
    "sign of a root": (scalars, "sqrt", wrong_sqrt, {"x": "real"}, "sqrt(x**2) == abs(x)"),
    "comparison turned round": (
        operations,
        "_related",
        lambda relation, side: side <= 0,
        {"x": "real"},
        "x**2 + 1 > 0",
    ),
    "sum for difference": (
        scalars,
        "sub",
        lambda a, b: scalars.add(a, b),
        {"x": "real", "y": "real"},
        "x - y + y == x",
    ),
    "logarithm of a product": (
        elementary,
        "exp",
        lambda x: closed.add(x, closed.ONE),
        {"x": "positive"},
        "exp(x) > 1 + x",
    ),
    "determinant forgets a sign": (
        matrices,
        "det",
        lambda value: scalars.neg(matrices.trace(value)),
        {"A": "matrix(2, 2)"},
        "det(A) == A[0, 0]*A[1, 1] - A[0, 1]*A[1, 0]",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_evaluator_refutes_nothing(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, broken, let, claim = FAULTS[fault]
    formal = formalize(let, {}, {}, claim)
    assert find_witness(formal, Budget(search_points=300)).witness is None
    monkeypatch.setattr(module, name, broken)
    with pytest.raises(EngineConflict, match="the re-check"):
        find_witness(formal, Budget(search_points=300))


def test_a_conflict_is_reported_and_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scalars, "sqrt", wrong_sqrt)
    (record,) = run(
        (Task(Claim("roots", "sqrt(x**2) == abs(x)", let={"x": "real"}), "topic"),),
        Settings(Budget(instances=100)),
    )
    assert record["verdict"] == "unknown" and "two means disagree" in str(record["reason"])


def test_a_wrong_domain_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that takes indefinite matrices for definite ones finds a point that the re-check does not admit."""
    formal = formalize({"A": "spd(2)"}, {}, {}, "det(A) > 0")
    monkeypatch.setattr(matrices, "is_positive", lambda value, strictly: True)
    monkeypatch.setattr(
        "proofs_check.witness.candidates.tables",
        lambda *_: (matrices.table([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(1)]]),),
    )
    with pytest.raises(EngineConflict, match="not admissible"):
        find_witness(formal, Budget(search_points=50))


def test_what_stays_open_is_not_refuted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement, "opinion", lambda formal, point: Opinion("open", "cannot say"))
    claim = Claim("square", "x**2 > x", let={"x": "real"})
    found = find_witness(claim.formal, Budget(search_points=500))
    assert found.witness is None and found.unsettled is not None
    judged = judge(claim, Settings(Budget(search_points=500, instances=100)))
    assert judged.verdict == "unknown" and judged.trust is None and judged.witness is None
    assert judged.reason.startswith(
        "out of reach: a counterexample was found but the independent re-check could not decide it"
    )


def test_the_search_goes_on_to_a_point_that_both_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    def shy(formal: Formal, point: Mapping[str, Term]) -> Opinion:
        return Opinion("open") if text(point["x"]) in ("0", "1") else opinion(formal, point)

    monkeypatch.setattr(agreement, "opinion", shy)
    found = find_witness(formalize({"x": "real"}, {}, {}, "x**2 > x"), Budget(search_points=500))
    assert found.witness is not None and found.described["x"] not in ("0", "1")


def test_evidence_names_the_re_check() -> None:
    (record,) = run(
        (Task(Claim("square", "x**2 > x", let={"x": "real"}), "topic"),), Settings(Budget(instances=100))
    )
    detail = record["counterexample_detail"]
    assert isinstance(detail, dict) and detail["rechecked_by"] == agreement.RECHECKED_BY
