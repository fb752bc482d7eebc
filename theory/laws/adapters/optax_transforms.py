"""Optimizers of `optax`, run in float64.

JAX calculates in float32 unless its `enable_x64` says otherwise; here that holds inside each call only, for this thread, and
the user's setting is left as it is. The rate is handed over as a schedule, so that it can be set between steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from types import FunctionType, MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory.laws.adapters.naming import (
    UnknownHyperparameter,
    UnknownOptimizer,
    missing,
    nearest,
    parameters,
    translated,
)
from theory.laws.subject import Make, Optimizer

Array = NDArray[np.float64]

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"lr": ("learning_rate",), "decay": ("decay", "rho"), "beta1": ("b1",), "beta2": ("b2",)}
)
# Switches of the suite that an optimizer of this name has on for good.
ALWAYS_ON: Mapping[str, str] = MappingProxyType({"amsgrad": "amsgrad"})


def maker(name: str) -> Make:
    """The maker of `optax.<name>`. Raises MissingLibrary, UnknownOptimizer."""
    target = f"optax:{name}"
    function = _function(name)
    has = tuple(parameters(function))

    def make(*, lr: float, **hyper: Any) -> Optimizer:
        switch = ALWAYS_ON.get(name, "")
        if switch not in has and not hyper.pop(switch, True):
            raise UnknownHyperparameter(f"{target} cannot do without '{switch}'")
        options = translated(target, {"lr": float(lr), **hyper}, has, NAMES)
        return OptaxRun(function, options.pop("learning_rate"), options)

    return make


def _function(name: str) -> Any:
    """The function of optax of this name: one that takes a learning rate."""
    try:
        import optax
    except ImportError as problem:
        raise missing("optax", "optax", problem) from problem
    functions: dict[str, Any] = {
        one: function
        for one, function in vars(optax).items()
        if isinstance(function, (FunctionType, partial)) and "learning_rate" in parameters(function)
    }
    if name not in functions:
        raise UnknownOptimizer(
            f"optax has no optimizer '{name}' that takes a learning rate{nearest(name, functions)}"
        )
    return functions[name]


def jax_float64() -> AbstractContextManager[Any]:
    """JAX with float64, for this thread, until the context is left."""
    import jax

    return jax.enable_x64(True)  # type: ignore[no-any-return]


@dataclass
class OptaxRun:
    """One run. The parameters take the shape of the first gradient; a function that refuses its options does so at once."""

    function: Any
    rate: float
    options: dict[str, Any]
    state: Any = field(default=None, init=False)
    parameters: Any = field(default=None, init=False)

    def __post_init__(self) -> None:
        with jax_float64():
            self.transformation = self.function(learning_rate=lambda count: self.rate, **self.options)

    def set_rate(self, lr: float) -> None:
        """The rate from the next step on."""
        self.rate = lr

    def step(self, gradient: Array) -> Array:
        """The change of the parameters, of the gradient's shape."""
        with jax_float64():
            import jax.numpy as jnp

            given = jnp.asarray(gradient, dtype=jnp.float64)
            if self.state is None:
                self.parameters = jnp.zeros_like(given)
                self.state = self.transformation.init(self.parameters)
            change, self.state = self.transformation.update(given, self.state, self.parameters)
            self.parameters = self.parameters + change
            moved: Array = np.array(change, dtype=np.float64)
        return moved
