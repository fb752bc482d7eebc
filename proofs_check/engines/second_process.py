"""cvc5 on a script, in a process of its own that cannot take the worker with it.

The process is forked from a small program that starts with the first script (`second_server.py`): forking a worker that holds
hundreds of megabytes costs more than most answers do.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

SERVER = Path(__file__).with_name("second_server.py")


def answer_of(script: str, options: dict[str, str]) -> str:
    """What cvc5 prints on an SMT-LIB script; '' where it ends without an answer."""
    server = _server(os.getpid())
    try:
        said = _said(server, json.dumps({"script": script, "options": options}))
    except BaseException:  # interrupted: an answer that comes late must not be taken for the next one
        _end(server)
        raise
    if not said:
        _end(server)
        return ""
    answer: str = json.loads(said)
    return answer


@lru_cache(maxsize=1)
def _server(owner: int) -> subprocess.Popen[str]:
    """The program of the process `owner`: a worker that was forked from one that has it starts its own."""
    return subprocess.Popen(
        [sys.executable, "-P", str(SERVER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _said(server: subprocess.Popen[str], asked: str) -> str:
    """One line; empty where the program has ended."""
    if server.stdin is None or server.stdout is None:
        raise OSError("the process has no pipe")
    with suppress(BrokenPipeError):
        server.stdin.write(asked + "\n")
        server.stdin.flush()
    return server.stdout.readline()


def _end(server: subprocess.Popen[str]) -> None:
    """Ends the program; the next script starts it again."""
    _server.cache_clear()
    server.kill()
    with suppress(BrokenPipeError):
        server.communicate()
