"""Whole numbers that exist by exact division, with equations among the hypotheses; and the reading of terms as polynomials."""

from __future__ import annotations

from fractions import Fraction

import pytest
from whole_goals import goal, is_proved

from proofs_check.engines import polynomial_quotients
from proofs_check.engines.atom_domains import coprime
from proofs_check.engines.ring import OutOfReach, exact
from proofs_check.engines.whole_atoms import Atoms
from proofs_check.engines.whole_samples import value_at
from proofs_check.goal import Goal
from proofs_check.statement.terms import Compare

N, Z = "natural", "integer"
A_IS_B = "exists(k, 'integer', a - b == m*k)"
DOUBLED = {"x": {"index": "n", "first": 0, "start": ["1"], "step": "2*x(n)"}}
TRUE = (
    goal({"m": "integer >= 2", "a": Z, "b": Z}, "exists(k, 'integer', a**3 - b**3 == m*k)", A_IS_B),
    goal({"m": Z, "a": Z, "b": Z}, "exists(k, 'integer', a**5 - b**5 + 7*(a - b) == m*k)", A_IS_B),
    goal(
        {"m": Z, "a": Z, "b": Z, "c": Z, "d": Z},
        "exists(k, 'integer', a*c - b*d == m*k)",
        A_IS_B,
        "exists(k, 'integer', c - d == m*k)",
    ),
    goal(
        {"a": Z, "b": Z, "c": Z},
        "exists(k, 'integer', c == a*k)",
        "exists(k, 'integer', b == a*k)",
        "exists(k, 'integer', c == b*k)",
    ),
    goal({"n": Z}, "exists(k, 'natural', n**2 == 8*k + 1)", "exists(k, 'integer', n == 2*k + 1)"),
    goal({"n": "real"}, "exists(k, 'integer', n**2 == 8*k + 1)", "exists(k, 'integer', n == 2*k + 1)"),
    goal({"n": "integer >= 1"}, "exists(k, 'natural', factorial(n + 1) == factorial(n - 1)*k)"),
    goal({"n": N}, "exists(k, 'natural', 4**n - 1 == (2**n - 1)*k)"),
    goal({"n": N, "a": Z}, "exists(k, 'integer', a**(2*n) - 1 == (a**n - 1)*k)"),
    goal({"n": N}, "exists(k, 'natural', 6**n == 2**n*k)"),
    goal({"n": "integer >= 1"}, "exists(k, 'integer', x(n - 1) == k)", define=DOUBLED),
    goal({"n": N, "m": "integer >= 1"}, "exists(k, 'integer', n + floor(1/m) == k)"),
    goal({"n": N}, "exists(k, 'integer', fibonacci(5*n) == 5*fibonacci(n)*k)"),
    goal({"n": N}, "exists(k, 'integer', fibonacci(6*n) == fibonacci(3*n)*k)"),
    goal({"n": N}, "exists(k, 'integer', fibonacci(2*n) - 2*fibonacci(n) == fibonacci(n)*k)"),
)
FALSE = (
    goal({"m": Z, "a": Z, "b": Z}, "exists(k, 'integer', a**3 - b**3 == m**2*k)", A_IS_B),
    goal({"m": Z, "a": Z, "b": Z}, "exists(k, 'natural', a**3 - b**3 == m*k)", A_IS_B),
    goal({"m": Z, "a": Z, "b": Z}, "exists(k, 'integer', a**3 + b**3 == m*k)", A_IS_B),
    goal(
        {"m": Z, "a": "real", "b": "real"},
        "exists(k, 'integer', a**3 - b**3 == m*k)",
        A_IS_B,
    ),
    goal({"n": Z}, "exists(k, 'integer', n**2 == 16*k + 1)", "exists(k, 'integer', n == 2*k + 1)"),
    goal({"n": Z}, "exists(k, 'integer >= 1', n**2 == 8*k + 1)", "exists(k, 'integer', n == 2*k + 1)"),
    goal({"n": "integer >= 0"}, "exists(k, 'natural', factorial(n + 1) == factorial(n - 1)*k)"),
    goal({"n": Z}, "exists(k, 'integer', 4**n - 1 == (2**n - 1)*k)"),
    goal({"n": N, "a": Z}, "exists(k, 'integer', a**(2*n) + 1 == (a**n + 1)*k)"),
    goal({"n": N}, "exists(k, 'natural', 6**n == 4**n*k)"),
    goal({"n": N, "x": "real"}, "exists(k, 'integer', x*n == n*k)"),
    goal({"n": N}, "exists(k, 'integer', factorial(k)*n == 2*k)"),
    goal({"n": N}, "exists(k, 'integer', x(n - 1) == k)", define=DOUBLED),  # x(-1) is undefined
    goal({"n": N, "m": Z}, "exists(k, 'integer', n + floor(1/m) == k)"),
    goal({"n": N}, "exists(k, 'integer', fibonacci(4*n) == 5*fibonacci(n)*k)"),
    goal({"n": N}, "exists(k, 'integer', fibonacci(3*n) == fibonacci(n)**2*k)"),
    goal({"n": N}, "exists(k, 'integer', fibonacci(2*n + 1) == fibonacci(n)*k)"),
)


