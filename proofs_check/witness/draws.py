"""Values for the letters of a claim: what their domains offer, what hypotheses determine, points in order and at random."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Listing
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from proofs_check.exact.closed import TooLarge
from proofs_check.exact.evaluate import Evaluator, Place
from proofs_check.exact.functions import whole
from proofs_check.exact.quantifiers import interval_of
from proofs_check.exact.values import Undecidable, UndefinedTerm, Value
from proofs_check.exact.written import value_term
from proofs_check.goal import Point
from proofs_check.statement.domains import Domain
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Apply, Term, walk
from proofs_check.witness import candidates
from proofs_check.witness.plan import Choice, Plan
from proofs_check.witness.recheck import belongs
from proofs_check.witness.spending import Spent

MAX_SIZE = 3
SOLVED_BASES = 4
ANGULAR = frozenset(("sin", "cos", "tan", "cot"))
PERIODIC = frozenset(("exp", "log", "arg", "sinh", "cosh", "tanh", "coth"))

Values = Mapping[str, Value]


@dataclass
class Draws:
    """The values of a claim's letters. fixed: letters that are held to a value."""

    formal: Formal
    plan: Plan
    evaluator: Evaluator
    fixed: Values
    seed: int
    spent: Spent

    def __post_init__(self) -> None:
        self.domains = dict(self.formal.letters)
        self.angles = speaks_of_angles(self.formal)

    def read(self, hint: Point) -> Values | None:
        """The values of a hint, the letters that hypotheses determine computed anew where they are missing."""
        try:
            given = {name: self.evaluator.value(term, Place({}, self.domains)) for name, term in hint.items()}
        except (UndefinedTerm, Undecidable, TooLarge):
            return None
        return self.completed(given)

    def completed(self, given: Values) -> Values | None:
        """A point from values of its free letters: letters that hypotheses determine are computed."""
        values: dict[str, Value] = {}
        for choice in self.plan.choices:
            options = self.options(choice, values) if choice.by is not None else None
            if options is not None:
                if not options:
                    return None
                values[choice.name] = options[0]
            elif choice.name in given:
                values[choice.name] = given[choice.name]
            else:
                return None
        return values

    def ordered(self) -> Iterator[Values | None]:
        """Points by their total rank, the rank of a value being its place in the list of its letter; None for a dead end."""
        if not self.plan.choices:
            yield {}
            return
        for total in range(80):
            found = False
            for values in self.of_rank({}, 0, total):
                found = found or values is not None
                yield values
            if total > 40 and not found:
                return

    def of_rank(self, values: dict[str, Value], depth: int, total: int) -> Iterator[Values | None]:
        choice = self.plan.choices[depth]
        options = self.options(choice, values)
        last = depth == len(self.plan.choices) - 1
        if choice.by is not None:
            ranks = range(min(1, len(options)))
        elif last or all(later.by is not None for later in self.plan.choices[depth + 1 :]):
            ranks = range(total, min(total + 1, len(options)))
        else:
            ranks = range(min(total + 1, len(options)))
        for rank in ranks:
            chosen = {**values, choice.name: options[rank]}
            if not self.asked(choice.ask, chosen):
                yield None
                continue
            left = total - (0 if choice.by is not None else rank)
            if not last:
                yield from self.of_rank(chosen, depth + 1, left)
            elif left == 0 or choice.by is None:
                yield chosen

    def asked(self, hypotheses: tuple[Term, ...], values: Values) -> bool:
        """Whether the hypotheses are defined and hold."""
        if not hypotheses:
            return True
        self.spent.tried += 1
        place = self.evaluator.at(values)
        try:
            return all(self.evaluator.truth(hypothesis, place) for hypothesis in hypotheses)
        except (UndefinedTerm, Undecidable, TooLarge):
            return False
        finally:
            self.spent.account()

    def options(self, choice: Choice, values: Values) -> Listing[Value]:
        """The values to try for a letter, those before it having values."""
        place = self.evaluator.at(values)
        try:
            if choice.by is not None:
                value = self.evaluator.value(choice.by, place)
                return (value,) if belongs(value, choice.domain, place, self.evaluator) else ()
            if choice.name in self.fixed:
                return (self.fixed[choice.name],)
            return self.of_domain(choice, place)
        except (UndefinedTerm, Undecidable, TooLarge):
            return ()

    def of_domain(self, choice: Choice, place: Place) -> Listing[Value]:
        domain = choice.domain
        if domain.kind == "complex":
            return candidates.complexes(domain.nonzero, self.angles)
        if domain.kind == "integer":
            found = candidates.wholes(interval_of(domain, place, self.evaluator))
            return (
                [x for x in found if isinstance(x, Fraction) and 1 <= x <= MAX_SIZE]
                if choice.is_size
                else found
            )
        if domain.is_scalar:
            return candidates.reals(interval_of(domain, place, self.evaluator), self.angles)
        rows, columns = self.shape(domain, place)
        return candidates.tables(domain.kind, rows, columns, domain.over)

    def shape(self, domain: Domain, place: Place) -> tuple[int, int]:
        sizes = [whole(self.evaluator.scalar(size, place), "a size") for size in domain.size]
        if min(sizes) < 1 or max(sizes) > 12:
            raise Undecidable("a size that is not tried")
        return (sizes[0], 1) if len(sizes) == 1 else (sizes[0], sizes[1])

    def in_domains(self) -> Iterator[Values]:
        """Points whose letters are the first, second, ... value of their lists, whatever the hypotheses say."""
        for rank in range(SOLVED_BASES):
            values: dict[str, Value] = {}
            for place, choice in enumerate(self.plan.choices):
                options = self.options(choice, values)
                if not options:
                    break
                values[choice.name] = options[min(rank + place, len(options) - 1)]
            else:
                yield values

    def random(self) -> Iterator[Values | None]:
        """Random small values that satisfy the hypotheses; later letters see the earlier ones."""
        return self.drawn(self.seed, asks=True)

    def drawn(self, seed: int, asks: bool = False) -> Iterator[Values | None]:
        """Random small values of the domains. asks: a point is given up (None) as soon as a hypothesis fails."""
        random = Random(seed)
        for _ in range(self.spent.points):
            found, values = None, dict[str, Value]()
            for choice in self.plan.choices:
                options = self.options(choice, values)
                if not options:
                    break
                value = options[random.randrange(len(options))]
                if choice.domain.kind == "real" and choice.by is None and random.random() < 0.5:
                    value = Fraction(random.randint(-12, 12), random.choice((1, 1, 2, 3, 5, 7, 10)))
                values[choice.name] = value
                if asks and not self.asked(choice.ask, values):
                    break
            else:
                found = values
            yield found
            self.spent.tried += 1
            self.spent.account()


def speaks_of_angles(formal: Formal) -> bool:
    """Whether circular functions occur, or exponentials and logarithms of complex numbers: parts of pi are worth trying."""
    ops = ANGULAR | (PERIODIC if formal.is_complex else frozenset())
    statements = (formal.claim, *(term for _, term in formal.given))
    return any(isinstance(node, Apply) and node.op in ops for term in statements for node in walk(term))


def as_point(values: Values) -> Point | None:
    """The point as terms; None where a value has no form in the language."""
    terms = {name: value_term(value) for name, value in values.items()}
    if any(term is None for term in terms.values()):
        return None
    return {name: term for name, term in terms.items() if term is not None}
