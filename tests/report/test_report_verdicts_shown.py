"""What a page says of verdicts, trust, evidence, steps, mutants and hypotheses, and that its colours can be told apart."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from sample_page import ROOT, SAMPLE, Parsed, small_record

from proofs_check.report.html import render_html
from proofs_check.report.words import TRUSTS, VERDICTS


@pytest.fixture(scope="module")
def page() -> str:
    return render_html(json.loads(SAMPLE.read_text("utf-8")))


@pytest.mark.parametrize("verdict", VERDICTS, ids=lambda verdict: verdict.key)
def test_a_verdict_is_shown_by_word_icon_and_colour(verdict: Any) -> None:
    page = render_html(small_record(verdict=verdict.key))
    badge = f'<span class="badge verdict-{verdict.key}"'
    assert badge in page
    assert f'<span class="badge verdict-{verdict.key}">{verdict.word}</span>' in page
    assert f'.badge.verdict-{verdict.key}::before {{ --sign: url("data:image/svg+xml,' in page
    assert f'<symbol id="icon-{verdict.key}"' in page


def test_a_verdict_of_another_schema_is_not_shown_as_passed() -> None:
    page = render_html(small_record(verdict="certain"))
    assert "Unknown (certain)" in page
    assert 'data-verdict="unknown"' in page


@pytest.mark.parametrize("trust", TRUSTS, ids=lambda trust: trust.key)
def test_trust_stands_beside_the_verdict(trust: Any) -> None:
    parsed = Parsed(render_html(small_record(verdict="proved", trust=trust.key)))
    assert parsed.text().count(trust.key) >= 3  # the counts, the table, the section


def test_errata_list_what_is_refuted_as_printed(page: str) -> None:
    errata = page[page.index('id="errata"') : page.index('id="claims"')]
    for anchor in (
        "claim-quadratic_best_step",
        "claim-adagrad_direction_limit",
        "claim-rmsprop_rate_range--reading-2",
    ):
        assert f'href="#{anchor}"' in errata
    for anchor in (
        "claim-rmsprop_accumulator",
        "claim-rmsprop_rate_range--reading-1",
        "claim-saddle_ratio_growth",
    ):
        assert f'href="#{anchor}"' not in errata


def test_sampled_evidence_is_kept_apart_from_proof(page: str) -> None:
    start = page.index('<article class="claim" id="claim-rmsprop_accumulator"')
    article = page[start : page.index("</article>", start)]
    exact, sampled = article.split('class="evidence sampled"')
    assert "modular" in sampled and "modular" not in exact
    assert "base and step are identities" in exact
    assert "a sample, not a proof" in sampled


def test_cited_and_failed_steps_are_marked(page: str) -> None:
    assert page.count("cited, not proved") == 1
    assert page.count("not established") == 1


def test_a_step_without_status_is_never_shown_as_checked() -> None:
    step = {"name": "s", "rule": "algebra", "text": "1 == 1"}
    page = render_html(small_record(derivation=[step]))
    assert 'class="status-failed"' in page
    assert 'class="checked"' not in page


def test_a_step_shows_its_own_hypotheses() -> None:
    step = {"name": "s", "rule": "algebra", "text": "p < q", "given": ["p < odd_one"], "given_latex": []}
    page = render_html(small_record(derivation=[step]))
    assert "suppose" in page and "odd_one" in page


def test_living_mutants_are_shown_open() -> None:
    dead = {"id": "m", "claim": "1 == 2", "killed_by": "witness", "alive": False}
    assert '<details class="mutants">' in render_html(small_record(mutants=[dead]))
    page = render_html(small_record(mutants=[dead, dead | {"alive": True, "killed_by": None}]))
    assert '<details class="mutants" open>' in page
    assert "1 alive" in page


def test_the_page_says_which_hypotheses_are_needed() -> None:
    both = [
        {"name": "a", "unicode": "x > 0", "latex": "", "needed": True, "witness": {"x": "-7"}},
        {"name": "b", "unicode": "y > 0", "latex": "", "needed": False, "witness": {}},
        {"name": "c", "unicode": "z > 0", "latex": "", "needed": None, "witness": {}},
    ]
    page = render_html(small_record(hypotheses=both))
    block = page[page.index('<section class="hypotheses">') :]
    for wanted in ("needed: without it", "not needed", "was not decided"):
        assert wanted in block
    assert '<section class="hypotheses">' not in render_html(small_record(hypotheses=[]))


def luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_have_contrast_on_light_and_dark_ground() -> None:
    style = (ROOT / "proofs_check/report/templates/report.css").read_text("utf-8")
    dark, light = style.split("{% endset %}")
    for block in (dark, light.partition("}")[0]):
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for ground in ("paper", "raised", "quiet"):
            for name in ("ink", "soft", "link", *(verdict.key for verdict in VERDICTS)):
                high, low = sorted((luminance(colours[name]), luminance(colours[ground])), reverse=True)
                assert (high + 0.05) / (low + 0.05) >= 4.5, (name, ground)
        for number in range(1, 7):
            high, low = sorted(
                (luminance(colours[f"series-{number}"]), luminance(colours["paper"])), reverse=True
            )
            assert (high + 0.05) / (low + 0.05) >= 3.0, number
