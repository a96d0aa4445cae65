"""What every installation shares. Values that differ are read from the environment; see .env.example."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from kombu import Queue

from cms.environment import BASE_DIR, refuse, wrong_addresses

refuse(wrong_addresses(os.environ))
env = environ.Env()

VAR_DIR = Path(env("BEDSIDE_VAR", default="") or BASE_DIR / "var").resolve()
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # the database and the mail in it are nobody else's

DEBUG = env.bool("DEBUG", default=False)
HOST = env("HOST", default="127.0.0.1")
EVERY_INTERFACE = HOST == "0.0.0.0"  # noqa: S104 - compared, not bound
LOCAL_URL = f"http://{'127.0.0.1' if EVERY_INTERFACE else HOST}:{env('PORT', default='8000')}"
SITE_URL = env("SITE_URL", default=LOCAL_URL).rstrip("/")
# This machine's own names let health checks in.
ALLOWED_HOSTS = [
    *env.list("ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname]),
    "127.0.0.1",
    "localhost",
    "[::1]",
]

INSTALLED_APPS = [
    "home",
    "importer",
    "blog",
    "forms_app",
    "clinics",
    "editorial",
    "core",
    "wagtailseo",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "phonenumber_field",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    "editorial.evidence.middleware.PublishingRefusedMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Database: PostgreSQL when DATABASE_URL says so, else SQLite beside the other run-time files.

DATABASE_URL = env("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 60

TIME_ZONE = env("TIME_ZONE", default="America/Los_Angeles")

# Queue and cache: Redis when REDIS_URL is set, else files below VAR_DIR and the database-free local cache.

REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "visibility_timeout": 3600,
        "socket_connect_timeout": 5,
        "socket_timeout": 30,  # a server that vanished without a word is no reason to wait for ever
    }
    CACHES: dict[str, dict[str, Any]] = {
        "default": {
            "BACKEND": "core.cache.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},  # no page waits longer for it
        }
    }
else:
    BROKER_DIR = VAR_DIR / "broker"
    for folder in ("queue", "done", "control"):
        (BROKER_DIR / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost//"
    CELERY_BROKER_TRANSPORT = "cms.broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "processed_folder": str(BROKER_DIR / "done"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.1,
    }
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": VAR_DIR / "cache",
        }
    }

# Mail about requests has a queue and a worker of its own, so that nothing else holds it up. A worker that is
# not told which queues to serve serves both.
CELERY_TASK_QUEUES = [Queue("celery"), Queue("outbox")]
CELERY_TASK_ROUTES = {"forms_app.tasks.deliver_due": {"queue": "outbox"}}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # what waits behind a long task waits where another worker finds it
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # try for ever
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE  # what is done at night is done at night there
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # keeps nothing in a file, which a crash could spoil
CELERY_BEAT_SCHEDULE = {
    "deliver-due": {
        "task": "forms_app.tasks.deliver_due",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "escalate-waiting": {
        "task": "forms_app.tasks.escalate_waiting",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "send-digests": {
        "task": "forms_app.tasks.send_digests",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "publish-scheduled": {
        "task": "core.tasks.publish_scheduled",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "check-pages": {
        "task": "editorial.tasks.check_pages",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "discard-abandoned-documents": {
        "task": "importer.tasks.discard_abandoned_documents",
        "schedule": crontab(minute=45),
        "options": {"expires": 3600},
    },
    # Each goes on where the one before it stopped.
    "watch-links": {
        "task": "editorial.tasks.watch_links",
        "schedule": crontab(hour="3-5", minute=30),
        "options": {"expires": 3600},
    },
    # Only one mail a day; the others are for a mail server that was away.
    "send-link-digest": {
        "task": "editorial.tasks.send_link_digest",
        "schedule": crontab(hour="7-12", minute=0),
        "options": {"expires": 3600},
    },
    "remind-of-reviews": {
        "task": "editorial.tasks.remind_of_reviews",
        "schedule": crontab(minute=15),
        "options": {"expires": 3600},
    },
    "send-notices": {
        "task": "editorial.tasks.send_notices",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "purge-past-retention": {
        "task": "forms_app.tasks.purge_past_retention",
        "schedule": crontab(minute=30),
        "options": {"expires": 3600},
    },
    "count-unreadable": {
        "task": "forms_app.tasks.count_unreadable",
        "schedule": crontab(minute=50),
        "options": {"expires": 3600},
    },
}

# Mail: one file per message below VAR_DIR until EMAIL_URL names a server.

if env("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "core.mail.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=20)  # seconds for each step; a lease outlasts them all
MAIL_EVENTS_SECRET = env(
    "MAIL_EVENTS_SECRET", default=""
)  # what /mail/events/ is signed with; empty: it is off
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="website@aldergrove.example")

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
S3_BUCKET = env("S3_BUCKET", default="")
if S3_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env("S3_ENDPOINT_URL", default=None),
            "region_name": env("S3_REGION", default=None),
            "access_key": env("S3_ACCESS_KEY", default=None),
            "secret_key": env("S3_SECRET_KEY", default=None),
            "custom_domain": env("S3_CUSTOM_DOMAIN", default=None),
            "querystring_auth": False,
            "file_overwrite": False,
        },
    }

# People

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# How many write X-Forwarded-For before us. An https address means that one of them ends TLS.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=int(SITE_URL.startswith("https://")))
AXES_IPWARE_PROXY_COUNT = TRUSTED_PROXY_COUNT
AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR"] if TRUSTED_PROXY_COUNT else ["REMOTE_ADDR"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
LOGIN_URL = "wagtailadmin_login"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# Language and time

LANGUAGE_CODE = "en-us"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]

# Headers

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
if S3_BUCKET and (media_host := env("S3_CUSTOM_DOMAIN", default="")):
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append(f"https://{media_host}")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

# Wagtail. The three defaults that would call out to other servers are off.

WAGTAIL_SITE_NAME = "Bedside"
WAGTAILSEO_SEP = "|"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "svg", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "md", "pdf", "txt", "xlsx"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.search"}}
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "core.workflows.publish_approved"
TAGGIT_CASE_INSENSITIVE = True
PHONENUMBER_DEFAULT_REGION = "US"

# Whether load_demo makes its sign-ins, whose password everybody knows.

DEMO_USERS = False

# Requests

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the editor of a long article sends some thousands
FIELD_ENCRYPTION_KEYS: list[str] = env.list("FIELD_ENCRYPTION_KEYS", default=[])
RETENTION_DAYS = env.int("RETENTION_DAYS", default=365)
RATE_LIMIT_POSTS = env.int("RATE_LIMIT_POSTS", default=30)  # from one address within RATE_LIMIT_SECONDS
RATE_LIMIT_SECONDS = env.int("RATE_LIMIT_SECONDS", default=600)
RATE_LIMIT_PER_PHONE = env.int("RATE_LIMIT_PER_PHONE", default=RATE_LIMIT_POSTS)  # with one number in an hour

# Logs and error reports say of errors in these apps where they came up, and quote nothing.
PRIVATE_APPS = {"forms_app"}
DEFAULT_EXCEPTION_REPORTER = "core.error_reports.ErrorReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "core.error_reports.ErrorFilter"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {
        "debug_off": {"()": "django.utils.log.RequireDebugFalse"},
        "one_line": {"()": "core.logs.OneLine"},
        "scrubbed": {"()": "core.logs.Scrubbed"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["one_line", "scrubbed"],
        },
        "mail_admins": {
            "class": "django.utils.log.AdminEmailHandler",
            "level": "ERROR",
            "filters": ["debug_off"],
        },
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "WARNING"},
        "django": {"handlers": ["mail_admins"], "level": "INFO"},
        # What these say at DEBUG quotes values.
        "django.db.backends": {"level": "INFO"},
        "django.template": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}
