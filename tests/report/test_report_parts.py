"""The parts of a report: formulas, values, figures, the block of a claim file, the font."""

from __future__ import annotations

import math
import re
import tomllib
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.report.claim_file import claim_block
from proofs_check.report.figure import description, svg_figure
from proofs_check.report.font import font_face
from proofs_check.report.mathml import display_math, inline_math
from proofs_check.report.section import anchor_part
from proofs_check.report.values import letter_math, value_math
from proofs_check.report.words import adds_to, domain_in_words, grouped, is_sampled, measured

text = st.text(st.characters(codec="utf-8"), max_size=60)
latex = st.lists(
    st.sampled_from(
        [r"\frac", r"\text", "{", "}", "<script>", "x", "^", "_", r"\left(", r"\right)", r"\href", "&", "]]>"]
    )
).map("".join)

# Formulas


@pytest.mark.parametrize(
    "formula",
    [
        r"r(t) = \left(1 - \rho^{t}\right) g^{2}",
        r"\lim_{t \to \infty} \frac{\varepsilon}{\sqrt{\delta + r(t)}} = \infty",
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}",
        r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
        r"\sum_{k=0}^{n} \binom{n}{k} \implies \forall x \in \mathbb{R} \colon |x| \ge 0 \land p \iff \neg q",
        r"\left\lVert W^{t} x \right\rVert_2 \le \operatorname{relu}(x) \cdot \log x",
        r"\lfloor x \rfloor \neq \lceil y \rceil, \quad H \succ 0, \quad g^{\top} H g",
    ],
)
def test_formulas_of_the_field_become_mathml(formula: str) -> None:
    for shown in (inline_math(formula), display_math(formula)):
        assert "<math" in shown and "<code" not in shown and "\\" not in shown
        ElementTree.fromstring(f"<p>{shown}</p>")


@pytest.mark.parametrize(
    "broken", [r"\frac{a", r"\unknowncommand x", r"\frac{a}", "x^", "}{", r"\begin{cases", "&", "x" * 30_000]
)
def test_what_cannot_be_converted_is_shown_as_source(broken: str) -> None:
    shown = display_math(broken)
    assert shown.startswith('<code class="source">')
    assert shown.striptags() == broken


def test_text_of_a_formula_stays_text() -> None:
    shown = inline_math(r"\text{<script>alert(1)</script> &lt;b&gt;}")
    assert "<script" not in shown and "&lt;script&gt;" in shown


def test_links_and_styles_of_a_formula_are_dropped() -> None:
    for hostile in (r"\href{javascript:alert(1)}{x}", r"\color{red;background:url(y)}{x}"):
        shown = inline_math(hostile)
        assert "javascript" not in shown and "url" not in shown
    assert "href" not in inline_math(r"\href{x}{y}")


@settings(max_examples=300, deadline=None)
@given(latex | text)
def test_any_latex_gives_well_formed_markup_of_known_elements(formula: str) -> None:
    cleaned = re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", formula)
    for shown in (inline_math(cleaned), display_math(cleaned)):
        elements = {node.tag for node in ElementTree.fromstring(f"<p>{shown}</p>").iter()}
        assert elements <= {"p", "span", "code", "wbr"} | {tag for tag in elements if tag.startswith("m")}
        assert "maction" not in elements


def test_a_long_formula_may_break_at_its_relations_only() -> None:
    assert display_math("f(a = b) = c + d < e").count("<math") == 3
    assert display_math(r"x = 1, \quad y = 2").count('class="clause"') == 2


def test_a_sign_after_a_relation_is_a_prefix() -> None:
    assert '<mo form="prefix" lspace="0" rspace="0">−</mo>' in display_math("a = -b")
    assert "prefix" not in display_math("a - b")


# Values and letters


def test_values_of_a_witness() -> None:
    assert "<mfrac><mn>1</mn><mn>2</mn></mfrac>" in value_math("1/2")
    assert "<mo>−</mo><mn>3</mn>" in value_math("-3")
    assert value_math("[[1, 0], [0, -1/2]]").count("<mtd>") == 4
    assert value_math("<b>") == "<code>&lt;b&gt;</code>"
    assert value_math("[" * 50).startswith("<code>")


def test_letters_are_taken_from_their_declaration() -> None:
    assert "ρ" in letter_math("rho", r"\rho \in [0, 1)")
    assert "ε" in letter_math("eps", r"\varepsilon > 0")
    assert letter_math("<x>", "") == "<code>&lt;x&gt;</code>"


# Figures

FIGURE = {
    "title": "Loss",
    "xlabel": "step",
    "ylabel": "loss",
    "yscale": "log",
    "series": [
        {"label": "run", "x": [0, 1, 2], "y": [1.0, None, 0.01], "style": "solid"},
        {"label": "measured", "x": [0, 1], "y": [1.0, 0.1], "style": "points"},
    ],
    "hlines": [{"y": 0.5, "label": "zero predictor"}],
}


