"""Linear autoencoders of every size: where the decoder is injective and turning its range does not help, the loss is lowest.

Main claims: parts of linear_autoencoder_landscape.

Notation: as in `linear_autoencoder_turns`; mu a number between what the data reach inside and outside the range of the decoder; U, V any other weights, with any
number of hidden units, Q the orthogonal projection on the range of U.

References: notes000 (saddles), baldi1989.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant
from proofs_check.statement.derivation import Step, Use
from theory.linear_autoencoders import SADDLES, points

ABOVE, BELOW = (
    "P @ (X @ X.T - mu*identity(n)) @ P",
    "(identity(n) - P) @ (mu*identity(n) - X @ X.T) @ (identity(n) - P)",
)

SPLIT = {
    "M": "X @ X.T",
    "H": "P @ X @ X.T @ P",
    "Y": "P @ X @ X.T",
    "Z": "X @ X.T @ P",
    "F": "C.T @ C",
    "G": "D.T @ D",
}


def lowest_steps() -> tuple[Step, ...]:
    """Both losses are tr(X X^T) - tr(projection X X^T), at most; P takes most."""
    return (
        Step("projector", "Q @ Q == Q", "algebra", "As said.", ("other_range",)),
        Step("keeps", "Q @ U == U", "algebra", "As said.", ("other_range",)),
        Step("other_half", "X @ X.T @ P == P @ X @ X.T @ P", "words", "The transpose.", ("half",)),
        Step(
            "other",
            "L(U @ V) == L(Q) + norm(Q @ X - U @ V @ X)**2",
            "words",
            "Pythagoras: Q U = U.",
            ("projector", "keeps"),
        ),
        Step(
            "other_loss", "L(Q) == trace(X @ X.T) - trace(Q @ (X @ X.T))", "words", "Q^2 = Q.", ("projector",)
        ),
        Step("loss", "L(P) == trace(X @ X.T) - trace(P @ (X @ X.T))", "words", "P^2 = P.", ("square",)),
        Step("inner", "P @ X @ X.T @ P - mu*P == C.T @ C", "words", "P^2 = P.", ("above", "square")),
        Step(
            "outer",
            "mu*identity(n) - mu*P - X @ X.T + P @ X @ X.T + X @ X.T @ P - P @ X @ X.T @ P == D.T @ D",
            "words",
            "Expand.",
            ("below", "square"),
        ),
        Step(
            "add",
            "M == mu*identity(n) + F - G",
            "words",
            "Add both.",
            let=dict.fromkeys("FGHMYZ", "matrix(n, n)"),
            given=("Y == H", "Z == H", "H - mu*P == F", "mu*identity(n) - mu*P - M + Y + Z - H == G"),
        ),
        Step(
            "split",
            "X @ X.T == mu*identity(n) + C.T @ C - D.T @ D",
            "words",
            "X X^T commutes with P.",
            ("half", "other_half", "inner", "outer", Use("add", SPLIT)),
        ),
        Step("inside", "C.T @ C @ P == C.T @ C", "words", "P^2 = P.", ("above", "square")),
        Step("outside", "D.T @ D @ P == zeros(n, n)", "words", "(I - P) P = 0.", ("below", "square")),
        Step(
            "taken",
            "trace(P @ (X @ X.T)) == mu*trace(P) + trace(C.T @ C)",
            "words",
            "By its parts.",
            ("split", "inside", "outside"),
        ),
        Step(
            "other_taken",
            "trace(Q @ (X @ X.T)) == mu*trace(Q) + trace(Q @ C.T @ C) - trace(Q @ D.T @ D)",
            "words",
            "By its parts.",
            ("split",),
        ),
        Step(
            "less_inside",
            "trace(C.T @ C) - trace(Q @ C.T @ C) == norm(C @ (identity(n) - Q))**2",
            "words",
            "Q^2 = Q.",
            ("projector",),
        ),
        Step("less_outside", "trace(Q @ D.T @ D) == norm(D @ Q)**2", "words", "Q^2 = Q.", ("projector",)),
        Step("room", "mu*trace(Q) <= mu*trace(P)", "algebra", "mu is not negative.", ("other_rank",)),
        Step(
            "takes_most",
            "trace(Q @ (X @ X.T)) <= trace(P @ (X @ X.T))",
            "algebra",
            "Term by term.",
            ("taken", "other_taken", "less_inside", "less_outside", "room"),
        ),
        Step(
            "lowest",
            "L(U @ V) >= L(P)",
            "algebra",
            "Together.",
            ("other", "other_loss", "loss", "takes_most"),
        ),
    )


lowest = Claim(
    id="linear_autoencoder_landscape__lowest",
    title="Where turning does not help the loss is lowest",
    says="A critical point with an injective decoder is a global minimum if the data reach at least as far along every unit vector of its range as along every one orthogonal to it.",
    about="P is the projection at the critical point, which commutes with X X^T and whose trace is p. mu lies between the least |X^T u|^2 in its range and the largest |X^T v|^2 orthogonal to "
    "it: P (X X^T - mu I) P and (I - P)(mu I - X X^T)(I - P) are then positive semidefinite, which is what the forms C^T C and D^T D say. (U, V) are any other weights, Q the "
    "orthogonal projection on the range of U; its trace is the dimension of the range, at most p.",
    source=SADDLES,
    let={
        **dict.fromkeys(("n", "m", "N"), "integer >= 1"),
        "X": "matrix(n, N)",
        "P": "symmetric(n)",
        "Q": "symmetric(n)",
        "U": "matrix(n, m)",
        "V": "matrix(m, n)",
        "C": "matrix(n, n)",
        "D": "matrix(n, n)",
        "mu": "nonnegative",
    },
    define={"L(M)": "norm(X - M @ X)**2"},
    given={
        "square": "P @ P == P",
        "half": "P @ X @ X.T == P @ X @ X.T @ P",
        "above": f"{ABOVE} == C.T @ C",
        "below": f"{BELOW} == D.T @ D",
        "other_range": "Q @ Q == Q and Q @ U == U",
        "other_rank": "trace(Q) <= trace(P)",
    },
    claim="L(U @ V) >= L(P)",
    derivation=lowest_steps,
    experiments=(
        *points("best_codes", "other >= here", here="real", other="real"),
        Experiment("linear_networks.autoencoders", "excess < 1/1000", {"excess": "real"}),
    ),
    mutants=(
        Mutant("any range", without="above"),
        Mutant("a wider code", without="other_rank"),
        Mutant("strictly", "L(U @ V) > L(P)"),
    ),
)

LOWEST = (lowest,)
