"""The words of the checks as the clinic has them."""

from datetime import datetime

from django.db import DatabaseError
from django.db.models import Count, Max

from editorial.lexicon import Lexicon, shipped
from editorial.models import Term

# How many words there are, and when the last of them changed.
Version = tuple[int, datetime | None]

# What this process has read last, and the state of the table then.
_read: tuple[Version, Lexicon] | None = None


def lexicon_in_force() -> Lexicon:
    """What the editors have made of the words that come with Bedside; these themselves without a database.

    One query tells whether another process has changed them since. A kind of which the table has nothing is
    taken as it comes.
    """
    global _read
    try:
        version = version_in_force()
        if _read is None or _read[0] != version:
            _read = version, _in_force()
    except DatabaseError:
        return shipped()
    return _read[1]


def version_in_force() -> Version:
    """Another one when a word is added, changed or deleted."""
    state = Term.objects.aggregate(rows=Count("pk"), newest=Max("updated_at"))
    return state["rows"], state["newest"]


def _in_force() -> Lexicon:
    rows = list(Term.objects.order_by("pk"))
    kinds = {row.kind for row in rows}
    own = [row.as_term() for row in rows if row.is_active]
    return Lexicon((*own, *(term for term in shipped().terms if term.kind not in kinds)))
