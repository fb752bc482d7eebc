"""Interpolation between initial and final weights; projections.

The entries stand in two modules: `segment_losses` (the loss along the line) and `line_projections` (the line itself and the
distance from it); what is only observed, on networks trained on real data, is in `line_observations`.
"""

from __future__ import annotations

from proofs_check.statement.claim import Prose, Source
from theory.line_projections import (
    alpha_beta_projection,
    beta_return,
    beta_symmetry,
    off_line_unit_vector,
    segment_points,
)
from theory.segment_losses import (
    convexified_loss_drop,
    descent_path_follows,
    monotone_and_almost_convex,
    segment_loss_shape,
    segment_smoothness,
)

visual_landscape_claims = Prose(
    id="visual_landscape_claims",
    title="Pictures of landscapes",
    says="Visualisations show that skip connections make the landscape less chaotic and that the problems are not as hard as thought.",
    source=Source("notes003", "modern; explanation"),
    reason="Impressions of pictures: no quantity is named that could be computed. Along one line the loss can be measured (segment_loss_shape).",
    tier="minor",
)


CLAIMS = (
    segment_points,
    segment_loss_shape,
    monotone_and_almost_convex,
    segment_smoothness,
    alpha_beta_projection,
    off_line_unit_vector,
    beta_return,
    beta_symmetry,
    convexified_loss_drop,
    descent_path_follows,
    visual_landscape_claims,
)
