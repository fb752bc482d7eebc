"""`theory new FILE`: a commented claim file to start from."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = """\
# Claims of a chapter. Judge them with:  theory check {name}
#
# let     the letters and what they may be: real, positive, negative, nonnegative, nonzero, integer, natural, complex,
#         "real in [0, 1)", "integer >= 1", vector(n), matrix(m, n), symmetric(n), spd(n), invertible(n), ...
# given   the hypotheses of the text, each with a name
# define  sequences by recurrence: `step` is the value at index + 1
# claim   what the text says, for all admissible values of the letters. Numbers are exact: 0.1 is 1/10.
# expect  (optional) the verdict that you expect: "proved" (if absent), "refuted", "unknown", ...

[[claim]]
id = "geometric_sum"
says = "The sum of the first n powers of r."
source = "a first course in analysis, chapter 1"
let = {{ r = "real", n = "natural" }}
given = {{ ratio = "r != 1" }}
claim = "sum(r**k, k, 0, n) == (1 - r**(n + 1))/(1 - r)"

[[claim]]
id = "moving_average_of_a_constant"
says = "An exponential moving average that starts at 0, of a constant."
let = {{ rho = "real in [0, 1)", g = "real", t = "natural" }}
define.r = {{ index = "t", first = 0, start = ["0"], step = "rho*r(t) + (1 - rho)*g**2" }}
claim = "r(t) == (1 - rho**t)*g**2"

[[claim]]
id = "best_step_on_a_quadratic"
says = "No step along the gradient of a convex quadratic gains more than dot(g, g)**2/(2*dot(g, H @ g))."
let = {{ n = "integer >= 1", H = "spd(n)", g = "vector(n)", s = "real" }}
given = {{ gradient = "g != zeros(n, 1)" }}
claim = "s**2*dot(g, H @ g)/2 - s*dot(g, g) >= -dot(g, g)**2/(2*dot(g, H @ g))"

[[claim]]
id = "rate_vanishes"
says = "False as it stands: the gradient may be zero. The program says so and finds the hypothesis that is missing."
let = {{ eps = "positive", delta = "positive", g = "real", t = "natural" }}
claim = "limit(eps/(delta + sqrt(t)*abs(g)), t, oo) == 0"
expect = "refuted"
"""


def write_example(path: Path) -> None:
    """Writes the example. Raises OSError: FileExistsError rather than overwrite a file."""
    with path.open("x", encoding="utf-8") as file:
        file.write(EXAMPLE.format(name=path.name))
