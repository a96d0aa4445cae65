import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

register = template.Library()

CRISIS_NUMBER = re.compile(r"(?<![\d-])(911|988)(?![\d-])")
NOT_DIALED = re.compile(r"[^\d+]")


@register.filter
def tel(phone: str) -> str:
    """The address of a call: '(503) 555-0142' is 'tel:+15035550142'."""
    digits = NOT_DIALED.sub("", phone.split(" ext", 1)[0])
    if digits.startswith("+"):
        return f"tel:{digits}"
    return f"tel:+1{digits}" if len(digits) == 10 else f"tel:{digits}"


@register.filter
def crisis_links(text: str) -> SafeString:
    """The text with 911 and 988 as links that call them."""
    return SafeString(CRISIS_NUMBER.sub(r'<a href="tel:\1">\1</a>', conditional_escape(text)))
