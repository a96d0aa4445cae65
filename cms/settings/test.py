"""The tests: fast, private to each run, on the database and queue that the environment names."""

import atexit
import os
import shutil
import tempfile

if not os.environ.get("BEDSIDE_VAR"):
    os.environ["BEDSIDE_VAR"] = tempfile.mkdtemp(prefix="bedside-test-")
    atexit.register(shutil.rmtree, os.environ["BEDSIDE_VAR"], ignore_errors=True)

from .base import *  # noqa: F403
from .base import CELERY_BEAT_SCHEDULE, DATABASES, VAR_DIR, env  # noqa: F401

SECRET_KEY = "only-for-tests"  # noqa: S105
FIELD_ENCRYPTION_KEYS = ["dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktMTIzNDU="]
SITE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = SITE_URL
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DEMO_USERS = True
AXES_ENABLED = False
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, so that threads have connections of their own, as in a running site.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
