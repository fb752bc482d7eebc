"""Worlds by name, so that a catalogue can name them without loading NumPy."""

from __future__ import annotations

import importlib

from proofs_check.worlds.world import World


def world(name: str) -> World:
    """The world `module.attribute` of this package. Raises LookupError, naming what is there."""
    module_name, _, attribute = name.partition(".")
    try:
        module = importlib.import_module(f"proofs_check.worlds.{module_name}")
    except ModuleNotFoundError:
        raise LookupError(f"there is no module proofs_check/worlds/{module_name}.py") from None
    found = vars(module).get(attribute)
    if not isinstance(found, World):
        known = sorted(key for key, value in vars(module).items() if isinstance(value, World))
        raise LookupError(
            f"'{attribute}' is no world of {module_name}; there are {', '.join(known) or 'none'}"
        )
    return found
