"""By how much two conventions differ, from what the catalogue proved.

Only under a constant gradient does the catalogue have such bounds; for other pairs there is none, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from theory.laws import stabiliser_bounds
from theory.laws.conventions import Convention
from theory.laws.formulas import letters_of, right_of, term
from theory.laws.laws_adam import STEADY
from theory.laws.laws_rmsprop import FIRST, LAST

LEMMAS = tuple(claim.id for claim in stabiliser_bounds.CLAIMS)
OUTSIDE_LONGER = term("stabiliser_outside_longer", "delta/(2*S**3)")
INSIDE_LONGER = term("stabiliser_inside_longer", "delta/S**2")
LEAST_ROOT = right_of("rmsprop_rate_range__outside", "sqrt(r(1))")


@dataclass(frozen=True)
class Difference:
    """The sizes of the difference of two steps, in units of lr. at_most holds at every step; first and last at step 1 and in the limit."""

    says: str
    claims: tuple[str, ...]
    at_most: float
    first: float
    last: float


def difference(
    one: Convention, other: Convention, hyper: Mapping[str, float], gradient: float
) -> Difference | None:
    """How far apart two conventions of a family are under a constant gradient; None where the catalogue has no bound."""
    apart = {name for name in one.switches if getattr(one, name) != getattr(other, name)}
    if not apart or one.family != other.family:
        return None
    if one.family == "sgd":
        return Difference("the same function", ("adam_l2_decay__sgd",), 0.0, 0.0, 0.0)
    if apart == {"rate"} and one.family != "adadelta":
        return Difference("the same function at a constant rate", ("velocity_closed_form",), 0.0, 0.0, 0.0)
    if apart == {"stabiliser"} and one.family == "rmsprop" and one.start == 0:
        return _of_rmsprop(hyper, gradient)
    if {one.stabiliser, other.stabiliser} == {"outside", "hat"} and apart == {"stabiliser"}:
        return _of_adam(hyper, gradient)
    return None


def _of_rmsprop(hyper: Mapping[str, float], gradient: float) -> Difference:
    """Both rates run between their first value and their limit, over a root that never falls below the first one."""
    letters = {**letters_of(hyper), "g": gradient}
    size = abs(gradient) / hyper["lr"]
    first = {side: FIRST[side].at(**letters) * size for side in FIRST}
    last = {side: LAST[side].at(**letters) * size for side in LAST}
    roots = {"S": LEAST_ROOT.at(rho=hyper["decay"], g=gradient), "delta": hyper["eps"]}
    by_roots = max(OUTSIDE_LONGER.at(**roots), INSIDE_LONGER.at(**roots)) * abs(gradient)
    by_ranges = max(first["outside"] - last["inside"], first["inside"] - last["outside"])
    at_first, at_last = (abs(known["outside"] - known["inside"]) for known in (first, last))
    claims = ("rmsprop_rate_range__outside", "rmsprop_rate_range__inside", *LEMMAS)
    says = "the root of the accumulator rises from its first value to |g|"
    return Difference(says, claims, min(by_roots, by_ranges), at_first, at_last)


def _of_adam(hyper: Mapping[str, float], gradient: float) -> Difference:
    """Epsilon hat is delta/sqrt(1 - beta2**t) for delta: most at t = 1, and delta itself in the limit."""
    letters = {name: value for name, value in letters_of(hyper).items() if name != "lambda_"}
    hat = {**letters, "delta": float(hyper["eps"] / np.sqrt(1 - hyper["beta2"]))}
    steps = [STEADY.at(**known, g=gradient, t=1) / hyper["lr"] for known in (letters, hat)]
    first = abs(steps[0] - steps[1])
    says = "epsilon hat is the stabiliser over sqrt(1 - beta2**t), so the difference is largest at the first step"
    claims = ("adam_constant_gradient__corrected", "adam_stabiliser_placement__repaired")
    return Difference(says, claims, first, first, 0.0)
