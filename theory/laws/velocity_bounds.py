"""How far apart two ways to write a velocity can be, for any gradients: lemmas of the suite's own, judged like any claim.

Notation: g[t] the gradient at step t + 1, of size at most G, e[t] the rate there, q and x rates in [a, b]; V the velocity that holds the rate, U the one
without; mu the momentum, d what is taken from each gradient (the dampening); X the parameters of Nesterov's look-ahead form, P those of the
shifted form, eps a rate that stays.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Mutant, Recurrence

MU = "real in [0, 1)"
SEQUENCE = {"T": "integer >= 1", "g": "vector(T)", "G": "nonnegative", "mu": MU}
SIZES = {"sizes": "forall(j, 'integer in [0, T - 1]', abs(g[j]) <= G)"}

rate_in_velocity = Claim(
    id="rate_in_velocity",
    title="What the place of the rate puts into a velocity",
    says="The velocity that holds the rates is x times the one without plus a velocity of the terms (e - x) g, for every x.",
    let={
        "T": "integer >= 1",
        "g": "vector(T)",
        "e": "vector(T)",
        "mu": MU,
        "x": "real",
        "t": "integer in [0, T]",
    },
    define={
        "V": Recurrence(("0",), "mu*V(t) + e[t]*g[t]"),
        "U": Recurrence(("0",), "mu*U(t) + g[t]"),
        "D": Recurrence(("0",), "mu*D(t) + (e[t] - x)*g[t]"),
    },
    claim="V(t) == x*U(t) + D(t)",
    mutants=(
        Mutant("the place is no matter", "V(t) == x*U(t)"),
        Mutant("with the other sign", "V(t) == x*U(t) - D(t)"),
    ),
)
rate_terms = Claim(
    id="rate_terms",
    title="How large the terms are that the place of the rate makes",
    says="With rates in [a, b] and gradients of size at most G no term (e - x) g is larger than (b - a) G.",
    let={
        "a": "real",
        "b": "real >= a",
        "q": "real in [a, b]",
        "x": "real in [a, b]",
        "G": "nonnegative",
        "p": "real in [-G, G]",
    },
    claim="abs((q - x)*p) <= (b - a)*G",
    mutants=(
        Mutant("half of it", "abs((q - x)*p) <= (b - a)*G/2"),
        Mutant("any rate", let={"q": "real"}),
    ),
)
longest_velocity = Claim(
    id="longest_velocity",
    title="The longest velocity",
    says="Terms of size at most G make a velocity of at most G (1 - mu**t)/(1 - mu).",
    let={**SEQUENCE, "t": "integer in [0, T]"},
    given=SIZES,
    define={"U": Recurrence(("0",), "mu*U(t) + g[t]")},
    claim="abs(U(t)) <= G*(1 - mu**t)/(1 - mu)",
    mutants=(
        Mutant("half as long", "abs(U(t)) <= G*(1 - mu**t)/(1 - mu)/2"),
        Mutant("terms of any size", without="sizes"),
    ),
)
FORMS = {
    "U": Recurrence(("0",), "mu*U(t) + eps*g[t]"),
    "X": Recurrence(("x0",), "X(t) - (mu*U(t) + eps*g[t])"),
    "P": Recurrence(("x0",), "P(t) - (mu*(mu*U(t) + eps*g[t]) + eps*g[t])"),
}
shifted_is_ahead = Claim(
    id="shifted_is_ahead",
    title="Nesterov's two forms",
    says="The shifted parameters are the look-ahead point of the others at every step, the same gradients given.",
    let={
        "T": "integer >= 1",
        "g": "vector(T)",
        "mu": MU,
        "eps": "real",
        "x0": "real",
        "t": "integer in [0, T]",
    },
    define=FORMS,
    claim="P(t) == X(t) - mu*U(t)",
    mutants=(
        Mutant("they are the same", "P(t) == X(t)"),
        Mutant("on the other side", "P(t) == X(t) + mu*U(t)"),
    ),
)
first_gradient_whole = Claim(
    id="first_gradient_whole",
    title="What the first gradient adds if it is not damped",
    says="A velocity whose first gradient is not damped is by d mu**t g[0] larger after step t + 1.",
    let={
        "T": "integer >= 1",
        "g": "vector(T)",
        "mu": MU,
        "d": "real in [0, 1]",
        "t": "integer in [0, T - 1]",
    },
    define={
        "U": Recurrence(("(1 - d)*g[0]",), "mu*U(t) + (1 - d)*g[t + 1]"),
        "W": Recurrence(("g[0]",), "mu*W(t) + (1 - d)*g[t + 1]"),
    },
    claim="W(t) - U(t) == d*mu**t*g[0]",
    mutants=(
        Mutant("it stays", "W(t) - U(t) == d*g[0]"),
        Mutant("what is left of it", "W(t) - U(t) == (1 - d)*mu**t*g[0]"),
    ),
)
weight_is_factor = Claim(
    id="weight_is_factor",
    title="A weight on every gradient is a factor of the velocity",
    says="If every gradient enters with weight z, the velocity is z times the one with weight 1.",
    let={"T": "integer >= 1", "g": "vector(T)", "mu": MU, "z": "real", "t": "integer in [0, T]"},
    define={"U": Recurrence(("0",), "mu*U(t) + g[t]"), "W": Recurrence(("0",), "mu*W(t) + z*g[t]")},
    claim="W(t) == z*U(t)",
    mutants=(
        Mutant("a power of it", "W(t) == z**t*U(t)"),
        Mutant("the same", "W(t) == U(t)"),
    ),
)

CLAIMS = (
    rate_in_velocity,
    rate_terms,
    longest_velocity,
    shifted_is_ahead,
    first_gradient_whole,
    weight_is_factor,
)
