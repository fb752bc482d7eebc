"""Inequalities in several letters, one letter at a time, the others as parameters.

tangents   a convex f with f(p) = f'(p) = 0 is not negative; p is where two letters meet, a number, or the zero of f'
chords     a concave f is not negative between two ends at which it is not negative
slopes     f is not negative beyond an end where it is not negative and from which it rises
factors    a product has the signs of its factors

Each rule gives smaller goals to the same prover; goals in one letter are covered whole (`one_letter.py`). The number of
goals is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from proofs_check.definedness import obligations
from proofs_check.engines import algebra, one_letter, positivity, reductions, sampling
from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_terms import folded
from proofs_check.engines.cone import core_of
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.inequalities import instances
from proofs_check.engines.jets import NoJet
from proofs_check.engines.one_domain import linear
from proofs_check.engines.polynomials import ARITHMETIC, convert_goal
from proofs_check.engines.ring import OutOfReach
from proofs_check.engines.segments import Segment, bare, segments
from proofs_check.engines.simplify_terms import conclude, literals
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.domains import Bound
from proofs_check.statement.terms import (
    ONE,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Term,
    apply,
    free_letters,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "parameters"
DEPTH = 3
GOALS = 200
MAX_NODES = 160
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves an inequality in several real letters, or says why not."""
    allowed = budget or Budget()
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return undecided(ENGINE, "only inequalities are proved here")
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "only real letters are looked at here")
    search = Search(replace(allowed, thorough=False))
    plain = reductions.eliminated(goal, allowed)
    found = (
        search.start(plain)
        or search.by_edges(plain)
        or search.renamed(plain)
        or search.by_contradiction(plain)
    )
    return found or undecided(ENGINE, f"no tangent, chord or slope decides it ({search.used} goals)")


