"""AdaGrad's accumulator for any gradients: what its rate is proportional to, why squares, and which way the rate goes.

Main claims: adagrad_accumulator, adagrad_sum_of_squares, adagrad_small_partial_rate, adagrad_early_decay.

Notation: g[t] the gradient component of a direction at step t + 1, r(t) the sum of the first t squares, delta stabiliser, eps
global rate; the rate of the direction is eps/(delta + sqrt(r)).

References: notes001 (5.2), duchi2011.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Prose, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_adagrad

SUM = {"r": Recurrence(("0",), "r(t) + g[t]**2")}
SEQUENCE = {
    "T": "integer >= 1",
    "g": "vector(T)",
    "eps": "positive",
    "delta": "positive",
    "t": "integer in [1, T]",
}


def rate(at: str) -> str:
    """The rate after so many steps."""
    return f"eps/(delta + sqrt(r({at})))"


PROPORTIONAL = f"{rate('t')}*sqrt(r(t)) == {rate('T')}*sqrt(r(T))"
PROPORTIONAL_MENDED = f"{rate('t')}*(delta + sqrt(r(t))) == {rate('T')}*(delta + sqrt(r(T)))"


def shifted() -> tuple[Step, ...]:
    """Both products are eps."""
    return (
        Step("here", "r(t) >= 0", "induction", "A sum of squares.", on="t"),
        Step("there", "r(T) >= 0", "algebra", "", (Use("here", {"t": "T"}),)),
        Step("first", f"{rate('t')}*(delta + sqrt(r(t))) == eps", "algebra", "", ("here",)),
        Step("last", f"{rate('T')}*(delta + sqrt(r(T))) == eps", "algebra", "", ("there",)),
        Step("same", PROPORTIONAL_MENDED, "algebra", "", ("first", "last")),
    )


adagrad_accumulator = Claim(
    id="adagrad_accumulator",
    title="What AdaGrad's rate is inversely proportional to",
    says="The rate of a direction is inversely proportional to the root of the sum of its squared gradients.",
    about="Inversely proportional: the product of the two is the same at every step t as at the last one, T.",
    source=Source("notes001", "5.2(2,3)"),
    tier="main",
    let=SEQUENCE,
    define=SUM,
    claim=PROPORTIONAL,
    experiments=(
        Experiment(
            "adaptive_sequences.adagrad_sequences",
            "rate*sqrt(r_k) == eps",
            {"r_k": "nonnegative", "rate": "positive"},
        ),
    ),
    mutants=(
        Mutant("to the sum itself", f"{rate('t')}*r(t) == {rate('T')}*r(T)"),
        Mutant("proportional", f"{rate('t')}*sqrt(r(T)) == {rate('T')}*sqrt(r(t))"),
    ),
    repair=Repair(
        says="It is inversely proportional to delta + sqrt(r); to the root alone only without stabiliser.",
        claim=PROPORTIONAL_MENDED,
        derivation=shifted,
        experiments=(
            Experiment(
                "adaptive_sequences.adagrad_sequences",
                "rate*(delta + sqrt(r_k)) == eps",
                {"r_k": "nonnegative", "rate": "positive"},
            ),
        ),
        mutants=(
            Mutant("without delta", PROPORTIONAL),
            Mutant(
                "the root of delta and sum",
                f"{rate('t')}*sqrt(delta + r(t)) == {rate('T')}*sqrt(delta + r(T))",
            ),
        ),
    ),
)


def cancels() -> tuple[Step, ...]:
    """The gradients 1 and -1."""
    return (
        Step("sum", "1 + (-1) == 0", "algebra", "They cancel."),
        Step("root", "sqrt(1**2 + (-1)**2) > 0", "algebra", "Their squares do not."),
        Step(
            "second",
            "exists(b, 'real', 1 + b == 0 and sqrt(1**2 + b**2) > 0)",
            "witness",
            "",
            ("sum", "root"),
            at="-1",
        ),
        Step("both", adagrad_sum_of_squares.claim, "witness", "", ("second",), at="1"),
    )


adagrad_sum_of_squares = Claim(
    id="adagrad_sum_of_squares",
    title="Why squares are summed",
    says="Gradients can sum to 0 while the root of the sum of their squares is positive.",
    about="Two gradients a and b; with further gradients 0 the same holds for any number of at least two.",
    source=Source("notes001", "5.2(2)"),
    tier="minor",
    let={},
    claim="exists(a, 'real', exists(b, 'real', a + b == 0 and sqrt(a**2 + b**2) > 0))",
    derivation=cancels,
    experiments=(),
    mutants=(
        Mutant("one gradient suffices", "exists(a, 'real', a == 0 and sqrt(a**2) > 0)"),
        Mutant(
            "two positive ones",
            "exists(a, 'positive', exists(b, 'positive', a + b == 0 and sqrt(a**2 + b**2) > 0))",
        ),
    ),
)

SMALL = "exists(s, 'positive', forall(g, 'real in [-s, s]', eps/(delta + sqrt(r + g**2)) > eps/(delta + sqrt(r))))"
COMPARED = (
    "eps/(delta + sqrt(r + g**2)) <= eps/(delta + sqrt(r)) "
    "and implies(R > r, eps/(delta + sqrt(r)) > eps/(delta + sqrt(R)))"
)


def never_rises() -> tuple[Step, ...]:
    """The accumulator never falls."""
    return (
        Step("grows", "sqrt(r + g**2) >= sqrt(r)", "algebra", "A square is added."),
        Step(
            "falls",
            "eps/(delta + sqrt(r + g**2)) <= eps/(delta + sqrt(r))",
            "algebra",
            "A larger denominator.",
            ("grows",),
        ),
        Step("roots", "implies(R > r, sqrt(R) > sqrt(r))", "algebra", "The root is increasing."),
        Step(
            "compared",
            "implies(R > r, eps/(delta + sqrt(r)) > eps/(delta + sqrt(R)))",
            "algebra",
            "",
            ("roots",),
        ),
        Step("both", COMPARED, "algebra", "", ("falls", "compared")),
    )


adagrad_small_partial_rate = Claim(
    id="adagrad_small_partial_rate",
    title="Small gradients and AdaGrad's rate",
    says="In a direction whose gradient components are small the rate increases from step to step.",
    about="r is the accumulator before a step. 'Small' is read as: there is a bound s below which it is so.",
    source=Source("notes001", "5.2(1)"),
    tier="main",
    figures=figures_adagrad.two_directions,
    let={"eps": "positive", "delta": "positive", "r": "nonnegative"},
    claim=SMALL,
    experiments=(
        Experiment(
            "adaptive_sequences.adagrad_sequences",
            "rate_next > rate",
            {"rate": "positive", "rate_next": "positive"},
        ),
    ),
    mutants=(
        Mutant(
            "for gradients of any size",
            "forall(g, 'real', eps/(delta + sqrt(r + g**2)) > eps/(delta + sqrt(r)))",
        ),
        Mutant(
            "for one gradient at least",
            "exists(g, 'real', eps/(delta + sqrt(r + g**2)) > eps/(delta + sqrt(r)))",
        ),
    ),
    repair=Repair(
        says="The rate never increases; it is only larger than that of a direction whose squared gradients sum to more.",
        let={"g": "real", "R": "nonnegative"},
        claim=COMPARED,
        derivation=never_rises,
        experiments=(
            Experiment(
                "adaptive_sequences.adagrad_sequences",
                "rate_next <= rate",
                {"rate": "positive", "rate_next": "positive"},
            ),
        ),
        mutants=(
            Mutant("it falls strictly", "eps/(delta + sqrt(r + g**2)) < eps/(delta + sqrt(r))"),
            Mutant(
                "the larger sum has the larger rate",
                "implies(R > r, eps/(delta + sqrt(r)) < eps/(delta + sqrt(R)))",
            ),
        ),
    ),
)

adagrad_early_decay = Claim(
    id="adagrad_early_decay",
    title="AdaGrad in deep networks",
    says="In training a deep network AdaGrad stalls, compared with RMSProp.",
    about="A network with two hidden layers on handwritten digits, trained on minibatches by both with the same rate, from the same start and on the "
    "same minibatches: ada and rms are the training losses at the end, fall_ada and fall_rms the ratio of the effective rate (the median over "
    "all weights) at the end to the one after the first tenth of the steps. Stalling is read as: the rate falls by more than RMSProp's, and the loss ends higher.",
    scope="empirical",
    source=Source("notes001", "5.2(5)"),
    tier="minor",
    let={"ada": "real", "rms": "real", "fall_ada": "real", "fall_rms": "real"},
    claim="fall_ada < fall_rms and ada > rms",
    experiments=(Experiment("digits_adaptive.digits_adaptive"),),
    mutants=(
        Mutant("RMSProp's rate falls by more", "fall_ada > fall_rms"),
        Mutant("AdaGrad ends lower", "ada < rms"),
    ),
)

best_algorithm = Prose(
    id="best_algorithm",
    title="No best algorithm",
    says="There is no agreement on the best algorithm, and none performs best.",
    source=Source("notes001", "5(3)"),
    tier="minor",
    reason="An opinion on practice: what is best depends on the problems, the budgets and the tuning that are compared. What can be computed is which of two "
    "algorithms has the lower loss on one named problem; adagrad_early_decay does that for AdaGrad and RMSProp.",
)

CLAIMS = (
    adagrad_accumulator,
    adagrad_sum_of_squares,
    adagrad_small_partial_rate,
    adagrad_early_decay,
    best_algorithm,
)
