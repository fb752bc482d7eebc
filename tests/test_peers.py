"""Rates of the catalogue against PEPit, which finds worst cases by semidefinite programs over all functions of a class.

Needs the extra "peers". Both sides must agree to 1e-4: our formula is an upper bound, and the worst case attains it.

Reference: Goujaud, Moucer, Glineur, Hendrickx, Taylor, Dieuleveut, PEPit: computer-assisted worst-case analyses of first-order
optimization methods in Python, 2022.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from proofs_check.goal import Budget
from proofs_check.statement.claim import Claim
from proofs_check.statement.formal import formalize
from proofs_check.witness import find_witness
from theory.momentum_ravine import momentum_ravine
from theory.sgd_rates import excess_convex
from theory.taylor_best_step import quadratic_best_step
from theory.taylor_line_search import RATE

PEPit = pytest.importorskip("PEPit", reason='PEPit is not installed; install the extra "peers"')
from PEPit.functions import ConvexLipschitzFunction, SmoothStronglyConvexFunction  # noqa: E402
from PEPit.primitive_steps import exact_linesearch_step  # noqa: E402

AGREES = 1e-4
MU, L = 0.1, 1.0


def worst(problem: Any) -> float:
    """The worst case that PEPit finds, with its open solver."""
    return float(problem.solve(wrapper="cvxpy", verbose=0, solver="CLARABEL"))


def smooth_problem() -> tuple[Any, Any, Any]:
    """A problem, a smooth strongly convex function of it and its minimiser."""
    problem = PEPit.PEP()
    function = problem.declare_function(SmoothStronglyConvexFunction, mu=MU, L=L)
    return problem, function, function.stationary_point()


def holds(formula: str, value: float) -> None:
    """That a formula of the catalogue has this value at mu = 1/10, L = 1, exactly up to AGREES."""
    let = {
        "mu": "real in [1/10, 1/10]",
        "L": "real in [1, 1]",
        "lo": "real in [1/10, 1/10]",
        "hi": "real in [1, 1]",
    }
    near = Fraction(value).limit_denominator(10**9)
    formal = formalize(let, {}, {}, f"abs({formula} - {near}) <= 1/10000")
    found = find_witness(formal, Budget(search_points=50))
    assert found.witness is None and found.admissible is not None, (formula, value)


def text_of(claim: Claim, part: str) -> str:
    """A formula as it stands in the claim. Raises AssertionError where the claim does not say so any more."""
    assert part in claim.claim, (claim.id, claim.claim)
    return part


@pytest.mark.parametrize("eps", ["1/2", "1", "3/2", "20/11"])
def test_contraction_of_gradient_descent(eps: str) -> None:
    """|x+ - x*| contracts by max(|1 - eps mu|, |1 - eps L|), for all smooth strongly convex functions too."""
    problem, function, best = smooth_problem()
    start = problem.set_initial_point()
    problem.set_initial_condition((start - best) ** 2 <= 1)
    after = start - float(Fraction(eps)) * function.gradient(start)
    problem.set_performance_metric((after - best) ** 2)
    formula = text_of(momentum_ravine, "max(abs(1 - eps*mu), abs(1 - eps*L))")
    holds(f"({formula.replace('eps', f'({eps})')})**2", worst(problem))


def test_best_contraction_is_that_of_the_ravine() -> None:
    """At eps = 2/(L + mu) the factor is (kappa - 1)/(kappa + 1)."""
    problem, function, best = smooth_problem()
    start = problem.set_initial_point()
    problem.set_initial_condition(function(start) - function(best) <= 1)
    after = start - 2 / (L + MU) * function.gradient(start)
    problem.set_performance_metric(function(after) - function(best))
    holds("((L/mu - 1)/(L/mu + 1))**2", worst(problem))


def test_exact_line_search() -> None:
    problem, function, best = smooth_problem()
    start = problem.set_initial_point()
    problem.set_initial_condition(function(start) - function(best) <= 1)
    slope = function.gradient(start)
    after, _, _ = exact_linesearch_step(start, function, [slope])
    problem.set_performance_metric(function(after) - function(best))
    holds(RATE, worst(problem))


def test_decrease_of_the_best_step() -> None:
    """m(q/s) = -q^2/(2 s) at g.g = 1 and the largest curvature s = L."""
    problem, function, _ = smooth_problem()
    start = problem.set_initial_point()
    slope = function.gradient(start)
    problem.add_constraint(slope**2 == 1)
    problem.set_performance_metric(function(start - slope / L) - function(start))
    formula = text_of(quadratic_best_step, "-dot(g, g)**2/(2*dot(g, H @ g))")
    holds(formula.replace("dot(g, g)", "1").replace("dot(g, H @ g)", "L"), worst(problem))


@pytest.mark.parametrize("steps", [1, 4, 9])
def test_average_of_subgradient_steps(steps: int) -> None:
    """The mean of f(x_k) - f* over T steps of size R/(G sqrt(T)) is at most R G/sqrt(T)."""
    assert excess_convex.repair is not None and "R*G/sqrt(T)" in excess_convex.repair.claim
    problem = PEPit.PEP()
    function = problem.declare_function(ConvexLipschitzFunction, M=1.0)
    best = function.stationary_point()
    x = problem.set_initial_point()
    problem.set_initial_condition((x - best) ** 2 <= 1)
    total = 0
    for _ in range(steps):
        slope, value = function.oracle(x)
        total = total + value - function(best)
        x = x - slope / steps**0.5
    problem.set_performance_metric(total / steps)
    holds(f"1/sqrt({steps})", worst(problem))
