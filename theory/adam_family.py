"""RMSProp with Nesterov momentum, AdaDelta, Adam, AMSGrad: the topic's claims, in the order of the list.

Main claims: those of `rmsprop_nesterov`, `adadelta`, `adam_moments`, `adam`, `adam_step_bound`, `adam_bounds`, `adam_variants`, `amsgrad` and `amsgrad_regret`.

References: kingma2015, reddi2018, zeiler2012.
"""

from __future__ import annotations

from theory.adadelta import adadelta_constant_gradient, adadelta_no_rate
from theory.adam import adam_constant_gradient, adam_first_step, adam_scale_invariance
from theory.adam_bounds import adam_descent_direction, adam_sparse_gradient
from theory.adam_moments import adam_bias_correction
from theory.adam_step_bound import adam_step_bound
from theory.adam_variants import adam_l2_decay, adam_rmsprop_equivalence, adam_stabiliser_placement
from theory.amsgrad import adam_online_convergence, amsgrad_rate_monotone
from theory.amsgrad_regret import amsgrad_regret
from theory.rmsprop_nesterov import rmsprop_nesterov_limit, rmsprop_quadratic_orbit

CLAIMS = (
    rmsprop_nesterov_limit,
    rmsprop_quadratic_orbit,
    adadelta_no_rate,
    adadelta_constant_gradient,
    adam_bias_correction,
    adam_constant_gradient,
    adam_first_step,
    adam_scale_invariance,
    adam_step_bound,
    adam_sparse_gradient,
    adam_stabiliser_placement,
    adam_rmsprop_equivalence,
    adam_descent_direction,
    adam_l2_decay,
    adam_online_convergence,
    amsgrad_rate_monotone,
    amsgrad_regret,
)
