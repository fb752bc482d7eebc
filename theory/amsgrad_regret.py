"""AMSGrad's regret is O(sqrt T), with its constant.

Main claims: amsgrad_regret.

Notation: one coordinate of a box, here [-1, 1]; g[t] (sub)gradient of the loss at step t + 1, G a bound on them; m, v Adam's averages with beta1
lambda^t at step t + 1, w the largest v so far, x the iterates with step sizes eps/sqrt(t), u any point of [-1, 1], R regret of the
linearised losses; n, p, B auxiliary: a majorant of |m|, what Cauchy-Schwarz leaves over for it, the sum of the beta1 lambda^t.

References: reddi2018.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Source
from proofs_check.statement.derivation import Step
from theory.amsgrad_averages import BOUND, PLACE, RUN, sizes
from theory.amsgrad_potential import SLOW, one_step, potential


def regret() -> tuple[Step, ...]:
    """The potential R + a (x - u)^2/(2 eps) telescopes."""
    a, slow = "(sqrt(t)*sqrt(w(t)))", SLOW.replace("sqrt(j)", "sqrt(t)")
    return (
        Step("bounded_at", "abs(g[j]) <= G", "algebra", "", ("bounded",), let=PLACE),
        Step("bounded_squares", "g[j]**2 <= G**2", "algebra", "", ("bounded_at",), let=PLACE),
        *sizes(),
        *one_step(),
        *potential(),
        Step(
            "potential",
            f"R(t) + {a}/(2*eps)*(x(t) - u)**2 <= 2*{a}/eps + {slow} + 4*G*B(t)",
            "induction",
            "",
            ("stays",),
            on="t",
        ),
        Step("sum", "B(t)*(1 - lambda_) == beta1*(1 - lambda_**t)", "induction", "", on="t"),
        Step("lags", "B(t) <= beta1/(1 - lambda_)", "algebra", "", ("sum",)),
        Step("tops_root", f"{a} >= 0 and {a} <= sqrt(t)*G", "algebra", "", ("tops",)),
        Step("rest", f"{a}/(2*eps)*(x(t) - u)**2 >= 0", "algebra", "", ("tops_root",)),
        Step("first_part", f"2*{a}/eps <= 2*G*sqrt(t)/eps", "algebra", "", ("tops_root",)),
        Step("last_part", "4*G*B(t) <= 4*G*(beta1/(1 - lambda_))", "algebra", "", ("lags",)),
        Step("regret", amsgrad_regret.claim, "algebra", "", ("potential", "rest", "first_part", "last_part")),
    )


amsgrad_regret = Claim(
    id="amsgrad_regret",
    title="AMSGrad's regret",
    says="On a bounded domain with bounded gradients, decaying beta1 and step sizes eps/sqrt(t) AMSGrad's regret is O(sqrt T).",
    about="One coordinate (those of a box add up), with beta1 lambda^t for beta1 and the bound with its constants, which do not depend on T. The losses "
    "are linear: the regret of convex losses with these subgradients is at most theirs. beta1^2 < beta2 as everywhere in the proof that the text "
    "builds on, and a first gradient that is not 0 so that the first step exists.",
    scope="reduction",
    source=Source("reddi2018", "Corollary 1"),
    tier="minor",
    let={
        "T": "integer >= 1",
        "g": "vector(T)",
        "x0": "real in [-1, 1]",
        "u": "real in [-1, 1]",
        "eps": "positive",
        "G": "positive",
        "beta1": "real in [0, 1)",
        "beta2": "real in (0, 1)",
        "lambda_": "real in [0, 1)",
        "t": "integer in [0, T]",
    },
    given={
        "below": "beta1**2 < beta2",
        "first": "g[0] != 0",
        "bounded": "forall(j, 'integer in [0, T - 1]', abs(g[j]) <= G)",
    },
    define=RUN,
    claim=f"R(t) <= 2*G*sqrt(t)/eps + eps*G*{BOUND}*sqrt(t) + 4*G*(beta1/(1 - lambda_))",
    derivation=regret,
    experiments=(
        Experiment(
            "adam_regret.amsgrad_online",
            f"lost <= 2*G*sqrt(t)/eps + eps*G*{BOUND}*sqrt(t) + 4*G*(beta1/(1 - lambda_))",
            {"lost": "real"},
        ),
    ),
    mutants=(
        Mutant("no regret at all", "R(t) <= 0"),
        Mutant(
            "a quarter of it",
            f"R(t) <= (2*G*sqrt(t)/eps + eps*G*{BOUND}*sqrt(t) + 4*G*(beta1/(1 - lambda_)))/4",
        ),
    ),
)

CLAIMS = (amsgrad_regret,)
