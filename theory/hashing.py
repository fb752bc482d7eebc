"""Comments on hashing: weights that are addressed by bits, and random projections by sign flips.

Main claims: hash_weight_update, hash_capacity, walsh_hadamard_projection.

Notation: b bits in {-1, 1}^n, w weights, t a target, e = t - w.b the error, w + (e/n) b the weights after an update; D random signs, H a matrix of entries 1 and -1 with
orthogonal rows h and g.

References: notes004 (comments).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Prose, Repair, Source
from proofs_check.statement.derivation import Step

COMMENTS = Source("notes004", "comments")
BITS = {"n": "integer >= 1", "b": "vector(n)", "w": "vector(n)", "t": "real"}
BIT = "forall(i, 'integer in [0, n - 1]', b[i]**2 == 1)"

hash_weight_update = Claim(
    id="hash_weight_update",
    title="One update makes the error zero",
    says="Dividing the error by the number of bits and adding it with the sign of each bit makes the error zero.",
    source=COMMENTS,
    tier="minor",
    let=BITS,
    given={"bits": BIT},
    claim="dot(w + (t - dot(w, b))/n*b, b) == t",
    derivation=lambda: (
        Step(
            "ones",
            "sum(b[i]**2, i, 0, n - 1) == sum(1, i, 0, n - 1)",
            "algebra",
            "Every bit has square 1.",
            ("bits",),
        ),
        Step(
            "square",
            "dot(b, b) == sum(b[i]**2, i, 0, n - 1)",
            "words",
            "The product of a vector with itself.",
        ),
        Step("count", "sum(1, i, 0, n - 1) == n", "algebra", "n ones."),
        Step("length", "dot(b, b) == n", "algebra", "Together.", ("square", "ones", "count")),
        Step(
            "output",
            "dot(w + (t - dot(w, b))/n*b, b) == dot(w, b) + (t - dot(w, b))/n*dot(b, b)",
            "words",
            "The output is linear in the weights.",
        ),
        Step("target", "dot(w + (t - dot(w, b))/n*b, b) == t", "algebra", "b.b = n.", ("output", "length")),
    ),
    experiments=(Experiment("hashing.hash_update", "output_after == t", {"output_after": "real"}),),
    mutants=(Mutant("any bits", without="bits"), Mutant("not divided", "dot(w + (t - dot(w, b))*b, b) == t")),
)

hash_capacity = Claim(
    id="hash_capacity",
    title="Fewer patterns than bits",
    says="With fewer patterns than bits, repeated updates make all errors vanish, for any targets.",
    about="The statement is the claim for two patterns with the same bits and targets t1 and t2 (n of at least 3): after an update on the second the output is t2 on both.",
    scope="instance",
    source=COMMENTS,
    tier="minor",
    let={"t1": "real", "t2": "real"},
    claim="t1 - t2 == 0",
    mutants=(Mutant("the other sign", "t1 + t2 == 0"), Mutant("both are 0", "t1 == 0 and t2 == 0")),
    repair=Repair(
        says="They vanish where some weights fit all targets: every update takes e^2/n from the squared distance to those weights.",
        let={**BITS, "z": "vector(n)"},
        given={"bits": "dot(b, b) == n", "fits": "dot(z, b) == t"},
        claim="dot(w + (t - dot(w, b))/n*b - z, w + (t - dot(w, b))/n*b - z) == dot(w - z, w - z) - (t - dot(w, b))**2/n",
        scope="reduction",
        about="z are the weights that fit all patterns. The squared distance to z is not negative, so that the sum of all e^2 is at most n |w_0 - z|^2: the errors tend to 0. "
        "(Patterns that are linearly independent have such a z for any targets.)",
        derivation=lambda: (
            Step(
                "distance",
                "dot(w + (t - dot(w, b))/n*b - z, w + (t - dot(w, b))/n*b - z) == dot(w - z, w - z) - (t - dot(w, b))**2/n",
                "words",
                "Expand the square; b.(w - z) = -e and b.b = n.",
                ("bits", "fits"),
            ),
        ),
        experiments=(Experiment("hashing.hash_update", "output_after == t", {"output_after": "real"}),),
        mutants=(
            Mutant("weights that do not fit", without="fits"),
            Mutant(
                "twice as much",
                "dot(w + (t - dot(w, b))/n*b - z, w + (t - dot(w, b))/n*b - z) == dot(w - z, w - z) - 2*(t - dot(w, b))**2/n",
            ),
        ),
    ),
)

FLIPS = {
    "mean": "((x1 + x2) + (x1 - x2) + (-x1 + x2) + (-x1 - x2))/4",
    "variance": "((x1 + x2)**2 + (x1 - x2)**2 + (-x1 + x2)**2 + (-x1 - x2)**2)/4",
    "covariance": "((x1 + x2)*(x1 - x2) + (x1 - x2)*(x1 + x2) + (-x1 + x2)*(-x1 - x2) + (-x1 - x2)*(-x1 + x2))/4",
}
walsh_hadamard_projection = Claim(
    id="walsh_hadamard_projection",
    title="Sign flips and a Walsh-Hadamard transform",
    says="The outputs of random sign flips followed by the transform have mean 0, variance |x|^2, and are uncorrelated, for every x.",
    about="The statement is the claim for n = 2, all four sign flips being equally likely: the outputs are +-x1 +- x2.",
    scope="instance",
    source=COMMENTS,
    tier="minor",
    let={"x1": "real", "x2": "real"},
    define=FLIPS,
    claim="mean == 0 and variance == x1**2 + x2**2 and covariance == 0",
    experiments=(
        Experiment(
            "hashing.sign_flips",
            "mean == 0 and variance == x1**2 + x2**2 and covariance == 0",
            {"mean": "real", "variance": "real", "covariance": "real"},
        ),
    ),
    mutants=(Mutant("variance 1", "variance == 1"), Mutant("the mean is x1", "mean == x1")),
    repair=Repair(
        says="They are uncorrelated where all |x_k| are equal; mean and variance are right for every x and every n.",
        let={"n": "integer >= 1", "h": "vector(n)", "g": "vector(n)", "x": "vector(n)", "c": "real"},
        given={
            "rows": "forall(k, 'integer in [0, n - 1]', h[k]**2 == 1)",
            "orthogonal": "sum(h[k]*g[k], k, 0, n - 1) == 0",
            "balanced": "forall(k, 'integer in [0, n - 1]', x[k]**2 == c)",
        },
        define={},
        claim="sum(h[k]**2*x[k]**2, k, 0, n - 1) == sum(x[k]**2, k, 0, n - 1) and sum(h[k]*g[k]*x[k]**2, k, 0, n - 1) == 0",
        scope="reduction",
        about="h and g are two rows of H. The signs are independent with mean 0, so that E(h.Dx) = 0, E(h.Dx)^2 = sum h_k^2 x_k^2 and E(h.Dx)(g.Dx) = sum h_k g_k x_k^2.",
        derivation=lambda: (
            Step(
                "variance",
                "sum(h[k]**2*x[k]**2, k, 0, n - 1) == sum(x[k]**2, k, 0, n - 1)",
                "algebra",
                "Every entry has square 1.",
                ("rows",),
            ),
            Step(
                "same_terms",
                "sum(h[k]*g[k]*x[k]**2, k, 0, n - 1) == sum(h[k]*g[k]*c, k, 0, n - 1)",
                "algebra",
                "x_k^2 = c.",
                ("balanced",),
            ),
            Step(
                "common",
                "sum(h[k]*g[k]*c, k, 0, n - 1) == c*sum(h[k]*g[k], k, 0, n - 1)",
                "words",
                "c is common.",
            ),
            Step(
                "covariance",
                "sum(h[k]*g[k]*x[k]**2, k, 0, n - 1) == 0",
                "algebra",
                "The rows are orthogonal.",
                ("same_terms", "common", "orthogonal"),
            ),
            Step(
                "both",
                "sum(h[k]**2*x[k]**2, k, 0, n - 1) == sum(x[k]**2, k, 0, n - 1) and sum(h[k]*g[k]*x[k]**2, k, 0, n - 1) == 0",
                "algebra",
                "Both.",
                ("variance", "covariance"),
            ),
        ),
        experiments=(
            Experiment(
                "hashing.sign_flips",
                "implies(x1**2 == x2**2, covariance == 0)",
                {"x1": "real", "x2": "real", "covariance": "real"},
            ),
        ),
        mutants=(
            Mutant("any x", without="balanced"),
            Mutant("rows that are not orthogonal", without="orthogonal"),
        ),
    ),
)

extreme_learning_equivalence = Prose(
    id="extreme_learning_equivalence",
    title="Extreme learning, reservoirs, associative memory",
    says="Extreme learning machines, reservoir computing and associative memory are the same.",
    source=COMMENTS,
    reason="An analogy: what 'the same' means is not said. They share a fixed random first stage and a linear last one, for which larger_networks_easy holds.",
    tier="minor",
)

saddle_figure = Prose(
    id="saddle_figure",
    title="A figure of a saddle",
    says="The figure that is offered for a saddle does not show one.",
    source=COMMENTS,
    reason="About a figure that is not part of the text at hand. What makes a saddle is in saddle_definition.",
    tier="minor",
)

CLAIMS = (
    hash_weight_update,
    hash_capacity,
    walsh_hadamard_projection,
    extreme_learning_equivalence,
    saddle_figure,
)
