"""The tolerance: it rejects wrong formulas, and no true identity."""

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.instances.letters import Letters
from proofs_check.instances.numpy_eval import Evaluator
from proofs_check.instances.run import run_sampled
from proofs_check.instances.truth import Judge
from proofs_check.instances.values import EPS, UNDERFLOW
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.terms import Compare

QUADRATIC = {"n": "integer >= 1", "H": "symmetric(n)", "x": "vector(n)", "b": "vector(n)", "eps": "real"}
DEFINE = {"J(y)": "dot(y, H @ y)/2 + dot(b, y)", "g": "H @ x + b"}
INCREMENT = "J(x - eps*g) - J(x) == eps**2*dot(g, H @ g)/2 - eps*dot(g, g)"


def sampled(let, claim, define=None, given=None, instances=20_000, seed=0):
    result = run_sampled(formalize(let, given or {}, define or {}, claim), (), instances, seed)
    assert result is not None
    return result


def test_a_flipped_sign_fails_at_once():
    wrong = INCREMENT.replace("/2 - eps", "/2 + eps")
    assert sampled(QUADRATIC, wrong, DEFINE, instances=64).failed > 0
    assert sampled(QUADRATIC, INCREMENT, DEFINE, instances=64).failed == 0


@pytest.mark.parametrize(
    ("let", "true"),
    [
        ({"x": "positive", "y": "positive"}, "x*y/(x + y) == 1/(1/x + 1/y)"),
        ({"x": "real in (0, 4)"}, "exp(x)*exp(x) == exp(2*x)"),
        ({"n": "integer >= 1", "H": "spd(n)", "x": "vector(n)"}, "dot(x, H @ x) == dot(H @ x, x)"),
        ({"x": "positive", "t": "natural"}, "sum(x**k, k, 0, t)*(1 + x) == sum(x**k + x**(k + 1), k, 0, t)"),
    ],
)
def test_an_error_of_one_in_a_billion_is_seen_where_nothing_cancels(let, true):
    left, right = true.split("==")
    wrong = f"({left})*(1 + 10**(-9)) == {right}"
    honest, caught = sampled(let, true), sampled(let, wrong)
    assert honest.failed == 0
    assert caught.failed > 0.9 * (caught.admissible - honest.inconclusive) - 0.05 * caught.admissible


IDENTITIES = [
    ({"x": "real", "y": "real"}, "(x - y)**3 == x**3 - 3*x**2*y + 3*x*y**2 - y**3"),
    ({"x": "real", "y": "real"}, "(x**2 - y**2)*(x**4 + x**2*y**2 + y**4) - x**6 + y**6 == 0"),
    ({"x": "real"}, "sqrt(x**2) == abs(x)"),
    ({"x": "real"}, "tanh(x) == (exp(2*x) - 1)/(exp(2*x) + 1)"),
    ({"x": "real"}, "sin(3*x) == 3*sin(x) - 4*sin(x)**3"),
    ({"x": "positive", "y": "positive"}, "log(x*y) == log(x) + log(y)"),
    ({"x": "real in [0, 1)", "t": "natural"}, "(1 - x)*sum(x**k, k, 0, t) == 1 - x**(t + 1)"),
    ({"x": "real"}, "exp(x - 800)*exp(800 - x) == 1"),
    ({"x": "real"}, "softplus(x) - softplus(-x) == x"),
    ({"a": "real", "b": "real", "c": "real"}, "min(a, b, c) + max(-a, -b, -c) == 0"),
    ({"n": "integer >= 1", "A": "invertible(n)", "x": "vector(n)"}, "A @ inv(A) @ x == x"),
    ({"n": "integer >= 1", "Q": "orthogonal(n)", "x": "vector(n)"}, "norm(Q @ x) == norm(x)"),
    ({"n": "integer >= 1", "Q": "orthogonal(n)"}, "Q @ Q.T == identity(n)"),
    ({"n": "integer >= 1", "A": "matrix(n, n)"}, "det(A.T @ A) == det(A)**2"),
    ({"n": "integer >= 1", "H": "symmetric(n)"}, "trace(H @ H) == dot(eigenvalues(H), eigenvalues(H))"),
    ({"n": "integer >= 1", "A": "matrix(n, n)", "t": "natural"}, "A @ A**t == A**t @ A"),
    ({"z": "complex", "w": "complex"}, "abs(z*w) == abs(z)*abs(w)"),
    ({"z": "complex"}, "exp(z)*exp(-z) == 1"),
    ({"x": "positive", "y": "real"}, "x**y*x**(-y) == 1"),
    (
        {"k": "integer in [0, 12]", "x": "real in [-2, 2]"},
        "chebyshev_t(k, x)*2 == chebyshev_u(k, x) + chebyshev_t(k, x)*2 - chebyshev_u(k, x)",
    ),
    ({"k": "integer in [0, 15]"}, "sum(binomial(k, j), j, 0, k) == 2**k"),
]


