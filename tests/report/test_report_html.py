"""The page: self-contained, safe with hostile text, complete, and the same for the same record."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.report.html import render_html, write_report
from proofs_check.report.words import TRUSTS, VERDICTS

SAMPLE = Path(__file__).with_name("sample_record.json")
ROOT = Path(__file__).parents[2]
VOID = {"meta", "br", "img", "input", "hr", "link"}


class Parsed(HTMLParser):
    """The elements of a page with their attributes and texts, as a browser would read them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))

    def having(self, attribute: str) -> list[str]:
        return [
            value or ""
            for _, attributes in self.elements
            for key, value in attributes.items()
            if key == attribute
        ]

    def text(self) -> str:
        return "".join(data for path, data in self.texts if "script" not in path and "style" not in path)


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def page(record: dict[str, Any]) -> str:
    return render_html(record)


@pytest.fixture(scope="module")
def parsed(page: str) -> Parsed:
    return Parsed(page)


def own_claims(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim for claim in record["claims"] if "<" not in claim["id"]]


def small_record(**fields: object) -> dict[str, Any]:
    claim: dict[str, Any] = {"id": "a", "title": "t", "verdict": "unknown", "statement": {"claim": "1 == 1"}}
    return {"schema": 1, "header": {}, "claims": [claim | fields]}


# Self-contained


def test_page_refers_to_nothing_outside_itself(page: str, parsed: Parsed) -> None:
    for attribute in ("src", "srcset", "action", "data", "poster", "background", "formaction", "xlink:href"):
        assert parsed.having(attribute) == []
    assert all(target.startswith("#") for target in parsed.having("href"))
    style = "".join(data for path, data in parsed.texts if path[-1:] == ("style",))
    assert all(
        target.startswith(('"data:font/', '"data:image/svg'))
        for target in re.findall(r"url\(\s*([^)]{0,20})", style)
    )
    assert "@import" not in style
    assert not {tag for tag, _ in parsed.elements} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "a:href",
    }


def test_addresses_occur_as_text_of_a_citation_only(parsed: Parsed) -> None:
    for _, attributes in parsed.elements:
        for key, value in attributes.items():
            if key not in ("aria-label", "title"):
                assert "http" not in (value or "").replace("http-equiv", ""), (key, value)


def test_policy_allows_the_one_script_and_no_connection(parsed: Parsed) -> None:
    (policy,) = (
        attributes["content"] or "" for tag, attributes in parsed.elements if "http-equiv" in attributes
    )
    assert "default-src 'none'" in policy
    assert re.search(r"script-src 'sha256-[A-Za-z0-9+/=]{44}';", policy)
    assert [tag for tag, _ in parsed.elements].count("script") == 1


