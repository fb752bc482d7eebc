"""Hypotheses that are equations: factored, and solved for a value of an exponential, a logarithm, a power or a root.

    p*q == 0               p == 0 or q == 0; factors that are known not to vanish are left out
    a*exp(u) + b == 0      u == log(-b/a)
    sum of c*log(f) + b == 0    product of the f**c == exp(-b)
    a*sqrt(u) + b == 0     u == (b/a)**2
    g(x) == g(y)           x == y, where g rises or falls strictly on the common interval of x and y

An exponential is left only where the other side is a number or a product of powers, so that the equations become simpler.
Certificate: that of the goals with the simpler equations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flint import fmpq

from proofs_check.engines import exponentials
from proofs_check.engines.back import exponentiated, quotient_term, term_of
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.polynomials import Conversion, Relation, convert_goal
from proofs_check.engines.ring import Atom, OutOfReach, Poly, Quotient
from proofs_check.engines.signs import NONPOSITIVE
from proofs_check.goal import Answer, Budget, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "equations"
MAX_CASES = 6
MAX_TERMS = 40
JUMPING = ("sign", "acot", "atan2", "floor", "ceil", "arg")
Case = tuple[Term, ...]


def applies(goal: Goal) -> bool:
    """Whether a hypothesis is an equation, of real numbers, in a letter of the conclusion or of another hypothesis."""
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return False
    return any(isinstance(one, Compare) and one.relation == "==" for one in goal.hypotheses)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal from simpler equations than one of its hypotheses."""
    if not applies(goal):
        return undecided(ENGINE, "")
    injective = _one_to_one(goal, prove)
    if injective is not None:
        return injective
    try:
        converted = convert_goal(goal, Budget())
    except OutOfReach as reason:
        return undecided(ENGINE, str(reason))
    for fact in converted.facts:
        known = [one for one in goal.hypotheses if text(one) == fact.because]
        cases = _solved(converted.work, fact) if known and fact.relation == "==" else None
        if cases is not None:
            return _all(goal, known[0], cases, prove)
    return undecided(ENGINE, "")


def _all(goal: Goal, equation: Term, cases: tuple[Case, ...], prove: Prover) -> Answer:
    kept = replace(goal, hypotheses=tuple(one for one in goal.hypotheses if one != equation))
    answers = []
    for case in cases:
        if any(_denied(one, goal) for one in case):
            continue
        answers.append(prove(kept.assuming(*case)))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown where {', '.join(map(text, case))}"[:200])
    shown = " or ".join(", ".join(map(text, case)) for case in cases) or "no case"
    return proved(ENGINE, f"{text(equation)} gives {shown}"[:300], "certificate", tuple(answers))


def _denied(statement: Term, goal: Goal) -> bool:
    if not isinstance(statement, Compare) or statement.relation != "==":
        return False
    return Compare("!=", statement.left, statement.right) in goal.facts()


def _solved(work: Conversion, fact: Relation) -> tuple[Case, ...] | None:
    """The cases in which the equation holds, in simpler equations; None where none of them is simpler."""
    target = fact.difference.num
    if target.is_constant() or len(target) > MAX_TERMS:
        return None
    _, factors = target.factor()
    simpler = len(factors) > 1 or factors[0][1] > 1
    cases: list[Case] = []
    for factor, _ in factors:
        if 0 not in work.signs.of(factor):
            simpler = True
            continue
        found = next(_forms(work, factor), None)
        simpler = simpler or found is not None
        if found is None:
            cases.append((Compare("==", term_of(factor, work.ring), ZERO),))
        else:
            cases += found
    return tuple(cases) if simpler and len(cases) <= MAX_CASES else None


def _forms(work: Conversion, factor: Poly) -> Iterator[tuple[Case, ...]]:
    """The ways to solve an irreducible factor, each as cases; no case where it never vanishes."""
    ring = work.ring
    sides = exponentiated(factor, ring)
    if sides is not None and all(_is_closed(ring_part, work) for ring_part in _without_logs(factor, work)):
        yield ((Compare("==", *sides),),)
    for atom in reversed(ring.atoms_of(factor)):
        if atom.kind not in ("exp", "power", "root") or not atom.real or factor.degrees()[atom.index] != 1:
            continue
        value = _value(work, factor, atom)
        if value is None or not _is_simple(value, work):
            continue
        if atom.kind == "root":
            yield _by_root(work, atom, value)
        elif atom.kind == "exp" or work.signs.of(atom.parts[0]) == {1}:
            yield _by_logarithm(work, atom, value)


def _without_logs(factor: Poly, work: Conversion) -> list[Atom]:
    return [atom for atom in work.ring.atoms_of(factor) if atom.kind != "log"]


