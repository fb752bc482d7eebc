"""How to read the general figure of a claim, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from proofs_check.slack.scene import Scene
from proofs_check.statement.text import text
from proofs_check.statement.unicode_text import pretty_name
from proofs_check.verdict import Judged

CUT = "Large values are cut off."


def slack_axis(scene: Scene) -> str:
    """What the vertical axis of a slack figure shows."""
    if len(scene.parts) > 1:
        return "slack: larger side − smaller side"
    greater = scene.parts[0].relation in (">", ">=")
    return "left side − right side" if greater else "right side − left side"


def curve_caption(
    scene: Scene, judged: Judged, touching: Sequence[float], letter: str, cut: bool, shaded: bool
) -> str:
    """The caption of a slack against one letter."""
    strict = any(part.relation in ("<", ">") for part in scene.parts)
    holds = "above the line at 0" if strict else "on and above the line at 0"
    which = "every curve has to stay there. " if len(scene.parts) > 1 else ""
    parts = [f"The claim holds {holds}; {which}" if which else f"The claim holds {holds}."]
    if touching:
        places = ", ".join(f"{pretty_name(letter)} = {value:.4g}" for value in touching)
        parts.append(f"Both sides are equal at {places} (dots).")
    parts += [CUT] if cut else []
    parts.append(_broken(judged, "Shaded and hatched: where it fails." if shaded else ""))
    return _joined(scene, judged, parts)


def equality_caption(scene: Scene, judged: Judged) -> str:
    """The caption of both sides of a refuted equality."""
    said = "The claim says that both curves are one and the same."
    return _joined(scene, judged, [said, _broken(judged, "They part.")])


def family_caption(scene: Scene, judged: Judged, cut: bool) -> str:
    """The caption of slacks against a real letter, one curve a value of a whole one."""
    strict = any(part.relation in ("<", ">") for part in scene.parts)
    holds = "above the line at 0" if strict else "on and above the line at 0"
    said = f"One curve for each value of the whole number; the claim holds {holds}."
    return _joined(scene, judged, [said, CUT if cut else "", _broken(judged, "Below it fails.")])


def map_caption(scene: Scene, judged: Judged, equal: bool, blank: bool, hatched: bool) -> str:
    """The caption of a map of the slack over two letters."""
    outside = "; blank is outside its domain" if blank else ""
    parts = [f"The stronger the ground, the less room the claim has there{outside}."]
    parts += ["Dots: both sides are equal."] if equal else []
    parts.append(
        _broken(judged, "Hatched: where it fails." if hatched else "It fails where there is no room at all.")
    )
    return _joined(scene, judged, parts)


def _broken(judged: Judged, said: str) -> str:
    """What a figure adds where the claim is refuted."""
    if judged.witness is None:
        return ""
    undefined = " A term is undefined at the witness." if judged.witness.fault == "undefined" else ""
    return f"{said} The mark is the witness.{undefined}"


def _joined(scene: Scene, judged: Judged, parts: list[str]) -> str:
    still = _standing(scene, judged)
    parts += [f"The other letters stand at the witness: {still}."] if still else []
    parts += [] if scene.whole else ["Only what can be evaluated at points is shown."]
    if judged.verdict in ("supported", "unknown"):
        parts.append("Evaluated in floating point: a picture, no proof.")
    return " ".join(part.strip() for part in parts if part)


def _standing(scene: Scene, judged: Judged) -> str:
    point: Mapping[str, object] = judged.witness.point if judged.witness is not None else {}
    values = [
        f"{pretty_name(name)} = {written}"
        for name in scene.fixed
        if name in point
        and judged.witness is not None
        and len(written := text(judged.witness.point[name])) <= 30
    ]
    return ", ".join(values)
