"""What is read of a body: fields as text, files apart, and no more than the address takes."""

from __future__ import annotations

import anyio
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from panel_refunds.pages.sent_form import MOST_BYTES, MOST_IGNORED, SentForm, read_form

MULTIPART = "multipart/form-data; boundary=b"


def part(name: str, content: bytes, file: str | None = None) -> bytes:
    told = f'; filename="{file}"\r\nContent-Type: text/plain' if file is not None else ""
    return f'--b\r\nContent-Disposition: form-data; name="{name}"{told}\r\n\r\n'.encode() + content + b"\r\n"


def read(body: bytes, most: int = 1000, *, kind: str = MULTIPART, takes_files: bool = True, length: int | None = None):
    """The form, and how much of the body was asked for."""
    pieces = [body[at : at + 500] for at in range(0, len(body), 500)] or [b""]
    asked = 0

    async def receive():
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": pieces[asked - 1], "more_body": asked < len(pieces)}

    headers = [(b"content-type", kind.encode()), (b"content-length", str(length or len(body)).encode())]
    request = Request({"type": "http", "method": "POST", "headers": headers, "path": "/", "app": object()}, receive)

    async def go() -> tuple[SentForm, list[bytes]]:
        form = await read_form(request, most, takes_files=takes_files)
        contents = [upload.read(10**6) for upload in form.uploads()]
        await form.close()
        return form, contents

    form, contents = anyio.run(go)
    return form, contents, asked == len(pieces)


def test_fields_and_files_are_apart_and_empty_files_are_none():
    body = part("text", b"Hello") + part("files", b"one", "a.txt") + part("files", b"", "") + b"--b--\r\n"
    form, contents, _all = read(body)

    assert (dict(form.fields), contents, form.cut) == ({"text": "Hello"}, [b"one"], False)
    assert [each.filename for each in form.opened] == ["a.txt", ""]
    assert all(file.file.closed for file in form.opened)


def test_a_file_in_the_place_of_a_field_is_no_text():
    form, contents, _all = read(part("text", b"sly", "a.txt") + b"--b--\r\n")

    assert (dict(form.fields), contents) == ({}, [b"sly"])


def test_of_a_body_that_is_too_large_the_words_are_there_and_the_end_is_waited_for():
    body = part("text", b"Hello") + part("files", b"x" * 5000, "a.txt") + b"--b--\r\n"
    form, contents, read_to_its_end = read(body)

    assert (dict(form.fields), contents, form.cut, read_to_its_end) == ({"text": "Hello"}, [], True, True)


def test_nothing_of_it_is_kept_for_who_may_not_come_here():
    form, contents, read_to_its_end = read(part("text", b"Hello") + b"--b--\r\n", 0)

    assert (dict(form.fields), contents, form.cut, read_to_its_end) == ({}, [], True, True)


@pytest.mark.parametrize(
    ("kind", "takes_files", "length"),
    [
        (MULTIPART, True, 1000 + MOST_IGNORED + 1),
        (MULTIPART, False, MOST_BYTES + 1),
        ("application/x-www-form-urlencoded", True, MOST_BYTES + 1),
    ],
)
def test_far_too_large_is_not_even_waited_for(kind, takes_files, length):
    with pytest.raises(HTTPException):
        read(b"text=Hello", kind=kind, takes_files=takes_files, length=length)


def test_files_where_none_are_taken_and_broken_bodies_are_no_forms():
    for body, takes_files in ((part("files", b"x", "a.txt") + b"--b--\r\n", False), (b"nothing of the kind", True)):
        with pytest.raises(HTTPException):
            read(body, takes_files=takes_files)
