"""Reference arithmetic for the tests of the worlds: the same algorithms on 600-bit numbers."""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import mpmath
import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds import (
    adam_moments,
    adam_regret,
    adam_sequences,
    adaptive,
    adaptive_sequences,
    asymptotes,
    clipping,
    coin_flips,
    complexity,
    convex_functions,
    critical_points,
    critical_searches,
    descent,
    digits_adaptive,
    digits_lines,
    digits_paths,
    direction_rates,
    factors,
    gradient_norm_runs,
    gradient_signals,
    hashing,
    heavy_ball,
    initialisations,
    linear_network_bases,
    linear_network_points,
    linear_network_units,
    linear_networks,
    minibatch_joint,
    minibatch_passes,
    minibatch_samples,
    momentum,
    momentum_positions,
    momentum_sequences,
    monotone_neighbours,
    monotone_worlds,
    nesterov_noise,
    nesterov_runs,
    networks,
    newton,
    perceptron,
    powers,
    quadratics,
    random_fields,
    random_matrices,
    recurrent,
    risks,
    rmsprop_runs,
    saddles,
    scalar_descent,
    segments,
    sgd_convex,
    sgd_passes,
    sgd_paths,
    sgd_population,
    sgd_races,
    sgd_regression,
    sgd_schedules,
    sgd_stationary,
    sgd_training,
    sgd_wells,
    sgd_worst_cases,
    smooth,
    smooth_directions,
    symmetries,
    training_runs,
)
from proofs_check.worlds.world import Measured, World

mpmath.mp.prec = 600

# worlds that carry the error of every operation along: their bounds are small, and exact where nothing was rounded
TRACKED_MODULES = (
    quadratics,
    smooth,
    perceptron,
    powers,
    recurrent,
    adaptive,
    adaptive_sequences,
    momentum,
    networks,
    monotone_worlds,
    monotone_neighbours,
)
OTHER_MODULES = (
    adam_moments,
    adam_regret,
    adam_sequences,
    asymptotes,
    clipping,
    coin_flips,
    complexity,
    convex_functions,
    critical_points,
    critical_searches,
    descent,
    digits_adaptive,
    digits_lines,
    digits_paths,
    direction_rates,
    factors,
    gradient_norm_runs,
    gradient_signals,
    hashing,
    heavy_ball,
    initialisations,
    linear_network_bases,
    linear_network_points,
    linear_network_units,
    linear_networks,
    minibatch_joint,
    minibatch_passes,
    minibatch_samples,
    momentum_positions,
    momentum_sequences,
    nesterov_noise,
    nesterov_runs,
    newton,
    random_fields,
    random_matrices,
    risks,
    rmsprop_runs,
    saddles,
    scalar_descent,
    segments,
    sgd_convex,
    sgd_passes,
    sgd_paths,
    sgd_population,
    sgd_races,
    sgd_regression,
    sgd_schedules,
    sgd_stationary,
    sgd_training,
    sgd_wells,
    sgd_worst_cases,
    smooth_directions,
    symmetries,
    training_runs,
)
MODULES = (*TRACKED_MODULES, *OTHER_MODULES)

