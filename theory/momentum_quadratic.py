"""Heavy ball on quadratic costs: which rates are stable, how fast it is with and without tuning.

For J = h x^2/2 two successive positions go into the next two by the matrix [[1 + alpha - q, -alpha], [1, 0]] with q = eps h;
its spectral radius is the factor by which the distance to the minimum shrinks in the long run (the worst start counts).

Main claims: momentum_small_rate, momentum_ravine, momentum_stability.

Notation: h, mu <= L curvatures, eps learning rate, alpha momentum parameter, q = eps h, z the larger root of
z^2 - (1 + alpha - q) z + alpha, x(t) and v(t) position and velocity, E a larger rate, kappa = L/mu.

References: notes001 (4.2), polyak1964.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use

SMALL = Source("notes001", "4.2.1(1)")
SLOW_ROOT = "((1 + alpha - q) + sqrt((1 + alpha - q)**2 - 4*alpha))/2"
SMALL_RATE = "0 <= (1 - z)*(1 - alpha)/q - 1 and (1 - z)*(1 - alpha)/q - 1 <= 4*q/(1 - alpha)**2"


def effective_rate() -> tuple[Step, ...]:
    """The larger root z solves (1 - z)(1 - alpha) = q + (1 - z)(1 - z - q)."""
    return (
        Step(
            "real_roots",
            "(1 + alpha - q)**2 - 4*alpha >= 0 and 1 + alpha - q >= 0",
            "algebra",
            "Below (1 - sqrt(alpha))^2 the roots are real and positive.",
            ("small",),
        ),
        Step(
            "root",
            "z**2 - (1 + alpha - q)*z + alpha == 0 and 2*z >= 1 + alpha - q",
            "algebra",
            "z is the larger root.",
            ("real_roots",),
        ),
        Step(
            "step_taken",
            "(1 - z)*(1 - alpha) == q + (1 - z)*(1 - z - q)",
            "algebra",
            "The equation, written for 1 - z.",
            ("root",),
        ),
        Step(
            "at_most_twice",
            "(1 - z)*(1 - alpha) <= 2*q",
            "algebra",
            "1 - z = 2q/(1 - alpha + q + root).",
            ("root", "real_roots", "small"),
        ),
        Step(
            "at_least_q",
            "1 - z >= q",
            "algebra",
            "At 1 - q the polynomial is alpha q >= 0.",
            ("root", "real_roots", "small"),
        ),
        Step(
            "excess",
            "0 <= (1 - z)*(1 - alpha) - q and (1 - z)*(1 - alpha) - q <= q*(4*q/(1 - alpha)**2)",
            "algebra",
            "The excess is (1 - z)(1 - z - q).",
            ("step_taken", "at_most_twice", "at_least_q"),
        ),
        Step(
            "division",
            "0 <= w/q - 1 and w/q - 1 <= m",
            "algebra",
            "Divide by q.",
            let={"w": "real", "m": "real"},
            given=("0 <= w - q", "w - q <= q*m"),
        ),
        Step(
            "relative",
            SMALL_RATE,
            "algebra",
            "The relative excess.",
            (
                "excess",
                Use("division", {"w": "(1 - z)*(1 - alpha)", "m": "4*q/(1 - alpha)**2"}),
                "real_roots",
            ),
        ),
    )


RADIUS = "spectral_radius([[1 + alpha - q, -alpha], [1, 0]])"
BEST_FIXED = (
    f"{RADIUS} >= 1 - sqrt(q) and "
    "spectral_radius([[1 + (1 - sqrt(q))**2 - q, -(1 - sqrt(q))**2], [1, 0]]) == 1 - sqrt(q)"
)


def best_fixed_alpha() -> tuple[Step, ...]:
    """Real roots: the larger one is at least 1 - sqrt(q). Complex ones: sqrt(alpha) > 1 - sqrt(q)."""
    return (
        Step("bound", f"{RADIUS} >= 1 - sqrt(q)", "algebra", "No alpha is faster."),
        Step(
            "reached",
            "spectral_radius([[1 + (1 - sqrt(q))**2 - q, -(1 - sqrt(q))**2], [1, 0]]) == 1 - sqrt(q)",
            "algebra",
            "At alpha = (1 - sqrt(q))^2 both roots are 1 - sqrt(q).",
        ),
        Step("together", BEST_FIXED, "algebra", "Both parts.", ("bound", "reached")),
    )


momentum_small_rate = Entry(
    id="momentum_small_rate",
    title="Momentum and the rate that was possible",
    says="With a small rate momentum behaves as plain descent with the larger rate that would have been admissible.",
    source=SMALL,
    tier="main",
    join="readings",
    members=(
        Claim(
            id="momentum_small_rate__effective",
            title="A rate enlarged by 1/(1 - alpha)",
            says="For small eps the iteration shrinks the error as plain descent with the rate eps/(1 - alpha) does.",
            about="On J = h x^2/2 plain descent with rate E multiplies the error by 1 - E h. Momentum multiplies it in the long run by the larger "
            "root z, so (1 - z)/h is its effective rate; its relative distance from eps/(1 - alpha) is bounded by 4 q/(1 - alpha)^2, "
            "q = eps h, which tends to 0 with eps.",
            source=SMALL,
            tier="main",
            let={"alpha": "real in [0, 1)", "q": "positive"},
            given={"small": "sqrt(q) <= 1 - sqrt(alpha)"},
            define={"z": SLOW_ROOT},
            claim=SMALL_RATE,
            derivation=effective_rate,
            experiments=(
                Experiment(
                    "heavy_ball.heavy_ball_slow",
                    "abs((1 - shrink)*(1 - alpha)/q - 1) <= 4*q/(1 - alpha)**2 + 10**(-6)",
                    {"shrink": "real"},
                ),
            ),
            mutants=(
                Mutant("no gain", "(1 - z)/q - 1 <= 4*q/(1 - alpha)**2"),
                Mutant("exactly", "(1 - z)*(1 - alpha)/q == 1"),
                Mutant("never more", "(1 - z)*(1 - alpha)/q - 1 < 0"),
            ),
        ),
        Claim(
            id="momentum_small_rate__any",
            title="Whatever rate is admissible",
            says="Whatever larger rate E is admissible, momentum with the small rate eps makes up for it by a suitable alpha.",
            about="The effective rate (1 - z)/h of momentum is at least the rate E in (eps, 1/h], that is 1 - z >= p with p = E h. Letters: q = eps h, "
            "p = E h.",
            source=SMALL,
            tier="main",
            let={"q": "real in (0, 1)", "p": "real in (q, 1]"},
            claim=f"exists(alpha, 'real in [0, 1)', {RADIUS} <= 1 - p)",
            mutants=(
                Mutant("faster than any rate", f"exists(alpha, 'real in [0, 1)', {RADIUS} < 1 - p)"),
                Mutant("twice the rate", f"exists(alpha, 'real in [0, 1)', {RADIUS} <= 1 - min(2*q, 1))"),
            ),
            experiments=(
                Experiment(
                    "heavy_ball.heavy_ball_slow",
                    "shrink <= 1 - 2*q",
                    {"shrink": "real"},
                ),
            ),
            repair=Repair(
                says="No alpha gets beyond the effective rate sqrt(eps/h), and that one is reached only by alpha = (1 - sqrt(eps h))^2, which "
                "one cannot choose without knowing the curvature h.",
                let={"alpha": "real in [0, 1)", "q": "real in (0, 1)"},
                claim=BEST_FIXED,
                derivation=best_fixed_alpha,
                experiments=(
                    Experiment(
                        "heavy_ball.heavy_ball_slow",
                        "shrink >= 1 - sqrt(q) - 10**(-6)",
                        {"shrink": "real"},
                    ),
                ),
                mutants=(
                    Mutant("better than the square root", f"{RADIUS} > 1 - sqrt(q)"),
                    Mutant("no better than plain descent", f"{RADIUS} >= 1 - q"),
                ),
            ),
        ),
    ),
)
