from celery import shared_task
from django.utils import timezone

from editorial import notices


@shared_task(ignore_result=True)
def remind_of_reviews() -> None:
    notices.remind(today=timezone.localdate())


@shared_task(ignore_result=True)
def send_notices() -> None:
    notices.send_due()
