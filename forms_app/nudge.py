"""Asks for delivery at once, from a thread of its own.

Publishing to a broker that is down takes seconds, so no request ever does it. A nudge that gets lost costs
seconds too: the sweep finds what is due without it.
"""

import logging
import threading

from celery import current_app

TASK = "forms_app.tasks.deliver_due"

logger = logging.getLogger(__name__)
_wanted = threading.Event()
_lock = threading.Lock()
_thread: threading.Thread | None = None


def ask_for_delivery() -> None:
    """Return at once; many calls in a short time become one task."""
    global _thread
    _wanted.set()
    with _lock:
        if _thread is None or not _thread.is_alive():  # also after a fork: threads are not inherited
            _thread = threading.Thread(target=_publish_forever, name="nudge", daemon=True)
            _thread.start()


def _publish_forever() -> None:
    while _wanted.wait():
        _wanted.clear()
        try:
            current_app.send_task(TASK, expires=60, ignore_result=True, retry=False)
        except Exception as error:  # noqa: BLE001 - each transport raises errors of its own
            logger.warning("Delivery waits for the next sweep: the queue answered %s", type(error).__name__)
