"""What records say of themselves."""

from __future__ import annotations

from panel_refunds.store import Delivery


def test_a_delivery_goes_by_its_message_and_its_notifier_in_every_state():
    waiting = Delivery("out_1", "mail")
    dead = Delivery("out_1", "mail", "dead", 8, error="no such mailbox")

    assert waiting.key == dead.key == "out_1:mail"
    assert Delivery("out_1", "chat").key != waiting.key
