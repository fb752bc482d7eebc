"""The batch size: number of steps, noise and stability.

SGD on the parabola h x^2/2, whose minibatch gradient is h x plus noise of variance s/m, has the second moment
V(k + 1) = (1 - eps h)^2 V(k) + eps^2 s/m: what the batch size does can be read off from it.

Main claims: larger_batch_steps, noise_scale_rate, batch_one_rate.

Notation: m batch size, h curvature, eps learning rate, s variance of one sample's noise, v0 = x_0^2, V(k) = E x_k^2 with batches of m,
W(k) the same with batches of m + 1, d a tolerance, v the variance of the curvature from sample to sample.

References: notes001 (3.1).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step

DIRECTION = Source("notes001", "3.1(1)")
PARABOLA = {
    "eps": "positive",
    "h": "positive",
    "s": "positive",
    "v0": "nonnegative",
    "m": "integer >= 1",
}
SECOND = {"V": Recurrence(("v0",), "(1 - eps*h)**2*V(k) + eps**2*s/m", index="k")}
LARGER = {**SECOND, "W": Recurrence(("v0",), "(1 - eps*h)**2*W(k) + eps**2*s/(m + 1)", index="k")}
NOISY = "SGD on h x^2/2 with independent noise of variance s a sample and rate eps: V(k) is E x_k^2 with batches of m samples"
FIRST = "implies(j < {k}, {seq}(j) > d)"


def larger_never_worse() -> tuple[Step, ...]:
    """The recursion with less noise stays below."""
    return (
        Step("sum", "G(k) >= 0", "induction", "G sums up the powers of (1 - eps h)^2.", on="k"),
        Step(
            "gap",
            "V(k) == W(k) + eps**2*s/(m*(m + 1))*G(k)",
            "induction",
            "Both shrink by the same factor, and eps^2 s/(m(m + 1)) less is added to W.",
            on="k",
        ),
        Step("gap_sign", "eps**2*s/(m*(m + 1))*G(k) >= 0", "algebra", "The gap is not negative.", ("sum",)),
        Step("below", "W(k) <= V(k)", "algebra", "So W is not above V.", ("gap", "gap_sign")),
        Step(
            "reached",
            "implies(V(k) <= d, W(k) <= d)",
            "algebra",
            "What V has reached, W has reached.",
            ("below",),
        ),
    )


larger_batch_steps = Claim(
    id="larger_batch_steps",
    title="Do larger batches need fewer steps?",
    says="The number of steps to a tolerance falls strictly with the batch size.",
    about=f"{NOISY}, W(k) with m + 1. The number of steps is the first k at which the second moment is at most d; the start is outside. "
    "k1 is that number for m, k2 for m + 1.",
    source=DIRECTION,
    tier="main",
    let={**PARABOLA, "d": "positive", "k1": "integer >= 1", "k2": "integer >= 1", "k": "natural"},
    define=LARGER,
    given={
        "reached": "V(k1) <= d and forall(j, 'integer in [0, k1 - 1]', V(j) > d)",
        "reached_larger": "W(k2) <= d and forall(j, 'integer in [0, k2 - 1]', W(j) > d)",
    },
    claim="k2 < k1",
    experiments=(
        Experiment(
            "sgd_paths.sgd_two_batches",
            "k2 < k1",
            {"k1": "integer", "k2": "integer"},
            {"seen": "k1 >= 1 and k2 >= 1"},
        ),
    ),
    mutants=(
        Mutant("more steps", "k2 > k1"),
        Mutant("half of them", "2*k2 <= k1"),
    ),
    repair=Repair(
        says="It never rises: what batches of m have reached after k steps, batches of m + 1 have reached as well. A whole number that is at "
        "least 1 cannot fall for ever.",
        without=("reached", "reached_larger"),
        define={"G": Recurrence(("0",), "(1 - eps*h)**2*G(k) + 1", index="k")},
        claim="implies(V(k) <= d, W(k) <= d)",
        derivation=larger_never_worse,
        experiments=(
            Experiment(
                "sgd_paths.sgd_two_batches",
                "W_k <= V_k*(1 + 10**(-12))",
                {"W_k": "nonnegative", "V_k": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("the converse", "implies(W(k) <= d, V(k) <= d)"),
            Mutant("strictly below", "implies(V(k) <= d, W(k) < d)"),
        ),
    ),
)

STATIONARY = "eps*s/(m*h*(2 - eps*h))"


def ratio_of_variances() -> tuple[Step, ...]:
    """Both fixed points in closed form."""
    return (
        Step("first", f"V == {STATIONARY}", "algebra", "Solve for V.", ("stationary", "stable")),
        Step(
            "second",
            "W == eps*s/(m*h*(2 - c*eps*h))",
            "algebra",
            "Solve for W: the factors c in front cancel.",
            ("stationary_scaled", "stable_scaled"),
        ),
        Step("positive", "V > 0", "algebra", "A quotient of positive numbers.", ("first", "stable")),
        Step(
            "scaled",
            "W == V*((2 - eps*h)/(2 - c*eps*h))",
            "algebra",
            "Compare.",
            ("first", "second", "stable", "stable_scaled"),
        ),
        Step(
            "ratio",
            "W/V == (2 - eps*h)/(2 - c*eps*h)",
            "algebra",
            "Divide.",
            ("scaled", "positive", "stable_scaled"),
        ),
        Step(
            "small_rates",
            "limit((2 - t)/(2 - c*t), t, 0, '+') == 1",
            "limit",
            "The ratio tends to 1 as t = eps h tends to 0.",
        ),
        Step("together", RATIO, "algebra", "Both.", ("ratio", "small_rates")),
    )


RATIO = "W/V == (2 - eps*h)/(2 - c*eps*h) and limit((2 - t)/(2 - c*t), t, 0, '+') == 1"
noise_scale_rate = Claim(
    id="noise_scale_rate",
    title="Scaling rate and batch size together",
    says="With c times the batch and c times the learning rate the stationary variance of SGD is the same.",
    about="SGD on h x^2/2 with independent noise of variance s a sample: V is the stationary second moment for (eps, m), W for (c eps, c m), "
    "each unchanged by a step. Both rates are stable.",
    source=DIRECTION,
    tier="main",
    let={
        "eps": "positive",
        "h": "positive",
        "s": "positive",
        "m": "positive",
        "c": "positive",
        "V": "real",
        "W": "real",
        "t": "positive",
    },
    given={
        "stable": "eps*h < 2",
        "stable_scaled": "c*eps*h < 2",
        "stationary": "V == (1 - eps*h)**2*V + eps**2*s/m",
        "stationary_scaled": "W == (1 - c*eps*h)**2*W + (c*eps)**2*s/(c*m)",
    },
    claim="W == V",
    experiments=(
        Experiment(
            "sgd_stationary.sgd_stationary", "W_inf == V_inf", dict.fromkeys(("V_inf", "W_inf"), "real")
        ),
    ),
    mutants=(
        Mutant("it grows with c", "W == c*V"),
        Mutant("it always falls", "W <= V"),
    ),
    repair=Repair(
        says="It is the same to first order in the rate only: the variances have the ratio (2 - eps h)/(2 - c eps h), which tends to 1 as "
        "the rate tends to 0.",
        claim=RATIO,
        derivation=ratio_of_variances,
        experiments=(
            Experiment(
                "sgd_stationary.sgd_stationary",
                f"V_inf == {STATIONARY} and W_inf*(2 - 2*eps*h) == V_inf*(2 - eps*h)",
                dict.fromkeys(("V_inf", "W_inf"), "real"),
            ),
        ),
        mutants=(
            Mutant("the inverse ratio", "W/V == (2 - c*eps*h)/(2 - eps*h)"),
            Mutant("to c", "limit((2 - t)/(2 - c*t), t, 0, '+') == c"),
        ),
    ),
)

FACTOR = "((1 - e*h)**2 + e**2*v/{m})"
EDGE = "(2*h/(h**2 + v))"
EDGE_STABLE = f"(1 - {EDGE}*h)**2 + {EDGE}**2*v/m < 1 and (1 - {EDGE}*h)**2 + {EDGE}**2*v/1 >= 1"


def stable_rates() -> tuple[Step, ...]:
    """The factor is below 1 exactly for rates below 2 h/(h^2 + v/m)."""
    return (
        Step(
            "stable",
            "forall(e, 'positive', iff((1 - e*h)**2 + e**2*r < 1, e < 2*h/(h**2 + r)))",
            "algebra",
            "The factor minus 1 is e (e (h^2 + r) - 2 h).",
            let={"r": "nonnegative"},
        ),
        Step("between", "2*h/(h**2 + v) < 2*h/(h**2 + v/m)", "algebra", "v/m < v."),
        Step(
            "rate",
            EDGE_STABLE,
            "algebra",
            "The rate 2 h/(h^2 + v) is stable with m samples, and not with one.",
        ),
        Step("exists", batch_one_rate.claim, "witness", "Take it.", ("rate",), at=EDGE),
    )


batch_one_rate = Claim(
    id="batch_one_rate",
    title="Does a batch of one need a smaller rate?",
    says="With one sample a step the largest stable learning rate is smaller than with m samples.",
    about="Samples with the losses h_i x^2/2, whose curvatures have the mean h and the variance v: a step multiplies E x^2 by "
    "(1 - eps h)^2 + eps^2 v/m, and is stable where that is below 1. The statement: some rate is stable with m samples and not with one "
    "(the converse never happens). Noise that is only added to the gradient is the case v = 0.",
    source=Source("notes001", "3.1(2)"),
    tier="main",
    let={"h": "positive", "v": "nonnegative", "m": "integer >= 2"},
    claim=f"exists(e, 'positive', {FACTOR.format(m='m')} < 1 and {FACTOR.format(m='1')} >= 1)",
    experiments=(
        Experiment(
            "sgd_stationary.sgd_curvatures",
            "growth < growth_one",
            dict.fromkeys(("growth", "growth_one"), "nonnegative"),
        ),
    ),
    mutants=(
        Mutant(
            "the larger batch needs the smaller rate",
            f"exists(e, 'positive', {FACTOR.format(m='m')} >= 1 and {FACTOR.format(m='1')} < 1)",
        ),
        Mutant(
            "one rate is stable for one sample alone",
            f"exists(e, 'positive', {FACTOR.format(m='1')} < {FACTOR.format(m='m')})",
        ),
    ),
    repair=Repair(
        says="The curvature must vary from sample to sample (v > 0). If only an offset varies, the largest stable rate is 2/h for every "
        "batch size, and the noise sets the variance at the end, not stability.",
        let={"v": "positive"},
        derivation=stable_rates,
        experiments=(
            Experiment(
                "sgd_stationary.sgd_curvatures",
                "growth == (1 - eps*(sum(c[i], i, 0, N - 1)/N))**2 + eps**2*(dot(c, c)/N - (sum(c[i], i, 0, N - 1)/N)**2)/m",
                {"N": "integer >= 1", "c": "vector(N)", "eps": "positive", "growth": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("also for v = 0", let={"v": "nonnegative"}),
            Mutant("also for batches of one", let={"m": "integer >= 1"}),
        ),
    ),
)


CLAIMS = (larger_batch_steps, noise_scale_rate, batch_one_rate)
