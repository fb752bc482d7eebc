"""Inequalities for vectors of any size: term by term, by induction over the entries, by chords, in sizes of entries; and false neighbours."""

from __future__ import annotations

from types import ModuleType

import pytest

from proofs_check.engines import entries_as_sizes, hoelder, jensen_sums, prefix_induction, termwise
from proofs_check.goal import Budget, Goal
from proofs_check.prove import Session
from tests.engines.transcendental.transcendental_goals import Case

SIZE = {"n": "integer >= 1"}
ONE = SIZE | {"x": "vector(n)"}
TWO = ONE | {"y": "vector(n)"}
ALL = "forall(i, 'integer in [0, n - 1]', {})"
ABOVE = (ALL.format("x[i] > 0 and y[i] > 0"),)
SHARES = (*ABOVE, "sum(x[i], i, 0, n - 1) == 1", "sum(y[i], i, 0, n - 1) == 1")
KL = "sum(x[i]*log(x[i]/y[i]), i, 0, n - 1)"
SUM, SQUARES, INVERSES = (f"sum({body}, i, 0, n - 1)" for body in ("x[i]", "x[i]**2", "1/x[i]"))
BETWEEN = (ALL.format("x[i] >= m and x[i] <= M"),)
ENDS = ONE | {"m": "positive", "M": "real >= m"}
PLUS, MINUS = (f"prod(1 {sign} x[i], i, 0, n - 1)" for sign in "+-")
SEGMENT = {"x": "real", "y": "real", "u": "real", "v": "real", "t": "real in [0, 1]"}
LEFT_OF_IT = "log(exp(t*x + (1 - t)*u) + exp(t*y + (1 - t)*v))"
CASES = (
    (termwise, Case("hellinger_and_kl", TWO, f"sum((sqrt(x[i]) - sqrt(y[i]))**2, i, 0, n - 1) <= {KL}", (f"sum((sqrt(x[i]) - sqrt(y[i]))**2, i, 0, n - 1) < {KL}",), SHARES)),
    (termwise, Case("triangular_discrimination", TWO, f"sum((x[i] - y[i])**2/(x[i] + y[i]), i, 0, n - 1)/2 <= {KL}", (f"sum((x[i] - y[i])**2/(x[i] + y[i]), i, 0, n - 1) <= {KL}/2 - 1/100",), SHARES)),
    (termwise, Case("other_total", TWO, f"sum((sqrt(x[i]) - sqrt(y[i]))**2, i, 0, n - 1) <= {KL} + 1", (f"sum((sqrt(x[i]) - sqrt(y[i]))**2, i, 0, n - 1) <= {KL}",), (*ABOVE, "sum(x[i], i, 0, n - 1) == 1", "sum(y[i], i, 0, n - 1) == 2"))),
    (termwise, Case("entropy_and_gini", ONE, f"1 - {SQUARES} <= -sum(x[i]*log(x[i]), i, 0, n - 1)", (f"1 - {SQUARES}/2 <= -sum(x[i]*log(x[i]), i, 0, n - 1)",), (ALL.format("x[i] > 0"), f"{SUM} == 1"))),
    (termwise, Case("log_sum_exp_is_lipschitz", TWO | {"c": "real"}, "abs(log(sum(exp(x[i]), i, 0, n - 1)) - log(sum(exp(y[i]), i, 0, n - 1))) <= c", ("abs(log(sum(exp(x[i]), i, 0, n - 1)) - log(sum(exp(y[i]), i, 0, n - 1))) < c",), (ALL.format("abs(x[i] - y[i]) <= c"),))),
    (termwise, Case("share_of_the_rest", ONE | {"c": "real"}, f"{SQUARES} >= n*c*(2*{SUM}/n - c)", (f"{SQUARES} >= n*c*(2*{SUM}/n - c) + 1/100",))),
    (termwise, Case("index_in_the_terms", ONE, "sum(i*x[i], i, 0, n - 1) <= sum(i*x[i]**2, i, 0, n - 1)/2 + sum(i, i, 0, n - 1)/2", ("sum(i*x[i], i, 0, n - 1) <= sum(i*x[i]**2, i, 0, n - 1)/2",), ("sum(x[i], i, 0, n - 1) == 1",))),
    (hoelder, Case("convex", TWO | {"t": "real in [0, 1]"}, "log(sum(exp(t*x[i] + (1 - t)*y[i]), i, 0, n - 1)) <= t*log(sum(exp(x[i]), i, 0, n - 1)) + (1 - t)*log(sum(exp(y[i]), i, 0, n - 1))", ("log(sum(exp(t*x[i] + (1 - t)*y[i]), i, 0, n - 1)) < t*log(sum(exp(x[i]), i, 0, n - 1)) + (1 - t)*log(sum(exp(y[i]), i, 0, n - 1))", "log(sum(exp(t*x[i] + y[i]), i, 0, n - 1)) <= t*log(sum(exp(x[i]), i, 0, n - 1)) + (1 - t)*log(sum(exp(y[i]), i, 0, n - 1))"))),
    (hoelder, Case("beyond_a_segment", TWO | {"t": "real in [0, 1]"}, "log(sum(exp(t*x[i]), i, 0, n - 1)/n) <= t*log(sum(exp(x[i]), i, 0, n - 1)/n)", ("log(sum(exp(2*t*x[i]), i, 0, n - 1)/n) <= 2*t*log(sum(exp(x[i]), i, 0, n - 1)/n)",))),
    (hoelder, Case("temperature", ONE | {"s": "positive", "t": "real > s"}, "log(sum(exp(t*x[i]), i, 0, n - 1))/t <= log(sum(exp(s*x[i]), i, 0, n - 1))/s", ("log(sum(exp(s*x[i]), i, 0, n - 1))/s <= log(sum(exp(t*x[i]), i, 0, n - 1))/t",))),
    (hoelder, Case("positive_entries", ONE | {"p": "real >= 1"}, f"sum(x[i]**p, i, 0, n - 1) <= {SUM}**p", (f"sum(x[i]**p, i, 0, n - 1) < {SUM}**p", f"{SUM}**p <= sum(x[i]**p, i, 0, n - 1)"), (ALL.format("x[i] > 0"),))),
    (hoelder, Case("two_logarithms", {"x": "real", "y": "real", "u": "real", "v": "real", "t": "real in [0, 1]"}, "log(exp(t*x + (1 - t)*u) + exp(t*y + (1 - t)*v)) <= t*log(exp(x) + exp(y)) + (1 - t)*log(exp(u) + exp(v))", ("log(exp(t*x + (1 - t)*u) + exp(t*y + (1 - t)*v)) < t*log(exp(x) + exp(y)) + (1 - t)*log(exp(u) + exp(v))",))),
    (entries_as_sizes, Case("zeros", ONE | {"p": "real >= 1"}, f"sum(x[i]**p, i, 0, n - 1) <= {SUM}**p", (f"sum(x[i]**p, i, 0, n - 1) < {SUM}**p", f"sum(x[i]**p, i, 0, n - 1) <= {SUM}**(p - 1/2)"), (ALL.format("x[i] >= 0"),))),
    (entries_as_sizes, Case("hoelder", TWO | {"p": "real > 1", "q": "real > 1"}, "sum(x[i]*y[i], i, 0, n - 1) <= sum(x[i]**p, i, 0, n - 1)**(1/p)*sum(y[i]**q, i, 0, n - 1)**(1/q)", ("sum(x[i]*y[i], i, 0, n - 1) <= sum(x[i]**p, i, 0, n - 1)**(1/p)*sum(y[i]**p, i, 0, n - 1)**(1/p)",), ("1/p + 1/q == 1", ALL.format("x[i] >= 0 and 0 <= y[i]")))),
    (jensen_sums, Case("schweitzer", ENDS, f"{SUM}*{INVERSES} <= n**2*(m + M)**2/(4*m*M)", (), BETWEEN)),
    (jensen_sums, Case("popoviciu", ENDS | {"m": "real"}, f"{SQUARES}/n - ({SUM}/n)**2 <= (M - m)**2/4", (f"{SQUARES}/n - ({SUM}/n)**2 <= (M - m)**2/5",), BETWEEN)),
    (jensen_sums, Case("bhatia_and_davis", ENDS | {"m": "real"}, f"{SQUARES}/n - ({SUM}/n)**2 <= (M - {SUM}/n)*({SUM}/n - m)", (f"{SQUARES}/n - ({SUM}/n)**2 >= (M - {SUM}/n)*({SUM}/n - m)",), BETWEEN)),
    (jensen_sums, Case("chord_of_exp", ONE, "sum(exp(x[i]), i, 0, n - 1) <= n*cosh(1)", (), (ALL.format("x[i] >= -1 and x[i] <= 1"), f"{SUM} == 0"))),
    (prefix_induction, Case("weierstrass_plus", ONE, f"{PLUS} >= 1 + {SUM}", (f"{PLUS} > 1 + {SUM}", f"{PLUS} >= 1 + 2*{SUM}"), (ALL.format("x[i] >= 0"),))),
    (prefix_induction, Case("weierstrass_minus", ONE, f"{MINUS} >= 1 - {SUM}", (f"{MINUS} >= 1 - {SUM}/2",), (ALL.format("x[i] >= 0 and x[i] <= 1"),))),
    (prefix_induction, Case("below_zero", ONE, f"{PLUS} >= 1 + {SUM}", (f"{PLUS} <= 1 + {SUM}",), (ALL.format("x[i] > -1 and x[i] <= 0"),))),
    (prefix_induction, Case("reciprocal", ONE, f"{MINUS} <= 1/(1 + {SUM})", (f"{MINUS} <= 1/(1 + 2*{SUM})",), (ALL.format("x[i] >= 0 and x[i] <= 1"),))),
    (prefix_induction, Case("bounded_sum", ONE, f"{PLUS} <= 1/(1 - {SUM})", (f"{PLUS} <= 1/(2 - 2*{SUM})",), (ALL.format("x[i] >= 0"), f"{SUM} < 1"))),
    (prefix_induction, Case("exponential", ONE, f"{PLUS} <= exp({SUM})", (f"{PLUS} <= exp({SUM}/2)",), (ALL.format("x[i] >= 0"),))),
    (prefix_induction, Case("powers_of_two", ONE, f"2**(n - 1)*(1 + prod(x[i], i, 0, n - 1)) >= {PLUS}", (f"2**(n - 2)*(1 + prod(x[i], i, 0, n - 1)) >= {PLUS}",), (ALL.format("x[i] >= 1"),))),
)  # fmt: skip


