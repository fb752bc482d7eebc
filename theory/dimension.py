"""Dimension and counting: weights as dimensions, distances in cubes, configurations, restarts.

Main claims: added_dimension_distance, random_restarts.

Notation: s the layer sizes of a network with l layers of weights; d the dimension of a cube, x and y uniform in it, E|x - y|^2 = d/6; k values of n variables;
p the probability that a restart falls into the global basin.

References: notes002 (2), notes004 (error surface 1, 3).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Prose, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step

SURFACE_3 = Source("notes004", "error surface 3")
COUNTED = (
    "sum(s[k]*s[k + 1], k, 0, l - 1) + sum(s[k + 1], k, 0, l - 1) == sum((s[k] + 1)*s[k + 1], k, 0, l - 1)"
)

weights_as_dimensions = Claim(
    id="weights_as_dimensions",
    title="Weights as dimensions",
    says="The error surface has a dimension for every weight: the sum of (n_k + 1) n_(k+1) over the layers.",
    about="A layer from s[k] to s[k+1] units has s[k] s[k+1] weights and s[k+1] biases.",
    source=SURFACE_3,
    tier="minor",
    let={"l": "integer >= 1", "s": "vector(l + 1)"},
    claim=COUNTED,
    derivation=lambda: (
        Step(
            "layer",
            "s[k]*s[k + 1] + s[k + 1] == (s[k] + 1)*s[k + 1]",
            "algebra",
            "Collect s[k+1].",
            let={"k": "integer in [0, l - 1]"},
        ),
        Step("network", COUNTED, "algebra", "Layer by layer.", ("layer",)),
    ),
    mutants=(
        Mutant("no biases", "sum(s[k]*s[k + 1], k, 0, l - 1) == sum((s[k] + 1)*s[k + 1], k, 0, l - 1)"),
        Mutant(
            "one bias a layer", "sum(s[k]*s[k + 1], k, 0, l - 1) + l == sum((s[k] + 1)*s[k + 1], k, 0, l - 1)"
        ),
    ),
)

loss_surface_dimension = Claim(
    id="loss_surface_dimension",
    title="The space of the loss surface",
    says="The loss surface of a model with n parameters lies in a space of n + 1 dimensions.",
    about="A point of the graph has a coordinate for each of the n parameters and one for the loss.",
    source=Source("notes002", "2"),
    tier="minor",
    let={"n": "integer >= 1"},
    claim="sum(1, i, 1, n) + 1 == n + 1",
    derivation=lambda: (
        Step("parameters", "sum(1, i, 1, n) == n", "algebra", "n ones."),
        Step("graph", "sum(1, i, 1, n) + 1 == n + 1", "algebra", "And the loss.", ("parameters",)),
    ),
    mutants=(Mutant("n", "sum(1, i, 1, n) + 1 == n"), Mutant("n + 2", "sum(1, i, 1, n) + 1 == n + 2")),
)

SQUARE = {"d": "real", "square": "real", "volume": "real"}
added_dimension_distance = Entry(
    id="added_dimension_distance",
    title="What a dimension adds",
    says="Each added dimension greatly increases the distance of points, and the volume.",
    source=SURFACE_3,
    tier="main",
    members=(
        Claim(
            id="added_dimension_distance__volume",
            title="The volume",
            says="The volume of the unit cube grows with every dimension.",
            source=SURFACE_3,
            let={"d": "integer >= 1"},
            claim="1**(d + 1) > 1**d",
            experiments=(Experiment("hashing.cubes", "volume > 1", SQUARE),),
            mutants=(Mutant("it shrinks", "1**(d + 1) < 1**d"), Mutant("it doubles", "1**(d + 1) == 2*1**d")),
            repair=Repair(
                says="It stays 1; the volume of a cube of side a is multiplied by a with every dimension.",
                let={"a": "positive"},
                claim="1**(d + 1) == 1**d and a**(d + 1) == a*a**d",
                derivation=lambda: (
                    Step("unit", "1**(d + 1) == 1**d", "algebra", "Powers of 1."),
                    Step("side", "a**(d + 1) == a*a**d", "algebra", "One more factor."),
                    Step(
                        "both",
                        "1**(d + 1) == 1**d and a**(d + 1) == a*a**d",
                        "algebra",
                        "Both.",
                        ("unit", "side"),
                    ),
                ),
                mutants=(
                    Mutant("squared", "a**(d + 1) == a**2*a**d"),
                    Mutant("always larger", "a**(d + 1) > a**d"),
                ),
            ),
        ),
        Claim(
            id="added_dimension_distance__distance",
            title="The distance",
            says="The root mean square distance of two uniform points grows by at least some fixed amount with every dimension.",
            about="E(x_i - y_i)^2 = 1/6 in every coordinate, so that the root mean square distance is sqrt(d/6). By a large amount is read as: by more than some c > 0 that does "
            "not depend on d.",
            source=SURFACE_3,
            let={},
            claim="exists(c, 'positive', forall(d, 'integer >= 1', sqrt((d + 1)/6) - sqrt(d/6) >= c))",
            experiments=(),
            mutants=(
                Mutant("by a third", "forall(d, 'integer >= 1', sqrt((d + 1)/6) - sqrt(d/6) >= 1/3)"),
                Mutant("by a tenth", "forall(d, 'integer >= 1', sqrt((d + 1)/6) - sqrt(d/6) >= 1/10)"),
            ),
            repair=Repair(
                says="It grows without bound, but by less and less: what a dimension adds tends to 0.",
                let={"d": "integer >= 1"},
                claim="limit(sqrt(d/6), d, oo) == oo and limit(sqrt((d + 1)/6) - sqrt(d/6), d, oo) == 0",
                derivation=lambda: (
                    Step("grows", "limit(sqrt(d/6), d, oo) == oo", "limit", "A root."),
                    Step(
                        "less",
                        "limit(sqrt((d + 1)/6) - sqrt(d/6), d, oo) == 0",
                        "limit",
                        "About 1/(2 sqrt(6 d)).",
                    ),
                    Step(
                        "both",
                        "limit(sqrt(d/6), d, oo) == oo and limit(sqrt((d + 1)/6) - sqrt(d/6), d, oo) == 0",
                        "algebra",
                        "Both.",
                        ("grows", "less"),
                    ),
                ),
                experiments=(),
                mutants=(
                    Mutant("bounded", "limit(sqrt(d/6), d, oo) == 1"),
                    Mutant("by a sixth", "limit(sqrt((d + 1)/6) - sqrt(d/6), d, oo) == 1/6"),
                ),
            ),
        ),
    ),
)

COUNT = {"c": Recurrence(("1",), "k*c(n)", index="n")}
configuration_count = Claim(
    id="configuration_count",
    title="The number of configurations",
    says="n variables with k >= 2 values each have k^n configurations: exponentially many.",
    about="c(n + 1) = k c(n): every configuration of n variables is continued in k ways.",
    source=SURFACE_3,
    tier="minor",
    let={"k": "integer >= 2", "n": "natural"},
    define=COUNT,
    claim="c(n) == k**n and c(n) >= 2**n",
    derivation=lambda: (
        Step("count", "c(n) == k**n", "induction", "One factor a variable.", on="n"),
        Step("at_least", "k**n >= 2**n", "algebra", "k is at least 2."),
        Step("both", "c(n) == k**n and c(n) >= 2**n", "algebra", "Both.", ("count", "at_least")),
    ),
    mutants=(Mutant("n to the k", "c(n) == n**k"), Mutant("k times n", "c(n) == k*n")),
)

MISSED = {"found": "real"}
random_restarts = Claim(
    id="random_restarts",
    title="Random restarts",
    says="With the number of restarts the probability of having found the global basin tends to 1.",
    about="p is the probability that one restart falls into the basin; k independent restarts all miss it with probability (1 - p)^k.",
    source=Source("notes004", "error surface 1"),
    tier="minor",
    let={"p": "real in [0, 1]", "k": "natural"},
    claim="limit(1 - (1 - p)**k, k, oo) == 1",
    experiments=(Experiment("hashing.restarts", "found == 1 - (1 - p)**k and found > p/2", MISSED),),
    mutants=(
        Mutant("to p", "limit(1 - (1 - p)**k, k, oo) == p"),
        Mutant("to 0", "limit(1 - (1 - p)**k, k, oo) == 0"),
    ),
    repair=Repair(
        says="It does where the basin has a positive probability.",
        given={"basin": "p > 0"},
        derivation=lambda: (
            Step("ratio", "0 <= 1 - p and 1 - p < 1", "algebra", "p is positive.", ("basin",)),
            Step(
                "limit",
                "limit(1 - (1 - p)**k, k, oo) == 1",
                "limit",
                "A geometric sequence.",
                ("ratio", "basin"),
            ),
        ),
        experiments=(Experiment("hashing.restarts", "found == 1 - (1 - p)**k", MISSED),),
        mutants=(Mutant("any basin", without="basin"), Mutant("to p", "limit(1 - (1 - p)**k, k, oo) == p")),
    ),
)

early_noise = Prose(
    id="early_noise",
    title="Much noise at the start",
    says="It is best to add much noise at the start of training.",
    source=Source("notes004", "error surface 1"),
    reason="Advice without a measure of what is best. What noise does to the iterates is computed in saddle_noise_escape and sgd_constant_rate.",
    tier="minor",
)

CLAIMS = (
    weights_as_dimensions,
    loss_surface_dimension,
    added_dimension_distance,
    configuration_count,
    random_restarts,
    early_noise,
)
