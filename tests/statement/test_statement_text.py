"""What is written can be read back: `parse(text(t)) == t`, for terms, statements and domains."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from statement_terms import CONTEXT, LET, matrix_domains, scalar_domains, scalars, square, statements, vectors

from proofs_check.statement.domains import Domain
from proofs_check.statement.errors import StatementError
from proofs_check.statement.latex import latex
from proofs_check.statement.parse import parse_domain, parse_statement, parse_term
from proofs_check.statement.sorts import SortError, sort_of
from proofs_check.statement.terms import Letter, Number, Term, apply, number
from proofs_check.statement.text import domain_text, text
from proofs_check.statement.unicode_text import pretty

relaxed = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def reads_back(term: Term) -> None:
    assert parse_term(text(term), CONTEXT) == term, text(term)


@relaxed
@given(scalars())
def test_scalars_read_back(term: Term) -> None:
    reads_back(term)


@relaxed
@given(vectors(4))
def test_vectors_read_back(term: Term) -> None:
    reads_back(term)


@relaxed
@given(square(4))
def test_matrices_read_back(term: Term) -> None:
    reads_back(term)


@relaxed
@given(statements())
def test_statements_read_back(term: Term) -> None:
    assert parse_statement(text(term), CONTEXT) == term, text(term)


@relaxed
@given(scalar_domains() | matrix_domains())
def test_domains_read_back(domain: Domain) -> None:
    assert parse_domain(domain_text(domain), CONTEXT) == domain, domain_text(domain)


@pytest.mark.parametrize("name", LET)
def test_declared_domains_read_back(name: str) -> None:
    domain = CONTEXT.scope.letters[name]
    assert parse_domain(domain_text(domain), CONTEXT) == domain


@pytest.mark.parametrize(
    "source",
    [
        "(2).T + 1",
        "(2)[0]",
        "(-1)**t",
        "-1**t",
        "--x",
        "x - -1/2",
        "1/2/x",
        "x/(1/2)",
        "1/0",
        "(1/2)**(1/2)",
        "not (not x == 1)",
        "x == 1 and (x == 2 and x == 3) or x == 4",
        "exists(c, \"real in [0, limit(1/t, t, oo, '+')]\", c == x)",
        "limit(1/x, x, 0, '-') == -oo",
    ],
)
def test_corners_read_back(source: str) -> None:
    reads_back(parse_term(source, CONTEXT))


def test_a_wrong_bracket_would_be_seen() -> None:
    term = apply("sub", Letter("x"), apply("sub", Letter("eps"), Letter("rho")))
    assert parse_term(text(term).replace("(", "").replace(")", ""), CONTEXT) != term
    assert parse_term("-x**2", CONTEXT) != apply("pow", apply("neg", Letter("x")), number(2))


@relaxed
@given(scalars(depth=2))
def test_generated_terms_are_scalars(term: Term) -> None:
    try:
        assert sort_of(term, CONTEXT.scope) == sort_of(Number(number(1).value), CONTEXT.scope)
    except (SortError, StatementError) as problem:
        raise AssertionError(text(term)) from problem


@pytest.mark.parametrize("power, below", [(5000, 1), (9000, 3), (20, 7001), (-8000, 7)])
def test_numbers_of_many_digits_are_written(power: int, below: int) -> None:
    """`str` refuses them; a witness may have them."""
    value = Fraction(10 ** abs(power) + 7, 3**below) * (1 if power > 0 else -1)
    written = text(number(value))
    numerator, _, denominator = written.partition("/")
    with unlimited_digits():
        assert Fraction(int(numerator), int(denominator or "1")) == value
    assert latex(number(value)) and pretty(number(value))


@contextmanager
def unlimited_digits() -> Iterator[None]:
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)
