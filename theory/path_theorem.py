"""The theorem of the monotone path, as printed and with its true hypotheses.

Main claims: monotone_path_theorem.

References: notes003 (theory), safran_shamir2016 (the theorem and its hypotheses).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair
from proofs_check.statement.derivation import Step
from theory import figures
from theory.path_worlds import LOSSES
from theory.scaled_losses import PLACE


def path_theorem() -> tuple[Step, ...]:
    """The loss along a ray is convex: one crossing of every level above its start, and a falling way back to the end."""
    return (
        Step(
            "rises_beyond",
            "q > l",
            "algebra",
            "phi(0) = z < l = phi(c); beyond c the value q keeps c's below the chord, so it exceeds l.",
            ("zero_predictor_better", "beyond"),
        ),
        Step(
            "stays_below_before",
            "p < l",
            "algebra",
            "Before c the value p is below the chord from z to l: the level is crossed just once, from below to above.",
            ("zero_predictor_better", "before"),
        ),
        Step(
            "falls_to_the_end",
            "a <= b",
            "algebra",
            "At the end of the path, between the last scale with the final loss and c, a value nearer to the end is not larger.",
            ("last_phase", "above_the_end"),
        ),
        Step(
            "together",
            PATH_CLAIM,
            "algebra",
            "One scale for each level, and a falling way to the end.",
            ("rises_beyond", "stays_below_before", "falls_to_the_end"),
        ),
    )


PATH_CLAIM = "q > l and p < l and a <= b"
WINDOW = "(u - y1)**2 + y2**2"
monotone_path_theorem = Claim(
    id="monotone_path_theorem",
    title="The monotone path theorem",
    says="For a fully connected network and a convex loss there is a path along which the loss falls from the initial point to the loss of "
    "the converged point, if the zero predictor is better than the initialisation.",
    about="One rectified hidden unit without biases, outputs v relu(w x), the data (1, y1) and (-1, y2), the square loss (summed). Initial "
    "weights w0 = 1 and v0 = u0, converged weights w1 = -1 and v1 = y2 (the best with w < 0). While w >= 0 the outputs are (u, 0) "
    "with u = v w, the loss is (u - y1)^2 + y2^2, at least y2^2. A path to a loss below y2^2 must leave this region, "
    "hence pass u = 0; u is continuous along it and takes every value between u0 and 0, so if the loss falls all the way then the loss at "
    "u = 0, y1^2 + y2^2, is at most the loss at each such u. The claim implies the statement.",
    scope="instance",
    source=PLACE,
    tier="core",
    figures=figures.two_branches,
    let={"y1": "real", "y2": "real", "u0": "real", "u": "real"},
    define={"F(u)": WINDOW},
    given={
        "zero_predictor_better": "F(0) < F(u0)",
        "end_is_better": "y1**2 < y2**2",
        "between": "0 <= u and u <= u0",
    },
    claim="F(0) <= F(u)",
    mutants=(
        Mutant("the path may go anywhere", without="between"),
        Mutant("the other way", "F(0) >= F(u)"),
    ),
    repair=Repair(
        says="Two hypotheses are missing: the end is better than the start, and for each point of a path of weights from start to end some scale "
        "c >= 0 brings the loss above the initial loss. Then levels that fall from the initial loss towards that of the zero predictor "
        "have one scale each, depending continuously on the point, and from there scaling the last layer at the end leads down to its loss.",
        about="phi(c) = L(c N(W)) is convex in c because L is; phi(0) = z is the loss of the zero predictor. For a level l with z < l <= phi at "
        "some scale, the intermediate value theorem gives a scale c with phi(c) = l. q is the value of phi at a larger scale (c is the mean of 0 "
        "and it with weight w), p at a smaller one (weight v): the statement says that phi crosses the level once, upwards, so the scale is "
        "unique, and being the only crossing it depends continuously on the point. Levels that fall along the path make the loss fall. "
        "At the end of the path let x be the last scale before c with the final loss e; a and b are values of phi at two "
        "scales between x and c (weight s): the loss falls on the way from c to x. (Safran and Shamir, 2016, Theorem 1; the square "
        "loss in closed form is in scale_per_path_point.)",
        scope="reduction",
        let={
            **dict.fromkeys(("z", "l", "q", "p", "a", "b", "e"), "real"),
            "w": "real in (0, 1)",
            "v": "real in [0, 1)",
            "s": "real in [0, 1]",
        },
        without=("zero_predictor_better", "end_is_better", "between"),
        given={
            "zero_predictor_better": "z < l",
            "beyond": "l <= (1 - w)*z + w*q",
            "before": "p <= (1 - v)*z + v*l",
            "last_phase": "a <= (1 - s)*e + s*b",
            "above_the_end": "e <= b",
        },
        define={"F(u)": "u"},
        claim=PATH_CLAIM,
        derivation=path_theorem,
        experiments=(
            Experiment(
                "monotone_worlds.monotone_path_random",
                "worst_rise <= 10**(-8)*(1 + L_start)",
                {**LOSSES, "worst_rise": "real"},
                {
                    "reached": "reach >= L_start",
                    "assumption": "L_zero < L_start",
                    "better": "L_end < L_start",
                },
            ),
        ),
        mutants=(
            Mutant("without convexity", without="beyond"),
            Mutant("without convexity at the end", without="last_phase"),
            Mutant("without the better zero predictor", without="zero_predictor_better"),
        ),
    ),
)

CLAIMS = (monotone_path_theorem,)
