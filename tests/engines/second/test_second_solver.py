"""The second solver: what it proves, what it must not, what it refuses, and that it shares no encoder with z3."""

from __future__ import annotations

import ast
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import proofs_check.engines as engines
from proofs_check.conflict import EngineConflict
from proofs_check.engines import second_process, second_solver, smt
from proofs_check.engines.inequalities import instances
from proofs_check.goal import Answer, Goal, goal_of, proved
from proofs_check.statement.claim import Claim
from proofs_check.statement.terms import Compare, Letter, Term, apply, number

FOLDER = Path(engines.__file__).parent
OWN = ("second_solver", "second_reader", "second_functions", "second_powers", "second_polynomials")
REAL = {"x": "real", "y": "real"}


def goal(claim: str, let: dict[str, str], *hypotheses: str) -> Goal:
    return goal_of(Claim(id="c", says="", let=let, given=dict(enumerated(hypotheses)), claim=claim).formal)


def enumerated(hypotheses: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(f"h{place}", text) for place, text in enumerate(hypotheses)]


# a claim, its false twin, the letters, the hypotheses
PAIRS = [
    ("x**2 + y**2 >= 2*x*y", "x**2 + y**2 > 2*x*y", REAL, ()),
    ("x/(1 + x) < y/(1 + y)", "x/(1 + x) <= x*y/(1 + y)", REAL, ("0 <= x", "x < y")),
    ("1/x > 1/y", "1/x >= 1", REAL, ("0 < x", "x < y")),
    ("x**2/y <= 0", "x**2/y < 0", REAL, ("y < 0",)),
    ("abs(x + y) <= abs(x) + abs(y)", "abs(x + y) < abs(x) + abs(y)", REAL, ()),
    ("abs(x - y) >= x - y", "abs(x - y) == x - y", REAL, ()),
    ("max(x, y) + min(x, y) == x + y", "max(x, y) == y", REAL, ()),
    ("relu(x)*x >= 0", "relu(x)*x > 0", REAL, ()),
    ("sign(x)*x == abs(x)", "sign(x)*x > 0", REAL, ()),
    ("sign(x)**2 <= 1", "sign(x)**2 == 1", REAL, ()),
    ("x*(y - 1) == 0", "y == 1", REAL, ("x*y == x",)),
    ("y == 1/x - 1", "y > 0", {"x": "positive", "y": "real"}, ("x*y + x == 1",)),
    ("sqrt(x**2) == abs(x)", "sqrt(x**2) == x", REAL, ()),
    ("root(x, 3)**3 + 1 > x", "root(x, 3) >= 0", REAL, ()),
    ("x**(3/2)*x**(1/2) == x**2", "x**(3/2) >= x", {"x": "positive"}, ()),
    ("x**-2 > 0", "x**-3 > 0", {"x": "nonzero"}, ()),
    ("x == y", "x > y", REAL, ("x**3 == y**3",)),
    ("iff(x**2 + y**2 == 0, x == 0 and y == 0)", "iff(x**2 + y**2 == 0, x == 0)", REAL, ()),
    ("n**2 >= n", "n**2 > n", {"n": "integer"}, ()),
    ("(n - 1/3)*(n - 2/3) > 0", "(n - 1)*(n - 2) > 0", {"n": "integer"}, ()),
    ("2*n != 2*m + 1", "2*n != 3*m + 1", {"n": "integer", "m": "integer"}, ()),
    ("3*n >= 12", "3*n >= 13", {"n": "integer"}, ("n > 3",)),
    ("floor(x) <= x and x < floor(x) + 1", "floor(x) < x", REAL, ()),
    ("ceil(x) >= x", "ceil(x) > x", REAL, ()),
    ("exp(x)*exp(-x) == 1", "exp(x)*exp(y) == exp(x*y)", REAL, ()),
    ("exp(2*x) + 1 >= 2*exp(x)", "exp(2*x) >= exp(x)", REAL, ()),
    ("exp(x) < exp(y)", "exp(x) <= y", REAL, ("x < y",)),
    ("log(x) <= log(y)", "log(x) < log(y)", {"x": "positive", "y": "positive"}, ("x <= y",)),
    ("sigmoid(x) < 1", "sigmoid(x) > 1/2", REAL, ("x >= 0",)),
    ("a**(n + 2) - 2*a**(n + 1) + a**n >= 0", "a**(n + 1) > a**n", {"a": "positive", "n": "natural"}, ()),
    ("a**n <= 1", "a**n < 1", {"a": "real in [0, 1]", "n": "natural"}, ()),
    ("a**(t + s) == a**t*a**s", "a**(t*s) == a**t*a**s", {"a": "positive", "t": "real", "s": "real"}, ()),
    ("(a - 1 + 1/b)*(b - 1 + 1/c)*(c - 1 + 1/a) <= 1", "a*b + b*c + c*a > 3",
     {"a": "positive", "b": "positive", "c": "positive"}, ("a*b*c == 1",)),
]  # fmt: skip


