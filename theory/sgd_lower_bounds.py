"""What no method can beat: lower bounds on the error from k gradient estimates.

Main claims: rates_unimprovable.

Notation: K the number of possible answers to k questions, a[i]^2 and b[i]^2 their probabilities under two problems with the minima d and
-d (or on either side), X, Y, Z diagonal with what a method returns at each answer; u, w the errors, weighted with a and b.

References: notes001 (4.1.3), agarwal2012, lecam1973.
"""

from __future__ import annotations

from proofs_check.statement.claim import (
    Claim,
    Entry,
    Experiment,
    Mutant,
    Source,
)
from proofs_check.statement.derivation import Step, Use

BEST = Source("notes001", "4.1.3(2)")
ANSWERS = {
    "k": "integer >= 1",
    "K": "integer >= 1",
    "a": "vector(K)",
    "b": "vector(K)",
    "d": "real in (0, 1)",
}
TWO_PROBLEMS = {
    "probabilities": "dot(a, a) == 1",
    "others": "dot(b, b) == 1",
    "affinity": "dot(a, b)**2 >= (1 - 1/(2*k))**k",
    "distance": "d**2 == 1/(2*k)",
}
SOME_ANSWERS = (
    Step(
        "one_answer",
        "2*(sqrt((1 + d)/2)*sqrt((1 - d)/2)) == sqrt(1 - d**2)",
        "algebra",
        "An answer is 1 or -1, with the chances (1 + d)/2 and (1 - d)/2 or the other way round; k answers multiply their affinities: (a.b)^2 = (1 - d^2)^k.",
    ),
    Step("confused", "(1 - 1/(2*k))**k >= 1/2", "algebra", "Bernoulli's inequality."),
    Step(
        "affine",
        "dot(a, b)**2 >= 1/2",
        "algebra",
        "So k answers cannot tell the problems apart.",
        ("affinity", "confused"),
    ),
)


LEAVE_OUT = Step(
    "leave_out",
    "z >= r",
    "algebra",
    "What is not negative may be left out.",
    let=dict.fromkeys("pqrz", "real"),
    given=("p >= 0", "q >= 0", "z == p + q + r"),
)
SHARES = "dot(Y @ a, Y @ a) + dot(Z @ b, Z @ b)"


def two_parabolas() -> tuple[Step, ...]:
    """Squares that are not negative, at the best multiple."""
    return (
        *SOME_ANSWERS,
        LEAVE_OUT,
        Step(
            "squares",
            "dot(u, u) + dot(w, w) == dot(u + f*b, u + f*b) + dot(w - f*a, w - f*a) + 2*f**2",
            "words",
            "Expand the squares with f = d a.b: an output that is good for one problem is bad for the other.",
            ("probabilities", "others"),
        ),
        Step("first", "dot(u + f*b, u + f*b) >= 0", "algebra", "A square."),
        Step("second", "dot(w - f*a, w - f*a) >= 0", "algebra", "A square."),
        Step(
            "errors",
            "dot(u, u) + dot(w, w) >= 2*f**2",
            "algebra",
            "Leave the squares out.",
            (
                "first",
                "second",
                "squares",
                Use(
                    "leave_out",
                    {
                        "p": "dot(u + f*b, u + f*b)",
                        "q": "dot(w - f*a, w - f*a)",
                        "r": "2*f**2",
                        "z": "dot(u, u) + dot(w, w)",
                    },
                ),
            ),
        ),
        Step(
            "numbers",
            "2*f**2 >= 1/(2*k)",
            "algebra",
            "d^2 = 1/(2k), and (a.b)^2 is at least 1/2.",
            ("affine", "distance"),
        ),
        Step(
            "excess",
            "(dot(u, u)/2 + dot(w, w)/2)/2 >= 1/(8*k)",
            "algebra",
            "Half of the halves.",
            ("errors", "numbers"),
        ),
    )


