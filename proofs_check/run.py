"""Judging many claims: one process a claim, so that one that dies takes nothing with it.

At most `jobs` processes run at once. Each gets a limit of memory and of processor time (a last resort: what decides a verdict
are budgets counted in steps), a fresh state, and the claims that it cites, proved before it starts.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from proofs_check.citations import Fact, claim_fact
from proofs_check.claim_record import claim_record
from proofs_check.conflict import EngineConflict, TimeUp
from proofs_check.goal import Answer, Trust
from proofs_check.judging import Subject, judge
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim, Entry
from proofs_check.statement_record import Record
from proofs_check.steps import as_use
from proofs_check.verdict import Judged


@dataclass(frozen=True)
class Task:
    """A subject to be judged, with its topic."""

    subject: Subject
    topic: str


@dataclass(frozen=True)
class Limits:
    """What a worker may use: address space in bytes, processor time in seconds."""

    memory: int = 6 * 2**30
    seconds: int = 600


GRACE = 20
"""Seconds after the limit in which a worker writes down what it has decided."""

Told = Callable[[str, int, Record | None], None]
"""Called with 'started' or 'finished', the number of the task, and its record once there is one."""


def run(
    tasks: tuple[Task, ...],
    settings: Settings,
    jobs: int = 1,
    limits: Limits | None = None,
    tell: Told = lambda event, number, record: None,
    ready: Mapping[int, Record] | None = None,
) -> tuple[Record, ...]:
    """The records of all tasks, in their order. `ready`: records that are known already, by the number of the task."""
    state = _Run(tasks, settings, limits or Limits(), tell)
    state.take(ready or {})
    try:
        while len(state.records) < len(tasks):
            state.start_what_can_start(jobs)
            state.collect()
    finally:
        state.stop()
    return tuple(state.records[number] for number in range(len(tasks)))


class _Run:
    """The tasks that wait, run and are done."""

    def __init__(self, tasks: tuple[Task, ...], settings: Settings, limits: Limits, tell: Told) -> None:
        self.tasks, self.settings, self.limits, self.tell = tasks, settings, limits, tell
        self.claims = {claim.id: claim for task in tasks for claim in claims_of(task.subject)}
        self.needs = [needs_of(number, tasks) for number in range(len(tasks))]
        self.known: dict[str, Fact] = {}
        self.records: dict[int, Record] = {}
        self.decided: dict[int, Record] = {}
        self.running: dict[int, tuple[BaseProcess, Connection]] = {}
        self.context = multiprocessing.get_context("fork")

    def take(self, ready: Mapping[int, Record]) -> None:
        for number, record in sorted(ready.items()):
            self._done(number, record)

    def start_what_can_start(self, jobs: int) -> None:
        waiting = [n for n in range(len(self.tasks)) if n not in self.records and n not in self.running]
        free = [n for n in waiting if self.needs[n] <= self.records.keys()]
        if (
            waiting and not free and not self.running
        ):  # a circle of citations: the step that cites will fail, and say so
            free = waiting[:1]
        for number in free[: max(jobs - len(self.running), 0)]:
            here, there = self.context.Pipe(duplex=False)
            work = (there, self.tasks[number], self.settings, self.known, self.limits)
            process = self.context.Process(target=_work, args=work, daemon=True)
            with interrupts_wait():
                process.start()
                there.close()
                self.running[number] = (process, here)
            self.tell("started", number, None)

    def collect(self) -> None:
        """Waits until a worker has sent a record or died."""
        if not self.running:
            return
        arrived = wait([connection for _, connection in self.running.values()])
        for number, (process, connection) in list(self.running.items()):
            record = self._receive(number, process, connection) if connection in arrived else None
            if record is not None:
                del self.running[number]
                connection.close()
                process.join()
                self._done(number, record)

    def _receive(self, number: int, process: BaseProcess, connection: Connection) -> Record | None:
        """The record of a worker that is done or dead; None where it goes on. What it had decided outlives it."""
        try:
            last, record = connection.recv()
        except (EOFError, OSError):
            process.join()
            return self.decided.get(number) or died(self.tasks[number], process.exitcode)
        self.decided[number] = record
        return record if last else None

    def _done(self, number: int, record: Record) -> None:
        self.records[number] = record
        for name, trust in proved_in(record):
            if name in self.claims:
                answer = Answer("claim", "proved", name, trust, (f"claim {name}",))
                self.known[name] = claim_fact(self.claims[name], answer)
        self.tell("finished", number, record)

    def stop(self) -> None:
        for process, connection in self.running.values():
            process.terminate()
            connection.close()


def claims_of(subject: Subject) -> Iterator[Claim]:
    """The claims that judging a subject may prove: itself or its members, and their repairs."""
    members = (
        subject.members if isinstance(subject, Entry) else (subject,) if isinstance(subject, Claim) else ()
    )
    for member in members:
        yield member
        if member.repair is not None:
            yield member.repaired()


def needs_of(number: int, tasks: tuple[Task, ...]) -> frozenset[int]:
    """The tasks whose claims the derivations of this one cite."""
    cited = {
        as_use(use).name
        for claim in claims_of(tasks[number].subject)
        if claim.derivation is not None
        for step in claim.derivation()
        for use in step.uses
    }
    return frozenset(
        other
        for other, task in enumerate(tasks)
        if other != number and any(claim.id in cited for claim in claims_of(task.subject))
    )


def proved_in(record: Record) -> Iterator[tuple[str, Trust]]:
    """The ids and labels of what a record proves as a whole: itself, its readings, its repair."""
    if record["verdict"] == "proved" and record["scope"] == "whole" and record["trust"]:
        yield str(record["id"]), record["trust"]  # type: ignore[misc]
    readings, repair = record["readings"], record["repair"]
    for reading in readings if isinstance(readings, list) else []:
        yield from proved_in(reading)
    if isinstance(repair, dict) and repair["record"]:
        yield from proved_in(repair["record"])


def died(task: Task, exitcode: int | None) -> Record:
    """The record of a claim whose worker died: which limit it hit, as far as the exit status tells."""
    stopped = {-24: "time limit", -9: "memory limit", -11: "memory limit", -6: "memory limit"}
    reason = stopped.get(exitcode or 0, "memory limit")
    return claim_record(
        Judged(task.subject, "unknown", f"{reason}: the worker ended with status {exitcode}"), task.topic
    )


def _time_is_up(number: int, frame: object) -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)  # it is sent again every second up to the hard limit
    raise TimeUp


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Ctrl-C is heeded at the end: in the middle of a fork its exception would be ignored, and the run would go on.

    A worker that is started inside keeps the handler that only takes note; who is interrupted is the run, which stops its workers.
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before is None:
        yield
        return
    seen: list[int] = []
    signal.signal(signal.SIGINT, lambda number, frame: seen.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if seen:
        raise KeyboardInterrupt


def _work(
    connection: Connection, task: Task, settings: Settings, known: Mapping[str, Fact], limits: Limits
) -> None:
    """The worker: judge, write the record, send it; a verdict at once, before what explains it is looked for."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + GRACE))
    signal.signal(signal.SIGXCPU, _time_is_up)
    began, kept = time.perf_counter(), []

    def keep(judged: Judged) -> None:
        if judged.verdict in ("proved", "refuted"):
            kept.append(replace(judged, seconds=time.perf_counter() - began))
            signal.signal(signal.SIGXCPU, signal.SIG_IGN)  # half a record would be none
            connection.send((False, claim_record(kept[0], task.topic)))
            signal.signal(signal.SIGXCPU, _time_is_up)

    try:
        judged = judge(task.subject, settings, known, keep)
    except EngineConflict as problem:
        reason = f"inconclusive: two means disagree, please report it: {problem}"
        judged = Judged(task.subject, "unknown", reason)
    except (Exception, TimeUp) as problem:  # it costs this claim its verdict or its explanation, not the run
        reason = _fault(problem)
        judged = kept[0] if kept else Judged(task.subject, "unknown", reason)
    connection.send((True, claim_record(judged, task.topic)))
    connection.close()


def _fault(problem: BaseException) -> str:
    """Why there is no verdict; a fault of ours is printed."""
    match problem:
        case TimeUp():
            return "time limit"
        case MemoryError():
            return "memory limit"
        case RecursionError():
            return "out of reach: nested too deeply"
        case _:
            traceback.print_exception(problem)
            return f"out of reach: the program failed, please report it: {type(problem).__name__}: {problem}"
