"""Claims about matrices that fail at matrices of a known structure only, and the pool that such points are drawn from."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.exact import matrices
from proofs_check.goal import Budget
from proofs_check.statement.formal import formalize
from proofs_check.witness import find_witness, search
from proofs_check.witness.structured_tables import structured

Declared = Mapping[str, str]
N = {"n": "integer >= 1"}
SKEW, SQUARE = {**N, "K": "matrix(n, n)"}, {**N, "A": "matrix(n, n)"}
PAIR = {**N, "A": "symmetric(n)", "B": "symmetric(n)"}

FALSE: tuple[tuple[Declared, tuple[str, ...], str], ...] = (
    ({"A": "matrix(3, 3)"}, (), "iff(A @ A @ A == zeros(3, 3), trace(A) == 0 and det(A) == 0)"),
    (SKEW, ("K.T == -K",), "det(identity(n) + K) == 1 + norm(K)**2/2"),
    ({"K": "matrix(4, 4)"}, ("K.T == -K",), "det(K) == 0"),
    ({"A": "matrix(4, 4)"}, ("trace(A) == 0", "trace(A @ A) == 0"), "trace(A @ A @ A) == 0"),
    ({"A": "symmetric(4)"}, ("trace(A) == 0", "trace(A @ A @ A) == 0"), "det(A) <= 0"),
    (SQUARE, ("A @ A == A",), "A.T == A"),
    (SQUARE, ("A @ A == identity(n)",), "trace(A) == n or trace(A) == -n or trace(A) == 0"),
    (SQUARE, ("A @ A @ A == zeros(n, n)",), "A @ A == zeros(n, n)"),
    (PAIR, (), "trace(A @ B @ A @ B) >= 0"),
    (PAIR, (), "trace(A @ A @ B @ B) == trace(A @ B @ A @ B)"),
    ({"Q": "orthogonal(4)"}, ("det(Q) == 1", "trace(Q) == 0"), "Q.T == -Q"),
)
TRUE: tuple[tuple[Declared, tuple[str, ...], str], ...] = (
    (SKEW, ("K.T == -K",), "det(identity(n) + K) >= 1 + norm(K)**2/2"),
    ({"K": "matrix(3, 3)"}, ("K.T == -K",), "det(identity(3) + K) == 1 + norm(K)**2/2"),
    ({"A": "matrix(3, 3)"}, ("A @ A @ A == zeros(3, 3)",), "trace(A) == 0 and det(A) == 0"),
    (PAIR, ("A @ B == B @ A",), "trace(A @ B @ A @ B) >= 0"),
)


@pytest.mark.parametrize(
    ("let", "given", "claim"), FALSE, ids=lambda value: value if isinstance(value, str) else ""
)
def test_false_claims_are_refuted(let: Declared, given: tuple[str, ...], claim: str) -> None:
    formal = formalize(let, {f"h{i}": fact for i, fact in enumerate(given)}, {}, claim)
    witness = find_witness(formal, Budget()).witness
    assert witness is not None and witness.fault == "false"


@pytest.mark.parametrize(
    ("let", "given", "claim"), TRUE, ids=lambda value: value if isinstance(value, str) else ""
)
def test_true_claims_have_no_witness(let: Declared, given: tuple[str, ...], claim: str) -> None:
    formal = formalize(let, {f"h{i}": fact for i, fact in enumerate(given)}, {}, claim)
    found = search(formal, Budget(search_points=4_000))
    assert found.candidate is None and found.admissible


@pytest.mark.parametrize("rows", (2, 3, 4))
@pytest.mark.parametrize("kind", ("matrix", "symmetric", "diagonal", "orthogonal", "spd"))
def test_the_pool_has_every_kind_once(kind: str, rows: int) -> None:
    pool = structured(kind, rows)
    assert pool and len(set(pool)) == len(pool) <= 200
    if kind == "symmetric":
        assert all(matrices.transpose(one) == one for one in pool)


def test_no_structure_beyond_four_rows() -> None:
    assert structured("matrix", 1) == structured("matrix", 5) == ()
