"""The three libraries as their adapters are tested: names of their optimizers, and what is known of their conventions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import pytest

from theory.laws.adapters import adapted

# 1e-12 rejects float32 (1e-8); APART is what a wrong convention must be off by.
SAME, APART = 1e-12, 1e-3
BACKENDS = [one for one in ("torch", "jax", "tensorflow") if find_spec(one)]


@dataclass(frozen=True)
class Library:
    """A library's names and conventions. inside: where AdaGrad's and RMSProp's stabiliser stands; start: AdaGrad's first accumulator;
    adam, amsgrad: place of the stabiliser, and of AMSGrad what the maximum is over; rate_inside, rmsprop_rate_inside: of the velocity;
    first_start_apart: what another AdaGrad is off by at least; misspelt: a name and the guess; lacks: an optimizer and what it has not.
    """

    module: str
    names: Mapping[str, str]
    inside: bool
    start: float
    adam: str
    amsgrad: tuple[str, str]
    rate_inside: bool
    rmsprop_rate_inside: bool
    first_start_apart: float
    misspelt: tuple[str, str]
    lacks: tuple[str, str]

    def made(self, rule: str, **hyper: Any) -> Any:
        """A fresh optimizer with rate 0.1; `rule` in the suite's words."""
        return adapted(f"{self.module}:{self.names[rule]}")(lr=0.1, **hyper)

    @property
    def lacking(self) -> str:
        """Why it cannot be tested here; empty where it can."""
        if find_spec(self.module.partition(".")[0]) is None:
            extra = self.module.partition(".")[0]
            return f"{extra} is not installed: pip install 'theory-checker[{extra}]'"
        if self.module.startswith("keras") and not BACKENDS:
            return "keras has no backend: neither torch nor jax is installed"
        return ""


KERAS_NAMES = {
    "sgd": "SGD",
    "adagrad": "Adagrad",
    "rmsprop": "RMSprop",
    "adadelta": "Adadelta",
    "adam": "Adam",
    "amsgrad": "Adam",
    "adamw": "AdamW",
}
TORCH = Library(
    "torch.optim",
    KERAS_NAMES,
    inside=False,
    start=0.0,
    adam="outside",
    amsgrad=("outside", "raw"),
    rate_inside=False,
    rmsprop_rate_inside=False,
    first_start_apart=APART,
    misspelt=("RMSProp", "RMSprop"),
    lacks=("rmsprop", "beta1"),
)
OPTAX = Library(
    "optax",
    {name: name for name in KERAS_NAMES},
    inside=True,
    start=0.1,
    adam="outside",
    amsgrad=("outside", "corrected"),
    rate_inside=False,
    rmsprop_rate_inside=True,
    first_start_apart=1e-4,
    misspelt=("Adam", "adam"),
    lacks=("sgd", "dampening"),
)
KERAS = Library(
    "keras.optimizers",
    KERAS_NAMES,
    inside=True,
    start=0.1,
    adam="hat",
    amsgrad=("hat", "raw"),
    rate_inside=True,
    rmsprop_rate_inside=True,
    first_start_apart=1e-4,
    misspelt=("adam", "Adam"),
    lacks=("sgd", "dampening"),
)


def needing(library: Library) -> Any:
    """The library as a parameter of a test, skipped with the reason where it is not installed."""
    reason = library.lacking
    return pytest.param(
        library, id=library.module, marks=pytest.mark.skipif(bool(reason), reason=reason or "installed")
    )


EVERY = [needing(one) for one in (TORCH, OPTAX, KERAS)]
