"""Pictures that come with a document: in an address ("data:") or as a file of its own. Nothing is fetched."""

import base64
import binascii
import posixpath
from collections.abc import Mapping
from urllib.parse import unquote, unquote_to_bytes, urlsplit

MEGABYTE = 1024 * 1024
LARGEST = 15 * MEGABYTE
MOST = 200
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
    if count >= MOST:
        raise NotHere(f"one too many, as a document may have {MOST}")
    return kind


def kind_of(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for signature, kind in SIGNATURES.items() if data.startswith(signature)), "")


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
