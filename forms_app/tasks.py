from celery import shared_task
from django.utils import timezone

from forms_app import outbox, services


@shared_task(ignore_result=True)
def deliver_due() -> None:
    outbox.deliver_due()


@shared_task(ignore_result=True)
def purge_past_retention() -> None:
    services.purge_requests()


@shared_task(ignore_result=True)
def count_unreadable() -> None:
    for _progress in services.unreadable_rows(batch=2000):
        pass


@shared_task(ignore_result=True)
def escalate_waiting() -> None:
    services.escalate_waiting(now=timezone.now())


@shared_task(ignore_result=True)
def send_digests() -> None:
    services.send_digests(now=timezone.now())
