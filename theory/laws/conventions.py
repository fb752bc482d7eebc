"""Conventions: the ways in which the same rule is written, as frozen data.

Each switch of a `Convention` has two or three settings; a family's conventions are the admissible combinations. Settings:

- stabiliser: 'outside' sqrt(r) + eps, 'inside' sqrt(r + eps), 'hat' eps beside the root of the uncorrected average (Adam's epsilon hat);
- start: the first accumulator;
- rate: 'inside' v = mu v + lr g, 'outside' v = mu v + g and a step lr v (of AdaDelta: whether the steps that it averages carry lr);
- weight: the new gradient enters the velocity with weight 'one' (1 - dampening where that is set) or as an 'average', 1 - mu;
- first: the first gradient enters 'damped' like all others or 'whole';
- nesterov: 'shifted' the parameters that one sees are the look-ahead ones, 'lookahead' the optimizer asks for the gradient ahead;
- maximum: AMSGrad's over 'raw' or 'corrected' moments;
- decay: weight decay 'coupled' with the gradient or 'decoupled' from it; 'none' where the optimizer has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType
from typing import Any, Literal

from theory.laws.subject import Family


@dataclass(frozen=True)
class Convention:
    """One way to write the rule of a family. Switches that a family does not have stay as they are here."""

    family: Family
    stabiliser: Literal["outside", "inside", "hat"] = "outside"
    start: float = 0.0
    rate: Literal["inside", "outside"] = "outside"
    weight: Literal["one", "average"] = "one"
    first: Literal["damped", "whole"] = "damped"
    nesterov: Literal["shifted", "lookahead"] = "shifted"
    maximum: Literal["raw", "corrected"] = "raw"
    decay: Literal["none", "coupled", "decoupled"] = "none"

    @property
    def switches(self) -> tuple[str, ...]:
        """The switches that this family has."""
        return tuple(SWITCHES[self.family]) + (("decay",) if self.family == "adamw" else ())

    def says(self) -> str:
        """The convention in words."""
        words = [WORDS[name].get(getattr(self, name), "") for name in self.switches if name in WORDS]
        words = [word for word in words if word]
        if "start" in self.switches:
            words.append(f"first accumulator {self.start:g}")
        return f"{self.family}: {', '.join(words) or 'one convention only'}"


WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "stabiliser": {
            "outside": "stabiliser outside the root",
            "inside": "stabiliser inside the root",
            "hat": "epsilon hat (stabiliser beside the uncorrected root)",
        },
        "rate": {"inside": "rate inside the average", "outside": "rate outside the average"},
        "weight": {"one": "new gradient with weight 1", "average": "new gradient with weight 1 - momentum"},
        "first": {"damped": "first gradient damped", "whole": "first gradient not damped"},
        "nesterov": {"shifted": "Nesterov shifted", "lookahead": "Nesterov as look-ahead"},
        "maximum": {"raw": "maximum of raw moments", "corrected": "maximum of corrected moments"},
        "decay": {"coupled": "coupled weight decay", "decoupled": "decoupled weight decay"},
    }
)

ROOT = ("outside", "inside")
SWITCHES: Mapping[Family, Mapping[str, tuple[Any, ...]]] = MappingProxyType(
    {
        "sgd": {"decay": ("coupled", "decoupled")},
        "momentum": {
            "rate": ("outside", "inside"),
            "weight": ("one", "average"),
            "first": ("damped", "whole"),
            "decay": ("coupled", "decoupled"),
        },
        "nesterov": {"rate": ("outside", "inside"), "nesterov": ("shifted", "lookahead")},
        "adagrad": {"stabiliser": ROOT, "start": (0.0, 0.1, 1.0)},
        "rmsprop": {"stabiliser": ROOT, "start": (0.0, 1.0), "rate": ("outside", "inside")},
        "adadelta": {"stabiliser": ("inside", "outside"), "rate": ("outside", "inside")},
        "adam": {"stabiliser": ("outside", "hat", "inside"), "decay": ("coupled", "decoupled")},
        "amsgrad": {"stabiliser": ("outside", "hat", "inside"), "maximum": ("raw", "corrected")},
        "adamw": {"stabiliser": ("outside", "hat", "inside")},
    }
)


def conventions_of(family: Family, looks_ahead: bool = False, decays: bool = True) -> tuple[Convention, ...]:
    """All conventions of a family. Look-ahead is one only for an optimizer that says where it wants its gradient.

    decays: whether there is weight decay; without it there are no two ways to write it.

    The maximum over corrected moments leaves no uncorrected root, hence no epsilon hat; AdamW promises decoupled decay.
    """
    switches = {name: ways for name, ways in SWITCHES[family].items() if decays or name != "decay"}
    combined = (dict(zip(switches, values, strict=True)) for values in product(*switches.values()))
    found = [Convention(family, **chosen) for chosen in combined]
    if family == "adamw":
        found = [replace(one, decay="decoupled") for one in found]
    return tuple(one for one in found if _admissible(one, looks_ahead))


def _admissible(one: Convention, looks_ahead: bool) -> bool:
    if one.family == "nesterov" and (one.nesterov == "lookahead") != looks_ahead:
        return False
    return not (one.stabiliser == "hat" and one.maximum == "corrected")
