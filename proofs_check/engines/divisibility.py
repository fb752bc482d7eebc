"""Statements about whole numbers by residues: divisibility that `exists` states, and equations without solution.

    exists(k, 'integer', A == m*k + B)     in each class of the letters A - B is a multiple of m, or its first values are
    A != B                                 for some modulus no class solves A == B; or, A - B homogeneous, every solution modulo
                                           p**2 is a multiple of p, so that a solution other than 0 could be divided for ever

Hypotheses that state an existence give a letter; classes that they exclude are passed over.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines import neighbouring_powers, power_remainders
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.floor_splitting import class_value
from proofs_check.engines.letter_classes import MAX_CLASSES, Class, classes
from proofs_check.engines.letter_moduli import (
    MAX_MODULUS,
    Modulus,
    denominator,
    joined,
    needed,
    with_plain_powers,
)
from proofs_check.engines.linear_terms import solved_for
from proofs_check.engines.linear_values import NoClass
from proofs_check.engines.remainders import NoRemainder
from proofs_check.engines.unsolvable import WHOLE, are_whole, differ, is_impossible
from proofs_check.engines.whole_values import is_whole
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import membership
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Connective,
    Letter,
    Number,
    Quantified,
    Term,
    free_letters,
    fresh,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "divisibility"


def applies(goal: Goal) -> bool:
    """Whether the conclusion states that a whole number exists, or that whole terms differ."""
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    match goal.conclusion:
        case Quantified(op="exists", domain=domain):
            return domain.kind == "integer"
        case Connective(op="not", parts=(Quantified(op="exists", domain=domain),)):
            return domain.kind == "integer"
        case Compare(relation="!="):
            return are_whole(goal, goal.conclusion)
    return False


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement by residues, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    try:
        goal = with_plain_powers(_opened(goal))
        match goal.conclusion:
            case Quantified() as wanted:
                return _exists(goal, wanted, prove)
            case Compare(relation="!=") if power_remainders.applies(goal):
                return power_remainders.attempt(goal, prove)
            case Compare(relation="!=") if _speaks_of_whole_letters(goal):
                found = differ(goal, goal.conclusion)
                return found if found.proved else neighbouring_powers.differ(goal, goal.conclusion, prove)
    except (NoClass, NoRemainder) as reason:
        return undecided(ENGINE, str(reason))
    return undecided(ENGINE, "")


def _speaks_of_whole_letters(goal: Goal) -> bool:
    domains = dict(goal.letters)
    return all(domains[name].kind == "integer" for name in free_letters(goal.conclusion))


def _opened(goal: Goal) -> Goal:
    """Letters for what hypotheses, or a denied conclusion, say to exist; equations for a letter put in."""
    conclusion = goal.conclusion
    if isinstance(conclusion, Connective) and conclusion.op == "not":
        (inner,) = conclusion.parts
        if (
            not isinstance(inner, Quantified)
            or not isinstance(inner.body, Compare)
            or inner.body.relation != "=="
        ):
            raise NoClass("a denial of another form")
        goal, body = _with_new(goal, inner)
        both = body if isinstance(body, Compare) else inner.body
        goal = goal.concluding(Compare("!=", both.left, both.right))
    kept: list[Term] = []
    for fact in goal.hypotheses:
        if isinstance(fact, Quantified) and fact.op == "exists" and fact.domain.is_scalar:
            goal, body = _with_new(goal, fact)
            kept.append(body)
        else:
            kept.append(fact)
    return put_in(replace(goal, hypotheses=tuple(kept)))


def _with_new(goal: Goal, one: Quantified) -> tuple[Goal, Term]:
    name = fresh(one.letter, names_of(goal) | free_letters(one.body))
    return goal.with_letter(name, one.domain), substitute(one.body, {one.letter: Letter(name)})


def put_in(goal: Goal) -> Goal:
    """Whole letters that a hypothesis equates with a whole term replaced by it; what their domains say stays."""
    for fact in goal.hypotheses:
        if not isinstance(fact, Compare) or fact.relation != "==" or not are_whole(goal, fact):
            continue
        for one, other in ((fact.left, fact.right), (fact.right, fact.left)):
            if isinstance(one, Letter) and one.name not in free_letters(other) and _may_go(goal, one.name):
                domain = dict(goal.letters)[one.name]
                facts = (*membership(one.name, domain), *(f for f in goal.hypotheses if f != fact))
                put = {one.name: other}
                return put_in(
                    Goal(
                        tuple(pair for pair in goal.letters if pair[0] != one.name),
                        tuple(substitute(f, put) for f in facts),
                        substitute(goal.conclusion, put),
                        goal.sequences,
                    )
                )
    return goal


def _may_go(goal: Goal, name: str) -> bool:
    bounds = any(name in free_letters(end) for _, its in goal.letters for end in its.terms())
    return not bounds and not goal.sequences


def _exists(goal: Goal, wanted: Quantified, prove: Prover) -> Answer:
    """A value for the letter in every class."""
    name = fresh(wanted.letter, names_of(goal))
    body = substitute(wanted.body, {wanted.letter: Letter(name)})
    parts = body.parts if isinstance(body, Connective) and body.op == "or" else (body,)
    values = []
    for part in parts:
        if not isinstance(part, Compare) or not _is_arithmetic(part):
            raise NoClass("a condition that is no equation between sums of products")
        value = solved_for(Letter(name), part) if part.relation == "==" else None
        if value is not None and name not in free_letters(value):
            values.append(value)
    if not values:
        raise NoClass("no equation gives the number")
    known = _by_first_values(goal, values, wanted, name, prove)
    if known is not None:
        return known
    letters = _moduli(goal, values)
    used: list[Answer] = []
    for case in classes(goal, letters):
        found = _in_class(case, values, wanted, name, prove)
        if found is None:
            return undecided(ENGINE, f"no value in the class {dict(case.at)}")
        used += found
    says = ", ".join(f"{letter} modulo {one.size}" for letter, one in letters.items())
    return proved(ENGINE, f"{text(wanted)[:120]}: {says}", "certificate", tuple(used))


def _by_first_values(
    goal: Goal, values: list[Term], wanted: Quantified, name: str, prove: Prover
) -> Answer | None:
    """The first of the values that is whole everywhere, and in the domain, if there is one."""
    for value in values:
        if is_whole(goal, value):
            needs = [substitute(fact, {name: value}) for fact in membership(name, wanted.domain)]
            answers = tuple(prove(goal.concluding(need)) for need in needs)
            if all(answer.proved for answer in answers):
                detail = f"{text(value)[:120]} is whole: its first values are, and a recursion with whole coefficients gives the others"
                return proved(ENGINE, detail, "certificate", answers)
    return None


def _is_arithmetic(part: Term) -> bool:
    """Whether the comparison is defined for all values of its letters by its form."""
    return all(
        isinstance(node, Compare | Letter | Number)
        or (isinstance(node, Apply) and node.op in WHOLE and (node.op != "pow" or _is_fixed(node)))
        or (
            isinstance(node, Apply)
            and node.op == "div"
            and isinstance(node.args[1], Number)
            and node.args[1].value != 0
        )
        for node in walk(part)
    )


def _is_fixed(power: Apply) -> bool:
    """A power with a natural number as exponent, or of a positive number."""
    base, exponent = power.args
    if isinstance(exponent, Number):
        return exponent.value.denominator == 1 and exponent.value >= 0
    return isinstance(base, Number) and base.value > 0


def _moduli(goal: Goal, values: list[Term]) -> dict[str, Modulus]:
    found: dict[str, Modulus] = {}
    domains = dict(goal.letters)
    for value in values:
        size = denominator(value)
        for name in sorted(free_letters(value)):
            if name not in domains or domains[name].kind != "integer":
                raise NoClass(f"'{name}' is no whole number of the goal")
            found[name] = joined(found.get(name), needed(value, name, size))
    count = 1
    for one in found.values():
        count *= one.size + one.skipped
    if count > MAX_CLASSES or any(one.size > MAX_MODULUS for one in found.values()):
        raise NoClass(f"{count} classes")
    return found


def _in_class(
    case: Class, values: list[Term], wanted: Quantified, name: str, prove: Prover
) -> tuple[Answer, ...] | None:
    """The proofs that one of the values is in the domain; () for a class that does not occur; None else."""
    facts = tuple(substitute(fact, case.put) for fact in case.goal.hypotheses)
    inner = replace(case.goal, hypotheses=facts)
    for value in values:
        if class_value(case, value).denominator == 1:
            put = substitute(value, case.put)
            domain = wanted.domain.with_terms(tuple(substitute(t, case.put) for t in wanted.domain.terms()))
            needs = [substitute(fact, {name: put}) for fact in membership(name, domain)]
            answers = [prove(inner.concluding(need)) for need in needs]
            if all(answer.proved for answer in answers):
                return tuple(answers)
    return () if is_impossible(inner) else None
