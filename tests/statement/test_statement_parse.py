"""The reader: what it accepts, where and how it refuses, and that every bomb ends soon."""

from __future__ import annotations

import pickle
import time
import warnings
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from statement_terms import CONTEXT

from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.errors import StatementError
from proofs_check.statement.formal import formalize
from proofs_check.statement.parse import Abbreviation, Context, parse_domain, parse_statement, parse_term
from proofs_check.statement.parse_limits import MAX_BITS, MAX_DEPTH, MAX_NODES
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
    Term,
    apply,
    free_letters,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text


def defining(**bodies: str | tuple[str, str]) -> Context:
    """CONTEXT with abbreviations: name="body" or name=("parameters", "body")."""
    found: dict[str, Abbreviation] = {}
    for name, body in bodies.items():
        parameters, written = ("", body) if isinstance(body, str) else body
        found[name] = Abbreviation(name, tuple(parameters.split()), written)
    return Context(CONTEXT.scope, found, {})


def error(source: str, context: Context = CONTEXT) -> StatementError:
    with pytest.raises(StatementError) as caught:
        parse_statement(source, context)
    return caught.value


def domain_error(source: str) -> StatementError:
    with pytest.raises(StatementError) as caught:
        parse_domain(source, CONTEXT)
    return caught.value


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


# Abbreviations: the letters of an argument stay what they are


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


# Bombs


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
