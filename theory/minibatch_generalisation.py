"""Minibatch noise and batch size, seen from the test error.

Whether noise helps on new data is a question about a model and data. For linear models with square loss it can be computed: the noise
does not move the expectation of the weights, and adds its variance to the test error. The experiments train a small network on the
handwritten digits that ship with scikit-learn.

Main claims: noise_regularisation, batch_generalisation.

Notation: h x^2/2 the training loss of a weight x (measured from its optimum), h (x - b)^2/2 the test loss, eps learning rate, s variance
of one sample's noise, m batch size, X(k) the weight without noise, M(k) and V(k) the expectations of the weight and of its square with
batches of m, W(k) as V(k) with m + 1.

References: notes001 (3, 3.1).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step

MODEL = {
    "eps": "positive",
    "h": "positive",
    "s": "positive",
    "x0": "real",
    "b": "real",
    "m": "integer >= 1",
    "k": "integer >= 1",
}
PLAIN = {"X": Recurrence(("x0",), "X(k) - eps*(h*X(k))", index="k")}
NOISY = {
    **PLAIN,
    "M": Recurrence(("x0",), "(1 - eps*h)*M(k)", index="k"),
    "V": Recurrence(("x0**2",), "(1 - eps*h)**2*V(k) + eps**2*s/m", index="k"),
}
TWO_SIZES = {**NOISY, "W": Recurrence(("x0**2",), "(1 - eps*h)**2*W(k) + eps**2*s/(m + 1)", index="k")}
WITH_NOISE = "h*(V(k) - 2*b*M(k) + b**2)/2"
LARGER_BATCH = "h*(W(k) - 2*b*M(k) + b**2)/2"
WITHOUT = "h*(X(k) - b)**2/2"
LINEAR = (
    "A linear model of one weight with square loss: training loss h x^2/2, test loss h (x - b)^2/2, k steps of rate eps with independent "
    "noise of variance s a sample"
)
NETWORK = (
    "A network with 16 rectified units, trained on 200 handwritten digits and tested on 800 others; one seed for split, start and order a "
    "run. The statement is what usually happens. "
)


def on_digits(
    entry: str, world: str, errors: str, says: str, about: str, source: Source, claim: str, *mutants: Mutant
) -> Claim:
    """What usually is seen in the test errors of a network trained on handwritten digits."""
    return Claim(
        id=f"{entry}__digits",
        title="A network trained on digits",
        says=says,
        about=NETWORK + about,
        scope="empirical",
        source=source,
        let=dict.fromkeys(errors.split(), "nonnegative"),
        claim=claim,
        experiments=(Experiment(f"sgd_training.{world}", claim),),
        mutants=mutants,
    )


def noise_adds_variance() -> tuple[Step, ...]:
    """The weights scatter around those without noise."""
    return (
        Step(
            "mean",
            "M(k) == X(k)",
            "induction",
            "The noise has expectation 0 and the gradient is linear.",
            on="k",
        ),
        Step(
            "scatter",
            "V(k) == M(k)**2 + D(k)",
            "induction",
            "D is the variance of the weight: it obeys the recursion of V from 0.",
            on="k",
        ),
        Step("positive", "D(k) > 0", "induction", "Every step adds eps^2 s/m.", on="k"),
        Step("excess", "h*D(k)/2 > 0", "algebra", "Times the curvature.", ("positive",)),
        Step(
            "test_error",
            f"{WITH_NOISE} == {WITHOUT} + h*D(k)/2",
            "algebra",
            "The expectation of the square.",
            ("mean", "scatter"),
        ),
        Step(
            "worse", f"{WITH_NOISE} > {WITHOUT}", "algebra", "So noise raises it.", ("test_error", "excess")
        ),
    )


VARIANCE = {"D": Recurrence(("0",), "(1 - eps*h)**2*D(k) + eps**2*s/m", index="k")}
noise_regularisation_in_the_model = Claim(
    id="noise_regularisation__model",
    title="Does minibatch noise regularise?",
    says="The noise of minibatches lowers the test error.",
    about=f"The statement is the claim for the expected test error of one model. {LINEAR}.",
    scope="instance",
    source=Source("notes001", "3(5)"),
    let=MODEL,
    define=NOISY,
    claim=f"{WITH_NOISE} < {WITHOUT}",
    mutants=(
        Mutant("at most as large", f"{WITH_NOISE} <= {WITHOUT}"),
        Mutant("halves it", f"{WITH_NOISE} <= {WITHOUT}/2"),
    ),
    repair=Repair(
        says="For linear models with square loss the noise raises the expected test error, by the curvature times half the variance of the "
        "weights, whatever the test data. Where noise helps, it is by the curved shape of a loss, which this model does not have.",
        about=f"{LINEAR}.",
        scope="whole",
        define=VARIANCE,
        claim=f"{WITH_NOISE} > {WITHOUT}",
        derivation=noise_adds_variance,
        experiments=(
            Experiment(
                "sgd_paths.sgd_constant",
                "M_k == x_plain and V_k >= x_plain**2*(1 - 10**(-9))",
                {"M_k": "real", "V_k": "nonnegative", "x_plain": "real"},
            ),
            Experiment(
                "sgd_regression.sgd_diabetes",
                "test_noisy > test_plain",
                {"test_noisy": "nonnegative", "test_plain": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("without noise", let={"s": "nonnegative"}),
            Mutant("at once", let={"k": "natural"}),
        ),
    ),
)

noise_regularisation = Entry(
    id="noise_regularisation",
    title="Does minibatch noise regularise?",
    says="The noise of minibatches lowers the test error.",
    source=Source("notes001", "3(5)"),
    tier="minor",
    join="readings",
    members=(
        noise_regularisation_in_the_model,
        on_digits(
            "noise_regularisation",
            "digits_noise",
            "noisy plain",
            "With the noise of batches of 8 the test error is lower than with the whole training set, after as many steps at the same rate.",
            "noisy and plain: batches of 8 and of all 200, 200 steps each.",
            Source("notes001", "3(5)"),
            "noisy < plain",
            Mutant("by a tenth of all digits", "noisy + 1/10 < plain"),
            Mutant("down to nothing", "noisy == 0"),
        ),
    ),
)


def larger_batches_scatter_less() -> tuple[Step, ...]:
    """The variance of the weights is proportional to 1/m."""
    return (
        Step("sum", "G(k) > 0", "induction", "G sums up the powers of (1 - eps h)^2.", on="k"),
        Step(
            "gap",
            "V(k) == W(k) + eps**2*s/(m*(m + 1))*G(k)",
            "induction",
            "Each step adds eps^2 s/(m(m + 1)) more to V.",
            on="k",
        ),
        Step("gap_sign", "eps**2*s/(m*(m + 1))*G(k) > 0", "algebra", "The gap is positive.", ("sum",)),
        Step(
            "second_moment",
            "h*W(k) < h*V(k)",
            "algebra",
            "The larger batch scatters less.",
            ("gap", "gap_sign"),
        ),
        Step(
            "better", f"{LARGER_BATCH} < {WITH_NOISE}", "algebra", "The mean is the same.", ("second_moment",)
        ),
    )


batch_generalisation_in_the_model = Claim(
    id="batch_generalisation__model",
    title="Do larger batches generalise worse?",
    says="The test error grows with the batch size and is lowest for batches of one.",
    about=f"The statement is the claim for the expected test error of one model. {LINEAR}; V(k) with batches of m, W(k) with m + 1.",
    scope="instance",
    source=Source("notes001", "3.1(1,2)"),
    let=MODEL,
    define=TWO_SIZES,
    claim=f"{WITH_NOISE} < {LARGER_BATCH}",
    mutants=(
        Mutant("does not fall", f"{WITH_NOISE} <= {LARGER_BATCH}"),
        Mutant("in proportion", f"m*({LARGER_BATCH}) >= (m + 1)*({WITH_NOISE})"),
    ),
    repair=Repair(
        says="For linear models with square loss, the same rate and the same number of steps it is the other way round: a larger batch has the "
        "lower expected test error. What helps small batches elsewhere is more steps from the same data, or a loss that is not quadratic.",
        about=f"{LINEAR}; V(k) with batches of m, W(k) with m + 1.",
        scope="whole",
        define={"G": Recurrence(("0",), "(1 - eps*h)**2*G(k) + 1", index="k")},
        claim=f"{LARGER_BATCH} < {WITH_NOISE}",
        derivation=larger_batches_scatter_less,
        experiments=(
            Experiment(
                "sgd_paths.sgd_two_batches",
                "W_k <= V_k*(1 + 10**(-12))",
                {"W_k": "nonnegative", "V_k": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("without noise", let={"s": "nonnegative"}),
            Mutant("before the first step", let={"k": "natural"}),
        ),
    ),
)

batch_generalisation = Entry(
    id="batch_generalisation",
    title="Do larger batches generalise worse?",
    says="The test error grows with the batch size and is lowest for batches of one.",
    source=Source("notes001", "3.1(1,2)"),
    tier="minor",
    join="readings",
    members=(
        batch_generalisation_in_the_model,
        on_digits(
            "batch_generalisation",
            "digits_batches",
            "batch_1 batch_8 batch_all",
            "After the same number of passes at the same rate, the test error grows with the batch size from 1 to 8 to all samples.",
            "batch_1, batch_8, batch_all: 8 passes each, so that a larger batch takes fewer steps.",
            Source("notes001", "3.1(1,2)"),
            "batch_1 < batch_8 and batch_8 < batch_all",
            Mutant("the other way round", "batch_1 > batch_8 and batch_8 > batch_all"),
            Mutant("eight is best", "batch_8 < batch_1 and batch_8 < batch_all"),
        ),
    ),
)

CLAIMS = (noise_regularisation, batch_generalisation)