@dataclass
class Search:
    """Proves goals with a bounded number of questions; answers are kept."""

    budget: Budget
    used: int = 0
    known: dict[tuple[Goal, int], Answer | None] = field(default_factory=dict)

    def start(self, goal: Goal) -> Answer | None:
        """The goal itself, then the goals with fewer letters that give it."""
        if goal.conclusion == TRUE:
            return proved(ENGINE, "both sides are the same number", "certificate")
        if sampling.refuting_point(goal) is not None:
            return None
        for form in self._forms(goal):
            for shorter in reductions.scaled(form, self.budget):
                found = self.prove(shorter, DEPTH)
                if found is not None:
                    return proved(
                        ENGINE, f"a letter drops out: {found.detail}"[:600], "certificate", (found,)
                    )
        for form in self._forms(goal):
            found = self.prove(form, DEPTH)
            if found is not None:
                return found
        for other in reductions.halves(goal):
            found = self.prove(other, 1) or self._squared(other)
            if found is not None:
                return proved(ENGINE, f"by half sums: {found.detail}"[:600], "certificate", (found,))
        return None

    def renamed(self, goal: Goal) -> Answer | None:
        """The goal with letters counted from their lower ends, or with the logarithm of a letter in its place."""
        for other in (reductions.from_lower_ends(goal), *reductions.by_exponentials(goal)):
            found = self.start(other) if other is not None else None
            if found is not None:
                return found
        return None

    def by_contradiction(self, goal: Goal) -> Answer | None:
        """A hypothesis that is about functions and fails under the others."""
        for fact in goal.hypotheses:
            if isinstance(fact, Compare) and fact.relation in OPPOSITE and _has_functions(fact):
                others = tuple(other for other in goal.hypotheses if other != fact)
                denied = Compare(OPPOSITE[fact.relation], fact.left, fact.right)
                found = self.prove(replace(goal, hypotheses=others, conclusion=denied), 2)
                if found is not None:
                    says = f"the hypothesis {text(fact)[:100]} fails: {found.detail}"
                    return proved(ENGINE, says[:600], "certificate", (found,))
        return None

    def by_edges(self, goal: Goal) -> Answer | None:
        """Letters that may be zero under powers or logarithms: apart at zero and above."""
        name = reductions.edge(goal)
        if name is None or self.used > GOALS:
            return None
        at, above = reductions.at_edge(goal, name), reductions.above_edge(goal, name)
        parts = [self.by_edges(one) or self.start(one) or self.renamed(one) for one in (at, above)]
        if any(part is None for part in parts):
            return None
        detail = f"{name} = 0 apart: {'; '.join(part.detail for part in parts if part)}"
        return proved(ENGINE, detail[:600], "certificate", tuple(part for part in parts if part))

    def _forms(self, goal: Goal) -> Iterator[Goal]:
        yield goal
        raised = reductions.in_logarithms(goal)
        if raised is not None and all(self.settle_any(goal.concluding(need)) for need in raised[1]):
            yield raised[0]

    def _squared(self, goal: Goal) -> Answer | None:
        answer = positivity.attempt(goal, replace(self.budget, thorough=True))
        return answer if answer.proved else None

    def prove(self, goal: Goal, depth: int) -> Answer | None:
        """A proof of a strict or weak inequality, or None."""
        if (goal, depth) in self.known:
            return self.known[goal, depth]
        self.known[goal, depth] = None
        self.used += 1
        if self.used > GOALS or sampling.refuting_point(goal) is not None:
            return None
        found = self.settle(goal) or (self._by_rules(goal, depth) if depth > 0 else None)
        self.known[goal, depth] = found
        return found

    def settle(self, goal: Goal) -> Answer | None:
        """A proof without derivatives by a parameter."""
        if len(free_letters(goal.conclusion)) == 1:
            answer = one_letter.attempt(goal, self.budget)
            if answer.proved:
                return answer
        answer = positivity.attempt(goal, self.budget, squares=False)
        if answer.proved:
            return answer
        lemmas = tuple(lemma for lemma in instances(goal) if literals(lemma))
        if lemmas:
            answer = positivity.attempt(goal.assuming(*lemmas), self.budget, squares=False)
        return answer if answer.proved else None

    def settle_any(self, goal: Goal) -> Answer | None:
        """Side conditions: comparisons, and conjunctions and disjunctions of them."""
        if isinstance(goal.conclusion, Connective) and goal.conclusion.op == "or":
            found = next(
                filter(None, (self.settle_any(goal.concluding(part)) for part in goal.conclusion.parts)), None
            )
            if found is not None:
                return found
        parts = [self.prove(one, 1) for one in conclude(goal)]
        if any(part is None for part in parts):
            return None
        return proved(ENGINE, "a side condition", "certificate", tuple(part for part in parts if part))

    def _by_rules(self, goal: Goal, depth: int) -> Answer | None:
        try:
            converted = convert_goal(goal, self.budget)
            polynomial = core_of(converted, converted.conclusion)
            core = term_of(polynomial, converted.work.ring)
            factors = [
                (term_of(factor, converted.work.ring), often)
                for factor, often in (() if polynomial.is_constant() else polynomial.factor()[1])
            ]
            turned = polynomial.is_constant() or polynomial.factor()[0] < 0
        except OutOfReach:
            return None
        strict = converted.conclusion.relation == ">"
        if sum(1 for _ in walk(core)) > MAX_NODES:
            return None
        if len(factors) > 1 or any(often > 1 for _, often in factors):
            by_factors = self._by_factors(goal, factors, turned, strict, depth)
            return by_factors or self._as_written(goal, core, strict, depth)
        raised = reductions.in_logarithms(goal)
        if (
            raised is not None
            and depth < DEPTH
            and all(self.settle_any(goal.concluding(need)) for need in raised[1])
        ):
            found = self.prove(raised[0], depth - 1)
            if found is not None:
                return found
        found = self._two_terms(goal, core, depth) or self._by_letters(goal, core, strict, depth)
        return found or self._as_written(goal, core, strict, depth)

    def _as_written(self, goal: Goal, core: Term, strict: bool, depth: int) -> Answer | None:
        """The difference of the sides without common denominators: functions of different letters stay apart."""
        conclusion = goal.conclusion
        assert isinstance(conclusion, Compare)
        sides = (conclusion.left, conclusion.right)
        difference = folded(apply("sub", *(sides if conclusion.relation in (">", ">=") else sides[::-1])))
        return None if difference == core else self._by_letters(goal, difference, strict, depth)

    def _two_terms(self, goal: Goal, core: Term, depth: int) -> Answer | None:
        """a - b > 0 for positive a and b, by their logarithms."""
        if not isinstance(core, Apply) or core.op not in ("sub", "add"):
            return None
        left, right = core.args
        if isinstance(left, Apply) and left.op == "neg" and core.op == "add":
            (taken,) = left.args
            left, right = right, taken
        elif core.op == "add":
            return None
        conclusion = goal.conclusion
        assert isinstance(conclusion, Compare)
        relation = ">" if conclusion.relation in ("<", ">") else ">="
        if any(isinstance(bare(one), Apply) and bare(one).op in ("add", "sub") for one in (left, right)):  # type: ignore[attr-defined]
            return None
        raised = reductions.in_logarithms(goal.concluding(Compare(relation, left, right)))
        if raised is None or not all(self.settle(goal.concluding(need)) for need in raised[1]):
            return None
        return self.prove(raised[0], depth - 1)

    def _by_factors(
        self, goal: Goal, factors: list[tuple[Term, int]], turned: bool, strict: bool, depth: int
    ) -> Answer | None:
        """The sign of a product from those of its factors, each shown to be positive or negative (or to vanish)."""
        parts, negative = [], turned
        for factor, often in factors:
            if often % 2 == 0 and not strict:
                continue
            relations = ("!=",) if often % 2 == 0 else (">", "<") if strict else (">=", "<=")
            for relation in relations:
                found = self.prove(goal.concluding(Compare(relation, factor, ZERO)), depth - 1)
                if found is not None:
                    negative = negative != (relation in ("<", "<="))
                    parts.append(found)
                    break
            else:
                return None
        if negative:
            return None
        return proved(ENGINE, f"the signs of {len(factors)} factors", "certificate", tuple(parts))

    def _by_letters(self, goal: Goal, core: Term, strict: bool, depth: int) -> Answer | None:
        for segment in segments(goal, core):
            try:
                slope, conditions = differentiate(core, segment.letter)
                bend, more = differentiate(slope, segment.letter)
            except NotDifferentiable:
                continue
            if not self._regular(segment, core, (*conditions, *more)):
                continue
            curve = _Curve(core, slope, bend, strict, conditions)
            for rule in (self._by_tangent, self._by_chord, self._by_slope):
                found = rule(segment, curve, depth)
                if found is not None:
                    return found
        return None

    def _regular(self, segment: Segment, core: Term, conditions: tuple[Term, ...]) -> bool:
        """Whether the term is defined on the segment, and twice differentiable inside."""
        open_ = segment.opened()
        return self._defined(segment.actual(), core) and all(
            self.settle_any(open_.concluding(says)) for says in conditions
        )

    def _defined(self, goal: Goal, term: Term) -> bool:
        owed = obligations(term, goal.scope, {})
        if any(one.letters or one.under for one in owed):
            return False
        return all(self.settle_any(goal.concluding(one.says)) for one in owed)

    def _by_tangent(self, segment: Segment, curve: _Curve, depth: int) -> Answer | None:
        """f'' >= 0, f(p) = 0 and f'(p) = 0 for a p in the segment."""
        if curve.strict:
            return None
        for place in self._places(segment, curve):
            put = {segment.letter: place}
            goal = segment.without()
            if not self._defined(goal, place):
                continue
            zero = [Compare("==", folded(substitute(one, put)), ZERO) for one in (curve.value, curve.slope)]
            if not all(algebra.attempt(goal.concluding(one), self.budget).proved for one in zero):
                continue
            owed = (*segment.bounds(), *curve.conditions)
            if not all(self.settle_any(goal.concluding(folded(substitute(fact, put)))) for fact in owed):
                continue
            found = self.prove(segment.opened().concluding(Compare(">=", curve.bend, ZERO)), depth - 1)
            if found is not None:
                says = (
                    f"{text(curve.value)[:100]} is convex in {segment.letter} and touches 0 at {text(place)}"
                )
                return proved(ENGINE, says, "certificate", (found,))
        return None

    def _places(self, segment: Segment, curve: _Curve) -> Iterator[Term]:
        """Where the letter may be when the term touches zero."""
        others = [
            name for name, domain in segment.goal.letters if name != segment.letter and domain.is_scalar
        ]
        found: list[Term] = [Letter(name) for name in others if name in free_letters(curve.value)]
        found += [ONE, ZERO, *(apply("div", ONE, one) for one in found)]
        solved = [_zero_of_two_terms(factor, segment) for factor in self._factors_of(curve.slope, segment)]
        yield from dict.fromkeys((*(one for one in solved if one is not None), *found))

    def _factors_of(self, term: Term, segment: Segment) -> tuple[Term, ...]:
        """The irreducible factors of the numerator that depend on the letter."""
        try:
            converted = convert_goal(segment.opened().concluding(Compare(">", term, ZERO)), self.budget)
            polynomial = core_of(converted, converted.conclusion)
            pieces = () if polynomial.is_constant() else polynomial.factor()[1]
            found = tuple(term_of(piece, converted.work.ring) for piece, _ in pieces)
        except OutOfReach:
            return ()
        return tuple(factor for factor in found if segment.letter in free_letters(factor))

    def _by_chord(self, segment: Segment, curve: _Curve, depth: int) -> Answer | None:
        """f'' <= 0 between two ends where f >= 0 (or f > 0)."""
        if segment.low is None or segment.high is None:
            return None
        relation = ">" if curve.strict else ">="
        whole = segment.from_end(segment.low, True).from_end(segment.high, False)
        if not self._defined(whole.actual(), curve.value):
            return None
        parts = []
        for end in (segment.low, segment.high):
            value = folded(substitute(curve.value, {segment.letter: end.at}))
            parts.append(self.prove(segment.without().concluding(Compare(relation, value, ZERO)), depth - 1))
            if parts[-1] is None:
                return None
        bent = self.prove(segment.opened().concluding(Compare("<=", curve.bend, ZERO)), depth - 1)
        if bent is None:
            return None
        says = f"{text(curve.value)[:100]} is concave in {segment.letter} and not negative at the ends"
        return proved(ENGINE, says, "certificate", (bent, *(part for part in parts if part)))

    def _by_slope(self, segment: Segment, curve: _Curve, depth: int) -> Answer | None:
        """f >= 0 at an end, from which it rises into the segment."""
        ends = [(end, True) for end in segment.lows] + [(end, False) for end in segment.highs]
        for end, rising in ends:
            one = segment.from_end(end, rising, self._kept(segment, end, rising))
            if self._regular(one, curve.value, curve.conditions):
                found = self._from_end(one, curve, end, rising, depth)
                if found is not None:
                    return found
        return None

    def _kept(self, segment: Segment, end: Bound, rising: bool) -> tuple[Bound, ...]:
        """The other ends of that side that the end itself keeps to, and so all between it and an admissible value."""
        found = []
        for other in segment.lows if rising else segment.highs:
            relation = (">" if rising else "<") + ("=" if other.closed else "")
            says = Compare(relation, end.at, other.at)
            if other != end and self.settle(segment.without().concluding(says)):
                found.append(other)
        return tuple(found)

    def _from_end(
        self, segment: Segment, curve: _Curve, end: Bound, rising: bool, depth: int
    ) -> Answer | None:
        at_end = folded(substitute(curve.value, {segment.letter: end.at}))
        relation = ">" if rising else "<"
        strictly = curve.strict and end.closed
        first = self.prove(
            segment.without().concluding(Compare(">" if strictly else ">=", at_end, ZERO)), depth - 1
        )
        if first is None:
            return None
        sharp = curve.strict and not end.closed
        moving = Compare(relation if sharp else f"{relation}=", curve.slope, ZERO)
        second = self.prove(segment.opened().concluding(moving), depth - 1)
        if second is None:
            return None
        way = "rises" if rising else "falls"
        says = f"{text(curve.value)[:100]} {way} in {segment.letter} from {text(end.at)} on"
        return proved(ENGINE, says, "certificate", (first, second))


