from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page, Site

from core.views import read_only

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
