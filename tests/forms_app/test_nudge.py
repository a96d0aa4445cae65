import time
from collections.abc import Callable
from threading import Event

import pytest
from kombu.exceptions import OperationalError

from forms_app import nudge


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_many_calls_become_few_tasks_and_none_waits_for_the_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    published: list[str] = []
    broker_answers = Event()

    def slow(task: str, **options: object) -> None:
        published.append(task)
        broker_answers.wait(timeout=5)

    monkeypatch.setattr(nudge.current_app, "send_task", slow)
    started = time.monotonic()
    for _ in range(100):
        nudge.ask_for_delivery()
    assert time.monotonic() - started < 0.5
    broker_answers.set()
    wait_for(lambda: not nudge._wanted.is_set())
    wait_for(lambda: len(published) > 0)
    time.sleep(0.05)
    assert 1 <= len(published) <= 3
    assert set(published) == {"forms_app.tasks.deliver_due"}


def test_a_broker_that_is_down_is_logged_and_tried_again_next_time(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[int] = []

    def down(task: str, **options: object) -> None:
        tries.append(1)
        raise OperationalError("redis://:secret@host refused")

    monkeypatch.setattr(nudge.current_app, "send_task", down)
    nudge.ask_for_delivery()
    wait_for(lambda: len(tries) == 1)
    nudge.ask_for_delivery()
    wait_for(lambda: len(tries) == 2)
    wait_for(lambda: caplog.text.count("OperationalError") == 2)
    assert "secret" not in caplog.text
