"""Inequalities of Hoelder and Minkowski with exponents that are letters, and false neighbours: directions, exponents, edges, constants."""

from __future__ import annotations

import pytest

from proofs_check.engines import hoelder, norms_of_sums
from proofs_check.engines.continuity import opened
from proofs_check.goal import Budget, Goal
from proofs_check.prove import Session
from tests.engines.transcendental.transcendental_goals import Case

FOUR = {"a": "nonnegative", "b": "nonnegative", "c": "nonnegative", "d": "nonnegative"}
ABOVE = {"a": "positive", "b": "positive", "c": "positive", "d": "positive"}
REALS = {"a": "real", "b": "real", "c": "real", "d": "real"}
PAIR = {"p": "real > 1", "q": "real > 1"}
DUAL = ("1/p + 1/q == 1",)
RISING = {"p": "positive", "q": "real > p"}
ANY_SIZE = {"n": "integer >= 1", "x": "vector(n)", "y": "vector(n)"}
HOELDER = (
    Case("two_terms", FOUR | PAIR, "a*c + b*d <= (a**p + b**p)**(1/p)*(c**q + d**q)**(1/q)", ("a*c + b*d < (a**p + b**p)**(1/p)*(c**q + d**q)**(1/q)", "a*c + b*d >= (a**p + b**p)**(1/p)*(c**q + d**q)**(1/q)", "a*c + b*d <= (a**p + b**p)**(1/p)*(c**p + d**p)**(1/p)", "2*a*c + b*d <= (a**p + b**p)**(1/p)*(c**q + d**q)**(1/q)"), DUAL),
    Case("without_duality", ABOVE | PAIR, "a*c + b*d <= (a**p + b**p)**(1/p)*(c**(p/(p - 1)) + d**(p/(p - 1)))**(1 - 1/p)", ("a*c + b*d <= (a**p + b**p)**(1/p)*(c**q + d**q)**(1/q)",)),
    Case("real_letters", REALS | PAIR, "abs(a*c - b*d) <= (abs(a)**p + abs(b)**p)**(1/p)*(abs(c)**q + abs(d)**q)**(1/q)", ("abs(a*c) - 2*b*d <= (abs(a)**p + abs(b)**p)**(1/p)*(abs(c)**q + abs(d)**q)**(1/q)",), DUAL),
    Case("weights_as_exponents", ABOVE | {"t": "real in [0, 1]"}, "a**t*b**(1 - t) + c**t*d**(1 - t) <= (a + c)**t*(b + d)**(1 - t)", ("a**t*b**(1 - t) + c**t*d**(1 - t) >= (a + c)**t*(b + d)**(1 - t)", "a**t*b**(1 - t) + c**t*d**(1 - t) < (a + c)**t*(b + d)**(1 - t)", "a**t*b**(1 - t) + c**t*d**(1 - t) <= (a + c)**t*(b + d)**(1 - 2*t)")),
    Case("exponent_beyond_one", ABOVE | {"t": "real > 1"}, "a**t*b**(1 - t) + c**t*d**(1 - t) >= (a + c)**t*(b + d)**(1 - t)", ("a**t*b**(1 - t) + c**t*d**(1 - t) <= (a + c)**t*(b + d)**(1 - t)",)),
    Case("radon", ABOVE | {"p": "positive"}, "a**(p + 1)/b**p + c**(p + 1)/d**p >= (a + c)**(p + 1)/(b + d)**p", ("a**(p + 1)/b**p + c**(p + 1)/d**p > (a + c)**(p + 1)/(b + d)**p", "a**(p + 1)/b**p + c**(p + 1)/d**p >= 2*(a + c)**(p + 1)/(b + d)**p", "a**(p + 2)/b**p + c**(p + 2)/d**p >= (a + c)**(p + 2)/(b + d)**p")),
    Case("power_means", {"a": "nonnegative", "b": "nonnegative"} | RISING, "((a**p + b**p)/2)**(1/p) <= ((a**q + b**q)/2)**(1/q)", ("((a**p + b**p)/2)**(1/p) < ((a**q + b**q)/2)**(1/q)", "((a**p + b**p)/2)**(1/p) >= ((a**q + b**q)/2)**(1/q)", "(a**p + b**p)**(1/p) <= ((a**q + b**q)/2)**(1/q)")),
    Case("power_means_apart", {"a": "positive", "b": "positive"} | RISING, "((a**p + b**p)/2)**(1/p) < ((a**q + b**q)/2)**(1/q)", ("((a**p + b**p)/2)**(1/p) < ((a**q + b**q)/3)**(1/q)",), ("a != b",)),
    Case("weighted_means", {"a": "nonnegative", "b": "nonnegative", "w": "real in [0, 1]"} | RISING, "(w*a**p + (1 - w)*b**p)**(1/p) <= (w*a**q + (1 - w)*b**q)**(1/q)", ("(w*a**p + (1 - w)*b**p)**(1/p) < (w*a**q + (1 - w)*b**q)**(1/q)", "(w*a**p + b**p)**(1/p) <= (w*a**q + b**q)**(1/q)", "(w*a**p + (1 - w)*b**p)**(1/p) <= ((1 - w)*a**q + w*b**q)**(1/q)")),
    Case("given_weights", {"a": "nonnegative", "b": "nonnegative", "u": "positive", "v": "positive", "p": "real >= 1"}, "(u*a + v*b)**p <= u*a**p + v*b**p", ("(u*a + 2*v*b)**p <= u*a**p + 2*v*b**p",), ("u + v <= 1",)),
    Case("norms_fall", {"a": "nonnegative", "b": "nonnegative", "c": "nonnegative"} | RISING, "(a**q + b**q + c**q)**(1/q) <= (a**p + b**p + c**p)**(1/p)", ("(a**q + b**q + c**q)**(1/q) < (a**p + b**p + c**p)**(1/p)", "(a**q + b**q + c**q)**(1/q) >= (a**p + b**p + c**p)**(1/p)")),
    Case("norms_fall_strictly", {"a": "positive", "b": "positive"} | RISING, "(a**q + b**q)**(1/q) < (a**p + b**p)**(1/p)", ("2*(a**q + b**q)**(1/q) < (a**p + b**p)**(1/p)",)),
    Case("norms_with_constant", {"a": "positive", "b": "positive", "c": "positive"} | RISING, "(a**p + b**p + c**p)**(1/p) <= 3**(1/p - 1/q)*(a**q + b**q + c**q)**(1/q)", ("(a**p + b**p + c**p)**(1/p) <= 2**(1/p - 1/q)*(a**q + b**q + c**q)**(1/q)", "(a**p + b**p + c**p)**(1/p) < 3**(1/p - 1/q)*(a**q + b**q + c**q)**(1/q)")),
    Case("sums_of_powers", {"a": "nonnegative", "b": "nonnegative", "p": "real >= 1"}, "a**p + b**p <= (a + b)**p", ("a**p + b**p < (a + b)**p", "a**p + b**p <= (a + b)**(p - 1/2)", "(a + b)**p <= 2**(p - 2)*(a**p + b**p)")),
    Case("lyapunov", {"a": "positive", "b": "positive", "r": "positive", "s": "real > r", "t": "real > s"}, "(a**s + b**s)**(t - r) <= (a**r + b**r)**(t - s)*(a**t + b**t)**(s - r)", ("(a**s + b**s)**(t - r) <= (a**r + b**r)**(s - r)*(a**t + b**t)**(t - s)", "(a**s + b**s)**(t - r) < (a**r + b**r)**(t - s)*(a**t + b**t)**(s - r)")),
    Case("three_factors", ABOVE | {"x": "positive", "y": "positive", "p": "positive", "q": "positive", "r": "positive"}, "a*b*x + c*d*y <= (a**p + c**p)**(1/p)*(b**q + d**q)**(1/q)*(x**r + y**r)**(1/r)", ("a*b*x + c*d*y <= (a**p + c**p)**(1/p)*(b**q + d**q)**(1/q)*(x**r + d**r)**(1/r)",), ("1/p + 1/q + 1/r == 1",)),
    Case("reversed", ABOVE | {"p": "real in (0, 1)"}, "a*c + b*d >= (a**p + b**p)**(1/p)*(c**(p/(p - 1)) + d**(p/(p - 1)))**((p - 1)/p)", ("a*c + b*d <= (a**p + b**p)**(1/p)*(c**(p/(p - 1)) + d**(p/(p - 1)))**((p - 1)/p)",)),
    Case("numbers_as_exponents", FOUR, "a*c + b*d <= root(a**3 + b**3, 3)*(c**(3/2) + d**(3/2))**(2/3)", ("a*c + b*d <= root(a**3 + b**3, 3)*(c**2 + d**2)**(1/2)",)),
    Case("any_size", ANY_SIZE | PAIR, "sum(x[k]*y[k], k, 0, n - 1) <= sum(abs(x[k])**p, k, 0, n - 1)**(1/p)*sum(abs(y[k])**q, k, 0, n - 1)**(1/q)", ("sum(x[k]*y[k], k, 0, n - 1) < sum(abs(x[k])**p, k, 0, n - 1)**(1/p)*sum(abs(y[k])**q, k, 0, n - 1)**(1/q)", "sum(x[k]*y[k] + 1, k, 0, n - 1) <= sum(abs(x[k])**p, k, 0, n - 1)**(1/p)*sum(abs(y[k])**q, k, 0, n - 1)**(1/q)", "sum(x[k]*y[k], k, 0, n - 1) <= sum(abs(x[k])**p, k, 1, n - 1)**(1/p)*sum(abs(y[k])**q, k, 0, n - 1)**(1/q)"), DUAL),
    Case("norms_of_any_size", {"n": "integer >= 1", "x": "vector(n)"} | RISING, "sum(abs(x[k])**p, k, 0, n - 1)**(1/p) <= n**(1/p - 1/q)*sum(abs(x[k])**q, k, 0, n - 1)**(1/q)", ("sum(abs(x[k])**p, k, 0, n - 1)**(1/p) <= sum(abs(x[k])**q, k, 0, n - 1)**(1/q)", "sum(abs(x[k])**q, k, 0, n - 1)**(1/q) < sum(abs(x[k])**p, k, 0, n - 1)**(1/p)", "sum(abs((k + 1)*x[k])**p, k, 0, n - 1)**(1/p) <= n**(1/p - 1/q)*sum(abs(x[k])**q, k, 0, n - 1)**(1/q)")),
    Case("ranges_that_differ", {"n": "integer >= 2", "x": "vector(n)"} | RISING, "sum(abs(x[k])**q, k, 1, n - 1)**(1/q) <= sum(abs(x[k])**p, k, 1, n - 1)**(1/p)", ("sum(abs(x[k])**q, k, 0, n - 1)**(1/q) <= sum(abs(x[k])**p, k, 1, n - 1)**(1/p)",)),
    Case("sizes_below", {"a": "positive", "c": "positive", "b": "nonzero", "d": "nonzero", "p": "positive"}, "(a + c)**(p + 1)*(abs(b) + abs(d))**(-p) <= a**(p + 1)/abs(b)**p + c**(p + 1)/abs(d)**p", ("(a + c)**(p + 1)*abs(b + d)**(-p) <= a**(p + 1)/abs(b)**p + c**(p + 1)/abs(d)**p",), ("b + d != 0",)),
)  # fmt: skip
MINKOWSKI = (
    Case("two_rows", FOUR | {"p": "real >= 1"}, "((a + c)**p + (b + d)**p)**(1/p) <= (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)", ("((a + c)**p + (b + d)**p)**(1/p) < (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)", "((a + c)**p + (b + d)**p)**(1/p) >= (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)", "((a + c)**p + (b + d)**p)**(1/p) <= (a**p + d**p)**(1/p) + (c**p + d**p)**(1/p)", "((a + 2*c)**p + (b + d)**p)**(1/p) <= (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)")),
    Case("powers_of_both_sides", FOUR | {"p": "real >= 1"}, "(a + c)**p + (b + d)**p <= ((a**p + b**p)**(1/p) + (c**p + d**p)**(1/p))**p", ("(a + c)**p + (b + d)**p <= ((a**p + b**p)**(1/p) + (c**p + d**p)**(1/p))**(p - 1)",)),
    Case("small_exponent", ABOVE | {"p": "real in (0, 1)"}, "((a + c)**p + (b + d)**p)**(1/p) >= (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)", ("((a + c)**p + (b + d)**p)**(1/p) <= (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)",)),
    Case("negative_exponent", ABOVE | {"p": "negative"}, "((a + c)**p + (b + d)**p)**(1/p) >= (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)", ("((a + c)**p + (b + d)**p)**(1/p) <= (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)",)),
    Case("any_exponent", ABOVE | {"p": "nonzero"}, "((a + c)**p + (b + d)**p)**(1/p) >= (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)", (), ("p <= 1",)),
    Case("no_condition", ABOVE | {"p": "real >= 3/4"}, "((a + c)**(p + 1/4) + (b + d)**(p + 1/4))**(1/(p + 1/4)) <= (a**(p + 1/4) + b**(p + 1/4))**(1/(p + 1/4)) + (c**(p + 1/4) + d**(p + 1/4))**(1/(p + 1/4))", ("((a + c)**p + (b + d)**p)**(1/p) <= (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)",)),
    Case("real_letters", REALS | {"p": "real >= 1"}, "(abs(a - c)**p + abs(b + d)**p)**(1/p) <= (abs(a)**p + abs(b)**p)**(1/p) + (abs(c)**p + abs(d)**p)**(1/p)", ("(abs(a - 2*c)**p + abs(b + d)**p)**(1/p) <= (abs(a)**p + abs(b)**p)**(1/p) + (abs(c)**p + abs(d)**p)**(1/p)",)),
    Case("weighted_rows", ABOVE | {"p": "real > 1", "w": "positive"}, "((w*(a + c)**p + (b + d)**p)/2)**(1/p) <= ((w*a**p + b**p)/2)**(1/p) + ((w*c**p + d**p)/2)**(1/p)", ("((w*(a + c)**p + (b + d)**p)/2)**(1/p) <= ((a**p + b**p)/2)**(1/p) + ((w*c**p + d**p)/2)**(1/p)", "(w*(a + c)**p + (b + d)**p)**(1/p) <= ((w*a**p + b**p)/2)**(1/p) + ((w*c**p + d**p)/2)**(1/p)")),
    Case("rows_with_factors", ABOVE | {"p": "real > 1"}, "((2*a + 3*c)**p + (2*b + 3*d)**p)**(1/p) <= 2*(a**p + b**p)**(1/p) + 3*(c**p + d**p)**(1/p)", ("((2*a + 3*c)**p + (2*b + 3*d)**p)**(1/p) <= 2*(a**p + b**p)**(1/p) + 2*(c**p + d**p)**(1/p)",)),
    Case("strictly", ABOVE | {"p": "real > 1"}, "((a + c)**p + (b + d)**p)**(1/p) < (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)", (), ("a*d != b*c",)),
    Case("proportional", ABOVE | {"p": "real >= 1"}, "((a + c)**p + (b + d)**p)**(1/p) <= (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)", ("((a + c)**p + (b + d)**p)**(1/p) < (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)",), ("a*d != b*c",)),
    Case("any_size", ANY_SIZE | {"p": "real >= 1"}, "sum(abs(x[k] - y[k])**p, k, 0, n - 1)**(1/p) <= sum(abs(x[k])**p, k, 0, n - 1)**(1/p) + sum(abs(y[k])**p, k, 0, n - 1)**(1/p)", ("sum(abs(x[k] - y[k])**p, k, 0, n - 1)**(1/p) <= sum(abs(x[k])**p, k, 0, n - 1)**(1/p) + sum(abs(x[k])**p, k, 0, n - 1)**(1/p)", "sum(abs(x[k] - y[k])**p, k, 0, n - 1)**(1/p) <= sum(abs(x[k])**p, k, 1, n - 1)**(1/p) + sum(abs(y[k])**p, k, 0, n - 1)**(1/p)", "sum(abs(x[k] - y[k])**p, k, 0, n - 1)**(1/p) < sum(abs(x[k])**p, k, 0, n - 1)**(1/p) + sum(abs(y[k])**p, k, 0, n - 1)**(1/p)", "sum(abs(x[k] - k*y[k])**p, k, 0, n - 1)**(1/p) <= sum(abs(x[k])**p, k, 0, n - 1)**(1/p) + sum(abs(y[k])**p, k, 0, n - 1)**(1/p)")),
    Case("ranges_that_differ", {"n": "integer >= 2", "x": "vector(n)", "y": "vector(n)", "p": "real >= 1"}, "sum(abs(x[k] + y[k])**p, k, 1, n - 1)**(1/p) <= sum(abs(x[k])**p, k, 1, n - 1)**(1/p) + sum(abs(y[k])**p, k, 1, n - 1)**(1/p)", ("sum(abs(x[k] + y[k])**p, k, 0, n - 1)**(1/p) <= sum(abs(x[k])**p, k, 1, n - 1)**(1/p) + sum(abs(y[k])**p, k, 0, n - 1)**(1/p)",)),
)  # fmt: skip
ALL = [*(("Hoelder", case) for case in HOELDER), *(("Minkowski", case) for case in MINKOWSKI)]


