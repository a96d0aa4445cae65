"""The project: settings, addresses and entry points. No app imports it."""

from cms.celery import app as celery_app

__all__ = ["celery_app"]
