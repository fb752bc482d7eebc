"""Rational approximations p/q of an irrational algebraic number: only finitely many are as near as c/q**k.

Let f have whole coefficients, degree n, no rational zero, and f(alpha) == 0. Then q**n*f(p/q) is a whole number other than 0, and by Taylor's formula

    1 <= q**n*abs(f(p/q)) <= sum_(i=1..n) abs(f^(i)(alpha)/i!) * c**i * q**(n - i*k)          where abs(alpha - p/q) <= c/q**k

For k >= n the right side falls with q; where it is less than 1 for a Q, all such p/q have q < Q, and for each q few p are near enough. The order that
says so is a hypothesis, or the one that a conclusion denies; the goal is shown for each of the pairs. So abs(sqrt(2) - p/q) > 1/(3*q**2).

Certificate: f, Q, balls that show all other pairs with q < Q to be too far, and a proof for every pair that is left.

Reference: Hardy and Wright, An Introduction to the Theory of Numbers, 11.7 (Liouville's theorem) and 11.8.
"""

from __future__ import annotations

from collections.abc import Iterator

import flint
from flint import arb, arb_poly, fmpz_poly

from proofs_check.engines.descent_forms import form_of
from proofs_check.engines.enclosures import certain
from proofs_check.engines.entries import with_values
from proofs_check.engines.existence_intro import negation
from proofs_check.engines.letter_classes import least_of
from proofs_check.engines.near_orders import Near, NoNearness, nearness
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import membership
from proofs_check.statement.terms import Apply, Compare, Letter, Term, free_letters, number, walk

ENGINE = "rational approximations"
BITS = 256
MAX_Q = 4_000
MAX_DEGREE = 6
MAX_CASES = 40
ORDERS = ("<", "<=", ">", ">=")
ROOTS = ("sqrt", "root", "pow")


def applies(goal: Goal) -> bool:
    """Whether an order of two whole letters, one of them positive, has an irrational number in it."""
    if goal.sequences or any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return False
    return any(True for _ in _orders(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal for every pair that is near enough, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    reason = ""
    for said in _orders(goal):
        for p, q, least in _pairs(said, goal):
            try:
                with flint.ctx.workprec(BITS):
                    pairs, says = _near_pairs(nearness(said, p, q, goal, prove), least)
            except NoNearness as problem:
                reason = str(problem)
                continue
            return _by_cases(goal, p, q, pairs, says, prove)
    return undecided(ENGINE, reason)


def _orders(goal: Goal) -> Iterator[Compare]:
    """The orders that are known, and the one that the conclusion denies."""
    denied = (negation(goal.conclusion),) if _is_order(goal.conclusion) else ()
    for said in (*denied, *goal.hypotheses):
        of_roots = any(_is_irrational(node) for node in walk(said))
        if (
            of_roots
            and isinstance(said, Compare)
            and _is_order(said)
            and any(True for _ in _pairs(said, goal))
        ):
            yield said


def _is_order(said: Term) -> bool:
    return isinstance(said, Compare) and said.relation in ORDERS


def _is_irrational(node: Term) -> bool:
    return isinstance(node, Apply) and node.op in ROOTS and not free_letters(node)


def _pairs(said: Term, goal: Goal) -> Iterator[tuple[str, str, int]]:
    """The two whole letters as numerator and denominator, and the least denominator, which is positive."""
    names, domains = sorted(free_letters(said)), dict(goal.letters)
    if len(names) != 2 or any(name not in domains or domains[name].kind != "integer" for name in names):
        return
    for p, q in (names, names[::-1]):
        least = least_of(domains[q])
        if least is not None and least >= 1:
            yield p, q, least


def _near_pairs(near: Near, least: int) -> tuple[list[tuple[int, int]], str]:
    """The pairs (p, q) that may be near enough, and what shows that there are no others. Raises NoNearness."""
    poly = _polynomial(near)
    end = _end(poly, near, least)
    pairs: list[tuple[int, int]] = []
    for q in range(least, end):
        middle, reach = near.value * q, near.scale / arb(q) ** (near.power - 1)
        first, last = _floor(middle - reach), _floor(-middle - reach)
        if -last - first > MAX_CASES:
            raise NoNearness("too many pairs are near")
        pairs += [(p, q) for p in range(first, 1 - last) if not certain(">", abs(middle - p) - reach)]
        if len(pairs) > MAX_CASES:
            raise NoNearness("too many pairs are near")
    return pairs, f"f = {poly} is not 0 at p/q, so that q < {end}"


def _floor(value: arb) -> int:
    """A whole number that is not greater. Raises NoNearness."""
    found = value.lower().floor().unique_fmpz()
    if found is None:
        raise NoNearness("a wide enclosure")
    return int(found)


def _polynomial(near: Near) -> fmpz_poly:
    """The irreducible polynomial of a number that is not rational. Raises NoNearness."""
    form = form_of(Compare("==", Letter("x"), near.alpha))
    if form is None or form.letters != ("x",):
        raise NoNearness("no number by roots of natural numbers")
    factors = {powers[0]: factor for powers, factor in form.monomials}
    whole = fmpz_poly([factors.get(k, 0) for k in range(max(factors) + 1)])
    found = [piece for piece, _ in whole.factor()[1] if (arb_poly(piece)(near.value)).contains(0)]
    if len(found) != 1 or not 2 <= found[0].degree() <= MAX_DEGREE:
        raise NoNearness("a rational number, or one of a high degree")
    return found[0]


def _end(poly: fmpz_poly, near: Near, least: int) -> int:
    """A Q from which on no p/q is near enough. Raises NoNearness."""
    if near.power < poly.degree() and not near.scale.is_zero():
        raise NoNearness("further numbers may be near enough")
    end = least
    while not certain("<", _bound(poly, near, end) - 1):
        if end > MAX_Q:
            raise NoNearness("the numbers that are near enough are not bounded")
        end = 2 * end
    low = end // 2
    while end - low > 1 and end > least:
        middle = (low + end) // 2
        low, end = (low, middle) if certain("<", _bound(poly, near, middle) - 1) else (middle, end)
    return end


def _bound(poly: fmpz_poly, near: Near, q: int) -> arb:
    """Of q**n*abs(f(p/q)); it falls with q."""
    total, derived, degree = arb(0), arb_poly(poly), poly.degree()
    for i in range(1, degree + 1):
        derived = derived.derivative() * (arb(1) / i)
        total += abs(derived(near.value)) * near.scale**i / arb(q) ** (i * near.power - degree)
    return total


def _by_cases(goal: Goal, p: str, q: str, pairs: list[tuple[int, int]], says: str, prove: Prover) -> Answer:
    answers: list[Answer] = []
    domains = dict(goal.letters)
    facts = tuple(fact for name in (p, q) for fact in membership(name, domains[name]))
    for pair in pairs:
        put: dict[str, Term] = dict(zip((p, q), map(number, pair), strict=True))
        answers.append(prove(with_values(goal.assuming(*facts), put)))
        if not answers[-1].proved:
            detail = f"not shown at {p} = {pair[0]}, {q} = {pair[1]}: {answers[-1].detail}"
            return undecided(ENGINE, detail[:250])
    return proved(ENGINE, f"{says}; {len(pairs)} pairs are near", "certificate", tuple(answers))


__all__ = ["applies", "attempt"]
