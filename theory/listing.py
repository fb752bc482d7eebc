"""`theory list`: the catalogue at a glance. It imports neither NumPy nor SymPy, so that it answers at once."""

from __future__ import annotations

import json

from theory.catalog import TOPICS


def print_list(as_json: bool) -> None:
    """One line a claim, by topic; or a JSON list of objects."""
    if as_json:
        rows = [
            {"id": claim.id, "topic": topic, "tier": claim.tier, "title": claim.title, "says": claim.says,
             "source": {"key": claim.source.key, "place": claim.source.place}}
            for topic, claims in TOPICS
            for claim in claims
        ]  # fmt: skip
        print(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    width = max(len(claim.id) for _, claims in TOPICS for claim in claims)
    for topic, claims in TOPICS:
        print(f"{topic} ({len(claims)})")
        for claim in claims:
            print(f"  {claim.id:<{width}}  {claim.title}")
