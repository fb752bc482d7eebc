"""cvc5 as a second opinion: the negation of the goal has no solution, as read by `second_reader.py`.

It is asked only where a proof would rest on one engine. Its reader, its arithmetic and its means (coverings instead of cells) are not
z3's. The work is bounded by cvc5's count of resources and by the size of what it is asked: unknowns, degree, nonlinear terms.
A solution of the negation decides nothing, unless exact evaluation confirms that it breaks what another engine proved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from proofs_check.conflict import EngineConflict
from proofs_check.engines import second_process
from proofs_check.engines.second_polynomials import Polynomial, Quotient, TooLarge
from proofs_check.engines.second_reader import Reader, Unreadable, connected
from proofs_check.goal import Answer, Goal, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import ZERO, Apply, Compare, Constant, Letter, Term, number

ENGINE = "cvc5"
MAX_UNKNOWNS = 12
MAX_DEGREE = 14
MAX_PRODUCTS = 400
RESOURCES = "40000"
OPTIONS = {"rlimit": RESOURCES, "seed": "0", "produce-models": "true"}


def attempt(goal: Goal, known: tuple[Term, ...] = ()) -> Answer:
    """Proves the goal where cvc5 finds its negation unsatisfiable. `known`: true statements about terms of the goal."""
    try:
        script, reader = script_of(goal, known)
    except (Unreadable, TooLarge) as reason:
        return undecided(ENGINE, f"not read: {reason}")
    if len(reader.names) > MAX_UNKNOWNS or reader.degree > MAX_DEGREE or reader.products > MAX_PRODUCTS:
        return undecided(ENGINE, "too many unknowns or products for a second opinion")
    said = _answer(script, tuple(OPTIONS.items()))
    if said.startswith("unsat"):
        return proved(ENGINE, "the negation has no solution")
    if said.startswith("sat"):
        return Answer(ENGINE, "undecided", "the reading has a solution", point=_point(said, goal))
    return undecided(ENGINE, "no answer within the bounds")


@lru_cache(maxsize=500)
def _answer(script: str, options: tuple[tuple[str, str], ...]) -> str:
    """What cvc5 prints. It answers alike every time, and cases of one claim ask the same again."""
    return second_process.answer_of(script, dict(options))


def seconded(goal: Goal, answer: Answer, known: tuple[Term, ...] = ()) -> Answer:
    """A proof by one engine with cvc5's opinion: trusted as by two where cvc5 proves the goal as well.

    Raises EngineConflict where cvc5 has a counterexample that exact evaluation confirms.
    """
    if not answer.proved or answer.trust != "one engine":
        return answer
    opinion = attempt(goal, known)
    if opinion.proved:
        engines = tuple(dict.fromkeys((*(answer.engines or (answer.engine,)), ENGINE)))
        return replace(answer, trust="two engines", engines=engines, detail=f"{answer.detail}; cvc5 agrees")
    if opinion.point and _breaks(goal, opinion):
        raise EngineConflict(
            f"{answer.engine} proves what {ENGINE} has a counterexample to: {dict(opinion.point)}"
        )
    return answer


def script_of(goal: Goal, known: tuple[Term, ...] = ()) -> tuple[str, Reader]:
    """The negated goal in SMT-LIB, with the reader that wrote it. Raises Unreadable, TooLarge."""
    if any(domain.is_complex for _, domain in goal.letters):
        raise Unreadable("complex letters")
    reader = _with_one_letter_less(Reader(goal.scope), goal)
    said = [reader.denial(goal.conclusion)]
    for fact in _facts(goal):
        reader, read = _read(reader, fact)
        said += read
    said += [*reader.defining, *reader.needs]
    for fact in known:
        reader, read = _guarded(reader, fact)
        said += read
    lines = [f"(declare-const |{name}| Real)" for name in reader.names]
    lines += [f"(assert {one})" for one in dict.fromkeys(said) if one != "true"]
    shown = " ".join(f"|{name}|" for name, _ in goal.letters if name in reader.names)
    values = [f"(get-value ({shown}))"] if shown else []
    return "\n".join(["(set-logic QF_NRA)", *lines, "(check-sat)", *values]), reader


def _with_one_letter_less(reader: Reader, goal: Goal) -> Reader:
    """A reader that puts for a real letter what an equation among the hypotheses says it is, where one can be solved for it."""
    for fact in goal.hypotheses:
        if not isinstance(fact, Compare) or fact.relation != "==":
            continue
        trial = reader.copy()
        try:
            equation = (trial.value(fact.left) - trial.value(fact.right)).top
        except (Unreadable, TooLarge):
            continue
        for name, domain in goal.letters:
            value = solved(trial, equation, name) if domain.kind == "real" else None
            if value is not None:
                reader.values[Letter(name)] = value
                for other in sorted(equation.names() - {name}):
                    reader.letter(other)
                return reader
    return reader


def solved(reader: Reader, equation: Polynomial, name: str) -> Quotient | None:
    """The value of a letter by an equation that is linear in it, its factor being of known sign; None where there is none."""
    factor, rest = equation.linear_in(name)
    if factor is None or not equation.names() <= reader.scope.letters.keys():
        return None
    if ">" not in (reader.sign(factor), reader.sign(-factor)):
        return None
    return -Quotient(rest) * Quotient(factor).inverse()


def _facts(goal: Goal) -> Iterable[Term]:
    for name, domain in goal.letters:
        yield from _bounds(name, domain)
    yield from goal.hypotheses


def _bounds(name: str, domain: Domain) -> Iterable[Term]:
    """What the domain of a real or whole letter says of it."""
    if domain.kind not in ("real", "integer"):
        return
    ends = ((domain.low, ">=", ">"), (domain.high, "<=", "<"))
    for end, weak, strict in ends:
        if end is not None and not _endless(end.at):
            yield Compare(weak if end.closed else strict, Letter(name), end.at)
    if domain.nonzero:
        yield Compare("!=", Letter(name), ZERO)


def _endless(term: Term) -> bool:
    inner = term.args[0] if isinstance(term, Apply) and term.op == "neg" else term
    return isinstance(inner, Constant) and inner.name == "oo"


def _read(reader: Reader, fact: Term) -> tuple[Reader, list[str]]:
    """A hypothesis, or nothing where it cannot be read."""
    trial = reader.copy()
    try:
        return trial, [trial.statement(fact)]
    except (Unreadable, TooLarge):
        return reader, []


def _guarded(reader: Reader, fact: Term) -> tuple[Reader, list[str]]:
    """A true statement; where it has terms that the goal does not show to be defined, it is said of the points at which they are."""
    trial = reader.copy()
    try:
        says = trial.statement(fact)
    except (Unreadable, TooLarge):
        return reader, []
    extra = [need for need in trial.needs if need not in reader.needs]
    defining = trial.defining[len(reader.defining) :]
    if not extra:
        return trial, [*defining, says]
    apart = reader.copy()
    apart.names = trial.names
    return apart, [f"(=> {connected('and', extra)} {connected('and', [*defining, says])})"]


def _point(said: str, goal: Goal) -> dict[str, Term]:
    """The values of the letters where all of them are rational; nothing else."""
    found: dict[str, Term] = {}
    for name, value in re.findall(
        r"\(\|?(\w+)\|? ([^|]*?)\)(?= \(\||\)\s*$)", said.partition("\n")[2].strip()
    ):
        read = _rational(value)
        if read is None:
            return {}
        found[name] = number(read)
    wanted = {name for name, _ in goal.letters}
    return found if set(found) == wanted else {}


def _rational(value: str) -> Fraction | None:
    """The number that SMT-LIB writes as 3.0, (/ 1 2), (- (/ 1.0 2.0))."""
    sign, bare = 1, value.strip()
    if bare.startswith("(- ") and bare.endswith(")"):
        sign, bare = -1, bare[3:-1].strip()
    if bare.startswith("(/ ") and bare.endswith(")"):
        above, _, under = bare[3:-1].strip().partition(" ")
        upper, lower = _rational(above), _rational(under)
        return sign * upper / lower if upper is not None and lower else None
    return sign * Fraction(bare) if re.fullmatch(r"-?\d+(\.\d+)?", bare) else None


def _breaks(goal: Goal, opinion: Answer) -> bool:
    """Whether the goal is false at a point, by exact evaluation of its hypotheses and its conclusion."""
    from proofs_check.witness.recheck import fault_at

    given = tuple((f"hypothesis {place}", term) for place, term in enumerate(goal.hypotheses, 1))
    formal = Formal(goal.letters, given, goal.sequences, goal.conclusion)
    return fault_at(formal, opinion.point) == "false"


__all__ = ["attempt", "script_of", "seconded"]
