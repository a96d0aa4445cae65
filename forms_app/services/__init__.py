"""The writes that matter. Each is one transaction."""

from forms_app.services.delivery import send_again
from forms_app.services.keys import reencrypt
from forms_app.services.office import (
    StaleRequest,
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
from forms_app.services.retention import purge_requests, retention_limit

__all__ = [
    "StaleRequest",
    "Submission",
    "add_note",
    "assign",
    "assign_many",
    "close",
    "close_many",
    "mark_opened",
    "note_viewing",
    "purge_requests",
    "reencrypt",
    "release_from_spam",
    "reopen",
    "reopen_many",
    "retention_limit",
    "send_again",
    "submit_request",
    "take_step",
    "update_request",
]
