"""A key that the vendor does not accept: the operator's business, and nobody's refund."""

from __future__ import annotations

from functools import partial

from panel_refunds.money import Money
from panel_refunds.ports import Misconfigured, MisconfiguredError
from panel_refunds_testkit.checks.gateway.sending import must_have_given_back, needs_reading, needs_sending
from panel_refunds_testkit.demand import broken, demand, demand_equal, demand_raises, error_of, skip_with
from panel_refunds_testkit.stand import GatewayStand


class MisconfiguredChecks:
    """What is said when key, permission or mode are wrong."""

    def test_a_wrong_key_stops_sending(self, stand: GatewayStand) -> None:
        """The vendor refused the key, and the order came back as something else than ``Misconfigured``.

        A rejection would close the attempt, an exception would send a person looking; this one stops the gateway,
        tells the operator, and the attempt waits.
        """
        needs_sending(stand)
        payment = stand.pay()
        wrong = stand.build(given=stand.peer.wrong_settings(stand.peer.url)).gateway
        before = stand.refund_requests()
        outcome = wrong.create_refund(stand.order(payment, stand.amount()))
        if not isinstance(outcome, Misconfigured):
            broken(f"The vendor does not accept the key; create_refund says {outcome!r}.")
        demand(stand.refund_requests() - before <= 1, "The order was sent more than once.")
        must_have_given_back(stand, payment, Money(0, stand.peer.currency))

    def test_a_wrong_key_stops_reading(self, stand: GatewayStand) -> None:
        """A read with a wrong key has to raise ``MisconfiguredError``; as ``LookupError`` it would prove an absence."""
        needs_reading(stand)
        payment = stand.pay()
        wrong = stand.build(given=stand.peer.wrong_settings(stand.peer.url)).gateway
        with demand_raises(MisconfiguredError, "The vendor does not accept the key: get_payment."):
            wrong.get_payment(payment)
        if stand.capabilities.lookup == "by_name":
            order = stand.order(payment, stand.amount())
            with demand_raises(MisconfiguredError, "The vendor does not accept the key: find_attempt."):
                wrong.find_attempt(order)
        elif stand.capabilities.lookup != "none":
            with demand_raises(MisconfiguredError, "The vendor does not accept the key: find_refunds."):
                wrong.find_refunds(payment)
        if stand.capabilities.change_feed:
            with demand_raises(MisconfiguredError, "The vendor does not accept the key: list_changes."):
                wrong.list_changes(stand.peer.clock(), None)
        if stand.capabilities.knows_float:
            with demand_raises(MisconfiguredError, "The vendor does not accept the key: available_float."):
                wrong.available_float(stand.peer.currency)

    def test_the_balance_is_told_as_the_capabilities_say(self, stand: GatewayStand) -> None:
        """``available_float`` is an amount in the currency that was asked for, or None where the vendor does not tell.

        A gateway that does not know it says ``knows_float=False`` and asks nobody.
        """
        before = len(stand.peer.requests_seen())
        balance = stand.gateway.available_float(stand.peer.currency)
        if stand.capabilities.knows_float:
            demand(balance is not None, "The capabilities promise the balance, and it is None.")
            demand_equal(balance and balance.currency, stand.peer.currency, "The balance is in another currency.")
        else:
            demand_equal(balance, None, "The capabilities say that the balance is not known.")
            demand_equal(len(stand.peer.requests_seen()), before, "The vendor was asked for what it does not tell.")


class ByHandChecks:
    """Gateways through which the core never sends: an operator does, and nothing else may."""

    def test_a_gateway_that_is_not_automatic_sends_nothing(self, stand: GatewayStand) -> None:
        """The capabilities leave refunds to an operator, and ``create_refund`` sent one all the same.

        Answer ``Rejected(not_refundable)`` at once; the core makes a task of it, that can be recorded only once.
        """
        skip_with(stand.capabilities.automatic, "automatic")
        payment = stand.pay()
        before = len(stand.peer.requests_seen())
        order = stand.order(payment, stand.amount())
        error_of(partial(stand.raw.create_refund, order))
        demand_equal(len(stand.peer.requests_seen()), before, "create_refund asked the vendor something.")
        must_have_given_back(stand, payment, Money(0, stand.peer.currency))
        outcome = stand.gateway.create_refund(order)
        demand(not getattr(outcome, "ref", None), f"Nothing was sent, and create_refund says {outcome!r}.")
