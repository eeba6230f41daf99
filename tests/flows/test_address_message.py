"""A message becomes one delivery for each notifier that takes it, once."""

from __future__ import annotations

from tests.flows.postbox import Postbox, give, work, write
from tests.flows.shop import Shop

from panel_refunds.flows.address_message import address_message
from panel_refunds.tickets.audience import Audience


def test_every_notifier_that_takes_it_gets_a_delivery_and_no_other(shop: Shop) -> None:
    boxes = {"all": Postbox(), "customers": Postbox(), "staff": Postbox(), "payouts": Postbox()}
    audiences = {
        "customers": Audience("customers"),
        "staff": Audience("staff"),
        "payouts": Audience(kinds=("payout_*",)),
    }
    give(shop, audiences, **boxes)
    for kind, customer in (("refund_sent", "c1"), ("overdue", None), ("payout_float", None)):
        write(shop, kind, customer)
    work(shop)

    assert {name: sorted(box.kinds) for name, box in boxes.items()} == {
        "all": ["overdue", "payout_float", "refund_sent"],
        "customers": ["refund_sent"],
        "staff": ["overdue", "payout_float"],
        "payouts": ["payout_float"],
    }


def test_addressing_twice_makes_nothing_twice(shop: Shop) -> None:
    box = Postbox()
    give(shop, box=box)
    message = write(shop)

    assert [made.notifier for made in address_message(shop.desk, message)] == ["box"]
    assert address_message(shop.desk, message) == []
    work(shop)
    work(shop)
    assert [key for _, key in box.got] == [f"{message}:box"]


def test_a_notifier_is_not_told_of_its_own_dead_letters(shop: Shop) -> None:
    give(shop, mail=Postbox(), chat=Postbox())

    made = address_message(shop.desk, write(shop, "dead_letter", notifier="mail"))

    assert [each.notifier for each in made] == ["chat"]
