"""Random claims: what the planner proves, the search must not break; what is read, is written and read again; nothing crashes."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Claim
from proofs_check.statement.claim_file import BadClaim, read_claims
from proofs_check.witness import find_witness

BUDGET = Budget(z3_rlimit=100_000, search_points=400, depth=3, precision_bits=400)
REALS = ("real", "positive", "nonnegative", "real in [0, 1]", "real in (-1, 1)", "nonzero")
WHOLE = ("integer", "natural", "integer >= 1", "integer in [-2, 3]")
ONE = (
    "abs",
    "sqrt",
    "exp",
    "log",
    "sin",
    "cos",
    "tan",
    "atan",
    "asin",
    "tanh",
    "cosh",
    "sign",
    "floor",
    "relu",
)
TWO = ("+", "-", "*", "/", "+", "-", "*")


def terms() -> st.SearchStrategy[str]:
    leaves = st.sampled_from(["x", "y", "n", "x", "y", "0", "1", "2", "1/2", "pi", "-1"])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(TWO), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
            st.tuples(st.sampled_from(ONE), inner).map(lambda t: f"{t[0]}({t[1]})"),
            st.tuples(inner, st.sampled_from(["2", "3", "-1", "n", "1/2"])).map(
                lambda t: f"({t[0]})**{t[1]}"
            ),
            st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
        ),
        max_leaves=5,
    )


def comparisons() -> st.SearchStrategy[str]:
    return st.tuples(terms(), st.sampled_from(["==", "<=", "<", ">=", ">", "!="]), terms()).map(" ".join)


def statements() -> st.SearchStrategy[str]:
    pairs = st.tuples(comparisons(), comparisons())
    return st.one_of(
        comparisons(),
        comparisons(),
        pairs.map(lambda t: f"implies({t[0]}, {t[1]})"),
        pairs.map(lambda t: f"({t[0]}) or ({t[1]})"),
        comparisons().map(lambda t: f"exists(x, 'real', {t})"),
    )


@given(
    x=st.sampled_from(REALS),
    y=st.sampled_from(REALS),
    n=st.sampled_from(WHOLE),
    claim=statements(),
    hypothesis=st.one_of(st.just("x == x"), comparisons()),
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_proved_has_no_counterexample(x: str, y: str, n: str, claim: str, hypothesis: str) -> None:
    stated = Claim("claim", claim, let={"x": x, "y": y, "n": n}, given={"h": hypothesis})
    answer = Session(BUDGET).prove_claim(goal_of(stated.formal))
    if answer.proved:
        found = find_witness(stated.formal, BUDGET)
        assert found.witness is None, (stated.let, hypothesis, claim, answer.detail, found.described)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "[[claim]]",
                    "id = 'a'",
                    "claim = '1 == 1'",
                    "let = { x = 'real' }",
                    "given = ['x > 0']",
                    "```claim",
                    "```",
                    "[claim.let]",
                    "x = 'real'",
                    "claim = '''",
                    "'''",
                    "define.r = { start = ['0'], step = 'r(t)' }",
                ]
            ),
            st.text(max_size=30),
        ),
        max_size=14,
    ),
    st.sampled_from(["a.claims.toml", "a.md"]),
)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_with_its_place(lines: list[str], name: str) -> None:
    for claim in read_claims("\n".join(lines), name):
        if isinstance(claim, BadClaim):
            assert claim.message and claim.line >= 0
