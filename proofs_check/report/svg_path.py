"""Paths of SVG: read as matplotlib writes them, thinned to what can be seen, written with relative coordinates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]

SEEN = 0.12
"""Points; a line may leave its points by this much when others are dropped."""
_SIZES = {"M": 1, "L": 1, "C": 3, "Q": 2}


@dataclass(frozen=True)
class Part:
    """A stretch of a path: its points; `curve` is "" for straight lines, "C" or "Q" where they are control points."""

    points: tuple[Point, ...]
    closed: bool = False
    curve: str = ""


Path: TypeAlias = tuple[Part, ...]


def read_path(d: str) -> Path:
    """The parts of a path of the commands M, L, C, Q and z, all absolute; one with both lines and curves is kept whole as curves."""
    parts: list[Part] = []
    points: list[Point] = []
    curve = ""
    for command, rest in re.findall(r"([MLCQzZ])([^MLCQzZ]*)", d):
        numbers = [float(number) for number in rest.split()]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command in "zZ":
            parts += [Part(tuple(points), True, curve)] if points else []
            points, curve = [], ""
        elif command == "M":
            parts += [Part(tuple(points), False, curve)] if points else []
            points, curve = pairs, ""
        elif command == (curve or "L"):
            points += pairs
        elif not curve and len(points) == 1:
            points, curve = points + pairs, command
        else:
            points, curve = points + _as_curve(command, pairs, points[-1], curve), curve or command
    return (*parts, Part(tuple(points), False, curve)) if points else tuple(parts)


def _as_curve(command: str, pairs: list[Point], last: Point, curve: str) -> list[Point]:
    """A line among curves as curves whose control points lie on its ends."""
    if command != "L" or not curve:
        raise ValueError(f"a path that mixes {curve or 'lines'} and {command}")
    found: list[Point] = []
    for pair in pairs:
        found += [last, *[pair] * (_SIZES[curve] - 1)]
        last = pair
    return found


def moved(path: Path, x: float, y: float) -> Path:
    """The path at another place."""
    return tuple(
        Part(tuple((a + x, b + y) for a, b in part.points), part.closed, part.curve) for part in path
    )


def joined(first: Path, second: Path) -> Path:
    """Both paths as one."""
    return (*first, *second)


def inside(points: tuple[Point, ...], frame: tuple[float, float, float, float]) -> bool:
    """Whether all points lie in a frame (left, top, right, bottom), a point of rounding apart."""
    left, top, right, bottom = frame
    return all(left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1 for x, y in points)


def slender(path: Path) -> Path:
    """The path without points of straight stretches that lie on the line between their neighbours (Ramer, Douglas and Peucker)."""
    return tuple(part if part.curve else Part(_thinned(part.points), part.closed) for part in path)


def _thinned(points: tuple[Point, ...]) -> tuple[Point, ...]:
    if len(points) < 3:
        return points
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = max(
            ((_distance(points[n], points[first], points[last]), n) for n in range(first + 1, last)),
            default=(0.0, first),
        )
        if far > SEEN:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return tuple(points[n] for n in sorted(kept))


def _distance(point: Point, start: Point, end: Point) -> float:
    """Of a point from a stretch of line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    x, y = point[0] - start[0] - along * dx, point[1] - start[1] - along * dy
    return float((x * x + y * y) ** 0.5)


# Writing: coordinates in tenths, each relative to the last as it was written, so that rounding does not add up.


def written(path: Path) -> str:
    """The path with relative commands, no space that is not needed."""
    here = (0, 0)
    found: list[str] = []
    for part in path:
        tenths = [(round(10 * x), round(10 * y)) for x, y in part.points]
        found.append(f"M{_pair(*tenths[0])}")
        here = tenths[0]
        found.append(_curve(part.curve, tenths, here) if part.curve else _lines(tenths[1:], here))
        found.append("z" if part.closed else "")
    return "".join(found)


def _lines(points: list[tuple[int, int]], here: tuple[int, int]) -> str:
    text, last = "", ""
    for point in points:
        dx, dy = point[0] - here[0], point[1] - here[1]
        here = point
        command = "h" if dy == 0 else "v" if dx == 0 else "l"
        if dx == 0 and dy == 0:
            continue
        numbers = _number(dx) if command == "h" else _number(dy) if command == "v" else _pair(dx, dy)
        apart = "" if numbers[0] == "-" else " "
        text += f"{apart}{numbers}" if command == last else f"{command}{numbers}"
        last = command
    return text


def _curve(command: str, points: list[tuple[int, int]], here: tuple[int, int]) -> str:
    size = _SIZES[command]
    numbers = ""
    for start in range(1, len(points), size):
        for point in points[start : start + size]:
            pair = _pair(point[0] - here[0], point[1] - here[1])
            numbers += pair if not numbers or pair[0] == "-" else f" {pair}"
        here = points[min(start + size, len(points)) - 1]
    return command.lower() + numbers


def _pair(x: int, y: int) -> str:
    second = _number(y)
    return _number(x) + (second if second[0] == "-" else f" {second}")


def _number(tenths: int) -> str:
    whole, rest = divmod(abs(tenths), 10)
    digits = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{digits}" if tenths < 0 else digits
