"""How long the report takes, how large it gets and how soon it answers, against the number of claims.

    python tests/bench/report_pages.py RECORD.json [--numbers 34 68 133 266 532] [--pages]

Records of more claims are made of those of RECORD under new ids, with other numbers and letters in their formulas and other
curves in their figures, so that nothing can be shared that would not be shared in a real collection. The time of rendering is
that of the processor; for a linear cost the column `ms a claim` stays flat, and the exponent of a fit (time ~ claims^k) is
near 1. Where there is a Chromium, the page of 266 claims is opened in it: until when it has loaded, and until it has answered
a change of the filter.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from proofs_check.report.html import render_html, render_pages

sys.path.insert(0, str(Path(__file__).parents[2]))
NUMBERS = (34, 68, 133, 266, 532)
COLLECTION = 266  # claims, for which a page has to stay below LIMIT and to answer within a second
LIMIT = 8_000_000  # bytes
_LETTERS = re.compile(r"(?<![\\A-Za-z{])([a-zA-Z])(?![A-Za-z])")
_DIGITS = re.compile(r"(?<![\w.{^_])([1-9])(?![\w.])")
_SHOWN = ("latex", "observes_latex")


def copied(record: dict[str, Any], count: int) -> dict[str, Any]:
    """A record of `count` claims: those of `record` again and again, each time other ones."""
    claims = record["claims"]
    return {
        **record,
        "claims": [changed(claims[n % len(claims)], n // len(claims)) for n in range(count)],
    }


def changed(claim: dict[str, Any], again: int) -> dict[str, Any]:
    """The claim under another id, with other formulas and figures; itself where `again` is 0."""
    made: dict[str, Any] = _changed(claim, again, False) if again else claim
    return made


def _changed(value: Any, again: int, formula: bool) -> Any:
    if isinstance(value, dict):
        made = {key: _changed(item, again, formula or key.endswith("latex")) for key, item in value.items()}
        if "id" in made and "verdict" in made:
            made["id"] = f"{made['id']}_{again}"
        if "xlabel" in made:
            made["title"] = f"{made['title']} ({again})"
        return made
    if isinstance(value, list):
        numbers = [item for item in value if isinstance(item, (int, float))]
        if len(numbers) > 6:
            return [item * (1 + again / 1000) if isinstance(item, (int, float)) else item for item in value]
        return [_changed(item, again, formula) for item in value]
    if isinstance(value, str) and formula:
        return _other_formula(value, again)
    return value


def _other_formula(latex: str, again: int) -> str:
    """The same formula with other letters and numbers: of the same length, so of the same weight."""
    shifted = _LETTERS.sub(lambda found: _shift(found[1], again), latex)
    return _DIGITS.sub(lambda found: str(1 + (int(found[1]) + again) % 9), shifted)


def _shift(letter: str, by: int) -> str:
    first = ord("a" if letter.islower() else "A")
    return chr(first + (ord(letter) - first + by) % 26)


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


OPENED = """(async () => {
  const loaded = performance.getEntriesByType('navigation')[0];
  const start = performance.now();
  document.getElementById('filter-words').dispatchEvent(new Event('input'));
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return [loaded.domInteractive, loaded.loadEventEnd, paint ? paint.startTime : -1, performance.now() - start,
    performance.now()];
})()"""


def opened(page: str) -> list[float]:
    """Milliseconds in Chromium: DOM interactive, loaded, first paint, the filter's answer, all; empty without a browser."""
    from tests.report.headless import Browser, chromium

    if (binary := chromium()) is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.html"
        path.write_text(page, encoding="utf-8")
        found: list[list[float]] = []
        for _ in range(3):
            with Browser(binary) as browser:
                browser.size(1200, 900)
                browser.open(path)
                found.append(browser.run(OPENED))
    return min(found, key=lambda times: times[-1])


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
            f"{count:7} {spent:8.2f} {1000 * spent / count:11.1f} {size / 1e6:7.2f} {size / 1e3 / count:11.1f}",
            flush=True,
        )
    if len(points) > 1:
        print(f"time ~ claims^{exponent(points):.2f}")
    page = render_html(copied(record, COLLECTION))
    size = len(page.encode())
    print(
        f"{COLLECTION} claims: {size / 1e6:.2f} MB, {'below' if size < LIMIT else 'ABOVE'} {LIMIT / 1e6:g} MB"
    )
    if times := opened(page):
        words = ("interactive", "loaded", "first paint", "filter answered after", "all")
        print("; ".join(f"{word} {spent:.0f} ms" for word, spent in zip(words, times, strict=True)))


if __name__ == "__main__":
    main()
