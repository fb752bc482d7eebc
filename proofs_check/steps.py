"""The check of a derivation: each step is proposed by its author and proved here, from nothing but what it cites.

A step is a statement that holds for all admissible values of the claim's letters and of its own. It may cite hypotheses of
the claim, earlier steps, claims that were proved before, and lemmas, each at other values of the letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proofs_check.attack import counterexample
from proofs_check.definedness import is_integral
from proofs_check.engines import existence, induction, limit_bounds, limits, words
from proofs_check.goal import Answer, Goal, proved, undecided, weakest
from proofs_check.lemmas import LEMMAS
from proofs_check.prove import Session, equated
from proofs_check.statement.claim import Claim
from proofs_check.statement.derivation import Step, Use
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.errors import StatementError
from proofs_check.statement.formal import Formal, Sequence, extend
from proofs_check.statement.parse import Context, parse_statement, parse_term
from proofs_check.statement.sorts import SCALAR, shape_of_domain, sort_of
from proofs_check.statement.terms import (
    ONE,
    Compare,
    Connective,
    Letter,
    Limit,
    Quantified,
    Term,
    apply,
    binder,
    children,
    free_letters,
    sequence_names,
    substitute,
    walk,
)
from proofs_check.unfold import unfoldings
from proofs_check.verdict import CheckedStep


class StepError(Exception):
    """Why a step cannot be accepted, in words for its author."""


@dataclass(frozen=True)
class Fact:
    """A statement that is known for all values of `letters` that satisfy `under`, and how far it is trusted."""

    name: str
    letters: tuple[tuple[str, Domain], ...]
    under: tuple[Term, ...]
    says: Term
    answer: Answer
    sequences: tuple[Sequence, ...] = ()


@dataclass
class Derivation:
    """The check of one claim's derivation; `known` are the claims proved before, by id."""

    claim: Claim
    formal: Formal
    session: Session
    known: Mapping[str, Fact]
    plain: Session = field(init=False)
    facts: dict[str, Fact] = field(default_factory=dict)
    needs: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.plain = Session(self.session.budget, by_induction=False)

    def check(self, steps: tuple[Step, ...]) -> tuple[CheckedStep, ...]:
        """Every step with its status. A step that cites a failed one fails."""
        return tuple(self._check(step) for step in steps)

    def _check(self, step: Step) -> CheckedStep:
        statement: Term | None = None
        try:
            if step.name in self.facts or step.name in dict(self.formal.given):
                raise StepError(f"the name '{step.name}' is taken")
            context = extend(self.formal, step.let, self.claim.define)
            statement = parse_statement(step.says, context)
            answer = self._prove(step, statement, context)
        except (StepError, StatementError) as problem:
            return CheckedStep(step, statement, "failed", "one engine", (), str(problem))
        if not answer.proved:
            return CheckedStep(step, statement, "failed", "one engine", (), answer.detail)
        self._remember(step, statement, context, answer)
        status = "cited" if step.rule in ("cited", "reduction") else "checked"
        return CheckedStep(step, statement, status, answer.trust, answer.engines, answer.detail)  # type: ignore[arg-type]

    def _remember(self, step: Step, statement: Term, context: Context, answer: Answer) -> None:
        under = tuple(parse_statement(text, context) for text in step.given)
        letters = tuple(context.scope.letters.items())
        self.facts[step.name] = Fact(step.name, letters, under, statement, answer, self.formal.sequences)
        cited = {use.name for use in map(as_use, step.uses)}
        names = {name for name, _ in self.formal.given}
        self.needs[step.name] = frozenset(cited & names).union(
            *(self.needs.get(name, frozenset()) for name in cited)
        )

    def _prove(self, step: Step, statement: Term, context: Context) -> Answer:
        uses = tuple(map(as_use, step.uses))
        local = tuple(parse_statement(text, context) for text in step.given)
        inside = tuple(fact for name in step.let for fact in membership(name, context.scope.letters[name]))
        goal = Goal(tuple(context.scope.letters.items()), (*local, *inside), statement, self.formal.sequences)
        cited: list[tuple[Fact, Term]] = []
        for use in uses:
            hypothesis = dict(self.formal.given).get(use.name)
            if hypothesis is not None and not use.put:
                goal = goal.assuming(hypothesis)
        for use in uses:
            if use.name not in dict(self.formal.given) or use.put:
                fact, says = self._instance(use, goal, context)
                cited.append((fact, says))
                goal = goal.assuming(says)
        holds = self._by_rule(step, goal, tuple(cited), context)
        if not holds.proved:
            return undecided(step.rule, f"step '{step.name}' does not follow: {holds.detail}")
        if step.rule in ("cited", "reduction"):
            return holds
        granted = equated(statement).union(*(limits_outside(says) for _, says in cited))
        defined = self.session.prove_defined(goal, (statement, *local), granted)
        if not defined.proved:
            return undecided(step.rule, f"step '{step.name}': {defined.detail}")
        parts = (holds, defined, *(fact.answer for fact, _ in cited))
        return Answer(
            holds.engine, "proved", holds.detail, weakest(tuple(part.trust for part in parts)), holds.engines
        )

    def _by_rule(
        self, step: Step, goal: Goal, cited: tuple[tuple[Fact, Term], ...], context: Context
    ) -> Answer:
        prove = self.session.prover()
        match step.rule:
            case "cited" | "reduction":
                broken = counterexample(goal, self.session.budget)
                if broken:
                    return undecided(step.rule, f"{broken}; what is cited does not say so")
                return proved("cited", step.because or "cited", "one engine")
            case "induction":
                domain = dict(goal.letters).get(step.on)
                if domain is None or domain.kind != "integer":
                    raise StepError(f"induction runs on an integer letter, and '{step.on}' is none")
                return induction.attempt(goal, prove, on=step.on)
            case "limit":
                return self._limit(goal, cited)
            case "witness":
                at = parse_term(step.at, context) if step.at else None
                return existence.attempt(goal, prove, at=at)
            case "definition":
                return self.plain.prove(goal.assuming(*unfoldings(goal)))
            case "words":
                answer = words.attempt(goal, prove)
                return answer if answer.proved else self.plain.prove(goal)
            case _:
                return self.plain.prove(goal)

    def _limit(self, goal: Goal, cited: tuple[tuple[Fact, Term], ...]) -> Answer:
        """By a cited bound that holds for all values of the limit's letter, else by the limit laws."""
        prove = self.session.prover(self.session.budget.depth - 2)
        reasons = []
        for fact, says in cited:
            for letter in sorted(limit_letters(goal.conclusion)):
                others = tuple(h for h in goal.hypotheses if h != says and letter not in free_letters(h))
                free = Goal(goal.letters, others, goal.conclusion, goal.sequences)
                blocked = self._restricts(
                    letter, fact, tuple(h for h in goal.hypotheses if h not in [s for _, s in cited])
                )
                if letter in free_letters(says) and not blocked and is_unbounded(goal, letter):
                    answer = limit_bounds.limit_from_fact(free, says, goal.conclusion, prove)
                    if answer.proved:
                        return answer
                    reasons.append(answer.detail)
        answer = limits.attempt(goal, prove)
        if answer.proved:
            return answer
        whole = self.session.prove(goal)
        return (
            whole
            if whole.proved
            else undecided("limit", "; ".join([*reasons, answer.detail, whole.detail])[:400])
        )

    def _restricts(self, letter: str, fact: Fact, hypotheses: tuple[Term, ...]) -> bool:
        """Whether a hypothesis behind the fact speaks of the limit's letter: then the fact may stop holding on the way."""
        given = dict(self.formal.given)
        behind = (*hypotheses, *fact.under, *(given[name] for name in self.needs.get(fact.name, frozenset())))
        return any(letter in free_letters(hypothesis) for hypothesis in behind)

    def _instance(self, use: Use, goal: Goal, context: Context) -> tuple[Fact, Term]:
        """The cited fact at the values that the step puts for its letters. Raises StepError where they do not fit."""
        fact = self._find(use.name)
        put = {name: parse_term(text, context) for name, text in use.put.items()}
        unknown = [name for name in put if name not in dict(fact.letters)]
        if unknown:
            raise StepError(f"'{use.name}' has no letter '{unknown[0]}'")
        self._check_sequences(fact, put)
        needed = [dict(self.formal.given)[name] for name in sorted(self.needs.get(use.name, frozenset()))]
        for hypothesis in (*needed, *fact.under):
            if hypothesis in fact.under or free_letters(hypothesis) & put.keys():
                self._require(goal, substitute(hypothesis, put), f"hypothesis of '{use.name}'")
        says = substitute(fact.says, put)
        for name, domain in reversed(fact.letters):
            if name in put:
                self._require_domain(goal, name, domain, put, use.name)
            elif name in free_letters(says) and (
                dict(goal.letters).get(name) != domain or self._rebound(name, fact, goal)
            ):
                says = Quantified("forall", name, domain, says)
        return fact, says

    def _rebound(self, name: str, fact: Fact, goal: Goal) -> bool:
        """Whether the step quantifies over a letter of the fact, and the fact holds for all values of it."""
        bound = any(isinstance(node, Quantified) and node.letter == name for node in walk(goal.conclusion))
        return bound and not self._restricts(name, fact, fact.under)

    def _find(self, name: str) -> Fact:
        if name in self.facts:
            return self.facts[name]
        if name in self.known:
            return self.known[name]
        if name in LEMMAS:
            return lemma_fact(name)
        given = dict(self.formal.given)
        if name in given:
            answer = proved("hypothesis", "given", "certificate")
            return Fact(name, self.formal.letters, (), given[name], answer, self.formal.sequences)
        raise StepError(
            f"'{name}' is neither a hypothesis of the claim, an earlier step, a proved claim nor a lemma"
        )

    def _check_sequences(self, fact: Fact, put: Mapping[str, Term]) -> None:
        """A fact about sequences may be cited only where they are the same sequences."""
        mine = {sequence.name: sequence for sequence in self.formal.sequences}
        changed = {name for name, value in put.items() if value != Letter(name)}
        theirs = {sequence.name: sequence for sequence in fact.sequences}
        for name in sorted(sequence_names(fact.says)):
            sequence = theirs[name]
            if mine.get(name) != sequence:
                raise StepError(f"'{fact.name}' speaks of another sequence '{name}'")
            letters = (free_letters(sequence.step) - {sequence.index}).union(
                *(free_letters(s) for s in sequence.start)
            )
            if letters & changed:
                raise StepError(
                    f"the sequence '{name}' depends on {sorted(letters & changed)[0]}, which is replaced"
                )

    def _require(self, goal: Goal, condition: Term, what: str) -> None:
        answer = self.session.prove(goal.concluding(condition))
        if not answer.proved:
            raise StepError(f"{what} is not shown to hold at the values that are put: {answer.detail}")

    def _require_domain(
        self, goal: Goal, name: str, domain: Domain, put: Mapping[str, Term], source: str
    ) -> None:
        value = put[name]
        if sort_of(value, goal.scope) != shape_of_domain(
            domain.with_terms(tuple(substitute(t, put) for t in domain.terms()))
        ):
            raise StepError(f"the value for '{name}' of '{source}' is not of its size")
        if domain.is_scalar:
            if domain.kind == "integer" and not is_integral(value, goal.scope):
                self._require(goal, Compare("==", apply("floor", value), value), f"that '{name}' is whole")
            for fact in membership(name, domain):
                self._require(goal, substitute(fact, put), f"the domain of '{name}' in '{source}'")
        elif domain.kind not in ("vector", "matrix") and not has_kind(value, domain, goal):
            raise StepError(f"the value for '{name}' of '{source}' is not shown to be {domain.kind}")


