"""What one gradient step adds to the cost, and how good the second-order prediction is.

The increment along -eps g is the curvature term minus the linear term of the expansion: exactly so for quadratics of any
dimension, up to a remainder o(eps^2) for smooth costs, and up to L |g|^3 eps^3/6 where the Hessian is Lipschitz continuous.

Main claims: taylor_gd_increment.

Notation: J cost, x point, g gradient at x, H Hessian at x, eps step size, q = g.g, s = g.Hg, ng = |g|, L Lipschitz constant of
the Hessian, J0 and J1 the cost before and after the step.

References: notes000 (ill-conditioning), notes001 (2.1), nesterov2004 (remainder bounds).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Source
from proofs_check.statement.derivation import Step
from theory import figures

QUADRATIC_LET = {"n": "integer >= 1", "H": "symmetric(n)", "b": "vector(n)", "x": "vector(n)", "eps": "real"}
QUADRATIC = {"J(y)": "dot(y, H @ y)/2 + dot(b, y)", "g": "H @ x + b"}
MEASURED = {"J0": "real", "J1": "real"}
NORMS = {"q": "nonnegative", "s": "real", "ng": "nonnegative", "L": "nonnegative"}
INCREMENT = "eps**2*dot(g, H @ g)/2 - eps*dot(g, g)"
SOURCE = Source("notes000", "ill-conditioning; notes001 2.1(2)")


def on_quadratics(observes: str, *kinds: str) -> tuple[Experiment, ...]:
    """A statement about the costs J0 before and J1 after one step, on random quadratics of these kinds."""
    measured = {**MEASURED, "g": "vector(n)"}
    return tuple(Experiment(f"quadratics.quadratic_{kind}", observes, measured) for kind in kinds)


REMAINDER_MEASURED = Experiment(
    "smooth.smooth_step",
    "abs(J1 - J0 - (eps**2*s/2 - eps*q)) <= L*abs(eps)**3*ng**3/6",
    {**MEASURED, **NORMS, "eps": "real"},
)


def quadratic_increment() -> tuple[Step, ...]:
    """J at the moved point, term by term; the gradient is H x + b because H is symmetric."""
    return (
        Step(
            "quadratic_part",
            "dot(x - eps*g, H @ (x - eps*g))/2 == dot(x, H @ x)/2 - eps*dot(g, H @ x) + eps**2*dot(g, H @ g)/2",
            "words",
            "Expand the product; x.Hg and g.Hx agree because H is symmetric.",
        ),
        Step(
            "linear_part",
            "dot(b, x - eps*g) == dot(b, x) - eps*dot(g, b)",
            "words",
            "The linear term is linear.",
        ),
        Step("gradient", "dot(g, H @ x) + dot(g, b) == dot(g, g)", "words", "H x + b is the gradient g."),
        Step(
            "increment",
            f"J(x - eps*g) - J(x) == {INCREMENT}",
            "words",
            "Add both parts and collect the multiples of eps.",
            ("quadratic_part", "linear_part", "gradient"),
        ),
    )


def smooth_increment() -> tuple[Step, ...]:
    """From the integral form of Taylor's remainder to o(eps**2)."""
    return (
        Step(
            "weight",
            "diff(eps*u - u**2/2, u) == eps - u",
            "algebra",
            "The remainder is the integral of (eps - u) (phi''(u) - phi''(0)) over u from 0 to eps (Taylor, integral form); "
            "this is the antiderivative of its weight.",
            let={"u": "real"},
        ),
        Step("total_weight", "eps*eps - eps**2/2 == eps**2/2", "algebra", "The whole weight is eps**2/2."),
        Step(
            "relative",
            "abs(R)/eps**2 <= w/2",
            "algebra",
            "w is the largest |phi''(u) - phi''(0)| for u between 0 and eps, so |R| is at most w times the weight.",
            ("taylor",),
        ),
        Step("vanishes", "limit(z/2, z, 0) == 0", "limit", "phi'' is continuous, so w tends to 0 with eps."),
        Step(
            "conclusion",
            "abs(R)/eps**2 <= w/2 and limit(z/2, z, 0) == 0",
            "algebra",
            "Both together: R is o(eps**2).",
            ("relative", "vanishes"),
        ),
    )


