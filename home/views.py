from django.conf import settings
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from wagtail.models import Page, Site

from core.views import read_only
from forms_app.models import AppointmentRequest, Notification
from forms_app.services import last_unreadable

RESULTS_PER_PAGE = 10
LONGEST_QUERY = 200


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """Live pages that hold the words of ?q=."""
    query = request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST_QUERY]
    site = Site.find_for_request(request)
    found = Page.objects.live().public().in_site(site).specific().search(query) if query and site else []
    results = Paginator(found, RESULTS_PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "home/search.html", {"query": query, "results": results})


@read_only
def robots_txt(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        "Disallow: /search/",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@read_only
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The process answers and reaches its database: 200, else 503. Below that, what needs a person.

    That is no reason to send no visitors here, so it leaves the status alone, unless ?strict asks for it.
    """
    try:
        undelivered = AppointmentRequest.objects.unnoticed().count()
        summaries = Notification.objects.given_up().summaries().count()
        late = Notification.objects.late(timezone.now()).count()
    except DatabaseError:
        return HttpResponse("database unreachable\n", status=503, content_type="text/plain")
    unreadable = last_unreadable().total()
    if not undelivered and not summaries and not late and not unreadable:
        return HttpResponse("ok\n", content_type="text/plain")
    lines = ["ok, but this needs attention", f"requests not delivered: {undelivered}"]
    lines += [f"summaries not delivered: {summaries}", f"mail late: {late}"]
    lines += [f"rows that cannot be read: {unreadable}"]
    status = 503 if "strict" in request.GET else 200
    return HttpResponse("\n".join(lines) + "\n", status=status, content_type="text/plain")
