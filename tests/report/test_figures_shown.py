"""Which figures a page shows: a claim's own always, the general one of a claim that is core or refuted; values of instances."""

from __future__ import annotations

from typing import Any

import pytest

from proofs_check.report.html import render_html
from proofs_check.report.markdown import render_markdown
from proofs_check.report.words import drawn_value


def record(tier: str, verdict: str) -> dict[str, Any]:
    line = {"label": "y", "x": [0, 1, 2], "y": [0, 1, 4]}
    figures = [
        {"title": "Its own", "series": [line]},
        {"title": "Slack of all", "series": [line], "general": True},
    ]
    claim = {"id": "c", "title": "c", "tier": tier, "verdict": verdict, "statement": {"claim": "1 == 1"}}
    return {"schema": 1, "header": {}, "claims": [{**claim, "figures": figures}]}


@pytest.mark.parametrize("tier", ["core", "main", "minor", "background"])
@pytest.mark.parametrize("verdict", ["proved", "refuted", "unknown"])
def test_the_general_figure_stands_where_it_says_most(tier: str, verdict: str) -> None:
    for page in (
        render_html(record(tier, verdict)),
        "".join(render_markdown(record(tier, verdict)).values()),
    ):
        assert "Its own" in page
        assert ("Slack of all" in page) == (tier == "core" or verdict == "refuted")


def test_long_quotients_of_an_instance_are_rounded() -> None:
    assert drawn_value("g", "150044312445065/140737488355328") == "g ≈ 1.07"
    assert drawn_value("g", "-8340192724590133/2251799813685248") == "g ≈ -3.7"
    assert drawn_value("n", "12345678901234567890") == "n = 12345678901234567890"
    assert drawn_value("g", "1/3") == "g = 1/3"
    assert drawn_value("g", "12345678901234567/0") == "g = 12345678901234567/0"
