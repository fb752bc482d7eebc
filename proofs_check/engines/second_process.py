"""cvc5 on a script, in a process of its own that cannot take the worker with it.

What decides is cvc5's own count of resources and the size of what it is asked (`second_solver.py`). Memory and processor time of the
process are bounded as a last resort, for a step of its algebra that cannot be interrupted: that is no answer.
"""

from __future__ import annotations

import os
import resource
import signal
from contextlib import suppress

MEMORY = 3 * 2**30  # bytes of address space beyond what the worker has
SECONDS = 12  # of processor time; what it answers within its count takes a second at most, and three on a slow machine


def answer_of(script: str, options: dict[str, str]) -> str:
    """What cvc5 prints on an SMT-LIB script; '' where it ends without an answer."""
    import cvc5  # noqa: F401 - once for all processes that begin here

    here, there = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - the other process
        os.close(here)
        _work(script, options, there)
    os.close(there)
    with os.fdopen(here, "rb") as stream:
        said = stream.read(100_000)
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
        with open(os.devnull, "w") as nothing:
            os.dup2(nothing.fileno(), 2)
        os.write(out, _solve(script, options).encode()[:100_000])
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
