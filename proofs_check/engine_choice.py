"""The choice of engines for a goal, and the order in which they are asked.

What decides is the kind of the terms in the goal; cheap engines stand before costly ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from proofs_check import matrix_choice
from proofs_check.engines import (
    arc_sums,
    both_squared,
    characteristic_powers,
    contraposition,
    decompositions,
    discrete,
    ends_apart,
    entries_about_means,
    entries_as_sizes,
    existence,
    exponentials_as_letters,
    exponents_at_ends,
    factorwise,
    gamma_convexity,
    gamma_limits,
    gamma_values,
    half_angles,
    half_sums,
    half_tangents,
    hoelder,
    identities,
    induction,
    jensen,
    jensen_sums,
    karamata,
    kinks,
    letters_as_exponentials,
    letters_as_powers,
    limit_systems,
    limits,
    log_sum_terms,
    mean_certificates,
    means_and_spreads,
    mirrored_letters,
    nilpotent,
    norms_of_sums,
    power_domains,
    power_entries,
    powers_as_letters,
    prefix_induction,
    quadratic_minors,
    root_means,
    scalar,
    scaling,
    sequence_values,
    solved_parameters,
    stable_pairs,
    sum_bounds,
    sums,
    symmetry,
    term_shares,
    termwise,
    vanishing_bases,
)
from proofs_check.engines.existence_instances import by_instances
from proofs_check.engines.existence_intro import by_contradiction
from proofs_check.engines.transcendental import is_transcendental
from proofs_check.engines.unfolding import STEPPING
from proofs_check.goal import TRUSTS, Answer, Budget, Goal, Prover
from proofs_check.statement.terms import (
    Apply,
    At,
    Diff,
    Limit,
    Quantified,
    Sum,
    Term,
    free_letters,
    walk,
)

POWER_SUMS = (
    power_domains,
    hoelder,
    norms_of_sums,
    entries_as_sizes,
    gamma_convexity,
    gamma_limits,
    gamma_values,
    means_and_spreads,
    entries_about_means,
    termwise,
    jensen_sums,
    prefix_induction,
)
SHALLOW = 2
DEEP = 3  # how many splits down a goal is left to the quick engines

Engine = tuple[str, Callable[[Goal, Prover], Answer]]


def engines_for(goal: Goal, budget: Budget, depth: int, by_induction: bool, quick: Prover) -> list[Engine]:
    """The engines that the goal's terms call for, cheap ones first.

    depth: how many splits are left. by_induction: whether induction is among them. quick: proves what bounds of sums ask.
    """
    nodes = list(walk(goal.conclusion))
    deep = [*nodes, *(node for hypothesis in goal.hypotheses for node in walk(hypothesis))]
    if any(isinstance(node, Diff) for node in deep):
        return [("derivatives", kinks.attempt)]
    found = _special(goal, nodes, deep, quick)
    if by_induction:
        found += discrete.engines_for(goal)
    # Squares of functions that are not algebraic are harder than the functions.
    roots_first = both_squared.compares_roots(goal.conclusion) and not is_transcendental(goal.conclusion)
    if roots_first:
        found.append(("squaring", both_squared.attempt))
    if any(isinstance(node, Quantified) for node in nodes):
        if decompositions.applies(goal):
            found.append((decompositions.ENGINE, lambda goal, _: decompositions.attempt(goal, quick)))
        found.append(("existence", existence.attempt))
    if power_entries.applies(goal):
        found.append((power_entries.ENGINE, power_entries.attempt))
    if nilpotent.applies(goal):
        found.append((nilpotent.ENGINE, nilpotent.attempt))
    has_powers = by_induction and characteristic_powers.applies(goal)
    if has_powers and characteristic_powers.comes_first(goal):
        found.append((characteristic_powers.ENGINE, characteristic_powers.attempt))
    if any(isinstance(node, Limit) for node in nodes):
        if stable_pairs.applies(goal):
            found.append((stable_pairs.ENGINE, stable_pairs.attempt))
        found.append(("limits", limits.attempt))
        if depth == budget.depth and limit_systems.applies(goal):
            found.append((limit_systems.ENGINE, limit_systems.attempt))
        return found
    if matrix_choice.speaks_of_matrices(goal):
        found += matrix_choice.engines_for(goal, found)
    elif is_transcendental(goal.conclusion) and sequence_values.applies(goal):
        found.append((sequence_values.ENGINE, sequence_values.attempt))
    else:
        found += _for_numbers(goal, budget, depth)
    found += _general(goal, depth, roots_first)
    if depth > SHALLOW and arc_sums.applies(goal, is_own=depth == budget.depth):
        found.append((arc_sums.ENGINE, arc_sums.attempt))
    if budget.thorough and depth == budget.depth:
        found.append(("symmetry", symmetry.attempt))
        for engine in (
            (mirrored_letters, vanishing_bases, ends_apart) if is_transcendental(goal.conclusion) else ()
        ):
            if engine.applies(goal):
                found.append((engine.ENGINE, engine.attempt))
    if any(isinstance(node, Sum) for node in nodes):
        found.append(("sums", sums.attempt))
    if by_induction and _grows_by_steps(nodes, goal):
        found.append(("induction", induction.attempt))
    if has_powers and not characteristic_powers.comes_first(goal):
        found.append((characteristic_powers.ENGINE, characteristic_powers.attempt))
    if depth > SHALLOW and solved_parameters.applies(goal):
        found.append((solved_parameters.ENGINE, solved_parameters.attempt))
    for changed in (
        (letters_as_exponentials, exponentials_as_letters) if depth > budget.depth - SHALLOW else ()
    ):
        if goal.hypotheses and changed.applies(goal):
            found.append((changed.ENGINE, changed.attempt))
    if by_induction and contraposition.applies(goal):  # of what is shown without, it asks too much
        found.append((contraposition.ENGINE, contraposition.attempt))
    return found


def _for_numbers(goal: Goal, budget: Budget, depth: int) -> list[Engine]:
    """The engines of numbers, and changes of letters that make a goal easier for them."""
    found: list[Engine] = []
    if depth > budget.depth - DEEP and mean_certificates.applies(goal):
        found.append((mean_certificates.ENGINE, mean_certificates.attempt))
    if depth > budget.depth - DEEP and letters_as_powers.applies(goal):
        found.append((letters_as_powers.ENGINE, letters_as_powers.attempt))
    if depth > budget.depth - DEEP and quadratic_minors.applies(goal):
        found.append((quadratic_minors.ENGINE, quadratic_minors.attempt))
    for own in (exponents_at_ends, powers_as_letters, log_sum_terms) if depth == budget.depth else ():
        if own.applies(goal):
            found.append((own.ENGINE, own.attempt))
    # A polynomial is as easy in all its letters.
    if is_transcendental(goal.conclusion) and depth > budget.depth - DEEP:
        found.append(("scaling", scaling.attempt))
    if depth > budget.depth - DEEP and jensen.applies(goal):
        found.append((jensen.ENGINE, jensen.attempt))
    if depth > budget.depth - DEEP and karamata.applies(goal):
        found.append((karamata.ENGINE, karamata.attempt))
    in_tangents = depth == budget.depth and half_tangents.applies(goal)
    if in_tangents and half_tangents.is_unbounded(goal):
        found.append((half_tangents.ENGINE, half_tangents.attempt))
    for by_factors in (
        (factorwise, half_sums) if depth > SHALLOW and is_transcendental(goal.conclusion) else ()
    ):
        if by_factors.applies(goal):
            found.append((by_factors.ENGINE, by_factors.attempt))
    if depth == budget.depth and term_shares.applies(goal):
        found.append((term_shares.ENGINE, term_shares.attempt))
    if depth == budget.depth and root_means.applies(goal):
        found.append((root_means.ENGINE, root_means.attempt))
    numbers = replace(budget, thorough=budget.thorough and depth > budget.depth - DEEP)
    found.append(("scalar", lambda goal, prove: _scalar(goal, numbers)))
    if depth == budget.depth and half_angles.applies(goal):
        found.append((half_angles.ENGINE, half_angles.attempt))
    if in_tangents and not half_tangents.is_unbounded(goal):
        found.append((half_tangents.ENGINE, half_tangents.attempt))
    return found


def _special(goal: Goal, nodes: list[Term], deep: list[Term], quick: Prover) -> list[Engine]:
    """The engines of eigenvalues, norms, identities and bounds of sums. deep: the nodes of the hypotheses too."""
    found: list[Engine] = []
    found += matrix_choice.special(goal, nodes, deep)
    found += identities.first_for(goal)
    found += [(engine.ENGINE, engine.attempt) for engine in POWER_SUMS if engine.applies(goal)]
    if any(isinstance(node, Sum) for node in nodes):
        found.append(("sum bounds", lambda goal, prove: sum_bounds.attempt(goal, prove, quick)))
    return found


def _general(goal: Goal, depth: int, squared: bool) -> list[Engine]:
    """The ways that turn a goal of any kind into others. squared: whether squaring was listed before."""
    found: list[Engine] = []
    if any(isinstance(fact, Quantified) for fact in goal.hypotheses):
        found += [("instances", by_instances), ("contradiction", by_contradiction)]
    if not squared:
        found.append(("squaring", both_squared.attempt))
    if depth > SHALLOW:  # what they ask could not be split any further
        found += identities.engines_for(goal)
    return found


def _scalar(goal: Goal, budget: Budget) -> Answer:
    answers = scalar.prove_scalar(goal, budget)
    proofs = sorted((a for a in answers if a.proved), key=lambda a: TRUSTS.index(a.trust))
    if proofs:
        return proofs[0]
    details = "; ".join(f"{answer.engine}: {answer.detail}" for answer in answers if answer.detail)
    hint = next((answer.point for answer in answers if answer.outcome == "refuted"), {})
    return Answer("scalar", "refuted" if hint else "undecided", details[:400], point=hint)


def _grows_by_steps(nodes: list[Term], goal: Goal) -> bool:
    """Whether a sequence, a sum or a power depends on a letter that runs through the integers, up to no given number."""
    whole = {
        name
        for name, domain in goal.letters
        if domain.kind == "integer" and (domain.high is None or free_letters(domain.high.at))
    }
    return any(
        (isinstance(node, At | Sum) or (isinstance(node, Apply) and node.op in ("pow", *STEPPING)))
        and free_letters(node) & whole
        for node in nodes
    )
