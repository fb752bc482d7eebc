"""The choice of engines for a goal, and the order in which they are asked.

What decides is the kind of the terms in the goal; cheap engines stand before costly ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from proofs_check.engines import (
    algebraic_matrices,
    balanced_logarithms,
    both_squared,
    change_of_basis,
    characteristic_powers,
    contraposition,
    decompositions,
    definite_closure,
    discrete,
    dominant_identities,
    ends_apart,
    entries,
    entries_about_means,
    entries_as_sizes,
    existence,
    exponents_at_ends,
    few_eigenvalues,
    gamma_convexity,
    gamma_limits,
    gram,
    gram_norms,
    half_angles,
    half_tangents,
    hoelder,
    identities,
    induction,
    inverted_arguments,
    inverted_letters,
    invertible_closure,
    jensen,
    jensen_sums,
    karamata,
    kinks,
    letters_as_powers,
    limit_systems,
    limits,
    log_sum_terms,
    mean_certificates,
    means_and_spreads,
    mirrored_letters,
    narrow_products,
    nilpotent,
    norms_of_sums,
    power_domains,
    power_entries,
    powers_as_letters,
    prefix_induction,
    quadratic_minors,
    rank_one_parts,
    root_means,
    scalar,
    scaling,
    sequence_values,
    shared_eigenvalues,
    skew_pairs,
    solved_letters,
    solved_parameters,
    spectral_entries,
    spectral_equations,
    spectral_factors,
    spectral_induction,
    spectral_letters,
    spectral_logarithms,
    spectral_products,
    stable_pairs,
    sum_bounds,
    sums,
    symmetry,
    term_shares,
    termwise,
    trivial_kernels,
    turned_determinants,
    two_sided_inverses,
    vanishing_bases,
    word_commuting,
    word_determinants,
    word_spectral,
    words,
)
from proofs_check.engines.existence_instances import by_instances
from proofs_check.engines.existence_intro import by_contradiction
from proofs_check.engines.transcendental import is_transcendental
from proofs_check.engines.unfolding import STEPPING
from proofs_check.goal import TRUSTS, Answer, Budget, Goal, Prover
from proofs_check.statement.sorts import SCALAR, shape_of_domain
from proofs_check.statement.terms import (
    Apply,
    At,
    Diff,
    Letter,
    Limit,
    Matrix,
    Number,
    Quantified,
    Sum,
    Term,
    free_letters,
    walk,
)

SPECTRAL = (
    spectral_logarithms,
    spectral_products,
    spectral_induction,
    spectral_equations,
    skew_pairs,
)  # sums and products over the eigenvalues
BY_EIGENVALUES = (
    inverted_letters,
    narrow_products,
    turned_determinants,
    algebraic_matrices,
    dominant_identities,
    shared_eigenvalues,
    few_eigenvalues,
    balanced_logarithms,
    two_sided_inverses,
)  # and by ranks
POWER_SUMS = (
    power_domains,
    hoelder,
    norms_of_sums,
    entries_as_sizes,
    gamma_convexity,
    gamma_limits,
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
    if _speaks_of_matrices(goal):
        found += _for_matrices(goal, found)
    elif is_transcendental(goal.conclusion) and sequence_values.applies(goal):
        found.append((sequence_values.ENGINE, sequence_values.attempt))
    else:
        found += _for_numbers(goal, budget, depth)
    found += _general(goal, depth, roots_first)
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
    if by_induction and contraposition.applies(goal):  # of what is shown without, it asks too much
        found.append((contraposition.ENGINE, contraposition.attempt))
    return found


def _for_matrices(goal: Goal, listed: list[Engine]) -> list[Engine]:
    """The engines of words, bases, scalar products and entries. listed: those that come before."""
    found: list[Engine] = [("words", words.attempt), ("solved letters", solved_letters.attempt)]
    for engine in BY_EIGENVALUES:
        if engine.applies(goal):
            found.append((engine.ENGINE, engine.attempt))
    last: list[Engine] = [("gram", gram.attempt), ("entries", entries.attempt)]
    if definite_closure.applies(goal):
        last.append((definite_closure.ENGINE, definite_closure.attempt))
    for engine in (rank_one_parts, inverted_arguments, invertible_closure, trivial_kernels):
        if engine.applies(goal):
            last.append((engine.ENGINE, engine.attempt))
    return [*found, ("change of basis", change_of_basis.attempt), *(one for one in last if one not in listed)]


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
    spectra = any(isinstance(node, Apply) and node.op in ("eigenvalues", "spectral_radius") for node in deep)
    at_first = (spectral_entries, spectral_factors) if spectra else ()
    found += [(engine.ENGINE, engine.attempt) for engine in at_first if engine.applies(goal)]
    if spectra and _sizes_are_numbers(goal):
        if means_and_spreads.applies(goal):
            found.append((means_and_spreads.ENGINE, means_and_spreads.attempt))
        # In entries such a radius is a root of a polynomial in all of them.
        if any(map(_is_radius_of_a_product, nodes)):
            found.append(("gram", gram.attempt))
        found.append(("entries", entries.attempt))
    if _speaks_of_matrices(goal):
        found += [("norms", gram_norms.by_chain), ("eigenvalues", word_spectral.attempt)]
        found += [
            ("determinants", word_determinants.attempt),
            ("letters for products", spectral_letters.attempt),
        ]
        at_last = (*SPECTRAL, word_commuting)
        found += [(engine.ENGINE, engine.attempt) for engine in at_last if engine.applies(goal)]
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


def _is_radius_of_a_product(node: Term) -> bool:
    match node:
        case Apply(op="spectral_radius", args=(Apply(op="matmul"),)):
            return True
        case _:
            return False


def _speaks_of_matrices(goal: Goal) -> bool:
    """Whether a term of the conclusion or of a hypothesis has a matrix or a vector in it."""
    matrix_letters = {name for name, domain in goal.letters if shape_of_domain(domain) != SCALAR}
    matrix_sequences = {sequence.name for sequence in goal.sequences if sequence.shape != SCALAR}
    for term in (goal.conclusion, *goal.hypotheses):
        for node in walk(term):
            if isinstance(node, Matrix) or (isinstance(node, Letter) and node.name in matrix_letters):
                return True
            if isinstance(node, At) and node.name in matrix_sequences:
                return True
            if isinstance(node, Apply) and node.op in ("identity", "zeros", "unit"):
                return True
    return False


def _sizes_are_numbers(goal: Goal) -> bool:
    """Whether every vector and matrix letter has a fixed size."""
    return all(isinstance(size, Number) for _, domain in goal.letters for size in domain.size)


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
