"""Descent over complex letters: false claims that fail in a small region are broken by a hint, true ones are not."""

from __future__ import annotations

import cmath

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.descent import hints
from proofs_check.descent.complex_letters import over_reals, pairs_of
from proofs_check.descent.complex_terms import ComplexTerms
from proofs_check.descent.margins import Margins, only_equations, touches
from proofs_check.goal import Budget
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.terms import Constant, Letter, Number, apply, number, walk
from proofs_check.statement.text import text
from proofs_check.witness import find_witness

SMALL = Budget(search_points=40)
FIRST_LOOK = Budget(search_points=1_500)


def formal(claim: str, given: tuple[str, ...] = (), **let: str) -> Formal:
    return formalize(let, {f"given{k}": text for k, text in enumerate(given)}, {}, claim)


DISC = ("z != 0", "abs(z) < 1")
CIRCLE = ("abs(z) == 1",)
FALSE = (
    formal("abs(z)/4 < abs(exp(z) - 1) and abs(exp(z) - 1) < 17*abs(z)/10", DISC, z="complex"),
    formal("abs(z + 1) >= 4/5 or abs(z**2 + 1) >= 1", z="complex"),
    formal("abs(sin(z)) < 23*abs(z)/20", DISC, z="complex"),
    formal("abs(z**3 + 2*z + 1) >= 1/10", ("im(z) > 0",), z="complex"),
    formal("re(1/(1 + z)) >= 51/100", ("abs(z) < 1",), z="complex"),
    formal("abs((z - 1/2)/(1 - z/2)) < 97/100", ("abs(z) < 1",), z="complex"),
    formal("abs(z - 1/3 - i/7) > 1/100", z="complex"),
    formal("abs(z**n - 1/2) > 1/50", ("im(z) > 0", "re(z) < 0"), z="complex", n="integer in [2, 6]"),
    formal("re(z**3) <= 99/100", (*CIRCLE, "im(z) < 0"), z="complex"),
    formal("abs(arg(z)*re(z)) < 56/100", (*CIRCLE, "im(z) > 0", "re(z) > 0"), z="complex"),
    formal("abs(sqrt(z) - (1 + i)/3) > 1/50", z="complex"),
    formal("abs(exp(z) + z) >= 1/10", ("re(z) > 0",), z="complex"),
    formal("abs(z**4 + z + 1) + abs(x**2 - 2) >= 1/10", z="complex", x="real"),
    formal("implies(abs(z**5 - z - 1) < 1/20, re(z) > 0)", z="complex"),
    formal("re(z*(1 + 2*i)) < 11/5", ("abs(z) < 1",), z="complex"),
    formal("im(z**2) + re(z)/8 < 107/100", ("abs(z) < 1",), z="complex"),
    formal("re(z*(1 + i)) + re(w) < 12/5", ("abs(z) < 1", "abs(w) < 1"), z="complex", w="complex"),
    formal("abs(z**2 + w**2 + 5) + abs(z*w - 2*i) > 1/10", z="complex", w="complex"),
)  # fmt: skip
TRUE = (
    formal("abs(z)/4 < abs(exp(z) - 1) and abs(exp(z) - 1) < 7*abs(z)/4", DISC, z="complex"),
    formal("abs(z + 1) >= 7/10 or abs(z**2 + 1) >= 1", z="complex"),
    formal("abs(sin(z)) < 6*abs(z)/5", DISC, z="complex"),
    formal("re(1/(1 + z)) > 1/2", ("abs(z) < 1",), z="complex"),
    formal("abs((z - 1/2)/(1 - z/2)) < 1", ("abs(z) < 1",), z="complex"),
    formal("re(z**3) <= 1", (*CIRCLE, "im(z) < 0"), z="complex"),
    formal("abs(z - 1/3 - i/7) >= 0", z="complex"),
    formal("abs(z + w) <= abs(z) + abs(w)", z="complex", w="complex"),
    formal("re(sqrt(z)) >= 0", z="complex"),
)  # fmt: skip


@pytest.mark.parametrize("claim", FALSE, ids=lambda claim: text(claim.claim))
def test_hints_break_a_false_claim(claim: Formal) -> None:
    assert (
        find_witness(claim, FIRST_LOOK).witness is None
    )  # the search alone finds nothing: the region is small
    found = find_witness(claim, SMALL, hints=hints(claim))
    assert found.witness is not None