def test_a_figure_names_no_address_and_carries_its_alternative() -> None:
    svg = svg_figure(FIGURE, "fig")
    assert "http" not in svg and "<style" not in svg and "metadata" not in svg
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == description(FIGURE)
    assert "from 1 at 0 to 0.01 at 2" in description(FIGURE)


def test_figures_share_no_id_and_every_reference_resolves() -> None:
    found = []
    for name in ("one", "two"):
        svg = svg_figure(FIGURE, name)
        ids = re.findall(r' id="([^"]+)"', svg)
        used = re.findall(r"url\(#([^)]+)\)", svg) + re.findall(r'href="#([^"]+)"', svg)
        assert used and set(used) <= set(ids)
        found.append(set(ids))
    assert not found[0] & found[1]


def test_colours_of_a_figure_are_those_of_the_page() -> None:
    svg = svg_figure(FIGURE, "fig")
    assert "var(--series-1)" in svg and "var(--series-2)" in svg and "var(--ink)" in svg
    assert not re.findall(r"#0[0-9a-f]{5}\b", svg)


def test_points_are_not_joined_by_a_line() -> None:
    points = {"series": [{"x": [0, 1, 2], "y": [3, 5, 4], "style": "points"}]}
    line = {"series": [{"x": [0, 1, 2], "y": [3, 5, 4], "style": "solid"}]}
    assert "stroke-width:1.8" not in svg_figure(points, "a")
    assert "stroke-width:1.8" in svg_figure(line, "a")


@settings(max_examples=20, deadline=None)
@given(
    text,
    st.sampled_from(["linear", "log", "symlog", "other"]),
    st.lists(st.none() | st.floats() | text, max_size=4),
)
def test_any_figure_is_drawn(label: str, scale: str, values: list[object]) -> None:
    shown = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", "", label)
    figure = {
        "title": shown,
        "yscale": scale,
        "series": [{"label": shown, "x": values, "y": values, "style": shown}],
        "vlines": [{"x": math.inf, "label": shown}],
    }
    svg = svg_figure(figure, "fig")
    assert svg == svg_figure(figure, "fig")
    assert ElementTree.fromstring(svg).get("viewBox")


# The block of a claim file


@settings(max_examples=200)
@given(text, st.dictionaries(text, text, max_size=3), text)
def test_the_block_reads_back_as_the_claim(claim_id: str, letters: dict[str, str], claim: str) -> None:
    fields = {"index": "t", "first": 0, "start": ["0", claim], "step": claim}
    statement = {
        "let": letters,
        "claim": claim,
        "define": {"r": "prose\nof it"},
        "define_fields": {"r": fields},
    }
    (back,) = tomllib.loads(claim_block({"id": claim_id, "statement": statement}))["claim"]
    assert back["id"] == claim_id and back["claim"] == claim
    assert back.get("let", {}) == letters
    assert back["define"] == {"r": fields}


def test_a_recurrence_in_prose_is_a_comment() -> None:
    block = claim_block(
        {"id": "a", "statement": {"define": {"r": "r(0) = 0\nid = 'x'"}, "claim": "r(t) == 0"}}
    )
    assert tomllib.loads(block)["claim"] == [{"id": "a", "claim": "r(t) == 0"}]


# Words, anchors, font


def test_anchors_are_one_to_one() -> None:
    names = ["a b", "a~20~b", "a_b", "a/b", "ä", '"', "a.b-c"]
    anchors = [anchor_part(name) for name in names]
    assert len(set(anchors)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_.~-]+", anchor) for anchor in anchors)


def test_samples_are_told_from_proofs() -> None:
    assert (
        is_sampled("instances", "supported")
        and is_sampled("modular", "proved")
        and is_sampled("z3", "supported")
    )
    assert not is_sampled("z3", "proved") and not is_sampled("instances", "refuted")


def test_numbers_in_words() -> None:
    assert grouped(1234567).split("\N{NARROW NO-BREAK SPACE}") == ["1", "234", "567"]
    assert (measured(0.3149), measured(1.7e5), measured(-2e-7)) == ("0.315", "1.7×10⁵", "-2×10⁻⁷")
    assert adds_to("0.333", "1/3") and not adds_to("2.0", "2") and not adds_to("", "undefined")


def test_domains_in_words() -> None:
    assert domain_in_words("spd(n)") == "a positive definite n×n matrix"
    assert domain_in_words("integer >= 1") == "an integer ≥ 1"
    assert domain_in_words("real in [0, f(x))") == "a real number in [0, f(x))"
    assert domain_in_words("something(else) new") == "something(else) new"


def test_the_font_holds_the_radical_and_slanted_letters() -> None:
    pytest.importorskip("ziamath", reason="the font comes with ziamath")
    assert font_face(frozenset()) == ""
    small, larger = font_face(frozenset("x")), font_face(frozenset("xyzαβ∑∫"))
    assert small.startswith("@font-face") and len(small) < len(larger) < 150_000
    assert small == font_face(frozenset("x"))
