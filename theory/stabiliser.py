"""Where RMSProp's stabiliser stands: outside the root of the accumulator or inside; the text leaves it open.

Notation: eps global rate, delta stabiliser, rho decay rate, g the constant gradient component, R a value of the accumulator,
r(k) the accumulator after k steps.

References: notes001 (5.3), tieleman2012.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """Where the stabiliser stands. rate: in terms of the accumulator R; first, last: its value at k = 1 and its limit."""

    name: str
    title: str
    rate: str
    first: str
    last: str

    def at(self, accumulator: str) -> str:
        """The rate at a value of the accumulator."""
        return self.rate.replace("R", accumulator)

    @property
    def falls(self) -> str:
        """From every step to the next."""
        return f"{self.at('r(k + 1)')} < {self.at('r(k)')}"

    @property
    def grows(self) -> str:
        """The opposite."""
        return f"{self.at('r(k + 1)')} > {self.at('r(k)')}"

    @property
    def halves(self) -> str:
        """Faster than it falls."""
        return f"{self.at('r(k + 1)')} <= {self.at('r(k)')}/2"

    @property
    def range(self) -> str:
        """Root and rate at k = 1, in the limit, and in between."""
        one, now = self.at("r(1)"), self.at("r(k)")
        return (
            "sqrt(r(1)) == sqrt(1 - rho)*abs(g) and limit(sqrt(r(k)), k, oo) == abs(g) "
            "and sqrt(r(1)) <= sqrt(r(k)) and sqrt(r(k)) <= abs(g) "
            f"and {one} == {self.first} and limit({now}, k, oo) == {self.last} "
            f"and {self.last} <= {now} and {now} <= {self.first}"
        )


OUTSIDE = Reading(
    "outside",
    "Stabiliser outside the root",
    "eps/(delta + sqrt(R))",
    "eps/(delta + sqrt(1 - rho)*abs(g))",
    "eps/(delta + abs(g))",
)
INSIDE = Reading(
    "inside",
    "Stabiliser inside the root",
    "eps/sqrt(delta + R)",
    "eps/sqrt(delta + (1 - rho)*g**2)",
    "eps/sqrt(delta + g**2)",
)
