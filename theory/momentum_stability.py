"""For which rates heavy ball converges on a quadratic cost: the spectral radius, and what it means for the runs.

Inside the range a quadratic form V of position and velocity loses x^2 + v^2 at every step, so it shrinks by a fixed factor; outside
there is a start from which the position is multiplied by a real root z with |z| >= 1 at every step.

Main claims: momentum_stability.

Notation: J = h x^2/2, q = eps h, alpha momentum parameter, x(t) and v(t) position and velocity, V = (P x^2 + 2 R x v + S v^2)/D.

References: notes001 (4.2), polyak1964.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Source
from proofs_check.statement.derivation import Step
from theory import figures_momentum
from theory.momentum_energy import CONVERGES, FORM, shrinking_form

PLACE = Source("notes001", "4.2")
RANGE = "0 < eps*h and eps*h < 2*(1 + alpha)"
MATRIX = "[[1 + alpha - {q}, -alpha], [1, 0]]"
RADIUS = f"spectral_radius({MATRIX.format(q='q')})"
IFF = f"iff(spectral_radius({MATRIX.format(q='eps*h')}) < 1, {RANGE})"
LET = {"alpha": "real in [0, 1)", "eps": "positive", "h": "real"}


def radius_below_one() -> tuple[Step, ...]:
    """Complex roots have the modulus sqrt(alpha); real ones lie in (-1, 1) if the polynomial is positive at -1 and 1."""
    return (
        Step(
            "inside",
            f"{RADIUS} < 1",
            "algebra",
            "At 1 the polynomial is q > 0, at -1 it is 2(1 + alpha) - q > 0, and the product of the roots is alpha < 1.",
            let={"q": "real in (0, 2*(1 + alpha))"},
        ),
        Step(
            "below",
            f"{RADIUS} >= 1",
            "algebra",
            "At 1 the polynomial is not positive: a root is at least 1.",
            let={"q": "real <= 0"},
        ),
        Step(
            "above",
            f"{RADIUS} >= 1",
            "algebra",
            "At -1 the polynomial is not positive: a root is at most -1.",
            let={"q": "real >= 2*(1 + alpha)"},
        ),
        Step(
            "first_way",
            f"implies({RANGE}, spectral_radius({MATRIX.format(q='eps*h')}) < 1)",
            "algebra",
            "With q = eps h.",
        ),
        Step(
            "at_zero",
            f"implies(eps*h <= 0, spectral_radius({MATRIX.format(q='eps*h')}) >= 1)",
            "algebra",
            "Below the range a root is at least 1.",
        ),
        Step(
            "at_the_end",
            f"implies(eps*h >= 2*(1 + alpha), spectral_radius({MATRIX.format(q='eps*h')}) >= 1)",
            "algebra",
            "Above the range a root is at most -1.",
        ),
        Step("together", IFF, "algebra", "Both directions.", ("first_way", "at_zero", "at_the_end")),
    )


ROOT = "z**2 - (1 + alpha - q)*z + alpha == 0"
LARGE_ROOT = f"exists(y, 'real', {ROOT.replace('z', 'y')} and abs(y) >= 1)"
FAILS = f"x(t) == z**t and implies(q <= 0, {LARGE_ROOT}) and implies(q >= 2*(1 + alpha), {LARGE_ROOT})"
LARGER = "((1 + alpha - q) + {sign}sqrt((1 + alpha - q)**2 - 4*alpha))/2"


def growing_run() -> tuple[Step, ...]:
    """A real root z is the factor of a run; outside the range there is one with |z| >= 1."""
    large, small = LARGER.format(sign=""), LARGER.format(sign="-")
    return (
        Step(
            "geometric",
            "x(t) == z**t and z*v(t) == z**t*(z - 1)",
            "induction",
            "Position and velocity are multiplied by z at every step.",
            ("root",),
            on="t",
        ),
        Step(
            "below",
            f"implies(q <= 0, exists(y, 'real', {ROOT.replace('z', 'y')} and abs(y) >= 1))",
            "witness",
            "For q <= 0 the larger root is at least 1.",
            at=large,
        ),
        Step(
            "above",
            f"implies(q >= 2*(1 + alpha), exists(y, 'real', {ROOT.replace('z', 'y')} and abs(y) >= 1))",
            "witness",
            "For q >= 2(1 + alpha) the smaller root is at most -1.",
            at=small,
        ),
        Step("together", FAILS, "algebra", "All parts.", ("geometric", "below", "above")),
    )


def unsettled_member() -> Claim:
    """Outside the range: the start that does not converge."""
    return Claim(
        id="momentum_stability__fails",
        title="Outside the range some start does not converge",
        says="Outside the range there is a start from which the size of the position never falls below 1.",
        about="z is a real root of z^2 - (1 + alpha - q) z + alpha, q = eps h; the run starts at 1 with the velocity 1 - 1/z, and is z^t. Outside the range there is "
        "a root with |z| >= 1: from that start the position does not tend to 0.",
        source=PLACE,
        tier="main",
        let={"alpha": "real in [0, 1)", "q": "real", "z": "nonzero", "t": "natural"},
        given={"root": ROOT},
        define={
            "x": Recurrence(("1",), "x(t) + alpha*v(t) - q*x(t)"),
            "v": Recurrence(("1 - 1/z",), "alpha*v(t) - q*x(t)"),
        },
        claim=FAILS,
        derivation=growing_run,
        experiments=(
            Experiment(
                "heavy_ball.heavy_ball_stability",
                "implies(eps*h <= -1/16 or eps*h >= 2*(1 + alpha) + 1/16, settled == 0)",
                {"eps": "positive", "h": "real", "settled": "integer"},
            ),
        ),
        mutants=(
            Mutant("without momentum's root", without="root"),
            Mutant("from any velocity", define={"v": Recurrence(("1",), "alpha*v(t) - q*x(t)")}),
        ),
    )


momentum_stability = Entry(
    id="momentum_stability",
    title="The stable rates of heavy ball",
    says="Heavy ball on h x^2/2 converges from every start if and only if 0 < eps h < 2(1 + alpha).",
    source=PLACE,
    tier="main",
    figures=figures_momentum.stability,
    members=(
        Claim(
            id="momentum_stability__radius",
            title="The spectral radius",
            says="The iteration matrix has a spectral radius below 1 if and only if 0 < eps h < 2(1 + alpha).",
            about="Converging means: to the critical point 0. (For h = 0 every run comes to rest, at a point that depends on its start.) What the radius means "
            "for the runs is shown by the other two parts: inside the range all of them converge, outside one of them does not.",
            source=PLACE,
            tier="main",
            let=LET,
            claim=IFF,
            derivation=radius_below_one,
            experiments=(
                Experiment(
                    "heavy_ball.heavy_ball_stability",
                    "implies(settled == 1, 0 < eps*h and eps*h < 2*(1 + alpha))",
                    {"settled": "integer"},
                ),
            ),
            mutants=(
                Mutant("the range of plain descent", IFF.replace("2*(1 + alpha)", "2")),
                Mutant("the end included", IFF.replace("eps*h < 2", "eps*h <= 2")),
                Mutant("2(1 - alpha)", IFF.replace("2*(1 + alpha)", "2*(1 - alpha)")),
            ),
        ),
        Claim(
            id="momentum_stability__converges",
            title="Inside the range every start converges",
            says="If 0 < eps h < 2(1 + alpha), the position tends to 0 from every start.",
            about="q = eps h. e is a helper: the quadratic form V along the run.",
            source=PLACE,
            tier="main",
            let={
                "alpha": "real in [0, 1)",
                "q": "real in (0, 2*(1 + alpha))",
                "x0": "real",
                "v0": "real",
                "t": "natural",
            },
            define=FORM,
            claim=CONVERGES,
            derivation=shrinking_form,
            experiments=(
                Experiment(
                    "heavy_ball.heavy_ball_stability",
                    "implies(eps*h >= 1/16 and eps*h <= 2*(1 + alpha) - 1/16, settled == 1)",
                    {"eps": "positive", "h": "real", "settled": "integer"},
                ),
            ),
            mutants=(
                Mutant("to the start", "limit(x(t), t, oo) == x0"),
                Mutant("also at the end", let={"q": "real in (0, 2*(1 + alpha)]"}),
            ),
        ),
        unsettled_member(),
    ),
)
