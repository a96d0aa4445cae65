from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site


def follow_site_url() -> str:
    """Give the default site the address in SITE_URL, which pages and the sitemap link to; returns it."""
    parts = urlsplit(settings.SITE_URL)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.get(is_default_site=True)
    if (site.hostname, site.port) != (parts.hostname, port):
        site.hostname, site.port = parts.hostname or "localhost", port
        site.save()
    return site.root_url
