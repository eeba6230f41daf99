"""A file is there for its own customer and the staff of its tenant; for everybody else there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.shop import Shop
from tests.flows.test_attaching import SHOT

from panel_refunds.app.new_ids import new_id
from panel_refunds.errors import Refused
from panel_refunds.flows.answer_request import Reply, reply_to_request
from panel_refunds.flows.read_attachment import read_attachment
from panel_refunds.store import Files
from panel_refunds.tickets.attachment import Attachment


def test_only_for_whom_it_is_and_only_as_it_was_sent(shop: Shop, tmp_path: Path) -> None:
    desk = replace(shop.desk, files=Files(tmp_path / "attachments"), new_id=new_id)
    shop.deposit("50.00")
    shop.deposit("50.00", customer="c2")
    request = shop.request("20.00").request_id
    others = shop.request("20.00", customer="c2").request_id
    reply_to_request(desk, request, Reply(files=(SHOT,)))
    with desk.read() as books:
        ((file,),) = books.attachments_of(request).values()
    name = file.attachment_id

    assert read_attachment(desk, name, request_id=request, customer_id="c1").attachment == file
    assert read_attachment(desk, name).content
    elsewhere = replace(desk, tenant=replace(desk.tenant, slug="another"))
    for at, given in (
        (desk, {"customer_id": "c2"}),
        (desk, {"request_id": others}),
        (elsewhere, {}),
    ):
        with pytest.raises(Refused) as refused:
            read_attachment(at, name, **given)
        assert (refused.value.code, refused.value.text) == ("not_found", f"There is no file {name}.")
    with pytest.raises(Refused):
        read_attachment(desk, "../../etc/passwd")

    (path,) = [each for each in desk.files.folder.rglob("fil_*") if each.is_file()]
    path.write_bytes(b"somebody wrote over it")
    with pytest.raises(Refused):
        read_attachment(desk, name)


def test_a_customer_is_not_shown_what_came_with_a_note_of_the_staff(shop: Shop, tmp_path: Path) -> None:
    desk = replace(shop.desk, files=Files(tmp_path / "attachments"), new_id=new_id)
    shop.deposit("50.00")
    request = shop.request("20.00")
    with desk.begin() as books:
        from panel_refunds.flows.ticketing import note

        message = note(desk, books, request, "note", "Looks odd.", author="finance-ana")
        at, digest = desk.now(), SHOT.digest
        file = Attachment(
            new_id("file"), request.request_id, message.message_id, "a.png", "image/png", 1, digest, "x", at
        )
        books.add_attachment(file)
    desk.files.write(desk.tenant.id, file.attachment_id, SHOT.read(10**6), at)

    assert read_attachment(desk, file.attachment_id).content
    with pytest.raises(Refused):
        read_attachment(desk, file.attachment_id, customer_id="c1")
