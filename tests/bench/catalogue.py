"""What became of every entry of the catalogue and of every compared pair, and how long it took.

Run `python -m tests.bench.catalogue RECORD.json [--write]` on a record of `theory check --json RECORD.json` (without --quick for the
figures of a note). Prints counts, trust, what is open, and the slowest ten; status 1 where a mutant lives or a repair is not proved.
--write: keeps the outcome of what was judged quickly in tests/decided.json, which tests/test_decided.py holds the program to. It is
made from a record and read by that test only.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SNAPSHOT = Path(__file__).parent.parent / "decided.json"
QUICK = 1.0  # seconds: what takes longer is left out of the regression test
SURE = ("kernel", "certificate", "two engines")
FIRST_HALF = (
    "taylor_step",
    "gradient_descent_rates",
    "newton",
    "repeated_matrix",
    "minibatch",
    "sgd_schedules",
    "momentum",
    "adagrad_rmsprop",
    "adam_family",
)


def judged(record: Any) -> Iterator[Any]:
    """The record, its parts or readings, and their repairs."""
    yield record
    for part in record["readings"]:
        yield from judged(part)
    if record["repair"] and record["repair"].get("record"):
        yield from judged(record["repair"]["record"])


def faults(record: Any) -> list[str]:
    """Mutants that live, and repairs that are not proved."""
    alive = [
        f"{one['id']}: mutant '{m['id']}' lives"
        for one in judged(record)
        for m in one["mutants"]
        if m["alive"]
    ]
    repairs = [
        one["repair"] and one["repair"]["verdict"] for one in judged(record) if one["verdict"] == "refuted"
    ]
    return alive + [
        f"{record['id']}: a repair is {verdict}" for verdict in repairs if verdict not in (None, "proved")
    ]


def outcome(record: Any) -> str:
    """Verdict, and the verdicts of parts and repairs, in one line."""
    return ", ".join(f"{one['id']}: {one['verdict']}" for one in judged(record))


def proofs(records: list[Any]) -> Counter[str]:
    """How many proofs there are by trust, repairs and parts included; an entry of parts is not counted beside them."""
    return Counter(
        str(one["trust"])
        for record in records
        for one in judged(record)
        if one["verdict"] == "proved" and not one["readings"]
    )


def share(counts: Counter[str]) -> str:
    good = sum(counts[trust] for trust in SURE)
    total = counts.total()
    return f"{total} proofs, {good} ({100 * good / max(total, 1):.0f} %) of certificate or two engines: {dict(counts)}"


def main(arguments: list[str]) -> int:
    """Prints the figures of a record."""
    record = json.loads(Path(arguments[0]).read_text("utf-8"))
    claims = record["claims"]
    print(f"{len(claims)} claims: {dict(Counter(claim['verdict'] for claim in claims))}")
    first = [claim for claim in claims if claim["topic"] in FIRST_HALF]
    second = [claim for claim in claims if claim["topic"] not in FIRST_HALF]
    for name, half in (("first half", first), ("second half", second)):
        print(f"{name}: {len(half)} claims; {share(proofs(half))}")
    print(f"pairs: {dict(Counter(pair['outcome'] for pair in record.get('pairs', [])))}")
    for claim in claims:
        if claim["verdict"] == "unknown":
            print(f"unknown: {claim['id']}: {claim['reason']}")
    slowest = sorted(claims, key=lambda claim: -claim["seconds"])[:10]
    print("slowest: " + ", ".join(f"{claim['id']} {claim['seconds']:.0f} s" for claim in slowest))
    found = [fault for claim in claims for fault in faults(claim)]
    print("\n".join(found) or "all mutants die, all repairs are proved")
    if "--write" in arguments:
        write(claims)
    return int(bool(found))


def write(claims: list[Any]) -> None:
    """The outcomes of what was judged quickly, by id."""
    kept = {claim["id"]: outcome(claim) for claim in claims if claim["seconds"] <= QUICK and claim["topic"]}
    SNAPSHOT.write_text(json.dumps(kept, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
