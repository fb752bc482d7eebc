"""Gradients that point the same way: the longest velocity that gradients of one length can build up.

Main claims: aligned_gradients_step.

Notation: g[:, i] the gradient of step i + 1, all of length G, v(t) the velocity from rest, b(t) its largest length, eps learning rate, alpha
momentum parameter, u any vector, against which all gradients are measured, s(t) what b(t)|u| leaves of v(t).u.

References: notes001 (4.2.2), polyak1964.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use

LET = {
    "n": "integer >= 1",
    "T": "integer >= 1",
    "alpha": "real in [0, 1)",
    "eps": "positive",
    "G": "nonnegative",
    "g": "matrix(n, T)",
    "t": "integer in [1, T]",
}
GIVEN = {"length_G": "forall(i, 'integer in [0, T - 1]', norm(g[:, i]) == G)"}
DEFINE = {"v": Recurrence(("zeros(n, 1)",), "alpha*v(t) - eps*g[:, t]")}
BOUND = "eps*G*(1 - alpha**t)/(1 - alpha)"
ALL_EQUAL = "forall(i, 'integer in [0, t - 1]', g[:, i] == g[:, 0])"
ALIGNED = f"norm(v(t)) <= {BOUND} and iff(norm(v(t)) == {BOUND}, {ALL_EQUAL})"
HELPERS = {**DEFINE, "b": Recurrence(("0",), "alpha*b(t) + eps*G")}
TIGHT = "norm(v(t)) == b(t) and b(t)*g[:, t] == -G*v(t)"
REPAIRED = f"b(t) == {BOUND} and norm(v(t)) <= b(t) and iff(norm(v(t + 1)) == b(t + 1), {TIGHT})"
ONE_STEP = "iff(norm(alpha*y - eps*w) == alpha*c + eps*G, norm(y) == c and c*w == -G*y)"


def tight_steps() -> tuple[Step, ...]:
    """One step reaches the bound exactly if the velocity had reached it and the newest gradient points against the velocity."""
    vectors = {"y": "vector(n)", "w": "vector(n)", "c": "positive"}
    bounded = ("norm(w) == G", "norm(y) <= c")
    return (
        Step("largest", f"b(t) == {BOUND}", "induction", "A geometric series.", on="t"),
        Step("positive", "b(t) > 0", "induction", "Every step adds eps G.", on="t"),
        Step("length", "norm(v(t)) <= b(t)", "induction", "The triangle inequality.", ("length_G",), on="t"),
        Step(
            "expansion",
            "dot(alpha*y - eps*w, alpha*y - eps*w) == alpha**2*dot(y, y) - 2*alpha*eps*dot(y, w) + eps**2*dot(w, w)",
            "words",
            "The square of one step.",
            let=vectors,
        ),
        Step(
            "numbers",
            "implies(p <= c**2 and r >= -c*G and alpha**2*p - 2*alpha*eps*r + eps**2*G**2 == (alpha*c + eps*G)**2, "
            "p == c**2 and r == -c*G)",
            "algebra",
            "Neither p nor -r can be less than its bound, for alpha > 0.",
            let={"p": "real", "r": "real", "c": "positive"},
        ),
        Step(
            "opposite",
            "implies(dot(y, y) == c**2 and dot(y, w) == -c*G, norm(y) == c and c*w == -G*y)",
            "algebra",
            "|c w + G y|^2 = 0.",
            let=vectors,
            given=bounded,
        ),
        Step(
            "bounds",
            "dot(y, y) <= c**2 and dot(y, w) >= -c*G and dot(w, w) == G**2",
            "algebra",
            "Cauchy's inequality.",
            let=vectors,
            given=bounded,
        ),
        Step(
            "forth",
            "implies(norm(alpha*y - eps*w) == alpha*c + eps*G, dot(y, y) == c**2 and dot(y, w) == -c*G)",
            "algebra",
            "Square both sides.",
            ("expansion", "bounds", Use("numbers", {"p": "dot(y, y)", "r": "dot(y, w)"})),
            let=vectors,
            given=bounded,
        ),
        Step(
            "back",
            "implies(norm(y) == c and c*w == -G*y, norm(alpha*y - eps*w) == alpha*c + eps*G)",
            "algebra",
            "Then alpha y - eps w is a positive multiple of y.",
            let=vectors,
            given=bounded,
        ),
        Step(
            "one_step",
            ONE_STEP,
            "algebra",
            "Both directions.",
            ("forth", "opposite", "back"),
            let=vectors,
            given=bounded,
        ),
        Step("newest", "norm(g[:, t]) == G", "algebra", "All gradients have this length.", ("length_G",)),
        Step(
            "next_step",
            "v(t + 1) == alpha*v(t) - eps*g[:, t] and b(t + 1) == alpha*b(t) + eps*G",
            "definition",
            "One step.",
        ),
        Step(
            "unfolded",
            "iff(norm(v(t + 1)) == b(t + 1), norm(alpha*v(t) - eps*g[:, t]) == alpha*b(t) + eps*G)",
            "algebra",
            "For the velocity and the newest gradient.",
            ("next_step",),
        ),
        Step(
            "tight",
            f"iff(norm(v(t + 1)) == b(t + 1), {TIGHT})",
            "algebra",
            "One equivalence after the other.",
            (
                "newest",
                "length",
                "positive",
                "unfolded",
                Use("one_step", {"y": "v(t)", "w": "g[:, t]", "c": "b(t)"}),
            ),
        ),
        Step("together", REPAIRED, "algebra", "All parts.", ("largest", "length", "tight")),
    )


aligned_gradients_step = Claim(
    id="aligned_gradients_step",
    title="Equal gradients make the longest step",
    says="Gradients of one length G make a velocity of at most eps G (1 - alpha^t)/(1 - alpha), reached only if all of them are equal.",
    source=Source("notes001", "4.2.2(1)"),
    tier="minor",
    let=LET,
    given=GIVEN,
    define=DEFINE,
    claim=ALIGNED,
    experiments=(
        Experiment(
            "momentum_sequences.momentum_aligned",
            f"speed <= {BOUND} and iff(speed == {BOUND}, alike == 1)",
            {"speed": "nonnegative", "alike": "integer"},
        ),
    ),
    mutants=(
        Mutant("half of the bound", f"norm(v(t)) <= {BOUND}/2"),
        Mutant("equality never", f"norm(v(t)) < {BOUND}"),
    ),
    repair=Repair(
        says="With alpha > 0 (and G > 0): the bound is reached after a step exactly if it was reached before the step and the newest gradient points "
        "against the velocity; step by step, exactly if all gradients are equal. With alpha = 0 the velocity is the last gradient alone, and always "
        "reaches the bound.",
        let={"alpha": "real in (0, 1)", "G": "positive", "t": "integer in [1, T - 1]"},
        define=HELPERS,
        claim=REPAIRED,
        derivation=tight_steps,
        experiments=(
            Experiment(
                "momentum_sequences.momentum_aligned",
                f"implies(alpha > 0 and G > 0, speed <= {BOUND} and iff(speed == {BOUND}, alike == 1))",
                {
                    "speed": "nonnegative",
                    "alike": "integer",
                    "G": "nonnegative",
                    "alpha": "real in [0, 1)",
                    "t": "integer >= 1",
                },
            ),
        ),
        mutants=(
            Mutant("a quarter of it", "norm(v(t)) <= b(t)/4"),
            Mutant("every newest gradient will do", "iff(norm(v(t + 1)) == b(t + 1), norm(v(t)) == b(t))"),
        ),
    ),
)
