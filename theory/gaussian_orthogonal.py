"""Gaussian orthogonal matrices: exact probabilities of positive definiteness, and spectra that are shifted down by the value.

Main claims: eigenvalue_coin_flip (for Gaussian matrices), low_value_curvature_random.

Notation: H = [[a + c, b], [b, a - c]] with independent normal a, b, c of equal variance; z eigenvalues before the shift, c u the shift at the value u;
x = c u in units in which the spectrum of large matrices fills [-2, 2].

References: notes000 (saddles), bray_dean2007, dean_majumdar2006.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures_random_hessians

COINS = Source("notes000", "saddles; notes001 2.3(3); notes002 2")
SURPRISE = Source("notes000", "saddles")
COUNTED = {"n": "integer >= 1", "P": "real", "one": "real", "width": "real"}
POSITIVE = "iff(2*a > 0 and (a + c)*(a - c) - b**2 > 0, a > 1/sqrt(2))"
VALUES = "chance == (2 - sqrt(2))/4 and chance < 1/4"


def measured(*observed: tuple[str, str]) -> tuple[Experiment, ...]:
    """Statements about P as it is counted, integrated or estimated."""
    return tuple(Experiment(f"random_matrices.{world}", says, COUNTED) for world, says in observed)


gaussian_two = Claim(
    id="eigenvalue_coin_flip__gaussian_orthogonal",
    title="Gaussian symmetric matrices, n = 2",
    says="Gaussian symmetric matrices of size 2 are positive definite with probability 1/4.",
    about="H and -H have the same distribution, so that an eigenvalue picked at random is positive with probability 1/2. The direction of (a, b, c) is uniform on the "
    "sphere, and H is positive definite on the cap a > 1/sqrt(2). By Archimedes the share of the sphere above the height z is (1 - z)/2.",
    scope="instance",
    source=COINS,
    let={"chance": "real"},
    given={"cap": "chance == (1 - 1/sqrt(2))/2"},
    claim="chance == 1/4",
    experiments=measured(("goe_counted", "abs(P - 1/2**n) <= width")),
    mutants=(Mutant("1/8", "chance == 1/8"), Mutant("more often", "chance > 1/4")),
    repair=Repair(
        says="The probability is (2 - sqrt 2)/4, about 0.146: the eigenvalues repel each other. For larger n it falls like 3^(-n^2/4), not like 2^-n.",
        let={"a": "real", "b": "real", "c": "real"},
        given={"sphere": "a**2 + b**2 + c**2 == 1"},
        claim=f"{POSITIVE} and {VALUES}",
        scope="reduction",
        about="The cap a > 1/sqrt(2) of the sphere, on which H is positive definite, has the share (1 - 1/sqrt(2))/2 (Archimedes: zones of equal height have equal area).",
        derivation=lambda: (
            Step(
                "squares",
                "(a + c)*(a - c) - b**2 == 2*a**2 - 1",
                "algebra",
                "The determinant on the sphere.",
                ("sphere",),
            ),
            Step("positive", POSITIVE, "algebra", "a > 0 and a^2 > 1/2.", ("squares",)),
            Step(
                "zones",
                "2*pi*sqrt(1 - t**2)*sqrt(1 + t**2/(1 - t**2)) == 2*pi",
                "algebra",
                "A circle of radius sqrt(1 - t^2) times the slope: the zone of height dt has the area 2 pi dt.",
                let={"t": "real in (-1, 1)"},
            ),
            Step("value", VALUES, "algebra", "The share above z = 1/sqrt(2).", ("cap",)),
            Step("both", f"{POSITIVE} and {VALUES}", "algebra", "Both.", ("positive", "value")),
        ),
        experiments=measured(
            ("goe_integrated", "implies(n == 1, P == 1/2) and implies(n == 2, P == (2 - sqrt(2))/4)"),
            ("goe_counted", "abs(one - 1/2) <= width and implies(n == 2, abs(P - (2 - sqrt(2))/4) <= width)"),
            (
                "goe_rare",
                "P + width < 1/2**n and exp(-n**2*log(3)/2) < P - width and P + width < exp(-n**2*log(3)/4)",
            ),
        ),
        mutants=(
            Mutant("the determinant alone", "iff((a + c)*(a - c) - b**2 > 0, a > 1/sqrt(2))"),
            Mutant("any length", without="sphere"),
        ),
    ),
)

DENSITY = "(q - p)*(1 - p)*(1 - q)/(1 + p**2 + q**2)**3"
ARC = "(1 - v)*(v**2 + 3*v + 1)*atan(u/sqrt(v**2 + 1))/(8*sqrt(v**2 + 1)**5)"
RATIO = (
    "(u**3*(-v**3 - 2*v**2 + 2*v + 1) + u*(v**5 - 6*v**4 + 7*v**3 - 7*v**2 + 6*v - 1) - 2*v**6 - 2*v**4 + 2*v**2 + 2)"
    "/(8*(v**2 + 1)**2*(u**2 + v**2 + 1)**2)"
)
OUTER = "v*(1 + v)*atan(v/sqrt(v**2 + 1))/(8*sqrt(v**2 + 1)**3) + 1/(8*(v**2 + 1)) + atan(sqrt(2)*v)/(8*sqrt(2)) - v/(8*(v**2 + 1))"
INSIDE = f"diff(F(p, q), p) == {DENSITY}"
OUTSIDE = "diff(K(q), q) == F(q, q) - F(0, q)"
TOTAL = "8/(sqrt(2)*pi)*(K(1) - K(0)) == 1/4 - 1/(sqrt(2)*pi) and 1/4 - 1/(sqrt(2)*pi) < 1/8"
gaussian_three = Claim(
    id="eigenvalue_coin_flip__gaussian_orthogonal_3",
    title="Gaussian symmetric matrices, n = 3",
    says="Gaussian symmetric matrices of size 3 are positive definite with probability 1/8.",
    about="On the left stands the probability: see the integral in the repair.",
    scope="instance",
    source=COINS,
    let={},
    claim="1/4 - 1/(sqrt(2)*pi) == 1/8",
    experiments=measured(("goe_counted", "abs(P - 1/2**n) <= width")),
    mutants=(
        Mutant("1/16", "1/4 - 1/(sqrt(2)*pi) == 1/16"),
        Mutant("more often", "1/4 - 1/(sqrt(2)*pi) > 1/8"),
    ),
    repair=Repair(
        says="The probability is 1/4 - 1/(sqrt(2) pi), about 0.025: a fifth of 1/8.",
        let={"p": "real in (0, 1)", "q": "real in (0, 1)"},
        define={"F(u, v)": f"{ARC} + {RATIO}", "K(v)": OUTER},
        claim=f"{INSIDE} and {OUTSIDE} and {TOTAL}",
        scope="reduction",
        about="The ordered eigenvalues are s (p, q, 1) where all are positive; their density is the product of the differences times exp(-tr(H^2)/2), divided by sqrt(2) pi "
        "(Mehta). Integrating over s leaves 8/(sqrt(2) pi) times the integral of (q - p)(1 - p)(1 - q)/(1 + p^2 + q^2)^3 over 0 < p < q < 1. F is an antiderivative in p, "
        "K one of the inner integral.",
        derivation=lambda: (
            Step("inner", INSIDE, "algebra", "The inner integral, by its antiderivative."),
            Step("outer", OUTSIDE, "algebra", "The outer one."),
            Step("angles", "atan(1/sqrt(2)) + atan(sqrt(2)) == pi/2", "algebra", "Complementary angles."),
            Step("value", TOTAL, "algebra", "From q = 0 to q = 1.", ("angles",)),
            Step(
                "all",
                f"{INSIDE} and {OUTSIDE} and {TOTAL}",
                "algebra",
                "Together.",
                ("inner", "outer", "value"),
            ),
        ),
        experiments=measured(
            ("goe_integrated", "implies(n == 3, P == 1/4 - 1/(sqrt(2)*pi))"),
            ("goe_rare", "implies(n == 3, abs(P - (1/4 - 1/(sqrt(2)*pi))) <= width)"),
        ),
        mutants=(
            Mutant("a third", f"{INSIDE} and 8/(sqrt(2)*pi)*(K(1) - K(0)) == 1/3 - 1/(sqrt(2)*pi)"),
            Mutant("another antiderivative", "diff(K(q), q) == F(q, q)"),
        ),
    ),
)

SHARE = "1/2 - x*sqrt(4 - x**2)/(4*pi) - asin(x/2)/pi"
ABOVE = "sum((1 + sign(z[i] - c*{0}))/2, i, 0, n - 1)"
low_value_curvature_random = Entry(
    id="low_value_curvature_random",
    title="Positive eigenvalues at low values",
    says="In random fields the eigenvalues of the Hessian at critical points are the more likely positive the lower the value.",
    source=SURPRISE,
    tier="main",
    figures=figures_random_hessians.shifted,
    members=(
        Claim(
            id="low_value_curvature_random__shifted",
            title="Every realisation",
            says="In an isotropic Gaussian field no more eigenvalues are positive at a higher value, draw by draw.",
            about="Given the value u and a vanishing gradient the Hessian of an isotropic Gaussian field is a Gaussian matrix that does not depend on u, minus c u times the "
            "identity with c > 0 (the regression of the second derivatives on the value). z are the eigenvalues of the first part. Their density is positive everywhere, so that the "
            "probability falls strictly. It is that of the Hessian at a given point, given that it is critical; among the critical points of a field, counted, each would weigh |det H| (see the drawn fields).",
            scope="reduction",
            source=SURPRISE,
            let={"n": "integer >= 1", "z": "vector(n)", "c": "positive", "u": "real", "v": "real"},
            given={"higher": "u < v"},
            claim=f"{ABOVE.format('v')} <= {ABOVE.format('u')}",
            derivation=lambda: (
                Step("shift", "c*u < c*v", "algebra", "c is positive.", ("higher",)),
                Step(
                    "one",
                    "(1 + sign(z[i] - c*v))/2 <= (1 + sign(z[i] - c*u))/2",
                    "algebra",
                    "Every eigenvalue is lower.",
                    ("shift",),
                    let={"i": "integer in [0, n - 1]"},
                ),
                Step("all", f"{ABOVE.format('v')} <= {ABOVE.format('u')}", "algebra", "Summed.", ("one",)),
            ),
            experiments=(
                Experiment(
                    "random_matrices.goe_shifted",
                    "at_v <= at_u",
                    {"at_u": "real", "at_v": "real", "u": "real", "v": "real"},
                ),
            ),
            mutants=(
                Mutant("more of them", f"{ABOVE.format('v')} >= {ABOVE.format('u')}"),
                Mutant("in any order", without="higher"),
            ),
        ),
        Claim(
            id="low_value_curvature_random__mean_field",
            title="Large n",
            says="For large n the share of positive eigenvalues falls strictly from 1 to 0 as the value rises.",
            about="The spectrum of large Gaussian orthogonal matrices fills [-2, 2] with the density sqrt(4 - x^2)/(2 pi) (Wigner); x is the level below which eigenvalues are shifted "
            "under 0. The share above it has the derivative -sqrt(4 - x^2)/(2 pi).",
            scope="reduction",
            source=SURPRISE,
            let={"x": "real in (-2, 2)"},
            define={"P(x)": SHARE},
            claim="diff(P(x), x) == -sqrt(4 - x**2)/(2*pi) and diff(P(x), x) < 0 and P(-2) == 1 and P(0) == 1/2 and P(2) == 0",
            derivation=lambda: (
                Step("slope", "diff(P(x), x) == -sqrt(4 - x**2)/(2*pi)", "algebra", "The density."),
                Step("falls", "diff(P(x), x) < 0", "algebra", "It is positive inside.", ("slope",)),
                Step("ends", "P(-2) == 1 and P(0) == 1/2 and P(2) == 0", "algebra", "asin 1 = pi/2."),
                Step(
                    "all",
                    "diff(P(x), x) == -sqrt(4 - x**2)/(2*pi) and diff(P(x), x) < 0 and P(-2) == 1 and P(0) == 1/2 and P(2) == 0",
                    "algebra",
                    "Together.",
                    ("slope", "falls", "ends"),
                ),
            ),
            experiments=(
                Experiment(
                    "random_matrices.goe_limit",
                    f"abs(share - ({SHARE})) <= 1/50",
                    {"share": "real"},
                ),
            ),
            mutants=(
                Mutant("it rises", "diff(P(x), x) > 0"),
                Mutant("a straight line", "P(x) == (2 - x)/4"),
            ),
        ),
        Claim(
            id="low_value_curvature_random__fields",
            title="Drawn fields",
            says="In random trigonometric polynomials of three variables the lower half of the critical points has the larger share of positive eigenvalues.",
            about="All critical points of Gaussian trigonometric polynomials are found and split by their value; the statement is what usually happens.",
            scope="empirical",
            source=SURPRISE,
            let={"low": "real", "high": "real"},
            claim="low > high",
            experiments=(Experiment("random_fields.gaussian_fields", "low > high"),),
            mutants=(Mutant("the other way", "low < high"), Mutant("nearly equal", "low < high + 1/10")),
        ),
    ),
)
