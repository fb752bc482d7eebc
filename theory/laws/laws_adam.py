"""Laws of Adam, AdamW and AMSGrad without weight decay: first step, bias correction, scale, step bounds, what a spike leaves.

The claims have the stabiliser outside the root of the corrected average. Epsilon hat is the same rule with delta/sqrt(1 - beta2**t) for
delta, by the claim on the two ways to write Adam; with the stabiliser inside the changes are compared with the reference rule. Where a
claim has no stabiliser, the probe sets it to 2**-100, which is below the rounding of what it stands beside.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from theory.laws.conventions import Convention
from theory.laws.formulas import letters_of, right_of, term
from theory.laws.law import Comparison, Law, Subject, at_step, constant
from theory.laws.probes import scales_for
from theory.laws.runs import Run
from theory.laws.subject import Array, Family

CORRECTED = "-eps*(m(t)/(1 - beta1**t))/(sqrt(v(t)/(1 - beta2**t)) + delta)"
FIRST = right_of("adam_first_step", CORRECTED.replace("(t)", "(1)").replace("**t", "**1"))
STEADY = right_of("adam_constant_gradient__corrected", CORRECTED)
AVERAGE = term("adam_bias_correction__repaired", "E(t)/(1 - beta1**t)")
SQUARE = right_of("adam_bias_correction__repaired", "Q(t)/(1 - beta2**t)")
SCALED = right_of("adam_scale_invariance__repaired", "-eps*(mc(t)/(1 - beta1**t))/sqrt(vc(t)/(1 - beta2**t))")
BOUND = term("adam_step_bound__repaired", "eps*((1 - beta1)/(sqrt(1 - beta2)*sqrt(1 - beta1**2/beta2)))")
SPIKED = right_of("adam_sparse_gradient", "abs(m(j))/sqrt(v(j))")
RMSPROP = term("adam_rmsprop_equivalence", "z(t) - z(t - 1)")
PLACED = term(
    "adam_stabiliser_placement__repaired",
    "-(eps*sqrt(1 - beta2**t)/(1 - beta1**t))*m(t)/(sqrt(v(t)) + delta*sqrt(1 - beta2**t))",
)
TINY = 2.0**-100
PUSHES = np.outer((1.0, -0.5, 0.25, 2.0, -1.0, 0.125), (1.0, 2.0**-8, -(2.0**5)))


def outside(convention: Convention) -> bool:
    """The stabiliser beside the root, hat or not."""
    return convention.stabiliser != "inside"


def fed(subject: Subject, gradients: Array, **extra: float) -> Run:
    """A run without weight decay."""
    free = {"weight_decay": 0.0} if subject.family == "adamw" else {}
    return subject.run(gradients, **free, **extra)


def stabiliser(subject: Subject, run: Run, t: int) -> float:
    """What stands beside the root of the corrected average at step t."""
    hat = subject.convention.stabiliser == "hat"
    return run.hyper["eps"] / (np.sqrt(1 - run.hyper["beta2"] ** t) if hat else 1.0)


def adam_letters(subject: Subject, run: Run, t: int) -> dict[str, float]:
    """The letters of the claims, delta being what stands beside the corrected root."""
    found = letters_of({name: value for name, value in run.hyper.items() if name != "weight_decay"})
    return {**found, "delta": float(stabiliser(subject, run, t))}


def one_step(subject: Subject) -> tuple[Run, ...]:
    """One gradient, in sizes from the stabiliser on, of both signs."""
    sizes = scales_for(subject.usual["eps"])
    return (fed(subject, sizes[None, :]), fed(subject, -sizes[None, :], beta1=7 / 8, beta2=3 / 4))


def first_step(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """-lr g/(|g| + eps)."""
    for run in runs:
        letters = adam_letters(subject, run, 1)
        expected = [FIRST.at(**letters, g=np.array([g]), T=1) for g in run.gradients[0]]
        yield from at_step(run, 1, "change", expected, run.changes[0])


def steady(subject: Subject) -> tuple[Run, ...]:
    """The same gradient at every step, in sizes from the stabiliser on."""
    return (fed(subject, constant(scales_for(subject.usual["eps"]), 12)),)


def corrected_at_every_step(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The step of a constant gradient does not depend on t."""
    for run in runs:
        for t in range(1, run.steps + 1):
            letters = adam_letters(subject, run, t)
            expected = [STEADY.at(**letters, g=g, t=t) for g in run.gradients[0]]
            yield from at_step(run, t, "change", expected, run.changes[t - 1])


