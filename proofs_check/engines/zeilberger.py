"""Creative telescoping: a recurrence of first order for a sum of hypergeometric terms.

`recurrence(F, k, n)` looks for polynomials c0, c1 in n and a rational C in k with

    c1*F(n + 1, k) + c0*F(n, k) == G(n, k + 1) - G(n, k),     G(n, k) = C(k)*F(n, k)

`antidifference(F, k)` for G with F(k) == G(k + 1) - G(k). Both are proposals; the identity is proved afterwards. The rational
factors of F are multiplied into C, so that G has no pole where they vanish.

References: Gosper 1978; Zeilberger 1991; Petkovsek, Wilf, Zeilberger, A = B, chapters 5 and 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.calculus_terms import over, plus, power, times
from proofs_check.engines.hypergeometric import Field, NotHypergeometric, Poly, Ratio, reduced
from proofs_check.statement.terms import Apply, Letter, Term, free_letters, number

MAX_DISPERSION = 12
MAX_DEGREE = 5


@dataclass(frozen=True)
class Telescoped:
    """c1*F(n + 1, k) + c0*F(n, k) is the difference of `total` at k + 1 and k."""

    c1: Term
    c0: Term
    total: Term


def recurrence(body: Term, index: str, letter: str) -> Telescoped | None:
    """A recurrence in `letter`, or None."""
    try:
        field = Field((index, letter, *sorted(free_letters(body))))
        across, along = field.ratio(body, letter), field.ratio(body, index)
        return _solve(field, index, body, along, across.den, (across.den, across.num))
    except (NotHypergeometric, ValueError, ZeroDivisionError):
        return None


def antidifference(body: Term, index: str) -> Term | None:
    """G with F(k) == G(k + 1) - G(k), or None."""
    try:
        field = Field((index, *sorted(free_letters(body))))
        along = field.ratio(body, index)
        found = _solve(field, index, body, along, field.one, (field.one,))
    except (NotHypergeometric, ValueError, ZeroDivisionError):
        return None
    return over(found.total, found.c0) if found is not None else None


def _solve(
    field: Field, k: str, body: Term, along: Ratio, below: Poly, unknown: tuple[Poly, ...]
) -> Telescoped | None:
    """Solves for the combination of `unknown` over `below`: the factors that c0 and c1 have beside F/below."""
    moved = Ratio(field.shifted(below, k), below)
    q, r, p = _gosper_form(field, k, along.times(moved.inverse()))
    for degree in range(MAX_DEGREE + 1):
        found = _with_degree(field, k, (q, r, p), unknown, degree)
        if found is not None:
            constants, y = found
            terms = [term_in(field, constant) for constant in constants]
            c1 = terms[1] if len(terms) > 1 else number(0)
            return Telescoped(c1, terms[0], _total(field, body, reduced(r * y, p * below)))
    return None


def _total(field: Field, body: Term, certificate: Ratio) -> Term:
    """certificate*body, the rational factors of the body multiplied in."""
    rest: Term = number(1)
    for factor, sign in _factors(body, 1):
        try:
            value = field.rational(factor)
        except NotHypergeometric:
            rest = times(rest, factor) if sign > 0 else over(rest, factor)
            continue
        certificate = certificate.times(value if sign > 0 else value.inverse())
    quotient = over(term_in(field, certificate.num), term_in(field, certificate.den))
    return times(quotient, rest)


def _factors(term: Term, sign: int) -> list[tuple[Term, int]]:
    """The factors of products and quotients, with 1 or -1 for below the line."""
    match term:
        case Apply(op="mul", args=(left, right)):
            return [*_factors(left, sign), *_factors(right, sign)]
        case Apply(op="div", args=(left, right)):
            return [*_factors(left, sign), *_factors(right, -sign)]
        case Apply(op="neg", args=(inner,)):
            return [(number(-1), 1), *_factors(inner, sign)]
        case _:
            return [(term, sign)]


def _gosper_form(field: Field, k: str, ratio: Ratio) -> tuple[Poly, Poly, Poly]:
    """q, r, p with ratio == p(k + 1)/p(k) * q(k)/r(k + 1), q(k) and r(k + j) without common factor for j >= 1."""
    top, bottom, p = ratio.num, ratio.den, field.one
    for shift in range(1, MAX_DISPERSION):
        # common factors of q(k) and bottom(k + shift - 1); bottom(k) is r(k + 1)
        common = top.gcd(field.shifted(bottom, k, shift))
        if field.names.index(k) in _moving(field, common):
            top = divmod(top, common)[0]
            bottom = divmod(bottom, field.shifted(common, k, -shift))[0]
            for step in range(1, shift + 1):
                p *= field.shifted(common, k, -step)
    return top, field.shifted(bottom, k, -1), p


def _moving(field: Field, poly: Poly) -> list[int]:
    return [place for place, degree in enumerate(poly.degrees()) if degree]


def _with_degree(
    field: Field, k: str, form: tuple[Poly, Poly, Poly], unknown: tuple[Poly, ...], degree: int
) -> tuple[list[Poly], Poly] | None:
    """c's and y with q*y(k + 1) - r*y(k) == p*sum(c*unknown), by linear algebra over the other letters."""
    q, r, p = form
    gen = field.gens[k]
    columns = [-(p * one) for one in unknown]
    columns += [q * field.shifted(gen**i, k) - r * gen**i for i in range(degree + 1)]
    vector = _kernel(field, k, columns, len(unknown) - 1)
    if vector is None:
        return None
    y = field.one * 0
    for place, weight in enumerate(vector[len(unknown) :]):
        y += weight * gen**place
    return vector[: len(unknown)], y