@pytest.mark.parametrize(("true", "false", "let", "hypotheses"), PAIRS)
def test_proves_the_claim_and_not_its_twin(
    true: str, false: str, let: dict[str, str], hypotheses: tuple[str, ...]
) -> None:
    found = second_solver.attempt(goal(true, let, *hypotheses))
    assert found.proved, found.detail
    assert not second_solver.attempt(goal(false, let, *hypotheses)).proved


REFUSED = [
    ("limit(x/y, x, oo) == 0", {"x": "real", "y": "positive"}),
    ("diff(x**2, x) == 2*x", {"x": "real"}),
    ("x/0 == x/0", {"x": "real"}),
    ("exists(c, 'real', c > x)", {"x": "real"}),
    ("z*conj(z) == abs(z)**2", {"z": "complex"}),
    ("sqrt(x)**2 == x", {"x": "real", "z": "complex"}),
    ("gamma(x + 1) == x*gamma(x)", {"x": "positive"}),
    ("x**n*x**(-n) == 1", {"x": "real", "n": "integer"}),
    ("0**n == 0", {"n": "integer"}),
    ("(-2)**x != 0", {"x": "real"}),
    ("A @ B == B @ A", {"A": "matrix(2, 2)", "B": "matrix(2, 2)"}),
    ("root(x, n) >= 0", {"x": "positive", "n": "integer >= 1"}),
]


@pytest.mark.parametrize(("claim", "let"), REFUSED)
def test_refuses_what_it_cannot_read(claim: str, let: dict[str, str]) -> None:
    found = second_solver.attempt(goal(claim, let))
    assert found.outcome == "undecided"
    assert "not read" in found.detail


def test_zero_to_the_power_zero_is_one() -> None:
    natural = {"n": "natural"}
    assert not second_solver.attempt(goal("0**n == 0", natural)).proved
    assert second_solver.attempt(goal("0**n == 0", {"n": "integer >= 1"})).proved
    assert second_solver.attempt(goal("0**0 == 1", {})).proved


def test_a_hypothesis_that_cannot_be_read_is_left_out() -> None:
    let = {"x": "real"}
    assert second_solver.attempt(goal("x > 0", let, "gamma(x) > 0", "x > 1")).proved
    assert not second_solver.attempt(goal("x > 0", let, "gamma(x) > 0")).proved


def test_a_bound_that_is_a_term_is_a_hypothesis() -> None:
    let = {"a": "positive", "x": "real in [0, a)"}
    assert second_solver.attempt(goal("x/a < 1", let)).proved
    assert not second_solver.attempt(goal("x/a < 1/2", let)).proved


def test_known_facts_help() -> None:
    asked = goal("exp(x) + exp(-x) >= 2 - x**2", {"x": "real"})
    known = instances(asked)
    assert second_solver.attempt(
        goal("exp(x) > x", {"x": "real"}), instances(goal("exp(x) > x", REAL))
    ).proved
    assert second_solver.attempt(asked, known).proved


def test_facts_about_terms_that_may_be_undefined_say_nothing_elsewhere() -> None:
    """log(x) at x <= 0 has no value: facts about it must not exclude such points."""
    x = Letter("x")
    log = apply("log", x)
    known: tuple[Term, ...] = (
        Compare("<=", log, apply("sub", x, number(1))),
        Compare(">=", apply("sqrt", x), number(0)),
    )
    known = (*known, Compare("==", apply("mul", x, apply("div", number(1), x)), number(1)))
    assert not second_solver.attempt(goal("x >= 0", {"x": "real"}), known).proved
    assert not second_solver.attempt(goal("x != 0", {"x": "real"}), known).proved


def test_the_trust_of_two_engines_takes_both() -> None:
    one = proved("z3", "the negation has no solution")
    both = second_solver.seconded(goal("x**2 + y**2 >= 2*x*y", REAL), one)
    assert both.trust == "two engines" and both.engines == ("z3", "cvc5")
    unread = second_solver.seconded(goal("exists(c, 'real', c > x)", {"x": "real"}), one)
    assert unread == one


def test_a_certificate_needs_no_second_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> Answer:
        raise AssertionError("asked")

    monkeypatch.setattr(second_solver, "attempt", never)
    sure = proved("algebra", "normal form", "certificate")
    assert second_solver.seconded(goal("x == x", REAL), sure) == sure


