"""Goals for the tests, written as claims are."""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.goal import Goal, goal_of
from proofs_check.statement.formal import formalize


def goal(let: Mapping[str, str], claim: str, *given: str) -> Goal:
    """The goal of a claim."""
    named = {f"h{place}": text for place, text in enumerate(given)}
    return goal_of(formalize(let, named, {}, claim))


R = "real"
TRUE_IDENTITIES: tuple[tuple[Mapping[str, str], str], ...] = (
    ({"x": R, "y": R}, "(x + y)**2 == x**2 + 2*x*y + y**2"),
    ({"x": R}, "sqrt(x)**2 == x"),
    ({"x": R}, "sqrt(x**2) == abs(x)"),
    ({"x": "positive", "y": "positive"}, "sqrt(x*y) == sqrt(x)*sqrt(y)"),
    ({"x": R}, "sqrt(1 - x)*sqrt(1 + x) == sqrt(1 - x**2)"),
    ({"rho": R, "k": "natural"}, "rho**(k + 1) == rho*rho**k"),
    ({"rho": R, "k": "integer >= 1"}, "rho**k == rho*rho**(k - 1)"),
    ({"rho": R, "k": "natural", "g": R}, "(1 - rho**(k + 1))*g**2 == rho*(1 - rho**k)*g**2 + (1 - rho)*g**2"),
    ({"rho": R, "t": "natural", "s": "natural"}, "rho**(t + s) == rho**t*rho**s"),
    ({"rho": R, "t": "natural"}, "rho**(2*t) == (rho**t)**2 and rho**(2*t + 1) == rho*rho**t*rho**t"),
    ({"a": R, "b": R, "t": "natural"}, "(a*b)**t == a**t*b**t"),
    ({"t": "natural"}, "(-1)**(2*t) == 1 and (-2)**(2*t + 1) == -2*4**t"),
    ({"x": R}, "tanh(x) == (exp(2*x) - 1)/(exp(2*x) + 1)"),
    ({"x": R}, "cosh(x)**2 - sinh(x)**2 == 1"),
    ({"x": R}, "sin(2*x) == 2*sin(x)*cos(x) and sin(x/2)**2 == (1 - cos(x))/2"),
    ({"x": R, "y": R}, "cos(x + y) == cos(x)*cos(y) - sin(x)*sin(y)"),
    ({"x": R}, "32*sin(x)*cos(x)*cos(2*x)*cos(4*x)*cos(8*x)*cos(16*x) == sin(32*x)"),
    ({"x": R, "y": R}, "sin(40*x + y) + sin(40*x - y) == 2*sin(40*x)*cos(y)"),
    ({"t": "integer"}, "cos(pi*2) == 1 and sin(pi/2) == 1"),
    ({"x": "positive", "y": "positive"}, "log(x*y**3) == log(x) + 3*log(y)"),
    ({"x": R, "y": R}, "max(x, y) + min(x, y) == x + y"),
    ({"x": R}, "relu(x) - relu(-x) == x and abs(x)**2 == x**2"),
    ({"x": R}, "sigmoid(x) + sigmoid(-x) == 1 and softplus(x) - softplus(-x) == x"),
    ({"z": "complex", "w": "complex"}, "abs(z*w) == abs(z)*abs(w)"),
    ({"z": "complex", "w": "complex"}, "abs(z + w)**2 + abs(z - w)**2 == 2*abs(z)**2 + 2*abs(w)**2"),
    ({"z": "complex"}, "re(z)**2 + im(z)**2 == abs(z)**2 and z == re(z) + i*im(z)"),
    ({"z": "complex"}, "conj(i*z) == -i*conj(z) and abs(i*z) == abs(z) and im(i*z) == re(z)"),
    ({"z": "complex", "t": "natural"}, "abs(z**t) == abs(z)**t and i**(4*t + 2) == -1"),
    (
        {"x": "positive", "a": R},
        "x**(a + 1) == x*x**a and x**(1/2) == sqrt(x) and x**(-3/2) == 1/(x*sqrt(x))",
    ),
    ({"n": "natural"}, "factorial(n + 2) == (n + 2)*(n + 1)*factorial(n)"),
    (
        {"n": "natural"},
        "binomial(n + 1, 2) == binomial(n, 2) + n and harmonic(n + 1) == harmonic(n) + 1/(n + 1)",
    ),
    ({}, "sqrt(12) == 2*sqrt(3) and sqrt(6) == sqrt(2)*sqrt(3) and sqrt(1/2) == sqrt(2)/2"),
    ({"k": "natural"}, "2**(k + 1) - 1 == 2*2**k - 1 and (1/2)**k*2**k == 1 and 6**k == 2**k*3**k"),
    ({"rho": "real in (0, 1)", "k": "integer"}, "rho == exp(log(rho)) and exp(k*log(rho)) == rho**k"),
    ({"x": "nonnegative"}, "root(x**3, 3) == x and root(8*x, 3) == 2*root(x, 3)"),
    ({"x": R}, "x**0 == 1 and 0**0 == 1"),
)
FALSE_IDENTITIES: tuple[tuple[Mapping[str, str], str], ...] = (
    ({"x": R}, "sqrt(x**2) == x"),
    ({"x": R}, "abs(x) == x"),
    ({"x": R, "y": R}, "(x + y)**2 == x**2 + y**2"),
    ({"t": "natural"}, "0**t == 0"),
    ({"x": R, "t": "natural"}, "x**t*x == x**t"),
    ({"x": R, "t": "integer"}, "(-1)**t == 1"),
    ({"z": "complex"}, "sqrt(z**2) == z"),
    ({"z": "complex"}, "abs(z)**2 == z**2"),
    ({"z": "complex"}, "conj(sqrt(z)) == sqrt(conj(z))"),
    ({"z": "complex", "w": "complex"}, "sqrt(z*w) == sqrt(z)*sqrt(w)"),
    ({"z": "complex"}, "log(z**2) == 2*log(z)"),
    ({"x": R}, "tanh(x) == (exp(x) - 1)/(exp(x) + 1)"),
    ({"x": R}, "sin(2*x) == 2*sin(x)"),
    ({"x": R}, "32*sin(x)*cos(x)*cos(2*x)*cos(4*x)*cos(8*x)*cos(15*x) == sin(32*x)"),
    ({"x": "positive"}, "log(x + 1) == log(x) + 1"),
    ({"x": R}, "sign(x)*sign(x) == 1"),
    ({"x": R}, "root(x**2, 2) == x"),
    ({"x": R}, "atan(1/x) == pi/2 - atan(x)"),
    ({"n": "natural"}, "factorial(n + 1) == (n + 2)*factorial(n)"),
    ({"x": R}, "floor(x + 1/2) == floor(x)"),
    ({"x": R, "k": "integer"}, "abs(x)**k == x**k"),
)
