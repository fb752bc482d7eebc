"""Exchanging hidden units: which exchange keeps the model, how many arrangements there are, and what they cost.

Main claims: latent_swap, hidden_unit_swap, permutation_count.

Notation: a unit has incoming weights w, bias b and outgoing weight v; x an input, r the part of the output from all other units; n units in each of m
layers; P a permutation matrix, D a data loss, lam the strength of weight decay.

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


SWAPPED = f"{NETWORK} == r + v2*max(w2*x + b2, 0) + v1*max(w1*x + b1, 0)"


def swapped_whole(says: str) -> Repair:
    """Two units exchanged with everything that belongs to them."""
    return Repair(
        says=says,
        claim=SWAPPED,
        about="The same two units among any number.",
        derivation=lambda: (Step("reordered", SWAPPED, "algebra", "A sum does not depend on the order."),),
        experiments=units("f_swap == f"),
        mutants=(
            Mutant("without the biases", f"{NETWORK} == r + v2*max(w2*x + b1, 0) + v1*max(w1*x + b2, 0)"),
            Mutant("outgoing ones stay", f"{NETWORK} == r + v1*max(w2*x + b2, 0) + v2*max(w1*x + b1, 0)"),
        ),
    )


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
            repair=swapped_whole(
                "It does where the biases go with the units, and all units have the same activation."
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
            repair=swapped_whole("It does where biases and outgoing weights go with them."),
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


CLAIMS = (latent_swap, hidden_unit_swap, permutation_count, permutation_same_cost)
