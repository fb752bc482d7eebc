"""Deeper linear networks: products of any number of matrices with the square loss.

Main claims: parts of deep_linear_landscape.

Notation: C, W, F the product of the layers after one layer, that layer, and the product of those before it; X data, Y targets, E the errors, M any matrix; R a right
inverse of C, K a left inverse of F.

References: notes000 (saddles), kawaguchi2016.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant
from proofs_check.statement.derivation import Step, Use
from theory.linear_autoencoders import SADDLES

LAYERS = {
    **dict.fromkeys(("n", "m", "a", "b", "N"), "integer >= 1"),
    "C": "matrix(n, a)",
    "W": "matrix(a, b)",
    "F": "matrix(b, m)",
    "X": "matrix(m, N)",
    "Y": "matrix(n, N)",
    "M": "matrix(n, m)",
    "R": "matrix(a, n)",
    "K": "matrix(m, b)",
}
INVERSES = {"onto": "C @ R == identity(n)", "into": "K @ F == identity(m)"}
full_rank = Claim(
    id="deep_linear_landscape__full_rank",
    title="Where the other layers lose nothing",
    says="For any number of layers and any data: a point where one layer has slope 0, the layers after it are onto and those before it are one-to-one is a global minimum, among "
    "all linear maps.",
    about="C is the product of the layers after W, F of those before it; E = C W F X - Y. The slope by W is 2 C^T E X^T F^T. R is a right inverse of C, K a left inverse of F.",
    source=SADDLES,
    let=LAYERS,
    define={"E": "C @ W @ F @ X - Y"},
    given={"slope": "C.T @ E @ X.T @ F.T == zeros(a, b)", **INVERSES},
    claim="norm(M @ X - Y)**2 >= norm(E)**2",
    derivation=lambda: (
        Step("onto_turned", "R.T @ C.T == identity(n)", "words", "The transpose.", ("onto",)),
        Step("into_turned", "F.T @ K.T == identity(m)", "words", "The transpose.", ("into",)),
        Step(
            "sandwich",
            "R.T @ (C.T @ E @ X.T @ F.T) @ K.T == E @ X.T",
            "words",
            "Both inverses.",
            ("onto_turned", "into_turned"),
        ),
        Step(
            "zero", "R.T @ (C.T @ E @ X.T @ F.T) @ K.T == zeros(n, m)", "words", "The slope is 0.", ("slope",)
        ),
        Step("same", "H == Z", "words", let=dict.fromkeys("GHZ", "matrix(n, m)"), given=("G == H", "G == Z")),
        Step(
            "normal",
            "E @ X.T == zeros(n, m)",
            "algebra",
            "The normal equations.",
            (
                "sandwich",
                "zero",
                Use("same", {"G": "R.T @ (C.T @ E @ X.T @ F.T) @ K.T", "H": "E @ X.T", "Z": "zeros(n, m)"}),
            ),
        ),
        Step(
            "pythagoras",
            "norm(M @ X - Y)**2 == norm(E)**2 + norm(M @ X - C @ W @ F @ X)**2 + 2*trace(E @ X.T @ (M - C @ W @ F).T)",
            "words",
            "Expand.",
        ),
        Step(
            "orthogonal",
            "trace(E @ X.T @ (M - C @ W @ F).T) == 0",
            "words",
            "The normal equations.",
            ("normal",),
        ),
        Step(
            "lowest",
            "norm(M @ X - Y)**2 >= norm(E)**2",
            "algebra",
            "A square is added.",
            ("pythagoras", "orthogonal"),
        ),
    ),
    experiments=(
        Experiment(
            "linear_network_units.deep_points", "norm(M @ X - Y)**2 >= measured", {"measured": "real"}
        ),
    ),
    mutants=(
        Mutant("the layers after lose something", without="onto"),
        Mutant("the layers before lose something", without="into"),
        Mutant("any slope", without="slope"),
    ),
)

trained = Claim(
    id="deep_linear_landscape__trained",
    title="Products of matrices in training",
    says="Training a product of three or more matrices from a random start ends at the global minimum.",
    about="Products of three, four and five matrices of sizes up to 32, with and without a narrow layer; excess is what the loss at the end is above the least possible one, relative to "
    "the loss of the zero network. The theorem (Kawaguchi 2016: square loss, inputs and correlations of full rank with distinct singular values: every local minimum is global, "
    "every other critical point a saddle) is not proved here for narrow layers; the statement is what usually happens.",
    scope="empirical",
    source=SADDLES,
    let={"excess": "real"},
    claim="excess < 1/1000",
    experiments=(Experiment("linear_networks.deep_linear", "excess < 1/1000"),),
    mutants=(Mutant("it stays at the start", "excess > 1/2"), Mutant("half of it", "excess > 1/10")),
)
