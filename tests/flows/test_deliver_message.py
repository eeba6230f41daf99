"""Messages reach every notifier at least once, and one that fails stops no other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from tests.flows.shop import Shop

from panel_refunds.flows.deliver_message import deliver_message
from panel_refunds.ports import Message


@dataclass
class Postbox:
    broken: bool = False
    got: list[tuple[str, str]] = field(default_factory=list)

    def deliver(self, message: Message, idempotency_key: str) -> None:
        if self.broken:
            raise OSError("the mail server is away")
        self.got.append((message.kind, idempotency_key))


def test_a_broken_notifier_gets_the_message_later_and_the_others_not_twice(shop: Shop) -> None:
    good, bad = Postbox(), Postbox(broken=True)
    desk = replace(shop.desk, notifiers={"bad": bad, "good": good})
    shop.request("20.00", shop.deposit("50.00"))
    with desk.begin() as books:
        outbox = [work.ref for work in books.claim_work(shop.at, LEASE, 10, kinds=["deliver"])]
    assert not deliver_message(desk, outbox[0])
    bad.broken = False
    assert deliver_message(desk, outbox[0])
    assert deliver_message(desk, outbox[0])

    assert [kind for kind, _ in good.got] == [kind for kind, _ in bad.got] == ["request_received"]
    assert good.got[0][1] != bad.got[0][1]


LEASE = timedelta(minutes=1)
