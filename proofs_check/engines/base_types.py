"""How the parts of a statement change with the basis of a space, as equations between signs.

With an invertible L write P(1) = L, P(0) = I, P(-1) = inv(L).T. Every matrix M of a statement is M == P(l) @ M' @ P(r).T for some l and r, its type. In a
product the L and inv(L) between two factors cancel where the types there are opposite, so that the statement about M says the same of M'.

Notation: places are the unknown signs of `unknown_signs.py`.
"""

from __future__ import annotations

from proofs_check.engines.scalar_image import touches_matrices
from proofs_check.engines.unknown_signs import STILL, Place, Signs, opposite
from proofs_check.engines.word_terms import Unsupported
from proofs_check.statement.domains import SYMMETRIC_KINDS, Domain
from proofs_check.statement.sorts import SCALAR, Scope, SortError, sort_of
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    At,
    Compare,
    Connective,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    binder,
    children,
    walk,
)

Type = tuple[Place, Place]
NO_CHANGE: Type = (STILL, STILL)


class Typing:
    """The types of the letters of a goal, found statement by statement."""

    def __init__(self, scope: Scope, anchor: str, anchored: Type) -> None:
        self.scope, self.signs, self.bound = scope, Signs(), frozenset[str]()
        self.types: dict[str, Type] = {anchor: anchored}

    def admits(self, statement: Term) -> bool:
        """Whether the statement keeps its meaning; its equations are kept then."""
        before, types = self.signs.copy(), dict(self.types)
        try:
            self.of(statement)
        except Unsupported:
            self.signs, self.types = before, types
            return False
        return True

    def of(self, term: Term) -> Type:
        """The type of a term. Raises Unsupported."""
        match term:
            case Letter(name=name):
                return self._letter(name)
            case Compare() | Connective():
                return self._statement(term)
            case Apply():
                return self._operation(term)
            case At() if touches_matrices(term, self.scope):
                raise Unsupported("a sequence")
            case Sum(op="sum"):
                return self._below(term)
            case _ if binder(term) is not None:
                return self._still(self._below(term))
            case _:
                return self._parts(term)

    def _letter(self, name: str) -> Type:
        domain = self.scope.letters.get(name)
        if name in self.bound or domain is None or domain.is_scalar:
            return NO_CHANGE
        if name not in self.types:
            self.types[name] = self._of_kind(domain)
        return self.types[name]

    def _of_kind(self, domain: Domain) -> Type:
        """Symmetric matrices stay so under L.T @ M @ L; orthogonal and diagonal ones must not be touched."""
        if domain.kind in ("orthogonal", "diagonal"):
            return NO_CHANGE
        left = self.signs.new()
        if domain.kind == "vector":
            return left, STILL
        return left, left if domain.kind in SYMMETRIC_KINDS else self.signs.new()

    def _parts(self, term: Term) -> Type:
        """A term all of whose parts must stay as they are."""
        for part in children(term):
            self._still(self.of(part))
        return NO_CHANGE

    def _below(self, term: Term) -> Type:
        """What is said of a number that a sum, a limit or a quantifier binds."""
        name = binder(term)
        if name is None or (isinstance(term, Quantified | Limit) and not term.domain.is_scalar):
            raise Unsupported("a quantifier over matrices")
        body, *ends = children(term)
        for end in ends:
            self._still(self.of(end))
        outside, self.bound = self.bound, self.bound | {name}
        try:
            return self.of(body)
        finally:
            self.bound = outside

    def _still(self, found: Type) -> Type:
        for place in found:
            self.signs.equal(place, STILL)
        return NO_CHANGE

    def _statement(self, term: Compare | Connective) -> Type:
        if isinstance(term, Connective):
            return self._parts(term)
        inner = _determined(term)
        if inner is not None:
            self.of(inner)
            return NO_CHANGE
        if sort_of(term.left, self._inside()) == SCALAR:
            return self._numbers(term)
        if term.relation not in ("==", "!="):
            raise Unsupported("an order of matrices")
        self._same(self.of(term.left), self.of(term.right))
        return NO_CHANGE

    def _numbers(self, term: Compare) -> Type:
        """Numbers compared: they do not change, or both sides by the same even power of det(L)."""
        before, types = self.signs.copy(), dict(self.types)
        if len(self._sizes_below_determinants(term)) == 1:
            try:
                place = self.signs.new()
                degrees = {self._degree(side, place) for side in (term.left, term.right)}
                if len(degrees - {None}) <= 1:
                    return NO_CHANGE
            except Unsupported:
                pass
            self.signs, self.types = before, types
        return self._parts(term)

    def _sizes_below_determinants(self, term: Term) -> set[Term]:
        """None where a determinant stands in the scope of a bound letter: its degree is not looked for."""
        below = [node.args[0] for node in walk(term) if isinstance(node, Apply) and node.op == "det"]
        try:
            return {sort_of(inner, self._inside()).rows for inner in below}
        except SortError:
            return set()

    def _degree(self, term: Term, place: Place) -> int | None:
        """The degree of a polynomial in determinants of matrices of the type (place, place); None for 0."""
        match term:
            case Number(value=value) if value == 0:
                return None
            case Apply(op="det", args=(inner,)):
                self._same(self.of(inner), (place, place))
                return 1
            case Apply(op="neg", args=(inner,)):
                return self._degree(inner, place)
            case Apply(op=("add" | "sub" | "mul" | "div") as op, args=args):
                left, right = (self._degree(arg, place) for arg in args)
                if op in ("add", "sub") and None not in (left, right) and left != right:
                    raise Unsupported("a sum of different degrees in determinants")
                if left is None or right is None:
                    return None if op in ("mul", "div") else right if left is None else left
                return {"mul": left + right, "div": left - right}.get(op, left)
            case Apply(op="pow", args=(base, Number(value=value))) if value.denominator == 1:
                inner_degree = self._degree(base, place)
                if value == 0:  # 0**0 is 1
                    return 0
                return None if inner_degree is None else int(value) * inner_degree
        self._still(self.of(term))
        return 0

    def _same(self, one: Type, two: Type) -> Type:
        for left, right in zip(one, two, strict=True):
            self.signs.equal(left, right)
        return one

    def _operation(self, term: Apply) -> Type:
        match term:
            case Apply(op=("add" | "sub"), args=(left, right)):
                return self._same(self.of(left), self.of(right))
            case Apply(op="neg", args=(inner,)):
                return self.of(inner)
            case Apply(op="div", args=(left, right)):
                self._still(self.of(right))
                return self.of(left)
            case Apply(op="mul", args=(left, right)):
                is_factor = sort_of(left, self._inside()) == SCALAR
                self._still(self.of(left if is_factor else right))
                return self.of(right if is_factor else left)
            case Apply(op="matmul", args=(left, right)):
                one, two = self.of(left), self.of(right)
                self.signs.equal(one[1], opposite(two[0]))
                return one[0], two[1]
            case Apply(op="dot", args=(left, right)):
                one, two = self.of(left), self.of(right)
                self.signs.equal(one[0], opposite(two[0]))
                return one[1], two[1]  # the columns of matrices of one column may change
            case Apply(op="transpose", args=(inner,)):
                one = self.of(inner)
                return one[1], one[0]
            case Apply(op="inv", args=(inner,)):
                one = self.of(inner)
                return opposite(one[1]), opposite(one[0])
            case Apply(op="identity"):
                place = self.signs.new()
                return place, opposite(place)
            case Apply(op="zeros"):
                return self.signs.new(), self.signs.new()
            case Apply(op=("trace" | "det" | "eigenvalues" | "spectral_radius"), args=(inner,)):
                self._similar(inner)
                return NO_CHANGE
            case Apply(op="pow", args=(base, exponent)) if sort_of(base, self._inside()) != SCALAR:
                self._still(self.of(exponent))
                return self._similar(base)
        return self._parts(term)

    def _similar(self, inner: Term) -> Type:
        """A square matrix that changes to inv(L) @ M @ L."""
        found = self.of(inner)
        self.signs.equal(found[0], opposite(found[1]))
        return found

    def _inside(self) -> Scope:
        """The scope with the letters that binders bind; they are numbers."""
        scope = self.scope
        for name in self.bound:
            scope = scope.with_letter(name, Domain("real"))
        return scope


def _determined(term: Compare) -> Term | None:
    """X where the statement says that det(X) or det(X.T @ X) is 0, or is not: that X is of full column rank."""
    match term:
        case Compare(
            relation=("==" | "!="),
            left=Apply(op="det", args=(Apply(op="matmul", args=(Apply(op="transpose", args=(one,)), two)),)),
            right=right,
        ) if one == two and right == ZERO:
            return one
        case Compare(relation=("==" | "!="), left=Apply(op="det", args=(inner,)), right=right) if (
            right == ZERO
        ):
            return inner
        case _:
            return None
