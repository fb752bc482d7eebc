"""Steps of a derivation: what is said, by which rule, from what. They are proposals; the judge checks each one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Rule = Literal[
    "algebra",  # an identity or inequality that follows from the cited steps and hypotheses
    "definition",  # unfolding of a sequence, a derivative, a sum of given length
    "induction",  # on `on`, from its first value; base and step are checked
    "limit",  # the value of a limit, from a bound that tends to zero or grows without end
    "lemma",  # an instance of a lemma of `proofs_check/lemmas.py`
    "claim",  # an earlier claim, at the values in `uses`
    "witness",  # an existence, by the value named in `at`
    "cited",  # a theorem that is cited, not proved; caps the trust
    "reduction",  # passes from objects to letters by the argument in `because`; caps the trust
    "words",  # products of matrices and vectors of any size, by the word normal form
]


@dataclass(frozen=True)
class Use:
    """What a step uses: a hypothesis, an earlier step, a lemma or a claim, with terms put for its letters."""

    name: str
    put: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One displayed line.

    says: the statement, in the language. let: letters of this line alone, over which it holds as well.
    given: hypotheses of this line alone. on: the letter of an induction or a limit. at: the value of a witness.
    """

    name: str
    says: str
    rule: Rule
    because: str = ""
    uses: tuple[Use | str, ...] = ()
    let: Mapping[str, str] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    on: str = ""
    at: str = ""
