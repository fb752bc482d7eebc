"""Forms made homogeneous by a bound h(x) >= c or h(x) <= c, h homogeneous and c > 0, in letters that are not negative.

    h(x)/c >= 1    a term that is not positive falls when it is multiplied by powers of h/c
    h(x)/c <= 1    a term that is not negative falls, h having no negative coefficients

So the form with its terms of lower degree multiplied up is at most the form itself: where it is not negative (positive), neither is the form.
A bound x**d >= 1 by a single product shifts weighted means too (`weighted_means.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import flint

from proofs_check.engines.form_algebra import by_homogeneous, by_product, degree_of, is_homogeneous
from proofs_check.engines.weighted_means import Form, Powers


@dataclass(frozen=True)
class OneSided:
    """whole(x) >= 1 (at_least), or whole(x) <= 1; whole is homogeneous of positive degree."""

    terms: tuple[tuple[Powers, flint.fmpq], ...]
    at_least: bool

    @property
    def whole(self) -> Form:
        return dict(self.terms)


def one_sided(fact: Form) -> OneSided | None:
    """What fact(x) >= 0 says of a homogeneous form and a number, or None."""
    whole = dict(fact)
    if not whole:
        return None
    constant = whole.pop((0,) * len(next(iter(whole))), flint.fmpq(0))
    if constant == 0 or not whole or not is_homogeneous(whole):
        return None
    scaled = tuple((powers, -value / constant) for powers, value in sorted(whole.items()))
    if constant > 0 and any(value < 0 for _, value in scaled):
        return None
    return OneSided(scaled, constant < 0)


def rising_units(bounds: tuple[OneSided, ...]) -> tuple[Powers, ...]:
    """The d for which the bounds say x**d >= 1, the letters being positive."""
    found = []
    for bound in bounds:
        if len(bound.terms) == 1 and bound.terms[0][1] == 1:
            (powers, _) = bound.terms[0]
            found.append(powers if bound.at_least else tuple(-power for power in powers))
    return tuple(dict.fromkeys(found))


def by_bound(form: Form, bound: OneSided, positive: bool) -> Form | None:
    """A homogeneous form that is at most this one, up to a change of positive letters; positive: all letters are."""
    top = degree_of(form)
    lower = [value for powers, value in form.items() if sum(powers) < top]
    if any((value > 0) == bound.at_least for value in lower):
        return None
    degree = sum(bound.terms[0][0])
    found = by_homogeneous(form, bound.whole, degree)
    if found is not None or len(bound.terms) > 1 or not positive:
        return found
    powers, value = bound.terms[0]
    return by_product(form, powers, Fraction(int(value.q), int(value.p)))