@pytest.mark.parametrize(
    ("claim", "let"), [("x**2 > 0", REAL), ("2*x >= x", {"x": "real"}), ("n**2 > n", {"n": "integer"})]
)
def test_a_proof_of_what_is_false_is_a_conflict(claim: str, let: dict[str, str]) -> None:
    letters = {name: kind for name, kind in let.items() if name in claim}
    with pytest.raises(EngineConflict):
        second_solver.seconded(goal(claim, letters), proved("z3", "wrong"))


def test_a_solution_of_an_abstraction_is_no_conflict() -> None:
    asked = goal("exp(x) >= 1 + x", {"x": "real"})
    assert second_solver.seconded(asked, proved("z3", "by lemmas")).trust == "one engine"


def test_what_ends_without_an_answer_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = goal("x**2 >= 0", {"x": "real"})
    monkeypatch.setitem(second_solver.OPTIONS, "rlimit", "1")
    assert not second_solver.attempt(goal("x**4 + y**4 + 2 >= 4*x*y", REAL)).proved
    monkeypatch.setattr(second_process, "answer_of", lambda *_: "")
    assert not second_solver.attempt(asked).proved


def test_same_goal_same_script() -> None:
    asked = goal("max(abs(x), sqrt(y**2)) >= x*y/(1 + x**2 + y**2)", REAL)
    assert second_solver.script_of(asked)[0] == second_solver.script_of(replace(asked))[0]


# encoders that share nothing


def imported(path: Path) -> set[str]:
    """The modules of the engines that a file imports, at the top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("proofs_check.engines"):
            tail = (node.module or "").removeprefix("proofs_check.engines").strip(".")
            found |= {tail} if tail else {alias.name for alias in node.names}
    return found


def reached(names: tuple[str, ...]) -> set[str]:
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += imported(FOLDER / f"{name}.py")
    return seen


def test_the_second_reader_shares_no_module_with_the_encoder_of_z3() -> None:
    theirs = reached(("smt_encode", "smt_functions", "smt_powers", "smt"))
    mine = reached(OWN)
    assert mine == {*OWN, "second_process"}
    assert not mine & theirs
    assert {"smt_encode", "intervals"} <= theirs


def test_the_second_reader_asks_no_shared_question_of_definedness() -> None:
    for name in OWN:
        source = (FOLDER / f"{name}.py").read_text("utf-8")
        assert "definedness import" not in source and "import z3" not in source and "flint" not in source


# agreement with exact values

X, Y = Letter("x"), Letter("y")
SMALL = st.fractions(min_value=-2, max_value=2, max_denominator=2)


def scalars() -> st.SearchStrategy[Term]:
    leaves = st.one_of(st.sampled_from([X, Y]), SMALL.map(number))
    two = ("add", "sub", "mul", "max", "min")

    def grown(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        return st.one_of(
            st.builds(apply, st.sampled_from(two), inner, inner),
            st.builds(apply, st.sampled_from(("neg", "abs", "relu", "sign")), inner),
            st.builds(lambda base: apply("pow", base, number(2)), inner),
        )

    return st.recursive(leaves, grown, max_leaves=5)


def exact(term: Term, at: dict[str, Fraction]) -> Fraction:
    """The value of such a term, by arithmetic of this test's own."""
    if isinstance(term, Letter):
        return at[term.name]
    if not hasattr(term, "args"):
        return term.value  # type: ignore[attr-defined,no-any-return]
    values = [exact(arg, at) for arg in term.args]
    first, last = values[0], values[-1]
    table = {
        "add": first + last, "sub": first - last, "mul": first * last, "max": max(values), "min": min(values),
        "neg": -first, "abs": abs(first), "relu": max(first, Fraction(0)), "sign": Fraction((first > 0) - (first < 0)),
    }  # fmt: skip
    return first**2 if term.op == "pow" else table[term.op]  # type: ignore[attr-defined]


def holds(relation: str, left: Fraction, right: Fraction) -> bool:
    return {"==": left == right, "!=": left != right, "<": left < right, "<=": left <= right,
            ">": left > right, ">=": left >= right}[relation]  # fmt: skip


RELATIONS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])


@settings(max_examples=40, deadline=None, derandomize=True)
@given(scalars(), scalars(), RELATIONS, st.sampled_from(["real", "integer"]))
def test_never_proves_what_a_point_breaks(left: Term, right: Term, relation: str, kind: str) -> None:
    plain = goal("x == x and y == y", {"x": kind, "y": kind})
    asked = plain.concluding(Compare(relation, left, right))
    step = 1 if kind == "integer" else 2
    grid = [Fraction(n, step) for n in range(-3 * step, 3 * step + 1)]
    broken = any(
        not holds(relation, exact(left, {"x": x, "y": y}), exact(right, {"x": x, "y": y}))
        for x in grid
        for y in grid
    )
    found = second_solver.attempt(asked)
    assert not (found.proved and broken)
    if found.proved:
        assert smt.attempt(asked).outcome != "refuted"
