"""What `check`, `show`, `report` and `compare` do: choose the claims, have them judged, print, write."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from proofs_check import cache
from proofs_check.cache import hit_a_limit
from proofs_check.goal import Budget
from proofs_check.record import record_of
from proofs_check.run import Task, run
from proofs_check.settings import QUICK, Settings
from proofs_check.statement_record import Record
from theory.pairs import TOPIC
from theory.progress import Progress
from theory.references import citations
from theory.report_formats import FormatError, formats_of, writer_of
from theory.tasks import UsageError, catalogue, tasks_of, tasks_of_file

OK, NOT_PROVED, USAGE = 0, 1, 2


class Interrupted(Exception):
    """The user stopped the run; `record` holds what was done by then."""

    def __init__(self, record: Record) -> None:
        super().__init__("interrupted")
        self.record = record


def settings_of(chosen: argparse.Namespace) -> Settings:
    """The settings that the arguments ask for."""
    budget = QUICK if chosen.quick else Budget()
    if chosen.instances is not None:
        if chosen.instances < 1:
            raise UsageError("--instances needs a number of at least 1")
        budget = Budget(**{**vars(budget), "instances": chosen.instances})
    return Settings(budget, chosen.seed)


def check(chosen: argparse.Namespace) -> int:
    """Judges, prints the table, writes the record; of what was done, when it is interrupted."""
    try:
        record, broken = judged_record(chosen)
    except Interrupted as stopped:
        publish(stopped.record, chosen)
        raise KeyboardInterrupt from None
    publish(record, chosen)
    return status(record, chosen, broken)


def publish(record: Record, chosen: argparse.Namespace) -> None:
    """The record where `--json` says, and the table."""
    if chosen.json:
        write_json(record, chosen.json)
    if chosen.json != "-":
        if record["claims"] or not record["pairs"]:
            print_table(record)
        print_pairs(record)
        print_findings(record)


def show(chosen: argparse.Namespace) -> int:
    """Prints one claim like a page of a textbook."""
    from rich.console import Console

    from proofs_check.report.terminal import render_claim

    chosen.what = [chosen.id]
    record, _ = judged_record(chosen)
    claims = claims_in(record)
    for claim in [known for known in claims if known["id"] == chosen.id] or claims:
        Console(width=min(Console().width, 100)).print(render_claim(claim))
    return OK


def report(chosen: argparse.Namespace) -> int:
    """Writes the report in each format that is asked for, from a record or after a check."""
    try:  # before the long work
        writers = [_writer(name, chosen) for name in formats_of(chosen.format)]
    except FormatError as problem:
        raise UsageError(str(problem)) from None
    record = read_record(Path(chosen.record)) if chosen.record else judged_record(chosen)[0]
    try:
        for write in writers:
            print(write(record, Path(chosen.out)), flush=True)
    except OSError as problem:
        raise UsageError(f"cannot write to {chosen.out}: {problem.strerror}") from None
    return OK


def _writer(name: str, chosen: argparse.Namespace) -> Callable[[Mapping[str, object], Path], Path]:
    """What writes the report in a format; the page knows of pages by topic and of an earlier record."""
    if name != "html":
        return writer_of(name)
    from proofs_check.report.html import write_report

    since = read_record(Path(chosen.since)) if chosen.since else None
    return partial(write_report, pages=chosen.pages, since=since)


def compare(chosen: argparse.Namespace) -> int:
    """Prints what changed between two records; 1 where a verdict got worse."""
    from rich.console import Console

    from proofs_check.report.compare import compared
    from proofs_check.report.compare_terminal import render_comparison

    try:
        found = compared(read_record(Path(chosen.old)), read_record(Path(chosen.new)))
    except ValueError as problem:
        raise UsageError(str(problem)) from None
    Console(width=None if sys.stdout.isatty() else 110, soft_wrap=False).print(render_comparison(found))
    return NOT_PROVED if found.got_worse else OK


def judged_record(chosen: argparse.Namespace) -> tuple[Record, bool]:
    """The record of what the arguments name, and whether a file had a claim that could not be read."""
    began = time.perf_counter()
    tasks, broken = tasks_of(chosen.what, getattr(chosen, "tier", None))
    settings = settings_of(chosen)
    code = "" if chosen.no_cache else cache.code_digest()
    keys = {number: cache.key_of(task, settings, code) for number, task in enumerate(tasks)} if code else {}
    kept = {number: cache.load(key) for number, key in keys.items()}
    ready = {number: found for number, found in kept.items() if found is not None}
    done: dict[int, Record] = {}
    stopped = judge_tasks(tasks, settings, chosen, ready, done)
    for number, key in keys.items():
        if number in done and number not in ready and not hit_a_limit(done[number]):
            cache.store(key, done[number])
    subject = ", ".join(chosen.what) or "catalogue"
    seconds = round(time.perf_counter() - began, 3)
    pairs = [done[number] for number in sorted(done) if tasks[number].topic == TOPIC]
    every = [*(done[number] for number in sorted(done) if tasks[number].topic != TOPIC), *broken]
    record = record_of(every, settings, subject, citations(), chosen.quick, seconds, pairs)
    if stopped:
        record["interrupted"] = f"{len(done)} of {len(tasks)} claims were judged"
        raise Interrupted(record)
    return record, bool(broken)


def judge_tasks(
    tasks: tuple[Task, ...],
    settings: Settings,
    chosen: argparse.Namespace,
    ready: Mapping[int, Record],
    done: dict[int, Record],
) -> bool:
    """Fills `done` with the records by task; True when the user interrupted before all were there."""
    with Progress(tuple(task.subject.id for task in tasks)) as progress:

        def tell(event: str, number: int, record: Record | None) -> None:
            if record is not None:
                done[number] = record
            progress.tell(event, number, record)

        try:
            run(tasks, settings, chosen.jobs or os.cpu_count() or 1, tell=tell, ready=ready)
        except KeyboardInterrupt:
            return True
    return False


def print_table(record: Record) -> None:
    """The table of verdicts, on standard output."""
    from rich.console import Console

    from proofs_check.report.terminal import render_table

    console = Console(width=None if sys.stdout.isatty() else 110, soft_wrap=False)
    console.print(render_table(record))


def print_pairs(record: Record) -> None:
    """Which of the compared pairs cannot both hold."""
    from rich.console import Console

    from proofs_check.report.pairs import render_pairs

    if record["pairs"]:
        console = Console(width=None if sys.stdout.isatty() else 110, soft_wrap=False)
        console.print()
        console.print(render_pairs(record))


def print_findings(record: Record) -> None:
    """What was found in the claims of files, in words; the catalogue has `theory show` for that."""
    from rich.console import Console

    from proofs_check.report.findings import render_findings

    of_files = [claim for claim in claims_in(record) if not claim["topic"]]
    if of_files:
        console = Console(width=None if sys.stdout.isatty() else 110, soft_wrap=False)
        console.print()
        console.print(render_findings({**record, "claims": of_files}))


def write_json(record: Record, path: str) -> None:
    """The record as JSON, to a file or to standard output."""
    written = json.dumps(record, indent=1, ensure_ascii=False)
    if path == "-":
        print(written)
        return
    try:
        Path(path).write_text(written + "\n", encoding="utf-8")
    except OSError as problem:
        raise UsageError(f"cannot write {path}: {problem.strerror}") from None


def read_record(path: Path) -> Record:
    """A record that was written before. Raises UsageError."""
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise UsageError(f"cannot read {path}: {problem.strerror}") from None
    except ValueError as problem:
        raise UsageError(f"{path} is no record: {problem}") from None
    if not isinstance(loaded, dict) or loaded.get("schema") != 1:
        raise UsageError(f"{path} is no record of schema 1; write one with `theory check --json {path}`")
    return loaded


def claims_in(record: Mapping[str, object]) -> list[Record]:
    """The records of the claims."""
    listed = record["claims"]
    return list(listed) if isinstance(listed, list) else []


def status(record: Record, chosen: argparse.Namespace, broken: bool) -> int:
    """0, or 1 where a claim of a file is not as expected, or 2 where one cannot be read."""
    from_catalogue = {task.subject.id for task in catalogue()}
    expected = {
        task.subject.id: getattr(task.subject, "expect", "") or "proved" for task in tasks_again(chosen)
    }
    for claim in claims_in(record):
        if claim["id"] not in from_catalogue and claim["verdict"] != expected.get(str(claim["id"]), "proved"):
            return USAGE if broken else NOT_PROVED
    return USAGE if broken else OK


def tasks_again(chosen: argparse.Namespace) -> list[Task]:
    """The claims of the files that were named, for what they expect."""
    files = [name for name in chosen.what if Path(name).is_file()]
    return [task for name in files for task in tasks_of_file(name)[0]]
