"""Flat regions, asymptotes and hills: where descent has nothing to go by, or goes on for ever.

Main claims: hill_without_minima, convex_flat_region, overparameterised_flatness, zeno_halving.

Notation: J(x) = e^x - e^(2x) a hill with its top at -log 2, g its slope; x(t) iterates, eps the step size; F and G values of a convex function;
u, v the two weights of a product that is fitted to a target y; S(K) the way after K halvings.

References: notes000 (local-global, saddles), notes001 (2.3, 2.7), notes002 (1, 2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Prose, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step
from theory.convexity import QUOTIENTS, no_gap_below

HILL = {"J(x)": "exp(x) - exp(2*x)", "g(x)": "exp(x) - 2*exp(2*x)"}
WRONG_SIDE = "g(x) > 0 and J(x - eps*g(x)) < J(x) and J(x) > 0 and limit(J(u), u, oo) == -oo and implies(g(u) == 0, exp(u) - 4*exp(2*u) < 0)"
hill_without_minima = Claim(
    id="hill_without_minima",
    title="On the wrong side of a hill",
    says="Without local minima and saddles gradient descent can fall for ever and stay above the values on the other side.",
    about="J(x) = e^x - e^(2x): from x < -1 every step of any size goes left and down, and J stays positive, while it falls without bound on the right; "
    "the only critical point is the top of the hill.",
    source=Source("notes000", "local-global; notes001 2.7(3)"),
    tier="main",
    let={"x": "real < -1", "eps": "positive", "u": "real"},
    define=HILL,
    claim=WRONG_SIDE,
    derivation=lambda: (
        Step("small", "exp(x) < 1/2", "algebra", "e is more than 2."),
        Step("slope", "g(x) > 0", "algebra", "e^x (1 - 2 e^x).", ("small",)),
        Step("left", "exp(x - eps*g(x)) < exp(x)", "algebra", "The step goes left.", ("slope",)),
        Step(
            "hill_rises",
            "a - a**2 < b - b**2",
            "algebra",
            "b - a times 1 - a - b.",
            let={"b": "real in (0, 1/2)", "a": "real in (0, b)"},
        ),
        Step(
            "down",
            "J(x - eps*g(x)) < J(x)",
            "algebra",
            "With b = e^x and a the next one.",
            ("hill_rises", "left", "small"),
        ),
        Step("above", "J(x) > 0", "algebra", "e^x (1 - e^x).", ("small",)),
        Step("other_side", "limit(J(u), u, oo) == -oo", "limit", "The square wins."),
        Step(
            "only_a_top",
            "implies(g(u) == 0, exp(u) - 4*exp(2*u) < 0)",
            "algebra",
            "There e^u = 1/2 and the second derivative is -1/2.",
        ),
        Step(
            "together",
            WRONG_SIDE,
            "algebra",
            "All parts.",
            ("slope", "down", "above", "other_side", "only_a_top"),
        ),
    ),
    experiments=(Experiment("asymptotes.hill", "falls == 1 and J > 0", {"falls": "real", "J": "real"}, {}),),
    mutants=(Mutant("it goes right", "g(x) < 0"), Mutant("it falls below 0", "J(x) < 0")),
)

DIVERGES = "limit(r(t), t, oo) == oo and -1/z**2 != 0"
reciprocal_flat_tail = Claim(
    id="reciprocal_flat_tail",
    title="Descent on a reciprocal",
    says="1/x has no critical point, and gradient descent on it runs away for ever.",
    source=Source("notes001", "2.7(4)"),
    tier="main",
    let={"r0": "positive", "eps": "positive", "z": "positive", "t": "natural"},
    define={"r": Recurrence(("r0",), "r(t) + eps/r(t)**2")},
    claim=DIVERGES,
    derivation=lambda: (
        Step(
            "one_step",
            "(p + eps/p**2)**3 >= p**3 + 3*eps",
            "algebra",
            "Expand the cube; what is left over is positive.",
            let={"p": "positive"},
        ),
        Step(
            "cubes",
            "r(t) > 0 and r(t)**3 >= r0**3 + 3*eps*t",
            "induction",
            "Every step adds at least 3 eps to the cube.",
            ("one_step",),
            on="t",
        ),
        Step("grows", "r(t) >= (3*eps*t)**(1/3)", "algebra", "Take the cube root.", ("cubes",)),
        Step("runs_away", "limit(r(t), t, oo) == oo", "limit", "The bound grows without end.", ("grows",)),
        Step("slope", "-1/z**2 != 0", "algebra", "A reciprocal is never 0."),
        Step("together", DIVERGES, "algebra", "Both.", ("runs_away", "slope")),
    ),
    experiments=(
        Experiment("asymptotes.reciprocal", "r**3 >= (r0**3 + 3*eps*t)*(1 - 10**(-12))", {"r": "positive"}),
    ),
    mutants=(Mutant("it stays near", "r(t) <= r0 + 1"), Mutant("the slope vanishes", "-1/z**2 == 0")),
)

flat_region_exists = Claim(
    id="flat_region_exists",
    title="Losses that are constant on an open set",
    says="There are network losses that are constant on an open set of weights.",
    about="One rectified unit with weight w, bias b and outgoing weight v, one data point x with |x| <= 1 and target y: for |w| < 1/2 and b < -1/2 the unit is off.",
    source=Source("notes000", "saddles; notes001 2.3(6)"),
    tier="minor",
    let={"w": "real in (-1/2, 1/2)", "b": "real < -1/2", "v": "real", "x": "real in [-1, 1]", "y": "real"},
    claim="(v*max(w*x + b, 0) - y)**2 == y**2",
    derivation=lambda: (
        Step("reach", "abs(w)*abs(x) < 1/2", "algebra", "|w| < 1/2 and |x| <= 1."),
        Step("off", "w*x + b < 0", "algebra", "The bias wins.", ("reach",)),
        Step("loss", "(v*max(w*x + b, 0) - y)**2 == y**2", "algebra", "Only the target is left.", ("off",)),
    ),
    experiments=(
        Experiment("saddles.dead_network", "L_near == L", {"L": "nonnegative", "L_near": "nonnegative"}),
    ),
    mutants=(
        Mutant("for larger weights too", let={"w": "real in (-2, 2)"}),
        Mutant("the loss is 0", "(v*max(w*x + b, 0) - y)**2 == 0"),
    ),
)

convex_flat_region = Claim(
    id="convex_flat_region",
    title="Flat regions of convex functions",
    says="Where the gradient of a convex function is zero on an open set, all its points are global minimisers.",
    about="Every point of the set is critical. F is the value there, G any other; the difference quotients towards the other point are at most G - F and tend to "
    "0, so that one of them is above -d for every d > 0.",
    scope="reduction",
    source=Source("notes000", "saddles"),
    tier="main",
    let={"F": "real", "G": "real"},
    given=QUOTIENTS,
    claim="F <= G",
    derivation=no_gap_below,
    experiments=(
        Experiment(
            "convex_functions.convex_walks",
            "F <= G and F_right <= G",
            {"F": "real", "F_right": "real", "G": "real"},
        ),
    ),
    mutants=(Mutant("not convex", without="quotients"), Mutant("strictly lower", "F < G")),
)

nonconvex_flat_value = Claim(
    id="nonconvex_flat_value",
    title="A flat region with a high value",
    says="A function can be constant on an open set with a value above its infimum.",
    about="1/(1 + max(|x| - 1, 0)) is 1 on (-1, 1) and falls outside.",
    source=Source("notes000", "saddles"),
    tier="minor",
    let={"x": "real in (-1, 1)", "u": "real"},
    define={"f(x)": "1/(1 + max(abs(x) - 1, 0))"},
    claim="f(x) == 1 and f(2) == 1/2 and limit(f(u), u, oo) == 0",
    derivation=lambda: (
        Step("flat", "f(x) == 1", "algebra", "|x| < 1."),
        Step("lower", "f(2) == 1/2", "algebra", "Put 2."),
        Step("infimum", "limit(f(u), u, oo) == 0", "limit", "A reciprocal."),
        Step(
            "together",
            "f(x) == 1 and f(2) == 1/2 and limit(f(u), u, oo) == 0",
            "algebra",
            "All parts.",
            ("flat", "lower", "infimum"),
        ),
    ),
    mutants=(
        Mutant("flat everywhere", "f(x) == 1 and f(2) == 1"),
        Mutant("a minimum", "limit(f(u), u, oo) == 1"),
    ),
)

overparameterised_flatness = Claim(
    id="overparameterised_flatness",
    title="The Hessian where a model is over-parameterised",
    says="At the global minima of an over-parameterised model the Hessian is zero.",
    about="The statement is the claim for the loss (u v - y)^2 of two weights in a product, whose global minima are the points with u v = y; 2 v^2 is the second "
    "derivative with respect to u there.",
    scope="instance",
    source=Source("notes002", "1"),
    tier="main",
    let={"u": "real", "v": "real", "y": "real"},
    given={"minimum": "u*v == y"},
    claim="2*v**2 == 0",
    mutants=(Mutant("in v", "2*u**2 == 0"), Mutant("positive", "2*v**2 > 0")),
    repair=Repair(
        says="It is singular there: flat along the curve of minima, curved across it.",
        claim="(2*v**2)*(2*u**2) - (2*(u*v - y) + 2*u*v)**2 == 0",
        about="The Hessian of (u v - y)^2 has the entries 2 v^2, 2 u^2 and 2 (u v - y) + 2 u v; its determinant is 0 at the minima.",
        derivation=lambda: (
            Step("mixed", "2*(u*v - y) + 2*u*v == 2*u*v", "algebra", "The residual is 0.", ("minimum",)),
            Step(
                "determinant",
                "(2*v**2)*(2*u**2) - (2*(u*v - y) + 2*u*v)**2 == 0",
                "algebra",
                "Both terms are 4 u^2 v^2.",
                ("mixed",),
            ),
        ),
        mutants=(
            Mutant("also elsewhere", without="minimum"),
            Mutant("twice the mixed entry", "(2*v**2)*(2*u**2) - (4*u*v)**2 == 0"),
        ),
    ),
)

zeno_halving = Claim(
    id="zeno_halving",
    title="Half of the way, again and again",
    says="With a first step of 1/2 and each step half of the one before, the goal at distance 1 is not reached, not even in the limit.",
    source=Source("notes002", "2"),
    tier="main",
    let={"K": "natural"},
    define={"S": Recurrence(("0",), "S(K) + 2**(-(K + 1))", index="K")},
    claim="limit(S(K), K, oo) < 1",
    mutants=(Mutant("only half", "limit(S(K), K, oo) <= 1/2"), Mutant("beyond", "limit(S(K), K, oo) > 1")),
    repair=Repair(
        says="It is not reached in finitely many steps; in the limit it is.",
        claim="S(K) < 1 and limit(S(K), K, oo) == 1",
        derivation=lambda: (
            Step(
                "way", "S(K) == 1 - 2**(-K)", "induction", "Each step leaves half of what was left.", on="K"
            ),
            Step("not_yet", "S(K) < 1", "algebra", "Something is always left.", ("way",)),
            Step("limit", "limit(S(K), K, oo) == 1", "limit", "What is left tends to 0.", ("way",)),
            Step("both", "S(K) < 1 and limit(S(K), K, oo) == 1", "algebra", "Both.", ("not_yet", "limit")),
        ),
        mutants=(Mutant("reached", "S(K) == 1"), Mutant("the limit is 2", "limit(S(K), K, oo) == 2")),
    ),
)

high_plateau = Prose(
    id="high_plateau",
    title="Plateaus almost without remedy",
    says="A flat region with a high loss, or unknown terrain, is almost without remedy.",
    source=Source("notes002", "2"),
    reason="An opinion about what can be remedied. What can be computed is that such regions exist (flat_region_exists, nonconvex_flat_value) and how many steps "
    "it takes to cross them (flat_region_updates).",
    tier="minor",
)

CLAIMS = (
    hill_without_minima,
    reciprocal_flat_tail,
    flat_region_exists,
    convex_flat_region,
    nonconvex_flat_value,
    overparameterised_flatness,
    zeno_halving,
    high_plateau,
)
