"""Makers of requests for the tests. The answers are distinctive: a test can look for them."""

from typing import Any

from clinics.models import LocationPage
from forms_app.answers import Answers
from forms_app.models import AppointmentPage, AppointmentRequest
from forms_app.services import submit_request

TYPED: dict[str, Any] = {
    "first_name": "Xiomara",
    "last_name": "Quillfeather",
    "phone": "(503) 555-0177",
    "email": "xiomara.q@mailbox.example",
    "voicemail_ok": "on",
    "best_time": "midday",
    "language": "Quechua",
    "patient_type": "returning",
    "days": ["tuesday", "saturday"],
    "times": ["evening"],
    "payer": "Zephyr Mutual Gold",
    "message": "Wobbling hammock nightmares since August.",
}
DISTINCTIVE = [
    *["Xiomara", "Quillfeather", "5550177", "555-0177", "midday", "around noon", "Quechua", "returning"],
    *[
        "been a patient here",
        "saturday",
        "evening",
        "Zephyr",
        "Wobbling",
        "hammock",
        "nightmares",
        "xiomara.q",
    ],
]


def request(*, page: AppointmentPage, location: LocationPage, **answers: Any) -> AppointmentRequest:
    given = {"first_name": "Ana", "last_name": "Reyes", "phone": "+1 503-555-0142"} | answers
    submission = submit_request(page=page, location=location, answers=Answers(**given))
    return AppointmentRequest.objects.get(reference=submission.reference)