def signs(subject: Subject) -> tuple[Run, ...]:
    """Gradients of one size and any signs: the corrected average of their squares is that size's square from the first step on."""
    flips = np.array([1.0, 1.0, -1.0, 1.0, -1.0, -1.0, -1.0, 1.0])
    return (fed(subject, np.outer(flips, (1.0, 2.0**-10))),)


def unbiased_squares(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The step is the corrected average over the size."""
    for run in runs:
        for t in range(1, run.steps + 1):
            letters = adam_letters(subject, run, t)
            expected = []
            for g in run.gradients.T:
                average = AVERAGE.at(beta1=letters["beta1"], mu=g, T=run.steps, t=t)
                square = SQUARE.at(q=g**2, T=run.steps, t=t)
                expected.append(-letters["eps"] * average / (np.sqrt(square) + letters["delta"]))
            yield from at_step(run, t, "change", expected, run.changes[t - 1], scale=letters["eps"])


def rescaled(subject: Subject) -> tuple[Run, ...]:
    """The same gradients times 1, 2**10 and 2**-10."""
    return tuple(fed(subject, PUSHES * c, eps=TINY) for c in (1.0, 2.0**10, 2.0**-10))


def same_steps(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The steps of the unscaled gradients, whatever the factor."""
    for run in runs:
        for t in range(1, run.steps + 1):
            letters = adam_letters(subject, run, t)
            expected = [SCALED.at(**letters, g=g, T=run.steps, t=t) for g in runs[0].gradients.T]
            yield from at_step(run, t, "change", expected, run.changes[t - 1], scale=letters["eps"] / 8)


def growing(subject: Subject) -> tuple[Run, ...]:
    """Gradients that grow by beta2/beta1 at every step: those with the longest step, by Cauchy and Schwarz."""
    sizes = 1.5 ** np.arange(30)
    return (fed(subject, np.outer(sizes, (1.0, -1.0)), beta1=1 / 2, beta2=3 / 4, eps=TINY),)


def bounded(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Never longer than the bound, and within one per cent of it in the end."""
    for run in runs:
        bound = BOUND.at(**letters_of(run.hyper))
        for t in range(1, run.steps + 1):
            yield from at_step(run, t, "size of the change", (bound,) * 2, np.abs(run.changes[t - 1]), "<=")
        yield from at_step(
            run, run.steps, "size of the change", (0.99 * bound,) * 2, np.abs(run.changes[-1]), ">="
        )


def spike(subject: Subject) -> tuple[Run, ...]:
    """A lone gradient, with beta1 below and above the root of beta2."""
    lone = np.zeros((10, 2))
    lone[0] = (1.0, -(2.0**-4))
    settings = ({"beta1": 3 / 4, "beta2": 31 / 32}, {"beta1": 7 / 8, "beta2": 1 / 2})
    return tuple(fed(subject, lone, eps=TINY, **setting) for setting in settings)


def after_a_spike(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The quotient |m|/sqrt(v) that the changes show."""
    for run in runs:
        beta1, beta2 = run.hyper["beta1"], run.hyper["beta2"]
        for j in range(run.steps):
            corrections = (1 - beta1 ** (j + 1)) / np.sqrt(1 - beta2 ** (j + 1))
            seen = np.abs(run.changes[j]) * corrections / run.hyper["lr"]
            expected = SPIKED.at(beta1=beta1, beta2=beta2, j=j)
            yield from at_step(run, j + 1, "|m|/sqrt(v)", (expected,) * 2, seen)


def without_average(subject: Subject) -> tuple[Run, ...]:
    """Any gradients with beta1 = 0."""
    return (fed(subject, PUSHES, beta1=0.0, beta2=3 / 4, eps=TINY),)


def is_rmsprop(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """RMSProp's step times the root of the correction."""
    for run in runs:
        letters = adam_letters(subject, run, 1)
        for t in range(1, run.steps + 1):
            factor = np.sqrt(1 - run.hyper["beta2"] ** t)
            own = {**letters, "rho": run.hyper["beta2"], "delta": TINY, "x0": 0.0, "T": run.steps}
            expected = [factor * RMSPROP.at(**own, g=g, t=t) for g in run.gradients.T]
            yield from at_step(run, t, "change", expected, run.changes[t - 1])


def downhill(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """Against the last gradient, in every direction."""
    for run in runs:
        for t in range(1, run.steps + 1):
            product = -run.changes[t - 1] * run.gradients[t - 1]
            yield from at_step(run, t, "-change g", (1e-300,) * 3, product, ">=")


def about_eps(subject: Subject) -> tuple[Run, ...]:
    """Gradients of any signs, of the size of the stabiliser and up to a million times as large."""
    return (fed(subject, PUSHES[:, :1] * scales_for(subject.usual["eps"])[None, 0:5:2]),)


def placed(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The step over the uncorrected root, beside which delta sqrt(1 - beta2**t) stands; epsilon hat sets this product to eps."""
    for run in runs:
        for t in range(1, run.steps + 1):
            letters = adam_letters(subject, run, t)
            expected = [PLACED.at(**letters, g=g, T=run.steps, t=t) for g in run.gradients.T]
            yield from at_step(run, t, "change", expected, run.changes[t - 1], scale=letters["eps"] / 2**20)


ALL: tuple[Family, ...] = ("adam", "adamw", "amsgrad")
PLAIN: tuple[Family, ...] = ("adam", "adamw")
LAWS = (
    Law(
        "adam_first_step",
        "The first step is -lr g/(|g| + eps).",
        ("adam_first_step",),
        ALL,
        one_step,
        first_step,
        outside,
    ),
    Law(
        "adam_constant_gradient",
        "Under a constant gradient every step is -lr g/(|g| + eps): both corrections fit at every t.",
        ("adam_constant_gradient__corrected",),
        ALL,
        steady,
        corrected_at_every_step,
        outside,
    ),
    Law(
        "adam_corrected_averages",
        "Gradients of one size have that size's square as their corrected average, whatever their signs.",
        ("adam_bias_correction__repaired",),
        ALL,
        signs,
        unbiased_squares,
        outside,
    ),
    Law(
        "adam_scale_invariance",
        "Without stabiliser the steps stay when all gradients are multiplied by c > 0.",
        ("adam_scale_invariance__repaired",),
        PLAIN,
        rescaled,
        same_steps,
    ),
    Law(
        "adam_true_step_bound",
        "No step is longer than lr (1 - beta1)/(sqrt(1 - beta2) sqrt(1 - beta1**2/beta2)), and this is reached.",
        ("adam_step_bound__repaired",),
        ALL,
        growing,
        bounded,
    ),
    Law(
        "adam_after_a_spike",
        "j steps after a lone gradient |m|/sqrt(v) is (1 - beta1)/sqrt(1 - beta2) (beta1/sqrt(beta2))**j.",
        ("adam_sparse_gradient",),
        PLAIN,
        spike,
        after_a_spike,
    ),
    Law(
        "adam_without_average_is_rmsprop",
        "With beta1 = 0 the step is RMSProp's, times the root of the correction.",
        ("adam_rmsprop_equivalence",),
        PLAIN,
        without_average,
        is_rmsprop,
    ),
    Law(
        "adam_without_average_goes_downhill",
        "With beta1 = 0 every step goes against the last gradient.",
        ("adam_descent_direction__repaired",),
        ALL,
        without_average,
        downhill,
    ),
    Law(
        "adam_stabiliser_placement",
        "With gradients of the size of the stabiliser the steps show on which side of the correction it stands.",
        ("adam_stabiliser_placement__repaired",),
        PLAIN,
        about_eps,
        placed,
        outside,
    ),
)
