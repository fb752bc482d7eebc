"""Convexity, minima, and what derivatives tell about them.

The entries stand in four modules: `convexity` (what convexity gives), `gradient_signals` (what the size of the gradient tells),
`critical_points` (what the second derivatives tell) and `zero_gradient` (what is left where the gradient is zero).
"""

from __future__ import annotations

from theory import convexity, critical_points, gradient_signals, zero_gradient

CLAIMS = (*convexity.CLAIMS, *gradient_signals.CLAIMS, *critical_points.CLAIMS, *zero_gradient.CLAIMS)
