"""The judge: it decides statements about numbers, vectors, matrices and recurrences, and knows no textbook.

`from proofs_check import Claim, judge` is all that a caller needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from proofs_check.judging import judge
    from proofs_check.settings import Settings
    from proofs_check.statement.claim import Claim

__all__ = ["Claim", "Settings", "judge"]


def __getattr__(name: str) -> Any:
    # Imported when asked for: listing a catalogue must not load the engines.
    if name in ("judge", "Settings"):
        from proofs_check import judging

        return getattr(judging, name)
    if name == "Claim":
        from proofs_check.statement.claim import Claim

        return Claim
    raise AttributeError(f"module 'proofs_check' has no attribute '{name}'")