def test_every_link_has_its_target_and_ids_are_unique(parsed: Parsed) -> None:
    ids = parsed.having("id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in parsed.having("href")} <= set(ids)


def test_elements_are_nested_and_closed(parsed: Parsed) -> None:
    assert parsed.open == []


# Hostile text


def test_hostile_text_makes_no_element_and_no_handler(parsed: Parsed) -> None:
    assert not [key for _, attributes in parsed.elements for key in attributes if key.startswith("on")]
    assert not {tag for tag, _ in parsed.elements} & {"img", "i"}
    assert "javascript:" not in "".join(parsed.having("href"))


def test_hostile_text_is_shown_as_it_is_written(parsed: Parsed) -> None:
    shown = parsed.text()
    for text in (
        "<img src=x onerror=alert(3)>",
        '"><script>alert(1)</script>',
        "{{ 7*7 }}",
        "<script>alert(5)</script>",
    ):
        assert text in shown


def test_control_and_direction_characters_are_replaced(page: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", page)
    assert "\N{REPLACEMENT CHARACTER}[31mred" in page


@settings(max_examples=25, deadline=None)
@given(
    st.text(st.characters(codec=None), max_size=40)
    | st.sampled_from(["</style><script>", "]]>", "<!--", "&lt;b"])
)
def test_any_text_leaves_the_structure_of_the_page_alone(text: str) -> None:
    def structure(value: str) -> list[str]:
        mutant = {"id": value, "claim": value, "killed_by": value}
        step = {"name": value, "rule": value, "text": value, "because": value, "status": "cited"}
        parsed = Parsed(
            render_html(
                small_record(title=value, reason=value, says=value, mutants=[mutant], derivation=[step])
            )
        )
        assert parsed.open == []
        return [tag for tag, _ in parsed.elements]

    assert structure(f"x{text}") == structure("plain")


# Complete


def test_every_claim_and_reading_has_its_anchor(record: dict[str, Any], parsed: Parsed) -> None:
    ids = set(parsed.having("id"))
    for claim in own_claims(record):
        assert f"claim-{claim['id']}" in ids
        for number in range(1, len(claim["readings"]) + 1):
            assert f"claim-{claim['id']}--reading-{number}" in ids
        for step in claim["derivation"]:
            assert f"claim-{claim['id']}--step-{step['name']}" in ids


def test_a_step_links_to_what_it_uses(parsed: Parsed) -> None:
    targets = parsed.having("href")
    assert "#claim-rmsprop_accumulator--step-base" in targets
    assert "#claim-rmsprop_accumulator--define-r" in targets
    assert "#claim-tanh_recurrent_transient--given-contraction" in targets
    assert targets.count("#claim-rmsprop_accumulator") >= 2  # the table and the reading that cites the claim


def test_claims_of_one_id_get_two_anchors() -> None:
    record = small_record()
    record["claims"] = [record["claims"][0], copy.deepcopy(record["claims"][0])]
    ids = Parsed(render_html(record)).having("id")
    assert {"claim-a", "claim-a~2"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_page_holds_little_before_it_answers(page: str, record: dict[str, Any]) -> None:
    """What a browser with scripts builds at once: all but the insides of `noscript`."""
    at_once = re.sub(r"<noscript>.*?</noscript>", "", page, flags=re.DOTALL)
    at_once = re.sub(r'<svg class="graph".*?</svg>', "", at_once, flags=re.DOTALL)
    assert at_once.count("<") / 2 < 200 + 70 * len(record["claims"])


def test_rows_of_the_table_carry_what_the_filters_read(record: dict[str, Any], parsed: Parsed) -> None:
    rows = [attributes for tag, attributes in parsed.elements if tag == "tr" and "data-id" in attributes]
    assert [row["data-id"] for row in rows] == [claim["id"] for claim in record["claims"]]
    for row, claim in zip(rows, record["claims"], strict=True):
        assert row["data-verdict"] == claim["verdict"]
        assert row["data-trust"] == (claim["trust"] or "")
        assert row["data-topic"] == claim["topic"]


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


def test_commands_reproduce_and_are_quoted_for_the_shell(parsed: Parsed) -> None:
    shown = parsed.text()
    assert "theory check rmsprop_accumulator" in shown
    assert "theory check '\"><script>alert(1)</script>'" in shown


def test_claims_of_a_file_are_reproduced_by_the_file() -> None:
    record = small_record(topic="")
    page = render_html(record | {"header": record["header"] | {"subject": "a chapter.toml, b.toml"}})
    assert "theory check &#39;a chapter.toml&#39; b.toml" in page


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


def test_formulas_of_our_own_claims_are_all_converted(record: dict[str, Any]) -> None:
    own = record | {"claims": own_claims(record)}
    page = render_html(own)
    assert '<code class="source">' not in page
    assert "\\frac" not in page
    formulas = re.findall(r'"(?:\w+_)?latex": "', json.dumps(own))
    assert page.count("<math") > len(formulas)


# The same for the same record


def test_same_record_same_bytes_in_another_process(page: str, tmp_path: Path) -> None:
    code = (
        "import json, sys; from pathlib import Path; from proofs_check.report.html import write_report;"
        "write_report(json.loads(Path(sys.argv[1]).read_text('utf-8')), Path(sys.argv[2]))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    subprocess.run(
        [sys.executable, "-c", code, str(SAMPLE), str(tmp_path)], check=True, cwd=ROOT, env=environment
    )
    assert (tmp_path / "index.html").read_bytes() == page.encode("utf-8")


def test_write_report_makes_the_directory(tmp_path: Path) -> None:
    path = write_report(small_record(), tmp_path / "new" / "place")
    assert path == tmp_path / "new" / "place" / "index.html"
    assert path.read_bytes().startswith(b"<!DOCTYPE html>")


def test_the_record_is_left_as_it_was(record: dict[str, Any]) -> None:
    before = json.dumps(record)
    render_html(record)
    assert json.dumps(record) == before


@pytest.mark.parametrize(
    "broken", [{}, {"schema": 2, "claims": []}, {"schema": 1}, {"schema": 1, "claims": [3]}]
)
def test_another_schema_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="record"):
        render_html(broken)


def test_an_empty_record_makes_a_page() -> None:
    assert "0 claims" in Parsed(render_html({"schema": 1, "claims": []})).text()


# Readable


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
