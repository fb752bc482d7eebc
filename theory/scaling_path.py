"""A monotone path to the solution by scaling the last layer.

The idea (Safran and Shamir): take any continuous path of weights from the start to the end of training and multiply the last layer
at each point of it by a number c, chosen so that the loss falls steadily. What scaling the last layer does is here; the values
that it reaches are in scaled_losses, the choice of c in path_scale, the theorem in path_theorem.

Main claims: last_layer_scaling; those of scaled_losses, path_theorem and path_scale are of this topic too.

Notation: V, z, b last weights, features and bias, c the scale.

References: notes003 (theory), safran_shamir2016 (the theorem and its hypotheses).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair
from proofs_check.statement.derivation import Step
from theory import figures_core, path_scale, path_theorem, scaled_losses, zero_predictor
from theory.scaled_losses import PLACE


def scaling_without_bias() -> tuple[Step, ...]:
    """The last layer is linear in its weights and its bias."""
    return (
        Step("linear", "(c*V) @ z == c*(V @ z)", "words", "The scale comes out of the product."),
        Step(
            "scaled", "(c*V) @ z + c*b == c*(V @ z + b)", "words", "It comes out of the sum too.", ("linear",)
        ),
    )


last_layer_scaling = Claim(
    id="last_layer_scaling",
    figures=figures_core.last_layer,
    title="Scaling the last layer scales the output",
    says="Multiplying the weights of the linear last layer by c multiplies the output of the network by c.",
    source=PLACE,
    tier="core",
    let={
        "p": "integer >= 1",
        "n": "integer >= 1",
        "V": "matrix(p, n)",
        "z": "vector(n)",
        "b": "vector(p)",
        "c": "nonnegative",
    },
    claim="(c*V) @ z + b == c*(V @ z + b)",
    experiments=(
        Experiment("networks.last_layer_scale", "N_scaled == c*N", {"N_scaled": "real", "N": "real"}),
    ),
    mutants=(
        Mutant("the output does not change", "(c*V) @ z + b == V @ z + b"),
        Mutant("the square of the scale", "(c*V) @ z + b == c**2*(V @ z) + b"),
    ),
    repair=Repair(
        says="The bias of the last layer must be scaled too (or be 0).",
        claim="(c*V) @ z + c*b == c*(V @ z + b)",
        derivation=scaling_without_bias,
        experiments=(
            Experiment(
                "networks.last_layer_scale", "N_scaled_all == c*N", {"N_scaled_all": "real", "N": "real"}
            ),
        ),
        mutants=(
            Mutant("the bias is left", "(c*V) @ z + b == c*(V @ z + b)"),
            Mutant("the bias is scaled twice", "(c*V) @ z + c**2*b == c*(V @ z + b)"),
        ),
    ),
)

CLAIMS = (
    last_layer_scaling,
    *scaled_losses.CLAIMS,
    *path_theorem.CLAIMS,
    *path_scale.CLAIMS,
    zero_predictor.zero_predictor_assumption,
)
