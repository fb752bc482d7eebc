"""Linear autoencoders of every size: at a critical point with an injective decoder turning its range changes the loss by an exact amount.

Nothing is asked of the data: neither that their covariance is invertible nor that its eigenvalues differ.

Main claims: parts of linear_autoencoder_landscape.

Notation: as in `linear_autoencoders`; A1, B1 weights near A, B; K a left inverse of A and P = A K the orthogonal projection on the range of A; u, v unit
vectors, theta an angle.

References: notes000 (saddles), baldi1989.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Mutant
from proofs_check.statement.derivation import Step, Use
from theory.linear_autoencoder_ways import ORTHOGONAL
from theory.linear_autoencoders import CRITICAL, LOSS, SADDLES, WEIGHTS, points

FULL = {**WEIGHTS, "P": "symmetric(n)", "K": "matrix(p, n)"}
INVERSE = {"left": "K @ A == identity(p)", "range": "A @ K == P"}
BEST = (
    ORTHOGONAL,
    Step("keeps", "P @ A == A", "words", "A K A = A.", ("left", "range")),
    Step("idle", "K @ P == K", "words", "K A K = K.", ("left", "range")),
    Step("square", "P @ P == P", "words", "A K A K = A K.", ("keeps", "range")),
    Step("transposed", "K.T @ A.T == P", "words", "P is symmetric.", ("range",)),
    Step(
        "projected_errors",
        "K.T @ (A.T @ E) == P @ X - A @ B @ X",
        "words",
        "P A = A.",
        ("transposed", "keeps"),
    ),
    Step(
        "best",
        "P @ X == A @ B @ X",
        "words",
        "A^T E = 0: A B X is the projection of the data on the range of A.",
        ("projected_errors", "orthogonal"),
    ),
    Step("coded", "K @ (P @ X) == K @ (A @ B @ X)", "words", "Multiply by K.", ("best",)),
    Step("coded_data", "K @ (P @ X) == K @ X", "words", "K P = K.", ("idle",)),
    Step("coded_outputs", "K @ (A @ B @ X) == B @ X", "words", "K A = I.", ("left",)),
    Step(
        "equal",
        "Y == Z",
        "words",
        let=dict.fromkeys("FGYZ", "matrix(p, N)"),
        given=("F == G", "F == Z", "G == Y"),
    ),
    Step(
        "codes",
        "B @ X == K @ X",
        "algebra",
        "Together.",
        (
            "coded",
            "coded_data",
            "coded_outputs",
            Use("equal", {"F": "K @ (P @ X)", "G": "K @ (A @ B @ X)", "Y": "B @ X", "Z": "K @ X"}),
        ),
    ),
    Step("outputs", "X.T @ P == X.T @ B.T @ A.T", "words", "The transpose.", ("best",)),
    Step(
        "uncorrelated",
        "(X - P @ X) @ (X.T @ B.T @ A.T) == zeros(n, n)",
        "words",
        "The other equation.",
        ("decoder", "best"),
    ),
    Step(
        "put",
        "(X - P @ X) @ Z == zeros(n, n)",
        "words",
        "The same matrix.",
        let={"Y": "matrix(N, n)", "Z": "matrix(N, n)"},
        given=("Z == Y", "(X - P @ X) @ Y == zeros(n, n)"),
    ),
    Step(
        "sandwiched",
        "(X - P @ X) @ (X.T @ P) == zeros(n, n)",
        "words",
        "X^T B^T A^T = X^T P.",
        ("outputs", "uncorrelated", Use("put", {"Y": "X.T @ B.T @ A.T", "Z": "X.T @ P"})),
    ),
    Step("half", "X @ X.T @ P == P @ X @ X.T @ P", "words", "Expand.", ("sandwiched",)),
    Step("other_half", "P @ X @ X.T == P @ X @ X.T @ P", "words", "The transpose.", ("half",)),
)

OUTPUTS = {
    "best": "P @ X == A @ B @ X",
    "codes": "B @ X == K @ X",
    "square": "P @ P == P",
    "other_half": "P @ X @ X.T == P @ X @ X.T @ P",
    "rank": "trace(P) == p",
}
RANGE = " and ".join(OUTPUTS.values())

projects = Claim(
    id="linear_autoencoder_landscape__range",
    title="Critical points with an injective decoder",
    says="At a critical point with an injective decoder the network projects the data on the range of the decoder, which has the dimension p, and the projection P commutes with "
    "X X^T, for any data.",
    about="A is injective exactly if K = (A^T A)^-1 A^T exists: K A = I and P = A K is the orthogonal projection on the range of A. P S = P S P says that P commutes with S, for its "
    "right side is symmetric.",
    source=SADDLES,
    let=FULL,
    define=LOSS,
    given={**CRITICAL, **INVERSE},
    claim=RANGE,
    derivation=lambda: (
        *BEST,
        Step("size", "trace(A @ K) == p", "words", "tr(A K) = tr(K A).", ("left",)),
        Step("rank", "trace(P) == p", "words", "The same.", ("size", "range")),
        Step("all", RANGE, "algebra", "Together.", tuple(OUTPUTS)),
    ),
    experiments=points("turned_codes"),
    mutants=(
        Mutant("a decoder that is not injective", without="left"),
        Mutant("without the decoder's equation", without="decoder"),
        Mutant("everything is reproduced", "A @ B @ X == X"),
    ),
)

PLANE = {
    "used": "P @ u == u",
    "unused": "P @ v == zeros(n, 1)",
    "one": "dot(u, u) == 1",
    "unit": "dot(v, v) == 1",
}
TURNED = {"d": "(cos(theta) - 1)*u + sin(theta)*v", "P1": "P + d @ u.T + u @ d.T + d @ d.T"}
GAIN = "-sin(theta)**2*(dot(v, S @ v) - dot(u, S @ u))"
CHANGE = f"L(P1) - L(P) == {GAIN}"

turning = Claim(
    id="linear_autoencoder_landscape__turning",
    title="The way down by turning",
    says="Where the network is a projection that commutes with S, u in its range and v orthogonal to it, unit vectors with v.S v > u.S u: turning u by theta towards v changes the loss "
    "by -sin(theta)^2 (v.S v - u.S u).",
    about="S = X X^T, P the projection at a critical point with an injective decoder; u + d is u turned by theta, P1 the turned projection, L(P) the loss |X - P X|^2. For eigenvectors of S "
    "the gain is the difference of the eigenvalues.",
    source=SADDLES,
    let={
        "n": "integer >= 1",
        "S": "psd(n)",
        "P": "symmetric(n)",
        "u": "vector(n)",
        "v": "vector(n)",
        "theta": "real in (0, pi/2)",
    },
    define={**TURNED, "L(M)": "trace((identity(n) - M) @ S @ (identity(n) - M).T)"},
    given={
        "commutes": "P @ S == S @ P",
        "plane": " and ".join(PLANE.values()),
        "farther": "dot(v, S @ v) > dot(u, S @ u)",
    },
    claim=f"{CHANGE} and L(P1) < L(P)",
    derivation=lambda: (
        Step("circle", "cos(theta)**2 == 1 - sin(theta)**2", "algebra", "Pythagoras."),
        *(Step(name, says, "algebra", "As said.", ("plane",)) for name, says in PLANE.items()),
        Step("right_angle", "dot(u, v) == 0", "words", "u.v = P u.v = u.P v.", ("used", "unused")),
        Step("through", "dot(u, P @ S @ v) == dot(u, S @ v)", "words", "P u = u.", ("used",)),
        Step("no_part", "dot(u, S @ P @ v) == 0", "words", "P v = 0.", ("unused",)),
        Step("same", "dot(u, P @ S @ v) == dot(u, S @ P @ v)", "words", "P S = S P.", ("commutes",)),
        Step("no_mixing", "dot(u, S @ v) == 0", "algebra", "Together.", ("through", "no_part", "same")),
        Step(
            "change",
            CHANGE,
            "words",
            "Expand; u.S v = 0.",
            ("commutes", *PLANE, "circle", "right_angle", "no_mixing"),
        ),
        Step("angle", "sin(theta) > 0", "algebra", "The angle lies between 0 and pi/2."),
        Step("falls", f"{GAIN} < 0", "algebra", "The data reach farther along v.", ("angle", "farther")),
        Step("less", "y < z", "algebra", let=dict.fromkeys("yzk", "real"), given=("y - z == k", "k < 0")),
        Step(
            "down",
            "L(P1) < L(P)",
            "algebra",
            "Together.",
            ("change", "falls", Use("less", {"y": "L(P1)", "z": "L(P)", "k": GAIN})),
        ),
        Step("both", f"{CHANGE} and L(P1) < L(P)", "algebra", "Both.", ("change", "down")),
    ),
    experiments=points("turned_codes", f"there - here == {GAIN} and there < here", here="real", there="real"),
    mutants=(
        Mutant("the angle not squared", CHANGE.replace("sin(theta)**2", "sin(theta)")),
        Mutant("the data reach less far", "L(P1) < L(P)", without="farther"),
        Mutant("any projection", CHANGE, without="commutes"),
    ),
)

turned_weights = Claim(
    id="linear_autoencoder_landscape__turned_weights",
    title="The weights of the turned projection",
    says="The turned projection is reached by weights that tend to A and B as the angle tends to 0.",
    about="A1 = G A and B1 = B + K G^T - K for the rotation G in the plane of u and v; d tends to 0 with the angle.",
    source=SADDLES,
    let={**FULL, "u": "vector(n)", "d": "vector(n)"},
    define={"A1": "A + d @ (u.T @ A)", "B1": "B + (K @ u) @ d.T", "P1": TURNED["P1"]},
    given={"range": "A @ K == P", "codes": OUTPUTS["codes"], "used": PLANE["used"], "one": PLANE["one"]},
    claim="A1 @ B1 @ X == P1 @ X",
    derivation=lambda: (
        Step("transposed", "K.T @ A.T == P", "words", "P is symmetric.", ("range",)),
        Step("coded_u", "A @ K @ u == u", "words", "A K = P.", ("range", "used")),
        Step("row_u", "K.T @ A.T @ u == u", "words", "P is symmetric.", ("transposed", "used")),
        Step(
            "product",
            "A1 @ B1 @ X == P1 @ X",
            "words",
            "B X = K X, A K = P and P u = u.",
            ("codes", "range", "coded_u", "row_u", "used", "one"),
        ),
    ),
    experiments=points("turned_codes", "A1 @ B1 @ X == P1 @ X", d="vector(n)"),
    mutants=(
        Mutant("the decoder alone", "A1 @ B @ X == P1 @ X"),
        Mutant("any direction", without="used"),
    ),
)

TURNS = (projects, turning, turned_weights)
