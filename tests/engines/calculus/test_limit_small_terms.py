"""Limits of sums and products of many small terms, and of Riemann sums of what is not monotone."""

from __future__ import annotations

import pytest

from proofs_check.engines import limit_certificates
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.expand_small_terms import power_sum
from proofs_check.engines.expand_uniform import UniformScaling, UniformSeries
from proofs_check.engines.expansion import Expansion
from proofs_check.engines.limit_readings import LimitValue
from proofs_check.engines.limit_small_terms import by_small_terms
from proofs_check.engines.scales import CONSTANT, Scale, Undecided
from proofs_check.exact.evaluate import Evaluator
from proofs_check.goal import Answer, Budget, Goal, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import ONE, TRUE, Compare, Letter, Limit, number

LETTERS = {"n": "integer >= 1", "a": "real", "p": "positive", "k": "integer"}


def answer(claim: str) -> Answer:
    return Session(Budget()).prove_claim(goal_of(formalize(LETTERS, {}, {}, claim)))


@pytest.mark.parametrize(
    "claim",
    [
        "limit(prod(1 + a*k/n**2, k, 1, n), n, oo) == exp(a/2)",
        "limit(prod(1 + a*k**2/n**3, k, 1, n), n, oo) == exp(a/3)",
        "limit(prod(1 + a*k/n**2 + 1/n, k, 1, n), n, oo) == exp(a/2 + 1)",
        "limit(prod(cos(k/n**(3/2)), k, 1, n), n, oo) == exp(-1/6)",
        "limit(sum(sin(k/n**2), k, 1, n), n, oo) == 1/2",
        "limit(sum(sqrt(1 + k/n**2) - 1, k, 1, n), n, oo) == 1/4",
        "limit(sum(exp(k/n**2) - 1, k, -n, 2*n), n, oo) == 3/2",
        "3*limit(prod(1 - k/n**2, k, 1, n), n, oo) == 3*exp(-1/2)",
    ],
)
def test_a_limit_with_a_certificate(claim: str) -> None:
    found = answer(claim)
    assert found.proved and found.trust == "certificate"


@pytest.mark.parametrize(
    "claim",
    [
        "limit(prod((n**2 + k)/(n**2 - k), k, 1, n), n, oo) == e",
        "limit(n*(sum(sin(k/n**2), k, 1, n) - 1/2), n, oo) == 1/2",
        "limit(prod(1 + k/n**2, k, 1, n)**2, n, oo) == e",
        "limit(log(prod(1 + k/n**2, k, 1, n)), n, oo) == 1/2",
        "limit(prod(1 + k/n**(3/2), k, 1, n)*exp(-sqrt(n)/2), n, oo) == exp(-1/6)",
        "limit(sum(p**(k/n**2) - 1, k, 1, n), n, oo) == log(p)/2",
        "limit(sum(k/(n**2 + n + k), k, 1, n), n, oo) == 1/2",
        "limit(prod(1 + k/n, k, 1, n)**(1/n), n, oo) == 4/e",
        "limit(root(sqrt(prod(1 + k/n**2, k, 1, n)), 2), n, oo) == exp(1/8)",
    ],
)
def test_a_limit_by_the_calculus(claim: str) -> None:
    assert answer(claim).proved


@pytest.mark.parametrize(
    "claim",
    [
        "limit(sum(sin(pi*k/n), k, 1, n)/n, n, oo) == 2/pi",
        "limit(sum(cos(3*k/n), k, 0, 2*n)/n, n, oo) == sin(6)/3",
        "limit(sum(sin(pi*k/n)**2, k, 1, n)/n, n, oo) == 1/2",
    ],
)
def test_a_riemann_sum_that_turns(claim: str) -> None:
    assert answer(claim).proved


@pytest.mark.parametrize(
    "claim",
    [
        "limit(prod(1 + a*k**2/n**3, k, 1, n), n, oo) == exp(a/2)",
        "limit(prod(1 + a*k/n**2, k, 1, n), n, oo) == exp(a)",
        "limit(sum(sin(k/n**2), k, 1, n), n, oo) == 1",
        "limit(prod(cos(k/n**(3/2)), k, 1, n), n, oo) == 1",
        "limit(prod(k/n**2 - 1, k, 1, n), n, oo) == exp(-1/2)",  # it changes its sign
        "limit(prod(1 + k/n**2, k, 1, n**2), n, oo) == exp(1/2)",  # the terms are not small
        "limit(sum(k/n**2, k, 1, 5 - n), n, oo) == 1/2",  # no terms
        "limit(sum(exp(k/n**2) - 1, k, -n**2, n)/n**2, n, oo) == -1/2",  # it begins farther away than it ends
        "limit(sum(exp(k/n**2) - 1, k, -n**2, n)/n**2, n, oo) == -11/30",
        "limit(n**4*sum(exp(k/n**2) - 1 - k/n**2 - k**2/(2*n**4) - k**3/(6*n**6) - k**4/(24*n**8), k, 1, n), n, oo) == 0",
        "limit(sum(n**(k/n - 1), k, 1, n), n, oo) == 0",  # each term with k = t*n, t < 1, vanishes
        "limit(sum(floor(1/2 + n**(k/n - 1)), k, 1, n), n, oo) == 0",
        "limit(sum(1/(1 + (k - n)**2), k, 1, n), n, oo) == 0",
        "limit(sum(n/(k*(k + 1)), k, 1, n)/n, n, oo) == 0",
        "limit(sum((-1)**k*k/n**2, k, 1, n), n, oo) == 1/2",
        "limit(sum(sin(pi*k/n), k, 1, n)/n, n, oo) == 1/pi",
        "limit(sum(cos(2*pi*k), k, 1, n)/n, n, oo) == 0",  # the derivative is not small
        "limit(sum(cos(2*pi*k + k/n), k, 1, n)/n, n, oo) == 0",  # the integral is bounded
        "limit(sum(sin(2*k), k, 1, n)/n, n, oo) == 1/2",
        "limit(sum(a**(k/n**2) - 1, k, 1, n), n, oo) == log(a)/2",
        "limit(log(prod(k/n**2 - 1, k, 1, n)), n, oo) == -1/2",
    ],
)
def test_a_false_limit_is_not_proved(claim: str) -> None:
    assert not answer(claim).proved


