"""What all adapters share: targets, errors, and that nothing is imported before it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

from theory.laws.adapters import adapted, family_of
from theory.laws.adapters.naming import (
    MissingLibrary,
    UnknownHyperparameter,
    UnknownOptimizer,
    parameters,
    translated,
)


@pytest.mark.parametrize(
    "target", ["torch.optim.Adam", "optax", "optax:", ":adam", "torch:Adam", "os:system", ""]
)
def test_what_is_no_target(target):
    with pytest.raises(UnknownOptimizer, match="MODULE:NAME"):
        adapted(target)


@pytest.mark.parametrize(
    ("target", "module", "extra"),
    [
        ("torch.optim:Adam", "torch", "torch"),
        ("optax:adam", "optax", "optax"),
        ("keras.optimizers:Adam", "keras", "keras"),
    ],
)
def test_a_library_that_is_not_installed(target, module, extra, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingLibrary, match=rf"theory-checker\[{extra}\]"):
        adapted(target)


def test_nothing_is_imported_before_it_is_used():
    code = (
        "import sys, theory.laws.adapters.torch_optim, theory.laws.adapters.optax_transforms\n"
        "import theory.laws.adapters.keras_optimizers\n"
        "print([name for name in ('torch', 'jax', 'optax', 'keras', 'tensorflow') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("target", "family"),
    [
        ("torch.optim:SGD", "sgd"),
        ("torch.optim:RMSprop", "rmsprop"),
        ("optax:rmsprop", "rmsprop"),
        ("optax:amsgrad", "amsgrad"),
        ("keras.optimizers:Adadelta", "adadelta"),
        ("keras.optimizers:AdamW", "adamw"),
    ],
)
def test_family_by_name(target, family):
    assert family_of(target) == family


def test_a_name_that_tells_no_family():
    with pytest.raises(UnknownOptimizer, match="'Muon' tells no family"):
        family_of("torch.optim:Muon")


def test_translation():
    names = {"decay": ("alpha", "rho"), "beta1": ("b1",)}
    assert translated("x:y", {"decay": 0.9, "beta1": 0.5}, ("b1", "rho"), names) == {"rho": 0.9, "b1": 0.5}
    assert translated("x:y", {"b1": 0.5}, ("b1",), names) == {"b1": 0.5}
    with pytest.raises(UnknownHyperparameter, match=r"'decay'.*It has: beta1"):
        translated("x:y", {"decay": 0.9}, ("b1",), names)
    with pytest.raises(UnknownHyperparameter, match="'b1' is given twice"):
        translated("x:y", {"b1": 0.5, "beta1": 0.5}, ("b1",), names)


def test_parameters_are_the_named_ones():
    def function(a, *rest, b=1, **more):
        return a, rest, b, more

    assert list(parameters(function)) == ["a", "b"]
