"""Jensen's inequality: f(w1*u1 + ... + wk*uk) <= w1*f(u1) + ... + wk*f(uk) for a convex f, weights >= 0 that add up to 1.

One side of the goal is f of one term, the other one a combination of values of f, taken as it stands or in the logarithms of both
sides; f is a function of the language, or several of them one after the other, like log(tan(x)). Shown are: the weights, that the first argument is the mean of the others (or, with f(exp(t)) in place of f, their geometric mean), an interval that contains them all, and the sign of f''
there. A strict comparison asks for f'' > 0, positive weights and two arguments that differ.

Reference: Hardy, Littlewood and Polya, Inequalities, 3.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from proofs_check.engines import reductions
from proofs_check.engines.calculus_questions import Questions, defined, names_of
from proofs_check.engines.calculus_terms import folded, over, plus, times
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.jensen_reading import OPERATIONS, Mean, hidden, means
from proofs_check.engines.sampling import BEYOND, seems_broken
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import POSITIVE, REAL, Bound, Domain, membership
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "Jensen"
NONNEGATIVE = Domain("real", Bound(ZERO, True))
HALF_PI = apply("div", Constant("pi"), number(2))
ENDS: tuple[tuple[Term, Term], ...] = (
    (apply("neg", HALF_PI), HALF_PI),
    (ZERO, Constant("pi")),
    (ZERO, HALF_PI),
    (number(-1), ONE),
    (ZERO, ONE),
)


def applies(goal: Goal) -> bool:
    """Whether an inequality compares a value of a function with a combination of its values, or their logarithms may."""
    return any(True for _ in means(goal)) or any(True for _ in hidden(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the inequality by the sign of a second derivative; it never refutes."""
    for form, needs, mean in means(goal):
        answer = _by_mean(form, needs, mean, prove)
        if answer is not None:
            return answer
    for mean, total in hidden(goal):
        answer = _by_hidden_mean(goal, mean, total, prove)
        if answer is not None:
            return answer
    return undecided(ENGINE, "no mean of values of one function is seen")


def _holds(asked: Questions, statement: Term) -> bool:
    """Whether it is proved; the numbers are asked first, for most combinations that are read are no means."""
    plain = tuple(
        fact for fact in asked.goal.hypotheses if not any(isinstance(n, BEYOND) for n in walk(fact))
    )
    told = replace(asked.goal, hypotheses=plain, conclusion=statement)
    return not seems_broken(told) and asked.holds(statement)


def _by_hidden_mean(goal: Goal, found: Mean, total: Term, prove: Prover) -> Answer | None:
    """A constant against values of f whose arguments have a known mean: through the value of f there."""
    asked = Questions(goal, prove)
    weights = _weights(found, goal, asked)
    if weights is None or not all(isinstance(weight, Number) and weight.value > 0 for weight in weights):
        return None
    arguments = tuple(found.argument(value) for value in found.values)
    weighted = plus(*(times(weight, u) for weight, u in zip(weights, arguments, strict=True)))
    if not _holds(asked, Compare("==", weighted, total)):
        return None
    count = plus(*weights)
    middle = folded(found.function(over(total, count)))
    if not isinstance(middle, Apply) or middle.op != found.middle.op:
        return None
    through = Compare(found.relation, times(count, middle), found.other)
    if not _holds(asked, through):
        return None
    weak = found.relation if found.relation.endswith("=") else f"{found.relation}="
    mean = Mean(middle, found.values, over(found.combination, count), weak, found.path)
    answer = _by_mean(goal, (), mean, prove)
    if answer is None:
        return None
    return proved(ENGINE, f"{answer.detail}; {text(through)}"[:600], "certificate", (answer, *asked.used))


def _by_mean(goal: Goal, needs: tuple[Term, ...], mean: Mean, prove: Prover) -> Answer | None:
    asked = Questions(goal, prove)
    weights = _weights(mean, goal, asked)
    if weights is None:
        return None
    arguments = tuple(mean.argument(value) for value in mean.values)
    weighted = plus(*(times(weight, u) for weight, u in zip(weights, arguments, strict=True)))
    is_strict = mean.relation in ("<", ">")
    parts: list[Term] = [Compare("==", plus(*weights), ONE), *needs]
    parts += [Compare(">" if is_strict else ">=", weight, ZERO) for weight in weights]
    if not _holds(asked, Compare("==", weighted, mean.argument(mean.middle))):
        arguments = _logarithms(mean, weights, asked)
        mean = replace(mean, geometric=True)
    if (
        not arguments
        or not all(_holds(asked, part) for part in parts)
        or (is_strict and not _differ(arguments, asked))
    ):
        return None
    for domain in _intervals_of(mean, arguments, goal):
        inside = (fact for u in arguments for fact in _within(u, domain))
        if all(_holds(asked, fact) for fact in inside):
            shown = _bent(mean, domain, goal, prove)
            if shown is not None:
                said = f"{text(mean.function(Letter('x')))} is {'convex' if mean.relation[0] == '>' else 'concave'} there"
                return proved(ENGINE, said, "certificate", (*asked.used, *shown))
    return None


