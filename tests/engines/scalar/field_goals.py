"""Goals that are typical of the field: true ones and false neighbours."""

from __future__ import annotations

from collections.abc import Mapping

Case = tuple[Mapping[str, str], str]
RMS = {"eps": "positive", "delta": "positive", "rho": "real in (0, 1)", "g": "positive", "k": "integer >= 1"}
RATE = {
    "eps": "positive",
    "delta": "positive",
    "p": "real in (0, 1)",
    "rho": "real in (0, 1)",
    "g": "positive",
}
QUADRATIC = {"q": "positive", "s": "positive", "eps": "real"}
MOMENTUM = {"alpha": "real in [0, 1)", "eps": "positive", "g": "real", "t": "natural"}

TRUE: tuple[Case, ...] = (
    (RATE, "eps/(delta + sqrt(1 - rho*p)*g) < eps/(delta + sqrt(1 - p)*g)"),
    (RATE, "eps/sqrt(delta + (1 - rho*p)*g**2) < eps/sqrt(delta + (1 - p)*g**2)"),
    (RMS, "eps/(delta + sqrt(1 - rho**(k + 1))*g) < eps/(delta + sqrt(1 - rho**k)*g)"),
    (RMS, "eps/sqrt(delta + (1 - rho**(k + 1))*g**2) < eps/sqrt(delta + (1 - rho**k)*g**2)"),
    (RMS, "sqrt(1 - rho)*g <= sqrt((1 - rho**k)*g**2) and sqrt((1 - rho**k)*g**2) < g"),
    (RMS, "eps/(delta + g) < eps/(delta + sqrt((1 - rho**k)*g**2))"),
    (RMS, "eps/(delta + sqrt((1 - rho**k)*g**2)) <= eps/(delta + sqrt(1 - rho)*g)"),
    (RMS, "eps < eps/sqrt(1 - rho**k) and eps/sqrt(1 - rho**k) <= eps/sqrt(1 - rho)"),
    (RMS, "(1 - rho**(k + 1))*g**2 == rho*(1 - rho**k)*g**2 + (1 - rho)*g**2"),
    (RMS, "(1 - rho**k)*g**2 < (1 - rho**(k + 1))*g**2"),
    (RMS, "1 - rho**k <= k*(1 - rho)"),
    (RMS, "eps*g/(delta + sqrt(1 - rho**k)*g) > eps*g/(delta + g)"),
    (RMS, "(1 - rho**k)/(1 - rho) + rho**k == (1 - rho**(k + 1))/(1 - rho)"),
    (RMS, "eps/(delta + sqrt(k + 1)*g) < eps/(delta + sqrt(k)*g)"),
    (RMS, "eps/(delta + sqrt(k)*g) <= eps/(delta + g)"),
    (RMS, "eps/(delta + sqrt(k + 1)*g) < eps/(delta + sqrt(1 - rho**k)*g)"),
    ({**RMS, "h": "real > g"}, "(delta + g)/(delta + sqrt(4)*g) > (delta + h)/(delta + sqrt(4)*h)"),
    (RMS, "abs(eps/(delta + sqrt(1 - rho**k)*g) - eps/(delta + g)) <= eps*rho**k/delta"),
    ({**RMS, "g": "nonzero real"}, "eps/(delta + sqrt(1 - rho**k)*abs(g)) > eps/(delta + abs(g))"),
    (QUADRATIC, "eps**2*s/2 - eps*q >= -q**2/(2*s)"),
    (QUADRATIC, "implies(eps > 0, iff(eps**2*s/2 - eps*q > 0, eps > 2*q/s))"),
    (QUADRATIC, "(q/s)**2*s/2 - (q/s)*q == -q**2/(2*s)"),
    ({"q": "positive", "s": "real", "eps": "positive"}, "implies(eps**2*s/2 > eps*q, s > 2*q/eps)"),
    ({"q": "positive", "s": "real <= 0", "eps": "positive"}, "eps**2*s/2 - eps*q < 0"),
    (
        {"q": "positive", "s": "real", "L": "positive", "eps": "real in (0, 2/L)"},
        "implies(s <= L*q, eps**2*s/2 - eps*q < 0)",
    ),
    ({"l": "positive", "L": "real >= l"}, "0 <= ((L/l - 1)/(L/l + 1))**2 and ((L/l - 1)/(L/l + 1))**2 < 1"),
    ({"l": "positive", "L": "real >= l"}, "((L - l)/(L + l))**2 == 1 - 4*l*L/(l + L)**2"),
    (
        MOMENTUM,
        "alpha*(-eps*g*(1 - alpha**t)/(1 - alpha)) - eps*g == -eps*g*(1 - alpha**(t + 1))/(1 - alpha)",
    ),
    (MOMENTUM, "abs(-eps*g*(1 - alpha**t)/(1 - alpha)) <= eps*abs(g)/(1 - alpha)"),
    (MOMENTUM, "eps*abs(g)/(1 - alpha) >= eps*abs(g)"),
    ({"lambda_": "real", "t": "integer >= 1"}, "implies(abs(lambda_) < 1, abs(lambda_**t) < 1)"),
    ({"lambda_": "real > 1", "t": "natural"}, "lambda_**t >= 1 + t*(lambda_ - 1)"),
    ({"c": "nonnegative", "a": "real", "y": "real"}, "(c*a - y)**2 == c**2*a**2 - 2*c*a*y + y**2"),
    ({"x": "real", "y": "real", "a": "real in [0, 1]"}, "(a*x + (1 - a)*y)**2 <= a*x**2 + (1 - a)*y**2"),
    ({"x": "real"}, "softplus(x) >= relu(x)"),
    ({"x": "nonnegative"}, "tanh(x) <= x"),
    ({"x": "real"}, "exp(x) >= 1 + x"),
    ({"lam": "positive", "t": "positive"}, "exp(-lam*t) < 1/(1 + lam*t)"),
    ({"x": "real", "y": "real"}, "abs(x + y) <= abs(x) + abs(y)"),
    ({"x": "real", "y": "real"}, "max(x, y) >= (x + y)/2"),
    ({"w": "real", "u": "real"}, "abs(relu(w) - relu(u)) <= abs(w - u)"),
    ({"z": "complex", "w": "complex", "t": "natural"}, "abs(z**t*w) == abs(z)**t*abs(w)"),
)
FALSE: tuple[Case, ...] = (
    (RATE, "eps/(delta + sqrt(1 - rho*p)*g) > eps/(delta + sqrt(1 - p)*g)"),
    (RMS, "eps/(delta + sqrt(1 - rho**k)*g) < eps/(delta + sqrt(1 - rho**(k + 1))*g)"),
    (
        {**RMS, "g": "real"},
        "eps/(delta + sqrt(1 - rho**(k + 1))*abs(g)) < eps/(delta + sqrt(1 - rho**k)*abs(g))",
    ),
    (RMS, "sqrt((1 - rho**k)*g**2) <= sqrt(1 - rho)*g"),
    (RMS, "(1 - rho**(k + 1))*g**2 == rho*(1 - rho**k)*g**2 + (1 + rho)*g**2"),
    (RMS, "1 - rho**k >= k*(1 - rho)"),
    (RMS, "eps/sqrt(1 - rho**k) < eps"),
    ({**RMS, "k": "natural"}, "rho**k < 1"),
    ({**RMS, "rho": "real in [0, 1)"}, "rho**k > 0"),
    ({**RMS, "rho": "real in (-1, 1)"}, "rho**k <= rho"),
    (QUADRATIC, "eps**2*s/2 - eps*q > -q**2/(2*s)"),
    (QUADRATIC, "iff(eps**2*s/2 - eps*q > 0, eps > 2*q/s)"),
    ({"q": "positive", "s": "real", "eps": "positive"}, "eps**2*s/2 - eps*q < 0"),
    (
        {"q": "positive", "s": "real", "L": "positive", "eps": "real in (0, 2/L]"},
        "implies(s <= L*q, eps**2*s/2 - eps*q < 0)",
    ),
    ({"l": "positive", "L": "real"}, "implies(L + l > 0, ((L - l)/(L + l))**2 < 1)"),
    (MOMENTUM, "abs(-eps*g*(1 - alpha**t)/(1 - alpha)) < eps*abs(g)/(1 - alpha)"),
    ({"lambda_": "real", "t": "natural"}, "implies(abs(lambda_) < 1, abs(lambda_**t) < 1)"),
    ({"lambda_": "real", "t": "natural"}, "lambda_**t >= 1 + t*(lambda_ - 1)"),
    ({"x": "real"}, "softplus(x) > relu(x) + 1/10"),
    ({"x": "real"}, "tanh(x) <= x"),
    ({"x": "real"}, "exp(x) > 1 + x"),
    ({"x": "real", "y": "real"}, "abs(x + y) < abs(x) + abs(y)"),
    ({"x": "real", "y": "real"}, "abs(x + y) == abs(x) + abs(y)"),
    ({"w": "real", "u": "real"}, "abs(relu(w) - relu(u)) == abs(w - u)"),
    ({"x": "real"}, "sqrt(x**2) <= x"),
    ({"x": "real", "y": "real"}, "x*y <= (x**2 + y**2)/3"),
    ({"n": "integer"}, "n**2 > n"),
    ({"x": "real"}, "floor(x) < x"),
    ({"x": "real in [0, 1]"}, "x**(1/2) <= x"),
    ({"x": "nonnegative", "p": "positive"}, "x**p <= x"),
)