def test_without_a_certificate_it_is_one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit_certificates, "by_small_terms", lambda *_: None)
    assert answer("limit(prod(1 + a*k/n**2, k, 1, n), n, oo) == exp(a/2)").trust == "one engine"


@pytest.mark.parametrize("degree", range(7))
def test_power_sums(degree: int) -> None:
    evaluator = Evaluator(Goal((), (), TRUE), Budget())
    for end in range(-3, 5):
        upper, lower = (
            evaluator.scalar(power_sum(degree, number(m)), evaluator.place({})) for m in (end, end - 1)
        )
        assert upper - lower == end**degree if end or degree else upper - lower == 1  # type: ignore[operator]
    assert evaluator.scalar(power_sum(degree, number(0)), evaluator.place({})) == 0


def uniform(rough: bool = False) -> UniformSeries:
    """The place is positive, so that nothing but the place itself stops a step."""
    positive = Domain("real", Bound(ONE, True), Bound(number(2), True))
    goal = Goal((("t", positive),), (), TRUE)
    asked = Questions(goal, lambda _: undecided("", ""))
    return UniformSeries(UniformScaling(asked, True, "t"), 4, False, rough)


def test_nothing_is_divided_by_what_has_the_place_in_it() -> None:
    size = Scale(power=number(-1))
    assert uniform().lead(Expansion(((ONE, size),))) is not None
    with pytest.raises(Undecided):
        uniform().lead(Expansion(((Letter("t"), size),)))
    with pytest.raises(Undecided):
        uniform().scaling.need_nonzero(Letter("t"))


def test_no_limit_and_no_size_has_the_place_in_it() -> None:
    assert uniform().scaling.order(Scale(power=ONE)) == 1
    with pytest.raises(Undecided):
        uniform().scaling.order(Scale(power=Letter("t")))
    with pytest.raises(Undecided):
        uniform().finite(Expansion(((Letter("t"), CONSTANT),)))


def test_a_bound_is_given_where_it_will_do() -> None:
    part = Expansion(((Letter("t"), CONSTANT),))
    assert uniform(rough=True).bounded("sin", part) == Expansion((), (CONSTANT,))
    for series, op in ((uniform(), "sin"), (uniform(rough=True), "tan")):
        with pytest.raises(Undecided):
            series.bounded(op, part)


@pytest.mark.parametrize(
    ("body", "value", "holds"),
    [
        ("prod(cos(k/n**(3/2)), k, 1, n)", "exp(-1/6)", True),
        ("prod(cos(k/n**(3/2)), k, 1, n)", "1", False),  # what the polynomial of degree 1 gives
        ("prod(1 + k/n**(3/2), k, 1, n)*exp(-sqrt(n)/2)", "exp(-1/6)", False),  # no sum alone
        ("n*sum(sin(k/n**3), k, 1, n)", "1/2", True),
        ("n*sum(sin(k/n**3), k, 1, n)", "0", False),
        ("sum(sin(k/n), k, 1, n)/n", "1/2", False),  # the terms are not small
        ("sum(exp(k), k, 1, n)/2**n", "0", False),  # nor here, though the bound of the rest tends to 0
        ("sum(k/n**2, k, 1, 5 - n)", "1/2", False),  # no terms
        ("sum(abs(k/n**2), k, 1, n)", "1/2", False),  # no derivative at 0
        ("prod(k/n**2 - 1, k, 1, n)", "exp(-1/2)", False),
    ],
)
def test_the_certificate_alone(body: str, value: str, holds: bool) -> None:
    goal = goal_of(formalize(LETTERS, {}, {}, f"limit({body}, n, oo) == {value}"))
    assert isinstance(goal.conclusion, Compare) and isinstance(goal.conclusion.left, Limit)
    prove = Session(Budget()).prover()
    said = LimitValue("finite", goal.conclusion.right)

    def trusted(limit: Limit, found: LimitValue) -> Answer:
        return limit_certificates.trusted(limit, found, goal, prove, ())

    found = by_small_terms(goal.conclusion.left, said, goal, prove, trusted)
    assert (found is not None and found.trust == "certificate") == holds
