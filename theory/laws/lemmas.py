"""The suite's own lemmas: what the catalogue does not say about conventions, with proofs."""

from __future__ import annotations

from theory.laws import accumulator_bounds, maximum_bounds, stabiliser_bounds, velocity_bounds

CLAIMS = (
    *stabiliser_bounds.CLAIMS,
    *accumulator_bounds.CLAIMS,
    *maximum_bounds.CLAIMS,
    *velocity_bounds.CLAIMS,
)
