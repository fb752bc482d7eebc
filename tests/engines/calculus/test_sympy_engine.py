"""SymPy as a proposer: what goes in comes back, and its errors stay outside."""

import ast
from pathlib import Path

import pytest
import sympy
from calculus_goals import AVERAGE, goal, limit_of, term
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import proofs_check
from proofs_check.engines import sympy_engine
from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.sympy_engine import Unreadable, state, symbols_of, to_sympy
from proofs_check.goal import goal_of
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import ZERO, Compare, Limit, Sum
from proofs_check.statement.text import text

ROOT = Path(proofs_check.__file__).parent


def test_only_one_module_imports_sympy() -> None:
    for path in ROOT.rglob("*.py"):
        names = {
            name.split(".")[0]
            for node in ast.walk(ast.parse(path.read_text()))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert "sympy" not in names or path.name == "sympy_engine.py", path


leaves = st.sampled_from(["a", "b", "x", "2", "3/2", "pi"])
terms = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        st.tuples(inner, st.sampled_from(["2", "3", "-1"])).map(lambda p: f"({p[0]})**({p[1]})"),
        st.tuples(st.sampled_from(["sin", "exp", "abs", "atan"]), inner).map(lambda p: f"{p[0]}({p[1]})"),
    ),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(terms)
def test_unevaluated_terms_come_back(source: str) -> None:
    """An unevaluated expression has the value that its term has (where both are defined)."""
    found = goal("a == a")
    there = to_sympy(term(source), symbols_of(found.letters))
    back = sympy_engine.from_sympy(there)
    assert (
        back == term(source)
        or difference_is_zero(back, term(source), found.scope)
        or _same_value(there, source)
    )


def _same_value(expression: sympy.Expr, source: str) -> bool:
    again = to_sympy(sympy_engine.from_sympy(expression), symbols_of(goal("a == a").letters))
    point = {
        symbol: sympy.Rational(7 + place, 5)
        for place, symbol in enumerate(sorted(again.free_symbols, key=str))
    }
    left, right = (part.subs(point).doit() for part in (expression, again))
    assume(not any(part.has(sympy.nan, sympy.zoo, sympy.AccumBounds) for part in (left, right)))
    return bool(sympy.Abs(sympy.N(left - right)) < 1e-9) or left == right


def test_nothing_is_evaluated_on_the_way_in() -> None:
    found = goal("a == a")
    assert to_sympy(term("abs(g)/sqrt(g**2)"), symbols_of(found.letters)) != 1
    assert to_sympy(term("a*x/x"), symbols_of(found.letters)) != sympy.Symbol("a", real=True)


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ("a**2/2 - a*b", "1/2 * a**2 - a * b"),
        ("sqrt(a)/b", "sqrt(a) / b"),
        ("exp(-a)", "exp(-a)"),
        ("a**Rational(-1, 2)", "1 / sqrt(a)"),
        ("Abs(a) >= 0", None),
        ("Max(a, 0)", None),
    ],
)
def test_state(expression: str, written: str | None) -> None:
    a, b = sympy.symbols("a b")
    found = eval(expression, {**vars(sympy), "a": a, "b": b})
    said = state(found)
    assert written is None or goal(f"{said} == {written}").conclusion.left is not None  # type: ignore[attr-defined]
    term(said) if written else None
    if written:
        assert difference_is_zero(term(said), term(written), goal("a == a").scope) or said == written


def test_state_refuses_what_the_language_lacks() -> None:
    x = sympy.Symbol("x")
    for expression in (sympy.Float("0.1"), sympy.Piecewise((1, x > 0), (0, True)), sympy.nan, sympy.zoo):
        with pytest.raises(Unreadable):
            state(expression)


def test_opinions() -> None:
    free = goal("a == a")
    assert sympy_engine.simplify_is_zero(term("sin(x)**2 + cos(x)**2 - 1"), free) == "agrees"
    assert sympy_engine.simplify_is_zero(term("sin(x)**2 + cos(x)**2 - 2"), free) == "disagrees"
    assert sympy_engine.simplify_is_zero(term("norm(w)"), free) == "no opinion"
    limit, found = limit_of("limit(1/(2*k), k, oo)")
    assert sympy_engine.limit_agrees(limit, ZERO, found) == "agrees"
    assert sympy_engine.limit_agrees(limit, term("1"), found) == "disagrees"


def test_the_wrong_limit_is_only_an_opinion() -> None:
    """SymPy says 0 for a real g that may be 0; the calculus says that it splits."""
    limit, found = limit_of("limit(e/(d + sqrt(t)*abs(g)), t, oo)", "d > 0")
    assert sympy_engine.limit_agrees(limit, ZERO, found) in ("agrees", "no opinion")
    from calculus_goals import prover

    from proofs_check.engines import limits

    claim = goal("limit(e/(d + sqrt(t)*abs(g)), t, oo) == 0", "d > 0")
    assert not limits.attempt(claim, prover()).proved


def test_proposals() -> None:
    found = goal("r(k) == 0", define=AVERAGE)
    form = sympy_engine.closed_form(found.sequences[0], "j", found)
    assert form is not None and "rho**j" in text(form)
    total = sympy_engine.summation(Sum("sum", "j", term("k**2"), ZERO, term("n")), found)
    assert total is not None
    equation = goal("a*c == b").conclusion
    assert [text(root) for root in sympy_engine.solve_for(equation, "c", found)] == ["b / a"]
    assert sympy_engine.solve_for(goal("norm(c*w) == 1").conclusion, "c", found) == ()


@pytest.mark.parametrize(
    ("domain", "fact", "opinion"),
    [
        ("real", "z > 0", "agrees"),
        ("real", "z < 0", "disagrees"),
        ("nonnegative", "z != 0", "agrees"),
        ("nonnegative", "z + 1 != 0", "no opinion"),
    ],
)
def test_signs_that_the_hypotheses_add(domain: str, fact: str, opinion: str) -> None:
    formal = formalize({"z": domain, "x": "real"}, {"fact": fact}, {}, "limit(exp(-x*z), x, oo) == 0")
    found = goal_of(formal)
    assert isinstance(found.conclusion, Compare) and isinstance(found.conclusion.left, Limit)
    assert sympy_engine.limit_agrees(found.conclusion.left, ZERO, found) == opinion


def test_what_is_not_zero_has_a_sign_of_its_own() -> None:
    """Nothing says on which side of 0 it is."""
    formal = formalize({"z": "real", "x": "real"}, {"fact": "z != 0"}, {}, "limit(x*z**0, x, 1) == 1")
    symbols = symbols_of(formal.letters)
    known = sympy_engine._strengthened(goal_of(formal), symbols)["z"]
    assert (known.is_zero, known.is_positive) == (False, None)
