"""What the second solver is told: the statements of a goal as polynomial conditions in SMT-LIB, by a reader of its own.

Quotients are cleared of their denominators, a factor whose sign is not seen enters the condition once more. A comparison of
polynomials with whole coefficients in whole unknowns is sharpened to the next whole number, so that whole letters may be
read as reals. Every term of the goal is defined: its denominators are not zero. What cannot be read faithfully is refused.

Notation: an unknown is a letter, or stands for the value of a term (a root, an absolute value, a power, a function's value).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import Literal

from proofs_check.engines.second_polynomials import (
    Polynomial,
    Quotient,
    TooLarge,
    constant,
    product,
    unknown,
    written,
)
from proofs_check.statement.domains import Domain
from proofs_check.statement.sorts import SCALAR, Scope, SortError, sort_of
from proofs_check.statement.terms import (
    Apply,
    At,
    Compare,
    Connective,
    Constant,
    Diff,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    walk,
)

Sign = Literal[">", ">=", ""]
MAX_EXPONENT = 24


class Unreadable(ValueError):
    """The term has no faithful reading here."""


@dataclass
class Reader:
    """Reads the terms of one goal. `defining`: conditions on the unknowns; `needs`: what must hold for a term to be defined.

    signs: unknown -> '>' or '>=' where it is known to be positive or nonnegative. whole: the unknowns that are whole numbers.
    """

    scope: Scope
    signs: dict[str, Sign] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    defining: list[str] = field(default_factory=list)
    needs: dict[str, None] = field(default_factory=dict)
    values: dict[object, Quotient] = field(default_factory=dict)
    functions: dict[str, list[tuple[Quotient, str]]] = field(default_factory=dict)
    degree: int = 0
    products: int = 0

    def copy(self) -> Reader:
        """A reader that goes on from here without changing this one."""
        apart = replace(self, signs=dict(self.signs), whole=set(self.whole), names=list(self.names))
        apart.defining, apart.needs, apart.values = list(self.defining), dict(self.needs), dict(self.values)
        apart.functions = {op: list(found) for op, found in self.functions.items()}
        return apart

    # unknowns

    def new(self, hint: str, sign: Sign = "", whole: bool = False) -> Polynomial:
        """A new unknown."""
        name = f"{hint}!{len(self.names)}"
        self.names.append(name)
        if sign:
            self.signs[name] = sign
            self.defining.append(f"({sign} |{name}| 0.0)")
        if whole:
            self.whole.add(name)
        return unknown(name)

    def letter(self, name: str) -> Polynomial:
        """The unknown of a declared letter. Raises Unreadable where it is no real number."""
        domain = self.scope.letters.get(name)
        if domain is None or domain.kind not in ("real", "integer"):
            raise Unreadable(f"'{name}' is no real number")
        if name not in self.names:
            self.names.append(name)
            self.signs[name] = sign_of(domain)
            if domain.kind == "integer":
                self.whole.add(name)
        return unknown(name)

    # terms

    def value(self, term: Term) -> Quotient:
        """The reading of a scalar term. Raises Unreadable."""
        if term not in self.values:
            self.values[term] = self._value(term)
        return self.values[term]

    def _value(self, term: Term) -> Quotient:
        from proofs_check.engines import second_functions

        match term:
            case Number(value=value):
                return Quotient(constant(value))
            case Letter(name=name):
                return Quotient(self.letter(name))
            case Constant(name=name):
                return second_functions.constant_of(self, name)
            case Apply(op=op, args=args) if self._scalars(args):
                if op in ("add", "sub", "mul", "div", "neg"):
                    return self._arithmetic(op, args)
                return second_functions.function(self, op, args)
            case Apply() | At() | Sum():
                return self.opaque(term)
            case _:
                raise Unreadable(f"a {type(term).__name__} may have no value")

    def _scalars(self, args: tuple[Term, ...]) -> bool:
        return all(self._is_scalar(arg) for arg in args)

    def _is_scalar(self, term: Term) -> bool:
        try:
            return sort_of(term, self.scope) == SCALAR
        except (SortError, KeyError):
            return False

    def opaque(self, term: Term) -> Quotient:
        """An unknown for a scalar that is not looked into. Raises Unreadable where it may have no value."""
        partial = (
            isinstance(node, Limit | Diff) or (isinstance(node, Apply) and node.op == "eigenvalues")
            for node in walk(term)
        )
        if not self._is_scalar(term) or any(partial):
            raise Unreadable("a value that may not exist")
        return Quotient(self.new("value"))

    def _arithmetic(self, op: str, args: tuple[Term, ...]) -> Quotient:
        first = self.value(args[0])
        if op == "neg":
            return -first
        second = self.value(args[1])
        if op == "add":
            return first + second
        if op == "sub":
            return first - second
        return first * second if op == "mul" else first * self.inverse(second)

    def inverse(self, value: Quotient) -> Quotient:
        """1/value, which asks that it is not zero."""
        if not value.top.terms:
            raise Unreadable("a division by zero")
        self.need("!=", Quotient(value.top))
        return value.inverse()

    def need(self, relation: str, value: Quotient) -> None:
        """Notes that a term is defined only where `value relation 0`."""
        said = self.condition(relation, value)
        weaker = {"!=": (">",), ">=": (">",)}.get(relation, ())
        if said != "true" and not any(self.condition(known, value) in self.needs for known in weaker):
            self.needs[said] = None

    # signs and conditions

    def sign(self, polynomial: Polynomial) -> Sign:
        """'>' or '>=' where every term of the polynomial shows it."""
        found = [self._term_sign(monomial, value) for monomial, value in polynomial.terms]
        if not all(found):
            return ""
        return ">" if ">" in found else ">="

    def _term_sign(self, monomial: tuple[tuple[str, int], ...], value: Fraction) -> Sign:
        if value < 0:
            return ""
        strict = all(self.signs.get(name) == ">" for name, _ in monomial)
        weak = all(self.signs.get(name) or power % 2 == 0 for name, power in monomial)
        return ">" if strict else ">=" if weak else ""

    def condition(self, relation: str, value: Quotient) -> str:
        """`value relation 0`, cleared of denominators."""
        top = value.top
        if relation == "!=" and self.sign(top) == ">":
            return "true"
        if relation not in ("==", "!="):
            odd = [factor for factor, times in Counter(value.below).items() if times % 2]
            negative = [factor for factor in odd if self.sign(-factor) == ">"]
            top = product(top, (f for f in odd if f not in negative and self.sign(f) != ">"))
            top = -top if len(negative) % 2 else top
        if relation in (">", ">="):
            top, relation = -top, "<" if relation == ">" else "<="
        return self._whole(relation, top) if top.names() <= self.whole else self._plain(relation, top)

    def _plain(self, relation: str, top: Polynomial) -> str:
        if top.is_constant:
            return "true" if _holds(relation, top.at_zero) else "false"
        self.degree = max(self.degree, top.degree)
        self.products += sum(1 for monomial, _ in top.terms if sum(power for _, power in monomial) > 1)
        if relation == "!=":
            return f"(not (= {written(top)} 0.0))"
        return f"({'=' if relation == '==' else relation} {written(top)} 0.0)"

    def _whole(self, relation: str, top: Polynomial) -> str:
        """g*q + c relation 0 for whole q: q relation the next whole number."""
        if top.is_constant:
            return self._plain(relation, top)
        scale = lcm(*(value.denominator for _, value in top.terms))
        top = top.scaled(Fraction(scale))
        common = gcd(*(int(value) for monomial, value in top.terms if monomial))
        rest = -top.at_zero / common
        body = (top - constant(top.at_zero)).scaled(Fraction(1, common))
        if relation in ("==", "!="):
            if rest.denominator != 1:
                return "false" if relation == "==" else "true"
            return self._plain(relation, body - constant(rest))
        bound = floor(rest) if relation == "<=" else ceil(rest) - 1
        return self._plain("<=", body - constant(bound))

    # statements

    def statement(self, term: Term) -> str:
        """The reading of a statement. Raises Unreadable."""
        match term:
            case Compare(relation=relation, left=left, right=right) if self._scalars((left, right)):
                return self.condition(relation, self.value(left) - self.value(right))
            case Connective(op=op, parts=parts):
                return connected(op, [self.statement(part) for part in parts])
            case Quantified():
                raise Unreadable("a quantifier")
            case _:
                raise Unreadable("no statement about numbers")

    def denial(self, term: Term) -> str:
        """The negation, pushed to the comparisons, where a whole number gains."""
        opposite = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
        match term:
            case Compare(relation=relation, left=left, right=right):
                return self.statement(Compare(opposite[relation], left, right))
            case Connective(op="and", parts=parts):
                return connected("or", [self.denial(part) for part in parts])
            case Connective(op="or", parts=parts):
                return connected("and", [self.denial(part) for part in parts])
            case Connective(op="implies", parts=(premise, rest)):
                return connected("and", [self.statement(premise), self.denial(rest)])
            case _:
                return connected("not", [self.statement(term)])


def sign_of(domain: Domain) -> Sign:
    """What a lower bound that is a number says of the sign."""
    if domain.low is None or not isinstance(domain.low.at, Number) or domain.low.at.value < 0:
        return ""
    positive = domain.low.at.value > 0 or not domain.low.closed or domain.nonzero
    return ">" if positive else ">="


def _holds(relation: str, value: Fraction) -> bool:
    return {"==": value == 0, "!=": value != 0, "<": value < 0, "<=": value <= 0}[relation]


def connected(op: str, parts: list[str]) -> str:
    """A connective in SMT-LIB."""
    if op in ("and", "or") and len(parts) < 2:
        return parts[0] if parts else "true" if op == "and" else "false"
    sign = {"and": "and", "or": "or", "not": "not", "implies": "=>", "iff": "="}[op]
    return f"({sign} {' '.join(parts)})"


__all__ = ["MAX_EXPONENT", "Reader", "TooLarge", "Unreadable", "connected", "sign_of"]
