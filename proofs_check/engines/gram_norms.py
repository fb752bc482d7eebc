"""Bounds of norms of products and sums of any size, with real or complex entries.

Every norm of a vector or matrix becomes a letter, named by the normal form of what stands inside; the hypotheses of the
scalar goal are the rules below, put at those words. What is left is a goal about numbers for the prover.

Rules (norm is Frobenius', on vectors Euclid's): norm(X) >= 0; norm(c*X) == |c|*norm(X); norm(X.T) == norm(X);
norm(X + Y) <= norm(X) + norm(Y); norm(A @ B) <= norm(A)*norm(B); norm(A @ X) >= norm(X)/norm(inv(A));
norm(u @ v.T) == norm(u)*norm(v); norm(D**t @ X) <= r**t*norm(X) for a diagonal D with |D[j, j]| <= r, and >= with >=;
norm(X - X[i]*unit(n, i)) <= norm(X).

References: Horn and Johnson, Matrix Analysis, 5.6.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.gram_norm_image import NormNamer, times
from proofs_check.engines.gram_norm_words import entry_bounds, sizes_are_nonnegative, word_bounds
from proofs_check.engines.scalar_image import Image, scalar_goal, touches_matrices
from proofs_check.engines.word_algebra import multiply, subtract, transposed
from proofs_check.engines.word_rules import plain_setting, ruled_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import (
    MatrixPolynomial,
    Monomial,
    TooLarge,
    Unsupported,
    polynomial,
    word_polynomial,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ZERO, Apply, Compare, Letter, Term, apply, walk
from proofs_check.statement.text import text

ENGINE = "norms"
MAX_ATOMS = 40


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves comparisons of norms of products and sums; it never refutes."""
    if not isinstance(goal.conclusion, Compare) or not _has_composed_norm(goal):
        return undecided(ENGINE, "no norm of a product or a sum")
    reason = "no scalar image"
    seen: set[Goal] = set()
    for setting in (ruled_setting(goal, prove), plain_setting(goal, prove)):
        try:
            image = scalar_image(goal, setting, prove)
        except (Unsupported, TooLarge) as problem:
            reason = str(problem)
            continue
        if image.goal in seen:
            continue
        seen.add(image.goal)
        answer = prove(image.goal)
        if answer.proved:
            return proved(ENGINE, f"with {image.legend}", "certificate", (answer,))
        reason = f"the bounds of the norms do not prove it: {answer.detail}"
    return undecided(ENGINE, reason)


def by_one_rule(goal: Goal, prove: Prover) -> Answer:
    """Proves what one rule says already, up to arithmetic; cheap enough to be asked before anything else."""
    if not isinstance(goal.conclusion, Compare) or not _has_composed_norm(goal):
        return undecided(ENGINE, "")
    try:
        image = scalar_image(goal, ruled_setting(goal, prove), prove)
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))
    for fact in image.goal.hypotheses:
        if _says(fact, image.goal):
            return proved(ENGINE, f"{text(fact)} with {image.legend}", "certificate")
    return undecided(ENGINE, "")


def _says(fact: Term, goal: Goal) -> bool:
    """Whether a fact is the conclusion up to arithmetic: the distance of the sides is the same."""
    if not isinstance(fact, Compare) or not isinstance(goal.conclusion, Compare):
        return False
    one, two = _ascending(fact), _ascending(goal.conclusion)
    if one is None or two is None:
        return False
    gaps = [apply("sub", high, low) for low, high in (one, two)]
    return difference_is_zero(gaps[0], gaps[1], goal.scope)


def _ascending(fact: Compare) -> tuple[Term, Term] | None:
    """The lower and the upper side of an inequality that is not strict."""
    if fact.relation == "<=":
        return fact.left, fact.right
    return (fact.right, fact.left) if fact.relation == ">=" else None


def _has_composed_norm(goal: Goal) -> bool:
    """Whether the conclusion has the norm of a product or a sum, or the modulus of a scalar product."""
    return any(
        isinstance(node, Apply)
        and node.op in ("norm", "abs")
        and not isinstance(node.args[0], Letter)
        and touches_matrices(node.args[0], goal.scope)
        for node in walk(goal.conclusion)
    )


