"""The goals about one or two eigenvalues that imply a comparison of forms and traces (see `word_spectral.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Listing
from dataclasses import dataclass, field

from proofs_check.engines.affine import UNIT
from proofs_check.engines.gram_facts import facts_about
from proofs_check.engines.gram_image import statement_image
from proofs_check.engines.scalar_image import Namer, scalar_goal, touches_matrices
from proofs_check.engines.spectral_reading import Reading, letters_of
from proofs_check.engines.word_algebra import subtract
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import conjuncts
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import Factor, TooLarge, Unsupported, Word, scalars_term
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, Domain
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Term,
    apply,
    fresh,
    number,
)

ENGINE = "eigenvalues"
TURNED = {"<=": ">=", "<": ">", ">=": "<=", ">": "<", "==": "=="}


@dataclass
class Places:
    """The letters of one index: the eigenvalue of every matrix and the component of every vector there."""

    mark: str
    taken: set[str]
    eigenvalues: dict[Term, str] = field(default_factory=dict)
    components: dict[Term, str] = field(default_factory=dict)

    def eigenvalue(self, base: Term) -> Term:
        """The eigenvalue of a matrix."""
        return Letter(self._named(self.eigenvalues, base, "lam"))

    def component(self, base: Term) -> Term:
        """The component of a vector."""
        return Letter(self._named(self.components, base, "part"))

    def _named(self, names: dict[Term, str], base: Term, start: str) -> str:
        if base not in names:
            names[base] = fresh(f"{start}{self.mark}{len(names) + 1}", frozenset(self.taken))
            self.taken.add(names[base])
        return names[base]


class Asked:
    """The scalar goals of one reading."""

    def __init__(self, goal: Goal, setting: Setting, found: Reading, prove: Prover) -> None:
        self.goal, self.setting, self.found, self.prove = goal, setting, found, prove
        self.namer = Namer(setting, goal)
        self.here = Places("", self.namer.taken)
        self.there = Places("_", self.namer.taken)
        # The square of a component may be left out only where every term has it, and has it once.
        words = [word for _, word in found.linear] + [word for _, *both in found.products for word in both]
        with_vectors = {any(factor.rows != factor.columns for factor in word) for word in words}
        one_degree = not (found.linear and found.products) or with_vectors == {False}
        self.alone = len(found.vectors) <= 1 and len(with_vectors) == 1 and one_degree
        self.conditions: dict[Term, None] = {}

    def answer(self, relation: str) -> Answer:
        """Proves what implies `D relation 0`."""
        single = self.sum_of(
            [(c, (w,)) for c, w in self.found.linear] + [(c, (v, w)) for c, v, w in self.found.products],
            self.here,
        )
        if relation == ">":
            return self._strict(single)
        goals = [Compare(relation, single, ZERO)]
        if self.found.products:
            goals.append(Compare(relation, self._pairs(), ZERO))
        answers = []
        for one in goals:
            answers.append(self.prove(self.scalar(one)))
            if not answers[-1].proved:
                return undecided(ENGINE, f"for one eigenvalue: {answers[-1].detail}"[:300])
        return proved(ENGINE, f"eigenvalue by eigenvalue: {answers[0].detail}", "certificate", tuple(answers))

    def _strict(self, single: Term) -> Answer:
        """D > 0: for traces every term is positive; for forms of one vector that is not zero as well."""
        if self.found.products or not self.alone:
            return undecided(ENGINE, "a strict inequality between products")
        parts = [self.prove(self.scalar(Compare(">", single, ZERO)))]
        if parts[0].proved and self.found.vectors:
            (vector,) = self.found.vectors
            size = sort_of(vector, self.goal.scope).rows
            nonzero = Compare("!=", vector, apply("zeros", size, ONE))
            square = Compare(">", apply("dot", vector, vector), ZERO)
            known = self.prove(self.goal.concluding(square))
            parts.append(known if known.proved else self.prove(self.goal.concluding(nonzero)))
        if not all(part.proved for part in parts):
            return undecided(ENGINE, "the strict inequality is not shown")
        return proved(ENGINE, f"eigenvalue by eigenvalue: {parts[0].detail}", "certificate", tuple(parts))

    def sum_of(self, parts: Listing[tuple[Term, tuple[Word, ...]]], places: Places) -> Term:
        """The sum of coefficients times words, with the letters of one index."""
        total: Term | None = None
        for coefficient, words in parts:
            value = self.namer.image(coefficient)
            for word in words:
                value = apply("mul", value, self._value(word, places))
            total = value if total is None else apply("add", total, value)
        return total or ZERO

    def _pairs(self) -> Term:
        """The products at two different indices, symmetrised."""
        total: Term | None = None
        for coefficient, one, two in self.found.products:
            ways = [
                apply("mul", self._value(first, self.here), self._value(second, self.there))
                for first, second in ((one, two), (two, one))
            ]
            value = apply("mul", self.namer.image(coefficient), apply("add", *ways))
            total = value if total is None else apply("add", total, value)
        return total or ZERO

    def _value(self, word: Word, places: Places) -> Term:
        """The term of a sum at one index. With one vector its square is left out: it is the same in all terms."""
        value: Term = ONE
        for factor in word:
            if factor.rows != factor.columns:
                if not self.alone:
                    value = apply("mul", value, places.component(factor.base))
                continue
            value = apply("mul", value, self._power(factor, places))
        return value

    def _power(self, factor: Factor, places: Places) -> Term:
        base = places.eigenvalue(factor.base) if factor.expanded is None else self._expanded(factor, places)
        exponent = factor.exponent
        if exponent == UNIT:
            return base
        if exponent.is_constant and exponent.constant < 0:
            self.conditions[Compare("!=", base, ZERO)] = None
            return apply("div", ONE, apply("pow", base, number(-exponent.constant)))
        if not exponent.is_constant and "invertible" not in factor.traits and exponent.constant < 0:
            raise Unsupported("an exponent that may be negative")
        return apply("pow", base, exponent.term)

    def _expanded(self, factor: Factor, places: Places) -> Term:
        assert factor.expanded is not None
        total: Term | None = None
        for monomial, value in factor.expanded.terms:
            if monomial.binders:
                raise Unsupported("a sum inside a power")
            part = self.namer.image(scalars_term(monomial.scalars, value) or ONE)
            for inner in monomial.word:
                part = apply("mul", part, self._power(inner, places))
            total = part if total is None else apply("add", total, part)
        return total or ZERO

    def scalar(self, conclusion: Compare) -> Goal:
        """The goal about one or two eigenvalues."""
        facts = [fact for places in (self.here, self.there) for fact in self._about(places)]
        known = self._hypotheses()
        facts += [fact for places in (self.here, self.there) for fact in self._carried(known, places)]
        hypotheses = [*known, *self.conditions, *facts]
        hypotheses += facts_about(self.goal, self.setting, self.namer, "signs")
        hypotheses += [fact for places in (self.here, self.there) for fact in self._bounds(places)]
        extra: list[tuple[str, Domain]] = []
        for places in (self.here, self.there):
            extra += [(name, REAL) for name in (*places.eigenvalues.values(), *places.components.values())]
        image = scalar_goal(self.goal, self.namer, dict.fromkeys(hypotheses), conclusion, tuple(extra))
        return image.goal

    def _about(self, places: Places) -> Iterator[Term]:
        """What the kinds of the matrices and equations between them say of eigenvalues."""
        for factor in self.found.matrices:
            if factor.base not in places.eigenvalues:
                continue
            value = places.eigenvalue(factor.base)
            if "spd" in factor.traits:
                yield Compare(">", value, ZERO)
            elif "psd" in factor.traits:
                yield Compare(">=", value, ZERO)
            if "invertible" in factor.traits:
                yield Compare("!=", value, ZERO)
        yield from self._equations(places)

    def _equations(self, places: Places) -> Iterator[Term]:
        for hypothesis in self.goal.hypotheses:
            for fact in conjuncts(hypothesis):
                if not isinstance(fact, Compare) or fact.relation != "==":
                    continue
                try:
                    shape = sort_of(fact.left, self.goal.scope)
                    if shape == SCALAR or shape.rows != shape.columns:
                        continue
                    gap = subtract(convert(fact.left, self.setting), convert(fact.right, self.setting))
                    letters = {f.base for monomial, _ in gap.terms for f in letters_of(monomial.word)}
                    if letters <= set(places.eigenvalues):
                        whole = Factor(gap.term, gap.rows, gap.columns, expanded=gap)
                        yield Compare("==", self._expanded(whole, places), ZERO)
                except (Unsupported, TooLarge):
                    continue

    def _bounds(self, places: Places) -> Iterator[Term]:
        """Eigenvalues lie between the least and the greatest one, and are at most the spectral radius in modulus."""
        for base, name in places.eigenvalues.items():
            spectrum = apply("eigenvalues", base)
            for term, relation in ((apply("min", spectrum), "<="), (apply("max", spectrum), ">=")):
                if term in self.namer.names:
                    yield Compare(relation, self.namer.letter(term), Letter(name))
            radius = apply("spectral_radius", base)
            if radius in self.namer.names:
                yield Compare("<=", apply("abs", Letter(name)), self.namer.letter(radius))

    def _carried(self, known: list[Term], places: Places) -> Iterator[Term]:
        """What a hypothesis says of the least or the greatest eigenvalue, for every one."""
        for base, name in places.eigenvalues.items():
            spectrum = apply("eigenvalues", base)
            ends = {apply("min", spectrum): (">", ">="), apply("max", spectrum): ("<", "<=")}
            ends |= {apply("spectral_radius", base): ("<", "<=")}
            for end, relations in ends.items():
                if end not in self.namer.names:
                    continue
                size = apply("abs", Letter(name)) if end.op == "spectral_radius" else Letter(name)
                yield from _put(known, self.namer.letter(end), relations, size)

    def _hypotheses(self) -> list[Term]:
        found: list[Term] = []
        for hypothesis in self.goal.hypotheses:
            try:
                if isinstance(hypothesis, Compare) and sort_of(hypothesis.left, self.goal.scope) == SCALAR:
                    found.append(statement_image(hypothesis, self.setting, self.namer))
                elif not touches_matrices(hypothesis, self.goal.scope):
                    found.append(hypothesis)
            except (Unsupported, TooLarge):
                continue
        return found


def _put(known: list[Term], end: Term, relations: tuple[str, str], value: Term) -> Iterator[Term]:
    """The bounds `end > t` (or `end < t`) among the hypotheses, said of a value that lies on the same side."""
    for fact in known:
        if not isinstance(fact, Compare) or fact.relation not in TURNED or fact.relation == "==":
            continue
        for relation, left, right in (
            (fact.relation, fact.left, fact.right),
            (TURNED[fact.relation], fact.right, fact.left),
        ):
            if left == end and relation in relations:
                yield Compare(relation, value, right)
            factor = _cofactor(left, end)
            if factor is not None and relation in relations:
                strict = relation in ("<", ">")
                positive = Compare(">" if strict else ">=", factor, ZERO)
                yield Connective("implies", (positive, Compare(relation, apply("mul", factor, value), right)))


def _cofactor(term: Term, end: Term) -> Term | None:
    """c of c*end."""
    match term:
        case Apply(op="mul", args=(left, right)) if right == end:
            return left
        case Apply(op="mul", args=(left, right)) if left == end:
            return right
        case _:
            return None
