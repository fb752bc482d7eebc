"""Bounds in the moduli of the letters; real terms that are complex below 0 are not taken for real ones."""

from __future__ import annotations

import cmath

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from proofs_check.engines import complex_sizes
from proofs_check.engines.complex_sizes import NoSize, Sizes
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Term
from proofs_check.statement.text import text

LETTERS = {"z": "complex", "w": "complex", "x": "real", "n": "natural"}


def shown(claim: str, *given_: str) -> bool:
    formal = formalize(LETTERS, {f"h{k}": one for k, one in enumerate(given_)}, {}, claim)
    return Session(Budget()).prove_claim(goal_of(formal)).proved


@pytest.mark.parametrize(
    ("claim", "hypothesis"),
    [
        ("abs(z**n - 1) <= 2", "abs(z) == 1"),
        ("abs(z**n - 1) <= 2", "abs(z) <= 1"),
        ("abs(z*w + i*w**2) <= 2", "abs(z) <= 1 and abs(w) <= 1"),
        ("abs(z + exp(i*x)*w) <= abs(z) + abs(w)", "0 < 1"),
        ("abs(z/w - conj(z)/w) <= 2*abs(z)/abs(w)", "w != 0"),
        ("abs(z**2 + x*z + 1) <= (abs(z) + 1)**2", "abs(x) <= 2"),
        ("abs(z*w + 1) < 2", "abs(z) < 1 and abs(w) <= 1"),
    ],
)
def test_true_ones(claim: str, hypothesis: str) -> None:
    assert shown(claim, hypothesis)


@pytest.mark.parametrize(
    ("claim", "hypothesis"),
    [
        ("abs(z**n - 1) < 2", "abs(z) <= 1"),
        ("abs(z**n - 1) < 2", "abs(z) < 1 and n >= 0"),
        ("abs(z + exp(x)*w) <= abs(z) + abs(w)", "0 < 1"),
        ("abs(z*w + i*w**2) < 2", "abs(z) <= 1 and abs(w) <= 1"),
        ("abs(z) - abs(w) >= abs(z - w)", "0 < 1"),
        ("abs(exp(z)*w) <= abs(w)", "0 < 1"),
        ("abs(z/(w + 1)) <= abs(z)/(abs(w) + 1)", "w != -1"),
    ],
)
def test_false_ones_stay_open(claim: str, hypothesis: str) -> None:
    assert not shown(claim, hypothesis)


@pytest.mark.parametrize(
    "claim",
    [
        "abs(z)*abs(sqrt(x)) <= abs(z)*abs(sqrt(x)) + x",
        "abs(z)*abs(x**(1/2)) <= abs(z)*abs(x**(1/2)) + x",
        "abs(exp(z)) <= exp(abs(z)) + x + abs(sqrt(x))",
        "abs(z)*abs(sqrt(abs(z) - 1)) <= abs(z)*abs(sqrt(abs(z) - 1)) + abs(z) - 1",
    ],
)
def test_a_root_of_a_real_letter_does_not_say_that_it_is_not_negative(claim: str) -> None:
    """Where numbers are complex sqrt(x) has a value at x = -1."""
    assert not shown(claim)


@pytest.mark.parametrize(
    ("term", "is_real"),
    [
        ("x**2/(1 + abs(x))", True),
        ("exp(-x)*pi", True),
        ("x**(-3)", True),
        ("sqrt(x)", False),
        ("log(x)", False),
        ("x**(1/2)", False),
        ("x**x", False),
        ("i*x", False),
        ("re(z)", False),
    ],
)
def test_real_by_its_form(term: str, is_real: bool) -> None:
    formal = formalize(LETTERS, {}, {}, f"{term} == 0")
    assert isinstance(formal.claim, Compare)
    assert Sizes(dict(formal.letters), {"z": "r", "w": "s"}).is_real(formal.claim.left) is is_real


TERMS = ("z", "w", "i", "2", "x", "-3/2", "exp(i*x)", "cos(x)")
terms = st.recursive(
    st.sampled_from(TERMS),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        inner.map(lambda t: f"conj({t})"),
        st.tuples(inner, st.integers(0, 3)).map(lambda p: f"({p[0]})**{p[1]}"),
    ),
    max_leaves=6,
)
places = st.complex_numbers(min_magnitude=0.1, max_magnitude=3)


@settings(max_examples=150, deadline=None)
@given(terms, places, places, st.floats(-3, 3))
def test_the_size_is_no_smaller_than_the_modulus(term: str, z: complex, w: complex, x: float) -> None:
    formal = formalize(LETTERS, {}, {}, f"abs({term}) <= 1")
    assert isinstance(formal.claim, Compare)
    sizes = Sizes(dict(formal.letters), {"z": "r", "w": "s"})
    try:
        bound = text(sizes.above(formal.claim.left))
    except NoSize:
        assume(False)
    names = {"z": z, "w": w, "x": x, "i": 1j, "r": abs(z), "s": abs(w), "abs": abs}
    names |= {"exp": cmath.exp, "cos": cmath.cos, "conj": lambda u: complex(u).conjugate()}
    try:
        value, above = (eval(one, {"__builtins__": {}}, names) for one in (f"abs({term})", bound))
    except ZeroDivisionError:
        assume(False)
    assert value <= abs(above) * (1 + 1e-9) + 1e-9


SUMS = [
    ("abs(sum(z**k, k, 0, n)) <= n + 1", "abs(z) <= 1"),
    ("abs(sum(k*z**k, k, 1, n)) <= n*(n + 1)/2", "abs(z) <= 1"),
    ("abs(sum(exp(i*k*x), k, 1, n)) <= n", "0 < 1"),
    ("abs(z) < 2", "z**3 + z + 1 == 0"),
    ("abs(z) > 1/7", "z**5 - 6*z + 1 == 0"),
    ("abs(z + w) <= 5", "abs(z - 1) <= 1 and abs(w - 1) <= 2"),
]
WRONG_SUMS = [
    ("abs(sum(z**k, k, 0, n)) <= n", "abs(z) <= 1"),
    ("abs(sum(z**k, k, 0, n)) <= n + 1", "abs(z) <= 2"),
    ("abs(sum(z**(-k), k, 0, n)) <= n + 1", "abs(z) <= 1 and z != 0"),
    ("abs(z) < 1", "z**3 + z + 1 == 0"),
    ("abs(z) > 1/6", "z**5 - 6*z + 1 == 0"),
    ("abs(z + w) < 5", "abs(z - 1) <= 1 and abs(w - 1) <= 2"),
]


@pytest.mark.parametrize(("claim", "hypothesis"), SUMS)
def test_sums_and_the_summands_of_hypotheses(claim: str, hypothesis: str) -> None:
    letters = LETTERS | {"k": "integer"}
    goal = goal_of(formalize(letters, {"given": hypothesis}, {}, claim))
    assert Session(Budget()).prove_claim(goal).proved


@pytest.mark.parametrize(("claim", "hypothesis"), WRONG_SUMS)
def test_false_sums_stay_open(claim: str, hypothesis: str) -> None:
    letters = LETTERS | {"k": "integer"}
    goal = goal_of(formalize(letters, {"given": hypothesis}, {}, claim))
    sizes = complex_sizes.attempt(goal, *_sides(goal.conclusion), Session(Budget()).prover())
    assert not sizes.proved


def _sides(conclusion: Term) -> tuple[Term, str, Term]:
    assert isinstance(conclusion, Compare)
    if conclusion.relation[0] == ">":
        return conclusion.right, conclusion.relation.replace(">", "<"), conclusion.left
    return conclusion.left, conclusion.relation, conclusion.right
