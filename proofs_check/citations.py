"""What a step of a derivation may cite, and what must be proved before it holds at other values of its letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proofs_check.goal import Answer, Goal, proved
from proofs_check.lemmas import LEMMAS
from proofs_check.prove import Session
from proofs_check.seen_forms import is_integral
from proofs_check.statement.claim import Claim
from proofs_check.statement.derivation import Use
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.formal import Formal, Sequence
from proofs_check.statement.parse import Context, parse_term
from proofs_check.statement.sorts import shape_of_domain, sort_of
from proofs_check.statement.terms import (
    Compare,
    Letter,
    Quantified,
    Term,
    apply,
    free_letters,
    sequence_names,
    substitute,
    walk,
)


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


@dataclass(frozen=True)
class Citations:
    """What the steps of one claim may cite; `known` are the claims proved before, by id, `facts` the steps, as they are checked.

    needs: the hypotheses of the claim that stand behind each step, by their names.
    """

    formal: Formal
    session: Session
    known: Mapping[str, Fact]
    facts: dict[str, Fact] = field(default_factory=dict)
    needs: dict[str, frozenset[str]] = field(default_factory=dict)

    def restricts(self, letter: str, fact: Fact, hypotheses: tuple[Term, ...]) -> bool:
        """Whether a hypothesis behind the fact speaks of the limit's letter: then the fact may stop holding on the way."""
        given = dict(self.formal.given)
        behind = (*hypotheses, *fact.under, *(given[name] for name in self.needs.get(fact.name, frozenset())))
        return any(letter in free_letters(hypothesis) for hypothesis in behind)

    def instance(self, use: Use, goal: Goal, context: Context) -> tuple[Fact, Term]:
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
        return bound and not self.restricts(name, fact, fact.under)

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
