"""RMSProp with momentum: whether the two can be told apart, and which inputs they need.

Main claims: rmsprop_momentum_separation, rmsprop_momentum_inputs.

Notation: as in `rmsprop`; g[t] any gradients, alpha and beta momentum parameters.

References: notes001 (5.3), tieleman2012.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step

AVERAGE = {"r": Recurrence(("0",), "rho*r(t) + (1 - rho)*g[t]**2")}
LAST = "eps*abs(g)/((1 - {})*(delta + abs(g)))"


def both_limits() -> tuple[Step, ...]:
    """Both limits by the claim on momentum, at its two values."""
    return (
        Step(
            "last", f"{LAST.format('alpha')}*(1 - alpha) == {LAST.format('beta')}*(1 - beta)", "algebra", ""
        ),
    )


rmsprop_momentum_separation = Claim(
    id="rmsprop_momentum_separation",
    title="Momentum and RMSProp, separable?",
    says="With momentum the size of RMSProp's limiting step does not depend on the momentum parameter.",
    about="The limiting steps under a constant gradient for two momentum parameters alpha and beta; their values are those of rmsprop_nesterov_limit.",
    source=Source("notes001", "5.3.3(1)"),
    tier="main",
    let={
        "alpha": "real in [0, 1)",
        "beta": "real in [0, 1)",
        "eps": "positive",
        "delta": "positive",
        "g": "real",
    },
    claim=f"{LAST.format('alpha')} == {LAST.format('beta')}",
    experiments=(
        Experiment(
            "rmsprop_runs.rmsprop_momentum",
            "abs(last) == abs(last_plain)",
            {"last": "real", "last_plain": "real"},
        ),
    ),
    mutants=(
        Mutant(
            "more momentum, shorter steps",
            f"implies(alpha > beta, {LAST.format('alpha')} < {LAST.format('beta')})",
        ),
        Mutant(
            "more momentum, longer steps",
            f"implies(alpha > beta, {LAST.format('alpha')} > {LAST.format('beta')})",
        ),
    ),
    repair=Repair(
        says="It is inversely proportional to 1 - alpha: momentum lengthens RMSProp's limiting step by 1/(1 - alpha), as it does that of plain descent.",
        claim=f"{LAST.format('alpha')}*(1 - alpha) == {LAST.format('beta')}*(1 - beta)",
        derivation=both_limits,
        experiments=(
            Experiment(
                "rmsprop_runs.rmsprop_momentum",
                "abs(last)*(1 - alpha) == abs(last_plain)",
                {"last": "real", "last_plain": "real"},
            ),
        ),
        mutants=(
            Mutant("independent of alpha", f"{LAST.format('alpha')} == {LAST.format('beta')}"),
            Mutant(
                "proportional to 1 - alpha",
                f"{LAST.format('alpha')}*(1 - beta) == {LAST.format('beta')}*(1 - alpha)",
            ),
        ),
    ),
)

INPUTS = "-eps*g[t - 1]/sqrt(r(t))*sqrt(r(t)) == -eps*g[t - 1]"


def defined() -> tuple[Step, ...]:
    """The accumulator stays positive."""
    return (
        Step(
            "positive",
            "r(t) > 0",
            "induction",
            "It starts positive and keeps the part rho.",
            ("first",),
            on="t",
        ),
        Step("root", "sqrt(r(t)) > 0", "algebra", "", ("positive",)),
        Step("defined", INPUTS, "algebra", "", ("root", "positive")),
    )


rmsprop_momentum_inputs = Claim(
    id="rmsprop_momentum_inputs",
    title="The inputs of RMSProp with momentum",
    says="With rate, decay, momentum parameter, first point and first velocity as its only inputs, the step is defined for every gradient sequence.",
    about="No stabiliser among the inputs: the step is -eps g/sqrt(r). The statement says that it exists: multiplied by the root it gives -eps g.",
    source=Source("notes001", "5.3.3(2)"),
    tier="minor",
    let={
        "T": "integer >= 1",
        "g": "vector(T)",
        "rho": "real in [0, 1)",
        "eps": "positive",
        "t": "integer in [1, T]",
    },
    define=AVERAGE,
    claim=INPUTS,
    experiments=(),
    mutants=(
        Mutant("the accumulator is positive", "r(t) > 0"),
        Mutant("one over it is defined", "1/r(t) == 1/r(t)"),
    ),
    repair=Repair(
        says="It is if the first gradient is not 0 (and rho is not 0); else a stabiliser is needed as a further input.",
        let={"rho": "real in (0, 1)"},
        given={"first": "g[0] != 0"},
        derivation=defined,
        mutants=(
            Mutant("also when the first gradient is 0", without="first"),
            Mutant("also for rho = 0", let={"rho": "real in [0, 1)"}),
        ),
    ),
)
