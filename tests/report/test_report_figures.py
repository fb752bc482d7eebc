"""Figures: small, unclipped, legible in both lights and for colour-blind readers; every core claim has one that says how to read it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.claim_record import figures_of
from proofs_check.judging import Subject
from proofs_check.report.figure import MOST_LINES, svg_figure
from proofs_check.report.picture import DARK, LIGHT
from proofs_check.report.svg_path import SEEN, Part, Path, read_path, slender, written
from proofs_check.statement.claim import Claim, Entry
from proofs_check.verdict import Judged
from theory.catalog import TOPICS

CORE = [claim for _, claims in TOPICS for claim in claims if claim.tier == "core"]


def figures(subject: Subject) -> Iterator[dict[str, Any]]:
    """The figures of a claim of the catalogue and of its members, without judging it."""
    yield from figures_of(Judged(subject, "unknown", ""), ())
    for member in subject.members if isinstance(subject, Entry) else ():
        yield from figures(member)


@pytest.fixture(scope="module")
def drawn() -> dict[str, list[dict[str, Any]]]:
    return {claim.id: list(figures(claim)) for claim in CORE if isinstance(claim, Claim | Entry)}


def test_every_core_claim_has_a_figure(drawn: dict[str, list[dict[str, Any]]]) -> None:
    assert len(drawn) > 20
    assert [name for name, found in drawn.items() if not found] == []


def test_captions_say_how_to_read_the_figure_and_axes_are_named(
    drawn: dict[str, list[dict[str, Any]]],
) -> None:
    for name, found in drawn.items():
        for one in found:
            assert len(one["caption"]) > 40 and one["caption"].endswith("."), (name, one["title"])
            assert one["title"] and one["xlabel"] and one["ylabel"], name


def test_series_of_a_figure_differ_in_more_than_colour(drawn: dict[str, list[dict[str, Any]]]) -> None:
    """Beyond the hue: a dash, a marker, or a neighbour in the legend of the same dash only after three others."""
    for name, found in drawn.items():
        for one in found:
            styles = [series["style"] for series in one["series"] if series["style"] != "points"]
            assert all(a != b for a, b in pairwise(styles)), (name, one["title"])


def test_figures_of_the_catalogue_are_small(drawn: dict[str, list[dict[str, Any]]]) -> None:
    sizes = [len(svg_figure(one, "f").encode()) for found in drawn.values() for one in found]
    assert max(sizes) < 9_000 and sum(sizes) / len(sizes) < 4_500


# What is written is what was drawn


coordinates = st.floats(-400, 400, allow_nan=False)
points = st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=30)


def absolute(d: str) -> list[tuple[float, float]]:
    """The points of a path of relative commands, closings left out."""
    found: list[tuple[float, float]] = []
    x = y = 0.0
    for command, rest in re.findall(r"([Mlhvz])([^Mlhvz]*)", d):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.\d+|\.\d+|\d+)", rest)]
        if command == "M":
            x, y = numbers
            found.append((x, y))
        for number in numbers if command in "hv" else ():
            x, y = (x + number, y) if command == "h" else (x, y + number)
            found.append((x, y))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True) if command == "l" else ():
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


@given(st.lists(points, min_size=1, max_size=3), st.booleans())
def test_a_written_path_runs_through_its_points(parts: list[list[tuple[float, float]]], closed: bool) -> None:
    path: Path = tuple(Part(tuple(part), closed) for part in parts)
    shown = absolute(written(path))
    for x, y in (point for part in parts for point in part):
        assert min(math.hypot(x - a, y - b) for a, b in shown) <= 0.0708 + 1e-9


@given(points)
def test_no_dropped_point_is_far_from_the_line(part: list[tuple[float, float]]) -> None:
    (kept,) = slender((Part(tuple(part)),))
    assert kept.points[0] == part[0] and kept.points[-1] == part[-1]
    for point in part:
        ends = (
            zip(kept.points, kept.points[1:], strict=False) if len(kept.points) > 1 else [(part[0], part[0])]
        )
        assert min(_distance(point, a, b) for a, b in ends) <= SEEN + 1e-9


def _distance(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """From a point to a stretch, by trying many places of it and the foot of the perpendicular."""
    length = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
    foot = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length if length else 0.0
    share = sorted((0.0, foot, 1.0))[1]
    return math.hypot(point[0] - a[0] - share * (b[0] - a[0]), point[1] - a[1] - share * (b[1] - a[1]))


def test_curves_among_lines_are_read() -> None:
    (part,) = read_path("M 0 0 C 1 1 2 2 3 3 L 6 3 z")
    assert part.curve == "C" and part.points[-1] == (6.0, 3.0) and part.closed
    assert written((part,)) == "M0 0c1 1 2 2 3 3 0 0 3 0 3 0z"


# Nothing is clipped


@settings(max_examples=15, deadline=None)
@given(st.text("abc xyzW()·≤ ", min_size=1, max_size=300))
def test_long_titles_and_labels_stay_within_the_figure(words: str) -> None:
    figure = {
        "title": words,
        "xlabel": words,
        "ylabel": words,
        "series": [{"label": words, "x": [0, 1], "y": [0, 1], "style": "solid"}],
    }
    root = ElementTree.fromstring(svg_figure(figure, "f"))
    width = float(root.get("viewBox", "").split()[2])
    for text in root.iter("text"):
        size = 10.5
        inside = float(text.get("x", "0")) + 0.5 * size * len((text.text or "").rstrip())
        assert "rotate" in text.get("transform", "") or inside < width + 60, text.text
        assert len(text.text or "") <= 66


def test_a_title_of_many_lines_is_cut_with_a_sign() -> None:
    svg = svg_figure({"title": "word " * 200, "series": []}, "f")
    assert "…" in svg and svg.count("<text") <= 20 + MOST_LINES


# Colours


def _linear(colour: str) -> tuple[float, ...]:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


# Machado, Oliveira and Fernandes (2009), severity 1.
_BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}


def _lab(colour: str, blindness: str) -> tuple[float, float, float]:
    red, green, blue = _linear(colour)
    rgb = [min(max(a * red + b * green + c * blue, 0.0), 1.0) for a, b, c in _BLINDNESS[blindness]]
    weights = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        sum(w * part for w, part in zip(row, rgb, strict=True)) / at
        for row, at in zip(weights, white, strict=True)
    )
    f = [part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


@pytest.mark.parametrize("blindness", _BLINDNESS)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_first_curves_are_told_apart_by_every_reader(colours: dict[str, str], blindness: str) -> None:
    for a, b in combinations(range(1, 4), 2):
        found = [_lab(colours[f"--series-{number}"], blindness) for number in (a, b)]
        assert math.dist(*found) > 10, (a, b)
