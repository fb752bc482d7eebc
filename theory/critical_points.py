"""What the derivatives at a critical point say about it, and what they leave open.

Polynomials with a critical point at 0 show every case: their lowest power decides, and the second derivative decides only where it
is not zero.

Main claims: minimum_hessian_signs, one_variable_critical, multivariate_hessian_types, axis_minimum.

Notation: f(h) = a h^2 + b h^3 + c h^4 on the line, f''(0) = 2a; in the plane f has curvatures a and b along the axes; r the radius of a
neighbourhood; D a difference of values f(x* + h) - f(x*), s the second derivative along a direction.

References: notes000 (saddles), notes002 (1, 2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures_core

LOWEST = "exists(r, 'positive', forall(h, 'real in (-r, r)', f(h) >= f(0)))"
HIGHEST = "exists(r, 'positive', forall(h, 'real in (-r, r)', f(h) <= f(0)))"
LOWEST_AROUND = (
    "exists(r, 'positive', forall(x, 'real in (-r, r)', forall(y, 'real in (-r, r)', f(x, y) >= f(0, 0))))"
)
HIGHEST_AROUND = (
    "exists(r, 'positive', forall(x, 'real in (-r, r)', forall(y, 'real in (-r, r)', f(x, y) <= f(0, 0))))"
)
QUARTIC = {"f(h)": "a*h**2 + b*h**3 + c*h**4"}
LINE = {"a": "real", "b": "real", "c": "real"}
ON_LINE = {**LINE, "lowest": "real", "highest": "real", "flat": "real", "turns": "real"}
IN_PLANE = {
    "a": "real",
    "b": "real",
    "c": "real",
    "d": "real",
    "lowest": "real",
    "highest": "real",
    "lowest_on_axes": "real",
    "way_down": "real",
}
ANSWER_2 = Source("notes002", "2")
TAYLOR = (
    "By Taylor's theorem the difference of values D at a distance h differs from s h^2/2 by less than |s| h^2/4 once h is small, "
    "because the second derivative is continuous."
)


def line(observes: str) -> tuple[Experiment, ...]:
    """A statement about random quartics of one variable next to a critical point."""
    return (Experiment("critical_points.critical_line", observes, ON_LINE),)


def plane(observes: str) -> tuple[Experiment, ...]:
    """A statement about random quartics of two variables around a critical point."""
    return (Experiment("critical_points.critical_plane", observes, IN_PLANE),)


minimum_hessian_signs = Claim(
    id="minimum_hessian_signs",
    title="The Hessian at a minimum",
    says="At a local minimum all eigenvalues of the Hessian are positive.",
    about="The statement is the claim for the quartics of one variable with a critical point at 0; the only eigenvalue is f''(0) = 2a.",
    scope="instance",
    source=Source("notes000", "saddles"),
    tier="main",
    let=LINE,
    define=QUARTIC,
    given={"minimum": LOWEST},
    claim="2*a > 0",
    experiments=line("implies(lowest == 1, a > 0)"),
    mutants=(Mutant("negative", "2*a < 0"), Mutant("at any critical point", "2*a >= 0", without="minimum")),
    repair=Repair(
        says="No eigenvalue is negative: along every direction the second derivative s is at least 0.",
        let={"s": "real"},
        given={"taylor": "forall(e, 'positive', exists(h, 'positive', s*h**2/2 + e*h**2 >= 0))"},
        without=("minimum",),
        claim="s >= 0",
        scope="reduction",
        about="s = d.Hd for a direction d. f(x* + h d) - f(x*) is not negative near a minimum, and it is s h^2/2 up to e h^2 for every e > 0 "
        "and h small enough (Taylor).",
        derivation=lambda: (
            Step("divided", "forall(e, 'positive', s/2 + e >= 0)", "algebra", "Divide by h^2.", ("taylor",)),
            Step("sign", "s >= 0", "algebra", "As e tends to 0.", ("divided",)),
        ),
        experiments=line("implies(lowest == 1, a >= 0)"),
        mutants=(Mutant("strictly", "s > 0"), Mutant("at any point", without="taylor")),
    ),
)


def curvature_decides() -> tuple[Step, ...]:
    """Where s is not 0 the square outweighs the remainder."""
    return (
        Step("near", "s*D >= s**2*h**2/2 - abs(s)*(abs(s)*h**2/4)", "algebra", "Multiply by s.", ("taylor",)),
        Step("quarter", "s**2*h**2/2 - abs(s)*(abs(s)*h**2/4) == s**2*h**2/4", "algebra", "|s|^2 = s^2."),
        Step("sign", "s*D > 0", "algebra", "Neither s nor h is 0.", ("near", "quarter")),
    )


CURVED = Repair(
    says="It is one where the second derivative is not zero: then values next to it differ to the side of its sign.",
    let={"s": "nonzero", "h": "nonzero", "D": "real"},
    given={"taylor": "abs(D - s*h**2/2) <= abs(s)*h**2/4"},
    claim="s*D > 0",
    scope="reduction",
    about=TAYLOR,
    derivation=curvature_decides,
    experiments=line("implies(a > 0, lowest == 1) and implies(a < 0, highest == 1)"),
    mutants=(Mutant("the other side", "s*D < 0"), Mutant("any remainder", without="taylor")),
)

one_variable_critical = Claim(
    id="one_variable_critical",
    title="Critical points in one variable",
    says="In one variable every critical point is a local minimum or a local maximum.",
    about="The statement is the claim for the quartics with a critical point at 0.",
    scope="instance",
    source=Source("notes002", "1"),
    tier="main",
    let=LINE,
    define=QUARTIC,
    claim=f"{LOWEST} or {HIGHEST}",
    experiments=line("lowest == 1 or highest == 1"),
    mutants=(Mutant("a minimum", LOWEST), Mutant("a maximum", HIGHEST)),
    repair=CURVED,
)

multivariate_hessian_types = Entry(
    id="multivariate_hessian_types",
    figures=figures_core.saddle,
    title="Indefinite and semidefinite Hessians",
    says="Where the Hessian at a critical point is indefinite, or semidefinite with a zero eigenvalue, there is no local extremum.",
    source=Source("notes002", "1"),
    tier="main",
    members=(
        Claim(
            id="multivariate_hessian_types__indefinite",
            title="An indefinite Hessian",
            says="Where the Hessian has eigenvalues of both signs, the critical point is no extremum.",
            about="p > 0 and -q < 0 are second derivatives along two directions, D and E the differences of values at the distance h along "
            f"them. {TAYLOR} So there are higher and lower values as near as one likes.",
            scope="reduction",
            source=Source("notes002", "1"),
            let={"p": "positive", "q": "positive", "h": "nonzero", "D": "real", "E": "real"},
            given={
                "up": "abs(D - p*h**2/2) <= p*h**2/4",
                "down": "abs(E + q*h**2/2) <= q*h**2/4",
            },
            claim="D > 0 and E < 0",
            derivation=lambda: (
                Step("above", "D >= p*h**2/4", "algebra", "The remainder takes at most half.", ("up",)),
                Step("below", "E <= -q*h**2/4", "algebra", "The same below.", ("down",)),
                Step("both", "D > 0 and E < 0", "algebra", "h is not 0.", ("above", "below")),
            ),
            experiments=plane("implies(a*b - c**2 < 0, lowest == 0 and highest == 0)"),
            mutants=(Mutant("both above", "D > 0 and E > 0"), Mutant("no remainder bound", without="down")),
        ),
        Claim(
            id="multivariate_hessian_types__degenerate",
            title="A semidefinite Hessian with a zero eigenvalue",
            says="Where the Hessian is semidefinite with a zero eigenvalue, the critical point is no extremum.",
            about="The statement is the claim for a x^2/2 + b y^4 with a >= 0, whose Hessian at 0 has the eigenvalues a and 0.",
            scope="instance",
            source=Source("notes002", "1"),
            let={"a": "nonnegative", "b": "real"},
            define={"f(x, y)": "a*x**2/2 + b*y**4"},
            claim=f"not {LOWEST_AROUND} and not {HIGHEST_AROUND}",
            experiments=plane("implies(a*b - c**2 == 0, lowest == 0 and highest == 0)"),
            mutants=(
                Mutant("rises along y", "exists(r, 'positive', forall(y, 'real in (-r, r)', f(0, y) >= 0))"),
                Mutant("falls along x", "exists(r, 'positive', forall(x, 'real in (-r, r)', f(x, 0) < 0))"),
            ),
            repair=Repair(
                says="Nothing follows: with the same Hessian 0 is a minimum where b >= 0, and there is a way down where b < 0.",
                let={"x": "real", "y": "nonzero"},
                claim="implies(b >= 0, f(x, y) >= f(0, 0)) and implies(b < 0, f(0, y) < f(0, 0))",
                derivation=lambda: (
                    Step(
                        "bowl", "implies(b >= 0, f(x, y) >= f(0, 0))", "algebra", "Both terms are at least 0."
                    ),
                    Step(
                        "way_down",
                        "implies(b < 0, f(0, y) < f(0, 0))",
                        "algebra",
                        "Along the y axis f is b y^4.",
                    ),
                    Step(
                        "both",
                        "implies(b >= 0, f(x, y) >= f(0, 0)) and implies(b < 0, f(0, y) < f(0, 0))",
                        "algebra",
                        "Both cases.",
                        ("bowl", "way_down"),
                    ),
                ),
                mutants=(
                    Mutant("always a minimum", "f(x, y) >= f(0, 0)"),
                    Mutant("strictly", "implies(b >= 0, f(x, y) > f(0, 0))"),
                ),
            ),
        ),
    ),
)

axis_minimum = Claim(
    id="axis_minimum",
    title="Lowest along every axis",
    says="A critical point that is lowest along every coordinate axis is a local minimum.",
    about="The statement is the claim for (x^2 + y^2)/2 + c x y, which is lowest at 0 along both axes whatever c is.",
    scope="instance",
    source=ANSWER_2,
    tier="main",
    let={"c": "real"},
    define={"f(x, y)": "(x**2 + y**2)/2 + c*x*y"},
    claim=LOWEST_AROUND,
    experiments=plane("implies(lowest_on_axes == 1, lowest == 1)"),
    mutants=(
        Mutant("along the diagonal", "exists(r, 'positive', forall(x, 'real in (-r, r)', f(x, -x) >= 0))"),
        Mutant("c does not matter", "forall(x, 'real', f(x, x) >= 0)"),
    ),
    repair=Repair(
        says="It is one for a quadratic, of any size, that curves upwards along every direction.",
        let={"n": "integer >= 1", "H": "psd(n)", "z": "vector(n)"},
        define={"q(u)": "dot(u, H @ u)/2"},
        claim="q(z) >= q(zeros(n, 1))",
        derivation=lambda: (
            Step("at_zero", "q(zeros(n, 1)) == 0", "words", "The value at the critical point."),
            Step("above", "dot(z, H @ z) >= 0", "words", "H is positive semidefinite."),
            Step("lowest", "q(z) >= q(zeros(n, 1))", "algebra", "Together.", ("at_zero", "above")),
        ),
        experiments=plane(
            "implies(a >= 0 and b >= 0 and a*b - c**2 >= 0 and d >= 0, lowest == 1)",
        ),
        mutants=(
            Mutant("any symmetric H", let={"H": "symmetric(n)"}),
            Mutant("strictly above", "q(z) > q(zeros(n, 1))"),
        ),
    ),
)

TURNS = "exists(r, 'positive', forall(h, 'real in (0, r)', s(h) > 0 and s(-h) < 0))"
second_derivative_sign_change = Claim(
    id="second_derivative_sign_change",
    title="Where the slope changes its sign",
    says="The slope changes from negative to positive exactly where the second derivative is positive.",
    about="The statement is the claim for a h^2 + b h^4 at 0: the slope is s(h) = 2 a h + 4 b h^3, the second derivative 2 a.",
    scope="instance",
    source=ANSWER_2,
    tier="minor",
    let={"a": "real", "b": "real"},
    define={"s(h)": "2*a*h + 4*b*h**3"},
    claim=f"iff({TURNS}, 2*a > 0)",
    experiments=line("iff(turns == 1, a > 0)"),
    mutants=(Mutant("from positive to negative", f"iff({TURNS}, 2*a < 0)"), Mutant("always", TURNS)),
    repair=Repair(
        says="A positive second derivative is enough, not necessary: then the slope has the sign of h next to the point.",
        let={"s2": "positive", "h": "nonzero", "slope": "real"},
        given={"taylor": "abs(slope - s2*h) <= s2*abs(h)/2"},
        claim="slope*h > 0",
        scope="reduction",
        about="s2 is the second derivative, slope the first one at the distance h. By the mean value theorem slope = f''(z) h for some z in "
        "between, and f''(z) differs from s2 by less than s2/2 once h is small, because f'' is continuous.",
        derivation=lambda: (
            Step(
                "times_h",
                "slope*h >= s2*h**2 - abs(h)*(s2*abs(h)/2)",
                "algebra",
                "Multiply by h.",
                ("taylor",),
            ),
            Step("half", "s2*h**2 - abs(h)*(s2*abs(h)/2) == s2*h**2/2", "algebra", "|h|^2 = h^2."),
            Step("sign", "slope*h > 0", "algebra", "h is not 0.", ("times_h", "half")),
        ),
        experiments=line("implies(a > 0, turns == 1)"),
        mutants=(Mutant("the other way", "slope*h < 0"), Mutant("no bound", without="taylor")),
    ),
)


CLAIMS = (
    minimum_hessian_signs,
    one_variable_critical,
    multivariate_hessian_types,
    axis_minimum,
    second_derivative_sign_change,
)
