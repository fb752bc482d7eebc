"""What the velocity tends to: under gradients of alternating sign, and for two values of alpha.

Main claims: cross_ravine_cancellation, alpha_versus_rate.

Notation: v and w velocities, g a constant gradient, c the size of alternating ones, alpha and beta momentum parameters, eps learning rate.

References: notes001 (4.2), polyak1964.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_momentum

ALTERNATING = {"v": Recurrence(("v0",), "alpha*v(t) - eps*(-1)**(t + 1)*c")}
HALVED = "eps*abs(c)/(1 + alpha)"
CANCELLED = f"limit(abs(v(t)), t, oo) == {HALVED} and limit(v(t) + v(t + 1), t, oo) == 0"


def alternating_velocity() -> tuple[Step, ...]:
    """The velocity alternates too, with an amplitude that tends to eps |c|/(1 + alpha)."""
    start = "(v0 + eps*c/(1 + alpha))"
    return (
        Step(
            "closed_form",
            f"v(t) == alpha**t*{start} - (-1)**t*eps*c/(1 + alpha)",
            "induction",
            "The part of the start decays, the rest alternates.",
            on="t",
        ),
        Step("decays", "alpha**t >= 0", "algebra", "0 <= alpha."),
        Step("sizes", "abs((-1)**t*eps*c/(1 + alpha)) == " + HALVED, "algebra", "(-1)^t has size 1."),
        Step(
            "near",
            f"abs(abs(v(t)) - {HALVED}) <= alpha**t*abs{start}",
            "algebra",
            "Sizes differ by at most the part of the start.",
            ("closed_form", "sizes", "decays"),
        ),
        Step("amplitude", f"limit(abs(v(t)), t, oo) == {HALVED}", "limit", "alpha^t tends to 0.", ("near",)),
        Step(
            "two_steps",
            f"v(t) + v(t + 1) == alpha**t*(1 + alpha)*{start}",
            "algebra",
            "The alternating parts of two steps cancel.",
            ("closed_form", Use("closed_form", {"t": "t + 1"})),
        ),
        Step("cancels", "limit(v(t) + v(t + 1), t, oo) == 0", "limit", "alpha^t tends to 0.", ("two_steps",)),
        Step("together", CANCELLED, "algebra", "Both parts.", ("amplitude", "cancels")),
    )


cross_ravine_cancellation = Claim(
    id="cross_ravine_cancellation",
    title="Opposing gradients cancel in the velocity",
    about="That v tends to 0 is said as: its size |v| tends to 0. The statement is the claim for c = 1 and a start at rest.",
    scope="instance",
    says="Under gradients of alternating sign the velocity tends to 0.",
    source=Source("notes001", "4.2.1(6)"),
    tier="main",
    figures=figures_momentum.alternating,
    let={"alpha": "real in [0, 1)", "eps": "positive", "t": "natural"},
    define={"v": Recurrence(("0",), "alpha*v(t) - eps*(-1)**(t + 1)")},
    claim="limit(abs(v(t)), t, oo) == 0",
    experiments=(
        Experiment(
            "momentum_sequences.momentum_alternating",
            "even == 0 and odd == 0",
            {"even": "real", "odd": "real"},
        ),
    ),
    mutants=(
        Mutant("it grows beyond that of equal gradients", "limit(abs(v(t)), t, oo) == eps/(1 - alpha) + eps"),
        Mutant("twice the step of plain descent remains", "limit(abs(v(t)), t, oo) == 2*eps"),
    ),
    repair=Repair(
        says="The velocity keeps alternating; its size tends to eps |c|/(1 + alpha), between a half and the whole of a plain step. What cancels "
        "is the sum of two successive velocities.",
        let={"c": "real", "v0": "real"},
        define=ALTERNATING,
        claim=CANCELLED,
        derivation=alternating_velocity,
        experiments=(
            Experiment(
                "momentum_sequences.momentum_alternating",
                f"abs(even) == {HALVED} and even == -odd",
                {"even": "real", "odd": "real"},
            ),
        ),
        mutants=(
            Mutant("the size tends to 0", "limit(abs(v(t)), t, oo) == 0", let={"c": "positive"}),
            Mutant("twice a plain step", "limit(abs(v(t)), t, oo) == 2*eps*c", let={"c": "positive"}),
            Mutant(
                "two successive sizes cancel",
                "limit(abs(v(t)) + abs(v(t + 1)), t, oo) == 0",
                let={"c": "positive"},
            ),
        ),
    ),
)

TWO_ALPHAS = {
    "v": Recurrence(("zeros(n, 1)",), "alpha*v(t) - eps*g"),
    "w": Recurrence(("zeros(n, 1)",), "beta*w(t) - eps*g"),
}
LONG_RUN = "eps/(1 - alpha)"
DEPENDS = (
    f"limit(norm(v(t) + {LONG_RUN}*g), t, oo) == 0 "
    f"and implies(alpha < beta and g != zeros(n, 1), {LONG_RUN}*norm(g) < eps/(1 - beta)*norm(g))"
)


def limiting_step() -> tuple[Step, ...]:
    """alpha^t only makes the start forgotten; the limit keeps the factor 1/(1 - alpha)."""
    return (
        Step(
            "limit",
            f"limit(norm(v(t) + {LONG_RUN}*g), t, oo) == 0",
            "claim",
            "The terminal velocity, from any start.",
            ("terminal_velocity",),
        ),
        Step(
            "factors",
            f"implies(alpha < beta, {LONG_RUN} < eps/(1 - beta))",
            "algebra",
            "1 - beta < 1 - alpha.",
        ),
        Step(
            "lengths",
            f"implies(alpha < beta and g != zeros(n, 1), {LONG_RUN}*norm(g) < eps/(1 - beta)*norm(g))",
            "algebra",
            "The step of the larger alpha is longer.",
            ("factors",),
        ),
        Step("together", DEPENDS, "algebra", "Both parts.", ("limit", "lengths")),
    )


alpha_versus_rate = Claim(
    id="alpha_versus_rate",
    title="Does the limiting step depend on alpha?",
    says="Because alpha^t tends to 0, the limiting step under a constant gradient does not depend on alpha.",
    about="Two runs from rest under the same gradient with the parameters alpha and beta; the lengths of their steps are compared in the limit.",
    source=Source("notes001", "4.2.2(2)"),
    tier="main",
    let={
        "n": "integer >= 1",
        "alpha": "real in [0, 1)",
        "beta": "real in [0, 1)",
        "eps": "positive",
        "g": "vector(n)",
        "t": "natural",
    },
    define=TWO_ALPHAS,
    claim="limit(norm(v(t)), t, oo) == limit(norm(w(t)), t, oo)",
    experiments=(
        Experiment(
            "momentum.momentum_constant",
            "norm(v_long) == eps*norm(g)",
            {"v_long": "vector(n)", "v0": "vector(n)"},
        ),
    ),
    mutants=(
        Mutant("the step vanishes", "limit(norm(v(t)), t, oo) == 0"),
        Mutant("beta steps longer", "limit(norm(v(t)), t, oo) < limit(norm(w(t)), t, oo)"),
    ),
    repair=Repair(
        says="What alpha^t takes away is the start: from every start the velocity tends to -eps g/(1 - alpha), and that grows with alpha.",
        let={"v0": "vector(n)"},
        define={"v": Recurrence(("v0",), "alpha*v(t) - eps*g")},
        claim=DEPENDS,
        derivation=limiting_step,
        experiments=(
            Experiment("momentum.momentum_constant", f"v_long == -{LONG_RUN}*g", {"v_long": "vector(n)"}),
        ),
        mutants=(
            Mutant("without the denominator", "limit(norm(v(t) + eps*g), t, oo) == 0"),
            Mutant(
                "the larger alpha is slower",
                "implies(alpha < beta and g != zeros(n, 1), eps/(1 - alpha)*norm(g) > eps/(1 - beta)*norm(g))",
            ),
        ),
    ),
)