@pytest.mark.parametrize(("let", "claim"), IDENTITIES, ids=[claim for _, claim in IDENTITIES])
def test_true_identities_never_fail(let, claim):
    instances = 100_000 if "n" not in let else 20_000
    result = sampled(let, claim, instances=instances)
    assert result.failed == 0, (result.first_failure, result.measured)
    assert result.admissible > instances / 10


def test_a_million_instances_with_heavy_cancellation_do_not_fail():
    claim = "(x - y)**5 == x**5 - 5*x**4*y + 10*x**3*y**2 - 10*x**2*y**3 + 5*x*y**4 - y**5"
    result = sampled({"x": "real", "y": "real"}, claim, instances=1_000_000)
    assert result.failed == 0
    assert result.worst_ratio < 1
    assert result.admissible == 1_000_000


def test_what_rounding_hides_is_inconclusive_never_passed():
    result = sampled({"x": "real in (0, 1)"}, "(x + 10**20) - 10**20 == x", instances=4_000)
    assert result.failed == 0
    assert result.inconclusive > 0.99 * result.admissible


def test_ties_of_small_letters_are_decided_exactly():
    letters = {"x": "integer in [-4, 4]", "y": "integer in [-4, 4]"}
    weak = sampled(letters, "(x/4)**2 + (y/4)**2 >= x*y/8", instances=4_000)
    strict = sampled(letters, "(x/4)**2 + (y/4)**2 > x*y/8", instances=4_000)
    assert (weak.failed, weak.inconclusive) == (0, 0)
    assert strict.failed > 0
    assert strict.inconclusive == 0


def test_undefined_terms_fail_also_in_an_unused_branch():
    assert sampled({"x": "real"}, "implies(x > 0, 1/x > 0)", instances=4_000).failed > 0
    assert sampled({"x": "nonzero"}, "implies(x > 0, 1/x > 0)", instances=4_000).failed == 0
    assert sampled({"x": "real"}, "sqrt(x)**2 == x or x < 0", instances=4_000).failed > 0


UNARY = {
    "sqrt": mpmath.sqrt, "exp": mpmath.exp, "log": mpmath.log, "sin": mpmath.sin, "cos": mpmath.cos,
    "tan": mpmath.tan, "asin": mpmath.asin, "acos": mpmath.acos, "atan": mpmath.atan, "sinh": mpmath.sinh,
    "cosh": mpmath.cosh, "tanh": mpmath.tanh, "coth": mpmath.coth, "asinh": mpmath.asinh,
    "acosh": mpmath.acosh, "atanh": mpmath.atanh, "acoth": mpmath.acoth, "gamma": mpmath.gamma,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)), "softplus": lambda x: mpmath.log(1 + mpmath.exp(x)),
    "cot": mpmath.cot, "floor": mpmath.floor, "ceil": mpmath.ceil, "sign": mpmath.sign, "abs": abs,
    "relu": lambda x: max(x, mpmath.mpf(0)),
}  # fmt: skip
REALS = st.one_of(
    st.floats(-4, 4, allow_subnormal=False),
    st.floats(-200, 200, allow_subnormal=False),
    st.sampled_from([0.0, 1.0, -1.0, 0.5, 3.0, 1e-8, 1 + 2.0**-40, 1 - 2.0**-52]),
)


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(sorted(UNARY)), REALS, REALS, REALS)
def test_every_function_keeps_within_its_scale(name, x, y, z):
    """Against 60 digits: an argument that has been rounded, and may have cancelled."""
    formal = formalize({"x": "real", "y": "real", "z": "real"}, {}, {}, f"{name}(x*y + z) == 0")
    term = formal.claim.left
    evaluator = Evaluator(formal, Letters({"x": np.array([x]), "y": np.array([y]), "z": np.array([z])}))
    with np.errstate(all="ignore"):
        found = evaluator.value(term)
    with mpmath.workdps(60):
        try:
            true = UNARY[name](mpmath.mpf(x) * mpmath.mpf(y) + mpmath.mpf(z))
        except (ValueError, ZeroDivisionError):
            true = None
        is_real = true is not None and mpmath.im(true) == 0 and mpmath.isfinite(true)
        if not is_real:
            assert not found.defined[0] or not np.isfinite(found.magnitude[0])
            return
        if not found.defined[0]:
            assert found.status[0] == 0, "undefined for sure, yet it has a value"
            return
        slack = EPS * max(evaluator.units, found.depth / 2) * found.magnitude[0] + UNDERFLOW
        assert np.isinf(slack) or np.isnan(slack) or abs(mpmath.mpf(found.value[0]) - true) <= slack


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["<", "<=", "==", "!=", ">", ">="]))
def test_decided_comparisons_agree_with_exact_arithmetic(seed, relation):
    """Small dyadic letters through polynomials and quotients: no decided instance may be wrong."""
    formal = formalize(
        {"x": "real", "y": "real"},
        {},
        {},
        f"(x - y)*(x + y)/4 {relation} x**2/4 - y**2/4 + x*y - y*x + x/3 - x/3",
    )
    rng = np.random.default_rng(seed)
    x, y = rng.integers(-8, 9, 50) / 4, rng.integers(-8, 9, 50) / 4
    outcome = outcome_of(formal, Letters({"x": x, "y": y}))
    holds = relation in ("<=", "==", ">=")
    assert set(outcome.tolist()) <= ({1, 0} if holds else {-1, 0})


