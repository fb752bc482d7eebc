"""Losses whose infimum is not attained: likelihoods of separable data, of a softmax, of a Gaussian with a free precision.

Main claims: nll_no_minimum, softmax_nll_infimum, gaussian_precision_unbounded.

Notation: w a weight, L(w) = a log(1 + e^-w) + b log(1 + e^w) the logistic loss of a examples of one class and b of the other at the same
input; K classes, gap the least distance of the label's logit from the others, c a factor of all weights; beta a precision, N targets with
residual sum of squares R; e any positive bound.

References: notes000 (local-global), notes001 (2.7).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step

ASYMPTOTE = Source("notes000", "local-global")
FITTED = {"L": "positive", "L_twice": "positive", "separated": "real"}


def fitted(observes: str) -> tuple[Experiment, ...]:
    """A statement about logistic regression on separable data."""
    return (Experiment("convex_functions.separable_loss", observes, FITTED, {"separated": "separated == 1"}),)


NOT_ATTAINED = "L(w) > 0 and L(w + 1) < L(w) and limit(L(v), v, oo) == 0"
loss_may_lack_minimum = Claim(
    id="loss_may_lack_minimum",
    title="A loss without a minimum",
    says="A loss may approach its infimum without a point where it is attained.",
    about="The logistic loss of one example: positive everywhere, falling everywhere, and tending to 0.",
    source=ASYMPTOTE,
    tier="main",
    let={"w": "real", "v": "real"},
    define={"L(w)": "log(1 + exp(-w))"},
    claim=NOT_ATTAINED,
    derivation=lambda: (
        Step("positive", "L(w) > 0", "algebra", "The logarithm of more than 1."),
        Step("falls", "L(w + 1) < L(w)", "algebra", "The exponential falls."),
        Step("infimum", "limit(L(v), v, oo) == 0", "limit", "The exponential vanishes."),
        Step("together", NOT_ATTAINED, "algebra", "All parts.", ("positive", "falls", "infimum")),
    ),
    experiments=fitted("L_twice < L"),
    mutants=(
        Mutant("it is 0 somewhere", "L(w) <= 0"),
        Mutant("its infimum is log 2", "limit(L(v), v, oo) == log(2)"),
    ),
)

nll_no_minimum = Claim(
    id="nll_no_minimum",
    title="The likelihood loss has no minimum",
    says="The negative log-likelihood of a network has no global minimum; below every value there is a lower one.",
    about="The statement is the claim for one weight and one input that occurs a times with one label and b times with the other.",
    scope="instance",
    source=Source("notes001", "2.7(2)"),
    tier="main",
    let={"a": "integer >= 1", "b": "natural"},
    define={"L(w)": "a*log(1 + exp(-w)) + b*log(1 + exp(w))"},
    claim="forall(w, 'real', exists(v, 'real', L(v) < L(w)))",
    experiments=fitted("L_twice < L"),
    mutants=(
        Mutant("it always falls", "L(1) < L(0)"),
        Mutant("it always rises", "L(1) > L(0)"),
    ),
    repair=Repair(
        says="It has none where the data are separable: without contradicting labels the loss falls along the separating direction for ever.",
        let={"a": "integer >= 1", "w": "real", "v": "real"},
        define={"L(w)": "a*log(1 + exp(-w))"},
        claim=NOT_ATTAINED,
        about="The same loss with b = 0.",
        derivation=lambda: (
            Step("positive", "L(w) > 0", "algebra", "The logarithm of more than 1."),
            Step("falls", "L(w + 1) < L(w)", "algebra", "The exponential falls."),
            Step("infimum", "limit(L(v), v, oo) == 0", "limit", "The exponential vanishes."),
            Step("together", NOT_ATTAINED, "algebra", "All parts.", ("positive", "falls", "infimum")),
        ),
        experiments=fitted("L_twice < L"),
        mutants=(
            Mutant("it rises", "L(w + 1) > L(w)"),
            Mutant("its infimum is a", "limit(L(v), v, oo) == a"),
        ),
    ),
)

softmax_nll_infimum = Claim(
    id="softmax_nll_infimum",
    title="The infimum of the softmax likelihood",
    says="Where every training example has its label as an argmax, the negative log-likelihood is positive and its infimum over the parameters is 0.",
    about="The statement is the claim for two classes and one input that occurs a times with the first and b times with the second label; d is the "
    "difference of the two logits, u what other parameters make of it.",
    scope="instance",
    source=ASYMPTOTE,
    tier="main",
    let={"a": "integer >= 1", "b": "natural", "d": "real"},
    define={"L(u)": "a*log(1 + exp(-u)) + b*log(1 + exp(u))"},
    given={"first_is_argmax": "d >= 0", "second_is_argmax": "b == 0 or d <= 0"},
    claim="L(d) > 0 and exists(u, 'real', L(u) < 1)",
    experiments=(
        Experiment(
            "asymptotes.softmax_scaled",
            "implies(c >= 25, nll < 1/10)",
            {"c": "positive", "nll": "real"},
        ),
    ),
    mutants=(Mutant("it is 0 somewhere", "L(d) <= 0"), Mutant("above 1", "L(d) >= 1")),
    repair=Repair(
        says="It is where every label is the only argmax: with all weights multiplied by c the loss stays positive and tends to 0, for any number K of "
        "classes.",
        let={"K": "integer >= 2", "gap": "positive", "c": "positive"},
        without=("first_is_argmax", "second_is_argmax"),
        define={"B(c)": "log(1 + (K - 1)*exp(-c*gap))"},
        claim="B(c) > 0 and limit(B(c), c, oo) == 0",
        scope="reduction",
        about="gap > 0 is the least distance of the label's logit from the others, over all examples. The loss of an example is log(1 + sum_j e^(-c d_j)) with "
        "K - 1 terms and d_j >= gap: positive, and at most B(c).",
        derivation=lambda: (
            Step("positive", "B(c) > 0", "algebra", "The logarithm of more than 1."),
            Step("vanishes", "limit(B(c), c, oo) == 0", "limit", "The exponential vanishes."),
            Step(
                "both", "B(c) > 0 and limit(B(c), c, oo) == 0", "algebra", "Both.", ("positive", "vanishes")
            ),
        ),
        experiments=(
            Experiment(
                "asymptotes.softmax_scaled",
                "nll <= log(1 + (K - 1)*exp(-c*gap)) + 10**(-12) and nll >= -10**(-12)",
                {"nll": "real"},
            ),
        ),
        mutants=(
            Mutant("with ties", let={"gap": "nonnegative"}),
            Mutant("it tends to log K", "limit(B(c), c, oo) == log(K)"),
        ),
    ),
)

GAUSSIAN = {"NLL(beta)": "N/2*log(2*pi) - N/2*log(beta) + beta/2*R"}
UNBOUNDED = "limit(NLL(beta), beta, oo) == -oo and NLL(2*beta) < NLL(beta) and -N/(2*beta) + R/2 < 0"


def gaussian(observes: str, **given: str) -> tuple[Experiment, ...]:
    """A statement about the Gaussian likelihood when the precision is doubled."""
    return (
        Experiment(
            "asymptotes.gaussian_precision",
            observes,
            {"RSS": "nonnegative", "nll_low": "real", "nll_high": "real"},
            given,
        ),
    )


gaussian_precision_unbounded = Entry(
    id="gaussian_precision_unbounded",
    title="A precision that grows without bound",
    says="The negative log-likelihood of a Gaussian model falls to minus infinity as its precision grows.",
    source=ASYMPTOTE,
    tier="main",
    join="readings",
    members=(
        Claim(
            id="gaussian_precision_unbounded__any_fit",
            title="For any residuals",
            says="Whatever the residuals are, the loss falls with beta for all beta, to minus infinity.",
            source=ASYMPTOTE,
            let={"N": "integer >= 1", "R": "nonnegative", "beta": "positive"},
            define=GAUSSIAN,
            claim=UNBOUNDED,
            experiments=gaussian("nll_high < nll_low"),
            mutants=(
                Mutant("it rises", "NLL(2*beta) > NLL(beta)"),
                Mutant("it stays above 0", "limit(NLL(beta), beta, oo) == 0"),
            ),
            repair=Repair(
                says="It falls exactly where beta R < N: for ever where f predicts all targets exactly (R = 0), else up to beta = N/R.",
                claim="iff(-N/(2*beta) + R/2 < 0, beta*R < N)",
                derivation=lambda: (
                    Step(
                        "scaled",
                        "2*beta*(-N/(2*beta) + R/2) == beta*R - N",
                        "algebra",
                        "Multiply by 2 beta > 0.",
                    ),
                    Step(
                        "sign",
                        "iff(-N/(2*beta) + R/2 < 0, beta*R < N)",
                        "algebra",
                        "The sign stays.",
                        ("scaled",),
                    ),
                ),
                experiments=gaussian("implies(RSS == 0, nll_high < nll_low)"),
                mutants=(
                    Mutant("for every fit", "-N/(2*beta) + R/2 < 0"),
                    Mutant("half as far", "iff(-N/(2*beta) + R/2 < 0, 2*beta*R < N)"),
                ),
            ),
        ),
        Claim(
            id="gaussian_precision_unbounded__exact_fit",
            title="For an exact fit",
            says="Where f predicts all targets exactly, the loss falls with beta for all beta, to minus infinity.",
            source=ASYMPTOTE,
            let={"N": "integer >= 1", "R": "nonnegative", "beta": "positive"},
            define=GAUSSIAN,
            given={"exact_fit": "R == 0"},
            claim=UNBOUNDED,
            derivation=lambda: (
                Step(
                    "unbounded",
                    "limit(NLL(beta), beta, oo) == -oo",
                    "limit",
                    "The logarithm grows without bound.",
                    ("exact_fit",),
                ),
                Step("falls", "NLL(2*beta) < NLL(beta)", "algebra", "By N/2 log 2.", ("exact_fit",)),
                Step(
                    "slope",
                    "-N/(2*beta) + R/2 < 0",
                    "algebra",
                    "Only the first term is left.",
                    ("exact_fit",),
                ),
                Step("together", UNBOUNDED, "algebra", "All parts.", ("unbounded", "falls", "slope")),
            ),
            experiments=gaussian("nll_high < nll_low", fit="RSS == 0"),
            mutants=(Mutant("any fit", without="exact_fit"), Mutant("it rises", "NLL(2*beta) > NLL(beta)")),
        ),
    ),
)

CLAIMS = (loss_may_lack_minimum, nll_no_minimum, softmax_nll_infimum, gaussian_precision_unbounded)
