"""The writes that matter. Each is one transaction."""

from forms_app.services.access import record_access
from forms_app.services.delivery import send_again
from forms_app.services.digests import send_digests
from forms_app.services.escalation import escalate_waiting
from forms_app.services.keys import reencrypt
from forms_app.services.merging import CannotMerge, merge_requests, probable_duplicates, separate_requests
from forms_app.services.requests import Submission, release_from_spam, submit_request, update_request
from forms_app.services.retention import forgotten, purge_requests, shelves

__all__ = [
    "CannotMerge",
    "Submission",
    "escalate_waiting",
    "forgotten",
    "merge_requests",
    "probable_duplicates",
    "purge_requests",
    "record_access",
    "reencrypt",
    "release_from_spam",
    "send_again",
    "send_digests",
    "separate_requests",
    "shelves",
    "submit_request",
    "update_request",
]