def shown(goal: Goal, engine: str) -> bool:
    module = hoelder if engine == "Hoelder" else norms_of_sums
    answer = module.attempt(goal, Session(Budget(goals=300)).prover())
    found: bool = module.applies(goal) and answer.proved
    return found


def named(value: object) -> str:
    return value.name if isinstance(value, Case) else str(value)


@pytest.mark.parametrize(("engine", "case"), ALL, ids=named)
def test_true_inequality_is_proved(engine: str, case: Case) -> None:
    assert shown(case.goal(), engine)


@pytest.mark.parametrize("case", [case for _, case in ALL], ids=named)
def test_the_claim_is_proved_with_its_definedness(case: Case) -> None:
    answer = Session(Budget()).prove_claim(case.goal())
    assert answer.proved and answer.engine in (hoelder.ENGINE, norms_of_sums.ENGINE)


@pytest.mark.parametrize("case", [case for _, case in ALL], ids=named)
def test_false_neighbour_is_not_proved(case: Case) -> None:
    found = [f for f in case.false if shown(case.goal(f), "Hoelder") or shown(case.goal(f), "Minkowski")]
    assert found == []


EDGES = (
    Case("sign_jumps", {"x": "nonnegative"}, "sign(x) >= 1", ()),
    Case("given_at_the_edge", {"x": "nonnegative"}, "x >= 1", (), ("x == 0",)),
    Case("exponent_at_the_edge", {"x": "nonnegative", "a": "positive"}, "a**x <= 1 + a", ()),
    Case("strict_at_the_edge", {"x": "nonnegative"}, "sqrt(x) > 0", ()),
    Case("one_point", {"x": "real in [0, 0]"}, "x >= 1", ()),
    Case("other_end", {"x": "nonnegative", "y": "real in [0, x]"}, "y <= x", ()),
    Case("whole", {"x": "natural"}, "x >= 1", ()),
)


