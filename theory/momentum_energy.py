"""Why heavy ball converges inside its stable range: a quadratic form of position and velocity that shrinks at every step.

Main claims: the derivation of momentum_stability__converges.

Notation: q = eps h, alpha momentum parameter, x(t) and v(t) position and velocity, V = (P x^2 + 2 R x v + S v^2)/D with V(next) = V - x^2 - v^2,
K the sum of the diagonal of V, e(t) the values of V along the run.

References: polyak1964.
"""

from __future__ import annotations

from proofs_check.statement.claim import Recurrence
from proofs_check.statement.derivation import Step, Use

D = "(q*(1 - alpha)*(2*(1 + alpha) - q))"
P = "((1 - alpha)**2*(1 + alpha) + q**2*(1 + alpha) + 2*alpha*q)"
R = "(alpha*(1 - alpha**2 - q - q**2))"
S = "(alpha**2*(1 + alpha) + 2*q - (1 - alpha)*q**2)"
FORM: dict[str, str | Recurrence] = {
    "V(y, w)": f"({P}*y**2 + 2*{R}*y*w + {S}*w**2)/{D}",
    "K": f"({P} + {S})/{D}",
    "x": Recurrence(("x0",), "x(t) + alpha*v(t) - q*x(t)"),
    "v": Recurrence(("v0",), "alpha*v(t) - q*x(t)"),
    "e": Recurrence(("V(x0, v0)",), "e(t) - x(t)**2 - v(t)**2"),
}


