"""The main assumption of the monotone path theorem at a random initialisation.

Main claim: zero_predictor_assumption.

Notation: N the output at initialisation, whose distribution is symmetric because that of the last layer is; P = L(N), M = L(-N), Z = L(0) losses; y a target,
c the size of the output.

References: notes003 (theory).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step

PLACE = Source("notes003", "theory")
SHARE = "(max(sign(P - Z), 0) + max(sign(M - Z), 0))/2"

zero_predictor_assumption = Claim(
    id="zero_predictor_assumption",
    title="The zero predictor at initialisation",
    says="With a last layer of symmetric distribution the initialisation is rarely worse than the zero predictor, in less than half of the cases.",
    about="The statement is the claim for the square loss and an output that is c or -c with equal probability: the share of the two that are worse than 0.",
    scope="instance",
    source=PLACE,
    tier="main",
    let={"c": "positive", "y": "real"},
    define={"P": "(c - y)**2", "M": "(-c - y)**2", "Z": "y**2"},
    claim=f"{SHARE} < 1/2",
    experiments=(
        Experiment(
            "segments.trained_lines",
            "L_start <= L_zero",
            {"L_start": "real", "L_zero": "real"},
        ),
    ),
    mutants=(Mutant("never", f"{SHARE} == 0"), Mutant("always", f"{SHARE} == 1")),
    repair=Repair(
        says="It is worse in at least half of the cases, for every strictly convex loss and every output that is not 0: of N and -N at least one is worse.",
        let={"P": "real", "M": "real", "Z": "real"},
        given={"convex": "2*Z < P + M"},
        claim=f"{SHARE} >= 1/2",
        scope="reduction",
        about="0 is the middle of N and -N, so that 2 L(0) < L(N) + L(-N); both have the same probability.",
        derivation=lambda: (
            Step("one_is_worse", "P > Z or M > Z", "algebra", "Else their sum is at most 2 Z.", ("convex",)),
            Step("share", f"{SHARE} >= 1/2", "algebra", "One of the two counts.", ("one_is_worse",)),
        ),
        mutants=(Mutant("both", f"{SHARE} >= 1"), Mutant("not convex", without="convex")),
    ),
)
