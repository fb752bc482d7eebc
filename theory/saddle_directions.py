"""Directions out of a critical point: which go down, whether all can go up, and whether there always is a way down.

Main claims: one_negative_direction, gradient_all_directions, way_down_exists.

Notation: D, E differences of values at the distance h, p > 0 and -q < 0 second derivatives, g a gradient, v a direction or outgoing weights, d changes of
biases, y a target.

References: notes002 (2), notes004 (comments).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step
from theory.critical_points import HIGHEST_AROUND, TAYLOR, plane
from theory.saddle_geometry import SIGNS, UP_AND_DOWN, up_and_down

saddle_centre_steps = Claim(
    id="saddle_centre_steps",
    title="Off the saddle in both directions",
    says="From a saddle a small step forwards or backwards along an eigenvector of a negative eigenvalue goes down.",
    about=f"-q is the eigenvalue, D and E are the differences of values at the distance h forwards and backwards. {TAYLOR}",
    scope="reduction",
    source=Source("notes002", "2"),
    tier="minor",
    let={"q": "positive", "h": "positive", "D": "real", "E": "real"},
    given={"forwards": "abs(D + q*h**2/2) <= q*h**2/4", "backwards": "abs(E + q*h**2/2) <= q*h**2/4"},
    claim="D < 0 and E < 0",
    derivation=lambda: (
        Step("there", "D <= -q*h**2/4", "algebra", "The remainder takes at most half.", ("forwards",)),
        Step("back", "E <= -q*h**2/4", "algebra", "The same backwards.", ("backwards",)),
        Step("both", "D < 0 and E < 0", "algebra", "h is not 0.", ("there", "back")),
    ),
    experiments=plane("implies(a < 0 or b < 0, way_down == 1)"),
    mutants=(
        Mutant("up on one side", "D < 0 and E > 0"),
        Mutant("no bound of the remainder", without="forwards"),
    ),
)


one_negative_direction = Claim(
    id="one_negative_direction",
    title="One direction that curves down",
    says="A critical point with a negative second derivative along some direction is a saddle.",
    about="The statement is the claim for (a x^2 + b y^2)/2 with b < 0: the point would not be a local maximum.",
    scope="instance",
    source=Source("notes002", "2"),
    tier="main",
    let={"a": "real", "b": "negative"},
    define={"f(x, y)": "(a*x**2 + b*y**2)/2"},
    claim=f"not {HIGHEST_AROUND}",
    experiments=plane("implies(b < 0, lowest == 0 and highest == 0)"),
    mutants=(
        Mutant("not even along x", "not forall(x, 'real', f(x, 0) <= 0)"),
        Mutant("higher along y", "forall(y, 'nonzero', f(0, y) > 0)"),
    ),
    repair=Repair(
        says="It is one where the second derivative is positive along another direction.",
        let=SIGNS,
        given=UP_AND_DOWN,
        claim="D > 0 and E < 0",
        scope="reduction",
        about=f"p > 0 and -q < 0 are second derivatives along two directions, D and E the differences of values at the distance h. {TAYLOR}",
        derivation=up_and_down,
        experiments=plane("implies(a > 0 and b < 0, lowest == 0 and highest == 0)"),
        mutants=(Mutant("both down", "D < 0 and E < 0"), Mutant("nothing curves up", without="up")),
    ),
)


gradient_all_directions = Claim(
    id="gradient_all_directions",
    title="A derivative that is positive in every direction",
    says="It is possible that the directional derivative is positive in every direction.",
    about="s is the derivative along a direction; along the opposite one it is -s.",
    scope="instance",
    source=Source("notes004", "comments"),
    tier="minor",
    let={},
    claim="exists(s, 'real', s > 0 and -s > 0)",
    mutants=(
        Mutant("negative in every direction", "exists(s, 'real', s < 0 and -s < 0)"),
        Mutant("both 1", "exists(s, 'real', s == 1 and -s == 1)"),
    ),
    repair=Repair(
        says="It never is: along opposite directions the derivatives are opposite, in any dimension.",
        let={"n": "integer >= 1", "g": "vector(n)", "v": "vector(n)"},
        claim="dot(g, -v) == -dot(g, v) and not (dot(g, v) > 0 and dot(g, -v) > 0)",
        derivation=lambda: (
            Step(
                "opposite", "dot(g, -v) == -dot(g, v)", "words", "The derivative is linear in the direction."
            ),
            Step(
                "never_both",
                "dot(g, -v) == -dot(g, v) and not (dot(g, v) > 0 and dot(g, -v) > 0)",
                "algebra",
                "A number and its opposite are not both positive.",
                ("opposite",),
            ),
        ),
        mutants=(
            Mutant("equal", "dot(g, -v) == dot(g, v)"),
            Mutant("one is positive", "dot(g, v) > 0 or dot(g, -v) > 0"),
        ),
    ),
)


OFF = "(sum(v[i]*max(d[i] - 1, 0), i, 0, n - 1) - y)**2"


way_down_exists = Claim(
    id="way_down_exists",
    title="There is always a way down",
    says="In a network with enough hidden units every neighbourhood of weights that are no global minimum holds weights of lower loss.",
    about="The statement is the claim for one data point with target y and hidden units that are off (biases -1): d moves one bias within the "
    "neighbourhood, v is its outgoing weight. That more units change nothing is the repair.",
    scope="instance",
    source=Source("notes004", "comments"),
    tier="main",
    let={"v": "real", "y": "nonzero"},
    claim="exists(d, 'real in (-1, 1)', (v*max(d - 1, 0) - y)**2 < y**2)",
    experiments=(
        Experiment("saddles.dead_network", "L_near < L", {"L": "nonnegative", "L_near": "nonnegative"}),
    ),
    mutants=(
        Mutant("without a change", "(v*max(0 - 1, 0) - y)**2 < y**2"),
        Mutant("by half a step", "(v*max(1/2 - 1, 0) - y)**2 < y**2"),
    ),
    repair=Repair(
        says="There need not be one: where all n units are off, nothing within the neighbourhood changes the loss, for every n.",
        let={"n": "integer >= 1", "v": "vector(n)", "d": "vector(n)", "y": "real"},
        given={"near": "forall(i, 'integer in [0, n - 1]', d[i] < 1)"},
        claim=f"{OFF} == y**2",
        about="d are the changes of the biases, v any outgoing weights.",
        derivation=lambda: (
            Step(
                "unit",
                "v[i]*max(d[i] - 1, 0) == 0*v[i]",
                "algebra",
                "Each unit stays off.",
                ("near",),
                let={"i": "integer in [0, n - 1]"},
            ),
            Step(
                "same_terms",
                "sum(v[i]*max(d[i] - 1, 0), i, 0, n - 1) == sum(0*v[i], i, 0, n - 1)",
                "algebra",
                "Term by term.",
                ("unit",),
            ),
            Step(
                "output",
                "sum(v[i]*max(d[i] - 1, 0), i, 0, n - 1) == 0",
                "algebra",
                "A sum of zeros.",
                ("same_terms",),
            ),
            Step("loss", f"{OFF} == y**2", "algebra", "Only the target is left.", ("output",)),
        ),
        experiments=(
            Experiment("saddles.dead_network", "L_near == L", {"L": "nonnegative", "L_near": "nonnegative"}),
        ),
        mutants=(Mutant("lower", f"{OFF} < y**2"), Mutant("any change", without="near")),
    ),
)


CLAIMS = (saddle_centre_steps, one_negative_direction, gradient_all_directions, way_down_exists)
