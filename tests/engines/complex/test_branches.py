"""Principal branches: arguments of products against (-pi, pi], and roots and logarithms that split or do not."""

from __future__ import annotations

import cmath
from fractions import Fraction

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from proofs_check.engines import branches
from proofs_check.engines.branch_values import nonzero_in
from proofs_check.engines.complex_split import Pair
from proofs_check.engines.principal_angles import Case, Turn, above, below
from proofs_check.statement.terms import Apply, Letter, Number, Term, number
from tests.engines.identities.identity_goals import by_planner, goal

ONE = {"z": "complex"}
PAIR = {"z": "complex", "w": "complex"}
NONZERO = {"z": "complex nonzero"}
COORDINATE = st.integers(-3, 3).map(Fraction)
POINT = st.tuples(COORDINATE, COORDINATE)


@pytest.mark.parametrize(
    ("letters", "claim", "given_facts"),
    [
        (ONE, "sqrt(1 - z)*sqrt(1 + z) == sqrt(1 - z**2)", ()),
        (ONE, "sqrt(1 - i*z)*sqrt(1 + i*z) == sqrt(1 + z**2)", ()),
        (ONE, "sqrt(z - 1)*sqrt(z + 1) == sqrt(z**2 - 1)", ("re(z) > 0",)),
        (ONE, "sqrt(z**2) == z", ("re(z) > 0",)),
        (ONE, "sqrt(z**2) == -z", ("re(z) < 0",)),
        (PAIR, "sqrt(z/w) == sqrt(z)/sqrt(w)", ("re(z) > 0", "re(w) > 0")),
        (PAIR, "log(z*w) == log(z) + log(w)", ("im(z) > 0", "im(w) < 0")),
        (PAIR, "arg(z*w) == arg(z) + arg(w)", ("re(z) > 0", "re(w) > 0")),
        (ONE, "log(z**3) == 3*log(z)", ("re(z) > 0", "abs(im(z)) < re(z)")),
        (NONZERO, "log(z**2) == 2*log(z)", ("re(z) >= 0", "im(z) >= 0")),
        (ONE, "log(-z) == log(z) - i*pi", ("im(z) > 0",)),
        (NONZERO, "log(sqrt(z)) == log(z)/2", ()),
        (NONZERO, "log(conj(z)) == conj(log(z))", ("im(z) != 0",)),
        (ONE, "log(exp(z)) == z", ("im(z) > -pi", "im(z) <= pi")),
        ({"z": "complex", "t": "real in [0, oo)"}, "sqrt(t*z) == sqrt(t)*sqrt(z)", ()),
    ],
)
def test_splits(letters: dict[str, str], claim: str, given_facts: tuple[str, ...]) -> None:
    answer = branches.attempt(goal(letters, claim, *given_facts), by_planner)
    assert answer.proved
    assert answer.trust == "certificate"


@pytest.mark.parametrize(
    ("letters", "claim", "given_facts"),
    [
        (ONE, "sqrt(z - 1)*sqrt(z + 1) == sqrt(z**2 - 1)", ("re(z) >= 0",)),  # z = -i
        (ONE, "sqrt(z**2) == z", ("re(z) >= 0",)),
        (PAIR, "sqrt(z*w) == sqrt(z)*sqrt(w)", ("re(z) >= 0", "re(w) >= 0")),  # both -i
        (PAIR, "sqrt(z*w) == sqrt(z)*sqrt(w)", ("im(z) > 0", "im(w) <= 0")),  # i and -1
        (PAIR, "log(z/w) == log(z) - log(w)", ("re(z) > 0", "w != 0")),  # 1 and -1
        (NONZERO, "log(z**2) == 2*log(z)", ("re(z) >= 0",)),
        (NONZERO, "log(z**3) == 3*log(z)", ("re(z) > 0", "-2*re(z) < im(z)", "im(z) < re(z)")),
        (NONZERO, "log(-z) == log(z) - i*pi", ("im(z) >= 0",)),  # z = 1
        (NONZERO, "log(conj(z)) == conj(log(z))", ()),
        (NONZERO, "log(1/z) == -log(z)", ("im(z) >= 0",)),  # z = -1
        (ONE, "log(exp(z)) == z", ("im(z) >= -pi", "im(z) <= pi")),
        ({"z": "complex", "t": "real"}, "sqrt(t*z) == sqrt(t)*sqrt(z)", ()),
    ],
)
def test_a_cut_that_is_met(letters: dict[str, str], claim: str, given_facts: tuple[str, ...]) -> None:
    assert not branches.attempt(goal(letters, claim, *given_facts), by_planner).proved


