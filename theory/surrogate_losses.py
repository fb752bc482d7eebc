"""Risk, metric and surrogate: what the cost that is trained says about the one that is meant.

Main claims: empirical_replaces_true, nll_surrogate, surrogate_derivative_small.

Notation: L losses, p probabilities or weights, m sample size; z = y f(x) the margin of a classifier, 1[z <= 0] its 0-1 loss, log(1 + e^-z)
its negative log-likelihood; w a weight, J the training cost, V the validation cost.

References: notes001 (1.1, 1.2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step

OUTLIER = {
    "J(w)": "2*(w - 1)**2 + (-10*w - 1)**2",
    "P(w)": "2*(1 + sign(w))/2 + (1 + sign(-10*w))/2",
}
METRIC = "J(-4/51) <= J(w) and P(-4/51) < P(1)"

risk_and_metric = Claim(
    id="risk_and_metric",
    title="The lowest cost need not give the best metric",
    says="A minimiser of the cost need not maximise the metric.",
    about="The classifier sign(w x) with square loss J on the data x = 1, 1, -10, all of class 1; P counts what is classified correctly. w is "
    "any weight.",
    source=Source("notes001", "1.1(1)"),
    tier="minor",
    let={"w": "real"},
    define=OUTLIER,
    claim=METRIC,
    derivation=lambda: (
        Step("square", "J(w) - J(-4/51) == 102*(w + 4/51)**2", "algebra", "Complete the square."),
        Step("lowest", "J(-4/51) <= J(w)", "algebra", "A square is not negative.", ("square",)),
        Step("counts", "P(-4/51) == 1 and P(1) == 2", "algebra", "The outlier wins over the two others."),
        Step("together", METRIC, "algebra", "Both.", ("lowest", "counts")),
    ),
    mutants=(
        Mutant("the other way round", "P(-4/51) > P(1)"),
        Mutant("w = 1 has the lowest cost", "J(1) <= J(w)"),
    ),
)

WEIGHTED = {"K": "integer >= 1", "c": "vector(K)", "L": "vector(K)"}
empirical_risk = Claim(
    id="empirical_risk",
    title="The mean loss is an expectation",
    says="The expectation under the empirical distribution is the mean of the losses, repeated data counted as often as they occur.",
    about="K different data points with losses L_k occur c_k times; the empirical distribution gives each the weight c_k over the sum of all.",
    source=Source("notes001", "1.1(2)"),
    tier="minor",
    let=WEIGHTED,
    given={"counts": "sum(c[k], k, 0, K - 1) > 0"},
    claim="sum(c[k]/sum(c[j], j, 0, K - 1)*L[k], k, 0, K - 1) == sum(c[k]*L[k], k, 0, K - 1)/sum(c[k], k, 0, K - 1)",
    derivation=lambda: (
        Step(
            "mean",
            "sum(c[k]/sum(c[j], j, 0, K - 1)*L[k], k, 0, K - 1) == sum(c[k]*L[k], k, 0, K - 1)/sum(c[k], k, 0, K - 1)",
            "algebra",
            "The common denominator is taken out of the sum.",
            ("counts",),
        ),
    ),
    mutants=(
        Mutant(
            "without multiplicity",
            "sum(c[k]/sum(c[j], j, 0, K - 1)*L[k], k, 0, K - 1) == sum(L[k], k, 0, K - 1)/K",
        ),
        Mutant("no data at all", without="counts"),
    ),
)

SEEN = {name: "real" for name in ("a", "b", "hat_fitted", "true_fitted", "hat_fixed", "true_fixed")}
empirical_replaces_true = Claim(
    id="empirical_replaces_true",
    title="The empirical risk in place of the true one",
    says="The expected empirical risk is the true risk, for the parameter in use, which is fitted on the sample.",
    about="The statement is the claim for the square loss, one sample from a population of two values a (probability p) and b, and the parameter "
    "fitted to it, which is the sample itself.",
    scope="instance",
    source=Source("notes001", "1.1(3,4)"),
    tier="main",
    let={"p": "real in (0, 1)", "a": "real", "b": "real"},
    define={"J(theta)": "p*(theta - a)**2 + (1 - p)*(theta - b)**2"},
    claim="p*(a - a)**2 + (1 - p)*(b - b)**2 == p*J(a) + (1 - p)*J(b)",
    experiments=(Experiment("risks.sample_risks", "hat_fitted == true_fitted", SEEN),),
    mutants=(
        Mutant("only the first value", "p*(a - a)**2 + (1 - p)*(b - b)**2 == J(a)"),
        Mutant("twice", "2*(p*(a - a)**2 + (1 - p)*(b - b)**2) == p*J(a) + (1 - p)*J(b)"),
    ),
    repair=Repair(
        says="It is for a parameter that does not depend on the sample, for samples of any size m from a population of any size K.",
        let={"K": "integer >= 1", "m": "integer >= 1", "p": "vector(K)", "L": "vector(K)"},
        claim="sum(sum(p[k]*L[k], k, 0, K - 1), i, 1, m)/m == sum(p[k]*L[k], k, 0, K - 1)",
        scope="reduction",
        about="L_k is the loss of the fixed parameter on the k-th value, p_k its probability. Expectation is linear: that of the mean is the mean of "
        "the m equal expectations.",
        derivation=lambda: (
            Step(
                "equal_terms",
                "sum(S, i, 1, m)/m == S",
                "algebra",
                "m equal terms over m.",
                let={"S": "real"},
            ),
            Step(
                "expectation",
                "sum(sum(p[k]*L[k], k, 0, K - 1), i, 1, m)/m == sum(p[k]*L[k], k, 0, K - 1)",
                "algebra",
                "Each term is the expected loss.",
                ("equal_terms",),
            ),
        ),
        experiments=(Experiment("risks.sample_risks", "hat_fixed == true_fixed", SEEN),),
        mutants=(
            Mutant(
                "one too few", "sum(sum(p[k]*L[k], k, 0, K - 1), i, 2, m)/m == sum(p[k]*L[k], k, 0, K - 1)"
            ),
            Mutant("not divided", "sum(sum(p[k]*L[k], k, 0, K - 1), i, 1, m) == sum(p[k]*L[k], k, 0, K - 1)"),
        ),
    ),
)

MARGIN = {"z": "real", "l": "real", "quotient": "real", "nll": "real"}
zero_one_derivative = Claim(
    id="zero_one_derivative",
    title="The derivative of the 0-1 loss",
    says="Where a function with the values 0 and 1 is differentiable its gradient is 0.",
    about="q is a difference quotient at the distance t along any direction, D the derivative along it. The values are 0 or 1, so q t is 0, 1 or -1. For "
    "small t, q is within 1 of D: then it is 0, and so is its limit D.",
    scope="reduction",
    source=Source("notes001", "1.1(4)"),
    tier="minor",
    let={"D": "real", "q": "real", "t": "nonzero"},
    given={
        "values": "q*t == 0 or q*t == 1 or q*t == -1",
        "near": "abs(q - D) < 1",
        "small": "abs(t)*(abs(D) + 1) <= 1",
    },
    claim="q == 0",
    derivation=lambda: (
        Step("size", "abs(q) < abs(D) + 1", "algebra", "q is within 1 of D.", ("near",)),
        Step("product", "abs(q*t) < 1", "algebra", "t is small.", ("size", "small")),
        Step("zero", "q == 0", "algebra", "Of 0, 1 and -1 only 0 is left.", ("product", "values")),
    ),
    experiments=(Experiment("risks.zero_one_loss", "quotient == 0", MARGIN, {"off": "abs(z) > 1/16"}),),
    mutants=(
        Mutant("any values", without="values"),
        Mutant("any distance", without="small"),
        Mutant("not differentiable", without="near"),
    ),
)

nll_surrogate = Claim(
    id="nll_surrogate",
    title="The negative log-likelihood above the 0-1 loss",
    says="log(1 + e^-z) bounds the 0-1 loss 1[z <= 0] from above.",
    source=Source("notes001", "1.2(1)"),
    tier="main",
    let={"z": "real"},
    claim="implies(z <= 0, log(1 + exp(-z)) >= 1) and implies(z > 0, log(1 + exp(-z)) >= 0)",
    experiments=(Experiment("risks.zero_one_loss", "nll >= l", MARGIN),),
    mutants=(
        Mutant("from below", "implies(z <= 0, log(1 + exp(-z)) <= 1)"),
        Mutant("for all margins", "log(1 + exp(-z)) >= 1"),
    ),
    repair=Repair(
        says="The logarithm to the base 2 does.",
        claim="implies(z <= 0, log(1 + exp(-z))/log(2) >= 1) and implies(z > 0, log(1 + exp(-z))/log(2) >= 0)",
        derivation=lambda: (
            Step("wrong", "implies(z <= 0, log(1 + exp(-z)) >= log(2))", "algebra", "e^-z is at least 1."),
            Step("right", "log(1 + exp(-z)) >= 0", "algebra", "e^-z is positive."),
            Step(
                "both",
                "implies(z <= 0, log(1 + exp(-z))/log(2) >= 1) and implies(z > 0, log(1 + exp(-z))/log(2) >= 0)",
                "algebra",
                "Divide by log 2 > 0.",
                ("wrong", "right"),
            ),
        ),
        experiments=(Experiment("risks.zero_one_loss", "nll/log(2) >= l", MARGIN, {"off": "z != 0"}),),
        mutants=(
            Mutant("base 4", "implies(z <= 0, log(1 + exp(-z))/log(4) >= 1)"),
            Mutant("strictly", "implies(z <= 0, log(1 + exp(-z))/log(2) > 1)"),
        ),
    ),
)

surrogate_derivative_small = Claim(
    id="surrogate_derivative_small",
    title="Small derivative of the surrogate, large one of the true loss",
    says="There are points where the derivative of the surrogate is small and that of the true loss is large.",
    about="The derivative of the 0-1 loss (1 - sign(z))/2 is the limit of its difference quotients, of the surrogate log(1 + e^-z) it is -1/(1 + e^z). "
    "Small and large: at most c, more than c.",
    source=Source("notes001", "1.2(2)"),
    tier="main",
    let={"c": "positive", "h": "real"},
    define={"slope(z)": "limit((sign(z) - sign(z + h))/(2*h), h, 0)"},
    claim="exists(z, 'nonzero', 1/(1 + exp(z)) <= c and abs(slope(z)) > c)",
    experiments=(Experiment("risks.zero_one_loss", "quotient > 0", MARGIN, {"off": "abs(z) > 1/16"}),),
    mutants=(
        Mutant("at 1", "abs(slope(1)) > c"),
        Mutant("at -1", "abs(slope(-1)) > c"),
    ),
    repair=Repair(
        says="Away from z = 0 the derivative of the 0-1 loss is 0: it is never large, while that of the surrogate is not 0 anywhere.",
        let={"z": "nonzero", "h": "real"},
        claim="slope(z) == 0 and 1/(1 + exp(z)) > 0",
        derivation=lambda: (
            Step("flat", "slope(z) == 0", "limit", "The sign does not change near z."),
            Step("surrogate", "1/(1 + exp(z)) > 0", "algebra", "The exponential is positive."),
            Step("both", "slope(z) == 0 and 1/(1 + exp(z)) > 0", "algebra", "Both.", ("flat", "surrogate")),
        ),
        experiments=(Experiment("risks.zero_one_loss", "quotient == 0", MARGIN, {"off": "abs(z) > 1/16"}),),
        mutants=(Mutant("at 0 too", let={"z": "real"}), Mutant("it is 1", "slope(z) == 1")),
    ),
)

STOPPED = "V(w(1)) < V(w(0)) and V(w(1)) < V(w(2)) and w(1) - (1 + c) == -c"
early_stopping_gradient = Claim(
    id="early_stopping_gradient",
    title="Early stopping with a large training gradient",
    says="Early stopping can end where the training gradient is as large as one likes.",
    about="Gradient descent on the training cost (w - 1 - c)^2/2 with the rate 1/(1 + c), from 0; V(w) = (w - 1)^2/2 is the validation cost: it falls in "
    "the first step and rises in the second, and the gradient where it is lowest is -c.",
    source=Source("notes001", "1.2(2)"),
    tier="minor",
    let={"c": "positive"},
    define={"w": Recurrence(("0",), "w(t) + (1 + c - w(t))/(1 + c)"), "V(x)": "(x - 1)**2/2"},
    claim=STOPPED,
    derivation=lambda: (
        Step("start", "w(0) == 0", "definition", "Training starts at 0."),
        Step("first", "w(1) == 1", "definition", "One step of the rate 1/(1 + c)."),
        Step("second", "w(2) == 1 + c/(1 + c)", "definition", "The next step goes on.", ("first",)),
        Step("stops", STOPPED, "algebra", "Put all three.", ("start", "first", "second")),
    ),
    experiments=(
        Experiment(
            "risks.early_stopping",
            "slope <= -c + near*rate + rate*c and w_stop <= near + rate*(near + c)",
            {"near": "real", "rate": "real", "w_stop": "real", "slope": "real"},
        ),
    ),
    mutants=(
        Mutant("the gradient vanishes", "w(1) - (1 + c) == 0"),
        Mutant("validation goes on falling", "V(w(1)) > V(w(2))"),
    ),
)

CLAIMS = (
    risk_and_metric,
    empirical_risk,
    empirical_replaces_true,
    zero_one_derivative,
    nll_surrogate,
    surrogate_derivative_small,
    early_stopping_gradient,
)
