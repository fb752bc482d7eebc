"""Ctrl-C while a worker is started is heeded, though not in the middle of the fork."""

from __future__ import annotations

import os
import signal

import pytest

from proofs_check.run import interrupts_wait


def test_an_interrupt_waits_for_the_end() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), interrupts_wait():
        os.kill(os.getpid(), signal.SIGINT)
        done.append("the fork")
    assert done == ["the fork"]


def test_without_one_nothing_changes() -> None:
    before = signal.getsignal(signal.SIGINT)
    with interrupts_wait():
        pass
    assert signal.getsignal(signal.SIGINT) is before


def test_a_fault_inside_puts_the_handler_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(OSError), interrupts_wait():
        raise OSError("no more processes")
    assert signal.getsignal(signal.SIGINT) is before
