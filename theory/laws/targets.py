"""What `theory laws` is given: MODULE:NAME, an optimizer of a known library or a maker of the user's own."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

from theory.laws.subject import Make

LIBRARIES = ("torch.optim", "optax", "keras.optimizers")


class BadTarget(Exception):
    """There is nothing to check under that name; the message says what to do."""


def make_of(target: str) -> Make:
    """The maker that a target names. Raises BadTarget."""
    module, colon, name = target.partition(":")
    if not (module and colon and name):
        raise BadTarget(
            f"'{target}' is no target; write MODULE:NAME, for instance torch.optim:RMSprop or my_package.optim:make"
        )
    if module in LIBRARIES:
        return _adapted(target)
    found: Any = _imported(module)
    for part in name.split("."):
        if not hasattr(found, part):
            raise BadTarget(f"'{module}' has no '{name}'{_guess(part, found)}")
        found = getattr(found, part)
    if not callable(found):
        raise BadTarget(
            f"'{target}' cannot be called; it must be a maker: make(lr=..., **hyper) gives an object with step(gradient)"
        )
    maker: Make = found
    return maker


def _adapted(target: str) -> Make:
    from theory.laws.adapters import adapted

    try:
        return adapted(target)
    except (ImportError, ValueError, LookupError, AttributeError) as problem:
        raise BadTarget(str(problem)) from problem


def _imported(module: str) -> object:
    """The user's module; modules of the working directory are found, as with `python -m`."""
    here = os.getcwd()
    if here not in sys.path:
        sys.path.insert(0, here)
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as problem:
        lacks = problem.name or module
        if module == lacks or module.startswith(lacks + "."):
            raise BadTarget(
                f"there is no module '{lacks}'; install it, or run in the folder that holds it"
            ) from problem
        raise BadTarget(f"'{module}' needs the module '{lacks}', which is not installed") from problem
    except Exception as problem:  # the user's own code runs here
        raise BadTarget(f"'{module}' cannot be imported: {type(problem).__name__}: {problem}") from problem


def _guess(name: str, holder: object) -> str:
    import difflib

    close = difflib.get_close_matches(
        name, [known for known in dir(holder) if not known.startswith("_")], n=1
    )
    return f"; did you mean '{close[0]}'?" if close else ""
