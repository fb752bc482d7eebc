"""Critical points and values: where descent ends, which critical points are low, how much room they take.

Main claims: converged_point_type, low_value_curvature_plain, minima_cost_inference, critical_point_measure.

Notation: x(t) a coordinate of descent with step eps on the sum of (x_i^2 - 1)^2; a, b, c, d low minima, other low critical points, high minima, other high
ones; G the norm of the gradient at the distance d from a critical point, s the smallest size of an eigenvalue there.

References: notes000 (saddles), notes001 (2.3), notes002 (2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step

SADDLES = Source("notes000", "saddles")
ANSWER_2 = Source("notes002", "2")

WELL = {"x": Recurrence(("x0",), "x(t) - eps*4*x(t)*(x(t)**2 - 1)")}
converged_point_type = Claim(
    id="converged_point_type",
    title="What descent converges to",
    says="Where only a share p of the critical points are minima, descent from a random start ends in a minimum with probability about p.",
    about="The statement is the claim for the sum of (x_i^2 - 1)^2, with 2^n minima among 3^n critical points: from every start without a zero coordinate descent with a small step "
    "ends in a minimum (repair), with probability 1. About p is read as: at most 2 p.",
    scope="instance",
    source=ANSWER_2,
    tier="main",
    let={"n": "integer >= 1"},
    claim="1 <= 2*(2/3)**n",
    experiments=(
        Experiment("critical_searches.double_wells", "share <= 2*p", {"share": "real", "p": "real"}),
    ),
    mutants=(Mutant("at most p", "1 <= (2/3)**n"), Mutant("at most half of p", "1 <= (2/3)**n/2")),
    repair=Repair(
        says="Shares of critical points say nothing about basins: in these wells descent leaves the saddles behind from every start but a null set.",
        let={"x0": "real in (0, 1]", "eps": "real in (0, 1/8]", "t": "natural"},
        define=WELL,
        claim="x0 <= x(t) and x(t) <= 1 and x(t + 1) - x(t) >= 4*eps*x0*(1 - x(t)**2)",
        scope="reduction",
        about="One coordinate on the side 0 < x <= 1 (the other side is its mirror image; a start in (1, 3/2] falls and stays positive: it enters the interval or tends to 1). It never falls below its start, so it cannot tend to the "
        "saddle's 0; it rises and is bounded, and its limit is a point where 1 - x^2 = 0: the minimum. Starts with a zero coordinate form a null set.",
        derivation=lambda: (
            Step(
                "stays",
                "x0 <= x(t) and x(t) <= 1",
                "induction",
                "1 - x' = (1 - x)(1 - 4 eps x (1 + x)), and x' >= x.",
                on="t",
            ),
            Step("step", "x(t + 1) - x(t) == 4*eps*x(t)*(1 - x(t)**2)", "definition", "One step of descent."),
            Step("room", "1 - x(t)**2 >= 0", "algebra", "x is between 0 and 1.", ("stays",)),
            Step(
                "more",
                "4*eps*x(t)*(1 - x(t)**2) >= 4*eps*x0*(1 - x(t)**2)",
                "algebra",
                "x is at least x0.",
                ("stays", "room"),
            ),
            Step(
                "all",
                "x0 <= x(t) and x(t) <= 1 and x(t + 1) - x(t) >= 4*eps*x0*(1 - x(t)**2)",
                "algebra",
                "Together.",
                ("stays", "step", "more"),
            ),
        ),
        experiments=(Experiment("critical_searches.double_wells", "share == 1", {"share": "real"}),),
        mutants=(
            Mutant("from 0 as well", "x(t) > 0", let={"x0": "real in [0, 1]"}),
            Mutant("any step", let={"eps": "positive"}),
        ),
    ),
)

TOP = "2*pi/3 + 2*pi*j + sqrt(3)"
BOTTOM = "4*pi/3 + 2*pi*k - sqrt(3)"
POSITIVE = "sum((1 + sign(3*x[i]**2 - 1))/2, i, 0, n - 1)"
VALUE = "sum((x[i]**2 - 1)**2, i, 0, n - 1)"
low_value_curvature_plain = Claim(
    id="low_value_curvature_plain",
    title="Low critical points are minima, for any function",
    says="The share of positive Hessian eigenvalues at critical points does not increase with the value.",
    about="The statement is the claim for f(x) = x + 2 sin x: its maxima lie at 2 pi/3 + 2 pi j, its minima at 4 pi/3 + 2 pi k, and no minimum would be higher than a maximum.",
    scope="instance",
    source=Source("notes001", "2.3(4)"),
    tier="main",
    let={"j": "integer", "k": "integer"},
    define={"f(x)": "x + 2*sin(x)"},
    claim=f"{BOTTOM} <= {TOP}",
    mutants=(
        Mutant("the other way round", f"{BOTTOM} >= {TOP}"),
        Mutant("next to each other", f"{BOTTOM} == {TOP}"),
    ),
    repair=Repair(
        says="For sums of equal double wells it is so: at a critical point the positive eigenvalues number n minus the value.",
        let={"n": "integer >= 1", "x": "vector(n)"},
        given={"critical": "forall(i, 'integer in [0, n - 1]', x[i]*(x[i]**2 - 1) == 0)"},
        claim=f"{POSITIVE} == n - {VALUE}",
        about="f is the sum of (x_i^2 - 1)^2; its Hessian is diagonal with the entries 4 (3 x_i^2 - 1).",
        derivation=lambda: (
            Step(
                "cases",
                "x[i] == 0 or x[i]**2 == 1",
                "algebra",
                "A product that is 0.",
                ("critical",),
                let={"i": "integer in [0, n - 1]"},
            ),
            Step(
                "one",
                "(1 + sign(3*x[i]**2 - 1))/2 == 1 - (x[i]**2 - 1)**2",
                "algebra",
                "Both cases.",
                ("cases",),
                let={"i": "integer in [0, n - 1]"},
            ),
            Step(
                "terms",
                f"{POSITIVE} == sum(1 - (x[i]**2 - 1)**2, i, 0, n - 1)",
                "algebra",
                "Term by term.",
                ("one",),
            ),
            Step("split", f"sum(1 - (x[i]**2 - 1)**2, i, 0, n - 1) == n - {VALUE}", "algebra", "n ones."),
            Step("all", f"{POSITIVE} == n - {VALUE}", "algebra", "Together.", ("terms", "split")),
        ),
        experiments=(
            Experiment(
                "critical_searches.levels",
                "positive == n - value",
                {"positive": "real", "value": "real", "n": "integer >= 1"},
            ),
        ),
        mutants=(Mutant("the value", f"{POSITIVE} == {VALUE}"), Mutant("at any point", without="critical")),
    ),
)

LISTED = {"a": "nonnegative", "b": "nonnegative", "c": "nonnegative", "d": "nonnegative"}
SHARES = {name: "real" for name in ("min_low", "min_high", "low_min", "high_min")}
minima_cost_inference = Claim(
    id="minima_cost_inference",
    title="From values to minima and back",
    says="If low critical points are minima more often than high ones, then minima are more often low than high.",
    about="a low minima, b other low critical points, c high minima, d other high ones: numbers, or probabilities up to a common factor.",
    source=SADDLES,
    tier="main",
    let={"a": "positive", "b": "positive", "c": "positive", "d": "positive"},
    given={"more_often": "a/(a + b) > c/(c + d)"},
    claim="a/(a + c) > c/(a + c)",
    experiments=(
        Experiment(
            "coin_flips.labels", "low_min > high_min", {**LISTED, **SHARES}, {"low": "min_low > min_high"}
        ),
    ),
    mutants=(Mutant("never", "a/(a + c) <= c/(a + c)"), Mutant("at least twice", "a/(a + c) >= 2*c/(a + c)")),
    repair=Repair(
        says="It follows where low critical points are at least as frequent as high ones.",
        given={"frequent": "a + b >= c + d"},
        derivation=lambda: (
            Step("share", "a > c/(c + d)*(a + b)", "algebra", "Multiply by P(low).", ("more_often",)),
            Step("base", "c/(c + d)*(a + b) >= c", "algebra", "P(low) is at least P(high).", ("frequent",)),
            Step("more", "a > c", "algebra", "Together.", ("share", "base")),
            Step("shares", "a/(a + c) > c/(a + c)", "algebra", "Divide by P(minimum).", ("more",)),
        ),
        experiments=(
            Experiment(
                "coin_flips.labels",
                "low_min > high_min",
                {**LISTED, **SHARES},
                {"low": "min_low > min_high", "as_many": "a + b >= c + d"},
            ),
        ),
        mutants=(Mutant("however few", without="frequent"), Mutant("however high", without="more_often")),
    ),
)

critical_point_measure = Claim(
    id="critical_point_measure",
    title="How much room critical points take",
    says="The critical points of a twice continuously differentiable function form a set of measure zero.",
    about="The statement is the claim for f(x) = max(x, 0)^3, whose second derivative 6 max(x, 0) is continuous: every interval, having positive length, would hold a point where the "
    "slope is not 0.",
    scope="instance",
    source=ANSWER_2,
    tier="minor",
    let={"a": "real", "b": "real"},
    given={"interval": "a < b"},
    claim="exists(x, 'real in (a, b)', 3*max(x, 0)**2 != 0)",
    mutants=(
        Mutant("somewhere below", "exists(x, 'real in (a, b)', 3*max(x, 0)**2 < 0)"),
        Mutant("everywhere", "forall(x, 'real in (a, b)', 3*max(x, 0)**2 != 0)"),
    ),
    repair=Repair(
        says="They do where no eigenvalue of the Hessian is 0 at a critical point: then critical points are isolated, so that there are countably many.",
        let={"s": "positive", "d": "positive", "linear": "real", "G": "real"},
        given={"regular": "linear >= s*d", "taylor": "abs(G - linear) <= s*d/2"},
        without=("interval",),
        claim="G >= s*d/2 and G > 0",
        scope="reduction",
        about="s is the smallest size of an eigenvalue, h a vector of length d, linear = |H h| >= s d, G the norm of the gradient at x* + h. The gradient differs from H h by at "
        "most s d/2 once d is small (the Hessian is continuous), and norms differ by no more than that. Isolated points of R^n are countably many, a set of measure zero.",
        derivation=lambda: (
            Step("below", "G >= linear - s*d/2", "algebra", "The remainder takes at most that.", ("taylor",)),
            Step("half", "G >= s*d/2", "algebra", "The linear part is at least s d.", ("below", "regular")),
            Step("both", "G >= s*d/2 and G > 0", "algebra", "s and d are positive.", ("half",)),
        ),
        experiments=(
            Experiment(
                "random_fields.isolated",
                "G >= s*d/2",
                {"s": "nonnegative", "d": "nonnegative", "G": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("degenerate", without="regular"),
            Mutant("no bound of the remainder", without="taylor"),
        ),
    ),
)
