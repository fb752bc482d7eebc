"""The perceptron's derivatives against complex steps, its errors against 600-bit arithmetic."""

from typing import Any

import mpmath
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from worlds_reference import precise

from proofs_check.worlds.perceptron import (
    BATCH,
    DATA,
    Backward,
    Case,
    Layer,
    backward,
    draw_case,
    forward,
    hessian_product,
    measure,
)

STEP = 1e-30
SEEDS = st.integers(0, 2**32 - 1)
WIDTHS = st.integers(1, 8)


def plain(case: Case) -> tuple[list[Layer], NDArray[Any], NDArray[Any]]:
    layers = [Layer(layer.weights.value, layer.bias.value) for layer in case.layers]
    return layers, case.inputs.value, case.targets.value


def flat(layers: list[Layer]) -> NDArray[Any]:
    size = len(layers[0].weights)
    return np.concatenate(
        [p.reshape(size, -1) for layer in layers for p in (layer.weights, layer.bias)], axis=1
    )


def unflat(vector: NDArray[Any], like: list[Layer]) -> list[Layer]:
    parts, start = [], 0
    for shape in [p.shape for layer in like for p in (layer.weights, layer.bias)]:
        count = int(np.prod(shape[1:]))
        parts.append(vector[:, start : start + count].reshape(shape))
        start += count
    return [Layer(w, b) for w, b in zip(parts[::2], parts[1::2], strict=True)]


def cost(layers: list[Layer], inputs: NDArray[Any], targets: NDArray[Any]) -> NDArray[Any]:
    residual = forward(layers, inputs)[-1] - targets
    return np.asarray((residual * residual).sum(axis=(1, 2)) / (2 * inputs.shape[1]))


@given(SEEDS, WIDTHS)
@settings(max_examples=12, deadline=None)
def test_gradient_and_hessian_product_match_complex_steps(seed: int, width: int) -> None:
    layers, inputs, targets = plain(draw_case(np.random.default_rng(seed), 12, width))
    pass_: Backward = backward(layers, inputs, targets, 1 / DATA)
    gradient, theta = flat(list(pass_.gradient)), flat(layers)
    for coordinate in range(theta.shape[1]):
        shifted = theta.astype(complex)
        shifted[:, coordinate] += 1j * STEP
        slope = cost(unflat(shifted, layers), inputs, targets).imag / STEP
        np.testing.assert_allclose(gradient[:, coordinate], slope, rtol=1e-11, atol=1e-11)
    direction = np.random.default_rng(seed + 1).standard_normal(theta.shape)
    product = flat(hessian_product(layers, unflat(direction, layers), pass_, 1 / DATA))
    turned = backward(unflat(theta + 1j * STEP * direction, layers), inputs, targets, 1 / DATA)
    expected = flat(list(turned.gradient)).imag / STEP
    np.testing.assert_allclose(product, expected, rtol=1e-10, atol=1e-10 * np.abs(expected).max())


@given(SEEDS, WIDTHS)
@settings(max_examples=15, deadline=None)
def test_the_hessian_is_symmetric_and_linear(seed: int, width: int) -> None:
    layers, inputs, targets = plain(draw_case(np.random.default_rng(seed), 12, width))
    pass_ = backward(layers, inputs, targets, 1 / DATA)
    u, v = np.random.default_rng(seed + 1).standard_normal((2, *flat(layers).shape))

    def product(direction: NDArray[Any]) -> NDArray[Any]:
        return flat(hessian_product(layers, unflat(direction, layers), pass_, 1 / DATA))

    Hu, Hv = product(u), product(v)
    size = np.abs(Hu).max() + np.abs(Hv).max()
    np.testing.assert_allclose((u * Hv).sum(axis=1), (v * Hu).sum(axis=1), rtol=1e-9, atol=1e-10 * size)
    np.testing.assert_allclose(product(u - 3 * v), Hu - 3 * Hv, rtol=1e-9, atol=1e-10 * size)


