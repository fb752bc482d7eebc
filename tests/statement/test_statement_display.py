"""LaTeX and Unicode: the forms of a textbook, and that MathML can be made of every construct."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from latex2mathml.converter import convert
from statement_terms import CONTEXT, FORMAL, LET, scalars, square, statements, vectors

from proofs_check.report.mathml import NotConvertible, _tree
from proofs_check.statement.formal import formalize
from proofs_check.statement.latex import latex, latex_domain, latex_sequence
from proofs_check.statement.latex_names import latex_name
from proofs_check.statement.parse import parse_domain, parse_term
from proofs_check.statement.terms import At, Letter, Term, apply, number
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