def as_use(use: Use | str) -> Use:
    """A citation without replacements may be written as its name."""
    return Use(use) if isinstance(use, str) else use


KIND_IMPLIES: Mapping[str, tuple[str, ...]] = {
    "symmetric": ("symmetric", "psd", "spd", "diagonal"),
    "psd": ("psd", "spd"),
    "invertible": ("invertible", "spd", "orthogonal"),
}


def has_kind(value: Term, domain: Domain, goal: Goal) -> bool:
    """Whether a matrix that is put for a letter is of its kind by the kind of its own letter."""
    mine = dict(goal.letters).get(value.name) if isinstance(value, Letter) else None
    if mine is None or (mine.over == "complex" and domain.over == "real"):
        return False
    return mine.kind in KIND_IMPLIES.get(domain.kind, (domain.kind,))


def limit_letters(term: Term) -> frozenset[str]:
    """The letters that limits in `term` run through."""
    return frozenset(node.letter for node in walk(term) if isinstance(node, Limit))


def limits_outside(term: Term) -> frozenset[Limit]:
    """The limits in a cited fact, which is defined as a whole; those under a binder depend on its letter."""
    if isinstance(term, Limit):
        return frozenset({term})
    if binder(term) is not None:
        return frozenset()
    found: frozenset[Limit] = frozenset()
    return found.union(*(limits_outside(part) for part in children(term)))


