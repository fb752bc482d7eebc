"""Descent in floating point: where a comparison seems to fail, or to be an equality. Hints only; nothing is decided here."""

from proofs_check.descent.points import hints

__all__ = ["hints"]
