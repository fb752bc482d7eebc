"""The check of a derivation: each step is proposed by its author and proved here, from nothing but what it cites.

A step is a statement that holds for all admissible values of the claim's letters and of its own. It may cite hypotheses of
the claim, earlier steps, claims that were proved before, and lemmas, each at other values of the letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proofs_check.attack import counterexample
from proofs_check.citations import Citations, Fact, StepError
from proofs_check.engines import existence, induction, limit_bounds, limits, words
from proofs_check.goal import Answer, Goal, proved, undecided, weakest
from proofs_check.prove import Session, equated
from proofs_check.statement.claim import Claim
from proofs_check.statement.derivation import Step, Use
from proofs_check.statement.domains import membership
from proofs_check.statement.errors import StatementError
from proofs_check.statement.formal import Formal, extend
from proofs_check.statement.parse import Context, parse_statement, parse_term
from proofs_check.statement.terms import Limit, Term, binder, children, free_letters, walk
from proofs_check.unfold import unfoldings
from proofs_check.verdict import CheckedStep


@dataclass
class Derivation:
    """The check of one claim's derivation; `known` are the claims proved before, by id."""

    claim: Claim
    formal: Formal
    session: Session
    known: Mapping[str, Fact]
    plain: Session = field(init=False)
    citations: Citations = field(init=False)

    def __post_init__(self) -> None:
        self.plain = Session(self.session.budget, by_induction=False)
        self.citations = Citations(self.formal, self.session, self.known)

    def check(self, steps: tuple[Step, ...]) -> tuple[CheckedStep, ...]:
        """Every step with its status. A step that cites a failed one fails."""
        return tuple(self._check(step) for step in steps)

    def _check(self, step: Step) -> CheckedStep:
        statement: Term | None = None
        try:
            if step.name in self.citations.facts or step.name in dict(self.formal.given):
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
        self.citations.facts[step.name] = Fact(
            step.name, letters, under, statement, answer, self.formal.sequences
        )
        cited = {use.name for use in map(as_use, step.uses)}
        names = {name for name, _ in self.formal.given}
        self.citations.needs[step.name] = frozenset(cited & names).union(
            *(self.citations.needs.get(name, frozenset()) for name in cited)
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
                fact, says = self.citations.instance(use, goal, context)
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
                blocked = self.citations.restricts(
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


def as_use(use: Use | str) -> Use:
    """A citation without replacements may be written as its name."""
    return Use(use) if isinstance(use, str) else use


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
