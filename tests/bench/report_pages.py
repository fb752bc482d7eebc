"""How long the report takes and how large it gets, against the number of claims.

    python tests/bench/report_pages.py RECORD.json [--numbers 50 100 200 400 800] [--pages]

Records of more claims are made by copying those of RECORD under new ids. The time is that of the processor; for a
linear cost the column `ms a claim` stays flat, and the exponent of a fit (time ~ claims^k) is near 1.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path
from typing import Any

from proofs_check.report.html import render_html, render_pages

NUMBERS = (50, 100, 200, 400, 800)
COLLECTION = 266  # claims, for which a page has to stay below LIMIT
LIMIT = 8_000_000  # bytes


def copied(record: dict[str, Any], count: int) -> dict[str, Any]:
    """A record of `count` claims: those of `record` again and again, each time under ids of their own."""
    claims = record["claims"]
    made = []
    for number in range(count):
        claim = claims[number % len(claims)]
        again = number // len(claims)
        made.append({**claim, "id": f"{claim['id']}_{again}"} if again else claim)
    return {**record, "claims": made}


def measured(record: dict[str, Any], pages: bool) -> tuple[float, int]:
    """Seconds of processor time and bytes of the report."""
    began = time.process_time()
    texts = [text for _, text in render_pages(record)] if pages else [render_html(record)]
    return time.process_time() - began, sum(len(text.encode()) for text in texts)


def exponent(points: list[tuple[int, float]]) -> float:
    """The slope of log(time) against log(claims), by least squares."""
    logs = [(math.log(count), math.log(spent)) for count, spent in points]
    middle_x, middle_y = (sum(pair[axis] for pair in logs) / len(logs) for axis in (0, 1))
    spread = sum((x - middle_x) ** 2 for x, _ in logs)
    return sum((x - middle_x) * (y - middle_y) for x, y in logs) / spread


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("record", type=Path)
    arguments.add_argument("--numbers", type=int, nargs="+", default=list(NUMBERS))
    arguments.add_argument("--pages", action="store_true")
    chosen = arguments.parse_args()
    record = json.loads(chosen.record.read_text(encoding="utf-8"))
    measured(copied(record, 1), chosen.pages)  # imports and caches of the libraries
    points = []
    print(f"{'claims':>7} {'s':>8} {'ms a claim':>11} {'MB':>7} {'kB a claim':>11}")
    for count in chosen.numbers:
        spent, size = measured(copied(record, count), chosen.pages)
        points.append((count, spent))
        print(
            f"{count:7} {spent:8.2f} {1000 * spent / count:11.1f} {size / 1e6:7.2f} {size / 1e3 / count:11.1f}"
        )
    if len(points) > 1:
        print(f"time ~ claims^{exponent(points):.2f}")
    _, size = measured(copied(record, COLLECTION), chosen.pages)
    print(
        f"{COLLECTION} claims: {size / 1e6:.2f} MB, {'below' if size < LIMIT else 'ABOVE'} {LIMIT / 1e6:g} MB"
    )


if __name__ == "__main__":
    main()
