"""Weight-space symmetry: exchanging and rescaling hidden units, how many equivalent parameters there are, and what weight decay does to them.

Main claims: hidden_unit_swap, permutation_count, unit_rescaling_relu_maxout, rescaling_orbit_dimension, rescaling_same_cost.

Notation: a unit has incoming weights w, bias b and outgoing weight v; x an input, r the part of the output from all other units; alpha the factor of a rescaling, lam the
strength of weight decay, D a data loss; n units in each of m layers; c coefficients of a combination of tangent vectors.

References: notes000 (local-minima), notes001 (2.2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step

SYMMETRY = Source("notes000", "local-minima; notes001 2.2(2)")
MINIMA = Source("notes000", "local-minima")
OUTPUTS = {
    name: "real"
    for name in (
        "f",
        "f_swap",
        "f_rows",
        "f_scaled",
        "f_tanh",
        "f_tanh_scaled",
        "cost",
        "cost_swap",
        "cost_scaled",
    )
}


def units(observes: str, **given: str) -> tuple[Experiment, ...]:
    """A statement about random networks whose units are exchanged or rescaled."""
    return (
        Experiment("symmetries.units", observes, {**OUTPUTS, "alpha": "real", "lam": "nonnegative"}, given),
    )


def orbits(observes: str, **given: str) -> tuple[Experiment, ...]:
    """A statement about all permutations of the units of two layers, and the rank of their rescalings."""
    letters = {name: "real" for name in ("orbit", "rank", "distinct", "alive")}
    return (Experiment("symmetries.orbits", observes, {**letters, "n": "integer >= 1"}, given),)


latent_swap = Entry(
    id="latent_swap",
    title="Exchanging latent variables",
    says="For a model with exchangeable latent variables there is a different parameter vector that gives the same model.",
    source=SYMMETRY,
    tier="minor",
    join="readings",
    members=(
        Claim(
            id="latent_swap__some",
            title="For some parameters",
            says="There are parameters for which the exchanged ones are different and give the same model.",
            about="Two latent components with equal weights and parameters a, b; p and q are their densities at a point.",
            source=SYMMETRY,
            let={"p": "real", "q": "real"},
            claim="(p + q)/2 == (q + p)/2 and exists(a, 'real', exists(b, 'real', a != b))",
            derivation=lambda: (
                Step("same", "(p + q)/2 == (q + p)/2", "algebra", "A sum does not depend on the order."),
                Step(
                    "different",
                    "exists(a, 'real', exists(b, 'real', a != b))",
                    "algebra",
                    "For instance 0 and 1.",
                ),
                Step(
                    "both",
                    "(p + q)/2 == (q + p)/2 and exists(a, 'real', exists(b, 'real', a != b))",
                    "algebra",
                    "Both.",
                    ("same", "different"),
                ),
            ),
            mutants=(
                Mutant("the first alone", "(p + q)/2 == p"),
                Mutant("all are equal", "forall(a, 'real', a == p)"),
            ),
        ),
        Claim(
            id="latent_swap__every",
            title="For every parameter vector",
            says="For every parameter vector the exchanged one is different.",
            about="The statement is the claim for two components with equal weights and parameters a, b: (a, b) and (b, a) differ.",
            scope="instance",
            source=SYMMETRY,
            let={"a": "real", "b": "real"},
            claim="a != b or b != a",
            mutants=(Mutant("a is larger", "a > b"), Mutant("they are equal", "a == b")),
            repair=Repair(
                says="It is where the parameters of the two components differ.",
                given={"different": "a != b"},
                derivation=lambda: (
                    Step("swapped", "a != b or b != a", "algebra", "They differ.", ("different",)),
                ),
                mutants=(Mutant("equal ones", without="different"), Mutant("larger", "a > b")),
            ),
        ),
    ),
)

TWO_UNITS = {
    **{name: "real" for name in ("w1", "w2", "b1", "b2", "v1", "v2", "x", "r")},
}
NETWORK = "r + v1*max(w1*x + b1, 0) + v2*max(w2*x + b2, 0)"
hidden_unit_swap = Entry(
    id="hidden_unit_swap",
    title="Exchanging two hidden units",
    says="Exchanging the weight vectors of two hidden units leaves an equivalent model.",
    source=SYMMETRY,
    tier="main",
    join="readings",
    members=(
        Claim(
            id="hidden_unit_swap__incoming_and_outgoing",
            title="Incoming and outgoing weights",
            says="Exchanging the incoming and the outgoing weights of two units, biases unchanged, leaves the output unchanged.",
            about="The statement is the claim for rectified units and one input; r is the output of all other units.",
            scope="instance",
            source=SYMMETRY,
            let=TWO_UNITS,
            claim=f"{NETWORK} == r + v2*max(w2*x + b1, 0) + v1*max(w1*x + b2, 0)",
            experiments=units("f_rows == f"),
            mutants=(
                Mutant("only v", f"{NETWORK} == r + v2*max(w1*x + b1, 0) + v1*max(w2*x + b2, 0)"),
                Mutant("one unit removed", f"{NETWORK} == r + v1*max(w1*x + b1, 0)"),
            ),
            repair=Repair(
                says="It does where the biases go with the units, and all units have the same activation.",
                claim=f"{NETWORK} == r + v2*max(w2*x + b2, 0) + v1*max(w1*x + b1, 0)",
                about="The same two units among any number.",
                derivation=lambda: (
                    Step(
                        "reordered",
                        f"{NETWORK} == r + v2*max(w2*x + b2, 0) + v1*max(w1*x + b1, 0)",
                        "algebra",
                        "A sum does not depend on the order.",
                    ),
                ),
                experiments=units("f_swap == f"),
                mutants=(
                    Mutant(
                        "without the biases", f"{NETWORK} == r + v2*max(w2*x + b1, 0) + v1*max(w1*x + b2, 0)"
                    ),
                    Mutant(
                        "twice the rest", f"{NETWORK} == 2*r + v2*max(w2*x + b2, 0) + v1*max(w1*x + b1, 0)"
                    ),
                ),
            ),
        ),
        Claim(
            id="hidden_unit_swap__incoming",
            title="Incoming weights only",
            says="Exchanging the incoming weights of two units leaves the output unchanged.",
            about="The statement is the claim for rectified units and one input; r is the output of all other units.",
            scope="instance",
            source=Source("notes001", "2.2(2)"),
            let=TWO_UNITS,
            claim=f"{NETWORK} == r + v1*max(w2*x + b1, 0) + v2*max(w1*x + b2, 0)",
            mutants=(
                Mutant("one unit removed", f"{NETWORK} == r + v1*max(w1*x + b1, 0)"),
                Mutant("both the first", f"{NETWORK} == r + v1*max(w1*x + b1, 0) + v2*max(w1*x + b2, 0)"),
            ),
            repair=Repair(
                says="It does where biases and outgoing weights go with them.",
                claim=f"{NETWORK} == r + v2*max(w2*x + b2, 0) + v1*max(w1*x + b1, 0)",
                about="The same two units among any number.",
                derivation=lambda: (
                    Step(
                        "reordered",
                        f"{NETWORK} == r + v2*max(w2*x + b2, 0) + v1*max(w1*x + b1, 0)",
                        "algebra",
                        "A sum does not depend on the order.",
                    ),
                ),
                experiments=units("f_swap == f"),
                mutants=(
                    Mutant(
                        "outgoing ones stay", f"{NETWORK} == r + v1*max(w2*x + b2, 0) + v2*max(w1*x + b1, 0)"
                    ),
                    Mutant("biases stay", f"{NETWORK} == r + v2*max(w2*x + b1, 0) + v1*max(w1*x + b2, 0)"),
                ),
            ),
        ),
    ),
)

permutation_count = Claim(
    id="permutation_count",
    title="How many arrangements there are",
    says="m layers of n units have exactly (n!)^m equivalent parameter vectors by permuting units.",
    about="The statement is the claim for one layer of two units with parameters a and b: 1 + [a != b] different vectors arise.",
    scope="instance",
    source=MINIMA,
    tier="main",
    let={"a": "real", "b": "real"},
    claim="1 + abs(sign(a - b)) == factorial(2)**1",
    experiments=orbits("distinct == 1"),
    mutants=(Mutant("one", "1 + abs(sign(a - b)) == 1"), Mutant("four", "1 + abs(sign(a - b)) == 2**2")),
    repair=Repair(
        says="They have where the units of every layer differ from each other: n! arrangements of each layer, whatever those of the layers before.",
        let={"n": "integer >= 1", "m": "natural"},
        define={"c": Recurrence(("1",), "factorial(n)*c(m)", index="m")},
        claim="c(m) == factorial(n)**m",
        scope="reduction",
        about="c(m) counts the arrangements of m layers: those of one more layer are independent of the rest, and n different units have n! of them (no permutation but the identity "
        "leaves the vector unchanged: orbit and stabiliser).",
        derivation=lambda: (
            Step("count", "c(m) == factorial(n)**m", "induction", "Each layer multiplies by n!.", on="m"),
        ),
        experiments=orbits("orbit == factorial(n)**2", different="distinct == 1"),
        mutants=(Mutant("n! m", "c(m) == factorial(n)*m"), Mutant("n^m", "c(m) == n**m")),
    ),
)

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

permutation_same_cost = Claim(
    id="permutation_same_cost",
    title="Permutations keep the cost",
    says="Exchanging units keeps the cost, with weight decay too.",
    about="A permutation of the units permutes the parameters: theta becomes P theta with an orthogonal P. The data loss D depends on the outputs only, which stay the same.",
    scope="reduction",
    source=SYMMETRY,
    tier="minor",
    let={"n": "integer >= 1", "P": "orthogonal(n)", "theta": "vector(n)", "D": "real", "lam": "real"},
    claim="D + lam*dot(P @ theta, P @ theta) == D + lam*dot(theta, theta)",
    derivation=lambda: (
        Step("length", "dot(P @ theta, P @ theta) == dot(theta, theta)", "words", "P.T P = 1."),
        Step(
            "cost",
            "D + lam*dot(P @ theta, P @ theta) == D + lam*dot(theta, theta)",
            "algebra",
            "Multiply and add.",
            ("length",),
        ),
    ),
    experiments=units("cost_swap == cost"),
    mutants=(
        Mutant("any matrix", let={"P": "matrix(n, n)"}),
        Mutant("twice", "D + lam*dot(P @ theta, P @ theta) == D + 2*lam*dot(theta, theta)"),
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

CLAIMS = (
    latent_swap,
    hidden_unit_swap,
    permutation_count,
    unit_rescaling_relu_maxout,
    unit_rescaling_general,
    rescaling_orbit_dimension,
    permutation_same_cost,
    rescaling_same_cost,
)
