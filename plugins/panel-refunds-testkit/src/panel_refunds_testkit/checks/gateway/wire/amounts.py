"""Amounts: what cannot be paid is refused before anything is sent, and what can be paid arrives to the last digit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from panel_refunds.errors import Refused
from panel_refunds.money import Money, exponent_of, minor_unit
from panel_refunds.ports import GatewayRefund, RefundOrder, Rejected
from panel_refunds_testkit.checks.gateway.sending import (
    must_have_given_back,
    must_tell_refunded,
    needs_reading,
    needs_sending,
    send,
)
from panel_refunds_testkit.demand import answers_of, broken, demand, demand_equal
from panel_refunds_testkit.stand import GatewayStand


class AmountChecks:
    """Digits, currencies, and amounts that are none."""

    def test_an_amount_that_is_none_is_refused_before_anything_is_sent(self, stand: GatewayStand) -> None:
        """Zero, less than zero, or finer than the currency pays: some vendors read such an amount as *all of it*.

        Look at the amount first, and answer ``Rejected`` (or let ``Money.minor`` raise ``Refused``) before any request.
        """
        needs_sending(stand)
        payment = stand.pay()
        send(stand, stand.pay(), stand.amount())  # whatever is asked once, like a token, was asked
        for amount in _no_amounts(stand.amount()):
            before = len(stand.peer.requests_seen())
            _must_refuse_at_once(stand, stand.order(payment, amount))
            demand_equal(len(stand.peer.requests_seen()), before, f"A request left for an order of {amount}.")
        must_have_given_back(stand, payment, Money(0, stand.peer.currency))

    def test_every_currency_goes_back_to_the_last_digit(self, stand: GatewayStand) -> None:
        """Currencies have 0, 2, 3 or 8 digits, and the adapter counts all of them as if they had two.

        Read and write amounts with ``Money`` (``minor``, ``from_minor``, ``of``): it knows the digits.
        """
        needs_reading(stand)
        for currency in currencies_of(stand):
            odd = (70 if exponent_of(currency) == 3 else 77) * minor_unit(currency)  # noqa: PLR2004 - see below
            # Of three digits some vendors want the last to be 0.
            amount = Money(stand.amount(currency=currency).units + odd, currency)
            payment = stand.pay(amount)
            facts = stand.gateway.get_payment(payment)
            demand_equal(
                str(facts.amount), str(amount), f"get_payment: the amount of a payment in {currency} is wrong."
            )
            if facts.fee is not None:
                demand_equal(str(facts.fee), str(stand.fee_of(amount)), f"get_payment: the fee in {currency} is wrong.")
            if stand.capabilities.automatic:
                send(stand, payment, amount)
                must_have_given_back(stand, payment, amount)
                must_tell_refunded(stand, payment, amount)

    def test_another_currency_than_the_payments_is_never_a_success(self, stand: GatewayStand) -> None:
        """An order in another currency came back as a success, or as refused although something was given back.

        Compare the currency of the vendor's answer with the order's; where the vendor is not told the currency, an
        answer in another one is ``OutcomeUnknown``.
        """
        needs_sending(stand)
        first, *others = currencies_of(stand)
        for other in others[:1]:
            payment = stand.pay(stand.amount(currency=first))
            order = stand.order(payment, stand.amount(10, other))
            for outcome in answers_of(partial(stand.gateway.create_refund, order)):
                if isinstance(outcome, GatewayRefund):
                    broken(f"The payment is in {first}; an order of {order.amount} came back as {outcome!r}.")
                if isinstance(outcome, Rejected):
                    must_have_given_back(stand, payment, Money(0, first))


def currencies_of(stand: GatewayStand) -> Sequence[str]:
    """Currencies in which both the vendor and the adapter deal, the peer's own first."""
    taken = stand.capabilities.currencies
    named = dict.fromkeys((stand.peer.currency, *stand.peer.currencies))
    if taken is not None:
        demand(
            stand.peer.currency in taken,
            f"The peer takes payments in {stand.peer.currency}, which is not in capabilities.currencies.",
        )
    return [currency for currency in named if taken is None or currency in taken]


def _no_amounts(some: Money) -> list[Money]:
    step = minor_unit(some.currency)
    none = [Money(0, some.currency), -some, Money(-step, some.currency)]
    return [*none, Money(some.units + 1, some.currency), Money(1, some.currency)] if step > 1 else none


def _must_refuse_at_once(stand: GatewayStand, order: RefundOrder) -> None:
    try:
        outcome = stand.raw.create_refund(order)
    except Refused:
        return
    except Exception as error:  # noqa: BLE001 - whatever it is, the core has to take it for "it may have run"
        broken(f"An order of {order.amount} raised {type(error).__name__}, which means that it may have run.")
    if not isinstance(outcome, Rejected):
        broken(f"An order of {order.amount} came back as {outcome!r} instead of Rejected.")
