"""From the suite's names of hyperparameters to a library's, and the errors that all adapters share."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Any


class MissingLibrary(ImportError):
    """The library of a target is not installed."""


class UnknownOptimizer(ValueError):
    """A target that names no optimizer the suite can run."""


class UnknownHyperparameter(TypeError):
    """A hyperparameter that the optimizer does not have."""


def missing(library: str, extra: str, problem: ImportError) -> MissingLibrary:
    """The error for a library that cannot be imported, with what to install."""
    return MissingLibrary(
        f"{library} cannot be imported ({problem}); install it with: pip install 'theory-checker[{extra}]'"
    )


def nearest(name: str, known: Collection[str]) -> str:
    """What was meant, as the end of a message; empty where nothing is near."""
    lower = {one.lower(): one for one in known}
    found = get_close_matches(name.lower(), lower, n=1)
    return f"; did you mean {lower[found[0]]}?" if found else ""


def parameters(function: Callable[..., Any]) -> dict[str, Any]:
    """The named parameters of a function with their defaults (`inspect.Parameter.empty` where there is none)."""
    collecting = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    signature = inspect.signature(function)
    return {one.name: one.default for one in signature.parameters.values() if one.kind not in collecting}


def translated(
    target: str, hyper: Mapping[str, Any], has: Collection[str], names: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    """Hyperparameters under the library's names.

    `has` are the names that the optimizer has, `names` what the suite's names may be called there. A name that is the library's
    own is taken as it is. Raises UnknownHyperparameter.
    """
    given: dict[str, Any] = {}
    for name, value in hyper.items():
        own = next((one for one in (*names.get(name, ()), name) if one in has), None)
        if own is None:
            offered = sorted({_suite_name(one, names) for one in has})
            raise UnknownHyperparameter(
                f"{target} has no hyperparameter '{name}'{nearest(name, offered)} It has: {', '.join(offered)}"
            )
        if own in given:
            raise UnknownHyperparameter(f"{target}: '{own}' is given twice, once under another name")
        given[own] = value
    return given


def _suite_name(own: str, names: Mapping[str, tuple[str, ...]]) -> str:
    """The suite's name for a library's name, or the name itself."""
    return next((name for name, called in names.items() if own in called), own)
