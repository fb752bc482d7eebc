"""Progress on standard error: a bar with what is running on a terminal, a line a claim elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from proofs_check.statement_record import Record


class Progress:
    """Shows how many claims are done and which are running."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.running: list[str] = []
        self.done = 0
        self.console = Console(stderr=True)
        self.animated = sys.stderr.isatty()
        self.bar = Bar(
            TextColumn("judging"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
            console=self.console,
            transient=True,
            disable=not self.animated,
        )
        self.row = self.bar.add_task("", total=len(names))

    def __enter__(self) -> Progress:
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()

    def tell(self, event: str, number: int, record: Record | None) -> None:
        """An event of the run: a claim was started or finished."""
        name = self.names[number]
        if event == "started":
            self.running.append(name)
        else:
            self.running = [known for known in self.running if known != name]
            self.done += 1
            self.bar.advance(self.row)
            if not self.animated and record is not None:
                print(
                    f"[{self.done}/{len(self.names)}] {name}: {record['verdict']}",
                    file=sys.stderr,
                    flush=True,
                )
        self.bar.update(self.row, description=", ".join(self.running))
