"""How many forms one address may send. The count lives in the cache, under a keyed hash of the address."""

import ipaddress
import logging
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)


def is_over_limit(request: HttpRequest) -> bool:
    """Count this request; true once its address has sent more than RATE_LIMIT_POSTS in RATE_LIMIT_SECONDS.

    Exact where the cache counts in one step, as Redis does; files may miss one of two counted at once.
    A cache that does not answer refuses nobody.
    """
    window = int(time.time()) // settings.RATE_LIMIT_SECONDS
    address = client_network(request.META, settings.TRUSTED_PROXY_COUNT)
    timeout = 2 * settings.RATE_LIMIT_SECONDS
    counted = salted_hmac("core.rate_limit", f"{address} {window}", algorithm="sha256").hexdigest()
    key = f"posts:{counted}"
    try:
        cache.add(key, 0, timeout)
        count = cache.incr(key)
        cache.touch(key, timeout)  # counting in files shortens the time to the cache's default
        return bool(count > settings.RATE_LIMIT_POSTS)
    except Exception as error:  # noqa: BLE001 - each cache raises errors of its own
        logger.warning("Forms are not counted: the cache answered %s", type(error).__name__)
        return False


def in_minutes(seconds: int) -> str:
    """A time to wait, in whole minutes: '10 minutes'."""
    minutes = -(-seconds // 60)
    return f"{minutes} minute{pluralize(minutes)}"


def client_network(meta: dict[str, str], proxies: int) -> str:
    """Where a request comes from: its address, or for IPv6 the network of one customer.

    Behind our proxies it is what the first of them wrote into X-Forwarded-For; anybody can write the rest.
    """
    hops = [hop.strip() for hop in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    written = hops[-proxies] if 0 < proxies <= len(hops) else meta.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return ""
    if address.version == 6 and not address.ipv4_mapped:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
