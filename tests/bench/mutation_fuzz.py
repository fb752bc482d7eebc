"""Neighbours of the collection's claims, mostly false: what is proved of them must survive the whole search.

Run `python -m tests.bench.mutation_fuzz [COUNT] [SEED] [KIND ...]`. A neighbour differs in one place: a number, an operator,
a relation, a function, a domain or a hypothesis. Status 1 where two means disagree or a proved neighbour has a counterexample.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from proofs_check.goal import Budget
from proofs_check.instances import run_sampled
from proofs_check.run import Limits, Task, run
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim
from proofs_check.statement.errors import StatementError
from proofs_check.witness import find_witness
from proofs_check.witness.recheck import HOLDS, recheck
from tests.bench.collection import FOLDER, claims_in, kind_of

SECONDS = 10
SETTINGS = Settings(Budget(instances=4_000))
SEARCH = Budget(search_points=8_000)
DRAWN = 20_000
SWAPS = (
    ("<=", "<", ">=", "=="),
    ("+", "-"),
    ("*", "/", "+"),
    ("sin", "cos", "tan"),
    ("exp", "cosh", "sinh", "log"),
    ("sqrt", "abs", "exp"),
    ("floor", "ceil"),
    ("min", "max"),
    ("asin", "acos", "atan", "sinh", "tanh"),
    ("even", "odd"),
    ("real", "positive", "nonnegative", "negative", "integer", "natural", "complex"),
    ("(", "["),
    (")", "]"),
    ("oo", "0"),
    ("forall", "exists"),
    ("and", "or"),
    ("x", "y"),
    ("a", "b"),
    ("matrix", "symmetric", "spd"),
)
TOKEN = re.compile(r"[A-Za-z_]+|\d+|\*\*|<=|>=|==|[-+*/<>()\[\]@]")


def main(arguments: list[str]) -> int:
    """Judges the neighbours, attacks what was proved, and prints the figures."""
    count, seed = (int(value) for value in (*arguments[:2], "300", "0")[:2])
    tasks = tuple(Task(claim, kind) for claim, kind in neighbours(count, seed, arguments[2:]))
    done = Counter[str]()

    def tell(event: str, number: int, record: object) -> None:
        done[event] += 1
        if record is not None and done[event] % 25 == 0:
            print(f"{done[event]} of {len(tasks)}", file=sys.stderr, flush=True)

    records = run(tasks, SETTINGS, os.cpu_count() or 1, Limits(seconds=SECONDS), tell)
    verdicts = Counter(str(record["verdict"]) for record in records)
    print(f"{len(tasks)} neighbours: " + ", ".join(f"{n} {name}" for name, n in sorted(verdicts.items())))
    bad = [
        (task.subject, str(record["reason"]))
        for task, record in zip(tasks, records, strict=True)
        if "disagree" in str(record["reason"]) or "program failed" in str(record["reason"])
    ]
    proved = [
        task.subject
        for task, record in zip(tasks, records, strict=True)
        if record["verdict"] == "proved" and isinstance(task.subject, Claim)
    ]
    with ProcessPoolExecutor() as pool:
        bad += [(claim, why) for claim, why in zip(proved, pool.map(attack, proved), strict=True) if why]
    print(f"{len(proved)} proved ones attacked, {len(bad)} faults")
    for subject, why in bad:
        print(f"{subject}\n    {why}")
    return int(bool(bad))


def neighbours(count: int, seed: int, kinds: list[str]) -> Iterator[tuple[Claim, str]]:
    """`count` claims that differ from one of the development part in one place each, all readable, none twice."""
    drawn = random.Random(seed)
    paths = [p for p in sorted((FOLDER / "development").glob("*.toml")) if not kinds or kind_of(p) in kinds]
    originals = [(claim, kind_of(path)) for path in paths for claim in claims_in(path)]
    seen: set[tuple[str, str, str]] = set()
    while len(seen) < count:
        claim, kind = drawn.choice(originals)
        other = changed(claim, drawn)
        key = (other.claim, str(other.let), str(other.given))
        if key in seen or (other.claim, other.let, other.given) == (claim.claim, claim.let, claim.given):
            continue
        try:
            _ = other.formal
        except (StatementError, RecursionError):
            continue
        seen.add(key)
        yield replace(other, id=f"{claim.id}_{len(seen)}", expect=""), kind


def changed(claim: Claim, drawn: random.Random) -> Claim:
    """One change in the conclusion, a hypothesis or a domain; or a hypothesis less."""
    where = drawn.choice(("claim", "claim", "claim", "given", "let", "drop"))
    if where == "claim" or (where == "let" and not claim.let) or (where != "let" and not claim.given):
        return replace(claim, claim=changed_text(claim.claim, drawn))
    if where == "let":
        name = drawn.choice(sorted(claim.let))
        return replace(claim, let={**claim.let, name: changed_text(claim.let[name], drawn)})
    name = drawn.choice(sorted(claim.given))
    rest = {key: value for key, value in claim.given.items() if key != name}
    return replace(
        claim, given=rest if where == "drop" else {**rest, name: changed_text(claim.given[name], drawn)}
    )


def changed_text(source: str, drawn: random.Random) -> str:
    """The text with one token replaced by a neighbour, or as it is where none has any."""
    places = [match for match in TOKEN.finditer(source) if others(match.group())]
    if not places:
        return source
    place = drawn.choice(places)
    return source[: place.start()] + drawn.choice(others(place.group())) + source[place.end() :]


def others(token: str) -> list[str]:
    """What may stand for a token."""
    if token.isdigit():
        value = int(token)
        return [str(value + 1), str(2 * value + 1), *([str(value - 1)] if value else [])]
    return [other for group in SWAPS if token in group for other in group if other != token]


def attack(claim: Claim) -> str:
    """A counterexample to a proved claim, in words; empty without one."""
    found = find_witness(claim.formal, SEARCH, 1)
    if found.witness is not None:
        return f"proved, yet the search breaks it at {found.described}"
    drawn = run_sampled(claim.formal, (), DRAWN, 1)
    failure = drawn.first_failure if drawn is not None else None
    if failure is not None and recheck(claim.formal, failure).explanation != HOLDS:
        return f"proved, yet an instance fails: {failure}"
    return ""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
