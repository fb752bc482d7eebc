"""The graph of claims: its edges, its layout, its drawing."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.report.graph import Edge, graph_of
from proofs_check.report.graph_layout import ROW, layout
from proofs_check.report.graph_svg import graph_svg
from proofs_check.report.html import render_html
from proofs_check.report.reading import opened
from proofs_check.report.view import page_of

Claim = dict[str, Any]


def claim(name: str, *uses: str, **more: object) -> Claim:
    step = {"name": "s", "uses": [{"name": used, "kind": "claim"} for used in uses], "status": "checked"}
    base: Claim = {"id": name, "title": name, "verdict": "proved", "statement": {"claim": "1"}}
    return base | {"derivation": [step] if uses else []} | more


def record(*claims: Claim) -> dict[str, Any]:
    return {"schema": 1, "header": {}, "claims": list(claims)}


def edges(*claims: Claim) -> tuple[Edge, ...]:
    return graph_of(page_of(opened(record(*claims)))).edges


def test_no_ties_no_graph() -> None:
    assert edges(claim("a"), claim("b")) == ()
    assert 'id="graph"' not in render_html(record(claim("a"), claim("b", "nowhere")))


def test_citations_readings_and_corrections() -> None:
    found = edges(
        claim("a"),
        claim("b", "a", "a"),
        claim("c", readings=[claim("c__x")], repair={"record": claim("c__repaired", "c__x")}),
    )
    assert set(found) == {
        Edge("claim-a", "claim-b", "use"),
        Edge("claim-c", "claim-c--reading-1", "reading"),
        Edge("claim-c", "claim-c--repair", "correction"),
        Edge("claim-c--reading-1", "claim-c--repair", "use"),
    }


def test_claim_cited_under_a_plain_name_is_an_edge_and_a_link() -> None:
    user = claim("b")
    user["derivation"] = [{"name": "s", "uses": [{"name": "a", "kind": "step"}], "status": "checked"}]
    assert edges(claim("a"), user) == (Edge("claim-a", "claim-b", "use"),)


def test_drawing_links_to_anchors_and_tells_verdicts_by_shape_and_sign() -> None:
    page = render_html(record(claim("a", verdict="refuted"), claim("b", "a"), claim("<i>", "a")))
    drawing = page.partition('<svg class="graph"')[2].partition("</svg>")[0]
    targets = re.findall(r'<a href="#([^"]+)"', drawing)
    assert len(targets) == 3 and all(f'id="{target}"' in page for target in targets)
    assert "✗" in drawing and "✓" in drawing and "<i>" not in drawing
    shapes = {
        verdict: re.sub(r"[-.\d ]+", "", path)
        for verdict, path in re.findall(r'node verdict-(\w+)".*?d="([^"]+)"', drawing)
    }
    assert shapes["refuted"] != shapes["proved"]


NAMES = [f"n{number}" for number in range(9)]
EDGES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda e: e[0] != e[1]), max_size=20
)


@settings(max_examples=60)
@given(EDGES)
def test_boxes_never_overlap_and_circles_end(pairs: list[tuple[str, str]]) -> None:
    names = dict.fromkeys(name for pair in pairs for name in pair)
    found = layout(dict.fromkeys(names, 50.0), pairs, 400.0)
    boxes = list(found.boxes.values())
    assert set(found.boxes) == set(names)
    for number, one in enumerate(boxes):
        assert one.x >= 0 and one.x + one.width <= found.width + 1e-9 and one.y < found.height
        for other in boxes[:number]:
            assert abs(one.y - other.y) >= ROW - 1e-9 or abs(one.x - other.x) >= 50


@given(EDGES.map(lambda pairs: [(a, b) for a, b in pairs if a < b]))
def test_edges_run_to_the_right_where_there_is_no_circle(pairs: list[tuple[str, str]]) -> None:
    names = dict.fromkeys(name for pair in pairs for name in pair)
    found = layout(dict.fromkeys(names, 50.0), pairs, 400.0).boxes
    assert all(found[start].x < found[end].x for start, end in pairs)


def test_long_chain_needs_no_deep_recursion() -> None:
    names = [f"n{number}" for number in range(3000)]
    found = layout(
        dict.fromkeys(names, 10.0), list(zip(reversed(names), list(reversed(names))[1:], strict=False)), 400.0
    )
    assert len(found.boxes) == 3000


def test_empty_graph_draws_nothing() -> None:
    assert graph_svg(graph_of(page_of(opened(record(claim("a"))))), str) == ""
