"""Equations between logarithms of rational numbers, or products of powers of them, prime by prime.

    e_2*log(2) + e_3*log(3) + ... == 0 with rational e_p        only where every e_p is 0

for the product of p**(N*e_p), N a common denominator, is 1 by no other whole exponents (unique factorization). So n*log(6) != m*log(10) for n >= 1, hence
log(6)/log(10) != m/n, and 2**a*3**b == 2**c*3**d gives a == c. An equation that a hypothesis states, or that the conclusion denies, is taken apart in this way.
Certificate: the exponents e_p, multiplied out, and the proof of the goal with e_p == 0, or of e_p != 0 for one p.

Reference: Hardy and Wright, An Introduction to the Theory of Numbers, theorem 2.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz

from proofs_check.engines.calculus_normal import difference_is_zero, tidy
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import folded, minus, negate, number_of, plus, times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    free_letters,
    fresh,
    number,
    substitute,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "prime exponents"
MAX_PRIMES = 6
MAX_NUMBER = 10**12
POLYNOMIAL = frozenset(("add", "sub", "mul", "neg"))


class NotPlain(ValueError):
    """No equation between logarithms of rational numbers with rational weights."""


def applies(goal: Goal) -> bool:
    """Whether whole letters alone stand in the goal, and an equation has logarithms of numbers or powers with moving exponents."""
    if goal.sequences or any(domain.kind != "integer" for _, domain in goal.letters):
        return False
    return isinstance(goal.conclusion, Compare) and bool(_equations(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal by the exponents of the primes, or says why not; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    found: list[Term] = []
    for equation in _equations(goal):
        try:
            exponents = _exponents(equation, goal)
        except NotPlain:
            continue
        if equation == goal.conclusion:
            answer = _one_differs(goal, exponents, prove)
            if answer.proved:
                return answer
        else:
            facts = [Compare("==", exponent, ZERO) for exponent in exponents.values()]
            found += [fact for fact in facts if fact not in goal.hypotheses]
    if not found:
        return undecided(ENGINE, "no exponent of a prime is shown to differ")
    answer = prove(goal.assuming(*found))
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    detail = f"with {', '.join(map(text, found))}: {answer.detail}"
    return proved(ENGINE, detail[:300], "certificate", (answer,))


def _equations(goal: Goal) -> list[Compare]:
    """The equations of the hypotheses and, where the conclusion denies one, that one."""
    found = [fact for fact in goal.hypotheses if isinstance(fact, Compare) and fact.relation == "=="]
    if isinstance(goal.conclusion, Compare) and goal.conclusion.relation == "!=":
        found.append(goal.conclusion)
    return [fact for fact in found if any(_counts(node) for node in walk(fact))]


def _counts(node: Term) -> bool:
    match node:
        case Apply(op="log", args=(inner,)):
            return not free_letters(inner)
        case Apply(op="pow", args=(base, exponent)):
            return not free_letters(base) and bool(free_letters(exponent))
    return False


def _one_differs(goal: Goal, exponents: dict[int, Term], prove: Prover) -> Answer:
    """That the exponent of one prime is not 0 where those of the others are."""
    for prime, exponent in exponents.items():
        others = [Compare("==", other, ZERO) for key, other in exponents.items() if key != prime]
        answer = prove(goal.assuming(*others).concluding(Compare("!=", exponent, ZERO)))
        if answer.proved:
            detail = f"the exponent of {prime} is {text(exponent)} != 0"
            return proved(ENGINE, detail[:300], "certificate", (answer,))
    return undecided(ENGINE, "")


def _exponents(equation: Compare, goal: Goal) -> dict[int, Term]:
    """e_p for every prime p that occurs. Raises NotPlain."""
    letters: dict[int, str] = {}
    taken = names_of(goal)
    if any(isinstance(node, Apply) and node.op == "log" for node in walk(equation)):
        gap = minus(folded(equation.left), folded(equation.right))
        gap = transform(gap, lambda node: _sum_of_logarithms(node, letters, taken))
    else:
        left, right = (_logarithm(folded(side), letters, taken) for side in (equation.left, equation.right))
        gap = minus(left, right)
    scope = goal.scope
    for name in letters.values():
        scope = scope.with_letter(name, REAL)
    whole = tidy(gap, scope)
    top = whole.args[0] if isinstance(whole, Apply) and whole.op == "div" else whole
    found = {}
    for prime, name in letters.items():
        at = {other: ONE if other == name else ZERO for other in letters.values()}
        found[prime] = tidy(folded(substitute(top, at)), scope)
    total = plus(*(times(found[prime], Letter(name)) for prime, name in letters.items()))
    if not letters or not difference_is_zero(top, total, scope):
        raise NotPlain("not linear in the logarithms")
    if not all(_is_rational(exponent, goal) for exponent in found.values()):
        raise NotPlain("a weight that may be irrational")
    return found


def _sum_of_logarithms(node: Term, letters: dict[int, str], taken: frozenset[str]) -> Term:
    """v_2*log(2) + v_3*log(3) + ... for the logarithm of a number, with letters for those of the primes. Raises NotPlain."""
    match node:
        case Apply(op="log", args=(Number(value=value),)) if value > 0:
            return _of_number(value, letters, taken)
        case Apply(op="log"):
            raise NotPlain("a logarithm of what is no positive number")
    return node


def _logarithm(side: Term, letters: dict[int, str], taken: frozenset[str]) -> Term:
    """The logarithm of a product of powers of positive rational numbers. Raises NotPlain."""
    match side:
        case Number(value=value) if value > 0:
            return _of_number(value, letters, taken)
        case Apply(op="mul", args=(left, right)):
            return plus(_logarithm(left, letters, taken), _logarithm(right, letters, taken))
        case Apply(op="div", args=(left, right)):
            return plus(_logarithm(left, letters, taken), negate(_logarithm(right, letters, taken)))
        case Apply(op="pow", args=(Number(value=value), exponent)) if value > 0:
            return times(exponent, _of_number(value, letters, taken))
    raise NotPlain("no product of powers of positive numbers")


def _of_number(value: Fraction, letters: dict[int, str], taken: frozenset[str]) -> Term:
    if max(value.numerator, value.denominator) > MAX_NUMBER:
        raise NotPlain("a large number")
    parts: list[Term] = []
    for whole, sign in ((value.numerator, 1), (value.denominator, -1)):
        for prime, exponent in fmpz(whole).factor():
            name = letters.setdefault(int(prime), fresh(f"log_{int(prime)}", taken))
            parts.append(times(number_of(Fraction(sign * int(exponent))), Letter(name)))
    if len(letters) > MAX_PRIMES:
        raise NotPlain("many primes")
    return plus(*parts) if parts else number(0)


def _is_rational(term: Term, goal: Goal) -> bool:
    """Whether the term is a polynomial in whole letters."""
    domains = dict(goal.letters)
    match term:
        case Number():
            return True
        case Letter(name=name):
            return name in domains and domains[name].kind == "integer"
        case Apply(op="pow", args=(base, Number(value=value))):
            return value.denominator == 1 and value >= 0 and _is_rational(base, goal)
        case Apply(op=op, args=args):
            return op in POLYNOMIAL and all(_is_rational(arg, goal) for arg in args)
    return False


__all__ = ["ENGINE", "applies", "attempt"]