# An instance of these is a training run, an enumeration or thousands of draws (a second for a few dozen), or needs the data that
# ship with scikit-learn: they run with few instances. "module.name" -> the file beside this one with their property tests.
LONG_RUNS = {
    "complexity.set_splitting": "test_worlds_fields_laws.py",
    "critical_searches.network_points": "test_random_hessian_worlds.py",
    "digits_adaptive.digits_adaptive": "test_worlds_digits_adaptive.py",
    "digits_lines.digits_lines": "test_worlds_digits_paths.py",
    "digits_paths.digits_paths": "test_worlds_digits_paths.py",
    "digits_paths.digits_paths_as_drawn": "test_worlds_digits_paths.py",
    "gradient_norm_runs.iris_runs": "test_worlds_training_laws.py",
    "hashing.random_features": "test_worlds_training_laws.py",
    "initialisations.initial_glorot_normal": "test_worlds_initialisations.py",
    "initialisations.initial_glorot_uniform": "test_worlds_initialisations.py",
    "initialisations.initial_he_biased": "test_worlds_initialisations.py",
    "initialisations.initial_he_normal": "test_worlds_initialisations.py",
    "initialisations.initial_he_uniform": "test_worlds_initialisations.py",
    "initialisations.initial_lecun_normal": "test_worlds_initialisations.py",
    "initialisations.initial_networks": "test_worlds_initialisations.py",
    "initialisations.initial_orthogonal": "test_worlds_initialisations.py",
    "initialisations.initial_shares": "test_worlds_initialisations.py",
    "initialisations.initial_small_last": "test_worlds_initialisations.py",
    "initialisations.initial_uniform": "test_worlds_initialisations.py",
    "linear_network_bases.three_inputs": "test_linear_network_worlds.py",
    "linear_network_bases.three_weights": "test_linear_network_worlds.py",
    "linear_network_bases.two_inputs": "test_linear_network_worlds.py",
    "linear_network_bases.types_2": "test_linear_network_worlds.py",
    "linear_network_bases.types_3": "test_linear_network_worlds.py",
    "linear_networks.autoencoders": "test_worlds_training_laws.py",
    "linear_networks.deep_linear": "test_worlds_training_laws.py",
    "linear_networks.widths": "test_worlds_training_laws.py",
    "nesterov_runs.nesterov_logistic": "test_worlds_nesterov_laws.py",
    "random_fields.gaussian_fields": "test_worlds_fields_laws.py",
    "random_fields.isolated": "test_worlds_fields_laws.py",
    "random_fields.sums": "test_random_hessian_worlds.py",
    "random_matrices.goe_counted": "test_worlds_fields_laws.py",
    "random_matrices.goe_integrated": "test_worlds_fields_laws.py",
    "random_matrices.goe_limit": "test_worlds_fields_laws.py",
    "random_matrices.goe_rare": "test_worlds_fields_laws.py",
    "random_matrices.goe_shifted": "test_worlds_fields_laws.py",
    "segments.trained_lines": "test_worlds_training_laws.py",
    "sgd_regression.sgd_diabetes": "test_worlds_sgd_laws.py",
    "sgd_training.digits_batches": "test_worlds_sgd_laws.py",
    "sgd_training.digits_noise": "test_worlds_sgd_laws.py",
    "sgd_training.digits_passes": "test_worlds_sgd_laws.py",
    "training_runs.interpolated": "test_worlds_training_laws.py",
    "training_runs.trained": "test_worlds_training_laws.py",
}


def known_as(module: ModuleType, world: World) -> str:
    """module.name, as experiments cite a world."""
    return f"{module.__name__.rpartition('.')[2]}.{world.name}"


TRACKED_WORLDS: tuple[World, ...] = tuple(world for module in TRACKED_MODULES for world in module.WORLDS)
LONG_WORLDS: tuple[World, ...] = tuple(
    world for module in MODULES for world in module.WORLDS if known_as(module, world) in LONG_RUNS
)
ALL_WORLDS: tuple[World, ...] = tuple(
    world for module in MODULES for world in module.WORLDS if known_as(module, world) not in LONG_RUNS
)


def precise(array: NDArray[Any]) -> NDArray[Any]:
    """The same numbers, exactly, as 600-bit ones; complex ones too."""
    kind = mpmath.mpc if np.iscomplexobj(array) else mpmath.mpf
    convert = np.frompyfunc(lambda x: kind(x.item() if hasattr(x, "item") else x), 1, 1)
    numbers: NDArray[Any] = convert(np.asarray(array))
    return numbers


def norm(vector: NDArray[Any]) -> mpmath.mpf:
    """The Euclidean norm."""
    return mpmath.sqrt(sum(x * x for x in vector))


def instances(measured: Measured, count: int) -> Iterator[dict[str, NDArray[Any]]]:
    """The letters of the first, the last and `count` evenly spread instances, at 600 bits."""
    size = len(next(iter(measured.values.values())))
    for index in sorted({0, size - 1, *np.linspace(0, size - 1, count).astype(int).tolist()}):
        letters = {name: precise(values[index]) for name, values in measured.values.items()}
        yield {**letters, "index": index}


def check_errors(
    world: World,
    n: int,
    reference: Callable[[dict[str, Any]], dict[str, Any]],
    count: int = 60,
    seed: int = 5,
) -> None:
    """Each measured letter must lie within its error bound of the reference; most bounds must be small."""
    measured = world.run(np.random.default_rng(seed), 400, n)
    for letters in instances(measured, count):
        for name, expected in reference(letters).items():
            gap = max(abs(x) for x in np.ravel(letters[name] - expected))
            bound = measured.errors[name][letters["index"]]
            assert gap <= bound, (world.name, name, letters["index"], float(gap), bound)


def relative_errors(measured: Measured, name: str) -> NDArray[Any]:
    """Error bound over the largest entry, where that is not 0."""
    size = np.abs(measured.values[name].reshape(len(measured.errors[name]), -1)).max(axis=1)
    return np.asarray(measured.errors[name][size > 0] / size[size > 0])
