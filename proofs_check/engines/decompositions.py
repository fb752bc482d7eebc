"""Matrices that exist by the classical decompositions: square roots, spectral theorem, polar and singular value decomposition, eigenvectors.

A goal that asks for a matrix or a vector gets new letters with what a theorem says of them as hypotheses; they exist for every admissible value of the
letters before, so that the goal follows from the one with them. What is named is listed in `matrix_factors.py`. Real matrices only. Certificate: the proof of the goal with these hypotheses. References: Horn and Johnson, Matrix Analysis, theorems 2.5.6, 2.6.3, 4.2.2, 7.2.6, 7.3.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.existence import witness
from proofs_check.engines.existence_bounds import renamed_apart
from proofs_check.engines.existence_matrices import belongs
from proofs_check.engines.matrix_factors import MARK, Factors, Subject, factors_of
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import MATRIX_KINDS, Domain
from proofs_check.statement.sorts import SortError, shape_of_domain, sort_of
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Letter,
    Quantified,
    Term,
    apply,
    free_letters,
    fresh,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "decompositions"
NARROWER = (
    ("psd", "spd"),
    ("symmetric", "psd"),
    ("symmetric", "spd"),
    ("invertible", "spd"),
    ("invertible", "orthogonal"),
)
MAX_SUBJECTS = 3


def applies(goal: Goal) -> bool:
    """Whether the conclusion asks for real vectors or square matrices, and no factors are named yet."""
    if any(domain.is_complex or name.startswith(MARK) for name, domain in goal.letters):
        return False
    return bool(_wanted(goal.conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with the factors of its matrices as letters; it never refutes."""
    wanted = _wanted(goal.conclusion)
    if not applies(goal):
        return undecided(ENGINE, "")
    for subject in _subjects(goal, prove):
        for factors in factors_of(subject, wanted, goal):
            richer = _with_factors(goal, factors)
            answer = _offered(richer, _offers(goal, richer), prove)
            if answer.proved:
                return _shown(goal, richer, (*subject.parts, answer))
    return undecided(ENGINE, "no factors that are asked for")


def _with_factors(goal: Goal, factors: Factors) -> Goal:
    """The goal with the factors, under fresh names."""
    names, put = names_of(goal), dict[str, Term]()
    for name, domain in factors.letters:
        new = fresh(name, names)
        names, put = names | {new}, {**put, name: Letter(new)}
        goal = goal.with_letter(new, domain)
    return goal.assuming(*(substitute(fact, put) for fact in factors.facts))


def _shown(goal: Goal, richer: Goal, parts: tuple[Answer, ...]) -> Answer:
    said = ", ".join(text(fact) for fact in richer.hypotheses[len(goal.hypotheses) :])
    return proved(ENGINE, f"with {said}: {parts[-1].detail}"[:400], "certificate", parts)


def _offers(goal: Goal, richer: Goal) -> tuple[tuple[Term, str], ...]:
    """The new letters, what is made of them, and the eigenvalues that the new hypotheses speak of; each with its kind."""
    found: dict[Term, str] = {}
    for name, domain in richer.letters[len(goal.letters) :]:
        found[Letter(name)] = domain.kind
        if domain.kind == "orthogonal":
            found[apply("transpose", Letter(name))] = domain.kind
        if domain.kind == "spd":
            found[apply("inv", Letter(name))] = domain.kind
    for fact in richer.hypotheses[len(goal.hypotheses) :]:
        ends = (node for node in walk(fact) if isinstance(node, Apply) and node.op in ("max", "min"))
        found |= dict.fromkeys(ends, "real")
    return tuple(found.items())