def shown(engine: ModuleType, goal: Goal) -> bool:
    prover = Session(Budget(goals=300)).prover()
    found: bool = engine.applies(goal) and engine.attempt(goal, prover).proved
    return found


def named(value: object) -> str:
    return value.name if isinstance(value, Case) else getattr(value, "ENGINE", "")


@pytest.mark.parametrize(("engine", "case"), CASES, ids=named)
def test_true_inequality_is_proved(engine: ModuleType, case: Case) -> None:
    assert shown(engine, case.goal())


@pytest.mark.parametrize(("engine", "case"), CASES, ids=named)
def test_false_neighbour_is_not_proved(engine: ModuleType, case: Case) -> None:
    assert not [claim for claim in case.false if shown(engine, case.goal(claim))]


# What a condition of the engines keeps out: dropped hypotheses, other ranges, letters beside the sums.
TRAPS = (
    (termwise, Case("two_ranges", TWO, f"sum(x[i]**2, i, 1, n - 1) >= {SQUARES}", ())),
    (termwise, Case("no_terms", {"n": "natural", "x": "vector(n + 1)"}, "sum(x[i]**2, i, 1, n) - 1 >= -n", ())),
    (termwise, Case("strict_without_terms", {"n": "natural", "x": "vector(n + 1)"}, "sum(exp(x[i]), i, 1, n) > 0", ())),
    (termwise, Case("index_in_an_equation", ONE, f"{SUM} >= 1", (), ("sum(i*x[i], i, 0, n - 1) == 1",))),
    (termwise, Case("slope_with_an_index", ONE, "sum(i*x[i], i, 0, n - 1) >= 0", (), ("sum(x[i], i, 0, n - 1) == 0",))),
    (termwise, Case("no_logarithm_of_a_negative", TWO, f"log({SQUARES}) <= log(2) + log(sum(x[i]**4, i, 0, n - 1))", ())),
    (termwise, Case("other_sign_of_the_size", ONE, f"abs({SUM}) <= sum(x[i] + x[i]**2, i, 0, n - 1)", ())),
    (hoelder, Case("sign_of_a_logarithm", SEGMENT, f"{LEFT_OF_IT} <= t*log(exp(x) + exp(y)) - (1 - t)*log(exp(u) + exp(v))", ())),
    (hoelder, Case("sign_of_the_rest", SEGMENT, f"{LEFT_OF_IT} <= t*log(exp(x) + exp(y)) + (1 - t)*log(exp(u) + exp(v)) - t", ())),
    (entries_as_sizes, Case("last_entry_left_out", {"n": "integer >= 2", "x": "vector(n)"}, f"{SQUARES}**(1/2) <= {SUM}", (), ("forall(i, 'integer in [0, n - 2]', x[i] >= 0)",))),
    (entries_as_sizes, Case("open_range", {"n": "integer >= 2", "x": "vector(n)"}, f"{SQUARES}**(1/2) <= {SUM}", (), ("forall(i, 'integer in (0, n - 1]', x[i] >= 0)",))),
    (entries_as_sizes, Case("first_entry_left_out", {"n": "integer >= 2", "x": "vector(n)"}, f"{SQUARES}**(1/2) <= {SUM}", (), ("forall(i, 'integer in [1, n - 1]', x[i] >= 0)",))),
    (entries_as_sizes, Case("other_sign", ONE, f"sum(x[i]**3, i, 0, n - 1)**(1/3) <= {SUM}", (), (ALL.format("x[i] <= 0"),))),
    (jensen_sums, Case("sign_of_the_ends", ONE | {"m": "nonzero", "M": "nonzero"}, f"{INVERSES} <= (n*(m + M) - {SUM})/(m*M)", (), (*BETWEEN, ALL.format("x[i] != 0")))),
    (jensen_sums, Case("factor_without_sign", ENDS | {"c": "real"}, f"c*{INVERSES} <= c*(n*(m + M) - {SUM})/(m*M)", (), BETWEEN)),
    (jensen_sums, Case("chord_with_a_pole", ENDS | {"m": "nonnegative"}, f"m + m*{INVERSES} > 0", (), (*BETWEEN, ALL.format("x[i] > 0")))),
    (jensen_sums, Case("only_one_end", ONE | {"m": "real", "M": "real"}, f"{SQUARES} <= (m + M)*{SUM} - n*m*M", (), (ALL.format("x[i] >= m"),))),
    (prefix_induction, Case("sum_of_both_signs", ONE, f"{PLUS} >= 1 + {SUM}", (), (ALL.format("x[i] > -1"),))),
    (prefix_induction, Case("part_of_a_sum", ONE, f"{PLUS} <= 1/(1 - {SUM})", (), (ALL.format("x[i] > -1"), f"{SUM} < 1"))),
    (prefix_induction, Case("size_in_the_terms", ONE, "prod(1 + x[i]/n, i, 0, n - 1) >= 1 + n/2", (), (ALL.format("x[i] >= 1/2"),))),
    (prefix_induction, Case("number_of_entries_below_zero", {"n": "integer", "m": "integer >= 1", "x": "vector(m)"}, "prod(1 + x[i]**2, i, 0, n - 1) + n >= 1", (), ("n <= m",))),
    (prefix_induction, Case("pole_on_the_way", ONE | {"n": "integer >= 3"}, f"1/(n - 2) <= {PLUS} - 1", (), (ALL.format("x[i] >= 0"),))),
    (prefix_induction, Case("bound_of_the_whole_sum", ONE, f"{PLUS} >= 2*{SUM}", (), (ALL.format("x[i] >= 0"), f"{SUM} >= 1"))),
    (prefix_induction, Case("factors_that_may_be_zero", TWO, "prod(x[i], i, 0, n - 1) + prod(y[i], i, 0, n - 1) > 0", (), (ALL.format("x[i] >= 0 and y[i] >= 0 and x[i] + y[i] > 0"),))),
    (prefix_induction, Case("first_entry_jumped_over", ONE, f"{PLUS} >= 3*n", (), (ALL.format("x[i] >= 1"),))),
    (prefix_induction, Case("first_step_only", ONE, "prod(x[i], i, 0, n - 1) <= 4 - n", (), (ALL.format("x[i] >= 0 and x[i] <= 1"),))),
)  # fmt: skip


