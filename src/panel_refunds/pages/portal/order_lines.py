"""An order as its customer reads it: how it stands, what came back, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from panel_refunds.money import format_units
from panel_refunds.orders.order import Order
from panel_refunds.pages.portal.status_words import Status, order_status
from panel_refunds.pages.visit import Visit
from panel_refunds.pages.words import Words


@dataclass(frozen=True, slots=True)
class OrderLines:
    """Texts ready to show; ``back`` None where nothing came back, ``why`` the sentence and ``clause`` behind it."""

    order_id: str
    service: str
    status: Status
    charge: str
    back: str | None
    why: str
    clause: str
    amount: str
    placed_at: datetime


def order_lines(visit: Visit, order: Order) -> OrderLines:
    """The order in the reader's words."""
    figures = visit.figures
    why, clause = _why(visit, order)
    return OrderLines(
        order_id=order.order_id,
        service=order.service or visit.words("Order"),
        status=order_status(visit.words, "unknown" if order.review else order.status),
        charge=figures.amount(format_units(order.charge, order.currency), order.currency),
        back=figures.amount(format_units(order.refunded, order.currency), order.currency) if order.refunded else None,
        why=why,
        clause=clause,
        amount=figures.number(order.total),
        placed_at=order.placed_at,
    )


def _why(visit: Visit, order: Order) -> tuple[str, str]:
    """What came back, or why nothing did, with the clause. (Clauses 3.2 and 4)"""
    _ = visit.words
    if order.review:
        return _("A person is looking at this order. You will see here what comes back."), "3.2"
    if order.refunded:
        return _what_came_back(visit, order)
    if reason := _reasons(_).get(order.reason or ""):
        return reason, "4"
    if order.refill_asked_at:
        return _("The refill guarantee still runs, so we have asked for a refill."), "4"
    if order.status == "completed":
        return _("It was delivered in full."), "4"
    if order.cancel_asked_at:
        return _("We have asked for it to be cancelled. The money comes back as soon as that is confirmed."), "3.2a"
    return "", ""


def _what_came_back(visit: Visit, order: Order) -> tuple[str, str]:
    _, figures = visit.words, visit.figures
    if order.refunded == order.charge:
        return _("It was cancelled, so everything you paid for it is on your balance again."), "3.2a"
    if order.remains is None:
        return _("A part of what you paid is on your balance again."), "3.2b"
    undelivered, total = figures.number(order.remains), figures.number(order.total)
    text = _("{missing} of {total} were not delivered, so that part is on your balance again.")
    return text.format(missing=undelivered, total=total), "3.2b"


def _reasons(_: Words) -> dict[str, str]:
    return {
        "wrong_link": _("The link was wrong or led nowhere, so nothing comes back."),
        "private_account": _("The account was private, so nothing comes back."),
        "link_changed": _("The link was changed after you ordered, so nothing comes back."),
        "made_private": _("The account was made private after you ordered, so nothing comes back."),
        "other_user_error": _("It could not be delivered for a reason on your side, so nothing comes back."),
    }
