"""How often one address, or one of anything else, may send a form. The database counts, under keyed hashes.

So the count is exact in any number of web processes and needs no cache. No address is kept.
"""

import ipaddress
import time
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

COUNT = """
    INSERT INTO core_ratecount (key, count, expires) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET count = core_ratecount.count + 1
    RETURNING count
"""


def is_over_limit(request: HttpRequest, form: str) -> bool:
    """Count a form; true once its address has sent more than RATE_LIMIT_POSTS in RATE_LIMIT_SECONDS.

    Each form, by whatever name, has a count of its own.
    """
    address = client_network(request.META, settings.TRUSTED_PROXY_COUNT)
    return count(f"posts {form}", address) > settings.RATE_LIMIT_POSTS


def count(purpose: str, subject: str) -> int:
    """Count one more of the subject, such as an address; how many it is within RATE_LIMIT_SECONDS."""
    window = int(time.time()) // settings.RATE_LIMIT_SECONDS
    key = salted_hmac("core.rate_limit", f"{purpose} {subject} {window}", algorithm="sha256").hexdigest()
    expires = datetime.fromtimestamp((window + 1) * settings.RATE_LIMIT_SECONDS, UTC)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, connection.ops.adapt_datetimefield_value(expires)])
        return int(cursor.fetchone()[0])


def in_minutes(seconds: int) -> str:
    """A time to wait, in whole minutes: '10 minutes'."""
    minutes = -(-seconds // 60)
    return ngettext("{} minute", "{} minutes", minutes).format(minutes)


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
