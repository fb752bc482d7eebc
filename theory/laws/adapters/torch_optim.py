"""Optimizers of `torch.optim`, run in float64 on the CPU.

Nothing global is set: the parameter is a float64 tensor of its own, whatever torch's default dtype and device are.

The change of a step is read off the parameter. A parameter far from 0 would round it, so the parameter is put back to 0 before each
step where the rule is known not to look at it: the rules of POSITION_FREE without weight decay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory.laws.adapters.naming import UnknownOptimizer, missing, nearest, parameters, translated
from theory.laws.subject import Make, Optimizer

Array = NDArray[np.float64]

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"decay": ("alpha", "rho"), "beta1": ("beta1",), "beta2": ("beta2",)}
)
POSITION_FREE = ("SGD", "Adagrad", "RMSprop", "Adadelta", "Adam", "AdamW", "Adamax", "NAdam", "RAdam")
# What the adapter fills in itself or what only concerns tensors of other kinds.
NOT_OFFERED = ("self", "params", "betas")


def maker(name: str) -> Make:
    """The maker of `torch.optim.<name>`. Raises MissingLibrary, UnknownOptimizer."""
    target = f"torch.optim:{name}"
    kind = _kind(name)
    defaults = parameters(kind)
    betas = defaults.get("betas")
    has = [one for one in defaults if one not in NOT_OFFERED] + ["beta1", "beta2"] * (betas is not None)

    def make(*, lr: float, **hyper: Any) -> Optimizer:
        options = translated(target, {"lr": float(lr), **hyper}, has, NAMES)
        if betas is not None:
            options["betas"] = (options.pop("beta1", betas[0]), options.pop("beta2", betas[1]))
        decays = options.get("weight_decay", defaults.get("weight_decay", 0)) != 0
        return TorchRun(kind, options, name in POSITION_FREE and not decays)

    return make


def _kind(name: str) -> Any:
    """The class of `torch.optim` of this name."""
    try:
        from torch import optim
    except ImportError as problem:
        raise missing("torch", "torch", problem) from problem
    kinds: dict[str, Any] = {
        one: kind
        for one, kind in vars(optim).items()
        if isinstance(kind, type) and issubclass(kind, optim.Optimizer) and kind is not optim.Optimizer
    }
    if name not in kinds:
        raise UnknownOptimizer(f"torch.optim has no optimizer '{name}'{nearest(name, kinds)}")
    # A closure without a default, as LBFGS has it, evaluates the loss again.
    if parameters(kinds[name].step).get("closure", 0) is not None:
        raise UnknownOptimizer(f"torch.optim.{name} evaluates the loss itself; the laws only give gradients")
    return kinds[name]


@dataclass
class TorchRun:
    """One run. The parameter takes the shape of the first gradient; a class that refuses its options does so at once."""

    kind: Any
    options: dict[str, Any]
    position_free: bool

    def __post_init__(self) -> None:
        self._place(())

    def _place(self, shape: tuple[int, ...]) -> None:
        import torch

        self.parameter = torch.zeros(shape, dtype=torch.float64, device="cpu", requires_grad=True)
        self.optimizer = self.kind([self.parameter], **self.options)
        self.started = False

    def set_rate(self, lr: float) -> None:
        """The rate from the next step on."""
        self.options["lr"] = lr
        for group in self.optimizer.param_groups:
            group["lr"] = lr

    def step(self, gradient: Array) -> Array:
        """The change of the parameter, of the gradient's shape."""
        import torch

        if not self.started:
            self._place(np.shape(gradient))
            self.started = True
        with torch.no_grad():
            if self.position_free:
                self.parameter.zero_()
            before: Array = self.parameter.numpy().copy()
        self.parameter.grad = torch.tensor(gradient, dtype=torch.float64, device="cpu")
        self.optimizer.step()
        after: Array = self.parameter.detach().numpy()
        return after - before
