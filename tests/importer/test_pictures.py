"""What is known of a picture without unpacking it."""

import base64
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from importer.parsers import parse, pictures

KINDS = [
    ("PNG", "png", {}),
    ("GIF", "gif", {}),
    ("JPEG", "jpg", {}),
    ("JPEG", "jpg", {"progressive": True}),
    ("JPEG", "jpg", {"exif": b"Exif\0\0" + b"x" * 50}),
    ("WEBP", "webp", {}),
    ("WEBP", "webp", {"lossless": True}),
    ("WEBP", "webp", {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0"}),
]


@pytest.mark.parametrize(("format_name", "kind", "options"), KINDS)
def test_kind_and_size(format_name: str, kind: str, options: dict[str, object]) -> None:
    file = BytesIO()
    Image.new("RGB", (300, 77)).save(file, format_name, **options)
    data = file.getvalue()
    assert pictures.kind_of(data) == kind
    assert pictures.size_of(data, kind) == (300, 77)
    for end in range(len(data)):
        assert pictures.size_of(data[:end], kind) in ((300, 77), (0, 0))


def bomb(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


@pytest.mark.parametrize(("width", "height"), [(50_000, 50_000), (2**31, 1), (60_000_001, 1)])
def test_a_picture_that_would_fill_the_memory_is_left_out(width: int, height: int) -> None:
    page = b"<p>Text</p><img alt=Lamp src='data:image/png;base64,%s'>"
    document = parse("a.html", page % base64.b64encode(bomb(width, height)))
    assert not document.files
    (remark,) = document.remarks
    assert remark.text.startswith("a picture, which has more than 60 million pixels: Lamp")
