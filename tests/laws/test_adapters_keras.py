"""keras.optimizers through its adapter, against the rules written out: what is known of its conventions."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec

import numpy as np
import pytest
from direct import (
    EPS,
    GRADIENTS,
    RATES,
    adadelta,
    adagrad,
    adam,
    apart,
    momentum,
    rmsprop,
    run,
    run_with_rates,
    with_decay,
)

from theory.laws.adapters import adapted
from theory.laws.adapters.naming import MissingLibrary, UnknownHyperparameter, UnknownOptimizer

BACKENDS = [one for one in ("torch", "jax", "tensorflow") if find_spec(one)]
pytestmark = [
    pytest.mark.skipif(
        find_spec("keras") is None, reason="keras is not installed: pip install 'theory-checker[keras]'"
    ),
    pytest.mark.skipif(not BACKENDS, reason="keras has no backend: neither torch nor jax is installed"),
]
# 1e-12 rejects float32 (1e-8); APART is what a wrong convention must be off by.
SAME, APART = 1e-12, 1e-3


def made(name, **hyper):
    return adapted(f"keras.optimizers:{name}")(lr=0.1, **hyper)


def test_adagrad_has_eps_inside_and_starts_at_a_tenth():
    found = run(made("Adagrad", eps=EPS))
    assert apart(found, adagrad(GRADIENTS, 0.1, EPS, 0.1, inside=True)) < SAME
    for start, inside in ((0.1, False), (0.0, True), (0.0, False)):
        assert apart(found, adagrad(GRADIENTS, 0.1, EPS, start, inside)) > 1e-4


def test_rmsprop_has_eps_inside():
    found = run(made("RMSprop", decay=0.9, eps=EPS))
    assert apart(found, rmsprop(GRADIENTS, 0.1, 0.9, EPS, inside=True)) < SAME
    assert apart(found, rmsprop(GRADIENTS, 0.1, 0.9, EPS, inside=False)) > APART


def test_adadelta():
    found = run(made("Adadelta", decay=0.9, eps=EPS))
    assert apart(found, adadelta(GRADIENTS, 0.1, 0.9, EPS)) < SAME


def test_adam_has_epsilon_hat():
    found = run(made("Adam", beta1=0.8, beta2=0.95, eps=EPS))
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "hat")) < SAME
    for other in ("outside", "inside"):
        assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, other)) > APART


def test_amsgrad_takes_its_maximum_over_raw_moments_with_epsilon_hat():
    found = run(made("Adam", beta1=0.8, beta2=0.95, eps=EPS, amsgrad=True))
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "hat", "raw")) < SAME
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "hat", "corrected")) > APART
    assert apart(found, adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "outside", "raw")) > APART


@pytest.mark.parametrize("name", ["Adam", "AdamW"])
def test_weight_decay_is_beside_the_step(name):
    found = run(made(name, beta1=0.8, beta2=0.95, eps=EPS, weight_decay=0.5))
    steps = adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "hat")
    assert apart(found, with_decay(GRADIENTS, steps, 0.1, 0.5)) < SAME
    assert apart(found, steps) > APART


@pytest.mark.parametrize("nesterov", [False, True])
def test_momentum_has_its_rate_inside_the_velocity(nesterov):
    found = run_with_rates(made("SGD", momentum=0.9, nesterov=nesterov), RATES)
    assert apart(found, momentum(GRADIENTS, RATES, 0.9, inside=True, nesterov=nesterov)) < SAME
    assert apart(found, momentum(GRADIENTS, RATES, 0.9, inside=False, nesterov=nesterov)) > APART


def test_rmsprop_with_momentum_has_its_rate_inside_the_velocity():
    found = run_with_rates(made("RMSprop", decay=0.9, eps=EPS, momentum=0.5), RATES)
    directions = -rmsprop(GRADIENTS, 1.0, 0.9, EPS, inside=True)
    assert apart(found, momentum(directions, RATES, 0.5, inside=True)) < SAME


def test_a_later_small_step_is_not_rounded_off_by_the_parameters():
    optimizer = made("SGD")
    optimizer.step(np.array([1e12]))
    assert abs(optimizer.step(np.array([1e-12]))[0] + 0.1 * 1e-12) < 1e-27


def test_shapes():
    optimizer = made("Adam")
    assert optimizer.step(np.ones((2, 3))).shape == (2, 3)
    assert made("SGD").step(np.float64(1.0)).shape == ()


def test_names_that_are_not_there():
    with pytest.raises(UnknownOptimizer, match="did you mean Adam"):
        adapted("keras.optimizers:adam")
    with pytest.raises(
        UnknownHyperparameter, match=r"keras.optimizers:SGD has no hyperparameter 'dampening'"
    ):
        made("SGD", momentum=0.9, dampening=0.5)


def test_a_value_out_of_range_is_refused_at_once():
    with pytest.raises(ValueError, match="momentum"):
        made("SGD", momentum=-1.0)


def test_keras_keeps_its_float_type_outside():
    run(made("Adam"))
    with pytest.raises(ValueError):
        made("SGD", momentum=-1.0)
    import keras

    assert keras.config.floatx() == "float32"
    assert "KERAS_BACKEND" not in os.environ or os.environ["KERAS_BACKEND"] == keras.config.backend()


def other_process(code: str, backend: str) -> subprocess.CompletedProcess[str]:
    """Python with Keras on this backend, to which a process is tied."""
    environment = {**os.environ, "KERAS_BACKEND": backend}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment
    )


@pytest.mark.skipif(len(BACKENDS) < 2, reason="one backend only is installed")
def test_backends_agree():
    code = (
        "import numpy as np\nfrom theory.laws.adapters import adapted\n"
        "made = adapted('keras.optimizers:Adam')(lr=0.1, beta1=0.8, beta2=0.95, eps=1e-4)\n"
        "print([float(made.step(np.array([1e-3 * step]))[0]).hex() for step in range(1, 9)])"
    )
    answers = []
    for backend in BACKENDS[:2]:
        done = other_process(code, backend)
        assert not done.returncode, done.stderr
        words = done.stdout.strip()[1:-1].replace("'", "").split(", ")
        answers.append(np.array([[float.fromhex(word)] for word in words]))
    assert apart(answers[0], answers[1]) < SAME


@pytest.mark.skipif(
    not find_spec("jax"), reason="the NumPy backend of Keras imports jax, which is not installed"
)
def test_the_numpy_backend_is_refused():
    code = "from theory.laws.adapters import adapted\nadapted('keras.optimizers:Adam')"
    done = other_process(code, "numpy")
    assert MissingLibrary.__name__ in done.stderr and "rounds to float32" in done.stderr
