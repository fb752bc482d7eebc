"""Terms as z3 expressions, by an encoder of its own.

A quotient is kept as numerator and denominators and is never given to z3's total division: z3 may choose any value for x/0 and
for 0**0. Denominators are nonzero, arguments of roots nonnegative: every term of the goal is defined. Roots, absolute
values and the like are auxiliary variables with their defining constraints. Everything else is an abstraction: a variable
with the range of the function, and equal (or, for monotone functions, ordered) values at equal (ordered) arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import z3

from proofs_check.engines.intervals import range_of
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.sorts import SCALAR, Scope, SortError, sort_of
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Connective,
    Constant,
    Diff,
    Letter,
    Limit,
    Number,
    Quantified,
    Term,
    walk,
)
from proofs_check.statement.text import text

Expr = Any  # z3 has no stubs
MAX_EXPONENT = 64


def partial(term: Term) -> bool:
    """Whether a term may fail to have a finite value although its parts are defined."""
    return isinstance(term, Limit | Diff) or (isinstance(term, Apply) and term.op == "eigenvalues")


class Unencodable(ValueError):
    """The term has no encoding here."""


@dataclass(frozen=True)
class Ratio:
    """num divided by all of dens; the flag says that a denominator is positive, none of them is zero."""

    num: Expr
    dens: tuple[tuple[Expr, bool], ...] = ()


class Encoder:
    """Encodes the statements of one goal in a context of its own. `side` collects what holds of the auxiliary variables.

    whole: integer letters become integers of z3; otherwise reals, which is sound for proofs.
    values: limits and derivatives whose value a hypothesis gives.
    """

    def __init__(self, scope: Scope, values: frozenset[Term], whole: bool = False) -> None:
        self.context = z3.Context()
        self.scope = scope
        self.values = values
        self.whole = whole
        self.side: list[Expr] = []
        self.abstracted = False
        self.has_integers = False
        self.has_quantifiers = False
        self.letters: dict[str, Expr] = {}
        self._seen: dict[Term, Ratio] = {}
        self._count = 0
        self._functions: dict[str, list[tuple[tuple[Ratio, ...], Expr]]] = {}
        self.inside_binder = False
        self.lowest: dict[tuple[Term, tuple[tuple[Term, int], ...]], int] = {}
        self.powers: list[tuple[tuple[Ratio, ...], Expr, bool]] = []

    # numbers and variables

    def number(self, value: Fraction | int) -> Expr:
        return z3.RealVal(str(Fraction(value)), self.context)

    def fresh(self, name: str) -> Expr:
        """A new real variable."""
        if self.inside_binder:
            raise Unencodable("an auxiliary variable under a quantifier")
        self._count += 1
        return z3.Real(f"{name}!{self._count}", self.context)

    def letter(self, name: str) -> Expr:
        """The variable of a letter, as a real expression."""
        domain = self.scope.letters.get(name)
        if domain is None or domain.kind not in ("real", "integer"):
            raise Unencodable(f"'{name}' is no real number")
        if name not in self.letters:
            if domain.kind == "integer" and self.whole:
                self.has_integers = True
                self.letters[name] = z3.Int(name, self.context)
            else:
                self.letters[name] = z3.Real(name, self.context)
        found = self.letters[name]
        return z3.ToReal(found) if z3.is_int(found) else found

    # terms

    def value(self, term: Term) -> Ratio:
        """The encoding of a scalar term. Raises Unencodable."""
        if self.inside_binder:
            return self._value(term)
        if term not in self._seen:
            self._seen[term] = self._value(term)
        return self._seen[term]

    def _value(self, term: Term) -> Ratio:
        from proofs_check.engines import smt_functions, smt_powers

        match term:
            case Number(value=value):
                return Ratio(self.number(value))
            case Letter(name=name):
                return Ratio(self.letter(name))
            case Constant(name="pi" | "e"):
                return smt_functions.constant(self, term)
            case Constant():
                raise Unencodable(f"the constant {term.name}")
            case Apply(args=args) if not self._scalars(args):
                return Ratio(self.raw(term))
            case Apply(op=("add" | "sub" | "mul" | "div" | "neg") as op, args=args):
                return self._arithmetic(op, args)
            case Apply(op="pow", args=(base, exponent)):
                return smt_powers.power(self, base, exponent)
            case Apply():
                return Ratio(smt_functions.function(self, term))
            case _:
                return Ratio(self.raw(term))

    def _scalars(self, args: tuple[Term, ...]) -> bool:
        try:
            return all(sort_of(arg, self.scope) == SCALAR for arg in args)
        except (SortError, KeyError):
            return False

    def raw(self, term: Term) -> Expr:
        """A variable for a term that is not looked into: the same term, the same variable."""
        if self.inside_binder:
            raise Unencodable("a value that is not known, under a quantifier")
        if any(partial(node) and node not in self.values for node in walk(term)):
            raise Unencodable(f"{text(term)[:60]} may have no value")
        self.abstracted = True
        return z3.Real(f"<{text(term)}>", self.context)

    def _arithmetic(self, op: str, args: tuple[Term, ...]) -> Ratio:
        first = self.value(args[0])
        if op == "neg":
            return Ratio(-first.num, first.dens)
        second = self.value(args[1])
        if op == "add":
            return self.add(first, second)
        if op == "sub":
            return self.add(first, Ratio(-second.num, second.dens))
        if op == "mul":
            return Ratio(first.num * second.num, first.dens + second.dens)
        positive = range_of(args[1], self.scope).positive and not self.inside_binder
        return self.divide(first, second, positive)

    def divide(self, first: Ratio, second: Ratio, positive: bool = False) -> Ratio:
        """first/second, with the constraint that second is not zero; positive: its numerator over its denominators is."""
        self.side.append(second.num != 0)
        above = first.num
        for den, _ in second.dens:
            above = above * den
        sure = positive and all(flag for _, flag in second.dens)
        if sure and not z3.is_rational_value(second.num):
            self.side.append(second.num > 0)
        return Ratio(above, (*first.dens, (second.num, sure)))

    def add(self, first: Ratio, second: Ratio) -> Ratio:
        """The sum over a common denominator; denominators that both have are used once."""
        left, right = list(first.dens), list(second.dens)
        common = []
        for den in first.dens:
            match = next((other for other in right if other[0].eq(den[0])), None)
            if match is not None:
                right.remove(match)
                left.remove(den)
                common.append(den)
        num = _times(first.num, right) + _times(second.num, left)
        return Ratio(num, (*common, *left, *right))

    # statements

    def compare(self, relation: str, first: Ratio, second: Ratio) -> Expr:
        """`first relation second`, denominators cleared: those of unknown sign enter the product once more."""
        difference = self.add(first, Ratio(-second.num, second.dens))
        num = difference.num
        if relation == "==":
            return num == 0
        if relation == "!=":
            return num != 0
        num = _times(num, [den for den in difference.dens if not den[1]])
        return {"<": num < 0, "<=": num <= 0, ">": num > 0, ">=": num >= 0}[relation]

    def statement(self, term: Term) -> Expr:
        """The encoding of a statement. Raises Unencodable."""
        match term:
            case Compare():
                return self._comparison(term)
            case Connective(op=op, parts=parts):
                encoded = [self.statement(part) for part in parts]
                return self._connective(op, encoded)
            case Quantified():
                return self._quantified(term)
            case _:
                raise Unencodable(f"{text(term)[:60]} is no statement about numbers")

    def _connective(self, op: str, parts: list[Expr]) -> Expr:
        joined: dict[str, Callable[[], Expr]] = {
            "and": lambda: z3.And(*parts, self.context) if parts else z3.BoolVal(True, self.context),
            "or": lambda: z3.Or(*parts, self.context) if parts else z3.BoolVal(False, self.context),
            "not": lambda: z3.Not(parts[0]),
            "implies": lambda: z3.Implies(parts[0], parts[1]),
            "iff": lambda: parts[0] == parts[1],
        }
        return joined[op]()

    def _comparison(self, term: Compare) -> Expr:
        if not self._scalars((term.left, term.right)):
            raise Unencodable("matrices are compared")
        first, second, relation = self.value(term.left), self.value(term.right), term.relation
        if relation in ("<", ">") and all(is_integral(side, self.scope) for side in (term.left, term.right)):
            step = Ratio(self.number(1 if relation == "<" else -1))
            return self.compare(f"{relation}=", self.add(first, step), second)
        return self.compare(relation, first, second)

    def negated(self, term: Term) -> Expr:
        """The negation of a statement; for whole numbers `not a <= b` is `a >= b + 1`."""
        if isinstance(term, Compare) and term.relation in ("<=", ">="):
            turned = Compare(">" if term.relation == "<=" else "<", term.left, term.right)
            return self._comparison(turned)
        return z3.Not(self.statement(term))

    def _quantified(self, term: Quantified) -> Expr:
        """The body without auxiliary variables; its terms are defined at the value that is meant."""
        if term.domain.kind != "real" or self.inside_binder:
            raise Unencodable("a quantifier over something else than the reals, or one under another")
        for inner in term.domain.terms():
            self.value(inner)
        bound = z3.Real(f"{term.letter}!bound", self.context)
        body, inside = self._body(term.letter, term.domain, term.body, bound)
        self.has_quantifiers = True
        if term.op == "exists":
            return z3.Exists([bound], z3.And(inside, body))
        return z3.ForAll([bound], z3.Implies(inside, body))

    def _body(self, name: str, domain: Domain, body: Term, bound: Expr) -> tuple[Expr, Expr]:
        """The body with what its definedness needs, and the membership of the bound letter."""
        saved = (self.scope, self.letters, self.side)
        self.scope = self.scope.with_letter(name, domain)
        self.letters, self.side, self.inside_binder = {**self.letters, name: bound}, [], True
        try:
            facts = [self.statement(fact) for fact in membership(name, domain)]
            encoded = self.statement(body)
            needs = tuple(self.side)
        finally:
            outer = {known: one for known, one in self.letters.items() if known != name}
            self.scope, self.letters, self.side = saved
            self.letters.update({known: one for known, one in outer.items() if known not in self.letters})
            self.inside_binder = False
        inside = z3.And(*facts, self.context) if facts else z3.BoolVal(True, self.context)
        return z3.And(encoded, *needs), inside

    # functions

    def abstraction(self, op: str, args: tuple[Ratio, ...], order: str) -> tuple[Expr, bool]:
        """The variable of op(args) and whether it is new; order: 'up' or 'down' where op is strictly monotone, or ''."""
        self.abstracted = True
        known = self._functions.setdefault(op, [])
        for other, found in known:
            if all(_same(one, two) for one, two in zip(args, other, strict=True)):
                return found, False
        value = self.fresh(op)
        for other, found in known:
            same = z3.And(*(self.compare("==", one, two) for one, two in zip(args, other, strict=True)))
            self.side.append(z3.Implies(same, value == found))
            if order:
                below = self.compare("<", args[0], other[0])
                self.side.append(below == (value < found if order == "up" else value > found))
        known.append((args, value))
        return value, True


def _times(num: Expr, dens: list[tuple[Expr, bool]]) -> Expr:
    for den, _ in dens:
        num = num * den
    return num


def _same(one: Ratio, two: Ratio) -> bool:
    dens = zip(one.dens, two.dens, strict=False)
    return len(one.dens) == len(two.dens) and one.num.eq(two.num) and all(a[0].eq(b[0]) for a, b in dens)
