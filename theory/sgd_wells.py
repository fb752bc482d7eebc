"""Where the noise of SGD vanishes, and where it stays: common minima and wells.

Main claims: noise_zero_gradient, region_confinement.

Notation: x[i] the minimum of the loss of sample i of N, theta a weight; a well h x^2/2 between -w and w, r = 1 - eps h with the rate eps,
q = eps sigma the largest kick of a step, X(t) the iterate, u[t] an arbitrary number that makes the noise of step t.

References: notes002 (3).
"""

from __future__ import annotations

from proofs_check.statement.claim import (
    Claim,
    Experiment,
    Mutant,
    Recurrence,
    Repair,
    Source,
)
from proofs_check.statement.derivation import Step, Use

MEAN = "(sum(x[i], i, 0, N - 1)/N)"
ALL_ZERO = "sum((theta - x[i])**2, i, 0, N - 1)"


def scatter_remains() -> tuple[Step, ...]:
    """The sum of squares splits into the distance from the mean and the scatter."""
    return (
        Step(
            "split",
            f"{ALL_ZERO} == N*(theta - {MEAN})**2 + (dot(x, x) - N*{MEAN}**2)",
            "words",
            "Distance from the mean, and scatter around it.",
        ),
        Step("positive", f"{ALL_ZERO} > 0", "algebra", "The scatter is positive.", ("split", "different")),
    )


noise_zero_gradient = Claim(
    id="noise_zero_gradient",
    title="No point without gradient under noise?",
    says="Under the noise of SGD no point has zero gradient for every sample.",
    about="The statement is the claim for the losses (theta - x[i])^2/2 of N samples: the gradients theta - x[i] are all 0 exactly where the "
    "sum of their squares is.",
    scope="instance",
    source=Source("notes002", "3"),
    tier="main",
    let={"N": "integer >= 1", "x": "vector(N)", "theta": "real"},
    claim=f"{ALL_ZERO} > 0",
    experiments=(Experiment("sgd_wells.sgd_zero_gradient", "least > 0", {"least": "nonnegative"}),),
    mutants=(
        Mutant("the mean gradient", f"theta - {MEAN} != 0"),
        Mutant("of size 1 at least", f"{ALL_ZERO} >= 1"),
    ),
    repair=Repair(
        says="The samples must disagree: if not all losses have the same minimum, no point is a minimum of all. A model that fits every "
        "sample exactly has points at which every sample's gradient is 0, and the noise vanishes there.",
        about="The losses (theta - x[i])^2/2 of N samples whose minima x[i] have a positive variance.",
        scope="whole",
        given={"different": f"dot(x, x) - N*{MEAN}**2 > 0"},
        derivation=scatter_remains,
        experiments=(
            Experiment(
                "sgd_wells.sgd_zero_gradient",
                "least > 0",
                {"least": "nonnegative", "spread": "nonnegative"},
                {"samples": "spread > 0"},
            ),
        ),
        mutants=(
            Mutant("equal samples", without="different"),
            Mutant("the mean gradient", f"theta - {MEAN} != 0"),
        ),
    ),
)

WELL = {"X": Recurrence(("x0",), "r*X(t) - q*(2*u[t]/(1 + u[t]**2))")}

MOVED = "r*y - q*z"
NEXT = "r*X(i) - q*(2*u[i]/(1 + u[i]**2))"
BEFORE = {"i": "integer in [0, T - 1]"}


def stays_inside() -> tuple[Step, ...]:
    """A step maps the well into itself."""
    return (
        Step(
            "noise",
            "2*e/(1 + e**2) <= 1 and 2*e/(1 + e**2) >= -1",
            "algebra",
            "(1 - e)^2 >= 0 and (1 + e)^2 >= 0.",
            let={"e": "real"},
        ),
        Step(
            "maps",
            f"implies(y <= w and y >= -w and z <= 1 and z >= -1, {MOVED} <= w and {MOVED} >= -w)",
            "algebra",
            "w - X(t + 1) = r (w - X(t)) + ((1 - r) w - q) + q (1 + noise), and likewise at -w.",
            ("small",),
            let={"y": "real", "z": "real"},
        ),
        Step(
            "next",
            f"implies(X(i) <= w and X(i) >= -w, {NEXT} <= w and {NEXT} >= -w)",
            "algebra",
            "A step maps the well into itself.",
            (
                Use("noise", {"e": "u[i]"}),
                Use("maps", {"y": "X(i)", "z": "2*u[i]/(1 + u[i]**2)"}),
            ),
            let=BEFORE,
        ),
        Step(
            "inside",
            "X(t) <= w and X(t) >= -w",
            "induction",
            "From the start on, step by step.",
            ("start", "next"),
            on="t",
        ),
        Step("size", "abs(X(t)) <= w", "algebra", "Both bounds.", ("inside",)),
    )


region_confinement = Claim(
    id="region_confinement",
    title="Does the noise leave the region?",
    says="SGD that has settled in a region is not pushed out of it by the noise.",
    about="The statement is the claim for a well of the shape h x^2/2 between -w and w, a stable rate eps and noise of size at most sigma: "
    "r = 1 - eps h, q = eps sigma, and the noise of step t is sigma 2 u/(1 + u^2) with an arbitrary number u.",
    scope="instance",
    source=Source("notes002", "3"),
    tier="main",
    let={
        "T": "integer >= 1",
        "u": "vector(T)",
        "r": "real in [0, 1)",
        "q": "nonnegative",
        "w": "positive",
        "x0": "real",
        "t": "integer in [0, T]",
    },
    define=WELL,
    given={"start": "abs(x0) <= w"},
    claim="abs(X(t)) <= w",
    experiments=(Experiment("sgd_wells.sgd_in_a_well", "largest <= w", {"largest": "nonnegative"}),),
    mutants=(
        Mutant("strictly inside", "abs(X(t)) < w"),
        Mutant("without a start inside", without="start"),
    ),
    repair=Repair(
        says="The noise must be bounded and no larger than the slope h w at the edge: q <= (1 - r) w. Larger noise can leave the well.",
        about="A well of the shape h x^2/2 between -w and w, a rate eps of at most 1/h, any noise of size at most sigma in T steps; "
        "r = 1 - eps h, q = eps sigma.",
        scope="whole",
        given={"small": "q <= (1 - r)*w"},
        derivation=stays_inside,
        experiments=(
            Experiment(
                "sgd_wells.sgd_in_a_well",
                "largest <= w*(1 + 10**(-12))",
                {"largest": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("any noise", without="small"),
            Mutant("half the well", "abs(X(t)) <= w/2"),
        ),
    ),
)

CLAIMS = (noise_zero_gradient, region_confinement)
