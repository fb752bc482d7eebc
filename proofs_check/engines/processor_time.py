"""An end to a question that takes too long: an engine that hangs costs its own answer.

Processor time is counted, not the clock's, so that a loaded machine gives the same answers as an idle one.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 1.0
"""Seconds after which it rings again: what is raised inside of a destructor or a callback is lost."""


class OutOfTime(BaseException):
    """The time is up. No Exception: libraries catch all of those and go on."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises OutOfTime in the block once it has used so many seconds of processor time.

    Inside another such block, and in threads that get no signals, there is no limit of its own.
    """
    is_inner = signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 0
    if is_inner or threading.current_thread() is not threading.main_thread():
        yield
        return
    running = [True]

    def ring(number: int, frame: FrameType | None) -> None:
        if running:
            raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        try:
            yield
        finally:
            running.clear()  # from here on it may ring, and is not heard
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
