"""Functions as the second solver reads them: algebraic ones by what defines them, the others by range, order and equality.

A function that is not algebraic is an unknown value at each argument. Equal arguments give equal values, and ordered ones
ordered values where the function is monotone; nothing else is known of it but where its values lie.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from proofs_check.engines.second_polynomials import Polynomial, Quotient, constant, unknown
from proofs_check.engines.second_reader import Reader, Unreadable, connected
from proofs_check.statement.terms import Number, Term

MAX_VALUES = 6
BRACKETS: Mapping[str, tuple[Fraction, Fraction]] = {
    "pi": (Fraction("3.14159265358979"), Fraction("3.14159265358980")),
    "e": (Fraction("2.71828182845904"), Fraction("2.71828182845905")),
}
RISING = ("exp", "log", "tanh", "sinh", "asinh", "atan", "atanh", "asin", "sigmoid", "softplus", "acosh")
ODD = ("tanh", "sinh", "asinh", "atan", "atanh", "asin")
ABOVE: Mapping[str, int] = {"exp": 0, "sigmoid": 0, "softplus": 0, "tanh": -1, "atan": -2, "asin": -2}
BELOW: Mapping[str, int] = {"sigmoid": 1, "tanh": 1, "atan": 2, "asin": 2}
BETWEEN = ("sin", "cos")
ONE = Quotient(constant(1))
Make = Callable[[Reader, tuple[Quotient, ...]], Quotient]


def constant_of(reader: Reader, name: str) -> Quotient:
    """pi and e as unknowns between decimals."""
    if name not in BRACKETS:
        raise Unreadable(f"the constant {name}")
    low, high = BRACKETS[name]
    found = reader.new(name, ">")
    for relation, end in ((">", low), ("<", high)):
        reader.defining.append(reader.condition(relation, Quotient(found - constant(end))))
    return Quotient(found)


def function(reader: Reader, op: str, terms: tuple[Term, ...]) -> Quotient:
    """op at scalar terms. Raises Unreadable."""
    from proofs_check.engines import second_powers

    if op == "pow":
        return second_powers.power(reader, terms[0], terms[1])
    args = tuple(reader.value(term) for term in terms)
    if op == "exp":
        return second_powers.exponential(reader, args[0])
    if op == "root":
        degree = terms[1]
        if not isinstance(degree, Number) or degree.value.denominator != 1 or not 1 <= degree.value <= 12:
            raise Unreadable("a root of unknown degree")
        return root(reader, args[0], int(degree.value))
    if op in ALGEBRAIC:
        return ALGEBRAIC[op](reader, args)
    if len(args) == 1 and (op in RISING or op in BETWEEN):
        return value_at(reader, op, args[0])
    raise Unreadable(f"the function {op}")


def root(reader: Reader, inside: Quotient, degree: int) -> Quotient:
    """The real root of a degree: its power is the argument; an even one is not negative, nor is its argument."""
    if degree % 2 == 0:
        reader.need(">=", inside)
    found = reader.new("root", ">=" if degree % 2 == 0 else "")
    reader.defining.append(reader.condition("==", Quotient(found) ** degree - inside))
    return Quotient(found)


def _cases(reader: Reader, found: Polynomial, cases: list[tuple[list[str], Quotient]]) -> Quotient:
    """An unknown that has one of several values, each under its conditions."""
    options = [
        connected("and", [*conditions, reader.condition("==", Quotient(found) - value)])
        for conditions, value in cases
    ]
    reader.defining.append(connected("or", options))
    return Quotient(found)


def _absolute(reader: Reader, args: tuple[Quotient, ...]) -> Quotient:
    (x,) = args
    up, down = reader.condition(">=", x), reader.condition("<", x)
    return _cases(reader, reader.new("abs", ">="), [([up], x), ([down], -x)])


def _sign(reader: Reader, args: tuple[Quotient, ...]) -> Quotient:
    (x,) = args
    found = ((">", 1), ("==", 0), ("<", -1))
    cases = [([reader.condition(relation, x)], Quotient(constant(value))) for relation, value in found]
    return _cases(reader, reader.new("sign", whole=True), cases)


def _largest(reader: Reader, args: tuple[Quotient, ...]) -> Quotient:
    cases = [([reader.condition(">=", one - two) for two in args if two != one], one) for one in args]
    return _cases(reader, reader.new("max"), cases)


def _smallest(reader: Reader, args: tuple[Quotient, ...]) -> Quotient:
    return -_largest(reader, tuple(-arg for arg in args))


def _positive_part(reader: Reader, args: tuple[Quotient, ...]) -> Quotient:
    (x,) = args
    up, down = reader.condition(">=", x), reader.condition("<", x)
    return _cases(reader, reader.new("relu", ">="), [([up], x), ([down], Quotient(constant(0)))])


def _floor(reader: Reader, args: tuple[Quotient, ...]) -> Quotient:
    (x,) = args
    if is_whole(reader, x):
        return x
    found = Quotient(reader.new("floor", whole=True))
    reader.defining += [reader.condition("<=", found - x), reader.condition("<", x - found - ONE)]
    return found


def _ceiling(reader: Reader, args: tuple[Quotient, ...]) -> Quotient:
    return -_floor(reader, (-args[0],))


ALGEBRAIC: Mapping[str, Make] = {
    "sqrt": lambda reader, args: root(reader, args[0], 2),
    "abs": _absolute,
    "sign": _sign,
    "max": _largest,
    "min": _smallest,
    "relu": _positive_part,
    "floor": _floor,
    "ceil": _ceiling,
    "re": lambda reader, args: args[0],
    "conj": lambda reader, args: args[0],
}


def is_whole(reader: Reader, value: Quotient) -> bool:
    """Whether a value is a whole number by its form: whole coefficients, whole unknowns, no denominator."""
    coefficients = all(number.denominator == 1 for _, number in value.top.terms)
    return not value.below and coefficients and value.top.names() <= reader.whole


def value_at(reader: Reader, op: str, x: Quotient) -> Quotient:
    """The unknown value of a function at x, the same for equal arguments."""
    known = reader.functions.setdefault(op, [])
    for other, name in known:
        if not (other - x).top.terms:
            return Quotient(unknown(name))
    if len(known) == MAX_VALUES:
        raise Unreadable(f"{op} at many arguments")
    _domain(reader, op, x)
    found = reader.new(op, ">" if op in ("exp", "sigmoid", "softplus") else "")
    y = Quotient(found)
    reader.defining += _ranges(reader, op, x, y)
    for other, name in known:
        reader.defining += _order(reader, op, x - other, y - Quotient(unknown(name)))
    known.append((x, reader.names[-1]))
    return y


def _domain(reader: Reader, op: str, x: Quotient) -> None:
    """What the function asks of its argument."""
    if op == "log":
        reader.need(">", x)
    if op == "acosh":
        reader.need(">=", x - ONE)
    if op in ("asin", "atanh"):
        relation = ">=" if op == "asin" else ">"
        reader.need(relation, x + ONE)
        reader.need(relation, ONE - x)


def _ranges(reader: Reader, op: str, x: Quotient, y: Quotient) -> list[str]:
    found = []
    if op in BETWEEN:
        return [reader.condition("<=", y - ONE), reader.condition(">=", y + ONE)]
    if op in ABOVE:
        found.append(reader.condition(">", y - Quotient(constant(ABOVE[op]))))
    if op in BELOW:
        found.append(reader.condition("<", y - Quotient(constant(BELOW[op]))))
    if op in ODD:
        found += _order(reader, op, x, y)
    if op == "exp":
        found += _order(reader, op, x, y - ONE)
    if op == "log":
        found += _order(reader, op, x - ONE, y)
    if op == "acosh":
        found.append(reader.condition(">=", y))
    if op == "sigmoid":
        found += _order(reader, op, x, y + y - ONE)
    if op == "softplus":
        found.append(reader.condition(">", y - x))
    return found


def _order(reader: Reader, op: str, gap: Quotient, change: Quotient) -> list[str]:
    """How the change of the value goes with the gap between the arguments."""
    same = f"(=> {reader.condition('==', gap)} {reader.condition('==', change)})"
    if op not in RISING:
        return [same]
    up = f"(=> {reader.condition('>', gap)} {reader.condition('>', change)})"
    down = f"(=> {reader.condition('<', gap)} {reader.condition('<', change)})"
    return [same, up, down]


__all__ = ["constant_of", "function", "is_whole", "root", "value_at"]
