"""Rates of SGD: the error after k steps for convex and strongly convex costs.

Main claims: excess_convex, excess_strongly_convex.

Notation: J the cost, x* its minimum, g a gradient estimate with E|g|^2 <= G^2, R = |x_0 - x*|, T steps; a[t]^2 the expected excess
E J(x_t) - J(x*) of step t, b[t]^2 what is given away in the inequality of step t, D(t) = E|x_t - x*|^2; on h x^2/2: V(k) = E x_k^2,
s the noise variance; mu strong convexity, L smoothness.

References: notes001 (4.1.3), nemirovski2009, bottou2018, rakhlin2012.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Refutation, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_sgd

EXCESS = Source("notes001", "4.1.3(2)")
ROOT_RATE = "exists(C, 'positive', forall(k, 'integer >= 1', h*V(k)/2 <= C/sqrt(k)))"


def noise_keeps_it_up() -> tuple[Step, ...]:
    """With eps h = 1 the iterate is the last noise."""
    return (
        Step(
            "stays",
            "h*V(k)/2 == 1",
            "induction",
            "With eps h = 1 every iterate is the noise of the last step.",
            on="k",
        ),
        Step(
            "beyond",
            "exists(k, 'integer >= 1', h*V(k)/2 > C/sqrt(k))",
            "witness",
            "At k = ceil(C^2) + 1.",
            ("stays",),
            at="ceil(C**2) + 1",
        ),
        Step(
            "never",
            "forall(C, 'positive', exists(k, 'integer >= 1', h*V(k)/2 > C/sqrt(k)))",
            "algebra",
            "For every constant.",
            ("beyond",),
        ),
    )


TELESCOPE: dict[str, str | Recurrence] = {
    "eta": "R/(G*sqrt(T))",
    "D": Recurrence(("R**2",), "D(t) - 2*eta*a[t]**2 + eta**2*G**2 - b[t]**2"),
    "A": Recurrence(("0",), "A(t) + a[t]**2"),
    "B": Recurrence(("0",), "B(t) + b[t]**2"),
}


def telescoping() -> tuple[Step, ...]:
    """One step inequality, summed up."""
    return (
        Step(
            "one_step",
            "dot(x - e*g - y, x - e*g - y) == dot(x - y, x - y) - 2*e*dot(g, x - y) + e**2*dot(g, g)",
            "words",
            "Take expectations: E[g.(x - x*)] is at least the excess of J at x, by convexity, and E|g|^2 <= G^2.",
            let={"n": "integer >= 1", "x": "vector(n)", "y": "vector(n)", "g": "vector(n)", "e": "real"},
        ),
        Step("spare", "B(t) >= 0", "induction", "Squares.", on="t"),
        Step(
            "summed",
            "D(t) == R**2 - 2*eta*A(t) + t*eta**2*G**2 - B(t)",
            "induction",
            "The step inequalities of all steps up to t.",
            on="t",
        ),
        Step(
            "at_the_end",
            "2*eta*A(T) <= R**2 + T*eta**2*G**2 - D(T)",
            "algebra",
            "At the end.",
            (Use("summed", {"t": "T"}), Use("spare", {"t": "T"})),
        ),
        Step("rate", "eta**2*(G**2*T) == R**2 and eta > 0", "algebra", "The rate R/(G sqrt T)."),
        Step(
            "sum",
            "implies(D(T) >= 0, eta*A(T) <= R**2)",
            "algebra",
            "A squared distance is not negative, and the other terms on the right are R^2 each.",
            ("at_the_end", "rate"),
        ),
        Step("mean", "implies(D(T) >= 0, A(T)/T <= R*G/sqrt(T))", "algebra", "Divide by eta T.", ("sum",)),
    )


excess_convex = Claim(
    id="excess_convex",
    title="O(1/sqrt k) for convex costs",
    says="For convex costs the excess error of SGD is of order 1/sqrt(k).",
    about="The statement is the claim for h x^2/2, with noise of variance s and a fixed rate eps: the excess is h E x_k^2/2.",
    scope="instance",
    source=EXCESS,
    tier="main",
    let={
        "eps": "positive",
        "h": "positive",
        "s": "nonnegative",
        "v0": "nonnegative",
        "k": "integer >= 1",
        "C": "positive",
    },
    define={"V": Recurrence(("v0",), "(1 - eps*h)**2*V(k) + eps**2*s", index="k")},
    claim=ROOT_RATE,
    refutation=Refutation({"eps": "1", "h": "1", "s": "2", "v0": "0"}, noise_keeps_it_up),
    experiments=(Experiment("sgd_paths.sgd_constant", "h*V_next/2 <= h*v0/2", {"V_next": "nonnegative"}),),
    mutants=(
        Mutant("with the constant of the start", "h*V(k)/2 <= v0/sqrt(k)"),
        Mutant("it falls in every step", "V(k + 1) <= V(k)"),
    ),
    repair=Repair(
        says="With E|g|^2 <= G^2, a start at distance R from a minimum and the rate R/(G sqrt T), the mean of the T iterates has an expected "
        "excess of at most R G/sqrt(T).",
        about="D(t) = E|x_t - x*|^2 obeys D(t + 1) <= D(t) - 2 eps E[J(x_t) - J(x*)] + eps^2 G^2 for every convex J (the first line of the "
        "derivation, with expectations taken): a[t]^2 is the expected excess at x_t, b[t]^2 what the inequality gives away, A(T)/T the mean "
        "excess, which bounds the excess of the mean iterate by convexity (Jensen).",
        scope="reduction",
        let={
            "T": "integer >= 1",
            "a": "vector(T)",
            "b": "vector(T)",
            "R": "positive",
            "G": "positive",
            "t": "integer in [0, T]",
        },
        define=TELESCOPE,
        claim="implies(D(T) >= 0, A(T)/T <= R*G/sqrt(T))",
        derivation=telescoping,
        experiments=(
            Experiment(
                "sgd_convex.sgd_absolute_values",
                "excess <= R*G/sqrt(T)*(1 + 10**(-9))",
                {"excess": "real", "R": "nonnegative", "G": "positive", "T": "integer >= 1"},
            ),
        ),
        mutants=(
            Mutant("half of it", "implies(D(T) >= 0, A(T)/T <= R*G/(2*sqrt(T)))"),
            Mutant("of order 1/T", "implies(D(T) >= 0, A(T)/T <= R*G/T)"),
        ),
    ),
)

SLOW = {"V": Recurrence(("v0",), "(1 - h*(c/(k + 1)))**2*V(k) + (c/(k + 1))**2*s", index="k")}
LINEAR_RATE = "exists(C, 'positive', forall(k, 'integer >= 1', h*V(k)/2 <= C/k))"


def small_constant() -> tuple[Step, ...]:
    """With c h = 1/4 the start is forgotten like 1/sqrt(k) only."""
    return (
        Step(
            "bernoulli",
            "(1 - z/4)**4 >= 1 - z",
            "algebra",
            "Bernoulli's inequality.",
            let={"z": "real in [0, 1]"},
        ),
        Step(
            "slow",
            "k*V(k)**2 >= 1/4",
            "induction",
            "(1 - 1/(4 (k + 1)))^4 (k + 1) >= k, so that k V(k)^2 never falls.",
            on="k",
        ),
        Step("positive", "V(k) >= 0", "induction", "A second moment.", on="k"),
        Step(
            "beyond",
            "exists(k, 'integer >= 1', h*V(k)/2 > C/k)",
            "witness",
            "There k V(k)/2 >= sqrt(k)/4 > C.",
            ("slow", "positive"),
            at="ceil(16*C**2) + 1",
        ),
        Step(
            "never",
            "forall(C, 'positive', exists(k, 'integer >= 1', h*V(k)/2 > C/k))",
            "algebra",
            "For every constant.",
            ("beyond",),
        ),
    )


STRONG = {"D": Recurrence(("d2",), "(1 - 2/k)*D(k) + B/k**2", index="k", first=2)}


def large_constant() -> tuple[Step, ...]:
    """The step inequality of strong convexity, by induction from the second step on."""
    return (
        Step(
            "one_step",
            "dot(x - e*g - y, x - e*g - y) == dot(x - y, x - y) - 2*e*dot(g, x - y) + e**2*dot(g, g)",
            "words",
            "Take expectations: E[g.(x - x*)] >= mu |x - x*|^2 by strong convexity. With e = 1/(mu k): D(k + 1) <= (1 - 2/k) D(k) + B/k^2.",
            let={"n": "integer >= 1", "x": "vector(n)", "y": "vector(n)", "g": "vector(n)", "e": "real"},
        ),
        Step("sum", "(k - 1)*D(k) <= B", "induction", "(k - 2)/(k - 1) + 1/k <= 1.", ("second",), on="k"),
        Step("distance", "D(k) <= B/(k - 1)", "algebra", "Divide.", ("sum",)),
        Step(
            "excess",
            "L*D(k)/2 <= L*B/(2*(k - 1))",
            "algebra",
            "The excess of a smooth cost is at most L D/2.",
            ("distance",),
        ),
    )


excess_strongly_convex = Claim(
    id="excess_strongly_convex",
    figures=figures_sgd.schedules,
    title="O(1/k) for strongly convex costs",
    says="For strongly convex costs and the rates c/k the excess error of SGD is of order 1/k.",
    about="The statement is the claim for h x^2/2, which is strongly convex, with noise of variance s and the rates c/k in steps k = 1, 2, ...: "
    "the excess after k steps is h E x_k^2/2.",
    scope="instance",
    source=EXCESS,
    tier="main",
    let={
        "c": "positive",
        "h": "positive",
        "s": "nonnegative",
        "v0": "nonnegative",
        "k": "integer >= 1",
        "C": "positive",
    },
    define=SLOW,
    claim=LINEAR_RATE,
    refutation=Refutation({"c": "1/4", "h": "1", "s": "1", "v0": "1"}, small_constant),
    experiments=(
        Experiment("sgd_paths.sgd_decreasing", "V_next <= (v0 + c**2*s)/(k + 1)", {"V_next": "nonnegative"}),
    ),
    mutants=(
        Mutant("with the constant of the start", "V(k) <= (v0 + s)/k"),
        Mutant("of order 1/k^2", "V(k) <= (v0 + s)/k**2"),
    ),
    repair=Repair(
        says="The constant c must be large enough against the curvature: with the rates 1/(mu k), E|g|^2 <= G^2 and smoothness L, the excess "
        "is at most L G^2/(2 mu^2 (k - 1)) for k >= 2 (c < 1/(2 mu) can be slower than 1/k).",
        about="D(k) bounds E|x_k - x*|^2 of SGD with the rates 1/(mu k), k = 1, 2, ..., B = G^2/mu^2. The first step gives "
        "E|x_2 - x*|^2 <= B, the others the recursion (the first line of the derivation, with expectations taken); for k >= 2 the "
        "recursion keeps the order, so that the solution of the equation bounds that of the inequality.",
        scope="reduction",
        let={"B": "positive", "L": "positive", "d2": "nonnegative", "k": "integer >= 2"},
        given={"second": "d2 <= B"},
        define=STRONG,
        claim="L*D(k)/2 <= L*B/(2*(k - 1))",
        derivation=large_constant,
        experiments=(
            Experiment(
                "sgd_convex.sgd_running_mean",
                "distance <= B/(k - 1)*(1 + 10**(-9))",
                {"distance": "nonnegative", "B": "nonnegative", "k": "integer >= 2"},
            ),
        ),
        mutants=(
            Mutant("half of it", "L*D(k)/2 <= L*B/(4*(k - 1))"),
            Mutant("of order 1/k^2", "L*D(k)/2 <= L*B/(2*(k - 1)**2)"),
        ),
    ),
)

CLAIMS = (excess_convex, excess_strongly_convex)