def scalar_image(goal: Goal, setting: Setting, prove: Prover) -> Image:
    """A scalar goal that implies the goal. Raises Unsupported and TooLarge."""
    namer = NormNamer(setting, goal)
    conclusion = namer.statement(goal.conclusion)
    hypotheses = []
    for hypothesis in goal.hypotheses:
        try:
            hypotheses.append(namer.statement(hypothesis))
        except (Unsupported, TooLarge):
            continue
    facts = tuple(facts_about(goal, namer, prove))
    return scalar_goal(goal, namer, dict.fromkeys((*hypotheses, *facts)), conclusion)


def facts_about(goal: Goal, namer: NormNamer, prove: Prover) -> Iterator[Term]:
    """The rules at the norms that are named; sums and products name the norms of their parts."""
    bounds = entry_bounds(goal, namer)
    yield from sizes_are_nonnegative(bounds, goal, namer)
    done: set[Term] = set()
    while len(done) < MAX_ATOMS:
        waiting = [atom for atom in namer.names if atom not in done]
        if not waiting:
            return
        atom = waiting[0]
        done.add(atom)
        if isinstance(atom, Apply) and atom.op in ("norm", "abs", "spectral_radius"):
            yield Compare(">=", namer.letter(atom), ZERO)
        if atom in namer.words:
            yield from word_bounds(namer.words[atom], bounds, namer, goal, prove)
        if atom in namer.sums:
            yield from sum_bounds(namer.letter(atom), namer.sums[atom], namer)


def sum_bounds(norm: Term, whole: MatrixPolynomial, namer: NormNamer) -> Iterator[Term]:
    """The triangle inequality both ways, factors that all terms share, and entries that are taken away."""
    if any(monomial.binders for monomial, _ in whole.terms):
        return
    parts = [namer.norm(polynomial(whole.rows, whole.columns, {one: value})) for one, value in whole.terms]
    yield Compare("<=", norm, _total(parts))
    for place, part in enumerate(parts):
        yield Compare("<=", part, _total([norm, *parts[:place], *parts[place + 1 :]]))
    yield from _shared_factor(norm, whole, namer, at_left=True)
    yield from _shared_factor(norm, whole, namer, at_left=False)
    yield from _removed_entries(norm, whole, namer)


def _total(parts: list[Term]) -> Term:
    result = parts[0]
    for part in parts[1:]:
        result = apply("add", result, part)
    return result


def _shared_factor(norm: Term, whole: MatrixPolynomial, namer: NormNamer, at_left: bool) -> Iterator[Term]:
    """norm(A @ X + A @ Y) <= norm(A)*norm(X + Y)."""
    place = 0 if at_left else -1
    ends = {monomial.word[place] if monomial.word else None for monomial, _ in whole.terms}
    factor = ends.pop()
    if ends or factor is None:
        return
    terms = {}
    for monomial, value in whole.terms:
        word = monomial.word[1:] if at_left else monomial.word[:-1]
        terms[Monomial((), monomial.scalars, word)] = value
    rows, columns = (factor.width, whole.columns) if at_left else (whole.rows, factor.height)
    if any(not monomial.word for monomial in terms) and rows != columns:
        return  # the rest of one term would be the identity of another shape
    rest = polynomial(rows, columns, terms)
    yield Compare("<=", norm, times([namer.factor_norm(factor), namer.norm(rest)]))


def _removed_entries(norm: Term, whole: MatrixPolynomial, namer: NormNamer) -> Iterator[Term]:
    """norm(X) <= norm(Z) where X is Z but for one entry, which is 0 in X."""
    units = {monomial.word[0] for monomial, _ in whole.terms if len(monomial.word) == 1}
    for unit in units:
        if "unit" not in unit.traits or unit.transposed:
            continue
        column = word_polynomial((unit,), unit.height)
        entry = multiply(transposed(column, namer.setting), whole, namer.setting)
        if entry.terms:
            continue
        taken = {one: value for one, value in whole.terms if one.word == (unit,)}
        rest = subtract(whole, polynomial(whole.rows, whole.columns, taken))
        yield Compare("<=", norm, namer.norm(rest))