def shrinking_form() -> tuple[Step, ...]:
    """V loses x^2 + v^2 at every step and is at most K (x^2 + v^2)."""
    anywhere = {"y": "real", "w": "real"}
    return (
        Step("denominator", f"{D} > 0", "algebra", "q lies in the range."),
        Step(
            "loss",
            "V(y + alpha*w - q*y, alpha*w - q*y) == V(y, w) - y**2 - w**2",
            "algebra",
            "The form is made so that a step takes y^2 + w^2 from it.",
            ("denominator",),
            let=anywhere,
        ),
        Step(
            "diagonal",
            f"{P} > 0 and {S} >= 0",
            "algebra",
            "Both coefficients are positive sums in the range.",
        ),
        Step(
            "determinant",
            f"{P}*{S} - {R}**2 == q*(2*(1 + alpha) - q)*((alpha + q)**2 + (1 - alpha)**2)",
            "algebra",
            "Multiply out.",
        ),
        Step("definite", f"{P}*{S} - {R}**2 > 0", "algebra", "q lies in the range.", ("determinant",)),
        Step(
            "square_identity",
            "p*(p*y**2 + 2*r*y*w + s*w**2) == (p*y + r*w)**2 + (p*s - r**2)*w**2",
            "algebra",
            "Complete the square.",
            let={"p": "real", "r": "real", "s": "real", **anywhere},
        ),
        Step(
            "square",
            "p*(p*y**2 + 2*r*y*w + s*w**2) >= 0",
            "algebra",
            "It is (p y + r w)^2 + (p s - r^2) w^2.",
            ("square_identity",),
            let={"p": "real", "r": "real", "s": "real", **anywhere},
            given=("p*s - r**2 > 0",),
        ),
        Step(
            "positive",
            "V(y, w) >= 0",
            "algebra",
            "P is positive.",
            (Use("square", {"p": P, "r": R, "s": S}), "diagonal", "definite", "denominator"),
            let=anywhere,
        ),
        Step(
            "other_square_identity",
            "s*(s*y**2 - 2*r*y*w + p*w**2) == (s*y - r*w)**2 + (p*s - r**2)*w**2",
            "algebra",
            "Complete the square.",
            let={"p": "real", "r": "real", "s": "real", **anywhere},
        ),
        Step(
            "other_square",
            "s*(s*y**2 - 2*r*y*w + p*w**2) >= 0",
            "algebra",
            "It is (s y - r w)^2 + (p s - r^2) w^2.",
            ("other_square_identity",),
            let={"p": "real", "r": "real", "s": "real", **anywhere},
            given=("p*s - r**2 > 0",),
        ),
        Step(
            "other_diagonal",
            f"{S} > 0",
            "algebra",
            "Else P S - R^2 would not be positive.",
            ("diagonal", "definite"),
        ),
        Step(
            "at_most",
            "V(y, w) <= K*(y**2 + w**2)",
            "algebra",
            "K (y^2 + w^2) - V is a positive form too.",
            (
                Use("other_square", {"p": P, "r": R, "s": S}),
                "other_diagonal",
                "definite",
                "denominator",
            ),
            let=anywhere,
        ),
        Step(
            "at_least",
            "V(y, w) >= y**2 + w**2",
            "algebra",
            "What a step leaves is not negative.",
            ("loss", Use("positive", {"y": "y + alpha*w - q*y", "w": "alpha*w - q*y"})),
            let=anywhere,
        ),
        Step(
            "large",
            "K >= 1",
            "algebra",
            "Both bounds together, at one point.",
            (Use("at_least", {"y": "1", "w": "0"}), Use("at_most", {"y": "1", "w": "0"})),
        ),
        Step(
            "energy",
            "e(t) == V(x(t), v(t))",
            "induction",
            "So the sequence e is V along the run.",
            on="t",
        ),
        Step(
            "position_only",
            "y**2 <= V(y, w)",
            "algebra",
            "Leave out the velocity.",
            ("at_least",),
            let=anywhere,
        ),
        Step(
            "same",
            "l <= u and u <= m",
            "algebra",
            "Equals for equals.",
            let={"l": "real", "u": "real", "m": "real", "z": "real"},
            given=("u == z", "l <= z", "z <= m"),
        ),
        Step(
            "bounds",
            "x(i)**2 <= e(i) and e(i) <= K*(x(i)**2 + v(i)**2)",
            "algebra",
            "The bounds along the run.",
            (
                Use("energy", {"t": "i"}),
                Use("position_only", {"y": "x(i)", "w": "v(i)"}),
                Use("at_most", {"y": "x(i)", "w": "v(i)"}),
                Use(
                    "same", {"l": "x(i)**2", "u": "e(i)", "m": "K*(x(i)**2 + v(i)**2)", "z": "V(x(i), v(i))"}
                ),
            ),
            let={"i": "natural"},
        ),
        Step(
            "geometric",
            "e(t) <= (1 - 1/p)**t*c",
            "induction",
            "Every step takes at least e/p away.",
            let={"p": "real >= 1", "c": "real"},
            given=(
                "V(x0, v0) <= c",
                "forall(i, 'natural', x(i)**2 <= e(i) and e(i) <= p*(x(i)**2 + v(i)**2))",
            ),
            on="t",
        ),
        Step("ratio", "0 <= 1 - 1/K and 1 - 1/K < 1", "algebra", "K is at least 1.", ("large",)),
        Step(
            "power_of_root",
            "(sqrt(r)**t)**2 == r**t",
            "induction",
            "Step by step.",
            let={"r": "nonnegative"},
            on="t",
        ),
        Step(
            "square_of_product",
            "(sqrt(r)**t*sqrt(m))**2 == r**t*m and sqrt(r)**t*sqrt(m) >= 0",
            "algebra",
            "The square of a product of roots.",
            ("power_of_root",),
            let={"r": "nonnegative", "m": "nonnegative"},
        ),
        Step(
            "root_of_bound",
            "abs(y - 0) <= a",
            "algebra",
            "Take roots.",
            let={"y": "real", "a": "nonnegative"},
            given=("y**2 <= a**2",),
        ),
        Step(
            "same_bound",
            "y**2 <= a**2",
            "algebra",
            "Equals for equals.",
            let={"y": "real", "u": "real", "a": "nonnegative", "z": "real"},
            given=("y**2 <= u", "u <= z", "a**2 == z"),
        ),
        Step(
            "below_the_root",
            "abs(y - 0) <= sqrt(r)**t*sqrt(m)",
            "algebra",
            "Both together.",
            (
                "square_of_product",
                Use("same_bound", {"a": "sqrt(r)**t*sqrt(m)", "z": "r**t*m"}),
                Use("root_of_bound", {"a": "sqrt(r)**t*sqrt(m)"}),
            ),
            let={"y": "real", "u": "real", "r": "nonnegative", "m": "nonnegative"},
            given=("y**2 <= u", "u <= r**t*m"),
        ),
        Step(
            "start", "V(x0, v0) >= 0", "algebra", "V is positive.", (Use("positive", {"y": "x0", "w": "v0"}),)
        ),
        Step(
            "bound",
            "abs(x(t) - 0) <= sqrt(1 - 1/K)**t*sqrt(V(x0, v0))",
            "algebra",
            "e is at least x^2.",
            (
                "denominator",
                "large",
                "ratio",
                "start",
                "bounds",
                Use("bounds", {"i": "t"}),
                Use("geometric", {"p": "K", "c": "V(x0, v0)"}),
                Use("below_the_root", {"y": "x(t)", "u": "e(t)", "r": "1 - 1/K", "m": "V(x0, v0)"}),
            ),
        ),
        Step(
            "converges",
            CONVERGES,
            "limit",
            "The factor is below 1.",
            ("bound", "ratio", "start", "denominator", "large"),
        ),
    )


CONVERGES = "limit(x(t), t, oo) == 0"
