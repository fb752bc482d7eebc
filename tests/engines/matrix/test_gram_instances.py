"""Every fact that is put at the vectors and matrices of a goal is true of all matrices of their kinds: tried with numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
import pytest
from numpy.typing import NDArray

from proofs_check.engines import gram_facts
from proofs_check.engines.gram_image import statement_image
from proofs_check.engines.gram_injective import full_ranks, left_inverses
from proofs_check.engines.matrix_facts import Instance
from proofs_check.engines.scalar_image import Namer
from proofs_check.engines.word_rules import plain_setting, ruled_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.goal import Goal, goal_of
from proofs_check.statement.domains import Domain
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Apply, Compare, Connective, Letter, Number, Term
from proofs_check.statement.text import text

LET = {
    **{"n": "integer >= 1", "m": "integer >= 1", "A": "spd(n)", "B": "spd(n)", "H": "psd(n)", "K": "psd(n)"},
    **{"S": "symmetric(n)", "T": "symmetric(n)", "M": "matrix(n, n)", "N": "matrix(n, n)", "V": "invertible(n)"},
    **{"Q": "orthogonal(n)", "D": "diagonal(n)", "R": "matrix(m, n)", "L": "matrix(n, m)", "x": "vector(n)"},
    **{"y": "vector(n)", "z": "vector(m)", "c": "real", "d": "real"},
}  # fmt: skip
ROOM = 1e-7
Array = NDArray[np.float64]

SPECTRA = ("c <= min(eigenvalues({0}))", "max(eigenvalues({0})) <= d")
GOALS: tuple[tuple[str, ...], ...] = (
    *((f"max(eigenvalues({one})) <= trace({one})",) for one in ("A", "H", "S", "M", "D", "inv(A)", "H @ H")),
    *((f"min(eigenvalues({one})) <= trace(inv({one}))",) for one in ("A", "S", "V", "inv(A)")),
    *((f"max(eigenvalues(S)) <= trace(S @ {one})",) for one in ("H", "T", "A", "M", "inv(A)", "S", "H @ H")),
    *((f"max(eigenvalues({one})) <= c",) for one in ("H @ K", "A @ B", "A @ H", "inv(A) @ B", "H @ S", "S @ T")),
    *((f"spectral_radius({one}) <= det({one})",) for one in ("M", "S", "H", "A", "Q", "V", "H @ K", "D", "A @ A")),
    *((f"trace({one}) >= 0",) for one in ("H @ M.T @ K @ M", "H @ M @ K @ M", "H @ M.T @ S @ M", "S @ M.T @ K @ M")),
    *((f"trace({one}) >= 0",) for one in ("M.T @ S @ M", "M.T @ K @ M", "H @ S @ S", "H @ S @ T", "H @ S @ K @ S")),
    *((f"trace({one}) >= 0",) for one in ("R.T @ R @ H", "H @ K", "M @ H @ M", "S @ T @ S @ T", "H @ K @ H @ K")),
    *((f"trace({one}) >= 0",) for one in ("R.T @ R @ S @ S", "A @ B", "S @ A @ S", "M @ M", "M @ N", "M.T @ N")),
    *((f"trace({one}) >= 0",) for one in ("A @ S @ T", "A @ H", "M @ H", "S**3", "H**3", "S @ T", "A @ B @ A @ H")),
    *((f"x.T @ {one} @ x >= 0",) for one in ("H @ H", "S @ S", "M @ M", "S**3", "A**3", "M.T @ M", "M.T @ H @ M")),
    *((f"x.T @ {one} @ y >= 0",) for one in ("H @ H", "S @ S", "H", "A", "M", "M.T @ H @ N", "A @ B", "R.T @ R")),
    *((f"norm({one}) > 0",) for one in ("A @ x + H @ x", "A @ x + S @ x", "H @ x + K @ x", "A @ x - H @ x")),
    *((f"norm({one}) > 0",) for one in ("2*(A @ x) + x", "A @ x + H @ y", "L @ z + A @ x", "M @ x + x", "c*x + A @ x")),
    *((f"x.T @ {one} @ x <= c", *(fact.format("A") for fact in SPECTRA)) for one in ("A", "inv(A)", "A**3")),
    *((f"x.T @ {one} @ x <= c", *(fact.format("S") for fact in SPECTRA)) for one in ("S", "S @ S", "S**3")),
    *((f"x.T @ {one} @ y <= c", *(fact.format("S") for fact in SPECTRA)) for one in ("S", "S @ T @ S", "M.T @ S @ M")),
    *((f"max(eigenvalues({one})) <= trace({one} @ H)",) for one in ("M", "V")),
    *((f"x.T @ {one} @ x <= c", *(fact.format(one) for fact in SPECTRA)) for one in ("M", "V")),
    ("x.T @ H @ x <= c", *(fact.format("H") for fact in SPECTRA)),
    ("norm(R @ x) > 0", "det(R.T @ R) != 0", "x != zeros(n, 1)"),
    ("norm(R @ x) > 0", "L @ R == identity(n)", "x != zeros(n, 1)"),
    ("norm(R @ L @ z) > 0", "det(R.T @ R) != 0", "R @ L == identity(m)"),
    ("(x - y).T @ A @ (x - y) > 0", "x != y"),
    ("dot(x, H @ y) <= dot(y, S @ x)", "M.T == -M", "x.T @ M @ x == 0"),
    ("dot(x, y)**2 <= (x.T @ A @ x)*(y.T @ inv(A) @ y)",),
    ("x.T @ y <= x.T @ M @ M @ y", "M @ M == M", "M.T == M"),
)  # fmt: skip


def goal(claim: str, *hypotheses: str) -> Goal:
    return goal_of(formalize(LET, {f"h{i}": fact for i, fact in enumerate(hypotheses)}, {}, claim))


def instances(one: Goal, setting: Setting) -> Iterator[Instance]:
    namer = Namer(setting, one)
    statement_image(one.conclusion, setting, namer)
    for known in one.hypotheses:
        statement_image(known, setting, namer)
    for _ in gram_facts._spectra(setting, namer):
        pass
    atoms = tuple(namer.names)
    yield from gram_facts._signs(one, setting, namer)
    yield from gram_facts._bounds(one, setting, namer)
    yield from full_ranks(one, setting, atoms)
    yield from left_inverses(ruled_setting(one), atoms)
    yield from gram_facts.ruled_squares(setting, atoms)


@pytest.mark.parametrize("one", GOALS, ids=lambda one: one[0])
def test_facts_are_true(one: tuple[str, ...]) -> None:
    stated = goal(*one)
    source = np.random.default_rng(1)
    for setting in (plain_setting(stated), ruled_setting(stated)):
        facts = {fact.at(values) for fact, values in islice(instances(stated, setting), 60)}
        for turn in range(40):
            at = point(stated, 1 + turn % 3, 1 + turn // 3 % 3, source)
            for fact in facts:
                assert holds(fact, at), (text(fact), at)


def test_false_facts_are_found_out() -> None:
    source = np.random.default_rng(1)
    for false in (
        "trace(S) >= 0",
        "dot(x, H @ x) > 0",
        "trace(H) >= 1/9",
        "det(R.T @ R) > 0",
        "dot(x, y) >= 0",
    ):
        stated = goal(false)
        at = (point(stated, 1 + turn % 3, 1 + turn // 3 % 3, source) for turn in range(40))
        assert not all(holds(stated.conclusion, one) for one in at)


def point(one: Goal, n: int, m: int, source: np.random.Generator) -> dict[str, Array]:
    at: dict[str, Array] = {"n": np.array([[float(n)]]), "m": np.array([[float(m)]])}
    for name, domain in one.letters:
        if domain.kind != "integer":
            at[name] = draw(domain, [{"n": n, "m": m}[text(size)] for size in domain.size], source)
    return at


def draw(domain: Domain, sizes: list[int], source: np.random.Generator) -> Array:
    """Small whole entries: zeros, singular matrices and equal eigenvalues come often."""
    rows, columns = (*sizes, 1, 1)[:2] if sizes else (1, 1)
    found = source.integers(-2, 3, (rows, columns)).astype(float)
    match domain.kind:
        case "symmetric":
            return found + found.T
        case "psd" | "spd":
            kept = found @ np.diag(source.integers(0, 2, rows).astype(float)) @ found.T
            return kept + np.eye(rows) * (domain.kind == "spd") / 2
        case "diagonal":
            return np.diag(np.diag(found))
        case "orthogonal":
            return np.linalg.qr(found + 7 * np.eye(rows))[0] * source.choice([-1.0, 1.0])
        case "invertible":
            return found + 7 * np.eye(rows) * source.choice([-1.0, 1.0])
    return found


def holds(statement: Term, at: dict[str, Array]) -> bool:
    """Up to rounding; a statement about a matrix that has no inverse or no real eigenvalues says nothing."""
    try:
        return _holds(statement, at)
    except (np.linalg.LinAlgError, ArithmeticError):
        return True


def _holds(statement: Term, at: dict[str, Array]) -> bool:
    match statement:
        case Connective(op="and", parts=parts):
            return all(_holds(part, at) for part in parts)
        case Connective(op="implies", parts=(premise, then)):
            return not _strictly(premise, at) or _holds(then, at)
        case Compare(relation=relation, left=left, right=right):
            gap = float((value(left, at) - value(right, at)).item())
            room = ROOM * (1 + abs(float(value(left, at).item())))
            ways = {"<=": gap <= room, ">=": gap >= -room, ">": gap > 0, "<": gap < 0, "==": abs(gap) <= room}
            return ways.get(relation, gap != 0)
    raise NotImplementedError(text(statement))


def _strictly(premise: Term, at: dict[str, Array]) -> bool:
    """The premise with room to spare."""
    match premise:
        case Connective(op="and", parts=parts):
            return all(_strictly(part, at) for part in parts)
        case Compare(relation="<=" | ">="):
            return _holds(premise, at)
        case Compare(left=left, right=right):
            return _holds(premise, at) and abs(float((value(left, at) - value(right, at)).item())) > ROOM
    raise NotImplementedError(text(premise))


def value(term: Term, at: dict[str, Array]) -> Array:
    match term:
        case Number(value=number):
            return np.array([[float(number)]])
        case Letter(name=name):
            return at[name]
        case Apply(op=op, args=args):
            return _operation(op, [value(arg, at) for arg in args])
    raise NotImplementedError(text(term))


def _operation(op: str, args: list[Array]) -> Array:
    one, two = args[0], args[-1]
    match op:
        case "add":
            return one + two
        case "sub":
            return one - two
        case "neg":
            return -one
        case "mul":
            return one * two if one.size == 1 or two.size == 1 else _fail(op)
        case "div":
            return one / _nonzero(two)
        case "matmul":
            return one @ two if one.shape[1] == two.shape[0] else one * two
        case "dot":
            return one.T @ two
        case "transpose":
            return one.T
        case "inv":
            return np.linalg.inv(one) if abs(np.linalg.det(one)) > ROOM else _fail(op)
        case "pow":
            return np.linalg.matrix_power(one, round(two.item()))
        case "identity":
            return np.eye(round(one.item()))
        case "zeros":
            return np.zeros((round(one.item()), round(two.item())))
        case "eigenvalues":
            return _eigenvalues(one)
    numbers = {"trace": np.trace, "det": np.linalg.det, "min": np.min, "max": np.max, "abs": np.abs}
    numbers |= {"norm": np.linalg.norm, "spectral_radius": lambda a: np.max(np.abs(np.linalg.eigvals(a)))}
    return np.array([[float(np.squeeze(numbers[op](one)))]])


def _eigenvalues(matrix: Array) -> Array:
    found = np.linalg.eigvals(matrix)
    if np.max(np.abs(found.imag)) > ROOM:
        raise ArithmeticError("no real eigenvalues")
    return np.sort(found.real).reshape(-1, 1)


def _nonzero(number: Array) -> Array:
    if abs(number.item()) < ROOM:
        raise ArithmeticError("0")
    return number


def _fail(op: str) -> Array:
    raise ArithmeticError(op)
