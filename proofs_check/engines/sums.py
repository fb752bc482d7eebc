"""Finite sums and products.

Sums over literal ranges are written out, sums over provably empty ranges are 0; the body of a sum is split by linearity; equal
ranges with equal bodies give equal sums, with ordered bodies ordered sums; sums up to a letter get a closed form that SymPy
proposes and induction on the upper end proves.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines import gamma_products, sympy_engine
from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_questions import Questions, defined, names_of, within
from proofs_check.engines.calculus_terms import folded_in, integer_of, negate, over, times
from proofs_check.engines.harmonic_sums import sum_in_harmonic_numbers
from proofs_check.engines.induction_core import by_induction
from proofs_check.engines.telescoping_products import product_in_closed_form
from proofs_check.engines.unfolding import NotUnfolded, Unfolder, replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER, Bound, Domain, index_domain
from proofs_check.statement.sorts import SCALAR, SortError, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Letter,
    Sum,
    Term,
    apply,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "sums"


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a comparison with sums in it."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or not any(isinstance(node, Sum) for node in walk(conclusion)):
        return undecided(ENGINE, "the conclusion compares no sums")
    termwise = _termwise(goal, conclusion, prove)
    if termwise is not None and termwise.proved:
        return termwise
    simpler, used = _simplified(conclusion, goal, prove)
    if isinstance(simpler, Compare):
        apart = _taken_apart(simpler, goal, prove)
        if apart.relation in ("==", "<=", ">=") and difference_is_zero(apart.left, apart.right, goal.scope):
            return proved(ENGINE, "equal by linearity", "certificate", used)
        answer = prove(goal.concluding(apart)) if apart != simpler else undecided(ENGINE, "")
        if answer.proved:
            return proved(ENGINE, f"by linearity from {text(apart)}"[:200], "certificate", (*used, answer))
    if simpler != conclusion:
        answer = prove(goal.concluding(simpler))
        if answer.proved:
            return proved(ENGINE, f"with {text(simpler)}"[:200], "certificate", (*used, answer))
    closed, answers = _closed(simpler, goal, prove)
    if closed != simpler:
        answer = prove(goal.concluding(folded_in(closed, goal.scope)))
        if answer.proved:
            detail = "; ".join(a.detail for a in answers)
            return proved(ENGINE, detail, "certificate", (*used, *answers, answer))
    return undecided(ENGINE, "no closed form of the sums proves it")


def _taken_apart(statement: Compare, goal: Goal, prove: Prover) -> Compare:
    """Both sides with sums split by linearity."""
    left, right = _linear(statement.left, goal, prove), _linear(statement.right, goal, prove)
    return Compare(statement.relation, left, right)


def _simplified(term: Term, goal: Goal, prove: Prover) -> tuple[Term, tuple[Answer, ...]]:
    """Literal ranges written out, empty ranges dropped, wherever no binder stands in between."""
    unfolder = Unfolder(goal, prove)
    asked = Questions(goal, prove)

    def change(node: Term) -> Term:
        if not isinstance(node, Sum):
            parts = tuple(change(part) for part in children(node))
            return rebuild(node, parts) if parts and _open(node) else node
        if asked.holds(Compare("<", node.high, node.low)) and _scalar_body(node, goal):
            return ZERO if node.op == "sum" else ONE
        try:
            return unfolder.at_numbers(node)
        except NotUnfolded:
            return node

    found = folded_in(change(term), goal.scope)
    return found, (*unfolder.used, *asked.used)


def _open(node: Term) -> bool:
    from proofs_check.statement.terms import binder

    return binder(node) is None


def _scalar_body(node: Sum, goal: Goal) -> bool:
    try:
        return sort_of(node.body, goal.scope.with_letter(node.letter, INTEGER)) == SCALAR
    except (SortError, KeyError):
        return False


def _termwise(goal: Goal, conclusion: Compare, prove: Prover) -> Answer | None:
    """Two sums over one range are related as their bodies are; products of nonnegative factors too (== and <=)."""
    left, right = conclusion.left, conclusion.right
    if not isinstance(left, Sum) or not isinstance(right, Sum) or left.op != right.op:
        return None
    if (left.low, left.high) != (right.low, right.high):
        return None
    relations = ("==", "<=", ">=") if left.op == "sum" else ("==",)
    if conclusion.relation not in relations or (conclusion.relation != "==" and not _scalar_body(left, goal)):
        return None
    index = Letter(left.letter)
    if left.letter != right.letter and left.letter in free_letters(right.body):
        return None
    body = substitute(right.body, {right.letter: index})
    under = (Compare("<=", left.low, index), Compare("<=", index, left.high))
    says = Compare(conclusion.relation, left.body, body)
    inner = within(goal, ((left.letter, index_domain(left)),), under, says)
    asked = Questions(inner, prove)
    if not asked.holds(inner.conclusion):
        return None
    return proved(ENGINE, f"term by term: {text(says)}"[:200], "certificate", tuple(asked.used))


def _linear(term: Term, goal: Goal, prove: Prover) -> Term:
    """Sums split into sums of products, factors free of the index taken out; indices named alike."""
    if isinstance(term, Sum):
        name = fresh("k", names_of(goal) | free_letters(term))
        body = substitute(term.body, {term.letter: Letter(name)})
        if term.op != "sum" or not _scalar_body(term, goal):
            return Sum(term.op, name, body, term.low, term.high)
        inhabited = Questions(goal, prove).holds(Compare("<=", term.low, term.high))
        return _Split(name, term.low, term.high, goal, prove, inhabited).of(body)
    if not _open(term):
        return term
    parts = tuple(_linear(part, goal, prove) for part in children(term))
    return rebuild(term, parts) if parts else term


@dataclass(frozen=True)
class _Split:
    """A sum over one range taken apart. inhabited: whether the range is known to have a number in it.

    A factor leaves the sum only where it has a value: over an empty range it need not have one, and sum(f/sum(f)) is 0 there, not 1.
    """

    name: str
    low: Term
    high: Term
    goal: Goal
    prove: Prover
    inhabited: bool

    def of(self, body: Term) -> Term:
        """The sum of the body, as sums and products of smaller ones."""
        match body:
            case Apply(op=("add" | "sub") as op, args=(left, right)):
                return apply(op, self.of(left), self.of(right))
            case Apply(op="neg", args=(inner,)):
                return negate(self.of(inner))
            case Apply(op="mul", args=(left, right)) if self._may_leave(left, left):
                return times(self._outside(left), self.of(right))
            case Apply(op="mul", args=(left, right)) if self._may_leave(right, right):
                return times(self._outside(right), self.of(left))
            case Apply(op="div", args=(top, bottom)) if self._may_leave(bottom, over(ONE, bottom)):
                return over(self.of(top), self._outside(bottom))
            case Apply(op="exp", args=(Apply(op=("add" | "sub") as op, args=(left, right)),)):
                return self._of_exponential(op, left, right, body)
        return Sum("sum", self.name, body, self.low, self.high)

    def _of_exponential(self, op: str, left: Term, right: Term, body: Term) -> Term:
        """exp(a + b) as exp(a) exp(b) where one of them does not move; exponentials always have a value."""
        second = right if op == "add" else negate(right)
        for still, moving in ((left, second), (second, left)):
            if self._may_leave(still, still):
                return times(apply("exp", still), self.of(apply("exp", moving)))
        return Sum("sum", self.name, body, self.low, self.high)

    def _may_leave(self, factor: Term, valued: Term) -> bool:
        if self.name in free_letters(factor):
            return False
        return self.inhabited or defined((valued,), self.goal, self.prove) is not None

    def _outside(self, factor: Term) -> Term:
        return _linear(factor, self.goal, self.prove)


def _closed(term: Term, goal: Goal, prove: Prover) -> tuple[Term, tuple[Answer, ...]]:
    """Every sum outside binders in closed form, where one is proved."""
    answers: list[Answer] = []
    for node in tuple(walk(term)):
        if isinstance(node, Sum) and free_letters(node) <= {name for name, _ in goal.letters}:
            found = sum_in_closed_form(node, goal, prove)
            if found is not None:
                term = replace_all(term, node, found[0])
                answers.append(found[1])
    return term, tuple(answers)


def sum_in_closed_form(term: Sum, goal: Goal, prove: Prover) -> tuple[Term, Answer] | None:
    """(closed form, proof that it equals the scalar sum or product), or None. But for fractions the lower end must be a number.

    Proved for every upper end m >= low - 1 (or m >= low) by induction on m; the actual upper end must be that large.
    """
    telescoped = product_in_closed_form(term, goal, prove)
    if telescoped is not None:
        return telescoped
    in_blocks = sum_in_harmonic_numbers(term, goal, prove)
    if in_blocks is not None:
        return in_blocks
    low = integer_of(term.low)
    if low is None or not _scalar_body(term, goal) or any(isinstance(node, At) for node in walk(term)):
        return None
    end = fresh("m", names_of(goal) | free_letters(term) | {term.letter})
    general = Sum(term.op, term.letter, term.body, term.low, Letter(end))
    if free_letters(term.high) & (free_letters(term.body) - {term.letter}):
        return None  # the body moves with the upper end: what is summed is not a prefix of one sequence
    open_goal = goal.with_letter(end, Domain("integer", Bound(number(low - 1), True)))
    form = sympy_engine.summation(general, open_goal)
    if form is None and term.op == "prod":
        form = gamma_products.proposal(general)
    if form is None or any(isinstance(node, Sum | At) for node in walk(form)):
        return None
    for first in (low - 1, low):
        claim = goal.with_letter(end, Domain("integer", Bound(number(first), True)))
        claim = claim.concluding(Compare("==", general, form))
        asked = Questions(goal, prove)
        if not free_letters(form) <= {name for name, _ in claim.letters}:
            return None
        if not asked.holds(Compare(">=", term.high, number(first))):
            continue
        meant = defined((form,), claim, prove)
        shown = by_induction(claim, prove, on=end) if meant is not None else None
        if meant is not None and shown is not None and shown.proved:
            answer = proved(ENGINE, text(claim.conclusion), "certificate", (meant, shown, *asked.used))
            return substitute(form, {end: term.high}), answer
    return None
