"""Who may second a limit that the calculus has found: the evaluator that re-checks witnesses, and SymPy where it is quick."""

from __future__ import annotations

from proofs_check.engines.limit_euler import without_letter
from proofs_check.engines.limit_readings import LimitValue
from proofs_check.goal import Goal
from proofs_check.recheck.opinion import opinion
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Apply, Compare, Limit, free_letters, walk

MANY_PARAMETERS = 2


def is_slow_to_sympy(limit: Limit) -> bool:
    """Floors of a moving number give SymPy's series exponents that double until one operation takes hours."""
    return _has_nested_powers(limit) or any(
        isinstance(node, Apply) and node.op in ("floor", "ceil") and limit.letter in free_letters(node)
        for node in walk(limit.body)
    )


def _has_nested_powers(limit: Limit) -> bool:
    """Whether a moving power stands in the base of another, parameters in the exponents or many beside them: SymPy takes minutes."""
    moving = [
        node
        for node in walk(limit.body)
        if isinstance(node, Apply) and node.op == "pow" and free_letters(node.args[1])
    ]
    moving = [node for node in moving if limit.letter in free_letters(node)]
    parameters = free_letters(limit.body) - {limit.letter}
    return any(
        inner in moving and (len(parameters) > MANY_PARAMETERS or parameters & free_letters(inner.args[1]))
        for outer in moving
        for inner in walk(outer.args[0])
        if isinstance(inner, Apply)
    )


def is_closed(limit: Limit, found: LimitValue) -> bool:
    return not free_letters(limit) and free_letters(found.as_term) <= {found.euler}


def second_evaluator_agrees(limit: Limit, found: LimitValue, goal: Goal) -> bool:
    """Whether the evaluator that re-checks witnesses, which shares nothing with this calculus, finds this value."""
    says = without_letter(Compare("==", limit, found.as_term), found.euler)
    return opinion(Formal((), (), goal.sequences, says), {}).outcome == "holds"
