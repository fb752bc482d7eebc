"""Numeric line search for a batch of convex functions of one variable, by bracketing and golden sections.

The search looks at function values only. Its answer carries an honest bound: comparing rounded values finds a
minimiser to about the square root of the rounding of the values, not to machine precision.
"""

from collections.abc import Callable

import numpy as np

from proofs_check.worlds.products import Array

Function = Callable[[Array], Array]
GOLDEN = (5**0.5 - 1) / 2
SECTIONS = 46
LONGEST_BRACKET = 300


def bracket(value: Function, noise: Function, instances: int) -> Array:
    """E (B,) with value(E) certainly above value(0), and within a factor 4 of the smallest such power of 4.

    A convex function that starts downhill then has its minimiser in (0, E), whatever the rounding was.
    noise(E) bounds the rounding of the values in [0, E]. Raises RuntimeError if the function does not rise
    again.
    """
    start = value(np.zeros(instances))
    end = np.ones(instances)
    for _ in range(LONGEST_BRACKET):
        low = value(end) <= start + 2 * noise(end)
        if not low.any():
            break
        end = np.where(low, 4 * end, end)
    else:
        raise RuntimeError(
            "line search: the function does not rise along the ray; give one with positive curvature"
        )
    for _ in range(LONGEST_BRACKET):
        high = value(end / 4) > start + 2 * noise(end / 4)
        if not high.any():
            break
        end = np.where(high, end / 4, end)
    return end


def golden_section(value: Function, end: Array) -> tuple[Array, Array]:
    """The middle and the width of what is left of [0, end] after the golden sections."""
    left, right = np.zeros_like(end), end
    low, high = right - GOLDEN * (right - left), left + GOLDEN * (right - left)
    at_low, at_high = value(low), value(high)
    for _ in range(SECTIONS):
        keep_left = at_low < at_high
        left, right = np.where(keep_left, left, low), np.where(keep_left, high, right)
        width = GOLDEN * (right - left)
        fresh = np.where(keep_left, right - width, left + width)
        at_fresh = value(fresh)
        low, high = np.where(keep_left, fresh, high), np.where(keep_left, low, fresh)
        at_low, at_high = np.where(keep_left, at_fresh, at_high), np.where(keep_left, at_low, at_fresh)
    return (left + right) / 2, right - left


def minimise(value: Function, noise: Function, curvature: Array) -> tuple[Array, Array]:
    """Minimiser (B,) over the positive ray of quadratics with second derivative >= curvature > 0, and its
    error bound.

    A comparison can only go wrong between two points whose values differ by less than 2*noise. They are 0.236
    of the interval apart, on the same side of the minimiser, so that curvature/2 * (0.236*interval)^2 <=
    2*noise: the interval, which holds both the minimiser and the answer, was then at most
    8.5*sqrt(noise/curvature) long. So it lies left of middle + radius, where the noise may be much smaller
    than at the end of the bracket.
    """
    end = bracket(value, noise, len(curvature))
    middle, width = golden_section(value, end)
    radius = np.maximum(width, 10 * np.sqrt(noise(end) / curvature))
    nearer = np.minimum(end, middle + radius)
    return middle, np.maximum(width, 10 * np.sqrt(noise(nearer) / curvature))
