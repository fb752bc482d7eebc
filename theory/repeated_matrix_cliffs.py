"""Cliffs: where huge gradients come from, and how far they throw.

A product of T equal weights of size above 1 has an exponentially large derivative; plain gradient descent then takes a step of that size.

Main claims: weight_product_gradient, cliff_step_length.

Notation: w weight, T number of factors, g gradient, eps learning rate, p(k) the product of the first k weights.

References: notes000 (cliffs), notes001 (2.4), pascanu2013.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures_descent

CLIFFS = Source("notes000", "cliffs; notes001 2.4(2)")


POWER_GROWS = "abs(T*w**(T - 1)) >= abs(w)**(T - 1) and limit(abs(T*w**(T - 1)), T, oo) == oo"
of_a_power = Claim(
    id="weight_product_gradient__power",
    title="The derivative of a power",
    says="The derivative of w^T is T w^(T-1), which grows exponentially with T if |w| > 1.",
    source=CLIFFS,
    let={"w": "real", "T": "integer >= 1"},
    given={"large": "abs(w) > 1"},
    claim=f"diff(w**T, w) == T*w**(T - 1) and {POWER_GROWS}",
    derivation=lambda: (
        Step("derivative", "diff(w**T, w) == T*w**(T - 1)", "algebra", "The power rule."),
        Step(
            "size",
            "abs(T*w**(T - 1)) >= abs(w)**(T - 1)",
            "algebra",
            "T is at least 1.",
            ("large",),
        ),
        Step(
            "grows",
            "limit(abs(T*w**(T - 1)), T, oo) == oo",
            "limit",
            "A geometric sequence with a ratio above 1.",
            ("large", "size"),
        ),
        Step(
            "together",
            f"diff(w**T, w) == T*w**(T - 1) and {POWER_GROWS}",
            "algebra",
            "All parts.",
            ("derivative", "size", "grows"),
        ),
    ),
    mutants=(
        Mutant("one power more", "diff(w**T, w) == T*w**T"),
        Mutant("without T", "diff(w**T, w) == w**(T - 1)"),
        Mutant("weights of any size", without="large"),
    ),
)

BEFORE, AFTER = "prod(w[j], j, 0, i - 1)", "prod(w[j], j, i + 1, T - 1)"
of_a_product = Claim(
    id="weight_product_gradient__product",
    title="The partial derivatives of a product",
    says="The derivative of a product of weights by one of them is the product of the others.",
    about="y stands in the place of the weight w[i].",
    source=CLIFFS,
    let={"T": "integer >= 1", "w": "vector(T)", "i": "integer in [0, T - 1]", "y": "real"},
    claim=f"diff({BEFORE}*y*{AFTER}, y) == {BEFORE}*{AFTER}",
    mutants=(
        Mutant("the whole product", f"diff({BEFORE}*y*{AFTER}, y) == {BEFORE}*y*{AFTER}"),
        Mutant("those before only", f"diff({BEFORE}*y*{AFTER}, y) == {BEFORE}"),
    ),
)


def product_grows() -> tuple[Step, ...]:
    """Every factor multiplies the size by a at least."""
    return (
        Step("size", "abs(p(k)) >= a**k", "induction", "Once for every factor.", ("large",), on="k"),
        Step("grows", "limit(a**m, m, oo) == oo", "limit", "a is above 1."),
        Step("together", PRODUCT_GROWS, "algebra", "Both.", ("size", "grows")),
    )


PRODUCT_GROWS = "abs(p(k)) >= a**k and limit(a**m, m, oo) == oo"
growth_of_products = Claim(
    id="weight_product_gradient__growth",
    title="Products of weights above 1 grow exponentially",
    says="A product of weights of size above 1 grows exponentially with their number.",
    about="The statement is implied by the claim for the weights (j + 1)^2/(j (j + 2)), j = 1, 2, ..., all of which are above 1: the product "
    "grows without end.",
    scope="instance",
    source=CLIFFS,
    let={"T": "integer >= 1"},
    claim="limit(prod((j + 1)**2/(j*(j + 2)), j, 1, T), T, oo) == oo",
    mutants=(
        Mutant("it vanishes", "limit(prod((j + 1)**2/(j*(j + 2)), j, 1, T), T, oo) == 0"),
        Mutant("it tends to 1", "limit(prod((j + 1)**2/(j*(j + 2)), j, 1, T), T, oo) == 1"),
    ),
    repair=Repair(
        says="The sizes must stay above a number a > 1: then the product of k weights is at least a^k in size. (Weights that come down to 1, "
        "like 4/3, 9/8, 16/15, ..., have products that tend to 2.)",
        let={
            "T": "integer >= 1",
            "w": "vector(T)",
            "a": "real > 1",
            "k": "integer in [0, T]",
            "m": "natural",
        },
        define={"p": Recurrence(("1",), "p(k)*w[k]", index="k")},
        given={"large": "forall(j, 'integer in [0, T - 1]', abs(w[j]) >= a)"},
        claim=PRODUCT_GROWS,
        derivation=product_grows,
        mutants=(
            Mutant("weights of any size", without="large"),
            Mutant("the product itself", "p(k) >= a**k"),
        ),
    ),
)

weight_product_gradient = Entry(
    id="weight_product_gradient",
    title="Products of weights have huge gradients",
    says="The derivatives of w^T and of a product of weights are T w^(T-1) and products of the others, which grow exponentially with T.",
    source=CLIFFS,
    tier="main",
    figures=figures_descent.products,
    members=(of_a_power, of_a_product, growth_of_products),
)

THROWN = "norm((x - eps*g) - x) == eps*norm(g) and limit(eps*G, G, oo) == oo"
cliff_step_length = Claim(
    id="cliff_step_length",
    title="The length of a plain gradient step",
    says="A step of plain gradient descent has the length eps |g|, which is unbounded as |g| grows.",
    source=Source("notes000", "cliffs; notes001 2.4(3)"),
    tier="minor",
    figures=figures_descent.clipping,
    let={"n": "integer >= 1", "x": "vector(n)", "g": "vector(n)", "eps": "positive", "G": "positive"},
    claim=THROWN,
    derivation=lambda: (
        Step("step", "(x - eps*g) - x == -eps*g", "words", "What the step adds."),
        Step("length", "norm((x - eps*g) - x) == eps*norm(g)", "algebra", "eps is positive.", ("step",)),
        Step("unbounded", "limit(eps*G, G, oo) == oo", "limit", "G stands for the norm of the gradient."),
        Step("together", THROWN, "algebra", "Both.", ("length", "unbounded")),
    ),
    experiments=(Experiment("clipping.clip", "norm(plain) == eps*norm(g)", {"plain": "vector(n)"}),),
    mutants=(
        Mutant("the squared norm", "norm((x - eps*g) - x) == eps*dot(g, g)"),
        Mutant("bounded", "limit(eps*G, G, oo) == eps"),
    ),
)


CLAIMS = (weight_product_gradient, cliff_step_length)
