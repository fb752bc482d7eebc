"""Statements of the texts that are compared with each other: can both hold?

A pair says, over common letters, what each of two entries claims where both apply. Two claims are judged: that the statements
contradict each other at every such point, and that both hold at every such point.

Main content: PAIRS, in the order of the list of pairs. A pair is listed once both entries are in the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proofs_check.statement.claim import Claim, Entry, Recurrence, Source

TOPIC = "pairs"
AGAINST = "__against__"


@dataclass(frozen=True)
class Pair:
    """Two entries, and what each claims over the letters of the pair.

    first, second: their ids. one, other: what they claim, in this order. says: one sentence on where both apply.
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
    def entry(self) -> Entry:
        """Both questions: do they contradict each other wherever both apply, and do both hold there?"""
        name = f"{self.first}{AGAINST}{self.second}"
        both = f"({self.one}) and ({self.other})"
        members = (self._claim(f"{name}__apart", f"not ({both})"), self._claim(f"{name}__together", both))
        title = f"{self.first} against {self.second}"
        return Entry(name, self.says, Source("", ""), members, "readings", title)

    def _claim(self, name: str, claim: str) -> Claim:
        return Claim(name, claim, self.says, let=self.let, given=self.given, define=self.define)


ADAGRAD: Mapping[str, str] = {"eps": "positive", "delta": "positive", "g": "real", "k": "integer >= 1"}
ADAGRAD_SUM = {"r": Recurrence(("0",), "r(k) + g**2", index="k")}

PAIRS: tuple[Pair, ...] = (
    Pair(
        "adagrad_rate_decay",
        "adagrad_constant_gradient",
        "AdaGrad under a constant gradient: the rate falls at every step, and it is eps/(delta + sqrt(k)|g|).",
        let=ADAGRAD,
        define=ADAGRAD_SUM,
        one="eps/(delta + sqrt(r(k + 1))) < eps/(delta + sqrt(r(k)))",
        other="eps/(delta + sqrt(r(k))) == eps/(delta + sqrt(k)*abs(g))",
    ),
)
