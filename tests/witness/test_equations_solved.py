"""Hypotheses that are equations in which a letter stands more than once: the search solves them, the shrinking keeps them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from proofs_check.exact.evaluate import Evaluator
from proofs_check.goal import Budget
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.terms import Compare, apply
from proofs_check.witness import find_witness
from proofs_check.witness.equations import Equation, affine_zero, equations_of, satisfied
from proofs_check.witness.plan import plan_of

STATIONARY = {"one": "V == (1 - a)**2*V + a/b", "two": "W == (1 - c*a)**2*W + c*a/b"}
LETTERS = {"a": "real in (0, 1)", "b": "positive", "c": "real in (0, 1)", "V": "real", "W": "real"}


def stationary(claim: str) -> Formal:
    return formalize(LETTERS, STATIONARY, {}, claim)


def test_two_equations_are_solved_one_after_the_other() -> None:
    """V = 1/(b (2 - a)), W = 1/(b (2 - c a)): no draw hits both, and W < V wherever c < 1."""
    found = find_witness(stationary("W >= V"), Budget(search_points=4_000))
    assert found.witness is not None
    assert find_witness(stationary("W <= V"), Budget(search_points=4_000)).witness is None


def test_a_smaller_witness_satisfies_the_equations_too() -> None:
    """Every letter that is simplified alone breaks an equation; both are solved anew."""
    found = find_witness(stationary("W >= V"), Budget(search_points=4_000))
    assert found.described["b"] == "1"


values = st.fractions(-5, 5, max_denominator=7)


@given(values, values, values)
def test_the_zero_of_an_affine_term(slope: Fraction, at_zero: Fraction, y: Fraction) -> None:
    """s x + d + y x, and none where the slope is 0."""
    formal = formalize({"x": "real", "y": "real"}, {"e": f"({slope})*x + ({at_zero}) == -y*x"}, {}, "x == y")
    equation = equations_of(formal, plan_of(formal))[0]
    zero = affine_zero(equation.difference, "x", {"x": Fraction(0), "y": y}, Evaluator(formal, Budget()))
    assert zero == (None if slope + y == 0 else -at_zero / (slope + y))


def test_what_is_not_affine_is_not_solved() -> None:
    formal = formalize({"x": "real", "y": "real"}, {"e": "x**2 == 2*y*x + 1"}, {}, "x == y")
    equation = equations_of(formal, plan_of(formal))[0]
    evaluator = Evaluator(formal, Budget())
    assert affine_zero(apply("sub", equation.difference, equation.difference), "x", {}, evaluator) is None
    base = {"x": Fraction(0), "y": Fraction(3)}
    moved = satisfied((equation,), base, lambda term, name, at: affine_zero(term, name, at, evaluator))
    assert moved is None
    assert equation.letters == ("y", "x")


def test_a_letter_that_solves_one_equation_is_not_moved_for_another() -> None:
    """y solves the first equation, so the second falls to z, although y stands before it."""
    let = {"x": "real", "y": "real", "z": "real"}
    formal = formalize(let, {"one": "x + y == 1", "two": "y + z == 5"}, {}, "x == y")
    evaluator = Evaluator(formal, Budget())
    equations = tuple(
        Equation(apply("sub", term.left, term.right), letters)
        for (_, term), letters in zip(formal.given, (("y", "x"), ("y", "z")), strict=True)
        if isinstance(term, Compare)
    )
    base = {"x": Fraction(3), "y": Fraction(0), "z": Fraction(0)}
    moved = satisfied(equations, base, lambda term, name, at: affine_zero(term, name, at, evaluator))
    assert moved == {"x": 3, "y": -2, "z": 7}
