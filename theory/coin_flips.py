"""Coin flips: signs of eigenvalues as independent coins.

Main claims: eigenvalue_coin_flip, sign_probability_half, minimum_and_saddle_probability.

Notation: pp, pm, mp, mm the probabilities of the four pairs of signs; a(n), b(n) the probabilities that n independent fair signs are all positive, all
negative.

References: notes000 (saddles), notes001 (2.3), notes002 (2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures_random_hessians
from theory.gaussian_orthogonal import gaussian_three, gaussian_two

COINS = Source("notes000", "saddles; notes001 2.3(3); notes002 2")
ANSWER_2 = Source("notes002", "2")
HALVED = Recurrence(("1",), "a(n)/2", index="n")
SIGNS = {"n": "integer >= 1", "minimum": "real", "maximum": "real", "saddle": "real"}


def signs(observes: str) -> tuple[Experiment, ...]:
    """A statement about the shares of all sign patterns."""
    return (Experiment("coin_flips.coin_signs", observes, SIGNS),)


eigenvalue_coin_flip = Entry(
    id="eigenvalue_coin_flip",
    title="Eigenvalues as coins",
    says="Where each of the n eigenvalues is positive with probability 1/2, all of them are with probability 2^-n.",
    source=COINS,
    tier="main",
    figures=figures_random_hessians.rarity,
    members=(
        Claim(
            id="eigenvalue_coin_flip__fair",
            title="Any fair signs",
            says="Two eigenvalues, each positive with probability 1/2, are both positive with probability 1/4.",
            about="The statement is the claim for n = 2, for random Hessians diag(x, y) with any joint distribution of the signs of x and y.",
            scope="instance",
            source=COINS,
            let=dict.fromkeys(("pp", "pm", "mp", "mm"), "nonnegative"),
            given={"all": "pp + pm + mp + mm == 1", "first": "pp + pm == 1/2", "second": "pp + mp == 1/2"},
            claim="pp == 1/4",
            experiments=(
                Experiment("coin_flips.sign_pairs", "both == 1/4", {"both": "real", "one": "real"}),
            ),
            mutants=(Mutant("never both", "pp == 0"), Mutant("always the same sign", "pm == 0")),
            repair=Repair(
                says="It is 2^-n for independent signs: every further one halves the probability.",
                let={"n": "natural"},
                define={"a": HALVED},
                without=("all", "first", "second"),
                claim="a(n) == 1/2**n",
                about="a(n) is the probability that n independent signs are positive: a(n + 1) = a(n)/2, because the next sign is positive with probability 1/2 "
                "whatever the others are.",
                derivation=lambda: (
                    Step("none", "a(0) == 1", "definition", "No sign yet."),
                    Step("all", "a(n) == 1/2**n", "induction", "Each sign halves it.", ("none",), on="n"),
                ),
                experiments=signs("minimum == 1/2**n"),
                mutants=(
                    Mutant("linearly rare", "a(n) == 1/(2*n + 1)"),
                    Mutant("one more", "a(n) == 1/2**(n + 1)"),
                ),
            ),
        ),
        gaussian_two,
        gaussian_three,
    ),
)

ENTROPY = "-p*log(p) - (1 - p)*log(1 - p)"
ENTROPY_GAP = "p*log(1/(2*p)) + (1 - p)*log(1/(2*(1 - p)))"
sign_probability_half = Claim(
    id="sign_probability_half",
    title="The entropy of a sign",
    says="Among all probabilities of a positive sign 1/2 has the greatest entropy, and it alone.",
    about="At p = 0 and p = 1 the entropy is 0 (0 log 0 = 0), which is less than log 2.",
    source=ANSWER_2,
    tier="minor",
    let={"p": "real in (0, 1)"},
    claim=f"{ENTROPY} <= log(2) and implies({ENTROPY} == log(2), p == 1/2)",
    derivation=lambda: (
        Step("plus", "log(1/(2*p)) <= 1/(2*p) - 1", "algebra", "log x <= x - 1."),
        Step("minus", "log(1/(2*(1 - p))) <= 1/(2*(1 - p)) - 1", "algebra", "The same."),
        Step("gap", f"{ENTROPY} - log(2) == {ENTROPY_GAP}", "algebra", "Logarithms of products."),
        Step(
            "greatest",
            f"{ENTROPY} <= log(2)",
            "algebra",
            "The bounds add up to 1/2 - p + p - 1/2 = 0.",
            ("plus", "minus", "gap"),
        ),
        Step(
            "strict",
            "implies(p != 1/2, log(1/(2*p)) < 1/(2*p) - 1)",
            "algebra",
            "log x < x - 1 unless x = 1.",
        ),
        Step(
            "less",
            f"implies(p != 1/2, {ENTROPY} < log(2))",
            "algebra",
            "So the sum is strict too.",
            ("strict", "minus", "gap"),
        ),
        Step(
            "alone", f"implies({ENTROPY} == log(2), p == 1/2)", "algebra", "Else it would be less.", ("less",)
        ),
        Step(
            "both",
            f"{ENTROPY} <= log(2) and implies({ENTROPY} == log(2), p == 1/2)",
            "algebra",
            "Both.",
            ("greatest", "alone"),
        ),
    ),
    experiments=(
        Experiment("coin_flips.sequences", "rate <= best", {"share": "real", "rate": "real", "best": "real"}),
    ),
    mutants=(Mutant("at most 1/2", f"{ENTROPY} <= 1/2"), Mutant("at every p", f"{ENTROPY} == log(2)")),
)

SAME = {"a": HALVED, "b": Recurrence(("1",), "b(n)/2", index="n")}
minimum_and_saddle_probability = Entry(
    id="minimum_and_saddle_probability",
    title="Minima and saddles among coins",
    says="With n independent fair signs a critical point is a minimum with probability 2^-n and otherwise a saddle.",
    source=ANSWER_2,
    tier="main",
    members=(
        Claim(
            id="minimum_and_saddle_probability__minimum",
            title="Minima",
            says="n independent fair signs are all positive with probability 2^-n.",
            about="a(n + 1) = a(n)/2 because the next sign is independent of the others.",
            source=ANSWER_2,
            let={"n": "integer >= 1"},
            define={"a": HALVED},
            claim="a(n) == 1/2**n",
            derivation=lambda: (Step("all", "a(n) == 1/2**n", "induction", "Each sign halves it.", on="n"),),
            experiments=signs("minimum == 1/2**n"),
            mutants=(Mutant("of the other kind too", "a(n) == 2/2**n"), Mutant("thirds", "a(n) == 1/3**n")),
        ),
        Claim(
            id="minimum_and_saddle_probability__saddle",
            title="Saddles",
            says="A critical point is a saddle with probability 1 - 2^-n.",
            about="a(n) and b(n) are the probabilities of a minimum and of a maximum; a saddle is neither.",
            source=ANSWER_2,
            let={"n": "integer >= 1"},
            define=SAME,
            claim="1 - a(n) - b(n) == 1 - 1/2**n",
            experiments=signs("saddle == 1 - 1/2**n"),
            mutants=(Mutant("certain", "1 - a(n) - b(n) == 1"), Mutant("half", "1 - a(n) - b(n) == 1/2**n")),
            repair=Repair(
                says="It is one with probability 1 - 2^(1 - n): maxima are as frequent as minima, and for n = 1 there are no saddles.",
                claim="1 - a(n) - b(n) == 1 - 2/2**n",
                derivation=lambda: (
                    Step("minima", "a(n) == 1/2**n", "induction", "Each sign halves it.", on="n"),
                    Step("maxima", "b(n) == 1/2**n", "induction", "So does each negative one.", on="n"),
                    Step(
                        "rest",
                        "1 - a(n) - b(n) == 1 - 2/2**n",
                        "algebra",
                        "What is left.",
                        ("minima", "maxima"),
                    ),
                ),
                experiments=signs("saddle == 1 - 2/2**n"),
                mutants=(
                    Mutant("maxima forgotten", "1 - a(n) - b(n) == 1 - 1/2**n"),
                    Mutant("four", "1 - a(n) - b(n) == 1 - 4/2**n"),
                ),
            ),
        ),
    ),
)
