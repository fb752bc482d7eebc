"""From polynomials over atoms back to terms."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from proofs_check.engines.ring import Atom, OutOfReach, Poly, Quotient, Ring, exact
from proofs_check.statement.terms import Constant, Letter, Term, apply, number


def term_of(poly: Poly, ring: Ring) -> Term:
    """The polynomial as a term. Raises OutOfReach for atoms that have no term."""
    total: Term | None = None
    for powers, factor in poly.to_dict().items():
        value = exact(factor)
        part = _monomial(powers, abs(value), ring)
        if total is None:
            total = part if value > 0 else apply("neg", part)
        else:
            total = apply("add" if value > 0 else "sub", total, part)
    return total if total is not None else number(0)


def quotient_term(one: Quotient, ring: Ring) -> Term:
    """The quotient as a term."""
    above = term_of(one.num, ring)
    return above if one.den.is_one() else apply("div", above, term_of(one.den, ring))


def exponentiated(poly: Poly, ring: Ring) -> tuple[Term, Term] | None:
    """Terms a, b with a > b exactly where poly > 0, and a >= b where poly >= 0, without its logarithms; or None.

    sum of c*log(f) + r > 0 exactly where the product of the f**c (c > 0) exceeds exp(-r) times that of the f**-c (c < 0).
    The logarithms must enter linearly, with rational coefficients.
    """
    logs = [atom for atom in ring.atoms_of(poly) if atom.kind == "log"]
    rest, pairs = poly, []
    for atom in logs:
        key = tuple(1 if place == atom.index else 0 for place in range(len(poly.degrees())))
        weight = poly.to_dict().get(key)
        if weight is None:
            return None
        pairs.append((atom, exact(weight)))
        rest = rest - ring.gens[atom.index] * weight
    if not logs or (not rest.is_zero() and any(atom.kind == "log" for atom in ring.atoms_of(rest))):
        return None
    return _raised(rest, pairs, ring)


def _raised(rest: Poly, weights: list[tuple[Atom, Fraction]], ring: Ring) -> tuple[Term, Term] | None:
    scale = lcm(*(weight.denominator for _, weight in weights))
    if any(abs(weight * scale) > 12 for _, weight in weights):
        return None
    sides: list[Term] = [number(1), apply("exp", apply("neg", term_of(rest * ring.constant(scale), ring)))]
    for atom, weight in weights:
        inside = term_of(atom.parts[0], ring)
        power = apply("pow", inside, number(abs(int(weight * scale))))
        place = 0 if weight > 0 else 1
        sides[place] = apply("mul", sides[place], power)
    return sides[0], sides[1]


def _monomial(powers: tuple[int, ...], factor: Fraction, ring: Ring) -> Term:
    found: Term | None = None if factor == 1 else number(factor)
    for place, power in enumerate(map(int, powers)):
        if power:
            atom = _atom(ring.atoms[place], ring)
            part = atom if power == 1 else apply("pow", atom, number(power))
            found = part if found is None else apply("mul", found, part)
    return found if found is not None else number(1)


def _atom(atom: Atom, ring: Ring) -> Term:
    match atom.kind, atom.parts:
        case "letter", _:
            return Letter(atom.label)
        case "constant", _:
            return Constant(atom.label)
        case ("exp" | "cos" | "sin") as op, (Quotient() as inner,):
            return apply(op, quotient_term(inner, ring))
        case ("log" | "abs") as op, (inner,):
            return apply(op, term_of(inner, ring))
        case "sign", (Quotient() as inner,):
            return apply("sign", quotient_term(inner, ring))
        case "root", (inner, int() as degree):
            inside = term_of(inner, ring)
            return apply("sqrt", inside) if degree == 2 else apply("root", inside, number(degree))
        case "power", (base, Quotient() as exponent):
            return apply("pow", term_of(base, ring), quotient_term(exponent, ring))
        case "function", (str() as op, tuple() as args):
            return apply(op, *(quotient_term(arg, ring) for arg in args))
        case "term", (Term() as inner,):
            return inner
        case _:
            raise OutOfReach(f"{atom.label} has no term")
