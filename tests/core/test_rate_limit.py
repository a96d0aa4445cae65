import time

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from core import rate_limit
from core.models import RateCount


@pytest.fixture
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    for name in ("get", "set", "add", "incr", "touch"):
        monkeypatch.setattr(cache, name, down)


@pytest.mark.django_db
@pytest.mark.usefixtures("_no_cache")
def test_the_limit_holds_for_the_whole_window_and_needs_no_cache(
    rf: RequestFactory,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.RATE_LIMIT_POSTS, settings.RATE_LIMIT_SECONDS = 2, 600
    start = time.time() // 600 * 600 + 600

    def is_over_limit(seconds: int, address: str = "192.0.2.1", form: str = "one") -> bool:
        monkeypatch.setattr(time, "time", lambda: start + seconds)
        return rate_limit.is_over_limit(rf.post("/", REMOTE_ADDR=address), form)

    with django_assert_num_queries(4):
        assert [is_over_limit(second) for second in (0, 1, 2, 599)] == [False, False, True, True]
    assert not is_over_limit(599, "192.0.2.2")
    assert not is_over_limit(599, form="another")
    assert not is_over_limit(600)
    assert "192.0.2" not in str(list(RateCount.objects.values()))


@pytest.mark.django_db
def test_each_purpose_and_subject_is_counted_for_itself() -> None:
    counted = [rate_limit.count(purpose, subject) for purpose, subject in ("ab", "ab", "ac", "bb", "ab")]
    assert counted == [1, 2, 1, 1, 3]


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "network"),
    [
        ("192.0.2.1", "", 0, "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", 0, "192.0.2.1"),
        ("10.0.0.1", "198.51.100.7", 1, "198.51.100.7"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.7", 1, "198.51.100.7"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.7, 10.0.0.2", 2, "198.51.100.7"),
        ("10.0.0.1", "", 1, "10.0.0.1"),
        ("2001:db8:1:2:3::4", "", 0, "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "", 0, "192.0.2.1"),
        ("", "", 0, ""),
        ("10.0.0.1", "nonsense", 1, ""),
    ],
)
def test_where_a_request_comes_from(remote: str, forwarded: str, proxies: int, network: str) -> None:
    meta = {"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}
    assert rate_limit.client_network(meta, proxies) == network
