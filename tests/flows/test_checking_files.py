"""A file is what its bytes say, its name and type agree, and it is nothing else besides."""

import base64
import hashlib
import io
import struct
import zipfile
import zlib

import pytest

from panel_refunds.errors import Refused
from panel_refunds.flows.checking_files import Upload, check_file, check_number, kind_of
from panel_refunds.tenants.tenant import FileRules

RULES = FileRules()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(comment: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    text = chunk(b"tEXt", b"Comment\x00" + comment) if comment else b""
    return b"\x89PNG\r\n\x1a\n" + head + text + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b"")


JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/"
    "wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q=="
)
WEBP = base64.b64decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def upload(content: bytes, name: str, media_type: str = "application/octet-stream") -> Upload:
    digest = hashlib.sha256(content).hexdigest()
    return Upload(name, media_type, len(content), digest, lambda most: content[:most])


def archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        opened.writestr("run.js", "go()")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (png(), "shot.png", "image/png"),
        (JPEG, "IMG_0001.JPG", "image/jpeg"),
        (JPEG, "photo.jpeg", "image/jpg"),
        (WEBP, "a.webp", "image/webp"),
        (PDF, "bank.pdf", "application/pdf"),
        ("Überweisung\n".encode(), "notes.txt", "text/plain; charset=utf-8"),
        (png(), "unsaid.png", ""),
    ],
)
def test_what_it_says_it_is_is_taken_as_it_was_sent(content, name, media_type):
    file = check_file(upload(content, name, media_type), RULES)

    assert (file.content, file.size, file.digest) == (content, len(content), hashlib.sha256(content).hexdigest())
    assert file.name == name


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><circle/></svg>", "logo.svg", "image/svg+xml"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><circle/></svg>", "logo.png", "image/png"),
        (b"<!doctype html><title>x</title>", "page.html", "text/html"),
        (b"<p>Hello <script>alert(1)</script>", "notes.txt", "text/plain"),
        (b"see <HTML onload=x>", "notes.txt", "text/plain"),
        (b"<?xml version='1.0'?><a/>", "a.txt", "text/plain"),
        (b"#!/bin/sh\nrm -r x\n", "notes.txt", "text/plain"),
        (b"text \x00 with a zero", "notes.txt", "text/plain"),
        (b"\xff\xfe\xfd", "notes.txt", "text/plain"),
        (b"GIF89a" + b"\x00" * 20, "a.gif", "image/gif"),
        (b"MZ" + b"\x00" * 60, "a.png", "image/png"),
        (archive(), "a.zip", "application/zip"),
        (png(), "shot.jpg", "image/png"),
        (png(), "shot.png", "image/jpeg"),
        (png(), "shot", "image/png"),
        (png(), "", "image/png"),
        (png(b"<script>alert(1)</script>"), "shot.png", "image/png"),
        (png() + b"<script>alert(1)</script>", "shot.png", "image/png"),
        (png()[:-6], "shot.png", "image/png"),
        (JPEG[:-2], "a.jpg", "image/jpeg"),
        (WEBP[:-4], "a.webp", "image/webp"),
        (png(archive()), "shot.png", "image/png"),
        (b"MZ junk first\n" + PDF, "a.pdf", "application/pdf"),
        (PDF + archive(), "a.pdf", "application/pdf"),
        (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"), "a.pdf", "application/pdf"),
        (b"", "empty.txt", "text/plain"),
    ],
)
def test_everything_else_is_refused(content, name, media_type):
    with pytest.raises(Refused) as refused:
        check_file(upload(content, name, media_type), RULES)

    assert (refused.value.code, refused.value.field) == ("file_refused", "files")


def test_what_stands_behind_the_end_of_a_picture_is_cut_off():
    """Phones put data of their own there, and so do people who hide something."""
    for picture, name in ((png(), "a.png"), (JPEG, "a.jpg"), (WEBP, "a.webp")):
        behind = check_file(upload(picture + b"SEFT alert(1) \xff\xd9" + archive(), name), RULES)
        assert behind.content == picture
        assert behind.digest == hashlib.sha256(picture).hexdigest()


def test_only_the_kinds_and_sizes_of_the_tenant_are_taken():
    with pytest.raises(Refused) as refused:
        check_file(upload(PDF, "a.pdf"), FileRules(kinds=("png",)))
    assert refused.value.code == "file_refused"

    large = b"x" * (1024 * 1024)
    assert check_file(upload(large, "a.txt"), FileRules(megabytes=1)).size == len(large)
    with pytest.raises(Refused) as refused:
        check_file(upload(large + b"x", "<b>a.txt"), FileRules(megabytes=1))
    assert (refused.value.code, refused.value.text) == ("file_too_large", "_b_a.txt is larger than 1 MB.")


def test_no_more_files_than_the_tenant_says():
    files = tuple(upload(PDF, "a.pdf") for _ in range(3))
    check_number(files, FileRules(files=3))
    with pytest.raises(Refused) as refused:
        check_number(files, FileRules(files=2))
    assert refused.value.code == "too_many_files"


def test_nothing_is_no_kind():
    assert kind_of(b"") is None
