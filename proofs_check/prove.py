"""The planner: what is asked of the engines.

Connectives are taken apart here; limits, existence, matrices, sums and sequences go to the engine of their kind; what is
left is a goal about numbers. `engine_choice.py` has the choice and the order. Engines that split their goal call back with
smaller ones; the depth is bounded.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from proofs_check.conflict import EngineConflict
from proofs_check.connectives import BROKEN, all_of, split
from proofs_check.definedness import obligations
from proofs_check.engine_choice import engines_for
from proofs_check.engines import (
    half_tangents,
    limits,
    principal_strips,
    second_solver,
)
from proofs_check.engines.alternating_existences import with_classes
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.existence_intro import opened
from proofs_check.engines.offered_inverses import offered
from proofs_check.engines.quadratic_hypotheses import with_coefficients
from proofs_check.engines.sampling import seems_broken
from proofs_check.engines.scalar import is_piecewise_linear
from proofs_check.engines.shifted_spectra import unshifted
from proofs_check.engines.vector_hypotheses import freed
from proofs_check.goal import TRUSTS, Answer, Budget, Goal, Prover, proved, undecided
from proofs_check.goal_forms import conclusions, flat, kept_complex, premises_assumed, trim
from proofs_check.narrow import has_no_point, narrowed
from proofs_check.obligation import Obligation
from proofs_check.principal_powers import with_principal_powers
from proofs_check.rewrite import with_values
from proofs_check.sequences_defined import prove_sequences_defined
from proofs_check.statement.terms import (
    FALSE,
    TRUE,
    Compare,
    Connective,
    Letter,
    Limit,
    Term,
    fresh,
    substitute,
)
from proofs_check.unfold import unfoldings

ASKS_MUCH = ("limits", "contradiction")  # engines with many side conditions


@dataclass
class Session:
    """Proves goals for one claim; remembers the answers, for engines ask the same side conditions again and again.

    by_induction: whether the planner may try induction by itself; a line of a derivation that says 'algebra' may not.
    """

    budget: Budget
    by_induction: bool = True
    answers: dict[tuple[Goal, int], Answer] = field(default_factory=dict)

    def prove(self, goal: Goal, depth: int | None = None) -> Answer:
        """The best answer that the engines give. 'proved' holds wherever the goal's terms are defined."""
        left = self.budget.depth if depth is None else depth
        if left <= 0:
            return undecided("planner", "too many splits")
        goal = with_classes(with_principal_powers(kept_complex(goal)))
        given = flat(premises_assumed(goal))
        parts = conclusions(given.conclusion)
        if goal.conclusion in goal.hypotheses or given.conclusion in given.hypotheses:
            return proved("planner", "it is a hypothesis", "certificate")
        if len(parts) > 1:  # before existences among the hypotheses are opened: a part may be one of them
            return all_of(parts, given, self, left)
        trimmed = trim(narrowed(with_coefficients(freed(opened(given)))))
        known = self.answers.get((trimmed, left))
        if known is None and len(self.answers) >= self.budget.goals:
            return undecided("planner", "too many goals")
        if known is None:
            is_part = (
                left < self.budget.depth
            )  # a claim's own counterexamples are looked for elsewhere, exactly
            known = BROKEN if is_part and seems_broken(trimmed) else _plan(trimmed, self, left)
            self.answers[(trimmed, left)] = known
        return known

    def prover(self, depth: int | None = None) -> Prover:
        """The prover that engines are handed."""
        left = (self.budget.depth if depth is None else depth) - 1
        return lambda goal: self.prove(goal, left)

    def prove_defined(
        self, goal: Goal, terms: tuple[Term, ...], granted: frozenset[Limit] = frozenset()
    ) -> Answer:
        """That all of `terms` are defined under the goal's hypotheses; the detail names the first that is not shown.

        `granted`: limits that are known to have a value, oo included, by what was proved before.
        """
        parts = []
        for term in terms:
            for obligation in obligations(term, goal.scope, goal.first_indices):
                if obligation.infinite and obligation.limit in granted:
                    continue
                answer = self._meets(goal, obligation)
                if not answer.proved:
                    return undecided("definedness", f"{obligation.about} is not shown to be in its domain")
                parts.append(answer)
        return proved("definedness", f"{len(parts)} conditions", "certificate", tuple(parts))

    def _meets(self, goal: Goal, obligation: Obligation) -> Answer:
        whole = obliged(goal, obligation)
        if obligation.limit is None:
            if Questions(whole, lambda goal: undecided("form", "")).holds(whole.conclusion):
                return proved("definedness", "by the signs of its parts", "certificate")
            plain = self.prove(whole)
            plain = plain if plain.proved else self._inverted(goal, obligation) or plain
            return plain if plain.proved else self.prove(whole.assuming(*unfoldings(whole)))
        return limits.exists(
            obligation.limit, whole, self.prover(self.budget.depth - 2), finite=not obligation.infinite
        )

    def _inverted(self, goal: Goal, obligation: Obligation) -> Answer | None:
        """That a matrix has the inverse that the claim offers; None where it offers none that is shown to be one."""
        found = offered(goal, obligation)
        if found is None:
            return None
        value, bare, product = found
        parts = (self.prove(product), self.prove_defined(bare, (value,)))
        shown = all(part.proved for part in parts)
        return proved("definedness", "by the inverse", "certificate", parts) if shown else None

    def prove_claim(self, goal: Goal) -> Answer:
        """The goal together with the definedness of its conclusion."""
        holds = self.prove(goal)
        return self.with_definedness(goal, holds) if holds.proved else holds

    def with_definedness(self, goal: Goal, holds: Answer) -> Answer:
        """A proof of the goal together with the definedness of its conclusion."""
        by_strip = holds.engine == principal_strips.ENGINE
        shown = principal_strips.same_where_defined(goal.conclusion) if by_strip else goal.conclusion
        defined = self.prove_defined(goal, (shown,), equated(goal.conclusion))
        if not defined.proved:
            return defined
        values = prove_sequences_defined(goal, self.prover())
        if not values.proved:
            return values
        return proved(holds.engine, holds.detail, holds.trust, (holds, defined, values))


