"""Bombs end soon in an error with a place, and so does any text that is not read."""

from __future__ import annotations

import time
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from statement_errors import defining, error
from statement_terms import CONTEXT

from proofs_check.statement.errors import StatementError
from proofs_check.statement.parse import Context, parse_domain, parse_term
from proofs_check.statement.parse_limits import MAX_BITS, MAX_DEPTH, MAX_NODES
from proofs_check.statement.terms import Term, walk
from proofs_check.statement.text import text


def doubling(count: int, form: str) -> dict[str, str]:
    return {f"d{place}": form.format(f"d{place - 1}") for place in range(1, count)}


BOMBS: dict[str, tuple[str, Context]] = {
    "minus signs": ("-" * 7_990 + "1", CONTEXT),
    "brackets": ("(" * 3_000 + "1" + ")" * 3_000, CONTEXT),
    "left chain": ("1+" * 3_900 + "1", CONTEXT),
    "right chain": ("x**" * 2_000 + "x", CONTEXT),
    "not": ("not " * 1_900 + "True", CONTEXT),
    "transposes": ("x" + ".T" * 3_000, CONTEXT),
    "indices": ("v[" * 130 + "0" + "]" * 130, CONTEXT),
    "literal": ("9" * 5_000, CONTEXT),
    "power": ("9**9**9", CONTEXT),
    "long power": ("(1 - 1/10**9)**1000", CONTEXT),
    "product of powers": ("*".join(["9**3000"] * 3), CONTEXT),
    "exponent": ("x**(10**9)", CONTEXT),
    "degree": ("((x**1000)**1000)**1000", CONTEXT),
    "root": ("root(x, 10**9)", CONTEXT),
    "factorial": ("factorial(10**9)", CONTEXT),
    "nested factorial": ("factorial(factorial(7))", CONTEXT),
    "gamma": ("binomial(10**9, 5*10**8)", CONTEXT),
    "sum": ("sum(k, k, 1, 10**9)", CONTEXT),
    "nested sums": ("sum(sum(k*j, j, 1, 1000), k, 1, 1000)", CONTEXT),
    "product": ("prod(2, k, 0, 100001)", CONTEXT),
    "identity": ("trace(identity(10**6))", CONTEXT),
    "sequence": ("r(10**9)", CONTEXT),
    "length": ("x" * 9_000, CONTEXT),
    "name": ("x" * 7_000, CONTEXT),
    "lines": ("\n" * 7_000 + "x x", CONTEXT),
    "spaces": ("x" + " " * 7_900 + "x", CONTEXT),
    "laughs": ("d20", defining(d0="x + x", **doubling(21, "{0} + {0}"))),
    "laughs in arguments": ("f(" * 90 + "x" + ")" * 90, defining(f=("y", "y + y"))),
    "laughs unseen": ("d20", defining(z=("y", "0"), d0="x", **doubling(21, "z({0} + {0})"))),
    "long chain of definitions": ("d300", defining(d0="x", **doubling(301, "{0}"))),
    "deep arguments": ("f(f(f(x)))", defining(f=("y", "sqrt(" * 60 + "y" + ")" * 60))),
    "deep definitions": ("d30", defining(d0="x", **doubling(31, "sqrt(" * 60 + "{0}" + ")" * 60))),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end_in_an_error_with_a_place(name: str) -> None:
    source, context = BOMBS[name]
    begun = time.process_time()
    found = error(f"{source} == 1", context)
    assert time.process_time() - begun < 5
    assert found.line >= 1
    assert found.column >= 1


def test_what_is_within_the_limits_is_read() -> None:
    assert sum(1 for _ in walk(parse_term("+".join(["x"] * (MAX_DEPTH - 1)), CONTEXT))) < MAX_NODES
    parse_term("(1 - 1/1000)**1000", CONTEXT)
    parse_term("2**10000 + (-1)**(10**9) + 1**(10**9)", CONTEXT)
    assert MAX_BITS < 14_284  # what Python writes as digits
    parse_term("factorial(1000) + sum(k**2, k, 1, 100000) + x**n**n", CONTEXT)
    str(parse_term("7/3**40", CONTEXT))


FRAGMENTS = st.sampled_from(
    [
        *(
            "(",
            ")",
            "[",
            "]",
            ",",
            "+",
            "-",
            "*",
            "**",
            "/",
            "@",
            ".T",
            "==",
            "<",
            "!=",
            " and ",
            " or ",
            " not ",
        ),
        *(
            "x",
            "v",
            "H",
            "n",
            "t",
            "k",
            "r(t)",
            "oo",
            "i",
            "1",
            "0.5",
            "'",
            "'+'",
            "'real'",
            "sum(",
            "limit(",
        ),
        *(
            "exists(",
            "max(",
            "diff(",
            "lambda",
            "in",
            "\n",
            "ε",
            "\0",
            "\ud800",
            "#",
            "\\",
            "1e5",
            "=",
            ":",
            "{",
            "J(",
        ),
    ]
)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(FRAGMENTS, max_size=25).map("".join) | st.text(max_size=40))
def test_any_text_is_read_or_refused_at_a_place(source: str) -> None:
    context = defining(J=("y", "sum(y*k, k, 0, n)"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            term: Term = parse_term(source, context)
        except StatementError as problem:
            lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
            str(problem).encode()
        else:
            assert parse_term(text(term), context) == term


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    st.lists(FRAGMENTS | st.sampled_from(["real ", "in [", "integer >= ", "vector("]), max_size=10).map(
        "".join
    )
)
def test_any_domain_is_read_or_refused_at_a_place(source: str) -> None:
    try:
        parse_domain(source, CONTEXT)
    except StatementError as problem:
        assert problem.line >= 1
        assert problem.column >= 1
