"""Sums of floors whose upper end moves by a block."""

from __future__ import annotations

import pytest

from proofs_check.engines import sums_in_blocks
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

N = {"n": "natural"}
P = {"n": "integer >= 1"}

PROVED: list[Case] = [
    (P, "sum(floor(sqrt(k)), k, 0, n**2 - 1) == n*(n - 1)*(4*n + 1)/6"),
    (P, "sum(floor(sqrt(k)), k, 1, n**2) == n*(n - 1)*(4*n + 1)/6 + n"),
    (N, "sum(floor(sqrt(k)), k, 0, n**2 + 2*n) == n*(n + 1)*(4*n + 5)/6"),
    (P, "sum(ceil(sqrt(k)), k, 1, n**2) == n*(n + 1)*(4*n - 1)/6"),
    (P, "sum(floor(root(k, 3)), k, 1, n**3 - 1) == n*(n - 1)*(3*n**2 + n)/4"),
    (P, "sum(1/(2*floor(sqrt(k)) + 1), k, 1, n**2 - 1) == n - 1"),
    (P, "sum((-1)**floor(sqrt(k)), k, 0, n**2 - 1) == (-1)**(n + 1)*n"),
    (P, "sum(floor(log(k)/log(2)), k, 1, 2**n - 1) == (n - 2)*2**n + 2"),
    (N, "sum(floor(log(k)/log(2)), k, 1, 2**n) == (n - 2)*2**n + n + 2"),
    (N, "sum(ceil(log(k)/log(2)), k, 1, 2**n) == (n - 1)*2**n + 1"),
    (N, "sum(floor(log(k)/log(3)), k, 1, 3**n - 1) == n*3**n - (3**(n + 1) - 3)/2"),
    (P, "sum(floor(sqrt(k)), k, 0, n**2 - 1) >= 2*n*(n - 1)*(n + 1)/3 - n*(n - 1)"),
    (P, "2*n**3 > 3*sum(floor(sqrt(k)), k, 0, n**2 - 1)"),
]

FALSE: list[Case] = [
    (P, "sum(floor(sqrt(k)), k, 0, n**2 - 1) == n*(n - 1)*(4*n + 2)/6"),
    (P, "sum(ceil(sqrt(k)), k, 1, n**2) == n*(n + 1)*(4*n + 1)/6"),
    (P, "sum(floor(log(k)/log(2)), k, 1, 2**n) == (n - 2)*2**n + 2"),
    (N, "sum(ceil(log(k)/log(2)), k, 1, 2**n) == (n - 1)*2**n"),
    (P, "sum((-1)**floor(sqrt(k)), k, 0, n**2 - 1) == (-1)**n*n"),
    (P, "sum(floor(sqrt(k)), k, 0, n**2 - 1) > n*(n - 1)*(4*n + 1)/6"),
    # the steps agree, the first value does not
    (P, "sum(floor(sqrt(k)), k, 0, n**2 - 1) == n*(n - 1)*(4*n + 1)/6 + 1"),
    # the first value and the steps agree, but the range is turned round at n = 1, where the sum is 0 and not 1
    (N, "sum((-1)**floor(sqrt(k)), k, 2, n**2 - 1) == (-1)**(n + 1)*n"),
    # the first value and the steps agree, but the upper end falls from 3 to 0: the sum is 0 at n = 1, and not 9
    (N, "sum(floor(sqrt(k)), k, 0, (n - 2)**2 - 1) == (n - 2)*(n - 3)*(4*n - 7)/6 + 10"),
    # the floors are 0 in the blocks that numbers are taken from, and 1 in later ones
    (P, "sum(floor(k/1000), k, 0, n**2 - 1) == 0"),
    # the sum is 6 at n = 2: two of the floors in the block are 2
    (P, "sum(floor(sqrt(k)), k, 1, n**2 + 1) == n*(n - 1)*(4*n + 1)/6 + 2*n - 1"),
]


@pytest.mark.parametrize("case", PROVED)
def test_proved(case: Case) -> None:
    assert sums_in_blocks.applies(goal_from(case))
    assert shown(case)


@pytest.mark.parametrize("case", FALSE)
def test_false_is_not_proved(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not shown_by(sums_in_blocks, case)
    monkeypatch.setattr(sums_in_blocks, "seems_broken", lambda goal: False)  # the proof itself fails too
    assert not shown_by(sums_in_blocks, case)


def test_not_asked_of_other_sums() -> None:
    assert not sums_in_blocks.applies(goal_from((N, "sum(k, k, 0, n**2) == n**2*(n**2 + 1)/2")))
    assert not sums_in_blocks.applies(
        goal_from(({"z": "complex", "n": "natural"}, "sum(floor(k), k, 0, n) == re(z)"))
    )
