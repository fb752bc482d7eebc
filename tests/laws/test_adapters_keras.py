"""What is special of keras.optimizers, beyond the contract of all adapters."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec

import numpy as np
import pytest
from adapted_libraries import APART, BACKENDS, KERAS, SAME
from direct import EPS, GRADIENTS, adam, apart, run, with_decay

from theory.laws.adapters.naming import MissingLibrary

pytestmark = pytest.mark.skipif(bool(KERAS.lacking), reason=KERAS.lacking or "installed")


def test_adams_weight_decay_is_beside_the_step_too():
    found = run(KERAS.made("adam", beta1=0.8, beta2=0.95, eps=EPS, weight_decay=0.5))
    steps = adam(GRADIENTS, 0.1, 0.8, 0.95, EPS, "hat")
    assert apart(found, with_decay(GRADIENTS, steps, 0.1, 0.5)) < SAME
    assert apart(found, steps) > APART


def test_a_value_out_of_range_is_refused_at_once():
    with pytest.raises(ValueError, match="momentum"):
        KERAS.made("sgd", momentum=-1.0)


def test_keras_keeps_its_float_type_outside():
    run(KERAS.made("adam"))
    with pytest.raises(ValueError):
        KERAS.made("sgd", momentum=-1.0)
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
