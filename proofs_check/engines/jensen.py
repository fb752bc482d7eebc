"""Jensen's inequality: f(w1*u1 + ... + wk*uk) <= w1*f(u1) + ... + wk*f(uk) for a convex f, weights >= 0 that add up to 1.

One side of the goal is f of one term, the other one a combination of values of f, taken as it stands or in the logarithms of both
sides. Shown are: the weights, that the first argument is the mean of the others, an interval that contains them all, and the sign of f''
there. A strict comparison asks for f'' > 0, positive weights and two arguments that differ.

Reference: Hardy, Littlewood and Polya, Inequalities, 3.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from proofs_check.engines import reductions
from proofs_check.engines.calculus_questions import Questions, defined, names_of
from proofs_check.engines.calculus_terms import folded, over, plus, times
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
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
)
from proofs_check.statement.text import text

ENGINE = "Jensen"
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
OPERATIONS = (
    "exp",
    "log",
    "sqrt",
    "sin",
    "cos",
    "tan",
    "cot",
    "sinh",
    "cosh",
    "tanh",
    "asin",
    "acos",
    "atan",
    "pow",
)
SMOOTH = ("softplus", "sigmoid", "asinh", "acosh", "atanh")
MAX_VALUES = 6
NONNEGATIVE = Domain("real", Bound(ZERO, True))
HALF_PI = apply("div", Constant("pi"), number(2))
ENDS: tuple[tuple[Term, Term], ...] = (
    (apply("neg", HALF_PI), HALF_PI),
    (ZERO, Constant("pi")),
    (ZERO, HALF_PI),
    (number(-1), ONE),
    (ZERO, ONE),
)


@dataclass(frozen=True)
class Mean:
    """middle = f(at) compared with the combination `values` of f at the arguments; relation: that of the combination to middle."""

    middle: Apply
    values: tuple[Apply, ...]
    combination: Term
    relation: str

    def argument(self, value: Apply) -> Term:
        return value.args[self.place]

    @property
    def place(self) -> int:
        """Which argument is the variable: the base of a power with a fixed exponent, else the exponent."""
        if self.middle.op != "pow":
            return 0
        return 0 if all(value.args[1] == self.middle.args[1] for value in self.values) else 1

    def function(self, x: Term) -> Term:
        args = list(self.middle.args)
        args[self.place] = x
        return Apply(self.middle.op, tuple(args))


def applies(goal: Goal) -> bool:
    """Whether an inequality compares a value of a function with a combination of its values, or their logarithms may."""
    return any(True for _ in _means(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the inequality by the sign of a second derivative; it never refutes."""
    for form, needs, mean in _means(goal):
        answer = _by_mean(form, needs, mean, prove)
        if answer is not None:
            return answer
    return undecided(ENGINE, "no mean of values of one function is seen")


def _means(goal: Goal) -> Iterator[tuple[Goal, tuple[Term, ...], Mean]]:
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return
    raised = reductions.in_logarithms(goal)
    for form, needs in ((goal, ()), *((raised,) if raised is not None else ())):
        conclusion = form.conclusion
        if isinstance(conclusion, Compare) and conclusion.relation in FLIPPED:
            left, right = conclusion.left, conclusion.right
            for mean in (
                _mean(left, right, FLIPPED[conclusion.relation]),
                _mean(right, left, conclusion.relation),
            ):
                if mean is not None:
                    yield form, needs, mean


def _mean(middle: Term, combination: Term, relation: str) -> Mean | None:
    match middle:
        case (
            Apply(op="mul", args=(Number(value=factor), inner))
            | Apply(op="mul", args=(inner, Number(value=factor)))
        ):
            return _mean(inner, over(combination, number(factor)), relation) if factor > 0 else None
    if not isinstance(middle, Apply) or middle.op not in (*OPERATIONS, *SMOOTH):
        return None
    heads = (node for node in _outermost(combination, middle.op) if free_letters(node))
    values = tuple(dict.fromkeys(heads))
    if not 2 <= len(values) <= MAX_VALUES:
        return None
    mean = Mean(middle, values, combination, relation)
    if middle.op == "pow" and any(
        value.args[1 - mean.place] != middle.args[1 - mean.place] for value in values
    ):
        return None
    return mean


def _outermost(term: Term, op: str) -> Iterator[Apply]:
    if isinstance(term, Apply) and term.op == op:
        yield term
    elif isinstance(term, Apply) and term.op in ("add", "sub", "neg", "mul", "div"):
        for part in term.args:
            yield from _outermost(part, op)


def _by_mean(goal: Goal, needs: tuple[Term, ...], mean: Mean, prove: Prover) -> Answer | None:
    asked = Questions(goal, prove)
    weights = _weights(mean, goal, asked)
    if weights is None or not all(asked.holds(need) for need in needs):
        return None
    arguments = tuple(mean.argument(value) for value in mean.values)
    weighted = plus(*(times(weight, u) for weight, u in zip(weights, arguments, strict=True)))
    is_strict = mean.relation in ("<", ">")
    parts = [Compare(">" if is_strict else ">=", weight, ZERO) for weight in weights]
    parts += [Compare("==", plus(*weights), ONE), Compare("==", weighted, mean.argument(mean.middle))]
    if not all(asked.holds(part) for part in parts) or (is_strict and not _differ(arguments, asked)):
        return None
    for domain in _intervals(mean.middle.op):
        inside = (fact for u in arguments for fact in _within(u, domain))
        if all(asked.holds(fact) for fact in inside):
            shown = _bent(mean, domain, goal, prove)
            if shown is not None:
                said = f"{text(mean.function(Letter('x')))} is {'convex' if mean.relation[0] == '>' else 'concave'} there"
                return proved(ENGINE, said, "certificate", (*asked.used, *shown))
    return None


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

    if not asked.holds(Compare("==", at(None), ZERO)):
        return None
    weights = tuple(at(letter) for letter in letters)
    inner = goal
    for letter in letters:
        inner = inner.with_letter(letter.name, REAL)
    linear = plus(*(times(weight, letter) for weight, letter in zip(weights, letters, strict=True)))
    own = Questions(inner, asked.prove)
    if not own.holds(Compare("==", combination, linear)):
        return None
    asked.used += own.used
    return weights


def _differ(arguments: tuple[Term, ...], asked: Questions) -> bool:
    return any(asked.holds(Compare("!=", u, v)) for u, v in combinations(arguments, 2))


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
