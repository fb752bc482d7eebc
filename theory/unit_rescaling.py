"""Rescaling hidden units: for which activations it keeps the model, the dimension of the orbit, and what weight decay does to it.

Main claims: unit_rescaling_relu_maxout, unit_rescaling_general, rescaling_orbit_dimension, rescaling_same_cost.

Notation: w, u incoming weights, b, d biases, v an outgoing weight, x an input; alpha the factor of a rescaling, lam the strength of weight decay, D a data
loss; c coefficients of a combination of tangent vectors.

References: notes000 (local-minima), notes001 (2.2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Mutant, Repair, Source
from proofs_check.statement.derivation import Step
from theory.unit_permutations import MINIMA, SYMMETRY, orbits, units

VECTORS = {
    "n": "integer >= 1",
    "w": "vector(n)",
    "x": "vector(n)",
    "u": "vector(n)",
    "b": "real",
    "d": "real",
    "v": "real",
    "alpha": "nonzero",
}


RELU = "1/alpha*v*max(dot(alpha*w, x) + alpha*b, 0) == v*max(dot(w, x) + b, 0)"


MAXOUT = "1/alpha*v*max(dot(alpha*w, x) + alpha*b, dot(alpha*u, x) + alpha*d) == v*max(dot(w, x) + b, dot(u, x) + d)"


unit_rescaling_relu_maxout = Claim(
    id="unit_rescaling_relu_maxout",
    title="Rescaling rectified and maxout units",
    says="Scaling the incoming weights and the bias by alpha and the outgoing weight by 1/alpha leaves a rectified or maxout unit unchanged.",
    source=MINIMA,
    tier="main",
    let=VECTORS,
    claim=f"{RELU} and {MAXOUT}",
    experiments=units("f_scaled == f"),
    mutants=(
        Mutant("not divided", "v*max(dot(alpha*w, x) + alpha*b, 0) == v*max(dot(w, x) + b, 0)"),
        Mutant("the bias stays", "1/alpha*v*max(dot(alpha*w, x) + b, 0) == v*max(dot(w, x) + b, 0)"),
    ),
    repair=Repair(
        says="It does for alpha > 0.",
        given={"positive": "alpha > 0"},
        derivation=lambda: (
            Step(
                "inner",
                "dot(alpha*w, x) + alpha*b == alpha*(dot(w, x) + b) and dot(alpha*u, x) + alpha*d == alpha*(dot(u, x) + d)",
                "words",
                "The inner product is linear.",
            ),
            Step(
                "homogeneous",
                "1/alpha*max(alpha*p, alpha*q) == max(p, q)",
                "algebra",
                "A positive factor keeps the order.",
                ("positive",),
                let={"p": "real", "q": "real"},
            ),
            Step("relu", RELU, "algebra", "With q = 0.", ("inner", "homogeneous", "positive")),
            Step("maxout", MAXOUT, "algebra", "With both.", ("inner", "homogeneous", "positive")),
            Step("both", f"{RELU} and {MAXOUT}", "algebra", "Both.", ("relu", "maxout")),
        ),
        experiments=units("f_scaled == f", positive="alpha > 0"),
        mutants=(
            Mutant("any alpha", without="positive"),
            Mutant("not divided", "v*max(dot(alpha*w, x) + alpha*b, 0) == v*max(dot(w, x) + b, 0)"),
        ),
    ),
)


unit_rescaling_general = Claim(
    id="unit_rescaling_general",
    title="Rescaling units of any activation",
    says="For any activation, scaling weights and bias by a factor and the output by its inverse leaves the unit unchanged.",
    about="The statement is the claim for tanh; z = w.x + b.",
    scope="instance",
    source=Source("notes001", "2.2(2)"),
    tier="main",
    let={"alpha": "nonzero", "z": "real"},
    claim="1/alpha*tanh(alpha*z) == tanh(z)",
    experiments=units("f_tanh_scaled == f_tanh"),
    mutants=(
        Mutant("not divided", "tanh(alpha*z) == tanh(z)"),
        Mutant("smaller", "abs(tanh(alpha*z)) <= abs(tanh(z))"),
    ),
    repair=Repair(
        says="It does for the activations that are positively homogeneous, as the rectifier, and factors alpha > 0.",
        let={"alpha": "positive"},
        claim="1/alpha*max(alpha*z, 0) == max(z, 0)",
        about="Stated for the rectifier.",
        derivation=lambda: (
            Step(
                "inner", "max(alpha*z, 0) == alpha*max(z, 0)", "algebra", "A positive factor keeps the sign."
            ),
            Step("unit", "1/alpha*max(alpha*z, 0) == max(z, 0)", "algebra", "Divide.", ("inner",)),
        ),
        experiments=units("f_scaled == f", positive="alpha > 0"),
        mutants=(
            Mutant("any factor", let={"alpha": "nonzero"}),
            Mutant("not divided", "max(alpha*z, 0) == max(z, 0)"),
        ),
    ),
)


rescaling_orbit_dimension = Claim(
    id="rescaling_orbit_dimension",
    title="The dimension of the rescalings",
    says="The minima that are reached by rescaling the units of m layers of n units form a set of dimension m n.",
    about="The statement is the claim for one unit with weights w and v: rescaling moves them along (w, -v), which is a direction unless both are 0.",
    scope="instance",
    source=MINIMA,
    tier="main",
    let={"w": "real", "v": "real"},
    claim="w != 0 or -v != 0",
    experiments=orbits("rank == 2*n"),
    mutants=(Mutant("w is not 0", "w != 0"), Mutant("both are 0", "w == 0 and v == 0")),
    repair=Repair(
        says="They do where every unit has an incoming weight that is not 0, all the way from the inputs: then the m n directions are independent.",
        let={"c0": "real", "c": "real", "w": "nonzero"},
        given={"vanishes": "(c - c0)*w == 0", "before": "c0 == 0"},
        claim="c == 0",
        scope="reduction",
        about="c and c0 are the coefficients of a unit and of the one before it in a combination of the directions that vanishes; the weight w between them is moved by c - c0. From "
        "the inputs (where c0 = 0) on, layer by layer, every coefficient is 0.",
        derivation=lambda: (
            Step("no_difference", "c - c0 == 0", "algebra", "w is not 0.", ("vanishes",)),
            Step("zero", "c == 0", "algebra", "So was the one before.", ("no_difference", "before")),
        ),
        experiments=orbits("rank == 2*n", alive="alive == 1"),
        mutants=(Mutant("any weight", let={"w": "real"}), Mutant("any coefficient before", without="before")),
    ),
)


rescaling_same_cost = Claim(
    id="rescaling_same_cost",
    title="Rescalings keep the cost",
    says="Rescaling units keeps the cost that is trained.",
    about="The statement is the claim for a rectified unit with weights w and v and a cost with weight decay lam >= 0; the data loss D stays.",
    scope="instance",
    source=SYMMETRY,
    tier="main",
    let={"D": "real", "lam": "nonnegative", "w": "real", "v": "real", "alpha": "positive"},
    claim="D + lam*((alpha*w)**2 + (v/alpha)**2) == D + lam*(w**2 + v**2)",
    experiments=units("cost_scaled == cost", positive="alpha > 0"),
    mutants=(
        Mutant("v stays", "D + lam*((alpha*w)**2 + v**2) == D + lam*(w**2 + v**2)"),
        Mutant("it grows", "D + lam*((alpha*w)**2 + (v/alpha)**2) >= D + lam*(w**2 + v**2)"),
    ),
    repair=Repair(
        says="It does without weight decay.",
        given={"no_decay": "lam == 0"},
        derivation=lambda: (
            Step(
                "data_only",
                "D + lam*((alpha*w)**2 + (v/alpha)**2) == D + lam*(w**2 + v**2)",
                "algebra",
                "Only the data loss is left.",
                ("no_decay",),
            ),
        ),
        experiments=units("cost_scaled == cost", positive="alpha > 0", decay="lam == 0"),
        mutants=(
            Mutant("with decay", without="no_decay"),
            Mutant("it vanishes", "D + lam*((alpha*w)**2 + (v/alpha)**2) == 0"),
        ),
    ),
)


CLAIMS = (unit_rescaling_relu_maxout, unit_rescaling_general, rescaling_orbit_dimension, rescaling_same_cost)
