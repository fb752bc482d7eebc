"""How hard training is: NP-completeness, no free lunch, networks that are large enough.

Main claims: training_complexity, optimiser_limits, larger_networks_easy.

Notation: x, y one data point, w a weight; a_i = a.e_i + b the value of a half-space at the i-th unit vector, b > 0 its value at 0, m the number of members of a
subset; |X| = n points, |Y| = k values, t points looked at; Z the outputs of the hidden units, v the weights behind them.

References: notes000 (limits), notes004 (challenge), blum1992, wolpert1997.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Prose, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use

CHALLENGE = Source("notes004", "challenge; notes000 limits")
LIMITS = Source("notes000", "limits")
SMALLER = "exists(x, 'nonzero', exists(y, 'real', exists(w, 'real', (w*x - y)**2 < (y/x*x - y)**2)))"

sgd_best_algorithm = Prose(
    id="sgd_best_algorithm",
    title="The best algorithm",
    says="Stochastic gradient descent is the best general algorithm for training.",
    source=Source("notes004", "intro; challenge; summary"),
    reason="An opinion: no order of algorithms is named by which one could be best. On a class of problems rates can be compared (excess_convex, nesterov_rate).",
    tier="minor",
)

training_complexity = Claim(
    id="training_complexity",
    title="Training is NP-complete",
    says="For every architecture no efficient algorithm finds optimal weights.",
    about="The statement is the claim for a linear unit with square loss and one data point: the closed formula w = y/x would miss the optimum for some data. (Were every "
    "efficient algorithm to fail, this one would.)",
    scope="instance",
    source=CHALLENGE,
    tier="main",
    let={},
    claim=SMALLER,
    mutants=(
        Mutant("at the target 1", "exists(x, 'nonzero', exists(w, 'real', (w*x - 1)**2 < (1/x*x - 1)**2))"),
        Mutant("below 0", "exists(w, 'real', (w - 1)**2 < 0)"),
    ),
    repair=Repair(
        says="For some architectures it is: data for three threshold units are separable exactly where a family of sets can be split, which is NP-complete.",
        let={"m": "integer >= 2", "a": "vector(m)", "b": "positive"},
        given={"negative": "forall(i, 'integer in [0, m - 1]', a[i] <= 0)"},
        define={"S": Recurrence(("0",), "S(k) + a[k]", index="k")},
        claim="S(m) - (m - 1)*b < 0",
        scope="reduction",
        about="Blum and Rivest: 0 and the indicators of the subsets are positive, the unit vectors negative. A splitting gives two half-spaces (weights -1 on its own part, "
        "n on the other, threshold 1/2). Conversely the unit vectors that a half-space excludes form one part: were all m members of a subset among them, with values "
        "a_i <= 0, the value at its indicator would be S(m) - (m - 1) b < 0, where S(m) is their sum, and the subset would be excluded too. Set splitting is NP-complete (Lovasz).",
        derivation=lambda: (
            Step(
                "sums",
                "S(k) <= 0",
                "induction",
                "A sum of numbers that are not positive.",
                ("negative",),
                let={"k": "integer in [0, m]"},
                on="k",
            ),
            Step("threshold", "(m - 1)*b > 0", "algebra", "m is at least 2."),
            Step(
                "excluded",
                "S(m) - (m - 1)*b < 0",
                "algebra",
                "At k = m, together.",
                (Use("sums", {"k": "m"}), "threshold"),
            ),
        ),
        experiments=(
            Experiment(
                "complexity.set_splitting",
                "splittable == separable",
                {"splittable": "real", "separable": "real"},
            ),
        ),
        mutants=(
            Mutant("one member", let={"m": "integer >= 1"}),
            Mutant("any values", without="negative"),
        ),
    ),
)

discrete_output_results = Prose(
    id="discrete_output_results",
    title="Limits for discrete outputs",
    says="Some limits hold for discrete outputs only; smooth outputs make local search feasible.",
    source=LIMITS,
    reason="A survey of literature without a statement of its own. One of the results meant is computed here: three threshold units (training_complexity).",
    tier="minor",
)

optimiser_limits = Entry(
    id="optimiser_limits",
    title="Limits of every optimiser",
    says="Over all functions on a finite set all searches perform alike; hence every optimiser is limited on network losses.",
    source=LIMITS,
    tier="minor",
    members=(
        Claim(
            id="optimiser_limits__no_free_lunch",
            title="No free lunch",
            says="If all functions are equally likely, every sequence of t values is seen with the same probability, whatever the search.",
            about="A search that never looks twice has fixed t values of f when it has seen t of them: k^(n - t) of the k^n functions agree with them, wherever it looked.",
            scope="reduction",
            source=LIMITS,
            let={"n": "natural", "k": "integer >= 1", "t": "integer in [0, n]"},
            claim="k**(n - t)/k**n == 1/k**t",
            derivation=lambda: (
                Step("share", "k**(n - t)/k**n == 1/k**t", "algebra", "Powers of one base."),
            ),
            experiments=(Experiment("complexity.no_free_lunch", "same == 1", {"same": "real"}),),
            mutants=(
                Mutant("one value more", "k**(n - t)/k**n == 1/k**(t + 1)"),
                Mutant("certain", "k**(n - t)/k**n == 1"),
            ),
        ),
        Claim(
            id="optimiser_limits__network_losses",
            title="On network losses",
            says="Hence no optimiser finds the optimum of every network loss.",
            about="The statement is the claim for linear units with square loss and one data point: the closed formula w = y/x would miss the optimum for some data. Network "
            "losses are a small part of all functions.",
            scope="instance",
            source=LIMITS,
            let={},
            claim=SMALLER,
            mutants=(
                Mutant(
                    "at the target 1",
                    "exists(x, 'nonzero', exists(w, 'real', (w*x - 1)**2 < (1/x*x - 1)**2))",
                ),
                Mutant("below 0", "exists(w, 'real', (w - 1)**2 < 0)"),
            ),
            repair=Repair(
                says="On the losses of linear units the closed formula is optimal, for any number of data points.",
                let={"n": "integer >= 1", "x": "vector(n)", "y": "vector(n)", "w": "real"},
                given={"data": "dot(x, x) > 0"},
                define={"L(w)": "dot(w*x - y, w*x - y)"},
                claim="L(dot(x, y)/dot(x, x)) <= L(w)",
                derivation=lambda: (
                    Step(
                        "square",
                        "L(w) - L(dot(x, y)/dot(x, x)) == dot(x, x)*(w - dot(x, y)/dot(x, x))**2",
                        "words",
                        "Complete the square.",
                        ("data",),
                    ),
                    Step(
                        "optimal",
                        "L(dot(x, y)/dot(x, x)) <= L(w)",
                        "algebra",
                        "Together.",
                        ("square", "data"),
                    ),
                ),
                mutants=(
                    Mutant("half of it", "L(dot(x, y)/(2*dot(x, x))) <= L(w)"),
                    Mutant("strictly", "L(dot(x, y)/dot(x, x)) < L(w)"),
                ),
            ),
        ),
    ),
)

larger_networks_easy = Claim(
    id="larger_networks_easy",
    title="Large networks fit easily",
    says="With enough random hidden units N training pairs are fitted exactly by solving a linear system.",
    about="The statement is the claim for two pairs with the same input and the targets y1, y2: the network has one output s there, however many units it has.",
    scope="instance",
    source=LIMITS,
    tier="main",
    let={"y1": "real", "y2": "real"},
    claim="exists(s, 'real', s == y1 and s == y2)",
    experiments=(
        Experiment(
            "hashing.random_features", "fitted < 1/1000", {"fitted": "nonnegative", "repeated": "real"}
        ),
    ),
    mutants=(
        Mutant("their mean", "(y1 + y2)/2 == y1"),
        Mutant("no output fits", "not exists(s, 'real', s == y1)"),
    ),
    repair=Repair(
        says="They are where the outputs of the hidden units on the data form an invertible matrix, which needs different inputs.",
        let={"N": "integer >= 1", "Z": "invertible(N)", "y": "vector(N)"},
        claim="Z @ (inv(Z) @ y) == y",
        about="Z[k, j] is the output of the j-th hidden unit on the k-th input, inv(Z) y are the weights behind them. With more units than pairs, N of them are used.",
        derivation=lambda: (Step("fits", "Z @ (inv(Z) @ y) == y", "words", "Z inv(Z) = 1."),),
        experiments=(
            Experiment(
                "hashing.random_features",
                "fitted < 1/1000",
                {"fitted": "nonnegative", "repeated": "real"},
                {"different": "repeated == 0"},
            ),
        ),
        mutants=(Mutant("the transpose", "Z @ (Z.T @ y) == y"), Mutant("twice", "Z @ (inv(Z) @ y) == 2*y")),
    ),
)

CLAIMS = (
    sgd_best_algorithm,
    training_complexity,
    discrete_output_results,
    optimiser_limits,
    larger_networks_easy,
)
