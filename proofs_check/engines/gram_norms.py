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
from dataclasses import replace

from proofs_check.engines.gram_norm_chains import follows
from proofs_check.engines.gram_norm_image import NormNamer, times
from proofs_check.engines.gram_norm_words import entry_bounds, sizes_are_nonnegative, word_bounds
from proofs_check.engines.scalar_image import Image, scalar_goal, touches_matrices
from proofs_check.engines.word_algebra import multiply, subtract, transposed
from proofs_check.engines.word_rules import plain_setting, ruled_setting
from proofs_check.engines.word_terms import (
    MatrixPolynomial,
    Monomial,
    TooLarge,
    Unsupported,
    polynomial,
    word_polynomial,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    walk,
)

ENGINE = "norms"
MAX_ATOMS = 40


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves comparisons of norms of products and sums; it never refutes."""
    if not _concerns(goal):
        return undecided(ENGINE, "no norm of a product or a sum")
    reason = "no scalar image"
    seen: set[Goal] = set()
    for setting in (ruled_setting(goal, prove), plain_setting(goal, prove)):
        try:
            image = scalar_image(goal, NormNamer(setting, goal), prove, near=True)
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


def _concerns(goal: Goal) -> bool:
    """Whether norms of products and sums may decide the goal; with complex letters no other engine has moduli."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare):
        return False
    is_complex = any(domain.is_complex for _, domain in goal.letters)
    if is_complex and conclusion.relation == "!=":
        return True
    if _has_open_powers(conclusion):
        return False
    statements = (conclusion, *goal.hypotheses)
    if is_complex:
        return any(_norms_in(one, goal) for one in statements)
    return _norms_in(conclusion, goal) and any(_norms_in(one, goal, composed=True) for one in statements)


def _has_open_powers(statement: Term) -> bool:
    """Whether an exponent is no number: chains and induction are the ways then."""
    powers = (node for node in walk(statement) if isinstance(node, Apply) and node.op == "pow")
    return any(not isinstance(node.args[1], Number) for node in powers)


def by_chain(goal: Goal, prove: Prover) -> Answer:
    """Proves what a few rules say one after another, up to arithmetic; cheap enough to be asked before anything else."""
    if not _norms_in(goal.conclusion, goal, composed=True):
        return undecided(ENGINE, "")
    setting = ruled_setting(goal, prove)
    namer = NormNamer(setting, goal)
    try:
        image = scalar_image(goal, namer, prove)
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))
    found = follows(image.goal, namer.is_size)
    return proved(ENGINE, f"{found} with {image.legend}", "certificate") if found else undecided(ENGINE, "")


def _norms_in(statement: Term, goal: Goal, composed: bool = False) -> bool:
    """Whether a comparison has a norm or modulus in it; composed: of a product or a sum."""
    return isinstance(statement, Compare) and any(
        isinstance(node, Apply)
        and node.op in ("norm", "abs")
        and not (composed and isinstance(node.args[0], Letter))
        and touches_matrices(node.args[0], goal.scope)
        for node in walk(statement)
    )


def scalar_image(goal: Goal, namer: NormNamer, prove: Prover, near: bool = False) -> Image:
    """A scalar goal that implies the goal. near: with rules only that name at most one norm that the goal does not.

    Raises Unsupported and TooLarge.
    """
    conclusion = namer.statement(goal.conclusion)
    hypotheses = []
    for hypothesis in goal.hypotheses:
        try:
            hypotheses.append(namer.statement(hypothesis))
        except (Unsupported, TooLarge):
            continue
    known = frozenset(namer.names.values())
    facts = list(facts_about(goal, namer, prove))
    if near:
        new = frozenset(namer.names.values()) - known
        facts = [fact for fact in facts if len(free_letters(fact) & new) <= 1]
    image = scalar_goal(goal, namer, dict.fromkeys((*hypotheses, *facts)), conclusion)
    # Only real quantities are left, and no operation that complex letters would give another meaning.
    real = tuple((name, domain) for name, domain in image.goal.letters if not domain.is_complex)
    return replace(image, goal=replace(image.goal, letters=real))


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
    if whole.rows == ONE:
        whole = transposed(whole, namer.setting)
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
