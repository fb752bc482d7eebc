"""Convex problems: what a local minimum, a critical point and a flat bottom mean there, and whether there is a minimum at all.

A convex function lies below its chords. Everything that is true here follows from the chord between the point in question and any
other point; what is false is false because nothing says that the bottom is reached.

Main claims: convex_local_global, convex_critical_point, convex_bowl, global_minima_existence.

Notation: F = f(x*) the value in question, G = f(y) any other, P the value at (1 - t) x* + t y, which convexity bounds by the chord
(1 - t) F + t G; L a loss, w and v weights.

References: notes000 (local-minima), notes004 (challenge; error surface 1).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step

PLACE = Source("notes000", "local-minima")
CHORD = {"F": "real", "G": "real", "P": "real", "t": "real in (0, 1]"}
WALKED = {
    "t": "real in [0, 1]",
    "F": "real",
    "F_right": "real",
    "G": "real",
    "P": "real",
    "P_between": "real",
}


def walks(observes: str) -> tuple[Experiment, ...]:
    """A statement about walks downhill on random convex functions."""
    return (Experiment("convex_functions.convex_walks", observes, WALKED),)


def local_is_global() -> tuple[Step, ...]:
    """The chord to a lower point would pass below the local minimum next to it."""
    return (
        Step(
            "together",
            "F <= (1 - t)*F + t*G",
            "algebra",
            "The local minimum is below the chord's value.",
            ("convex", "local"),
        ),
        Step("times_t", "0 <= t*(G - F)", "algebra", "Collect F.", ("together",)),
        Step("lowest", "F <= G", "algebra", "Divide by t > 0.", ("times_t",)),
    )


convex_local_global = Claim(
    id="convex_local_global",
    title="In a convex problem local minima are global",
    says="A local minimum x* of a convex function on a convex set is nowhere undercut.",
    about="x* is a local minimum, y any point of the convex set. For small enough t in (0, 1] the point (1 - t) x* + t y lies in the "
    "set and in the neighbourhood where x* is lowest: there F <= P; convexity says P <= (1 - t) F + t G.",
    scope="reduction",
    source=PLACE,
    tier="main",
    let=CHORD,
    given={"convex": "P <= (1 - t)*F + t*G", "local": "F <= P"},
    claim="F <= G",
    derivation=local_is_global,
    experiments=walks("F <= G and F_right <= G"),
    mutants=(
        Mutant("no convexity", without="convex"),
        Mutant("no local minimum", without="local"),
        Mutant("strictly lower", "F < G"),
    ),
)


def same_value_between() -> tuple[Step, ...]:
    return (
        Step(
            "below",
            "P <= (1 - t)*F + t*F",
            "algebra",
            "The chord between equal values is level.",
            ("convex",),
        ),
        Step("equal", "P == F", "algebra", "And nothing is below the minimum.", ("below", "lowest")),
    )


convex_flat_bottom = Entry(
    id="convex_flat_bottom",
    title="Flat bottoms of convex functions",
    says="The minimisers of a convex function form a convex set, which may be more than a point; all of them have the same value.",
    source=PLACE,
    tier="minor",
    members=(
        Claim(
            id="convex_flat_bottom__convex_set",
            title="Between two minimisers everything is a minimiser",
            says="Between two minimisers of a convex function all points are minimisers.",
            about="F is the least value, taken at two points; P is the value at (1 - t) x + t y between them.",
            source=PLACE,
            let={"F": "real", "P": "real", "t": "real in [0, 1]"},
            given={"convex": "P <= (1 - t)*F + t*F", "lowest": "F <= P"},
            claim="P == F",
            derivation=same_value_between,
            experiments=walks("P_between == F and F == F_right"),
            mutants=(Mutant("no convexity", without="convex"), Mutant("strictly below", "P < F")),
        ),
        Claim(
            id="convex_flat_bottom__example",
            title="A convex function with a flat bottom",
            says="max(|x| - 1, 0) is convex, and -1 and 1 are both among its minimisers.",
            source=PLACE,
            let={"x": "real", "y": "real", "t": "real in [0, 1]"},
            define={"f(u)": "max(abs(u) - 1, 0)"},
            claim="f((1 - t)*x + t*y) <= (1 - t)*f(x) + t*f(y) and f(-1) <= f(x) and f(1) <= f(x)",
            derivation=lambda: (
                Step(
                    "size",
                    "abs((1 - t)*x + t*y) <= (1 - t)*abs(x) + t*abs(y)",
                    "algebra",
                    "The triangle inequality.",
                ),
                Step(
                    "chord",
                    "f((1 - t)*x + t*y) <= (1 - t)*f(x) + t*f(y)",
                    "algebra",
                    "The larger of two convex functions is convex.",
                    ("size",),
                ),
                Step(
                    "bottom",
                    "f(-1) <= f(x) and f(1) <= f(x)",
                    "algebra",
                    "Both values are 0, the least possible.",
                ),
                Step(
                    "together",
                    "f((1 - t)*x + t*y) <= (1 - t)*f(x) + t*f(y) and f(-1) <= f(x) and f(1) <= f(x)",
                    "algebra",
                    "All parts together.",
                    ("chord", "bottom"),
                ),
            ),
            mutants=(
                Mutant("a hill instead", "f(-1) >= f(x)"),
                Mutant(
                    "strictly convex",
                    "implies(x != y and t > 0 and t < 1, f((1 - t)*x + t*y) < (1 - t)*f(x) + t*f(y))",
                ),
            ),
        ),
    ),
)


QUOTIENTS = {"quotients": "forall(d, 'positive', exists(q, 'real', q >= -d and q <= G - F))"}


def no_gap_below() -> tuple[Step, ...]:
    """Difference quotients towards y are at most G - F, and come as near to 0 as one likes."""
    return (
        Step(
            "no_gap", "forall(d, 'positive', -d <= G - F)", "algebra", "Through the quotient.", ("quotients",)
        ),
        Step(
            "lowest",
            "F <= G",
            "algebra",
            "A number that is above -d for every d > 0 is not negative.",
            ("no_gap",),
        ),
    )


convex_critical_point = Claim(
    id="convex_critical_point",
    title="Critical points of convex functions",
    says="Where the gradient of a convex function is zero, the function has its least value.",
    about="x is critical, y any point. By convexity the difference quotient (f(x + t(y - x)) - f(x))/t is at most G - F for every t in "
    "(0, 1]; it tends to the directional derivative, which is 0. So G - F is at least -d for every d > 0.",
    scope="reduction",
    source=PLACE,
    tier="main",
    let={"F": "real", "G": "real"},
    given=QUOTIENTS,
    claim="F <= G",
    derivation=no_gap_below,
    experiments=walks("F <= G"),
    mutants=(Mutant("no convexity", without="quotients"), Mutant("strictly lower", "F < G")),
)

convex_bowl = Entry(
    id="convex_bowl",
    title="Convex problems as one bowl",
    says="A convex function has a bottom, and a landscape that is one bowl is convex.",
    source=Source("notes004", "challenge"),
    tier="main",
    members=(
        Claim(
            id="convex_bowl__attains",
            title="A convex function has a lowest point",
            says="Every convex function on R^n attains its minimum.",
            about="The statement is the claim for the functions exp(a x) of one variable, which are convex for every a.",
            scope="instance",
            source=Source("notes004", "challenge"),
            let={"a": "real"},
            claim="exists(x, 'real', forall(y, 'real', exp(a*x) <= exp(a*y)))",
            experiments=(
                Experiment(
                    "convex_functions.separable_loss",
                    "L <= L_twice",
                    {"L": "positive", "L_twice": "positive", "separated": "real"},
                    {"separated": "separated == 1"},
                ),
            ),
            mutants=(
                Mutant("0 is the lowest point", "forall(y, 'real', 1 <= exp(a*y))"),
                Mutant("it is constant", "forall(x, 'real', forall(y, 'real', exp(a*x) == exp(a*y)))"),
            ),
            repair=Repair(
                says="It does where it is strongly convex, for instance a quadratic with a positive definite Hessian, of any size.",
                let={"n": "integer >= 1", "H": "spd(n)", "b": "vector(n)", "x": "vector(n)"},
                define={"J(z)": "dot(z, H @ z)/2 + dot(b, z)"},
                claim="J(-inv(H) @ b) <= J(x)",
                about="x is any point.",
                derivation=lambda: (
                    Step(
                        "square",
                        "J(x) - J(-inv(H) @ b) == dot(x + inv(H) @ b, H @ (x + inv(H) @ b))/2",
                        "words",
                        "Complete the square.",
                    ),
                    Step(
                        "not_negative",
                        "dot(x + inv(H) @ b, H @ (x + inv(H) @ b)) >= 0",
                        "words",
                        "H is positive definite.",
                    ),
                    Step(
                        "lowest", "J(-inv(H) @ b) <= J(x)", "algebra", "Together.", ("square", "not_negative")
                    ),
                ),
                mutants=(
                    Mutant("the other sign of b", "J(inv(H) @ b) <= J(x)"),
                    Mutant("strictly", "J(-inv(H) @ b) < J(x)"),
                ),
            ),
        ),
        Claim(
            id="convex_bowl__valley",
            title="One valley means convex",
            says="A function with a single valley that rises away from it is convex.",
            about="The statement is the claim for x^2/(1 + x^2), which falls up to 0 and rises from there on.",
            scope="instance",
            source=Source("notes004", "challenge"),
            let={"x": "real", "y": "real", "t": "real in [0, 1]"},
            define={"f(u)": "u**2/(1 + u**2)"},
            claim="f((1 - t)*x + t*y) <= (1 - t)*f(x) + t*f(y)",
            mutants=(
                Mutant("concave", "f((1 - t)*x + t*y) >= (1 - t)*f(x) + t*f(y)"),
                Mutant("on chords from the bottom", "f(t*y) <= t*f(y)"),
            ),
            repair=Repair(
                says="It is quasiconvex: between two points it is never above the higher of them.",
                claim="f((1 - t)*x + t*y) <= max(f(x), f(y))",
                about="The same function; of a valley alone this much is true.",
                mutants=(
                    Mutant("below the lower of them", "f((1 - t)*x + t*y) <= min(f(x), f(y))"),
                    Mutant("strictly", "f((1 - t)*x + t*y) < max(f(x), f(y))"),
                ),
            ),
        ),
    ),
)

global_minima_existence = Claim(
    id="global_minima_existence",
    title="A network has a global minimum",
    says="The loss of a network has at least one global minimiser.",
    about="The statement is the claim for the smallest network, one weight w and the logistic loss of one data point (x, y).",
    scope="instance",
    source=Source("notes004", "error surface 1"),
    tier="main",
    let={"x": "real", "y": "real"},
    define={"L(w)": "log(1 + exp(-y*x*w))"},
    claim="exists(w, 'real', forall(v, 'real', L(w) <= L(v)))",
    experiments=(
        Experiment(
            "convex_functions.separable_loss",
            "L <= L_twice",
            {"L": "positive", "L_twice": "positive", "separated": "real"},
            {"separated": "separated == 1"},
        ),
    ),
    mutants=(
        Mutant("the weight 0", "forall(v, 'real', L(0) <= L(v))"),
        Mutant("the weight 1", "forall(v, 'real', L(1) <= L(v))"),
    ),
    repair=Repair(
        says="The square loss of a linear unit has one, for any number of data points that are not all 0.",
        let={"m": "integer >= 1", "x": "vector(m)", "y": "vector(m)", "w": "real"},
        define={"L(w)": "dot(w*x - y, w*x - y)"},
        given={"data": "dot(x, x) > 0"},
        claim="L(dot(x, y)/dot(x, x)) <= L(w)",
        scope="whole",
        derivation=lambda: (
            Step(
                "square",
                "L(w) - L(dot(x, y)/dot(x, x)) == dot(x, x)*(w - dot(x, y)/dot(x, x))**2",
                "words",
                "Complete the square.",
                ("data",),
            ),
            Step("lowest", "L(dot(x, y)/dot(x, x)) <= L(w)", "algebra", "Together.", ("square", "data")),
        ),
        mutants=(
            Mutant("half of the weight", "L(dot(x, y)/(2*dot(x, x))) <= L(w)"),
            Mutant("strictly", "L(dot(x, y)/dot(x, x)) < L(w)"),
        ),
    ),
)

CLAIMS = (
    convex_local_global,
    convex_flat_bottom,
    convex_critical_point,
    convex_bowl,
    global_minima_existence,
)
