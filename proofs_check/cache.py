"""Results that are known already, kept in the user's cache directory.

A result is taken again only for the same claim, the same settings, and the same bytes of code and versions of the dependencies:
the key is a digest of all of them.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from proofs_check.run import Task
from proofs_check.settings import Settings

PACKAGES = ("sympy", "numpy", "scipy", "python-flint", "z3-solver", "cvc5")


def cache_directory() -> Path:
    """Where this user's caches live."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "theory"


def code_digest() -> str:
    """A digest of the program's own files and of the versions that it runs with."""
    digest = hashlib.sha256(sys.version.encode())
    for package in PACKAGES:
        digest.update(f"{package} {metadata.version(package)}".encode())
    root = Path(__file__).resolve().parent.parent
    for folder in ("theory", "proofs_check"):
        for path in sorted((root / folder).rglob("*.py")):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def key_of(task: Task, settings: Settings, code: str) -> str:
    """The name under which a result is kept. The dataclass's own text holds every field of the claim."""
    content = f"{code}\n{settings}\n{task.topic}\n{task.subject.id}\n{_described(task)}"
    return hashlib.sha256(content.encode()).hexdigest()


def _described(task: Task) -> str:
    """Claims of the catalogue are code and covered by its digest; those of files are described by their fields."""
    subject = task.subject
    if task.topic:
        return ""
    fields = ("let", "given", "define", "claim", "repair", "mutants")
    shown = [subject.says, subject.title, str(subject.source)]
    return json.dumps(shown + [str(getattr(subject, name, "")) for name in fields])


def load(key: str) -> dict[str, object] | None:
    """The kept record, or None. A file that cannot be read counts as absent."""
    try:
        loaded = json.loads((cache_directory() / f"{key}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return loaded if isinstance(loaded, dict) else None


def store(key: str, record: Mapping[str, object]) -> None:
    """Keeps a record; a cache that cannot be written is not an error."""
    directory = cache_directory()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        temporary = directory / f"{key}.{os.getpid()}"
        temporary.write_text(json.dumps(record), encoding="utf-8")
        temporary.replace(directory / f"{key}.json")
    except OSError:
        return


def hit_a_limit(record: Mapping[str, object]) -> bool:
    """Whether the worker was stopped: another machine may decide the claim, so it is not kept."""
    return str(record["reason"]).startswith(("time limit", "memory limit"))