@given(SEEDS, WIDTHS, st.sampled_from([BATCH, DATA]))
@settings(max_examples=15, deadline=None)
def test_letters_are_those_of_the_cost_along_the_step(seed: int, width: int, batch: int) -> None:
    """q and s from complex steps of the cost along -g, the costs from a second forward pass."""
    case = draw_case(np.random.default_rng(seed), 12, width)
    layers, inputs, targets = plain(case)
    part = inputs[:, :batch], targets[:, :batch]
    v, theta, eps = measure(case, batch).values, flat(layers), case.eps.value[:, None]
    g = flat(list(backward(layers, *part, 1 / batch).gradient))
    q = cost(unflat(theta + 1j * STEP * g, layers), *part).imag / STEP
    turned = flat(list(backward(unflat(theta + 1j * STEP * g, layers), *part, 1 / batch).gradient))
    s = (g * turned.imag).sum(axis=1) / STEP
    np.testing.assert_allclose(v["q"], q, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(v["s"], s, rtol=1e-8, atol=1e-10 * (1 + np.abs(s).max()))
    moved = unflat(theta - eps * g, layers)
    for name, place, data in (("J0", layers, part), ("J1", moved, part)):
        np.testing.assert_allclose(v[name], cost(place, *data), rtol=1e-9, atol=1e-12)
    if batch < DATA:
        np.testing.assert_allclose(v["Jfull0"], cost(layers, inputs, targets), rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(v["Jfull1"], cost(moved, inputs, targets), rtol=1e-9, atol=1e-12)


def test_complex_step_check_rejects_a_wrong_sign() -> None:
    layers, inputs, targets = plain(draw_case(np.random.default_rng(1), 12, 3))
    pass_ = backward(layers, inputs, targets, 1 / DATA)
    wrong = Backward(pass_.activations, tuple(-error for error in pass_.errors), pass_.gradient)
    right, bent = (flat(hessian_product(layers, pass_.gradient, p, 1 / DATA)) for p in (pass_, wrong))
    assert not np.allclose(right, bent)


def precise_cost(layers: list[Layer], inputs: NDArray[Any], targets: NDArray[Any]) -> mpmath.mpf:
    value = inputs
    for depth, layer in enumerate(layers):
        value = value @ layer.weights.T + layer.bias
        if depth < len(layers) - 1:
            value = np.frompyfunc(mpmath.tanh, 1, 1)(value)
    return sum((value - targets).ravel() ** 2) / (2 * len(inputs))


def precise_gradient(layers: list[Layer], inputs: NDArray[Any], targets: NDArray[Any]) -> list[Layer]:
    activations = [inputs]
    for depth, layer in enumerate(layers):
        value = activations[-1] @ layer.weights.T + layer.bias
        activations.append(value if depth == len(layers) - 1 else np.frompyfunc(mpmath.tanh, 1, 1)(value))
    error, gradient = (activations[-1] - targets) / len(inputs), []
    for depth in range(len(layers) - 1, -1, -1):
        gradient.append(Layer(error.T @ activations[depth], error.sum(axis=0, keepdims=True)))
        error = (error @ layers[depth].weights) * (1 - activations[depth] ** 2)
    return gradient[::-1]


def squares(layers: list[Layer]) -> mpmath.mpf:
    return sum((layer.weights**2).sum() + (layer.bias**2).sum() for layer in layers)


@given(SEEDS, st.integers(1, 3), st.sampled_from([BATCH, DATA]))
@settings(max_examples=8, deadline=None)
def test_errors_bound_the_precise_values(seed: int, width: int, batch: int) -> None:
    case = draw_case(np.random.default_rng(seed), 8, width)
    measured = measure(case, batch)
    for index in range(8):
        layers = [Layer(precise(p.weights.value[index]), precise(p.bias.value[index])) for p in case.layers]
        inputs, targets = precise(case.inputs.value[index]), precise(case.targets.value[index])
        eps, part = precise(case.eps.value)[index], (inputs[:batch], targets[:batch])
        g = precise_gradient(layers, *part)

        def moved(size: mpmath.mpf, layers: list[Any] = layers, g: list[Any] = g) -> list[Layer]:
            pairs = zip(layers, g, strict=True)
            return [Layer(a.weights - size * b.weights, a.bias - size * b.bias) for a, b in pairs]

        tiny = mpmath.mpf(2) ** -150
        bend = (
            precise_cost(moved(tiny), *part)
            - 2 * precise_cost(layers, *part)
            + precise_cost(moved(-tiny), *part)
        )
        expected = {
            "q": squares(g),
            "s": bend / tiny**2,
            "J0": precise_cost(layers, *part),
            "J1": precise_cost(moved(eps), *part),
        }
        if batch < DATA:
            expected |= {"Jfull0": precise_cost(layers, inputs, targets)}
            expected |= {"Jfull1": precise_cost(moved(eps), inputs, targets)}
        for name, value in expected.items():
            # the second difference of s is itself off by about 2^-300
            gap = abs(precise(measured.values[name])[index] - value) - mpmath.mpf(2) ** -200
            assert gap <= measured.errors[name][index], (name, index, float(gap))


def test_small_steps_follow_the_model_and_mutants_do_not() -> None:
    measured = measure(draw_case(np.random.default_rng(3), 4000, 3), DATA)
    v, e = measured.values, measured.errors
    small = (
        (np.abs(v["eps"]) <= 2.0**-12) & (v["eps"] != 0) & (v["q"] > 1e-3) & (np.abs(v["s"]) > 1e-3 * v["q"])
    )
    rise = (v["J1"] - v["J0"] + v["eps"] * v["q"])[small]
    unsure = (e["J1"] + e["J0"] + np.abs(v["eps"]) * e["q"])[small]
    ratio = rise / (0.5 * v["eps"] ** 2 * v["s"])[small]
    clear = unsure < 1e-3 * np.abs(0.5 * v["eps"] ** 2 * v["s"])[small]
    assert clear.sum() > 100
    assert abs(np.median(ratio[clear]) - 1) < 0.05
    critical = v["q"] == 0
    assert 0.01 < critical.mean() < 0.2
