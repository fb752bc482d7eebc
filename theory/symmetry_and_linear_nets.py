"""Weight-space symmetry, equivalent minima, linear networks.

The entries stand in four modules: `unit_permutations`, `unit_rescaling`, `equivalent_minima` and `linear_networks`.
"""

from __future__ import annotations

from theory import equivalent_minima, linear_networks, unit_permutations, unit_rescaling

CLAIMS = (
    *unit_permutations.CLAIMS,
    *unit_rescaling.CLAIMS,
    *equivalent_minima.CLAIMS,
    *linear_networks.CLAIMS,
)
