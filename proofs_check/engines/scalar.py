"""Goals about real, whole and complex numbers: the engines for them in order, cheap and exact ones first.

    equality    exact algebra (guarded by evaluation in a finite field), then z3
    inequality  a few exact points that would break it; one letter covered whole; signs and multipliers; z3; then one letter
                after the other; elementary inequalities and derivatives; squares; balls

Conjunctions and hypotheses with `or` are taken apart; absolute values and maxima are split into cases where nothing else helps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from proofs_check.engines import (
    algebra,
    balls,
    curved_equations,
    gathered_logarithms,
    gibbs,
    modular,
    one_letter,
    parameters,
    positivity,
    regions,
    sampling,
    second_solver,
    smt,
    successive_differences,
    tangent_lines,
    transcendental,
)
from proofs_check.engines.cases import sign_cases
from proofs_check.engines.existence_intro import negation
from proofs_check.engines.simplify_terms import by_cases, conclude
from proofs_check.goal import TRUSTS, Answer, Budget, Goal, proved
from proofs_check.narrow import has_no_point, narrowed
from proofs_check.statement.terms import Apply, Compare, Letter, Number, Term, free_letters, number

ENGINE = "scalar"
MAX_CASES = 12
Engine = Callable[[Goal, Budget], Answer]
Stage = Callable[[Goal, Budget], tuple[Answer, ...]]
ALGEBRAIC_TANGENTS: tuple[Engine, ...] = (tangent_lines.attempt, curved_equations.attempt)


def prove_scalar(goal: Goal, budget: Budget) -> tuple[Answer, ...]:
    """What the engines say of the goal, a proof first. Every answer is about the whole goal.

    Raises modular.EngineConflict where two engines contradict each other.
    """
    goal = narrowed(goal)
    parts = conclude(goal)
    if len(parts) == 1 and parts[0] == goal:
        return _with_opinion(goal, _ordered(_prove_cases(goal, budget)))
    proofs: list[Answer] = []
    for part in parts:
        answers = _with_opinion(part, _ordered(_prove_cases(part, budget)))
        if not answers or not answers[0].proved:
            return tuple(_for_whole(answer, goal) for answer in answers)
        proofs.append(answers[0])
    return (_joined(proofs, "part"),)


def _with_opinion(goal: Goal, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """The answers, best first; a proof that rests on one engine is put to a second solver."""
    if not answers or not answers[0].proved:
        return answers
    return (second_solver.seconded(goal, answers[0]), *answers[1:])


def _joined(proofs: list[Answer], what: str) -> Answer:
    if len(proofs) == 1:
        return proofs[0]
    detail = "; ".join(answer.detail for answer in proofs)
    return proved(ENGINE, f"{len(proofs)} {what}s: {detail}"[:800], "certificate", tuple(proofs))


def _for_whole(answer: Answer, goal: Goal) -> Answer:
    """A candidate for a part is one for the whole, in the letters of the whole; a proof of a part is none."""
    letters = {name for name, _ in goal.letters}
    point = {name: value for name, value in answer.point.items() if name in letters}
    outcome = "refuted" if answer.outcome == "refuted" else "undecided"
    return Answer(answer.engine, outcome, answer.detail, point=point)  # type: ignore[arg-type]


def _ordered(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    return tuple(sorted(answers, key=_rank))


def _rank(answer: Answer) -> tuple[bool, bool, int]:
    return (not answer.proved, answer.outcome != "refuted", TRUSTS.index(answer.trust))


def _prove_cases(goal: Goal, budget: Budget) -> tuple[Answer, ...]:
    """The quick engines on the goal, then on its cases; then the next stage on the goal, then on its cases."""
    found: tuple[Answer, ...] = ()
    splits = [
        cases for cases in (by_cases(goal, MAX_CASES), sign_cases(goal)) if 1 < len(cases) <= MAX_CASES + 4
    ]
    for prove in (_quick, _by_letters, _thorough) if budget.thorough else (_quick,):
        found = (*found, *prove(goal, budget))
        if any(answer.outcome == "refuted" or _is_certain(answer) for answer in found):
            return found
        for cases in splits:
            joined = _all_cases(cases, budget, prove)
            if joined is not None:
                found = (joined, *found)
                if _is_certain(joined):
                    return found
        if is_piecewise_linear(goal.conclusion) and any(answer.proved for answer in found):
            return found  # of linear arithmetic two solvers are sure; its certificates have many cases
    return found


def is_piecewise_linear(term: Term) -> bool:
    """Whether the term is made of letters and numbers by sums, numbers as factors, moduli and extremes alone."""
    match term:
        case Number() | Letter():
            return True
        case Compare(left=left, right=right):
            return is_piecewise_linear(left) and is_piecewise_linear(right)
        case Apply(op=("add" | "sub" | "neg" | "abs" | "max" | "min"), args=args):
            return all(map(is_piecewise_linear, args))
        case Apply(op="mul", args=(left, right)):
            return (isinstance(left, Number) and is_piecewise_linear(right)) or (
                isinstance(right, Number) and is_piecewise_linear(left)
            )
        case Apply(op="div", args=(left, Number())):
            return is_piecewise_linear(left)
        case _:
            return False


def _all_cases(cases: tuple[Goal, ...], budget: Budget, prove: Stage) -> Answer | None:
    proofs = []
    for case in map(narrowed, cases):
        if has_no_point(case):
            proofs.append(proved(ENGINE, "a case that does not occur", "certificate"))
            continue
        parts = [_ordered(prove(part, budget)) for part in conclude(case)]
        if not all(answers and _is_certain(answers[0]) for answers in parts):
            empty = _contradiction(case, budget)
            parts = [(empty,)] if empty is not None else parts
        if not all(answers and answers[0].proved for answers in parts):
            return None
        proofs += [answers[0] for answers in parts]
    return _joined(proofs, "case")


def _contradiction(case: Goal, budget: Budget) -> Answer | None:
    """Multipliers that refute a hypothesis by the others: facts that share no letter with the conclusion count too."""
    others = free_letters(case.conclusion)
    for place, hypothesis in enumerate(case.hypotheses):
        if not isinstance(hypothesis, Compare) or free_letters(hypothesis) & others:
            continue
        rest = case.hypotheses[:place] + case.hypotheses[place + 1 :]
        denied = replace(case, hypotheses=rest, conclusion=negation(hypothesis))
        answer = _multipliers(denied, replace(budget, thorough=False))
        if answer.proved:
            return proved(ENGINE, f"a case that does not occur: {answer.detail}", "certificate", (answer,))
    return None


def _is_certain(answer: Answer) -> bool:
    return answer.proved and answer.trust in ("kernel", "certificate")


def _quick(goal: Goal, budget: Budget) -> tuple[Answer, ...]:
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare):
        return (smt.attempt(goal, budget),)
    if conclusion.relation == "==":
        return _prove_equality(goal, budget)
    broken = _numeric(goal)
    if broken is not None:
        return (broken,)
    exact: tuple[Engine, ...] = (_multipliers, balls.attempt_closed, successive_differences.attempt)
    # Of algebraic goals z3 may not know for a minute what squares prove at once.
    before: tuple[Engine, ...] = (
        (positivity.attempt,) if budget.thorough and _is_algebraic(conclusion) else ()
    )
    if not transcendental.speaks(conclusion):
        return _in_turn(goal, budget, (*exact, one_letter.attempt, *before, smt.attempt))
    by_tangents = () if transcendental.is_transcendental(conclusion) else ALGEBRAIC_TANGENTS
    return _in_turn(goal, budget, (one_letter.attempt, *exact, *by_tangents, *before, smt.attempt))


def _is_algebraic(conclusion: Term) -> bool:
    """Whether squares are looked for before z3 is asked, and not again after it."""
    return not transcendental.is_transcendental(conclusion) and not is_piecewise_linear(conclusion)


def _by_letters(goal: Goal, budget: Budget) -> tuple[Answer, ...]:
    """Inequalities with functions that polynomials do not tell apart: one letter after the other."""
    if not isinstance(goal.conclusion, Compare):
        return ()
    if not transcendental.is_transcendental(goal.conclusion):
        with_roots = transcendental.speaks(goal.conclusion)
        return _in_turn(goal, budget, (tangent_lines.attempt, curved_equations.attempt) if with_roots else ())
    engines = (
        one_letter.attempt,
        tangent_lines.attempt,
        curved_equations.attempt,
        gathered_logarithms.attempt,
        gibbs.attempt,
        regions.attempt,
        parameters.attempt,
    )
    return _in_turn(goal, budget, engines)


def _thorough(goal: Goal, budget: Budget) -> tuple[Answer, ...]:
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation == "==":
        return ()
    squares = () if _is_algebraic(conclusion) else (positivity.attempt,)
    return _in_turn(goal, budget, (transcendental.attempt, *squares, balls.attempt))


def _in_turn(goal: Goal, budget: Budget, engines: tuple[Engine, ...]) -> tuple[Answer, ...]:
    """The answers up to the first certificate or candidate."""
    answers: list[Answer] = []
    for attempt in engines:
        answers.append(attempt(goal, budget))
        if _is_certain(answers[-1]) or answers[-1].outcome == "refuted":
            break
    return tuple(answers)


def _prove_equality(goal: Goal, budget: Budget) -> tuple[Answer, ...]:
    exact = algebra.attempt(goal, budget)
    opinion = modular.guard(goal, exact)
    if exact.proved or opinion.outcome == "refuted":
        return (exact,) if exact.proved else (_numeric(goal) or opinion, exact)
    found = smt.attempt(goal, budget)
    if found.proved:
        return (_seconded(found, opinion), exact)
    if found.outcome == "refuted":
        return (found, exact)
    bounds = positivity.attempt(goal, budget, squares=False)
    return (bounds, found, exact) if bounds.proved else (exact, found, opinion)


def _seconded(found: Answer, opinion: Answer) -> Answer:
    """z3 and the finite field share no encoder: an equality that both find true is trusted as by two engines."""
    if opinion.detail.startswith("agrees"):
        engines = (found.engine, opinion.engine)
        return Answer(found.engine, "proved", f"{found.detail}; {opinion.detail}", "two engines", engines)
    return found


def _numeric(goal: Goal) -> Answer | None:
    """A candidate from a few fixed points, by enclosures."""
    box = sampling.refuting_point(goal)
    if box is None:
        return None
    point = {name: number(low) for name, (low, _) in box.items()}
    return Answer(balls.ENGINE, "refuted", "the enclosures at a point break it", point=point)


def _multipliers(goal: Goal, budget: Budget) -> Answer:
    return positivity.attempt(goal, budget, squares=False)
