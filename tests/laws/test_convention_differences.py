"""No two conventions differ by more than is proved, for any gradients; and every bound is nearly reached."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_the_same import known_so_far, told

from theory.laws.conventions import Convention, conventions_of
from theory.laws.differences import Reach, bound, difference, matters_below
from theory.laws.formulas import claims_by_id
from theory.laws.neighbours import lines_of_neighbours, neighbours
from theory.laws.rules import rule_of
from theory.laws.subject import Family, hypers_for

FAMILIES: tuple[Family, ...] = ("momentum", "nesterov", "adagrad", "rmsprop", "adam", "amsgrad")
# In a fixed order: the workers of a parallel run must collect the same tests.
CONVENTIONS = {
    family: tuple(
        dict.fromkeys(
            one for ahead in (False, family == "nesterov") for one in conventions_of(family, ahead, False)
        )
    )
    for family in FAMILIES
}
PAIRS = {family: tuple(combinations(found, 2)) for family, found in CONVENTIONS.items()}
SIZES = st.sampled_from([0.0, 1.0, -1.0, 1e-4, -1e-8, 1e3]) | st.floats(-8, 8).map(
    lambda x: 10.0**x / 4 - 0.25
)
SEQUENCES = st.lists(SIZES, min_size=1, max_size=12) | st.tuples(SIZES, st.integers(0, 11)).map(
    lambda pair: [pair[0], *[0.0] * pair[1]]
)
HYPERS = {
    "momentum": st.sampled_from([0.25, 0.75, 0.9]),
    "dampening": st.sampled_from([0.0, 0.25, 0.9]),
    "decay": st.sampled_from([0.5, 0.875, 0.99]),
    "beta1": st.sampled_from([0.0, 0.5, 0.9]),
    "beta2": st.sampled_from([0.9, 0.99, 0.999]),
    "eps": st.integers(-10, -2).map(lambda k: 10.0**k),
}
OPTIONS = {"momentum": ("dampening",), "rmsprop": ("momentum",)}


def drawn_hypers(data: st.DataObject, family: Family) -> dict[str, float]:
    needed = [name for name in hypers_for(family) if name in HYPERS]
    optional = [name for name in OPTIONS.get(family, ()) if data.draw(st.booleans(), name)]
    return hypers_for(family, {name: data.draw(HYPERS[name], name) for name in (*needed, *optional)})


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=150)
@given(data=st.data())
def test_no_gradients_make_a_larger_difference(family: Family, data: st.DataObject) -> None:
    one, other = data.draw(st.sampled_from(PAIRS[family]))
    hyper, gradients = drawn_hypers(data, family), data.draw(SEQUENCES)
    rates = data.draw(
        st.lists(st.sampled_from([0.25, 1.0, 2.0]), min_size=len(gradients), max_size=len(gradients))
    )
    seen = told(one, other, hyper, gradients, rates)
    all_known = known_so_far(one, other, hyper, gradients, rates)
    for apart, size, known in zip(seen.apart, seen.sizes, all_known, strict=True):
        for reach in (known, replace(known, step=None), Reach(rates=known.rates)):
            most = bound(one, other, hyper, reach)
            assert most is not None and apart <= most.at_most * (1 + 1e-9) + 1e-13 * size


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=60)
@given(data=st.data(), gradient=st.floats(-8, 3).map(lambda x: 10.0**x))
def test_a_constant_gradient_makes_the_first_and_the_last_difference(
    family: Family, data: st.DataObject, gradient: float
) -> None:
    one, other = data.draw(st.sampled_from(PAIRS[family]))
    drawn = drawn_hypers(data, family)
    # 300 steps are enough for a limit.
    hyper = {
        **drawn,
        **{name: value for name, value in {"decay": 0.5, "beta2": 0.75}.items() if name in drawn},
    }
    known, seen = difference(one, other, hyper, gradient), told(one, other, hyper, [gradient] * 300)
    assert known is not None
    rounding = 1e-12 * max(seen.sizes)
    assert max(seen.apart) <= known.at_most * (1 + 1e-9) + rounding
    assert seen.apart[0] == pytest.approx(known.first, rel=1e-6, abs=rounding)
    if family != "adagrad":
        assert seen.apart[-1] == pytest.approx(known.last, rel=1e-5, abs=1e-6 * known.at_most + rounding)


def test_under_a_constant_gradient_adagrads_conventions_come_together() -> None:
    torch, keras = Convention("adagrad"), Convention("adagrad", stabiliser="inside", start=0.1)
    hyper = hypers_for("adagrad", {"eps": 1e-8})
    known = difference(torch, keras, hyper, 0.01)
    apart = told(torch, keras, hyper, [0.01] * 300).apart
    assert known is not None and known.last == 0 and known.first == pytest.approx(0.96839, rel=1e-4)
    assert all(later < before for before, later in pairwise(apart)) and apart[-1] < 0.04


# Conventions, hyperparameters, gradients, factors of the rate, and the share of the bound that they reach at the last step.
REACHED = (
    ("adagrad", {}, {"stabiliser": "inside"}, {"eps": 1e-8}, [1e-2], [], 0.979),
    ("adagrad", {}, {"start": 0.1}, {"eps": 1e-8}, [3.0, 4.0], [], 0.999),
    ("rmsprop", {}, {"stabiliser": "inside"}, {"eps": 1e-8}, [1e-2] * 3, [], 0.96),
    ("rmsprop", {}, {"start": 1.0}, {}, [1.0] * 4, [], 0.999),
    ("rmsprop", {}, {"start": 1.0}, {"momentum": 0.9}, [1.0] * 1, [], 0.999),
    ("adam", {}, {"stabiliser": "hat"}, {"eps": 1e-8}, [1.0, -2.0, 1e-8], [], 0.999),
    ("adam", {}, {"stabiliser": "inside"}, {"eps": 1e-8}, [1e-2] * 5, [], 0.979),
    ("amsgrad", {}, {"maximum": "corrected"}, {"eps": 1e-12}, [1.0, *[0.0] * 20], [], 0.999),
    ("momentum", {}, {"rate": "inside"}, {}, [1.0] * 60, [1.0] * 59 + [0.25], 0.999),
    ("nesterov", {}, {"rate": "inside"}, {}, [1.0] * 60, [1.0] * 59 + [0.25], 0.74),
    ("momentum", {}, {"weight": "average"}, {"dampening": 0.25}, [1.0] * 9, [], 0.999),
    ("momentum", {}, {"first": "whole"}, {"dampening": 0.25}, [1.0, -1.0, 0.5], [], 0.999),
    ("nesterov", {}, {"nesterov": "lookahead"}, {}, [-1.0] * 9 + [1.0], [], 0.999),
)


@pytest.mark.parametrize(("family", "one", "other", "extra", "gradients", "rates", "share"), REACHED)
def test_the_bound_is_reached(family, one, other, extra, gradients, rates, share) -> None:
    """A bound of half the size would be wrong, one of twice the size not reached."""
    hyper = hypers_for(family, extra)
    sides = Convention(family, **one), Convention(family, **other)
    seen = told(*sides, hyper, gradients, rates)
    most = bound(*sides, hyper, known_so_far(*sides, hyper, gradients, rates)[-1])
    assert most is not None
    assert share * most.at_most <= seen.apart[-1] <= most.at_most * (1 + 1e-7)


# Without anything known of the gradients: what the worst ones reach. For Adam those that grow by beta2/beta1, late.
GROWING = [*[0.0] * 3000, *(1e-10 * 1.11**k for k in range(40))]
USUAL = {"beta1": 0.9, "beta2": 0.999}
WORST = (
    ("adagrad", {"stabiliser": "inside"}, {"eps": 1e-12}, [1e-9], 0.99),
    ("adagrad", {"start": 0.1}, {"eps": 1e-12}, [1e-6], 0.99),
    ("rmsprop", {"stabiliser": "inside"}, {"eps": 1e-12}, [1e-9], 0.99),
    ("adam", {"stabiliser": "inside"}, {"eps": 1e-14, **USUAL}, GROWING, 0.95),
    ("amsgrad", {"stabiliser": "inside"}, {"eps": 1e-14, **USUAL}, GROWING, 0.95),
    ("adam", {"stabiliser": "hat"}, {"eps": 1e-8, "beta1": 0.0, "beta2": 0.9}, [1e-8 * 10**0.25], 0.3),
    (
        "amsgrad",
        {"maximum": "corrected"},
        {"eps": 1e-12, "beta1": 0.0, "beta2": 0.9},
        [1.0, *[0.0] * 200, 1.0],
        0.999,
    ),
)


@pytest.mark.parametrize(("family", "other", "extra", "gradients", "share"), WORST)
def test_the_bound_for_any_gradients_is_reached(family, other, extra, gradients, share) -> None:
    hyper = hypers_for(family, extra)
    sides = Convention(family), Convention(family, **other)
    most = bound(*sides, hyper)
    assert most is not None
    assert share * most.at_most <= max(told(*sides, hyper, gradients).apart) <= most.at_most


def test_epsilon_hat_is_worst_where_its_lemma_says() -> None:
    """At the root sqrt(delta h) the first steps differ by the share (q - p)/(q + p): 0.698 with beta2 0.999."""
    hyper = hypers_for("adam", {"eps": 1e-8, "beta1": 0.9, "beta2": 0.999})
    sides = Convention("adam"), Convention("adam", stabiliser="hat")
    (apart,) = told(*sides, hyper, [1e-8 * 1000**0.25]).apart
    known = difference(*sides, hyper, 1e-8 * 1000**0.25)
    assert apart == pytest.approx(0.698, abs=1e-3)
    assert known is not None and apart == pytest.approx(known.at_most, rel=1e-9)


def test_amsgrads_steps_are_apart_by_a_known_factor() -> None:
    """A lone gradient: the raw maximum is divided by a growing correction, the corrected one stays."""
    hyper = hypers_for("amsgrad", {"eps": 1e-30, "beta1": 0.9, "beta2": 0.99})
    raw, corrected = (rule_of(Convention("amsgrad", maximum=kind), hyper) for kind in ("raw", "corrected"))
    for t in range(1, 30):
        gradient = np.array([1.0 if t == 1 else 0.0])
        factor = float(raw.step(gradient)[0] / corrected.step(gradient)[0])
        assert factor == pytest.approx(((1 - 0.99**t) / 0.01) ** 0.5, rel=1e-9)


@given(gradients=SEQUENCES, beta2=HYPERS["beta2"])
def test_amsgrads_steps_are_apart_by_no_other_factor(gradients: list[float], beta2: float) -> None:
    hyper = hypers_for("amsgrad", {"eps": 1e-300, "beta2": beta2})
    sides = Convention("amsgrad"), Convention("amsgrad", maximum="corrected")
    seen = told(*sides, hyper, gradients)
    for t, (apart, raw) in enumerate(zip(seen.apart, seen.sizes, strict=True), 1):
        longest = ((1 - beta2**t) / (1 - beta2)) ** 0.5
        assert not raw or 1 <= raw / (raw - apart) * (1 + 1e-12) <= longest * (1 + 1e-9)


@pytest.mark.parametrize(
    ("family", "other", "size"),
    [
        ("adagrad", {"stabiliser": "inside"}, 7.07e-4),
        ("rmsprop", {"stabiliser": "inside"}, 7.07e-4),
        ("adagrad", {"start": 0.1}, 2.22),
        ("adam", {"stabiliser": "hat"}, 3.03e-5),
    ],
)
def test_the_size_of_gradients_at_which_it_matters(family, other, size) -> None:
    """eps 1e-8, beta2 0.999: a first accumulator of 0.1 is felt up to gradients of 2, epsilon hat below 3e-5."""
    hyper = hypers_for(family, {"eps": 1e-8, **({"beta2": 0.999} if family == "adam" else {})})
    sides = Convention(family), Convention(family, **other)
    found = matters_below(*sides, hyper)
    assert found is not None
    assert bound(*sides, hyper, Reach(found, found)).at_most <= 0.01
    assert bound(*sides, hyper, Reach(found / 2, found / 2)).at_most > 0.01
    assert found == pytest.approx(size, rel=0.1)


def test_what_has_no_bound() -> None:
    adadelta = Convention("adadelta", stabiliser="inside")
    hyper = hypers_for("adadelta")
    assert bound(adadelta, replace(adadelta, stabiliser="outside"), hyper) is None
    assert difference(adadelta, replace(adadelta, rate="inside"), hyper, 1.0) is None
    assert difference(Convention("adam"), Convention("amsgrad"), hypers_for("adam"), 1.0) is None
    assert difference(Convention("adam"), Convention("adam"), hypers_for("adam"), 1.0) is None
    decaying = hypers_for("adam", {"weight_decay": 0.1})
    coupled = Convention("adam", decay="coupled")
    assert bound(coupled, replace(coupled, decay="decoupled"), decaying) is None
    assert bound(coupled, replace(coupled, stabiliser="hat"), decaying) is None
    assert bound(coupled, replace(coupled, stabiliser="hat"), hypers_for("adam")) is not None


def test_weight_decay_is_no_difference_where_there_is_none() -> None:
    coupled = Convention("adam", decay="coupled")
    known = difference(coupled, replace(coupled, decay="decoupled"), hypers_for("adam"), 1.0)
    assert known is not None and known.at_most == 0


@pytest.mark.parametrize(
    "one", [one for found in CONVENTIONS.values() for one in found], ids=lambda one: one.says()
)
def test_neighbours_are_one_switch_away_and_cite_what_there_is(one: Convention) -> None:
    options = frozenset({"momentum", "dampening"})
    for found in neighbours(one, options):
        apart = [name for name in one.switches if getattr(one, name) != getattr(found.convention, name)]
        assert len(apart) == 1 and found.at_most > 0
        assert set(found.claims) <= set(claims_by_id())
        assert all(max(first, last) <= found.at_most for _, first, last in found.steady)
    assert len(list(neighbours(one, options))) >= 1


def test_a_neighbour_in_words() -> None:
    lines = lines_of_neighbours(Convention("rmsprop"), frozenset({"momentum"}))
    assert lines[0].endswith("(proved, for any gradients; decay 0.99, eps 1e-08):")
    assert "stabiliser inside the root: 10 lr, but less than 0.01 lr for gradients above 0.0007" in lines[1]
    assert "rate inside the average (momentum 0.9): 45 lr when the rate is halved" in lines[3]
    assert len(lines_of_neighbours(Convention("rmsprop"), frozenset())) == 3
    assert lines_of_neighbours(Convention("adadelta", stabiliser="inside"), frozenset()) == []
    raw = Convention("amsgrad")
    assert any(
        "maximum of corrected moments: 7 lr; nothing under" in line
        for line in lines_of_neighbours(raw, frozenset())
    )
