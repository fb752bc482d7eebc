"""Saddles: definition, Hessian, behaviour of iterations near them.

The entries stand in two modules: `saddle_geometry` (the points themselves) and `saddle_dynamics` (descent, flow and noise near them).
"""

from __future__ import annotations

from theory import saddle_dynamics, saddle_geometry

CLAIMS = (*saddle_geometry.CLAIMS, *saddle_dynamics.CLAIMS)
