"""A letter for a symmetric product below eigenvalues, or in a sum below a determinant or an inverse.

With G for B.T @ B, a positive semidefinite matrix, norm(B @ x)**2 <= max(eigenvalues(B.T @ B))*dot(x, x) is x.T @ G @ x <= max(eigenvalues(G))*x.T @ x.
The goal about every G of the kind implies the one about the product. Real entries only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.word_algebra import transposed
from proofs_check.engines.word_definite import of_number, word_kind
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_reduce import find_rewriting
from proofs_check.engines.word_rules import plain_setting, ruled_setting
from proofs_check.engines.word_setting import Rule, Setting, factor_of
from proofs_check.engines.word_terms import (
    TooLarge,
    Unsupported,
    Word,
    all_names,
    word_polynomial,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Connective,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    children,
    fresh,
)

ENGINE = "letters for products"
MAX_LETTERS = 3
SPECTRA = ("eigenvalues", "spectral_radius")
SUMS = ("det", "inv")


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a goal by the same with letters for symmetric products; it never refutes."""
    if any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "")
    try:
        found = with_letters(goal)
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))
    if found == goal:
        return undecided(ENGINE, "")
    answer = prove(found)
    if not answer.proved:
        return undecided(ENGINE, f"with letters for products: {answer.detail}"[:300])
    return proved(ENGINE, f"with letters for products: {answer.detail}", "certificate", (answer,))


def with_letters(goal: Goal) -> Goal:
    """The goal with a letter for every such product; it implies the goal."""
    setting = replace(plain_setting(goal), commuting=ruled_setting(goal).commuting)
    taken = set(all_names((*goal.hypotheses, goal.conclusion))) | {name for name, _ in goal.letters}
    for word, kind in list(_products(goal, setting))[:MAX_LETTERS]:
        name = fresh("G", frozenset(taken))
        taken.add(name)
        goal = goal.with_letter(name, Domain(kind, size=(word[0].height, word[0].height)))
        inside = replace(setting, scope=goal.scope)
        factor = factor_of(Letter(name), inside)
        rule = Rule(word, word_polynomial((factor,), word[0].height))
        setting = replace(inside, rules=(*setting.rules, rule))
    if not setting.rules:
        return goal
    hypotheses = tuple(_said(fact, setting) for fact in goal.hypotheses)
    return replace(goal, hypotheses=hypotheses, conclusion=_said(goal.conclusion, setting))


def _products(goal: Goal, setting: Setting) -> Iterator[tuple[Word, str]]:
    """The symmetric words of two factors or more, the shortest first, with their kinds."""
    found: dict[Word, str] = {}
    for op, inner in _arguments(goal.conclusion):
        whole = convert(inner, setting)
        if op in SUMS and len(whole.terms) < 2:
            continue
        for monomial, _ in whole.terms:
            word = monomial.word
            written_out = word and isinstance(word[0].height, Number)  # by entries, then
            if len(word) < 2 or monomial.binders or written_out:
                continue
            plain = word_polynomial(word, word[0].height)
            if transposed(plain, setting) == plain and not find_rewriting(word, setting):
                kind = word_kind(word, setting, of_number)
                found[word] = kind or "symmetric"
    yield from sorted(found.items(), key=lambda pair: len(pair[0]))


def _arguments(term: Term) -> Iterator[tuple[str, Term]]:
    """The arguments of SPECTRA and SUMS, outside of binders."""
    if isinstance(term, Sum | Limit | Quantified):
        return
    if isinstance(term, Apply) and term.op in (*SPECTRA, *SUMS):
        yield term.op, term.args[0]
    for part in children(term):
        yield from _arguments(part)


def _said(statement: Term, setting: Setting) -> Term:
    """A statement with its sides in normal form, where they have one."""
    match statement:
        case Connective(op=op, parts=parts):
            return Connective(op, tuple(_said(part, setting) for part in parts))
        case Compare(relation=relation, left=left, right=right) if sort_of(left, setting.scope) == SCALAR:
            try:
                return Compare(relation, convert(left, setting).term, convert(right, setting).term)
            except (Unsupported, TooLarge):
                return statement
        case _:
            return statement


__all__ = ["attempt", "with_letters"]
