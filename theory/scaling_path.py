"""A monotone path to the solution by scaling the last layer.

The idea (Safran and Shamir): take any continuous path of weights from the start to the end of training and multiply the last layer
at each point of it by a number c, chosen so that the loss falls steadily. The claims concern the values that scaling
reaches, the choice of c, and the theorem itself.

Main claims: last_layer_scaling, zero_scale_value, infinite_scale_value, reachable_values, scale_per_path_point,
monotone_path_theorem.

Notation: N the outputs of the network on m data points (a vector), y the targets, c the scale, phi(c) the loss of the scaled
network, l the level that is to be reached; V, z, b last weights, features and bias.

References: notes003 (theory), safran_shamir2016 (the theorem and its hypotheses).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures

PLACE = Source("notes003", "theory")
LOSSES = dict.fromkeys(("L_zero", "L_start", "L_end", "reach"), "nonnegative")
DATA = {"m": "integer >= 1", "N": "vector(m)", "y": "vector(m)"}
SQUARE = {"phi(c)": "dot(c*N - y, c*N - y)/m"}


def scaling_without_bias() -> tuple[Step, ...]:
    """The last layer is linear in its weights and its bias."""
    return (
        Step("linear", "(c*V) @ z == c*(V @ z)", "words", "The scale comes out of the product."),
        Step(
            "scaled", "(c*V) @ z + c*b == c*(V @ z + b)", "words", "It comes out of the sum too.", ("linear",)
        ),
    )


last_layer_scaling = Claim(
    id="last_layer_scaling",
    title="Scaling the last layer scales the output",
    says="Multiplying the weights of the linear last layer by c multiplies the output of the network by c.",
    source=PLACE,
    tier="core",
    let={
        "p": "integer >= 1",
        "n": "integer >= 1",
        "V": "matrix(p, n)",
        "z": "vector(n)",
        "b": "vector(p)",
        "c": "nonnegative",
    },
    claim="(c*V) @ z + b == c*(V @ z + b)",
    experiments=(
        Experiment("networks.last_layer_scale", "N_scaled == c*N", {"N_scaled": "real", "N": "real"}),
    ),
    mutants=(
        Mutant("the output does not change", "(c*V) @ z + b == V @ z + b"),
        Mutant("the square of the scale", "(c*V) @ z + b == c**2*(V @ z) + b"),
    ),
    repair=Repair(
        says="The bias of the last layer must be scaled too (or be 0).",
        claim="(c*V) @ z + c*b == c*(V @ z + b)",
        derivation=scaling_without_bias,
        experiments=(
            Experiment(
                "networks.last_layer_scale", "N_scaled_all == c*N", {"N_scaled_all": "real", "N": "real"}
            ),
        ),
        mutants=(
            Mutant("the bias is left", "(c*V) @ z + b == c*(V @ z + b)"),
            Mutant("the bias is scaled twice", "(c*V) @ z + c**2*b == c*(V @ z + b)"),
        ),
    ),
)


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
        experiments=(Experiment("networks.scaled_loss", "phi0 == dot(y, y)/m", {"phi0": "nonnegative"}),),
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
    experiments=(
        Experiment("networks.scaled_loss", "phi_big > 10**6*(1 + dot(y, y)/m)", {"phi_big": "nonnegative"}),
    ),
    mutants=(
        Mutant("it tends to 0", "limit(phi(c), c, oo) == 0"),
        Mutant("it tends to its value at 0", "limit(phi(c), c, oo) == phi(0)"),
    ),
    repair=Repair(
        says="Some output on the data must not be 0; a network that is 0 on all of them keeps its loss.",
        given={"some_output": "N != zeros(m, 1)"},
        derivation=value_at_infinity,
        experiments=(
            Experiment(
                "networks.scaled_loss",
                f"phi == {EXPANDED}",
                {"phi": "nonnegative"},
            ),
        ),
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
        experiments=(
            Experiment(
                "networks.scaled_loss",
                f"phi == {EXPANDED}",
                {"phi": "nonnegative", "c": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("also for outputs that are all 0", without="some_output"),
            Mutant("also below", without="enough"),
        ),
    ),
)

SCALE = "(h + sqrt(h**2 + a*(l - f)))/a"


def one_scale_per_level() -> tuple[Step, ...]:
    """Above the value at c = 0 the parabola rises, so there is just one scale, given by a continuous formula."""
    return (
        Step("discriminant", "h**2 + a*(l - f) > h**2", "algebra", "a > 0 and l > f.", ("above_zero",)),
        Step(
            "reaches", f"psi({SCALE}) == l", "algebra", "Put the root back.", ("discriminant", "above_zero")
        ),
        Step("positive", f"{SCALE} > 0", "algebra", "The root exceeds |h|.", ("discriminant",)),
        Step(
            "only",
            f"forall(d, 'nonnegative', implies(psi(d) == l, d == {SCALE}))",
            "algebra",
            "The other root is negative.",
            ("discriminant", "above_zero"),
        ),
        Step(
            "continuous",
            f"limit({SCALE.replace('l - f', 'l + e - f')}, e, 0) == {SCALE}",
            "limit",
            "The formula is made of continuous operations; the root's argument is positive.",
            ("discriminant",),
        ),
        Step(
            "together",
            scale_per_path_point.repair.claim if scale_per_path_point.repair else "",
            "algebra",
            "All parts together.",
            ("reaches", "positive", "only", "continuous"),
        ),
    )


scale_per_path_point = Claim(
    id="scale_per_path_point",
    title="One scale for every point of the path",
    says="For every point of the path there is a scale that brings the loss to the prescribed level, continuously along the path.",
    about="A point of the path at which the network has the outputs N, with the square loss; the level l lies between the final loss "
    "l1 and the initial loss l0. The claim implies the statement.",
    scope="instance",
    source=PLACE,
    tier="core",
    figures=figures.digits,
    let={**DATA, "l0": "nonnegative", "l1": "nonnegative", "l": "nonnegative"},
    define=SQUARE,
    given={"levels": "l1 <= l and l <= l0", "zero_predictor_better": "dot(y, y)/m < l0"},
    claim="exists(c, 'nonnegative', phi(c) == l)",
    experiments=(
        Experiment(
            "monotone_worlds.monotone_path_direct",
            "worst_miss <= 10**(-8)*(1 + L_start)",
            {**LOSSES, "worst_miss": "nonnegative"},
            {"assumption": "L_zero < L_start", "better": "L_end < L_start"},
        ),
    ),
    mutants=(
        Mutant("without the assumption", without="zero_predictor_better"),
        Mutant("with c below 1", "exists(c, 'real in [0, 1)', phi(c) == l)"),
    ),
    repair=Repair(
        says="The level must stay above the loss of the zero predictor, and the outputs on the data must not all be 0: then there is just one "
        "such scale, and it depends continuously on the level (and on the outputs).",
        about="a = N.N/m > 0, h = N.y/m, f = y.y/m at a point of the path, psi(c) = a c^2 - 2 h c + f the loss of the scaled network "
        "(see infinite_scale_value). a, h and f are continuous along the path, and c is a continuous function of a, h, f and l.",
        let={"a": "positive", "h": "real", "f": "nonnegative", "l": "real", "e": "real"},
        without=("levels", "zero_predictor_better"),
        given={"above_zero": "l > f"},
        define={"psi(c)": "a*c**2 - 2*h*c + f"},
        claim=f"psi({SCALE}) == l and {SCALE} > 0 and forall(d, 'nonnegative', implies(psi(d) == l, d == {SCALE})) "
        f"and limit({SCALE.replace('l - f', 'l + e - f')}, e, 0) == {SCALE}",
        derivation=one_scale_per_level,
        experiments=(
            Experiment(
                "monotone_worlds.monotone_path_random",
                "worst_miss <= 10**(-8)*(1 + L_start)",
                {**LOSSES, "worst_miss": "nonnegative"},
                {
                    "reached": "reach >= L_start",
                    "assumption": "L_zero < L_start",
                    "better": "L_end < L_start",
                },
            ),
        ),
        mutants=(
            Mutant("also below the zero predictor", without="above_zero"),
            Mutant("the other root", "(h - sqrt(h**2 + a*(l - f)))/a > 0"),
        ),
    ),
)


def path_theorem() -> tuple[Step, ...]:
    """The loss along a ray is convex: one crossing of every level above its start, and a falling way back to the end."""
    return (
        Step(
            "rises_beyond",
            "q > l",
            "algebra",
            "phi(0) = z < l = phi(c); beyond c the value q keeps c's below the chord, so it exceeds l.",
            ("zero_predictor_better", "beyond"),
        ),
        Step(
            "stays_below_before",
            "p < l",
            "algebra",
            "Before c the value p is below the chord from z to l: the level is crossed just once, from below to above.",
            ("zero_predictor_better", "before"),
        ),
        Step(
            "falls_to_the_end",
            "a <= b",
            "algebra",
            "At the end of the path, between the last scale with the final loss and c, a value nearer to the end is not larger.",
            ("last_phase", "above_the_end"),
        ),
        Step(
            "together",
            PATH_CLAIM,
            "algebra",
            "One scale for each level, and a falling way to the end.",
            ("rises_beyond", "stays_below_before", "falls_to_the_end"),
        ),
    )


PATH_CLAIM = "q > l and p < l and a <= b"
WINDOW = "(u - y1)**2 + y2**2"
monotone_path_theorem = Claim(
    id="monotone_path_theorem",
    title="The monotone path theorem",
    says="For a fully connected network and a convex loss there is a path along which the loss falls from the initial point to the loss of "
    "the converged point, if the zero predictor is better than the initialisation.",
    about="One rectified hidden unit without biases, outputs v relu(w x), the data (1, y1) and (-1, y2), the square loss (summed). Initial "
    "weights w0 = 1 and v0 = u0, converged weights w1 = -1 and v1 = y2 (the best with w < 0). While w >= 0 the outputs are (u, 0) "
    "with u = v w, the loss is (u - y1)^2 + y2^2, at least y2^2. A path to a loss below y2^2 must leave this region, "
    "hence pass u = 0; u is continuous along it and takes every value between u0 and 0, so if the loss falls all the way then the loss at "
    "u = 0, y1^2 + y2^2, is at most the loss at each such u. The claim implies the statement.",
    scope="instance",
    source=PLACE,
    tier="core",
    figures=figures.two_branches,
    let={"y1": "real", "y2": "real", "u0": "real", "u": "real"},
    define={"F(u)": WINDOW},
    given={
        "zero_predictor_better": "F(0) < F(u0)",
        "end_is_better": "y1**2 < y2**2",
        "between": "0 <= u and u <= u0",
    },
    claim="F(0) <= F(u)",
    mutants=(
        Mutant("the path may go anywhere", without="between"),
        Mutant("the other way", "F(0) >= F(u)"),
    ),
    repair=Repair(
        says="Two hypotheses are missing: the end is better than the start, and for each point of a path of weights from start to end some scale "
        "c >= 0 brings the loss above the initial loss. Then levels that fall from the initial loss towards that of the zero predictor "
        "have one scale each, depending continuously on the point, and from there scaling the last layer at the end leads down to its loss.",
        about="phi(c) = L(c N(W)) is convex in c because L is; phi(0) = z is the loss of the zero predictor. For a level l with z < l <= phi at "
        "some scale, the intermediate value theorem gives a scale c with phi(c) = l. q is the value of phi at a larger scale (c is the mean of 0 "
        "and it with weight w), p at a smaller one (weight v): the statement says that phi crosses the level once, upwards, so the scale is "
        "unique, and being the only crossing it depends continuously on the point. Levels that fall along the path make the loss fall. "
        "At the end of the path let x be the last scale before c with the final loss e; a and b are values of phi at two "
        "scales between x and c (weight s): the loss falls on the way from c to x. (Safran and Shamir, 2016, Theorem 1; the square "
        "loss in closed form is in scale_per_path_point.)",
        scope="reduction",
        let={
            **dict.fromkeys(("z", "l", "q", "p", "a", "b", "e"), "real"),
            "w": "real in (0, 1)",
            "v": "real in [0, 1)",
            "s": "real in [0, 1]",
        },
        without=("zero_predictor_better", "end_is_better", "between"),
        given={
            "zero_predictor_better": "z < l",
            "beyond": "l <= (1 - w)*z + w*q",
            "before": "p <= (1 - v)*z + v*l",
            "last_phase": "a <= (1 - s)*e + s*b",
            "above_the_end": "e <= b",
        },
        define={"F(u)": "u"},
        claim=PATH_CLAIM,
        derivation=path_theorem,
        experiments=(
            Experiment(
                "monotone_worlds.monotone_path_random",
                "worst_rise <= 10**(-8)*(1 + L_start)",
                {**LOSSES, "worst_rise": "real"},
                {
                    "reached": "reach >= L_start",
                    "assumption": "L_zero < L_start",
                    "better": "L_end < L_start",
                },
            ),
        ),
        mutants=(
            Mutant("without convexity", without="beyond"),
            Mutant("without convexity at the end", without="last_phase"),
            Mutant("without the better zero predictor", without="zero_predictor_better"),
        ),
    ),
)

CLAIMS = (
    last_layer_scaling,
    zero_scale_value,
    infinite_scale_value,
    reachable_values,
    monotone_path_theorem,
    scale_per_path_point,
)
