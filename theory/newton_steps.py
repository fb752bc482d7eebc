"""Newton steps near saddles and maxima.

With the absolute value of the Hessian in its place the step runs away from saddles; without, it runs to maxima as well.

Main claims: saddle_free_newton, newton_and_maxima.

Notation: H Hessian, P = |H| its absolute value (the same eigenvectors, the absolute values of the eigenvalues), v an eigenvector, l its
eigenvalue.

References: notes000 (saddles), dauphin2014.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_descent

SADDLES = Source("notes000", "saddles")
SADDLE_LET = {
    "n": "integer >= 1",
    "H": "symmetric(n)",
    "P": "spd(n)",
    "x": "vector(n)",
    "v": "vector(n)",
    "l": "nonzero",
}
ABSOLUTE = {"eigen": "H @ v == l*v", "absolute": "P @ v == abs(l)*v", "nonzero": "v != zeros(n, 1)"}
FREE = "implies(l > 0, dot(v, x1) == 0) and implies(l < 0, abs(dot(v, x1)) > abs(dot(v, x)))"


def saddle_free_step() -> tuple[Step, ...]:
    """Along an eigenvector the step multiplies by 1 - l/|l|."""
    return (
        Step("inverse", "inv(P) @ v == v/abs(l)", "words", "P v = |l| v.", ("absolute",)),
        Step(
            "symmetric",
            "dot(v, inv(P) @ y) == dot(inv(P) @ v, y)",
            "words",
            "P is symmetric.",
            let={"y": "vector(n)"},
        ),
        Step("curvature", "dot(v, H @ x) == l*dot(v, x)", "words", "H is symmetric.", ("eigen",)),
        Step(
            "through_inverse",
            "dot(v, inv(P) @ (H @ x)) == dot(v, H @ x)/abs(l)",
            "words",
            "The inverse acts on v.",
            ("inverse", Use("symmetric", {"y": "H @ x"})),
        ),
        Step(
            "component",
            "dot(v, x1) == dot(v, x) - l/abs(l)*dot(v, x)",
            "algebra",
            "What the step does to the component.",
            ("through_inverse", "curvature"),
        ),
        Step(
            "sign",
            "implies(z > 0, z/abs(z) == 1) and implies(z < 0, z/abs(z) == -1)",
            "algebra",
            let={"z": "nonzero"},
        ),
        Step(
            "doubles",
            "implies(l > 0, dot(v, x1) == 0) and implies(l < 0, dot(v, x1) == 2*dot(v, x))",
            "algebra",
            "l/|l| is 1 or -1.",
            ("component", Use("sign", {"z": "l"})),
        ),
        Step("free", FREE, "algebra", "Twice a number that is not 0 is larger.", ("doubles", "off_axis")),
    )


saddle_free_newton = Claim(
    id="saddle_free_newton",
    title="The saddle-free Newton step",
    says="With |H| in place of H the step removes the components of positive curvature and drives those of negative curvature away.",
    about="P is the matrix absolute value of the invertible Hessian H: symmetric, positive definite, with |l| for every eigenvalue l. One step is "
    "enough for the components of positive curvature.",
    source=SADDLES,
    tier="minor",
    let=SADDLE_LET,
    define={"x1": "x - inv(P) @ (H @ x)"},
    given=ABSOLUTE,
    claim=FREE,
    mutants=(
        Mutant("Newton's own step", "implies(l < 0, dot(v, x - v) == 0)"),
        Mutant("it removes them all", "implies(l < 0, dot(v, x1) == 0)"),
    ),
    repair=Repair(
        says="A start that has no component along the negative direction does not get one; otherwise the component doubles at every step.",
        given={"off_axis": "dot(v, x) != 0"},
        derivation=saddle_free_step,
        experiments=(
            Experiment(
                "newton.saddle_free",
                "implies(l > 0, dot(v, x1) == 0) and implies(l < 0, dot(v, x1) == 2*dot(v, x))",
                {"x1": "vector(n)"},
            ),
        ),
        mutants=(
            Mutant("any start", without="off_axis"),
            Mutant("another matrix in place of |H|", without="absolute"),
        ),
    ),
)

MAXIMA = {"n": "integer >= 1", "P": "psd(n)", "x": "vector(n)", "eps": "positive"}
moves_away = Claim(
    id="newton_and_maxima__gradient",
    title="Gradient descent leaves maxima",
    says="Gradient descent that starts near a local maximum moves away from it, for every learning rate.",
    about="The statement is the claim for J(y) = -y.Py/2 with P positive semidefinite, which has a local maximum at 0, and a start x != 0.",
    scope="instance",
    source=SADDLES,
    let=MAXIMA,
    given={"away": "x != zeros(n, 1)"},
    claim="norm(x + eps*(P @ x)) > norm(x)",
    mutants=(
        Mutant("it comes nearer", "norm(x + eps*(P @ x)) < norm(x)"),
        Mutant("also from the maximum itself", without="away"),
    ),
    repair=Repair(
        says="So it is where the Hessian is negative definite (shown for quadratics of any dimension); on a flat top nothing moves.",
        let={"P": "spd(n)"},
        derivation=lambda: (
            Step(
                "square",
                "dot(x + eps*(P @ x), x + eps*(P @ x)) - dot(x, x) == 2*eps*dot(x, P @ x) + eps**2*dot(P @ x, P @ x)",
                "words",
                "Expand the square.",
            ),
            Step("curved", "dot(x, P @ x) > 0", "algebra", "P is positive definite.", ("away",)),
            Step(
                "farther",
                "norm(x + eps*(P @ x)) > norm(x)",
                "algebra",
                "Both terms are positive.",
                ("square", "curved"),
            ),
        ),
        experiments=(
            Experiment(
                "newton.near_maximum",
                "implies(dot(x, x) > 0, norm(x_descent) > norm(x))",
                {"x_descent": "vector(n)", "x": "vector(n)"},
            ),
        ),
        mutants=(
            Mutant("also from the maximum itself", without="away"),
            Mutant("by the factor 1 + eps", "norm(x + eps*(P @ x)) > (1 + eps)*norm(x)"),
        ),
    ),
)

newton_arrives = Claim(
    id="newton_and_maxima__newton",
    title="Newton's method is attracted to maxima",
    says="Newton's method that starts near a local maximum converges to it.",
    about="The statement is the claim for J(y) = -y.Py/2 with P positive semidefinite, whose local maximum is 0: the step leads to 0.",
    scope="instance",
    source=SADDLES,
    let={"n": "integer >= 1", "P": "psd(n)", "x": "vector(n)"},
    claim="x - inv(-P) @ (-P @ x) == zeros(n, 1)",
    mutants=(
        Mutant("it moves away", "norm(x - inv(-P) @ (-P @ x)) > norm(x)"),
        Mutant("it stays", "x - inv(-P) @ (-P @ x) == x"),
    ),
    repair=Repair(
        says="So it is where the Hessian is negative definite (shown for quadratics of any dimension, where one step suffices); at a flat top the "
        "step is not even defined.",
        let={"P": "spd(n)"},
        derivation=lambda: (
            Step("solved", "inv(-P) @ (-P @ x) == x", "words", "The inverse cancels the Hessian."),
            Step("there", "x - inv(-P) @ (-P @ x) == zeros(n, 1)", "words", "The step leads to the maximum."),
        ),
        experiments=(Experiment("newton.near_maximum", "norm(x_newton) == 0", {"x_newton": "vector(n)"}),),
        mutants=(
            Mutant("half the step", "x - inv(-P) @ (-P @ x)/2 == zeros(n, 1)"),
            Mutant("the other way", "x + inv(-P) @ (-P @ x) == zeros(n, 1)"),
        ),
    ),
)

newton_and_maxima = Entry(
    id="newton_and_maxima",
    title="Maxima repel gradient descent and attract Newton's method",
    says="Near a local maximum gradient descent moves away, for every learning rate, and Newton's method converges to it.",
    source=SADDLES,
    tier="main",
    figures=figures_descent.newton,
    members=(moves_away, newton_arrives),
)

CLAIMS = (saddle_free_newton, newton_and_maxima)
