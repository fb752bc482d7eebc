"""Weight-space symmetry, equivalent minima, linear networks.

The entries stand in three modules: `weight_symmetry`, `equivalent_minima` and `linear_networks`.
"""

from __future__ import annotations

from theory import equivalent_minima, linear_networks, weight_symmetry

CLAIMS = (*weight_symmetry.CLAIMS, *equivalent_minima.CLAIMS, *linear_networks.CLAIMS)
