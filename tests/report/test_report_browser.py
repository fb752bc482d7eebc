"""The report in a browser: no error, no request, the filters, the anchors and the dark page work, on wide and narrow screens.

Skipped where no Chromium is installed. With REPORT_PICTURES=DIR it leaves screenshots there, to be looked at.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from proofs_check.report.compared_pairs import OUTCOMES
from proofs_check.report.html import render_html, write_report
from tests.report.headless import Browser, chromium
from tests.report.test_compared_pairs import pair, record
from tests.report.test_formats_hostile import NASTY, nasty_record

BINARY = chromium()
SAMPLE = Path(__file__).with_name("sample_record.json")
pytestmark = pytest.mark.skipif(BINARY is None, reason="no Chromium on this machine")
WIDTHS = (1200, 768, 390)


def sample() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser(str(BINARY)) as found:
        yield found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(sample(), tmp_path_factory.mktemp("one"))


def shown(browser: Browser) -> int:
    count: int = browser.run(
        "[...document.querySelectorAll('#claims-table tbody tr')].filter(row => row.offsetParent).length"
    )
    return count


def test_opens_without_an_error_and_asks_for_nothing(browser: Browser, page: Path) -> None:
    browser.size(1200, 900)
    before = len(browser.requests())
    browser.open(page)
    assert browser.complaints() == []
    assert browser.requests()[before:] == [page.resolve().as_uri()]
    assert browser.run("document.documentElement.classList.contains('scripted')")


def test_content_policy_refuses_what_is_put_in_later(browser: Browser, page: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    extra = "<script>window.intruder = 1</script><img src='https://example.invalid/x.png'>"
    bad.write_text(page.read_text("utf-8").replace("</main>", f"{extra}</main>"), encoding="utf-8")
    with Browser(str(BINARY)) as other:
        other.open(bad)
        assert other.run("window.intruder === undefined")
        assert any("Content Security Policy" in said for said in other.complaints())


def test_filter_by_verdict_words_and_reset(browser: Browser, page: Path) -> None:
    browser.open(page)
    everything = len(sample()["claims"])
    refuted = sum(claim["verdict"] == "refuted" for claim in sample()["claims"])
    assert shown(browser) == everything > refuted > 0
    choose = "(() => {{ const field = document.getElementById('filter-{}'); field.value = '{}'; field.dispatchEvent(new Event('{}')); }})()"
    browser.run(choose.format("verdict", "refuted", "change"))
    assert shown(browser) == refuted
    browser.run(choose.format("words", "no such words anywhere", "input"))
    assert shown(browser) == 0
    browser.run("document.querySelector('#filters button[type=reset]').click()")
    browser.run("new Promise(done => setTimeout(done, 30))")
    assert shown(browser) == everything


def test_count_on_the_front_page_filters_the_table(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("document.querySelector('[data-choose=\"verdict:refuted\"]').click()")
    assert shown(browser) == sum(claim["verdict"] == "refuted" for claim in sample()["claims"])


def test_anchor_is_followed(browser: Browser, page: Path) -> None:
    browser.open(page)
    target = browser.run(
        "(() => { const link = [...document.querySelectorAll('#claims-table th a')].at(-1); link.click(); return decodeURIComponent(link.hash.slice(1)); })()"
    )
    browser.run("new Promise(done => setTimeout(done, 50))")
    top = browser.run(f"document.getElementById({json.dumps(target)}).getBoundingClientRect().top")
    assert -5 <= top < 400


def test_dark_switch(browser: Browser, page: Path) -> None:
    browser.size(1200, 900)
    browser.open(page)
    browser.run("localStorage.clear()")
    browser.open(page)
    colour = "getComputedStyle(document.body).backgroundColor"
    light = browser.run(colour)
    browser.run("document.getElementById('theme').click()")
    assert browser.run(colour) != light
    assert browser.run("document.getElementById('theme').textContent") == "Light page"
    browser.run("document.getElementById('theme').click(); localStorage.clear()")
    assert browser.run(colour) == light


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_page_is_no_wider_than_the_screen(browser: Browser, page: Path, width: int, dark: bool) -> None:
    browser.size(width, 900, dark)
    browser.open(page)
    if folder := os.environ.get("REPORT_PICTURES"):
        browser.picture(Path(folder) / f"page-{width}-{'dark' if dark else 'light'}.png")
    assert browser.run("document.documentElement.scrollWidth") <= width
    ground = browser.run("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, ground.removeprefix("rgb(").removesuffix(")").split(","))) < 200) == dark


def test_links_between_pages_lead_to_their_anchors(browser: Browser, tmp_path: Path) -> None:
    browser.size(1200, 900)
    index = write_report(sample(), tmp_path, pages=True)
    browser.open(index)
    address = browser.run("document.querySelector('#claims-table th a').href")
    file, _, anchor = address.rpartition("/")[2].partition("#")
    assert file != "index.html"
    browser.open(tmp_path / file, f"#{anchor}")
    top = browser.run(
        f"document.getElementById(decodeURIComponent({json.dumps(anchor)})).getBoundingClientRect().top"
    )
    assert -5 <= top < 400
    assert browser.complaints() == []


def test_what_a_link_leads_into_is_built_first(browser: Browser, page: Path) -> None:
    browser.size(1200, 900)
    browser.open(page, "#claim-rmsprop_accumulator--step-base")
    assert browser.run("document.getElementById('claim-rmsprop_accumulator--step-base') !== null")
    top = browser.run(
        "document.getElementById('claim-rmsprop_accumulator--step-base').getBoundingClientRect().top"
    )
    assert -5 <= top < 500


BUILT = "new Promise(done => { const look = () => document.documentElement.classList.contains('complete') ? done(true) : setTimeout(look, 30); look(); })"


def test_everything_is_built_after_a_while(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.run(BUILT)
    assert browser.run("document.querySelectorAll('article > noscript').length") == 0
    assert browser.run("document.querySelectorAll('article.claim > .verdict-line').length") == len(
        sample()["claims"]
    )
    assert browser.complaints() == []


def test_nothing_is_missing_without_the_script(browser: Browser, page: Path) -> None:
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(page)
        count = "document.querySelectorAll('article.claim .verdict-line').length"
        assert browser.run(count) >= len(sample()["claims"])
        assert browser.run("document.querySelector('article.claim .statement').offsetHeight") > 20
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def test_printing_builds_and_opens_everything(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert browser.run("document.querySelectorAll('article > noscript, details:not([open])').length") == 0


def test_hostile_text_stays_text_in_what_the_script_builds(browser: Browser, tmp_path: Path) -> None:
    claims = [nasty_record(text)["claims"][0] for text in NASTY]
    path = tmp_path / "hostile.html"
    path.write_text(render_html({**nasty_record("x"), "claims": claims}), encoding="utf-8")
    browser.open(path)
    assert browser.run(BUILT)
    assert browser.run("document.querySelectorAll('article.claim').length") == len(NASTY)
    unwanted = "img, iframe, object, article script, [onerror]"
    assert browser.run(f"document.querySelectorAll('{unwanted}').length") == 0
    assert browser.complaints() == []


def test_keys_reach_the_filters_and_the_claims(browser: Browser, page: Path) -> None:
    browser.size(1200, 900)
    browser.open(page)
    reached = []
    for _ in range(90):
        for kind in ("rawKeyDown", "keyUp"):
            browser.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        reached.append(
            browser.run("document.activeElement.id || document.activeElement.getAttribute('class') || ''")
        )
    assert reached[0] == "skip"
    assert {"theme", "filter-verdict", "filter-words"} <= set(reached)


def test_every_formula_and_figure_says_what_it_is_to_a_screen_reader(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.run(BUILT)
    assert browser.run(
        "[...document.querySelectorAll('svg.plot')].every(one => one.getAttribute('role') === 'img' && one.getAttribute('aria-label').length > 20)"
    )
    assert browser.run(
        "[...document.querySelectorAll('math')].every(one => one.textContent.trim().length > 0)"
    )
    assert browser.run(
        "[...document.querySelectorAll('select, input')].every(one => one.labels.length === 1)"
    )
    assert browser.run(
        "[...document.querySelectorAll('button, a')].every(one => (one.textContent + (one.ariaLabel || '')).trim().length > 0)"
    )


def test_interactive_within_a_second_of_script(browser: Browser, tmp_path: Path) -> None:
    record = sample()
    record["claims"] = [
        {**claim, "id": f"{claim['id']}_{number}"} for number in range(30) for claim in record["claims"][:3]
    ]
    path = tmp_path / "many.html"
    path.write_text(render_html(record), encoding="utf-8")
    browser.open(path)
    spent = browser.run(
        "(() => { const start = performance.now(); document.getElementById('filter-words').dispatchEvent(new Event('input')); return performance.now() - start; })()"
    )
    assert spent < 1000


def test_outcomes_of_compared_pairs_can_be_chosen(browser: Browser, tmp_path: Path) -> None:
    compared = record(*map(pair, OUTCOMES))
    browser.size(1200, 900)
    browser.open(write_report(compared, tmp_path))
    for outcome, left in (("conflict", ["conflict"]), ("", list(OUTCOMES))):
        browser.run(
            f"(field => {{ field.value = {json.dumps(outcome)}; field.dispatchEvent(new Event('change')); }})"
            "(document.getElementById('filter-outcome'))"
        )
        shown_pairs = "[...document.querySelectorAll('.pair')].filter(one => one.offsetParent)"
        assert browser.run(f"{shown_pairs}.map(one => one.dataset.outcome)") == left
    browser.run("location.hash = 'pair-a~~b--step-last'")
    assert browser.run("document.querySelector('#pair-a\\\\~\\\\~b--step-last math') !== null")
    assert browser.complaints() == []
