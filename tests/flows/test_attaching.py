"""Files come with their message or not at all, whoever says no, and wherever the process dies."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from tests.flows.dies_with_files import reply_and_die
from tests.flows.shop import Shop
from tests.flows.test_checking_files import JPEG, PDF, png, upload
from tests.forked import Forked

from panel_refunds.app.new_ids import new_id
from panel_refunds.errors import Refused
from panel_refunds.flows.answer_request import Reply, reply_to_request, withdraw_request
from panel_refunds.flows.desk import Desk, Once, Replayed
from panel_refunds.flows.read_attachment import read_attachment
from panel_refunds.flows.review_refund import ask_customer, decline_refund
from panel_refunds.flows.sweep_files import GRACE, sweep_files
from panel_refunds.store import Files
from panel_refunds.tenants.tenant import FileRules
from panel_refunds.tickets.attachment import Attachment

SHOT = upload(png(), "shot.png", "image/png")
BANK = upload(PDF, "bank.pdf", "application/pdf")


@pytest.fixture
def desk(shop: Shop, tmp_path: Path) -> Desk:
    return replace(shop.desk, files=Files(tmp_path / "attachments"), new_id=new_id)


def on_disk(desk: Desk) -> list[Path]:
    return sorted(path for path in desk.files.folder.rglob("*") if path.is_file())


def files_of(desk: Desk, request: str) -> list[list[Attachment]]:
    with desk.read() as books:
        return list(books.attachments_of(request).values())


def a_request(shop: Shop) -> str:
    shop.deposit("50.00")
    return shop.request("20.00").request_id


def test_every_message_has_the_files_that_came_with_it(shop: Shop, desk: Desk) -> None:
    request = a_request(shop)
    reply_to_request(desk, request, Reply("Two.", files=(SHOT, BANK)), customer_id="c1")
    ask_customer(desk, request, by="finance-ana", text="Which?", files=(upload(JPEG, "which.jpg"),))
    reply_to_request(desk, request, Reply(files=(upload(b"This one.", "answer.txt"),)))
    decline_refund(desk, request, by="finance-ana", text="No.", files=(BANK,))

    found = files_of(desk, request)
    assert [[(each.name, each.added_by) for each in files] for files in found] == [
        [("shot.png", "customer"), ("bank.pdf", "customer")],
        [("which.jpg", "finance-ana")],
        [("answer.txt", "customer")],
        [("bank.pdf", "system")],
    ]
    assert read_attachment(desk, found[0][0].attachment_id, customer_id="c1").content == png()
    with desk.read() as books:
        texts = {each.message_id: each.text for each in books.messages_of(request)}
    assert [texts[files[0].message_id] for files in found][:3] == ["Two.", "Which?", ""]
    assert {path.stat().st_mode & 0o077 for path in on_disk(desk)} == {0}


def test_what_is_refused_leaves_no_file(shop: Shop, desk: Desk) -> None:
    request = a_request(shop)
    bad = upload(b"<svg/>", "a.svg")
    for files, code in (((SHOT, bad), "file_refused"), ((SHOT,) * 6, "too_many_files")):
        with pytest.raises(Refused) as refused:
            reply_to_request(desk, request, Reply("x", files=files))
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        decline_refund(desk, request, by="support-tim", text="No.", files=(SHOT,))
    assert refused.value.code == "role_needed"
    withdraw_request(desk, request)
    with pytest.raises(Refused):
        ask_customer(desk, request, by="finance-ana", text="Which?", files=(SHOT,))

    assert on_disk(desk) == []
    assert files_of(desk, request) == []


def test_the_same_message_sent_twice_keeps_its_files_once_also_at_once(shop: Shop, desk: Desk) -> None:
    request = a_request(shop)
    once = desk.with_once(Once("pages:c1", "the-same-key", "hash"))
    together = Barrier(4)

    def send(_number: int) -> bool:
        together.wait()
        try:
            once.store.retrying(lambda: reply_to_request(once, request, Reply("x", files=(SHOT, BANK))))
        except Replayed:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(send, range(4))) == [False, False, False, True]
    with pytest.raises(Replayed):
        reply_to_request(once, request, Reply("x", files=(SHOT, BANK)))

    assert [len(files) for files in files_of(desk, request)] == [2]
    assert len(on_disk(desk)) == 2


@pytest.mark.parametrize("moment", ["write", "row"])
def test_a_process_killed_on_the_way_leaves_what_the_worker_sweeps(shop: Shop, desk: Desk, moment: str) -> None:
    request = a_request(shop)
    url = shop.store.url.render_as_string(hide_password=False)
    process = Forked(reply_and_die, url, desk.files.folder, request, moment)
    said, _ = process.communicate(60)
    assert process.returncode == -signal.SIGKILL, said

    (left,) = on_disk(desk)
    assert (left.suffix == ".new") == (moment == "write")
    assert files_of(desk, request) == []
    reply_to_request(desk, request, Reply("Here it is.", files=(SHOT,)))
    if moment == "write":
        return  # its time is that of the machine, and not of this test: see tests/store/test_files.py
    assert sweep_files(desk) == 0
    shop.passes(days=1, seconds=1)
    assert sweep_files(desk) == 1
    assert not left.exists()
    ((kept,),) = files_of(desk, request)
    assert read_attachment(desk, kept.attachment_id).content == png()


def test_a_disk_that_takes_nothing_is_told_and_changes_nothing(shop: Shop) -> None:
    request = a_request(shop)
    with pytest.raises(Refused) as refused:
        reply_to_request(shop.desk, request, Reply("x", files=(SHOT,)))

    assert refused.value.code == "files_not_kept"
    assert files_of(shop.desk, request) == []
    assert GRACE.days == 1


def test_a_tenant_may_take_none(shop: Shop, desk: Desk) -> None:
    request = a_request(shop)
    none = replace(desk, tenant=replace(desk.tenant, attachments=FileRules(files=0)))
    with pytest.raises(Refused) as refused:
        reply_to_request(none, request, Reply("x", files=(SHOT,)))
    assert refused.value.code == "too_many_files"
