"""PayTR recognises no request that comes again: after a lost answer the core looks, adopts, waits, and never guesses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog
from tests.flows.shop import Shop

from fake_paytr import FakePayTR
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.money import Money
from panel_refunds.plugins.bounded import BoundedGateway, Caller
from panel_refunds.plugins.deadline import Patience
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.plugins.surroundings import HttpClients
from panel_refunds.ports import Surroundings
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.refund import Refund
from panel_refunds_paytr import gateways
from panel_refunds_testkit.peer.falsified import Falsified

LOOKED_THEN_SENT = 2
"""Before it sends, the adapter has looked at the order twice in all: once for the core's facts, once for itself."""


class Bazaar:
    """A shop that takes its payments with PayTR; ``between`` falsifies PayTR's answers."""

    def __init__(self, shop: Shop, peer: FakePayTR, between: Falsified, clients: HttpClients) -> None:
        self.shop, self.peer, self.between = shop, peer, between
        peer.clock.advance(max(shop.at - peer.clock(), timedelta(0)))
        shop.at = peer.clock()
        given = {**peer.settings(between.url), "timeout": 10}
        around = Surroundings("smmpanelus", "paytr", lambda: shop.at, clients, structlog.get_logger())
        bounded = BoundedGateway(gateways()[0].build(given, around), Caller("gateways.paytr", Patience(8), Redactor()))
        shop.desk = replace(shop.desk, gateways={**shop.desk.gateways, "paytr": bounded})

    def approved(self) -> Refund:
        paid = Money.of("50.00", "USD")
        self.payment = self.peer.take_payment(paid, fee=Money.of("1.75", "USD"))
        told = PaymentTaken("c1", "paytr", self.payment, paid, method="card", fee=Money.of("1.75", "USD"))
        deposit = credit_deposit(self.shop.desk, told)
        return self.shop.refund_of(self.shop.approve(self.shop.request("20.00", deposit)))

    def lost(self, *, ran: bool) -> Refund:
        """A refund that PayTR did or did not carry out, and whose answer was lost."""
        refund = self.approved()
        if ran:
            self.between.falsify(LOOKED_THEN_SENT)
        else:
            self.peer.breaks = 1
        return pay_refund(self.shop.desk, refund.refund_id)

    def passes(self, **span: int) -> None:
        self.peer.clock.advance(timedelta(**span))
        self.shop.at = self.peer.clock()

    def attempts(self, refund: Refund) -> list[Attempt]:
        with self.shop.desk.read() as books:
            return list(books.attempts_of(refund.refund_id))

    def sent(self) -> int:
        return sum(request.endswith("/odeme/iade") for request in self.peer.requests_seen())


@pytest.fixture
def bazaar(shop: Shop) -> Iterator[Bazaar]:
    clients = HttpClients()
    with FakePayTR() as peer, Falsified(peer.url) as between:
        yield Bazaar(shop, peer, between, clients)
        clients.close()


def test_what_was_accepted_is_pending_until_the_order_shows_it(bazaar: Bazaar) -> None:
    refund = pay_refund(bazaar.shop.desk, bazaar.approved().refund_id)
    assert refund.state == "sent"
    bazaar.passes(hours=1)

    assert follow_refund(bazaar.shop.desk, refund.refund_id).state == "paid"


def test_after_a_lost_answer_the_refund_is_found_and_adopted(bazaar: Bazaar) -> None:
    refund = bazaar.lost(ran=True)
    (attempt,) = bazaar.attempts(refund)
    assert attempt.state == "unknown"
    bazaar.passes(minutes=5)

    assert follow_refund(bazaar.shop.desk, refund.refund_id).state == "paid"
    assert (bazaar.sent(), len(bazaar.peer.refunds_of(bazaar.payment))) == (1, 1)


def test_what_is_certainly_not_there_is_sent_again_only_after_a_week_and_as_a_new_attempt(bazaar: Bazaar) -> None:
    refund = bazaar.lost(ran=False)
    for _ in range(6):
        bazaar.passes(days=1)
        follow_refund(bazaar.shop.desk, refund.refund_id)
    assert (bazaar.sent(), [each.state for each in bazaar.attempts(refund)]) == (1, ["unknown"])
    bazaar.passes(days=2)

    assert follow_refund(bazaar.shop.desk, refund.refund_id).state == "approved"
    assert bazaar.sent() == 1
    assert pay_refund(bazaar.shop.desk, refund.refund_id).state == "sent"
    first, second = bazaar.attempts(refund)
    assert (first.state, second.state) == ("rejected", "pending")
    assert first.attempt_id != second.attempt_id
    (made,) = bazaar.peer.refunds_of(bazaar.payment)
    assert (made.attempt_id, bazaar.sent()) == (second.attempt_id, 2)


def test_one_that_shows_itself_late_is_adopted_and_not_sent_again(bazaar: Bazaar) -> None:
    refund = bazaar.lost(ran=False)
    bazaar.passes(days=2)
    follow_refund(bazaar.shop.desk, refund.refund_id)
    (attempt,) = bazaar.attempts(refund)
    amount = Money(attempt.amount, attempt.currency)
    reference = f"pr{attempt.attempt_id.encode().hex()}"
    bazaar.peer.books.refund("first", bazaar.payment, amount, key=reference, attempt_id=attempt.attempt_id)
    bazaar.passes(days=9)

    assert follow_refund(bazaar.shop.desk, refund.refund_id).state == "paid"
    assert (bazaar.sent(), len(bazaar.attempts(refund))) == (1, 1)


def test_where_nobody_can_tell_it_is_a_persons_task(bazaar: Bazaar) -> None:
    refund = bazaar.lost(ran=True)
    bazaar.peer.away = True
    for _ in range(8):
        bazaar.passes(days=5)
        follow_refund(bazaar.shop.desk, refund.refund_id)

    with bazaar.shop.desk.read() as books:
        assert books.get_refund(refund.refund_id).task is not None
    assert (bazaar.sent(), [each.state for each in bazaar.attempts(refund)]) == (1, ["unknown"])
