"""What is observed of the gradient norm in training runs, and a slip of wording.

Main claims: gradient_norm_observation.

Notation: q = g.g, s = g.Hg at the start and at the end of a run; s_top the largest s on the way; accuracy the share of the training data that
is classified rightly at the end.

References: notes000 (ill-conditioning), notes001 (2.1).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Prose, Source

gradient_norm_observation = Claim(
    id="gradient_norm_observation",
    title="The gradient norm in training runs",
    says="In training runs the squared gradient norm usually does not fall much, while the curvature along the gradient grows more than tenfold, "
    "and the run succeeds all the same.",
    about="96 runs of full-batch gradient descent of a small tanh network with square loss on the iris data, from random weights. 'Often' is read as "
    "in more than half of the runs; 'does not fall much' as: not below half of its value at the start; success as an accuracy of 9/10.",
    scope="empirical",
    source=Source("notes000", "ill-conditioning; notes001 2.1(3)"),
    tier="minor",
    let={
        **dict.fromkeys(("q_start", "q_end", "loss_start", "loss_end", "accuracy"), "nonnegative"),
        **dict.fromkeys(("s_start", "s_top"), "real"),
    },
    claim="q_end >= q_start/2 and s_top >= 10*s_start and accuracy >= 9/10",
    experiments=(Experiment("gradient_norm_runs.iris_runs"),),
    mutants=(
        Mutant("the run fails", "accuracy < 9/10"),
        Mutant("the loss grows", "loss_end >= loss_start"),
    ),
)

ill_conditioned_gradient_wording = Prose(
    id="ill_conditioned_gradient_wording",
    title="Ill-conditioning of what?",
    says="The text calls the gradient ill-conditioned in a passage about the Hessian.",
    source=Source("notes000", "ill-conditioning"),
    reason="A matter of wording: a condition number belongs to a matrix, here to the Hessian, or to the gradient as a map from points to vectors, whose "
    "condition number is that of its derivative, again the Hessian. Nothing is claimed that could be tested.",
    tier="minor",
)

CLAIMS = (gradient_norm_observation, ill_conditioned_gradient_wording)
