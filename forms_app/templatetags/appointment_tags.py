from typing import Any

from django import template
from django.template.loader import render_to_string
from wagtail.models import Site

from forms_app.models import AppointmentPage

register = template.Library()


def _page(context: dict[str, Any]) -> AppointmentPage | None:
    """The site's live appointment page."""
    site = Site.find_for_request(context.get("request"))
    return AppointmentPage.objects.live().in_site(site).first() if site else None


@register.simple_tag(takes_context=True)
def appointment_url(context: dict[str, Any]) -> str:
    """The address of the site's request form, whatever its slug; empty while there is none."""
    page = _page(context)
    return page.get_url(context.get("request")) or "" if page else ""


@register.simple_tag(takes_context=True)
def appointment_form(context: dict[str, Any]) -> str:
    """The site's request form, on any page. It prints nothing while the site has no live appointment page."""
    page = _page(context)
    if page is None:
        return ""
    request = context.get("request")
    source = getattr(context.get("page"), "pk", None)
    form = page.get_form(initial={"source": source})
    own = {"form": form, "settings": context.get("settings")} | page.own_context(request)
    return render_to_string("forms_app/includes/form.html", own, request)
