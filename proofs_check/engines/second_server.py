"""The program beside a worker that asks cvc5: a JSON line with a script comes in, a JSON line with what cvc5 prints goes out.

It is run as a file and loads nothing but cvc5, so that the process it forks for every script is small, whatever the worker holds.
What decides is cvc5's own count of resources and the size of what it is asked (`second_solver.py`). Memory and processor time of
the forked process are bounded as a last resort, for a step of its algebra that cannot be interrupted: that is no answer.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from contextlib import suppress

MEMORY = 3 * 2**30  # bytes of address space beyond what the process has
SECONDS = 12  # of processor time; what it answers within its count takes a second at most, and three on a slow machine
LONGEST = 100_000  # characters of an answer


def answer_all() -> None:
    """Reads scripts and writes answers until the worker closes the pipe. An interrupt is the worker's affair."""
    import cvc5  # noqa: F401 - once for all processes that begin here

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(answer_of(asked["script"], asked["options"])), flush=True)


def answer_of(script: str, options: dict[str, str]) -> str:
    """What cvc5 prints on an SMT-LIB script; '' where it ends without an answer."""
    here, there = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - the other process
        os.close(here)
        _work(script, options, there)
    os.close(there)
    with os.fdopen(here, "rb") as stream:
        said = stream.read(LONGEST)
    _, status = os.waitpid(child, 0)
    return said.decode("utf-8", "replace") if status == 0 else ""


def _work(script: str, options: dict[str, str], out: int) -> None:  # pragma: no cover
    """Runs the script and ends the process, whatever happens."""
    code = 1
    try:
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        _bound(resource.RLIMIT_CPU, SECONDS)
        _bound(resource.RLIMIT_CORE, 0)
        _bound(resource.RLIMIT_AS, _size() + MEMORY)
        os.write(out, _solve(script, options).encode()[:LONGEST])
        code = 0
    finally:
        os._exit(code)


def _bound(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (allowed, allowed))


def _size() -> int:
    """The address space that the process has, in bytes."""
    with suppress(OSError, ValueError), open("/proc/self/statm") as sizes:
        return int(sizes.read().split()[0]) * resource.getpagesize()
    return MEMORY


def _solve(script: str, options: dict[str, str]) -> str:  # pragma: no cover
    import cvc5

    solver = cvc5.Solver(cvc5.TermManager())
    for name, value in options.items():
        solver.setOption(name, value)
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, script, "goal")
    symbols = parser.getSymbolManager()
    said = []
    while not (command := parser.nextCommand()).isNull():
        said.append(str(command.invoke(solver, symbols)))
    return "".join(said)


if __name__ == "__main__":
    answer_all()
