"""One projected step of an online method on [-1, 1], in letters: what its potential a (x - u)^2/(2 eps) gains and loses.

Notation: y the distance x - u before the step, y^2 <= 4; a and b >= a the divisors before and after; the step is -eps times the direction over
b; the square of the distance after it is at most that without the projection.

References: zinkevich2003.
"""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.statement.derivation import Step


def projected_step(direction: str, after: str, letters: Mapping[str, str]) -> tuple[Step, ...]:
    """The steps 'projection', 'expanded', 'before' and 'scaled'. direction, after: the letters of the step's direction and of the
    square of the distance after it; letters: the domains of all of them."""
    moved = f"(y - eps*{direction}/b)**2"
    return (
        Step(
            "projection",
            "(min(1, max(-1, z)) - u)**2 <= (z - u)**2",
            "algebra",
            "Projecting brings no point of the interval further away.",
            let={"z": "real"},
        ),
        Step(
            "expanded",
            f"b/(2*eps)*{moved} == b*y**2/(2*eps) - {direction}*y + eps*({direction}**2/(2*b))",
            "algebra",
            "The square of a difference.",
            let=letters,
        ),
        Step(
            "before",
            "b*y**2/(2*eps) <= a*y**2/(2*eps) + (b - a)*2/eps",
            "algebra",
            "The interval has length 2.",
            let=letters,
            given=("y**2 <= 4", "b >= a"),
        ),
        Step(
            "scaled",
            f"b/(2*eps)*{after} <= b/(2*eps)*{moved}",
            "algebra",
            "Multiply by b/(2 eps).",
            let=letters,
            given=(f"{after} <= {moved}",),
        ),
    )
