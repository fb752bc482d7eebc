"""Bounds for two coupled linear sequences by the quadratic form that their step multiplies by its determinant.

    x' = a*x + b*y, y' = c*x + d*y:   F(x, y) = c*x**2 + (d - a)*x*y - b*y**2   has   F(x', y') == (a*d - b*c)*F(x, y)

So F(x(t), y(t)) is known at every t, up to a power of the determinant: Pell's equation p**2 - 2*q**2 = 1 or -1 for side and diameter numbers,
Cassini's for Fibonacci numbers. A recurrence f' = a*f + b*f(t - 1) is the pair f(t + 1), f(t). With this equation and the invariants of the
sequences the statement is shown for all real numbers in place of the two values; the sign of a power of a negative number gives two cases.

Certificate: the equation between the forms, the invariants, and the statement about the two numbers.

Notation: t the place (an index of the goal, `n - 1`, `n`, ...), u and w the values there, k how far an index is from the place.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import folded, minus, negate, plus, power, times
from proofs_check.engines.induction_core import first_value
from proofs_check.engines.invariants import Invariants, invariants
from proofs_check.engines.known_sequences import with_sequences
from proofs_check.engines.linear_pairs import MAX_MOVES, Pair, pair_of
from proofs_check.engines.unfolding import replace_all, shifted
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import NATURAL, POSITIVE, REAL
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Diff,
    Letter,
    Limit,
    Quantified,
    Sum,
    Term,
    free_letters,
    fresh,
    number,
    sequence_names,
    substitute,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "kept forms"
MAX_LATER = 12


def form(pair: Pair, u: Term, w: Term) -> Term:
    """What the step multiplies by its determinant."""
    (a, b, _), (c, d, _) = pair.rows
    square = number(2)
    return plus(times(c, power(u, square)), times(minus(d, a), u, w), negate(times(b, power(w, square))))


def applies(goal: Goal) -> bool:
    """Whether an order is claimed in which values of a pair are multiplied or divided: of linear ones the induction is sure."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation == "==":
        return False
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    if any(isinstance(node, Sum | Limit | Quantified | Diff) for node in walk(conclusion)):
        return False
    goal = with_sequences(goal)
    return _is_curved(goal.conclusion) and _letter_of(goal) is not None and _pair_of(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement by the form that the pair keeps, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    goal = with_sequences(goal)
    name, pair = _letter_of(goal), _pair_of(goal)
    assert name is not None and pair is not None
    first = first_value(dict(goal.letters)[name])
    place = min(shifted(node.index, name) or 0 for node in walk(goal.conclusion) if isinstance(node, At))
    if first is None or not 0 <= first + place - pair.first <= MAX_LATER:
        return undecided(ENGINE, "the index begins before the first values, or far from them")
    return _from_place(goal, prove, pair.later(first + place - pair.first), name, place)


def _is_curved(term: Term) -> bool:
    """Whether values of sequences are divided by, multiplied, or stand in powers and functions."""
    inside = (node for node in walk(term) if isinstance(node, Apply) and sequence_names(node))
    return any(
        node.op not in ("add", "sub", "neg", "mul", "div", "abs")
        or (node.op == "mul" and all(map(sequence_names, node.args)))
        or (node.op == "div" and sequence_names(node.args[1]))
        for node in inside
    )


def _letter_of(goal: Goal) -> str | None:
    """The whole letter that all indices of the conclusion are, up to a few places."""
    found: set[str] = set()
    for node in walk(goal.conclusion):
        if isinstance(node, At):
            names = free_letters(node.index)
            shifts = {shifted(node.index, name) for name in names} if len(names) == 1 else {None}
            if None in shifts or any(shift is not None and abs(shift) > MAX_MOVES for shift in shifts):
                return None
            found |= names
    domains = dict(goal.letters)
    name = found.pop() if len(found) == 1 else None
    return name if name in domains and domains[name].kind == "integer" else None


def _pair_of(goal: Goal) -> Pair | None:
    """The pair that the conclusion's sequences are; None for others, and where the form is nothing."""
    pair = pair_of(goal, goal.conclusion)
    if pair is None or any(folded(row[2]) != ZERO for row in pair.rows):
        return None
    (a, b, _), (c, d, _) = pair.rows
    return None if folded(b) == folded(c) == ZERO and folded(minus(d, a)) == ZERO else pair


def _from_place(goal: Goal, prove: Prover, pair: Pair, name: str, place: int) -> Answer:
    """The statement for two numbers in place of the values, in each case of the sign."""
    bare = replace(goal, hypotheses=tuple(f for f in goal.hypotheses if name not in free_letters(f)))
    u, w = Letter(fresh("u", names_of(goal))), Letter(fresh("w", names_of(goal)))
    inner = replace(goal.with_letter(u.name, REAL).with_letter(w.name, REAL), sequences=())
    multiplied = times(pair.determinant(), form(pair, u, w))
    if not difference_is_zero(form(pair, *pair.moved(u, w)), multiplied, inner.scope):
        return undecided(ENGINE, "the form is not kept")
    conclusion = _put(goal.conclusion, pair, name, place, (u, w))
    if conclusion is None:
        return undecided(ENGINE, "a value that the pair does not give")
    known = _known(bare, prove, pair, conclusion, (u, w))
    plain = tuple(fact for fact in goal.hypotheses if not sequence_names(fact))
    inner = replace(inner, hypotheses=(*plain, *known.facts))
    ask = Questions(replace(bare, sequences=()), prove)
    answers = [*known.answers]
    for case in _cases(inner.concluding(conclusion), pair, (u, w), name, ask):
        answers.append(prove(case))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown: {text(case.conclusion)}"[:250])
    if not answers or len(answers) == len(known.answers):
        return undecided(ENGINE, "the sign of the determinant is not known")
    shown = text(folded(form(pair, u, w)))
    detail = f"F = {shown} is multiplied by {text(pair.determinant())}; {answers[-1].detail}"
    return proved(ENGINE, detail[:300], "certificate", (*answers, *ask.used))


def _known(goal: Goal, prove: Prover, pair: Pair, says: Term, values: tuple[Letter, Letter]) -> Invariants:
    """What holds of the two values at every place: they are coupled sequences of their own. `says` proposes bounds."""
    taken = names_of(goal) | {value.name for value in values}
    names, index = (fresh("x", taken), fresh("y", taken)), fresh("t", taken)
    now = tuple(At(name, Letter(index)) for name in names)
    moved = pair.moved(*now)
    sequences = tuple(
        Sequence(name, index, 0, (start,), folded(step), SCALAR)
        for name, start, step in zip(names, pair.start, moved, strict=True)
    )
    place = fresh("j", taken | {index, *names})
    put = {value.name: At(name, Letter(place)) for value, name in zip(values, names, strict=True)}
    alone = replace(goal, sequences=sequences).with_letter(place, NATURAL).concluding(substitute(says, put))
    known = invariants(alone, prove)
    if known is None:
        return Invariants(place, 0, (), ())
    back: dict[Term, Term] = {
        At(name, Letter(place)): value for value, name in zip(values, names, strict=True)
    }
    facts = (transform(fact, lambda node: back.get(node, node)) for fact in known.at(Letter(place)))
    return Invariants(place, 0, tuple(fact for fact in facts if not sequence_names(fact)), known.answers)


def _put(term: Term, pair: Pair, name: str, place: int, values: tuple[Term, Term]) -> Term | None:
    """The term with combinations of u and w for the values of the pair; None where others are in it."""
    for node in {node for node in walk(term) if isinstance(node, At)}:
        shift = shifted(node.index, name)
        if shift is None:
            return None
        value = pair.value(node.name, shift - place, values)
        if value is None:
            return None
        term = replace_all(term, node, value)
    return None if sequence_names(term) else term


def _cases(goal: Goal, pair: Pair, values: tuple[Letter, Letter], name: str, ask: Questions) -> list[Goal]:
    """The goal with the equation that the form gives, for each sign of the power of the determinant; [] where that is unknown."""
    determinant, first = pair.determinant(), first_value(dict(goal.letters)[name])
    assert first is not None
    if ask.positive(determinant):
        signs: tuple[int, ...] = (1,)
    elif ask.negative(determinant):
        signs, determinant = (1, -1), folded(negate(determinant))
    else:
        return []
    start = form(pair, *pair.start)
    if sequence_names(start):
        return []
    goal, size = _size(goal, determinant, ask)
    found = []
    for sign in signs:
        equation = Compare("==", form(pair, *values), times(number(sign), size, start))
        signed = _with_sign(goal.conclusion, name, sign * (-1) ** abs(first))
        found.append(goal.assuming(equation).concluding(signed if len(signs) == 2 else goal.conclusion))
    return found


def _size(goal: Goal, determinant: Term, ask: Questions) -> tuple[Goal, Term]:
    """A letter for the power of a positive determinant; 1 for that of 1."""
    if determinant == ONE or ask.zero(minus(determinant, ONE)):
        return goal, ONE
    size = Letter(fresh("D", names_of(goal)))
    goal = goal.with_letter(size.name, POSITIVE)
    for relation in (">=", "<="):
        if ask.holds(Compare(relation, determinant, ONE)):
            goal = goal.assuming(Compare(relation, size, ONE))
    return goal, size


def _with_sign(term: Term, name: str, sign: int) -> Term:
    """The term with powers of -1 whose exponent is n + k in terms of the sign of (-1)**n."""

    def change(node: Term) -> Term:
        if isinstance(node, Apply) and node.op == "pow" and folded(node.args[0]) == number(-1):
            shift = shifted(node.args[1], name)
            return node if shift is None else number(sign * (-1) ** abs(shift))
        return node

    return transform(term, change)


__all__ = ["applies", "attempt"]
