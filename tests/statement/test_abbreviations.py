"""Abbreviations: the letters of an argument stay what they are, and errors name the definition they are in."""

from __future__ import annotations

import pytest
from statement_errors import defining, error
from statement_terms import CONTEXT

from proofs_check.statement.domains import Domain
from proofs_check.statement.parse import Context, parse_statement, parse_term
from proofs_check.statement.terms import ONE, Letter, Sum, free_letters, substitute


def test_an_argument_is_not_captured() -> None:
    term = parse_term(
        "S(k)",
        Context(
            CONTEXT.scope.with_letter("k", Domain("integer")),
            defining(S=("m", "sum(m*k, k, 0, 3)")).abbreviations,
            {},
        ),
    )
    assert isinstance(term, Sum)
    assert free_letters(term) == {"k"}
    assert term.letter != "k"


def test_substitution_does_not_capture() -> None:
    term = parse_term("sum(x*k, k, 0, n)", CONTEXT)
    put = substitute(term, {"x": Letter("k")})
    assert free_letters(put) == {"k", "n"}
    limit = substitute(parse_term("limit(x**t, t, oo)", CONTEXT), {"x": Letter("t"), "t": ONE})
    assert free_letters(limit) == {"t"}
    with pytest.raises(ValueError, match="derivative"):
        substitute(parse_term("diff(x**2, x)", CONTEXT), {"x": ONE})


def test_a_letter_in_a_definition_is_bound_where_it_is_used() -> None:
    context = defining(rate="eps/(1 + t)")
    assert parse_term("limit(rate, t, oo)", context) == parse_term("limit(eps/(1 + t), t, oo)", context)


def test_a_limit_does_not_capture_an_argument() -> None:
    assert "which the limit binds" in error("L(t) == 0", defining(L=("y", "limit(y*rho**t, t, oo)"))).message


def test_a_parameter_is_a_letter_where_a_derivative_needs_one() -> None:
    context = defining(D=("y", "diff(y**2, y)"))
    assert parse_term("D(x)", context) == parse_term("diff(x**2, x)", context)
    assert "taken by a letter" in error("D(2) == 4", context).message


def test_a_letter_that_could_be_a_parameter_is_refused() -> None:
    found = error("J(2) == 1", defining(J=("x", "x*f"), f="x + 1"))
    assert "could mean the letter or the parameter" in found.message
    parse_statement("J(2) == 1", defining(J=("y", "y*f"), f="x + 1"))


def test_a_bound_letter_does_not_change_a_declared_size() -> None:
    assert "domain of 'v' depends" in error("sum(norm(v), n, 1, 3) == 1").message
    assert "domain of 'v' depends" in error("limit(norm(v)/n, n, oo) == 1").message


def test_errors_in_definitions_name_them() -> None:
    found = error("1 + J(x) == 1", defining(J=("y", "y +")))
    assert (found.line, found.column) == (1, 5)
    assert "in the definition of J, 1:4" in found.message
    assert "circle" in error("a == 1", defining(a="b + 1", b="a")).message
