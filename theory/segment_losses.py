"""The loss along the straight line from the initial to the final weights, and what a monotone path is worth.

Main claims: segment_loss_shape, monotone_and_almost_convex, descent_path_follows.

Notation: h(a) the loss at (1 - a) p + a q for initial weights p and final weights q; w0 the start of one weight that is used twice.

References: notes003 (experiment, explanation, theory).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Mutant, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures_path
from theory.line_observations import EXPERIMENT, nearly_convex, on_digits, usually, usually_on_digits

ONE_WEIGHT = {"h(a)": "(((1 - a)*w0 + a)**2 - 1)**2"}


segment_loss_shape = Entry(
    id="segment_loss_shape",
    title="The loss along the segment",
    says="Along the straight line from the initial to the final weights the loss decreases monotonically.",
    source=EXPERIMENT,
    tier="main",
    join="readings",
    figures=figures_path.lines,
    members=(
        Claim(
            id="segment_loss_shape__always",
            title="Always",
            says="For every trained network the loss decreases along the line.",
            about="The statement is the claim for one weight that is used twice, loss (w^2 - 1)^2: gradient descent with the step size 1/(4 w0 (w0 + 1)) goes from w0 < -1 "
            "to the minimum 1 in one step.",
            scope="instance",
            source=EXPERIMENT,
            let={"w0": "real < -1", "a": "real in [0, 1]", "b": "real in [a, 1]"},
            define=ONE_WEIGHT,
            claim="w0 - 4*(1/(4*w0*(w0 + 1)))*w0*(w0**2 - 1) == 1 and h(b) <= h(a)",
            mutants=(
                Mutant("it increases", "h(b) >= h(a)"),
                Mutant("one step leads to -1", "w0 - 4*(1/(4*w0*(w0 + 1)))*w0*(w0**2 - 1) == -1"),
            ),
            repair=Repair(
                says="It does where the loss is convex along the line and the final weights minimise it there.",
                let={
                    "h0": "real",
                    "h1": "real",
                    "ha": "real",
                    "hb": "real",
                    "a": "real in [0, 1)",
                    "b": "real in (a, 1]",
                },
                given={
                    "convex": "hb <= (1 - (b - a)/(1 - a))*ha + (b - a)/(1 - a)*h1",
                    "minimum": "h1 <= ha",
                },
                claim="hb <= ha",
                about="h0, ha, hb and h1 are the values of h at 0, a, b and 1; b lies between a and 1.",
                derivation=lambda: (
                    Step(
                        "share", "0 <= (b - a)/(1 - a) and (b - a)/(1 - a) <= 1", "algebra", "b lies between."
                    ),
                    Step(
                        "chord",
                        "(1 - s)*ha + s*h1 <= ha",
                        "algebra",
                        "h1 is not above ha.",
                        ("minimum",),
                        let={"s": "real in [0, 1]"},
                    ),
                    Step(
                        "decreases",
                        "hb <= ha",
                        "algebra",
                        "On the chord.",
                        ("convex", "share", "chord", "minimum"),
                    ),
                ),
                mutants=(Mutant("not convex", without="convex"), Mutant("strictly", "hb < ha")),
            ),
        ),
        usually,
        usually_on_digits,
    ),
)


QUADRATIC = {"h(x)": "-p*x**2 - q*x"}


CONVEX = "h((1 - t)*a + t*b) <= (1 - t)*h(a) + t*h(b)"


decreasing_is_convex = Claim(
    id="monotone_and_almost_convex__convex",
    title="Convex",
    says="A continuous decreasing function on [0, 1] is convex.",
    about="The statement is the claim for the functions -p x^2 - q x with p, q >= 0, which decrease on [0, 1].",
    scope="instance",
    source=EXPERIMENT,
    let={
        "p": "nonnegative",
        "q": "nonnegative",
        "a": "real in [0, 1]",
        "b": "real in [0, 1]",
        "t": "real in [0, 1]",
    },
    define=QUADRATIC,
    claim=CONVEX,
    experiments=(on_digits("implies(rise <= 0, bend >= 0)", "rise", "bend"),),
    mutants=(Mutant("constant", "h(a) == h(b)"), Mutant("increasing", "implies(a < b, h(a) < h(b))")),
    repair=Repair(
        says="It is where its second derivative is not negative; decreasing says nothing about that.",
        let={"p": "real", "q": "real"},
        given={"second_derivative": "-2*p >= 0"},
        claim=CONVEX,
        about="The same functions, with any p and q.",
        derivation=lambda: (
            Step(
                "gap",
                "(1 - t)*h(a) + t*h(b) - h((1 - t)*a + t*b) == -p*t*(1 - t)*(a - b)**2",
                "algebra",
                "Expand.",
            ),
            Step(
                "convex", CONVEX, "algebra", "-p, t and 1 - t are not negative.", ("gap", "second_derivative")
            ),
        ),
        mutants=(
            Mutant("any curvature", without="second_derivative"),
            Mutant("strictly", "h((1 - t)*a + t*b) < (1 - t)*h(a) + t*h(b)"),
        ),
    ),
)


monotone_and_almost_convex = Entry(
    id="monotone_and_almost_convex",
    title="Decreasing means almost convex",
    says="A continuous decreasing function on [0, 1] is convex, or nearly so.",
    source=EXPERIMENT,
    tier="main",
    join="readings",
    members=(decreasing_is_convex, nearly_convex),
)


RELU_LINE = {"h(a)": "(max(2*a - 1, 0) - y)**2"}


segment_smoothness = Claim(
    id="segment_smoothness",
    title="Smooth along the segment",
    says="The objective of a ReLU network is continuously differentiable along the line.",
    about="The statement is the claim for one rectified unit whose weight runs from -1 to 1, data (1, y): at a = 1/2 the slopes from both sides would be equal.",
    scope="instance",
    source=EXPERIMENT,
    tier="main",
    let={"y": "real", "t": "real"},
    define=RELU_LINE,
    claim="limit((h(1/2 + t) - h(1/2))/t, t, 0, '-') == limit((h(1/2 + t) - h(1/2))/t, t, 0, '+')",
    mutants=(
        Mutant("both are 0", "limit((h(1/2 + t) - h(1/2))/t, t, 0, '+') == 0"),
        Mutant("it is -4", "limit((h(1/2 + t) - h(1/2))/t, t, 0, '+') == -4"),
    ),
    repair=Repair(
        says="It is continuous there: the kink is one of the slope.",
        claim="limit(h(1/2 + t), t, 0) == h(1/2)",
        about="The same unit.",
        derivation=lambda: (
            Step("left", "limit(h(1/2 + t), t, 0, '-') == y**2", "limit", "The unit is off."),
            Step("right", "limit(h(1/2 + t), t, 0, '+') == y**2", "limit", "The unit starts from 0."),
            Step(
                "continuous",
                "limit(h(1/2 + t), t, 0) == h(1/2)",
                "limit",
                "Both sides agree.",
                ("left", "right"),
            ),
        ),
        mutants=(
            Mutant("it jumps", "limit(h(1/2 + t), t, 0) == h(1/2) + 1"),
            Mutant("it is 0", "limit(h(1/2 + t), t, 0) == 0"),
        ),
    ),
)


convexified_loss_drop = Claim(
    id="convexified_loss_drop",
    title="Flat, then a drop",
    says="A convex loss along the line can stay unchanged and then drop.",
    about="h0 is the value at 0 and at a, h1 the one at 1; by convexity the value at a is at most (1 - a) h0 + a h1.",
    scope="whole",
    source=Source("notes003", "explanation"),
    tier="main",
    let={"a": "real in (0, 1)"},
    claim="exists(h0, 'real', exists(h1, 'real', h0 <= (1 - a)*h0 + a*h1 and h1 < h0))",
    mutants=(
        Mutant("to 0", "exists(h1, 'real', 1 <= (1 - a)*1 + a*h1 and h1 <= 0)"),
        Mutant("by 1", "exists(h0, 'real', h0 <= (1 - a)*h0 + a*(h0 - 1))"),
    ),
    repair=Repair(
        says="It cannot: after a flat piece a convex function does not fall below it.",
        let={"h0": "real", "h1": "real"},
        given={"convex": "h0 <= (1 - a)*h0 + a*h1"},
        claim="h1 >= h0",
        derivation=lambda: (
            Step("collect", "0 <= a*(h1 - h0)", "algebra", "Collect h0.", ("convex",)),
            Step("no_drop", "h1 >= h0", "algebra", "a is positive.", ("collect",)),
        ),
        mutants=(Mutant("strictly above", "h1 > h0"), Mutant("not convex", without="convex")),
    ),
)


descent_path_follows = Claim(
    id="descent_path_follows",
    title="Descent follows a monotone path",
    says="Where a path to a global minimum exists along which the cost decreases, gradient descent reaches the minimum.",
    about="The statement is the claim for the double well x^4/4 - x^2/2 and starts x0 in [0, 1): the way from x0 to the minimum 1 decreases, and a run that reaches it "
    "leaves its start.",
    scope="instance",
    source=Source("notes003", "theory; conclusion"),
    tier="main",
    let={"x0": "real in [0, 1)", "eps": "real in (0, 1/4]"},
    define={"J(x)": "x**4/4 - x**2/2"},
    claim="x0 - eps*(x0**3 - x0) != x0",
    mutants=(
        Mutant("it goes left", "x0 - eps*(x0**3 - x0) < x0"),
        Mutant("in one step", "x0 - eps*(x0**3 - x0) == 1"),
    ),
    repair=Repair(
        says="From any start that is not critical these steps lower the cost and move towards the minimum.",
        given={"not_critical": "x0 != 0"},
        claim="x0 < x0 - eps*(x0**3 - x0) and x0 - eps*(x0**3 - x0) <= 1 and J(x0 - eps*(x0**3 - x0)) < J(x0)",
        about="The same double well and starts.",
        derivation=lambda: (
            Step(
                "right",
                "x0 < x0 - eps*(x0**3 - x0)",
                "algebra",
                "The slope is negative between 0 and 1.",
                ("not_critical",),
            ),
            Step(
                "not_beyond",
                "x0 - eps*(x0**3 - x0) <= 1",
                "algebra",
                "1 - x0 times 1 - eps x0 (1 + x0).",
                ("not_critical",),
            ),
            Step(
                "well_falls",
                "J(y) < J(x)",
                "algebra",
                "The difference is (x^2 - y^2)(x^2 + y^2 - 2)/4.",
                let={"x": "real in (0, 1)", "y": "real in (x, 1]"},
            ),
            Step(
                "lower",
                "J(x0 - eps*(x0**3 - x0)) < J(x0)",
                "algebra",
                "With y the next point.",
                ("well_falls", "right", "not_beyond", "not_critical"),
            ),
            Step(
                "together",
                "x0 < x0 - eps*(x0**3 - x0) and x0 - eps*(x0**3 - x0) <= 1 and J(x0 - eps*(x0**3 - x0)) < J(x0)",
                "algebra",
                "All parts.",
                ("right", "not_beyond", "lower"),
            ),
        ),
        mutants=(
            Mutant("from every start", without="not_critical"),
            Mutant("it overshoots", "x0 - eps*(x0**3 - x0) > 1"),
        ),
    ),
)
