"""Optimizers of torch, optax and keras as the suite wants them.

A target is a module and a name: "torch.optim:RMSprop", "optax:adam", "keras.optimizers:Adam". A library is imported when `adapted`
is asked for a target of it, not before; each is an extra of the installation (`torch`, `optax`, `keras`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from theory.laws.adapters.naming import UnknownOptimizer, nearest
from theory.laws.subject import Family, Make

TORCH, OPTAX, KERAS = "torch.optim", "optax", "keras.optimizers"

FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "sgd": "sgd",
        "adagrad": "adagrad",
        "rmsprop": "rmsprop",
        "adadelta": "adadelta",
        "adam": "adam",
        "amsgrad": "amsgrad",
        "adamw": "adamw",
    }
)


def adapted(target: str) -> Make:
    """The maker of a library's optimizer, which runs in float64. It takes the suite's names and the library's own.

    What is not given stays as the library has it. Raises UnknownOptimizer (a ValueError) for a target that is none, MissingLibrary
    (an ImportError) where its library is not installed. The maker raises UnknownHyperparameter (a TypeError), or what the library
    raises for a value out of range.
    """
    module, name = _parts(target)
    if module == TORCH:
        from theory.laws.adapters import torch_optim

        return torch_optim.maker(name)
    if module == OPTAX:
        from theory.laws.adapters import optax_transforms

        return optax_transforms.maker(name)
    from theory.laws.adapters import keras_optimizers

    return keras_optimizers.maker(name)


def family_of(target: str) -> Family:
    """The family that a target's name tells. SGD is told as plain steps, Adam as Adam; what switches make of them is not in a name.

    Raises UnknownOptimizer where the name tells no family.
    """
    name = target.rpartition(":")[2]
    family = FAMILIES.get(name.lower())
    if family is None:
        raise UnknownOptimizer(
            f"the name '{name}' tells no family; name one: sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, amsgrad, adamw"
        )
    return family


def _parts(target: str) -> tuple[str, str]:
    """Module and name of a target of a library that has an adapter."""
    module, colon, name = target.partition(":")
    known = (TORCH, OPTAX, KERAS)
    if not colon or not name or module not in known:
        meant = nearest(module, known) or "."
        raise UnknownOptimizer(
            f"'{target}' is no target; write MODULE:NAME with a module of {', '.join(known)}{meant} "
            "An optimizer of your own is checked in Python: check_optimizer(make)"
        )
    return module, name
