"""Refunds that run: the whole, parts and the exact rest; and those that a vendor refuses."""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.money import Money, minor_unit
from panel_refunds.ports import Rejection
from panel_refunds_testkit.checks.gateway.sending import (
    must_be_refused,
    must_have_given_back,
    must_tell_refunded,
    needs_parts,
    needs_sending,
    send,
    stranger_to,
)
from panel_refunds_testkit.demand import skip_if, skip_with, skip_without, skip_without_word
from panel_refunds_testkit.peer.gateway_peer import leave_out
from panel_refunds_testkit.stand import GatewayStand

_NO = {Rejection.NOT_REFUNDABLE, Rejection.INVALID_REQUEST}


class RefundChecks:
    """Orders over the wire, one after the other."""

    def test_a_payment_is_refunded_whole(self, stand: GatewayStand) -> None:
        """The amount on the wire is not the order's, or the vendor's answer is not read as the refund it is.

        Look at how the amount is written (main units or minor units, text or number) and at the status words.
        """
        needs_sending(stand)
        payment = stand.pay()
        send(stand, payment, stand.amount())
        must_have_given_back(stand, payment, stand.amount())
        must_tell_refunded(stand, payment, stand.amount())

    def test_three_parts_and_the_exact_rest(self, stand: GatewayStand) -> None:
        """A part is sent as the whole, rounded, or added up wrongly.

        Send exactly ``order.amount``; read ``refunded`` from the vendor's own figure or from all refunds that count.
        """
        needs_sending(stand)
        needs_parts(stand)
        payment, rest = stand.pay(), stand.amount()
        most = stand.capabilities.max_refunds or 4
        for hundredths in (1001, 707, 13)[: most - 1]:
            part = stand.amount(hundredths)
            send(stand, payment, part)
            rest -= part
            must_have_given_back(stand, payment, stand.amount() - rest)
            must_tell_refunded(stand, payment, stand.amount() - rest)
        send(stand, payment, rest)
        must_have_given_back(stand, payment, stand.amount())

    def test_a_part_is_refused_where_only_the_whole_goes_back(self, stand: GatewayStand) -> None:
        """The capabilities say that the vendor pays no parts, and an order for a part went somewhere.

        Refuse it as ``partial_not_supported`` before anything is sent, or read the vendor's refusal as that.
        """
        needs_sending(stand)
        skip_with(stand.capabilities.partial, "partial")
        payment = stand.pay()
        outcome = stand.gateway.create_refund(stand.order(payment, stand.amount(1000)))
        must_be_refused(outcome, {Rejection.PARTIAL_NOT_SUPPORTED, *_NO}, "Only the whole can go back.")
        must_have_given_back(stand, payment, Money(0, stand.peer.currency))

    def test_more_than_was_paid_is_refused(self, stand: GatewayStand) -> None:
        """The vendor's refusal of an amount that is too large is not read as a refusal.

        It has its own code or message; map it to ``over_refund``.
        """
        needs_sending(stand)
        payment = stand.pay()
        more = stand.amount() + Money(minor_unit(stand.peer.currency), stand.peer.currency)
        outcome = stand.gateway.create_refund(stand.order(payment, more))
        codes = {Rejection.OVER_REFUND, Rejection.PARTIAL_NOT_SUPPORTED, *_NO}
        must_be_refused(outcome, codes, "More was ordered than was paid.")
        must_have_given_back(stand, payment, Money(0, stand.peer.currency))

    def test_more_than_is_left_is_refused(self, stand: GatewayStand) -> None:
        """A refusal after a part went back is taken for a success, or for something that may have run."""
        needs_sending(stand)
        needs_parts(stand)
        payment = stand.pay()
        send(stand, payment, stand.amount(1000))
        outcome = stand.gateway.create_refund(stand.order(payment, stand.amount()))
        must_be_refused(outcome, {Rejection.OVER_REFUND, *_NO}, "More was ordered than is left.")
        must_have_given_back(stand, payment, stand.amount(1000))

    def test_refunded_already_is_never_a_success(self, stand: GatewayStand) -> None:
        """The vendor says that the payment was refunded already, and the adapter makes a success of it.

        Who refunded it? Perhaps somebody in the vendor's pages. Say ``Rejected(already_refunded)``; the core looks
        whether one of the refunds carries the attempt's id.
        """
        needs_sending(stand)
        payment = stand.pay()
        stand.peer.refund_outside(payment, stand.amount())
        outcome = stand.gateway.create_refund(stand.order(payment, stand.amount()))
        codes = {Rejection.ALREADY_REFUNDED, Rejection.OVER_REFUND, *_NO}
        must_be_refused(outcome, codes, "The payment was refunded already, and not by this attempt.")
        must_have_given_back(stand, payment, stand.amount())

    def test_a_payment_that_nobody_has_is_refused(self, stand: GatewayStand) -> None:
        """The vendor does not know the payment; that is ``Rejected(payment_not_found)``, not an exception."""
        needs_sending(stand)
        known, others = stand.pay(), stand.pay(account="second")
        for ref in (stranger_to(known), others, "no such payment"):
            outcome = stand.gateway.create_refund(stand.order(ref, stand.amount()))
            must_be_refused(outcome, {Rejection.PAYMENT_NOT_FOUND}, f"There is no payment {ref!r} in this account.")
        must_have_given_back(stand, others, Money(0, stand.peer.currency))

    def test_too_little_money_in_the_account(self, stand: GatewayStand) -> None:
        """``insufficient_balance`` is the one refusal after which the core keeps the money held and queues the refund.

        Find the vendor's code for an account that cannot pay, and map it to that and to nothing else.
        """
        needs_sending(stand)
        skip_without_word(stand.peer.words, "insufficient_balance")
        payment = stand.pay()
        stand.peer.next_refund("insufficient_balance")
        outcome = stand.gateway.create_refund(stand.order(payment, stand.amount()))
        why = f"The account has not enough money. {leave_out('insufficient_balance')}"
        must_be_refused(outcome, {Rejection.INSUFFICIENT_BALANCE}, why)
        must_have_given_back(stand, payment, Money(0, stand.peer.currency))

    def test_a_disputed_payment_is_refused(self, stand: GatewayStand) -> None:
        """A refund during a dispute pays twice: once by refund, once by the bank. Map the refusal to ``disputed``."""
        needs_sending(stand)
        skip_without(stand.capabilities.disputes, "disputes")
        payment = stand.pay()
        stand.peer.tell_dispute(payment, "open")
        outcome = stand.gateway.create_refund(stand.order(payment, stand.amount()))
        must_be_refused(outcome, {Rejection.DISPUTED, Rejection.NOT_REFUNDABLE}, "The payment is disputed.")
        must_have_given_back(stand, payment, Money(0, stand.peer.currency))

    def test_after_the_window_it_is_refused(self, stand: GatewayStand) -> None:
        """The vendor refunds only for so long; map its refusal to ``window_expired``."""
        needs_sending(stand)
        window = stand.capabilities.refund_window
        skip_if(window is None, "capability: refund_window is None")
        payment = stand.pay()
        stand.peer.clock.advance((window or timedelta(0)) + timedelta(days=1))
        outcome = stand.gateway.create_refund(stand.order(payment, stand.amount()))
        must_be_refused(outcome, {Rejection.WINDOW_EXPIRED, Rejection.NOT_REFUNDABLE}, "The window is over.")
        must_have_given_back(stand, payment, Money(0, stand.peer.currency))

    def test_less_than_the_least_is_refused(self, stand: GatewayStand) -> None:
        """The capabilities name a least refund, and one below it is not refused; say ``amount_too_small``."""
        needs_sending(stand)
        needs_parts(stand)
        least = stand.capabilities.min_refund
        nothing_below = least is None or least.units <= minor_unit(least.currency)
        skip_if(nothing_below, f"capability: min_refund is {least}")
        if least is not None:
            payment = stand.pay(stand.amount(currency=least.currency))
            less = least - Money(minor_unit(least.currency), least.currency)
            outcome = stand.gateway.create_refund(stand.order(payment, less))
            must_be_refused(outcome, {Rejection.AMOUNT_TOO_SMALL, Rejection.INVALID_REQUEST}, "It is too little.")
            must_have_given_back(stand, payment, Money(0, stand.peer.currency))
