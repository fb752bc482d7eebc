"""Laws of RMSProp's steps: under large and small gradients, any gradients, and with momentum.

Notation and conventions as in `laws_rmsprop`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from theory.laws.formulas import letters_of, right_of, term
from theory.laws.law import Comparison, Law, Subject, at_step, constant
from theory.laws.laws_adagrad import NONZERO
from theory.laws.laws_rmsprop import ONLY, STEADY, TIMES, book, from_zero, long_steady, steady
from theory.laws.runs import Run

STEP = right_of("rmsprop_step_range", "eps*abs(g)/(delta + sqrt(r(k)))")
LARGE = right_of("rmsprop_step_range", "limit(eps*G/(delta + sqrt(1 - rho**k)*G), G, oo)")
LONG = right_of("rmsprop_versus_adagrad__repaired", "limit(eps*abs(g)/(delta + sqrt(r(k))), k, oo)")
LEAST = term("rmsprop_large_gradient__repaired", "eps*h/(delta + B)")
SMALL = right_of("rmsprop_small_gradient__step", "eps*abs(g)/delta - eps*abs(g)/(delta + sqrt(r(k)))")
INPUT = term("rmsprop_momentum_inputs__repaired", "-eps*g[t - 1]/sqrt(r(t))")
SEPARATED = right_of(
    "rmsprop_momentum_separation__repaired", "eps*abs(g)/((1 - alpha)*(delta + abs(g)))*(1 - alpha)"
)
LAST_MOMENTUM = right_of("rmsprop_nesterov_limit", "limit(v(k), k, oo)")


def step_sizes(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The length of the k-th step."""
    for run in runs:
        for k in TIMES:
            expected = [STEP.at(**letters_of(run.hyper), g=g, k=k) for g in STEADY]
            yield from at_step(run, k, "size of the change", expected, np.abs(run.changes[k - 1]))


def huge(subject: Subject) -> tuple[Run, ...]:
    """A gradient of 2**40: against it the stabiliser is nothing, within 1e-18."""
    return (subject.run(constant((2.0**40, -(2.0**42)), 12)),)


