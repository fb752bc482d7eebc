"""Random Hessians: coins, Gaussian matrices, critical points that are counted.

The entries stand in five modules: `coin_flips`, `coin_trials`, `gaussian_orthogonal`, `critical_point_counts` and `critical_point_values`.
"""

from __future__ import annotations

from theory import coin_flips, coin_trials, critical_point_counts, critical_point_values, gaussian_orthogonal

CLAIMS = (
    coin_flips.eigenvalue_coin_flip,
    coin_flips.sign_probability_half,
    coin_flips.minimum_and_saddle_probability,
    coin_trials.expected_steps_count,
    coin_trials.batch_step_count,
    critical_point_values.converged_point_type,
    critical_point_counts.saddle_ratio_plain,
    critical_point_counts.saddle_ratio_classes,
    critical_point_counts.extrema_count_growth,
    critical_point_values.low_value_curvature_plain,
    gaussian_orthogonal.low_value_curvature_random,
    critical_point_values.minima_cost_inference,
    critical_point_counts.maxima_rarity,
    critical_point_counts.critical_points_mostly_saddles,
    coin_trials.hop_hit_probability,
    critical_point_values.critical_point_measure,
)
