"""Coin arithmetic: how long until a rare success, how many steps in a training run, how rarely a hop hits.

Main claims: expected_steps_count, hop_hit_probability.

Notation: p the chance of a trial and m the mean number of trials up to the first success; h(d) the chance of a hit in d coordinates.

References: notes002 (2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use

ANSWER_2 = Source("notes002", "2")

WAITED = {"p": "real in (0, 1)", "m": "real"}
expected_steps_count = Claim(
    id="expected_steps_count",
    title="Critical points until a minimum",
    says="With 100 parameters the mean number of critical points up to the first minimum is 10^31.",
    about="A trial succeeds with probability p; otherwise one trial is spent and everything begins anew: m = p + (1 - p)(m + 1).",
    source=ANSWER_2,
    tier="main",
    let=WAITED,
    given={"chance": "p == 1/2**100", "anew": "m == p + (1 - p)*(m + 1)"},
    claim="m == 10**31",
    experiments=(
        Experiment("coin_flips.waiting", "trials == 1/chance", {"chance": "positive", "trials": "real"}),
    ),
    mutants=(Mutant("10^29", "m == 10**29"), Mutant("a hundred", "m == 100")),
    repair=Repair(
        says="It is 2^100, about 1.27 times 10^30.",
        claim="m == 2**100 and 126*10**28 < m and m < 127*10**28",
        derivation=lambda: (
            Step("inverse", "m*p == 1", "algebra", "Collect m.", ("anew",)),
            Step("mean", "m == 2**100", "algebra", "The chance.", ("inverse", "chance")),
            Step("size", "126*10**28 < 2**100 and 2**100 < 127*10**28", "algebra", "Whole numbers."),
            Step(
                "both",
                "m == 2**100 and 126*10**28 < m and m < 127*10**28",
                "algebra",
                "Together.",
                ("mean", "size"),
            ),
        ),
        experiments=(
            Experiment("coin_flips.waiting", "trials == 1/chance", {"chance": "positive", "trials": "real"}),
        ),
        mutants=(
            Mutant("below 10^30", "m == 2**100 and m < 10**30"),
            Mutant("any chance", without="chance"),
        ),
    ),
)

batch_step_count = Claim(
    id="batch_step_count",
    title="The steps of a training run",
    says="A million batches a pass and a hundred passes are 10^8 steps, far less than the 2^100 trials of the coins.",
    about="Far less is read as: less than a billionth of a billionth.",
    source=ANSWER_2,
    tier="minor",
    let={},
    claim="10**6*100 == 10**8 and 10**8*10**18 < 2**100",
    derivation=lambda: (
        Step("steps", "10**6*100 == 10**8", "algebra", "Whole numbers."),
        Step("less", "10**8*10**18 < 2**100", "algebra", "2^10 > 10^3, ten times over."),
        Step("both", "10**6*100 == 10**8 and 10**8*10**18 < 2**100", "algebra", "Both.", ("steps", "less")),
    ),
    experiments=(
        Experiment(
            "coin_flips.loop",
            "steps == batches*passes",
            {"steps": "real", "batches": "real", "passes": "real"},
        ),
    ),
    mutants=(Mutant("ten times more", "10**6*100 == 10**9"), Mutant("more than the coins", "10**8 > 2**100")),
)

hop_hit_probability = Claim(
    id="hop_hit_probability",
    title="A hop in 101 dimensions",
    says="With a chance of one tenth in each of 101 dimensions a hop hits in all of them with probability 10^-100.",
    about="h(d + 1) = h(d)/10: a hit in the next coordinate is independent of the others.",
    source=ANSWER_2,
    tier="main",
    let={},
    define={"h": Recurrence(("1",), "h(d)/10", index="d")},
    claim="h(101) == 1/10**100",
    experiments=(
        Experiment(
            "coin_flips.grid_hits",
            "hits/cells == 10/10**d",
            {"hits": "real", "cells": "real", "d": "integer >= 1"},
        ),
    ),
    mutants=(Mutant("99", "h(101) == 1/10**99"), Mutant("one tenth", "h(101) == 1/10")),
    repair=Repair(
        says="It is 10^-101; 10^-100 belongs to 100 dimensions, as many as there are parameters where the loss is the 101st.",
        claim="h(101) == 1/10**101 and h(100) == 1/10**100",
        derivation=lambda: (
            Step("any", "h(d) == 1/10**d", "induction", "A tenth a dimension.", let={"d": "natural"}, on="d"),
            Step("all", "h(101) == 1/10**101", "algebra", "d = 101.", (Use("any", {"d": "101"}),)),
            Step("parameters", "h(100) == 1/10**100", "algebra", "d = 100.", (Use("any", {"d": "100"}),)),
            Step(
                "both",
                "h(101) == 1/10**101 and h(100) == 1/10**100",
                "algebra",
                "Both.",
                ("all", "parameters"),
            ),
        ),
        experiments=(
            Experiment(
                "coin_flips.grid_hits",
                "hits/cells == 1/10**d",
                {"hits": "real", "cells": "real", "d": "integer >= 1"},
            ),
        ),
        mutants=(Mutant("100 in 101", "h(101) == 1/10**100"), Mutant("101 in 100", "h(100) == 1/10**101")),
    ),
)