def equated(statement: Term) -> frozenset[Limit]:
    """The limits whose value a true statement gives, outside all connectives but `and`: they exist."""
    match statement:
        case Compare(relation="==", left=Limit() as limit):
            return frozenset({limit})
        case Connective(op="and", parts=parts):
            return frozenset().union(*map(equated, parts))
        case _:
            return frozenset()


def obliged(goal: Goal, obligation: Obligation) -> Goal:
    """The goal that an obligation sets; a bound letter that hides an outer one is renamed."""
    says, under = obligation.says, obligation.under
    for name, domain in obligation.letters:
        taken = frozenset(known for known, _ in goal.letters)
        new = fresh(name, taken)
        if new != name:
            put = {name: Letter(new)}
            says, under = substitute(says, put), tuple(substitute(term, put) for term in under)
        goal = goal.with_letter(new, domain)
    return goal.assuming(*under).concluding(says)


def _plan(goal: Goal, session: Session, depth: int) -> Answer:
    conclusion = goal.conclusion
    if conclusion == TRUE or conclusion in goal.hypotheses:
        return proved(
            "planner", "it is a hypothesis" if conclusion != TRUE else "nothing to show", "certificate"
        )
    if FALSE in goal.hypotheses or has_no_point(goal):
        return proved("planner", "the hypotheses contradict each other", "certificate")
    by_parts = split(goal, session, depth)
    if by_parts is not None:
        return by_parts
    return _ask(unshifted(with_values(goal)), session, depth)


def _ask(goal: Goal, session: Session, depth: int) -> Answer:
    """Asks the engines of the goal's kind; the first proof of full trust wins, else the best one."""
    best: Answer | None = None
    reasons: list[str] = []
    quick = session.prover(depth - 2)
    for name, attempt in engines_for(goal, session.budget, depth, session.by_induction, quick):
        try:
            # Limits ask many side conditions; only quick engines are worth asking for them.
            asks_much = name in ASKS_MUCH and not (name == "contradiction" and depth == session.budget.depth)
            answer = attempt(goal, quick if asks_much else session.prover(depth))
        except EngineConflict:
            raise
        except Exception as problem:  # an engine that fails costs its own answer, not the claim
            answer = undecided(name, f"{name} failed: {type(problem).__name__}: {problem}")
        if answer.proved and answer.trust in ("kernel", "certificate"):
            return answer
        if answer.proved:
            best = min((best or answer, answer), key=lambda found: TRUSTS.index(found.trust))
        elif answer.detail:
            reasons.append(f"{name}: {answer.detail}")
        if best is not None and name in ("limits", "existence", half_tangents.ENGINE):
            return best
        if best is not None and best.trust == "two engines" and is_piecewise_linear(goal.conclusion):
            return best  # of linear arithmetic two solvers are sure, and its certificates were looked for
    if best is not None:
        return second_solver.seconded(goal, best)
    return undecided("planner", "; ".join(reasons)[:600] or "no engine applies")
