"""Pictures that come with a document: in an address ("data:") or as a file of its own. Nothing is fetched."""

import base64
import binascii
import posixpath
import struct
from collections.abc import Iterator, Mapping
from math import prod
from urllib.parse import unquote, unquote_to_bytes, urlsplit

MEGABYTE = 1024 * 1024
LARGEST = 15 * MEGABYTE
MOST = 200
FRAMES, START_OF_SCAN = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}, 0xDA
MOST_PIXELS = 60_000_000  # more than cameras take, and as much as a server can unpack
# By how their files begin; what a sender calls a file says nothing.
SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
}


class NotHere(Exception):
    """There is no picture to keep; the message says why."""


def find(source: str, files: Mapping[str, bytes], count: int) -> tuple[str, bytes]:
    """A name and the data of the picture at an address on a page; `count` says how many it has so far."""
    if source[:5].lower() == "data:":
        data = _embedded(source)
        stem = "picture"
    else:
        path = local_path(source)
        if path not in files:
            raise NotHere("which is not in the file and was not fetched")
        data = files[path]
        stem = posixpath.splitext(posixpath.basename(path))[0] or "picture"
    return f"{count + 1}-{stem[:60]}.{check(data, count)}", data


def check(data: bytes, count: int) -> str:
    """The kind of a picture that may be kept beside `count` others; raises NotHere for any other data."""
    kind = kind_of(data)
    if not kind:
        raise NotHere("which is no PNG, JPEG, GIF or WebP")
    if len(data) > LARGEST:
        raise NotHere(f"which is larger than {LARGEST // MEGABYTE} MB")
    if prod(size_of(data, kind)) > MOST_PIXELS:
        raise NotHere(f"which has more than {MOST_PIXELS // 1_000_000} million pixels")
    if count >= MOST:
        raise NotHere(f"one too many, as a document may have {MOST}")
    return kind


def kind_of(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for signature, kind in SIGNATURES.items() if data.startswith(signature)), "")


def size_of(data: bytes, kind: str) -> tuple[int, int]:
    """Width and height as the head of a picture says; (0, 0) where it does not."""
    try:
        match kind:
            case "png":
                return struct.unpack_from(">II", data, 16)
            case "gif":
                return struct.unpack_from("<HH", data, 6)
            case "webp":
                return _size_of_webp(data)
        return max(_sizes_of_jpeg(data), key=prod, default=(0, 0))
    except struct.error:
        return 0, 0


def _size_of_webp(data: bytes) -> tuple[int, int]:
    match data[12:16]:
        case b"VP8X":
            width, more, height, yet_more = struct.unpack_from("<HBHB", data, 24)
            return width + (more << 16) + 1, height + (yet_more << 16) + 1
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", data, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF


def _sizes_of_jpeg(data: bytes) -> Iterator[tuple[int, int]]:
    """What the frames before the data say; one that is no frame has its length behind its mark."""
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF and data[position + 1] != START_OF_SCAN:
        (length, _, height, width) = struct.unpack_from(">HBHH", data, position + 2)
        if data[position + 1] in FRAMES:
            yield width, height
        position += 2 + length


def local_path(source: str) -> str:
    """The path that an address names beside the page; empty for one that leads elsewhere."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = posixpath.normpath(unquote(parts.path))
    return "" if path.startswith(("/", "..")) else path


def _embedded(source: str) -> bytes:
    head, _, payload = source.partition(",")
    if len(payload) > LARGEST * 2:
        raise NotHere(f"which is larger than {LARGEST // MEGABYTE} MB")
    data = unquote_to_bytes(payload)
    if not head.lower().endswith(";base64"):
        return data
    try:
        return base64.b64decode(data)
    except (binascii.Error, ValueError) as error:
        raise NotHere("which cannot be decoded") from error
