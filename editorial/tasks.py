from celery import shared_task
from django.utils import timezone

from editorial.evidence import health
from editorial.link_watch import digest, watching
from editorial.medical_review import notices


@shared_task(ignore_result=True)
def watch_links() -> None:
    watching.watch_links()


@shared_task(ignore_result=True)
def send_link_digest() -> None:
    digest.send_digest()


@shared_task(ignore_result=True)
def check_pages() -> None:
    health.refresh_health(seconds=5)


@shared_task(ignore_result=True)
def remind_of_reviews() -> None:
    notices.remind(today=timezone.localdate())


@shared_task(ignore_result=True)
def send_notices() -> None:
    notices.send_due()
