import gc
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page, Site

from home.models import HomePage
from tests import factories

# How long an example takes says more of the machine than of the code.
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")

UNTOUCHED = Path(settings.VAR_DIR) / f"untouched-{os.environ.get('PYTEST_XDIST_WORKER', '')}"
UNTOUCHED.mkdir(parents=True, exist_ok=True)
# What is imported stays until the end; looking through it again and again takes a tenth of the time.
gc.freeze()
gc.set_threshold(50_000, 50, 50)

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _nothing_remembered(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test lives on what an earlier one has left in a cache."""
    cache.clear()
    if "db" not in request.fixturenames and request.node.get_closest_marker("django_db") is None:
        monkeypatch.setattr(ContentType.objects, "_cache", {})


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Make the site once for all tests: making it takes a tenth of a second.

    What the migrations alone have made is kept in files, for tests of a site that nobody has touched.
    """
    with django_db_blocker.unblock():
        if Site.objects.filter(hostname="testserver").exists():
            return
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(UNTOUCHED / "db.sqlite3")) as copy:
                connection.connection.backup(copy)
        rows = [*Page.objects.filter(depth=2), *HomePage.objects.all(), *Site.objects.all()]
        (UNTOUCHED / "site.json").write_text(serializers.serialize("json", rows))
        factories.make_site()
        if hasattr(connection, "_test_serialized_contents"):  # what tests with transactions begin with
            connection._test_serialized_contents = connection.creation.serialize_db_to_string()


@pytest.fixture
def home(db: None) -> HomePage:
    """A clinic's site with its index pages, at http://testserver/."""
    return HomePage.objects.filter(title="Test Clinic").first() or factories.make_site()


@pytest.fixture
def untouched(db: None) -> None:
    """The site as the migrations leave it, in place of the tests' own."""
    Page.objects.filter(depth=2).delete()
    Site.objects.all().delete()
    for row in serializers.deserialize("json", (UNTOUCHED / "site.json").read_text()):
        row.save()
    Page.objects.filter(depth=1).update(numchild=1)


def make_user(name: str, group: str) -> User:
    user = get_user_model().objects.create_user(name, f"{name}@clinic.example", "a-long-password")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def admin(db: None) -> User:
    return get_user_model().objects.create_superuser("admin", "admin@clinic.example", "a-long-password")


@pytest.fixture
def admin_client(admin: User, client: Client) -> Client:
    client.force_login(admin, backend=BACKEND)
    return client


@pytest.fixture
def marketing_client(marketing: User, client: Client) -> Client:
    client.force_login(marketing, backend=BACKEND)
    return client


@pytest.fixture
def image(db: None, settings: Settings, tmp_path: Path) -> AbstractImage:
    """A drawing in the library, its file below a folder of this test."""
    settings.MEDIA_ROOT = tmp_path
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0h30v20z"/></svg>'
    return get_image_model().objects.create(
        title="A hill", description="Sunrise over a hill", file=ImageFile(BytesIO(svg), name="hill.svg")
    )


@pytest.fixture
def marketing(db: None) -> User:
    return make_user("marketing", "Marketing")


@pytest.fixture
def clinician(db: None) -> User:
    return make_user("clinician", "Clinicians")


@pytest.fixture
def clinician_client(clinician: User, client: Client) -> Client:
    client.force_login(clinician, backend=BACKEND)
    return client


@pytest.fixture
def office(db: None) -> User:
    return make_user("office", "Office")


@pytest.fixture(scope="session")
def migrated(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with every migration applied and nothing else; where there is one, a copy."""
    path = tmp_path_factory.mktemp("migrated") / "db.sqlite3"
    if (UNTOUCHED / "db.sqlite3").exists():
        shutil.copy(UNTOUCHED / "db.sqlite3", path)
        return path
    env = os.environ | {"DATABASE_URL": f"sqlite:///{path}", "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=Path(__file__).parents[1], env=env, check=True)
    return path


NO_SKIP = bool(os.environ.get("BEDSIDE_NO_SKIP"))
SHARED = Path(__file__).resolve().parents[2] / "shared"
ABSENT = {
    "postgres": not os.environ.get("DATABASE_URL"),
    "redis": not os.environ.get("REDIS_URL"),
    "shared": not SHARED.is_dir() and not NO_SKIP,
}


# What reads and writes rows has a part, unless its module is marked as embedded.
SERVERS = {"db", "transactional_db"}
NEED_SERVERS = {"django_db", "postgres", "redis", "servers"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--servers-only",
        action="store_true",
        help="run what a database, queue or mail server has a part in; the rest is the same without",
    )


def _names_server(item: pytest.Item) -> bool:
    marks = {marker.name for marker in item.iter_markers()}
    if "embedded" in marks:
        return False
    return bool(SERVERS & set(getattr(item, "fixturenames", ())) or NEED_SERVERS & marks)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs something that is not there; keep the tests of the one running site together."""
    absent = {marker for marker, is_absent in ABSENT.items() if is_absent}
    servers_only = config.getoption("--servers-only")
    left_out = {
        item
        for item in items
        if absent & {marker.name for marker in item.iter_markers()}
        or (servers_only and not _names_server(item))
    }
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]
    for item in items:
        if "running_site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("running_site"))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With BEDSIDE_NO_SKIP set, a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if NO_SKIP and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
