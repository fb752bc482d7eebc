"""The straight line from the initial to the final weights: its points, the progress along it and the distance from it.

Main claims: alpha_beta_projection, off_line_unit_vector, beta_return.

Notation: p and q the initial and the final weights, theta weights on the way, u the unit vector from p to q, d their distance;
alpha = u.(theta - p), beta = |theta - p - alpha u|.

References: notes003 (experiment).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair
from proofs_check.statement.derivation import Step
from theory import figures_path
from theory.line_observations import (
    EXPERIMENT,
    on_digits,
    positive_between,
    symmetric_on_digits,
    symmetric_on_tumours,
)

SEGMENT = "theta_(0) == p and theta_(1) == q and theta_((1 - s)*a + s*b) == (1 - s)*theta_(a) + s*theta_(b)"


segment_points = Claim(
    id="segment_points",
    title="Points of the segment",
    says="(1 - a) p + a q is p at 0, q at 1, and affine in a.",
    source=EXPERIMENT,
    tier="minor",
    let={"n": "integer >= 1", "p": "vector(n)", "q": "vector(n)", "a": "real", "b": "real", "s": "real"},
    define={"theta_(a)": "(1 - a)*p + a*q"},
    claim=SEGMENT,
    derivation=lambda: (
        Step("ends", "theta_(0) == p and theta_(1) == q", "words", "Put 0 and 1."),
        Step(
            "affine",
            "theta_((1 - s)*a + s*b) == (1 - s)*theta_(a) + s*theta_(b)",
            "words",
            "Collect p and q.",
        ),
        Step("together", SEGMENT, "algebra", "All parts.", ("ends", "affine")),
    ),
    mutants=(Mutant("the ends exchanged", "theta_(0) == q"), Mutant("linear", "theta_(s*a) == s*theta_(a)")),
)


UNIT_LINE = {
    "n": "integer >= 1",
    "p": "vector(n)",
    "theta": "vector(n)",
    "u": "vector(n)",
    "d": "positive",
    "s": "real",
}


PROJECTED = {"alpha": "dot(u, theta - p)", "off": "theta - p - alpha*u"}


PYTHAGORAS = (
    "dot(theta - p, theta - p) == alpha**2 + dot(off, off) and dot(theta - p - s*u, theta - p - s*u) >= dot(off, off) "
    "and dot(u, p - p) == 0 and dot(u, p + d*u - p) == d"
)


MEASURED = {"alpha": "real", "beta": "nonnegative"}
# at one time of training on digits, and at its end
ON_DIGITS = (
    "abs(alpha**2 + beta**2 - moved**2) <= 10**(-9)*(1 + moved**2) and other >= beta - 10**(-9) "
    "and abs(alpha_end - far) <= 10**(-9)*(1 + far) and beta_end <= 10**(-9)*(1 + far)"
)


alpha_beta_projection = Claim(
    id="alpha_beta_projection",
    title="Progress along the line and distance from it",
    says="alpha^2 + beta^2 is the squared distance from the start, alpha u the nearest point of the line, alpha is 0 at the start and the distance of the ends at the end.",
    about="The final weights are p + d u; off = theta - p - alpha u has the length beta.",
    source=EXPERIMENT,
    tier="main",
    let=UNIT_LINE,
    given={"unit": "dot(u, u) == 1"},
    define=PROJECTED,
    claim=PYTHAGORAS,
    derivation=lambda: (
        Step(
            "pythagoras",
            "dot(theta - p, theta - p) == alpha**2 + dot(off, off)",
            "words",
            "u has length 1.",
            ("unit",),
        ),
        Step(
            "any_other",
            "dot(theta - p - s*u, theta - p - s*u) == dot(off, off) + (s - alpha)**2",
            "words",
            "The same with s in place of alpha.",
            ("unit",),
        ),
        Step(
            "nearest",
            "dot(theta - p - s*u, theta - p - s*u) >= dot(off, off)",
            "algebra",
            "A square is not negative.",
            ("any_other",),
        ),
        Step("ends", "dot(u, p - p) == 0 and dot(u, p + d*u - p) == d", "words", "Put the ends.", ("unit",)),
        Step("together", PYTHAGORAS, "algebra", "All parts.", ("pythagoras", "nearest", "ends")),
    ),
    experiments=(
        Experiment(
            "segments.projections",
            "dot(theta - p, theta - p) == alpha**2 + beta**2 and alpha == dot(u, theta - p)",
            MEASURED,
        ),
        on_digits(ON_DIGITS, "alpha", "beta", "moved", "other", "far", "alpha_end", "beta_end"),
    ),
    mutants=(
        Mutant("not squared", "dot(theta - p, theta - p) == alpha + dot(off, off)"),
        Mutant("u of any length", without="unit"),
    ),
)


OFF_LINE = {"alpha": "dot(u, theta - p)", "back": "p + alpha*u - theta"}


off_line_unit_vector = Claim(
    id="off_line_unit_vector",
    title="The unit vector off the line",
    says="With v the unit vector from theta to its projection, theta = p + alpha u + beta v.",
    about="back = p + alpha u - theta leads from theta to its projection and is beta v; beta v is written as back, so that nothing is divided by beta.",
    scope="whole",
    source=EXPERIMENT,
    tier="main",
    let={name: domain for name, domain in UNIT_LINE.items() if name in ("n", "p", "theta", "u")},
    given={"unit": "dot(u, u) == 1"},
    define=OFF_LINE,
    claim="theta == p + alpha*u + back",
    experiments=(Experiment("segments.projections"), on_digits("plus <= 10**(-9)", "plus")),
    mutants=(Mutant("twice", "theta == p + alpha*u + 2*back"), Mutant("on the line", "theta == p + alpha*u")),
    repair=Repair(
        says="theta = p + alpha u - beta v: v points towards the line.",
        claim="theta == p + alpha*u - back",
        experiments=(Experiment("segments.projections"), on_digits("minus <= 10**(-9)", "minus")),
        derivation=lambda: (Step("back_again", "theta == p + alpha*u - back", "words", "Put back."),),
        mutants=(
            Mutant("plus", "theta == p + alpha*u + back"),
            Mutant("half", "theta == p + alpha*u - back/2"),
        ),
    ),
)


beta_return = Entry(
    id="beta_return",
    title="Away from the line and back",
    says="The distance from the line is 0 at both ends and positive in between, or always 0.",
    source=EXPERIMENT,
    tier="main",
    figures=figures_path.projections,
    members=(
        Claim(
            id="beta_return__ends",
            title="At the ends",
            says="The distance from the line is 0 at both ends.",
            about="The final weights are p + d u.",
            source=EXPERIMENT,
            let={name: domain for name, domain in UNIT_LINE.items() if name in ("n", "p", "u", "d")},
            given={"unit": "dot(u, u) == 1"},
            claim="norm(p - p - dot(u, p - p)*u) == 0 and norm(p + d*u - p - dot(u, p + d*u - p)*u) == 0",
            derivation=lambda: (
                Step("start", "p - p - dot(u, p - p)*u == zeros(n, 1)", "words", "Nothing has moved."),
                Step(
                    "end",
                    "p + d*u - p - dot(u, p + d*u - p)*u == zeros(n, 1)",
                    "words",
                    "u has length 1.",
                    ("unit",),
                ),
                Step(
                    "lengths",
                    "norm(p - p - dot(u, p - p)*u) == 0 and norm(p + d*u - p - dot(u, p + d*u - p)*u) == 0",
                    "words",
                    "The norm of 0.",
                    ("start", "end"),
                ),
            ),
            experiments=(on_digits("beta_end <= 10**(-9)*(1 + far)", "beta_end", "far"),),
            mutants=(
                Mutant("u of any length", without="unit"),
                Mutant("it is d", "norm(p + d*u - p - dot(u, p + d*u - p)*u) == d"),
            ),
        ),
        Claim(
            id="beta_return__between",
            title="In between",
            says="In between the distance is positive, unless it is always 0.",
            about="The statement is the claim for trajectories of three points between the ends in the plane: b1, b2, b3 are their distances from the line.",
            scope="instance",
            source=EXPERIMENT,
            let={"b1": "nonnegative", "b2": "nonnegative", "b3": "nonnegative"},
            claim="(b1 > 0 and b2 > 0 and b3 > 0) or (b1 == 0 and b2 == 0 and b3 == 0)",
            mutants=(
                Mutant("always positive", "b1 > 0 and b2 > 0 and b3 > 0"),
                Mutant("always 0", "b1 == 0 and b2 == 0 and b3 == 0"),
            ),
            repair=Repair(
                says="It is not negative, and 0 exactly where the point lies on the line; a trajectory may cross the line.",
                let={name: domain for name, domain in UNIT_LINE.items() if name in ("n", "p", "theta", "u")},
                given={"unit": "dot(u, u) == 1"},
                define=PROJECTED,
                claim="norm(off) >= 0 and iff(norm(off) == 0, off == zeros(n, 1))",
                about="off = theta - p - alpha u.",
                derivation=lambda: (
                    Step("sign", "norm(off) >= 0", "words", "A norm."),
                    Step(
                        "zero", "iff(norm(off) == 0, off == zeros(n, 1))", "words", "Only 0 has the norm 0."
                    ),
                    Step(
                        "both",
                        "norm(off) >= 0 and iff(norm(off) == 0, off == zeros(n, 1))",
                        "algebra",
                        "Both.",
                        ("sign", "zero"),
                    ),
                ),
                mutants=(Mutant("always positive", "norm(off) > 0"), Mutant("always 0", "norm(off) == 0")),
            ),
        ),
        positive_between,
    ),
)


beta_symmetry = Entry(
    id="beta_symmetry",
    title="Divergence and return are symmetric",
    says="The distance from the line at t and at T - t differ by less than a quarter of its maximum.",
    source=EXPERIMENT,
    tier="minor",
    members=(symmetric_on_tumours, symmetric_on_digits),
)
