"""The record: everything that was found, as plain JSON data (schema 1). Reports are made from it and from nothing else."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib import metadata

from proofs_check.goal import TRUSTS
from proofs_check.settings import Settings
from proofs_check.statement_record import Record
from proofs_check.verdict import VERDICTS

SCHEMA = 1
PACKAGES = ("theory-checker", "sympy", "numpy", "scipy", "python-flint", "z3-solver", "cvc5")


def record_of(
    claims: Iterable[Record],
    settings: Settings,
    subject: str,
    citations: Mapping[str, str],
    quick: bool,
    seconds: float,
    pairs: Iterable[Record] = (),
) -> Record:
    """The whole record from those of the claims; `pairs` are those of the compared pairs, see `pair_record`."""
    listed = [cite(claim, citations) for claim in claims]
    verdicts = Counter(str(claim["verdict"]) for claim in listed)
    trusts = Counter(str(claim["trust"]) for claim in listed if claim["trust"])
    return {
        "schema": SCHEMA,
        "header": {
            "program": "theory",
            "version": _version("theory-checker"),
            "subject": subject,
            "seed": settings.seed,
            "quick": quick,
            "budgets": {
                "instances": settings.budget.instances,
                "z3_rlimit": settings.budget.z3_rlimit,
                "search_points": settings.budget.search_points,
                "polynomial_terms": settings.budget.polynomial_terms,
                "precision_bits": settings.budget.precision_bits,
                "depth": settings.budget.depth,
            },
            "versions": {
                "python": platform.python_version(),
                **{name: _version(name) for name in PACKAGES[1:]},
            },
        },
        "summary": {
            "claims": len(listed),
            "verdicts": {verdict: verdicts.get(verdict, 0) for verdict in VERDICTS},
            "trust": {trust: trusts.get(trust, 0) for trust in TRUSTS},
        },
        "claims": listed,
        "pairs": [pair_record(pair) for pair in pairs],
        "seconds": seconds,
    }


def pair_record(judged: Record) -> Record:
    """A compared pair, from the record of its two claims: that the statements contradict each other, and that both hold.

    outcome: 'conflict' - they contradict each other wherever both apply; 'conflict at a point' - not both hold at the point `apart`;
    'compatible' - both hold wherever both apply; 'open'. together: a point at which both hold.
    """
    first, _, second = str(judged["id"]).partition("__against__")
    readings = judged["readings"]
    contradict, hold = readings if isinstance(readings, list) else ({}, {})
    outcome = "open"
    if contradict["verdict"] == "proved":
        outcome = "conflict"
    elif hold["verdict"] == "refuted":
        outcome = "conflict at a point"
    elif hold["verdict"] == "proved":
        outcome = "compatible"
    return {
        "first": first,
        "second": second,
        "outcome": outcome,
        "says": judged["says"],
        "apart": hold["counterexample"],
        "together": contradict["counterexample"],
        "contradict": contradict,
        "hold": hold,
    }


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def cite(claim: Record, citations: Mapping[str, str]) -> Record:
    """The claim's record with the full citation of its source filled in, for its readings and its repair too."""
    source = claim["source"]
    if isinstance(source, dict):
        source["citation"] = citations.get(str(source["key"]), "")
    readings = claim["readings"]
    for reading in readings if isinstance(readings, list) else []:
        cite(reading, citations)
    repair = claim["repair"]
    if isinstance(repair, dict) and repair["record"]:
        cite(repair["record"], citations)
    return claim
