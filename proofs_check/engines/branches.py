"""Principal roots, logarithms and arguments of products, quotients, powers, conjugates and exponentials.

    t == c*f**m*g**n with arg(t) == arg(c) + m*arg(f) + n*arg(g) - 2*pi*k everywhere, k one whole number, gives
    log(t) == log(c) + m*log(f) + n*log(g) - 2*pi*i*k      sqrt(t) == (-1)**k*sqrt(c)*sqrt(f)**m*sqrt(g)**n
    conj(t) off the cut: log(conj(t)) == conj(log(t)), sqrt(conj(t)) == conj(sqrt(t)), arg(conj(t)) == -arg(t)
    log(sqrt(t)) == log(t)/2, arg(sqrt(t)) == arg(t)/2; log(exp(t)) == t, arg(exp(t)) == im(t) for -pi < im(t) <= pi

The arguments are added one after the other; that a sum stays in (-pi, pi] is a question about real polynomials
(`principal_angles.py`). Certificate: that of the polynomial goals and of the equality that is left.

References: Corless and Jeffrey, The unwinding number, SIGSAM Bulletin 30 (1996); Kahan, Branch cuts for complex elementary
functions (1987).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofs_check.engines import algebra, sectors
from proofs_check.engines.branch_factors import UNITS, Product, products, sample, turns_seen
from proofs_check.engines.branch_values import (
    VALUES,
    multiplied,
    nonzero_in,
    open_nodes,
    orders,
    put,
    split_value,
)
from proofs_check.engines.calculus_signs import is_real
from proofs_check.engines.calculus_terms import (
    folded,
    negate,
    over,
)
from proofs_check.engines.complex_numbers import applies as has_complex_letters
from proofs_check.engines.complex_numbers import setting_in_parts
from proofs_check.engines.complex_split import NotSplit, Pair, Splitter
from proofs_check.engines.principal_angles import Turn, excluded, off_the_cut, windings
from proofs_check.goal import Answer, Budget, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Constant,
    Term,
    apply,
    number,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "branches"
HEADS = ("sqrt", "log", "arg")
MAX_REWRITES = 8
PI, TWO = Constant("pi"), number(2)


def applies(goal: Goal) -> bool:
    """Whether principal values of complex numbers are compared."""
    if not isinstance(goal.conclusion, Compare) or not has_complex_letters(goal):
        return False
    if sectors.read(goal) != goal:
        return True
    return any(isinstance(node, Apply) and node.op in HEADS for node in open_nodes(goal.conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a comparison after its roots, logarithms and arguments are split."""
    if not applies(goal):
        return undecided(ENGINE, "")
    read = sectors.read(goal)
    if read.conclusion != goal.conclusion:
        found = prove(read)
        said = f"{text(goal.conclusion)} says {text(read.conclusion)}"
        return proved(ENGINE, said[:500], "certificate", (found,)) if found.proved else found
    return _after_splitting(read, len(read.hypotheses) > len(goal.hypotheses), prove)


def _after_splitting(goal: Goal, is_new: bool, prove: Prover) -> Answer:
    """is_new: whether the goal was read in another way before."""
    try:
        setting, splitter = setting_in_parts(goal)
    except NotSplit as reason:
        return undecided(ENGINE, str(reason))
    work = _Work(goal, setting, splitter, prove)
    conclusion, used, said = work.rewritten()
    if conclusion == goal.conclusion and not is_new:
        return undecided(ENGINE, "no root or logarithm is split")
    found = _settled(goal.concluding(conclusion), prove)
    if not found.proved:
        return undecided(ENGINE, f"{text(conclusion)} is not shown"[:300])
    return proved(ENGINE, "; ".join(said)[:500], "certificate", (*used, found))


def _settled(goal: Goal, prove: Prover) -> Answer:
    exact = algebra.attempt(goal, Budget())
    return exact if exact.proved else prove(goal)