@pytest.mark.parametrize(("engine", "case"), TRAPS, ids=named)
def test_what_a_condition_keeps_out_is_not_proved(engine: ModuleType, case: Case) -> None:
    assert not shown(engine, case.goal())


LEFT = (
    (termwise, Case("no_sums", {"x": "real"}, "x**2 >= 0", ())),
    (termwise, Case("equation", ONE, f"{SUM} == {SUM}", ())),
    (prefix_induction, Case("no_product", ONE, f"{SQUARES} >= 0", ())),
    (prefix_induction, Case("fixed_length", {"x": "vector(3)"}, "prod(1 + x[i], i, 0, 2) >= 1", ())),
    (prefix_induction, Case("other_end", {"n": "integer >= 2", "x": "vector(n)"}, "prod(x[i], i, 0, n - 2) >= 0", ())),
    (entries_as_sizes, Case("no_sign", ONE, f"sum(abs(x[i])**3, i, 0, n - 1)**(1/3) <= sqrt({SQUARES})", ())),
)  # fmt: skip


@pytest.mark.parametrize(("engine", "case"), LEFT, ids=named)
def test_goals_of_other_forms_are_left(engine: ModuleType, case: Case) -> None:
    assert not engine.applies(case.goal())


def test_the_planner_asks_them() -> None:
    wanted = {"entropy_and_gini", "weierstrass_minus", "zeros", "convex"}
    chosen = [(engine, case) for engine, case in CASES if case.name in wanted]
    found = [Session(Budget()).prove_claim(case.goal()) for _, case in chosen]
    assert [answer.engine for answer in found] == [engine.ENGINE for engine, _ in chosen]
