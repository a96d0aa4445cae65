from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import dateformat

from forms_app.choices import Language


class Content(NamedTuple):
    """What one mail says: `template` is the name of a .txt and a .html below templates/emails/."""

    subject: str
    template: str
    context: dict[str, object]
    language: str = str(Language.ENGLISH)


def spoken(moment: datetime, zone: ZoneInfo) -> str:
    """A time in full, as it is on the clocks of a zone, which it names."""
    return dateformat.format(moment.astimezone(zone), r"l, F j, Y, g:i A T")
