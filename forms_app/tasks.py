from celery import shared_task

from forms_app import outbox, services


@shared_task(ignore_result=True)
def deliver_due() -> None:
    outbox.deliver_due()


@shared_task(ignore_result=True)
def purge_past_retention() -> None:
    services.purge_requests()
