"""What is observed on the line from the initial to the final weights of networks that are really trained, on two sets of real data.

Nothing here is proved: a statement is what usually happens, and the counts of the runs decide.

Notation: h(a) the loss at (1 - a) p + a q for initial weights p and final weights q; rise its largest increase between neighbours of a
grid, drop = h(0) - h(1), excess how far it rises above its chord, bend its smallest second difference; beta the distance of the weights
from the line, peak its maximum, lowest its smallest value between the ends, skew the largest |beta(t) - beta(T - t)|.

References: notes003 (experiment).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Source

EXPERIMENT = Source("notes003", "experiment")
TUMOURS = "192 tanh networks (3-4-1) trained on the breast cancer data by 300 minibatch steps; the statement is what usually happens."
DIGITS = (
    "64 rectified networks with one or two hidden layers of 16 units, trained on 600 handwritten digits by 200 minibatch steps with cross "
    "entropy, each from a seed of its own, by He's or Glorot's initialisation in turn; the statement is what usually happens."
)
LETTERS = ("rise", "drop", "bend", "excess", "peak", "lowest", "skew")


def on_digits(observes: str, *letters: str) -> Experiment:
    """A statement about the line of networks trained on digits."""
    return Experiment("digits_lines.digits_lines", observes, dict.fromkeys(letters, "real"))


def observed(name: str, about: str, title: str, says: str, claim: str, *mutants: Mutant) -> Claim:
    """What usually is seen on the line: on the digits, or on the tumours where `about` says so."""
    world = "segments.trained_lines" if about == TUMOURS else "digits_lines.digits_lines"
    return Claim(
        id=name,
        title=title,
        says=says,
        about=about,
        scope="empirical",
        source=EXPERIMENT,
        let=dict.fromkeys(LETTERS, "real"),
        claim=claim,
        experiments=(Experiment(world, claim),),
        mutants=mutants,
    )


def falls(suffix: str, about: str, title: str, where: str) -> Claim:
    """The loss falls along the line."""
    return observed(
        f"segment_loss_shape__{suffix}",
        about,
        title,
        f"Usually the loss decreases along the line{where}.",
        "rise <= 0",
        Mutant("it rises by half of the drop", "rise >= drop/2"),
        Mutant("no drop", "drop <= 0"),
    )


def symmetric(suffix: str, about: str, title: str, where: str) -> Claim:
    """The way out is as the way back."""
    return observed(
        f"beta_symmetry__{suffix}",
        about,
        title,
        f"{where} the distance from the line at t and at T - t differ by less than a quarter of its maximum.",
        "skew < peak/4",
        Mutant("exactly symmetric", "skew == 0"),
        Mutant("more than the maximum", "skew > peak"),
    )


usually = falls("usually", TUMOURS, "Usually", "")
usually_on_digits = falls("digits", DIGITS, "On handwritten digits", ", on handwritten digits too")
symmetric_on_tumours = symmetric("tumours", TUMOURS, "On the breast cancer data", "On small networks")
symmetric_on_digits = symmetric("digits", DIGITS, "On handwritten digits", "On handwritten digits")
nearly_convex = observed(
    "monotone_and_almost_convex__nearly",
    DIGITS,
    "Nearly convex",
    "Along the line the loss usually rises above its chord by at most a tenth of its drop.",
    "excess <= drop/10",
    Mutant("convex", "bend >= 0"),
    Mutant("by more than a half", "excess > drop/2"),
)
positive_between = observed(
    "beta_return__digits",
    DIGITS,
    "On handwritten digits",
    "In training on handwritten digits the distance is positive at every step between the ends.",
    "lowest > 0",
    Mutant("back in between", "lowest <= peak/1000"),
    Mutant("always the same", "lowest >= peak"),
)