def is_unbounded(goal: Goal, letter: str) -> bool:
    """Whether `letter` is a number without an upper bound, so that what holds for all its values holds in the limit."""
    domain = dict(goal.letters).get(letter)
    return domain is not None and domain.is_scalar and domain.high is None


def lemma_fact(name: str) -> Fact:
    """A lemma of the library as a fact that can be cited."""
    lemma = LEMMAS[name]
    formal = lemma.formal
    trust = "one engine" if lemma.reference else "certificate"
    answer = proved(f"lemma {name}", lemma.says, trust)  # type: ignore[arg-type]
    return Fact(name, formal.letters, tuple(term for _, term in formal.given), formal.claim, answer)


def claim_fact(claim: Claim, answer: Answer) -> Fact:
    """A proved claim as a fact that later derivations can cite."""
    formal = claim.formal
    return Fact(
        claim.id,
        formal.letters,
        tuple(term for _, term in formal.given),
        formal.claim,
        answer,
        formal.sequences,
    )


def conclusion_of(formal: Formal, steps: tuple[CheckedStep, ...]) -> Answer:
    """Whether the steps prove the claim: the last one must state it, under the claim's own letters and hypotheses."""
    if not steps:
        return undecided("derivation", "there are no steps")
    failed = next((step for step in steps if step.status == "failed"), None)
    if failed is not None:
        return undecided("derivation", failed.detail)
    last = steps[-1]
    if last.step.let or last.step.given or last.statement != formal.claim:
        return undecided("derivation", f"the last step, '{last.step.name}', is not the claim")
    engines = tuple(dict.fromkeys(name for step in steps for name in step.checked_by))
    trust = weakest(tuple(step.trust for step in steps))
    return Answer("derivation", "proved", f"{len(steps)} steps", trust, engines)


__all__ = ["ONE", "SCALAR", "Connective", "Derivation", "Fact", "claim_fact", "conclusion_of"]
