"""What each switch of a convention contributes to the difference of two steps at most, in units of lr, whatever the gradients.

Notation: S what the root of the accumulator does not fall below, delta the stabiliser, mu the momentum.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf, sqrt
from types import MappingProxyType
from typing import TypeAlias

from theory.laws.conventions import Convention
from theory.laws.formulas import term
from theory.laws.steady_steps import left_of_start, reach, weight

OUTSIDE_LONGER = term("stabiliser_outside_longer", "delta/(2*S**3)")
INSIDE_LONGER = term("stabiliser_inside_longer", "delta/S**2")
BY_START = term("start_matters_less", "a/((S + U)*(delta + S)*(delta + U))")
BY_HAT = term("hat_shorter", "(h - delta)/((delta + S)*(h + S))")
HAT_AT_WORST = term("hat_at_worst", "(q - p)/(q + p)")
BY_MAXIMUM = term("maximum_shortens", "(1 - 1/F)/(delta + p)")
BY_RATES = term("rate_terms", "(b - a)*G")
STEP_BOUND = term("adam_step_bound__repaired", "(1 - beta1)/(sqrt(1 - beta2)*sqrt(1 - beta1**2/beta2))")

STABILISER = ("stabiliser_outside_longer", "stabiliser_inside_longer", "stabiliser_below_inverse")
HAT = ("hat_shorter", "hat_at_worst", "adam_stabiliser_placement__repaired")
START = ("start_matters_less", "start_difference")
MAXIMUM = ("raw_below_corrected", "corrected_below_first", "maximum_shortens")
RATE = ("rate_in_velocity", "rate_terms", "longest_velocity")


@dataclass(frozen=True)
class Bound:
    """What no difference of two steps exceeds, in units of lr, whatever the gradients."""

    says: str
    claims: tuple[str, ...]
    at_most: float


@dataclass(frozen=True)
class Reach:
    """What is known of a run up to a step.

    size: what no gradient exceeds (of Adam and AMSGrad: the corrected average at this step). root: what the root of the accumulator is
    not below (with the smaller first accumulator; Adam's corrected one, AMSGrad's raw one). step: None for all of them. rates: least
    and largest, in units of lr.
    """

    size: float = inf
    root: float = 0.0
    step: int | None = None
    rates: tuple[float, float] = (1.0, 1.0)


def _longest(one: Convention, hyper: Mapping[str, float]) -> float:
    """The largest quotient of gradient and root, of Adam's averages for instance."""
    if one.family == "adagrad":
        return 1.0
    if one.family == "rmsprop":
        return 1 / sqrt(1 - hyper["decay"])
    beta1, beta2 = hyper["beta1"], hyper["beta2"]
    return STEP_BOUND.at(beta1=beta1, beta2=beta2) if beta1**2 < beta2 else inf


def _longest_claims(one: Convention) -> tuple[str, ...]:
    return ("root_of_sum",) if one.family in ("adagrad", "rmsprop") else ("adam_step_bound__repaired",)


def _inside_both(
    one: Convention, other: Convention, hyper: Mapping[str, float], root: float
) -> tuple[float, float]:
    """Stabiliser and root of a denominator delta + S; a stabiliser inside both roots is part of S."""
    if one.stabiliser == other.stabiliser == "inside":
        return 0.0, sqrt(root**2 + hyper["eps"])
    return hyper["eps"], root


def _moved(one: Convention, hyper: Mapping[str, float], known: Reach) -> float:
    """What a velocity and a larger rate make of the difference of single pushes."""
    return known.rates[1] * (reach(hyper, known.step) if one.family == "rmsprop" else 1.0)


def _product(size: float, factor: float) -> float:
    """Where nothing is known of the size, 0 times it is 0."""
    return size * factor if factor else 0.0


def _stabiliser(one: Convention, other: Convention, hyper: Mapping[str, float], known: Reach) -> Bound | None:
    """Epsilon hat to outside, outside to inside."""
    if one.family == "adadelta":
        return None
    sides, total = {one.stabiliser, other.stabiliser}, 0.0
    claims: list[str] = []
    words: list[str] = []
    if "hat" in sides:
        total += _hat(one, hyper, known)
        claims += HAT
        words.append("epsilon hat is the stabiliser over sqrt(1 - beta2**t), most at the first step")
    if "inside" in sides:
        total += _sides(one, hyper, known)
        claims += STABILISER
        words.append(
            "a stabiliser on the other side of the root S changes |g|/S by at most max(eps/(2 S**2), eps/S)"
        )
    # Both steps have the sign of the gradient, and neither is longer than without stabiliser.
    total = min(total, _longest(one, hyper))
    return Bound("; ".join(words), (*claims, *_longest_claims(one)), total * _moved(one, hyper, known))


def _sides(one: Convention, hyper: Mapping[str, float], known: Reach) -> float:
    if known.root == 0:
        return _longest(one, hyper)
    letters = {"S": known.root, "delta": hyper["eps"]}
    return min(
        _longest(one, hyper), known.size * max(OUTSIDE_LONGER.at(**letters), INSIDE_LONGER.at(**letters))
    )


def _hat(one: Convention, hyper: Mapping[str, float], known: Reach) -> float:
    delta = hyper["eps"]
    hat = delta / sqrt(1 - hyper["beta2"] ** (known.step or 1))
    worst = _product(_longest(one, hyper), HAT_AT_WORST.at(p=sqrt(delta), q=sqrt(hat)))
    return min(worst, _product(known.size, BY_HAT.at(delta=delta, h=hat, S=known.root)))


