#!/usr/bin/env python
"""Django's command line."""

import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from cms.environment import choose_settings

if __name__ == "__main__":
    choose_settings()
    try:
        settings.INSTALLED_APPS  # noqa: B018 - the first look at a setting reads them all
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)
