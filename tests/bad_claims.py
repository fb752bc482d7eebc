"""Claims named after their fault, each with the verdict that it must get and a word that its reason must contain.

They test the judge, as deliberately bad subjects test a check: a judge that lets one through is broken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from proofs_check.statement.claim import Claim, Recurrence
from proofs_check.statement.derivation import Step, Use
from proofs_check.verdict import Verdict

Steps = tuple[Step, ...]


@dataclass(frozen=True)
class Bad:
    """A bad claim, the verdict that is right for it, and what the reason or a step's message must mention."""

    claim: Claim
    verdict: Verdict
    mentions: str = ""


def bad(
    fault: str,
    let: Mapping[str, str],
    claim: str,
    verdict: Verdict,
    mentions: str = "",
    *,
    given: Mapping[str, str] | None = None,
    define: Mapping[str, str | Recurrence] | None = None,
    derivation: Callable[[], Steps] | None = None,
) -> Bad:
    """A Bad whose id is its fault."""
    return Bad(
        Claim(fault, claim, let=let, given=given or {}, define=define or {}, derivation=derivation),
        verdict,
        mentions,
    )


COUNTER = {"r": Recurrence(("0",), "r(t) + 1")}
X = {"x": "real"}


def circular() -> Steps:
    return (
        Step("first", "x**2 >= 0", "algebra", uses=("second",)),
        Step("second", "x**2 >= 0", "algebra", uses=("first",)),
    )


def misstated() -> Steps:
    return (
        Step("fact", "x**2 > 0", "lemma", uses=(Use("square_nonnegative", {"x": "x"}),)),
        Step("end", "x**2 + 1 > 1/2", "algebra", uses=("fact",)),
    )


def missing_hypothesis() -> Steps:
    return (Step("end", "(x + 1)**2 >= 0", "algebra", uses=("nonzero",)),)


def not_the_claim() -> Steps:
    return (Step("weaker", "x**2 + 1 > 0", "algebra"),)


def own_hypothesis() -> Steps:
    return (Step("end", "x**4 + 1 > 1/2", "algebra", given=("x > 0",)),)


def lemma_outside_its_domain() -> Steps:
    put = {"a": "0", "p": "1", "q": "2", "c": "0", "d": "1"}
    return (Step("end", "x**2 + 2 > 1", "lemma", uses=(Use("convex_chord", put),)),)


def wrong_induction_step() -> Steps:
    return (Step("end", "r(t) <= t + 5", "induction", on="x"),)


def step_about_another_value() -> Steps:
    return (
        Step("at_zero", "r(0) == 0", "definition"),
        Step("end", "r(t) == t", "algebra", uses=(Use("at_zero", {"t": "0"}),)),
    )


def false_theorem() -> Steps:
    return (
        Step("theorem", "x**3 >= x", "cited", "A theorem that does not exist."),
        Step("end", "x**3 >= x", "algebra", uses=("theorem",)),
    )


def undefined_step() -> Steps:
    return (
        Step("one", "x/x == 1", "algebra", "Cancel."),
        Step("end", "x**2 + 1 >= 1", "algebra", uses=("one",)),
    )


def unreadable_step() -> Steps:
    return (Step("end", "x^2 + 1 >= 1", "algebra"),)


