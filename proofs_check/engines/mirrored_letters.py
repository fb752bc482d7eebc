"""Goals that stay the same when a real letter changes its sign, or when all do: the letter may be taken to be >= 0.

An inequality between terms that are even in each letter, up to what is even on both sides, is left for letters that are not negative;
where only all the signs may change at once, one letter is. The facts must be free of functions other than abs.

    log(cosh(x)) <= log(cosh(t)) + tanh(t)/(2*t)*(x**2 - t**2) for all x and t != 0: for x >= 0 and t > 0

Certificate: that the change leaves every fact and the conclusion as they are, by exact algebra, and that of the goal that is left.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.definedness import obligations
from proofs_check.engines import algebra
from proofs_check.engines.calculus_terms import negate
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    substitute,
    walk,
)

ENGINE = "mirrored letters"
ORDERS = ("<", "<=", ">", ">=")
MAX_LETTERS = 4


def applies(goal: Goal) -> bool:
    """Whether an order of real terms has a letter whose domain is the same on both sides of zero."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ORDERS or goal.sequences:
        return False
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    if not all(_is_plain(fact) for fact in goal.hypotheses) or len(goal.letters) > MAX_LETTERS:
        return False
    return bool(_mirrored_domains(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves an inequality for letters that are not negative where others need not be looked at."""
    names = _mirrored_domains(goal)
    even = [name for name in names if _unchanged(goal, (name,))]
    if not even and len(names) > 1 and _unchanged(goal, names):
        even = [names[0]]
    if not even:
        return undecided(ENGINE, "no letter may change its sign")
    if not _is_defined(goal, prove):
        return undecided(ENGINE, "a term is not shown to be defined")
    answer = prove(_above(goal, even))
    if answer.proved:
        says = " and ".join(f"{name} >= 0" for name in even)
        return proved(ENGINE, f"even, so {says} may be assumed", "certificate", (answer,))
    return undecided(ENGINE, f"even, but not shown for letters above zero: {answer.detail}"[:300])


def _is_plain(fact: Term) -> bool:
    """A comparison of polynomials in letters and moduli: it is defined everywhere."""
    if not isinstance(fact, Compare):
        return False
    nodes = [node for side in (fact.left, fact.right) for node in walk(side)]
    return all(
        isinstance(node, Letter | Number)
        or (isinstance(node, Apply) and node.op in ("add", "sub", "neg", "mul", "abs"))
        or (
            isinstance(node, Apply)
            and node.op == "pow"
            and isinstance(node.args[1], Number)
            and node.args[1].value.denominator == 1
            and node.args[1].value > 0
        )
        for node in nodes
    )


def _mirrored_domains(goal: Goal) -> tuple[str, ...]:
    """The real letters of the conclusion whose domains are symmetric about zero and bound no other letter."""
    bound = {name for _, domain in goal.letters for term in domain.terms() for name in free_letters(term)}
    used = free_letters(goal.conclusion)
    return tuple(
        name
        for name, domain in goal.letters
        if name in used and name not in bound and domain.kind == "real" and _is_symmetric(domain)
    )


def _is_symmetric(domain: Domain) -> bool:
    low, high = (None if end is None or is_infinite(end.at) else end for end in (domain.low, domain.high))
    if low is None or high is None:
        return low is None and high is None
    return negate(low.at) == high.at and low.closed == high.closed and not free_letters(low.at)


def _unchanged(goal: Goal, names: tuple[str, ...]) -> bool:
    """Whether a change of the signs gives the same facts and the same conclusion."""
    put: dict[str, Term] = {name: apply("neg", Letter(name)) for name in names}
    for fact in (*goal.hypotheses, goal.conclusion):
        if set(names) & free_letters(fact) and not _same(goal, substitute(fact, put), fact):
            return False
    return True


def _same(goal: Goal, one: Term, two: Term) -> bool:
    """Whether both compare equal differences by the same relation; for == and != they may be opposite."""
    assert isinstance(one, Compare) and isinstance(two, Compare)
    gaps = [apply("sub", side.left, side.right) for side in (one, two)]
    bare = replace(goal, hypotheses=())
    if algebra.attempt(bare.concluding(Compare("==", apply("sub", *gaps), ZERO))).proved:
        return True
    opposite = Compare("==", apply("add", *gaps), ZERO)
    return one.relation in ("==", "!=") and algebra.attempt(bare.concluding(opposite)).proved


def _is_defined(goal: Goal, prove: Prover) -> bool:
    """Whether the conclusion is defined under the facts: else it might be so on one side of zero only."""
    for obligation in obligations(goal.conclusion, goal.scope, goal.first_indices):
        if obligation.limit is not None or obligation.letters:
            return False
        if not prove(goal.assuming(*obligation.under).concluding(obligation.says)).proved:
            return False
    return True


def _above(goal: Goal, names: list[str]) -> Goal:
    """The goal for values of the letters that are not negative, and positive where they must not be zero."""
    letters = []
    for name, domain in goal.letters:
        if name in names:
            nonzero = domain.nonzero or any(_excludes_zero(fact, name) for fact in goal.hypotheses)
            letters.append((name, replace(domain, low=Bound(ZERO, not nonzero), nonzero=False)))
        else:
            letters.append((name, domain))
    return replace(goal, letters=tuple(letters))


def _excludes_zero(fact: Term, name: str) -> bool:
    return (
        isinstance(fact, Compare)
        and fact.relation == "!="
        and {fact.left, fact.right} == {Letter(name), ZERO}
    )
