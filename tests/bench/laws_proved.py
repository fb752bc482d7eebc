"""Whether every claim that a law for optimizers stands on is proved, as printed or as repaired, whichever the law names.

Run `python -m tests.bench.laws_proved` (some minutes; what is in the cache is taken from there). Status 1 if one is not.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from tests.bench.measure import row
from theory.commands import judged_record
from theory.laws.formulas import REPAIRED
from theory.laws.suite import LAWS


def claims() -> tuple[str, ...]:
    """The ids that laws name."""
    return tuple(sorted({claim for law in LAWS for claim in law.claims}))


def entries() -> list[str]:
    """The entries of the catalogue that hold them."""
    return sorted({claim.split("__")[0] for claim in claims()})


def verdicts(record: Mapping[str, Any]) -> dict[str, str]:
    """The verdict of every claim of a record, members and repairs under their ids."""
    found: dict[str, str] = {}
    for claim in record["claims"]:
        for member in (claim, *claim.get("readings", ())):
            found[member["id"]] = member["verdict"]
            if member.get("repair"):
                found[member["id"] + REPAIRED] = member["repair"]["verdict"]
    return found


def main() -> int:
    """Prints a line a claim."""
    asked = Namespace(
        what=entries(), tier=None, quick=True, instances=None, seed=0, jobs=None, no_cache=False
    )
    known = verdicts(judged_record(asked)[0])
    row("verdict", "claim", "laws")
    for claim in claims():
        laws = ", ".join(law.name for law in LAWS if claim in law.claims)
        row(known.get(claim, "missing"), claim, laws if len(laws) < 60 else "several")
    return int(any(known.get(claim) != "proved" for claim in claims()))


if __name__ == "__main__":
    sys.exit(main())
