"""What can be fetched below /media/, and what cannot."""

import logging
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings
from wagtail.documents import get_document_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection, CollectionViewRestriction

from home.models import HomePage

pytestmark = pytest.mark.embedded


def test_an_image_is_served_and_runs_no_script(image: AbstractImage, client: Client) -> None:
    response = client.get(f"/media/{image.file.name}")
    assert response.status_code == 200
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"<svg" in b"".join(response.streaming_content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "images/../../x",
        "images/../documents/private.txt",
        "documents/private.txt",
        "images//../documents/private.txt",
        "images/%00",
        f"images/{'a' * 300}",
        "images/",
        "images",
        "",
        "other.txt",
    ],
)
def test_anything_else_is_not_there(
    path: str, client: Client, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MEDIA_ROOT = tmp_path
    for name in ("documents/private.txt", "images/a.svg", "other.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("private")
    with caplog.at_level(logging.ERROR):
        assert client.get(f"/media/{path}").status_code == 404
    assert not caplog.records


def test_a_document_is_as_private_as_its_collection(
    home: HomePage, client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    collection = Collection.get_first_root_node().add_child(name="Staff")
    document = get_document_model().objects.create(
        title="Rota", file=ContentFile(b"private", name="rota.txt"), collection=collection
    )
    response = client.get(document.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"private"
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert client.get(document.url).status_code == 302
    assert client.get(f"/media/{document.file.name}").status_code == 404
