"""Inequalities with logarithms of determinants, traces and sizes, eigenvalue by eigenvalue.

log(det(p(S))) is the sum of log(p(lam)) over the eigenvalues of a symmetric S, where all p(lam) are positive; traces and n are sums too, and what
is no sum is n copies of its n-th part. So log(det(A)) <= trace(A) - n follows from log(lam) <= lam - 1. Products are compared by their
logarithms (see `logarithms_of_products.py`). Where a trace stands elsewhere as well, its mean s = trace(A)/n enters as a letter, and
m*(lam - s), whose sum is 0, is added with the m that makes lam = s stationary: det(A) <= (trace(A)/n)**n. Real entries only.

Notation: L a letter for log(p(S)), which commutes with all letters; g(lam) the term of the sum that must be at least 0.
Reference: Horn and Johnson, Matrix Analysis, theorem 2.5.6 (spectral theorem) and section 7.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from proofs_check.engines.logarithms_of_products import Logarithm, has_determinant, logarithm
from proofs_check.engines.spectral_goals import Asked
from proofs_check.engines.spectral_means import at_the_mean, at_unit_determinant, unit_determinants
from proofs_check.engines.spectral_reading import check_family, letters_of, read
from proofs_check.engines.word_algebra import subtract
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting, ruled_setting
from proofs_check.engines.word_setting import Setting, commute, factor_of
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    TooLarge,
    Unsupported,
    all_names,
    scalars_term,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import SYMMETRIC_KINDS, Domain
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    binder,
    children,
    fresh,
    rebuild,
    substitute,
    walk,
)

ENGINE = "logarithms of determinants"
TURNED = {">=": "<=", ">": "<"}
MAX_LETTERS = 3


@dataclass(frozen=True)
class Wanted:
    """`low relation high`; zero_too: the matrices whose determinants may be 0; positive: scalars that must be positive."""

    relation: str
    low: Term
    high: Term
    zero_too: tuple[Term, ...] = ()
    positive: tuple[Term, ...] = ()


def applies(goal: Goal) -> bool:
    """Whether the conclusion is a comparison with determinants or about matrices of determinant 1, and all letters are real."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation == "!=":
        return False
    if not has_determinant(conclusion) and not unit_determinants(goal):
        return False
    if sort_of(conclusion.left, goal.scope) != SCALAR:
        return False
    return not any(domain.is_complex for _, domain in goal.letters)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves comparisons eigenvalue by eigenvalue; it never refutes."""
    try:
        wanted = _wanted(goal.conclusion)
        for scalar in wanted.positive:
            if not prove(goal.concluding(Compare(">", scalar, ZERO))).proved:
                return undecided(ENGINE, "a factor that is not shown to be positive")
        return _Sums(goal, wanted, prove).answer()
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))


def _wanted(conclusion: Term) -> Wanted:
    """The comparison turned upwards, of logarithms where determinants stand outside of them."""
    assert isinstance(conclusion, Compare)
    relation, left, right = conclusion.relation, conclusion.left, conclusion.right
    if relation in TURNED:
        relation, left, right = TURNED[relation], right, left
    if not any(has_determinant(_without_logarithms(side)) for side in (left, right)):
        return Wanted(relation, left, right)
    low, high = logarithm(left), logarithm(right)
    zero_too = () if relation == "==" else _seen_once(low, high)
    return Wanted(relation, low.value, high.value, zero_too, (*low.positive, *high.positive))


def _without_logarithms(term: Term) -> Term:
    if _is_logarithm(term):
        return ONE
    parts = children(term)
    return rebuild(term, tuple(map(_without_logarithms, parts))) if parts else term


def _is_logarithm(term: Term) -> bool:
    return isinstance(term, Apply) and term.op == "log" and _under(term) is not None


def _under(term: Apply) -> Term | None:
    inner = term.args[0]
    return inner.args[0] if isinstance(inner, Apply) and inner.op == "det" else None


def _seen_once(low: Logarithm, high: Logarithm) -> tuple[Term, ...]:
    """The plain factors of the lower side that occur nowhere else: where one of them is 0, the lower side is."""
    nodes = [node for side in (low.value, high.value) for node in walk(side)]
    return tuple(one for one in low.above if nodes.count(apply("det", one)) == 1)


class _Sums:
    """One comparison, with a letter for the logarithm of every matrix below a determinant."""

    def __init__(self, goal: Goal, wanted: Wanted, prove: Prover) -> None:
        self.wanted, self.prove = wanted, prove
        plain = replace(plain_setting(goal, prove), commuting=ruled_setting(goal).commuting)
        taken = set(all_names((*goal.hypotheses, goal.conclusion, wanted.low, wanted.high)))
        taken |= {name for name, _ in goal.letters} | {sequence.name for sequence in goal.sequences}
        self.wholes: dict[str, tuple[Term, MatrixPolynomial]] = {}
        put: dict[Term, Term] = {}
        for matrix in dict.fromkeys(_matrices(wanted)):
            whole = convert(matrix, plain)
            name = fresh("L", frozenset(taken))
            taken.add(name)
            self.wholes[name] = (matrix, whole)
            put[apply("log", apply("det", matrix))] = apply("trace", Letter(name))
            goal = goal.with_letter(name, Domain("symmetric", size=(whole.rows, whole.rows)))
        if len(self.wholes) > MAX_LETTERS or not (self.wholes or unit_determinants(goal)):
            raise Unsupported("no logarithm of a determinant, or too many")
        self.setting = _with_commuting(replace(plain, scope=goal.scope), self.wholes)
        sides = [convert(_replaced(side, put), self.setting) for side in (wanted.low, wanted.high)]
        found = read(subtract(sides[1], sides[0]), self.setting)
        if found.products or found.vectors:
            raise Unsupported("products of sums")
        family = tuple(f for _, whole in self.wholes.values() for f in _letters(whole))
        self.found = replace(found, matrices=tuple(dict.fromkeys((*found.matrices, *family))))
        check_family(self.found.matrices, self.setting)
        self.asked = Asked(goal, self.setting, self.found, prove)

    def answer(self) -> Answer:
        asked = self.asked
        terms = [(coefficient, (word,)) for coefficient, word in self.found.linear]
        g = asked.sum_of(terms, asked.here)
        for apart in self.found.apart:
            size = self.found.matrices[0].rows
            g = apply("add", g, apply("div", asked.namer.image(apart), asked.namer.image(size)))
        known: list[Term] = []
        put: dict[str, Term] = {}
        parts: list[Answer] = []
        for name, (matrix, whole) in self.wholes.items():
            value = self._at(whole)
            weak = matrix in self.wanted.zero_too
            parts.append(self.prove(asked.scalar(Compare(">=" if weak else ">", value, ZERO))))
            if not parts[-1].proved:
                return undecided(ENGINE, "a determinant of a matrix that is not shown to be positive")
            known.append(Compare(">", value, ZERO))
            letter = asked.here.eigenvalue(Letter(name))
            assert isinstance(letter, Letter)
            put[letter.name] = apply("log", value)
        goal = asked.scalar(Compare(self.wanted.relation, ZERO, substitute(g, put))).assuming(*known)
        for one in self._ways(goal):
            answer = self.prove(one)
            if answer.proved:
                detail = f"eigenvalue by eigenvalue: {answer.detail}"
                return proved(ENGINE, detail, "certificate", (*parts, answer))
        return undecided(ENGINE, f"for one eigenvalue: {answer.detail}"[:300])

    def _ways(self, goal: Goal) -> Iterator[Goal]:
        """The goal as it is, and with multiples of what is known to add up to 0."""
        yield goal
        yield from at_the_mean(goal, self.asked, self.prove)
        yield from at_unit_determinant(goal, self.asked, self.prove)

    def _at(self, whole: MatrixPolynomial) -> Term:
        """p(lam)."""
        parts = [(scalars_term(m.scalars, value) or ONE, (m.word,)) for m, value in whole.terms]
        return self.asked.sum_of(parts, self.asked.here)


def _matrices(wanted: Wanted) -> Iterator[Term]:
    """The matrices below logarithms of determinants, outside of binders."""
    waiting = [wanted.low, wanted.high]
    while waiting:
        term = waiting.pop(0)
        if isinstance(term, Apply) and term.op == "log" and (matrix := _under(term)) is not None:
            yield matrix
        elif binder(term) is None:
            waiting += children(term)


def _replaced(term: Term, put: dict[Term, Term]) -> Term:
    if term in put:
        return put[term]
    parts = children(term)
    return (
        rebuild(term, tuple(_replaced(part, put) for part in parts))
        if parts and binder(term) is None
        else term
    )


def _letters(whole: MatrixPolynomial) -> Iterator[Factor]:
    for monomial, _ in whole.terms:
        if monomial.binders or any(not factor.square for factor in monomial.word):
            raise Unsupported("a determinant of no function of one matrix")
        yield from letters_of(monomial.word)


def _with_commuting(setting: Setting, wholes: dict[str, tuple[Term, MatrixPolynomial]]) -> Setting:
    """A logarithm commutes with the letters of its matrix, which must commute themselves, and with what commutes with all of these."""
    own = {name: tuple(_letters(whole)) for name, (_, whole) in wholes.items()}
    others = [
        factor_of(Letter(name), setting)
        for name, domain in setting.scope.letters.items()
        if name not in own and domain.kind in SYMMETRIC_KINDS
    ]
    pairs: set[frozenset[tuple[Term, bool]]] = {
        frozenset({(Letter(one), False), (Letter(two), False)}) for one, two in combinations(own, 2)
    }
    for name, letters in own.items():
        for other in others:
            if other in letters or all(commute(other, letter, setting) for letter in letters):
                pairs.add(frozenset({(Letter(name), False), (other.base, False)}))
    return replace(setting, commuting=setting.commuting | pairs)
