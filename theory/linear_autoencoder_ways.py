"""Linear autoencoders of every size: a way down from every critical point whose decoder is not injective, and a way up from every one.

Nothing is asked of the data: neither that their covariance is invertible nor that its eigenvalues differ.

Main claims: parts of linear_autoencoder_landscape.

Notation: as in `linear_autoencoders`; A1, B1 weights near A, B; v a unit vector, w a unit vector of codes, t the size of a change.

References: notes000 (saddles), baldi1989.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Mutant
from proofs_check.statement.derivation import Step, Use
from theory.linear_autoencoders import CRITICAL, LOSS, SADDLES, WEIGHTS, points

ORTHOGONAL = Step(
    "orthogonal",
    "A.T @ E == zeros(p, N)",
    "words",
    "E = (I - A B) X, so |A^T E|^2 = tr(A^T E X^T (I - A B)^T A) = 0.",
    ("encoder",),
)

AROUND = {"c": "X.T @ B.T @ w", "h": "E.T @ v"}
MISSED = "v.T @ (identity(n) - A @ B)"
UNITS = {**WEIGHTS, "w": "vector(p)", "v": "vector(n)", "t": "nonzero"}
CHANGE = "t**2*(dot(c, c) - 2*s*dot(h, h) + t**2*s**2*dot(h, h))"
MOVED = "E - t*v @ c.T - t**2*s*v @ h.T"


def unused_unit_steps() -> tuple[Step, ...]:
    """The change of the loss is a polynomial in t and s."""
    return (
        Step("crossed", "dot(c, h) == 0", "words", "c.E^T v = E c.v.", ("codes",)),
        Step(
            "change",
            f"norm({MOVED})**2 == norm(E)**2 + {CHANGE}",
            "words",
            "Expand; E c = 0 and E h.v = |h|^2.",
            ("codes", "unit"),
        ),
        Step(
            "parabola",
            "r**2*(a - 2*k*b + r**2*k**2*b) <= -r**2",
            "algebra",
            "It is r^2 (-a - 2 + r^2 k (a + 1)).",
            let={"a": "nonnegative", "b": "real", "k": "real", "r": "real"},
            given=("k*b == a + 1", "r**2*k <= 1"),
        ),
        Step("square", "dot(c, c) >= 0", "algebra", "A square."),
        Step(
            "below",
            f"{CHANGE} <= -t**2",
            "algebra",
            "With a = c.c and b = h.h.",
            (
                "size",
                "small",
                "square",
                Use("parabola", {"a": "dot(c, c)", "b": "dot(h, h)", "k": "s", "r": "t"}),
            ),
        ),
        Step("lower", f"norm({MOVED})**2 <= norm(E)**2 - t**2", "algebra", "Together.", ("change", "below")),
    )


unused_unit = Claim(
    id="linear_autoencoder_landscape__short_rank",
    title="The way down where the decoder is not injective",
    says="At a critical point whose decoder is not injective the loss is 0, or nearby weights have a loss that is at least t^2 lower, for all small t.",
    about="E are the errors and E c = 0 (see the next part). If the loss is not 0 there is a unit vector v with h = E^T v not 0, and s = (|c|^2 + 1)/|h|^2. The errors of the nearby weights are "
    "E - t v c^T - t^2 s v h^T.",
    source=SADDLES,
    let={
        "n": "integer >= 1",
        "N": "integer >= 1",
        "E": "matrix(n, N)",
        "c": "vector(N)",
        "v": "vector(n)",
        "t": "nonzero",
        "s": "real",
    },
    define={"h": "E.T @ v"},
    given={
        "codes": "E @ c == zeros(n, 1)",
        "unit": "dot(v, v) == 1",
        "size": "s*dot(h, h) == dot(c, c) + 1",
        "small": "t**2*s <= 1",
    },
    claim=f"norm({MOVED})**2 <= norm(E)**2 - t**2",
    derivation=unused_unit_steps,
    experiments=points(
        "unused_units",
        "implies(norm(A @ w) == 0, down <= here - t**2)",
        down="real",
        here="real",
        p="integer >= 1",
        A="matrix(n, p)",
        w="vector(p)",
    ),
    mutants=(
        Mutant("twice as far down", f"norm({MOVED})**2 <= norm(E)**2 - 2*t**2"),
        Mutant("the decoder alone", "norm(E - t*v @ c.T)**2 < norm(E)**2"),
        Mutant("at any distance", without="small"),
        Mutant("not at a critical point", without="codes"),
    ),
)

unused_weights = Claim(
    id="linear_autoencoder_landscape__unused_weights",
    title="The weights on the way down",
    says="Where A w = 0 for a unit vector w of codes, A + t v w^T and B + t s w v^T (I - A B) have the errors E - t v c^T - t^2 s v h^T with c = X^T B^T w, h = E^T v; at a critical "
    "point E c = 0.",
    about="If A is not injective there is such a w.",
    source=SADDLES,
    let={**UNITS, "t": "real", "s": "real"},
    define={**LOSS, **AROUND, "A1": "A + t*v @ w.T", "B1": f"B + t*s*w @ {MISSED}"},
    given={"decoder": CRITICAL["decoder"], "code": "dot(w, w) == 1", "short": "A @ w == zeros(n, 1)"},
    claim=f"X - A1 @ B1 @ X == {MOVED} and E @ c == zeros(n, 1)",
    derivation=lambda: (
        Step("errors", f"X - A1 @ B1 @ X == {MOVED}", "words", "Expand; A w = 0.", ("short", "code")),
        Step("codes", "E @ c == zeros(n, 1)", "words", "E X^T B^T = 0.", ("decoder",)),
        Step(
            "both",
            f"X - A1 @ B1 @ X == {MOVED} and E @ c == zeros(n, 1)",
            "algebra",
            "Both.",
            ("errors", "codes"),
        ),
    ),
    experiments=points("unused_units"),
    mutants=(
        Mutant("the code is used", without="short"),
        Mutant("w of any length", without="code"),
        Mutant("without the decoder's equation", without="decoder"),
    ),
)

higher = Claim(
    id="linear_autoencoder_landscape__way_up",
    title="A way up from every critical point with errors",
    says="At every critical point whose errors are not orthogonal to v, A + t v w^T and B - t w v^T (I - A B) have a higher loss, for all t that are not 0.",
    about="If the loss is not 0 there is such a v, and any unit vector w of codes will do: no critical point with errors is a local maximum.",
    source=SADDLES,
    let=UNITS,
    define={**LOSS, **AROUND, "A1": "A + t*v @ w.T", "B1": f"B - t*w @ {MISSED}"},
    given={**CRITICAL, "code": "dot(w, w) == 1", "seen": "norm(h) > 0"},
    claim="L(A1, B1) > L(A, B)",
    derivation=lambda: (
        ORTHOGONAL,
        Step(
            "change",
            "L(A1, B1) - L(A, B) == 2*t**2*dot(h, h) + norm(t*(A @ w @ h.T) - t*(v @ c.T) + t**2*(v @ h.T))**2",
            "words",
            "The errors change by t A w h^T - t v c^T + t^2 v h^T; the first two are orthogonal to them.",
            ("orthogonal", "decoder", "code"),
        ),
        Step("up", "L(A1, B1) > L(A, B)", "algebra", "h is not 0.", ("change", "seen")),
    ),
    experiments=points("unused_units", "up > here", up="real", here="real"),
    mutants=(
        Mutant("three times as far up", "L(A1, B1) >= L(A, B) + 64*t**2*dot(h, h)"),
        Mutant("down", "L(A1, B1) < L(A, B)"),
        Mutant("no errors", without="seen"),
    ),
)

WAYS = (unused_unit, unused_weights, higher)
