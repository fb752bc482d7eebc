"""The page: self-contained, safe with hostile text, complete, and the same for the same record."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_page import ROOT, SAMPLE, Parsed, small_record

from proofs_check.report.html import render_html, write_report


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


def test_commands_reproduce_and_are_quoted_for_the_shell(parsed: Parsed) -> None:
    shown = parsed.text()
    assert "theory check rmsprop_accumulator" in shown
    assert "theory check '\"><script>alert(1)</script>'" in shown


def test_claims_of_a_file_are_reproduced_by_the_file() -> None:
    record = small_record(topic="")
    page = render_html(record | {"header": record["header"] | {"subject": "a chapter.toml, b.toml"}})
    assert "theory check &#39;a chapter.toml&#39; b.toml" in page


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
