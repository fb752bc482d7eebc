"""What share of the collection in tests/claims is decided, by kind.

Run `python -m tests.bench.collection [development|held_out] [KIND ...] [--write]`. A claim that expects `proved` and is
refuted, or the reverse, is WRONG and ends the run with status 1. --write: keeps the ids of what was decided quickly in
tests/claims/decided.json, which tests/test_collection.py holds the program to.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections import Counter
from pathlib import Path

from proofs_check.goal import Budget
from proofs_check.run import Limits, Task, run
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim
from proofs_check.statement.claim_file import read_claims
from proofs_check.statement_record import Record

FOLDER = Path(__file__).parent.parent / "claims"
SNAPSHOT = FOLDER / "decided.json"
QUICK = 1.5  # seconds: what takes longer is left out of the regression test
UNSEEN = "held_out"
SECONDS = 30  # of processor time a claim; what takes longer counts as undecided
SETTINGS = Settings(Budget(instances=4_000))


def main(arguments: list[str]) -> int:
    """Judges the chosen part, prints the tables, and says whether anything is wrong."""
    named = [argument for argument in arguments if argument != "--write"]
    part, kinds = (named[0], named[1:]) if named else ("development", [])
    paths = [p for p in sorted((FOLDER / part).glob("*.claims.toml")) if not kinds or kind_of(p) in kinds]
    tasks = tuple(Task(claim, kind_of(path)) for path in paths for claim in claims_in(path))

    def tell(event: str, number: int, record: Record | None) -> None:
        if record is not None and part != UNSEEN:
            said = f"{outcome(tasks[number], record)} {record['verdict']} {record['seconds']:.1f} s"
            print(f"{tasks[number].subject.id}: {said}", file=sys.stderr, flush=True)

    records = run(tasks, SETTINGS, os.cpu_count() or 1, Limits(seconds=SECONDS), tell)
    pairs = list(zip(tasks, records, strict=True))
    wrong = [pair for pair in pairs if outcome(*pair) == "WRONG"]
    for kind in map(kind_of, paths):
        print_kind(kind, [pair for pair in pairs if pair[0].topic == kind])
    print_kind("all", pairs)
    print_trust(pairs)
    # What is open or slow in the unseen part must not be known to those who build.
    print_times(pairs, named=part != UNSEEN)
    if part != UNSEEN:
        print_undecided(pairs)
    if "--write" in arguments:
        write_decided(pairs)
    return 1 if wrong else 0


def write_decided(pairs: list[tuple[Task, Record]]) -> None:
    """Adds the ids of what was decided within QUICK seconds to the snapshot."""
    known = set(json.loads(SNAPSHOT.read_text("utf-8"))) if SNAPSHOT.exists() else set()
    judged = {task.subject.id for task, _ in pairs}
    quick = {
        task.subject.id
        for task, record in pairs
        if outcome(task, record) == "decided" and float(str(record["seconds"])) <= QUICK
    }
    ids = sorted((known - judged) | quick)
    SNAPSHOT.write_text(json.dumps(ids, indent=0) + "\n", "utf-8")


def kind_of(path: Path) -> str:
    return path.name.removesuffix(".claims.toml")


def claims_in(path: Path) -> list[Claim]:
    return [claim for claim in read_claims(path) if isinstance(claim, Claim)]


def expected(task: Task) -> str:
    return task.subject.expect or "proved" if isinstance(task.subject, Claim) else ""


def outcome(task: Task, record: Record) -> str:
    """'decided', 'undecided', or 'WRONG' where the verdict is the opposite of the truth."""
    verdict = record["verdict"]
    if verdict == expected(task):
        return "decided"
    return "WRONG" if verdict in ("proved", "refuted") else "undecided"


def print_kind(kind: str, pairs: list[tuple[Task, Record]]) -> None:
    found = Counter((expected(task), outcome(task, record)) for task, record in pairs)
    counts = Counter(expected(task) for task, _ in pairs)
    shares = [f"{found[word, 'decided']:3}/{counts[word]:<3} {word}" for word in ("proved", "refuted")]
    wrong = sum(count for (_, word), count in found.items() if word == "WRONG")
    print(f"{kind:30} {'  '.join(shares)}  wrong {wrong}")


def print_trust(pairs: list[tuple[Task, Record]]) -> None:
    trusts = Counter(str(record["trust"]) for _, record in pairs if record["verdict"] == "proved")
    print("trust of what is proved:", dict(trusts))


def print_times(pairs: list[tuple[Task, Record]], named: bool) -> None:
    times = sorted(((float(str(record["seconds"])), task.subject.id) for task, record in pairs), reverse=True)
    print(f"median {statistics.median(seconds for seconds, _ in times):.2f} s; slowest:")
    print("  " + ", ".join(f"{name if named else ''} {seconds:.1f}".strip() for seconds, name in times[:10]))


def print_undecided(pairs: list[tuple[Task, Record]]) -> None:
    for task, record in pairs:
        if outcome(task, record) != "decided":
            claim = task.subject.claim if isinstance(task.subject, Claim) else ""
            print(
                f"{outcome(task, record)}: {task.subject.id} ({expected(task)}, {record['verdict']}): {claim}"
            )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
