"""A question that takes too long is ended, at its own cost only."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from proofs_check.engines.processor_time import OutOfTime, at_most


def spin(seconds: float) -> None:
    """Uses processor time, and swallows what libraries swallow."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        try:
            sum(range(1000))
        except Exception:
            continue


def test_a_long_question_is_ended() -> None:
    began = time.process_time()
    with pytest.raises(OutOfTime), at_most(0.05):
        spin(20)
    assert time.process_time() - began < 5


def test_nothing_rings_after_a_short_one() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with at_most(0.1):
        pass
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    assert signal.getsignal(signal.SIGVTALRM) is before
    spin(0.2)


def test_an_error_in_the_block_ends_the_limit_too() -> None:
    with pytest.raises(KeyError), at_most(0.1):
        raise KeyError
    spin(0.2)


def test_the_outer_limit_holds_inside_an_inner_one() -> None:
    with pytest.raises(OutOfTime), at_most(0.05):
        with at_most(100):
            pass
        spin(20)


def test_threads_have_no_limit() -> None:
    done = []

    def work() -> None:
        with at_most(0.01):
            spin(0.1)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


class Spinning:
    def __del__(self) -> None:
        spin(0.5)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_is_lost_in_a_destructor_is_raised_again() -> None:
    began = time.process_time()
    with pytest.raises(OutOfTime), at_most(0.05):
        Spinning()
        spin(20)
    assert time.process_time() - began < 5
