"""The best step of the quadratic model, and what strong curvature forces on the step.

Along -g the model of the increment is a parabola in the step size: its vertex gives the best step and the decrease that it
promises, its second root the largest step that descends at all.

Main claims: quadratic_best_step, curvature_forces_small_step.

Notation: g gradient, H Hessian, e step size, q = g.g, s = g.Hg, m(e) = e^2 s/2 - e q the model of the increment along -g,
k = s/q the curvature along the gradient.

References: notes000 (ill-conditioning), notes001 (2.1, 2.4).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures
from theory.taylor_increment import MEASURED

MODEL = {"m(e)": "e**2*dot(g, H @ g)/2 - e*dot(g, g)", "best": "dot(g, g)/dot(g, H @ g)"}


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

CLAIMS = (quadratic_best_step, curvature_forces_small_step)
