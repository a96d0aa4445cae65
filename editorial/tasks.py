from celery import shared_task

from editorial import health


@shared_task(ignore_result=True)
def check_pages() -> None:
    health.refresh_health(seconds=5)