@pytest.mark.parametrize("case", EDGES, ids=named)
def test_letters_that_may_not_be_moved_keep_their_ends(case: Case) -> None:
    assert dict(opened(case.goal()).goal.letters)["x"] == dict(case.goal().letters)["x"]


def test_letters_that_may_be_moved_lose_their_ends() -> None:
    case = Case("moved", {"x": "nonnegative", "y": "real"}, "sqrt(x) + abs(y) >= 0", ())
    letters = dict(opened(case.goal()).goal.letters)
    assert letters["x"].low is not None and not letters["x"].low.closed and letters["y"].nonzero


# False at a boundary of the exponents, of the letters or of the length only.
NEARLY = (
    Case("sum_of_exponents_one", ABOVE | {"p": "real >= 1"}, "a**p + b**p < (a + b)**p", ()),
    Case("zero_entries", FOUR | {"p": "real > 1"}, "a**p + b**p < (a + b)**p", ()),
    Case("exponent_up_to_one", ABOVE | {"p": "real in (0, 1]"}, "(a + b)**p < a**p + b**p", ()),
    Case("all_exponents", ABOVE | {"p": "nonzero"}, "((a + c)**p + (b + d)**p)**(1/p) <= (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)", ()),
    Case("exponent_one", ABOVE | {"p": "nonzero"}, "((a + c)**p + (b + d)**p)**(1/p) > (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)", (), ("p <= 1", "a*d != b*c")),
    Case("powers_of_a_negative_exponent", ABOVE | {"p": "negative"}, "(a + c)**p + (b + d)**p >= ((a**p + b**p)**(1/p) + (c**p + d**p)**(1/p))**p", ()),
    Case("one_row_is_zero", {"a": "nonnegative", "b": "nonnegative", "c": "nonnegative", "d": "nonnegative", "p": "real > 1"}, "((a + c)**p + (b + d)**p)**(1/p) < (a**p + b**p)**(1/p) + (c**p + d**p)**(1/p)", ()),
    Case("one_entry", ANY_SIZE | PAIR, "sum(abs(x[k])*abs(y[k]), k, 0, n - 1) < sum(abs(x[k])**p, k, 0, n - 1)**(1/p)*sum(abs(y[k])**q, k, 0, n - 1)**(1/q)", (), ("1/p + 1/q > 1",)),
    Case("one_term", {"n": "integer >= 1"} | RISING, "sum(k**q, k, 1, n)**(1/q) < sum(k**p, k, 1, n)**(1/p)", ()),
    Case("no_entry", {"n": "natural", "p": "negative", "q": "real > 1"}, "sum(k**q, k, 1, n)**(1/q) <= sum(k**p, k, 1, n)**(1/p)", ()),
    Case("index_as_a_letter", {"n": "integer >= 1", "index": "positive"} | RISING, "sum(index**q, k, 1, n)**(1/q) <= sum(k**p, k, 1, n)**(1/p)", ()),
    Case("order_of_sums", {"n": "integer >= 1"} | RISING, "sum(sum(k**q, j, 1, n), k, 1, n)**(1/q) <= sum(sum(j**p, j, 1, n)/2, k, 1, n)**(1/p)", ()),
    Case("weights_beyond_one", {"a": "positive", "b": "positive", "u": "positive", "v": "positive", "p": "real > 1"}, "(u*a + v*b)**p <= u*a**p + v*b**p", (), ("u + v <= 101/100",)),
    Case("exponent_below_one", {"a": "positive", "b": "positive", "u": "positive", "v": "positive", "p": "positive"}, "(u*a + v*b)**p <= u*a**p + v*b**p", (), ("u + v <= 1",)),
)  # fmt: skip


@pytest.mark.parametrize("case", NEARLY, ids=named)
def test_what_fails_at_a_boundary_only_is_not_proved(case: Case) -> None:
    assert not shown(case.goal(), "Hoelder") and not shown(case.goal(), "Minkowski")


LEFT = (
    Case(
        "complex_letters", {"a": "complex", "b": "complex", "p": "real > 1"}, "abs((a + b)**(1/p)) <= 1", ()
    ),
    Case("an_equation", {"a": "positive", "b": "positive", "p": "real > 1"}, "(a + b)**p == a**p + b**p", ()),
    Case("whole_exponents", {"a": "positive", "b": "positive"}, "(a + b)**2 >= a**2 + b**2", ()),
)


@pytest.mark.parametrize("case", LEFT, ids=named)
def test_other_goals_are_left(case: Case) -> None:
    assert not hoelder.applies(case.goal()) and not norms_of_sums.applies(case.goal())
