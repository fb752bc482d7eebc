"""cvc5 beside the worker: what ends without an answer gives none, and no answer is taken for another's."""

from __future__ import annotations

import os
import signal

import pytest

from proofs_check.engines import second_process, second_server

NOTHING_BELOW_ZERO = "(set-logic QF_NRA)(declare-const x Real)(assert (< (* x x) 0))(check-sat)"
SOMETHING_ABOVE = "(set-logic QF_NRA)(declare-const x Real)(assert (> (* x x) 0))(check-sat)"


def test_answers_come_in_the_order_of_the_questions() -> None:
    asked = (NOTHING_BELOW_ZERO, SOMETHING_ABOVE, "(no command)", NOTHING_BELOW_ZERO)
    assert [second_process.answer_of(one, {}) for one in asked] == ["unsat\n", "sat\n", "", "unsat\n"]


def test_a_program_that_was_killed_gives_no_answer_and_starts_again() -> None:
    second_process.answer_of(SOMETHING_ABOVE, {})
    second_process._server(os.getpid()).kill()
    assert second_process.answer_of(SOMETHING_ABOVE, {}) == ""
    assert second_process.answer_of(SOMETHING_ABOVE, {}) == "sat\n"


def test_an_interrupted_question_leaves_no_answer_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = second_process._said

    def interrupted(*asked: object) -> str:
        ask(*asked)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(second_process, "_said", interrupted)
        second_process.answer_of(SOMETHING_ABOVE, {})
    assert second_process.answer_of(NOTHING_BELOW_ZERO, {}) == "unsat\n"


def test_a_forked_worker_has_a_program_of_its_own() -> None:
    second_process.answer_of(SOMETHING_ABOVE, {})
    mine = second_process._server(os.getpid()).pid
    child = os.fork()
    if child == 0:  # pragma: no cover - the other process
        said = second_process.answer_of(NOTHING_BELOW_ZERO, {})
        os._exit(0 if said == "unsat\n" and second_process._server(os.getpid()).pid != mine else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert second_process.answer_of(SOMETHING_ABOVE, {}) == "sat\n"


@pytest.mark.parametrize(
    "solve",
    [lambda *_: 1 / 0, lambda *_: os.kill(os.getpid(), signal.SIGKILL), lambda *_: os._exit(3)],
    ids=["raises", "killed", "leaves"],
)
def test_a_process_that_ends_otherwise_gives_no_answer(
    monkeypatch: pytest.MonkeyPatch, solve: object
) -> None:
    monkeypatch.setattr(second_server, "_solve", solve)
    assert second_server.answer_of(SOMETHING_ABOVE, {}) == ""


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object) -> str:
        while True:
            pass

    monkeypatch.setattr(second_server, "SECONDS", 1)
    monkeypatch.setattr(second_server, "_solve", endless)
    assert second_server.answer_of(SOMETHING_ABOVE, {}) == ""
