"""Letters, hypotheses and a step that the claims about powers of a diagonalizable matrix share: W = V L V^-1 and a time t."""

from proofs_check.statement.claim import Source
from proofs_check.statement.derivation import Step

LONG_TERM = Source("notes000", "long-term; notes001 2.5(1)")

SPECTRAL_LET = {"n": "integer >= 1", "V": "invertible(n)", "L": "diagonal(n)", "t": "natural"}
COMPLEX_LET = {**SPECTRAL_LET, "V": "complex invertible(n)", "L": "complex diagonal(n)"}
SPECTRAL = {"W": "V @ L @ inv(V)"}

CONDITION = "norm(V)*norm(inv(V))"  # Frobenius norms: at least the condition number of V
MODULI_AT_MOST = "forall(j, 'integer in [0, n - 1]', abs(L[j, j]) <= r)"
MODULI_AT_LEAST = "forall(j, 'integer in [0, n - 1]', abs(L[j, j]) >= r)"

EIGENVECTOR_POWER = Step(
    "component",
    "W**t @ v == lam**t*v",
    "induction",
    "W v = lam v, once for every step.",
    ("eigen",),
    on="t",
)
