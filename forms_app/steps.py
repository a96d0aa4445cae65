"""What the office can do next with a request, by where it stands. Pure."""

from typing import NamedTuple

from forms_app.choices import EntryKind, Status


class Step(NamedTuple):
    """One button: what it says, what the contact log will tell, and where the request stands then."""

    name: str
    label: str
    kind: object
    status: object


SCHEDULED = Step("scheduled", "Reached, scheduled", EntryKind.CALLED, Status.SCHEDULED)
REACHED = Step("reached", "Reached, not settled yet", EntryKind.CALLED, Status.WAITING)
VOICEMAIL = Step("voicemail", "Left a voicemail", EntryKind.VOICEMAIL, Status.ATTEMPTED)
NO_ANSWER = Step("no-answer", "No answer", EntryKind.CALLED, Status.ATTEMPTED)
EMAILED = Step("emailed", "Wrote an email", EntryKind.EMAILED, Status.WAITING)
NEW_TIME = Step("new-time", "Needs another time", EntryKind.STATUS, Status.WAITING)

STEPS = {step.name: step for step in (SCHEDULED, REACHED, VOICEMAIL, NO_ANSWER, EMAILED, NEW_TIME)}
CONTACT = {EntryKind.CALLED, EntryKind.VOICEMAIL, EntryKind.EMAILED}


def next_steps(status: object, *, has_email: bool) -> list[Step]:
    """The likeliest first. What is closed has to be reopened first."""
    if status == Status.CLOSED:
        return []
    if status == Status.SCHEDULED:
        return [NEW_TIME]
    return [SCHEDULED, REACHED, VOICEMAIL, NO_ANSWER, *([EMAILED] if has_email else [])]


def is_contact(kind: object, status: object) -> bool:
    """Whether somebody has tried to reach the patient."""
    return kind in CONTACT or status == Status.SCHEDULED
