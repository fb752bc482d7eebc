"""Terms that are never zero: p != q factor by factor, with exponentials read as numbers of their own.

A factor does not vanish by its sign, or because it is a*exp(u) + b*exp(v) with a*b > 0, or with u - v shown to differ from
log(-b/a). So coth(x) + coth(y) != 0 comes down to x + y != 0. Certificate: the factors, and the goals about exponents.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.back import quotient_term
from proofs_check.engines.polynomials import Conversion, convert_goal
from proofs_check.engines.ring import OutOfReach, Poly, exact
from proofs_check.goal import Answer, Budget, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ZERO, Apply, Compare, Term, apply, free_letters, number, walk
from proofs_check.statement.text import text

ENGINE = "nonvanishing"
BY_EXP = ("exp", "sinh", "cosh", "tanh", "coth", "sigmoid", "pow")


def applies(goal: Goal) -> bool:
    """Whether the goal says that a real term with exponentials is not zero."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "!=":
        return False
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return False
    return any(
        isinstance(node, Apply) and node.op in BY_EXP and free_letters(node.args[-1])
        for node in walk(conclusion)
    )


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that the two sides differ everywhere, or says which factor may vanish."""
    if not applies(goal):
        return undecided(ENGINE, "")
    try:
        converted = convert_goal(goal, Budget())
    except OutOfReach as reason:
        return undecided(ENGINE, str(reason))
    work, target = converted.work, converted.conclusion.difference.num
    if target.is_zero():
        return undecided(ENGINE, "the sides are equal")
    answers: list[Answer] = []
    for factor, _ in target.factor()[1]:
        if 0 not in work.signs.of(factor):
            continue
        says = _differing(work, factor)
        if says is None:
            return undecided(ENGINE, f"{work.ring.text(factor)[:120]} may vanish")
        answers += [prove(goal.concluding(one)) for one in says]
        if not all(answer.proved for answer in answers):
            return undecided(ENGINE, f"{text(says[0])[:120]} is not shown")
    return proved(
        ENGINE, f"no factor of {work.ring.text(target)[:200]} vanishes", "certificate", tuple(answers)
    )


def _differing(work: Conversion, factor: Poly) -> tuple[Term, ...] | None:
    """What must differ for a*exp(u) + b*exp(v) not to vanish, nothing where a*b > 0; None for another form."""
    monomials = list(factor.to_dict().items())
    if len(monomials) != 2:
        return None
    (one, above), (two, below) = monomials
    exponent = work.ring.number(0)
    for atom in work.ring.atoms_of(factor):
        times = int(one[atom.index]) - int(two[atom.index])
        if not times:
            continue
        if atom.kind != "exp" or not atom.real:
            return None
        exponent = work.ring.add_(exponent, work.ring.mul(atom.parts[0], work.ring.number(times)))
    ratio = Fraction(-exact(below) / exact(above))
    if ratio <= 0:
        return ()
    value = ZERO if ratio == 1 else apply("log", number(ratio))
    return (Compare("!=", quotient_term(exponent, work.ring), value),)
