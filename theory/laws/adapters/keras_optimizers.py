"""Optimizers of `keras.optimizers`, run in float64 on the backend that Keras uses; tried with torch and JAX.

What is global, and what is done about it:
- Keras holds a learning rate in its global float type. It is set to float64 inside each call and put back (so two threads must not
  use Keras at that time). Everything else is float64 by the variable's own type.
- With JAX as the backend, float64 is switched on inside each call, for this thread.
- Keras is tied to one backend for the life of the process. Where neither KERAS_BACKEND nor an earlier import of Keras decides and
  TensorFlow, its default, is not installed, the first of BACKENDS that is installed is chosen for that import.

The change of a step is read off the variable, which is put back to 0 before each step where the rule does not look at it, so that
nothing is rounded off.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory.laws.adapters.naming import (
    MissingLibrary,
    UnknownOptimizer,
    missing,
    nearest,
    parameters,
    translated,
)
from theory.laws.subject import Make, Optimizer

Array = NDArray[np.float64]

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "lr": ("learning_rate",),
        "decay": ("rho",),
        "beta1": ("beta_1",),
        "beta2": ("beta_2",),
        "eps": ("epsilon",),
    }
)
POSITION_FREE = ("SGD", "Adagrad", "RMSprop", "Adadelta", "Adam", "AdamW", "Adamax", "Nadam")
BACKENDS = ("torch", "jax")
# Keras calculates in float32 wherever a NumPy scalar meets an array of its NumPy backend.
FLOAT32_ONLY = ("numpy", "openvino")


def maker(name: str) -> Make:
    """The maker of `keras.optimizers.<name>`. Raises MissingLibrary, UnknownOptimizer."""
    target = f"keras.optimizers:{name}"
    kind = _kind(name)
    defaults = parameters(kind)
    has = [one for one in defaults if one not in ("self", "name")]

    def make(*, lr: float, **hyper: Any) -> Optimizer:
        options = translated(target, {"lr": float(lr), **hyper}, has, NAMES)
        decays = bool(options.get("weight_decay", defaults.get("weight_decay")))
        return KerasRun(kind, options, name in POSITION_FREE and not decays)

    return make


def _kind(name: str) -> Any:
    """The class of `keras.optimizers` of this name."""
    optimizers = _keras().optimizers
    kinds: dict[str, Any] = {
        one: kind
        for one, kind in vars(optimizers).items()
        if isinstance(kind, type)
        and issubclass(kind, optimizers.Optimizer)
        and kind is not optimizers.Optimizer
    }
    if name not in kinds:
        raise UnknownOptimizer(f"keras.optimizers has no optimizer '{name}'{nearest(name, kinds)}")
    return kinds[name]


def _keras() -> Any:
    """Keras on a backend that calculates in float64. Raises MissingLibrary."""
    try:
        keras = _imported()
    except ImportError as problem:
        raise missing("keras with a backend", "keras", problem) from problem
    backend = keras.config.backend()
    if backend in FLOAT32_ONLY:
        raise MissingLibrary(
            f"keras runs on its backend '{backend}', which rounds to float32; set KERAS_BACKEND to one of {', '.join(BACKENDS)}"
        )
    return keras


def _imported() -> Any:
    """Keras; at its first import with a backend that is installed."""
    undecided = (
        "keras" not in sys.modules and "KERAS_BACKEND" not in os.environ and not find_spec("tensorflow")
    )
    backend = next((one for one in BACKENDS if find_spec(one)), None) if undecided else None
    if backend:
        os.environ["KERAS_BACKEND"] = backend
    try:
        import keras
    finally:
        if backend:
            del os.environ["KERAS_BACKEND"]
    return keras


@contextmanager
def _float64() -> Iterator[None]:
    """Keras with float64 as its global float type, until the context is left."""
    import keras

    usual = keras.config.floatx()
    keras.config.set_floatx("float64")
    try:
        if keras.config.backend() == "jax":
            from theory.laws.adapters.optax_transforms import jax_float64

            with jax_float64():
                yield
        else:
            yield
    finally:
        keras.config.set_floatx(usual)


@dataclass
class KerasRun:
    """One run. The variable takes the shape of the first gradient; a class that refuses its options does so at once."""

    kind: Any
    options: dict[str, Any]
    position_free: bool
    variable: Any = field(default=None, init=False)

    def __post_init__(self) -> None:
        with _float64():
            self.optimizer = self.kind(**self.options)

    def set_rate(self, lr: float) -> None:
        """The rate from the next step on."""
        with _float64():
            self.optimizer.learning_rate = lr

    def step(self, gradient: Array) -> Array:
        """The change of the variable, of the gradient's shape."""
        import keras

        with _float64():
            if self.variable is None:
                self.variable = keras.Variable(np.zeros(np.shape(gradient)), dtype="float64")
                self.optimizer.build([self.variable])
            elif self.position_free:
                self.variable.assign(np.zeros(np.shape(gradient)))
            before = self._value()
            given = keras.ops.convert_to_tensor(np.asarray(gradient, dtype=np.float64), dtype="float64")
            self.optimizer.apply([given])
            return self._value() - before

    def _value(self) -> Array:
        import keras

        value: Array = np.array(keras.ops.convert_to_numpy(self.variable.value), dtype=np.float64)
        return value
