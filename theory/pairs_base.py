"""A compared pair: what two entries claim in a situation where both apply, and the two questions that are judged.

Main content: Pair. The pairs themselves are in the modules `theory.pairs_*`, one for each part of the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proofs_check.statement.claim import Claim, Entry, Recurrence, Source

AGAINST = "__against__"


@dataclass(frozen=True)
class Pair:
    """Two entries, and what each claims over the letters of the pair.

    first, second: their ids. one, other: what they claim, in this order. says: one sentence on where both apply.
    let, given: the situation, with the hypotheses of both. Letters for quantities that the statements give values for are
    free, so that a contradiction is one between the two statements.
    """

    first: str
    second: str
    says: str
    let: Mapping[str, str]
    one: str
    other: str
    given: Mapping[str, str] = field(default_factory=dict)
    define: Mapping[str, str | Recurrence | Mapping[str, object]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The id under which the pair is judged."""
        return f"{self.first}{AGAINST}{self.second}"

    @property
    def entry(self) -> Entry:
        """Both questions: do they contradict each other wherever both apply, and do both hold there?"""
        both = f"({self.one}) and ({self.other})"
        members = (
            self._claim(f"{self.name}__apart", f"not ({both})"),
            self._claim(f"{self.name}__together", both),
        )
        title = f"{self.first} against {self.second}"
        return Entry(self.name, self.says, Source("", ""), members, "readings", title)

    def _claim(self, name: str, claim: str) -> Claim:
        return Claim(name, claim, self.says, let=self.let, given=self.given, define=self.define)
