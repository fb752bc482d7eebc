"""The immutable terms of the statement language.

A statement is a tree of these nodes and of nothing else. Building a node never rewrites it: `abs(g)/sqrt(g**2)`
stays a quotient, so that the question whether it is defined at `g = 0` is still there to be asked.

Notation: a *term* has a value (a number, a vector, a matrix or a truth value); a *letter* is a declared variable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proofs_check.statement.domains import Domain


@dataclass(frozen=True)
class Term:
    """A node of a statement; equal terms are interchangeable. Its hash and its free letters are asked for everywhere, and kept."""

    _hash: int = field(init=False, repr=False, compare=False, default=0)
    _free: frozenset[str] | None = field(init=False, repr=False, compare=False, default=None)

    def _key(self) -> tuple[object, ...]:
        raise TypeError(f"{type(self).__name__} is abstract")

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((type(self).__name__, *self._key())))

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[type[Term], tuple[object, ...]]:
        # The kept hash holds in one process only: a term that travels is built anew where it arrives.
        return type(self), self._key()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other) or not isinstance(other, Term) or self._hash != other._hash:
            return False
        return self._key() == other._key()


@dataclass(frozen=True, eq=False)
class Number(Term):
    """An exact rational number."""

    value: Fraction

    def _key(self) -> tuple[object, ...]:
        return (self.value,)


@dataclass(frozen=True, eq=False)
class Letter(Term):
    """A declared letter, or one that a sum, a limit or a quantifier binds."""

    name: str

    def _key(self) -> tuple[object, ...]:
        return (self.name,)


@dataclass(frozen=True, eq=False)
class Constant(Term):
    """`pi`, `e`, `i` or `oo`."""

    name: str

    def _key(self) -> tuple[object, ...]:
        return (self.name,)


@dataclass(frozen=True, eq=False)
class Apply(Term):
    """An operation or function of `OPERATIONS` applied to terms."""

    op: str
    args: tuple[Term, ...]

    def _key(self) -> tuple[object, ...]:
        return (self.op, self.args)


@dataclass(frozen=True, eq=False)
class Matrix(Term):
    """A matrix literal, row by row; `[[1], [2]]` is a column."""

    rows: tuple[tuple[Term, ...], ...]

    def _key(self) -> tuple[object, ...]:
        return (self.rows,)


@dataclass(frozen=True, eq=False)
class At(Term):
    """The value of the sequence `name` at an integer index."""

    name: str
    index: Term

    def _key(self) -> tuple[object, ...]:
        return (self.name, self.index)


@dataclass(frozen=True, eq=False)
class Sum(Term):
    """`sum` or `prod` (by `op`) of `body` for integer `letter` from `low` to `high`, both included."""

    op: str
    letter: str
    body: Term
    low: Term
    high: Term

    def _key(self) -> tuple[object, ...]:
        return (self.op, self.letter, self.body, self.low, self.high)


@dataclass(frozen=True, eq=False)
class Limit(Term):
    """The limit of `body` as `letter` tends to `point`; `side` is '' (two-sided), '+' or '-'.

    `domain` says what the letter runs through: an integer letter runs through the integers.
    """

    letter: str
    domain: Domain
    body: Term
    point: Term
    side: str = ""

    def _key(self) -> tuple[object, ...]:
        return (self.letter, self.domain, self.body, self.point, self.side)


@dataclass(frozen=True, eq=False)
class Diff(Term):
    """The derivative of `body` with respect to `letter`, at the value that the letter has."""

    body: Term
    letter: str

    def _key(self) -> tuple[object, ...]:
        return (self.body, self.letter)


@dataclass(frozen=True, eq=False)
class Compare(Term):
    """`left relation right`, the relation one of == != < <= > >=."""

    relation: str
    left: Term
    right: Term

    def _key(self) -> tuple[object, ...]:
        return (self.relation, self.left, self.right)


@dataclass(frozen=True, eq=False)
class Connective(Term):
    """`and`, `or` (any number of parts), `not` (one), `implies`, `iff` (two); `and` of nothing is true."""

    op: str
    parts: tuple[Term, ...]

    def _key(self) -> tuple[object, ...]:
        return (self.op, self.parts)


@dataclass(frozen=True, eq=False)
class Quantified(Term):
    """`exists` or `forall` letter in domain: body."""

    op: str
    letter: str
    domain: Domain
    body: Term

    def _key(self) -> tuple[object, ...]:
        return (self.op, self.letter, self.domain, self.body)


TRUE = Connective("and", ())
FALSE = Connective("or", ())
ZERO = Number(Fraction(0))
ONE = Number(Fraction(1))
INFINITY = Constant("oo")


def number(value: int | Fraction) -> Number:
    """The term of an exact number."""
    return Number(Fraction(value))


CALL = "call "
"""How the operation of an abbreviation's call begins; such terms are made for display only (see `fold.py`)."""


def apply(op: str, *args: Term) -> Apply:
    """The operation `op` on `args`, unevaluated."""
    return Apply(op, args)


def conjunction(parts: tuple[Term, ...]) -> Term:
    """All of `parts`; a single part is returned as it is."""
    return parts[0] if len(parts) == 1 else Connective("and", parts)


