"""A refund whose gateway dies of memory in the middle of it: unknown, looked up, and paid once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.app.hostile.two_brands import TwoBrands


@pytest.fixture
def brands(tmp_path: Path) -> Iterator[TwoBrands]:
    made = TwoBrands(tmp_path, apart=True)
    (tmp_path / "payments.json").write_text(json.dumps({"pay_apart": "50"}))
    yield made
    made.close()


@pytest.mark.parametrize("way", ["eat memory", "exit"])
def test_a_gateway_that_dies_after_the_refund_ran_has_paid_once(brands: TwoBrands, way: str) -> None:
    panel = brands.installed.panel()
    deposit = {"customer": "c1", "gateway": "acme", "payment": "pay_apart", "amount": "50.00", "fee": "1.75"}
    answer = panel.post("/deposits", deposit)
    assert answer.status == 201, answer
    request = panel.request()
    brands.desk.gateways["acme"].capabilities("card")
    gateway = brands.service._plugins["smmpanelus"].keepers[0]
    panel.approve(request)
    first = gateway.process.pid
    brands.behave(f"{way} after refunds")

    panel.work()

    (refund,) = panel.get(f"/requests/{request['id']}")["refunds"]
    assert (refund["state"], [attempt["state"] for attempt in refund["attempts"]]) == ("sending", ["unknown"])
    assert [each["payment"] for each in file_of(brands)] == ["pay_apart"], "it ran, and nobody was told"

    brands.behave("well")
    brands.installed.passes(hours=1)
    panel.work()

    assert panel.get(f"/requests/{request['id']}")["state"] == "paid"
    assert len(file_of(brands)) == 1, "and it was not sent again"
    assert gateway.process.pid != first
    (letter,) = [letter for letter in brands.letters() if letter.about == "gateways.acme"]
    assert letter.facts["call"] == "create_refund"
    assert "pay_apart" not in letter.text


def file_of(brands: TwoBrands) -> list[dict[str, str]]:
    return [json.loads(line) for line in (brands.ways.parent / "refunds.jsonl").read_text().splitlines()]
