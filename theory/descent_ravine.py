"""Ravines: bouncing between the walls and creeping along the floor.

Main claims: ravine_bounce_crawl.

Notation: H Hessian with extreme eigenvalues lo and hi, kappa = hi/lo, u and v their eigenvectors, eps learning rate, x1 the point after a step.

References: notes000 (ill-conditioning), nesterov2004.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_descent

RAVINE = Source("notes000", "ill-conditioning")
SPECTRUM = {"lo": "min(eigenvalues(H))", "hi": "max(eigenvalues(H))"}
STEP_LET = {"n": "integer >= 1", "H": "spd(n)", "x": "vector(n)", "v": "vector(n)", "eps": "positive"}
MEASURED = {
    "H": "spd(n)",
    "x": "vector(n)",
    "x1": "vector(n)",
    "u": "vector(n)",
    "v": "vector(n)",
    "lo": "positive",
    "hi": "positive",
}


def sign_changes() -> tuple[Step, ...]:
    """The component along an eigenvector is multiplied by 1 - eps hi."""
    return (
        Step(
            "component",
            "dot(v, x1) == (1 - eps*hi)*dot(v, x)",
            "algebra",
            "v is an eigenvector of the symmetric matrix H.",
            ("steep",),
        ),
        Step(
            "product",
            "iff((1 - c)*w*w < 0, c > 1)",
            "algebra",
            "A square is positive.",
            let={"c": "real", "w": "nonzero"},
        ),
        Step(
            "bounces",
            "iff(dot(v, x1)*dot(v, x) < 0, eps*hi > 1)",
            "algebra",
            "With c = eps hi.",
            ("component", "off_floor", Use("product", {"c": "eps*hi", "w": "dot(v, x)"})),
        ),
    )


bounce = Claim(
    id="ravine_bounce_crawl__bounce",
    title="The iterates bounce between the walls",
    says="Along the steepest eigendirection the iterates change sign at every step, for every step size.",
    source=RAVINE,
    let=STEP_LET,
    define={**SPECTRUM, "x1": "x - eps*(H @ x)"},
    given={"steep": "H @ v == hi*v", "off_floor": "dot(v, x) != 0"},
    claim="dot(v, x1)*dot(v, x) < 0",
    mutants=(
        Mutant("never", "dot(v, x1)*dot(v, x) > 0"),
        Mutant("also on the floor", without="off_floor"),
    ),
    repair=Repair(
        says="They change sign exactly when the step is longer than 1/lmax.",
        claim="iff(dot(v, x1)*dot(v, x) < 0, eps*hi > 1)",
        derivation=sign_changes,
        experiments=(
            Experiment(
                "descent.descent_on_quadratic",
                "implies(dot(v, x) != 0, iff(dot(v, x1)*dot(v, x) < 0, eps*hi > 1))",
                MEASURED,
            ),
        ),
        mutants=(
            Mutant("from half that on", "iff(dot(v, x1)*dot(v, x) < 0, eps*hi > 1/2)"),
            Mutant("along any direction", without="steep"),
        ),
    ),
)


def slowest_direction() -> tuple[Step, ...]:
    """No number is close to both 1/lo and 1/hi."""
    return (
        Step(
            "shallow_factor",
            "norm(u - eps*(H @ u)) == abs(1 - eps*lo)*norm(u)",
            "algebra",
            "u is an eigenvector.",
            ("shallow",),
        ),
        Step(
            "steep_factor",
            "norm(v - eps*(H @ v)) == abs(1 - eps*hi)*norm(v)",
            "algebra",
            "v is an eigenvector.",
            ("steep",),
        ),
        Step("ends", "0 < lo and lo <= hi", "algebra", "H is positive definite."),
        Step(
            "worse",
            "max(abs(1 - e*a), abs(1 - e*c)) >= (c/a - 1)/(c/a + 1)",
            "algebra",
            "Either e a <= 2 a/(a + c), or e c > 2 c/(a + c).",
            let={"a": "positive", "c": "positive", "e": "positive"},
            given=("a <= c",),
        ),
        Step(
            "crawls",
            CRAWLS,
            "algebra",
            "With a = lo, c = hi.",
            ("shallow_factor", "steep_factor", "ends", Use("worse", {"a": "lo", "c": "hi", "e": "eps"})),
        ),
    )


CRAWLS = (
    "norm(u - eps*(H @ u)) == abs(1 - eps*lo)*norm(u) and norm(v - eps*(H @ v)) == abs(1 - eps*hi)*norm(v) "
    "and max(abs(1 - eps*lo), abs(1 - eps*hi)) >= (hi/lo - 1)/(hi/lo + 1)"
)
crawl = Claim(
    id="ravine_bounce_crawl__crawl",
    title="They creep along the floor",
    says="Per step the distance to the minimum shrinks by no better a factor than (kappa - 1)/(kappa + 1), for every step size and start.",
    about="The statement is the claim for H = diag(kappa, 1) with kappa >= 100.",
    scope="instance",
    source=RAVINE,
    let={"kappa": "real >= 100", "x": "real", "y": "real", "eps": "positive"},
    claim="sqrt((x - eps*kappa*x)**2 + (y - eps*y)**2) >= (kappa - 1)/(kappa + 1)*sqrt(x**2 + y**2)",
    mutants=(
        Mutant(
            "no contraction at all",
            "sqrt((x - eps*kappa*x)**2 + (y - eps*y)**2) >= sqrt(x**2 + y**2)",
        ),
        Mutant(
            "no worse a factor",
            "sqrt((x - eps*kappa*x)**2 + (y - eps*y)**2) <= (kappa - 1)/(kappa + 1)*sqrt(x**2 + y**2)",
        ),
    ),
    repair=Repair(
        says="For every step size there is a start with that slow a contraction: along the shallowest or the steepest eigenvector the factor "
        "is |1 - eps lmin| or |1 - eps lmax|, and the larger of them is at least (kappa - 1)/(kappa + 1). Other starts may be faster.",
        let={
            "n": "integer >= 1",
            "H": "spd(n)",
            "u": "vector(n)",
            "v": "vector(n)",
            "eps": "positive",
        },
        define=SPECTRUM,
        given={"steep": "H @ v == hi*v", "shallow": "H @ u == lo*u"},
        claim=CRAWLS,
        derivation=slowest_direction,
        experiments=(
            Experiment(
                "descent.descent_on_eigenvectors",
                "abs(1 - eps*lo)*norm(u) == norm(u1) and abs(1 - eps*hi)*norm(v) == norm(v1)",
                {**MEASURED, "u1": "vector(n)", "v1": "vector(n)"},
            ),
        ),
        mutants=(
            Mutant("both factors", "min(abs(1 - eps*lo), abs(1 - eps*hi)) >= (hi/lo - 1)/(hi/lo + 1)"),
            Mutant("a slower bound", "max(abs(1 - eps*lo), abs(1 - eps*hi)) >= 1 - lo/hi"),
        ),
    ),
)

ravine_bounce_crawl = Entry(
    id="ravine_bounce_crawl",
    title="Bouncing and creeping in a ravine",
    says="In a ravine gradient descent bounces between the walls and creeps along the floor.",
    source=RAVINE,
    tier="main",
    figures=figures_descent.ravine,
    members=(bounce, crawl),
)

CLAIMS = (ravine_bounce_crawl,)
