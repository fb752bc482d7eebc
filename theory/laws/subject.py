"""What the suite asks of an optimizer: how it is made, how it is called, and what it may offer beyond that.

The names of hyperparameters are the suite's own: lr, momentum, dampening, nesterov, decay (of a moving average of squares), beta1,
beta2, eps (the stabiliser), amsgrad, weight_decay. A maker refuses what it does not have with a TypeError or a ValueError.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, Protocol, TypeAlias, get_args, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Family = Literal["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "amsgrad", "adamw"]
FAMILIES: tuple[Family, ...] = get_args(Family)
Precision = Literal["float64", "float32"]


class Optimizer(Protocol):
    """One run of an optimizer. The parameters start at 0."""

    def step(self, gradient: Array) -> Array:
        """The change of the parameters at this gradient; both of shape (n,)."""
        ...


class Make(Protocol):
    """Makes a fresh optimizer."""

    def __call__(self, *, lr: float, **hyper: Any) -> Optimizer: ...


@runtime_checkable
class HasRate(Protocol):
    """What an optimizer may offer: a rate that can be set between steps. Only then is it seen whether the velocity holds it."""

    def set_rate(self, lr: float) -> None: ...


@runtime_checkable
class LooksAhead(Protocol):
    """What an optimizer may offer: it wants its gradient at the parameters plus `ahead()`, an array of shape (n,) or 0."""

    def ahead(self) -> Array | float: ...


@dataclass(frozen=True)
class Hypers:
    """The hyperparameters of a family: those that it must have, those that it may have, and the switch that selects it."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    switch: str = ""


HYPERS: Mapping[Family, Hypers] = MappingProxyType(
    {
        "sgd": Hypers((), ("weight_decay",)),
        "momentum": Hypers(("momentum",), ("dampening", "weight_decay")),
        "nesterov": Hypers(("momentum",), (), "nesterov"),
        "adagrad": Hypers(("eps",)),
        "rmsprop": Hypers(("decay", "eps"), ("momentum",)),
        "adadelta": Hypers(("decay", "eps")),
        "adam": Hypers(("beta1", "beta2", "eps"), ("weight_decay",)),
        "amsgrad": Hypers(("beta1", "beta2", "eps"), (), "amsgrad"),
        "adamw": Hypers(("beta1", "beta2", "eps", "weight_decay")),
    }
)

# Few binary digits each, so that float32 holds them too and every difference is the optimizer's own.
USUAL: Mapping[str, float] = MappingProxyType(
    {
        "lr": 1 / 8,
        "momentum": 3 / 4,
        "dampening": 1 / 4,
        "decay": 7 / 8,
        "beta1": 3 / 4,
        "beta2": 31 / 32,
        "eps": 2.0**-20,
        "weight_decay": 1 / 16,
    }
)


class NotMade(Exception):
    """The maker refuses the hyperparameters of a family; the message says which and why."""


def made(make: Make, family: Family, hyper: Mapping[str, float], switched: bool) -> Optimizer:
    """A fresh optimizer of this family. Raises NotMade when the maker refuses with TypeError or ValueError."""
    given: dict[str, Any] = dict(hyper)
    switch = HYPERS[family].switch
    if switch and switched:
        given[switch] = True
    try:
        return make(**given)
    except (TypeError, ValueError) as problem:
        named = ", ".join(sorted(given))
        raise NotMade(f"the maker refuses {named}: {problem}") from problem


def hypers_for(
    family: Family, extra: Mapping[str, float] | None = None, usual: Mapping[str, float] = USUAL
) -> dict[str, float]:
    """The usual values of what a family needs, and `extra` over them."""
    names = ("lr", *HYPERS[family].needed)
    return {**{name: usual[name] for name in names}, **(extra or {})}
