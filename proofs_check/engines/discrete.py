"""The engines for whole letters: which of them a goal calls for, in order. They come before those for real numbers."""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.engines import (
    alternating_sums,
    between_powers,
    bezout_witnesses,
    binomial_bounds,
    binomial_quotients,
    bounded_equations,
    bounded_existences,
    chebyshev_waves,
    cleared_equations,
    common_divisors,
    compared_squares,
    conjugate_powers,
    constant_recursive,
    contradictory_hypotheses,
    coprime_moduli,
    cotangent_sums,
    discrete_growth,
    divisibility,
    divisible_sequences,
    divisor_cases,
    equal_powers,
    existence_descent,
    existence_eliminated,
    existence_induction,
    existence_norms,
    exponential_sums,
    falling_margins,
    finite_differences,
    floor_sums,
    floors,
    floors_at_values,
    floors_of_logarithms,
    floors_of_quotients,
    floors_of_roots,
    harmonic_numbers,
    induction,
    induction_core,
    infinite_descent,
    joined_existences,
    kept_forms,
    kinked_sums,
    known_series,
    monomial_recurrences,
    neighbouring_powers,
    ordered_letters,
    periodic_orbits,
    polynomial_quotients,
    power_remainders,
    prime_logarithms,
    product_steps,
    quadratic_form_values,
    recombined_witnesses,
    recursive_remainders,
    represented_numbers,
    residue_classes,
    shifted_letters,
    single_steps,
    sizes_of_letters,
    step_equations,
    summed_sequences,
    sums_in_blocks,
    surd_approximations,
    telescoping,
    telescoping_products,
    trinomial_revision,
    unbounded_letters,
    wave_products,
    wave_sequences,
    wave_sums,
    whole_as_real,
    whole_gaps,
    whole_sizes,
    whole_systems,
)
from proofs_check.engines.unfolding import STEPPING
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.terms import Apply, At, Compare, Sum, Term, free_letters, walk

Engine = tuple[str, Callable[[Goal, Prover], Answer]]
ENGINES = (
    shifted_letters,
    bounded_existences,
    joined_existences,
    telescoping_products,
    floor_sums,
    sums_in_blocks,
    finite_differences,
    trinomial_revision,
    kinked_sums,
    alternating_sums,
    known_series,
    single_steps,
    periodic_orbits,
    cotangent_sums,
    exponential_sums,
    chebyshev_waves,
    constant_recursive,
    kept_forms,
    monomial_recurrences,
    wave_products,
    wave_sums,
    wave_sequences,
    telescoping,
    step_equations,
    product_steps,
    discrete_growth,
    falling_margins,
    summed_sequences,
    harmonic_numbers,
    floors_of_logarithms,
    floors_at_values,
    residue_classes,
    floors_of_quotients,
    floors_of_roots,
    floors,
    divisible_sequences,
    cleared_equations,
    divisibility,
    bounded_equations,
    recursive_remainders,
    conjugate_powers,
    coprime_moduli,
    common_divisors,
    bezout_witnesses,
    recombined_witnesses,
    quadratic_form_values,
    existence_norms,
    sizes_of_letters,
    represented_numbers,
    polynomial_quotients,
    existence_induction,
    binomial_quotients,
    existence_descent,
    existence_eliminated,
    infinite_descent,
    divisor_cases,
    neighbouring_powers,
    between_powers,
    power_remainders,
    prime_logarithms,
    equal_powers,
    ordered_letters,
    compared_squares,
    surd_approximations,
    whole_systems,
    whole_gaps,
    whole_sizes,
    whole_as_real,
    contradictory_hypotheses,
    unbounded_letters,
    binomial_bounds,
)


def engines_for(goal: Goal) -> list[Engine]:
    """The engines whose form the conclusion has."""
    if not any(domain.kind in ("integer", "real") for _, domain in goal.letters):
        return []
    found: list[Engine] = [(engine.ENGINE, engine.attempt) for engine in ENGINES if engine.applies(goal)]
    if _is_long(goal):
        found.append((induction_core.ENGINE, induction.early))
    return found


def _is_long(goal: Goal) -> bool:
    """Whether the conclusion moves by steps with a whole letter that no hypothesis speaks of: the induction's own form.

    Of equations only those about sequences: for sums and binomials there are better ways.
    """
    is_equation = isinstance(goal.conclusion, Compare) and goal.conclusion.relation == "=="
    spoken = {name for fact in goal.hypotheses for name in free_letters(fact)}
    free = set(induction_core.candidates(goal)) - spoken
    return any(
        (isinstance(node, At) or (not is_equation and _steps(node))) and free_letters(node) & free
        for node in walk(goal.conclusion)
    )


def _steps(node: Term) -> bool:
    return isinstance(node, Sum) or (isinstance(node, Apply) and node.op in STEPPING)
