"""Which engines for identities a goal calls for, cheap ones first; equalities that their normal form decides at once."""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.engines import (
    algebra,
    branches,
    complex_bounds,
    complex_numbers,
    complex_roots,
    complex_wave_zeros,
    equations,
    euler_formulas,
    existence_periods,
    high_powers,
    injectivity,
    inverse_functions,
    linear_cells,
    listed_solutions,
    minkowski,
    multiple_angles,
    nonvanishing,
    polar_letters,
    positive_bases,
    power_differences,
    principal_strips,
    radicals,
    telescoping,
    triangles,
    unit_circle,
    wave_signs,
    wave_zeros,
    whole_lines,
)
from proofs_check.goal import Answer, Budget, Goal, Prover, undecided
from proofs_check.statement.terms import Apply, At, Compare, Diff, Limit, Quantified, Sum, Term, walk

Engine = tuple[str, Callable[[Goal, Prover], Answer]]
FEW_TERMS = 1_500
ANGLES = frozenset(("asin", "acos", "asinh", "acosh"))


def is_plain_equality(goal: Goal) -> bool:
    """Whether the conclusion equates two numbers without sums, limits, derivatives or sequences."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return False
    if not all(domain.is_scalar for _, domain in goal.letters):
        return False
    return not any(isinstance(node, At | Diff | Limit | Quantified | Sum) for node in walk(conclusion))


def first_for(goal: Goal) -> list[Engine]:
    """Engines that are asked before all others: they see at once whether a goal is theirs."""
    of_numbers = complex_bounds.applies(goal)
    moduli: list[Engine] = [
        (engine.ENGINE, engine.attempt)
        for engine in (complex_roots, unit_circle, complex_bounds)
        if engine.applies(goal)
    ]
    moduli += [
        (engine.ENGINE, engine.attempt) for engine in (triangles, power_differences) if engine.applies(goal)
    ]
    if of_numbers and isinstance(goal.conclusion, Compare) and goal.conclusion.relation != "==":
        return moduli
    asked = (
        existence_periods,
        euler_formulas,
        high_powers,
        branches,
        principal_strips,
        complex_wave_zeros,
        multiple_angles,
        wave_signs,
        wave_zeros,
        injectivity,
        nonvanishing,
        minkowski,
        whole_lines,
        linear_cells,
    )
    found: list[Engine] = [(engine.ENGINE, engine.attempt) for engine in asked if engine.applies(goal)]
    return [*moduli, *found, *_for_angles(goal)]


def _for_angles(goal: Goal) -> list[Engine]:
    """Sums of inverse functions: equalities by their ranges, and the signs of sines and cosines that this asks for."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or any(domain.is_complex for _, domain in goal.letters):
        return []
    ops = _operations(conclusion)
    if not ops & ANGLES:
        return []
    if conclusion.relation == "==":
        at_first = (algebra.ENGINE, lambda goal, prove: at_once(goal))
        return [at_first, (inverse_functions.ENGINE, inverse_functions.attempt)]
    ordered = conclusion.relation in ("<", "<=", ">", ">=")
    return [(radicals.ENGINE, radicals.attempt)] if ordered and ops & {"sin", "cos", "sinh", "cosh"} else []


def at_once(goal: Goal) -> Answer:
    """The answer of exact algebra under a small bound on the number of terms."""
    try:
        return algebra.attempt(goal, Budget(polynomial_terms=FEW_TERMS))
    except (RecursionError, ArithmeticError, ValueError, TypeError, KeyError, MemoryError) as problem:
        return undecided(algebra.ENGINE, f"failed: {type(problem).__name__}: {problem}")


def engines_for(goal: Goal) -> list[Engine]:
    """The engines whose functions occur in the conclusion."""
    if complex_numbers.applies(goal):
        asked = (polar_letters, complex_numbers)
        return [(engine.ENGINE, engine.attempt) for engine in asked if engine.applies(goal)]
    if not isinstance(goal.conclusion, Compare):
        return []
    ops = _operations(goal.conclusion)
    found: list[Engine] = []
    if goal.conclusion.relation == "==" and ops & set(inverse_functions.HEADS):
        found.append((inverse_functions.ENGINE, inverse_functions.attempt))
    if telescoping.applies(goal):
        found.append((telescoping.ENGINE, telescoping.attempt))
    if goal.conclusion.relation in ("<", "<=", ">", ">=") and ops & {"sqrt", "norm"}:
        found.append((radicals.ENGINE, radicals.attempt))
    if positive_bases.applies(goal):
        found.append((positive_bases.ENGINE, positive_bases.attempt))
    if equations.applies(goal):
        found.append((equations.ENGINE, equations.attempt))
    if listed_solutions.applies(goal):
        found.append((listed_solutions.ENGINE, listed_solutions.attempt))
    return found


def _operations(statement: Term) -> set[str]:
    return {node.op for node in walk(statement) if isinstance(node, Apply)}
