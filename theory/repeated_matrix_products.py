"""Products of matrices: the power method as an eigenvalue method, different factors, and the scale of random layers.

The power method finds the eigenvalue that is largest in modulus, from starts with a component along it. Factors that differ protect from
nothing; what keeps a product of random layers steady is their scale, and even then its logarithm wanders with the square root of depth.

Main claims: power_method_eigenpair, unshared_matrices, variance_scaling_depth.

Notation: W = V L V^-1, lam_1 = L[0, 0] the principal eigenvalue, u the first row of V^-1, w the start; T number of layers, n = 2 m
their width.

References: notes000 (long-term), notes001 (2.5), horn_johnson2013, sussillo2014.
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Entry, Experiment, Mutant, Recurrence, Repair, Source
from proofs_check.statement.derivation import Step
from theory import figures, figures_descent
from theory.power_method import COLUMN, OTHERS, converges
from theory.spectral import COMPLEX_LET, SPECTRAL

LONG_TERM = Source("notes000", "long-term")
U = "inv(V)[0, :]"
FOUND = f"W @ V[:, 0] == L[0, 0]*V[:, 0] and abs({U} @ w) > 0 and limit({COLUMN.distance}, t, oo) == 0"


def finds_the_eigenpair() -> tuple[Step, ...]:
    """The steps of the power method for columns, and that its limit is an eigenvector and not 0."""
    return (
        *converges(COLUMN)[:-1],
        Step("eigenvector", "W @ V[:, 0] == L[0, 0]*V[:, 0]", "words", "The columns of V are eigenvectors."),
        Step("not_zero", f"abs({U} @ w) > 0", "algebra", "The start has a component along it.", ("overlap",)),
        Step("found", FOUND, "algebra", "All parts.", ("eigenvector", "not_zero", "limit")),
    )


power_method_eigenpair = Claim(
    id="power_method_eigenpair",
    title="The power method finds the largest eigenvalue",
    says="From every start that is not 0 the normalised iterates tend to an eigenvector of the largest eigenvalue of W.",
    about="The statement is the claim for W = diag(a, b) with a >= b and the start (p, q): y = W^t (p, q), and |W y - a y|^2/|y|^2 tends to 0.",
    scope="instance",
    source=LONG_TERM,
    tier="main",
    figures=figures.powers,
    let={"a": "real", "b": "real", "p": "real", "q": "real", "t": "natural"},
    given={"largest": "a >= b", "start": "p != 0 or q != 0"},
    claim="limit((b**t*q)**2*(a - b)**2/((a**t*p)**2 + (b**t*q)**2), t, oo) == 0",
    mutants=(
        Mutant("never", "limit((b**t*q)**2*(a - b)**2/((a**t*p)**2 + (b**t*q)**2), t, oo) == oo"),
        Mutant("also from 0", without="start"),
    ),
    repair=Repair(
        says="It is the eigenvalue of the largest modulus, if it is the only one of that modulus, and if the start has a component along its "
        "eigenvector; then W^t w/lam_1^t tends to a multiple, not 0, of that eigenvector.",
        let={**COMPLEX_LET, "w": "complex vector(n)", "ratio": "real in [0, 1)"},
        define=SPECTRAL,
        without=("largest", "start"),
        given={"others": OTHERS, "dominant": "L[0, 0] != 0", "overlap": f"{U} @ w != 0"},
        claim=FOUND,
        derivation=finds_the_eigenpair,
        experiments=(
            Experiment(
                "factors.power_iteration",
                "residual <= scale*rest**t*(1 + 10**(-9))",
                {"residual": "nonnegative", "scale": "nonnegative", "rest": "nonnegative"},
            ),
        ),
        mutants=(
            Mutant("any start", without="overlap"),
            Mutant("equal moduli", let={"ratio": "real in [0, 1]"}),
        ),
    ),
)


def bounds_of_products() -> tuple[Step, ...]:
    """Between the powers of the smallest and of the largest size."""
    return (
        Step("at_least", "abs(p(k)) >= a**k", "induction", "Once for every factor.", ("above",), on="k"),
        Step("at_most", "abs(p(k)) <= c**k", "induction", "Once for every factor.", ("below",), on="k"),
        Step("explodes", "implies(a > 1, limit(a**m, m, oo) == oo)", "limit", "A ratio above 1."),
        Step("vanishes", "implies(c < 1, limit(c**m, m, oo) == 0)", "limit", "A ratio below 1."),
        Step("together", SIZES, "algebra", "All parts.", ("at_least", "at_most", "explodes", "vanishes")),
    )


SIZES = (
    "a**k <= abs(p(k)) and abs(p(k)) <= c**k and implies(a > 1, limit(a**m, m, oo) == oo) "
    "and implies(c < 1, limit(c**m, m, oo) == 0)"
)
unshared_matrices = Claim(
    id="unshared_matrices",
    title="Different factors",
    says="A product of T factors neither vanishes nor explodes with T, because the factors are different.",
    about="The statement is the claim for the factors (j + 1)/j and for the factors j/(j + 1), no two of which are equal.",
    scope="instance",
    source=Source("notes000", "long-term; notes001 2.5(2)"),
    tier="main",
    figures=figures_descent.products,
    let={"T": "integer >= 1"},
    claim="limit(prod((j + 1)/j, j, 1, T), T, oo) != oo and limit(prod(j/(j + 1), j, 1, T), T, oo) != 0",
    mutants=(
        Mutant("the first vanishes", "limit(prod((j + 1)/j, j, 1, T), T, oo) == 0"),
        Mutant("the second explodes", "limit(prod(j/(j + 1), j, 1, T), T, oo) == oo"),
    ),
    repair=Repair(
        says="What counts is the size of the factors, not whether they differ: with sizes between a and c the product of k factors lies between "
        "a^k and c^k; it explodes if a > 1 and vanishes if c < 1.",
        let={
            "T": "integer >= 1",
            "w": "vector(T)",
            "a": "nonnegative",
            "c": "nonnegative",
            "k": "integer in [0, T]",
            "m": "natural",
        },
        define={"p": Recurrence(("1",), "p(k)*w[k]", index="k")},
        given={
            "above": "forall(j, 'integer in [0, T - 1]', abs(w[j]) >= a)",
            "below": "forall(j, 'integer in [0, T - 1]', abs(w[j]) <= c)",
        },
        claim=SIZES,
        derivation=bounds_of_products,
        experiments=(
            Experiment(
                "factors.random_factors",
                "size >= a**k*(1 - 10**(-12)) and size <= c**k*(1 + 10**(-12))",
                {"size": "nonnegative", "a": "nonnegative", "c": "nonnegative", "k": "natural"},
            ),
        ),
        mutants=(
            Mutant("factors of any size", without="above"),
            Mutant("it explodes from 1 on", "implies(a >= 1, limit(a**m, m, oo) == oo)"),
        ),
    ),
)

DEPTH = Source("notes000", "long-term (cited work on initial scaling)")


def energy_is_kept() -> tuple[Step, ...]:
    """Only second moments of the rows matter."""
    return (
        Step(
            "row",
            "dot(R @ x, R @ x) == dot(x, (R.T @ R) @ x)",
            "words",
            "The sum over the population of the squared products of a row with x.",
        ),
        Step(
            "moments",
            "dot(R @ x, R @ x) == N/n*dot(x, x)",
            "words",
            "The rows have the second moments of entries with variance 1/n.",
            ("second_moments",),
        ),
        Step(
            "layer",
            "n*(dot(R @ x, R @ x)/N) == dot(x, x)",
            "algebra",
            "n rows, each with the expected square |x|^2/n.",
            ("moments",),
        ),
    )


energy = Claim(
    id="variance_scaling_depth__energy",
    title="A layer keeps the expected squared norm",
    says="With independent entries of variance 1/n a linear layer keeps the expected squared norm.",
    about="The entries of W have mean 0, variance 1/n and are independent, so that each of the n rows r of W has E r r^T = I/n; "
    "E |W x|^2 is n times E (r.x)^2, which depends on those second moments only. Here r is drawn from the N rows of R, a finite population "
    "with the same second moments.",
    scope="reduction",
    source=DEPTH,
    let={"N": "integer >= 1", "n": "integer >= 1", "R": "matrix(N, n)", "x": "vector(n)"},
    given={"second_moments": "R.T @ R == N/n*identity(n)"},
    claim="n*(dot(R @ x, R @ x)/N) == dot(x, x)",
    derivation=energy_is_kept,
    experiments=(
        Experiment(
            "factors.gaussian_layers",
            "abs(mean_square - 1) <= 6*error_square",
            {"mean_square": "nonnegative", "error_square": "nonnegative"},
        ),
    ),
    mutants=(
        Mutant("variance 1", "dot(R @ x, R @ x)/N == dot(x, x)"),
        Mutant("rows of any second moments", without="second_moments"),
    ),
)

EULER = "0.57721566490153286"
log_norm = Claim(
    id="variance_scaling_depth__log_norm",
    title="The logarithm of the norm drifts and spreads",
    says="After T layers the logarithm of the norm has the mean T (psi(n/2) + ln(2/n))/2 and the variance T psi'(n/2)/4.",
    about="T Gaussian layers of width n = 2 m are drawn many times over, and the mean and the variance of ln(|W_T ... W_1 x|/|x|) are compared with "
    "the formula within 6 standard errors. At whole numbers psi(m) is the harmonic number of m - 1 minus Euler's constant, and psi'(m) is "
    "pi^2/6 minus the sum of 1/j^2 up to m - 1.",
    scope="empirical",
    source=DEPTH,
    let={
        "m": "integer >= 1",
        "T": "integer >= 1",
        "mean": "real",
        "spread": "nonnegative",
        "error_mean": "nonnegative",
        "error_spread": "nonnegative",
    },
    define={
        "psi": f"harmonic(m - 1) - {EULER}",
        "trigamma": "pi**2/6 - sum(1/j**2, j, 1, m - 1)",
    },
    claim="abs(mean - T*(psi + log(1/m))/2) <= 6*error_mean and abs(spread - T*trigamma/4) <= 6*error_spread",
    experiments=(Experiment("factors.gaussian_layers"),),
    mutants=(
        Mutant("no drift", "abs(mean) <= 6*error_mean"),
        Mutant("half the variance", "abs(spread - T*trigamma/8) <= 6*error_spread"),
        Mutant("twice the mean", "abs(mean - T*(psi + log(1/m))) <= 6*error_mean"),
    ),
)

variance_scaling_depth = Entry(
    id="variance_scaling_depth",
    title="The scale of random weights and depth",
    says="With weights of variance 1/n a linear layer keeps the expected squared norm; the logarithm of the norm drifts and spreads with depth.",
    source=DEPTH,
    tier="main",
    figures=figures_descent.products,
    members=(energy, log_norm),
)

CLAIMS = (power_method_eigenpair, unshared_matrices, variance_scaling_depth)
