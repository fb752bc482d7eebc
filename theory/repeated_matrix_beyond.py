"""What the eigendecomposition does not show: defective matrices, rotations, modulus 1, transients, columns.

Background to the claims about repeated multiplication: not printed in the texts, but needed to read them rightly.

Main claims: jordan_block_power, nilpotent_part_power, rotation_power, modulus_one_stays, small_spectrum_never_grows; of the
topic also power_method_column (`power_method`) and the bounds of `eigen_power_bounds`.

Notation: lam an eigenvalue, N a nilpotent matrix, a an angle, t a time.

References: horn_johnson2013 (Jordan form), trefethen_embree2005 (transients of non-normal matrices).
"""

from __future__ import annotations

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step
from theory import eigen_power_bounds, power_method

JORDAN = Source("horn_johnson2013", "3.2.5")
BLOCK = "[[lam, 1], [0, lam]]"
TURN = "[[cos(a), -sin(a)], [sin(a), cos(a)]]"


def block_by_induction() -> tuple[Step, ...]:
    """One more multiplication adds one more lam^t to the corner."""
    return (
        Step("start", f"{BLOCK}**0 == [[1, 0], [0, 1]]", "algebra", "The power 0 is the identity."),
        Step(
            "power",
            f"{BLOCK}**t == [[lam**t, t*lam**(t - 1)], [0, lam**t]]",
            "induction",
            "From t to t + 1 the corner becomes t lam^(t-1) lam + lam^t.",
            on="t",
        ),
    )


jordan_block_power = Claim(
    id="jordan_block_power",
    title="Powers of a Jordan block",
    says="The powers of a 2 x 2 Jordan block have lam^t on the diagonal and t lam^(t-1) in the corner: at modulus 1 they grow with t.",
    source=JORDAN,
    tier="background",
    let={"lam": "nonzero", "t": "natural"},
    claim=f"{BLOCK}**t == [[lam**t, t*lam**(t - 1)], [0, lam**t]]",
    derivation=block_by_induction,
    mutants=(
        Mutant("as if diagonal", f"{BLOCK}**t == [[lam**t, 0], [0, lam**t]]"),
        Mutant("one power more in the corner", f"{BLOCK}**t == [[lam**t, t*lam**t], [0, lam**t]]"),
    ),
)


def nilpotent_by_induction() -> tuple[Step, ...]:
    """Products with two factors N vanish."""
    return (
        Step(
            "power",
            "(lam*identity(n) + N)**t == lam**t*identity(n) + (t*lam**t/lam)*N",
            "induction",
            "lam times the identity commutes with N, and N N = 0.",
            ("square_is_zero",),
            on="t",
        ),
    )


nilpotent_part_power = Claim(
    id="nilpotent_part_power",
    title="Powers of a defective matrix of any size",
    says="If N N = 0 then (lam I + N)^t = lam^t I + t lam^(t-1) N, for every size: the first two binomial terms.",
    source=JORDAN,
    tier="background",
    let={"n": "integer >= 1", "lam": "nonzero", "N": "matrix(n, n)", "t": "natural"},
    given={"square_is_zero": "N @ N == zeros(n, n)"},
    claim="(lam*identity(n) + N)**t == lam**t*identity(n) + (t*lam**t/lam)*N",
    derivation=nilpotent_by_induction,
    experiments=(
        Experiment(
            "powers.jordan_power",
            "Wt == lam**t*identity(n) + (t*lam**t/lam)*N",
            {"Wt": "matrix(n, n)"},
            {"eigenvalue": "lam != 0"},
        ),
    ),
    mutants=(
        Mutant("any N", without="square_is_zero"),
        Mutant("without t", "(lam*identity(n) + N)**t == lam**t*identity(n) + lam**t/lam*N"),
    ),
)


def rotation_by_induction() -> tuple[Step, ...]:
    """The addition theorems, once for every step."""
    return (
        Step(
            "next",
            f"[[cos(b), -sin(b)], [sin(b), cos(b)]] @ {TURN} == [[cos(b + a), -sin(b + a)], [sin(b + a), cos(b + a)]]",
            "algebra",
            "The addition theorems of cosine and sine.",
            let={"b": "real"},
        ),
        Step(
            "power",
            f"{TURN}**t == [[cos(t*a), -sin(t*a)], [sin(t*a), cos(t*a)]]",
            "induction",
            "Each step turns by a more.",
            on="t",
        ),
    )