def outcome_of(formal: Formal, letters: Letters):
    with np.errstate(all="ignore"):
        assert isinstance(formal.claim, Compare)
        return Judge(Evaluator(formal, letters)).truth(formal.claim).outcome


def test_a_measured_letter_moves_the_answer_by_its_error():
    formal = formalize({"q": "real", "x": "real"}, {}, {}, "q**3 == x**3")
    x = np.full(3, 2.0)
    q = x + np.array([1e-7, 1e-5, 0.0])
    outcome = outcome_of(formal, Letters({"q": q, "x": x}, {"q": np.array([2e-7, 2e-7, 0.0])}))
    assert outcome.tolist() == [1, -1, 1]
    hidden = outcome_of(formal, Letters({"q": q, "x": x}, {"q": np.array([0.5, 0.5, 0.5])}))
    assert hidden.tolist() == [0, 0, 0]


def test_a_tie_of_rounded_products_is_not_taken_for_a_tie():
    """x*y = 2^54 + 2^28 + 1 is no float: it rounds to z, and is larger."""
    formal = formalize({"x": "real", "y": "real", "z": "real"}, {}, {}, "x*y > z")
    x, z = np.array([2.0**27 + 1]), np.array([2.0**54 + 2.0**28])
    assert outcome_of(formal, Letters({"x": x, "y": x, "z": z})).tolist() == [0]
    small = Letters({"x": np.array([3.0]), "y": np.array([5.0]), "z": np.array([15.0])})
    assert outcome_of(formal, small).tolist() == [-1]


def test_what_underflow_lost_is_not_blown_up_into_an_answer():
    formal = formalize({"x": "real"}, {}, {}, "exp(-x)*exp(x - 100) == exp(-100)")
    assert outcome_of(formal, Letters({"x": np.array([800.0, 300.0])})).tolist() == [0, 1]
    norms = formalize({"v": "vector(2)", "c": "real"}, {}, {}, "norm(v)*c == 0")
    outcome = outcome_of(norms, Letters({"v": np.array([[1e-200, 0.0]]), "c": np.array([1e300])}))
    assert outcome.tolist() == [0]


def test_a_determinant_near_zero_does_not_pass_for_an_inverse():
    formal = formalize({"A": "matrix(3, 3)"}, {}, {}, "A @ inv(A) == identity(3)")
    singular = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])
    assert outcome_of(formal, Letters({"A": np.stack([singular, np.identity(3)])})).tolist() == [0, 1]


def test_row_exchanges_in_an_inverse_do_not_fail_a_true_identity() -> None:
    """A zero of the inverse is off by rounding where elimination exchanged rows: Sherman and Morrison's formula."""
    from proofs_check.instances import run_sampled
    from proofs_check.statement.formal import formalize

    formal = formalize(
        {"n": "integer >= 1", "A": "invertible(n)", "u": "vector(n)", "v": "vector(n)"},
        {"one": "1 + dot(v, inv(A) @ u) != 0", "two": "det(A + u @ v.T) != 0"},
        {},
        "inv(A + u @ v.T) == inv(A) - (1/(1 + dot(v, inv(A) @ u)))*(inv(A) @ u @ v.T @ inv(A))",
    )
    result = run_sampled(formal, (), 20_000, 0)
    assert result is not None and result.admissible > 10_000
    assert result.failed == 0
