"""The second-order Taylor picture of one gradient step.

A gradient step of size eps is predicted by the curvature term minus the linear term of the expansion. The claims say what the
prediction is worth: exact for quadratics, up to a bounded remainder for smooth functions, and silent about large steps.

Main claims: taylor_gd_increment, taylor_increase_threshold, tiny_step_increase, quadratic_best_step,
curvature_forces_small_step.

Notation: J cost, x point, g gradient at x, H Hessian at x, eps step size, q = g.g, s = g.Hg, m(e) the quadratic model of the
increment along -g, L Lipschitz constant of the Hessian, k = s/q the curvature along the gradient.

References: notes000 (ill-conditioning), notes001 (2.1), nesterov2004 (remainder bounds).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures

QUADRATIC_LET = {"n": "integer >= 1", "H": "symmetric(n)", "b": "vector(n)", "x": "vector(n)", "eps": "real"}
QUADRATIC = {"J(y)": "dot(y, H @ y)/2 + dot(b, y)", "g": "H @ x + b"}
MODEL = {"m(e)": "e**2*dot(g, H @ g)/2 - e*dot(g, g)", "best": "dot(g, g)/dot(g, H @ g)"}
MEASURED = {"J0": "real", "J1": "real"}
NORMS = {"q": "nonnegative", "s": "real", "ng": "nonnegative", "L": "nonnegative"}
INCREMENT = "eps**2*dot(g, H @ g)/2 - eps*dot(g, g)"
SOURCE = Source("notes000", "ill-conditioning; notes001 2.1(2)")


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
            experiments=(
                Experiment(
                    "quadratics.quadratic_definite", f"J1 - J0 == {INCREMENT}", {**MEASURED, "g": "vector(n)"}
                ),
                Experiment(
                    "quadratics.quadratic_indefinite",
                    f"J1 - J0 == {INCREMENT}",
                    {**MEASURED, "g": "vector(n)"},
                ),
                Experiment(
                    "quadratics.quadratic_singular", f"J1 - J0 == {INCREMENT}", {**MEASURED, "g": "vector(n)"}
                ),
            ),
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
            experiments=(
                Experiment(
                    "smooth.smooth_step",
                    "abs(J1 - J0 - (eps**2*s/2 - eps*q)) <= L*abs(eps)**3*ng**3/6",
                    {**MEASURED, **NORMS, "eps": "real"},
                ),
            ),
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
            experiments=(
                Experiment(
                    "smooth.smooth_step",
                    "abs(J1 - J0 - (eps**2*s/2 - eps*q)) <= L*abs(eps)**3*ng**3/6",
                    {**MEASURED, **NORMS, "eps": "real"},
                ),
            ),
            mutants=(
                Mutant("half of the bound", "abs(R) <= c*eps**3/12"),
                Mutant("the weight is lost", "diff(F(u), u) == eps*(c*u)"),
            ),
        ),
    ),
)


def threshold_of_quadratics() -> tuple[Step, ...]:
    """For a quadratic the prediction is the increment, so the threshold is exact."""
    return (
        Step(
            "increment",
            f"J(x - eps*g) - J(x) == {INCREMENT}",
            "claim",
            "The increment of a quadratic is the prediction.",
            ("taylor_gd_increment__quadratic",),
        ),
        Step(
            "threshold",
            "implies(eps**2*dot(g, H @ g)/2 > eps*dot(g, g), J(x - eps*g) > J(x))",
            "algebra",
            "A positive increment is a rise.",
            ("increment",),
        ),
    )


PRINTED_THRESHOLD = "implies(eps**2*s/2 > eps*q, J1 > J0)"
taylor_increase_threshold = Claim(
    id="taylor_increase_threshold",
    title="When the curvature term wins, the cost rises",
    says="If the curvature term exceeds the linear term, the cost rises along the negative gradient.",
    about="J is any C^2 function. The statement is the claim for the cubic polynomials of one variable at the point 0, where the "
    "gradient is b and the Hessian is a: what holds for all C^2 functions holds for them.",
    scope="instance",
    source=SOURCE,
    tier="core",
    figures=figures.increment,
    let={"a": "real", "b": "nonzero", "c": "real", "eps": "positive"},
    define={"J(y)": "b*y + a*y**2/2 + c*y**3"},
    claim="implies(eps**2*(b*a*b)/2 > eps*b**2, J(-eps*b) > J(0))",
    experiments=(
        Experiment("smooth.smooth_step", PRINTED_THRESHOLD, {**MEASURED, **NORMS}),
        Experiment("perceptron.mlp_step_full", PRINTED_THRESHOLD, {**MEASURED, **NORMS}),
        Experiment("perceptron.mlp_step_minibatch", PRINTED_THRESHOLD, {**MEASURED, **NORMS}),
    ),
    mutants=(
        Mutant("the converse", "implies(J(-eps*b) > J(0), eps**2*(b*a*b)/2 > eps*b**2)"),
        Mutant("the cost falls", "implies(eps**2*(b*a*b)/2 > eps*b**2, J(-eps*b) < J(0))"),
    ),
    repair=Repair(
        says="For a quadratic cost, of any dimension, the rise is certain.",
        let=QUADRATIC_LET,
        define=QUADRATIC,
        claim="implies(eps**2*dot(g, H @ g)/2 > eps*dot(g, g), J(x - eps*g) > J(x))",
        derivation=threshold_of_quadratics,
        experiments=(
            Experiment(
                "quadratics.quadratic_definite",
                "implies(eps**2*dot(g, H @ g)/2 > eps*dot(g, g), J1 > J0)",
                {**MEASURED, "g": "vector(n)"},
            ),
            Experiment(
                "quadratics.quadratic_indefinite",
                "implies(eps**2*dot(g, H @ g)/2 > eps*dot(g, g), J1 > J0)",
                {**MEASURED, "g": "vector(n)"},
            ),
        ),
        mutants=(
            Mutant(
                "half the threshold", "implies(eps**2*dot(g, H @ g) > eps*dot(g, g), J(x - eps*g) > J(x))"
            ),
            Mutant("the curvature term alone", "implies(dot(g, H @ g) > 0, J(x - eps*g) > J(x))"),
        ),
    ),
)


def small_step_descends() -> tuple[Step, ...]:
    """Below the step 2 g.g/|g.Hg| the linear term wins."""
    small = "2*dot(g, g)/(abs(dot(g, H @ g)) + dot(g, g))"
    return (
        Step("gradient_is_positive", "dot(g, g) > 0", "algebra", "The gradient is not zero.", ("nonzero",)),
        Step(
            "below",
            "e**2*dot(g, H @ g)/2 - e*dot(g, g) < 0",
            "algebra",
            "e |g.Hg|/2 is less than g.g there.",
            ("gradient_is_positive",),
            let={"e": f"real in (0, {small})"},
        ),
        Step(
            "lower",
            "J(x - e*g) < J(x)",
            "algebra",
            "The increment of a quadratic is the prediction.",
            ("below", Use("taylor_gd_increment__quadratic", {"eps": "e"})),
            let={"e": f"real in (0, {small})"},
        ),
        Step(
            "descends",
            "exists(eps0, 'positive', forall(eps, 'real in (0, eps0)', J(x - eps*g) < J(x)))",
            "witness",
            "Take that bound for eps0.",
            ("lower", "gradient_is_positive"),
            at=small,
        ),
    )


MOVED = "J(x - eps*kappa*x, y - eps*y)"
tiny_step_increase = Claim(
    id="tiny_step_increase",
    title="Even a tiny step raises the cost",
    says="Where the Hessian is ill-conditioned, even arbitrarily small gradient steps raise the cost.",
    about="J is any C^2 function whose Hessian is ill-conditioned. The statement is the claim for the quadratics of two variables "
    "with curvatures kappa and 1 (a condition number of at least 1000), at the point (x, y), where the gradient is (kappa x, y).",
    scope="instance",
    source=Source("notes000", "ill-conditioning; notes001 2.1(1)"),
    tier="core",
    figures=figures.tiny_steps,
    let={"kappa": "real >= 1000", "x": "real", "y": "real"},
    define={"J(u, v)": "(kappa*u**2 + v**2)/2"},
    given={"nonzero": "kappa*x != 0 or y != 0"},
    claim=f"exists(eps0, 'positive', forall(eps, 'real in (0, eps0)', {MOVED} > J(x, y)))",
    experiments=(
        Experiment(
            "quadratics.quadratic_definite",
            "implies(eps > 0 and eps < dot(g, g)/(abs(dot(g, H @ g)) + dot(g, g)), J1 > J0)",
            {**QUADRATIC_LET, **MEASURED, "g": "vector(n)"},
            {"gradient": "g != zeros(n, 1)"},
        ),
    ),
    mutants=(
        Mutant(
            "raises or keeps it",
            f"exists(eps0, 'positive', forall(eps, 'real in (0, eps0)', {MOVED} >= J(x, y)))",
        ),
        Mutant("raises it for every step", f"forall(eps, 'positive', {MOVED} > J(x, y))"),
    ),
    repair=Repair(
        says="On the contrary: where the gradient is not zero, every small enough step lowers the cost, however ill-conditioned the "
        "Hessian is (shown for quadratics of any dimension; the threshold shrinks with the curvature).",
        let={**QUADRATIC_LET},
        define=QUADRATIC,
        given={"nonzero": "g != zeros(n, 1)"},
        claim="exists(eps0, 'positive', forall(eps, 'real in (0, eps0)', J(x - eps*g) < J(x)))",
        derivation=small_step_descends,
        experiments=(
            Experiment(
                "quadratics.quadratic_definite",
                "implies(eps > 0 and eps < dot(g, g)/(abs(dot(g, H @ g)) + dot(g, g)), J1 < J0)",
                {**MEASURED, "g": "vector(n)"},
                {"nonzero": "g != zeros(n, 1)"},
            ),
        ),
        mutants=(
            Mutant("for every step", "forall(eps, 'positive', J(x - eps*g) < J(x))"),
            Mutant("also where the gradient is zero", without="nonzero"),
        ),
    ),
)


def best_step() -> tuple[Step, ...]:
    """The parabola m is minimal where its derivative vanishes: SymPy finds the place, the square proves it."""
    import sympy

    from proofs_check.engines.sympy_engine import state

    e, q, s = sympy.symbols("e q s", real=True)
    model = e**2 * s / 2 - e * q
    place = sympy.solve(sympy.diff(model, e), e)[0]
    parabola = f"{state(model)} - ({state(model.subs(e, place))}) == s*(e - {state(place)})**2/2"
    return (
        Step(
            "complete_the_square",
            parabola,
            "algebra",
            "The derivative of the model vanishes at q/s; around it the model is a square.",
            let={"q": "real", "s": "positive", "e": "real"},
        ),
        Step(
            "value",
            "m(best) == -dot(g, g)**2/(2*dot(g, H @ g))",
            "algebra",
            "Put the best step into the model.",
            ("curvature",),
        ),
        Step(
            "gap",
            "m(e) - m(best) == dot(g, H @ g)*(e - best)**2/2",
            "algebra",
            "The square with q = g.g and s = g.Hg.",
            (
                "curvature",
                "value",
                Use("complete_the_square", {"q": "dot(g, g)", "s": "dot(g, H @ g)", "e": "e"}),
            ),
        ),
        Step(
            "best",
            "m(best) <= m(e) and m(best) == -dot(g, g)**2/(2*dot(g, H @ g))",
            "algebra",
            "A square times a positive number is not negative.",
            ("curvature", "gap", "value"),
        ),
    )


quadratic_best_step = Claim(
    id="quadratic_best_step",
    title="The best step of the quadratic model",
    says="The model is minimal at eps* = g.g/(g.Hg), where it promises a decrease of (g.g)^2/(2 g.Hg).",
    source=Source("notes000", "ill-conditioning; notes001 2.4(4)"),
    tier="core",
    figures=figures.increment,
    let={"n": "integer >= 1", "H": "symmetric(n)", "g": "vector(n)", "e": "real"},
    define=MODEL,
    given={"nonzero": "g != zeros(n, 1)"},
    claim="m(best) <= m(e) and m(best) == -dot(g, g)**2/(2*dot(g, H @ g))",
    mutants=(
        Mutant("half the step", "m(best/2) <= m(e)"),
        Mutant("twice the decrease", "m(best) == -dot(g, g)**2/dot(g, H @ g)"),
    ),
    repair=Repair(
        says="The curvature along the gradient must be positive: g.Hg > 0 (certain where H is positive definite).",
        given={"curvature": "dot(g, H @ g) > 0"},
        derivation=best_step,
        experiments=(
            Experiment(
                "quadratics.quadratic_best_step",
                "J_best - J0 == -dot(g, g)**2/(2*dot(g, H @ g))",
                {"J_best": "real", "J0": "real"},
            ),
        ),
        mutants=(
            Mutant("the largest value", "m(best) >= m(e)"),
            Mutant("twice the decrease", "m(best) == -dot(g, g)**2/dot(g, H @ g)"),
        ),
    ),
)


def curvature_limits() -> tuple[Step, ...]:
    """All that the curvature along the gradient forces on the step."""
    claim = curvature_forces_small_step.claim
    return (
        Step(
            "root",
            "m(e) == e*(s*e - 2*q)/2",
            "algebra",
            "The model has the roots 0 and 2 q/s.",
            let={"e": "real"},
        ),
        Step(
            "admissible",
            "forall(e, 'positive', iff(m(e) < 0, e < 2*q/s))",
            "algebra",
            "For e > 0 the sign is that of s e - 2 q.",
        ),
        Step(
            "best",
            "forall(e, 'real', m(e) >= m(q/s))",
            "algebra",
            "The parabola opens upwards; its vertex is at q/s.",
        ),
        Step("decrease", "m(q/s) == -q**2/(2*s)", "algebra", "Put the best step into the model."),
        Step(
            "step_vanishes",
            "limit(2*q/(k*q), k, oo) == 0",
            "limit",
            "With s = k q the admissible step is 2/k.",
        ),
        Step(
            "decrease_vanishes",
            "limit((q**2/(2*(k*q)))/q, k, oo) == 0",
            "limit",
            "With s = k q the decrease relative to q is 1/(2 k).",
        ),
        Step(
            "together",
            claim,
            "algebra",
            "All parts together.",
            ("admissible", "best", "decrease", "step_vanishes", "decrease_vanishes"),
        ),
    )


curvature_forces_small_step = Claim(
    id="curvature_forces_small_step",
    title="Strong curvature forces small steps",
    says="The admissible step is 2q/s, the best decrease q^2/(2s), and both (the second relative to q) vanish as s/q grows.",
    source=Source("notes000", "ill-conditioning; notes001 2.1(3)"),
    tier="core",
    figures=figures.curvature,
    let={"q": "positive", "s": "positive", "k": "positive"},
    define={"m(e)": "e**2*s/2 - e*q"},
    claim="forall(e, 'positive', iff(m(e) < 0, e < 2*q/s)) and forall(e, 'real', m(e) >= m(q/s)) and m(q/s) == -q**2/(2*s) "
    "and limit(2*q/(k*q), k, oo) == 0 and limit((q**2/(2*(k*q)))/q, k, oo) == 0",
    derivation=curvature_limits,
    experiments=(
        Experiment(
            "quadratics.quadratic_best_step",
            "J_best - J0 == -dot(g, g)**2/(2*dot(g, H @ g)) and implies(eps > 0, iff(J1 < J0, eps < 2*dot(g, g)/dot(g, H @ g)))",
            {
                "n": "integer >= 1",
                "H": "symmetric(n)",
                "g": "vector(n)",
                "eps": "real",
                **MEASURED,
                "J_best": "real",
            },
            {"curvature": "dot(g, H @ g) > 0"},
        ),
    ),
    mutants=(
        Mutant("the threshold is the best step", "forall(e, 'positive', iff(m(e) < 0, e < q/s))"),
        Mutant("twice the decrease", "m(q/s) == -q**2/s"),
        Mutant("the step does not vanish", "limit(2*q/(k*q), k, oo) == 2"),
    ),
)

CLAIMS = (
    taylor_gd_increment,
    taylor_increase_threshold,
    tiny_step_increase,
    quadratic_best_step,
    curvature_forces_small_step,
)
