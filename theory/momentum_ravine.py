"""A ravine: heavy ball against plain descent on quadratics with far apart curvatures, untuned and tuned.

Main claims: momentum_ravine.

Notation: mu <= L the curvatures, h one between them, kappa = L/mu, alpha and eps momentum parameter and rate, a and rate their best values, e any
rate of plain descent; compared are spectral radii, the factors by which the error shrinks per step in the long run.

References: notes001 (4.2), polyak1964.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures_momentum

RAVINE_LET = {"mu": "positive", "L": "real > mu", "h": "real in [mu, L]", "e": "real"}
TUNED = {
    "a": "((sqrt(L) - sqrt(mu))/(sqrt(L) + sqrt(mu)))**2",
    "rate": "4/(sqrt(L) + sqrt(mu))**2",
}
TUNED_RADIUS = "spectral_radius([[1 + a - rate*h, -a], [1, 0]])"
FASTER = (
    f"{TUNED_RADIUS} == (sqrt(L) - sqrt(mu))/(sqrt(L) + sqrt(mu)) "
    "and (sqrt(L) - sqrt(mu))/(sqrt(L) + sqrt(mu)) < (L - mu)/(L + mu) "
    "and (L - mu)/(L + mu) <= max(abs(1 - e*mu), abs(1 - e*L))"
)
HEAVY = {
    "L": "kappa*mu",
    "alpha": "1 - c/kappa",
    "eps": "s/(kappa*mu)",
    "M(y)": "[[1 + alpha - eps*y, -alpha], [1, 0]]",
}


def tuned_momentum() -> tuple[Step, ...]:
    """At the tuned values every curvature in [mu, L] has the factor sqrt(alpha)."""
    return (
        Step(
            "momentum",
            f"{TUNED_RADIUS} == (sqrt(L) - sqrt(mu))/(sqrt(L) + sqrt(mu))",
            "algebra",
            "(1 + alpha - eps h)^2 <= 4 alpha, so the two roots have the modulus sqrt(alpha).",
        ),
        Step(
            "descent",
            "(L - mu)/(L + mu) <= max(abs(1 - e*mu), abs(1 - e*L))",
            "algebra",
            "No rate e makes plain descent faster: the two factors are equal at e = 2/(L + mu).",
        ),
        Step(
            "roots",
            "0 < sqrt(mu) and sqrt(mu) < sqrt(L)",
            "algebra",
            "The root is increasing.",
        ),
        Step(
            "compared",
            "(sqrt(L) - sqrt(mu))/(sqrt(L) + sqrt(mu)) < (L - mu)/(L + mu)",
            "algebra",
            "(sqrt(L) + sqrt(mu))^2 > L + mu.",
            ("roots",),
        ),
        Step("together", FASTER, "algebra", "All parts together.", ("momentum", "compared", "descent")),
    )


momentum_ravine = Claim(
    id="momentum_ravine",
    title="Momentum in a ravine",
    says="On an ill-conditioned quadratic momentum converges faster than gradient descent.",
    about="The text names no alpha and no tuning. The statement is the claim for quadratics of two variables with curvatures mu and L = kappa mu, kappa >= 1000, and "
    "for both methods at the same rate, with which plain descent converges; compared are the factors by which the error shrinks per step in the "
    "long run, the spectral radii of the iterations. alpha in (0, 1) and eps in (0, 2/L) are written as 1 - c/kappa and s/L.",
    scope="instance",
    source=Source("notes001", "4.2.1(6)"),
    tier="main",
    figures=figures_momentum.ravine,
    let={
        "mu": "positive",
        "kappa": "real >= 1000",
        "c": "real in (0, kappa)",
        "s": "real in (0, 2)",
    },
    define=HEAVY,
    claim="max(spectral_radius(M(mu)), spectral_radius(M(L))) < max(abs(1 - eps*mu), abs(1 - eps*L))",
    experiments=(
        Experiment(
            "heavy_ball.ravine_any",
            "error_momentum < error_descent",
            {"error_momentum": "nonnegative", "error_descent": "nonnegative"},
        ),
    ),
    mutants=(
        Mutant(
            "momentum is slower",
            "max(spectral_radius(M(mu)), spectral_radius(M(L))) > max(abs(1 - eps*mu), abs(1 - eps*L))",
        ),
        Mutant(
            "as fast as the root of alpha",
            "max(spectral_radius(M(mu)), spectral_radius(M(L))) == sqrt(alpha)",
        ),
    ),
    repair=Repair(
        says="Each tuned to its best, momentum is faster: its factor is (sqrt(kappa) - 1)/(sqrt(kappa) + 1) for every curvature in [mu, L], that of "
        "plain descent (kappa - 1)/(kappa + 1) or more. With a badly chosen alpha it is slower.",
        let=RAVINE_LET,
        define=TUNED,
        claim=FASTER,
        derivation=tuned_momentum,
        experiments=(
            Experiment(
                "heavy_ball.ravine_tuned",
                "error_momentum < error_descent",
                {"error_momentum": "nonnegative", "error_descent": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("the factor is its square", f"{TUNED_RADIUS} == a"),
            Mutant(
                "plain descent can be as fast",
                "max(abs(1 - e*mu), abs(1 - e*L)) <= (sqrt(L) - sqrt(mu))/(sqrt(L) + sqrt(mu))",
            ),
            Mutant("also without a ravine", let={"L": "real >= mu"}),
        ),
    ),
)
