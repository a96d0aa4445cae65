from typing import Any

from django.core.management import BaseCommand

from core.site_address import follow_site_url


class Command(BaseCommand):
    help = "Give the site the address in SITE_URL: links in pages, mail and the sitemap are made of it."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"The site is at {follow_site_url()}/")
