"""Hoelder's inequality, with exponents that may be letters.

    sum_k prod_j u_jk**t_j <= prod_j (sum_k u_jk)**t_j    t_j >= 0, t_1 + t_2 + ... >= 1, u_jk > 0

Divided by their sums the u_jk are at most 1 and add up to 1; then weighted AM-GM term by term. Where the t_j add up to T < 1, a further
factor stands for the number of terms, or for weights that add up to 1: r_k = w_k**(1 - T). An inequality between products of powers is
solved for the only sum with a negative exponent, and its terms are matched with terms of the others. Hoelder, Radon, Lyapunov,
power means and norms in their exponents are of this form; sums of any length are matched by their bodies.

Certificate: signs of the exponents, the matched terms. Reference: Hardy, Littlewood and Polya, Inequalities, theorems 11 to 19.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice, product

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_terms import minus, negate, over, plus, times
from proofs_check.engines.continuity import opened
from proofs_check.engines.exponential_sides import exponential
from proofs_check.engines.majorants_of_sizes import majorant
from proofs_check.engines.power_products import (
    NoProduct,
    PowerSum,
    Product,
    Reader,
    logarithm_term,
    oriented,
    product_term,
    written,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Number, Sum, Term, apply, walk
from proofs_check.statement.text import text

ENGINE = "Hoelder"
MAX_CHOICES = 40
MAX_SUMS = 5


def applies(goal: Goal) -> bool:
    """Whether an order of real numbers has a power of a sum whose exponent is no whole number."""
    if oriented(goal) is None or goal.sequences or any(domain.is_complex for _, domain in goal.letters):
        return False
    return any(_is_power_of_sum(node) for node in walk(goal.conclusion)) or _has_logarithm(goal)


def _has_logarithm(goal: Goal) -> bool:
    """Whether logarithms of sums stand in it."""
    nodes = (node for node in walk(goal.conclusion) if isinstance(node, Apply) and node.op == "log")
    return any(_is_sum(node) for one in nodes for node in walk(one.args[0]))


def _is_power_of_sum(node: Term) -> bool:
    match node:
        case Apply(op="pow", args=(base, exponent)):
            is_whole = isinstance(exponent, Number) and exponent.value.denominator == 1
            return not is_whole and any(map(_is_sum, walk(base)))
        case Apply(op=("sqrt" | "root"), args=(base, *_)):
            has_powers = any(
                isinstance(one, Apply) and one.op in ("pow", "sqrt", "root") for one in walk(base)
            )
            return has_powers and any(map(_is_sum, walk(base)))
    return False


def _is_sum(node: Term) -> bool:
    return isinstance(node, Sum) or (isinstance(node, Apply) and node.op == "add")


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the inequality by one instance of Hoelder's; it never refutes."""
    sides = oriented(goal)
    if sides is None:
        return undecided(ENGINE, "")
    lower, upper, strict = sides
    if _has_logarithm(goal):
        lower, upper = exponential(lower), exponential(upper)
    reader = Reader(opened(goal), prove)
    reason = "the smaller side is no product of powers"
    for smaller in dict.fromkeys((majorant(lower, reader), lower)):
        if smaller is None:
            continue
        try:
            margin = reader.joined(reader.read(upper), reader.read(smaller), -1)
        except NoProduct as problem:
            reason = f"not positive: {problem}"
            continue
        found = _by_one_sum(margin, strict, reader)
        if found is not None:
            return proved(ENGINE, found[:500], "certificate", reader.answers())
        reason = "no terms match"
    return undecided(ENGINE, reason)


@dataclass(frozen=True)
class Matched:
    """smaller <= prod others**weight * rest is asked; `ratios` are r_k, `chosen` the terms u_jk of every other sum."""

    smaller: PowerSum
    others: tuple[PowerSum, ...]
    weights: tuple[Term, ...]
    ratios: tuple[Product, ...]
    chosen: tuple[tuple[Product, ...], ...]


def _by_one_sum(margin: Product, strict: bool, reader: Reader) -> str | None:
    """Shows that the product is at least 1; says how."""
    sums = {atom: exponent for atom, exponent in margin.items() if isinstance(atom, PowerSum)}
    if not 2 <= len(sums) <= MAX_SUMS or len({one.ends for one in sums}) > 1:
        return None
    for smaller, exponent in sums.items():
        others = [one for one in sums if one != smaller]
        if not reader.holds(Compare("<", exponent, ZERO)):
            continue
        if not all(reader.holds(Compare(">=", sums[one], ZERO)) for one in others):
            return None
        scaled = {a: _tidy(over(e, negate(exponent)), reader) for a, e in margin.items() if a != smaller}
        matched = _matched(smaller, scaled, reader)
        if matched is None:
            return None
        return _bounded(matched, strict, reader)
    return None


def _tidy(term: Term, reader: Reader) -> Term:
    return tidy(term, reader.goal.scope)


