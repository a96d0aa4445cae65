"""The web server's entry point: `granian --interface wsgi cms.wsgi:application`."""

from django.core.wsgi import get_wsgi_application

from cms.environment import choose_settings

choose_settings()

application = get_wsgi_application()
