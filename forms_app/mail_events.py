"""What a mail service reports of mail that it took: it came back, was complained of or was delivered.

The body is JSON, either our own shape or an event of Amazon SES as it comes:

    {"message_id": "<...>", "event": "bounced", "permanent": true}
"""

import hmac
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from forms_app.choices import Outcome
from forms_app.services.delivery import record_event

LARGEST_BODY = 64 * 1024  # bytes; SES sends the headers of the mail along
SIGNATURE = "X-Bedside-Signature"
EVENTS = {
    "bounced": Outcome.BOUNCED,
    "complained": Outcome.COMPLAINED,
    "delivered": Outcome.DELIVERED,
}
SES_EVENTS = {"bounce": Outcome.BOUNCED, "complaint": Outcome.COMPLAINED, "delivery": Outcome.DELIVERED}


class MailEvent(NamedTuple):
    message_id: str
    outcome: object
    is_final: bool = False


def signature(body: bytes, secret: str) -> str:
    """What the header must say for this body."""
    return "sha256=" + hmac.digest(secret.encode(), body, "sha256").hex()


def read(body: bytes) -> MailEvent:
    """The event in a body; raises ValueError where there is none."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ValueError("The body is not JSON.") from error
    if not isinstance(data, dict):
        raise ValueError("An event is a JSON object.")
    return _read_ses(data) if "mail" in data else _read_own(data)


def _read_own(data: Mapping[str, Any]) -> MailEvent:
    outcome = EVENTS.get(str(data.get("event")))
    if outcome is None:
        raise ValueError(f"The event is one of {', '.join(EVENTS)}.")
    permanent = data.get("permanent", False)
    if not isinstance(permanent, bool):
        raise ValueError("permanent is true or false.")
    return MailEvent(_message_id(data.get("message_id")), outcome, permanent)


def _read_ses(data: Mapping[str, Any]) -> MailEvent:
    """SES gives each mail an id of its own; ours is among the headers of the mail."""
    outcome = SES_EVENTS.get(str(data.get("notificationType") or data.get("eventType")).lower())
    if outcome is None:
        raise ValueError("Only bounces, complaints and deliveries of SES are taken.")
    mail, bounce = data["mail"], data.get("bounce")
    headers = mail.get("commonHeaders") if isinstance(mail, dict) else None
    if not isinstance(headers, dict):
        raise ValueError("Let SES include the original headers.")
    is_final = isinstance(bounce, dict) and bounce.get("bounceType") == "Permanent"
    return MailEvent(_message_id(headers.get("messageId")), outcome, is_final)


def _message_id(value: object) -> str:
    if not isinstance(value, str) or not value.strip(" <>") or not (value.isascii() and value.isprintable()):
        raise ValueError("The Message-ID of the mail is missing.")
    return f"<{value.strip(' <>')}>"


@csrf_exempt
@require_POST
def mail_events(request: HttpRequest) -> HttpResponse:
    """Take one event. It answers the same whether or not the mail is known, and however often it is told."""
    if not settings.MAIL_EVENTS_SECRET:
        raise Http404
    if len(request.body) > LARGEST_BODY:
        return _plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"An event has {LARGEST_BODY} bytes at the most.")
    expected = signature(request.body, settings.MAIL_EVENTS_SECRET)
    if not hmac.compare_digest(request.headers.get(SIGNATURE, "").encode(), expected.encode()):
        return _plain(HTTPStatus.FORBIDDEN, f"{SIGNATURE} does not fit the body.")
    try:
        event = read(request.body)
    except ValueError as error:
        return _plain(HTTPStatus.BAD_REQUEST, str(error))
    record_event(message_id=event.message_id, outcome=event.outcome, is_final=event.is_final)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _plain(status: HTTPStatus, text: str) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain")