def _offered(goal: Goal, offers: tuple[tuple[Term, str], ...], prove: Prover) -> Answer:
    """The offers for the letters that are asked for, one after the other; no other values, for their search is long."""

    def inside(one: Goal) -> Answer:
        is_existence = isinstance(one.conclusion, Quantified) and one.conclusion.op == "exists"
        return _offered(one, offers, prove) if is_existence else prove(one)

    statement = goal.conclusion
    for offer, kind in offers:
        if not isinstance(statement, Quantified) or statement.op != "exists":
            break
        asked = statement.domain.kind
        fits = sort_of(offer, goal.scope) == shape_of_domain(statement.domain)
        if fits and (asked in (kind, "matrix") or (asked, kind) in NARROWER):
            answer = witness(renamed_apart(statement, goal), offer, goal, inside)
            if answer.proved:
                return answer
    return undecided(ENGINE, "the factors are not what is asked for")


def _wanted(conclusion: Term) -> frozenset[str]:
    """The kinds of the vectors and matrices that the conclusion asks for, and 'two' where two are orthogonal.

    Vectors only where an eigenvalue is spoken of or asked for: A @ x == b is not theirs.
    """
    found: list[str] = []
    has_values = any(
        isinstance(n, Apply) and n.op in ("eigenvalues", "spectral_radius") for n in walk(conclusion)
    )
    while isinstance(conclusion, Quantified) and conclusion.op == "exists":
        domain = conclusion.domain
        has_values = has_values or domain.kind == "real"
        if domain.over != "complex" and not domain.is_scalar:
            found.append(domain.kind)
        conclusion = conclusion.body
    if found.count("orthogonal") > 1:
        found.append("two")
    return frozenset(kind for kind in found if kind != "vector" or has_values)


def _subjects(goal: Goal, prove: Prover) -> list[Subject]:
    """Square letters of the conclusion, and closed matrices of which it takes eigenvalues or that an equation there equals."""
    free = free_letters(goal.conclusion)
    found = [
        Subject(Letter(name), domain.size[0], domain.kind)
        for name, domain in goal.letters
        if name in free and domain.kind in MATRIX_KINDS and len(set(domain.size)) == 1
    ]
    found = [_stronger(one, goal, prove) for one in found]
    for term in dict.fromkeys(_closed_matrices(goal)):
        made = _made(term, goal, prove)
        found += [made] if made is not None else []
    return found[:MAX_SUBJECTS]


def _stronger(subject: Subject, goal: Goal, prove: Prover) -> Subject:
    """A letter that the hypotheses say to be symmetric or psd."""
    spoken = any(subject.term in tuple(walk(fact)) for fact in goal.hypotheses)
    if subject.kind not in ("matrix", "symmetric", "invertible") or not spoken:
        return subject
    return _made(subject.term, goal, prove) or subject


def _made(term: Term, goal: Goal, prove: Prover) -> Subject | None:
    """A matrix that is shown to be defined, and psd or symmetric.

    The inverse in `exists R: R @ R == inv(A)` need not be defined, and a hypothesis that has it in it would say that it is.
    """
    meant = defined((term,), goal, prove)
    if meant is None:
        return None
    rows = sort_of(term, goal.scope).rows
    for kind in ("psd", "symmetric"):
        needs = belongs(term, Domain(kind, size=(rows, rows)), goal)
        parts = tuple(prove(goal.concluding(need)) for need in needs or ())
        if needs is not None and all(part.proved for part in parts):
            return Subject(term, rows, kind, (meant, *parts))
    return None


def _closed_matrices(goal: Goal) -> Iterator[Term]:
    """Products and sums in the declared letters alone, under `eigenvalues` and as sides of equations, of square shape."""
    declared = {name for name, _ in goal.letters}
    sizes = {name for name, domain in goal.letters if domain.is_scalar}
    for node in walk(goal.conclusion):
        match node:
            case Apply(op=("eigenvalues" | "spectral_radius"), args=(inner,)):
                sides: tuple[Term, ...] = (inner,)
            case Compare(relation="==", left=left, right=right):
                sides = (left, right)
            case _:
                continue
        for side in sides:
            if isinstance(side, Apply) and free_letters(side) - sizes and free_letters(side) <= declared:
                try:
                    shape = sort_of(side, goal.scope)
                except (SortError, KeyError):
                    continue
                if shape.rows == shape.columns != ONE:
                    yield side
