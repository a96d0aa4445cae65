"""The mails. None of them says who asked, for what, or in which words."""

from collections.abc import Callable

from cryptography.fernet import InvalidToken
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from forms_app.choices import Kind
from forms_app.emails.alert import alert_mail
from forms_app.emails.content import Content
from forms_app.emails.digest import digest_mail
from forms_app.emails.escalation import escalation_mail
from forms_app.emails.office import changed_mail, office_mail
from forms_app.emails.patient import patient_mail
from forms_app.encryption import Unreadable
from forms_app.models.outbox import Notification

CONTENTS: dict[object, Callable[[Notification], Content]] = {
    Kind.OFFICE: office_mail,
    Kind.PATIENT: patient_mail,
    Kind.ESCALATION: escalation_mail,
    Kind.DIGEST: digest_mail,
    Kind.ALERT: alert_mail,
    Kind.CHANGED: changed_mail,
}


def build(notification: Notification) -> EmailMultiAlternatives:
    """The message for one row of the outbox. Raises InvalidToken where no key can read the address."""
    if isinstance(notification.recipient, Unreadable):
        raise InvalidToken
    content = CONTENTS[notification.kind](notification)
    context = content.context | {"language": content.language}
    with translation.override(content.language):
        text, html = (
            render_to_string(f"emails/{content.template}.{kind}", context) for kind in ("txt", "html")
        )
    message = EmailMultiAlternatives(
        subject=" ".join(content.subject.split()),
        body=text,
        to=[notification.recipient],
        headers={"Message-ID": notification.message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    return message
