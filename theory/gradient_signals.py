"""What the size of the gradient tells about where one is, and what it does not.

A gradient that stays large keeps away from critical points only by as much as the curvature allows; a small one may belong to a
minimum, a saddle, a tail or a plateau.

Main claims: gradient_norm_test, small_gradient_other_structures, gradient_small_near_minimum.

Notation: g the gradient at x, d the distance |x - x*| to a critical point x*, L a bound of the curvature, K the curvature of a
parabola.

References: notes000 (local-minima), notes001 (2.2, 2.5), notes002 (2), notes004 (error surface 1).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step

NORM_TEST = Source("notes000", "local-minima; notes001 2.2(4)")
BOWLS = {"g2": "nonnegative", "d2": "nonnegative", "L": "positive"}


def bowls(observes: str) -> tuple[Experiment, ...]:
    """A statement about the gradient of random quadratic bowls and the distance to their bottom."""
    return (Experiment("gradient_signals.quadratic_bowls", observes, BOWLS),)


LOW_REGIONS = Source("notes004", "error surface 1")


def on_parabolas(name: str, title: str, says: str, claim: str, observes: str, repair: Repair) -> Claim:
    """One direction of the description, as a statement about the parabolas a x^2."""
    return Claim(
        id=f"local_minimum_description__{name}",
        title=title,
        says=says,
        about="The statement is the claim for the parabolas a x^2. Several low regions: a point lies higher than one on either side of it. "
        "A parabola with a lowest point within one radius r has one within every radius.",
        scope="instance",
        source=LOW_REGIONS,
        let={"a": "real", "r": "positive"},
        define={"f(x)": "a*x**2"},
        claim=claim,
        experiments=(
            Experiment(
                "critical_points.critical_line",
                observes,
                {"a": "real", "b": "real", "c": "real", "lowest": "real", "highest": "real"},
                {"parabola": "b == 0 and c == 0"},
            ),
        ),
        mutants=(
            Mutant("the bottom is a top", "implies(a > 0, f(r) < f(0))"),
            Mutant("the top is a bottom", "implies(a < 0, f(0) < f(r))"),
        ),
        repair=repair,
    )


local_minimum_description = Entry(
    id="local_minimum_description",
    title="Local minima as several low regions",
    says="A function has a local minimum exactly where its graph has several regions of relatively low value.",
    source=LOW_REGIONS,
    tier="minor",
    members=(
        on_parabolas(
            "only_if",
            "A local minimum needs several low regions",
            "Where there is a local minimum there are several low regions.",
            "implies(forall(h, 'real in (-r, r)', f(h) >= f(0)), exists(y, 'real in (-r, r)', f(y) > f(-r) and f(y) > f(r)))",
            "implies(lowest == 1, highest == 1)",
            Repair(
                says="A parabola that opens upwards has a local minimum and one low region: no point lies higher than both sides.",
                let={"y": "real in [-r, r]"},
                claim="implies(a >= 0, f(y) <= f(-r) and f(y) <= f(r))",
                mutants=(
                    Mutant("for every parabola", "f(y) <= f(r)"),
                    Mutant("strictly", "implies(a >= 0, f(y) < f(r))"),
                ),
            ),
        ),
        on_parabolas(
            "if",
            "Several low regions make a local minimum",
            "Where there are several low regions there is a local minimum.",
            "implies(f(0) > f(-r) and f(0) > f(r), exists(x, 'real', forall(h, 'real in (-r, r)', f(x + h) >= f(x))))",
            "implies(highest == 1, lowest == 1)",
            Repair(
                says="A parabola that opens downwards has two low sides and no local minimum: one of the two points beside any point is lower.",
                let={"x": "real", "h": "positive"},
                claim="implies(a < 0, f(0) > f(r) and (f(x + h) < f(x) or f(x - h) < f(x)))",
                mutants=(
                    Mutant("for every parabola", "f(x + h) < f(x) or f(x - h) < f(x)"),
                    Mutant("on the right", "implies(a < 0, f(x + h) < f(x))"),
                ),
            ),
        ),
    ),
)

gradient_norm_test = Entry(
    id="gradient_norm_test",
    title="The gradient norm as a test",
    says="Iterates whose gradient norm stays above a bound are not near a local minimum or any other critical point.",
    source=NORM_TEST,
    tier="main",
    join="readings",
    members=(
        Claim(
            id="gradient_norm_test__converge",
            title="They do not converge to one",
            says="Iterates whose gradient norm stays above c > 0 do not converge to a critical point of a fixed cost in C^1.",
            about="If they did, their gradients would tend to the gradient there, which is 0, since the gradient is continuous: for every d > 0 "
            "the norm q of some gradient would be below d.",
            scope="reduction",
            source=NORM_TEST,
            let={"c": "positive"},
            claim="not forall(d, 'positive', exists(q, 'real', q >= c and q < d))",
            derivation=lambda: (
                Step("below", "not exists(q, 'real', q >= c and q < c)", "algebra", "Take d = c."),
                Step(
                    "away",
                    "not forall(d, 'positive', exists(q, 'real', q >= c and q < d))",
                    "algebra",
                    "At d = c there is none.",
                    ("below",),
                ),
            ),
            experiments=bowls("g2 <= L**2*d2"),
            mutants=(
                Mutant("they do", "forall(d, 'positive', exists(q, 'real', q >= c and q < d))"),
                Mutant("below any bound", "not exists(d, 'positive', exists(q, 'real', q >= c and q < d))"),
            ),
        ),
        Claim(
            id="gradient_norm_test__distance",
            title="They keep a distance",
            says="A gradient norm of at least c > 0 keeps the iterate at a distance from every critical point that depends on c alone.",
            about="The statement is the claim for the parabolas K x^2/2, whose only critical point is 0: at the distance c/K from it the gradient "
            "norm is c.",
            scope="instance",
            source=NORM_TEST,
            let={"c": "positive"},
            claim="exists(r, 'positive', forall(K, 'positive', c/K >= r))",
            experiments=bowls("implies(g2 >= 1, d2 >= 1/16)"),
            mutants=(
                Mutant("at the distance c", "forall(K, 'positive', c/K >= c)"),
                Mutant("for steep parabolas", "forall(K, 'positive', implies(K >= 5, c/K >= c))"),
            ),
            repair=Repair(
                says="It keeps the distance c/L where the curvature is at most L.",
                let={"L": "positive", "c": "positive", "q": "real", "d": "nonnegative"},
                given={"large": "q >= c", "smooth": "q <= L*d"},
                claim="d >= c/L",
                about="q is the norm of the gradient at x and d the distance to a critical point: the gradient there is 0, and the gradient changes by "
                "at most L times the distance.",
                derivation=lambda: (
                    Step("chain", "c <= L*d", "algebra", "Both bounds.", ("large", "smooth")),
                    Step("distance", "d >= c/L", "algebra", "Divide by L.", ("chain",)),
                ),
                experiments=bowls("d2*L**2 >= g2"),
                mutants=(
                    Mutant("twice as far", "d >= 2*c/L"),
                    Mutant("no bound of the curvature", without="smooth"),
                ),
            ),
        ),
    ),
)

small_gradient_other_structures = Entry(
    id="small_gradient_other_structures",
    title="Small gradients elsewhere",
    says="Gradients as small as one likes occur at saddles, in tails and on plateaus, far from any local minimum.",
    source=NORM_TEST,
    tier="main",
    members=(
        Claim(
            id="small_gradient_other_structures__tail",
            title="In a tail",
            says="x/sqrt(1 + x^2) rises everywhere and has no minimum, and its slope is below any d > 0 somewhere.",
            source=NORM_TEST,
            let={"d": "positive", "x": "real", "h": "positive"},
            define={"f(u)": "u/sqrt(1 + u**2)"},
            claim="f(x + h) > f(x) and limit(1/(1 + x**2)**(3/2), x, oo) == 0",
            derivation=lambda: (
                Step("rises", "f(x + h) > f(x)", "algebra", "The slope is (1 + x^2)^(-3/2) > 0."),
                Step("slope", "limit(1/(1 + x**2)**(3/2), x, oo) == 0", "limit", "It falls like 1/x^3."),
                Step(
                    "together",
                    "f(x + h) > f(x) and limit(1/(1 + x**2)**(3/2), x, oo) == 0",
                    "algebra",
                    "Both.",
                    ("rises", "slope"),
                ),
            ),
            mutants=(
                Mutant("it falls", "f(x + h) < f(x)"),
                Mutant("a steep tail", "limit(1/(1 + x**2)**(3/2), x, oo) == 1"),
            ),
        ),
        Claim(
            id="small_gradient_other_structures__saddle",
            title="At a saddle",
            says="x^2 - y^2 has gradient 0 at 0, and next to every point there is a lower one.",
            source=NORM_TEST,
            let={"x": "real", "y": "real", "r": "positive"},
            define={"f(u, v)": "u**2 - v**2"},
            claim="f(x, y + r) < f(x, y) or f(x, y - r) < f(x, y)",
            derivation=lambda: (
                Step("sum", "f(x, y + r) + f(x, y - r) == 2*f(x, y) - 2*r**2", "algebra", "Expand."),
                Step(
                    "one_is_lower",
                    "f(x, y + r) < f(x, y) or f(x, y - r) < f(x, y)",
                    "algebra",
                    "Their mean is lower by r^2.",
                    ("sum",),
                ),
            ),
            mutants=(
                Mutant("always above", "f(x, y + r) < f(x, y)"),
                Mutant("along x", "f(x + r, y) < f(x, y) or f(x - r, y) < f(x, y)"),
            ),
        ),
        Claim(
            id="small_gradient_other_structures__plateau",
            title="On a plateau",
            says="max(x, 0)^2 + x/K has slope 1/K on the left half-line, where it has no minimum, for every K > 0.",
            source=NORM_TEST,
            let={"K": "positive", "x": "negative", "h": "positive"},
            define={"f(u)": "max(u, 0)**2 + u/K"},
            claim="f(x - h) == f(x) - h/K",
            derivation=lambda: (
                Step(
                    "left", "max(x, 0) == 0 and max(x - h, 0) == 0", "algebra", "Both points are left of 0."
                ),
                Step(
                    "line", "f(x - h) == f(x) - h/K", "algebra", "What is left is a straight line.", ("left",)
                ),
            ),
            mutants=(Mutant("it is flat", "f(x - h) == f(x)"), Mutant("on the right too", let={"x": "real"})),
        ),
    ),
)

TWO_PLACES = "limit((f1(d + h) - f1(d))/h, h, 0) == d and limit((f2(d + h) - f2(d))/h, h, 0) == d and f1(y) >= f1(0) and f2(y - 1) < f2(y)"
small_gradient_ambiguity = Claim(
    id="small_gradient_ambiguity",
    title="One small gradient, two places",
    says="The same small gradient occurs next to a minimum and far from any.",
    source=Source("notes001", "2.5(3)"),
    tier="main",
    about="f1(x) = x^2/2 at x = d lies at the distance d from its minimum; f2(x) = d x has no minimum at all.",
    let={"d": "positive", "h": "real", "y": "real"},
    define={"f1(x)": "x**2/2", "f2(x)": "d*x"},
    claim=TWO_PLACES,
    derivation=lambda: (
        Step("slope_1", "limit((f1(d + h) - f1(d))/h, h, 0) == d", "limit", "The quotient is d + h/2."),
        Step("slope_2", "limit((f2(d + h) - f2(d))/h, h, 0) == d", "limit", "The quotient is d."),
        Step("bottom", "f1(y) >= f1(0)", "algebra", "A square."),
        Step("no_bottom", "f2(y - 1) < f2(y)", "algebra", "One step to the left is lower by d."),
        Step(
            "together",
            TWO_PLACES,
            "algebra",
            "All parts.",
            ("slope_1", "slope_2", "bottom", "no_bottom"),
        ),
    ),
    experiments=bowls("g2 <= L**2*d2"),
    mutants=(
        Mutant("f2 has its minimum at 0", "f2(y) >= f2(0)"),
        Mutant("other slopes", "limit((f1(d + h) - f1(d))/h, h, 0) == 2*d"),
    ),
)

gradient_small_near_minimum = Claim(
    id="gradient_small_near_minimum",
    title="Small gradients near a minimum",
    says="Near a local minimum all partial derivatives are close to zero.",
    about="The statement is the claim for K |x|, which has its minimum at 0 and the slopes K and -K beside it.",
    scope="instance",
    source=Source("notes002", "2"),
    tier="main",
    let={"K": "positive", "x": "real"},
    claim="limit(K*sign(x), x, 0) == 0",
    mutants=(
        Mutant("the slope is K", "limit(K*sign(x), x, 0) == K"),
        Mutant("from the right", "limit(K*sign(x), x, 0, '+') == 0"),
    ),
    repair=Repair(
        says="They are where the gradient changes by at most L times the distance: then its norm is at most L d, which tends to 0.",
        let={"L": "positive", "d": "real"},
        claim="limit(L*d, d, 0, '+') == 0",
        scope="reduction",
        about="At a local minimum of a differentiable function the gradient is 0 (Fermat); L d bounds its norm at the distance d.",
        derivation=lambda: (Step("limit", "limit(L*d, d, 0, '+') == 0", "limit", "L is fixed."),),
        experiments=bowls("g2 <= L**2*d2"),
        mutants=(
            Mutant("it is L", "limit(L*d, d, 0, '+') == L"),
            Mutant("L grows as 1/d", "limit(L*d/d, d, 0, '+') == 0"),
        ),
    ),
)


CLAIMS = (
    local_minimum_description,
    gradient_norm_test,
    small_gradient_other_structures,
    small_gradient_ambiguity,
    gradient_small_near_minimum,
)
