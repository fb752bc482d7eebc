"""Bounds of norms: what is proved for every size, what is not, and that every rule holds on random matrices."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_goals import certain, goal, knows_nothing

from proofs_check.engines import gram_norms
from proofs_check.engines.gram_norm_chains import follows, grows_with
from proofs_check.engines.gram_norm_image import NormNamer
from proofs_check.engines.word_rules import ruled_setting
from proofs_check.goal import Goal
from proofs_check.statement.terms import Apply, Compare, Connective, Letter, Number, Term, free_letters
from proofs_check.statement.text import text

REAL = {"r": "nonnegative", "s": "nonnegative", "y": "vector(n)", "w": "vector(n)", "p": "vector(m)"}
COMPLEX = {
    **REAL,
    **{"A": "complex matrix(n, n)", "B": "complex matrix(n, n)", "V": "complex invertible(n)"},
    **{"L": "complex diagonal(n)", "x": "complex vector(n)", "y": "complex vector(n)"},
    **{"w": "complex vector(n)", "c": "complex"},
}
POWERS: Mapping[str, object] = {"W": "V @ L @ inv(V)"}
MOST = "forall(j, 'integer in [0, n - 1]', abs(L[j, j]) <= r)"
LEAST = "forall(j, 'integer in [0, n - 1]', abs(L[j, j]) >= s)"
OTHERS = "forall(j, 'integer in [1, n - 1]', abs(L[j, j]) <= r)"
CONDITION = "norm(V)*norm(inv(V))"

TRUE: tuple[tuple[str, ...], ...] = (
    ("norm(A @ B) <= norm(A)*norm(B)",),
    ("norm(A @ B @ x) <= norm(A)*norm(B)*norm(x)",),
    ("norm(A @ B @ x) <= norm(A @ B)*norm(x)",),
    ("norm(A**t @ x) <= norm(A)**t*norm(x)",),
    ("norm((A @ B).T) == norm(B.T @ A.T)",),
    ("norm(c*(A @ x)) == abs(c)*norm(A @ x)",),
    ("norm(x @ y.T) == norm(x)*norm(y)",),
    ("norm(A @ x + c*y) <= norm(A)*norm(x) + abs(c)*norm(y)",),
    ("norm(A @ x - A @ y) <= norm(A)*norm(x - y)",),
    ("norm(R @ z - R @ p) <= norm(R)*norm(z - p)",),
    ("norm(x - y) >= norm(x) - norm(y)",),
    ("norm(inv(V) @ x)*norm(V) >= norm(x)",),
    ("abs(x.T @ A @ y) <= norm(x)*norm(A)*norm(y)",),
    ("norm(y - y[0]*unit(n, 0)) <= norm(y)",),
    ("norm(L**t @ y) <= r**t*norm(y)", MOST),
    ("norm(L**t @ y) >= s**t*norm(y)", LEAST),
    ("norm(L**t @ y) <= r**t*norm(y)", OTHERS, "y[0] == 0"),
    ("norm(A @ (L**t @ y))/r**t <= norm(A)*norm(y)", MOST, "r > 0"),
    (f"norm(W**t @ x) <= {CONDITION}*r**t*norm(x)", MOST),
    (f"norm((W.T)**t @ x) <= {CONDITION}*r**t*norm(x)", MOST),
    (f"norm(W**t) <= {CONDITION}*r**t", MOST),
    (f"{CONDITION}*norm(W**t @ x) >= s**t*norm(x)", LEAST),
)
FALSE: tuple[tuple[str, ...], ...] = (
    ("norm(A @ B) >= norm(A)*norm(B)",),
    ("norm(A @ B) == norm(A)*norm(B)",),
    ("norm(A @ B) < norm(A)*norm(B)",),
    ("norm(A @ B) == norm(B @ A)",),
    ("norm(A @ B @ x) <= norm(A)*norm(x)",),
    ("norm(A**t) <= norm(A)**t",),  # t = 0: sqrt(n)
    ("norm(c*(A @ x)) == c*norm(A @ x)",),
    ("norm(A @ x + c*y) >= norm(A)*norm(x) + abs(c)*norm(y)",),
    ("norm(x - y) <= norm(x) - norm(y)",),
    ("norm(inv(V) @ x)*norm(inv(V)) >= norm(x)",),
    ("norm(inv(V)) <= norm(V)",),
    ("norm(V @ x) <= norm(x)",),
    ("norm(y + y[0]*unit(n, 0)) <= norm(y)",),
    ("norm(y - y[0]*unit(n, 1)) <= norm(y)", "n >= 2"),
    ("norm(L**t @ y) <= s**t*norm(y)", LEAST),
    ("norm(L**t @ y) >= r**t*norm(y)", MOST),
    ("norm(L**t @ y) <= r**t*norm(y)", OTHERS),
    ("norm(L**t @ y) <= r**t*norm(y)", OTHERS, "x[0] == 0"),
    ("norm(L**t @ y) <= r**(t + 1)*norm(y)", MOST),
    ("norm(L**t) <= r**t", MOST),  # n entries
    ("norm(W**t @ x) <= r**t*norm(x)", MOST),
    ("norm(W**t @ x) <= norm(V)*norm(V)*r**t*norm(x)", MOST),
    ("norm(W**t @ x) >= s**t*norm(x)", LEAST),
)


def asked(statement: tuple[str, ...], complex_letters: bool) -> Goal:
    claim, *hypotheses = statement
    uses = any("W" in part for part in statement)
    let = COMPLEX if complex_letters else REAL
    return goal(claim, *hypotheses, define=POWERS if uses else None, let=let)


@pytest.mark.parametrize("complex_letters", (False, True), ids=("real", "complex"))
@pytest.mark.parametrize("statement", TRUE, ids=lambda statement: statement[0])
def test_chains_prove_without_any_prover(statement: tuple[str, ...], complex_letters: bool) -> None:
    answer = gram_norms.by_chain(asked(statement, complex_letters), knows_nothing)
    assert answer.proved, answer.detail
    assert answer.trust == "certificate"


@pytest.mark.parametrize("complex_letters", (False, True), ids=("real", "complex"))
@pytest.mark.parametrize("statement", FALSE, ids=lambda statement: statement[0])
def test_false_neighbours_are_not_proved(statement: tuple[str, ...], complex_letters: bool) -> None:
    one = asked(statement, complex_letters)
    assert not gram_norms.by_chain(one, certain).proved
    assert not gram_norms.attempt(one, certain).proved


def test_a_diagonal_bound_must_reach_the_last_entry() -> None:
    short = "forall(j, 'integer in [0, n - 2]', abs(L[j, j]) <= r)"
    long = "forall(j, 'integer in [0, n)', r >= abs(L[j, j]))"
    off = "forall(j, 'integer in [0, n - 1]', abs(L[0, 0]) <= r)"
    for hypothesis, expected in ((short, False), (long, True), (off, False)):
        one = goal("norm(L @ y) <= r*norm(y)", hypothesis, let=REAL)
        assert gram_norms.by_chain(one, knows_nothing).proved is expected, hypothesis


def test_a_bound_of_unknown_sign_is_no_multiplier() -> None:
    one = goal("norm(L**t @ y) >= c**t*norm(y)", LEAST.replace("s)", "c)"), let=REAL)  # c = -2, t = 2
    assert not gram_norms.by_chain(one, certain).proved
    assert not gram_norms.attempt(one, certain).proved


def test_norms_of_complex_vectors_are_ordered() -> None:
    letters = {"u": "complex vector(n)", "v": "complex vector(n)"}
    assert gram_norms.attempt(goal("norm(u) > 0", "u.T @ v != 0", let=letters), certain).proved
    assert not gram_norms.attempt(goal("norm(u) > 0", "u.T @ v == 0", let=letters), certain).proved


def test_a_principal_root_stays_complex() -> None:
    letters = {"z": "complex", "v": "complex vector(n)"}
    one = goal("norm(eps*v) + sqrt(eps)**2 >= norm(eps*v)", let=letters)  # sqrt(-1)**2 == -1
    assert not gram_norms.attempt(one, certain).proved
    assert not gram_norms.by_chain(one, certain).proved


def test_a_chain_replaces_only_what_the_side_grows_with() -> None:
    falling = goal("s - r <= s - lam", "r <= lam", let={"r": "nonnegative", "s": "nonnegative"})
    assert not follows(falling, lambda term: True)
    rising = goal("s*r <= s*lam", "r <= lam", let={"r": "nonnegative", "s": "nonnegative"})
    assert follows(rising, lambda term: True)
    assert not follows(rising, lambda term: False)
    quotient = Apply("div", (Letter("s"), Letter("r")))
    assert grows_with(quotient, "s", lambda term: True)
    assert not grows_with(quotient, "r", lambda term: True)


Value = complex | float | np.ndarray


def number_at(term: Term, at: Mapping[str, Value]) -> Value:
    """A term in floating point; vectors are columns."""
    match term:
        case Number(value=value):
            return float(value)
        case Letter(name=name):
            return at[name]
        case Apply(op="unit", args=(_, place)):
            return np.eye(int(at["n"].real))[:, [int(number_at(place, at))]]  # type: ignore[union-attr]
        case Apply(op=op, args=args):
            return operation(op, [number_at(arg, at) for arg in args])
    raise NotImplementedError(text(term))


def operation(op: str, found: list[Value]) -> Value:
    first, last = found[0], found[-1]
    match op:
        case "add" | "sub":
            return first + last if op == "add" else first - last
        case "mul":
            return first * last
        case "div":
            return first / last
        case "neg":
            return -first
        case "matmul":
            return plain(np.asarray(first) @ np.asarray(last))
        case "transpose":
            return np.asarray(first).T
        case "inv":
            return np.linalg.inv(first)
        case "abs":
            return abs(first)
        case "norm":
            return float(np.linalg.norm(np.asarray(first)))
        case "entry":
            places = [int(place) for place in found[1:]]
            return np.asarray(first)[places[0], places[1] if len(places) > 1 else 0]
        case "pow":
            times = int(last)
            return np.linalg.matrix_power(first, times) if np.ndim(first) else first**times
    raise NotImplementedError(op)


def plain(found: np.ndarray) -> Value:
    return complex(found[0, 0]) if found.shape == (1, 1) else found


def holds(statement: Term, at: Mapping[str, Value]) -> bool:
    match statement:
        case Connective(op="implies", parts=(premise, then)):
            return not holds(premise, at) or holds(then, at)
        case Connective(op="and", parts=parts):
            return all(holds(part, at) for part in parts)
        case Compare(relation=relation, left=left, right=right):
            low, high = (complex(number_at(side, at)).real for side in (left, right))
            slack = 1e-8 * (1 + abs(low) + abs(high))
            return {"<=": low <= high + slack, ">=": low >= high - slack}[relation]
    raise NotImplementedError(text(statement))


SUBJECTS = (
    "norm(V @ L**t @ inv(V) @ x) + norm(L**t @ y) <= 1",
    "norm(A @ L @ B @ y) + norm(y.T @ L**t @ B) + norm(A @ B) <= 1",
    "norm(A @ x - c*(A @ y) + A @ w) + norm(A**(t + 1)) <= 1",
    "norm(y - y[0]*unit(n, 0)) + abs(x.T @ A @ y) + norm(x @ y.T @ A) <= 1",
    "norm(L**t @ V.T @ w/c**2 - V[:, 0].T @ w*unit(n, 0)) + norm(inv(V).T @ L**t @ w) <= 1",
)


def drawn(rng: np.random.Generator, size: int, complex_letters: bool) -> dict[str, Value]:
    """Random values; the moduli of L lie between s and r, those from index 1 on below rest."""

    def entries(rows: int, columns: int) -> np.ndarray:
        found = rng.normal(size=(rows, columns)) * rng.integers(0, 2, size=(rows, columns))
        return found + 1j * rng.normal(size=(rows, columns)) if complex_letters else found

    diagonal = entries(size, 1)[:, 0]
    moduli = np.abs(diagonal)
    found: dict[str, Value] = {
        **{name: plain(entries(size, size)) for name in ("A", "B")},
        **{name: plain(entries(size, 1)) for name in ("x", "y", "w")},
        **{"V": entries(size, size) + 3 * np.eye(size), "L": np.diag(diagonal)},
        **{"r": moduli.max() * rng.choice((1.0, 1.5)), "s": moduli.min() * rng.choice((1.0, 0.5))},
        **{"t": float(rng.integers(0, 4)), "c": complex(rng.normal() or 1), "n": complex(size)},
    }
    return found


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(2, 4), st.booleans(), st.sampled_from(SUBJECTS))
def test_every_rule_holds_on_random_matrices(seed: int, size: int, complex_letters: bool, claim: str) -> None:
    let = COMPLEX if complex_letters else REAL
    one = goal(claim, MOST, LEAST, OTHERS.replace("<= r", "<= 2*r"), "w[0] == 0", let=let)
    namer = NormNamer(ruled_setting(one, knows_nothing), one)
    namer.statement(one.conclusion)
    rules = list(gram_norms.facts_about(one, namer, knows_nothing))
    assert len(rules) >= 8
    at = drawn(np.random.default_rng(seed), size, complex_letters)
    at["w"] = np.asarray(at["w"]) * (np.arange(size) > 0)[:, None]
    at |= {name: number_at(atom, at) for atom, name in namer.names.items()}
    for rule in rules:
        assert free_letters(rule) <= at.keys()
        assert holds(rule, at), text(rule)
