"""What is drawn lies in its domain, meets the edges, and is of its kind."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.instances.equalities import solve_equalities
from proofs_check.instances.numpy_eval import Evaluator
from proofs_check.instances.sampling import sampler_of
from proofs_check.instances.tally import judged
from proofs_check.instances.trial import question
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import free_letters


def drawn(let, claim="True", given=None, n=3, instances=512, seed=0):
    used = " + ".join(f"0*norm({name})" for name in let)
    formal = formalize(let, given or {}, {}, f"{used} == 0")
    rng = np.random.Generator(np.random.SFC64(seed))
    return formal, sampler_of(formal).draw(rng, instances, n)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(
        [
            "real",
            "positive",
            "negative",
            "nonzero",
            "real in [0, 1)",
            "real in (-1, 2]",
            "integer >= 1",
            "natural",
            "integer in [2, 5]",
            "nonzero integer",
            "real >= 3",
            "real < -2",
            "integer < 4",
        ]
    ),
    st.integers(0, 2**32 - 1),
)
def test_scalars_lie_in_their_domains(domain, seed):
    formal, letters = drawn({"x": domain}, seed=seed)
    with np.errstate(all="ignore"):
        _, admissible, _ = judged(question(formal), Evaluator(formal, letters), letters)
    assert (admissible == 1).mean() > 0.9


@pytest.mark.parametrize(
    ("domain", "edges"),
    [
        ("real", (0, 1, -1)),
        ("real in [2, 5]", (2, 5)),
        ("nonnegative", (0, 1)),
        ("integer in [2, 5]", (2, 5)),
    ],
)
def test_edges_are_met(domain, edges):
    _, letters = drawn({"x": domain}, instances=2_000)
    assert all((letters.values["x"] == edge).any() for edge in edges)


def test_bounds_may_be_terms_of_earlier_letters():
    _, letters = drawn({"a": "positive", "b": "real in [a, 2*a]"}, instances=2_000)
    a, b = letters.values["a"], letters.values["b"]
    assert ((a <= b) & (b <= 2 * a)).mean() > 0.95
    assert (a == b).any()


@pytest.mark.parametrize("n", [1, 2, 3, 8, 20])
def test_matrices_are_of_their_kind(n):
    kinds = ("symmetric", "psd", "spd", "diagonal", "orthogonal", "invertible")
    _, letters = drawn({"n": "integer >= 1", **{kind.upper(): f"{kind}(n)" for kind in kinds}}, n=n)
    found = {kind: letters.values[kind.upper()] for kind in kinds}
    for kind in ("symmetric", "psd", "spd", "diagonal"):
        assert (found[kind] == found[kind].swapaxes(1, 2)).all()
    least = np.linalg.eigvalsh(found["spd"])[:, 0]
    assert (least > 0).all()
    size = np.abs(found["psd"]).max(axis=(1, 2)) + 1
    assert (np.linalg.eigvalsh(found["psd"])[:, 0] > -1e-11 * size).all()
    assert np.linalg.cond(found["invertible"]).max() < 8 * n + 8
    defect = np.abs(found["orthogonal"] @ found["orthogonal"].swapaxes(1, 2) - np.identity(n)).max(
        axis=(1, 2)
    )
    assert (defect <= 4 * n * letters.errors["ORTHOGONAL"]).all()
    if n > 1:
        assert (np.linalg.eigvalsh(found["symmetric"])[:, 0] < 0).any()


def test_several_dimensions_differ():
    _, letters = drawn({"m": "integer >= 1", "n": "integer >= 1", "A": "matrix(m, n)"}, n=3)
    assert letters.values["A"].shape[1:] == (3, 4)


def test_equalities_are_solved_for_a_letter_even_in_a_chain():
    let = {"x": "real", "y": "real", "z": "positive"}
    solved = solve_equalities(formalize(let, {"one": "y == x**2 and z == y + 1"}, {}, "z >= 1"))
    assert [name for name, _ in solved.put] == ["y", "z"]
    assert free_letters(solved.formal.claim) == {"x"}
    assert not any(free_letters(term) - {"x"} for _, term in solved.put)
    assert any("domain of z" in name for name, _ in solved.formal.given)


def test_an_integer_that_an_equality_fixes_must_still_be_whole():
    solved = solve_equalities(
        formalize({"x": "real", "k": "integer"}, {"e": "k == 2*x"}, {}, "k**2 == 4*x**2")
    )
    assert any("floor" in repr(term) for _, term in solved.formal.given)
