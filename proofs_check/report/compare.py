"""Two records compared: what changed its statement, verdict, trust or witness, what appeared, what disappeared.

Claims are told apart by their ids; readings and corrections are compared like claims. A verdict got worse where less is
known than before, or where what was proved is not any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from proofs_check.report import reading
from proofs_check.report.reading import Object, object_at, objects_at, text_at
from proofs_check.report.table import point_text
from proofs_check.report.words import TRUSTS, plural, verdict_named

BEST_FIRST = ("proved", "refuted", "supported", "unknown", "not_checkable")


@dataclass(frozen=True)
class Change:
    """What changed of one claim: `what` is 'verdict', 'trust', 'witness', 'statement', 'appeared' or 'disappeared'.

    before, after: in words, "" where there is nothing. direction: 1 better, -1 worse, 0 neither.
    """

    id: str
    title: str
    what: str
    before: str
    after: str
    direction: int = 0

    @property
    def in_words(self) -> str:
        """The change without the claim's name."""
        if self.what in ("appeared", "disappeared"):
            return f"{self.what} ({self.before or self.after})"
        if self.what == "statement":
            return "the statement is another one"
        return f"{self.what}: {self.before or 'none'} → {self.after or 'none'}"


@dataclass(frozen=True)
class Comparison:
    """All changes, worse verdicts first, and the settings that differ; `same` counts the claims without a change."""

    changes: tuple[Change, ...]
    settings: tuple[str, ...]
    same: int

    @property
    def got_worse(self) -> bool:
        """Whether some verdict got worse."""
        return any(change.what == "verdict" and change.direction < 0 for change in self.changes)

    @property
    def summary(self) -> str:
        """One sentence."""
        worse = sum(change.what == "verdict" and change.direction < 0 for change in self.changes)
        better = sum(change.what == "verdict" and change.direction > 0 for change in self.changes)
        changed = len({change.id for change in self.changes})
        if not changed:
            return f"Nothing changed: {plural(self.same, 'claim')} as before."
        parts = [f"{plural(changed, 'claim')} changed", f"{self.same} did not"]
        parts += [f"{plural(worse, 'verdict')} got worse"] if worse else []
        parts += [f"{plural(better, 'verdict')} got better"] if better else []
        return "; ".join(parts) + "."


def compared(old: Mapping[str, object], new: Mapping[str, object]) -> Comparison:
    """The comparison of two records. Raises ValueError as `reading.opened` does."""
    before, after = reading.opened(old), reading.opened(new)
    left, right = _by_id(before), _by_id(after)
    changes = [change for name in dict.fromkeys((*left, *right)) for change in _changes(left, right, name)]
    changed = {change.id for change in changes}
    order = sorted(changes, key=lambda change: (change.direction, change.what != "verdict"))
    return Comparison(tuple(order), _settings(before, after), len(right.keys() - changed))


def _by_id(record: Object) -> dict[str, Object]:
    found: dict[str, Object] = {}
    for claim in objects_at(record, "claims"):
        for one in _tree(claim):
            found.setdefault(text_at(one, "id"), one)
    return found


def _tree(claim: Object) -> Iterator[Object]:
    yield claim
    for below in objects_at(claim, "readings"):
        yield from _tree(below)
    if repaired := object_at(object_at(claim, "repair"), "record"):
        yield from _tree(repaired)


def _changes(left: Mapping[str, Object], right: Mapping[str, Object], name: str) -> Iterator[Change]:
    old, new = left.get(name), right.get(name)
    title = text_at(new if new is not None else left[name], "title")
    if old is None or new is None:
        if new is not None:
            yield Change(name, title, "appeared", "", _verdict(new))
        elif old is not None:
            yield Change(name, title, "disappeared", _verdict(old), "")
        return
    if _said(old) != _said(new):
        yield Change(name, title, "statement", "", "")
    pairs = (
        ("verdict", _verdict(old), _verdict(new), _better(BEST_FIRST, old, new, "verdict")),
        (
            "trust",
            text_at(old, "trust"),
            text_at(new, "trust"),
            _better(tuple(trust.key for trust in TRUSTS), old, new, "trust"),
        ),
        ("witness", _witness(old), _witness(new), 0),
    )
    for what, before, after, direction in pairs:
        if before != after:
            yield Change(name, title, what, before, after, direction)


def _verdict(claim: Object) -> str:
    return verdict_named(text_at(claim, "verdict")).word.lower()


def _witness(claim: Object) -> str:
    return point_text(object_at(claim, "counterexample"))


def _better(best_first: tuple[str, ...], old: Object, new: Object, key: str) -> int:
    places = [
        best_first.index(found) if (found := text_at(claim, key)) in best_first else len(best_first)
        for claim in (old, new)
    ]
    return (places[0] > places[1]) - (places[0] < places[1])


def _said(claim: Object) -> tuple[object, ...]:
    statement = object_at(claim, "statement")
    return tuple(statement.get(key) for key in ("let", "given", "define", "claim"))


def _settings(before: Object, after: Object) -> tuple[str, ...]:
    """The fields of the headers that differ, in words."""
    old, new = _flat(object_at(before, "header")), _flat(object_at(after, "header"))
    return tuple(
        f"{key}: {old.get(key, 'none')} → {new.get(key, 'none')}"
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    )


def _flat(header: Object) -> dict[str, str]:
    inner = {**object_at(header, "budgets"), **object_at(header, "versions")}
    outer = {key: text_at(header, key) for key in ("version", "subject", "seed", "quick") if key in header}
    return {**outer, **{str(key): str(value) for key, value in inner.items()}}
