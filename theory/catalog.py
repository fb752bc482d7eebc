"""The catalogue: its topics, imported by name, in the order of the texts."""

from __future__ import annotations

from theory import (
    adagrad_rmsprop,
    adam_family,
    complexity_and_dimension,
    convexity_and_minima,
    global_structure,
    gradient_descent_rates,
    interpolation_paths,
    minibatch,
    momentum,
    newton,
    random_hessians,
    repeated_matrix,
    repeated_matrix_beyond,
    saddle_points,
    scaling_path,
    sgd_schedules,
    surrogate_losses,
    symmetry_and_linear_nets,
    taylor_step,
)

TOPICS = (
    ("taylor_step", taylor_step.CLAIMS),
    ("gradient_descent_rates", gradient_descent_rates.CLAIMS),
    ("newton", newton.CLAIMS),
    ("convexity_and_minima", convexity_and_minima.CLAIMS),
    ("symmetry_and_linear_nets", symmetry_and_linear_nets.CLAIMS),
    ("saddle_points", saddle_points.CLAIMS),
    ("random_hessians", random_hessians.CLAIMS),
    ("repeated_matrix", repeated_matrix.CLAIMS),
    ("repeated_matrix_beyond", repeated_matrix_beyond.CLAIMS),
    ("minibatch", minibatch.CLAIMS),
    ("sgd_schedules", sgd_schedules.CLAIMS),
    ("momentum", momentum.CLAIMS),
    ("adagrad_rmsprop", adagrad_rmsprop.CLAIMS),
    ("adam_family", adam_family.CLAIMS),
    ("global_structure", global_structure.CLAIMS),
    ("interpolation_paths", interpolation_paths.CLAIMS),
    ("scaling_path", scaling_path.CLAIMS),
    ("complexity_and_dimension", complexity_and_dimension.CLAIMS),
    ("surrogate_losses", surrogate_losses.CLAIMS),
)