def _kernel(field: Field, k: str, columns: list[Poly], needed: int) -> list[Poly] | None:
    """Polynomials v, free of k, with sum v*column == 0 and v[needed] != 0, or None. Elimination without fractions."""
    place = field.names.index(k)
    rows: dict[int, list[Poly]] = {}
    for number_, column in enumerate(columns):
        for powers, coefficient in column.to_dict().items():
            rest = (*powers[:place], 0, *powers[place + 1 :])
            row = rows.setdefault(powers[place], [field.one * 0] * len(columns))
            row[number_] = row[number_] + field.context.from_dict({rest: coefficient})
    # the needed column last, so that it is free if it can be
    order = [number_ for number_ in range(len(columns)) if number_ != needed] + [needed]
    table = [[row[number_] for number_ in order] for row in rows.values()]
    pivots = _eliminate(table)
    if len(columns) - 1 in [column for _, column in pivots]:
        return None
    return _back(field, table, pivots, order, len(columns))


def _eliminate(table: list[list[Poly]]) -> list[tuple[int, int]]:
    """Reduces to echelon form in place; the pivots (row, column)."""
    pivots: list[tuple[int, int]] = []
    width = len(table[0]) if table else 0
    for column in range(width):
        start = len(pivots)
        choice = [row for row in range(start, len(table)) if not table[row][column].is_zero()]
        if not choice:
            continue
        best = min(choice, key=lambda row: len(table[row][column]))
        table[start], table[best] = table[best], table[start]
        lead = table[start][column]
        for row in range(len(table)):
            if row != start and not table[row][column].is_zero():
                factor = table[row][column]
                table[row] = _primitive(
                    [lead * one - factor * two for one, two in zip(table[row], table[start], strict=True)]
                )
        pivots.append((start, column))
    return pivots


def _primitive(row: list[Poly]) -> list[Poly]:
    """The row without the common factor of its entries."""
    common = None
    for entry in row:
        if not entry.is_zero():
            common = entry if common is None else common.gcd(entry)
    if common is None or common.is_zero():
        return row
    return [divmod(entry, common)[0] for entry in row]


def _back(
    field: Field, table: list[list[Poly]], pivots: list[tuple[int, int]], order: list[int], width: int
) -> list[Poly]:
    """The kernel vector whose last free entry is the product of the pivots, made primitive."""
    scale = field.one
    for row, column in pivots:
        lead = table[row][column]
        scale = divmod(scale * lead, scale.gcd(lead))[0]
    vector = [field.one * 0] * width
    vector[width - 1] = scale
    for row, column in pivots:
        vector[column] = -divmod(table[row][width - 1] * scale, table[row][column])[0]
    vector = _primitive(vector)
    return [vector[order.index(place)] for place in range(width)]


def term_in(field: Field, poly: Poly) -> Term:
    """The polynomial as a term, factored so that its zeros are seen."""
    constant, factors = poly.factor() if not poly.is_constant() else (None, [])
    if constant is None:
        return _sum(field, poly)
    value = number(Fraction(int(constant.p), int(constant.q)))
    return times(value, *(power(_sum(field, factor), number(int(often))) for factor, often in factors))


def _sum(field: Field, poly: Poly) -> Term:
    parts = []
    for powers, coefficient in poly.to_dict().items():
        letters = [
            power(Letter(name), number(int(exponent)))
            for name, exponent in zip(field.names, powers, strict=True)
            if exponent
        ]
        parts.append(times(number(Fraction(int(coefficient.p), int(coefficient.q))), *letters))
    return plus(*parts) if parts else number(0)
