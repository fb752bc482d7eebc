"""Existence: by what holds near an end, by signs, or by a witness: a value is proposed, then all that it must satisfy is proved.

Values come from `existence_values.py`. A value counts when it is defined, lies in the domain, makes the body defined, and the body is proved at it.

Notation: c is the letter of `exists(c, D, p)`, p its body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from proofs_check.definedness import obligations
from proofs_check.engines import existence_equations
from proofs_check.engines.calculus_questions import Questions, defined
from proofs_check.engines.calculus_signs import is_real
from proofs_check.engines.calculus_terms import flat_conjunction
from proofs_check.engines.existence_angles import has_angle, may_be_turned
from proofs_check.engines.existence_attained import by_compactness
from proofs_check.engines.existence_avoiding import avoids, by_several_values
from proofs_check.engines.existence_bounds import renamed_apart
from proofs_check.engines.existence_chains import by_elimination
from proofs_check.engines.existence_coefficients import by_coefficients
from proofs_check.engines.existence_crossing import by_crossing
from proofs_check.engines.existence_denials import under_denials
from proofs_check.engines.existence_extremes import by_signs_of_letters
from proofs_check.engines.existence_homogeneous import by_counting
from proofs_check.engines.existence_integers import by_residues, by_weakening, by_weakening_the_outer
from proofs_check.engines.existence_intro import introduce, negation, opposite
from proofs_check.engines.existence_isolated import by_isolated_zeros
from proofs_check.engines.existence_last import by_last
from proofs_check.engines.existence_limits import eventually, near_an_end
from proofs_check.engines.existence_majorants import by_majorants
from proofs_check.engines.existence_matrices import belongs, by_kernel
from proofs_check.engines.existence_neighbours import by_a_neighbour
from proofs_check.engines.existence_nontrivial import by_a_nontrivial_pair
from proofs_check.engines.existence_screened_values import screened_values
from proofs_check.engines.existence_screening import fails_somewhere
from proofs_check.engines.existence_two import by_separation
from proofs_check.engines.existence_values import candidates_for
from proofs_check.engines.unequal_polynomials import by_a_coefficient
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.goal_forms import with_complex_letter
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.sorts import SortError, shape_of_domain, sort_of
from proofs_check.statement.terms import (
    INFINITY,
    Compare,
    Connective,
    Constant,
    Quantified,
    Term,
    apply,
    free_letters,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "existence"


def attempt(goal: Goal, prove: Prover, at: Term | None = None) -> Answer:
    """Proves a goal with `exists` in its conclusion, by the value `at` or by values of its own."""
    parts = introduce(goal)
    if parts != (goal,):
        return _all_of(parts, prove, at)
    conclusion = goal.conclusion
    if isinstance(conclusion, Connective) and conclusion.op == "or":
        return _any_of(goal, conclusion.parts, prove, at)
    if isinstance(conclusion, Connective) and conclusion.op == "not":
        return _not_all(goal, conclusion.parts[0], prove, at)
    if not isinstance(conclusion, Quantified) or conclusion.op != "exists":
        return undecided(ENGINE, "the conclusion is no existence")
    if at is not None:
        return witness(conclusion, at, goal, prove)
    return _exists(renamed_apart(conclusion, goal), goal, prove)


def _exists(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """An existence by what fits its form: near ends, between signs, by values, by residues."""
    if defined(statement.domain.terms(), goal, prove) is None:  # of what is undefined everything may be shown
        return undecided(ENGINE, "the ends of the domain are not shown to be defined")
    reasons = []
    for way in _ways(statement):
        answer = way(statement, goal, prove)
        if answer.proved:
            return answer
        reasons.append(answer.detail)
    return undecided(ENGINE, "; ".join(dict.fromkeys(reasons))[:400])


Way = Callable[[Quantified, Goal, Prover], Answer]


def _ways(statement: Quantified) -> Iterator[Way]:
    """The ways that a statement calls for, cheap ones first."""
    body = statement.body
    inner = [node for node in walk(body) if isinstance(node, Quantified)]
    equations = any(isinstance(part, Compare) and part.relation == "==" for part in walk(body))
    if isinstance(body, Compare) and body.relation == "!=":
        yield by_a_coefficient
    if isinstance(body, Quantified) and body.op == "forall":
        yield by_majorants
        yield eventually
    if inner:
        yield by_compactness
        yield lambda one, goal, prove: by_coefficients(one, goal, prove, attempt)
    if isinstance(body, Quantified) and body.op == "exists":
        yield lambda one, goal, prove: by_a_neighbour(one, goal, prove, attempt)
    if any(isinstance(part, Quantified) and part.op == "exists" for part in flat_conjunction(body)):
        yield lambda one, goal, prove: by_elimination(one, goal, prove, attempt)
    if isinstance(body, Quantified) and body.op == "exists":
        yield lambda one, goal, prove: by_a_nontrivial_pair(one, goal, prove, witness)
    if statement.domain.kind == "integer" or inner:
        yield lambda one, goal, prove: by_weakening(one, goal, prove, attempt)
    if statement.domain.kind == "integer" and isinstance(body, Quantified) and body.op == "exists":
        yield lambda one, goal, prove: by_weakening_the_outer(one, goal, prove, attempt)
    if statement.domain.kind == "integer" and not inner:
        yield by_last
    if statement.domain.kind == "vector" and equations:
        yield by_kernel
        yield by_counting
    if not inner and not equations:
        yield near_an_end
    if not inner and avoids(statement):
        yield lambda one, goal, prove: by_isolated_zeros(one, goal, prove, _alone)
        yield lambda one, goal, prove: by_several_values(one, goal, prove, _alone)
    if not inner and equations and statement.domain.kind == "real":
        yield existence_equations.early
    yield _by_values
    if isinstance(body, Quantified) and body.op == "exists":
        yield _the_whole_number_first
    if isinstance(body, Quantified) and body.op == "forall":
        yield lambda one, goal, prove: by_signs_of_letters(one, goal, prove, _by_values)
    if not inner and equations and statement.domain.kind == "real":
        yield lambda one, goal, prove: existence_equations.late(one, goal, prove, _by_values)
    if inner and equations and statement.domain.kind == "real":
        yield by_crossing
        yield lambda one, goal, prove: by_separation(one, goal, prove, by_crossing)
    if not inner and not equations:
        yield _by_screened_values
    if equations and statement.domain.kind == "integer":
        yield lambda one, goal, prove: by_residues(one, goal, prove, _plainly)


def _plainly(goal: Goal, prove: Prover) -> Answer:
    """An existence by values only."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Quantified):
        return undecided(ENGINE, "the conclusion is no existence")
    return _by_values(renamed_apart(conclusion, goal), goal, prove)


