"""The power method: what multiplying a row or a column by W again and again leaves, and how fast the rest is discarded.

Divided by the growth lam_1^t of the principal eigenvalue, rows tend to a multiple of the principal left eigenvector, columns of
the right one; the distance is at most |V||V^-1| ratio^t times the norm at the start, where the other moduli are at most ratio |lam_1|.

Main claims: power_method_row, power_method_column.

Notation: W = V L V^-1 with the principal eigenvalue lam_1 = L[0, 0] first; the columns of V are the right eigenvectors, the rows of
V^-1 the left ones; w the vector at the start; norms of matrices are Frobenius norms.

References: notes000 (long-term), horn_johnson2013 (5.6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofs_check.statement.claim import Claim, Experiment, Mutant, Repair, Source
from proofs_check.statement.derivation import Step, Use
from theory import figures
from theory.spectral import COMPLEX_LET, CONDITION, SPECTRAL, SPECTRAL_LET

RATE = f"{CONDITION}*ratio**t*norm(w)"
OTHERS = "forall(j, 'integer in [1, n - 1]', abs(L[j, j]) <= ratio*abs(L[0, 0]))"


@dataclass(frozen=True)
class Side:
    """Rows or columns. multiplied: w after t steps, which is outer @ L**t @ inner @ w; share: its principal coordinate."""

    multiplied: str
    outer: str
    inner: str
    share: str
    principal: str

    @property
    def others(self) -> str:
        """The coordinates of w without the principal one."""
        return f"{self.inner} @ w - ({self.share})*unit(n, 0)"

    @property
    def distance(self) -> str:
        """How far from its principal component the vector is, relative to the growth."""
        return f"norm({self.multiplied}/L[0, 0]**t - ({self.share})*{self.principal})"

    @property
    def claim(self) -> str:
        """The bound of the distance, and its limit."""
        return f"{self.distance} <= {RATE} and limit({self.distance}, t, oo) == 0"


ROW = Side("(W.T)**t @ w", "inv(V).T", "V.T", "V[:, 0].T @ w", "inv(V)[0, :].T")
COLUMN = Side("W**t @ w", "V", "inv(V)", "inv(V)[0, :] @ w", "V[:, 0]")


def converges(side: Side) -> tuple[Step, ...]:
    """Without its principal coordinate the start grows like (ratio |lam_1|)^t at most."""
    remainder = f"{side.outer} @ (L**t @ ({side.others}))"
    return (
        Step(
            "split",
            f"{side.multiplied}/L[0, 0]**t - ({side.share})*{side.principal} == ({remainder})/L[0, 0]**t",
            "words",
            "The principal coordinate is multiplied by lam_1^t, and that is taken away.",
            ("dominant",),
        ),
        Step(
            "grows_slowly",
            f"norm({side.outer} @ (L**t @ y)) <= norm({side.outer})*(ratio*abs(L[0, 0]))**t*norm(y)",
            "algebra",
            "The other coordinates are multiplied by powers of moduli at most ratio |lam_1|.",
            ("others",),
            let={"y": "complex vector(n)"},
            given=("y[0] == 0",),
        ),
        Step(
            "start",
            f"norm({side.others}) <= norm({side.inner} @ w)",
            "algebra",
            "A coordinate less makes no vector longer.",
        ),
        Step("inner", f"norm({side.inner} @ w) <= norm({side.inner})*norm(w)", "algebra"),
        Step(
            "remainder",
            f"norm({remainder}) <= {CONDITION}*(ratio*abs(L[0, 0]))**t*norm(w)",
            "algebra",
            "One after the other.",
            ("start", "inner", Use("grows_slowly", {"y": side.others})),
        ),
        Step(
            "bound",
            f"{side.distance} <= {RATE}",
            "algebra",
            "Divide by lam_1^t.",
            ("dominant", "split", "remainder"),
        ),
        Step(
            "limit",
            f"limit({side.distance}, t, oo) == 0",
            "limit",
            "The ratio of the moduli is below 1.",
            ("bound", "dominant"),
        ),
        Step("together", side.claim, "algebra", "Both parts.", ("bound", "limit")),
    )


def row_converges() -> tuple[Step, ...]:
    """For x^T W^t."""
    return converges(ROW)


def column_converges() -> tuple[Step, ...]:
    """For W^t x."""
    return converges(COLUMN)


CONTRIBUTION = {"contribution": "nonnegative", "cond": "nonnegative", "rest": "nonnegative"}
DISCARDED = Repair(
    says="They are discarded only relative to the dominant growth, and only against strictly smaller moduli: if |lambda_j| <= "
    "ratio |lambda_1| for all other j, ratio < 1, then x^T W^t/lambda_1^t is within |V||V^-1| ratio^t |x| of its component along "
    "the principal left eigenvector, whose coefficient is x.v1.",
    let={**COMPLEX_LET, "w": "complex vector(n)", "ratio": "real in [0, 1)"},
    without=("principal", "orthogonal"),
    given={"others": OTHERS, "dominant": "L[0, 0] != 0"},
    claim=ROW.claim,
    derivation=row_converges,
    experiments=(
        Experiment(
            "powers.power_method_row",
            "contribution <= cond*rest**t*norm(w)*(1 + 10**(-9))",
            CONTRIBUTION,
        ),
    ),
    mutants=(
        Mutant("equal moduli", claim=f"limit({ROW.distance}, t, oo) == 0", let={"ratio": "real in [0, 1]"}),
        Mutant("absolutely", f"limit(norm({ROW.multiplied}), t, oo) == 0"),
    ),
)

power_method_row = Claim(
    id="power_method_row",
    title="What repeated multiplication of a row vector discards",
    says="x^T W^t eventually discards all components of x that are orthogonal to the principal eigenvector of W.",
    about="W = V L V^-1, the principal eigenvector is the first column of V. Diagonalizable matrices are among those the claim speaks of.",
    scope="instance",
    source=Source("notes000", "long-term"),
    tier="core",
    figures=figures.powers,
    let={**SPECTRAL_LET, "w": "vector(n)"},
    define=SPECTRAL,
    given={
        "principal": "forall(j, 'integer in [0, n - 1]', abs(L[j, j]) <= abs(L[0, 0]))",
        "orthogonal": "dot(w, V[:, 0]) == 0",
    },
    claim="limit(norm((W.T)**t @ w), t, oo) == 0",
    experiments=(
        Experiment(
            "powers.power_method_row",
            "implies(t >= 8, contribution <= norm(w)/2)",
            {"contribution": "nonnegative"},
        ),
    ),
    mutants=(
        Mutant("also components along it", without="orthogonal"),
        Mutant("they explode", "limit(norm((W.T)**t @ w), t, oo) == oo"),
    ),
    repair=DISCARDED,
)

power_method_column = Claim(
    id="power_method_column",
    title="What repeated multiplication of a column vector discards",
    says="W^t w discards the components that are orthogonal to the principal (right) eigenvector v1, relative to its growth.",
    about="W = V L V^-1 with the principal eigenvector as first column of V.",
    scope="instance",
    source=Source("notes000", "long-term (the column version)"),
    tier="background",
    let={**SPECTRAL_LET, "w": "vector(n)"},
    define=SPECTRAL,
    given={
        "principal": "forall(j, 'integer in [1, n - 1]', abs(L[j, j]) < abs(L[0, 0]))",
        "orthogonal": "dot(w, V[:, 0]) == 0",
        "nonzero": "L[0, 0] != 0",
    },
    claim="limit(norm(W**t @ w)/abs(L[0, 0])**t, t, oo) == 0",
    experiments=(
        Experiment(
            "powers.power_method_column",
            "contribution <= cond*rest**t*norm(w)*(1 + 10**(-9))",
            CONTRIBUTION,
        ),
    ),
    mutants=(
        Mutant("also along it", without="orthogonal"),
        Mutant("it explodes", "limit(norm(W**t @ w)/abs(L[0, 0])**t, t, oo) == oo"),
    ),
    repair=replace(
        DISCARDED,
        says="For columns it is the left eigenvector u (the first row of V^-1) that counts: W^t w/lambda_1^t is within "
        "|V||V^-1| ratio^t |w| of (u.w) v1, so what is discarded is what is orthogonal to u.",
        without=("principal", "orthogonal", "nonzero"),
        claim=COLUMN.claim,
        derivation=column_converges,
        experiments=(),
        mutants=(
            Mutant(
                "the printed coefficient",
                f"limit({COLUMN.distance.replace(COLUMN.share, 'V[:, 0].T @ w')}, t, oo) == 0",
            ),
            Mutant("absolutely", f"limit(norm({COLUMN.multiplied}), t, oo) == 0"),
        ),
    ),
)