def lipschitz_remainder() -> tuple[Step, ...]:
    """The integral of the remainder's bound."""
    return (
        Step(
            "antiderivative",
            "diff(F(u), u) == (eps - u)*(c*u)",
            "algebra",
            "F is an antiderivative of the integrand.",
        ),
        Step("integral", "F(eps) - F(0) == c*eps**3/6", "algebra", "Put the ends."),
        Step(
            "remainder",
            "abs(R) <= c*eps**3/6",
            "algebra",
            "Taylor's bound with that integral.",
            ("taylor", "integral"),
        ),
        Step(
            "together",
            "diff(F(u), u) == (eps - u)*(c*u) and abs(R) <= c*eps**3/6",
            "algebra",
            "Both.",
            ("antiderivative", "remainder"),
        ),
    )


taylor_gd_increment = Entry(
    id="taylor_gd_increment",
    title="What a gradient step adds to the cost",
    says="A step of -eps g changes the cost by (1/2) eps^2 g.Hg - eps g.g up to o(eps^2), exactly so for a quadratic cost.",
    source=SOURCE,
    tier="core",
    figures=figures.increment,
    members=(
        Claim(
            id="taylor_gd_increment__quadratic",
            title="Exact for quadratic costs of any dimension",
            says="For a quadratic J with symmetric H of any size the increment is exactly the second-order prediction.",
            source=SOURCE,
            let=QUADRATIC_LET,
            define=QUADRATIC,
            claim=f"J(x - eps*g) - J(x) == {INCREMENT}",
            derivation=quadratic_increment,
            experiments=on_quadratics(f"J1 - J0 == {INCREMENT}", "definite", "indefinite", "singular"),
            mutants=(
                Mutant(
                    "the linear term is added",
                    "J(x - eps*g) - J(x) == eps**2*dot(g, H @ g)/2 + eps*dot(g, g)",
                ),
                Mutant(
                    "the factor 1/2 is lost", "J(x - eps*g) - J(x) == eps**2*dot(g, H @ g) - eps*dot(g, g)"
                ),
                Mutant("H need not be symmetric", let={"H": "matrix(n, n)"}),
            ),
        ),
        Claim(
            id="taylor_gd_increment__smooth",
            title="Up to o(eps^2) for twice continuously differentiable costs",
            says="The remainder R of the prediction, divided by eps^2, tends to 0 with eps.",
            about="J is C^2 and phi(eps) = J(x - eps g). By the chain rule phi'(0) = -g.g and phi''(0) = g.Hg. Taylor's theorem "
            "with the integral remainder gives phi(eps) = phi(0) - eps g.g + eps^2 g.Hg/2 + R with |R| <= eps^2 w/2, where w is "
            "the largest |phi''(u) - phi''(0)| for u between 0 and eps. With a Hessian of Lipschitz constant L, "
            "w <= L |eps| |g|^3, and the remainder is at most L |eps|^3 |g|^3/6.",
            scope="reduction",
            source=SOURCE,
            let={"eps": "nonzero", "R": "real", "w": "nonnegative", "z": "real"},
            given={"taylor": "abs(R) <= w*eps**2/2"},
            claim="abs(R)/eps**2 <= w/2 and limit(z/2, z, 0) == 0",
            derivation=smooth_increment,
            experiments=(REMAINDER_MEASURED,),
            mutants=(
                Mutant("a remainder of a higher order", "abs(R)/abs(eps)**3 <= w/2"),
                Mutant("half of the bound", "abs(R)/eps**2 <= w/4"),
            ),
        ),
        Claim(
            id="taylor_gd_increment__lipschitz",
            title="The remainder when the Hessian is Lipschitz continuous",
            says="With a Hessian of Lipschitz constant L the remainder is at most L |g|^3 eps^3/6.",
            about="J is C^2 with a Hessian of Lipschitz constant L (so is a C^3 function on a bounded set), c = L |g|^3, eps > 0 (for eps < 0 go "
            "the other way). Then |phi''(u) - phi''(0)| <= c u, and Taylor's theorem with the integral remainder gives |R| <= the "
            "integral of (eps - u) c u over u from 0 to eps, which is F(eps) - F(0) for an antiderivative F.",
            scope="reduction",
            source=SOURCE,
            let={"eps": "positive", "c": "nonnegative", "R": "real", "u": "real"},
            define={"F(x)": "c*(eps*x**2/2 - x**3/3)"},
            given={"taylor": "abs(R) <= F(eps) - F(0)"},
            claim="diff(F(u), u) == (eps - u)*(c*u) and abs(R) <= c*eps**3/6",
            derivation=lipschitz_remainder,
            experiments=(REMAINDER_MEASURED,),
            mutants=(
                Mutant("half of the bound", "abs(R) <= c*eps**3/12"),
                Mutant("the weight is lost", "diff(F(u), u) == eps*(c*u)"),
            ),
        ),
    ),
)

CLAIMS = (taylor_gd_increment,)
