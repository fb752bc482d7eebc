"""Floors and ceilings of inverse functions that equal a whole term: conditions without the inverse function.

    floor(F(u)) == v   from   v <= F(u) < v + 1         ceil(F(u)) == v   from   v - 1 < F(u) <= v         v whole
    a <= sqrt(u)       from   a <= 0 or a**2 <= u       sqrt(u) <= a      from   a >= 0 and u <= a**2      u >= 0, and strictly alike
    a <= log(u)/log(b) from   b**a <= u                 and so in all four orders, for b > 1
    a <= p/q           from   a*q <= p                  and so in all four orders, for q > 0
    a <= F(u) + c      from   a - c <= F(u)             for a number c

That u is in the domain of its function is known: it stands in the statement. So is b > 0, and b > 1 follows: b**v <= u < b**(v + 1) for no b < 1. In
the same way q > 0 follows from v*q <= p < (v + 1)*q. Certificate: the conditions, both.
"""

from __future__ import annotations

from proofs_check.engines.calculus_terms import minus, plus, power, times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Connective, Number, Term, number
from proofs_check.statement.text import text

ENGINE = "floors at values"


def applies(goal: Goal) -> bool:
    """Whether the conclusion says that the floor or the ceiling of a root, a logarithm to a base or a quotient is a whole term."""
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    return _conditions(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the two bounds without the inverse function."""
    needs = _conditions(goal) if applies(goal) else None
    if needs is None:
        return undecided(ENGINE, "")
    answers = []
    for need in needs:
        answers.append(prove(goal.concluding(need)))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown: {text(need)}"[:250])
    says = ", ".join(text(need) for need in needs)
    return proved(ENGINE, f"from {says}"[:300], "certificate", tuple(answers))


def _conditions(goal: Goal) -> tuple[Term, ...] | None:
    match goal.conclusion:
        case Compare(relation="==", left=Apply(op=("floor" | "ceil") as op, args=(inner,)), right=value):
            pass
        case Compare(relation="==", left=value, right=Apply(op=("floor" | "ceil") as op, args=(inner,))):
            pass
        case _:
            return None
    if not is_integral(value, goal.scope):
        return None
    if op == "floor":
        parts = (_bound("<=", value, inner), _bound(">", plus(value, ONE), inner))
    else:
        parts = (_bound("<", minus(value, ONE), inner), _bound(">=", value, inner))
    if parts[0] is None or parts[1] is None:
        return None
    return tuple(dict.fromkeys((*parts[0], *parts[1])))


def _bound(relation: str, place: Term, inner: Term) -> tuple[Term, ...] | None:
    """Conditions from which `place relation inner` follows; None for functions that are not known here."""
    match inner:
        case Apply(op="add", args=(other, Number() as by)) | Apply(op="add", args=(Number() as by, other)):
            return _bound(relation, minus(place, by), other)
        case Apply(op="sub", args=(other, Number() as by)):
            return _bound(relation, plus(place, by), other)
        case Apply(op="sqrt", args=(under,)):
            return _of_root(relation, place, under)
        case Apply(op="div", args=(Apply(op="log", args=(under,)), Apply(op="log", args=(base,)))):
            return (Compare(relation, power(base, place), under),)
        case Apply(op="div", args=(top, below)) if not isinstance(below, Number):
            return (Compare(relation, times(place, below), top),)
    return None


def _of_root(relation: str, place: Term, under: Term) -> tuple[Term, ...]:
    squared = Compare(relation, power(place, number(2)), under)
    if relation in ("<", "<="):  # a negative place is below the root
        return (Connective("or", (Compare("<", place, ZERO), squared)),)
    return Compare(">=", place, ZERO), squared


__all__ = ["applies", "attempt"]
