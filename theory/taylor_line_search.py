"""Steepest descent with exact line search on quadratics: the rate that can be guaranteed, and the start that attains it.

The inequality of Kantorovich for the gradient turns into the contraction of the gap J - J* by ((kappa - 1)/(kappa + 1))^2 at every
step; in two dimensions the worst start repeats it exactly.

Main claims: exact_line_search_rate.

Notation: J(y) = y.Hy/2 + b.y, g gradient at x, xs the minimiser, w = g.H^-1 g twice the gap, lo and hi the extreme eigenvalues of H,
kappa = hi/lo, eps the step of the line search.

References: notes001 (2.4), nesterov2004, kantorovich1948.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures_descent

PLACE = Source("notes001", "2.4(4)")
QUADRATIC_LET = {
    "n": "integer >= 1",
    "H": "spd(n)",
    "b": "vector(n)",
    "x": "vector(n)",
    "eps": "real",
}
SPECTRUM = {"lo": "min(eigenvalues(H))", "hi": "max(eigenvalues(H))"}
QUADRATIC = {
    "J(y)": "dot(y, H @ y)/2 + dot(b, y)",
    "g": "H @ x + b",
    "xs": "-inv(H) @ b",
    "w": "dot(g, inv(H) @ g)",
    **SPECTRUM,
}
RATE = "((hi/lo - 1)/(hi/lo + 1))**2"
CONTRACTS = f"J(x - eps*g) - J(xs) <= {RATE}*(J(x) - J(xs))"


POSITIVE = {"a": "positive", "c": "positive"}
NUMBERS = {**POSITIVE, "s": "nonnegative", "u": "nonnegative", "q": "nonnegative"}
INEQUALITY = "s + a*c*u <= (a + c)*q"
STEPPED = {**NUMBERS, "e": "real"}
ASSUMED = (INEQUALITY, "e*s == q", "s >= a*q", "u <= q/a")


def means_of_numbers() -> tuple[Step, ...]:
    """The geometric mean is at most the arithmetic one: what the inequality says of the numbers s, u, q and the step e = q/s."""
    return (
        Step("mean", "4*a*c*s*u <= (s + a*c*u)**2", "algebra", "A square is not negative.", let=NUMBERS),
        Step(
            "squared",
            "(s + a*c*u)**2 <= ((a + c)*q)**2",
            "algebra",
            "Both sides of the inequality are not negative.",
            let=NUMBERS,
            given=(INEQUALITY,),
        ),
        Step(
            "product",
            "4*a*c*s*u <= (a + c)**2*q**2",
            "algebra",
            "Both together.",
            ("mean", "squared"),
            let=NUMBERS,
            given=(INEQUALITY,),
        ),
        Step(
            "common_factor",
            "s*((a + c)**2*(e*q) - 4*a*c*u) == (a + c)**2*q**2 - 4*a*c*s*u",
            "algebra",
            "With q = e s.",
            let=STEPPED,
            given=("e*s == q",),
        ),
        Step(
            "at_rest",
            "implies(s <= 0, q <= 0 and u <= 0)",
            "algebra",
            "Where s = 0 all of them are 0.",
            let=NUMBERS,
            given=("s >= a*q", "u <= q/a"),
        ),
        Step(
            "divided",
            "4*a*c*u <= (a + c)**2*(e*q)",
            "algebra",
            "Divide by s.",
            ("product", "common_factor", "at_rest"),
            let=STEPPED,
            given=ASSUMED,
        ),
        Step(
            "factor",
            "((c/a - 1)/(c/a + 1))**2 == 1 - 4*a*c/(a + c)**2",
            "algebra",
            "The rate in terms of the eigenvalues.",
            let=POSITIVE,
        ),
        Step(
            "scalar",
            "u - e*q <= ((c/a - 1)/(c/a + 1))**2*u",
            "algebra",
            "The step gains at least the share 4 a c/(a + c)^2 of u.",
            ("divided", "factor"),
            let=STEPPED,
            given=ASSUMED,
        ),
    )


def kantorovich_rate() -> tuple[Step, ...]:
    """Every eigenvalue l has (l - lo)(hi - l) >= 0; the means do the rest."""
    at_values = {"a": "lo", "c": "hi", "s": "dot(g, H @ g)", "u": "w", "q": "dot(g, g)", "e": "eps"}
    halves = {"A": "J(x - eps*g) - J(xs)", "B": "J(x) - J(xs)", "m": "w - eps*dot(g, g)", "u": "w", "r": RATE}
    return (
        Step("gap", "J(x) - J(xs) == w/2", "words", "The gap is half of g.H^-1 g."),
        Step(
            "increment",
            "J(x - eps*g) - J(x) == eps**2*dot(g, H @ g)/2 - eps*dot(g, g)",
            "words",
            "The increment of a quadratic.",
        ),
        Step(
            "after",
            "J(x - eps*g) - J(xs) == (w - eps*dot(g, g))/2",
            "algebra",
            "With the step of the line search.",
            ("gap", "increment", "line_search"),
        ),
        Step(
            "kantorovich",
            "dot(g, H @ g) + lo*hi*w <= (lo + hi)*dot(g, g)",
            "algebra",
            "In every eigendirection l + lo hi/l <= lo + hi, because (l - lo)(hi - l) is not negative.",
        ),
        Step(
            "signs",
            "w >= 0 and lo > 0 and hi >= lo and dot(g, g) >= 0 and dot(g, H @ g) >= 0 "
            "and dot(g, H @ g) >= lo*dot(g, g) and w <= dot(g, g)/lo",
            "algebra",
            "H is positive definite with eigenvalues between lo and hi.",
        ),
        *means_of_numbers(),
        Step(
            "contraction",
            f"w - eps*dot(g, g) <= {RATE}*w",
            "algebra",
            "With s = g.Hg, u = w, q = g.g.",
            ("kantorovich", "signs", "line_search", Use("scalar", at_values)),
        ),
        Step(
            "halves",
            "A <= r*B",
            "algebra",
            "Halve both sides.",
            let={"A": "real", "B": "real", "m": "real", "u": "real", "r": "real"},
            given=("A == m/2", "B == u/2", "m <= r*u"),
        ),
        Step(
            "rate",
            CONTRACTS,
            "algebra",
            "In terms of J.",
            ("gap", "after", "contraction", Use("halves", halves)),
        ),
    )


bound = Claim(
    id="exact_line_search_rate__bound",
    title="The guaranteed contraction of the gap",
    says="With exact line search the gap to the minimum shrinks at least by ((kappa - 1)/(kappa + 1))^2 at every step, for every size.",
    about="The line search is exact: eps g.Hg = g.g, the place where J(x - eps g) is least (quadratic_best_step); where g = 0 every eps is.",
    source=PLACE,
    let=QUADRATIC_LET,
    define=QUADRATIC,
    given={"line_search": "eps*dot(g, H @ g) == dot(g, g)"},
    claim=CONTRACTS,
    derivation=kantorovich_rate,
    experiments=(
        Experiment(
            "descent.exact_line_search",
            "J_after - J_min <= ((hi/lo - 1)/(hi/lo + 1))**2*(J_before - J_min)",
            {
                "lo": "positive",
                "hi": "positive",
                "J_before": "real",
                "J_after": "real",
                "J_min": "real",
            },
        ),
    ),
    mutants=(
        Mutant("one more power", "J(x - eps*g) - J(xs) <= ((hi/lo - 1)/(hi/lo + 1))**3*(J(x) - J(xs))"),
        Mutant("1 - 1/kappa squared", "J(x - eps*g) - J(xs) <= (1 - lo/hi)**2/4*(J(x) - J(xs))"),
        Mutant("any step", without="line_search"),
    ),
)


def worst_start() -> tuple[Step, ...]:
    """From (1, kappa) the zigzag keeps its shape."""
    return (
        Step(
            "best",
            "J(1 - e*k, k - e*k) - J(1 - step*k, k - step*k) == k**2*(k + 1)/2*(e - step)**2",
            "algebra",
            "Along the gradient (kappa, kappa) the cost is least at the step 2/(kappa + 1).",
            let={"e": "real"},
        ),
        Step(
            "value",
            "J(1 - step*k, k - step*k) == ((k - 1)/(k + 1))**2*J(1, k)",
            "algebra",
            "The next point is (1 - kappa, kappa (kappa - 1))/(kappa + 1).",
        ),
        Step(
            "attained",
            attained.claim,
            "algebra",
            "Both together.",
            ("best", "value"),
        ),
    )


attained = Claim(
    id="exact_line_search_rate__attained",
    title="The contraction is attained",
    says="For every kappa there is a quadratic of two variables and a start where the gap shrinks by exactly that factor.",
    about="H = diag(kappa, 1), b = 0, so that J* = 0; the start is (1, kappa), where the gradient is (kappa, kappa).",
    source=PLACE,
    let={"k": "real >= 1"},
    define={"J(u, v)": "(k*u**2 + v**2)/2", "step": "2/(k + 1)"},
    claim="forall(e, 'real', J(1 - step*k, k - step*k) <= J(1 - e*k, k - e*k)) "
    "and J(1 - step*k, k - step*k) == ((k - 1)/(k + 1))**2*J(1, k)",
    derivation=worst_start,
    mutants=(
        Mutant("the step 1/kappa", define={"step": "1/k"}),
        Mutant("not squared", "J(1 - step*k, k - step*k) == (k - 1)/(k + 1)*J(1, k)"),
    ),
)

exact_line_search_rate = Entry(
    id="exact_line_search_rate",
    title="Exact line search on a quadratic",
    says="With exact line search the gap shrinks by at least ((kappa - 1)/(kappa + 1))^2 a step, and there are starts where it is no better.",
    source=PLACE,
    tier="main",
    figures=figures_descent.line_search,
    members=(bound, attained),
)

CLAIMS = (exact_line_search_rate,)