def _value(work: Conversion, factor: Poly, atom: Atom) -> Quotient | None:
    """-b/a for the factor a*atom + b, a being known not to vanish."""
    gen = work.ring.gens[atom.index]
    above: dict[tuple[int, ...], fmpq] = {}
    rest: dict[tuple[int, ...], fmpq] = {}
    for powers, coefficient in factor.to_dict().items():
        lowered = tuple(0 if place == atom.index else power for place, power in enumerate(powers))
        (above if powers[atom.index] else rest)[lowered] = coefficient
    lead, other = work.ring.context.from_dict(above), work.ring.context.from_dict(rest)
    if 0 in work.signs.of(lead) or gen in (lead, other):
        return None
    return work.ring.quotient(-other, lead)


def _is_simple(value: Quotient, work: Conversion) -> bool:
    """Whether the value is closed, or a product of exponentials, powers and closed terms."""
    if all(_is_closed(atom, work) for part in (value.num, value.den) for atom in work.ring.atoms_of(part)):
        return True
    single = len(value.num) == 1 and len(value.den) == 1
    atoms = [atom for part in (value.num, value.den) for atom in work.ring.atoms_of(part)]
    return single and all(atom.kind in ("exp", "power") or _is_closed(atom, work) for atom in atoms)


def _is_closed(atom: Atom, work: Conversion) -> bool:
    return not free_letters(term_of(work.ring.gens[atom.index], work.ring))


def _by_logarithm(work: Conversion, atom: Atom, value: Quotient) -> tuple[Case, ...]:
    """exp(u) == v exactly where v > 0 and u == log(v)."""
    ring = work.ring
    if work.signs.of_quotient(value) <= NONPOSITIVE:
        return ()
    left = exponentials.logarithm(work, ring.gen(atom))
    right = exponentials.logarithm(work, value)
    sides = quotient_term(left, ring), quotient_term(right, ring)
    return ((Compare("==", *sides), Compare(">", quotient_term(value, ring), ZERO)),)


def _by_root(work: Conversion, atom: Atom, value: Quotient) -> tuple[Case, ...]:
    inside, degree = atom.parts
    known = quotient_term(value, work.ring)
    squared = Compare("==", term_of(inside, work.ring), apply("pow", known, number(degree)))
    return ((squared,) if degree % 2 else (squared, Compare(">=", known, ZERO)),)


def _one_to_one(goal: Goal, prove: Prover) -> Answer | None:
    """x == y from g(x) == g(y) for a strictly monotone g, or None."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return None
    x, y = conclusion.left, conclusion.right
    if not isinstance(x, Letter) or not isinstance(y, Letter) or x == y:
        return None
    domains = dict(goal.letters)
    if domains.get(x.name) != domains.get(y.name) or not _is_interval(domains[x.name]):
        return None
    for one in goal.hypotheses:
        if isinstance(one, Compare) and one.relation == "==" and _mirrored(one, x.name, y.name):
            answer = _strictly_monotone(goal, one.left, _moving(one.left, x.name, y.name), prove)
            if answer is not None:
                return proved(ENGINE, f"{text(one.left)} is strictly monotone", "certificate", answer)
    return None


def _mirrored(equation: Compare, x: str, y: str) -> bool:
    here = free_letters(equation.left) & {x, y}
    if len(here) != 1 or len(free_letters(equation.right) & {x, y}) != 1:
        return False
    (name,) = here
    other = y if name == x else x
    return substitute(equation.left, {name: Letter(other)}) == equation.right


def _moving(term: Term, x: str, y: str) -> str:
    return x if x in free_letters(term) else y


def _is_interval(domain: Domain) -> bool:
    """Whether the values are an interval with numbers or closed terms as ends."""
    return (
        domain.kind == "real" and not domain.nonzero and not any(free_letters(end) for end in domain.terms())
    )


def _strictly_monotone(goal: Goal, term: Term, name: str, prove: Prover) -> tuple[Answer, ...] | None:
    """Proofs that the slope keeps one sign inside the interval of the letter; at its ends the term is continuous."""
    domain = dict(goal.letters)[name]
    closed = any(end is not None and end.closed for end in (domain.low, domain.high))
    if closed and any(isinstance(node, Apply) and node.op in JUMPING for node in walk(term)):
        return None
    inside = replace(domain, low=_open(domain.low), high=_open(domain.high))
    moving = fresh(name, names_of(goal))
    letters = (*((known, its) for known, its in goal.letters if known != name), (moving, inside))
    kept = tuple(one for one in goal.hypotheses if name not in free_letters(one))
    plain = replace(goal, letters=letters, hypotheses=kept)
    try:
        slope, conditions = differentiate(substitute(term, {name: Letter(moving)}), moving, plain.scope)
    except (NotDifferentiable, ValueError):
        return None
    answers = []
    for condition in conditions:
        answers.append(prove(plain.concluding(condition)))
        if not answers[-1].proved:
            return None
    for relation in (">", "<"):
        sign = prove(plain.concluding(Compare(relation, slope, Number(ZERO.value))))
        if sign.proved:
            return (*answers, sign)
    return None


def _open(end: Bound | None) -> Bound | None:
    return None if end is None else Bound(end.at, False)
