"""Many at once, on whichever database the tests use."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Barrier, BrokenBarrierError
from typing import Any, TypeVar

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client

from clinics.models import LocationPage
from forms_app import outbox, services
from forms_app.answers import Answers
from forms_app.choices import CloseReason, EntryKind, State, Status
from forms_app.models import AppointmentPage, AppointmentRequest, ContactLog, Notification
from tests.forms_app import make

MANY = 20
T = TypeVar("T")


@pytest.fixture(autouse=True)
def _no_nudge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services.delivery, "ask_for_delivery", lambda: None)


def at_once(work: Callable[[], T], times: int = MANY) -> list[T]:
    """Run the work in so many threads that start together, each on a connection of its own."""
    barrier = Barrier(times)

    def one() -> T:
        try:
            barrier.wait(timeout=30)
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return [future.result(timeout=60) for future in [pool.submit(one) for _ in range(times)]]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_equal_requests_at_once_are_one(page: AppointmentPage, location: LocationPage) -> None:
    answers = Answers(first_name="Ana", last_name="Reyes", phone="+1 503-555-0142")
    submissions = at_once(lambda: services.submit_request(page=page, location=location, answers=answers))
    assert len({submission.reference for submission in submissions}) == 1
    assert sum(submission.is_new for submission in submissions) == 1
    assert AppointmentRequest.objects.count() == Notification.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_equal_forms_sent_at_once_are_one(
    page: AppointmentPage, location: LocationPage, mailoutbox: list[object]
) -> None:
    typed = {"first_name": "Ana", "last_name": "Reyes", "phone": "(503) 555-0142", "location": location.pk}
    responses = at_once(lambda: Client().post("/request-appointment/", typed))
    assert {response.status_code for response in responses} == {303}
    assert len({response["Location"] for response in responses}) == 1
    assert AppointmentRequest.objects.count() == 1
    outbox.deliver_due()
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_send_again_at_once_write_once(
    page: AppointmentPage, location: LocationPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each that is about to write waits for the other, which is not let so far."""
    request = make.request(page=page, location=location)
    Notification.objects.update(state=State.SENT)
    both_about_to_write, enqueue = Barrier(2), services.delivery.enqueue

    def meet(**mails: Any) -> list[Notification]:
        with suppress(BrokenBarrierError):
            both_about_to_write.wait(timeout=1)
        return enqueue(**mails)

    monkeypatch.setattr(services.delivery, "enqueue", meet)
    assert at_once(lambda: services.send_again(request=request), times=2) == [1, 1]
    assert Notification.objects.count() == 2
    assert both_about_to_write.broken


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_workers_share_the_outbox_without_sending_anything_twice(
    page: AppointmentPage, location: LocationPage, mailoutbox: list[object]
) -> None:
    for number in range(40):
        make.request(page=page, location=location, first_name=f"Ana {number}")
    outcomes = at_once(outbox.deliver_due, times=8)
    assert sum(outcome["sent"] for outcome in outcomes) == len(mailoutbox) == 40
    assert set(Notification.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_several_closed_at_once_are_closed_once_and_nobody_waits_for_ever(
    page: AppointmentPage, location: LocationPage
) -> None:
    made = [make.request(page=page, location=location, first_name=f"Ana {number}") for number in range(6)]
    by = User.objects.create_user("maria", password="a-long-password")
    versions = {request.pk: request.version for request in made}

    def close(order: dict[int, int]) -> int:
        outcome = services.close_many(versions=order, reason=CloseReason.OTHER, by=by)
        return len(outcome.done)

    def merge(keep: AppointmentRequest, other: AppointmentRequest) -> int:
        with suppress(services.CannotMerge):
            services.merge_requests(keep=keep, other=other, by=by)
        return 0

    jobs = [
        *[partial(close, versions), partial(close, dict(reversed(versions.items())))] * 3,
        *[partial(merge, made[5], made[0]), partial(merge, made[0], made[5])],
    ]
    closed = sum(at_once(lambda: jobs.pop()(), times=len(jobs)))
    log = ContactLog.objects.filter(kind=EntryKind.CLOSED)
    assert log.count() == closed == log.values("request").distinct().count()
    assert closed >= len(made) - 2
    assert not AppointmentRequest.objects.filter(status=Status.NEW, merged_into__isnull=False).exists()
