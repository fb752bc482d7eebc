"""Judging the claims of files for another program, such as a test run, in a process beside it.

The engines load there and not in the caller; each claim is judged as `theory check` judges it, by a worker with limits of memory
and processor time. So nothing that the caller has loaded or changed touches a verdict, and no claim touches the caller.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from proofs_check.statement.claim import Claim

Record = Mapping[str, object]

# The folder of the package comes last, so that nothing beside it hides a module of the standard library.
_START = "import sys; sys.path.append(sys.argv[1]); from proofs_check.judging_apart import answer_all; answer_all()"
_ENDED = "the process that judges claims ended; run it again, and report it if it ends again"


@dataclass(frozen=True)
class Asked:
    """A claim to be judged: with the quick budget or the full one, and the processor time that it may take, in seconds."""

    claim: Claim
    quick: bool = False
    seconds: int = 600


class JudgeApart:
    """A process that judges one claim after the other; it starts with the first one. Close it at the end."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def record(self, asked: Asked) -> Record:
        """The record of the claim. Raises RuntimeError where the process ended before it answered."""
        self._process = self._process or _started()
        try:
            answer = _answer(self._process, asked)
        except BaseException:  # interrupted: an answer that comes late must not be taken for the next one
            self.close()
            raise
        if not answer:
            self.close()
            raise RuntimeError(f"claim '{asked.claim.id}': {_ENDED}")
        record: Record = json.loads(answer)
        return record

    def close(self) -> None:
        """Ends the process, and the worker that it may still run."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def _answer(process: subprocess.Popen[bytes], asked: Asked) -> bytes:
    """One line of JSON; empty where the process has ended."""
    question, answer = _pipe(process.stdin), _pipe(process.stdout)
    with suppress(BrokenPipeError):
        pickle.dump(asked, question)
        question.flush()
    return answer.readline()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise OSError("the process has no pipe")
    return stream


def _started() -> subprocess.Popen[bytes]:
    """The process, in a session of its own: an interrupt of the caller reaches it through `close` alone."""
    one_thread = {
        name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    }  # workers are forked, and one claim uses one core
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _START, str(Path(__file__).resolve().parents[1])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**one_thread, **os.environ},
        start_new_session=True,
    )


def answer_all() -> None:
    """What the process does: read a question, judge, answer, until the caller closes the pipe."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever an engine prints must not stand among the answers
    from proofs_check import cache

    code = cache.code_digest()
    while True:
        try:
            asked: Asked = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        answers.write(json.dumps(_judged(asked, code)).encode() + b"\n")
        answers.flush()


def _judged(asked: Asked, code: str) -> Record:
    """The record as `theory check` writes it: the kept one, or that of a worker with limits."""
    from proofs_check import cache
    from proofs_check.run import Limits, Task, run
    from proofs_check.settings import QUICK, Settings

    task, settings = Task(asked.claim, ""), Settings(QUICK) if asked.quick else Settings()
    key = cache.key_of(task, settings, code)
    kept = cache.load(key)
    if kept is not None:
        return kept
    (record,) = run((task,), settings, limits=Limits(seconds=asked.seconds))
    if not cache.hit_a_limit(record):
        cache.store(key, record)
    return record
