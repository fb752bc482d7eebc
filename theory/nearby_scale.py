"""A scale whose old value misses the new level by little has moved little: two steps that the path's derivations share.

Notation: old and new the scales at two neighbouring points of the path, shift their distance, height the height of the level over
the loss of the zero predictor, before that height at the old point, miss how far the loss with the old scale is from the level, move
a bound on the miss and on the change of the height, eps the distance that is allowed.
"""

from __future__ import annotations

from proofs_check.statement.derivation import Step

LETTERS = {
    **dict.fromkeys(("old", "shift", "miss"), "nonnegative"),
    **dict.fromkeys(("new", "eps"), "positive"),
    **dict.fromkeys(("move", "before", "height"), "real"),
}
KNOWN = ("shift*height <= new*miss", "new <= old + shift", "miss <= move", "height >= before - move")


def nearby_steps() -> tuple[Step, Step]:
    """From shift*height <= new*miss to shift < eps, where the move is small against eps and the height before."""
    return (
        Step(
            "bounded_shift",
            "shift*(before - move) <= (old + shift)*move",
            "algebra",
            "The height is at least before - move, the new scale at most old + shift, the miss at most the move.",
            let=LETTERS,
            given=KNOWN,
        ),
        Step(
            "small_shift",
            "implies(move*(old + 2*eps) < eps*before, shift < eps)",
            "algebra",
            "A shift of eps or more would break that bound.",
            ("bounded_shift",),
            let=LETTERS,
            given=KNOWN,
        ),
    )
