"""Whether a form was filled in by a program. Pure. What is suspected is never refused: the office sees it."""

import re
from typing import NamedTuple

from forms_app.choices import Suspicion

SHORTEST = 2.0  # seconds from opening the page to sending four answers
LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)
SECONDS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,3})?")


class Verdict(NamedTuple):
    """What speaks against a person, and whether it is enough to set the request aside."""

    suspicion: str
    is_spam: bool


def judge(*, trap: str, pace: str, text: str) -> Verdict:
    """Of the field nobody sees, the seconds the script of the form measured (or nothing), and the answers.

    Speed alone is told to the office and condemns nobody: what helps people fill in forms is fast too.
    """
    if trap:
        return Verdict(str(Suspicion.TRAP), is_spam=True)
    if SECONDS.fullmatch(pace) and float(pace) < SHORTEST:
        return Verdict(str(Suspicion.FAST), is_spam=bool(LINK.search(text)))
    return Verdict("", is_spam=False)