def _matched(smaller: PowerSum, scaled: Product, reader: Reader) -> Matched | None:
    """For every term of the smaller sum different terms of the others that leave the fewest factors."""
    others = tuple(atom for atom in scaled if isinstance(atom, PowerSum))
    weights = tuple(scaled[one] for one in others)
    rest: Product = {atom: e for atom, e in scaled.items() if not isinstance(atom, PowerSum)}
    taken: list[set[int]] = [set() for _ in others]
    ratios, chosen = [], []
    own = reader if smaller.ends is None else reader.inner[-1]  # it knows what the index is
    for term in smaller.products():
        best: tuple[int, Product, tuple[int, ...]] | None = None
        for places in islice(_choices(term, others, taken), MAX_CHOICES):
            bound: Product = rest
            for one, weight, place in zip(others, weights, places, strict=True):
                bound = own.joined(bound, own.raised(one.products()[place], weight), 1)
            ratio = reduced(own.joined(term, bound, -1), reader)
            left = sum(not isinstance(atom, Number) for atom in ratio)
            if best is None or left < best[0]:
                best = left, ratio, places
            if left == 0:
                break
        if best is None:
            return None
        ratios.append(best[1])
        chosen.append(tuple(one.products()[place] for one, place in zip(others, best[2], strict=True)))
        for used, place in zip(taken, best[2], strict=True):
            used.add(place)
    return Matched(smaller, others, weights, tuple(ratios), tuple(zip(*chosen, strict=True)))


def _choices(term: Product, others: tuple[PowerSum, ...], taken: list[set[int]]) -> Iterator[tuple[int, ...]]:
    """Places of a term of every other sum, those first that share the most factors with the term."""
    ranked = [
        sorted(
            (place for place in range(len(one.terms)) if place not in used),
            key=lambda place: len(set(one.products()[place]) ^ set(term)),
        )
        for one, used in zip(others, taken, strict=True)
    ]
    ways = product(*(list(enumerate(places)) for places in ranked))
    for way in sorted(ways, key=lambda way: sum(rank for rank, _ in way)):
        yield tuple(place for _, place in way)


def reduced(ratio: Product, reader: Reader) -> Product:
    """The product without the factors whose exponents are shown to be zero."""
    return {atom: exponent for atom, exponent in ratio.items() if not reader.is_zero(exponent)}


def _bounded(matched: Matched, strict: bool, reader: Reader) -> str | None:
    total = _tidy(plus(*matched.weights), reader)
    said = f"{text(matched.smaller.written)} by {', '.join(text(written(one)) for one in matched.others)}"
    said += f", exponents {', '.join(map(text, matched.weights))}"
    if reader.holds(Compare(">=", total, ONE)):
        if not all(_at_most_one(ratio, "<=", reader) for ratio in matched.ratios):
            return None
        return said if not strict or _is_strict(matched, total, reader) else None
    if reader.holds(Compare("<=", total, ONE)):
        slack = _tidy(minus(ONE, total), reader)
        if _by_count(matched, slack, strict, reader):
            return f"{said}, and the number of terms"
        if not strict and _by_weights(matched, slack, reader):
            return f"{said}, and weights"
    return None


def _at_most_one(ratio: Product, relation: str, reader: Reader) -> bool:
    if not ratio:
        return relation == "<="
    return reader.holds(Compare(relation, logarithm_term(ratio), ZERO))


def _is_strict(matched: Matched, total: Term, reader: Reader) -> bool:
    """T > 1 (every u_jk is less than its sum), a term that is less, or two sums that are not proportional."""
    if matched.smaller.ends is None and reader.holds(Compare(">", total, ONE)):
        return True
    if any(_at_most_one(ratio, "<", reader) for ratio in matched.ratios):
        return True
    return any(differ(one, two, reader) for one, two in combinations(_heavy(matched, reader), 2))


def _heavy(matched: Matched, reader: Reader) -> list[tuple[Product, ...]]:
    """The terms of the sums whose exponents are shown to be positive."""
    pairs = zip(matched.weights, matched.chosen, strict=True)
    return [terms for weight, terms in pairs if reader.holds(Compare(">", weight, ZERO))]


def differ(one: tuple[Product, ...], two: tuple[Product, ...], reader: Reader) -> bool:
    """Whether two rows of terms are not proportional."""
    crossed = (
        (reader.joined(one[j], two[k], 1), reader.joined(one[k], two[j], 1))
        for j, k in combinations(range(len(one)), 2)
    )
    return any(
        reader.holds(Compare("!=", product_term(left), product_term(right)))
        for left, right in crossed
        if left != right
    )


def _by_count(matched: Matched, slack: Term, strict: bool, reader: Reader) -> bool:
    """All r_k are one r, and r * (number of terms)**(1 - T) <= 1."""
    first, *others = matched.ratios
    if any(reduced(reader.joined(first, other, -1), reader) for other in others):
        return False
    much = plus(logarithm_term(first), times(slack, apply("log", matched.smaller.count)))
    if not reader.holds(Compare("<=", much, ZERO)):
        return False
    if not strict or reader.holds(Compare("<", much, ZERO)):
        return True
    even: tuple[Product, ...] = ({},) * len(matched.ratios)
    rows = _heavy(matched, reader)
    if reader.holds(Compare(">", slack, ZERO)):
        rows.append(even)
    return any(differ(one, two, reader) for one, two in combinations(rows, 2))


def _by_weights(matched: Matched, slack: Term, reader: Reader) -> bool:
    """r_k = w_k**(1 - T), and the w_k add up to 1 at most."""
    if matched.smaller.ends is not None:
        return False
    weights = []
    for ratio in matched.ratios:
        powers = reader.raised(ratio, over(ONE, slack))
        if not all(isinstance(exponent, Number) for exponent in powers.values()):
            return False
        if reduced(reader.joined(ratio, reader.raised(powers, slack), -1), reader):
            return False
        weights.append(product_term(powers))
    return reader.holds(Compare("<=", plus(*weights), ONE))
