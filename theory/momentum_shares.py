"""The share of old gradients in the velocity, for a small and for a large momentum parameter.

Main claims: alpha_old_weights.

Notation: a < b two values of the momentum parameter alpha, k an age, t the number of steps; a gradient of age j has the weight alpha^j.

References: notes001 (4.2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_momentum

SHARE_OF = "sum({0}**j, j, k, t - 1)/sum({0}**j, j, 0, t - 1)"
QUOTIENT = "({0}**k - {0}**t)/(1 - {0}**t)"
FINITE = "sum(a**j, j, k, t - 1)/sum(a**j, j, 0, t - 1) < sum(b**j, j, k, t - 1)/sum(b**j, j, 0, t - 1)"


def share_of_old_gradients() -> tuple[Step, ...]:
    """The share of the young gradients falls, because (1 - x^k)/(1 - x^t) falls in x."""
    return (
        Step(
            "sums",
            "sum(x**j, j, k, t - 1) == (x**k - x**t)/(1 - x) and sum(x**j, j, 0, t - 1) == (1 - x**t)/(1 - x)",
            "algebra",
            "Geometric series.",
            let={"x": "real in (0, 1)"},
        ),
        Step("below_one", "x**t < 1", "algebra", "", let={"x": "real in (0, 1)"}),
        Step(
            "shares",
            "sum(x**j, j, k, t - 1)/sum(x**j, j, 0, t - 1) == (x**k - x**t)/(1 - x**t)",
            "algebra",
            "The share of the old weights.",
            ("sums", "below_one"),
            let={"x": "real in (0, 1)"},
        ),
        Step(
            "longer",
            "(1 - a**k)*(1 - b**(k + m + 1)) > (1 - b**k)*(1 - a**(k + m + 1))",
            "algebra",
            "log (1 - x^t) falls faster in x for the smaller exponent.",
            let={"m": "natural"},
        ),
        Step(
            "young_and_old",
            "(1 - a**k)*(1 - b**t) > (1 - b**k)*(1 - a**t)",
            "algebra",
            "With m = t - k - 1.",
            (Use("longer", {"m": "t - k - 1"}),),
        ),
        Step(
            "compared",
            "(a**k - a**t)/(1 - a**t) < (b**k - b**t)/(1 - b**t)",
            "algebra",
            "1 minus the share of the young ones.",
            ("young_and_old", Use("below_one", {"x": "a"}), Use("below_one", {"x": "b"})),
        ),
        Step(
            "order",
            "u < w",
            "algebra",
            "Equals for equals.",
            given=("u == y", "w == z", "y < z"),
            let={"u": "real", "w": "real", "y": "real", "z": "real"},
        ),
        Step(
            "together",
            FINITE,
            "algebra",
            "The larger alpha, the larger the share.",
            (
                Use("shares", {"x": "a"}),
                Use("shares", {"x": "b"}),
                "compared",
                *(Use(fact, {"x": x}) for fact in ("sums", "below_one") for x in ("a", "b")),
                Use(
                    "order",
                    {
                        "u": SHARE_OF.format("a"),
                        "w": SHARE_OF.format("b"),
                        "y": QUOTIENT.format("a"),
                        "z": QUOTIENT.format("b"),
                    },
                ),
            ),
        ),
    )


alpha_old_weights = Claim(
    id="alpha_old_weights",
    title="A larger alpha gives old gradients a larger share",
    says="The share of the weight that gradients of age k or more carry grows with alpha.",
    about="After t steps gradients of the ages 0, ..., t - 1 have the weights alpha^age; a < b are two values of alpha, and t > k, for "
    "else there are no gradients of age k. (In the limit of many steps the share is alpha^k.)",
    source=Source("notes001", "4.2.1(4)"),
    tier="minor",
    figures=figures_momentum.weights,
    let={
        "a": "real in (0, 1)",
        "b": "real in (a, 1)",
        "k": "integer >= 1",
        "t": "integer >= k + 1",
    },
    claim=FINITE,
    derivation=share_of_old_gradients,
    experiments=(
        Experiment(
            "momentum_sequences.momentum_shares",
            "share_a < share_b",
            {"share_a": "real", "share_b": "real"},
        ),
    ),
    mutants=(
        Mutant("the share falls", FINITE.replace("<", ">")),
        Mutant("also for all gradients", let={"k": "natural"}),
        Mutant("also for two equal values", let={"b": "real in [a, 1)"}),
    ),
)
