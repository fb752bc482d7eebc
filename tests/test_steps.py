"""The check of derivations: what may be cited, at which values, and what a proof of the claim is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.citations import claim_fact
from proofs_check.goal import Answer, Budget
from proofs_check.judging import judge
from proofs_check.lemmas import LEMMAS
from proofs_check.prove import Session
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim, Recurrence
from proofs_check.statement.derivation import Step, Use
from proofs_check.steps import Derivation, conclusion_of
from proofs_check.verdict import CheckedStep


def checked(claim: Claim, *steps: Step, known: Mapping[str, Claim] | None = None) -> tuple[CheckedStep, ...]:
    """The steps after their check; `known` are claims that count as proved."""
    sure = Answer("test", "proved", "", "certificate")
    facts = {name: claim_fact(one, sure) for name, one in (known or {}).items()}
    return Derivation(claim, claim.formal, Session(Budget()), facts).check(steps)


SQUARES = Claim("squares", "x**2 + y**2 >= 2*x*y", let={"x": "real", "y": "real"})


def test_a_step_is_proved_from_what_it_cites() -> None:
    first = Step("square", "(x - y)**2 >= 0", "algebra")
    last = Step("end", "x**2 + y**2 >= 2*x*y", "algebra", uses=("square",))
    steps = checked(SQUARES, first, last)
    assert [step.status for step in steps] == ["checked", "checked"]
    assert conclusion_of(SQUARES.formal, steps).trust == "certificate"


def test_a_cited_claim_holds_at_other_values() -> None:
    claim = Claim("other", "a**2 + 4 >= 4*a", let={"a": "real"})
    step = Step("end", "a**2 + 4 >= 4*a", "claim", uses=(Use("squares", {"x": "a", "y": "2"}),))
    assert checked(claim, step, known={"squares": SQUARES})[0].status == "checked"


def test_a_cited_claim_needs_its_hypotheses() -> None:
    positive = Claim("positive", "1/x > 0", let={"x": "positive"})
    claim = Claim("other", "1/(a**2 + 1) > 0", let={"a": "real"})
    good = Step("end", "1/(a**2 + 1) > 0", "claim", uses=(Use("positive", {"x": "a**2 + 1"}),))
    bad = Step("end", "1/(a**2 + 1) > 0", "claim", uses=(Use("positive", {"x": "a"}),))
    assert checked(claim, good, known={"positive": positive})[0].status == "checked"
    failed = checked(claim, bad, known={"positive": positive})[0]
    assert failed.status == "failed" and "domain" in failed.detail


def test_a_hypothesis_counts_only_where_it_is_cited() -> None:
    claim = Claim("claim", "x**3 > 0", let={"x": "real"}, given={"sign": "x > 0"})
    assert checked(claim, Step("end", "x**3 > 0", "algebra"))[0].status == "failed"
    assert checked(claim, Step("end", "x**3 > 0", "algebra", uses=("sign",)))[0].status == "checked"


def test_a_fact_about_another_sequence_is_refused() -> None:
    let = {"t": "natural"}
    other = Claim("other", "r(t) == t", let=let, define={"r": Recurrence(("0",), "r(t) + 1")})
    claim = Claim("claim", "r(t) == t", let=let, define={"r": Recurrence(("0",), "r(t) + 2")})
    failed = checked(claim, Step("end", "r(t) == t", "claim", uses=("other",)), known={"other": other})[0]
    assert failed.status == "failed" and "another sequence" in failed.detail


def test_a_letter_of_a_sequence_is_not_replaced() -> None:
    shared = {"let": {"rho": "real", "t": "natural"}, "define": {"r": Recurrence(("0",), "r(t) + rho")}}
    known = Claim("known", "r(t) == rho*t", **shared)  # type: ignore[arg-type]
    claim = Claim("claim", "r(t) == 2*t", **shared)  # type: ignore[arg-type]
    step = Step("end", "r(t) == 2*t", "claim", uses=(Use("known", {"rho": "2"}),))
    failed = checked(claim, step, known={"known": known})[0]
    assert failed.status == "failed" and "depends on rho" in failed.detail


def test_a_bound_that_stops_holding_gives_no_limit() -> None:
    claim = Claim(
        "claim",
        "limit(f, t, oo) == 0",
        let={"t": "natural", "f": "real"},
        given={"early": "t <= 10"},
    )
    bound = Step("bound", "abs(f - 0) <= abs(f)*2**(10 - t)", "algebra", uses=("early",))
    end = Step("end", "limit(f, t, oo) == 0", "limit", uses=("bound",))
    assert checked(claim, bound, end)[1].status == "failed"


def test_an_induction_without_its_base_fails() -> None:
    claim = Claim(
        "claim", "r(t) == t + 1", let={"t": "natural"}, define={"r": Recurrence(("0",), "r(t) + 1")}
    )
    assert checked(claim, Step("end", "r(t) == t + 1", "induction", on="t"))[0].status == "failed"


def test_a_step_that_is_undefined_somewhere_fails() -> None:
    failed = checked(SQUARES, Step("one", "x/x == 1", "algebra"))[0]
    assert failed.status == "failed" and "denominator" in failed.detail


def test_a_cited_theorem_caps_the_trust() -> None:
    cited = Step("theorem", "(x - y)**2 >= 0", "cited", "A theorem.")
    last = Step("end", "x**2 + y**2 >= 2*x*y", "algebra", uses=("theorem",))
    steps = checked(SQUARES, cited, last)
    assert [step.status for step in steps] == ["cited", "checked"]
    assert conclusion_of(SQUARES.formal, steps).trust == "one engine"


@pytest.mark.parametrize("rule", ["cited", "reduction"])
@pytest.mark.parametrize(
    ("says", "point"), [("(x - y)**2 > 0", "x = 0, y = 0"), ("1/x + y <= x**2 + y + 1/x", "x = 0")]
)
def test_what_is_cited_is_attacked(rule: str, says: str, point: str) -> None:
    step = Step("theorem", says, rule, "A theorem.")  # type: ignore[arg-type]
    failed = checked(SQUARES, step)[0]
    assert failed.status == "failed" and point in failed.detail


def test_the_attack_on_what_is_cited_knows_its_hypotheses() -> None:
    claim = Claim("claim", "x**3 > 0", let={"x": "real"}, given={"sign": "x > 0"})
    bare = Step("bare", "x**3 > 0", "cited", "A theorem.")
    assert checked(claim, bare)[0].status == "failed"
    assert checked(claim, Step("end", "x**3 > 0", "cited", "A theorem.", uses=("sign",)))[0].status == "cited"
    assert (
        checked(claim, Step("own", "x**3 > 0", "cited", "A theorem.", given=("x > 0",)))[0].status == "cited"
    )


@pytest.mark.parametrize("name", sorted(LEMMAS))
def test_a_lemma_without_a_reference_is_proved(name: str) -> None:
    lemma = LEMMAS[name]
    claim = Claim(name, lemma.claim, let=lemma.let, given=lemma.given)
    judged = judge(claim, Settings(Budget(instances=2_000, search_points=2_000)))
    if lemma.reference:
        assert judged.verdict != "refuted"
    else:
        assert (judged.verdict, judged.trust) == ("proved", "certificate"), judged.reason
