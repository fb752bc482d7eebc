"""How much a Hessian amplifies the error of a gradient.

A product with H or its inverse amplifies the relative error of a vector by at most the condition number, and by as much on eigenvectors.

Main claims: hessian_error_amplification.

Notation: H Hessian with extreme eigenvalues lo and hi, g gradient, d its error, u and v eigenvectors of lo and hi.

References: notes001 (3.1), higham2002.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Source
from proofs_check.statement.derivation import Step, Use

AMPLIFIED = Source("notes001", "3.1(4)")
SPECTRUM = {"lo": "min(eigenvalues(H))", "hi": "max(eigenvalues(H))"}
ERROR_LET = {"n": "integer >= 1", "H": "spd(n)", "g": "vector(n)", "d": "vector(n)"}
INVERSE_BOUND = "norm(inv(H) @ d)/norm(inv(H) @ g) <= hi/lo*(norm(d)/norm(g))"
PRODUCT_BOUND = "norm(H @ d)/norm(H @ g) <= hi/lo*(norm(d)/norm(g))"


def at_most_kappa() -> tuple[Step, ...]:
    """A product with H lies between lo and hi times the norm."""
    inverse = {
        "a": "norm(inv(H) @ d)",
        "b": "norm(inv(H) @ g)",
        "c": "norm(d)",
        "e": "norm(g)",
        "p": "lo",
        "q": "hi",
    }
    product = {"a": "norm(H @ g)", "b": "norm(H @ d)", "c": "norm(g)", "e": "norm(d)", "p": "lo", "q": "hi"}
    return (
        Step("ends", "0 < lo and lo <= hi", "algebra", "H is positive definite."),
        Step("length", "norm(g) > 0", "algebra", "The gradient is not 0.", ("nonzero",)),
        Step(
            "inverse_range",
            "norm(inv(H) @ d)*lo <= norm(d) and norm(inv(H) @ g)*hi >= norm(g)",
            "algebra",
            "The eigenvalues of the inverse lie between 1/hi and 1/lo.",
        ),
        Step(
            "product_range",
            "norm(H @ d) <= hi*norm(d) and norm(H @ g) >= lo*norm(g)",
            "algebra",
            "Those of H lie between lo and hi.",
        ),
        Step(
            "positive",
            "norm(inv(H) @ g) > 0 and norm(H @ g) > 0",
            "algebra",
            "H is invertible.",
            ("inverse_range", "product_range", "length", "ends"),
        ),
        Step(
            "ratio",
            "a/b <= q/p*(c/e)",
            "algebra",
            "Divide one by the other.",
            let={
                **dict.fromkeys(("a", "c"), "nonnegative"),
                **dict.fromkeys(("b", "e", "p", "q"), "positive"),
            },
            given=("a*p <= c", "b*q >= e"),
        ),
        Step(
            "other_ratio",
            "b/a <= q/p*(e/c)",
            "algebra",
            "The same for the product.",
            let={
                **dict.fromkeys(("b", "e"), "nonnegative"),
                **dict.fromkeys(("a", "c", "p", "q"), "positive"),
            },
            given=("b <= q*e", "a >= p*c"),
        ),
        Step(
            "by_inverse",
            INVERSE_BOUND,
            "algebra",
            "For the inverse.",
            ("ends", "inverse_range", "positive", "length", Use("ratio", inverse)),
        ),
        Step(
            "by_product",
            PRODUCT_BOUND,
            "algebra",
            "For the product.",
            ("ends", "product_range", "positive", "length", Use("other_ratio", product)),
        ),
        Step(
            "together",
            f"{INVERSE_BOUND} and {PRODUCT_BOUND}",
            "algebra",
            "Both.",
            ("by_inverse", "by_product"),
        ),
    )


never_larger = Claim(
    id="hessian_error_amplification__never_larger",
    title="At most by the condition number",
    says="A product with H^-1, or with H, amplifies the relative error of a gradient by at most the condition number.",
    source=AMPLIFIED,
    let=ERROR_LET,
    define=SPECTRUM,
    given={"nonzero": "g != zeros(n, 1)"},
    claim=f"{INVERSE_BOUND} and {PRODUCT_BOUND}",
    derivation=at_most_kappa,
    experiments=(
        Experiment(
            "newton.error_amplification",
            "norm_Hd*norm(g)*lo <= hi*norm(d)*norm_Hg and norm_Sd*norm(g)*lo <= hi*norm(d)*norm_Sg",
            {
                **dict.fromkeys(("norm_Hd", "norm_Hg", "norm_Sd", "norm_Sg"), "nonnegative"),
                "lo": "positive",
                "hi": "positive",
            },
        ),
    ),
    mutants=(
        Mutant("not at all", "norm(inv(H) @ d)/norm(inv(H) @ g) <= norm(d)/norm(g)"),
        Mutant(
            "by the root of the condition number",
            "norm(H @ d)/norm(H @ g) <= sqrt(hi/lo)*(norm(d)/norm(g))",
        ),
    ),
)


def reached_on_eigenvectors() -> tuple[Step, ...]:
    """A gradient along one extreme eigenvector, an error along the other."""
    return (
        Step("ends", "0 < lo and lo <= hi", "algebra", "H is positive definite."),
        Step("inverse_u", "inv(H) @ u == u/lo", "words", "u is an eigenvector.", ("shallow", "ends")),
        Step("inverse_v", "inv(H) @ v == v/hi", "words", "v is an eigenvector.", ("steep", "ends")),
        Step(
            "norms",
            "norm(inv(H) @ u) == norm(u)/lo and norm(inv(H) @ v) == norm(v)/hi "
            "and norm(H @ u) == lo*norm(u) and norm(H @ v) == hi*norm(v)",
            "algebra",
            "Take norms.",
            ("inverse_u", "inverse_v", "shallow", "steep", "ends"),
        ),
        Step(
            "lengths",
            "norm(u) > 0 and norm(v) > 0",
            "algebra",
            "Eigenvectors are not 0.",
            ("u_nonzero", "v_nonzero"),
        ),
        Step(
            "quotients",
            "(a/p)/(b/q) == q/p*(a/b) and (q*b)/(p*a) == q/p*(b/a)",
            "algebra",
            "Divide.",
            let=dict.fromkeys(("a", "b", "p", "q"), "positive"),
        ),
        Step(
            "reached",
            REACHED,
            "algebra",
            "With a = |u|, b = |v|.",
            (
                "norms",
                "lengths",
                "ends",
                Use("quotients", {"a": "norm(u)", "b": "norm(v)", "p": "lo", "q": "hi"}),
            ),
        ),
    )


REACHED = "norm(inv(H) @ u)/norm(inv(H) @ v) == hi/lo*(norm(u)/norm(v)) and norm(H @ v)/norm(H @ u) == hi/lo*(norm(v)/norm(u))"
as_large = Claim(
    id="hessian_error_amplification__as_large",
    title="As large as the condition number",
    says="The condition number is reached: with the gradient along one extreme eigenvector and the error along the other.",
    source=AMPLIFIED,
    let={"n": "integer >= 1", "H": "spd(n)", "u": "vector(n)", "v": "vector(n)"},
    define=SPECTRUM,
    given={
        "shallow": "H @ u == lo*u",
        "steep": "H @ v == hi*v",
        "u_nonzero": "u != zeros(n, 1)",
        "v_nonzero": "v != zeros(n, 1)",
    },
    claim=REACHED,
    derivation=reached_on_eigenvectors,
    mutants=(
        Mutant("its square", "norm(inv(H) @ u)/norm(inv(H) @ v) == (hi/lo)**2*(norm(u)/norm(v))"),
        Mutant("the other way round", "norm(inv(H) @ v)/norm(inv(H) @ u) == hi/lo*(norm(v)/norm(u))"),
    ),
)

hessian_error_amplification = Entry(
    id="hessian_error_amplification",
    title="How much a Hessian amplifies errors",
    says="A product with H or its inverse amplifies the relative error of a gradient by as much as the condition number, never by more.",
    source=AMPLIFIED,
    tier="main",
    members=(never_larger, as_large),
)


CLAIMS = (hessian_error_amplification,)
