"""Terms as quotients of polynomials over atoms: the normal form of the scalar engines.

`conversion(goal)` reads all facts of a goal and its conclusion. Two terms with the same normal form are equal wherever
both are defined. What is not understood (values of sequences, limits, sums, entries of matrices) becomes an atom of its
own: the same term, the same atom.

References: the relations are the defining equations of the functions; see also `powers.py` for exponents.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proofs_check.definedness import obligations
from proofs_check.engines import exponentials, functions, powers
from proofs_check.engines.ring import Atom, OutOfReach, Poly, Quotient, Ring
from proofs_check.engines.signs import NONNEGATIVE, NONZERO, NULL, POSITIVE, Sign, Signs, negated
from proofs_check.engines.simplify_terms import literals
from proofs_check.goal import Budget, Goal
from proofs_check.seen_forms import is_integral
from proofs_check.statement.sorts import SCALAR, Scope, SortError, sort_of
from proofs_check.statement.terms import (
    INFINITY,
    Apply,
    Compare,
    Constant,
    Diff,
    Letter,
    Limit,
    Number,
    Term,
    walk,
)
from proofs_check.statement.text import text

OF_EQUATIONS = 64  # multiples of angles: there no signs of polynomials of that degree are looked for
MAX_PASSES = 6
ARITHMETIC = ("add", "sub", "mul", "div", "neg")


@dataclass(frozen=True)
class Relation:
    """A comparison in normal form: `difference` stands in the relation to zero."""

    relation: str
    difference: Quotient
    because: str


class Conversion:
    """One pass over a goal: its ring, the signs known in it, and the terms converted so far."""

    def __init__(self, scope: Scope, values: frozenset[Term], plan: powers.Plan, budget: Budget) -> None:
        self.scope = scope
        self.values = values
        self.plan = plan
        self.ring = Ring(budget.polynomial_terms)
        self.signs = Signs(self.ring)
        self.is_complex = any(domain.is_complex for domain in scope.letters.values())
        self._seen: dict[Term, Quotient] = {}

    def convert(self, term: Term) -> Quotient:
        """The normal form of a scalar term. Raises OutOfReach."""
        if term not in self._seen:
            self._seen[term] = self._convert(term)
        return self._seen[term]

    def _convert(self, term: Term) -> Quotient:
        match term:
            case Number(value=value):
                return self.ring.number(value)
            case Letter(name=name):
                return self.letter(name)
            case Constant():
                return self._constant(term)
            case Apply(op=op) if op in ARITHMETIC:
                return self._arithmetic(term)
            case Apply(op="pow", args=(base, exponent)):
                return self._power(base, exponent)
            case Apply(op=op, args=args) if op in functions.RULES and self._scalars(args):
                return functions.RULES[op](self, args)
            case Apply(op=op, args=args) if self._scalars(args):
                return self.opaque(op, tuple(self.convert(arg) for arg in args))
            case _:
                return self._raw(term)

    def _scalars(self, args: tuple[Term, ...]) -> bool:
        try:
            return all(sort_of(arg, self.scope) == SCALAR for arg in args)
        except (SortError, KeyError):
            return False

    def _constant(self, term: Constant) -> Quotient:
        if term.name == "e":
            return exponentials.exponential(self, self.ring.number(1))
        if term.name == "i":
            atom = self.ring.find("i", "i") or self.ring.add_related(
                "i", "i", (), 2, self.ring.constant(-1), False
            )
            self.signs.register(self.ring.gens[atom.index], NONZERO, "i is not zero")
            return self.ring.gen(atom)
        if term.name != "pi":
            raise OutOfReach(f"the constant {term.name}")
        atom = self.ring.find("constant", "pi") or self.ring.add("constant", "pi")
        self.signs.register(self.ring.gens[atom.index] - self.ring.constant(3), POSITIVE, "pi > 3")
        self.signs.register(self.ring.gens[atom.index], POSITIVE, "pi > 0")
        return self.ring.gen(atom)

    def letter(self, name: str) -> Quotient:
        """The atom of a letter."""
        atom = self.ring.find("letter", name)
        if atom is None:
            domain = self.scope.letters.get(name)
            if domain is None or not domain.is_scalar:
                raise OutOfReach(f"'{name}' is no declared number")
            atom = self.ring.add("letter", name, real=domain.kind != "complex")
        return self.ring.gen(atom)

    def _arithmetic(self, term: Apply) -> Quotient:
        if not self._scalars(term.args):
            return self._raw(term)
        values = [self.convert(arg) for arg in term.args]
        ring = self.ring
        if term.op == "neg":
            return ring.neg(values[0])
        steps: dict[str, Callable[[Quotient, Quotient], Quotient]] = {
            "add": ring.add_,
            "sub": ring.sub,
            "mul": ring.mul,
            "div": ring.div,
        }
        return steps[term.op](values[0], values[1])

    def _power(self, base: Term, exponent: Term) -> Quotient:
        if not self._scalars((base, exponent)):
            return self._raw(Apply("pow", (base, exponent)))
        integral = is_integral(exponent, self.scope)
        return powers.power(self, self.convert(base), self.convert(exponent), integral)

    def _raw(self, term: Term) -> Quotient:
        """An atom for a term that is not looked into; its parts are compared as they are written.

        Limits and derivatives may fail to exist, or be infinite, unless a hypothesis says what they are.
        """
        for node in walk(term):
            partial = isinstance(node, Limit | Diff) or (isinstance(node, Apply) and node.op == "eigenvalues")
            if partial and node not in self.values:
                raise OutOfReach(f"{text(node)} has no value that is known here")
        atom = self.ring.find("term", text(term)) or self.ring.add(
            "term", text(term), (term,), not self.is_complex
        )
        return self.ring.gen(atom)

    def opaque(self, op: str, args: tuple[Quotient, ...]) -> Quotient:
        """An atom for a function of arguments in normal form."""
        label = f"{op}({', '.join(self.ring.quotient_text(arg) for arg in args)})"
        atom = self.ring.find("function", label)
        if atom is None:
            real = not self.is_complex or op in functions.ALWAYS_REAL
            atom = self.ring.add("function", label, (op, args), real)
            functions.range_facts(self, atom, op)
        return self.ring.gen(atom)

    def absolute(self, argument: Quotient) -> Quotient:
        """abs(argument)."""
        return functions.absolute(self, argument)

    def is_real(self, poly: Poly) -> bool:
        """Whether every atom of the polynomial is real."""
        return all(atom.real for atom in self.ring.atoms_of(poly))

    def single_atom(self, poly: Poly) -> Atom | None:
        """The atom that the polynomial consists of, or None."""
        if len(poly) == 1 and poly.total_degree() == 1 and poly.leading_coefficient() == 1:
            return self.ring.atoms_of(poly)[0]
        return None

    def relation(self, literal: Compare) -> Relation:
        """left relation right as difference relation 0, with > and >= only. Raises OutOfReach."""
        left, right = self.convert(literal.left), self.convert(literal.right)
        if literal.relation in ("<", "<="):
            left, right = right, left
        turned = {"<": ">", "<=": ">="}.get(literal.relation, literal.relation)
        difference = self.ring.sub(left, right)
        if turned == ">" and is_integral(literal.left, self.scope) and is_integral(literal.right, self.scope):
            turned, difference = ">=", self.ring.sub(difference, self.ring.number(1))
        return Relation(turned, difference, text(literal))

    def learn(self, found: Relation) -> None:
        """Registers the sign that a relation gives."""
        sign: Sign = {">": POSITIVE, ">=": NONNEGATIVE, "!=": NONZERO, "==": NULL}[found.relation]
        below = self.signs.of(found.difference.den)
        num, den = found.difference.num, found.difference.den
        if sign in (NONZERO, NULL) or below - NULL == POSITIVE:
            self.signs.register(num, sign, found.because)
        elif below - NULL == negated(POSITIVE):
            self.signs.register(num, negated(sign), found.because)
        else:
            self.signs.register(num * den, sign, found.because)


@dataclass(frozen=True)
class Converted:
    """A goal in normal form: its facts that were understood, and the conclusion."""

    work: Conversion
    facts: tuple[Relation, ...]
    conclusion: Relation


def convert_goal(goal: Goal, budget: Budget) -> Converted:
    """The goal in normal form; its conclusion is a comparison of scalars. Raises OutOfReach."""
    is_equation = isinstance(goal.conclusion, Compare) and goal.conclusion.relation == "=="
    plan = powers.Plan(OF_EQUATIONS) if is_equation else powers.Plan()
    for _ in range(MAX_PASSES):
        plan.changed = False
        work = Conversion(goal.scope, known_values(goal), plan, budget)
        facts = tuple(_facts(work, goal))
        conclusion = work.relation(_comparison(goal.conclusion))
        if not plan.changed:
            return Converted(work, facts, conclusion)
    raise OutOfReach("the exponents of the goal have no common form")


def known_values(goal: Goal) -> frozenset[Term]:
    """The limits and derivatives that a hypothesis equates with a term without infinity, limits and derivatives."""
    found: set[Term] = set()
    for literal in (literal for hypothesis in goal.hypotheses for literal in literals(hypothesis)):
        for one, other in ((literal.left, literal.right), (literal.right, literal.left)):
            plain = not any(isinstance(node, Limit | Diff) or node == INFINITY for node in walk(other))
            if literal.relation == "==" and isinstance(one, Limit | Diff) and plain:
                found.add(one)
    return frozenset(found)


def _comparison(term: Term) -> Compare:
    if not isinstance(term, Compare):
        raise OutOfReach("the conclusion is no comparison")
    return term


def _facts(work: Conversion, goal: Goal) -> list[Relation]:
    """The facts, converted and registered in turn; what cannot be converted is left out."""
    found = []
    for literal in (*scalar_facts(goal), *definedness_facts(goal)):
        try:
            relation = work.relation(literal)
        except OutOfReach:
            continue
        work.learn(relation)
        found.append(relation)
    return found


def scalar_facts(goal: Goal) -> tuple[Compare, ...]:
    """The comparisons of scalars among the facts of the goal."""
    return tuple(
        literal for fact in goal.facts() for literal in literals(fact) if _is_scalar(literal, goal.scope)
    )


def _is_scalar(literal: Compare, scope: Scope) -> bool:
    try:
        return sort_of(literal.left, scope) == SCALAR
    except (SortError, KeyError):
        return False


def definedness_facts(goal: Goal) -> tuple[Compare, ...]:
    """What holds because every term of the goal is defined: nonzero denominators, arguments of roots and logarithms."""
    found: list[Compare] = []
    for statement in (*goal.hypotheses, goal.conclusion):
        try:
            needed = obligations(statement, goal.scope, goal.first_indices)
        except (SortError, KeyError):
            continue
        for one in needed:
            if not one.letters and not one.under:
                found += [literal for literal in literals(one.says) if _is_scalar(literal, goal.scope)]
    return tuple(dict.fromkeys(found))


def equal(left: Term, right: Term, goal: Goal, budget: Budget) -> bool:
    """Whether the two terms have the same normal form under the facts of the goal. Raises OutOfReach."""
    converted = convert_goal(goal.concluding(Compare("==", left, right)), budget)
    return converted.conclusion.difference.num.is_zero()
