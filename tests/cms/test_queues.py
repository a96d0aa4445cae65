"""Mail about requests waits behind nothing else: it has a queue and a worker of its own."""

import re
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings

from forms_app.nudge import TASK
from home.processes import processes

COMPOSE = (Path(__file__).resolve().parents[2] / "docker-compose.yml").read_text()
OPTION = re.compile(r"worker .*--queues (\S+)")
INSTALLATIONS = {
    "make run": "\n".join(" ".join(command) for command in processes("127.0.0.1", 8000).values()),
    "docker compose": COMPOSE,
}


def queue_of(task: str) -> str:
    return str(current_app.amqp.router.route({}, task)["queue"].name)


@pytest.mark.parametrize("installation", INSTALLATIONS)
def test_one_worker_serves_the_outbox_and_nothing_else(installation: str) -> None:
    assert sorted(OPTION.findall(INSTALLATIONS[installation])) == ["celery", "outbox"]


def test_only_mail_about_requests_is_in_the_outbox() -> None:
    tasks = {plan["task"] for plan in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {task for task in tasks if queue_of(task) == "outbox"} == {TASK}
    assert {queue_of(task) for task in tasks} == {"celery", "outbox"}


def test_a_worker_that_is_told_nothing_serves_both() -> None:
    assert set(current_app.amqp.queues) == {"celery", "outbox"}
