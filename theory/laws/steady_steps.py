"""The size of a step under a constant gradient in every convention: at the first step and in the limit, in units of lr.

AdaDelta, whose roots feed on each other, and weight decay, which depends on the parameters, have none here.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from theory.laws.conventions import Convention
from theory.laws.formulas import right_of, term
from theory.laws.rules import denominator

COUNTED = right_of("adagrad_constant_gradient__repaired", "a(k)")
TERMINAL = term("terminal_velocity", "eps/(1 - alpha)*g")
LONGEST = term("longest_velocity", "G*(1 - mu**t)/(1 - mu)")
SQUARES = right_of("rmsprop_accumulator", "r(k)")


def first_step(one: Convention, hyper: Mapping[str, float], gradient: float) -> float:
    """The size of the first step."""
    size = abs(gradient)
    match one.family:
        case "sgd":
            return size
        case "momentum":
            return size * (1.0 if one.first == "whole" else weight(one, hyper))
        case "nesterov":
            return size * (1 + (hyper["momentum"] if one.nesterov == "shifted" else 0.0))
        case "adagrad" | "rmsprop":
            return size / float(denominator(one, accumulator(one, hyper, gradient, 1), hyper["eps"]))
        case _:
            return _of_moments(one, hyper, size, 1 - hyper["beta2"])


def last_step(one: Convention, hyper: Mapping[str, float], gradient: float) -> float:
    """What the size of the step tends to."""
    size = abs(gradient)
    match one.family:
        case "sgd":
            return size
        case "momentum":
            return size * weight(one, hyper) * reach(hyper)
        case "nesterov":
            return size * reach(hyper)
        case "adagrad":
            return 0.0
        case "rmsprop":
            return size * reach(hyper) / float(denominator(one, gradient**2, hyper["eps"]))
        case _:
            return _of_moments(one, hyper, size, 1.0)


def accumulator(one: Convention, hyper: Mapping[str, float], gradient: float, k: int) -> float:
    """AdaGrad's or RMSProp's accumulator after k equal gradients: what the start leaves, and the squares."""
    if one.family == "adagrad":
        return one.start + COUNTED.at(g=gradient, k=k)
    return float(left_of_start(one, hyper, one.start, k) + SQUARES.at(rho=hyper["decay"], g=gradient, k=k))


def left_of_start(one: Convention, hyper: Mapping[str, float], start: float, k: int) -> float:
    """What a first accumulator still adds after k steps."""
    return start if one.family == "adagrad" else start * hyper["decay"] ** k


def weight(one: Convention, hyper: Mapping[str, float]) -> float:
    """With what weight a gradient enters the velocity."""
    return 1 - (hyper["momentum"] if one.weight == "average" else hyper.get("dampening", 0.0))


def reach(hyper: Mapping[str, float], steps: int | None = None) -> float:
    """How many equal terms a velocity amounts to, in the limit or after so many steps."""
    momentum = hyper.get("momentum", 0.0)
    if steps is None:
        return TERMINAL.at(eps=1.0, alpha=momentum, g=np.ones(1), n=1)
    return LONGEST.at(G=1.0, mu=momentum, t=steps)


def _of_moments(one: Convention, hyper: Mapping[str, float], size: float, correction: float) -> float:
    """Adam and AMSGrad: both averages are the gradient and its square once they are corrected."""
    eps = hyper["eps"] / (np.sqrt(correction) if one.stabiliser == "hat" else 1.0)
    return size / float(denominator(one, size**2, eps))
