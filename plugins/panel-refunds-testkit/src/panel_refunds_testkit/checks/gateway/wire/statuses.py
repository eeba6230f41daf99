"""Statuses of refunds: what a vendor says at first, what becomes of it, and words that nobody has heard of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Literal

from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund, OutcomeUnknown, RefundsFound, RefundStatus
from panel_refunds_testkit.checks.gateway.sending import given_back, must_tell_refunded, needs_sending, send
from panel_refunds_testkit.demand import (
    answers_of,
    broken,
    demand,
    demand_equal,
    demand_raises,
    skip_without,
    skip_without_word,
)
from panel_refunds_testkit.peer.gateway_peer import Word, leave_out
from panel_refunds_testkit.stand import GatewayStand

STATUSES: Mapping[Word, RefundStatus] = MappingProxyType(
    {
        "pending": RefundStatus.PENDING,
        "action_required": RefundStatus.ACTION_REQUIRED,
        "succeeded": RefundStatus.SUCCEEDED,
        "failed": RefundStatus.FAILED,
        "canceled": RefundStatus.CANCELED,
    }
)


class StatusChecks:
    """Each word of the vendor's as one of ours."""

    def test_every_status_is_read_as_what_it_is(self, stand: GatewayStand) -> None:
        """A status word of the vendor's is read as another status, or as an error.

        A refund that exists is a ``GatewayRefund``, also when it failed. Give each documented word its status.
        """
        needs_sending(stand)
        for word in (each for each in STATUSES if each in stand.peer.words):
            payment = stand.pay()
            stand.peer.next_refund(word)
            outcome = stand.gateway.create_refund(stand.order(payment, stand.amount()))
            if not isinstance(outcome, GatewayRefund):
                broken(_exists(word, outcome))
            first = {STATUSES[word], *([RefundStatus.PENDING] if stand.capabilities.answers == "async" else [])}
            demand(outcome.status in first, f"create_refund: {word} at the vendor is told as {outcome.status.value!r}.")
            again = stand.gateway.get_refund(outcome.ref)
            demand_equal(again.status, STATUSES[word], f"get_refund: the refund is {word} at the vendor.")
            demand_equal(again.amount, stand.amount(), "get_refund: the amount is wrong.")
            must_tell_refunded(stand, payment, given_back(stand, payment))

    def test_an_unheard_of_status_is_unknown(self, stand: GatewayStand) -> None:
        """A status word that is in no documentation was taken for a success, a failure or a refusal.

        Whatever is not one of the words you know is ``OutcomeUnknown`` in ``create_refund`` and an exception in reads.
        """
        needs_sending(stand)
        skip_without_word(stand.peer.words, "unheard_of")
        payment = stand.pay()
        stand.peer.next_refund("unheard_of")
        order = stand.order(payment, stand.amount())
        for outcome in answers_of(partial(stand.gateway.create_refund, order)):
            waits = isinstance(outcome, GatewayRefund) and outcome.status is RefundStatus.PENDING
            demand(
                isinstance(outcome, OutcomeUnknown) or (waits and stand.capabilities.answers == "async"),
                f"The vendor gave a status that nobody has heard of, and create_refund says {outcome!r}."
                f" {leave_out('unheard_of')}",
            )
        read = [
            *(refund for there in stand.peer.refunds_of(payment) for refund in _read(stand, there.ref)),
            *(refund for found in _found(stand, payment) for refund in found.refunds),
        ]
        for refund in read:
            demand(
                refund.status is RefundStatus.PENDING,
                f"A status that nobody has heard of is told as {refund.status.value!r}.",
            )

    def test_a_pending_refund_ends(self, stand: GatewayStand) -> None:
        """A refund that was pending ended at the vendor, and ``get_refund`` does not say so."""
        needs_sending(stand)
        skip_without_word(stand.peer.words, "pending")
        ends: tuple[Literal["succeeded", "failed"], ...] = ("succeeded", "failed")
        for word in (each for each in ends if each in stand.peer.words):
            stand.peer.next_refund("pending")
            outcome = stand.gateway.create_refund(stand.order(stand.pay(), stand.amount()))
            if not isinstance(outcome, GatewayRefund):
                broken(_exists("pending", outcome))
            stand.peer.become(outcome.ref, word)
            demand_equal(stand.gateway.get_refund(outcome.ref).status.value, word, "The refund has ended.")

    def test_a_success_may_fail_later(self, stand: GatewayStand) -> None:
        """The bank gave the money back days later: ``get_refund`` has to say *failed*, and ``refunded`` forgets it."""
        needs_sending(stand)
        skip_without(stand.capabilities.late_failure, "late_failure")
        payment = stand.pay()
        refund = send(stand, payment, stand.amount())
        stand.peer.become(refund.ref, "failed")
        demand_equal(stand.gateway.get_refund(refund.ref).status, RefundStatus.FAILED, "It failed late.")
        must_tell_refunded(stand, payment, Money(0, stand.peer.currency))

    def test_a_refund_that_nobody_has_is_a_lookup_error(self, stand: GatewayStand) -> None:
        """``get_refund`` of a name that does not exist in this account has to raise ``LookupError``."""
        others = stand.peer.refund_outside(stand.pay(account="second"), stand.amount())
        for ref in (others, "no such refund"):
            with demand_raises(LookupError, f"There is no refund {ref!r} in this account: get_refund."):
                stand.gateway.get_refund(ref)


def _exists(word: Word, outcome: object) -> str:
    return f"The refund is {word} at the vendor: it exists. create_refund says {outcome!r}. {leave_out(word)}"


def _read(stand: GatewayStand, ref: str) -> tuple[GatewayRefund, ...]:
    return answers_of(partial(stand.gateway.get_refund, ref))


def _found(stand: GatewayStand, payment: str) -> tuple[RefundsFound, ...]:
    return answers_of(partial(stand.gateway.find_refunds, payment))
