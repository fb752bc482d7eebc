"""SGD with a fixed rate: noise that stays, and noise that shrinks with growing batches.

Main claims: sgd_constant_rate, growing_batch.

Notation: h x^2/2 the cost, eps learning rate, s = sigma^2 the variance of the gradient noise, V(k) = E x_k^2, X(k) the iterate without
noise, gamma the factor by which the noise variance shrinks a step (batches grow by 1/gamma).

References: notes001 (4.1).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_sgd

FIXED = Source("notes001", "4.1.2(1)")
RUN = {"eps": "positive", "h": "positive", "s": "positive", "v0": "nonnegative", "k": "integer >= 1"}
SECOND = {"V": Recurrence(("v0",), "(1 - eps*h)**2*V(k) + eps**2*s", index="k")}
STAYS = "exists(c, 'positive', forall(k, 'integer >= 1', V(k) >= c))"


def noise_stays() -> tuple[Step, ...]:
    """Every step adds eps^2 s to something that is not negative."""
    return (
        Step(
            "above",
            "V(k) >= eps**2*s",
            "induction",
            "A step adds eps^2 s to something that is not negative.",
            on="k",
        ),
        Step("stays", STAYS, "witness", "Take c = eps^2 s.", ("above",), at="eps**2*s"),
    )


def descent_converges() -> tuple[Step, ...]:
    """The error shrinks by |1 - eps h| < 1."""
    return (
        Step(
            "closed_form",
            "X(k) == (1 - eps*h)**k*x0",
            "induction",
            "Each step multiplies by 1 - eps h.",
            on="k",
        ),
        Step("contracts", "abs(1 - eps*h) < 1", "algebra", "0 < eps h < 2.", ("small",)),
        Step(
            "limit",
            "limit(X(k), k, oo) == 0",
            "limit",
            "A power of a number below 1 in size.",
            ("closed_form", "contracts"),
        ),
    )


sgd_constant_rate = Entry(
    id="sgd_constant_rate",
    figures=figures_sgd.schedules,
    title="A fixed rate: gradient descent and SGD",
    says="With a fixed rate gradient descent converges and SGD does not, because the sampling noise stays.",
    source=FIXED,
    tier="main",
    members=(
        Claim(
            id="sgd_constant_rate__sgd",
            title="SGD with a fixed rate",
            says="With noise of fixed variance and a fixed rate E x_k^2 does not tend to 0.",
            about="The second moment stays above a positive number, which says more than that it does not tend to 0. The gradient estimate is "
            "h x plus noise of variance s > 0.",
            source=FIXED,
            let=RUN,
            define=SECOND,
            claim=STAYS,
            derivation=noise_stays,
            experiments=(
                Experiment(
                    "sgd_paths.sgd_constant",
                    "V_next >= eps**2*s/m*(1 - 10**(-9))",
                    {"V_next": "nonnegative", "m": "integer >= 1"},
                ),
            ),
            mutants=(
                Mutant("without noise", let={"s": "nonnegative"}),
                Mutant("it tends to 0", "limit(V(k), k, oo) == 0"),
            ),
        ),
        Claim(
            id="sgd_constant_rate__descent",
            title="Gradient descent with a fixed rate",
            says="Gradient descent with a fixed rate converges.",
            source=FIXED,
            let={"eps": "positive", "h": "positive", "x0": "real", "k": "natural"},
            define={"X": Recurrence(("x0",), "X(k) - eps*(h*X(k))", index="k")},
            claim="limit(X(k), k, oo) == 0",
            mutants=(
                Mutant("it stays where it is", "X(k) == x0"),
                Mutant("it ends after a step", "X(k + 1) == 0"),
            ),
            repair=Repair(
                says="The rate must be below 2/h.",
                given={"small": "eps*h < 2"},
                derivation=descent_converges,
                experiments=(
                    Experiment(
                        "sgd_paths.sgd_constant",
                        "x_plain == (1 - eps*h)**k*x0",
                        {"x_plain": "real"},
                    ),
                ),
                mutants=(
                    Mutant("also for 2/h", without="small"),
                    Mutant("to the start", "limit(X(k), k, oo) == x0"),
                ),
            ),
        ),
    ),
)

GROWING = {"V": Recurrence(("v0",), "(1 - eps*h)**2*V(k) + eps**2*(s*gamma**k)", index="k")}
LINEARLY = "exists(r, 'real in (0, 1)', exists(C, 'positive', forall(k, 'natural', V(k) <= C*r**k)))"
RATE = "(1 + max((1 - eps*h)**2, gamma))/2"
FACTOR = f"(v0 + eps**2*s/({RATE} - (1 - eps*h)**2) + 1)"


def noise_shrinks_too() -> tuple[Step, ...]:
    """A rate between the larger of the two factors and 1 absorbs both."""
    return (
        Step("contracts", "(1 - eps*h)**2 < 1", "algebra", "|1 - eps h| < 1.", ("stable",)),
        Step(
            "rate",
            f"{RATE} > (1 - eps*h)**2 and {RATE} >= gamma and {RATE} < 1 and {RATE} > 0",
            "algebra",
            "Halfway between the larger factor and 1.",
            ("contracts",),
        ),
        Step(
            "bound",
            "V(k) <= C*r**k and gamma**k <= r**k",
            "induction",
            "One step: q C + a <= C r, and the noise has shrunk at least as much as r^k.",
            let={"r": "real in [gamma, 1)", "C": "real >= v0"},
            given=("C*(r - (1 - eps*h)**2) >= eps**2*s", "C > 0"),
            on="k",
        ),
        Step(
            "large",
            f"{FACTOR} > 0 and {FACTOR} >= v0 and {FACTOR}*({RATE} - (1 - eps*h)**2) >= eps**2*s",
            "algebra",
            "What the constant must satisfy.",
            ("rate",),
        ),
        Step(
            "at_rate",
            f"V(k) <= {FACTOR}*({RATE})**k",
            "algebra",
            "At that rate.",
            ("rate", "large", Use("bound", {"r": RATE, "C": FACTOR})),
        ),
        Step(
            "constant",
            f"exists(C, 'positive', forall(k, 'natural', V(k) <= C*({RATE})**k))",
            "witness",
            "The constant.",
            ("at_rate", "large"),
            at=FACTOR,
        ),
        Step("linearly", LINEARLY, "witness", "The rate.", ("constant", "rate"), at=RATE),
    )


growing_batch = Claim(
    id="growing_batch",
    title="Growing batches",
    says="With batches that grow geometrically, SGD with a fixed rate converges linearly.",
    about="Batches of gamma^(-k) samples in step k: the noise variance is s gamma^k.",
    source=Source("notes001", "4.1.3(3)"),
    tier="main",
    let={
        "eps": "positive",
        "h": "positive",
        "s": "nonnegative",
        "v0": "nonnegative",
        "gamma": "real in (0, 1)",
        "k": "natural",
    },
    define=GROWING,
    given={"stable": "abs(1 - eps*h) < 1"},
    claim=LINEARLY,
    derivation=noise_shrinks_too,
    experiments=(
        Experiment(
            "sgd_paths.sgd_growing_batch",
            "V_next <= V_k*(1 - eps*h)**2*(1 + 10**(-9)) + eps**2*s*gamma**k*(1 + 10**(-9))",
            {"V_next": "nonnegative", "V_k": "nonnegative"},
        ),
    ),
    mutants=(
        Mutant("as fast as without noise", "V(k) <= (1 - eps*h)**(2*k)*(v0 + eps**2*s)"),
        Mutant("as fast as the noise", "V(k) <= gamma**k*(v0 + eps**2*s)"),
    ),
)

CLAIMS = (sgd_constant_rate, growing_batch)
