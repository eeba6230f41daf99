"""What no message names is swept after a day; what one names is never touched, nor another tenant's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.shop import Shop
from tests.flows.test_attaching import SHOT

from panel_refunds.app.new_ids import new_id
from panel_refunds.flows import sweep_files as flow
from panel_refunds.flows.answer_request import Reply, reply_to_request
from panel_refunds.flows.sweep_files import sweep_files
from panel_refunds.store import Files


def test_only_old_files_without_a_message_go(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "AT_ONCE", 2)
    desk = replace(shop.desk, files=Files(tmp_path / "attachments"), new_id=new_id)
    other = replace(desk, tenant=replace(desk.tenant, slug="another"))
    shop.deposit("50.00")
    request = shop.request("20.00").request_id
    reply_to_request(desk, request, Reply(files=(SHOT, SHOT)))
    for at in (desk, desk, desk, other):
        at.files.write(at.tenant.id, new_id("file"), b"left behind", shop.at)

    shop.passes(days=1)
    assert sweep_files(desk) == 0
    shop.passes(seconds=1)
    desk.files.write(desk.tenant.id, new_id("file"), b"on its way", shop.at)
    assert sweep_files(desk) == 3
    assert sweep_files(desk) == 0
    left = [path.read_bytes() for path in desk.files.folder.rglob("fil_*")]
    assert sorted(left) == sorted([SHOT.read(10**6), SHOT.read(10**6), b"on its way", b"left behind"])
