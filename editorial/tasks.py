from celery import shared_task

from editorial import health
from editorial.link_watch import digest, watching


@shared_task(ignore_result=True)
def watch_links() -> None:
    watching.watch_links()


@shared_task(ignore_result=True)
def send_link_digest() -> None:
    digest.send_digest()


@shared_task(ignore_result=True)
def check_pages() -> None:
    health.refresh_health(seconds=5)
