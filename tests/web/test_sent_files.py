"""Files in a body: base64 in JSON, as much of it as the tenant takes, and only from who may send it."""

from __future__ import annotations

import base64

import pytest
from tests.flows.test_checking_files import PDF

from panel_refunds.errors import Refused
from panel_refunds.tenants.tenant import FileRules
from panel_refunds.web.sent_files import MOST_FILES, FileGiven, most_bytes_of, uploads_of
from panel_refunds.web.strict_json import MOST_BYTES


def test_the_bytes_come_out_as_they_were():
    (upload,) = uploads_of([FileGiven(name="a.pdf", type="application/pdf", content=base64.b64encode(PDF).decode())])
    assert (upload.read(10**6), upload.read(4), upload.size) == (PDF, PDF[:4], len(PDF))


@pytest.mark.parametrize("content", ["no base64!", "SGVsbG8", "SGVs\nbG8="])
def test_what_is_no_base64_names_its_place(content):
    with pytest.raises(Refused) as refused:
        uploads_of([FileGiven(name="a.txt", content="SGVsbG8="), FileGiven(name="b.txt", content=content)])
    assert (refused.value.code, refused.value.field) == ("field_invalid", "files.1.content")


def test_a_body_has_room_for_all_the_files_that_a_tenant_takes():
    rules = FileRules(files=MOST_FILES, megabytes=1)
    assert most_bytes_of(rules) - MOST_BYTES >= MOST_FILES * len(base64.b64encode(b"x" * rules.bytes_each))
    assert most_bytes_of(FileRules(files=0)) < MOST_BYTES + 100
