"""The optimizers of torch, optax and keras under all laws: none is broken, and the conventions are the known ones."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from theory.laws.adapters import adapted
from theory.laws.suite import findings

# Target, family, and what its convention must be.
KNOWN = (
    ("torch.optim:SGD", "sgd", {}),
    (
        "torch.optim:SGD",
        "momentum",
        {"rate": "outside", "weight": "one", "first": "whole", "decay": "coupled"},
    ),
    ("torch.optim:SGD", "nesterov", {"rate": "outside", "nesterov": "shifted"}),
    ("torch.optim:Adagrad", "adagrad", {"stabiliser": "outside", "start": 0.0}),
    ("torch.optim:RMSprop", "rmsprop", {"stabiliser": "outside", "start": 0.0, "rate": "outside"}),
    ("torch.optim:Adadelta", "adadelta", {"stabiliser": "inside", "rate": "outside"}),
    ("torch.optim:Adam", "adam", {"stabiliser": "outside", "decay": "coupled"}),
    ("torch.optim:Adam", "amsgrad", {"stabiliser": "outside", "maximum": "raw"}),
    ("torch.optim:AdamW", "adamw", {"stabiliser": "outside", "decay": "decoupled"}),
    ("optax:sgd", "momentum", {"rate": "outside", "weight": "one"}),
    ("optax:sgd", "nesterov", {"rate": "outside", "nesterov": "shifted"}),
    ("optax:adagrad", "adagrad", {"stabiliser": "inside", "start": 0.1}),
    ("optax:rmsprop", "rmsprop", {"stabiliser": "inside", "start": 0.0, "rate": "inside"}),
    ("optax:adadelta", "adadelta", {"stabiliser": "inside", "rate": "outside"}),
    ("optax:adam", "adam", {"stabiliser": "outside"}),
    ("optax:amsgrad", "amsgrad", {"stabiliser": "outside", "maximum": "corrected"}),
    ("optax:adamw", "adamw", {"stabiliser": "outside", "decay": "decoupled"}),
    ("keras.optimizers:SGD", "momentum", {"rate": "inside", "weight": "one", "decay": "decoupled"}),
    ("keras.optimizers:SGD", "nesterov", {"rate": "inside", "nesterov": "shifted"}),
    ("keras.optimizers:Adagrad", "adagrad", {"stabiliser": "inside", "start": 0.1}),
    ("keras.optimizers:RMSprop", "rmsprop", {"stabiliser": "inside", "start": 0.0, "rate": "inside"}),
    ("keras.optimizers:Adadelta", "adadelta", {"stabiliser": "inside", "rate": "outside"}),
    ("keras.optimizers:Adam", "adam", {"stabiliser": "hat", "decay": "decoupled"}),
    ("keras.optimizers:Adam", "amsgrad", {"stabiliser": "hat", "maximum": "raw"}),
    ("keras.optimizers:AdamW", "adamw", {"stabiliser": "hat", "decay": "decoupled"}),
)


def lacking(target: str) -> str:
    """What is not installed for a target; empty where nothing lacks."""
    library = target.partition(":")[0].partition(".")[0]
    if find_spec(library) is None:
        return library
    return "torch or jax" if library == "keras" and not (find_spec("torch") or find_spec("jax")) else ""


@pytest.mark.parametrize(("target", "family", "switches"), KNOWN)
def test_a_library_keeps_all_laws_in_its_known_convention(target, family, switches):
    if lacking(target):
        pytest.skip(f"{lacking(target)} is not installed")
    found = findings(adapted(target), family)
    broken = [record.message for record in found.records if record.outcome == "broken"]
    assert found.kept, broken
    (fit,) = found.fits
    assert fit.precision == "float64"
    assert {name: getattr(fit.convention, name) for name in switches} == switches
    for name, value in switches.items():
        assert all(getattr(other, name) == value for other in fit.same), f"'{name}' is not told apart"
