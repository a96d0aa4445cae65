"""A real installation. It does not start while something it needs is missing or wrong, and says what."""

from email.utils import parseaddr

from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from cms.environment import HINTS, refuse

from .base import *  # noqa: F403
from .base import SITE_URL, STORAGES, env

REQUIRED = {
    "SECRET_KEY": "a long random string",
    **HINTS,
    "DEFAULT_FROM_EMAIL": "the address the clinic's mail comes from",
    "FIELD_ENCRYPTION_KEYS": "one or more Fernet keys, newest first",
}


def wrong_keys(keys: list[str]) -> bool:
    try:
        return not [Fernet(key) for key in keys]
    except ValueError:
        return True


def wrong_sender(sender: str) -> bool:
    try:
        validate_email(parseaddr(sender)[1])
    except ValidationError:
        return True
    return False


problems = {name: REQUIRED[name] for name in REQUIRED if not env(name, default="").strip()}
if "FIELD_ENCRYPTION_KEYS" not in problems and wrong_keys(env.list("FIELD_ENCRYPTION_KEYS")):
    problems["FIELD_ENCRYPTION_KEYS"] = "each must be a Fernet key: 32 bytes in URL-safe base64"
if wrong_sender(env("DEFAULT_FROM_EMAIL", default="")):
    problems["DEFAULT_FROM_EMAIL"] = REQUIRED["DEFAULT_FROM_EMAIL"]
refuse(problems)

DEBUG = False  # its error pages would show what patients typed
SECRET_KEY = env("SECRET_KEY")
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if SITE_URL.startswith("https://"):
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
