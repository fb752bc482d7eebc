"""Linear autoencoders of every size: the critical equations and what they say.

Data X (one column an example), decoder A, encoder B, loss |X - A B X|^2 (Frobenius norm), for every size, width of the code and
number of examples. Nothing is asked of the data: neither that their covariance is invertible nor that its eigenvalues differ.

Main claims: parts of linear_autoencoder_landscape; `linear_autoencoder_ways` has the ways down and up.

Notation: X data in R^{n x N}, A in R^{n x p}, B in R^{p x n}, E = X - A B X the errors; (D, F) a direction, t the size of a change; S = X X^T, P = A B.

References: notes000 (saddles), baldi1989.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Source
from proofs_check.statement.derivation import Step, Use

SADDLES = Source("notes000", "saddles")
SIZES = {"n": "integer >= 1", "p": "integer >= 1", "N": "integer >= 1"}
WEIGHTS = {**SIZES, "X": "matrix(n, N)", "A": "matrix(n, p)", "B": "matrix(p, n)"}
LOSS = {"E": "X - A @ B @ X", "L(U, V)": "norm(X - U @ V @ X)**2"}
CRITICAL = {"decoder": "E @ X.T @ B.T == zeros(n, p)", "encoder": "A.T @ E @ X.T == zeros(p, n)"}


def points(world: str, observes: str = "", **letters: str) -> tuple[Experiment, ...]:
    """Critical points that are built exactly, and the losses of the network there and nearby, example by example."""
    return (Experiment(f"linear_network_points.{world}", observes, letters),)


DECODER, ENCODER = "(E @ X.T @ B.T)", "(A.T @ E @ X.T)"
SLOPE = f"-2*(trace(D.T @ {DECODER}) + trace(F.T @ {ENCODER}))"
FIRST, SECOND = "(D @ B @ X + A @ F @ X)", "(D @ F @ X)"
POWERS = {
    "a": "L(A, B)",
    "b": SLOPE,
    "c": f"norm({FIRST})**2 - 2*trace(E.T @ {SECOND})",
    "d": f"2*trace({FIRST}.T @ {SECOND})",
    "e": f"norm({SECOND})**2",
}
EXPANDED = "{a} + t*({b}) + t**2*({c}) + t**3*({d}) + t**4*({e})".format(**POWERS)
DERIVATIVE = f"limit((L(A + t*D, B + t*F) - L(A, B))/t, t, 0) == {SLOPE}"
ONLY_THERE = f"iff(norm({DECODER})**2 + norm({ENCODER})**2 == 0, {DECODER} == zeros(n, p) and {ENCODER} == zeros(p, n))"

gradient = Claim(
    id="linear_autoencoder_landscape__gradient",
    title="The critical equations",
    says="The slope of the loss in the direction (D, F) is -2 tr(D^T E X^T B^T) - 2 tr(F^T A^T E X^T); it vanishes in every direction exactly where both "
    "E X^T B^T and A^T E X^T are zero.",
    about="In the direction D = E X^T B^T, F = A^T E X^T the slope is -2 times the sum of the squared norms, so that it vanishes there only if both are zero. With the parts that follow "
    "it is the theorem of Baldi and Hornik (1989, there for invertible covariances with distinct eigenvalues): a critical point with a decoder that is not injective has loss 0 or a way "
    "down; with an injective one the network projects on its range, and there is a way down by turning, or the loss is lowest; and from every critical point with errors a way leads up.",
    source=SADDLES,
    let={**WEIGHTS, "D": "matrix(n, p)", "F": "matrix(p, n)", "t": "real"},
    define=LOSS,
    claim=f"{DERIVATIVE} and {ONLY_THERE}",
    derivation=lambda: (
        Step("expanded", f"L(A + t*D, B + t*F) == {EXPANDED}", "words", "A polynomial of degree 4 in t."),
        Step(
            "slope",
            "limit((a + t*b + t**2*c + t**3*d + t**4*e - a)/t, t, 0) == b",
            "limit",
            "The higher powers vanish.",
            let=dict.fromkeys(POWERS, "real"),
        ),
        Step(
            "slope_here",
            f"limit(({EXPANDED} - L(A, B))/t, t, 0) == {SLOPE}",
            "algebra",
            "With these coefficients.",
            (Use("slope", POWERS),),
        ),
        Step("derivative", DERIVATIVE, "words", "Put the polynomial in.", ("expanded", "slope_here")),
        Step("only_there", ONLY_THERE, "words", "Only the zero matrix has the norm 0."),
        Step("both", f"{DERIVATIVE} and {ONLY_THERE}", "algebra", "Both.", ("derivative", "only_there")),
    ),
    experiments=points("slopes", f"slope == {SLOPE}", slope="real"),
    mutants=(
        Mutant("without the factor 2", DERIVATIVE.replace("-2*", "-")),
        Mutant("the other sign", DERIVATIVE.replace("+ trace", "- trace")),
    ),
)

COVARIANCE = {
    "n": "integer >= 1",
    "p": "integer >= 1",
    "S": "spd(n)",
    "A": "matrix(n, p)",
    "B": "matrix(p, n)",
    "P": "matrix(n, n)",
}
PRODUCT = {"product": "A @ B == P"}
EQUATIONS = {"decoder": "(S - P @ S) @ B.T == zeros(n, p)", "encoder": "A.T @ (S - P @ S) == zeros(p, n)"}
PROJECTS = {
    "symmetric": "P.T == P",
    "square": "P @ P == P",
    "commutes": "S @ P == P @ S",
    "decoded": "P @ A == A",
    "encoded": "B @ P == B",
}
LEFT_OUT = "trace((identity(n) - P) @ S @ (identity(n) - P).T) == trace(S) - trace(P @ S)"
PROJECTION = f"{' and '.join(PROJECTS.values())} and {LEFT_OUT}"


def projection_steps() -> tuple[Step, ...]:
    """S can be taken away on the right of the second equation; what is left makes P a projection."""
    return (
        Step("cancelled", "A.T @ (S - P @ S) @ inv(S) == A.T - A.T @ P", "words", "S is invertible."),
        Step("normal", "A.T == A.T @ P", "words", "The left side is 0.", ("cancelled", "encoder")),
        Step("turned", "B.T @ A.T == P.T", "words", "Transposes.", ("product",)),
        Step("gram", "P.T @ P == P.T", "words", "P^T P = B^T A^T P = B^T A^T.", ("turned", "normal")),
        Step("gram_too", "P.T @ P == P", "words", "P^T P is its own transpose.", ("gram",)),
        Step("symmetric", "P.T == P", "words", "Together.", ("gram", "gram_too")),
        Step("square", "P @ P == P", "words", "P^T P = P.", ("gram", "symmetric")),
        Step("decoded", "P @ A == A", "words", "The transpose of A^T P.", ("normal", "symmetric")),
        Step("times_a", "S @ B.T @ A.T == P @ S @ B.T @ A.T", "words", "The first equation.", ("decoder",)),
        Step("transposed", "S @ P.T == P @ S @ P.T", "words", "B^T A^T = P^T.", ("times_a", "turned")),
        Step("sandwich", "P @ S @ P == S @ P", "words", "P^T = P.", ("transposed", "symmetric")),
        Step("commutes", "S @ P == P @ S", "words", "P S P is symmetric.", ("sandwich", "symmetric")),
        Step("moved", "S @ B.T == S @ P @ B.T", "words", "P S = S P.", ("decoder", "commutes")),
        Step(
            "cancelled_too", "inv(S) @ (S @ B.T - S @ P @ B.T) == B.T - P @ B.T", "words", "S is invertible."
        ),
        Step("columns", "B.T == P @ B.T", "words", "The left side is 0.", ("cancelled_too", "moved")),
        Step("encoded", "B @ P == B", "words", "The transpose.", ("columns", "symmetric")),
        Step("left_out", LEFT_OUT, "words", "Expand; P S P = S P.", ("symmetric", "square")),
        Step("all", PROJECTION, "algebra", "Together.", (*PROJECTS, "left_out")),
    )


projection = Claim(
    id="linear_autoencoder_landscape__projection",
    title="Critical points are projections",
    says="With an invertible covariance S the product P = A B is at every critical point an orthogonal projection that commutes with S, with P A = A and B P = B; "
    "the loss there is tr(S) - tr(P S).",
    about="S = X X^T. The critical equations and the loss |X - P X|^2 in terms of S. A projection that commutes with S projects on eigenvectors.",
    source=SADDLES,
    let=COVARIANCE,
    given={**PRODUCT, **EQUATIONS},
    claim=PROJECTION,
    derivation=projection_steps,
    experiments=points("projections"),
    mutants=(
        Mutant("without the encoder's equation", without="encoder"),
        Mutant("without the decoder's equation", without="decoder"),
        Mutant("any covariance", let={"S": "psd(n)"}),
        Mutant("the identity", "P == identity(n)"),
    ),
)

projections_are_critical = Claim(
    id="linear_autoencoder_landscape__converse",
    title="Such projections are critical points",
    says="Conversely, where P = A B is an orthogonal projection that commutes with S, P A = A and B P = B, both critical equations hold.",
    about=projection.about + " That P is A B, and P^2 = P, is not even needed.",
    source=SADDLES,
    let=COVARIANCE,
    given={name: says for name, says in PROJECTS.items() if name != "square"},
    claim=" and ".join(EQUATIONS.values()),
    derivation=lambda: (
        Step(
            "decoder",
            EQUATIONS["decoder"],
            "words",
            "P S B^T = S P B^T = S B^T.",
            ("symmetric", "commutes", "encoded"),
        ),
        Step("encoder", EQUATIONS["encoder"], "words", "A^T P = A^T.", ("symmetric", "decoded")),
        Step("both", " and ".join(EQUATIONS.values()), "algebra", "Both.", ("decoder", "encoder")),
    ),
    experiments=points("projections"),
    mutants=(
        Mutant("an oblique projection", without="symmetric"),
        Mutant("it does not commute", without="commutes"),
        Mutant("an encoder beside it", without="encoded"),
    ),
)

GENERAL = (gradient, projection, projections_are_critical)
