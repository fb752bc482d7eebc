"""Global structure: losses without minima, flat regions, basins, end of training.

The entries stand in three modules: `losses_without_minima`, `flat_regions` and `end_of_training`.
"""

from __future__ import annotations

from theory import end_of_training, flat_regions, losses_without_minima

CLAIMS = (*losses_without_minima.CLAIMS, *flat_regions.CLAIMS, *end_of_training.CLAIMS)
