"""How fast the command line starts, against `python -c pass`.

Run `python -m tests.bench.start_up`. Target: `theory --help` and `theory list` at most 3 times the bare interpreter, and
none of numpy, scipy, sympy, matplotlib imported.
"""

from __future__ import annotations

import resource
import subprocess
import sys

from tests.bench.measure import row

COMMANDS = {"pass": ["-c", "pass"], "--help": ["-m", "theory", "--help"], "list": ["-m", "theory", "list"]}
HEAVY = ("numpy", "scipy", "sympy", "matplotlib", "cvc5")


def child_seconds(arguments: list[str]) -> float:
    """The processor time of one run of the interpreter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def heavy_imports(arguments: list[str]) -> list[str]:
    """The heavy packages that a run imports."""
    told = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], check=True, capture_output=True, text=True
    ).stderr
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines()}
    return [name for name in HEAVY if name in loaded]


def main() -> None:
    """Prints the table."""
    bare = min(child_seconds(COMMANDS["pass"]) for _ in range(7))
    row("command", "ms", "ratio", "target", "heavy imports")
    for name, arguments in COMMANDS.items():
        seconds = min(child_seconds(arguments) for _ in range(7))
        heavy = ", ".join(heavy_imports(arguments)) or "none"
        row(name, f"{seconds * 1e3:.0f}", f"{seconds / bare:.2f}", "<= 3", heavy)


if __name__ == "__main__":
    main()
