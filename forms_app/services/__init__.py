"""The writes that matter. Each is one transaction."""

from forms_app.services.access import record_access
from forms_app.services.delivery import send_again
from forms_app.services.digests import send_digests
from forms_app.services.escalation import escalate_waiting
from forms_app.services.keys import counted_in_words, last_unreadable, reencrypt, unreadable_rows
from forms_app.services.merging import CannotMerge, merge_requests, probable_duplicates, separate_requests
from forms_app.services.office import (
    StaleRequest,
    StillMerged,
    add_note,
    assign,
    assign_many,
    close,
    close_many,
    mark_opened,
    note_viewing,
    release_from_spam,
    reopen,
    reopen_many,
    take_step,
    update_request,
)
from forms_app.services.requests import Submission, submit_request
from forms_app.services.retention import forgotten, purge_requests, retention_periods

__all__ = [
    "CannotMerge",
    "StaleRequest",
    "StillMerged",
    "Submission",
    "add_note",
    "assign",
    "assign_many",
    "close",
    "close_many",
    "counted_in_words",
    "escalate_waiting",
    "forgotten",
    "last_unreadable",
    "mark_opened",
    "merge_requests",
    "note_viewing",
    "probable_duplicates",
    "purge_requests",
    "record_access",
    "reencrypt",
    "release_from_spam",
    "reopen",
    "reopen_many",
    "retention_periods",
    "send_again",
    "send_digests",
    "separate_requests",
    "submit_request",
    "take_step",
    "unreadable_rows",
    "update_request",
]