@pytest.mark.parametrize("one", TRUE)
def test_true_ones_are_proved(one: Goal) -> None:
    assert is_proved(one)


@pytest.mark.parametrize("one", FALSE)
def test_false_twins_are_not_proved(one: Goal) -> None:
    assert not is_proved(one)


def test_other_forms_are_left() -> None:
    assert not polynomial_quotients.applies(goal({"n": N}, "exists(k, 'real', n == 2*k)"))
    assert not polynomial_quotients.applies(goal({"n": N, "z": "complex"}, "exists(k, 'integer', n == k)"))
    assert not polynomial_quotients.applies(goal({"n": N}, "exists(k, 'integer', n < k)"))


READ = (
    "2**(2*n + 3) + 3*4**n - 8**n",
    "6**(n + 1)*10**n",
    "(-2)**(3*n + 1)",
    "a**(2*n + 1)*(a + 1)**n",
    "(3*a)**(n + 2)",
    "factorial(2*n + 3) - 2*factorial(2*n)",
    "fibonacci(3*n + 4) + fibonacci(3*n)",
    "fibonacci(5*n) - 5*fibonacci(n + 1)",
    "fibonacci(2*n + 3*n**2)",
    "fibonacci(n + n**2) + fibonacci(2*n**2 + 2*n + 3)",
    "binomial(a + 3, 3)*n/2",
    "2**(2**(n + 1))",
    "0**n + a**0",
)


@pytest.mark.parametrize("text", READ)
def test_polynomials_have_the_values_of_their_terms(text: str) -> None:
    """At n = 0, ..., 4 and several a, zero among them, each atom having the value of its term."""
    one = goal({"n": N, "a": Z}, f"{text} == 0").conclusion
    assert isinstance(one, Compare)
    atoms = Atoms(goal({"n": N, "a": Z}, f"{text} == 0"))
    poly = atoms.poly(one.left)
    for n in range(4):
        for a in (-2, -1, 0, 1, 3):
            point = {"n": Fraction(n), "a": Fraction(a)}
            for (kind, label), name in atoms.letters.items():
                point[name] = _value(kind, label, point)
            value = sum(
                (exact(factor) * _product(atoms, powers, point) for powers, factor in poly.to_dict().items()),
                Fraction(0),
            )
            assert value == value_at(one.left, {"n": Fraction(n), "a": Fraction(a)})


def _product(atoms: Atoms, powers: tuple[int, ...], point: dict[str, Fraction]) -> Fraction:
    found = Fraction(1)
    for place, power in enumerate(powers):
        if power:
            found *= point[atoms.ring.atoms[place].label] ** int(power)
    return found


def _value(kind: str, label: str, point: dict[str, Fraction]) -> Fraction:
    """The value of an atom, from its label."""
    values = {name: value.numerator for name, value in point.items()}
    if kind == "power":
        base, exponent = (_number(part, values) for part in label.split(" ** "))
        return Fraction(base) ** exponent
    number = _number(label, values)
    op = {"factorial": "factorial", "fibonacci": "fibonacci", "following": "fibonacci"}[kind]
    shifted = number + (kind == "following")
    term = goal({}, f"{op}({shifted}) == 0").conclusion
    assert isinstance(term, Compare)
    return value_at(term.left, {})


def _number(text: str, values: dict[str, int]) -> int:
    """The value of a polynomial as it is written in a label."""
    term = goal({name: Z for name in values}, f"{text} == 0").conclusion
    assert isinstance(term, Compare)
    return int(value_at(term.left, {name: Fraction(value) for name, value in values.items()}))


def test_letters_that_are_asked_for_stay_outside_of_atoms() -> None:
    one = goal({"n": N, "k": N}, "2**k == n").conclusion
    assert isinstance(one, Compare)
    with pytest.raises(OutOfReach):
        Atoms(goal({"n": N, "k": N}, "2**k == n"), frozenset({"k"})).poly(one.left)


REFUSED = ("2**n", "a**(n - 1)", "factorial(n)", "fibonacci(n - 2)", "x**(a)")


@pytest.mark.parametrize("text", REFUSED)
def test_exponents_that_may_be_negative_are_refused(text: str) -> None:
    whole = goal({"n": Z, "a": Z, "x": "real"}, f"{text} == 0")
    assert isinstance(whole.conclusion, Compare)
    with pytest.raises(OutOfReach):
        Atoms(whole).poly(whole.conclusion.left)


def test_letters_counted_from_their_least_value() -> None:
    whole = goal({"n": "integer >= 2"}, "fibonacci(n - 2) == 0")
    assert isinstance(whole.conclusion, Compare)
    atoms = Atoms(whole, moves=True)
    assert not atoms.poly(whole.conclusion.left).is_zero()
    assert atoms.moved["n"][1] == 2


def test_coprime_numbers() -> None:
    assert coprime({4, 8}) == [2]
    assert coprime({6, 10}) == [2, 3, 5]
    assert coprime({10}) == [10]
    assert coprime(set()) == []
