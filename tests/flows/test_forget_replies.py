"""Old answers are forgotten, a few at a time; a young one is never asked for in vain."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.flows.shop import Shop

from panel_refunds.flows import forget_replies as flow
from panel_refunds.flows.desk import Once, Replayed
from panel_refunds.flows.forget_replies import AT_ONCE, KEPT_FOR, forget_replies
from panel_refunds.flows.grant_bonus import grant_bonus


def kept(shop: Shop, *keys: str) -> list[str]:
    with shop.desk.read() as books:
        return [key for key in keys if books.find_reply("bonuses", key)]


def answer(shop: Shop, *keys: str) -> None:
    with shop.desk.begin() as books:
        for key in keys:
            books.add_reply("bonuses", key, "hash", "bon_1", shop.at, status=201, body=b"{}")


def test_an_answer_is_kept_for_thirty_days_and_then_forgotten(shop: Shop) -> None:
    assert timedelta(days=30) == KEPT_FOR
    answer(shop, "old")
    shop.passes(hours=1)
    answer(shop, "young")

    shop.passes(days=30, hours=-1)
    assert not forget_replies(shop.desk)
    assert kept(shop, "old", "young") == ["old", "young"]
    shop.passes(seconds=1)
    assert not forget_replies(shop.desk)
    assert kept(shop, "old", "young") == ["young"]


def test_the_oldest_go_first_and_few_at_a_time(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """So no other write waits for long behind the first round in books that were never tidied."""
    assert AT_ONCE <= 1000
    monkeypatch.setattr(flow, "AT_ONCE", 2)
    for key in ("a", "b", "c"):
        answer(shop, key)
        shop.passes(seconds=1)

    shop.passes(days=31)
    assert forget_replies(shop.desk)
    assert kept(shop, "a", "b", "c") == ["c"]
    assert not forget_replies(shop.desk)
    assert kept(shop, "c") == []


def test_a_key_is_known_until_its_answer_is_forgotten(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    once = replace(shop.desk, once=Once("bonuses", "key-1", "hash"))

    def grant() -> None:
        grant_bonus(once, "c1", deposit_amount, tied_to=deposit.deposit_id)

    deposit_amount = shop.gateway.get_payment(deposit.payment).amount
    grant()
    shop.passes(days=29)
    forget_replies(shop.desk)
    with pytest.raises(Replayed):
        grant()
    shop.passes(days=2)
    forget_replies(shop.desk)
    grant()
    assert shop.figures()[1] == "100.00 USD"


def test_other_tenants_answers_are_not_touched(shop: Shop) -> None:
    other = replace(shop.tenant, slug="another")
    answer(shop, "old")
    shop.passes(days=40)
    forget_replies(replace(shop.desk, tenant=other))

    assert other.id != shop.tenant.id
    assert kept(shop, "old") == ["old"]
