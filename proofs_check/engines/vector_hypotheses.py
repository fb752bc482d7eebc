"""Hypotheses about all vectors as statements about matrices.

    forall(x, 'vector(n)', A @ x == B @ x)          A == B
    forall(x, 'vector(n)', dot(x, A @ x) == 0)      A + A.T == 0
    forall(x, 'vector(n)', dot(x, S @ x) >= 0)      S is psd(n), for a symmetric letter S
    the same for x != 0, strictly                   S is spd(n)
    forall(x, 'vector(n)', dot(x, R @ x) <= dot(x, S @ x))      S == R + D with a new letter D that is psd(n)

The first two hold for real entries whatever the matrices are: the unit vectors and their sums are among the values of x.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from proofs_check.engines.affine import UNIT
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.word_algebra import subtract, transposed
from proofs_check.engines.word_factors import product_factors
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import (
    MatrixPolynomial,
    Monomial,
    TooLarge,
    Unsupported,
    Word,
    polynomial,
)
from proofs_check.goal import Goal
from proofs_check.statement.domains import Domain
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    substitute,
)


@dataclass(frozen=True)
class _About:
    """`body` holds for all vectors x = `name` of real entries, or for all but 0."""

    name: str
    size: Term
    body: Compare
    beside_zero: bool


def freed(goal: Goal) -> Goal:
    """The goal with its hypotheses about all vectors said of matrices, where they have such a form."""
    for hypothesis in goal.hypotheses:
        about = _about(hypothesis, names_of(goal))
        if about is None or any(domain.is_complex for _, domain in goal.letters):
            continue
        try:
            found = _said(about, goal)
        except (Unsupported, TooLarge):
            continue
        if found is not None:
            left = tuple(one for one in found.hypotheses if one != hypothesis)
            return freed(replace(found, hypotheses=left))
    return goal


def _about(hypothesis: Term, taken: frozenset[str]) -> _About | None:
    if not isinstance(hypothesis, Quantified) or hypothesis.op != "forall":
        return None
    name = fresh(hypothesis.letter, taken)
    body = substitute(hypothesis.body, {hypothesis.letter: Letter(name)})
    domain, beside = hypothesis.domain, False
    if domain.kind != "vector" or domain.over != "real":
        return None
    if isinstance(body, Connective) and body.op == "implies":
        if not _is_beside_zero(body.parts[0], name, domain):
            return None
        body, beside = body.parts[1], True
    if not isinstance(body, Compare):
        return None
    return _About(name, domain.size[0], body, beside)


def _is_beside_zero(premise: Term, name: str, domain: Domain) -> bool:
    own = Letter(name)
    if not isinstance(premise, Compare) or premise.relation not in ("!=", ">"):
        return False
    if premise.left == own:
        return premise.relation == "!=" and premise.right == apply("zeros", domain.size[0], number(1))
    length = apply("norm", own)
    squares = (length, apply("dot", own, own), apply("pow", length, number(2)))
    return premise.left in squares and premise.right == ZERO


def _said(about: _About, goal: Goal) -> Goal | None:
    inner = goal.with_letter(about.name, Domain("vector", size=(about.size,)))
    setting = plain_setting(inner)
    difference = subtract(convert(about.body.left, setting), convert(about.body.right, setting))
    if not difference.is_scalar or sort_of(about.body.left, inner.scope) != SCALAR:
        return _linear(about, difference, goal)
    form = _form(about, difference, setting)
    return None if form is None else _quadratic(about, form, goal)


def _linear(about: _About, difference: MatrixPolynomial, goal: Goal) -> Goal | None:
    """M @ x == 0 for all x says that M is 0."""
    if about.body.relation != "==":
        return None
    found: dict[Monomial, Fraction] = {}
    for monomial, value in difference.terms:
        if not monomial.word or monomial.binders or not _is_own(monomial.word[-1:], about.name, False):
            return None
        rest = replace(monomial, word=monomial.word[:-1])
        if about.name in free_letters(polynomial(difference.rows, about.size, {rest: value}).term):
            return None
        found[rest] = value
    matrix = polynomial(difference.rows, about.size, found)
    said = Compare("==", matrix.term, apply("zeros", difference.rows, about.size))
    return goal.assuming(said)


def _is_own(word: Word, name: str, turned: bool) -> bool:
    return bool(word) and (word[0].base, word[0].transposed, word[0].exponent) == (
        Letter(name),
        turned,
        UNIT,
    )


def _form(about: _About, difference: MatrixPolynomial, setting: Setting) -> MatrixPolynomial | None:
    """M where the scalar is x.T @ M @ x; None where it is no such form."""
    found: dict[Monomial, Fraction] = {}
    for monomial, value in difference.terms:
        own = [pair for pair in monomial.scalars if about.name in free_letters(pair[0])]
        if monomial.binders or monomial.word or len(own) != 1 or own[0][1] != UNIT:
            return None
        word = product_factors(own[0][0], setting) if isinstance(own[0][0], Apply) else ()
        if (
            len(word) < 2
            or not _is_own(word[:1], about.name, True)
            or not _is_own(word[-1:], about.name, False)
        ):
            return None
        middle = word[1:-1]
        if any(about.name in free_letters(factor.base) for factor in middle):
            return None
        others = tuple(pair for pair in monomial.scalars if pair not in own)
        key = Monomial((), others, middle)
        found[key] = found.get(key, Fraction(0)) + value
    return polynomial(about.size, about.size, found)


def _quadratic(about: _About, form: MatrixPolynomial, goal: Goal) -> Goal | None:
    relation = about.body.relation
    setting = plain_setting(goal)
    if relation == "==":
        both = apply("add", form.term, transposed(form, setting).term)
        return goal.assuming(Compare("==", both, apply("zeros", about.size, about.size)))
    strict = relation in ("<", ">")
    if relation == "!=" or (strict and not about.beside_zero):
        return None
    sign = 1 if relation in (">", ">=") else -1
    kind = "spd" if strict else "psd"
    terms = [(monomial, sign * value) for monomial, value in form.terms]
    if not terms or not all(_is_symmetric(monomial, goal) for monomial, _ in terms):
        return None
    if len(terms) == 1 and terms[0][1] > 0 and not terms[0][0].scalars:
        return _of_kind(terms[0][0].word[0].base, kind, goal) if terms[0][0].word else None
    return _with_difference(terms, Domain(kind, size=(about.size, about.size)), goal)


def _with_difference(terms: list[tuple[Monomial, Fraction]], domain: Domain, goal: Goal) -> Goal | None:
    """The sum of the terms is a new definite letter; the equation is solved for one of the old letters."""
    name = fresh("D", names_of(goal))
    rows, columns = domain.size
    for solved, value in terms:
        if abs(value) == 1 and not solved.scalars and solved.word and isinstance(solved.word[0].base, Letter):
            rest = polynomial(rows, columns, {one: -own / value for one, own in terms if one != solved})
            new = apply("mul", number(int(value)), Letter(name)) if value != 1 else Letter(name)
            says = Compare("==", solved.word[0].base, apply("add", rest.term, new))
            return goal.with_letter(name, domain).assuming(says)
    return None


def _is_symmetric(monomial: Monomial, goal: Goal) -> bool:
    word = monomial.word
    return not word or (len(word) == 1 and "symmetric" in word[0].traits and word[0].exponent == UNIT)


def _of_kind(base: Term, kind: str, goal: Goal) -> Goal | None:
    """The goal with a symmetric letter declared definite."""
    if not isinstance(base, Letter):
        return None
    letters = dict(goal.letters)
    domain = letters.get(base.name)
    if domain is None or domain.kind not in ("symmetric", "psd", "spd") or domain.over != "real":
        return None
    if not (domain.kind == "spd" or (domain.kind == "psd" and kind == "psd")):
        letters[base.name] = replace(domain, kind=kind)
    return replace(goal, letters=tuple(letters.items()))