def step_of_large(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The k-th step is lr/sqrt(1 - decay**k)."""
    for run in runs:
        for k in range(1, run.steps + 1):
            expected = LARGE.at(eps=run.hyper["lr"], rho=run.hyper["decay"], k=k)
            yield from at_step(run, k, "size of the change", (expected,) * 2, np.abs(run.changes[k - 1]))


def long_run(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The step does not vanish: lr |g|/(eps + |g|) in the end."""
    for run in runs:
        expected = [LONG.at(**letters_of(run.hyper), g=g) for g in STEADY]
        yield from at_step(run, run.steps, "size of the change", expected, np.abs(run.changes[-1]))


def any_gradients(subject: Subject) -> tuple[Run, ...]:
    """Gradients of any signs and scales."""
    return (subject.run(np.outer(NONZERO, (1.0, 2.0**-10, 2.0**-20))),)


def at_least(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """No step is shorter than lr |g|/(eps + B), B the largest gradient so far."""
    for run in runs:
        largest = np.maximum.accumulate(np.abs(run.gradients), axis=0)
        for t in range(1, run.steps + 1):
            bound = [
                LEAST.at(**letters_of(run.hyper), h=abs(g), B=b)
                for g, b in zip(run.gradients[t - 1], largest[t - 1], strict=True)
            ]
            yield from at_step(run, t, "size of the change", bound, np.abs(run.changes[t - 1]), ">=")


def about_eps(subject: Subject) -> tuple[Run, ...]:
    """Constant gradients of a quarter of the stabiliser, of the stabiliser, and of four times as much."""
    eps = subject.usual["eps"]
    return (subject.run(constant((eps / 4, -eps, 4 * eps), 10)),)


def small_steps(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """What the step lacks to lr |g|/eps."""
    for run in runs:
        lr, eps = run.hyper["lr"], run.hyper["eps"]
        for k in range(1, run.steps + 1):
            expected = [SMALL.at(**letters_of(run.hyper), g=g, k=k) for g in run.gradients[0]]
            whole = lr * np.abs(run.gradients[0]) / eps
            lacks = whole - np.abs(run.changes[k - 1])
            yield from at_step(run, k, "what lacks to lr |g|/eps", expected, lacks, scale=lr)


def without_stabiliser(subject: Subject) -> tuple[Run, ...]:
    """Gradients that grow and shrink, with a stabiliser of 2**-100."""
    return (subject.run(np.outer((1.0, 4.0, -0.5, 0.25, 2.0, -0.125), (1.0, 2.0**-10)), eps=2.0**-100),)


def inputs(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """-lr g/sqrt(r) at every step, what momentum would get as its input."""
    for run in runs:
        for t in range(1, run.steps + 1):
            known = {"rho": run.hyper["decay"], "eps": run.hyper["lr"], "T": run.steps, "t": t}
            expected = [INPUT.at(**known, g=g) for g in run.gradients.T]
            yield from at_step(run, t, "change", expected, run.changes[t - 1])


def two_momenta(subject: Subject) -> tuple[Run, ...]:
    """The same gradient with two values of the momentum."""
    gradients = constant(STEADY, 160)
    return tuple(subject.run(gradients, decay=1 / 2, momentum=alpha) for alpha in (1 / 2, 3 / 4))


def separated(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The last step times 1 - momentum is the same for both."""
    for run in runs:
        alpha = run.hyper["momentum"]
        expected = [SEPARATED.at(**letters_of(run.hyper), beta=1 / 4, g=g) for g in STEADY]
        seen = np.abs(run.changes[-1]) * (1 - alpha)
        yield from at_step(run, run.steps, "size of the change times 1 - momentum", expected, seen)


def with_momentum(subject: Subject) -> tuple[Run, ...]:
    """The same gradient, with momentum."""
    return (subject.run(constant(STEADY, 160), decay=1 / 2, momentum=3 / 4),)


def last_with_momentum(subject: Subject, runs: tuple[Run, ...]) -> Iterator[Comparison]:
    """The change tends to -lr g/((1 - momentum)(eps + |g|))."""
    for run in runs:
        expected = [LAST_MOMENTUM.at(**letters_of(run.hyper), g=g) for g in STEADY]
        yield from at_step(run, run.steps, "change", expected, run.changes[-1])


LAWS = (
    Law(
        "rmsprop_step_after_k",
        "Under a constant gradient the k-th step has the length lr |g|/(eps + sqrt(1 - decay**k)|g|).",
        ("rmsprop_step_range",),
        ONLY,
        steady,
        step_sizes,
        book,
    ),
    Law(
        "rmsprop_step_of_large_gradients",
        "The k-th step under a large constant gradient is lr/sqrt(1 - decay**k), whatever the gradient.",
        ("rmsprop_step_range",),
        ONLY,
        huge,
        step_of_large,
        from_zero,
    ),
    Law(
        "rmsprop_step_stays",
        "Under a constant gradient the step tends to lr |g|/(eps + |g|); it does not vanish as AdaGrad's does.",
        ("rmsprop_versus_adagrad__repaired",),
        ONLY,
        long_steady,
        long_run,
        lambda one: one.stabiliser == "outside",
    ),
    Law(
        "rmsprop_least_step",
        "If no gradient so far was larger than B, the step is at least lr |g|/(eps + B).",
        ("rmsprop_large_gradient__repaired",),
        ONLY,
        any_gradients,
        at_least,
        book,
    ),
    Law(
        "rmsprop_step_of_small_gradients",
        "A gradient of the size of the stabiliser makes a step that lacks a known share to lr |g|/eps.",
        ("rmsprop_small_gradient__step",),
        ONLY,
        about_eps,
        small_steps,
        book,
    ),
    Law(
        "rmsprop_limit_with_momentum",
        "With momentum the change under a constant gradient tends to -lr g/((1 - momentum)(eps + |g|)).",
        ("rmsprop_nesterov_limit",),
        ONLY,
        with_momentum,
        last_with_momentum,
        lambda one: one.stabiliser == "outside",
        "momentum",
    ),
    Law(
        "rmsprop_steps_of_any_gradients",
        "Without stabiliser every step is -lr g/sqrt(r), r being the average of the squares.",
        ("rmsprop_momentum_inputs__repaired",),
        ONLY,
        without_stabiliser,
        inputs,
        from_zero,
    ),
    Law(
        "rmsprop_momentum_separates",
        "The limiting step times 1 - momentum does not depend on the momentum.",
        ("rmsprop_momentum_separation__repaired",),
        ONLY,
        two_momenta,
        separated,
        lambda one: one.stabiliser == "outside",
        "momentum",
    ),
)
