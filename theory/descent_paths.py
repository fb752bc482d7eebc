"""Paths of gradient descent: how many updates they take.

A path of length l takes at least l/delta updates if every update advances along it by at most delta; straight steps may cut its corners.

Main claims: path_update_count, flat_region_updates.

Notation: x(k) iterates, s step lengths, delta longest step, eps learning rate, g gradient, G bound of its norm.

References: notes000 (local-global), notes001 (2.7), notes002 (2).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step

LOCAL_GLOBAL = Source("notes000", "local-global; notes001 2.7(4)")
WELLS = Source("notes002", "2")


def lengths_add_up() -> tuple[Step, ...]:
    """k steps of at most delta."""
    return (
        Step("covered", "l(k) <= k*delta", "induction", "One step adds at most delta.", ("short",), on="k"),
        Step("count", "k >= l(k)/delta", "algebra", "Divide by delta.", ("covered",)),
    )


SHORT = "forall(i, 'integer in [0, T - 1]', s[i] <= delta)"
along = Claim(
    id="path_update_count__along",
    title="Updates that advance along the path",
    says="If every update advances along the path by at most delta, a path of length l takes at least l/delta updates.",
    about="s[i] is the arc that update i covers, l(k) the length that k updates have covered.",
    source=LOCAL_GLOBAL,
    let={"T": "natural", "s": "vector(T)", "k": "integer in [0, T]", "delta": "positive"},
    define={"l": Recurrence(("0",), "l(k) + s[k]", index="k")},
    given={"short": SHORT},
    claim="k >= l(k)/delta",
    derivation=lengths_add_up,
    mutants=(
        Mutant("one more", "k >= l(k)/delta + 1"),
        Mutant("updates of any length", without="short"),
    ),
)


def straight_steps() -> tuple[Step, ...]:
    """The triangle inequality, once for every step."""
    return (
        Step("reach", "norm(m(k)) <= k*delta", "induction", "The triangle inequality.", ("short",), on="k"),
        Step("count", "k >= norm(m(k))/delta", "algebra", "Divide by delta.", ("reach",)),
    )


chords = Claim(
    id="path_update_count__chords",
    title="Straight updates that start and end on the path",
    says="If the updates are straight steps of at most delta from point to point of the path, it takes at least l/delta of them.",
    about="The path goes p to the right and then q upwards, l = p + q; N straight steps of at most delta lead from its start to its end.",
    scope="instance",
    source=LOCAL_GLOBAL,
    let={"p": "nonnegative", "q": "nonnegative", "delta": "positive", "N": "integer >= 1"},
    given={"short": "sqrt(p**2 + q**2) <= N*delta"},
    claim="N >= (p + q)/delta",
    mutants=(
        Mutant("the square", "N >= (p**2 + q**2)/delta"),
        Mutant("the sum of the squares' roots", "N >= (p + q)/delta", without="short"),
    ),
    repair=Repair(
        says="Straight steps may cut corners: what bounds their number is the distance of the ends, divided by delta.",
        let={
            "n": "integer >= 1",
            "T": "natural",
            "d": "matrix(n, T)",
            "k": "integer in [0, T]",
            "delta": "positive",
        },
        define={"m": Recurrence(("zeros(n, 1)",), "m(k) + d[:, k]", index="k")},
        without=("short",),
        given={"short": "forall(i, 'integer in [0, T - 1]', norm(d[:, i]) <= delta)"},
        claim="k >= norm(m(k))/delta",
        derivation=straight_steps,
        mutants=(
            Mutant("one more", "k >= norm(m(k))/delta + 1"),
            Mutant("steps of any length", without="short"),
        ),
    ),
)

path_update_count = Entry(
    id="path_update_count",
    title="How many updates a path takes",
    says="A path of length l takes at least l/delta updates of length at most delta.",
    source=LOCAL_GLOBAL,
    tier="main",
    join="readings",
    members=(along, chords),
)


def crossing() -> tuple[Step, ...]:
    """Every step is at most eps G long."""
    return (
        Step(
            "moved",
            "norm(m(k)) <= k*(eps*G)",
            "induction",
            "A step adds at most eps |g| <= eps G.",
            ("flat",),
            on="k",
        ),
        Step("count", "k >= norm(m(k))/(eps*G)", "algebra", "Divide by eps G.", ("moved",)),
    )


flat_region_updates = Claim(
    id="flat_region_updates",
    title="Crossing a flat region",
    says="Where the gradient's norm is at most G, crossing a distance D takes at least D/(eps G) steps.",
    about="m(k) is the displacement after k steps of gradient descent, the columns of g the gradients met; D = |m(k)|.",
    source=WELLS,
    tier="main",
    let={
        "n": "integer >= 1",
        "T": "natural",
        "g": "matrix(n, T)",
        "k": "integer in [0, T]",
        "eps": "positive",
        "G": "positive",
    },
    define={"m": Recurrence(("zeros(n, 1)",), "m(k) - eps*g[:, k]", index="k")},
    given={"flat": "forall(i, 'integer in [0, T - 1]', norm(g[:, i]) <= G)"},
    claim="k >= norm(m(k))/(eps*G)",
    derivation=crossing,
    experiments=(
        Experiment(
            "scalar_descent.plateau",
            "k >= D/(eps*G)*(1 - 10**(-9))",
            {"D": "nonnegative", "k": "natural"},
        ),
    ),
    mutants=(
        Mutant("one more", "k >= norm(m(k))/(eps*G) + 1"),
        Mutant("any gradient", without="flat"),
    ),
)

CLAIMS = (path_update_count, flat_region_updates)
