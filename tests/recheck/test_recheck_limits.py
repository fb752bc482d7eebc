"""What the second evaluator decides of limits, derivatives and sequences."""

from __future__ import annotations

import pytest
from recheck_outcomes import Declared, outcome

REAL = {"x": "real"}
WHOLE = {"n": "natural"}
LIMITS = (
    (REAL, "limit((1 + 1/x)**x, x, oo) == e", "holds"),
    (REAL, "limit(sin(x)/x, x, 0) == 1", "holds"),
    (REAL, "limit(x*log(x), x, 0, '+') == 0", "holds"),
    (REAL, "limit(abs(x)/x, x, 0) == 1", "undefined"),
    (REAL, "limit(sqrt(x**2 + x) - x, x, oo) == 1/2", "holds"),
    (REAL, "limit(sqrt(x**2 + x) - x, x, oo) == 0", "false"),
    (REAL, "limit(sin(x), x, oo) == 0", "undefined"),
    (REAL, "limit(sin(x)/x, x, oo) == 0", "holds"),
    (REAL, "limit(x - sin(x), x, oo) == oo", "holds"),
    (REAL, "limit(1/x, x, 0) == oo", "undefined"),
    (REAL, "limit(1/x**2, x, 0) == oo", "holds"),
    (REAL, "limit(1/x**2, x, 0) + 1 > 0", "undefined"),
    (REAL, "limit(sqrt(x), x, 0) == 0", "undefined"),
    (REAL, "limit((-x)**(1/2), x, oo) == 0", "undefined"),
    (REAL, "limit(log(-x)/x, x, oo) == 0", "undefined"),
    (REAL, "limit((exp(x) - 1 - x)/x**2, x, 0) == 1/2", "holds"),
    (WHOLE, "limit((-1)**n, n, oo) == 0", "undefined"),
    (WHOLE, "limit((-1)**n/n, n, oo) == 0", "holds"),
    (WHOLE, "limit(sin(n), n, oo) == 0", "undefined"),
    (WHOLE, "limit(sin(pi*n), n, oo) == 0", "holds"),
    (WHOLE, "limit(cos(2*pi*n), n, oo) == 1", "holds"),
    (WHOLE, "limit(n*(2 + (-1)**n), n, oo) == oo", "holds"),
    (WHOLE, "limit((-2)**n, n, oo) == oo", "undefined"),
    (WHOLE, "limit(([[1, 1], [0, 1]]**n)[0, 1]/n, n, oo) == 1", "holds"),
    (WHOLE, "limit(norm([[0, -1], [1, 0]]**n @ [[3], [4]]), n, oo) == 5", "holds"),
    (WHOLE, "limit(([[0, -1], [1, 0]]**n)[0, 0], n, oo) == 0", "undefined"),
    (WHOLE, "limit(([[2, 1], [0, 0]]**n)[0, 1]/2**n, n, oo) == 1/2", "holds"),
    (WHOLE, "limit(([[0, 1, 0], [0, 0, 1], [0, 0, 3]]**n)[0, 2]/3**n, n, oo) == 1/9", "holds"),
    (WHOLE, "limit(inv([[n, 1], [1, 1]])[0, 0], n, oo) == 0", "holds"),
)


@pytest.mark.parametrize(("let", "claim", "expected"), LIMITS)
def test_limits(let: Declared, claim: str, expected: str) -> None:
    assert outcome(claim, let) == expected


def test_limits_of_recurrences() -> None:
    define = {"r": {"start": ["0", "1"], "step": "r(n)/2 + r(n - 1)/2", "index": "n"}}
    let = {"t": "natural"}
    assert outcome("limit(r(t), t, oo) == 2/3", let, define=define) == "holds"
    assert outcome("limit(r(t), t, oo) == 1", let, define=define) == "false"


def test_values_of_sequences() -> None:
    define = {"r": {"start": ["1", "1"], "first": 1, "step": "r(n) + r(n - 1)", "index": "n"}}
    let = {"t": "integer"}
    for at, expected in (("1", "holds"), ("10", "holds"), ("0", "undefined"), ("5000", "open")):
        assert outcome("r(t) == fibonacci(t)", let, {"t": at}, define=define) == expected
    broken = {"r": {"start": ["1"], "step": "1/(n - 3)", "index": "n"}}
    assert outcome("r(t) == 1/(t - 4)", let, {"t": "6"}, define=broken) == "undefined"


SLOPES = (
    ("diff(abs(x), x) == sign(x)", "0", "undefined"),
    ("diff(abs(x), x) == sign(x)", "-1", "holds"),
    ("diff(x*abs(x), x) == 2*abs(x)", "0", "holds"),
    ("diff(root(x, 3), x) > 0", "0", "undefined"),
    ("diff(sqrt(x), x) > 0", "0", "undefined"),
    ("diff(max(x, 1), x) == 0", "1", "undefined"),
    ("diff(floor(x), x) == 0", "1", "undefined"),
    ("diff(floor(x), x) == 0", "1/2", "holds"),
    ("diff(diff(x**3, x), x) == 6*x", "2", "holds"),
    ("diff(x**2*sin(x), x) == 2*x*sin(x) + x**2*cos(x)", "1", "holds"),
    ("diff(exp(-x**2/2), x) == x*exp(-x**2/2)", "1", "false"),
)


@pytest.mark.parametrize(("claim", "at", "expected"), SLOPES)
def test_derivatives(claim: str, at: str, expected: str) -> None:
    assert outcome(claim, REAL, {"x": at}) == expected
