"""The catalogue: its topics, imported by name, in the order of the texts."""

from __future__ import annotations

from theory import (
    adagrad_rmsprop,
    momentum,
    repeated_matrix,
    repeated_matrix_beyond,
    scaling_path,
    taylor_step,
)

TOPICS = (
    ("taylor_step", taylor_step.CLAIMS),
    ("repeated_matrix", repeated_matrix.CLAIMS),
    ("repeated_matrix_beyond", repeated_matrix_beyond.CLAIMS),
    ("momentum", momentum.CLAIMS),
    ("adagrad_rmsprop", adagrad_rmsprop.CLAIMS),
    ("scaling_path", scaling_path.CLAIMS),
)
