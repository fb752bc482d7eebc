"""Polynomials in letters that are not negative, by the order of the letters and weighted means of monomials.

A form is not negative where its terms are made up for by weighted means (`weighted_means.py`). Else it is looked at in each order of
its letters: where x_1 >= x_2 >= ... >= x_k >= 0,

    x_i = u_i/i + u_(i+1)/(i+1) + ... + u_k/k      with u_1, ..., u_k >= 0,

and the form in the u is settled in the same way, a few times over. The cells shrink to points, so that what is positive is
found out in the end; equality may stand at corners.

The setting (`homogeneous_forms.py`) gives the form, homogeneous, its letters not negative.
Certificate: the orders and the means, in exact arithmetic.

Reference: L. Yang, Solving harder problems with lesser mathematics, ATCM 2005 (successive difference substitution).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import permutations

import flint

from proofs_check.engines.homogeneous_forms import Orthant, orthants
from proofs_check.engines.ring import OutOfReach
from proofs_check.engines.weighted_means import Form, Powers, means_for
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.terms import Compare

ENGINE = "successive differences"
DEPTHS = {2: 8, 3: 4, 4: 2, 5: 1}  # letters -> how often they are put in order
CELLS = 160
MAX_TERMS = 700
CANONICAL_TERMS = 200


class Unsettled(ValueError):
    """The form is negative somewhere, or too many cells are left."""


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves a comparison of rational terms of letters that are not negative, or says why not."""
    allowed = budget or Budget()
    if not isinstance(goal.conclusion, Compare) or goal.conclusion.relation in ("==", "!="):
        return undecided(ENGINE, "only inequalities are proved here")
    if any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "complex letters have no order")
    try:
        for orthant in orthants(goal, allowed):
            found = settled(orthant, allowed.thorough)
            if found:
                return proved(ENGINE, f"{orthant.says}: {found}"[:600], "certificate")
    except OutOfReach as reason:
        return undecided(ENGINE, str(reason))
    return undecided(ENGINE, "the orders of the letters do not settle it")


def settled(orthant: Orthant, in_orders: bool = True) -> str:
    """How the form is shown not to be negative (strict: to be positive); empty where it is not."""
    form = orthant.form
    if is_settled(form, orthant.positive, orthant.strict, orthant.units, orthant.rising):
        return "its negative terms are made up for by weighted means of the others"
    letters = len(next(iter(form), ()))
    if orthant.units or not in_orders or letters not in DEPTHS or len(form) > MAX_TERMS:
        return ""
    try:
        search = _Search(orthant.strict)
        search.settle(form, orthant.positive, DEPTHS[letters])
    except Unsettled:
        return ""
    return f"weighted means of monomials in {search.cells} orders of the letters"


def is_settled(
    form: Form,
    positive: frozenset[int],
    strict: bool,
    units: tuple[Powers, ...] = (),
    rising: tuple[Powers, ...] = (),
) -> bool:
    """Whether weighted means make up for the negative terms; strict: and a positive term is left that does not vanish."""
    found = means_for(form, units, rising)
    if found is None:
        return False
    if not strict:
        return True
    left = [powers for powers, value in found.left.items() if value > 0]
    if any(all(place in positive for place, power in enumerate(powers) if power) for powers in left):
        return True
    pure = {powers.index(max(powers)) for powers in left if sum(powers) == max(powers)}
    return bool(positive) and len(pure) == len(left[0] if left else ()) > 0


@dataclass
class _Search:
    """Settles a form by orders; counts the cells, and knows those that it has settled."""

    strict: bool
    cells: int = 0
    known: set[tuple[frozenset[int], frozenset[object]]] = field(default_factory=set)

    def settle(self, form: Form, positive: frozenset[int], depth: int) -> None:
        """Raises Unsettled."""
        for order in permutations(range(len(next(iter(form))))):
            cell = in_order(form, order)
            last = len(order) - 1
            inside = frozenset({last}) if order[-1] in positive else frozenset[int]()
            key = inside, frozenset((powers, (int(v.p), int(v.q))) for powers, v in cell.items())
            if key in self.known:
                continue
            self.cells += 1
            if self.cells > CELLS or len(cell) > MAX_TERMS or _is_negative_at_a_corner(cell):
                raise Unsettled
            if not is_settled(cell, inside, self.strict):
                if depth <= 1:
                    raise Unsettled
                self.settle(cell, inside, depth - 1)
            self.known.add(key)


def in_order(form: Form, order: tuple[int, ...]) -> Form:
    """The form in u, the letters being in falling order: the letter order[0] is the greatest."""
    count = len(order)
    context = flint.fmpq_mpoly_ctx.get([f"u{place}" for place in range(count)], "degrevlex")
    below = [context.constant(flint.fmpq(1, place + 1)) * own for place, own in enumerate(context.gens())]
    value = {letter: sum(below[place + 1 :], below[place]) for place, letter in enumerate(order)}
    poly = context.from_dict(dict(form)).compose(*(value[letter] for letter in range(count)), ctx=context)
    return {tuple(map(int, powers)): factor for powers, factor in poly.to_dict().items()}


def _is_negative_at_a_corner(form: Form) -> bool:
    """Whether it is negative where one letter is 1 and the others are 0, or where all are 1."""
    pure = (value for powers, value in form.items() if sum(powers) == max(powers))
    return any(value < 0 for value in pure) or sum(form.values(), flint.fmpq(0)) < 0
