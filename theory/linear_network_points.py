"""Linear autoencoders with one hidden unit: all critical points and the least loss, for every n.

Main claims: parts of linear_autoencoder_landscape.

Notation: a the decoder's and b the encoder's weights, S the covariance of the data, L the loss.

References: notes000 (saddles), baldi1989.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant
from proofs_check.statement.derivation import Step, Use
from theory.linear_autoencoders import SADDLES

ONE_UNIT = {"n": "integer >= 1", "S": "spd(n)", "a": "vector(n)", "b": "vector(n)"}
ONE_UNIT_LOSS = {"L(u, v)": "trace((identity(n) - u @ v.T) @ S @ (identity(n) - u @ v.T).T)"}
CRITICAL = {"decoder": "dot(b, S @ b)*a == S @ b", "encoder": "dot(a, a)*(S @ b) == S @ a"}
OFF = "a == zeros(n, 1)"
LISTED = {
    "scaled": "dot(a, a)*b == a",
    "eigenvector": "dot(a, a)*(S @ a) == dot(a, S @ a)*a",
    "on_loss": "dot(a, a)*(trace(S) - L(a, b)) == dot(a, S @ a)",
    "off": f"implies({OFF}, b == zeros(n, 1))",
    "off_loss": f"implies({OFF}, L(a, b) == trace(S))",
}


def unit(observes: str) -> tuple[Experiment, ...]:
    """Hidden units along eigenvectors of random covariances, and the expected loss by its moments."""
    return (Experiment("linear_network_units.one_unit", observes, {"measured": "real"}),)


def one_unit_steps() -> tuple[Step, ...]:
    """S is taken away on the left; a is 0 or an eigenvector."""
    return (
        Step(
            "cancelled",
            "inv(S) @ (dot(a, a)*(S @ b) - S @ a) == dot(a, a)*b - a",
            "words",
            "S is invertible.",
        ),
        Step("scaled", LISTED["scaled"], "words", "The left side is 0.", ("cancelled", "encoder")),
        Step("again", "inv(S) @ (S @ b) == b", "words", "S is invertible."),
        Step("alone", "b == dot(b, S @ b)*(inv(S) @ a)", "words", "S b = (b.S b) a.", ("again", "decoder")),
        Step("off", LISTED["off"], "words", "S b = 0.", ("alone",)),
        Step("off_loss", LISTED["off_loss"], "words", "Nothing is encoded."),
        Step(
            "image",
            "S @ a == (dot(a, a)*dot(b, S @ b))*a",
            "words",
            "S a = |a|^2 S b.",
            ("encoder", "decoder"),
        ),
        Step(
            "quotient",
            "dot(a, S @ a) == dot(a, a)*dot(b, S @ b)*dot(a, a)",
            "words",
            "Multiply by a.",
            ("image",),
        ),
        Step("eigenvector", LISTED["eigenvector"], "words", "Put both sides in.", ("image", "quotient")),
        Step(
            "expanded", "L(a, b) == trace(S) - 2*dot(b, S @ a) + dot(a, a)*dot(b, S @ b)", "words", "Expand."
        ),
        Step("mixed", "dot(b, S @ a) == dot(a, a)*dot(b, S @ b)", "words", "S a = |a|^2 S b.", ("encoder",)),
        Step(
            "on_loss",
            LISTED["on_loss"],
            "algebra",
            "tr(S) - L = |a|^2 b.S b.",
            ("expanded", "mixed", "quotient"),
        ),
        Step("listed", " and ".join(LISTED.values()), "algebra", "Together.", tuple(LISTED)),
    )


one_unit = Claim(
    id="linear_autoencoder_landscape__one_unit",
    title="One hidden unit: the critical points",
    says="With one hidden unit and any invertible covariance a critical point is 0, where the loss is tr(S), or a is an eigenvector of S and b = a/|a|^2, where the loss is "
    "tr(S) less the eigenvalue.",
    about="The critical equations for A = a, B = b^T.",
    source=SADDLES,
    let=ONE_UNIT,
    define=ONE_UNIT_LOSS,
    given=CRITICAL,
    claim=" and ".join(LISTED.values()),
    derivation=one_unit_steps,
    experiments=unit("dot(a, a)*(trace(S) - measured) == dot(a, S @ a)"),
    mutants=(
        Mutant("the decoder's equation alone", without="encoder"),
        Mutant("the encoder's equation alone", without="decoder"),
        Mutant("any covariance", let={"S": "psd(n)"}),
        Mutant("equal weights", "b == a"),
    ),
)

one_unit_lowest = Claim(
    id="linear_autoencoder_landscape__one_unit_lowest",
    title="One hidden unit: the least loss",
    says="With one hidden unit the loss is nowhere less than tr(S) less the largest eigenvalue.",
    about="top is the largest eigenvalue of S: top I - S is positive semidefinite, which is what the form C^T C says.",
    source=SADDLES,
    let={**ONE_UNIT, "C": "matrix(n, n)", "top": "positive"},
    define={"L(u, v)": ONE_UNIT_LOSS["L(u, v)"], "g": "dot(a, a)*b - a"},
    given={"largest": "S == top*identity(n) - C.T @ C"},
    claim="L(a, b) >= trace(S) - top",
    derivation=lambda: (
        Step(
            "expanded", "L(a, b) == trace(S) - 2*dot(b, S @ a) + dot(a, a)*dot(b, S @ b)", "words", "Expand."
        ),
        Step(
            "square",
            "dot(g, S @ g) == dot(a, a)*(dot(a, a)*dot(b, S @ b) - 2*dot(b, S @ a)) + dot(a, S @ a)",
            "words",
            "Complete the square.",
        ),
        Step("not_negative", "dot(g, S @ g) >= 0", "words", "S is positive definite."),
        Step(
            "largest_here",
            "dot(a, S @ a) == top*dot(a, a) - dot(C @ a, C @ a)",
            "words",
            "S = top I - C^T C.",
            ("largest",),
        ),
        Step("seen", "dot(C @ a, C @ a) >= 0", "words", "A square."),
        Step(
            "where_on",
            "implies(dot(a, a) > 0, L(a, b) >= trace(S) - top)",
            "algebra",
            "Divide by |a|^2.",
            ("expanded", "square", "not_negative", "largest_here", "seen"),
        ),
        Step(
            "where_off", "implies(dot(a, a) == 0, L(a, b) >= trace(S) - top)", "algebra", "L(0, b) = tr(S)."
        ),
        Step("length", "dot(a, a) >= 0", "words", "A square."),
        Step(
            "cases",
            "m >= k",
            "algebra",
            let=dict.fromkeys("mkd", "real"),
            given=("d >= 0", "implies(d > 0, m >= k)", "implies(d == 0, m >= k)"),
        ),
        Step(
            "lowest",
            "L(a, b) >= trace(S) - top",
            "algebra",
            "Both cases.",
            (
                "where_on",
                "where_off",
                "length",
                Use("cases", {"d": "dot(a, a)", "m": "L(a, b)", "k": "trace(S) - top"}),
            ),
        ),
    ),
    experiments=unit("measured >= trace(S) - top"),
    mutants=(Mutant("any number", without="largest"), Mutant("strictly", "L(a, b) > trace(S) - top")),
)

ONE_UNIT_CASES = (one_unit, one_unit_lowest)