def two_slopes() -> tuple[Step, ...]:
    """The same argument with shares instead of errors."""
    return (
        *SOME_ANSWERS,
        Step(
            "squares",
            f"{SHARES} == dot(Y @ a - f*(Y @ b), Y @ a - f*(Y @ b)) + dot(Z @ b - f*(Z @ a), Z @ b - f*(Z @ a)) + 2*f**2 + f**2*({SHARES})",
            "words",
            "Expand the squares with f = a.b/2; the shares make up the whole.",
            ("shared", "probabilities", "others"),
        ),
        Step("first", "dot(Y @ a - f*(Y @ b), Y @ a - f*(Y @ b)) >= 0", "algebra", "A square."),
        Step("second", "dot(Z @ b - f*(Z @ a), Z @ b - f*(Z @ a)) >= 0", "algebra", "A square."),
        Step("third", f"f**2*({SHARES}) >= 0", "algebra", "A product of squares."),
        Step(
            "errors",
            f"{SHARES} >= 2*f**2",
            "algebra",
            "Leave the squares out.",
            ("squares", "first", "second", "third"),
        ),
        Step("slope", "d == 1/sqrt(2*k)", "algebra", "The slope.", ("distance",)),
        Step("half", "2*f**2 >= 1/4", "algebra", "(a.b)^2 is at least 1/2.", ("affine",)),
        Step("numbers", f"{SHARES} >= 1/4", "algebra", "Together.", ("errors", "half")),
        Step(
            "excess",
            "d*(dot(Y @ a, Y @ a) + dot(Z @ b, Z @ b)) >= 1/(4*sqrt(2*k))",
            "algebra",
            "Times d.",
            ("numbers", "slope"),
        ),
    )


rates_unimprovable = Entry(
    id="rates_unimprovable",
    title="The rates cannot be improved",
    says="Without further conditions no method has a better worst-case rate than 1/sqrt(k) for convex and 1/k for strongly convex costs.",
    source=BEST,
    tier="minor",
    members=(
        Claim(
            id="rates_unimprovable__convex",
            title="Convex costs",
            says="Whatever a method makes of k gradient estimates, for one of two linear costs on [-1, 1] its expected excess is at least "
            "1/(4 sqrt(2k)).",
            about="The costs -d x and d x on [-1, 1]; a question is answered by a random sign with the expectation of the gradient, whatever the "
            "point, so that a method is a function from the K = 2^k answers to [-1, 1]: 1 - x = 2 Y^2 and 1 + x = 2 Z^2 there. The left side is "
            "the mean of its two expected excesses, and the larger one is not below it; a method that draws lots is a mixture of such.",
            scope="reduction",
            source=BEST,
            let={**ANSWERS, "Y": "diagonal(K)", "Z": "diagonal(K)"},
            define={"f": "dot(a, b)/2"},
            given={**TWO_PROBLEMS, "shared": "Y @ Y + Z @ Z == identity(K)"},
            claim="d*(dot(Y @ a, Y @ a) + dot(Z @ b, Z @ b)) >= 1/(4*sqrt(2*k))",
            derivation=two_slopes,
            experiments=(
                Experiment(
                    "sgd_worst_cases.sgd_two_slopes", "worst >= 1/(4*sqrt(2*k))", {"worst": "nonnegative"}
                ),
            ),
            mutants=(
                Mutant(
                    "a method that knows the problem",
                    "d*(dot(Y @ a, Y @ a) + dot(Z @ b, Z @ b)) >= 2/sqrt(2*k)",
                ),
                Mutant("answers that tell the problems apart", without="affinity"),
            ),
        ),
        Claim(
            id="rates_unimprovable__strongly_convex",
            title="Strongly convex costs",
            says="Whatever a method makes of k gradient estimates, for one of two parabolas its expected excess is at least 1/(8k).",
            about="The costs (x - d)^2/2 and (x + d)^2/2; a question at x is answered by x minus a random sign with the expectation d or -d, so "
            "that a method is a function from the K = 2^k signs to its output, the entries of X. The left side is the mean of its two expected "
            "excesses, and the larger one is not below it; a method that draws lots is a mixture of such.",
            scope="reduction",
            source=BEST,
            let={**ANSWERS, "X": "diagonal(K)"},
            define={"u": "X @ a - d*a", "w": "X @ b + d*b", "f": "d*dot(a, b)"},
            given=TWO_PROBLEMS,
            claim="(dot(u, u)/2 + dot(w, w)/2)/2 >= 1/(8*k)",
            derivation=two_parabolas,
            experiments=(
                Experiment("sgd_worst_cases.sgd_two_parabolas", "worst >= 1/(8*k)", {"worst": "nonnegative"}),
            ),
            mutants=(
                Mutant("four times as much", "(dot(u, u)/2 + dot(w, w)/2)/2 >= 1/(2*k)"),
                Mutant("problems that are closer to each other", without="distance"),
            ),
        ),
    ),
)

CLAIMS = (rates_unimprovable,)
