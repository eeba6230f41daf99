"""People are told of dead letters through the other notifiers, once a day, and never in circles."""

from __future__ import annotations

from tests.flows.postbox import Postbox, delivery, give, work, write
from tests.flows.shop import Shop

from panel_refunds.ports import UndeliverableError

NO = UndeliverableError("the mail server knows nobody")


def test_the_staff_is_told_through_the_other_notifiers(shop: Shop) -> None:
    mail, chat = Postbox(raises=NO), Postbox()
    give(shop, mail=mail, chat=chat)
    message = write(shop, "refund_sent", "c1")
    work(shop)

    told = next(each for each, _ in chat.got if each.kind == "dead_letter")
    assert (told.customer, dict(told.facts)) == (
        None,
        {"notifier": "mail", "delivery": f"{message}:mail", "kind": "refund_sent"},
    )
    assert "the mail server knows nobody" in told.text
    assert mail.calls == 1


def test_many_dead_letters_are_told_once_a_day(shop: Shop) -> None:
    chat = Postbox()
    give(shop, mail=Postbox(raises=NO), chat=chat)
    for _ in range(5):
        write(shop)
        work(shop)
    assert chat.kinds.count("dead_letter") == 1
    shop.passes(days=1)
    write(shop)
    work(shop)
    assert chat.kinds.count("dead_letter") == 2


def test_two_dead_notifiers_do_not_tell_each_other_for_ever(shop: Shop) -> None:
    mail, chat = Postbox(raises=NO), Postbox(raises=NO)
    give(shop, mail=mail, chat=chat)
    message = write(shop)
    for _ in range(20):
        work(shop, hours=1)

    assert delivery(shop, message, "mail").state == delivery(shop, message, "chat").state == "dead"
    # The message itself, and once the news of the other one's death.
    assert (mail.calls, chat.calls) == (2, 2)
