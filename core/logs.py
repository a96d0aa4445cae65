import logging


class OneLine(logging.Filter):
    """What Django refuses from outside is one line. A wrong Host, a body too large: any robot sends those."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security."):
            record.exc_info = record.exc_text = None
        return True
