"""What every world must keep: its letters, shapes, determinism, usable error bounds, and the import rule."""

import ast
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from worlds_reference import (
    ALL_WORLDS,
    LONG_RUNS,
    LONG_WORLDS,
    MODULES,
    TRACKED_WORLDS,
    known_as,
    relative_errors,
)

import proofs_check.worlds
from proofs_check.worlds.world import World

CASES = [pytest.param(world, n, id=f"{world.name}-{n}") for world in ALL_WORLDS for n in world.sizes]
ONE_SIZE = [
    pytest.param(world, world.sizes[min(1, len(world.sizes) - 1)], id=world.name) for world in ALL_WORLDS
]
TRACKED = [case for case in ONE_SIZE if case.values[0] in TRACKED_WORLDS]
# they go through all cases, or what they draw cannot be seen in what they count
HIDDEN_LAYERS = ("unused_units", "deep_points")  # codes have a dimension of their own
ALWAYS_THE_SAME = {"coin_signs", "grid_hits", "waiting", "no_free_lunch", "double_wells", "cubes"}
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
    names = [known_as(module, world) for module in MODULES for world in module.WORLDS]
    assert len(set(names)) == len(names) == len(ALL_WORLDS) + len(LONG_WORLDS)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_every_world_of_every_module_is_tested_here(source: Path) -> None:
    name = source.stem if source.stem != "__init__" else ""
    module = import_module(f"proofs_check.worlds.{name}".rstrip("."))
    for world in vars(module).get("WORLDS", ()):
        assert world in ALL_WORLDS or known_as(module, world) in LONG_RUNS, (source.name, world.name)
    lone = [found.name for found in vars(module).values() if isinstance(found, World)]
    assert set(lone) <= {world.name for world in (*ALL_WORLDS, *LONG_WORLDS)}, source.name


@pytest.mark.parametrize("name", LONG_RUNS)
def test_every_long_run_has_property_tests_of_its_own(name: str) -> None:
    module, _, world = name.partition(".")
    assert world in {found.name for found in LONG_WORLDS}
    text = (Path(__file__).parent / LONG_RUNS[name]).read_text(encoding="utf-8")
    assert "@given" in text and f"{module}." in text


@pytest.mark.parametrize("world", LONG_WORLDS, ids=lambda world: world.name)
def test_long_runs_return_their_letters_and_repeat_themselves(world: World) -> None:
    pytest.importorskip("sklearn", reason="some of them need the extra 'data'")
    first, again = (world.run(np.random.default_rng(7), 2, world.sizes[0]) for _ in range(2))
    assert set(first.values) == set(world.letters) and set(first.errors) <= set(world.letters)
    for letter, values in first.values.items():
        assert len(values) == 2 and np.isfinite(values).all(), letter
        np.testing.assert_array_equal(values, again.values[letter])
    for errors in first.errors.values():
        assert errors.shape == (2,) and (errors >= 0).all() and np.isfinite(errors).all()


@pytest.mark.parametrize(("world", "n"), CASES)
def test_letters_shapes_and_errors(world: World, n: int) -> None:
    measured = world.run(np.random.default_rng(1), 33, n)
    assert set(measured.values) == set(world.letters)
    assert set(measured.errors) <= set(world.letters)
    for letter, values in measured.values.items():
        assert values.shape[0] == 33, letter
        assert values.dtype in (np.float64, np.int64, np.complex128), letter
        # a list of vectors has one axis more than its length says
        square = set(values.shape[1:]) == {n} or (world not in TRACKED_WORLDS and n in values.shape[1:])
        assert values.ndim == 1 or world.sizes == (1,) or square or world.name in HIDDEN_LAYERS, letter
        assert np.isfinite(values).all(), letter
    for letter, errors in measured.errors.items():
        assert errors.shape == (33,) and (errors >= 0).all() and np.isfinite(errors).all(), letter


@pytest.mark.parametrize(("world", "n"), ONE_SIZE)
def test_same_generator_same_outcome(world: World, n: int) -> None:
    first, again = (world.run(np.random.default_rng(7), 50, n) for _ in range(2))
    for letter in world.letters:
        np.testing.assert_array_equal(first.values[letter], again.values[letter])
    other = world.run(np.random.default_rng(8), 50, n)
    differ = any(not np.array_equal(first.values[letter], other.values[letter]) for letter in world.letters)
    assert differ != (world.name in ALWAYS_THE_SAME)


@pytest.mark.parametrize(("world", "n"), CASES)
def test_one_instance_is_enough(world: World, n: int) -> None:
    for seed in range(6):
        measured = world.run(np.random.default_rng(seed), 1, n)
        assert all(len(values) == 1 for values in measured.values.values())


@pytest.mark.parametrize(("world", "n"), TRACKED)
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
