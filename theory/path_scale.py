"""The scale at a point of the path, for the square loss: one scale a level, and how far it moves along the path.

Main claims: scale_per_path_point.

Notation: N the outputs of the network on m data points, y the targets, a = N.N/m, h = N.y/m, f = y.y/m, psi(c) = a c^2 - 2 h c + f
the loss of the scaled network, l the level.

References: notes003 (theory), safran_shamir2016.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair
from proofs_check.statement.derivation import Step
from theory import figures
from theory.path_worlds import LOSSES
from theory.scaled_losses import DATA, PLACE, SQUARE

SCALE = "(h + sqrt(h**2 + a*(l - f)))/a"


def one_scale_per_level() -> tuple[Step, ...]:
    """Above the value at c = 0 the parabola rises, so there is just one scale, given by a continuous formula."""
    return (
        Step("discriminant", "h**2 + a*(l - f) > h**2", "algebra", "a > 0 and l > f.", ("above_zero",)),
        Step(
            "reaches", f"psi({SCALE}) == l", "algebra", "Put the root back.", ("discriminant", "above_zero")
        ),
        Step("positive", f"{SCALE} > 0", "algebra", "The root exceeds |h|.", ("discriminant",)),
        Step(
            "only",
            f"forall(d, 'nonnegative', implies(psi(d) == l, d == {SCALE}))",
            "algebra",
            "The other root is negative.",
            ("discriminant", "above_zero"),
        ),
        Step(
            "continuous",
            f"limit({SCALE.replace('l - f', 'l + e - f')}, e, 0) == {SCALE}",
            "limit",
            "The formula is made of continuous operations; the root's argument is positive.",
            ("discriminant",),
        ),
        Step(
            "together",
            scale_per_path_point.repair.claim if scale_per_path_point.repair else "",
            "algebra",
            "All parts together.",
            ("reaches", "positive", "only", "continuous"),
        ),
    )


scale_per_path_point = Claim(
    id="scale_per_path_point",
    title="One scale for every point of the path",
    says="For every point of the path there is a scale that brings the loss to the prescribed level, continuously along the path.",
    about="A point of the path at which the network has the outputs N, with the square loss; the level l lies between the final loss "
    "l1 and the initial loss l0. The claim implies the statement.",
    scope="instance",
    source=PLACE,
    tier="core",
    figures=figures.digits,
    let={**DATA, "l0": "nonnegative", "l1": "nonnegative", "l": "nonnegative"},
    define=SQUARE,
    given={"levels": "l1 <= l and l <= l0", "zero_predictor_better": "dot(y, y)/m < l0"},
    claim="exists(c, 'nonnegative', phi(c) == l)",
    experiments=(
        Experiment(
            "monotone_worlds.monotone_path_direct",
            "worst_miss <= 10**(-8)*(1 + L_start)",
            {**LOSSES, "worst_miss": "nonnegative"},
            {"assumption": "L_zero < L_start", "better": "L_end < L_start"},
        ),
    ),
    mutants=(
        Mutant("without the assumption", without="zero_predictor_better"),
        Mutant("with c below 1", "exists(c, 'real in [0, 1)', phi(c) == l)"),
    ),
    repair=Repair(
        says="The level must stay above the loss of the zero predictor, and the outputs on the data must not all be 0: then there is just one "
        "such scale, and it depends continuously on the level (and on the outputs).",
        about="a = N.N/m > 0, h = N.y/m, f = y.y/m at a point of the path, psi(c) = a c^2 - 2 h c + f the loss of the scaled network "
        "(see infinite_scale_value). a, h and f are continuous along the path, and c is a continuous function of a, h, f and l.",
        let={"a": "positive", "h": "real", "f": "nonnegative", "l": "real", "e": "real"},
        without=("levels", "zero_predictor_better"),
        given={"above_zero": "l > f"},
        define={"psi(c)": "a*c**2 - 2*h*c + f"},
        claim=f"psi({SCALE}) == l and {SCALE} > 0 and forall(d, 'nonnegative', implies(psi(d) == l, d == {SCALE})) "
        f"and limit({SCALE.replace('l - f', 'l + e - f')}, e, 0) == {SCALE}",
        derivation=one_scale_per_level,
        experiments=(
            Experiment(
                "monotone_worlds.monotone_path_random",
                "worst_miss <= 10**(-8)*(1 + L_start)",
                {**LOSSES, "worst_miss": "nonnegative"},
                {
                    "reached": "reach >= L_start",
                    "assumption": "L_zero < L_start",
                    "better": "L_end < L_start",
                },
            ),
        ),
        mutants=(
            Mutant("also below the zero predictor", without="above_zero"),
            Mutant("the other root", "(h - sqrt(h**2 + a*(l - f)))/a > 0"),
        ),
    ),
)

CLAIMS = (scale_per_path_point,)
