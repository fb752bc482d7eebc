"""LaTeX and Unicode: the forms of a textbook, and brackets that never change the meaning.

The brackets are checked by reading arithmetic back with a small reader of the usual conventions (juxtaposition and dots
are products, a minus covers the product behind it) and comparing values at a point.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from latex2mathml.converter import convert
from statement_terms import CONTEXT, FORMAL, LET, numbers, scalars, square, statements, vectors

from proofs_check.report.mathml import NotConvertible, _tree
from proofs_check.statement.formal import formalize
from proofs_check.statement.latex import latex, latex_domain, latex_sequence
from proofs_check.statement.latex_names import latex_name
from proofs_check.statement.parse import parse_domain, parse_term
from proofs_check.statement.terms import Apply, At, Letter, Number, Term, apply, number
from proofs_check.statement.unicode_text import pretty, pretty_domain, pretty_name

relaxed = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@pytest.mark.parametrize(
    ("source", "in_latex", "in_unicode"),
    [
        ("x - (eps - rho)", r"x - \left(\varepsilon - \rho\right)", "x - (ε - ρ)"),
        ("(x/eps)**t", r"\left(\frac{x}{\varepsilon}\right)^{t}", "(x/ε)^t"),
        ("(-1)**t", r"\left(-1\right)^{t}", "(-1)^t"),
        ("-(x + eps)", r"-\left(x + \varepsilon\right)", "-(x + ε)"),
        ("-x**2", "-x^{2}", "-x²"),
        ("(-x)**2", r"\left(-x\right)^{2}", "(-x)²"),
        ("(x**2)**3", r"\left(x^{2}\right)^{3}", "(x²)³"),
        ("x**rho**t", r"x^{\rho^{t}}", "x^(ρ^t)"),
        ("x**(-1)", "x^{-1}", "x⁻¹"),
        ("x - -1/2", r"x - \left(-\frac{1}{2}\right)", "x - (-1/2)"),
        ("-2*x", "-2 x", "-2·x"),
        ("x - -2*x", r"x - \left(-2 x\right)", "x - (-2·x)"),
        ("x*2", r"x \cdot 2", "x·2"),
        ("2*(1/2)", r"2 \cdot \frac{1}{2}", "2·(1/2)"),
        ("2*(x/eps)", r"2 \frac{x}{\varepsilon}", "2·(x/ε)"),
        ("eps*(1 - rho)", r"\varepsilon \cdot \left(1 - \rho\right)", "ε·(1 - ρ)"),
        ("dot(v, v)", r"v^{\top} v", "vᵀ·v"),
        ("dot(v, H @ w)**2", r"\left(v^{\top} H w\right)^{2}", "(vᵀ·H·w)²"),
        ("norm(v)**2", r"\left\|v\right\|^{2}", "‖v‖²"),
        ("abs(x)*abs(eps)", r"\left|x\right| \left|\varepsilon\right|", "|x|·|ε|"),
        ("abs(x - abs(eps))", r"\left|x - \left|\varepsilon\right|\right|", "abs(x - |ε|)"),
        ("sqrt(x)**2", r"\left(\sqrt{x}\right)^{2}", "(√x)²"),
        ("sqrt(x + 1)", r"\sqrt{x + 1}", "√(x + 1)"),
        ("root(x, 3)", r"\sqrt[3]{x}", "root(x, 3)"),
        ("inv(B)[0, 1]", r"\left(B^{-1}\right)_{0, 1}", "(B⁻¹)[0, 1]"),
        ("r(t + 1)**2", "r_{t + 1}^{2}", "r(t + 1)²"),
        ("p(t)[0]", r"\left(p_{t}\right)_{0}", "p(t)[0]"),
        ("sum(x**k, k, 0, n) + 1", r"\left(\sum_{k = 0}^{n} x^{k}\right) + 1", "(∑(k=0..n) x^k) + 1"),
        ("1 + sum(x + k, k, 0, n)", r"1 + \sum_{k = 0}^{n} \left(x + k\right)", "1 + ∑(k=0..n) (x + k)"),
        ("limit(rho**t, t, oo)", r"\lim_{t \to \infty} \rho^{t}", "lim(t→∞) ρ^t"),
        ("limit(1/x, x, 0, '-')", r"\lim_{x \to 0^{-}} \frac{1}{x}", "lim(x→0⁻) 1/x"),
        ("limit(x, x, 0)*x", r"\left(\lim_{x \to 0} x\right) x", "(lim(x→0) x)·x"),
        ("diff(x + eps, x)", r"\frac{\partial}{\partial x} \left(x + \varepsilon\right)", "∂/∂x (x + ε)"),
        ("exp(-x)", r"\mathrm{e}^{-x}", "exp(-x)"),
        ("sin(x)**2", r"\sin^{2}\left(x\right)", "sin(x)²"),
        ("sin(x)**(-1)", r"\sin\left(x\right)^{-1}", "sin(x)⁻¹"),
        ("factorial(n + 1)", r"\left(n + 1\right)!", "(n + 1)!"),
        ("gamma*x", r"\gamma x", "γ·x"),
        ("lambda_ < pi", r"\lambda < \pi", "λ < π"),
        ("0 < x and x <= 1", r"0 < x \le 1", "0 < x ≤ 1"),
        ("0 < x and 1 > x", r"0 < x \text{ and } 1 > x", "0 < x and 1 > x"),
        ("0 < x and x != 1", r"0 < x \text{ and } x \ne 1", "0 < x and x ≠ 1"),
        ("not x == 0", r"\text{not } \left(x = 0\right)", "not (x = 0)"),
        ("implies(x > 0, x >= 0)", r"x > 0 \;\Longrightarrow\; x \ge 0", "x > 0 ⇒ x ≥ 0"),
        (
            "(x == 0 or x == 1) and x < 1",
            r"\left(x = 0 \text{ or } x = 1\right) \text{ and } x < 1",
            "(x = 0 or x = 1) and x < 1",
        ),
        ("exists(c, 'positive', c == x)", r"\exists \, c > 0 : \; c = x", "∃ c > 0: c = x"),
        ("[[1, x], [0, 1]].T", r"\begin{bmatrix}1 & x \\ 0 & 1\end{bmatrix}^{\top}", "[1, x; 0, 1]ᵀ"),
        ("limit(r(t), t, oo) == oo", r"\lim_{t \to \infty} r_{t} = \infty", "lim(t→∞) r(t) = ∞"),
    ],
)
def test_forms(source: str, in_latex: str, in_unicode: str) -> None:
    term = parse_term(source, CONTEXT)
    assert latex(term) == in_latex
    assert pretty(term) == in_unicode


@pytest.mark.parametrize(
    ("name", "in_latex", "in_unicode"),
    [
        ("eps", r"\varepsilon", "ε"),
        ("lambda_", r"\lambda", "λ"),
        ("x_0", "x_{0}", "x₀"),
        ("J0", "J_{0}", "J0"),
        ("eps_best", r"\varepsilon_{\mathrm{best}}", "ε_best"),
        ("theta_hat", r"\hat{\theta}", "θ_hat"),
        ("beta1", r"\beta_{1}", "β1"),
        ("w_1_2", "w_{1, 2}", "w_1_2"),
        ("k_", r"\tilde{k}", "k′"),
        ("step", r"\mathrm{step}", "step"),
        ("Delta", r"\Delta", "Δ"),
        ("a}$<b>", r"\mathrm{a???b?}", "a}$<b>"),
    ],
)
def test_names(name: str, in_latex: str, in_unicode: str) -> None:
    assert latex_name(name) == in_latex
    assert pretty_name(name) == in_unicode


def test_a_function_put_back_for_display_keeps_its_brackets() -> None:
    assert latex(At("J", apply("sub", Letter("x"), Letter("eps")))) == r"J\left(x - \varepsilon\right)"
    assert latex(At("J0", Letter("t"))) == r"J_{0}\left(t\right)"


@pytest.mark.parametrize(
    ("source", "in_latex", "in_unicode"),
    [
        ("real", r"x \in \mathbb{R}", "x ∈ ℝ"),
        ("positive", "x > 0", "x > 0"),
        ("nonzero real", r"x \in \mathbb{R} \setminus \{0\}", "x ∈ ℝ, x ≠ 0"),
        ("real in [0, 1)", r"x \in \left[0, 1\right)", "x ∈ [0, 1)"),
        ("natural", r"x \in \{0, 1, 2, \ldots\}", "x ∈ ℤ, x ≥ 0"),
        ("integer in [1, n]", r"x \in \{1, \ldots, n\}", "x ∈ ℤ, x ≥ 1, x ≤ n"),
        ("integer > n", r"x \in \mathbb{Z},\; x > n", "x ∈ ℤ, x > n"),
        ("complex", r"x \in \mathbb{C}", "x ∈ ℂ"),
        ("vector(n)", r"x \in \mathbb{R}^{n}", "x ∈ ℝ^n"),
        (
            "spd(2*n)",
            r"x \in \mathbb{R}^{2 n \times 2 n} \text{ symmetric positive definite}",
            "x ∈ ℝ^((2·n)×(2·n)), spd",
        ),
        ("complex matrix(m, n)", r"x \in \mathbb{C}^{m \times n}", "x ∈ ℂ^(m×n)"),
    ],
)
def test_domains(source: str, in_latex: str, in_unicode: str) -> None:
    domain = parse_domain(source, CONTEXT)
    assert latex_domain("x", domain) == in_latex
    assert pretty_domain("x", domain) == in_unicode
    assert accepted(in_latex)


def test_sequences() -> None:
    formal = formalize(LET, {}, {"r": {"start": ["0"], "step": "rho*r(t) + (1 - rho)*x**2"}}, "r(t) >= 0")
    written = latex_sequence(formal.sequences[0])
    assert written == (
        r"r_{0} = 0,\quad r_{t + 1} = \rho r_{t} + \left(1 - \rho\right) x^{2}\quad \left(t \ge 0\right)"
    )
    assert accepted(written)


def accepted(written: str) -> bool:
    """Whether the MathML of the report and the plain converter take the LaTeX."""
    convert(written)
    try:
        _tree(written)
    except NotConvertible as problem:
        raise AssertionError(f"{problem}: {written}") from problem
    return True


@relaxed
@given(scalars() | vectors(3) | square(3) | statements())
def test_every_construct_has_mathml(term: Term) -> None:
    assert accepted(latex(term))
    assert "\n" not in pretty(term)


def test_every_declaration_has_mathml() -> None:
    assert all(accepted(latex_domain(name, domain)) for name, domain in FORMAL.letters)


def test_deep_terms_are_written_in_linear_time() -> None:
    term: Term = Letter("x")
    for _ in range(100):
        term = apply("mul", apply("sub", number(1), apply("neg", term)), Letter("rho"))
    assert len(latex(term)) < 10_000
    assert len(pretty(term)) < 10_000


# Brackets: reading back

POINT = {
    "x": Fraction(3, 7),
    "eps": Fraction(2, 5),
    "rho": Fraction(5, 11),
    "n": Fraction(3),
    "t": Fraction(2),
}
OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
}


@st.composite
def arithmetic(draw: st.DrawFn, depth: int = 5) -> Term:
    letters = st.sampled_from(sorted(POINT)).map(Letter)
    if depth == 0 or draw(st.integers(0, 5)) == 0:
        return draw(letters | numbers)
    op = draw(st.sampled_from(["add", "sub", "mul", "div", "pow", "neg"]))
    first = draw(arithmetic(depth=depth - 1))
    if op == "neg":
        return apply("neg", first)
    if op == "pow":
        return apply(
            "pow", first, draw(st.sampled_from([number(2), number(-1), number(3), Letter("t"), Letter("n")]))
        )
    return apply(op, first, draw(arithmetic(depth=depth - 1)))


def value(term: Term) -> Fraction:
    match term:
        case Number(value=exact):
            return exact
        case Letter(name=name):
            return POINT[name]
        case Apply(op="neg", args=(inner,)):
            return -value(inner)
        case Apply(op="pow", args=(base, exponent)):
            return value(base) ** int(value(exponent))
        case Apply(op=op, args=(left, right)):
            return OPERATIONS[op](value(left), value(right))
        case _:
            raise TypeError(term)


class Reads:
    """Reads arithmetic by the usual conventions from tokens of LaTeX or of Unicode."""

    def __init__(self, written: str) -> None:
        written = (
            written.replace(r"\left(", "(")
            .replace(r"\right)", ")")
            .replace(r"\cdot", "·")
            .replace(r"\,", " ")
        )
        written = re.sub("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda raised: "^{" + raised[0].translate(PLAIN) + "}", written)
        names = {r"\varepsilon": "eps", r"\rho": "rho", "ε": "eps", "ρ": "rho"}
        self.tokens = [names.get(token, token) for token in re.findall(r"\\[a-z]+|[0-9]+|\w|\S", written)]

    def whole(self) -> Fraction:
        result = self.sum()
        assert not self.tokens, self.tokens
        return result

    def next(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self, token: str = "") -> str:
        assert not token or self.next() == token, self.tokens
        return self.tokens.pop(0)

    def sum(self) -> Fraction:
        total = self.signed()
        while self.next() in ("+", "-"):
            total += self.product() if self.take() == "+" else -self.product()
        return total

    def signed(self) -> Fraction:
        if self.next() == "-":
            self.take()
            return -self.product()
        return self.product()

    def product(self) -> Fraction:
        assert self.next() != "-", "a sign after an operator"
        result = self.power()
        while self.next() and self.next() not in "+-)}":
            if self.next() == "/":
                self.take()
                result /= self.power()
                continue
            if self.next() == "·":
                self.take()
            else:
                assert not self.next().isdigit(), "a number would be read as one with what stands before"
            result *= self.power()
        return result

    def power(self) -> Fraction:
        base = self.atom()
        if self.next() == "^":
            self.take()
            exponent = self.group() if self.next() == "{" else self.atom()
            assert self.next() != "^", "two exponents"
            return base ** int(exponent)
        return base

    def group(self) -> Fraction:
        self.take("{")
        result = self.sum()
        self.take("}")
        return result

    def atom(self) -> Fraction:
        token = self.take()
        if token == "(":
            result = self.sum()
            self.take(")")
            return result
        if token == r"\frac":
            return self.group() / self.group() if self.next() == "{" else Fraction(0)
        return Fraction(int(token)) if token.isdigit() else POINT[token]


PLAIN = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
many = settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@many
@given(arithmetic())
def test_brackets_keep_the_value(term: Term) -> None:
    try:
        exact = value(term)
    except (ZeroDivisionError, OverflowError):
        return
    assert Reads(latex(term)).whole() == exact, latex(term)
    assert Reads(pretty(term)).whole() == exact, pretty(term)


@pytest.mark.parametrize("wrong", [r"x - \varepsilon - \rho", r"x - -\rho", r"2 \varepsilon^{2}^{3}", r"x 2"])
def test_the_reader_of_brackets_sees_a_wrong_one(wrong: str) -> None:
    right = parse_term("x - (eps - rho)", CONTEXT)
    try:
        assert Reads(wrong).whole() != value(right)
    except AssertionError as problem:
        assert str(problem)
