"""A crypto deposit goes back by an operator's hand, once, and what the gateway shows of it is the same money.

The gateway is the real plugin, over real HTTP, at its vendor's stand-in: it needs an address, so nothing is ever sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog
from tests.flows.shop import Shop, usd
from tests.flows.test_two_at_once import at_once

from fake_cryptomus import FakeCryptomus
from panel_refunds.errors import Refused
from panel_refunds.flows.apply_notice import refresh_deposit
from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.flows.paid_elsewhere import look_there
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.reconcile import reconcile
from panel_refunds.flows.record_payout import record_payout
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.plugins.bounded import BoundedGateway, Caller
from panel_refunds.plugins.deadline import Patience
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.plugins.surroundings import HttpClients
from panel_refunds.ports import Surroundings
from panel_refunds.refunds.refund import Refund
from panel_refunds.store import Store
from panel_refunds.worker.run_due import run_due
from panel_refunds_cryptomus import gateways
from panel_refunds_cryptomus.settings import SETTINGS

TXID = "6f0d9c8374db57cac0d806251473de754f361c83"


class CryptoShop(Shop):
    """``vendor`` is the other side: what it says there is what really happened."""

    def __init__(self, store: Store, vendor: FakeCryptomus) -> None:
        super().__init__(store)
        self.with_rules(deposits={"destination": "told_by_customer"})
        self.vendor = vendor
        self.clients = HttpClients()
        given = {**{name: setting.default for name, setting in SETTINGS.items()}, **vendor.settings(vendor.url)}
        around = Surroundings("smmpanelus", "crypto", lambda: self.at, self.clients, structlog.get_logger())
        bounded = BoundedGateway(gateways()[0].build(given, around), Caller("gateways.crypto", Patience(8), Redactor()))
        self.desk = replace(self.desk, gateways={**self.desk.gateways, "crypto": bounded})

    def credited(self, fee: str = "0.00") -> Deposit:
        """Somebody paid an invoice of 50 dollars in a coin."""
        invoice = self.vendor.take_payment(usd("50.00"), fee=usd(fee))
        told = PaymentTaken("c1", "crypto", invoice, usd("50.00"), fee=usd(fee), method="crypto")
        return verify_and_credit(self.desk, told)

    def task(self, deposit: Deposit, amount: str = "50.00") -> Refund:
        """An approved refund of it, as far as the core brings it by itself."""
        return pay_refund(self.desk, self.refund_of(self.approve(self.request(amount, deposit))).refund_id)

    def record(self, refund: Refund, reference: str) -> Refund:
        """An operator says that it was paid."""
        return record_payout(self.desk, refund.refund_id, reference=reference, by="finance-1")

    def hear(self) -> None:
        """Take everything the vendor has to say, twice, and let the worker look."""
        for delivery in self.vendor.deliveries():
            for _ in range(2):
                hear_gateway(self.desk, "crypto", delivery.raw, delivery.headers)
        run_due(self.desk, kinds={"notice", "pay", "follow"})
        self.at += timedelta(minutes=1)

    def known(self, deposit: Deposit) -> Deposit:
        """The deposit as it is now."""
        with self.desk.read() as books:
            return books.get_deposit(deposit.deposit_id)

    def differs(self) -> list[str]:
        """What the daily comparison finds, mended or not."""
        return [each.difference.code for each in reconcile(self.desk, "crypto", repair=True).findings]


@pytest.fixture
def crypto(store: Store) -> Iterator[CryptoShop]:
    with FakeCryptomus() as vendor:
        shop = CryptoShop(store, vendor)
        yield shop
        shop.clients.close()
        shop.check_books()


def test_a_refund_of_crypto_is_an_operators_task_and_nothing_is_sent(crypto: CryptoShop) -> None:
    deposit = crypto.credited()
    refund = crypto.task(deposit, "20.00")

    assert (refund.state, refund.task is not None) == ("approved", True)
    assert crypto.figures() == ("30.00 USD", "0.00 USD", "20.00 USD")
    assert {request.path for request in crypto.vendor.server.seen} == {"/v1/payment/info"}
    assert not crypto.vendor.refunds_of(deposit.payment)


def test_its_reference_is_booked_once_however_often_it_is_recorded(crypto: CryptoShop) -> None:
    """F2: a double click paid twice."""
    deposit = crypto.credited()
    refund = crypto.task(deposit, "20.00")
    first, again = crypto.record(refund, TXID), crypto.record(refund, TXID)

    assert first == again
    with pytest.raises(Refused) as refused:
        crypto.record(refund, "another")
    assert (refused.value.code, TXID in refused.value.text) == ("not_an_operator_task", True)
    assert crypto.figures() == ("30.00 USD", "0.00 USD", "0.00 USD")
    crypto.hear()
    assert (crypto.known(deposit).external_refunded, crypto.differs()) == (0, [])


def test_of_two_people_who_record_it_at_once_one_does(crypto: CryptoShop) -> None:
    """F2, for two people: each paid, or thinks so; the second is told to ask for it back."""
    refund = crypto.task(crypto.credited(), "20.00")
    answers = at_once(*[lambda name=name: crypto.record(refund, name) for name in ("txid 1", "txid 2")])

    assert answers.count("not_an_operator_task") == 1
    assert crypto.figures() == ("30.00 USD", "0.00 USD", "0.00 USD")


@pytest.mark.parametrize("heard_first", [True, False])
def test_a_refund_in_the_vendors_pages_that_was_recorded_is_not_somebody_elses_too(
    crypto: CryptoShop, *, heard_first: bool
) -> None:
    """F3: the webhook about it was booked as a refund of others, before it was recorded or after."""
    deposit = crypto.credited()
    refund = crypto.task(deposit)
    crypto.vendor.begin_refund(deposit.payment)
    if heard_first:
        crypto.hear()
        assert crypto.known(deposit).external_refunded == usd("50.00").units
    paid = crypto.record(refund, deposit.payment)
    crypto.vendor.become(deposit.payment, "succeeded")
    crypto.hear()

    assert (paid.state, crypto.known(deposit).external_refunded) == ("paid", 0)
    assert crypto.figures() == ("0.00 USD", "0.00 USD", "0.00 USD")
    assert crypto.differs() == []


@pytest.mark.parametrize("heard_first", [True, False])
def test_while_the_vendor_shows_one_that_nobody_recorded_no_other_is(crypto: CryptoShop, *, heard_first: bool) -> None:
    """Somebody refunded the invoice; the operator would pay it out a second time and record that."""
    deposit = crypto.credited()
    refund = crypto.task(deposit, "20.00")
    crypto.vendor.begin_refund(deposit.payment)
    if heard_first:
        crypto.hear()
    with pytest.raises(Refused) as refused:
        crypto.record(refund, TXID)

    assert refused.value.code == "exceeds_unspent"
    assert deposit.payment in refused.value.text
    crypto.hear()
    assert crypto.known(deposit).external_refunded == usd("50.00").units


def test_what_the_vendor_gave_back_beyond_the_recorded_one_is_others(crypto: CryptoShop) -> None:
    """The whole invoice went, the task was of less: the difference cannot go back again."""
    deposit = crypto.credited()
    crypto.vendor.refund_outside(deposit.payment, usd("50.00"))
    crypto.record(refund := crypto.task(deposit, "20.00"), deposit.payment)

    assert crypto.known(deposit).external_refunded == usd("30.00").units
    crypto.hear()
    assert crypto.known(deposit).external_refunded == usd("30.00").units
    assert refresh_deposit(crypto.desk, crypto.known(deposit)).external_refunded == usd("30.00").units
    assert crypto.differs() == []
    assert crypto.state_of(refund) == "paid"


def test_a_refund_at_the_vendor_that_failed_is_none(crypto: CryptoShop) -> None:
    deposit = crypto.credited()
    crypto.vendor.begin_refund(deposit.payment)
    crypto.hear()
    crypto.vendor.become(deposit.payment, "failed")
    crypto.hear()

    assert (crypto.known(deposit).external_refunded, crypto.differs()) == (0, [])


def test_where_the_vendor_cannot_be_asked_what_was_paid_is_recorded(crypto: CryptoShop) -> None:
    deposit = crypto.credited()
    refund = crypto.task(deposit, "20.00")
    crypto.vendor.stop()

    assert look_there(crypto.desk, deposit) == ()
    assert crypto.record(refund, TXID).state == "paid"


def test_a_gateway_without_a_look_is_not_asked(shop: Shop) -> None:
    assert look_there(shop.desk, shop.deposit("50.00")) == ()
