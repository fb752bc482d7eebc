"""Counting critical points: how many minima, maxima and saddles functions of n variables have.

Main claims: saddle_ratio_plain, saddle_ratio_classes, maxima_rarity, critical_points_mostly_saddles.

Notation: g a function of one variable with m minima and k maxima, f the sum of g over n coordinates: f has (m + k)^n critical points, m^n minima and k^n
maxima. r1, r2, r3 saddles per minimum and top1, top2, top3 shares of maxima in 1, 2, 3 variables.

References: notes000 (saddles), notes001 (2.3), notes002 (1), notes004 (comments).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step

SADDLES = Source("notes000", "saddles")
PLAIN = Source("notes001", "2.3(3)")
ANSWER_1 = Source("notes002", "1")
SUM = (
    "Sums over coordinates are stated: f(x) = g(x_1) + .. + g(x_n), where g has m minima, k maxima and no other critical points. A critical point of f is made of n "
    "critical points of g, and it is a minimum where all of them are."
)
COUNTS = {name: "real" for name in ("n", "m", "k", "minima", "maxima", "critical")}
FIELDS = {name: "real" for name in ("r1", "r2", "r3", "top1", "top2", "top3")}


def sums(observes: str) -> tuple[Experiment, ...]:
    """A statement about the critical points of sums over coordinates, all of which are found."""
    return (Experiment("random_fields.sums", observes, {**COUNTS, "n": "integer >= 1"}),)


def drawn(name: str, title: str, says: str, claim: str, *mutants: Mutant) -> Claim:
    """What usually holds in Gaussian trigonometric polynomials of 1, 2 and 3 variables."""
    return Claim(
        id=name,
        title=title,
        says=says,
        about="All critical points of Gaussian trigonometric polynomials in 1, 2 and 3 variables are found and sorted by index, four functions of each a run; the statement is what "
        "usually happens.",
        scope="empirical",
        source=SADDLES,
        let=FIELDS,
        claim=claim,
        experiments=(Experiment("random_fields.gaussian_fields", claim),),
        mutants=mutants,
    )


RATIO = "((m + k)**n - m**n - k**n)/m**n"
SCALED = f"{RATIO}/(1 + k/m)**n == 1 - (m/(m + k))**n - (k/(m + k))**n"
GROWTH = (
    f"{SCALED} and limit((m/(m + k))**n, n, oo) == 0 and limit((k/(m + k))**n, n, oo) == 0 and 1 + k/m > 1"
)
saddle_ratio_plain = Claim(
    id="saddle_ratio_plain",
    title="Saddles per minimum, for any function",
    says="For functions of n variables the number of saddles per minimum grows exponentially with n.",
    about=f"{SUM} The statement is that the ratio grows without bound.",
    scope="instance",
    source=PLAIN,
    tier="main",
    let={"n": "integer >= 1", "m": "integer >= 1", "k": "natural"},
    claim=f"limit({RATIO}, n, oo) == oo",
    experiments=sums("critical - minima - maxima >= 0"),
    mutants=(
        Mutant("it tends to 0", f"limit({RATIO}, n, oo) == 0"),
        Mutant("to 1", f"limit({RATIO}, n, oo) == 1"),
    ),
    repair=Repair(
        says="For bowls there are no saddles in any dimension. For sums of functions with a maximum it grows exponentially: it is (1 + k/m)^n times a factor that tends to 1.",
        about=SUM,
        let={"k": "integer >= 1"},
        claim=GROWTH,
        derivation=lambda: (
            Step("scaled", SCALED, "algebra", "Divide by (m + k)^n."),
            Step("minima", "limit((m/(m + k))**n, n, oo) == 0", "limit", "m < m + k."),
            Step("maxima", "limit((k/(m + k))**n, n, oo) == 0", "limit", "k < m + k."),
            Step("rate", "1 + k/m > 1", "algebra", "k is positive."),
            Step("all", GROWTH, "algebra", "Together.", ("scaled", "minima", "maxima", "rate")),
        ),
        experiments=sums("critical - minima - maxima == (m + k)**n - m**n - k**n"),
        mutants=(
            Mutant("maxima forgotten", f"{RATIO}/(1 + k/m)**n == 1 - (m/(m + k))**n"),
            Mutant("without maxima", let={"k": "natural"}),
        ),
    ),
)

saddle_ratio_classes = Entry(
    id="saddle_ratio_classes",
    title="Saddles per minimum, for classes of random functions",
    says="There are classes of random functions for which the number of saddles per minimum grows exponentially with n.",
    source=Source("notes000", "saddles; notes002 1; notes004 comments"),
    tier="main",
    members=(
        Claim(
            id="saddle_ratio_classes__waves",
            title="Sums of waves",
            says="Sums of n waves with random phases and amplitudes have 2^n - 2 saddles per minimum.",
            about="The sum of a_i cos(x_i + phi_i) with random a_i != 0 and phi_i has, on a period, two critical points in each coordinate, one minimum and one maximum, whatever is "
            "drawn: c(n + 1) = 2 c(n) critical points in all. The claim asks for one class.",
            scope="reduction",
            source=SADDLES,
            let={"n": "integer >= 2"},
            define={"c": Recurrence(("1",), "2*c(n)", index="n")},
            claim="c(n) - 2 == 2**n - 2 and c(n) - 2 >= 2**n/2",
            derivation=lambda: (
                Step("count", "c(n) == 2**n", "induction", "Two in each coordinate.", on="n"),
                Step("four", "2**n >= 4", "algebra", "n is at least 2."),
                Step(
                    "both",
                    "c(n) - 2 == 2**n - 2 and c(n) - 2 >= 2**n/2",
                    "algebra",
                    "Half of it is at least 2.",
                    ("count", "four"),
                ),
            ),
            experiments=(
                Experiment(
                    "random_fields.sums",
                    "critical - minima - maxima == 2**n - 2",
                    {**COUNTS, "n": "integer >= 1"},
                    {"one": "m == 1 and k == 1"},
                ),
            ),
            mutants=(
                Mutant("n", "c(n) - 2 == n - 2"),
                Mutant("from one variable on", let={"n": "integer >= 1"}, claim="c(n) - 2 >= 2**n/2"),
            ),
        ),
        drawn(
            "saddle_ratio_classes__gaussian",
            "Gaussian trigonometric polynomials",
            "With a second and a third variable the number of saddles per minimum grows by more than one, then to more than twice as much.",
            "r2 > r1 + 1 and r3 > 2*r2",
            Mutant("as many", "r3 <= r2"),
            Mutant("fewer than minima", "r2 < 1"),
        ),
    ),
)

DOUBLED = {"e": Recurrence(("1",), "2*e(n)", index="n"), "c": Recurrence(("1",), "3*c(n)", index="n")}
extrema_count_growth = Claim(
    id="extrema_count_growth",
    title="The number of local extrema",
    says="The number of local extrema of functions of n variables does not grow exponentially with n.",
    about="The statement is the claim for the sum of (x_i^2 - 1)^2, where a minimum has 1 or -1 in each coordinate: e(n + 1) = 2 e(n) minima. Some dimension would have fewer than 2^n.",
    scope="instance",
    source=ANSWER_1,
    tier="minor",
    let={},
    define=DOUBLED,
    claim="exists(n, 'integer >= 1', e(n) < 2**n)",
    experiments=(),
    mutants=(
        Mutant("fewer than n + 1", "exists(n, 'integer >= 1', e(n) < n + 1)"),
        Mutant("none", "exists(n, 'integer >= 1', e(n) == 0)"),
    ),
    repair=Repair(
        says="It may grow exponentially, as here; what falls exponentially is the share of extrema among critical points.",
        let={"n": "integer >= 1"},
        claim="e(n) == 2**n and e(n)/c(n) == (2/3)**n",
        derivation=lambda: (
            Step("minima", "e(n) == 2**n", "induction", "Two in each coordinate.", on="n"),
            Step("critical", "c(n) == 3**n", "induction", "Three in each coordinate.", on="n"),
            Step(
                "both",
                "e(n) == 2**n and e(n)/c(n) == (2/3)**n",
                "algebra",
                "The quotient.",
                ("minima", "critical"),
            ),
        ),
        experiments=(
            Experiment("critical_searches.double_wells", "p == (2/3)**n", {"p": "real", "n": "integer >= 1"}),
        ),
        mutants=(Mutant("n^2", "e(n) == n**2"), Mutant("half", "e(n)/c(n) == (1/2)**n")),
    ),
)

TOPS = "k**n/(m + k)**n"
maxima_rarity = Entry(
    id="maxima_rarity",
    title="Maxima among critical points",
    join="readings",
    says="The share of maxima among the critical points of functions of n variables falls exponentially with n.",
    source=SADDLES,
    tier="minor",
    members=(
        Claim(
            id="maxima_rarity__sums",
            title="Any sum",
            says="The share of maxima tends to 0, for all functions.",
            about=SUM,
            scope="instance",
            source=SADDLES,
            let={"n": "integer >= 1", "m": "natural", "k": "integer >= 1"},
            claim=f"limit({TOPS}, n, oo) == 0",
            mutants=(
                Mutant("to 1/2", f"limit({TOPS}, n, oo) == 1/2"),
                Mutant("to 1", f"limit({TOPS}, n, oo) == 1"),
            ),
            repair=Repair(
                says="A hill has one critical point, its top, in every dimension. Where g has minima too, the share is a power with a base below 1.",
                let={"m": "integer >= 1"},
                claim=f"{TOPS} == (k/(m + k))**n and k/(m + k) < 1 and limit({TOPS}, n, oo) == 0",
                derivation=lambda: (
                    Step("power", f"{TOPS} == (k/(m + k))**n", "algebra", "Powers of a quotient."),
                    Step("base", "k/(m + k) < 1", "algebra", "m is positive."),
                    Step(
                        "limit",
                        f"limit({TOPS}, n, oo) == 0",
                        "limit",
                        "A geometric sequence.",
                        ("power", "base"),
                    ),
                    Step(
                        "all",
                        f"{TOPS} == (k/(m + k))**n and k/(m + k) < 1 and limit({TOPS}, n, oo) == 0",
                        "algebra",
                        "Together.",
                        ("power", "base", "limit"),
                    ),
                ),
                experiments=sums("maxima/critical == k**n/(m + k)**n"),
                mutants=(
                    Mutant("no minima", let={"m": "natural"}),
                    Mutant("a polynomial", f"{TOPS} == (k/(m + k))*n"),
                ),
            ),
        ),
        drawn(
            "maxima_rarity__gaussian",
            "Gaussian trigonometric polynomials",
            "With each further variable the share of maxima falls to less than three quarters.",
            "top2 < 3*top1/4 and top3 < 3*top2/4",
            Mutant("no fewer", "top3 >= top2"),
            Mutant("more than half", "top2 > 1/2"),
        ),
    ),
)

critical_points_mostly_saddles = Claim(
    id="critical_points_mostly_saddles",
    title="Critical points of networks",
    says="Most critical points of a network's loss that a search finds are saddles.",
    about="192 losses of a tanh network with 2 hidden units and weight decay, each on 24 tumours of its own; Newton's method from random weights finds critical points of any kind. "
    "The statement is what usually happens; where no critical point was found the run does not count.",
    scope="empirical",
    source=Source("notes000", "saddles; notes004 comments"),
    tier="minor",
    let={"lowest": "real", "highest": "real", "g": "nonnegative"},
    given={"critical": "g < 1/10**8"},
    claim="lowest < 0 and highest > 0",
    experiments=(Experiment("critical_searches.network_points", "lowest < 0 and highest > 0"),),
    mutants=(Mutant("minima", "lowest > 0"), Mutant("maxima", "highest < 0")),
)
