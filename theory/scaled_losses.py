"""The square loss of a network whose last layer is scaled: its values, and which of them scaling reaches.

Along the ray c N the square loss is a parabola in c. It starts at the mean squared target and, where some output is not 0, opens
upwards and takes every value above its start.

Main claims: zero_scale_value, infinite_scale_value, reachable_values.

Notation: N the outputs of the network on m data points (a vector), y the targets, c the scale, phi(c) the loss of the scaled
network, l the level that is to be reached; a = N.N/m, h = N.y/m, f = y.y/m.

References: notes003 (theory).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures

PLACE = Source("notes003", "theory")
DATA = {"m": "integer >= 1", "N": "vector(m)", "y": "vector(m)"}
SQUARE = {"phi(c)": "dot(c*N - y, c*N - y)/m"}


def on_scaled_losses(observes: str, *measured: str) -> tuple[Experiment, ...]:
    """A statement about the square loss of a network whose last layer is scaled, over these nonnegative letters."""
    return (Experiment("networks.scaled_loss", observes, dict.fromkeys(measured, "nonnegative")),)


def value_at_zero() -> tuple[Step, ...]:
    """At c = 0 only the targets are left."""
    return (
        Step(
            "term",
            "(0*N[k] - y[k])**2 == y[k]**2",
            "algebra",
            "The output is switched off.",
            let={"k": "integer in [0, m - 1]"},
        ),
        Step(
            "mean",
            zero_scale_value.repair.claim if zero_scale_value.repair else "",
            "algebra",
            "The same terms, the same sum.",
            ("term",),
        ),
    )


SUM_SQUARE = {"phi(c)": "sum((c*N[k] - y[k])**2, k, 0, m - 1)/m"}
zero_scale_value = Claim(
    id="zero_scale_value",
    title="The objective at c = 0",
    says="For c = 0 the scaled square-loss objective equals the mean of the targets.",
    source=PLACE,
    tier="core",
    figures=figures.scaled_losses,
    let=DATA,
    define=SUM_SQUARE,
    claim="phi(0) == sum(y[k], k, 0, m - 1)/m",
    experiments=(
        Experiment("networks.scaled_loss", "phi0 == mean_y", {"phi0": "nonnegative", "mean_y": "real"}),
    ),
    mutants=(
        Mutant("it is zero", "phi(0) == 0"),
        Mutant("the other sign", "phi(0) == -sum(y[k], k, 0, m - 1)/m"),
    ),
    repair=Repair(
        says="It equals the mean of the squared targets.",
        claim="phi(0) == sum(y[k]**2, k, 0, m - 1)/m",
        derivation=value_at_zero,
        experiments=on_scaled_losses("phi0 == dot(y, y)/m", "phi0"),
        mutants=(
            Mutant("not squared", "phi(0) == sum(y[k], k, 0, m - 1)/m"),
            Mutant("half of it", "phi(0) == sum(y[k]**2, k, 0, m - 1)/(2*m)"),
        ),
    ),
)

EXPANDED = "dot(N, N)/m*c**2 - 2*(dot(N, y)/m)*c + dot(y, y)/m"


def value_at_infinity() -> tuple[Step, ...]:
    """A parabola that opens upwards."""
    return (
        Step("parabola", f"phi(c) == {EXPANDED}", "words", "Expand the square."),
        Step("opens_upwards", "dot(N, N)/m > 0", "algebra", "Some output is not 0.", ("some_output",)),
        Step(
            "grows",
            "limit(a*u**2 - 2*h*u + f, u, oo) == oo",
            "limit",
            "A parabola with a positive leading coefficient.",
            let={"a": "positive", "h": "real", "f": "real", "u": "real"},
        ),
        Step(
            "infinite",
            "limit(phi(c), c, oo) == oo",
            "limit",
            "With a = N.N/m.",
            ("parabola", "opens_upwards", "some_output"),
        ),
    )


infinite_scale_value = Claim(
    id="infinite_scale_value",
    title="The objective as c grows",
    says="For c to infinity the objective is infinite.",
    source=PLACE,
    tier="core",
    figures=figures.scaled_losses,
    let={**DATA, "c": "nonnegative"},
    define=SQUARE,
    claim="limit(phi(c), c, oo) == oo",
    experiments=on_scaled_losses("phi_big > 10**6*(1 + dot(y, y)/m)", "phi_big"),
    mutants=(
        Mutant("it tends to 0", "limit(phi(c), c, oo) == 0"),
        Mutant("it tends to its value at 0", "limit(phi(c), c, oo) == phi(0)"),
    ),
    repair=Repair(
        says="Some output on the data must not be 0; a network that is 0 on all of them keeps its loss.",
        given={"some_output": "N != zeros(m, 1)"},
        derivation=value_at_infinity,
        experiments=on_scaled_losses(f"phi == {EXPANDED}", "phi"),
        mutants=(
            Mutant("also for outputs that are all 0", without="some_output"),
            Mutant("it tends to the mean square", "limit(phi(c), c, oo) == dot(y, y)/m"),
        ),
    ),
)

ROOT = "(h + sqrt(h**2 + a*(l - f)))/a"


def level_reached() -> tuple[Step, ...]:
    """Solve the quadratic equation phi(c) = l; SymPy gives the roots, putting the larger one back proves it."""
    import sympy

    from proofs_check.engines.sympy_engine import state

    a, h, f, level, c = sympy.symbols("a h f l c", real=True)
    roots = sympy.solve(a * c**2 - 2 * h * c + f - level, c)
    larger = next(root for root in roots if root.subs({a: 1, h: 0, f: 0, level: 1}) == 1)
    scale = f"({state(larger)})"
    put = {"a": "dot(N, N)/m", "h": "dot(N, y)/m", "f": "dot(y, y)/m", "l": "l"}
    at = "(dot(N, y)/m + sqrt((dot(N, y)/m)**2 + dot(N, N)/m*(l - dot(y, y)/m)))/(dot(N, N)/m)"
    letters = {"a": "positive", "h": "real", "f": "real"}
    return (
        Step(
            "root_is_real",
            "h**2 + a*(l - f) >= 0",
            "algebra",
            "l is at least f.",
            let=letters,
            given=("l >= f",),
        ),
        Step(
            "root",
            f"a*{scale}**2 - 2*h*{scale} + f == l",
            "algebra",
            "The larger root of the quadratic equation.",
            ("root_is_real",),
            let=letters,
            given=("l >= f",),
        ),
        Step(
            "root_is_not_negative",
            f"{ROOT} >= 0",
            "algebra",
            "The root of h^2 + a (l - f) is at least |h|.",
            ("root_is_real",),
            let=letters,
            given=("l >= f",),
        ),
        Step("parabola", f"phi(c) == {EXPANDED}", "words", "Expand the square.", let={"c": "real"}),
        Step("opens_upwards", "dot(N, N)/m > 0", "algebra", "Some output is not 0.", ("some_output",)),
        Step(
            "reached",
            "exists(c, 'nonnegative', phi(c) == l)",
            "witness",
            "Put a = N.N/m, h = N.y/m, f = y.y/m.",
            (
                "parabola",
                "opens_upwards",
                "enough",
                Use("root_is_real", put),
                Use("root_is_not_negative", put),
            ),
            at=at,
        ),
    )


reachable_values = Claim(
    id="reachable_values",
    title="Which values scaling reaches",
    says="By tuning c any objective value from the mean of the targets to infinity is reached.",
    source=PLACE,
    tier="core",
    figures=figures.scaled_losses,
    let={**DATA, "l": "real"},
    define=SQUARE,
    given={"above_mean": "l >= sum(y[k], k, 0, m - 1)/m"},
    claim="exists(c, 'nonnegative', phi(c) == l)",
    experiments=(
        # Where the network is 0 on the data every scale gives phi0: the mean of y is reached only if it is that value.
        Experiment(
            "networks.scaled_loss",
            "implies(dot(N, N) == 0, phi0 == mean_y)",
            {"phi0": "nonnegative", "mean_y": "real"},
        ),
    ),
    mutants=(
        Mutant("any value", without="above_mean"),
        Mutant("with c below 1", "exists(c, 'real in [0, 1)', phi(c) == l)"),
    ),
    repair=Repair(
        says="The values from the mean of the squared targets on, if some output is not 0.",
        without=("above_mean",),
        given={"some_output": "N != zeros(m, 1)", "enough": "l >= dot(y, y)/m"},
        derivation=level_reached,
        experiments=on_scaled_losses(f"phi == {EXPANDED}", "phi", "c"),
        mutants=(
            Mutant("also for outputs that are all 0", without="some_output"),
            Mutant("also below", without="enough"),
        ),
    ),
)

CLAIMS = (zero_scale_value, infinite_scale_value, reachable_values)
