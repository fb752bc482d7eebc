"""The opinion of the second evaluator on a point: whether it is admissible, and whether the claim fails there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from proofs_check.recheck.admissible import contains
from proofs_check.recheck.evaluate import Evaluation
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.place import Place
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Term


@dataclass(frozen=True)
class Opinion:
    """outcome: 'false' or 'undefined' of the claim at an admissible point; 'holds'; 'inadmissible'; 'open'."""

    outcome: Literal["false", "undefined", "holds", "inadmissible", "open"]
    reason: str = ""

    @property
    def refutes(self) -> bool:
        return self.outcome in ("false", "undefined")


def opinion(formal: Formal, point: Mapping[str, Term]) -> Opinion:
    """Evaluates domains, hypotheses and claim at a point of closed terms."""
    evaluation = Evaluation(formal)
    try:
        place = evaluation.start(point)
        problem = _inadmissible(formal, place, evaluation)
    except NoValue as found:
        return Opinion("inadmissible", str(found))
    except (Open, RecursionError, OverflowError) as found:
        return Opinion("open", f"whether the point is admissible: {found}")
    if problem:
        return Opinion("inadmissible", problem)
    try:
        holds = evaluation.truth(formal.claim, place)
        if holds and evaluation.is_conditional:
            return Opinion("open", "whether a limit exists")
        return Opinion("holds" if holds else "false")
    except NoValue as found:
        return Opinion("undefined", str(found))
    except (Open, RecursionError, OverflowError) as found:
        return Opinion("open", str(found))


def _inadmissible(formal: Formal, place: Place, evaluation: Evaluation) -> str:
    """What makes the point inadmissible, in words; '' where nothing does. What fails outweighs what stays open."""
    left_open: Open | None = None
    for name, domain in formal.free():
        if name not in place.values:
            return f"the letter {name} has no value"
        try:
            if not contains(domain, place.values[name], place, evaluation):
                return f"the value of {name} lies outside its domain"
        except Open as problem:
            left_open = problem
    for name, hypothesis in formal.given:
        try:
            if not evaluation.truth(hypothesis, place):
                return f"the hypothesis '{name}' does not hold"
        except Open as problem:
            left_open = problem
    if left_open is not None:
        raise left_open
    return ""
