"""Terms that engines write into the words of an explanation are shown as formulas; words and numbers stay what they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from proofs_check.explained import explained, terms_of
from proofs_check.report.fault import fault_line
from proofs_check.report.findings import render_findings
from proofs_check.report.outline import Maths
from proofs_check.statement.claim import Claim
from proofs_check.written_terms import terms_in

CLAIM = Claim(id="c", let={"a": "positive", "x": "real", "worst_gap": "real"}, claim="a*x <= 1")


def found(words: str) -> list[str]:
    return [written for written, term in terms_in(words, CLAIM.formal) if term is not None]


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("limit(2**(-K), K, oo) = 0, as abs(2**(-K)) <= (1/2)**K for all K >= 1",
         ["limit(2**(-K), K, oo)", "abs(2**(-K)) <= (1/2)**K", "K >= 1"]),
        ("no value of r satisfies forall(h, 'real in (-r, r)', x**2 + h <= a)",
         ["forall(h, 'real in (-r, r)', x**2 + h <= a)"]),
        ("x < 1 and a > 2", ["x < 1", "a > 2"]),
        ("worst_gap + 1 is too large (see a*x)", ["worst_gap + 1", "a*x"]),
    ],
)  # fmt: skip
def test_terms_are_found(words: str, terms: list[str]) -> None:
    assert found(words) == terms


@pytest.mark.parametrize(
    "words",
    [
        "an error rate of 1e-06",
        "a one-sided limit, checked by a re-check",
        "it holds in 42 of 192 runs: in 10% to 39%",
        "f(x) = 3, by the engine (2)",
        "x - ",
        "gap*x",
    ],
)
def test_words_stay_words(words: str) -> None:
    assert found(words) == []


@given(st.text(alphabet="ax1 ()[]+-*<=,'.:rK", max_size=40))
def test_nothing_is_lost_and_nothing_raises(words: str) -> None:
    assert "".join(written for written, _ in terms_in(words, CLAIM.formal)) == words


def test_a_page_and_a_terminal_show_the_formula() -> None:
    words = "no value of r satisfies forall(h, 'real in (-r, r)', x**2 + h <= a)"
    parts = explained(words, terms_of(CLAIM.formal), (), CLAIM.formal)
    detail = {"fault": "false", "explanation": words, "explanation_parts": parts, "sides": []}
    shown = [part.latex for part in fault_line(detail, sides=True) if isinstance(part, Maths)]
    assert shown[0] == "r" and r"\forall" in shown[1]
    claim = {"id": "c", "verdict": "refuted", "trust": "certificate", "counterexample": {"x": "1"}}
    console = Console(width=200)
    with console.capture() as captured:
        console.print(render_findings({"claims": [{**claim, "counterexample_detail": detail}]}))
    assert "no value of r satisfies ∀ h ∈ (-r, r): x² + h ≤ a" in captured.get()
