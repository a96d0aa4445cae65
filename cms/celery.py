"""The Celery application: `celery --app cms`."""

from celery import Celery

from cms.environment import choose_settings

choose_settings()

app = Celery("bedside")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