def _start(one: Convention, other: Convention, hyper: Mapping[str, float], known: Reach) -> Bound:
    """The smaller start is in the root already; with the stabiliser inside, both roots have it."""
    step = 1 if hyper.get("momentum") else known.step or 1
    added = left_of_start(one, hyper, abs(one.start - other.start), step)
    delta, root = _inside_both(one, other, hyper, known.root)
    most = _longest(one, hyper)
    if root > 0:
        letters = {"a": added, "S": root, "U": sqrt(root**2 + added), "delta": delta}
        most = min(most, _product(known.size, BY_START.at(**letters)))
    fades = "start_is_added" if one.family == "adagrad" else "start_fades"
    says = "a first accumulator a shortens the step over the root S by at most |g| a/(2 S**3), and less at every later step"
    return Bound(says, (fades, *START, *_longest_claims(one)), most * _moved(one, hyper, known))


def _maximum(one: Convention, other: Convention, hyper: Mapping[str, float], known: Reach) -> Bound:
    """The raw step over the corrected one is between 1 and sqrt((1 - beta2**t)/(1 - beta2))."""
    step = hyper["beta2"] ** known.step if known.step else 0.0
    factor = sqrt((1 - step) / (1 - hyper["beta2"]))
    delta, root = _inside_both(one, other, hyper, known.root)
    most = _product(_longest(one, hyper), BY_MAXIMUM.at(delta=0.0, p=1.0, F=factor))
    if root > 0:
        most = min(most, _product(known.size, BY_MAXIMUM.at(delta=delta, p=root, F=factor)))
    says = f"the step with the raw maximum is 1 to {factor:.3g} times as long as with the corrected one"
    return Bound(says, (*MAXIMUM, *_longest_claims(one)), most * known.rates[1])


def _rate(one: Convention, other: Convention, hyper: Mapping[str, float], known: Reach) -> Bound | None:
    """Only gradients before the newest one are remembered at another rate."""
    if one.family == "adadelta":
        return None
    least, largest = known.rates
    if least == largest or not hyper.get("momentum"):
        return Bound("the same function at a constant rate", ("velocity_closed_form",), 0.0)
    gap = BY_RATES.at(a=least, b=largest, G=1.0) * _pushed(one, other, hyper, known)
    most = hyper["momentum"] * gap * reach(hyper, None if known.step is None else known.step - 1)
    says = f"rates between {least:g} and {largest:g} lr stand beside past gradients that the velocity keeps at the old or the new rate"
    return Bound(says, RATE, most)


def _pushed(one: Convention, other: Convention, hyper: Mapping[str, float], known: Reach) -> float:
    """The size of what a gradient adds to the velocity."""
    if one.family == "rmsprop":
        return min(_longest(one, hyper), known.size / known.root if known.root else inf)
    whole = "whole" in (one.first, other.first)
    return known.size * (1.0 if whole else max(weight(one, hyper), weight(other, hyper)))


def _weight(one: Convention, other: Convention, hyper: Mapping[str, float], known: Reach) -> Bound:
    """Two weights of every gradient."""
    gap = abs(weight(one, hyper) - weight(other, hyper))
    most = _product(known.size, gap * reach(hyper, known.step))
    says = "the weight of new gradients is a factor of the velocity, as if the rate were another"
    return Bound(says, ("weight_is_factor", "longest_velocity"), most * known.rates[1])


def _first(one: Convention, other: Convention, hyper: Mapping[str, float], known: Reach) -> Bound:
    """What the first gradient has more."""
    damped = one if one.first == "damped" else other
    more = 1 - weight(damped, hyper)
    if not more:
        return Bound("the same function without dampening", ("first_gradient_whole",), 0.0)
    faded = hyper["momentum"] ** (known.step - 1) if known.step else 1.0
    says = "the first gradient counts more, by the dampening, and fades with the momentum"
    return Bound(says, ("first_gradient_whole",), _product(known.size, more * faded) * known.rates[1])


def _nesterov(one: Convention, other: Convention, hyper: Mapping[str, float], known: Reach) -> Bound:
    """The change of the velocity times the momentum: g - (1 - mu) v is at most |g| and |v|(1 - mu) long."""
    momentum, before = hyper["momentum"], None if known.step is None else known.step - 1
    most = _product(known.size, momentum * (1 + (1 - momentum) * reach(hyper, before)))
    says = "the same run seen at two points: the shifted parameters are the look-ahead point, momentum times the velocity away"
    return Bound(says, ("shifted_is_ahead", "longest_velocity"), most * known.rates[1])


def _decay(one: Convention, other: Convention, hyper: Mapping[str, float], known: Reach) -> Bound | None:
    if one.family == "sgd":
        return Bound("the same function", ("adam_l2_decay__sgd",), 0.0)
    if hyper.get("weight_decay"):
        return None
    return Bound("the same function without weight decay", (), 0.0)


Part: TypeAlias = Callable[[Convention, Convention, Mapping[str, float], Reach], Bound | None]
PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "stabiliser": _stabiliser,
        "start": _start,
        "maximum": _maximum,
        "rate": _rate,
        "weight": _weight,
        "first": _first,
        "nesterov": _nesterov,
        "decay": _decay,
    }
)
