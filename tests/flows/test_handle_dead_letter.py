"""A person sends a dead letter again under the same key, or puts it aside; both stand in the audit trail."""

from __future__ import annotations

import pytest
from tests.flows.postbox import Postbox, delivery, give, work, write
from tests.flows.shop import Shop

from panel_refunds.errors import Refused
from panel_refunds.flows.handle_dead_letter import put_letter_aside, send_letter_again
from panel_refunds.ports import UndeliverableError


@pytest.fixture
def box() -> Postbox:
    return Postbox(raises=UndeliverableError("no such mailbox"))


@pytest.fixture
def letter(shop: Shop, box: Postbox) -> str:
    give(shop, box=box)
    message = write(shop)
    work(shop)
    return f"{message}:box"


def test_it_is_sent_again_under_the_same_key(shop: Shop, box: Postbox, letter: str) -> None:
    box.raises = None
    send_letter_again(shop.desk, letter, by="operator-ana", text="the mailbox is there now")
    work(shop)

    assert [key for _, key in box.got] == [letter]
    assert delivery(shop, *letter.split(":")).state == "delivered"
    with shop.desk.read() as books:
        assert [(each.actor, each.action, each.text) for each in books.actions_of(letter)] == [
            ("operator-ana", "send_letter_again", "the mailbox is there now")
        ]
        assert books.dead_letters() == []


def test_it_is_put_aside_with_a_reason_and_may_be_sent_all_the_same(shop: Shop, box: Postbox, letter: str) -> None:
    put_letter_aside(shop.desk, letter, by="operator-ana", text="they were called")
    with shop.desk.read() as books:
        assert books.dead_letters() == []
        assert [each.action for each in books.actions_of(letter)] == ["put_letter_aside"]
    work(shop, days=1)
    assert box.calls == 1

    box.raises = None
    send_letter_again(shop.desk, letter, by="operator-ana")
    work(shop)
    assert len(box.got) == 1


def refused(act, *args, **words) -> str:
    with pytest.raises(Refused) as no:
        act(*args, **words)
    return no.value.code


def test_only_dead_letters_by_named_people_with_reasons(shop: Shop, box: Postbox, letter: str) -> None:
    assert refused(send_letter_again, shop.desk, letter, by="ana") == "role_needed"
    assert refused(put_letter_aside, shop.desk, letter, by="operator-ana", text=" ") == "reason_needed"
    assert refused(send_letter_again, shop.desk, "out_nothing:box", by="operator-ana") == "not_found"
    send_letter_again(shop.desk, letter, by="operator-ana")
    assert refused(send_letter_again, shop.desk, letter, by="operator-ana") == "not_a_dead_letter"
    assert refused(put_letter_aside, shop.desk, letter, by="operator-ana", text="so") == "not_a_dead_letter"


def test_for_a_notifier_that_is_gone_it_can_only_be_put_aside(shop: Shop, letter: str) -> None:
    give(shop, other=Postbox())

    assert refused(send_letter_again, shop.desk, letter, by="operator-ana") == "not_found"
    assert put_letter_aside(shop.desk, letter, by="operator-ana", text="no mail any more").state == "aside"