rotation_power = Claim(
    id="rotation_power",
    title="Powers of a rotation: a complex pair of modulus 1",
    says="The t-th power of the rotation by a is the rotation by t a: the eigenvalues exp(i a), exp(-i a) neither explode nor vanish.",
    source=JORDAN,
    tier="background",
    let={"a": "real", "t": "natural"},
    claim=f"{TURN}**t == [[cos(t*a), -sin(t*a)], [sin(t*a), cos(t*a)]]",
    derivation=rotation_by_induction,
    mutants=(
        Mutant("the other way round", f"{TURN}**t == [[cos(t*a), sin(t*a)], [-sin(t*a), cos(t*a)]]"),
        Mutant(
            "one turn more", f"{TURN}**t == [[cos(t*a + a), -sin(t*a + a)], [sin(t*a + a), cos(t*a + a)]]"
        ),
    ),
)


def modulus_is_kept() -> tuple[Step, ...]:
    """The modulus of a product is the product of the moduli."""
    return (
        Step("next", "abs(lam**(t + 1)) == abs(lam**t)*abs(lam)", "algebra", "The modulus of a product."),
        Step("one", "abs(lam**t) == 1", "induction", "Every factor has modulus 1.", ("modulus",), on="t"),
    )


modulus_one_stays = Claim(
    id="modulus_one_stays",
    title="Eigenvalues of modulus 1 stay",
    says="The powers of an eigenvalue of modulus 1 keep modulus 1.",
    source=JORDAN,
    tier="background",
    let={"lam": "complex", "t": "natural"},
    given={"modulus": "abs(lam) == 1"},
    claim="abs(lam**t) == 1",
    derivation=modulus_is_kept,
    mutants=(
        Mutant("the power itself is 1", "lam**t == 1"),
        Mutant("any modulus", without="modulus"),
    ),
)


def norm_cannot_grow() -> tuple[Step, ...]:
    """An orthogonal matrix times a number of size at most 1."""
    return (
        Step("norm", "norm((s*Q) @ x) == abs(s)*norm(x)", "words", "An orthogonal matrix keeps the norm."),
        Step(
            "smaller", "norm((s*Q) @ x) <= norm(x)", "algebra", "The factor is at most 1.", ("norm", "small")
        ),
    )


small_spectrum_never_grows = Claim(
    id="small_spectrum_never_grows",
    title="Moduli below 1 keep the norm from growing",
    says="If all eigenvalues have modulus below 1 then multiplication by W makes no vector longer.",
    source=Source("trefethen_embree2005", "1 (the misconception that it warns of)"),
    tier="background",
    let={"n": "integer >= 1", "W": "matrix(n, n)", "x": "vector(n)"},
    given={"spectrum": "spectral_radius(W) < 1"},
    claim="norm(W @ x) <= norm(x)",
    experiments=(
        Experiment(
            "powers.nonnormal_transient",
            "norm_t <= norm_0",
            {"norm_t": "nonnegative", "norm_0": "nonnegative"},
        ),
    ),
    mutants=(
        Mutant("longer always", "norm(W @ x) >= norm(x)"),
        Mutant("without the hypothesis", without="spectrum"),
    ),
    repair=Repair(
        says="That is so for normal matrices, for instance a multiple s Q of an orthogonal one with |s| <= 1; a non-normal matrix can make "
        "vectors longer for a while.",
        let={"n": "integer >= 1", "Q": "orthogonal(n)", "s": "real", "x": "vector(n)"},
        without=("spectrum",),
        given={"small": "abs(s) <= 1"},
        claim="norm((s*Q) @ x) <= norm(x)",
        derivation=norm_cannot_grow,
        mutants=(
            Mutant("any factor", without="small"),
            Mutant("any matrix", let={"Q": "matrix(n, n)"}),
        ),
    ),
)

CLAIMS = (
    jordan_block_power,
    nilpotent_part_power,
    rotation_power,
    modulus_one_stays,
    small_spectrum_never_grows,
    power_method.power_method_column,
    *eigen_power_bounds.CLAIMS,
)
