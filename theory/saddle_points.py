"""Saddles: definition, Hessian, behaviour of iterations near them.

The entries stand in three modules: `saddle_geometry` (the points themselves), `saddle_directions` (the ways out of them) and
`saddle_dynamics` (descent, flow and noise near them).
"""

from __future__ import annotations

from theory import saddle_directions, saddle_dynamics, saddle_geometry

CLAIMS = (*saddle_geometry.CLAIMS, *saddle_directions.CLAIMS, *saddle_dynamics.CLAIMS)