def _by_values(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    return _by_one_of(candidates_for(statement, goal), statement, goal, prove)


def _the_whole_number_first(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """exists x, exists n, p by values of n: what fits x depends on n, as where a bump that wanders with n is high."""
    inner = statement.body
    if not isinstance(inner, Quantified) or (statement.domain.kind, inner.domain.kind) != ("real", "integer"):
        return undecided(ENGINE, "no whole number after a real one")
    ends = inner.domain.terms()
    if statement.letter in frozenset[str]().union(*map(free_letters, ends)) or not defined(ends, goal, prove):
        return undecided(ENGINE, "the domain of the whole number is not its own")
    turned = Quantified("exists", inner.letter, inner.domain, replace(statement, body=inner.body))
    return _by_values(turned, goal, prove)


def _by_screened_values(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    return _by_one_of(screened_values(statement, goal), statement, goal, prove)


def _by_one_of(values: Iterable[Term], statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    reason = "no candidate"
    for candidate in values:
        if fails_somewhere(statement, candidate, goal):
            continue
        answer = witness(statement, candidate, goal, prove)
        if answer.proved:
            return answer
        reason = answer.detail
    return undecided(ENGINE, f"no value found; last: {reason}"[:300])


def _all_of(parts: tuple[Goal, ...], prove: Prover, at: Term | None) -> Answer:
    answers: list[Answer] = []
    for part in parts:
        existential = any(isinstance(node, Quantified) for node in walk(part.conclusion))
        answers.append(attempt(part, prove, at) if existential else prove(part))
        if not answers[-1].proved:
            return answers[-1]
    return proved(ENGINE, "; ".join(answer.detail for answer in answers), "certificate", tuple(answers))


def _any_of(goal: Goal, parts: tuple[Term, ...], prove: Prover, at: Term | None) -> Answer:
    for part in parts:
        existential = any(isinstance(node, Quantified) for node in walk(part))
        cases = under_denials(goal, part, parts) if existential else ()
        answer = _all_of(cases, prove, at) if existential else prove(goal.concluding(part))
        if answer.proved:
            return answer
    return undecided(ENGINE, "no part of the disjunction is shown")


def _not_all(goal: Goal, inner: Term, prove: Prover, at: Term | None) -> Answer:
    """not forall(c, D, p) is exists(c, D, not p)."""
    if isinstance(inner, Quantified) and inner.op == "forall":
        body = opposite(inner.body)
        return attempt(goal.concluding(Quantified("exists", inner.letter, inner.domain, body)), prove, at)
    return undecided(ENGINE, "the conclusion is no existence")


def _alone(statement: Quantified, value: Term, goal: Goal, prove: Prover) -> Answer:
    """That `value` shows the existence wherever the goal's letters are, and no other value where this one does not."""
    return witness(statement, value, goal, prove, alone=True)


def witness(statement: Quantified, value: Term, goal: Goal, prove: Prover, *, alone: bool = False) -> Answer:
    """That `value` shows the existence: defined, in the domain, the body defined and true at it.

    alone: otherwise another value may do where this one is undefined or not in the domain.
    """
    shown = f"{statement.letter} = {text(value)}"
    if not any(domain.is_complex for _, domain in goal.letters):
        if statement.domain.is_complex:
            goal = with_complex_letter(goal)  # with the bound letter the last complex one would be gone
        elif Constant("i") in tuple(walk(value)):
            return undecided(ENGINE, f"{shown} is no value in a real claim")
    try:
        body = substitute(statement.body, {statement.letter: value})
        fits = sort_of(value, goal.scope) == shape_of_domain(statement.domain)
    except (ValueError, SortError, KeyError):
        return undecided(ENGINE, f"{shown} cannot be put in")
    known = free_letters(value) <= {name for name, _ in goal.letters}
    if not fits or not known or INFINITY in tuple(walk(value)):
        return undecided(ENGINE, f"{shown} is not of the kind that is asked for")
    value_defined = defined((value,), goal, prove)
    if value_defined is None and alone:
        return undecided(ENGINE, f"{shown} is not shown to be defined")
    if value_defined is None:
        return _by_definedness(statement, value, goal, prove)
    asked = Questions(goal, prove)
    for fact in _belongs(statement.letter, statement.domain, value, goal):
        if not _satisfied(fact, asked, prove):
            may_turn = not alone and may_be_turned(value, statement.domain)
            if may_turn and not any(map(has_angle, goal.hypotheses)):
                return _where(statement, value, fact, goal, prove)
            return undecided(ENGINE, f"{shown} is not shown to satisfy {text(fact)}")
    holds = prove(goal.concluding(body))
    if not holds.proved:
        return undecided(ENGINE, f"{shown}: {holds.detail}")
    body_defined = defined((body,), goal, prove)
    if body_defined is None:
        return undecided(ENGINE, f"the condition is not shown to be defined at {shown}")
    return proved(ENGINE, shown, "certificate", (value_defined, *asked.used, holds, body_defined))


def _satisfied(fact: Term, asked: Questions, prove: Prover) -> bool:
    """What belonging to a domain asks; that a matrix is definite is said of all vectors."""
    if not isinstance(fact, Quantified):
        return asked.holds(fact)
    answer = prove(asked.goal.concluding(fact))
    asked.used += (answer,) if answer.proved else ()
    return answer.proved


def _by_definedness(statement: Quantified, value: Term, goal: Goal, prove: Prover) -> Answer:
    """The value where it is defined; elsewhere the engine looks for another one."""
    needs = [
        need
        for need in obligations(value, goal.scope, goal.first_indices)
        if not need.letters and need.limit is None
    ]
    missing = f"{statement.letter} = {text(value)} is not shown to be defined"
    asked = Questions(goal, prove)
    open_ = [need.says for need in needs if not asked.holds(need.says)]
    return _where(statement, value, open_[0], goal, prove) if len(open_) == 1 else undecided(ENGINE, missing)


def _where(statement: Quantified, value: Term, fact: Term, goal: Goal, prove: Prover) -> Answer:
    """The value where the fact holds; elsewhere the engine looks for another one."""
    missing = f"{statement.letter} = {text(value)} needs {text(fact)}"
    if fact in goal.hypotheses or negation(fact) in goal.hypotheses:
        return undecided(ENGINE, missing)
    if any(isinstance(known, Connective) and known.op == "not" for known in goal.hypotheses):
        return undecided(ENGINE, missing)
    there = witness(statement, value, goal.assuming(fact), prove)
    if not there.proved:
        return undecided(ENGINE, f"{missing}; {there.detail}"[:300])
    other = _by_values(statement, goal.assuming(negation(fact)), prove)
    if not other.proved:
        return undecided(ENGINE, f"{missing}; elsewhere {other.detail}"[:300])
    said = f"{there.detail} where {text(fact)}; else {other.detail}"
    return proved(ENGINE, said, "certificate", (there, other))


def _belongs(letter: str, domain: Domain, value: Term, goal: Goal) -> tuple[Term, ...]:
    """What membership in the domain asks of the value; FALSE for kinds that are not read off here."""
    put = {letter: value}
    facts = [substitute(fact, put) for fact in membership(letter, domain)]
    if domain.kind == "integer" and not is_integral(value, goal.scope):
        facts.append(Compare("==", apply("floor", value), value))
    if not domain.is_scalar:
        of_kind = belongs(value, domain, goal)
        facts += (Connective("or", ()),) if of_kind is None else of_kind
    if domain.kind != "complex" and domain.over != "complex" and _may_be_complex(value, goal):
        facts.append(Connective("or", ()))
    return tuple(facts)


def _may_be_complex(value: Term, goal: Goal) -> bool:
    complex_letters = frozenset(name for name, domain in goal.letters if domain.is_complex)
    return not is_real(value, complex_letters)
