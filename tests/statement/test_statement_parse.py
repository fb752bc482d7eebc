"""The reader: what it accepts, where and how it refuses."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest
from statement_errors import error
from statement_terms import CONTEXT

from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.formal import formalize
from proofs_check.statement.parse import Context, parse_statement, parse_term
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Connective,
    Diff,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    apply,
    number,
)

# What is read


def test_nothing_is_simplified() -> None:
    term = parse_term("abs(x)/sqrt(x**2)", CONTEXT)
    assert term == apply(
        "div", apply("abs", Letter("x")), apply("sqrt", apply("pow", Letter("x"), number(2)))
    )


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("0.1", Fraction(1, 10)),
        (".5", Fraction(1, 2)),
        ("3.", Fraction(3)),
        ("-2/6", Fraction(-1, 3)),
        ("00", Fraction(0)),
    ],
)
def test_numbers_are_exact(source: str, value: Fraction) -> None:
    assert parse_term(source, CONTEXT) == Number(value)


def test_a_declared_letter_wins_over_a_function_and_a_constant() -> None:
    assert parse_term("gamma*E", CONTEXT) == apply("mul", Letter("gamma"), Letter("E"))
    assert "declared letter" in error("gamma(x) == 1").message


def test_a_chain_is_the_conjunction_of_its_links() -> None:
    x, rho = Letter("x"), Letter("rho")
    assert parse_statement("0 < x <= rho", CONTEXT) == Connective(
        "and", (Compare("<", ZERO, x), Compare("<=", x, rho))
    )


def test_a_text_may_run_over_lines() -> None:
    assert parse_statement("\n  x ==\n x\r\n", CONTEXT) == Compare("==", Letter("x"), Letter("x"))


def test_binders() -> None:
    assert parse_term("sum(k, k, 1, n)", CONTEXT) == Sum("sum", "k", Letter("k"), ONE, Letter("n"))
    limit = parse_term("limit(x, x, 0, '+')", CONTEXT)
    assert limit == Limit("x", Domain("real"), Letter("x"), ZERO, "+")
    assert parse_term("diff(x**2, x)", CONTEXT) == Diff(apply("pow", Letter("x"), number(2)), "x")
    exists = parse_term("exists(c, 'real in [0, x)', c == x)", CONTEXT)
    domain = Domain("real", Bound(ZERO, True), Bound(Letter("x"), False))
    assert exists == Quantified("exists", "c", domain, Compare("==", Letter("c"), Letter("x")))


# Where and how it refuses


@pytest.mark.parametrize(
    ("source", "line", "column", "says"),
    [
        ("x + yy == 1", 1, 5, "declare it"),
        ("x + epss == 1", 1, 5, "did you mean 'eps'"),
        ("x ==\n  sqr(x)", 2, 3, "did you mean 'sqrt'"),
        ("x == 1 +", 1, 9, "expected after '+'"),
        ("x ==\n\n  * 2", 3, 3, "expected after '=='"),
        ("(x == 1", 1, 1, "never closed"),
        ("x == 1)", 1, 7, "never opened"),
        ("norm([v) == 1", 1, 8, "does not close the '['"),
        ("x = 1", 1, 3, "equality is =="),
        ("x^2 == 1", 1, 2, "powers are written **"),
        ("2x == 1", 1, 1, "2*x"),
        ("2(x) == 1", 1, 2, "a product needs its *"),
        ("(x)(x) == 1", 1, 4, "a product needs its *"),
        ("x x == 1", 1, 3, "between 'x' and 'x'"),
        ("1e-5 == x", 1, 1, "write 1*10**(-5)"),
        ("1_000 == x", 1, 1, "write 1000"),
        ("x == 2j", 1, 6, "write 2*i"),
        ("x == 0x1F", 1, 6, "plain decimal"),
        ("x == 007", 1, 6, "write 7"),
        ("ε == 1", 1, 1, "write eps"),
        ("x ≤ 1", 1, 3, "write <="),
        ("x == λ", 1, 6, "write lambda_"),
        ("x == （1", 1, 6, "write ("),
        ("x == x²", 1, 7, "write **2"),
        ("\u2028x == 1", 1, 1, "U+2028"),
        ("x == \ud800", 1, 6, "U+D800"),
        ("x == \0", 1, 6, "NUL"),
        ("lambda == 1", 1, 1, "lambda_"),
        ("import os", 1, 1, "word of Python"),
        ("x in v", 1, 3, "domain stands in `let`"),
        ("x is 1", 1, 3, "equality is =="),
        ("x if x else 1", 1, 3, "implies"),
        ("(x := 1) == 1", 1, 4, "nothing is assigned"),
        ("[x for x in v] == 1", 1, 4, "word of Python"),
        ("f'{x}' == 1", 1, 2, "text cannot follow"),
        ("x.real == 1", 1, 3, "only .T"),
        ("x.__class__ == 1", 1, 3, "only .T"),
        ("max(*v) == 1", 1, 5, "one by one"),
        ("max(**v) == 1", 1, 5, "one by one"),
        ("__import__('os') == 1", 1, 1, "cannot be a name"),
        ("eval('1') == 1", 1, 1, "not a function"),
        ("x == 'real'", 1, 6, "quotes are for domains"),
        ("x // 2 == 1", 1, 3, "floor(a/b)"),
        ("x % 2 == 1", 1, 3, "floor(a/b)"),
        ("x == 1 && x == 2", 1, 8, "`and`"),
        ("x == 1 => x == 2", 1, 8, "implies"),
        ("\\frac{1}{2} == x", 1, 1, "LaTeX"),
        ("x == 1 # yes", 1, 8, "comments"),
        ("", 1, 1, "nothing is written"),
        ("x", 1, 1, "a statement was expected"),
        ("x == (1 == 1)", 1, 1, "iff(p, q)"),
        ("x and x == 1", 1, 1, "joins statements"),
        ("0 < x > 1", 1, 1, "a < b and b > c"),
        ("x != rho != 1", 1, 1, "a chain of !="),
        ("v < w", 1, 1, "cannot be ordered"),
        ("v == x", 1, 1, "is compared with"),
        ("x + v == v", 1, 1, "cannot be added"),
        ("H * H == H", 1, 1, "with @"),
        ("A @ A == A", 1, 1, "do not fit"),
        ("det(A) == 1", 1, 1, "square matrix"),
        ("x/H == H", 1, 1, "divided by"),
        ("A[0] == 1", 1, 1, "two indices"),
        ("A[0:1, 0] == 1", 1, 4, "columns are A[:, j]"),
        ("[[1, 2], [3]] == H", 1, 10, "rows of one length"),
        ("[1, 2] == v", 1, 1, "a matrix is written"),
        ("r == 1", 1, 1, "with its index"),
        ("sin == 1", 1, 1, "write sin(...)"),
        ("sin(x, x) == 1", 1, 1, "needs 1 argument, 2 given"),
        ("sum(k, 1, n) == 1", 1, 1, "sum(term, k, a, b)"),
        ("sum(1, k, 0, oo) == 1", 1, 1, "infinity is not a number"),
        ("x + oo == 1", 1, 1, "infinity is not a number"),
        ("limit(1/q, q, 0) == 1", 1, 12, "not declared as a number"),
        ("limit(x, x, 0, '*') == 1", 1, 16, "'+' or '-'"),
        ("diff(x**t, t) == 1", 1, 12, "real or complex letter"),
        ("exists(c, 'reel', c == 1)", 1, 12, "did you mean 'real'"),
        ("exists(c, 'real in [0, q)', c == 1)", 1, 24, "not declared"),
        ("exists(c, real, c == 1)", 1, 11, "text in quotes"),
        ("exists(c, 'real', c)", 1, 19, "needs a statement"),
    ],
)
def test_errors_name_the_place_and_the_remedy(source: str, line: int, column: int, says: str) -> None:
    found = error(source)
    assert (found.line, found.column) == (line, column), str(found)
    assert says in str(found)
    str(found).encode()


def test_i_is_a_letter_of_complex_claims_only() -> None:
    real = formalize({"x": "real"}, {}, {}, "x == x")
    assert "complex letters" in error("i*x == 1", Context(real.scope, {}, {})).message
    parse_statement("i*z == 1", CONTEXT)


def test_errors_pass_from_one_process_to_another() -> None:
    found = error("x = 1").at(where="claim", file="a.toml")
    assert str(pickle.loads(pickle.dumps(found))) == str(found)
