"""Complexity, dimension, restarts, hashing comments.

The entries stand in three modules: `training_complexity`, `dimension` and `hashing`.
"""

from __future__ import annotations

from theory import dimension, hashing, training_complexity

CLAIMS = (*training_complexity.CLAIMS, *dimension.CLAIMS, *hashing.CLAIMS)
