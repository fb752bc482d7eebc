"""True transcendental inequalities, each with a false neighbour.

The neighbours fail at an equality point, far out, on a small region or by a constant that is slightly too sharp. Origins are
classical: Mitrinovic, Analytic Inequalities, 1970; Bullen, A Dictionary of Inequalities, 1998; Shafer 1966; Redheffer 1969.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.goal import Goal, goal_of
from proofs_check.statement.formal import formalize


@dataclass(frozen=True)
class Case:
    """A true claim and its false twins, over the same letters."""

    name: str
    let: dict[str, str]
    true: str
    false: tuple[str, ...]
    given: tuple[str, ...] = ()

    def goal(self, claim: str | None = None) -> Goal:
        return goal_of(
            formalize(
                self.let,
                {f"given{place}": text for place, text in enumerate(self.given)},
                {},
                claim or self.true,
            )
        )


def one(name: str, domain: str, true: str, *false: str) -> Case:
    return Case(name, {"x": domain}, true, false)


ONE_LETTER: tuple[Case, ...] = (
    one("logarithm_of_a_pole", "real in (0, pi/2)", "log(tan(x)/x) > x**2/3", "log(tan(x)/x) > x**2/2.9"),
    one("powers_of_tangents", "real in (0, pi/2)", "tan(x)**sin(x) + cot(x)**cos(x) >= 2", "tan(x)**sin(x) + cot(x)**cos(x) > 2"),
    one("root_of_a_pole", "real in (0, pi/2)", "sqrt(tan(x)) + sqrt(cot(x)) >= 2", "sqrt(tan(x)) + sqrt(cot(x)) >= 2 + 1.1*(x - pi/4)**2"),
    one("logarithm_of_coth", "positive", "log(x*coth(x)) <= x", "log(x*coth(x)) <= x/4"),
    one("cusa_huygens", "real in (0, pi/2)", "sin(x)/x < (2 + cos(x))/3", "sin(x)/x < (19 + 10*cos(x))/29"),
    one(
        "huygens",
        "real in (0, pi/2)",
        "2*sin(x) + tan(x) > 3*x",
        "2*sin(x) + tan(x) > 3*x + x**5/5",
        "2*sin(x) + tan(x) > 3.0001*x",
    ),
    one("tan_and_sin", "real in [0, pi/2)", "tan(x) + sin(x) >= 2*x", "tan(x) + sin(x) > 2*x"),
    one("wilker", "real in (0, pi/2)", "(sin(x)/x)**2 + tan(x)/x > 2", "(sin(x)/x)**2 + tan(x)/x > 2 + x**4/5"),
    one("jordan", "real in [0, pi/2]", "sin(x) >= 2*x/pi", "sin(x) > 2*x/pi", "sin(x) >= 2*x/pi + x**3/100"),
    one("jordan_strict", "real in (0, pi/2)", "sin(x) > 2*x/pi", "sin(x) > 2*x/3"),
    one(
        "redheffer",
        "real in (0, pi)",
        "sin(x)/x >= (pi**2 - x**2)/(pi**2 + x**2)",
        "sin(x)/x >= (pi**2 - x**2)/(pi**2 + x**2/2)",
    ),
    one(
        "shafer",
        "positive",
        "atan(x) > 3*x/(1 + 2*sqrt(1 + x**2))",
        "atan(x) > 3*x/(1 + 1.99*sqrt(1 + x**2))",
    ),
    one(
        "shafer_fink",
        "real in [0, 1]",
        "3*x/(2 + sqrt(1 - x**2)) <= asin(x)",
        "3*x/(2 + sqrt(1 - x**2)) < asin(x)",
        "asin(x) <= 3*x/(2 + sqrt(1 - x**2))",
    ),
    one("shafer_fink_upper", "real in [0, 1]", "asin(x) <= pi*x/(2 + sqrt(1 - x**2))", "asin(x) < pi*x/(2 + sqrt(1 - x**2))"),
    one("log_pade", "real in [0, oo)", "log(1 + x) <= x*(6 + x)/(6 + 4*x)", "log(1 + x) < x*(6 + x)/(6 + 4*x)", "log(1 + x) <= x*(6 + x)/(6 + 4.1*x)"),
    one("log_root", "real in [1, oo)", "log(x) <= (x - 1)/sqrt(x)", "log(x) < (x - 1)/sqrt(x)", "log(x) <= (x - 1)/sqrt(x + 1/10)"),
    one("exp_pade", "real in [0, 2)", "exp(x) <= (2 + x)/(2 - x)", "exp(x) < (2 + x)/(2 - x)", "exp(x) <= (2 + x)/(2 - x) - x**3/11"),
    one("tanh_pade", "real in [0, oo)", "tanh(x) <= x*(15 + x**2)/(15 + 6*x**2)", "tanh(x) < x*(15 + x**2)/(15 + 6*x**2)"),
    one("tanh_cubic", "real", "x*tanh(x) >= x**2 - x**4/3", "x*tanh(x) > x**2 - x**4/3", "x*tanh(x) >= x**2 - x**4/4"),
    one("power_of_itself", "positive", "x**x >= exp(-1/e)", "x**x > exp(-1/e)", "x**x >= 0.6923"),
    one("entropy_gap", "positive", "x*log(x) - x + 1 >= 0", "x*log(x) - x + 1 > 0"),
    one("entropy_square", "real in [1, oo)", "x*log(x) >= x - 1", "x*log(x) > x - 1"),
    one("cosh_gauss", "real", "cosh(x) <= exp(x**2/2)", "cosh(x) < exp(x**2/2)", "cosh(x) <= exp(x**2/2.01)"),
    one("log_cosh", "real", "log(cosh(x)) <= x**2/2", "log(cosh(x)) < x**2/2"),
    one("log_cosh_linear", "real", "log(cosh(x)) >= abs(x) - log(2)", "log(cosh(x)) >= abs(x) - 0.693"),
    one("log_bounds", "real in (-1, oo)", "x/(1 + x) <= log(1 + x)", "x/(1 + x) < log(1 + x)"),
    one("e_from_below", "positive", "(1 + 1/x)**x < e", "(1 + 1/x)**x < 2.718"),
    one("e_from_above", "positive", "e < (1 + 1/x)**(x + 1)", "2.7183 < (1 + 1/x)**(x + 1)"),
    one("two_to_the_x", "real in [0, 1]", "2**x <= 1 + x", "2**x < 1 + x", "2**x <= 1 + 0.99*x"),
    one("sigmoid_slope", "real", "sigmoid(x)*(1 - sigmoid(x)) <= 1/4", "sigmoid(x)*(1 - sigmoid(x)) < 1/4"),
    one("softplus_quadratic", "real", "softplus(x) <= log(2) + x/2 + x**2/8", "softplus(x) < log(2) + x/2 + x**2/8", "softplus(x) <= log(2) + x/2 + x**2/8.01"),
    one("softplus_relu", "real", "softplus(x) - max(x, 0) <= log(2)", "softplus(x) - max(x, 0) < log(2)"),
    one("atan_rational", "positive", "atan(x) > x/(1 + x**2)", "atan(x) > x/(1 + x**2/4)"),
    one("atan_far", "positive", "atan(x) > pi/2 - 1/x", "atan(x) > pi/2 - 0.999/x"),
    one("atan_slope_bound", "real in [0, oo)", "atan(x) >= 3*x/(3 + x**2)", "atan(x) > 3*x/(3 + x**2)"),
    one("sinc_lower", "real", "sin(x)*x >= x**2 - x**4/6", "sin(x)*x > x**2 - x**4/6", "sin(x)*x >= x**2 - x**4/6.1"),
    one("cos_upper", "real", "cos(x) <= 1 - x**2/2 + x**4/24", "cos(x) < 1 - x**2/2 + x**4/24"),
    one("adamovic_mitrinovic", "real in (0, pi/2)", "(sin(x)/x)**3 > cos(x)", "(sin(x)/x)**3 > cos(x) + x**4/15"),
    one("lazarevic", "positive", "(sinh(x)/x)**3 > cosh(x)", "(sinh(x)/x)**2.9 > cosh(x)"),
    one("hyperbolic_cusa", "positive", "sinh(x)/x < (2 + cosh(x))/3", "sinh(x)/x < (2 + cosh(x))/3 - x**4/179"),
    one("aristarchus", "real in (0, pi/2)", "sin(x)*tan(x) > x**2", "sin(x)*tan(x) > x**2 + x**4/5"),
    one("exp_over_power", "positive", "exp(x) >= e*x", "exp(x) > e*x"),
    one("exp_and_pi", "positive", "exp(x/e) >= x", "exp(x/e) > x"),
    one("log_over_root", "positive", "log(x) <= 2*sqrt(x)/e", "log(x) < 2*sqrt(x)/e"),
    one("log_small_power", "positive", "log(x) <= 10*(x**(1/10) - 1)", "log(x) < 10*(x**(1/10) - 1)"),
    one("real_bernoulli", "real in [-1, oo)", "(1 + x)**(5/3) >= 1 + 5*x/3", "(1 + x)**(5/3) > 1 + 5*x/3"),
    one("sqrt_two_power", "real in [-1, oo)", "(1 + x)**sqrt(2) >= 1 + sqrt(2)*x", "(1 + x)**sqrt(2) >= 1 + 1.4143*x"),
    one("binary_entropy", "real in (0, 1)", "-x*log(x) - (1 - x)*log(1 - x) >= 4*log(2)*x*(1 - x)", "-x*log(x) - (1 - x)*log(1 - x) > 4*log(2)*x*(1 - x)"),
    one("binary_entropy_root", "real in (0, 1)", "-x*log(x) - (1 - x)*log(1 - x) <= 2*log(2)*sqrt(x*(1 - x))", "-x*log(x) - (1 - x)*log(1 - x) <= 1.9*log(2)*sqrt(x*(1 - x))"),
    one("pinsker_half", "real in (0, 1)", "x*log(2*x) + (1 - x)*log(2*(1 - x)) >= 2*(x - 1/2)**2", "x*log(2*x) + (1 - x)*log(2*(1 - x)) > 2*(x - 1/2)**2", "x*log(2*x) + (1 - x)*log(2*(1 - x)) >= 2.01*(x - 1/2)**2"),
    one("sin_sum", "real", "sin(x) + cos(x) <= sqrt(2)", "sin(x) + cos(x) < sqrt(2)", "sin(x) + cos(x) <= 1.414"),
    one("sin_cubes", "real", "sin(x)**4 + cos(x)**4 >= 1/2", "sin(x)**4 + cos(x)**4 > 1/2"),
    one("sin_double", "real", "2*sin(x) + sin(2*x) <= 3*sqrt(3)/2", "2*sin(x) + sin(2*x) < 3*sqrt(3)/2", "2*sin(x) + sin(2*x) <= 2.598"),
    one("sin_of_cos", "real", "cos(sin(x)) > sin(cos(x))", "cos(sin(x)) > sin(cos(x)) + 0.2"),
    one("exp_of_sin", "real", "exp(sin(x)) >= 1 + sin(x)", "exp(sin(x)) > 1 + sin(x)"),
    one("tan_series", "real in [0, pi/2)", "tan(x) >= x + x**3/3", "tan(x) > x + x**3/3", "tan(x) >= x + 0.34*x**3"),
    one("asin_bound", "real in [0, 1]", "asin(x) >= x + x**3/6", "asin(x) > x + x**3/6"),
    one("asinh_log", "positive", "asinh(x) > log(1 + x) - log(2)*x/(1 + x)", "asinh(x) > log(1 + x)*1.2"),
    one("asinh_far", "real in [0, oo)", "asinh(x) >= log(1 + x)", "asinh(x) > log(1 + x)"),
    one("atanh_bound", "real in [0, 1)", "atanh(x) >= x + x**3/3", "atanh(x) > x + x**3/3"),
    one("exp_cubic", "real in [0, oo)", "exp(x) > x**2", "exp(x) > x**2 + 1.5*x"),
    one("exp_cubic_far", "real in [5, oo)", "exp(x) > x**3", "exp(x) > 1.2*x**3"),
    one("log_log", "real in (1, oo)", "log(log(x)) <= log(x) - 1", "log(log(x)) < log(x) - 1"),
    one("gaussian_tail_shape", "positive", "exp(-x**2) <= 1/(1 + x**2)", "exp(-x**2) <= 1/(1 + 1.01*x**2)"),
    one("x_exp", "real", "x*exp(-x) <= 1/e", "x*exp(-x) < 1/e"),
    one("sech", "real", "1/cosh(x) >= 1 - x**2/2", "1/cosh(x) > 1 - x**2/2"),
    one("harmonic_digits", "real in [1, oo)", "1/(x + 1) < log(1 + 1/x)", "1/(x + 1/2) > log(1 + 1/x)"),
    one("log_trapezium", "positive", "log(1 + 1/x) < (1/x + 1/(x + 1))/2", "log(1 + 1/x) < 1/(x + 1/2)"),
    one("gelu_floor", "real", "x*sigmoid(x) > -0.2785", "x*sigmoid(x) > -0.278"),
    one("swish_slope", "real", "sigmoid(x) + x*sigmoid(x)*(1 - sigmoid(x)) < 1.1", "sigmoid(x) + x*sigmoid(x)*(1 - sigmoid(x)) < 1.0997"),
    one("tanh_sigmoid", "real", "tanh(x)**2 <= x**2/(1 + x**2/3)", "tanh(x)**2 < x**2/(1 + x**2/3)"),
    one("lambert_shape", "real in (-1, 1)", "exp(x) <= 1/(1 - x)", "exp(x) < 1/(1 - x)"),
    one("exp_quadratic", "real in (-oo, 1]", "exp(x) <= 1 + x + x**2", "exp(x) < 1 + x + x**2"),
    one("hermite_hadamard", "positive", "exp(x/2) <= (exp(x) - 1)/x", "exp(x/2) <= (exp(x) - 1)/x - x**2/23"),
    one("acos_bound", "real in [-1, 1]", "acos(x) >= sqrt(2*(1 - x))", "acos(x) > sqrt(2*(1 - x))"),
    one("sin_root", "real in [0, 1]", "sin(pi*x) <= 4*x*(1 - x)", "sin(pi*x) < 4*x*(1 - x)"),
    one("sin_pi_quadratic", "real in [0, 1]", "sin(pi*x) >= 3*x*(1 - x)", "sin(pi*x) >= 3.2*x*(1 - x)"),
    one("kober", "real in [0, pi/2]", "cos(x) >= 1 - 2*x/pi", "cos(x) > 1 - 2*x/pi"),
    one("x_to_1_over_x", "positive", "x**(1/x) <= exp(1/e)", "x**(1/x) < exp(1/e)"),
    one("stolarsky", "positive", "(x + 1)*log(x + 1) >= x + x**2/(2 + x)", "(x + 1)*log(x + 1) >= x + x**2/2"),
    one("log_tan", "real in (0, pi/2)", "log(1/cos(x)) >= x**2/2", "log(1/cos(x)) >= x**2/2 + x**4/11"),
    one("wave_decay", "real in [0, oo)", "exp(-x)*sin(x) <= x/(1 + x)", "exp(-x)*sin(x) < x/(1 + x)"),
    one("wave_linear", "real in [0, oo)", "x + sin(x) >= x/2", "x + sin(x) > 0"),
)  # fmt: skip

SEVERAL: tuple[Case, ...] = (
    Case("sine_of_a_part", {"a": "real in (0, 1)", "x": "real in (0, pi/2)"}, "sin(a*x) > a*sin(x)", ("sin(a*x) > a*sin(x) + a*(1 - a)/50",)),
    Case("tangent_of_a_part", {"a": "real in (0, 1)", "x": "real in (0, pi/2)"}, "tan(a*x) < a*tan(x)", ("tan(a*x) < a*tan(x) - a*(1 - a)*x**2/9",)),
    Case("log_between_strictly", {"a": "real in (0, 1)", "x": "real > 1"}, "log(1 + a*(x - 1)) > a*log(x)", ("log(1 + a*(x - 1)) > 1.01*a*log(x)",)),
    Case("cosine_falls", {"x": "real", "y": "real"}, "cos(y) < cos(x)", ("cos(y) < cos(x) - (y - x)/9",), ("0 <= x", "x < y", "y <= pi/2")),
    Case("log_cosh_below_parabola", {"x": "positive", "t": "positive"}, "log(cosh(x)) <= log(cosh(t)) + tanh(t)/(2*t)*(x**2 - t**2)", ("log(cosh(x)) <= log(cosh(t)) + tanh(t)/(2*t)*(x**2 - t**2) - (x - t)**4/100", "log(cosh(x)) < log(cosh(t)) + tanh(t)/(2*t)*(x**2 - t**2)")),
    Case("log_mean_upper", {"x": "positive", "y": "positive"}, "(x - y)/(log(x) - log(y)) <= (x + y)/2", ("(x - y)/(log(x) - log(y)) <= (x + y)/2.01",), ("x > y",)),
    Case("log_mean_lower", {"x": "positive", "y": "positive"}, "(x - y)/(log(x) - log(y)) >= sqrt(x*y)", ("(x - y)/(log(x) - log(y)) >= 1.01*sqrt(x*y)",), ("x > y",)),
    Case("two_powers", {"a": "real in (0, 1)", "b": "real in (0, 1)"}, "a**b + b**a > 1", ("a**b + b**a > 1.1",)),
    Case("pinsker", {"p": "real in (0, 1)", "q": "real in (0, 1)"}, "p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) >= 2*(p - q)**2", ("p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) > 2*(p - q)**2", "p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) >= 2.1*(p - q)**2")),
    Case("gibbs", {"p": "real in (0, 1)", "q": "real in (0, 1)"}, "p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) >= 0", ("p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) > 0",)),
    Case("young", {"a": "positive", "b": "positive", "p": "real in (1, oo)"}, "a*b <= a**p/p + (p - 1)*b**(p/(p - 1))/p", ("a*b < a**p/p + (p - 1)*b**(p/(p - 1))/p",)),
    Case("weighted_means", {"a": "positive", "b": "positive", "t": "real in (0, 1)"}, "a**t*b**(1 - t) <= t*a + (1 - t)*b", ("a**t*b**(1 - t) < t*a + (1 - t)*b",)),
    Case("bernoulli_real", {"x": "real in (-1, oo)", "r": "real in [1, oo)"}, "(1 + x)**r >= 1 + r*x", ("(1 + x)**r > 1 + r*x",)),
    Case("bernoulli_concave", {"x": "real in (-1, oo)", "r": "real in [0, 1]"}, "(1 + x)**r <= 1 + r*x", ("(1 + x)**r < 1 + r*x",)),
    Case("log_sum_exp", {"x": "real", "y": "real"}, "log(exp(x) + exp(y)) <= max(x, y) + log(2)", ("log(exp(x) + exp(y)) < max(x, y) + log(2)",)),
    Case("log_sum_exp_mean", {"x": "real", "y": "real"}, "log((exp(x) + exp(y))/2) >= (x + y)/2", ("log((exp(x) + exp(y))/2) > (x + y)/2",)),
    Case("log_sum", {"x": "positive", "y": "positive"}, "x*log(x) + y*log(y) >= (x + y)*log((x + y)/2)", ("x*log(x) + y*log(y) > (x + y)*log((x + y)/2)",)),
    Case("fenchel_exp", {"x": "real", "y": "positive"}, "x*y <= exp(x) + y*log(y) - y", ("x*y < exp(x) + y*log(y) - y",)),
    Case("exp_convex", {"x": "real", "y": "real", "t": "real in [0, 1]"}, "exp(t*x + (1 - t)*y) <= t*exp(x) + (1 - t)*exp(y)", ("exp(t*x + (1 - t)*y) < t*exp(x) + (1 - t)*exp(y)",)),
    Case("sin_lipschitz", {"x": "real", "y": "real"}, "abs(sin(x) - sin(y)) <= abs(x - y)", ("abs(sin(x) - sin(y)) < abs(x - y)",)),
    Case("tanh_lipschitz", {"x": "real", "y": "real"}, "abs(tanh(x) - tanh(y)) <= abs(x - y)", ("abs(tanh(x) - tanh(y)) < abs(x - y)",)),
    Case("softplus_tangent", {"x": "real", "y": "real"}, "softplus(x) >= softplus(y) + sigmoid(y)*(x - y)", ("softplus(x) > softplus(y) + sigmoid(y)*(x - y)",)),
    Case("hoeffding", {"p": "real in [0, 1]", "x": "real"}, "1 - p + p*exp(x) <= exp(p*x + x**2/8)", ("1 - p + p*exp(x) <= exp(p*x + x**2/9)",)),
    Case("geometric_arithmetic_three", {"x": "real", "y": "real", "z": "real"}, "exp(x) + exp(y) + exp(z) >= 3*exp((x + y + z)/3)", ("exp(x) + exp(y) + exp(z) > 3*exp((x + y + z)/3)",)),
    Case("power_mean", {"x": "positive", "y": "positive"}, "((x**(3/2) + y**(3/2))/2)**(2/3) >= (x + y)/2", ("((x**(3/2) + y**(3/2))/2)**(2/3) > (x + y)/2",)),
    Case("itakura_saito", {"x": "positive", "y": "positive"}, "x/y - log(x/y) - 1 >= 0", ("x/y - log(x/y) - 1 > 0",)),
    Case("decay_bound", {"a": "positive", "t": "real in [0, oo)"}, "t*exp(-a*t) <= 1/(e*a)", ("t*exp(-a*t) < 1/(e*a)",)),
    Case("rate_bound", {"a": "positive", "x": "real in [0, oo)"}, "1 - exp(-a*x) >= a*x/(1 + a*x)", ("1 - exp(-a*x) > a*x/(1 + a*x)",)),
    Case("cosh_product", {"x": "real", "y": "real"}, "cosh(x)*cosh(y) >= cosh((x + y)/2)**2", ("cosh(x)*cosh(y) > cosh((x + y)/2)**2",)),
    Case("sin_sum_two", {"x": "real in [0, pi]", "y": "real in [0, pi]"}, "sin(x) + sin(y) <= 2*sin((x + y)/2)", ("sin(x) + sin(y) < 2*sin((x + y)/2)",)),
    Case("sin_product", {"x": "real", "y": "real"}, "sin(x)*sin(y) + cos(x)*cos(y) <= 1", ("sin(x)*sin(y) + cos(x)*cos(y) < 1",)),
    Case("log_one_plus_sum", {"x": "real in [0, oo)", "y": "real in [0, oo)"}, "log(1 + x + y) <= log(1 + x) + log(1 + y)", ("log(1 + x + y) < log(1 + x) + log(1 + y)",)),
    Case("atan_difference", {"x": "real in [0, oo)", "y": "real in [0, oo)"}, "atan(x) - atan(y) <= x - y", ("atan(x) - atan(y) < x - y",), ("x >= y",)),
    Case("exp_mean_value", {"x": "real", "y": "real"}, "exp(x) - exp(y) <= exp(x)*(x - y)", ("exp(x) - exp(y) < exp(x)*(x - y)",)),
    Case("gap_of_powers", {"x": "positive", "y": "positive", "r": "real in (0, 1)"}, "(x + y)**r <= x**r + y**r", ("(x + y)**r <= 0.99*(x**r + y**r)",)),
    Case("tangent_power", {"x": "positive", "r": "real in [1, oo)"}, "x**r - 1 >= r*(x - 1)", ("x**r - 1 > r*(x - 1)",)),
)  # fmt: skip
