"""The writes that matter. Each is one transaction."""

from forms_app.services.delivery import send_again
from forms_app.services.digests import send_digests
from forms_app.services.escalation import escalate_waiting
from forms_app.services.keys import reencrypt
from forms_app.services.requests import Submission, release_from_spam, submit_request, update_request
from forms_app.services.retention import purge_requests, retention_limit

__all__ = [
    "Submission",
    "escalate_waiting",
    "purge_requests",
    "reencrypt",
    "release_from_spam",
    "retention_limit",
    "send_again",
    "send_digests",
    "submit_request",
    "update_request",
]
