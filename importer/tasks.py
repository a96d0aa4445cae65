from celery import shared_task

from importer.services import discard_abandoned


@shared_task
def discard_abandoned_documents() -> None:
    discard_abandoned()
