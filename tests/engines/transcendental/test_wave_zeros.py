"""Products of waves that are not zero."""

from __future__ import annotations

import pytest

from proofs_check.engines import wave_zeros
from tests.engines.stated_cases import Case, shown, shown_by

TRUE: list[Case] = [
    ({"n": "integer >= 1", "k": "integer in [1, n - 1]"}, "sin(pi*k/n)**2 != 0"),
    ({"n": "integer >= 1", "k": "integer in [1, n - 1]"}, "sin(pi*k/n) != 0"),
    ({"n": "integer >= 1", "k": "integer in [1, n - 1]"}, "cos(pi*k/(2*n)) != 0"),
    (
        {"m": "integer >= 1", "n": "integer >= 1", "N": "integer >= 1"},
        "sin(pi*(m - n)/(2*N)) != 0",
        "m < N",
        "n < N",
        "m != n",
    ),
    (
        {"m": "integer >= 1", "n": "integer >= 1", "N": "integer >= 1"},
        "sin(pi*(m - n)/(2*N)) != 0",
        "m < N",
        "n < N",
        "m < n",
    ),
    ({"x": "real", "n": "integer >= 1", "k": "integer"}, "sin(x + pi*k/n)**2 != 0", "sin(n*x) != 0"),
    (
        {"n": "integer >= 1", "k": "integer in [1, n - 1]", "c": "positive"},
        "c*sin(pi*k/n)**2*cos(pi*k/(2*n)) != 0",
    ),
]
FALSE: list[Case] = [
    ({"n": "integer >= 1", "k": "integer in [1, n]"}, "sin(pi*k/n)**2 != 0"),
    (
        {"m": "integer >= 1", "n": "integer >= 1", "N": "integer >= 1"},
        "sin(2*pi*(m - n)/N) != 0",
        "m < N",
        "n < N",
        "m != n",
    ),
    ({"x": "real", "n": "integer >= 1", "k": "integer"}, "sin(n*x) != 0", "sin(x) != 0"),
    ({"x": "real", "n": "integer >= 1", "k": "integer"}, "cos(x + pi*k/n) != 0", "sin(n*x) != 0"),
    ({"x": "real", "n": "real >= 1", "k": "integer"}, "sin(x + pi*k/n) != 0", "sin(n*x) != 0"),
    ({"x": "real", "n": "integer >= 1", "k": "integer"}, "sin(x) != 0", "sin(n*x + pi/2) != 0"),
]


# false ones that the search for counterexamples or the definedness of a term would hide
BY_ENGINE: list[Case] = [
    ({"x": "real", "n": "real >= 1", "k": "integer"}, "sin(x + pi*k/n)**2 != 0", "sin(n*x) != 0"),
    ({"x": "real", "n": "integer"}, "sin(x) != 0", "sin(x)**n != 0"),
    ({"x": "positive"}, "sin(x) != 0"),
    ({"x": "negative"}, "sin(x) != 0"),
    ({"x": "real in (-pi, pi)"}, "sin(x)**2 != 0"),
    ({"x": "real in (-pi, pi)"}, "cos(x) != 0", "x != pi/2"),
    ({"x": "real", "n": "integer"}, "cos(x) != 0", "cos(2*x) != 0"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case[1])
def test_true_is_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case[1])
def test_false_is_not_proved(case: Case) -> None:
    assert not shown(case)


@pytest.mark.parametrize("case", BY_ENGINE, ids=lambda case: case[1])
def test_the_engine_alone_does_not_prove_false_ones(case: Case) -> None:
    assert not shown_by(wave_zeros, case)
