"""The scale at a point of the path, for the square loss: one scale a level, and how far it moves along the path.

The scale is a root of a parabola. Its continuity is shown with a distance: how little the outputs and the level must have moved
for the scale to be within eps of the one at another point.

Main claims: scale_per_path_point.

Notation: N the outputs of the network on m data points, y the targets, a = N.N/m, h = N.y/m, f = y.y/m, psi(c) = a c^2 - 2 h c + f
the loss of the scaled network, l the level; u the scale at another point of the path, where a and h are a_u and h_u, the loss is
psi_u and the level psi_u(u).

References: notes003 (theory), safran_shamir2016.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair
from proofs_check.statement.derivation import Step, Use
from theory import figures
from theory.nearby_scale import nearby_steps
from theory.path_worlds import (
    ENDS,
    LOSSES,
    on_digits_as_drawn,
    on_neighbours,
    on_staged_paths,
    on_trained_digits,
)
from theory.scaled_losses import DATA, PLACE, SQUARE

SCALE = "(h + sqrt(h**2 + a*(l - f)))/a"
ONLY = f"forall(d, 'nonnegative', implies(psi(d) == l, d == {SCALE}))"
CONTINUOUS = f"limit({SCALE.replace('l - f', 'l + e - f')}, e, 0) == {SCALE}"
MOVE = "abs(a - a_u)*u**2 + 2*abs(h - h_u)*u + abs(l - psi_u(u))"
SMALL_MOVE = f"({MOVE})*(u + 2*eps) < eps*(psi_u(u) - f)"
NEAR = f"implies({SMALL_MOVE}, abs({SCALE} - u) < eps)"
SCALE_CLAIM = f"psi({SCALE}) == l and {SCALE} > 0 and {ONLY} and {CONTINUOUS} and {NEAR}"


def one_scale_per_level() -> tuple[Step, ...]:
    """Above the value at c = 0 the parabola rises, so there is just one scale, given by a continuous formula."""
    return (
        Step("discriminant", "h**2 + a*(l - f) > h**2", "algebra", "a > 0 and l > f.", ("above_zero",)),
        Step(
            "reaches", f"psi({SCALE}) == l", "algebra", "Put the root back.", ("discriminant", "above_zero")
        ),
        Step("positive", f"{SCALE} > 0", "algebra", "The root exceeds |h|.", ("discriminant",)),
        Step("only", ONLY, "algebra", "The other root is negative.", ("discriminant", "above_zero")),
        Step(
            "continuous",
            CONTINUOUS,
            "limit",
            "The formula is made of continuous operations; the root's argument is positive.",
            ("discriminant",),
        ),
        *old_scale_misses_by_little(),
        *nearby_steps(),
        *scale_is_near(),
        Step(
            "together",
            SCALE_CLAIM,
            "algebra",
            "All parts together.",
            ("reaches", "positive", "only", "continuous", "near"),
        ),
    )


def old_scale_misses_by_little() -> tuple[Step, ...]:
    """The distance of the scales by what the old one misses, and the miss by how far outputs and level have moved."""
    return (
        Step(
            "factors",
            "c*(psi(u) - l) == (u - c)*(a*c*u + (l - f))",
            "algebra",
            "The difference of psi(u) and psi(c) = l has the factor u - c, and a c - 2 h = (l - f)/c.",
            let={"c": "positive"},
            given=("psi(c) == l",),
        ),
        Step(
            "sizes",
            "c*abs(w) == abs(t)*(g + k)",
            "algebra",
            "c and g + k are positive.",
            let={"c": "positive", "w": "real", "t": "real", "g": "nonnegative", "k": "positive"},
            given=("c*w == t*(g + k)",),
        ),
        Step(
            "by_the_miss",
            "abs(c - u)*(l - f) <= c*abs(psi(u) - l)",
            "algebra",
            "The factors are u - c and a c u + (l - f), where a c u is not negative.",
            (
                "factors",
                "above_zero",
                Use("sizes", {"w": "psi(u) - l", "t": "u - c", "g": "a*c*u", "k": "l - f"}),
            ),
            let={"c": "positive"},
            given=("psi(c) == l",),
        ),
        Step(
            "miss",
            "abs(q) <= abs(x)*u**2 + 2*abs(y)*u + abs(w)",
            "algebra",
            "The triangle inequality, for the differences x of a, y of h and w of l.",
            let=dict.fromkeys(("q", "x", "y", "w"), "real"),
            given=("q == x*u**2 - 2*y*u - w",),
        ),
        Step(
            "height",
            f"l - f >= psi_u(u) - f - ({MOVE})",
            "algebra",
            "The level has moved by no more than all of the move.",
        ),
    )


def scale_is_near() -> tuple[Step, ...]:
    """A small enough move leaves the scale within eps, for any root c and so for the formula."""
    put = {
        **{"old": "u", "new": "c", "shift": "abs(c - u)", "move": MOVE},
        **{"before": "psi_u(u) - f", "miss": "abs(psi(u) - l)", "height": "l - f"},
    }
    differences = {"q": "psi(u) - l", "x": "a - a_u", "y": "h - h_u", "w": "l - psi_u(u)"}
    return (
        Step(
            "root_is_near",
            f"implies({SMALL_MOVE}, abs(c - u) < eps)",
            "algebra",
            "psi(u) - l is made of these differences, and the level stays above f.",
            ("by_the_miss", Use("miss", differences), "height", Use("small_shift", put)),
            let={"c": "positive"},
            given=("psi(c) == l",),
        ),
        Step(
            "near",
            NEAR,
            "algebra",
            "The formula is such a root.",
            ("reaches", "positive", Use("root_is_near", {"c": SCALE})),
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
            ENDS,
        ),
        *on_digits_as_drawn("worst_miss <= 10**(-8)*(1 + L_start)", {"worst_miss": "nonnegative"}),
    ),
    mutants=(
        Mutant("without the assumption", without="zero_predictor_better"),
        Mutant("with c below 1", "exists(c, 'real in [0, 1)', phi(c) == l)"),
    ),
    repair=Repair(
        says="The level must stay above the loss of the zero predictor, and the outputs on the data must not all be 0: then there is just one "
        "such scale, and it depends continuously on the level and on the outputs.",
        about="a = N.N/m > 0, h = N.y/m, f = y.y/m at a point of the path, psi(c) = a c^2 - 2 h c + f the loss of the scaled network "
        "(see infinite_scale_value). At another point of the path, with the numbers a_u and h_u and the same targets, the scale is u and the "
        "level psi_u(u) > f. As the one point approaches the other, a, h and l approach a_u, h_u and psi_u(u), because the outputs are "
        "continuous in the weights; so for each eps the move is small enough in the end, and the scale is within eps of u.",
        let={
            **{"a": "positive", "h": "real", "f": "nonnegative", "l": "real", "e": "real"},
            **{"u": "nonnegative", "a_u": "positive", "h_u": "real", "eps": "positive"},
        },
        without=("levels", "zero_predictor_better"),
        given={"above_zero": "l > f"},
        define={"psi(c)": "a*c**2 - 2*h*c + f", "psi_u(c)": "a_u*c**2 - 2*h_u*c + f"},
        claim=SCALE_CLAIM,
        derivation=one_scale_per_level,
        experiments=(
            on_staged_paths("worst_miss <= 10**(-8)*(1 + L_start)", {"worst_miss": "nonnegative"}),
            on_trained_digits("worst_miss <= 10**(-8)*(1 + L_start)", {"worst_miss": "nonnegative"}),
            # The loss falls in proportion to the width, and the scale moves in proportion to both losses' movement.
            on_neighbours(
                "abs(L_left - L_right) <= width*(L_start - max(L_zero, L_end))/2 + 10**(-8)*(1 + L_start) "
                "and abs(c_right - c_left)*(L_right - L_zero) <= c_right*(sway + abs(L_left - L_right))"
            ),
        ),
        mutants=(
            Mutant("also below the zero predictor", without="above_zero"),
            Mutant("the other root", "(h - sqrt(h**2 + a*(l - f)))/a > 0"),
            Mutant("no further than the move", f"implies({MOVE} < eps, abs({SCALE} - u) < eps)"),
        ),
    ),
)

CLAIMS = (scale_per_path_point,)
