from celery import shared_task

from core import services


@shared_task(ignore_result=True)
def publish_scheduled() -> None:
    services.publish_scheduled()
