"""The main assumption of the monotone path theorem at a random initialisation.

Main claim: zero_predictor_assumption.

Notation: N the output at initialisation, whose distribution is symmetric because that of the last layer is; P = L(N), M = L(-N), Z = L(0) losses; y a target,
c the size of the output; share and pairs the shares of initial networks worse than the zero predictor, alone and with their negatives, dead that of those
that are 0 on all data, each of `draws` networks.

References: notes003 (theory).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures_path

PLACE = Source("notes003", "theory")
SHARE = "(max(sign(P - Z), 0) + max(sign(M - Z), 0))/2"
LOSSES = dict.fromkeys(("P", "M", "Z"), "real")
SHARES = dict.fromkeys(("share", "pairs", "dead", "draws"), "nonnegative")
SCHEMES = (
    "he_normal",
    "he_uniform",
    "glorot_normal",
    "glorot_uniform",
    "lecun_normal",
    "orthogonal",
    "small_last",
    "he_biased",
    "uniform",
)
ONE_IS_WORSE = "P > Z or M > Z"
# Hoeffding: the share of so many independent draws falls short by more than the root with a probability of at most 10^-9.
AT_LEAST_HALF = "pairs >= (1 - dead)/2 and share >= (1 - dead)/2 - sqrt(log(10**9)/(2*draws))"

of_signs = Claim(
    id="zero_predictor_assumption__signs",
    title="An output and its negative",
    says="With a last layer of symmetric distribution the initialisation is rarely worse than the zero predictor, in less than half of the cases.",
    about="The statement is the claim for the square loss and an output that is c or -c with equal probability: the share of the two that are worse than 0.",
    scope="instance",
    source=PLACE,
    let={"c": "positive", "y": "real"},
    define={"P": "(c - y)**2", "M": "(-c - y)**2", "Z": "y**2"},
    claim=f"{SHARE} < 1/2",
    experiments=(
        Experiment(
            "segments.trained_lines",
            "L_start <= L_zero",
            {"L_start": "real", "L_zero": "real"},
        ),
        Experiment("initialisations.initial_networks", f"not ({ONE_IS_WORSE})", LOSSES),
    ),
    mutants=(Mutant("never", f"{SHARE} == 0"), Mutant("always", f"{SHARE} == 1")),
    repair=Repair(
        says="It is worse in at least half of the cases, for every strictly convex loss and every output that is not 0: of N and -N at least one is worse.",
        let=LOSSES,
        given={"convex": "2*Z < P + M"},
        claim=f"{SHARE} >= 1/2",
        scope="reduction",
        about="0 is the middle of N and -N, so that 2 L(0) < L(N) + L(-N); both have the same probability.",
        derivation=lambda: (
            Step("one_is_worse", ONE_IS_WORSE, "algebra", "Else their sum is at most 2 Z.", ("convex",)),
            Step("share", f"{SHARE} >= 1/2", "algebra", "One of the two counts.", ("one_is_worse",)),
        ),
        experiments=(
            Experiment("initialisations.initial_networks", ONE_IS_WORSE),
            Experiment("initialisations.initial_shares", AT_LEAST_HALF, SHARES),
        ),
        mutants=(Mutant("both", f"{SHARE} >= 1"), Mutant("not convex", without="convex")),
    ),
)

at_initialisation = Claim(
    id="zero_predictor_assumption__at_initialisation",
    title="Networks as they are initialised",
    says="A network as it is initialised in practice is usually not worse than the zero predictor.",
    about="Rectified networks with 1 to 4 hidden layers of 8 or 32 units, drawn by nine usual schemes; P is the loss of the start, Z that of "
    "the zero predictor: square loss, logistic loss and cross entropy on 64 handwritten digits or random data, drawn anew for each start. "
    "The statement is what usually happens, all schemes, depths and losses taken together in equal shares; the counts of each scheme are "
    "those of its experiment.",
    scope="empirical",
    source=PLACE,
    let={"P": "real", "Z": "real"},
    claim="P <= Z",
    experiments=tuple(Experiment(f"initialisations.initial_{scheme}", "P <= Z") for scheme in SCHEMES),
    mutants=(Mutant("at most half as large", "P <= Z/2"), Mutant("equal", "P == Z")),
)

zero_predictor_assumption = Entry(
    id="zero_predictor_assumption",
    title="The zero predictor at initialisation",
    says="With a last layer of symmetric distribution the initialisation is rarely worse than the zero predictor, in less than half of the cases.",
    source=PLACE,
    tier="main",
    join="readings",
    figures=figures_path.initial_shares,
    members=(of_signs, at_initialisation),
)
