"""When the norm of the gradient grows: under gradient flow, and in one step of gradient descent.

Under gradient flow the squared norm changes at the rate -2 g.Hg, so positive curvature along the gradient lowers it; one discrete step
changes it by eps^2 |Hg|^2 - 2 eps g.Hg, and only steps that are long against the curvature raise it.

Main claims: gradient_norm_growth_reason.

Notation: J cost, g gradient, H Hessian, eps step size, q = g.g, s = g.Hg, dq and ds their rates along the flow.

References: notes001 (2.1).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use

PLACE = Source("notes001", "2.1(3)")
QUADRATIC_LET = {
    "n": "integer >= 1",
    "H": "symmetric(n)",
    "b": "vector(n)",
    "x": "vector(n)",
    "eps": "positive",
}
AT = {"g(y)": "H @ y + b", "x1": "x - eps*g(x)"}
CHANGE = "eps**2*dot(H @ g(x), H @ g(x)) - 2*eps*dot(g(x), H @ g(x))"
GROWS = "dot(g(x1), g(x1)) > dot(g(x), g(x))"
CUBIC_ABOUT = "J is any C^2 function; the statement is the claim for the cubic polynomials of one variable, J(y) = b y + a y^2/2 + c y^3"


def change_of_one_step() -> tuple[Step, ...]:
    """The gradient of a quadratic after the step is (I - eps H) g."""
    return (
        Step("next", "g(x1) == g(x) - eps*(H @ g(x))", "words", "The gradient is affine."),
        Step(
            "change",
            f"dot(g(x1), g(x1)) - dot(g(x), g(x)) == {CHANGE}",
            "words",
            "Expand the square.",
            ("next",),
        ),
        Step(
            "sign",
            "iff(eps**2*v - 2*eps*w > 0, eps*v > 2*w)",
            "algebra",
            "Divide by the step.",
            let={"v": "real", "w": "real"},
        ),
        Step(
            "grows",
            f"iff({GROWS}, eps*dot(H @ g(x), H @ g(x)) > 2*dot(g(x), H @ g(x)))",
            "algebra",
            "With v = |Hg|^2, w = g.Hg.",
            ("change", Use("sign", {"v": "dot(H @ g(x), H @ g(x))", "w": "dot(g(x), H @ g(x))"})),
        ),
        Step(
            "together",
            f"dot(g(x1), g(x1)) - dot(g(x), g(x)) == {CHANGE} "
            f"and iff({GROWS}, eps*dot(H @ g(x), H @ g(x)) > 2*dot(g(x), H @ g(x)))",
            "algebra",
            "Both.",
            ("change", "grows"),
        ),
    )


CUBIC = {"Jp(u)": "b + a*u + 3*c*u**2", "Jpp(u)": "a + 6*c*u", "q(u)": "Jp(u)**2", "s(u)": "Jpp(u)*Jp(u)**2"}
under_descent = Claim(
    id="gradient_norm_growth_reason__descent",
    title="Gradient descent",
    says="If the curvature term along the gradient is positive and grows faster than the squared gradient norm, the norm grows.",
    about=f"{CUBIC_ABOUT}; the step goes from 0 to z = -eps b. 'Growing faster' is read as: s grows, and by a larger factor than q.",
    scope="instance",
    source=PLACE,
    let={"a": "real", "b": "nonzero", "c": "real", "eps": "positive"},
    define={**CUBIC, "z": "-eps*b"},
    given={"curved": "a > 0"},
    claim="implies(s(z) > s(0) and s(z)*q(0) > q(z)*s(0), q(z) > q(0))",
    mutants=(
        Mutant("the norm falls", "implies(s(z) > s(0) and s(z)*q(0) > q(z)*s(0), q(z) < q(0))"),
        Mutant("also without growth", "implies(s(z) > 0, q(z) > q(0))"),
    ),
    repair=Repair(
        says="It is the length of the step that counts: on a quadratic of any dimension the squared norm changes by eps^2 |Hg|^2 - 2 eps "
        "g.Hg, so it grows exactly when eps |Hg|^2 > 2 g.Hg; positive curvature along the gradient works against it.",
        let=QUADRATIC_LET,
        define=AT,
        without=("curved",),
        claim=f"dot(g(x1), g(x1)) - dot(g(x), g(x)) == {CHANGE} "
        f"and iff({GROWS}, eps*dot(H @ g(x), H @ g(x)) > 2*dot(g(x), H @ g(x)))",
        derivation=change_of_one_step,
        experiments=(
            Experiment(
                "descent.gradient_norm_step",
                "q1 - dot(g0, g0) == eps**2*dot(H @ g0, H @ g0) - 2*eps*dot(g0, H @ g0)",
                {"q1": "nonnegative", "g0": "vector(n)"},
            ),
        ),
        mutants=(
            Mutant("half the threshold", f"iff({GROWS}, eps*dot(H @ g(x), H @ g(x)) > dot(g(x), H @ g(x)))"),
            Mutant("positive curvature suffices", f"implies(dot(g(x), H @ g(x)) > 0, {GROWS})"),
        ),
    ),
)


def rate_of_flow() -> tuple[Step, ...]:
    """The chain rule along the flow x' = -g."""
    return (
        Step(
            "rate",
            "diff(Jp(u)**2, u)*(-Jp(u)) == -2*s(u)",
            "algebra",
            "The squared norm changes with the flow at the rate (J'^2)' (-J') = -2 J'' J'^2.",
        ),
        Step(
            "sign",
            "iff(diff(Jp(u)**2, u)*(-Jp(u)) > 0, s(u) < 0)",
            "algebra",
            "It grows where s is negative.",
            ("rate",),
        ),
        Step(
            "together",
            "diff(Jp(u)**2, u)*(-Jp(u)) == -2*s(u) and iff(diff(Jp(u)**2, u)*(-Jp(u)) > 0, s(u) < 0)",
            "algebra",
            "Both.",
            ("rate", "sign"),
        ),
    )


