"""The theorem of the monotone path, as printed and with its true hypotheses.

The true theorem is about convex losses: along a ray of scaled outputs such a loss crosses a level above its start just once, and
the place of the crossing moves little when the network and the level do.

Main claims: monotone_path_theorem.

Notation: phi the loss along the ray, z = phi(0) the loss of the zero predictor, l the level, c the scale with phi(c) = l, r = phi(d)
the loss at another scale d; a and b values of phi on the way to the end, e the final loss; l_d the level of another point of the
path, where the scale is d, eps the distance allowed for c - d.

References: notes003 (theory), safran_shamir2016 (the theorem and its hypotheses).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Mutant, Repair
from proofs_check.statement.derivation import Step, Use
from theory import figures_path
from theory.nearby_scale import nearby_steps
from theory.path_worlds import on_neighbours, on_staged_paths, on_trained_digits
from theory.scaled_losses import PLACE

BY_THE_MISS = "abs(c - d)*(l - z) <= c*abs(r - l)"
MOVE = "abs(r - l_d) + abs(l - l_d)"
NEARBY = {
    **{"old": "d", "new": "c", "shift": "abs(c - d)", "move": MOVE, "before": "l_d - z"},
    **{"miss": "abs(r - l)", "height": "l - z"},
}
PATH_CLAIM = f"implies(d < c, r < l) and implies(c < d, l < r) and {BY_THE_MISS} and a <= b"


def path_theorem() -> tuple[Step, ...]:
    """The loss along a ray is convex: one crossing of every level above its start, which moves little; a falling way to the end."""
    return (
        Step(
            "stays_below_before",
            "implies(d < c, r < l)",
            "algebra",
            "phi(0) = z < l = phi(c); between them the loss is below the chord from z to l.",
            ("zero_predictor_better", "before"),
        ),
        Step(
            "rises_beyond",
            "implies(c < d, l < r)",
            "algebra",
            "Beyond c the loss r keeps l below the chord from z to r, so the level is crossed just once, from below to above.",
            ("zero_predictor_better", "beyond"),
        ),
        *root_stays_between(),
        *root_moves_little(),
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
            "One scale for each level, which moves little, and a falling way to the end.",
            ("stays_below_before", "rises_beyond", "by_the_miss", "falls_to_the_end"),
        ),
    )


def root_stays_between() -> tuple[Step, ...]:
    """Any loss with one crossing of each level: at another point it is at d with the level l_d, and p_d, q_d are the losses at
    d - eps and d + eps; here they are p, q and the level l."""
    return (
        Step(
            "sides_are_kept",
            "p < l and l < q",
            "algebra",
            "The loss at d - eps stays below the level and that at d + eps above it while they move by less than the margins; by the "
            "intermediate value theorem a scale with the level l lies between.",
            let=dict.fromkeys(("p", "q", "l_d", "p_d", "q_d"), "real"),
            given=("abs(p - p_d) + abs(l - l_d) < l_d - p_d", "abs(q - q_d) + abs(l - l_d) < q_d - l_d"),
        ),
        Step(
            "crossing_is_between",
            "d - eps < c and c < d + eps",
            "algebra",
            "The loss is at least l from the crossing c on and at most l up to it: no other scale than the one between is the crossing.",
            let={"p": "real", "q": "real", "eps": "positive"},
            given=("p < l and l < q", "implies(c <= d - eps, l <= p)", "implies(d + eps <= c, q <= l)"),
        ),
    )


def root_moves_little() -> tuple[Step, ...]:
    """How far the scale of a convex loss moves, by what the old one misses, and when that is less than eps."""
    local = {"l_d": "real", "eps": "positive"}
    return (
        Step(
            "to_a_larger_scale",
            "implies(d <= c, (c - d)*(l - z) <= c*abs(r - l))",
            "algebra",
            "The old scale d lies between 0 and c, so r is below the chord from z to l.",
            ("before",),
        ),
        Step(
            "to_a_smaller_scale",
            "implies(c <= d, (d - c)*(l - z) <= c*abs(r - l))",
            "algebra",
            "c lies between 0 and the old scale d, so l is below the chord from z to r.",
            ("beyond",),
        ),
        Step(
            "by_the_miss",
            BY_THE_MISS,
            "algebra",
            "One of both is the case.",
            ("to_a_larger_scale", "to_a_smaller_scale"),
        ),
        Step("miss", f"abs(r - l) <= {MOVE}", "algebra", "The triangle inequality.", let=local),
        Step(
            "height",
            f"l - z >= l_d - z - ({MOVE})",
            "algebra",
            "The level has moved by no more than the whole move.",
            let=local,
        ),
        *nearby_steps(),
        Step(
            "near",
            f"implies(({MOVE})*(d + 2*eps) < eps*(l_d - z), abs(c - d) < eps)",
            "algebra",
            "A small enough move of the loss at d and of the level leaves the scale within eps of d.",
            ("by_the_miss", "miss", "height", Use("small_shift", NEARBY)),
            let=local,
        ),
    )


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
    figures=figures_path.theorem,
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
        "some scale, the intermediate value theorem gives a scale c with phi(c) = l. r is the value of phi at a scale d: the statement says "
        "that phi crosses the level once, upwards, so the scale is unique. It depends continuously on the point: let d and l_d be the scale and "
        "the level of another point of the path, and r the loss with the scale d at this one. As the points approach each other, |r - l_d| "
        "and |l - l_d| tend to 0, because N is continuous in the weights, L in the outputs and the level along the path; so for each eps they "
        "are small enough in the end, and c is within eps of d. Levels that fall along the path make the loss fall. "
        "At the end of the path let x be the last scale before c with the final loss e; a and b are values of phi at two "
        "scales between x and c (weight s): the loss falls on the way from c to x. (Safran and Shamir, 2016, Theorem 1; the square "
        "loss in closed form is in scale_per_path_point.)",
        scope="reduction",
        let={
            **dict.fromkeys(("z", "l", "r", "a", "b", "e"), "real"),
            **{"c": "positive", "d": "nonnegative", "s": "real in [0, 1]"},
        },
        without=("zero_predictor_better", "end_is_better", "between"),
        given={
            "zero_predictor_better": "z < l",
            "before": "implies(d <= c, c*r <= (c - d)*z + d*l)",
            "beyond": "implies(c <= d, d*l <= (d - c)*z + c*r)",
            "last_phase": "a <= (1 - s)*e + s*b",
            "above_the_end": "e <= b",
        },
        define={"F(u)": "u"},
        claim=PATH_CLAIM,
        derivation=path_theorem,
        experiments=(
            on_staged_paths("worst_rise <= 10**(-8)*(1 + L_start)", {"worst_rise": "real"}),
            on_trained_digits(
                "worst_rise < 0 and abs(L_last - L_end) <= 10**(-8)*(1 + L_start)",
                {"worst_rise": "real", "L_last": "nonnegative"},
            ),
            on_neighbours(
                "abs(c_right - c_left)*(L_right - L_zero) <= c_right*abs(L_moved - L_right) "
                "and abs(L_moved - L_left) <= sway"
            ),
        ),
        mutants=(
            Mutant("without convexity", without="beyond"),
            Mutant("without convexity before the crossing", without="before"),
            Mutant("without convexity at the end", without="last_phase"),
            Mutant("without the better zero predictor", without="zero_predictor_better"),
            Mutant("no further than the miss", "abs(c - d) <= abs(r - l)"),
        ),
    ),
)

CLAIMS = (monotone_path_theorem,)
