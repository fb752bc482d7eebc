"""Domains, letters and sequences: what may be declared, and how the rest is refused."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from statement_errors import domain_error
from statement_terms import CONTEXT

from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.errors import StatementError
from proofs_check.statement.formal import formalize
from proofs_check.statement.parse import parse_domain
from proofs_check.statement.terms import ONE, ZERO, Letter, apply, number

# Domains


@pytest.mark.parametrize(
    ("source", "domain"),
    [
        ("real", Domain("real")),
        ("positive", Domain("real", low=Bound(ZERO, False))),
        ("nonpositive integer", Domain("integer", high=Bound(ZERO, True))),
        ("natural", Domain("integer", low=Bound(ZERO, True))),
        ("positive natural", Domain("integer", low=Bound(ZERO, False))),
        ("nonzero complex", Domain("complex", nonzero=True)),
        ("real != 0", Domain("real", nonzero=True)),
        ("positive real <= 1", Domain("real", Bound(ZERO, False), Bound(ONE, True))),
        ("real in (-oo, x]", Domain("real", high=Bound(Letter("x"), True))),
        (
            "integer in [1, max(n, m)]",
            Domain("integer", Bound(ONE, True), Bound(apply("max", Letter("n"), Letter("m")), True)),
        ),
        (
            "complex matrix(m, 2*n)",
            Domain("matrix", size=(Letter("m"), apply("mul", number(2), Letter("n"))), over="complex"),
        ),
        ("spd(3)", Domain("spd", size=(number(3), number(3)))),
    ],
)
def test_domains(source: str, domain: Domain) -> None:
    assert parse_domain(source, CONTEXT) == domain


@pytest.mark.parametrize(
    ("source", "column", "says"),
    [
        ("reel", 1, "did you mean 'real'"),
        ("Real", 1, "did you mean 'real'"),
        ("", 1, "for instance"),
        ("in [0, 1)", 1, "begins with its kind"),
        ("real in [0, 1", 6, "not an interval"),
        ("real in [0; 1]", 6, "not an interval"),
        ("real in [0, 1, 2]", 6, "not an interval"),
        ("real in [0, qq)", 13, "not declared"),
        ("real in [0, oo]", 6, "round bracket"),
        ("real in [0, oo + 1)", 13, "infinity is not a number"),
        ("positive real in [0, 1)", 15, "same end twice"),
        ("positive nonnegative", 1, "says both"),
        ("real integer", 1, "two kinds"),
        ("complex > 0", 9, "not ordered"),
        ("positive complex", 1, "not ordered"),
        ("real != 1", 6, "only exclude 0"),
        ("vector", 7, "needs 1 size"),
        ("matrix(n)", 7, "needs 2 sizes"),
        ("vector(0)", 8, "from 1 to"),
        ("vector(10**9)", 8, "whole numbers"),
        ("spd(100000)", 5, "from 1 to"),
        ("vector(x)", 8, "declared integers"),
        ("vector(n/2)", 8, "declared integers"),
        ("real > v", 7, "not a number"),
        ("real" + " " * 9000, 1, "longer than"),
        ("real > " + "(" * 200, 108, "brackets inside each other"),
        ("real >\n x +", 5, "expected after '+'"),
    ],
)
def test_domain_errors(source: str, column: int, says: str) -> None:
    found = domain_error(source)
    assert found.column == column, str(found)
    assert says in str(found)


# Sequences


def declared(let: Mapping[str, str], define: Mapping[str, object], claim: str) -> str:
    try:
        formalize(let, {}, define, claim)
    except StatementError as problem:
        return str(problem)
    return ""


def test_scalar_vector_and_coupled_sequences() -> None:
    let = {"n": "integer >= 1", "g": "vector(n)", "a": "real", "eps": "real", "t": "natural"}
    define = {
        "v": {"start": ["0*g"], "step": "a*v(t) - eps*g"},
        "theta": {"start": ["g"], "step": "theta(t) + v(t + 1)"},
        "f": {"index": "k", "first": 1, "start": ["1", "1"], "step": "f(k) + f(k - 1)"},
    }
    formal = formalize(let, {}, define, "theta(t) == g and f(t + 1) >= 1")
    assert [sequence.name for sequence in formal.sequences] == ["v", "theta", "f"]
    assert formal.sequences[0].shape.rows == Letter("n")
    assert (formal.sequences[2].first, len(formal.sequences[2].start)) == (1, 2)


@pytest.mark.parametrize(
    ("define", "says"),
    [
        ({"r": {"start": ["0"], "step": "r(t + 1)"}}, "cannot use r at that index"),
        ({"r": {"start": ["0"], "step": "s(t + 1)"}, "s": {"start": ["0"], "step": "1"}}, "cannot use s"),
        ({"r": {"start": ["0"], "step": "r(t - 1)"}}, "looks back 2 values"),
        ({"r": {"start": [], "step": "1"}}, "first values"),
        ({"r": {"start": ["0"]}}, "needs its step"),
        ({"r": {"start": ["0"], "step": "g"}}, "the step is a vector"),
        ({"r": {"start": ["0", "g"], "step": "1"}}, "differ in size"),
        ({"r": {"start": ["0"], "step": "1", "frist": 2}}, "unknown field 'frist'"),
        ({"g": {"start": ["0"], "step": "1"}}, "already"),
        ({"g": "1"}, "in `define` too"),
        ({"lambda": {"start": ["0"], "step": "1"}}, "cannot be a sequence"),
        ({"J(y": "y", "J(z)": "z"}, "not a definition"),
        ({"J(y, y)": "y"}, "not a definition"),
    ],
)
def test_wrong_definitions(define: Mapping[str, object], says: str) -> None:
    assert says in declared({"n": "natural", "g": "vector(n + 1)"}, define, "1 == 1")


@pytest.mark.parametrize("name", ["lambda", "__x", "a b", "ε", "1x", "", "x" * 100, "\ud800"])
def test_hostile_letters(name: str) -> None:
    found = declared({name: "real"}, {}, "1 == 1")
    assert "cannot be a letter" in found
    found.encode()


def test_a_domain_that_comes_too_early_is_told_its_place() -> None:
    with pytest.raises(StatementError) as raised:
        formalize({"A": "matrix(n, n)", "n": "integer"}, {}, {}, "det(A) == 1")
    assert raised.value.where == "let.A"
    assert "put n before A in `let`" in str(raised.value)
    with pytest.raises(StatementError, match="declare it"):
        formalize({"A": "matrix(n, n)", "m": "integer"}, {}, {}, "det(A) == 1")