BAD = (
    bad("vacuous_hypothesis", X, "x == 5", "unknown", "vacuous", given={"large": "x > 1", "small": "x < 0"}),
    bad("vacuous_domain", {"x": "real in (1, 0)"}, "x == 5", "unknown", "vacuous"),
    bad("undefined_quotient", X, "x/x == 1", "refuted", "0"),
    bad("undefined_logarithm", X, "log(x) <= x - 1", "refuted"),
    bad("undefined_root", X, "sqrt(x)**2 == x", "refuted"),
    bad("undefined_in_unused_branch", X, "implies(x > 0, log(x) <= x - 1)", "refuted"),
    bad("sign_forgotten", X, "sqrt(x**2) == x", "refuted"),
    bad("strict_at_equality", X, "x**2 + 1 > 2*x", "refuted"),
    bad("quotient_of_moduli_at_zero", {"g": "real"}, "abs(g)/sqrt(g**2) == 1", "refuted"),
    bad(
        "limit_with_zero_gradient",
        {"eps": "positive", "delta": "positive", "g": "real", "t": "natural"},
        "limit(eps/(delta + sqrt(t)*abs(g)), t, oo) == 0",
        "refuted",
    ),
    bad(
        "limit_with_zero_denominator",
        {"a": "real", "b": "real", "t": "natural"},
        "limit((a*t + 1)/(b*t + 1), t, oo) == a/b",
        "refuted",
    ),
    bad("limit_that_does_not_exist", {"t": "natural"}, "limit((-1)**t, t, oo) == 0", "refuted"),
    bad("limit_from_one_side_only", X, "limit(1/x, x, 0) == oo", "refuted"),
    bad("infinite_limit_in_arithmetic", {"t": "natural"}, "limit(t, t, oo) + 1 > limit(t, t, oo)", "refuted"),
    bad("real_for_integer", {"k": "real"}, "sin(pi*k) == 0", "refuted"),
    bad("zero_to_the_zero", {"t": "natural"}, "0**t == 0", "refuted"),
    bad("false_for_one_integer", {"t": "natural"}, "2**t >= t**2", "refuted"),
    bad("false_by_a_hair", X, "x*(1 + 10**(-30)) == x", "refuted"),
    bad("wrong_start", {"t": "natural"}, "r(t) == t + 1", "refuted", define=COUNTER),
    bad("maximum_not_attained", X, "exists(c, 'real', forall(y, 'real', y <= c))", "refuted"),
    bad("root_of_negative", X, "exists(c, 'real', c**2 == x)", "refuted"),
    bad("derivative_at_a_kink", X, "diff(abs(x), x) == sign(x)", "refuted"),
    bad("modulus_of_complex_square", {"z": "complex"}, "abs(z**2) == z**2", "refuted"),
    bad(
        "matrices_commute",
        {"n": "integer >= 1", "A": "matrix(n, n)", "B": "matrix(n, n)"},
        "A @ B == B @ A",
        "refuted",
    ),
    bad(
        "inverse_of_a_sum",
        {"n": "integer >= 1", "A": "spd(n)", "B": "spd(n)"},
        "inv(A + B) == inv(A) + inv(B)",
        "refuted",
    ),
    bad(
        "product_of_definite_matrices",
        {"n": "integer >= 1", "A": "spd(n)", "B": "spd(n)"},
        "(A @ B).T == A @ B",
        "refuted",
    ),
    bad(
        "transpose_for_inverse",
        {"n": "integer >= 1", "V": "invertible(n)"},
        "V @ V.T == identity(n)",
        "refuted",
    ),
    bad(
        "equation_put_into_a_derivative",
        X,
        "diff(r(2)*x, x) == 2*x",
        "refuted",
        given={"at_one_point": "r(2) == x"},
        define=COUNTER,
    ),
    bad(
        "real_root_beside_an_unused_complex_letter",
        {"z": "complex", "x": "real"},
        "sqrt(x)**2 == abs(x)",
        "refuted",
    ),
    bad("pole_on_the_imaginary_axis", {"z": "complex"}, "tanh(z)*cosh(z) == sinh(z)", "refuted", "pole"),
    bad("order_of_complex_numbers", {"z": "complex"}, "z < 1 or z >= 1", "refuted"),
    bad("pole_at_the_imaginary_unit", {"z": "complex"}, "atan(-z) == -atan(z)", "refuted", "pole"),
    bad("pole_where_exp_is_minus_one", {"z": "complex"}, "sigmoid(z)*(1 + exp(-z)) == 1", "refuted", "pole"),
    bad(
        "root_that_is_not_real_as_a_real_number",
        {"z": "complex", "x": "real"},
        "exists(y, 'real', y == sqrt(x))",
        "unknown",
        "not seen to be real",
    ),
    bad("circular_derivation", X, "x**2 >= 0", "supported", "second", derivation=circular),
    bad("misstated_fact", X, "x**2 + 1 > 1/2", "supported", "fact", derivation=misstated),
    bad(
        "cites_a_hypothesis_it_lacks",
        X,
        "(x + 1)**2 >= 0",
        "supported",
        "nonzero",
        derivation=missing_hypothesis,
    ),
    bad(
        "derivation_of_something_else",
        X,
        "x**2 + 1 >= 1",
        "supported",
        "not the claim",
        derivation=not_the_claim,
    ),
    bad(
        "derivation_under_its_own_hypothesis",
        X,
        "x**4 + 1 > 1/2",
        "supported",
        "not the claim",
        derivation=own_hypothesis,
    ),
    bad(
        "lemma_outside_its_domain",
        X,
        "x**2 + 2 > 1",
        "supported",
        "hypothesis",
        derivation=lemma_outside_its_domain,
    ),
    bad(
        "induction_on_a_real_letter",
        {"t": "natural", "x": "real"},
        "r(t) <= t + 5",
        "supported",
        "integer letter",
        define=COUNTER,
        derivation=wrong_induction_step,
    ),
    bad(
        "fact_at_one_value_for_all",
        {"t": "natural"},
        "r(t) == t",
        "supported",
        "does not follow",
        define=COUNTER,
        derivation=step_about_another_value,
    ),
    bad("theorem_that_does_not_exist", X, "x**3 >= x", "refuted", derivation=false_theorem),
    bad(
        "step_undefined_somewhere", X, "x**2 + 1 >= 1", "supported", "denominator", derivation=undefined_step
    ),
    bad("step_that_cannot_be_read", X, "x**2 + 1 >= 1", "supported", "'^'", derivation=unreadable_step),
    bad("claim_that_cannot_be_read", X, "x^2 >= 0", "unknown", "cannot be read"),
    bad("undeclared_letter", X, "x*y == y*x", "unknown", "'y' is not declared"),
)
