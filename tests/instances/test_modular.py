"""The check modulo a prime: exact, and blind to nothing but multiples of the prime."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.instances.modular_blocks import check_modular
from proofs_check.instances.residues import Field, Residue, random_field
from proofs_check.instances.values import NotNumeric
from proofs_check.statement.formal import formalize

LET = {
    "n": "integer >= 1", "H": "symmetric(n)", "V": "invertible(n)", "L": "diagonal(n)", "Q": "orthogonal(n)",
    "x": "vector(n)", "b": "vector(n)", "eps": "real", "a": "real", "c": "positive", "t": "natural", "z": "complex",
}  # fmt: skip
DEFINE = {"J(y)": "dot(y, H @ y)/2 + dot(b, y)", "g": "H @ x + b"}
TRUE = (
    "J(x - eps*g) - J(x) == eps**2*dot(g, H @ g)/2 - eps*dot(g, g)",
    "(V @ L @ inv(V))**t == V @ L**t @ inv(V)",
    "trace(V @ L @ inv(V)) == trace(L)",
    "Q.T @ Q == identity(n) and dot(Q @ x, Q @ x) == dot(x, x)",
    "a/c + 1/(c*c) == (a*c + 1)/c**2",
    "sum(a**k, k, 0, t)*(1 - a) == 1 - a**(t + 1)",
    "(z + i)*(z - i) == z**2 + 1",
    "a**(-2)*a**2 == 1",
)
FALSE = (
    "J(x - eps*g) - J(x) == eps**2*dot(g, H @ g)/2 + eps*dot(g, g)",
    "(V @ L @ inv(V))**t == inv(V) @ L**t @ V",
    "dot(Q @ x, x) == dot(x, x)",
    "a/c + 1/c == (a + 1)/c**2",
    "sum(a**k, k, 0, t)*(1 - a) == 1 - a**t",
    "(z + i)*(z + i) == z**2 + 1",
    "a == a*(1 + 1/10**9)",
)


def check(claim, n, instances=200):
    return check_modular(formalize(LET, {}, DEFINE, claim), instances, n, 0)


@pytest.mark.parametrize("claim", TRUE)
@pytest.mark.parametrize("n", [1, 2, 5, 12])
def test_identities_hold_without_any_tolerance(claim, n):
    result = check(claim, n)
    assert result.holds
    assert result.undefined < 0.1 * result.tried


@pytest.mark.parametrize("claim", FALSE)
def test_false_ones_fail_on_nearly_every_instance(claim):
    result = check(claim, 3)
    assert result.failed >= (result.tried - result.undefined) * (1 - 10 * result.false_accept) - 1


def test_the_chance_of_a_false_accept_is_bounded_by_the_degree():
    """x**3 == x holds for three residues: the bound is 3/2^21, and 20,000 instances meet at most a few of them."""
    result = check("a**3 == a", 1, 20_000)
    assert result.degree == 3 == check("a*a*a == a", 1).degree
    assert result.tried - result.failed <= 20


@pytest.mark.parametrize(
    "claim", ["sqrt(a**2) == abs(a)", "a <= a", "exp(a) == exp(a)", "norm(x) == norm(x)"]
)
def test_what_is_not_rational_is_refused(claim):
    with pytest.raises(NotNumeric):
        check(claim, 2)


def test_an_equality_that_cannot_be_solved_is_refused():
    formal = formalize({"x": "real", "y": "real"}, {"circle": "x**2 + y**2 == 1"}, {}, "x == y")
    with pytest.raises(NotNumeric):
        check_modular(formal, 10, 1, 0)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_products_are_exact_integers_modulo_the_prime(seed, n):
    rng = np.random.Generator(np.random.SFC64(seed))
    field = random_field(rng)
    a, b = field.draw(rng, 2, n, n), field.draw(rng, 2, n, n)
    found = field.reduced(field.matmul(field.matmul(a, b), b)).value.reshape(2, n, n)
    one, two = (np.asarray(x.value).reshape(2, n, n).astype(np.int64).astype(object) for x in (a, b))
    exact = np.einsum("bij,bjk->bik", np.einsum("bij,bjk->bik", one, two), two)
    assert ((exact - found.astype(np.int64).astype(object)) % field.p == 0).all()


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_prime_is_one_and_inverses_are_inverses(seed):
    rng = np.random.Generator(np.random.SFC64(seed))
    field = random_field(rng)
    assert 2**21 < field.p < 2**22 and field.p % 4 == 1
    assert all(field.p % d for d in range(2, 2049))
    x = field.draw(rng, 50, 1, 1)
    flat = Residue(x.value.reshape(-1), x.bound)
    back = field.reduced(field.multiply(field.inverse(flat), flat)).value % field.p
    assert set(back.tolist()) <= {1.0, 0.0}
    root = field.root_of_minus_one()
    assert field.is_zero(field.add(field.multiply(root, root), field.number(Fraction(1)))).all()


def test_matrix_inverses():
    rng = np.random.Generator(np.random.SFC64(1))
    field = Field(2097169) if all(2097169 % d for d in range(2, 1449)) else random_field(rng)
    a = field.draw(rng, 100, 6, 6)
    inverse, regular = field.inverse_matrix(a)
    product = field.matmul(a, inverse)
    one = Residue(np.identity(6)[None], 1.0)
    assert regular.mean() > 0.9
    assert (field.is_zero(field.add(product, one, -1)) >= regular).all()


def test_a_pivot_of_zero_is_told():
    field = random_field(np.random.Generator(np.random.SFC64(2)))
    swapped = Residue(np.array([[[0.0, 1.0], [1.0, 0.0]], [[1.0, 0.0], [0.0, 1.0]]]), 1.0)
    assert field.inverse_matrix(swapped)[1].tolist() == [False, True]


def test_products_that_would_pass_two_to_the_53_are_reduced_first():
    field = random_field(np.random.Generator(np.random.SFC64(3)))
    x, y = 2**27 + 12345, 2**28 + 999
    found = field.multiply(Residue(np.array([float(x)]), 2.0**28), Residue(np.array([float(y)]), 2.0**29))
    assert (int(found.value[0]) - x * y) % field.p == 0
