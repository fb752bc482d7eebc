"""Equivalent and other minima: what a symmetry says about local minima, and how many networks have.

Main claims: nonidentifiable_minima, symmetry_and_nonconvexity, uncountable_minima.

Notation: m a minimiser and -m its mirror image; F the value at two minima, P the one in the middle; u, v and w weights, alpha and beta factors; M a data point.

References: notes000 (local-minima), notes001 (2.2), notes004 (error surface 1).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Prose, Repair, Source
from proofs_check.statement.derivation import Step

SYMMETRY = Source("notes000", "local-minima; notes001 2.2(2)")

nonidentifiable_minima = Claim(
    id="nonidentifiable_minima",
    title="Symmetry means several minima",
    says="A cost with a nontrivial symmetry has more than one local minimum.",
    about="The statement is the claim for (x^2 - m^2)^2, which is symmetric under x -> -x and lowest at m and -m: the two differ.",
    scope="instance",
    source=SYMMETRY,
    tier="main",
    let={"m": "real", "x": "real"},
    define={"L(x)": "(x**2 - m**2)**2"},
    claim="L(-x) == L(x) and L(m) <= L(x) and L(-m) <= L(x) and m != -m",
    mutants=(Mutant("m is positive", "m > 0"), Mutant("L(0) is lowest", "L(0) <= L(x)")),
    repair=Repair(
        says="It has where a local minimum is not left in place by the whole group.",
        given={"moved": "m != 0"},
        derivation=lambda: (
            Step("symmetric", "L(-x) == L(x)", "algebra", "Squares."),
            Step("lowest", "L(m) <= L(x) and L(-m) <= L(x)", "algebra", "Both values are 0."),
            Step("two", "m != -m", "algebra", "m is not 0.", ("moved",)),
            Step(
                "together",
                "L(-x) == L(x) and L(m) <= L(x) and L(-m) <= L(x) and m != -m",
                "algebra",
                "All parts.",
                ("symmetric", "lowest", "two"),
            ),
        ),
        mutants=(Mutant("a fixed point", without="moved"), Mutant("only one", "m == -m")),
    ),
)

symmetry_and_nonconvexity = Claim(
    id="symmetry_and_nonconvexity",
    title="Equivalent minima of convex costs",
    says="Distinct isolated minima that a symmetry relates say nothing about convexity: the cost may be convex.",
    about="F is the value at two such minima, P the one in the middle between them. A convex cost would have P <= F; that the minima are isolated and equally low asks for points above "
    "F between them, and with convexity for P > F.",
    scope="instance",
    source=SYMMETRY,
    tier="main",
    let={},
    claim="exists(F, 'real', exists(P, 'real', P <= (F + F)/2 and P > F))",
    mutants=(
        Mutant("at 0", "exists(P, 'real', P <= 0 and P > 0)"),
        Mutant("by 1", "exists(F, 'real', exists(P, 'real', P <= (F + F)/2 and P >= F + 1))"),
    ),
    repair=Repair(
        says="It cannot be convex: with a higher value between two minima the chord is violated.",
        let={"F": "real", "P": "real"},
        given={"between": "P > F"},
        claim="not P <= (F + F)/2",
        derivation=lambda: (
            Step("chord", "(F + F)/2 == F", "algebra", "Equal ends."),
            Step("violated", "not P <= (F + F)/2", "algebra", "The middle is higher.", ("chord", "between")),
        ),
        mutants=(Mutant("not higher", without="between"), Mutant("convex", "P <= (F + F)/2")),
    ),
)

uncountable_minima = Claim(
    id="uncountable_minima",
    title="Uncountably many minima",
    says="The cost of a network with rescaling symmetry has uncountably many local minima.",
    about="The statement is the claim for two weights in a product and the logistic loss of one data point: log(1 + e^(-u v)) would have a minimum at all.",
    scope="instance",
    source=SYMMETRY,
    tier="minor",
    let={"y": "real"},
    define={"L(z)": "log(1 + exp(-y*z))"},
    claim="exists(z, 'real', forall(a, 'real', L(z) <= L(a)))",
    mutants=(
        Mutant("at 0", "forall(a, 'real', L(0) <= L(a))"),
        Mutant("at 1", "forall(a, 'real', L(1) <= L(a))"),
    ),
    repair=Repair(
        says="Where it has one whose unit is not dead, it has uncountably many: every alpha > 0 gives another one with the same product.",
        let={"w": "real", "v": "real", "alpha": "positive", "beta": "positive"},
        given={"alive": "w != 0 or v != 0", "different": "alpha != beta"},
        define={},
        claim="(alpha*w)*(v/alpha) == (beta*w)*(v/beta) and (alpha*w != beta*w or v/alpha != v/beta)",
        about="w and v are the weights of a rectified unit at a local minimum; the cost depends on them through w v only.",
        derivation=lambda: (
            Step(
                "same_product", "(alpha*w)*(v/alpha) == (beta*w)*(v/beta)", "algebra", "The factors cancel."
            ),
            Step(
                "different_weights",
                "alpha*w != beta*w or v/alpha != v/beta",
                "algebra",
                "One of them is not 0.",
                ("alive", "different"),
            ),
            Step(
                "both",
                "(alpha*w)*(v/alpha) == (beta*w)*(v/beta) and (alpha*w != beta*w or v/alpha != v/beta)",
                "algebra",
                "Both.",
                ("same_product", "different_weights"),
            ),
        ),
        mutants=(Mutant("a dead unit", without="alive"), Mutant("the same factor", without="different")),
    ),
)

deep_models_many_minima = Claim(
    id="deep_models_many_minima",
    title="Very many local minima",
    says="A deep network has a very large number of equivalent local minima: at least 2^((n - 1) m) for m layers of n units.",
    about="Where the units of a local minimum differ, permuting them gives (n!)^m local minima (permutation_count).",
    scope="reduction",
    source=Source("notes000", "local-minima"),
    tier="minor",
    let={"n": "integer >= 1", "m": "natural"},
    claim="factorial(n)**m >= (2**(n - 1))**m",
    derivation=lambda: (
        Step(
            "layer",
            "factorial(n) >= 2**(n - 1)",
            "induction",
            "Every factor from 2 on is at least 2.",
            on="n",
        ),
        Step(
            "network", "factorial(n)**m >= (2**(n - 1))**m", "algebra", "Powers keep the order.", ("layer",)
        ),
    ),
    experiments=(
        Experiment(
            "symmetries.orbits",
            "orbit >= (2**(n - 1))**2",
            {"orbit": "real", "distinct": "real"},
            {"different": "distinct == 1"},
        ),
    ),
    mutants=(
        Mutant("3 in place of 2", "factorial(n)**m >= (3**(n - 1))**m"),
        Mutant("at most", "factorial(n)**m <= (2**(n - 1))**m"),
    ),
)

large_net_minima_cost = Claim(
    id="large_net_minima_cost",
    title="Large networks end low",
    says="The larger the network, the more rarely training ends in a minimum of high cost.",
    about="Pairs of tanh networks with 1 and with 16 hidden units, trained on 100 tumours of the breast cancer data from random starts; the statement is what usually happens.",
    scope="empirical",
    source=Source("notes000", "local-minima; notes001 2.2(3)"),
    tier="minor",
    let={"narrow": "real", "wide": "real"},
    claim="wide < narrow",
    experiments=(Experiment("linear_networks.widths", "wide < narrow"),),
    mutants=(Mutant("the narrow one is lower", "narrow < wide"), Mutant("both are 0", "wide == 0")),
)

UNIT_LOSS = {"L(w)": "(max(w, 0) - 1)**2 + (max(-w, 0) - M)**2"}
TWO_DEPTHS = "forall(h, 'real in (-1, 1)', L(1 + h) >= L(1)) and forall(h, 'real in (-1, 1)', L(-M + h) >= L(-M)) and L(1) - L(-M) == M**2 - 1"
nonlinear_nets_minima = Claim(
    id="nonlinear_nets_minima",
    title="Minima of different depth",
    says="The training loss of a nonlinear network has local minima with different values.",
    about="One rectified unit, data (1, 1) and (-1, M): local minima at w = 1 and w = -M. A network that is one; the claim is that there are such networks.",
    source=Source("notes004", "error surface 1"),
    tier="minor",
    let={"M": "real > 1"},
    define=UNIT_LOSS,
    claim=TWO_DEPTHS,
    derivation=lambda: (
        Step(
            "right",
            "forall(h, 'real in (-1, 1)', L(1 + h) >= L(1))",
            "algebra",
            "For w > 0 the loss is (w - 1)^2 + M^2.",
        ),
        Step(
            "left",
            "forall(h, 'real in (-1, 1)', L(-M + h) >= L(-M))",
            "algebra",
            "For w < 0 it is 1 + (w + M)^2.",
        ),
        Step("gap", "L(1) - L(-M) == M**2 - 1", "algebra", "Put both."),
        Step("together", TWO_DEPTHS, "algebra", "All parts.", ("right", "left", "gap")),
    ),
    experiments=(
        Experiment(
            "gradient_signals.single_unit",
            "L_beside >= L_end and L_end - L_other == M**2 - 1",
            {"L_end": "real", "L_beside": "real", "L_other": "real"},
        ),
    ),
    mutants=(Mutant("equal depth", "L(1) == L(-M)"), Mutant("a larger gap", "L(1) - L(-M) == M**2")),
)

identifiability_definition = Prose(
    id="identifiability_definition",
    title="What identifiable means",
    says="A model is identifiable if a training set determines its parameters uniquely.",
    source=SYMMETRY,
    reason="A definition; nothing is claimed. That two parameter vectors give one model is computed in hidden_unit_swap and unit_rescaling_relu_maxout.",
    tier="minor",
)

CLAIMS = (
    nonidentifiable_minima,
    symmetry_and_nonconvexity,
    uncountable_minima,
    deep_models_many_minima,
    large_net_minima_cost,
    nonlinear_nets_minima,
    identifiability_definition,
)