@settings(max_examples=400, deadline=None)
@given(POINT, POINT, st.sampled_from((1, -1)))
def test_cases_say_when_a_sum_of_arguments_leaves_the_interval(
    a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction], sign: int
) -> None:
    """Against mpmath, points on both cuts included."""
    assume(any(a) and any(b))
    turn = Turn(_pair(a), _pair(b), sign)
    with mpmath.workdps(40):
        total = _argument(a) + sign * _argument(b)
        high = total > mpmath.pi + mpmath.mpf(10) ** -30
        low = total < -mpmath.pi + mpmath.mpf(10) ** -30
    assert any(map(_occurs, above(turn))) == high
    assert any(map(_occurs, below(turn))) == low


GAUSSIAN = st.tuples(st.integers(-2, 2), st.integers(-2, 2))
FACTS = ("re(z) > 0", "re(z) >= 0", "im(z) > 0", "im(z) <= 0", "re(z) < 1", "im(z) < re(z)")
GRID = tuple(complex(x, y) / 2 for x in range(-6, 7) for y in range(-6, 7))


@settings(max_examples=25, deadline=None)
@given(
    GAUSSIAN, GAUSSIAN, GAUSSIAN, GAUSSIAN, st.sampled_from("*/"), st.sets(st.sampled_from(FACTS), max_size=2)
)
def test_what_is_proved_of_linear_factors_holds_on_a_grid(
    p: tuple[int, int],
    q: tuple[int, int],
    r: tuple[int, int],
    s: tuple[int, int],
    operation: str,
    facts: set[str],
) -> None:
    """The grid has points on the cuts and on the edges of the facts."""
    a, b = _linear(p, q), _linear(r, s)
    claim = f"sqrt(({a}){operation}({b})) == sqrt({a}){operation}sqrt({b})"
    if branches.attempt(goal(ONE, claim, *facts), by_planner).proved:
        for z in GRID:
            first, second = complex(*p) + complex(*q) * z, complex(*r) + complex(*s) * z
            true = all(_fact(fact, z) for fact in facts)
            if true and (second or operation == "*"):
                whole = first * second if operation == "*" else first / second
                apart = _root(first) * _root(second) if operation == "*" else _root(first) / _root(second)
                assert abs(_root(whole) - apart) < 1e-9, (claim, facts, z)


def _linear(p: tuple[int, int], q: tuple[int, int]) -> str:
    return f"({p[0]} + ({p[1]})*i + (({q[0]}) + ({q[1]})*i)*z)"


def _fact(fact: str, z: complex) -> bool:
    return bool(eval(fact, {"z": z, "re": lambda v: v.real, "im": lambda v: v.imag}))


def _root(value: complex) -> complex:
    imaginary = 0.0 if abs(value.imag) < 1e-12 else value.imag  # the cut belongs to the upper side
    return cmath.sqrt(complex(value.real, imaginary))


def _pair(point: tuple[Fraction, Fraction]) -> Pair:
    return Pair(number(point[0]), number(point[1]))


def _argument(point: tuple[Fraction, Fraction]) -> mpmath.mpf:
    return mpmath.atan2(int(point[1]), int(point[0]))


def _occurs(case: Case) -> bool:
    signs = ((literal.relation, _value(literal.left)) for literal in case)
    truth = {">": lambda v: v > 0, "<": lambda v: v < 0, ">=": lambda v: v >= 0, "==": lambda v: v == 0}
    return all(truth[relation](value) for relation, value in signs)


def _value(term: Term) -> Fraction:
    match term:
        case Number(value=value):
            return value
        case Apply(op="neg", args=(inner,)):
            return -_value(inner)
        case Apply(op=op, args=(left, right)):
            one, two = _value(left), _value(right)
            return {"add": one + two, "sub": one - two, "mul": one * two}[op]
    raise ValueError(term)


@pytest.mark.parametrize(
    ("letters", "claim", "fact"),
    [
        (PAIR, "log(-z) + sum(log(-z), z, 1, 2) == log(z) - i*pi + sum(log(z) - i*pi, z, 1, 2)", "im(z) > 0"),
        (ONE, "sum(sqrt(z**2), z, -2, -1) == sum(z, z, -2, -1)", "re(z) > 0"),
        ({"z": "complex", "k": "integer in [0, 0]"}, "sum(log(exp(k*z)), k, 1, 3) == 6*z", "im(z) > 0"),
        (ONE, "sum(z_re*re(z), z_re, 1, 3) == 14", "im(z) > 0"),
    ],
)
def test_bound_letters_are_not_those_of_the_goal(letters: dict[str, str], claim: str, fact: str) -> None:
    asked = goal(letters, claim, fact)
    assert not branches.attempt(asked, by_planner).proved
    assert not by_planner(asked).proved


def test_an_empty_sum_says_nothing_of_its_denominators() -> None:
    one = goal(PAIR, "sum(1/z, k, 1, 0) + 1/w == log(w)").conclusion
    assert nonzero_in(one) == {Letter("w")}