@dataclass(frozen=True)
class _Curve:
    """A term as a function of one letter, with its two derivatives."""

    value: Term
    slope: Term
    bend: Term
    strict: bool
    conditions: tuple[Term, ...]


def _has_functions(fact: Compare) -> bool:
    return any(isinstance(node, Apply) and node.op not in ARITHMETIC for node in walk(fact))


def _zero_of_two_terms(slope: Term, segment: Segment) -> Term | None:
    """The letter where the two terms of its derivative are equal, if their logarithms are linear in it or in its logarithm."""
    if not isinstance(slope, Apply) or slope.op not in ("sub", "add"):
        return None
    left, right = slope.args
    if slope.op == "add":
        right = apply("neg", right)
    for one, two in ((left, right), (bare(left), bare(right))):
        raised = reductions.in_logarithms(segment.goal.concluding(Compare("<", one, two)))
        if raised is None:
            continue
        conclusion = raised[0].conclusion
        assert isinstance(conclusion, Compare)
        solved = _solved(apply("sub", conclusion.left, conclusion.right), segment.letter)
        if solved is not None:
            return solved
    return None


def _solved(term: Term, letter: str) -> Term | None:
    """The zero of a term that is linear in the letter or in its logarithm."""
    logarithm = apply("log", Letter(letter))
    for inner, back in ((Letter(letter), False), (logarithm, True)):
        line = _line(term, inner)
        if line is not None and line[0] != ZERO and letter not in free_letters(line[1]):
            value = folded(apply("div", apply("neg", line[1]), line[0]))
            return apply("exp", value) if back else value
    return None


def _line(term: Term, unknown: Term) -> tuple[Term, Term] | None:
    """slope and constant of a term that is linear in `unknown` by its form, parameters in both."""
    if term == unknown:
        return ONE, ZERO
    if unknown not in set(walk(term)):
        return ZERO, term
    match term:
        case Apply(op="neg", args=(inner,)):
            line = _line(inner, unknown)
            return None if line is None else (apply("neg", line[0]), apply("neg", line[1]))
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one, two = _line(left, unknown), _line(right, unknown)
            if one is None or two is None:
                return None
            return folded(apply(op, one[0], two[0])), folded(apply(op, one[1], two[1]))
        case Apply(op="mul", args=(left, right)):
            constant, moving = (right, left) if unknown in set(walk(left)) else (left, right)
            line = _line(moving, unknown)
            if line is None or unknown in set(walk(constant)):
                return None
            return folded(apply("mul", constant, line[0])), folded(apply("mul", constant, line[1]))
        case Apply(op="div", args=(left, right)) if unknown not in set(walk(right)):
            line = _line(left, unknown)
            return (
                None
                if line is None
                else (folded(apply("div", line[0], right)), folded(apply("div", line[1], right)))
            )
        case _:
            return None


__all__ = ["NoJet", "attempt", "linear"]
