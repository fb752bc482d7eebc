"""AdaGrad on online convex problems: the lemma on its steps, and its regret.

Main claims: adagrad_convex.

Notation: g[t] (sub)gradient of the loss at step t + 1, s(t) sum of the first t squared gradients, S(t) the sum of g^2/sqrt(s) over them, T
the number of steps, x(t) the iterate in [-1, 1], u any point of it, R(t) regret of the linearised losses against u, which is at least
that of the convex ones; eps step size, G a bound on the gradients.

References: duchi2011, zinkevich2003.
"""

from __future__ import annotations

from proofs_check.statement.claim import (
    Claim,
    Entry,
    Experiment,
    Mutant,
    Recurrence,
    Refutation,
    Repair,
    Source,
)
from proofs_check.statement.derivation import Step
from theory import figures_adagrad
from theory.adagrad_regret_bound import FACTOR, NEXT_X, telescopes
from theory.adagrad_regret_growth import GROWING, grows

SUMS = {
    "s": Recurrence(("0",), "s(t) + g[t]**2"),
    "S": Recurrence(("0",), "S(t) + g[t]**2/sqrt(s(t) + g[t]**2)"),
}
LET = {"T": "integer >= 1", "g": "vector(T)", "t": "integer in [1, T]"}
PLACE = Source("notes001", "5.2(5)")


def lemma() -> tuple[Step, ...]:
    """One step of the induction on letters, then the induction."""
    return (
        Step("positive", "s(t) > 0", "induction", "The first square stays in the sum.", ("first",), on="t"),
        Step(
            "one_step",
            "2*sqrt(a) + b/sqrt(a + b) <= 2*sqrt(a + b)",
            "algebra",
            "The root is concave.",
            let={"a": "nonnegative", "b": "nonnegative"},
            given=("a + b > 0",),
        ),
        Step("claim", "S(t) <= 2*sqrt(s(t))", "induction", "", ("first",), on="t"),
    )


adagrad_lemma = Claim(
    id="adagrad_convex__lemma",
    title="The sum of the steps",
    says="The squared gradients, each over the root of the sum so far, add up to at most twice the root of their sum.",
    source=Source("duchi2011", "Lemma 4"),
    let=LET,
    define=SUMS,
    claim="S(t) <= 2*sqrt(s(t))",
    experiments=(
        Experiment("adam_regret.adagrad_online", "S_T <= 2*root_T", {"S_T": "real", "root_T": "nonnegative"}),
    ),
    mutants=(
        Mutant("once the root", "S(t) <= sqrt(s(t))"),
        Mutant("at least", "S(t) >= 2*sqrt(s(t))"),
    ),
    repair=Repair(
        says="The first gradient must not be 0: before that the summand is 0/0.",
        given={"first": "g[0] != 0"},
        derivation=lemma,
        experiments=(
            Experiment(
                "adam_regret.adagrad_online", "S_T <= 2*root_T", {"S_T": "real", "root_T": "nonnegative"}
            ),
        ),
        mutants=(
            Mutant("once the root", "S(t) <= sqrt(s(t))"),
            Mutant("also when the first gradient is 0", without="first"),
        ),
    ),
)


adagrad_regret = Claim(
    id="adagrad_convex__regret",
    title="The regret",
    says="AdaGrad's regret on an online convex problem is at most a multiple of sqrt(T).",
    about="The statement is the claim for the losses -2x, 4x, -8x, 16x, ... on [-1, 1] with eps = 4, against the fixed point 0, from x = 0; k counts pairs of losses, so "
    "that 2n losses have passed after n of them.",
    scope="instance",
    source=PLACE,
    let={"k": "natural"},
    define=GROWING,
    claim="exists(K, 'positive', forall(n, 'integer >= 1', R(n) <= K*sqrt(2*n)))",
    refutation=Refutation({}, grows),
    experiments=(
        Experiment("adam_regret.adagrad_online", "lost <= sqrt(t)", {"lost": "real", "t": "natural"}),
    ),
    mutants=(
        Mutant("it is never positive", "R(k) <= 0"),
        Mutant("at most 3", "R(k) <= 3"),
    ),
    repair=Repair(
        says="With gradients of size at most G on an interval of length 2 it is at most (2/eps + eps) G sqrt(T): bounded domain and bounded "
        "gradients are needed.",
        about="One coordinate (those of a box add up) and linear losses, g[t] x: the regret of convex losses with these subgradients is at most that "
        "of the linear ones.",
        let={
            "T": "integer >= 1",
            "g": "vector(T)",
            "eps": "positive",
            "x0": "real in [-1, 1]",
            "u": "real in [-1, 1]",
            "G": "positive",
            "t": "integer in [0, T]",
        },
        given={"first": "g[0] != 0", "bounded": "forall(j, 'integer in [0, T - 1]', g[j]**2 <= G**2)"},
        define={
            "s": Recurrence(("0",), "s(t) + g[t]**2"),
            "x": Recurrence(("x0",), NEXT_X),
            "R": Recurrence(("0",), "R(t) + g[t]*(x(t) - u)"),
        },
        claim=f"R(t) <= {FACTOR}*G*sqrt(t)",
        derivation=telescopes,
        experiments=(
            Experiment(
                "adam_regret.adagrad_online",
                f"lost <= {FACTOR}*root_T and lost <= {FACTOR}*G*sqrt(t)",
                {"lost": "real", "root_T": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("gradients of any size", without="bounded"),
            Mutant("half of it", f"R(t) <= {FACTOR}/2*G*sqrt(t)"),
        ),
    ),
)

adagrad_convex = Entry(
    id="adagrad_convex",
    title="AdaGrad in convex optimisation",
    says="On online convex problems AdaGrad's regret is O(sqrt T), by the lemma on the sum of its steps.",
    source=PLACE,
    tier="main",
    figures=figures_adagrad.regret,
    join="parts",
    members=(adagrad_lemma, adagrad_regret),
)

CLAIMS = (adagrad_convex,)