@pytest.mark.parametrize("claim", TRUE, ids=lambda claim: text(claim.claim))
def test_no_hint_breaks_a_true_claim(claim: Formal) -> None:
    found = find_witness(claim, SMALL, hints=hints(claim))
    assert found.witness is None and found.unsettled is None


def test_hints_name_the_letters_of_the_claim() -> None:
    for claim in (FALSE[1], FALSE[7], FALSE[12]):
        names = {name for name, _ in claim.free()}
        assert hints(claim) and all(set(point) == names for point in hints(claim))


def test_hints_of_real_claims_fail_in_every_case_of_a_disjunction() -> None:
    narrow = formal("sin(x) < 4/5 or cos(3*x) > -4/5 or x > 2", x="positive")
    found = find_witness(narrow, SMALL, hints=hints(narrow))
    assert found.witness is not None
    assert hints(formal("sin(x) <= 1 or cos(3*x) > -4/5", x="real")) == ()


def test_conditions_that_hold_nearly_nowhere_are_met() -> None:
    claim = formal("x <= 3", ("abs(x**3 - 31) < 1/100", "abs(y - sin(x)) < 1/100"), x="real", y="real")
    assert find_witness(claim, SMALL, hints=hints(claim)).witness is not None


def test_touching_is_looked_for_where_a_strict_comparison_must_hold() -> None:
    strict, weak = (formal(f"abs(z) {relation} 1", z="complex").claim for relation in ("<", "<="))
    assert touches(strict) and not touches(weak)
    assert touches(formal("not (abs(z) <= 1)", z="complex").claim)
    assert touches(formal("implies(abs(z) >= 1, re(z) <= 1)", z="complex").claim)
    assert not touches(formal("implies(abs(z) > 1, re(z) <= 1)", z="complex").claim)
    assert only_equations(formal("z == 1 or z == 2", z="complex").claim)
    assert not only_equations(formal("z == 1 or abs(z) < 2", z="complex").claim)


def test_equations_of_complex_numbers_are_split() -> None:
    claim = formal("abs(z) < 3", ("z**2 == i", "abs(z) == 1"), z="complex")
    written = over_reals(claim, pairs_of(claim.free()))
    assert [name for name, _ in written.free()] == ["re z", "im z"]
    first, second = (fact for _, fact in written.given)
    assert len(getattr(first, "parts", ())) == 2 and not hasattr(second, "parts")
    assert not any(isinstance(node, Letter) and node.name == "z" for node in walk(first))


def test_a_letter_that_is_not_zero_stays_so() -> None:
    claim = formal("abs(z) > 1/10", z="nonzero complex")
    assert len(over_reals(claim, pairs_of(claim.free())).given) == 1


numbers = st.floats(-3, 3).filter(lambda x: abs(x) > 1e-3)


@pytest.mark.parametrize("name", ["exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh"])
@given(x=numbers, y=numbers)
def test_complex_terms_agree_with_cmath(name: str, x: float, y: float) -> None:
    claim = formal(f"abs({name}(z)) > 0", z="complex")
    written = over_reals(claim, pairs_of(claim.free()))
    term = written.claim.left.args[0]  # type: ignore[attr-defined]
    value = ComplexTerms({"re z": np.array([x]), "im z": np.array([y])}).of(term)[0]
    assert value == pytest.approx(getattr(cmath, name)(complex(x, y)), rel=1e-9, abs=1e-9)


def test_values_on_the_cut_are_principal() -> None:
    values = ComplexTerms({"x": np.array([-4.0]), "y": np.array([0.0])})
    conjugate = apply("conj", apply("add", Letter("x"), apply("mul", Letter("y"), Constant("i"))))
    assert values.of(apply("sqrt", conjugate))[0] == pytest.approx(2j)
    assert values.of(apply("log", conjugate))[0].imag == pytest.approx(np.pi)
    assert values.of(apply("arg", conjugate))[0] == pytest.approx(np.pi)
    assert values.of(apply("pow", conjugate, Number(number(1).value / 2)))[0] == pytest.approx(2j)


def test_what_is_not_real_is_not_ordered() -> None:
    claim = formal("z < 1", z="complex")
    written = over_reals(claim, pairs_of(claim.free()))
    margin = Margins(ComplexTerms({"re z": np.array([0.5, 0.5]), "im z": np.array([0.0, 0.1])})).of(
        written.claim
    )
    assert margin[0] > 0 and np.isnan(margin[1])
