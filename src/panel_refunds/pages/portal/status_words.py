"""The states of requests, refunds and orders as words, each with the tone of its pill."""

from __future__ import annotations

from typing import NamedTuple

from panel_refunds.pages.words import Words


class Status(NamedTuple):
    """``tone`` is ``good``, ``busy``, ``asks``, ``bad`` or ``quiet``; the word says it without colour too."""

    word: str
    tone: str


def request_status(_: Words, state: str) -> Status:
    """How a request stands."""
    return {
        "waiting_for_customer": Status(_("Waiting for you"), "asks"),
        "in_review": Status(_("In review"), "busy"),
        "approved": Status(_("Approved"), "good"),
        "sending": Status(_("Being sent"), "busy"),
        "sent": Status(_("Sent"), "busy"),
        "paid": Status(_("Paid"), "good"),
        "declined": Status(_("Declined"), "bad"),
        "withdrawn": Status(_("Withdrawn"), "quiet"),
        "failed": Status(_("Did not go through"), "bad"),
    }[state]


def refund_status(_: Words, state: str) -> Status:
    """How one movement back to one payment stands."""
    return {
        "held": Status(_("Set aside"), "busy"),
        "approved": Status(_("Approved"), "good"),
        "sending": Status(_("Being sent"), "busy"),
        "sent": Status(_("Sent"), "busy"),
        "paid": Status(_("Paid"), "good"),
        "failed": Status(_("Did not go through"), "bad"),
        "stopped": Status(_("Not sent"), "quiet"),
    }[state]


def order_status(_: Words, status: str) -> Status:
    """How an order stands; a word that nobody knows is being looked at."""
    known = {
        "pending": Status(_("Not started"), "quiet"),
        "processing": Status(_("In progress"), "busy"),
        "in_progress": Status(_("In progress"), "busy"),
        "completed": Status(_("Completed"), "good"),
        "partial": Status(_("Delivered in part"), "asks"),
        "canceled": Status(_("Cancelled"), "quiet"),
        "refunded": Status(_("Cancelled"), "quiet"),
        "failed": Status(_("Failed"), "bad"),
        "rejected": Status(_("Failed"), "bad"),
        "paused": Status(_("Paused"), "quiet"),
        "expired": Status(_("Expired"), "bad"),
    }
    return known.get(status, Status(_("Being looked at"), "asks"))


def failure(_: Words, why: str | None) -> str:
    """Why a refund did not go through, from the gateway's code; its own words where it has no code of ours."""
    known = {
        "account_closed": _("The account or card it came from does not exist any more."),
        "disputed": _("The payment is disputed at your bank."),
        "window_expired": _("The payment is too old for the payment service to send it back."),
        "not_refundable": _("The payment service does not send this kind of payment back."),
        "payment_not_found": _("The payment service cannot find the payment."),
        "over_refund": _("The payment service says that less is left of the payment."),
        "already_refunded": _("The payment service says that it was paid back already."),
        "partial_not_supported": _("The payment service sends only whole payments back."),
        "currency_mismatch": _("The payment was made in another currency."),
        "amount_too_small": _("The amount is too small for the payment service."),
        "failed": _("Your bank or wallet did not take it."),
        "canceled": _("It was cancelled at the payment service."),
        "payment_disputed": _("The payment is disputed at your bank."),
        "account_terminated": _("The account was closed for breaking the rules."),
        "account_forfeited": _("The balance of this account was forfeited."),
    }
    return known.get(why or "", _("The payment service did not carry it out."))