def _logarithms(mean: Mean, weights: tuple[Term, ...], asked: Questions) -> tuple[Term, ...]:
    """The logarithms of the arguments, where the middle one is their weighted geometric mean; none elsewhere."""
    needs: list[Term] = []
    logarithms = [reductions.expanded_logarithm(mean.argument(value), needs) for value in mean.values]
    middle = reductions.expanded_logarithm(mean.argument(mean.middle), needs)
    weighted = plus(*(times(weight, u) for weight, u in zip(weights, logarithms, strict=True)))
    if not all(_holds(asked, need) for need in needs) or not _holds(asked, Compare("==", weighted, middle)):
        return ()
    return tuple(logarithms)


def _weights(mean: Mean, goal: Goal, asked: Questions) -> tuple[Term, ...] | None:
    """The factors of the values in the combination, which is linear in them; None where it is not."""
    names = names_of(goal)
    letters: list[Letter] = []
    combination = mean.combination
    for value in mean.values:
        letters.append(Letter(fresh("f", names | {letter.name for letter in letters})))
        combination = replace_all(combination, value, letters[-1])

    def at(chosen: Letter | None) -> Term:
        found = combination
        for letter in letters:
            found = replace_all(found, letter, ONE if letter == chosen else ZERO)
        return folded(found)

    weights = tuple(at(letter) for letter in letters)
    # A value that stands in a denominator too leaves 1/0, of which engines, that take terms as defined, would show anything.
    meant = defined((at(None), *weights), goal, asked.prove)
    if meant is None or not _holds(asked, Compare("==", at(None), ZERO)):
        return None
    asked.used += (meant,)
    inner = goal
    for letter in letters:
        inner = inner.with_letter(letter.name, REAL)
    linear = plus(*(times(weight, letter) for weight, letter in zip(weights, letters, strict=True)))
    own = Questions(inner, asked.prove)
    if not _holds(own, Compare("==", combination, linear)):
        return None
    asked.used += own.used
    return weights


def _differ(arguments: tuple[Term, ...], asked: Questions) -> bool:
    return any(_holds(asked, Compare("!=", u, v)) for u, v in combinations(arguments, 2))


def _intervals_of(mean: Mean, arguments: tuple[Term, ...], goal: Goal) -> Iterator[Domain]:
    """Intervals for f: of one function those where it may bend one way, of several first that of the letters."""
    if mean.geometric:
        yield from (REAL, POSITIVE, Domain("real", None, Bound(ZERO, False)))
        return
    if len(mean.path) > 1:
        letters = dict(goal.letters)
        domains = {letters.get(one.name) if isinstance(one, Letter) else None for one in arguments}
        common = domains.pop() if len(domains) == 1 else None
        if common is not None and common.kind == "real" and not any(map(free_letters, common.terms())):
            yield Domain("real", common.low, common.high)
        if mean.inner() not in OPERATIONS:
            yield from (REAL, POSITIVE)
            return
    yield from _intervals(mean.inner())


def _intervals(op: str) -> Iterator[Domain]:
    """Intervals on which the function may be defined and bent one way, long ones first."""
    if op in ("log", "sqrt"):
        yield POSITIVE if op == "log" else NONNEGATIVE
        return
    if op not in ("sin", "cos", "tan", "cot", "asin", "acos", "atanh"):
        yield REAL
    if op not in ("sin", "cos", "tan", "cot", "asin", "acos", "atanh", "exp"):
        yield from (POSITIVE, NONNEGATIVE)
    for low, high in ENDS:
        yield from (Domain("real", Bound(low, closed), Bound(high, closed)) for closed in (False, True))


def _within(term: Term, domain: Domain) -> tuple[Term, ...]:
    if domain.low is None and domain.high is None:
        return ()
    facts = membership("x", domain)
    return tuple(replace_all(fact, Letter("x"), term) for fact in facts)


def _bent(mean: Mean, domain: Domain, goal: Goal, prove: Prover) -> tuple[Answer, ...] | None:
    """f is defined in the interval, and f'' has its sign in the interior; f is continuous, as all these functions are."""
    x = fresh("x", names_of(goal))
    inner = goal.with_letter(x, domain)
    open_ = goal.with_letter(x, _interior(domain))
    f = mean.function(Letter(x))
    try:
        first, smooth = differentiate(f, x, open_.scope)
        second, also = differentiate(first, x, open_.scope)
    except (NotDifferentiable, ValueError):
        return None
    answers = [defined((f,), inner, prove), defined((first, second), open_, prove)]
    if any(answer is None for answer in answers):
        return None
    found = [answer for answer in answers if answer is not None]
    for one in (*smooth, *also, Compare(mean.relation, second, ZERO)):
        found.append(prove(open_.concluding(one)))
        if not found[-1].proved:
            return None
    return tuple(found)


def _interior(domain: Domain) -> Domain:
    ends = [None if end is None else Bound(end.at, False) for end in (domain.low, domain.high)]
    return Domain("real", ends[0], ends[1])
