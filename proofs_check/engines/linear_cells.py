"""Comparisons of piecewise linear terms by the cells on which they are linear: |||v| - u| - v| and the like.

abs, relu, sign, max and min divide the space of the letters; a division is made only where both sides of it are met by the
cell at hand, so that nested ones give few cells. On each cell the comparison is one of linear forms. Whether linear
inequalities have a common solution is decided by eliminating the letters one after the other, in exact fractions
(`linear_inequalities.py`).

Notation: a form is its coefficients, one a letter, and its constant last. Certificate: the elimination on every cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.linear_inequalities import Form, Inequality, Unbounded, feasible
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import Apply, Compare, Letter, Number, Term, free_letters, walk

ENGINE = "linear cells"
KINKED = ("abs", "relu", "sign", "max", "min")
LINEAR = ("add", "sub", "neg", "mul", "div")
MAX_LETTERS = 4
MAX_KINKS = 24
MAX_CELLS = 3_000
MAX_NODES = 20_000


class NotLinear(ValueError):
    """A term that is not piecewise linear in the letters, or has too many pieces."""


@dataclass(frozen=True)
class Cell:
    """Where some linear inequalities hold, and the forms that terms have there."""

    inequalities: tuple[Inequality, ...]
    forms: tuple[tuple[Term, Form], ...] = ()

    def known(self, term: Term) -> Form | None:
        """The form of a term that was looked at before."""
        return next((form for one, form in self.forms if one == term), None)

    def knowing(self, term: Term, form: Form) -> Cell:
        """The cell with the form of one more term."""
        return Cell(self.inequalities, (*self.forms, (term, form)))


def applies(goal: Goal) -> bool:
    """Whether a comparison has kinks, and no other operations than linear ones."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or not _is_piecewise(conclusion):
        return False
    nodes = set()
    for count, node in enumerate(walk(conclusion)):
        if count > MAX_NODES:
            return False
        if isinstance(node, Apply) and node.op in KINKED:
            nodes.add(node)
    reals = all(domain.kind in ("real", "integer") for _, domain in goal.letters)
    return reals and 1 <= len(nodes) <= MAX_KINKS and len(free_letters(conclusion)) <= MAX_LETTERS


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the comparison on every cell that the hypotheses leave."""
    if not applies(goal):
        return undecided(ENGINE, "")
    try:
        return _by_cells(goal)
    except (NotLinear, Unbounded) as reason:
        return undecided(ENGINE, str(reason))


def _by_cells(goal: Goal) -> Answer:
    names = tuple(sorted(free_letters(goal.conclusion)))
    facts = [fact for fact in goal.facts() if isinstance(fact, Compare) and free_letters(fact) <= set(names)]
    cells = Cells(names)
    whole: list[Cell] = [Cell(())]
    for fact in facts:
        if fact.relation != "!=" and _is_piecewise(fact):
            whole = [inner for cell in whole for inner in cells.where(fact, cell)]
    for cell in whole:
        for denial in DENIALS[_comparison(goal.conclusion).relation]:
            for left in cells.where(_with_relation(goal.conclusion, denial), cell):
                return undecided(ENGINE, f"it fails where {len(left.inequalities)} inequalities hold")
    return proved(ENGINE, f"on each of {cells.met} cells, by linear arithmetic", "certificate")


DENIALS = {"==": ("<", ">"), "!=": ("==",), "<": (">=",), "<=": (">",), ">": ("<=",), ">=": ("<",)}


def _comparison(term: Term) -> Compare:
    assert isinstance(term, Compare)
    return term


def _with_relation(term: Term, relation: str) -> Compare:
    compare = _comparison(term)
    return Compare(relation, compare.left, compare.right)


def _is_piecewise(statement: Compare) -> bool:
    return all(
        isinstance(node, Letter | Number)
        or node == statement
        or (isinstance(node, Apply) and node.op in (*KINKED, *LINEAR))
        for node in walk(statement)
    )


@dataclass
class Cells:
    """Divides cells; counts how many it met."""

    names: tuple[str, ...]
    met: int = 0

    def where(self, fact: Compare, cell: Cell) -> Iterator[Cell]:
        """The parts of the cell where a comparison holds."""
        for inner, left in self.forms(fact.left, cell):
            for last, right in self.forms(fact.right, inner):
                yield from self._part(last, _minus(left, right), fact.relation)

    def forms(self, term: Term, cell: Cell) -> Iterator[tuple[Cell, Form]]:
        """The parts of the cell on which the term is linear, each with its form there."""
        known = cell.known(term)
        if known is not None:
            yield cell, known
            return
        match term:
            case Number(value=value):
                yield cell, self._constant(value)
            case Letter(name=name):
                yield cell, tuple(Fraction(int(name == one)) for one in (*self.names, ""))
            case Apply(op=op, args=args):
                for inner, values in self._every(args, cell):
                    for last, form in self._applied(op, values, inner):
                        yield (last.knowing(term, form) if op in KINKED else last), form
            case _:
                raise NotLinear("a term that is not piecewise linear")

    def _every(self, terms: tuple[Term, ...], cell: Cell) -> Iterator[tuple[Cell, tuple[Form, ...]]]:
        if not terms:
            yield cell, ()
            return
        for inner, first in self.forms(terms[0], cell):
            for last, others in self._every(terms[1:], inner):
                yield last, (first, *others)

    def _applied(self, op: str, values: tuple[Form, ...], cell: Cell) -> Iterator[tuple[Cell, Form]]:
        first = values[0]
        match op:
            case "add":
                yield cell, tuple(a + b for a, b in zip(*values, strict=True))
            case "sub":
                yield cell, _minus(*values)
            case "neg":
                yield cell, _scaled(first, Fraction(-1))
            case "mul" | "div":
                yield cell, _product(op, *values)
            case "max" | "min":
                yield from self._extreme(op, values, cell)
            case "sign":
                for relation, size in ((">", 1), ("==", 0), ("<", -1)):
                    for part in self._part(cell, first, relation):
                        yield part, self._constant(Fraction(size))
            case _:  # abs, relu
                below = _scaled(first, Fraction(-1 if op == "abs" else 0))
                for relation, value in ((">=", first), ("<", below)):
                    for part in self._part(cell, first, relation):
                        yield part, value

    def _extreme(self, op: str, values: tuple[Form, ...], cell: Cell) -> Iterator[tuple[Cell, Form]]:
        if len(values) == 1:
            yield cell, values[0]
            return
        for inner, best in self._extreme(op, values[1:], cell):
            gap = _minus(values[0], best) if op == "max" else _minus(best, values[0])
            for relation, value in ((">=", values[0]), ("<", best)):
                for part in self._part(inner, gap, relation):
                    yield part, value

    def _constant(self, value: Fraction) -> Form:
        return (*(Fraction(0) for _ in self.names), value)

    def _part(self, cell: Cell, form: Form, relation: str) -> Iterator[Cell]:
        """The part of the cell where form R 0, if there is one."""
        turned = _scaled(form, Fraction(-1))
        new: tuple[Inequality, ...]
        match relation:
            case "==":
                new = (Inequality(form, strict=False), Inequality(turned, strict=False))
            case ">" | ">=":
                new = (Inequality(form, strict=relation == ">"),)
            case _:
                new = (Inequality(turned, strict=relation == "<"),)
        self.met += 1
        if self.met > MAX_CELLS:
            raise NotLinear(f"more than {MAX_CELLS} cells")
        inside = Cell((*cell.inequalities, *new), cell.forms)
        if feasible(inside.inequalities):
            yield inside


def _minus(left: Form, right: Form) -> Form:
    return tuple(a - b for a, b in zip(left, right, strict=True))


def _scaled(form: Form, factor: Fraction) -> Form:
    return tuple(factor * a for a in form)


def _product(op: str, left: Form, right: Form) -> Form:
    """The product or quotient of two forms of which one is a number. Raises NotLinear."""
    if op == "mul" and not any(left[:-1]):
        return _scaled(right, left[-1])
    if any(right[:-1]) or (op == "div" and not right[-1]):
        raise NotLinear("a product of two terms that move, or a quotient")
    return _scaled(left, right[-1] if op == "mul" else 1 / right[-1])
