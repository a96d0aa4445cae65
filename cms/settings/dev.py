"""`make run` and work on a laptop: known keys, no server to install. Never for real patients."""

from .base import *  # noqa: F403
from .base import EVERY_INTERFACE, env

SECRET_KEY = env("SECRET_KEY", default="not-a-secret-only-for-a-demo-on-this-machine")
FIELD_ENCRYPTION_KEYS = env.list(
    "FIELD_ENCRYPTION_KEYS", default=["ZGVtby1rZXktbm90LWEtc2VjcmV0LW9uLXRoaXMtUEM="]
)
if EVERY_INTERFACE:
    ALLOWED_HOSTS = ["*"]
DEMO_USERS = True
WHITENOISE_USE_FINDERS = True
