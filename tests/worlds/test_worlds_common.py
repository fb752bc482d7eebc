"""What every world must keep: its letters, shapes, determinism, usable error bounds, and the import rule."""

import ast
from pathlib import Path

import numpy as np
import pytest
from worlds_reference import ALL_WORLDS, relative_errors

import proofs_check.worlds
from proofs_check.worlds.world import World

CASES = [pytest.param(world, n, id=f"{world.name}-{n}") for world in ALL_WORLDS for n in world.sizes]
ONE_SIZE = [
    pytest.param(world, world.sizes[min(1, len(world.sizes) - 1)], id=world.name) for world in ALL_WORLDS
]
SOURCES = sorted(Path(proofs_check.worlds.__file__).parent.glob("*.py"))
ALLOWED = {
    "__future__",
    "numpy",
    "scipy",
    "flint",
    "sklearn",
    "fractions",
    "collections",
    "dataclasses",
    "itertools",
    "functools",
    "math",
    "typing",
}


def test_names_are_unique() -> None:
    assert len({world.name for world in ALL_WORLDS}) == len(ALL_WORLDS)


@pytest.mark.parametrize(("world", "n"), CASES)
def test_letters_shapes_and_errors(world: World, n: int) -> None:
    measured = world.run(np.random.default_rng(1), 33, n)
    assert set(measured.values) == set(world.letters)
    assert set(measured.errors) <= set(world.letters)
    for letter, values in measured.values.items():
        assert values.shape[0] == 33, letter
        assert values.dtype in (np.float64, np.int64, np.complex128), letter
        assert values.ndim == 1 or world.sizes == (1,) or set(values.shape[1:]) == {n}, letter
        assert np.isfinite(values).all(), letter
    for letter, errors in measured.errors.items():
        assert errors.shape == (33,) and (errors >= 0).all() and np.isfinite(errors).all(), letter


@pytest.mark.parametrize(("world", "n"), ONE_SIZE)
def test_same_generator_same_outcome(world: World, n: int) -> None:
    first, again = (world.run(np.random.default_rng(7), 50, n) for _ in range(2))
    for letter in world.letters:
        np.testing.assert_array_equal(first.values[letter], again.values[letter])
    other = world.run(np.random.default_rng(8), 50, n)
    assert any(not np.array_equal(first.values[letter], other.values[letter]) for letter in world.letters)


@pytest.mark.parametrize(("world", "n"), CASES)
def test_one_instance_is_enough(world: World, n: int) -> None:
    for seed in range(6):
        measured = world.run(np.random.default_rng(seed), 1, n)
        assert all(len(values) == 1 for values in measured.values.values())


@pytest.mark.parametrize(("world", "n"), ONE_SIZE)
def test_most_bounds_are_small(world: World, n: int) -> None:
    # a bound of the size of the value would make every instance inconclusive
    measured = world.run(np.random.default_rng(2), 2000, n)
    for letter in set(measured.errors) - {"worst_miss", "worst_rise"}:
        relative = relative_errors(measured, letter)
        assert np.median(relative) < (1e-6 if letter == "e_best" else 1e-11), letter
        assert np.mean(relative < 1e-3) > 0.8, letter


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_worlds_import_no_formula(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            root = name.split(".")[0]
            # named.py loads modules of this package by name
            loads_by_name = root == "importlib" and source.name == "named.py"
            inside = name.startswith("proofs_check.worlds")
            assert root in ALLOWED or inside or loads_by_name, (source.name, name)
