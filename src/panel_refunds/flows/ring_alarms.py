"""Alarms of a ticket's clock: remind finance, escalate what is overdue, end an offer nobody confirmed.

An alarm that rings too late, because the request has moved on, does nothing.
"""

from __future__ import annotations

from panel_refunds.flows.answer_request import close_withdrawn
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.ticketing import post
from panel_refunds.tickets import letters


def remind(desk: Desk, request_id: str) -> None:
    """Tell finance that the due time comes near."""
    _alarm(desk, request_id, "due_soon")


def escalate(desk: Desk, request_id: str) -> None:
    """Tell finance, and whoever watches over it, that the due time has passed."""
    _alarm(desk, request_id, "overdue")


def expire_offer(desk: Desk, request_id: str) -> None:
    """An offer that was not confirmed in time is withdrawn, and what it held is free again."""
    with desk.read() as books:
        wallet_id = books.get_request(request_id).wallet_id
    with desk.begin(wallet_id) as books:
        wallet = books.wallet(wallet_id)
        request = books.get_request(request_id)
        over = request.offer_until is not None and request.offer_until <= desk.now()
        if request.state == "waiting_for_customer" and request.recommend == "offer" and over:
            close_withdrawn(desk, books, wallet, request)


def _alarm(desk: Desk, request_id: str, kind: str) -> None:
    with desk.read() as books:
        wallet_id = books.get_request(request_id).wallet_id
    with desk.begin(wallet_id) as books:
        request = books.get_request(request_id)
        if request.state != "in_review" or request.due_at is None:
            return
        letter = letters.due_soon if kind == "due_soon" else letters.overdue
        text = letter(request.due_at, desk.tenant.calendar)
        post(desk, books, kind, text, request_id=request_id)
