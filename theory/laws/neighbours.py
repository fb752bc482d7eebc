"""What it would change to write the found convention otherwise: every convention that differs in one switch, with its proved bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from theory.laws.conventions import SWITCHES, WORDS, Convention
from theory.laws.differences import Reach, bound, difference, matters_below
from theory.laws.subject import HYPERS

# What most people set, and the gradients at which the numbers are given.
TYPICAL: Mapping[str, float] = MappingProxyType(
    {"lr": 1.0, "momentum": 0.9, "decay": 0.99, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
)
SMALL, USUAL_SIZE, HALVED = 1e-8, 1.0, (0.5, 1.0)
VELOCITIES = ("momentum", "nesterov")
# Without these hyperparameters there is nothing to write in two ways.
NEEDED: Mapping[tuple[str, str], str] = MappingProxyType(
    {("rmsprop", "rate"): "momentum", ("momentum", "first"): "dampening"}
)
EXTRA: Mapping[str, float] = MappingProxyType({"momentum": TYPICAL["momentum"], "dampening": 0.5})


@dataclass(frozen=True)
class Neighbour:
    """A convention one switch away. at_most: for gradients of size 1 at most in the velocities, for any gradients else; in units of lr.

    Where only a changing rate tells them apart, at_most is for a rate that is halved on the way. least_size: for gradients above, with an
    accumulator whose root is as large, the steps differ by less than 0.01 lr; None where the size does not decide. first, last: under the
    constant gradients 1 and 1e-8.
    """

    convention: Convention
    words: str
    says: str
    claims: tuple[str, ...]
    at_most: float
    least_size: float | None
    steady: tuple[tuple[float, float, float], ...]
    only_when_rate_changes: bool


def neighbours(one: Convention, options: frozenset[str]) -> Iterator[Neighbour]:
    """Those for which there is a bound, at `TYPICAL` hyperparameters without weight decay; `options` are what the maker takes beyond."""
    hyper = typical(one)
    for name, ways in SWITCHES[one.family].items():
        for way in ways:
            other = replace(one, **{name: way})
            if (
                other == one
                or name == "decay"
                or (other.stabiliser == "hat" and other.maximum == "corrected")
            ):
                continue
            needed = NEEDED.get((one.family, name))
            if needed and needed not in options and one.weight == "one":
                continue
            found = neighbour(one, other, name, hyper)
            if found is not None:
                yield found


def typical(one: Convention) -> dict[str, float]:
    """The hyperparameters of the bounds, without those that a family may have."""
    names = ("lr", *HYPERS[one.family].needed)
    return {name: value for name, value in TYPICAL.items() if name in names}


def neighbour(one: Convention, other: Convention, name: str, hyper: Mapping[str, float]) -> Neighbour | None:
    """The bound for one switch; None where nothing is proved."""
    rate = name == "rate"
    needed = NEEDED.get((one.family, name), "")
    extra = {needed: EXTRA[needed]} if needed and one.weight == "one" else {}
    given = {**hyper, **extra}
    size = Reach(USUAL_SIZE) if one.family in VELOCITIES else Reach()
    found = bound(one, other, given, replace(size, rates=HALVED) if rate else size)
    if found is None:
        return None
    steady = []
    for gradient in () if rate else (USUAL_SIZE, SMALL):
        known = difference(one, other, given, gradient)
        if known is not None:
            steady.append((gradient, known.first, known.last))
    least = matters_below(one, other, given) if name in ("stabiliser", "start") else None
    words = WORDS[name][getattr(other, name)] if name in WORDS else f"first accumulator {other.start:g}"
    words += "".join(f" ({key} {value:g})" for key, value in extra.items())
    return Neighbour(other, words, found.says, found.claims, found.at_most, least, tuple(steady), rate)


def lines_of_neighbours(one: Convention, options: frozenset[str]) -> list[str]:
    """A headline with the hyperparameters, and a line a neighbour; nothing where there is no bound."""
    found = list(neighbours(one, options))
    if not found:
        return []
    hyper = ", ".join(f"{name} {value:g}" for name, value in typical(one).items() if name != "lr")
    return [
        f"another convention would change a step by at most (proved, for any gradients; {hyper}):",
        *map(line_of, found),
    ]


def line_of(found: Neighbour) -> str:
    """One neighbour in words."""
    per = " |g|" if found.convention.family in VELOCITIES else ""
    amount = f"{found.at_most:.2g} lr{per}"
    if found.only_when_rate_changes:
        return f"  {found.words}: {amount} when the rate is halved, nothing while it stays{cited(found)}"
    if found.least_size is not None:
        amount += f", but less than 0.01 lr for gradients above {found.least_size:.1g}"
    if not any(first or last for _, first, last in found.steady):
        return f"  {found.words}: {amount}; nothing under a constant gradient{cited(found)}"
    steady = [
        f"{gradient:g}: {first:.2g} lr at first, {last:.2g} lr in the limit"
        for gradient, first, last in found.steady
        if not per or gradient == USUAL_SIZE
    ]
    return f"  {found.words}: {amount}. Under a constant gradient {'; '.join(steady)}{cited(found)}"


def cited(found: Neighbour) -> str:
    """The first of the claims that it is proved from; the JSON has them all."""
    more = len(found.claims) - 1
    return f" [{found.claims[0]}{f' and {more} more' if more else ''}]"
