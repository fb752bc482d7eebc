"""Clipping: what it does to the length and the direction of a gradient.

Clipping the norm keeps the direction, clipping every entry keeps only the signs.

Main claims: clipping_step_norm, clipping_direction.

Notation: g gradient, v threshold, eps learning rate, c the clipped gradient, t(y) a clipped entry, k number of entries so far.

References: notes000 (cliffs), notes001 (2.4, 2.5), pascanu2013.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_descent

CLIPPING = Source("notes000", "cliffs; notes001 2.4(4); notes001 2.5(3)")


def clipped_length() -> tuple[Step, ...]:
    """v/max(v, |g|) is 1 or v/|g|."""
    values = {"l": "norm(c)", "m0": "v/max(v, norm(g))*norm(g)", "n0": "min(norm(g), v)"}
    return (
        Step(
            "factor",
            "v/max(v, r) > 0 and v/max(v, r) <= 1",
            "algebra",
            "v is positive.",
            let={"r": "nonnegative"},
        ),
        Step(
            "shorter",
            "v/max(v, r)*r == min(r, v)",
            "algebra",
            "Up to v the factor is 1, beyond it is v/r.",
            let={"r": "nonnegative"},
        ),
        Step(
            "scaled",
            "norm(c) == v/max(v, norm(g))*norm(g)",
            "algebra",
            "The factor is positive.",
        ),
        Step(
            "chain",
            "l == n0",
            "algebra",
            "Equal to the same.",
            let=dict.fromkeys(("l", "m0", "n0"), "real"),
            given=("l == m0", "m0 == n0"),
        ),
        Step(
            "length",
            "norm(c) == min(norm(g), v)",
            "algebra",
            "With r = |g|.",
            ("scaled", Use("shorter", {"r": "norm(g)"}), Use("chain", values)),
        ),
        Step("stretched", "norm(eps*c) == eps*norm(c)", "algebra", "eps is positive."),
        Step(
            "at_most",
            "l <= eps*v",
            "algebra",
            "The minimum is at most v.",
            let={"l": "real", "m0": "real", "r": "nonnegative"},
            given=("l == eps*m0", "m0 == min(r, v)"),
        ),
        Step(
            "step",
            "norm(eps*c) <= eps*v",
            "algebra",
            "So no step is longer than eps v.",
            ("stretched", "length", Use("at_most", {"l": "norm(eps*c)", "m0": "norm(c)", "r": "norm(g)"})),
        ),
        Step(
            "direction",
            "exists(a, 'positive', c == a*g)",
            "witness",
            "Take that factor.",
            (Use("factor", {"r": "norm(g)"}),),
            at="v/max(v, norm(g))",
        ),
        Step("together", CLIPPED, "algebra", "All parts.", ("length", "step", "direction")),
    )


CLIPPED = "norm(c) == min(norm(g), v) and norm(eps*c) <= eps*v and implies(g != zeros(n, 1), exists(a, 'positive', c == a*g))"
clipping_step_norm = Claim(
    id="clipping_step_norm",
    title="Clipping the norm",
    says="Clipping limits the norm of the gradient to v, so that no step is longer than eps v, and keeps its direction.",
    source=CLIPPING,
    tier="main",
    figures=figures_descent.clipping,
    let={"n": "integer >= 1", "g": "vector(n)", "v": "positive", "eps": "positive"},
    define={"c": "min(1, v/norm(g))*g"},
    claim=CLIPPED,
    mutants=(
        Mutant("the larger one", "norm(c) == max(norm(g), v)"),
        Mutant("always of length v", "norm(c) == v"),
    ),
    repair=Repair(
        says="The formula divides by 0 where the gradient is 0; written as g v/max(v, |g|) it says the same and is right everywhere.",
        define={"c": "v/max(v, norm(g))*g"},
        derivation=clipped_length,
        experiments=(
            Experiment(
                "clipping.clip",
                "norm(clipped) == min(norm(g), v) and norm(eps*clipped) <= eps*v*(1 + 10**(-12))",
                {"clipped": "vector(n)"},
            ),
        ),
        mutants=(
            Mutant("the larger one", "norm(c) == max(norm(g), v)"),
            Mutant("always of length v", "norm(c) == v"),
        ),
    ),
)

norm_direction = Claim(
    id="clipping_direction__norm",
    title="Clipping the norm keeps the direction",
    says="The gradient that is clipped by its norm has the direction of the gradient.",
    about="A direction has only a gradient that is not 0.",
    source=CLIPPING,
    let={"n": "integer >= 1", "g": "vector(n)", "v": "positive"},
    define={"c": "min(1, v/norm(g))*g"},
    given={"nonzero": "g != zeros(n, 1)"},
    claim="c/norm(c) == g/norm(g)",
    derivation=lambda: (
        Step("length", "norm(g) > 0", "algebra", "The gradient is not 0.", ("nonzero",)),
        Step("factor", "min(1, v/norm(g)) > 0", "algebra", "Both are positive.", ("length",)),
        Step(
            "scaled",
            "norm(c) == min(1, v/norm(g))*norm(g)",
            "algebra",
            "The factor is positive.",
            ("factor",),
        ),
        Step(
            "same",
            "c/norm(c) == g/norm(g)",
            "algebra",
            "The factor cancels.",
            ("length", "factor", "scaled"),
        ),
    ),
    experiments=(
        Experiment(
            "clipping.clip",
            "implies(norm(g) > 0, dot(clipped, g) == norm(clipped)*norm(g))",
            {"clipped": "vector(n)"},
        ),
    ),
    mutants=(
        Mutant("the opposite one", "c/norm(c) == -g/norm(g)"),
        Mutant("nothing changes", "c == g"),
    ),
)


def still_downhill() -> tuple[Step, ...]:
    """Every entry keeps its sign."""
    return (
        Step("entry", "t(y)*y >= 0", "algebra", "Clipping keeps the sign.", let={"y": "real"}),
        Step(
            "moves",
            "implies(y != 0, t(y)*y > 0)",
            "algebra",
            "Only 0 becomes 0.",
            let={"y": "real"},
        ),
        Step("so_far", "p(k) >= 0", "induction", "The sum of the first k products.", ("entry",), on="k"),
        Step(
            "next",
            "p(k + 1) == p(k) + t(g[k])*g[k]",
            "definition",
            "One entry more.",
            let={"k": "integer in [0, T - 1]"},
        ),
        Step(
            "together",
            DOWNHILL,
            "algebra",
            "Both.",
            ("so_far", "moves"),
        ),
    )


DOWNHILL = "p(k) >= 0 and forall(y, 'nonzero', t(y)*y > 0)"
entry_direction = Claim(
    id="clipping_direction__entries",
    title="Clipping every entry keeps the direction",
    says="The gradient whose entries are clipped to [-v, v] has the direction of the gradient.",
    about="The statement is the claim for two dimensions.",
    scope="instance",
    source=CLIPPING,
    let={"a": "real", "b": "real", "v": "positive"},
    define={"t(y)": "max(-v, min(v, y))"},
    given={"nonzero": "a != 0 or b != 0"},
    claim="t(a)*b == t(b)*a and t(a)*a + t(b)*b > 0",
    mutants=(
        Mutant("the opposite one", "t(a)*a + t(b)*b < 0"),
        Mutant("a right angle", "t(a)*a + t(b)*b == 0"),
    ),
    repair=Repair(
        says="It turns towards the diagonal, but stays downhill: every entry keeps its sign, so that the product with the gradient is a sum of "
        "terms that are positive where the entry is not 0, in any dimension.",
        about="p(k) is the product of the first k entries of the clipped gradient with those of the gradient.",
        let={"T": "natural", "g": "vector(T)", "v": "positive", "k": "integer in [0, T]"},
        without=("nonzero",),
        define={"p": Recurrence(("0",), "p(k) + t(g[k])*g[k]", index="k")},
        claim=DOWNHILL,
        derivation=still_downhill,
        experiments=(
            Experiment(
                "clipping.clip_entries",
                "dot(clipped, g) >= 0 and implies(norm(g) > 0, dot(clipped, g) > 0)",
                {"n": "integer >= 1", "clipped": "vector(n)", "g": "vector(n)"},
            ),
        ),
        mutants=(
            Mutant("always positive", "p(k) > 0"),
            Mutant("as with the gradient itself", "forall(y, 'real', t(y)*y == y*y)"),
        ),
    ),
)

clipping_direction = Entry(
    id="clipping_direction",
    title="Does clipping keep the direction?",
    says="The clipped gradient has the direction of the gradient.",
    source=CLIPPING,
    tier="main",
    join="readings",
    figures=figures_descent.clipping,
    members=(norm_direction, entry_direction),
)

CLAIMS = (clipping_step_norm, clipping_direction)
