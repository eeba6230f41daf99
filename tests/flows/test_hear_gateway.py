"""What a gateway tells by itself is taken once, and only from the gateway."""

from __future__ import annotations

import pytest
from tests.flows.card_shop import CardShop

from panel_refunds.flows.hear_gateway import hear_gateway, note_events
from panel_refunds.ports import GatewayEvent, WebhookRefusedError


def test_an_event_is_new_once_however_often_it_comes(card_shop: CardShop) -> None:
    card_shop.paid()
    messages = card_shop.stripe.webhooks.pull(at=card_shop.at)
    assert messages
    counts = [
        [hear_gateway(card_shop.desk, "card", each.body, {"stripe-signature": each.signature}) for each in messages]
        for _ in range(2)
    ]

    assert sum(counts[0]) > 0
    assert sum(counts[1]) == 0


def test_what_is_not_signed_by_the_gateway_is_refused_and_leaves_nothing(card_shop: CardShop) -> None:
    card_shop.paid()
    [message, *_] = card_shop.stripe.webhooks.pull(at=card_shop.at)
    for raw, signature in ((message.body + b" ", message.signature), (message.body, "t=1,v1=00")):
        with pytest.raises(WebhookRefusedError):
            hear_gateway(card_shop.desk, "card", raw, {"stripe-signature": signature})

    with card_shop.desk.read() as books:
        assert books.find_notice("card", message.event) is None


def test_two_gateways_may_call_their_events_alike(card_shop: CardShop) -> None:
    event = GatewayEvent("evt_1", "payment", "ch_1")

    assert [note_events(card_shop.desk, name, [event, event]) for name in ("card", "manual", "card")] == [1, 1, 0]
