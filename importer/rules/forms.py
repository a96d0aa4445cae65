"""Forms that were pasted with an article, and the calls to action around them. The site has its own."""

import re

from importer.rules.words import first_sentence_end

CONTACT_FIELD = (
    r"(?:(?:your|full|first|last|legal|preferred|patient|contact|home|work|cell|mobile|daytime|street) )*"
    r"(?:names?|(?:(?:tele)?phone|mobile|cell(?: ?phone)?)(?: number)?|e-?mail(?: address)?|address"
    r"|zip(?: code)?|postal code|message|date of birth|dob|birth ?date|comments?(?: (?:and|or) questions?)?"
    r"|questions? (?:and|or) comments?|how can we help(?: you)?|(?:submit|send)(?: form| request| message)?)"
)
OTHER_FIELD = (
    r"(?:(?:your|preferred|requested|desired|current|required) )*"
    r"(?:city|state|country|age|gender|sex|subject|company|date|day|time|dates? and times?|location|provider"
    r"|doctor|service|appointment type|insurance(?: provider| company| carrier| plan)?|member id|signature"
    r"|best time to (?:call|reach you)|contact method|method of contact|how did you hear about us"
    r"|reason for (?:your )?(?:visit|appointment|inquiry|contact)|new(?: or existing)? patients?|captcha"
    r"|select (?:one|an option)|yes|no|fields?)"
)
FIELD = re.compile(
    rf"\*?\s*(?:(?P<contact>{CONTACT_FIELD})|{OTHER_FIELD})\s*(?P<mark>(?:\((?:required|optional)\)|[\s:*?_.])*)",
    re.I,
)
BLANK = re.compile(r"(?<=_{3})\s+(?=[^\s_])")  # between the fields of one line: "Name: ____ Phone: ____"

INVITATION = re.compile(
    r"(?:ready (?:to|for)\b[^.!?]{0,80}\?\s*)?(?:please )?"
    r"(?:book|schedule|call|contact|phone|text|email|request|reserve|make an appointment|reach out"
    r"|get in touch|get started|click|sign up|visit us)\b",
    re.I,
)
BUTTON = re.compile(
    r"(?:please )?(?:book|schedule|request|reserve|get|find|start|contact|call|see|meet|download|take|join)"
    r" (?:a|an|your|our|the|us|my|now|today|online|free|started)\b[^.!?]{0,50}[!→\u203a»> ]*",
    re.I,
)
URGES = re.compile(r"\b(?:now|today|here|online)\b|!|\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}", re.I)
ADVICE = re.compile(r"\b(?:if|when|before|after|unless|until|911|988|doctor|emergency)\b", re.I)


def count_fields(text: str) -> int:
    """How many labels of form fields a line consists of; 0 when it holds anything else."""
    pieces = BLANK.split(text)
    return len(pieces) if all(map(FIELD.fullmatch, pieces)) else 0


def is_contact_field(text: str) -> bool:
    """Whether a field is one that every form has and a list in an article rarely: "Name", "Submit"."""
    match = FIELD.match(text)
    return match is not None and bool(match["contact"])


def is_marked_field(text: str) -> bool:
    """Whether a field ends as only fields do: with a colon, a star, a line to write on."""
    match = FIELD.match(text)
    return match is not None and bool(match["mark"].strip())


def is_button(text: str) -> bool:
    """What stands on a button behind an article: "Book a consultation", "Schedule Your Visit →"."""
    return BUTTON.fullmatch(text) is not None and ADVICE.search(text) is None


def is_call_to_action(text: str) -> bool:
    """An invitation to book, such as "Book now! Call (503) 555-0100"; not "Call us before you stop"."""
    invitation = INVITATION.match(text)
    if invitation is None:
        return False
    end = invitation.end() + first_sentence_end(text[invitation.end() :])
    return bool(URGES.search(text, 0, end)) and not ADVICE.search(text, 0, end)
