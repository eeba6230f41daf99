"""The words of the desk for what is one word in code: states, recommendations, outcomes. Each with how it looks.

A pill says its word; its colour only repeats it.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from panel_refunds.pages.figures import Figures
from panel_refunds.pages.words import Words


class Pill(NamedTuple):
    """A word, and the tone it is said in: ``good``, ``bad``, ``warn``, ``busy`` or ``quiet``."""

    text: str
    tone: str


def request_pill(_: Words, state: str) -> Pill:
    """The state of a request."""
    pills = {
        "waiting_for_customer": Pill(_("Waiting for the customer"), "quiet"),
        "in_review": Pill(_("In review"), "busy"),
        "approved": Pill(_("Approved"), "good"),
        "sending": Pill(_("Sending"), "busy"),
        "sent": Pill(_("Sent"), "good"),
        "paid": Pill(_("Paid"), "good"),
        "declined": Pill(_("Declined"), "bad"),
        "withdrawn": Pill(_("Withdrawn"), "quiet"),
        "failed": Pill(_("Failed"), "bad"),
    }
    return pills[state]


def recommendation_pill(_: Words, recommend: str) -> Pill:
    """What the rules recommend."""
    pills = {
        "approve": Pill(_("Rules: approve"), "good"),
        "decline": Pill(_("Rules: decline"), "bad"),
        "offer": Pill(_("Rules: offer less"), "warn"),
        "ask": Pill(_("Rules: ask"), "warn"),
        "wait": Pill(_("Rules: wait"), "warn"),
    }
    return pills[recommend]


def refund_pill(_: Words, state: str) -> Pill:
    """The state of one movement back."""
    pills = {
        "held": Pill(_("Set aside"), "quiet"),
        "approved": Pill(_("Approved, not sent"), "busy"),
        "sending": Pill(_("Sending"), "busy"),
        "sent": Pill(_("Sent"), "good"),
        "paid": Pill(_("Paid"), "good"),
        "failed": Pill(_("Failed"), "bad"),
        "stopped": Pill(_("Stopped"), "bad"),
    }
    return pills[state]


def attempt_pill(_: Words, state: str) -> Pill:
    """The state of one try at the gateway."""
    pills = {
        "prepared": Pill(_("Written down, not sent"), "quiet"),
        "sending": Pill(_("Sending"), "busy"),
        "pending": Pill(_("The gateway works on it"), "busy"),
        "action_required": Pill(_("Somebody has to act at the gateway"), "warn"),
        "succeeded": Pill(_("Succeeded"), "good"),
        "failed": Pill(_("Failed"), "bad"),
        "canceled": Pill(_("Called off"), "bad"),
        "rejected": Pill(_("Refused by the gateway"), "bad"),
        "unknown": Pill(_("Unknown: it may have run"), "warn"),
    }
    return pills[state]


def effect_pill(_: Words, effect: str) -> Pill:
    """What one finding does to the request."""
    pills = {
        "allow": Pill(_("Allows"), "good"),
        "deny": Pill(_("Speaks against"), "bad"),
        "review": Pill(_("Wants a person"), "warn"),
        "cap": Pill(_("Limits"), "warn"),
        "ask": Pill(_("Asks"), "warn"),
        "wait": Pill(_("Waits"), "warn"),
    }
    return pills[effect]


def verdict_pill(_: Words, answer: str, *, failed: bool) -> Pill:
    """What one fraud check said."""
    if failed:
        return Pill(_("No answer"), "warn")
    pills = {
        "allow": Pill(_("Nothing against it"), "good"),
        "review": Pill(_("Wants a person"), "warn"),
        "deny": Pill(_("Speaks against"), "bad"),
        "abstain": Pill(_("Cannot say"), "quiet"),
    }
    return pills[answer]


def account_pill(_: Words, state: str) -> Pill:
    """The state of a customer's account."""
    pills = {
        "open": Pill(_("Account open"), "good"),
        "suspended": Pill(_("Account suspended"), "warn"),
        "closed": Pill(_("Account closed"), "quiet"),
        "terminated": Pill(_("Account terminated"), "bad"),
        "forfeited": Pill(_("Balance forfeited"), "bad"),
    }
    return pills[state]


def dispute_pill(_: Words, state: str) -> Pill:
    """How a payment is contested."""
    pills = {
        "none": Pill(_("Not disputed"), "quiet"),
        "inquiry": Pill(_("The bank asks"), "warn"),
        "open": Pill(_("Disputed"), "bad"),
        "won": Pill(_("Dispute won"), "good"),
        "lost": Pill(_("Dispute lost"), "bad"),
    }
    return pills[state]


def order_status(_: Words, status: str) -> str:
    """Our word for the status of an order."""
    return {
        "pending": _("Pending"),
        "processing": _("Processing"),
        "in_progress": _("In progress"),
        "completed": _("Completed"),
        "partial": _("Partial"),
        "canceled": _("Cancelled"),
        "refunded": _("Refunded"),
        "failed": _("Failed"),
        "paused": _("Paused"),
        "expired": _("Expired"),
        "rejected": _("Rejected"),
    }.get(status, status)


def lot_kind(_: Words, kind: str) -> str:
    """Where the money of a lot came from."""
    return {"deposit": _("Deposit"), "order_refund": _("Back from an order"), "bonus": _("Bonus")}[kind]


def author(_: Words, name: str) -> str:
    """Who wrote a message."""
    return {"customer": _("Customer"), "system": _("Written by the system")}.get(name, name)


def action_done(_: Words, action: str) -> str:
    """What somebody did to a request, as one says it of a person: ``finance-ana approved it``."""
    return {
        "approve": _("approved it"),
        "agree": _("approved it and waits for another yes"),
        "decline": _("declined it"),
        "ask": _("asked the customer"),
    }.get(action, action)


def figure_name(_: Words, name: str) -> str:
    """What a figure of a finding is; one of a plugin's own keeps the plugin's word."""
    return {
        "deposited": _("paid in"),
        "amount": _("amount"),
        "asked": _("asked for"),
        "spent": _("spent"),
        "refunded": _("refunded before"),
        "elsewhere": _("paid back elsewhere"),
        "gross": _("leaves the balance"),
        "fee": _("fee"),
        "own_fee": _("our fee"),
        "bonus_deducted": _("spent bonus"),
        "net": _("arrives"),
        "until": _("until"),
        "least": _("least"),
        "actual": _("is"),
        "for_staff": _("the check says"),
    }.get(name, name)


def figure_text(figures: Figures, text: str) -> str:
    """A figure as it is told; a moment in the tenant's own way of writing it."""
    if "T" not in text:
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if moment.tzinfo is None else figures.moment(moment)