@dataclass(frozen=True)
class _Work:
    """One goal; setting: its hypotheses in real and imaginary parts."""

    goal: Goal
    setting: Goal
    splitter: Splitter
    prove: Prover

    def rewritten(self) -> tuple[Term, tuple[Answer, ...], list[str]]:
        """The conclusion with what could be split, the proofs of the conditions, and the equalities used."""
        conclusion, said = self.goal.conclusion, list[str]()
        used: tuple[Answer, ...] = ()
        seen: set[Term] = set()
        for _ in range(MAX_REWRITES):
            step = next(self._steps(conclusion, seen), None)
            if step is None:
                break
            head, value, answers = step
            seen.add(head)
            said.append(f"{text(head)} == {text(value)}")
            used = (*used, *answers)
            conclusion = put(conclusion, head, value)
        return conclusion, used, said

    def _steps(self, conclusion: Term, seen: set[Term]) -> Iterator[tuple[Apply, Term, tuple[Answer, ...]]]:
        heads = [node for node in open_nodes(conclusion) if isinstance(node, Apply) and node.op in HEADS]
        for head in sorted(dict.fromkeys(heads), key=_size, reverse=True):
            if head in seen:
                continue
            found = self._by_form(head) or self._by_product(head, tuple(heads), conclusion, seen)
            if found is not None:
                yield head, *found
            seen.add(head)

    def _by_form(self, head: Apply) -> tuple[Term, tuple[Answer, ...]] | None:
        """Conjugates, roots under logarithms, exponentials."""
        op, inner = head.op, head.args[0]
        if not isinstance(inner, Apply) or not self._is_complex(inner.args[0]):
            return None
        below = inner.args[0]
        if inner.op == "conj":
            shown = self._excluded(below)
            value = negate(apply("arg", below)) if op == "arg" else apply("conj", apply(op, below))
            return None if shown is None else (value, shown)
        if inner.op == "sqrt" and op != "sqrt":
            return over(apply(op, below), TWO), ()
        if inner.op == "exp":
            return self._of_exponential(op, below)
        return None

    def _of_exponential(self, op: str, exponent: Term) -> tuple[Term, tuple[Answer, ...]] | None:
        height = apply("im", exponent)
        answers = []
        for bound in (Compare("<", negate(PI), height), Compare("<=", height, PI)):
            answers.append(self.prove(self.goal.concluding(bound)))
            if not answers[-1].proved:
                return None
        value = {"arg": height, "log": exponent, "sqrt": apply("exp", over(exponent, TWO))}[op]
        return value, tuple(answers)

    def _excluded(self, term: Term) -> tuple[Answer, ...] | None:
        try:
            return excluded(off_the_cut(self._pair(term)), self.setting, self.prove)
        except NotSplit:
            return None

    def _by_product(
        self, head: Apply, heads: tuple[Apply, ...], conclusion: Term, seen: set[Term]
    ) -> tuple[Term, tuple[Answer, ...]] | None:
        inner = head.args[0]
        if not self._is_complex(inner):
            return None
        others = tuple(dict.fromkeys(one.args[0] for one in heads if one.args[0] != inner))
        points = sample(self.goal)
        for product in products(inner, others, points):
            answers = self._shown(inner, product, conclusion)
            if answers is None:
                continue
            for order in orders(product):
                turns = turns_seen(order, dict((b, a) for a, b in UNITS)[product.unit], points)
                shown = None if turns is None else self._wound(product, order, turns)
                if turns is not None and shown is not None:
                    return split_value(head.op, product, sum(turns)), (*answers, *shown)
                direct = None if turns is None else self._bounded(product, sum(turns))
                if turns is not None and direct is not None:
                    return split_value(head.op, product, sum(turns)), (*answers, *direct)
        return None

    def _bounded(self, product: Product, turns: int) -> tuple[Answer, ...] | None:
        """The same where a hypothesis speaks of the sum of arguments."""
        nodes = [node for fact in self.goal.hypotheses for node in walk(fact)]
        if not any(isinstance(node, Apply) and node.op == "arg" for node in nodes):
            return None
        total = split_value("arg", product, turns)
        answers = []
        for bound in (Compare("<", negate(PI), total), Compare("<=", total, PI)):
            answers.append(self.prove(self.goal.concluding(bound)))
            if not answers[-1].proved:
                return None
        return tuple(answers)

    def _shown(self, inner: Term, product: Product, conclusion: Term) -> tuple[Answer, ...] | None:
        """That the product is the argument, and that nothing vanishes by which it divides."""
        answers = [self.prove_equal(inner, multiplied(product))]
        known = nonzero_in(conclusion)
        for factor, often in product.powers:
            if often < 0 and factor not in known:
                answers.append(self.prove(self.goal.concluding(Compare("!=", factor, ZERO))))
        return tuple(answers) if all(answer.proved for answer in answers) else None

    def prove_equal(self, left: Term, right: Term) -> Answer:
        """That two terms are equal, by normal forms alone."""
        return algebra.attempt(self.goal.concluding(Compare("==", left, right)), Budget())

    def _wound(
        self, product: Product, order: tuple[tuple[Term, int], ...], turns: tuple[int, ...]
    ) -> tuple[Answer, ...] | None:
        """Proofs that the sum of arguments leaves (-pi, pi] by the given turns after each factor."""
        so_far, answers = VALUES[product.unit][0], list[Answer]()
        try:
            for (factor, sign), turn in zip(order, turns, strict=True):
                step = Turn(so_far, self._pair(factor), sign)
                shown = windings(step, turn, self.setting, self.prove)
                if shown is None:
                    return None
                answers += shown
                so_far = step.result
        except NotSplit:
            return None
        return tuple(answers)

    def _pair(self, term: Term) -> Pair:
        found = self.splitter.split(term)
        return Pair(folded(found.re), folded(found.im))

    def _is_complex(self, term: Term) -> bool:
        letters = frozenset(name for name, domain in self.goal.letters if domain.is_complex)
        return not is_real(term, letters)


def _size(head: Term) -> int:
    return sum(1 for _ in walk(head))