def children(term: Term) -> tuple[Term, ...]:
    """The direct subterms, bounds of a bound letter's domain included."""
    match term:
        case Apply(args=args):
            return args
        case Matrix(rows=rows):
            return tuple(entry for row in rows for entry in row)
        case At(index=index):
            return (index,)
        case Sum(body=body, low=low, high=high):
            return (body, low, high)
        case Limit(domain=domain, body=body, point=point):
            return (body, point, *domain.terms())
        case Diff(body=body):
            return (body,)
        case Compare(left=left, right=right):
            return (left, right)
        case Connective(parts=parts):
            return parts
        case Quantified(domain=domain, body=body):
            return (body, *domain.terms())
        case _:
            return ()


def rebuild(term: Term, parts: tuple[Term, ...]) -> Term:
    """`term` with its direct subterms (in the order of `children`) replaced by `parts`."""
    match term:
        case Apply(op=op):
            return Apply(op, parts)
        case Matrix(rows=rows):
            width = len(rows[0])
            return Matrix(tuple(parts[start : start + width] for start in range(0, len(parts), width)))
        case At(name=name):
            return At(name, parts[0])
        case Sum(op=op, letter=letter):
            return Sum(op, letter, *parts)
        case Limit(letter=letter, domain=domain, side=side):
            return Limit(letter, domain.with_terms(parts[2:]), parts[0], parts[1], side)
        case Diff(letter=letter):
            return Diff(parts[0], letter)
        case Compare(relation=relation):
            return Compare(relation, parts[0], parts[1])
        case Connective(op=op):
            return Connective(op, parts)
        case Quantified(op=op, letter=letter, domain=domain):
            return Quantified(op, letter, domain.with_terms(parts[1:]), parts[0])
        case _:
            return term


def transform(term: Term, change: Callable[[Term], Term]) -> Term:
    """`term` rebuilt from the leaves up, `change` applied to every node. Bound letters are not protected."""
    parts = children(term)
    changed = tuple(transform(part, change) for part in parts)
    return change(term if changed == parts else rebuild(term, changed))


def walk(term: Term) -> Iterator[Term]:
    """Every subterm, `term` first."""
    stack = [term]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children(node)))


def binder(term: Term) -> str | None:
    """The letter that `term` binds in its body, or None. A derivative's letter stays free."""
    return term.letter if isinstance(term, Sum | Limit | Quantified) else None


def free_letters(term: Term) -> frozenset[str]:
    """The letters whose values `term` depends on."""
    if term._free is None:
        object.__setattr__(term, "_free", _free_letters(term))
    assert term._free is not None
    return term._free


def _free_letters(term: Term) -> frozenset[str]:
    if isinstance(term, Letter):
        return frozenset({term.name})
    parts = children(term)
    bound = binder(term)
    if bound is None:
        found: frozenset[str] = frozenset().union(*(free_letters(part) for part in parts))
        return found | {term.letter} if isinstance(term, Diff) else found
    outside: frozenset[str] = frozenset().union(*(free_letters(part) for part in parts[1:]))
    return (free_letters(parts[0]) - {bound}) | outside


def sequence_names(term: Term) -> frozenset[str]:
    """The names of the sequences that `term` mentions."""
    return frozenset(node.name for node in walk(term) if isinstance(node, At))


def fresh(name: str, taken: frozenset[str]) -> str:
    """A letter not in `taken`, made from `name`."""
    while name in taken:
        name += "_"
    return name


def substitute(term: Term, values: Mapping[str, Term]) -> Term:
    """`term` with free letters replaced. Bound letters are renamed where a value would be captured.

    Raises ValueError when a letter that a derivative is taken by would be replaced by anything but a letter:
    the derivative has to be carried out first.
    """
    live = {name: value for name, value in values.items() if name in free_letters(term)}
    if not live:
        return term
    if isinstance(term, Letter):
        return live[term.name]
    if isinstance(term, Diff) and term.letter in live:
        return _substitute_derivative(term, live)
    bound = binder(term)
    if bound is None:
        return rebuild(term, tuple(substitute(part, live) for part in children(term)))
    return _substitute_under_binder(term, bound, live)


def _substitute_derivative(term: Diff, live: dict[str, Term]) -> Term:
    value = live[term.letter]
    if not isinstance(value, Letter):
        raise ValueError(f"cannot put a value for {term.letter} into a derivative that is not carried out")
    return Diff(substitute(term.body, live), value.name)


def _substitute_under_binder(term: Term, bound: str, live: dict[str, Term]) -> Term:
    parts = children(term)
    inner = {name: value for name, value in live.items() if name != bound}
    captured: frozenset[str] = frozenset().union(*(free_letters(value) for value in inner.values()))
    body = parts[0]
    if bound in captured:
        renamed = fresh(bound, captured | free_letters(body))
        body = substitute(body, {bound: Letter(renamed)})
        term = rename_binder(term, renamed)
    outside = tuple(substitute(part, live) for part in parts[1:])
    return rebuild(term, (substitute(body, inner), *outside))


def rename_binder(term: Term, name: str) -> Term:
    """A sum, limit or quantifier that binds `name`; the body stays as it is. Raises TypeError for other terms."""
    match term:
        case Sum(op=op, body=body, low=low, high=high):
            return Sum(op, name, body, low, high)
        case Limit(domain=domain, body=body, point=point, side=side):
            return Limit(name, domain, body, point, side)
        case Quantified(op=op, domain=domain, body=body):
            return Quantified(op, name, domain, body)
        case _:
            raise TypeError(f"{type(term).__name__} binds no letter")