under_flow = Claim(
    id="gradient_norm_growth_reason__flow",
    title="Gradient flow",
    says="Under gradient flow the same: if s is positive and grows faster than q, then q grows.",
    about=f"{CUBIC_ABOUT}; dq and ds are the rates of q and s along the flow u' = -J'(u). 'Growing faster' is read as ds/s > dq/q.",
    scope="instance",
    source=PLACE,
    let={"a": "real", "b": "real", "c": "real", "u": "real"},
    define={
        **CUBIC,
        "dq": "diff(Jp(u)**2, u)*(-Jp(u))",
        "ds": "diff(Jpp(u)*Jp(u)**2, u)*(-Jp(u))",
    },
    claim="implies(s(u) > 0 and ds > 0 and ds*q(u) > dq*s(u), dq > 0)",
    mutants=(
        Mutant("positive curvature is enough", "implies(s(u) > 0, dq > 0)"),
        Mutant("the norm stays", "implies(s(u) > 0 and ds > 0, dq == 0)"),
    ),
    repair=Repair(
        says="Under gradient flow q changes at the rate -2 s: it grows exactly where the curvature along the gradient is negative.",
        claim="diff(Jp(u)**2, u)*(-Jp(u)) == -2*s(u) and iff(diff(Jp(u)**2, u)*(-Jp(u)) > 0, s(u) < 0)",
        about="For J of several variables the chain rule gives d(g.g)/dt = 2 g.H(-g) = -2 g.Hg in the same way; here along one variable.",
        derivation=rate_of_flow,
        mutants=(
            Mutant("once", "diff(Jp(u)**2, u)*(-Jp(u)) == -s(u)"),
            Mutant("the other sign", "iff(diff(Jp(u)**2, u)*(-Jp(u)) > 0, s(u) > 0)"),
        ),
    ),
)

gradient_norm_growth_reason = Entry(
    id="gradient_norm_growth_reason",
    title="Does curvature make the gradient norm grow?",
    says="The squared gradient norm is said to grow because the curvature term along the gradient grows faster.",
    source=PLACE,
    tier="main",
    members=(under_descent, under_flow),
)

CLAIMS = (gradient_norm_growth_reason,)
