"""Noisy gradients times a factor: shrinking and amplifying.

Main claims: shrink_versus_amplify.

Notation: g gradient, z noise, c factor.

References: notes001 (2.5).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_descent

NOISE_LET = {"n": "integer >= 1", "g": "vector(n)", "z": "vector(n)", "c": "positive"}
NO_DIFFERENCE = (
    "iff(dot(g, c*(g + z)) > 0, dot(g, g + z) > 0) and implies(norm(z) < norm(g), dot(g, c*(g + z)) > 0)"
)


def factor_makes_no_difference() -> tuple[Step, ...]:
    """c > 0 does not change a sign; noise shorter than the gradient does not either."""
    return (
        Step("scaled", "dot(g, c*(g + z)) == c*dot(g, g + z)", "words", "The factor comes out."),
        Step("sign", "iff(c*s > 0, s > 0)", "algebra", "c is positive.", let={"s": "real"}),
        Step(
            "no_difference",
            "iff(dot(g, c*(g + z)) > 0, dot(g, g + z) > 0)",
            "algebra",
            "With s = g.(g + z).",
            ("scaled", Use("sign", {"s": "dot(g, g + z)"})),
        ),
        Step("split", "dot(g, g + z) == dot(g, g) + dot(g, z)", "words", "The noise apart."),
        Step(
            "worst", "dot(g, g + z) >= norm(g)*(norm(g) - norm(z))", "algebra", "Cauchy-Schwarz.", ("split",)
        ),
        Step(
            "small_noise",
            "implies(norm(z) < norm(g), dot(g, g + z) > 0)",
            "algebra",
            "Then both factors are positive.",
            ("worst",),
        ),
        Step(
            "descends",
            "implies(norm(z) < norm(g), dot(g, c*(g + z)) > 0)",
            "algebra",
            "For every factor.",
            ("small_noise", "scaled"),
        ),
        Step("together", NO_DIFFERENCE, "algebra", "Both.", ("no_difference", "descends")),
    )


shrink_versus_amplify = Claim(
    id="shrink_versus_amplify",
    title="Shrinking against amplifying",
    says="A noisy gradient that is shrunk is still a direction of descent, one that is amplified need not be.",
    about="c times the noisy gradient g + z is a direction of descent (backwards) where its product with g is positive.",
    source=Source("notes001", "2.5(3)"),
    tier="main",
    figures=figures_descent.clipping,
    let=NOISE_LET,
    given={"nonzero": "g != zeros(n, 1)"},
    claim="implies(c < 1, dot(g, c*(g + z)) > 0)",
    experiments=(
        Experiment(
            "clipping.noisy",
            "implies(c < 1, dot(g, estimate) > 0)",
            {"estimate": "vector(n)"},
        ),
    ),
    mutants=(
        Mutant("amplifying is guaranteed", "implies(c > 1, dot(g, c*(g + z)) > 0)"),
        Mutant("shrinking never is", "implies(c < 1, dot(g, c*(g + z)) < 0)"),
    ),
    repair=Repair(
        says="The factor makes no difference: for every c > 0 the scaled gradient descends exactly when the unscaled one does, and it does if the "
        "noise is shorter than the gradient.",
        without=("nonzero",),
        claim=NO_DIFFERENCE,
        derivation=factor_makes_no_difference,
        experiments=(
            Experiment(
                "clipping.noisy",
                "iff(dot(g, estimate) > 0, dot(g, g + z) > 0) and implies(norm(z) < norm(g), dot(g, estimate) > 0)",
                {"estimate": "vector(n)"},
            ),
        ),
        mutants=(
            Mutant("any noise", "dot(g, c*(g + z)) > 0"),
            Mutant("noise of the same length", "implies(norm(z) <= norm(g), dot(g, c*(g + z)) > 0)"),
        ),
    ),
)

CLAIMS = (shrink_versus_amplify,)
